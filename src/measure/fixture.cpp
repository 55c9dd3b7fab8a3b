// SPDX-License-Identifier: GPL-3.0-or-later
// Sanitary fixtures, seats, lifts.
#include <algorithm>

#include "footprint.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kFrontLimit = 3.0;

Measurement by_number(const Element& e, const char* quantity, std::initializer_list<const char*> keys) {
  Measurement m = blank(e, quantity);
  for (const char* key : keys)
    if (const auto n = e.number(key); n && *n > 0) return set(m, *n, *n, *n, Method::attribute, key);
  return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
}

Measurement fixture_height(const Element& e, const char* quantity) {
  Measurement m = blank(e, quantity);
  if (const auto* fixture = e.fixture(); fixture && fixture->height) return set(m, *fixture->height);
  return by_number(e, quantity, {"Height", "att.TINGGI", "MountingHeight"});
}

}  // namespace

/// Over the fixture's width, from its front face to the first thing in the way or the end of the room; at most 3 m.
Measurement sanitary_front_space(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "sanitary.front_space");
  const auto facing = facing_of(s, e);
  if (!facing || e.geometry.areas.empty())
    return missing(m, message("measure.sanitary.no_front").with("fixture", Survey::label(e)));
  const FacingBox box(e, *facing);
  const double front = box.front, left = box.left, right = box.right;
  const PlanPoint out = box.out;
  const auto at = [&](double x, double y) { return box.at(x, front + y); };
  const double slack = 0.0005;
  const Polygon strip{{at(right + slack, slack), at(left - slack, slack), at(left - slack, kFrontLimit), at(right + slack, kFrontLimit)}, {}};
  const std::string level = level_of(s, e);
  MultiPolygon things = geometry::intersection({strip}, s.obstacles(level, bounds(strip), kAll, &e));
  const auto spaces = s.spaces_of(e);
  if (!spaces.empty()) {
    auto beyond = geometry::difference({strip}, spaces.front()->geometry.areas);
    things.insert(things.end(), beyond.begin(), beyond.end());
  }
  double depth = kFrontLimit;
  for (const auto& piece : things)
    for (const PlanPoint p : piece.outer) depth = std::min(depth, dot(p, out) - front);
  depth = std::max(0.0, depth - (depth <= 2 * slack ? slack : 0));
  m.evidence.level = level;
  m.evidence.witness = {{at((left + right) / 2, 0), at((left + right) / 2, depth)}};
  return set(m, depth, depth, depth >= kFrontLimit ? INFINITY : depth, Method::geometry);   // nobody looked further
}

/// kind "front": a wide and b deep before the fixture, touching its front; with room for knees under it (knee_room) the rectangle
/// reaches under it. kind "side": a wide and b long beside it, on either side, touching its flank. Doors' swings are not looked at.
Measurement sanitary_approach(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "sanitary.approach", params);
  const double a = number_param(params, "a", 0.9), b = number_param(params, "b", 1.2);
  const std::string asked = word_param(params, "kind"), kind = asked.empty() ? "front" : asked;
  if (kind != "front" && kind != "side") return missing(m, message("measure.sanitary.approach_kind").with("kind", kind));
  const auto facing = facing_of(s, e);
  if (!facing || e.geometry.areas.empty() || !(a > 0) || !(b > 0))
    return missing(m, message("measure.sanitary.no_front").with("fixture", Survey::label(e)));
  const FacingBox box(e, *facing);
  const std::string level = level_of(s, e);
  m.evidence.level = level;
  std::optional<Ring> ring;
  if (kind == "side") {
    for (const bool left : {true, false}) {
      const double x = left ? box.left : box.right;
      const StandingEdge edge{{box.at(x, box.back), box.at(x, box.front)}, (left ? 1.0 : -1.0) * box.across};
      if (!ring) ring = place_beside(edge, b, a, 0, surroundings(s, e, edge, level, a + b));
    }
  } else {
    const StandingEdge edge{{box.at(box.left, box.front), box.at(box.right, box.front)}, box.out};
    const Surroundings around = surroundings(s, e, edge, level, a + b);
    ring = place_beside(edge, a, b, 0, around);
    const KneeRoom knees = knee_room(s, e, edge, level);
    if (!ring && knees.depth_m > 0) {
      ring = place_beside(edge, a, b, std::min(knees.depth_m, b), around);
      if (ring) m.evidence.note = message("measure.standing.knees").with("depth", knees.depth_m, "m");
    }
    if (!ring && !knees.known) m.evidence.note = message("measure.standing.knees_unknown");
  }
  m.value = ring.has_value();
  if (ring) m.evidence.areas = {Polygon{std::move(*ring), {}}};
  return m;
}

