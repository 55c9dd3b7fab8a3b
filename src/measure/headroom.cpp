// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom.hpp"

#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kCane = 0.70;          // what begins lower is found with a cane or the chair: an obstacle, not a lintel
constexpr double kLedge = 0.10;         // what reaches no further over a thing that stands below is its edge (ADA 2010 307.2)
constexpr double kStep = 0.02;          // what lies lower is walked over
constexpr double kInPlan = 2.2;         // importers leave out what hangs higher: it stands in nobody's way
constexpr double kFrame = 0.08;         // a door's head lining is not thicker
constexpr double kCrumb = 1e-3;         // m2

bool may_hang(const Element& e) {
  return (solid_kind(e.category) != 0 && e.category != Category::window) || e.category == Category::sign;
}

/// Only what hangs in a room or is fixed in it can be of unknown height; a wall stands.
bool must_be_known(const Element& e) {
  return e.category != Category::wall && e.category != Category::column && e.category != Category::stair;
}

/// Whether a storey lies on the room, so that its ceiling is no roof.
bool has_storey_above(const Survey& s, const Element& space) {
  constexpr double kSlab = 1.5;
  return space.z && std::any_of(s.plan.levels.begin(), s.plan.levels.end(), [&](const Level& level) {
    return level.elevation_known && level.elevation > space.z->hi - 0.05 && level.elevation < space.z->hi + kSlab;
  });
}

/// A stair that begins at the room's floor: one walks under its slope, of which the plan has the top only.
bool holds_stair(const Survey& s, const Element& space) {
  for (const Element* stair : s.of(Category::stair)) {
    const auto z = s.above_floor(*stair, level_of(s, space));
    if ((z ? z->lo < kCane && z->hi > kCane : s.share_level(*stair, space)) && stair->geometry.box().overlaps(bounds(space.geometry.areas)) &&
        area(geometry::intersection(body_of(*stair), space.geometry.areas)) > kCrumb)
      return true;
  }
  return false;
}

Measurement door_headroom(const Survey& s, const Element& e, Measurement m) {
  const DoorShape* shape = e.door();
  if (!shape || !shape->height) return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
  set(m, *shape->height);
  // Its overall height has the head of the frame in it; an opening has none.
  if (shape->operation != DoorOperation::none && e.category == Category::door) {
    m.lo = std::max(0.0, m.lo - kFrame);
    m.evidence.note = message("measure.headroom.door").with("frame", kFrame, "m");
  }
  m.evidence.level = level_of(s, e);
  if (const auto frame = frame_of(e)) m.evidence.witness = {{frame->a, frame->b}};
  return m;
}

}  // namespace

double walking_surface(const Survey& s, const Element& space) {
  const auto z = s.above_floor(space, level_of(s, space));
  return z ? z->lo : 0;
}

Overhead overhead(const Survey& s, const Element& space, double from_m) {
  Overhead found;
  const std::string level = level_of(s, space);
  const double floor = walking_surface(s, space);
  const Box box = bounds(space.geometry.areas);
  for (const Element& e : s.plan.elements) {
    if (!may_hang(e) || !e.geometry.box().overlaps(box)) continue;
    const auto z = s.above_floor(e, level);
    const auto& on = s.levels_of(e);
    const bool here = std::find(on.begin(), on.end(), level) != on.end();
    if (z ? z->lo - floor < from_m - 1e-9 : !here || !must_be_known(e)) continue;
    MultiPolygon plan = geometry::intersection(geometry::united(body_of(e)), space.geometry.areas);
    if (area(plan) < kCrumb) continue;
    if (z) {
      found.hanging.push_back({&e, z->lo - floor, std::move(plan)});
    } else if (!found.unknown) {
      found.unknown = &e;
    }
  }
  return found;
}

MultiPolygon standing_below(Survey& s, const Element& space, double low_m) {
  const double floor = walking_surface(s, space);
  return geometry::united(s.obstacles(level_of(s, space), bounds(space.geometry.areas).grown(1.0), kAll, nullptr,
                                      ZRange{floor + kStep, floor + low_m - 1e-9}));
}

/// Of a room: the lowest underside of what hangs at least 0.70 m above its floor and reaches further than 0.10 m over what stands
/// below it; else the ceiling, which is the top of the room's body. What hangs above 2.2 m may not be in the plan, so a larger value
/// has that as its lower bound. There is no lower bound, and so no pass, under a roof (no storey above: the top of the body may be
/// a ridge), where a stair begins in the room (one walks under its slope) and under a wall or stair whose carrier is not in the plan.
/// Of a door or an opening: its height, a frame's head less at most.
/// Nothing where the plan has no heights, or where a thing in the room has none.
Measurement headroom_height(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "headroom.height");
  if (e.category != Category::space) return door_headroom(s, e, std::move(m));
  if (e.geometry.areas.empty()) return missing(m, message("measure.space.no_outline").with("space", Survey::label(e)));
  if (!s.plan.has_heights) return missing(m, message("measure.headroom.no_heights"));
  const Overhead over = overhead(s, e, kCane);
  if (over.unknown) return missing(m, message("measure.headroom.unknown").with("what", Survey::label(*over.unknown)));
  const std::string level = level_of(s, e);
  const auto body = s.above_floor(e, level);
  double lowest = body ? body->hi - body->lo : INFINITY;
  const double ceiling = lowest;
  MultiPolygon below;
  if (!over.hanging.empty()) below = geometry::offset(standing_below(s, e, kCane), kLedge);
  const bool roof = !has_storey_above(s, e), stair = holds_stair(s, e);
  m.evidence.note = message(stair ? "measure.headroom.stair" : roof ? "measure.headroom.roof" : "measure.headroom.ceiling");
  bool blind = stair || roof;
  for (const Hanging& thing : over.hanging) {
    if (thing.lo >= lowest) continue;
    const MultiPolygon open = below.empty() ? thing.plan : geometry::difference(thing.plan, below);
    if (area(open) < kCrumb) continue;
    lowest = thing.lo;
    blind = stair || roof || thing.carried();
    m.evidence.areas = open;
    m.evidence.note = message(thing.carried() ? "measure.headroom.carried" : "measure.headroom.under").with("what", Survey::label(*thing.element));
  }
  m.evidence.level = level;
  if (!std::isfinite(ceiling) && !(lowest <= kInPlan)) {
    m.evidence = {};
    return missing(m, message("measure.headroom.no_ceiling").with("space", Survey::label(e)));
  }
  return set(m, lowest, blind ? 0 : std::min(lowest, kInPlan), lowest, Method::geometry);
}

}  // namespace landai::measure
