// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "segment_index.hpp"

namespace landai::geometry {
namespace {

std::vector<PlanSegment> sides_of(const MultiPolygon& polygons) {
  std::vector<PlanSegment> sides;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[(i + 1) % ring.size()]});
  };
  for (const Polygon& polygon : polygons) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return sides;
}

/// A vertex of one shape inside the other: they overlap even where no sides cross.
std::optional<PlanPoint> overlap(const MultiPolygon& a, const MultiPolygon& b) {
  for (const Polygon& polygon : a) {
    if (!polygon.outer.empty() && contains(b, polygon.outer.front())) return polygon.outer.front();
  }
  return std::nullopt;
}

}  // namespace

std::optional<Gap> gap(const MultiPolygon& a, const MultiPolygon& b) {
  const std::vector<PlanSegment> of_a = sides_of(a);
  std::vector<PlanSegment> of_b = sides_of(b);
  if (of_a.empty() || of_b.empty()) return std::nullopt;
  for (const auto& at : {overlap(a, b), overlap(b, a)}) {
    if (at) return Gap{0, {*at, *at}};
  }
  const SegmentIndex index(std::move(of_b));
  const SegmentIndex::Nearest first = index.nearest(of_a.front().a);
  Gap best{first.distance, {of_a.front().a, first.foot}};
  if (first.segment < 0) return std::nullopt;
  for (const PlanSegment& s : of_a) {
    Box box;
    box.add(s.a);
    box.add(s.b);
    index.visit(box.grown(best.distance_m), [&](int i) {
      const PlanSegment pair = closest_points(s, index.segments()[static_cast<std::size_t>(i)]);
      const double d = distance(pair.a, pair.b);
      if (d < best.distance_m) best = {d, pair};
      return best.distance_m > 0;
    });
    if (best.distance_m <= 0) break;
  }
  return best;
}

}  // namespace landai::geometry
