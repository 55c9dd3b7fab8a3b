// SPDX-License-Identifier: GPL-3.0-or-later
#include "footprint.hpp"

#include <algorithm>
#include <array>

#include "standing.hpp"

namespace landai::measure {

std::optional<Sides> sides_of(const MultiPolygon& shape) {
  constexpr std::size_t kMostEdges = 500;   // a finely drawn curve has no side
  std::optional<Sides> best;
  double least = INFINITY;
  const auto try_edge = [&](PlanPoint a, PlanPoint b) {
    const double length = distance(a, b);
    if (length < 0.05) return;
    const PlanPoint u = (1 / length) * (b - a), v = left_normal(u);
    double lu = INFINITY, hu = -INFINITY, lv = INFINITY, hv = -INFINITY;
    for (const auto& polygon : shape)
      for (const PlanPoint p : polygon.outer) {
        lu = std::min(lu, dot(p, u)), hu = std::max(hu, dot(p, u));
        lv = std::min(lv, dot(p, v)), hv = std::max(hv, dot(p, v));
      }
    const double w = hu - lu, h = hv - lv;
    if (w * h > least - 1e-9) return;
    least = w * h;
    const double mu = (lu + hu) / 2, mv = (lv + hv) / 2;
    const PlanSegment on_u{lu * u + mv * v, hu * u + mv * v}, on_v{mu * u + lv * v, mu * u + hv * v};
    best = w < h ? Sides{w, h, on_u, on_v} : Sides{h, w, on_v, on_u};
  };
  std::size_t tried = 0;
  for (const auto& polygon : shape)
    for (std::size_t i = 0; i < polygon.outer.size() && tried < kMostEdges; ++i, ++tried)
      try_edge(polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]);
  return best;
}

namespace {

/// The middle lines of its smallest rectangle, since a building may be turned on its site; of what has no straight sides those of the box.
std::array<PlanSegment, 2> axes_of(const Element& e) {
  if (const auto sides = sides_of(e.geometry.areas)) return {sides->across, sides->lengthwise};
  const Box box = e.geometry.box();
  const double x = (box.min_x + box.max_x) / 2, y = (box.min_y + box.max_y) / 2;
  return {PlanSegment{{box.min_x, y}, {box.max_x, y}}, PlanSegment{{x, box.min_y}, {x, box.max_y}}};
}

}  // namespace

std::optional<PlanPoint> facing_of(Survey& s, const Element& e) {
  const auto* fixture = e.fixture();
  if (fixture && norm(fixture->facing) > 0.5) return (1 / norm(fixture->facing)) * fixture->facing;
  if (e.geometry.areas.size() != 1) return std::nullopt;
  constexpr double kAtWall = 0.06;
  const Box box = e.geometry.box();
  const MultiPolygon walls = s.obstacles(level_of(s, e), box.grown(kAtWall), kFixed, &e);
  std::optional<PlanPoint> facing;
  for (const PlanSegment& axis : axes_of(e)) {
    const PlanPoint way = (1 / distance(axis.a, axis.b)) * (axis.b - axis.a);
    for (const auto& [end, out] : {std::pair{axis.b, way}, {axis.a, -1.0 * way}}) {
      const PlanPoint behind = end + kAtWall * out;
      if (std::none_of(walls.begin(), walls.end(), [&](const Polygon& w) { return contains(w, behind); })) continue;
      if (facing) return std::nullopt;   // in a corner or a niche: two backs are possible
      facing = -1.0 * out;
    }
  }
  return facing;
}

FacingBox::FacingBox(const Element& e, PlanPoint facing) : out(facing), across(left_normal(facing)) {
  for (const auto& polygon : e.geometry.areas)
    for (const PlanPoint p : polygon.outer) {
      front = std::max(front, dot(p, out));
      back = std::min(back, dot(p, out));
      left = std::max(left, dot(p, across));
      right = std::min(right, dot(p, across));
    }
}

}  // namespace landai::measure
