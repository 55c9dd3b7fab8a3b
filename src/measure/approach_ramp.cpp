// SPDX-License-Identifier: GPL-3.0-or-later
// What lies straight on from the ends of a ramp.
#include <algorithm>

#include "flight_axis.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kAhead = 5.0;      // a door farther than this does not concern the ramp, as for door.stair_distance
constexpr double kMeets = 0.10;     // less of a door than this within the ramp's width is not met

bool is_entrance(const Survey& s, const Element& door) {
  if (s.is_ignored(door)) return false;
  const std::string role = s.role(door);
  if (role == "main_entrance" || role == "entrance") return true;
  const auto& outer = s.outer_doors();
  return role.empty() && std::find(outer.begin(), outer.end(), &door) != outer.end();
}

/// An end of a ramp: where it is, which way one goes on, and how far its sides reach across the axis.
struct End {
  PlanPoint at, out;
  double right = 0, left = 0;
  Axis axis;
};

/// Ends at which no other flight of the ramp goes on.
std::vector<End> ends_of(const Survey& s, const Element& ramp) {
  std::vector<End> ends;
  const auto flights = flights_of(s, ramp);
  for (const Element* flight : flights) {
    const auto axis = axis_of(*flight);
    const auto sides = axis ? sides_of_flight(*flight, *axis) : std::nullopt;
    if (!sides) continue;
    for (const bool head : {false, true}) {
      const PlanPoint at = head ? axis->head : axis->foot, out = head ? axis->along : -1.0 * axis->along;
      const bool goes_on = std::any_of(flights.begin(), flights.end(), [&](const Element* other) {
        const auto next = other == flight ? std::nullopt : axis_of(*other);
        const double near = 2 * (sides->second - sides->first) + 0.5;   // across a landing, also one that turns
        return next && (distance(next->foot, at) < near || distance(next->head, at) < near);
      });
      if (!goes_on) ends.push_back({at, out, sides->first, sides->second, *axis});
    }
  }
  return ends;
}

/// Where someone who goes straight on meets the door: a line from the end to the door's face that no wall crosses.
std::optional<PlanSegment> meets(Survey& s, const End& end, const DoorFrame& frame, const std::string& level, const Element& door) {
  const auto across = [&](PlanPoint p) { return dot(p - end.axis.foot, end.axis.across); };
  if (std::abs(dot(frame.normal, end.out)) < 0.5) return std::nullopt;   // it opens to the side, not ahead
  const double lo = std::max(end.right, std::min(across(frame.a), across(frame.b)));
  const double hi = std::min(end.left, std::max(across(frame.a), across(frame.b)));
  const double ahead = dot(frame.middle - end.at, end.out);
  if (hi - lo < kMeets || ahead < 0.05 || ahead > kAhead) return std::nullopt;
  const double centre = across(end.at);
  const double face = std::max(0.02, ahead - frame.half_wall - 0.02);
  for (int i = 0; i <= 8; ++i) {
    const double y = lo + (hi - lo) * (0.02 + 0.96 * i / 8) - centre;
    const PlanPoint from = end.at + y * end.axis.across + 0.02 * end.out, to = end.at + y * end.axis.across + face * end.out;
    const MultiPolygon line = geometry::thickened({from, to}, 0.002);
    if (geometry::intersection(line, s.obstacles(level, bounds(line), kFixed, &door)).empty()) return PlanSegment{from, to};
  }
  return std::nullopt;
}

}  // namespace

/// Both ends of the ramp, within its width, to 5 m (Permen PUPR 14/2017 Annex II B.2.5 advises against it). Things that can be moved
/// aside do not hide a door; walls, columns and windows do.
Measurement ramp_faces_door(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.faces_door");
  const auto ends = ends_of(s, e);
  if (ends.empty()) return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  bool any = false;
  for (const Element* door : s.of(Category::door)) {
    const auto frame = frame_of(*door);
    if (!frame || !s.share_level(*door, e) || !is_entrance(s, *door)) continue;
    any = true;
    for (const End& end : ends)
      if (const auto line = meets(s, end, *frame, level_of(s, *door), *door)) {
        m.evidence.level = level_of(s, *door);
        m.evidence.witness = {*line};
        m.evidence.note = message("measure.ramp.faces").with("door", Survey::label(*door));
        m.value = true;
        return m;
      }
  }
  if (!any) return missing(m, message("measure.route.no_entrance"));
  m.value = false;
  return m;
}

}  // namespace landai::measure
