// SPDX-License-Identifier: GPL-3.0-or-later
// The lift's door and the lobby before it.
#include <algorithm>

#include "footprint.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "route_steps.hpp"
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

/// Where one stands before a lift.
struct Front {
  StandingEdge edge;   ///< the face of a door's wall, or the front that the file names
  std::string level;
};

StandingEdge before(const Element& lift, const Element& door) {
  const auto frame = frame_of(door);
  const double side = contains(lift.geometry.areas, frame->beyond(1, kAtShaft)) ? -1 : 1;
  const PlanPoint out = side * frame->normal, shift = frame->half_wall * out;
  return {{frame->a + shift, frame->b + shift}, out};
}

/// On each of its levels, before each of its doors. `missing`: a level with a room beside the lift on which no door and no front is known.
std::vector<Front> fronts_of(const Survey& s, const Element& lift, bool& missing) {
  std::vector<Front> out;
  const auto doors = doors_along(s, lift);
  const auto* fixture = lift.fixture();
  for (const std::string& level : s.levels_of(lift)) {
    const std::size_t before_level = out.size();
    for (const Element* door : doors)
      if (on(s, *door, level)) out.push_back({before(lift, *door), level});
    if (out.size() > before_level) continue;
    if (fixture && norm(fixture->facing) >= 0.5) {
      const FacingBox box(lift, (1 / norm(fixture->facing)) * fixture->facing);
      out.push_back({{{box.at(box.right, box.front), box.at(box.left, box.front)}, box.out}, level});
      continue;
    }
    const auto& spaces = s.of(Category::space);
    missing = missing || std::any_of(spaces.begin(), spaces.end(), [&](const Element* space) {
      if (!on(s, *space, level) || !space->geometry.box().grown(kAtShaft).overlaps(lift.geometry.box())) return false;
      const auto gap = geometry::gap(space->geometry.areas, lift.geometry.areas);
      return gap && gap->distance_m < kAtShaft;
    });
  }
  return out;
}

/// How far the floor before a front is free.
double depth_before(Survey& s, const Element& lift, const Front& front) {
  const PlanPoint a = front.edge.line.a, b = front.edge.line.b, along = (1 / std::max(1e-9, distance(a, b))) * (b - a), ahead = front.edge.out;
  constexpr double kSlack = 0.001;
  const PlanPoint p = a + kSlack * along + kSlack * ahead, q = b - kSlack * along + kSlack * ahead;
  const Polygon strip = normalised({{p, q, q + kLobbyLimit * ahead, p + kLobbyLimit * ahead}, {}});
  MultiPolygon things = geometry::intersection({strip}, s.obstacles(front.level, bounds(strip), kAll, &lift));
  if (const Element* lobby = s.space_at(0.5 * (a + b) + 0.10 * ahead, front.level)) {
    // Open to the next room without a wall is still free floor; the end of all rooms is not.
    MultiPolygon floor = lobby->geometry.areas;
    for (const Element* space : s.of(Category::space))
      if (space != lobby && on(s, *space, front.level) && bounds(space->geometry.areas).overlaps(bounds(strip)))
        floor.insert(floor.end(), space->geometry.areas.begin(), space->geometry.areas.end());
    for (auto& piece : geometry::difference({strip}, floor)) things.push_back(std::move(piece));
  }
  double depth = kLobbyLimit;
  for (const auto& piece : things)
    for (const PlanPoint point : piece.outer) depth = std::min(depth, dot(point - a, ahead));
  return std::max(0.0, depth <= 2 * kSlack ? 0.0 : depth);
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

/// As the file states it; else the least clear width of the doors that are drawn at the lift, on all its levels.
Measurement lift_door_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "lift.door_width");
  for (const char* key : {"DoorWidth", "Pset_TransportElementElevator.DoorWidth", "att.PINTU"})
    if (const auto n = e.number(key); n && *n > 0) return set(m, *n, *n, *n, Method::attribute, key);
  const auto doors = e.geometry.areas.empty() ? std::vector<const Element*>{} : doors_along(s, e);
  if (doors.empty()) return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
  std::optional<Measurement> least;
  const Measurement* unknown = nullptr;
  std::vector<Measurement> widths;
  for (const Element* door : doors) widths.push_back(door_clear_width(s, *door, {}));
  for (const Measurement& width : widths) {
    if (!width.number()) unknown = &width;
    else if (!least || *width.number() < *least->number()) least = width;
  }
  if (!least) return missing(m, unknown->missing);
  m = *least;
  m.subject = {e.id};
  m.quantity = "lift.door_width";
  if (unknown) {   // it may be the narrower one
    m.lo = 0;
    m.evidence.note = unknown->missing;
  }
  return m;
}

/// From the face of the wall that the door stands in, over the width of the door, to the first wall, column or thing; at most 5 m. The least of all
/// its levels; of one on which no door is drawn nobody knows. Swinging leaves of other doors are not looked at.
Measurement lift_lobby_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "lift.lobby_width");
  bool open = false;
  const auto fronts = e.geometry.areas.empty() ? std::vector<Front>{} : fronts_of(s, e, open);
  if (fronts.empty()) return missing(m, message("measure.lift.no_front").with("lift", Survey::label(e)));
  double least = INFINITY;
  for (const Front& front : fronts) {
    const double depth = depth_before(s, e, front);
    if (depth >= least) continue;
    least = depth;
    const PlanPoint middle = 0.5 * (front.edge.line.a + front.edge.line.b);
    m.evidence.level = front.level;
    m.evidence.witness = {{middle, middle + depth * front.edge.out}};
  }
  if (open) m.evidence.note = message("measure.lift.no_front").with("lift", Survey::label(e));
  return set(m, least, open ? 0 : least, least >= kLobbyLimit ? INFINITY : least, Method::geometry);
}

}  // namespace landai::measure
