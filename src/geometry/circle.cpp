// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>
#include <queue>

#include "diagram.hpp"
#include "landai/geometry/polygons.hpp"
#include "noding.hpp"

namespace landai::geometry {
namespace {

constexpr std::size_t kMaxSides = 2'000'000;

std::vector<GridSegment> sides_of(const MultiPolygon& region, const Frame& frame) {
  std::vector<GridSegment> sides;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      sides.push_back({frame.grid(ring[i]), frame.grid(ring[(i + 1) % ring.size()])});
    }
  };
  for (const Polygon& polygon : region) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return sides;
}

/// Without a diagram (a region too large for it, or one that Boost gets wrong): squares are halved as long as
/// they may hold a centre that is 0.1 mm better than the best known.
std::optional<Circle> by_subdivision(const MultiPolygon& region) {
  std::vector<PlanSegment> sides;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[(i + 1) % ring.size()]});
  };
  for (const Polygon& polygon : region) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  const SegmentIndex index(std::move(sides));
  const auto radius = [&](PlanPoint p) { return (contains(region, p) ? 1 : -1) * index.nearest(p).distance; };
  struct Square {
    double at_most;
    PlanPoint centre;
    double half;
    bool operator<(const Square& other) const { return at_most < other.at_most; }
  };
  Circle best;
  std::priority_queue<Square> queue;
  const auto look = [&](PlanPoint c, double half) {
    const double r = radius(c);
    if (2 * r > best.diameter_m) best = {c, 2 * r};
    queue.push({r + half * 1.4142135623730951, c, half});
  };
  const Box box = bounds(region);
  look({box.min_x / 2 + box.max_x / 2, box.min_y / 2 + box.max_y / 2},
       std::max(box.width(), box.height()) / 2);
  for (int steps = 0; !queue.empty() && steps < 1'000'000; ++steps) {
    const Square s = queue.top();
    queue.pop();
    if (2 * s.at_most <= best.diameter_m + 0.0001) break;
    const double h = s.half / 2;
    for (const PlanPoint d : {PlanPoint{-h, -h}, PlanPoint{h, -h}, PlanPoint{-h, h}, PlanPoint{h, h}})
      look(s.centre + d, h);
  }
  if (best.diameter_m <= 0) return std::nullopt;
  return best;
}

}  // namespace

std::optional<Circle> largest_circle(const MultiPolygon& raw) {
  const MultiPolygon region = united(raw);
  if (region.empty()) return std::nullopt;
  const Box box = bounds(region);
  const Frame frame = Frame::around(box);
  const double reach_m = static_cast<double>(kMaxGrid) / kCellsPerMetre - 2;
  const std::vector<GridSegment> sides = sides_of(region, frame);
  if (box.width() > 2 * reach_m || box.height() > 2 * reach_m || sides.size() > kMaxSides)
    return by_subdivision(region);
  const auto clean = noded(sides);
  const auto diagram = clean ? build_diagram(*clean) : std::nullopt;
  if (!diagram) return by_subdivision(region);
  std::vector<std::size_t> order(diagram->vertices.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    const auto& v = diagram->vertices[i];
    const auto& w = diagram->vertices[j];
    // Equal circles (the ends of a long room): always the same one.
    return v.clearance != w.clearance ? v.clearance > w.clearance : v.at < w.at;
  });
  for (const std::size_t i : order) {
    const auto& v = diagram->vertices[i];
    if (v.clearance < 0.5) break;
    const PlanPoint centre = frame.metres(v.at);
    if (contains(region, centre)) return Circle{centre, 2 * v.clearance / frame.per_metre};
  }
  return std::nullopt;
}

}  // namespace landai::geometry
