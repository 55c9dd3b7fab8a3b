// SPDX-License-Identifier: GPL-3.0-or-later
#include "standing.hpp"

#include <algorithm>

#include "landai/geometry/polygons.hpp"

namespace landai::measure {
namespace {

constexpr double kKneeHeight = 0.70;
constexpr double kKneeReach = 0.635;
constexpr ZRange kBodyZone{0.02, 2.0 - 1e-9};          // what lies lower is walked over, what hangs higher is passed under
constexpr ZRange kKneeZone{0.02, kKneeHeight - 1e-9};
constexpr double kTouch = 0.0002;
constexpr double kCrumb = 1e-6;                  // m2

/// Lower bound of what is known of a counter: stated, else drawn.
std::optional<double> at_least(const Survey& s, const Element& e, const char* quantity, const std::optional<Known>& drawn) {
  if (const auto stated = s.stated_number(e.id, quantity)) return stated->lo;
  return drawn ? std::optional(drawn->lo) : std::nullopt;
}

/// How far a thing reaches back from its edge.
double depth_behind(const Element& thing, const StandingEdge& edge) {
  double depth = 0;
  for (const auto& polygon : thing.geometry.areas)
    for (const PlanPoint p : polygon.outer) depth = std::max(depth, -dot(p - edge.line.a, edge.out));
  return depth;
}

}  // namespace

std::string level_of(const Survey& s, const Element& e) {
  const auto& on = s.levels_of(e);
  return on.empty() ? std::string{} : on.front();
}

KneeRoom knee_room(const Survey& s, const Element& thing, const StandingEdge& edge, const std::string& level) {
  const CounterShape* shape = thing.counter();
  const auto height = at_least(s, thing, "counter.knee_height", shape ? shape->knee_height : std::nullopt);
  const auto depth = at_least(s, thing, "counter.knee_depth", shape ? shape->knee_depth : std::nullopt);
  const double behind = std::min(kKneeReach, depth_behind(thing, edge));
  if (height && *height < kKneeHeight) return {0, true};
  if (height && depth) return {std::clamp(*depth, 0.0, behind), true};
  const auto z = s.above_floor(thing, level);
  if (!z) return {};
  if (z->lo < kKneeHeight - 1e-9) return {0, z->lo < kBodyZone.lo ? false : true};   // a body from the floor up may still have a hollow
  return {behind, true};
}

Surroundings surroundings(Survey& s, const Element& thing, const StandingEdge& edge, const std::string& level, double reach_m) {
  Surroundings around;
  const Box box = thing.geometry.box().grown(reach_m);
  around.things = s.obstacles(level, box, kAll, &thing, kBodyZone);
  around.things.insert(around.things.end(), thing.geometry.areas.begin(), thing.geometry.areas.end());
  // The whole that a low part belongs to does not stand under its own part.
  const Element* whole = thing.parent ? s.find(*thing.parent) : nullptr;
  around.low_things = s.obstacles(level, box, kAll, whole ? whole : &thing, kKneeZone);
  if (const Element* space = s.space_at(0.5 * (edge.line.a + edge.line.b) + 0.10 * edge.out, level))
    around.floor = space->geometry.areas;
  return around;
}

std::optional<Ring> place_beside(const StandingEdge& edge, double along, double deep, double under, const Surroundings& around) {
  const double length = distance(edge.line.a, edge.line.b);
  const PlanPoint u = (1 / length) * (edge.line.b - edge.line.a);
  const double overlap = std::min(length, along) / 2;
  // Knees go under the thing itself, not under what stands beside it.
  const double from = under > 0 ? std::min(0.0, length - along) : -(along - overlap);
  const double to = under > 0 ? std::max(0.0, length - along) : length - overlap;
  std::vector<double> starts{0, length - along, (length - along) / 2, from, to};
  for (const MultiPolygon* shapes : {&around.things, &around.low_things, &around.floor})
    for (const auto& shape : *shapes)
      for (const PlanPoint p : shape.outer) {
        const double x = dot(p - edge.line.a, u);
        starts.push_back(x);
        starts.push_back(x - along);
      }
  std::sort(starts.begin(), starts.end());
  double last = -INFINITY;
  for (const double start : starts) {
    if (start < from - 1e-9 || start > to + 1e-9 || start - last < 1e-4) continue;
    last = start;
    const PlanPoint a = edge.line.a + start * u;
    const auto corner = [&](double x, double y) { return a + x * u + y * edge.out; };
    const auto box = [&](double y0, double y1) {
      return MultiPolygon{Polygon{{corner(kTouch, y0), corner(along - kTouch, y0), corner(along - kTouch, y1), corner(kTouch, y1)}, {}}};
    };
    const MultiPolygon before = box(kTouch, deep - under - kTouch);
    if (area(geometry::intersection(before, around.things)) > kCrumb) continue;
    if (under > 0 && area(geometry::intersection(box(-under + kTouch, 0), around.low_things)) > kCrumb) continue;
    if (!around.floor.empty() && area(geometry::difference(before, around.floor)) > kCrumb) continue;
    return Ring{corner(0, -under), corner(along, -under), corner(along, deep - under), corner(0, deep - under)};
  }
  return std::nullopt;
}

MultiPolygon swept_in(const Survey& s, const Element& space) {
  MultiPolygon swept;
  for (const Element* door : s.doors_of(space)) {
    const DoorShape* shape = door->door();
    if (!shape || s.is_ignored(*door) || shape->operation == DoorOperation::sliding) continue;
    for (const auto& leaf : shape->leaves)
      if (distance(leaf.closed_tip, leaf.open_tip) > 0.05)
        swept.push_back(geometry::swept_sector(leaf.hinge, leaf.closed_tip, leaf.open_tip));
  }
  return swept;
}

}  // namespace landai::measure
