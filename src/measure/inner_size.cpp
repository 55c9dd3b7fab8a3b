// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/inner_size.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace landai::measure {
namespace {

constexpr const char* kFilled = "measure.space.inner_size";
constexpr const char* kAtMost = "measure.space.inner_size_at_most";
constexpr std::size_t kMostDirections = 64;
constexpr double kFull = 0.995;  // of the rectangle; what lacks is a chamfer or the drawing's unevenness

/// Unit vectors along the longest edges of the outlines.
std::vector<PlanPoint> directions(const MultiPolygon& floor) {
  std::vector<std::pair<double, PlanPoint>> edges;
  for (const Polygon& polygon : floor)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
      const PlanPoint a = polygon.outer[i], b = polygon.outer[(i + 1) % polygon.outer.size()];
      const double length = distance(a, b);
      if (length > 0) edges.emplace_back(-length, (1 / length) * (b - a));
    }
  const std::size_t count = std::min(edges.size(), kMostDirections);
  std::partial_sort(edges.begin(), edges.begin() + static_cast<std::ptrdiff_t>(count), edges.end(),
                    [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<PlanPoint> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(edges[i].second);
  return out;
}

/// How far the floor reaches along a direction.
double extent(const MultiPolygon& floor, PlanPoint along) {
  double least = INFINITY, most = -INFINITY;
  for (const Polygon& polygon : floor)
    for (const PlanPoint p : polygon.outer) {
      least = std::min(least, dot(p, along));
      most = std::max(most, dot(p, along));
    }
  return most - least;
}

}  // namespace

std::optional<InnerSize> inner_size_of(const MultiPolygon& floor) {
  std::optional<InnerSize> best;
  for (const PlanPoint along : directions(floor)) {
    const double a = extent(floor, along), b = extent(floor, {-along.y, along.x});
    if (!best || a * b < best->longer * best->shorter) best = InnerSize{std::max(a, b), std::min(a, b), true};
  }
  if (best) best->filled = area(floor) >= kFull * best->longer * best->shorter;
  return best;
}

void tell_inner_size(Measurement& m, const InnerSize& size) {
  m.evidence.note = message(size.filled ? kFilled : kAtMost)
                        .with("shorter", size.shorter, "m")
                        .with("longer", size.longer, "m");
}

std::optional<InnerSize> inner_size(const Measurement& m) {
  const Message& note = m.evidence.note;
  if (note.key != kFilled && note.key != kAtMost) return std::nullopt;
  InnerSize size;
  size.filled = note.key == kFilled;
  for (const auto& [name, arg] : note.args)
    (name == "longer" ? size.longer : size.shorter) = arg.value.value_or(0);
  return size;
}

}  // namespace landai::measure