Measurement sanitary_height(Survey&, const Element& e, const Params&) { return fixture_height(e, "sanitary.height"); }
Measurement seat_height(Survey&, const Element& e, const Params&) { return fixture_height(e, "seat.height"); }

Measurement sanitary_spacing(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "sanitary.spacing");
  if (e.kind.empty()) return missing(m, message("measure.sanitary.no_kind").with("fixture", Survey::label(e)));
  const auto centre = [](const Element& f) {
    const Box box = f.geometry.box();
    if (!box.empty()) return PlanPoint{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    return f.fixture() ? f.fixture()->position : PlanPoint{};
  };
  const PlanPoint here = centre(e);
  const Element* next = nullptr;
  double nearest = INFINITY;
  for (const Element* space : s.spaces_of(e))
    for (const Element* other : s.contents_of(*space))
      if (other != &e && other->category == e.category && other->kind == e.kind && s.share_level(*other, e))
        if (const double d = distance(centre(*other), here); d < nearest) nearest = d, next = other;
  if (!next) return not_applicable(m, message("measure.sanitary.single"));
  m.evidence.level = level_of(s, e);
  m.evidence.witness = {{here, centre(*next)}};
  return set_exact(m, nearest);
}

namespace {

/// Across or along the direction that the fixture faces. Where the plan does not tell which way that is, either side of the footprint
/// may be meant.
Measurement footprint(Survey& s, const Element& e, const char* quantity, bool wide) {
  Measurement m = blank(e, quantity);
  if (e.geometry.areas.empty()) return missing(m, message("measure.sanitary.no_outline").with("fixture", Survey::label(e)));
  m.evidence.level = level_of(s, e);
  if (const auto facing = facing_of(s, e)) {
    const FacingBox box(e, *facing);
    const double x = (box.left + box.right) / 2, y = (box.front + box.back) / 2;
    m.evidence.witness = {wide ? PlanSegment{box.at(box.right, y), box.at(box.left, y)} : PlanSegment{box.at(x, box.back), box.at(x, box.front)}};
    return set_exact(m, wide ? box.left - box.right : box.front - box.back, Method::drawn);
  }
  const auto sides = sides_of(e.geometry.areas);
  if (!sides) return missing(m, message("measure.sanitary.no_front").with("fixture", Survey::label(e)));
  m.evidence.witness = {sides->across};
  m.evidence.note = message("measure.sanitary.front_either").with("shorter", sides->shorter, "m").with("longer", sides->longer, "m");
  return set(m, sides->shorter, sides->shorter, sides->longer, Method::drawn);
}

}  // namespace

Measurement sanitary_width(Survey& s, const Element& e, const Params&) { return footprint(s, e, "sanitary.width", true); }
Measurement sanitary_depth(Survey& s, const Element& e, const Params&) { return footprint(s, e, "sanitary.depth", false); }

Measurement lift_car_width(Survey&, const Element& e, const Params&) {
  return by_number(e, "lift.car_width", {"CarWidth", "Pset_TransportElementElevator.ClearWidth", "ClearWidth", "att.LEBAR"});
}
Measurement lift_car_depth(Survey&, const Element& e, const Params&) {
  return by_number(e, "lift.car_depth", {"CarDepth", "Pset_TransportElementElevator.ClearDepth", "ClearDepth", "att.DALAM"});
}

}  // namespace landai::measure
