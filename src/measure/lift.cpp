// SPDX-License-Identifier: GPL-3.0-or-later
// The lift's door and the lobby before it.
#include <algorithm>

#include "footprint.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kAtShaft = 0.50;      // a lift's door stands no farther from its outline: the shaft's wall lies between
constexpr double kLobbyLimit = 5.0;    // a lobby deeper than this is not measured further

/// Which lie along a side of the lift's outline, on any of its levels, the nearest to it first.
std::vector<const Element*> doors_along(const Survey& s, const Element& lift) {
  std::vector<std::pair<double, const Element*>> found;
  for (const Category category : {Category::door, Category::opening})
    for (const Element* door : s.of(category)) {
      const auto frame = frame_of(*door);
      if (!frame || !s.share_level(*door, lift) || s.is_ignored(*door)) continue;
      if (!door->geometry.box().grown(kAtShaft).overlaps(lift.geometry.box()) &&
          !contains(lift.geometry.areas, frame->middle)) {
        Box box;
        box.add(frame->a);
        box.add(frame->b);
        if (!box.grown(kAtShaft).overlaps(lift.geometry.box())) continue;
      }
      const auto gap = geometry::gap({opening_box(*frame, frame->length, 0)}, lift.geometry.areas);
      if (!gap || gap->distance_m >= kAtShaft) continue;
      // It leads into the lift, not along it: straight on through it lies the lift.
      const bool into = contains(lift.geometry.areas, frame->beyond(1, kAtShaft)) || contains(lift.geometry.areas, frame->beyond(-1, kAtShaft));
      if (into) found.emplace_back(gap->distance_m, door);
    }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const Element*> out;
  for (const auto& [gap, door] : found) out.push_back(door);
  return out;
}

const Element* door_of(const Survey& s, const Element& lift) {
  const auto doors = doors_along(s, lift);
  return doors.empty() ? nullptr : doors.front();
}

/// Where one stands before a lift: the face of its door's wall, or the front that the file names.
std::optional<StandingEdge> front_of(const Survey& s, const Element& lift) {
  if (const Element* door = door_of(s, lift)) {
    const auto frame = frame_of(*door);
    const double side = contains(lift.geometry.areas, frame->beyond(1, kAtShaft)) ? -1 : 1;
    const PlanPoint out = side * frame->normal, shift = frame->half_wall * out;
    return StandingEdge{{frame->a + shift, frame->b + shift}, out};
  }
  const auto* fixture = lift.fixture();
  if (!fixture || norm(fixture->facing) < 0.5) return std::nullopt;
  const FacingBox box(lift, (1 / norm(fixture->facing)) * fixture->facing);
  return StandingEdge{{box.at(box.right, box.front), box.at(box.left, box.front)}, box.out};
}

}  // namespace

MultiPolygon lift_doors(const Survey& s, const Element& lift) {
  MultiPolygon holes;
  if (lift.geometry.areas.empty()) return holes;
  for (const Element* door : doors_along(s, lift)) {
    const auto frame = frame_of(*door);
    holes.push_back(opening_box(*frame, frame->length, 0));
  }
  return holes;
}

/// As the file states it; else the clear width of the door that is drawn at the lift.
Measurement lift_door_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "lift.door_width");
  for (const char* key : {"DoorWidth", "Pset_TransportElementElevator.DoorWidth", "att.PINTU"})
    if (const auto n = e.number(key); n && *n > 0) return set(m, *n, *n, *n, Method::attribute, key);
  const Element* door = e.geometry.areas.empty() ? nullptr : door_of(s, e);
  if (!door) return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
  const Measurement width = door_clear_width(s, *door, {});
  if (!width.value) return missing(m, width.missing);
  m = width;
  m.subject = {e.id};
  m.quantity = "lift.door_width";
  return m;
}

/// From the face of the wall that the door stands in, over the width of the door, to the first wall, column or thing; at most 5 m.
/// Swinging leaves of other doors are not looked at.
Measurement lift_lobby_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "lift.lobby_width");
  const auto front = e.geometry.areas.empty() ? std::nullopt : front_of(s, e);
  if (!front) return missing(m, message("measure.lift.no_front").with("lift", Survey::label(e)));
  const std::string level = level_of(s, e);
  const PlanPoint a = front->line.a, b = front->line.b, along = (1 / std::max(1e-9, distance(a, b))) * (b - a);
  constexpr double kSlack = 0.001;
  const PlanPoint p = a + kSlack * along + kSlack * front->out, q = b - kSlack * along + kSlack * front->out;
  const Polygon strip = normalised({{p, q, q + kLobbyLimit * front->out, p + kLobbyLimit * front->out}, {}});
  MultiPolygon things = geometry::intersection({strip}, s.obstacles(level, bounds(strip), kAll, &e));
  if (const Element* lobby = s.space_at(0.5 * (a + b) + 0.10 * front->out, level)) {
    // Open to the next room without a wall is still free floor; the end of all rooms is not.
    MultiPolygon floor = lobby->geometry.areas;
    for (const Element* space : s.of(Category::space))
      if (space != lobby && s.share_level(*space, e) && bounds(space->geometry.areas).overlaps(bounds(strip)))
        floor.insert(floor.end(), space->geometry.areas.begin(), space->geometry.areas.end());
    for (auto& piece : geometry::difference({strip}, floor)) things.push_back(std::move(piece));
  }
  double depth = kLobbyLimit;
  for (const auto& piece : things)
    for (const PlanPoint point : piece.outer) depth = std::min(depth, dot(point - a, front->out));
  depth = std::max(0.0, depth <= 2 * kSlack ? 0.0 : depth);
  const PlanPoint middle = 0.5 * (a + b);
  m.evidence.level = level;
  m.evidence.witness = {{middle, middle + depth * front->out}};
  return set(m, depth, depth, depth >= kLobbyLimit ? INFINITY : depth, Method::geometry);
}

}  // namespace landai::measure
