// SPDX-License-Identifier: GPL-3.0-or-later
// Sanitary fixtures, seats, lifts.
#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"

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

std::string level_of(const Survey& s, const Element& e) {
  const auto& on = s.levels_of(e);
  return on.empty() ? std::string{} : on.front();
}

/// Where a fixture faces: as the file says; else away from the one wall that its back stands against.
std::optional<PlanPoint> facing_of(Survey& s, const Element& e) {
  const auto* fixture = e.fixture();
  if (fixture && norm(fixture->facing) > 0.5) return (1 / norm(fixture->facing)) * fixture->facing;
  if (e.geometry.areas.size() != 1) return std::nullopt;
  constexpr double kAtWall = 0.06;
  const Box box = e.geometry.box();
  const MultiPolygon walls = s.obstacles(level_of(s, e), box.grown(kAtWall), kFixed, &e);
  std::optional<PlanPoint> facing;
  for (const PlanPoint out : {PlanPoint{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
    const PlanPoint middle{(box.min_x + box.max_x) / 2 + out.x * (box.width() / 2 + kAtWall),
                           (box.min_y + box.max_y) / 2 + out.y * (box.height() / 2 + kAtWall)};
    const bool wall = std::any_of(walls.begin(), walls.end(), [&](const Polygon& w) { return contains(w, middle); });
    if (!wall) continue;
    if (facing) return std::nullopt;   // in a corner or a niche: two backs are possible
    facing = -1.0 * out;
  }
  return facing;
}

}  // namespace

/// Over the fixture's width, from its front face to the first thing in the way or the end of the room; at most 3 m.
Measurement sanitary_front_space(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "sanitary.front_space");
  const auto facing = facing_of(s, e);
  if (!facing || e.geometry.areas.empty())
    return missing(m, message("measure.sanitary.no_front").with("fixture", Survey::label(e)));
  const PlanPoint out = *facing;
  const PlanPoint across = left_normal(out);
  double front = -INFINITY, left = -INFINITY, right = INFINITY;
  for (const auto& polygon : e.geometry.areas)
    for (const PlanPoint p : polygon.outer) {
      front = std::max(front, dot(p, out));
      left = std::max(left, dot(p, across));
      right = std::min(right, dot(p, across));
    }
  const auto at = [&](double x, double y) { return (front + y) * out + x * across; };
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
  return set_exact(m, depth);
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

Measurement lift_car_width(Survey&, const Element& e, const Params&) {
  return by_number(e, "lift.car_width", {"CarWidth", "Pset_TransportElementElevator.ClearWidth", "ClearWidth", "att.LEBAR"});
}
Measurement lift_car_depth(Survey&, const Element& e, const Params&) {
  return by_number(e, "lift.car_depth", {"CarDepth", "Pset_TransportElementElevator.ClearDepth", "ClearDepth", "att.DALAM"});
}

}  // namespace landai::measure
