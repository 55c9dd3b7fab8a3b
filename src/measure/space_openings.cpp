// SPDX-License-Identifier: GPL-3.0-or-later
#include "space_openings.hpp"

#include <algorithm>

#include "footprint.hpp"
#include "landai/geometry/polygons.hpp"

namespace landai::measure {
namespace {

/// Points a little inside the room in front of its openings.
std::vector<PlanPoint> opening_points(const Survey& s, const Element& space, const geometry::Clearance& clearance) {
  std::vector<PlanPoint> points;
  for (const Element* door : s.doors_of(space)) {
    const auto frame = frame_of(*door);
    if (s.is_ignored(*door)) continue;
    if (!frame) {   // an exit drawn as an area
      if (door->geometry.areas.empty()) continue;
      const PlanPoint p = interior_point(door->geometry.areas.front());
      if (contains(space.geometry.areas, p) && clearance.clearance_at(p) >= 0.02) points.push_back(p);
      continue;
    }
    bool found = false;
    for (const double beyond : {0.30, 0.15, 0.05, 0.45}) {
      for (const double side : {1.0, -1.0}) {
        const PlanPoint p = frame->beyond(side, beyond);
        if (!contains(space.geometry.areas, p) || clearance.clearance_at(p) < 0.02) continue;
        points.push_back(p);
        found = true;
        break;
      }
      if (found) break;
    }
  }
  return points;
}

/// Both ways across a common border, which may run aslant; first of all along the axes where it has no straight side.
std::vector<PlanPoint> ways_across(const Polygon& strip) {
  const auto sides = sides_of({strip});
  const double length = sides ? distance(sides->across.a, sides->across.b) : 0;
  if (!(length > 0)) return {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
  const PlanPoint way = (1 / length) * (sides->across.b - sides->across.a), along = left_normal(way);
  return {way, -1.0 * way, along, -1.0 * along};
}

/// Points a little inside the room where it is open to a neighbour without a wall or door between them.
std::vector<PlanPoint> open_border_points(Survey& s, const Element& space, const geometry::Clearance& clearance) {
  constexpr double kTogether = 0.02;   // outlines nearer than this adjoin
  constexpr double kNarrow = 0.60;     // nobody passes a shorter common border
  std::vector<PlanPoint> points;
  const auto& on = s.levels_of(space);
  if (on.empty()) return points;
  for (const Element* other : s.of(Category::space)) {
    if (other == &space || !s.share_level(*other, space)) continue;
    if (!other->geometry.box().grown(kTogether).overlaps(space.geometry.box())) continue;
    const auto strips = geometry::intersection(geometry::offset(other->geometry.areas, kTogether), space.geometry.areas);
    for (const auto& strip : strips) {
      const Box box = bounds(strip);
      if (std::max(box.width(), box.height()) < kNarrow) continue;
      const PlanPoint middle = interior_point(strip);
      // From the border into both rooms; what stands across is a wall drawn as a line or a piece of furniture.
      for (const PlanPoint way : ways_across(strip)) {
        const PlanPoint inside = middle + 0.30 * way, beyond = middle - 0.06 * way;
        if (!contains(space.geometry.areas, inside) || !contains(other->geometry.areas, beyond)) continue;
        const auto between = s.obstacles(on.front(), bounds(Polygon{{inside, beyond, middle}, {}}).grown(0.001), kAll);
        const auto thread = geometry::thickened({inside, beyond}, 0.002);
        if (!between.empty() && area(geometry::intersection(thread, between)) > 1e-7) continue;
        if (clearance.clearance_at(inside) < 0.02) continue;
        points.push_back(inside);
        break;
      }
    }
  }
  return points;
}

}  // namespace

std::vector<PlanPoint> openings_of(Survey& s, const Element& space, const geometry::Clearance& clearance) {
  std::vector<PlanPoint> points = opening_points(s, space, clearance);
  for (const PlanPoint p : open_border_points(s, space, clearance)) points.push_back(p);
  return points;
}

}  // namespace landai::measure
