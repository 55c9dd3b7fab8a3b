// SPDX-License-Identifier: GPL-3.0-or-later
// Steps on the floor of a level: at doors, and at the edges of terraces; and where nothing tells of them.
#include "route_steps.hpp"

#include <algorithm>
#include <cmath>

#include "route_floor.hpp"
#include "yard.hpp"

namespace landai::measure {
namespace {

/// Whether a step at a door whose floors are not both known would be seen by nobody. Rooms without a height of their own lie on their
/// level, where it has one and no room beside them tells that heights were marked room by room.
bool heights_open(const Survey& s, const std::string& level, const std::vector<const Element*>& beside) {
  if (floors_level(s)) return false;
  if (const Level* here = s.plan.level(level); here && !here->elevation_known) return true;
  const bool sides_known = beside.size() >= 2 || s.plan.has_heights;   // what no room is lies on a model's level; a drawing has marks alone
  if (sides_known && std::all_of(beside.begin(), beside.end(), [](const Element* space) { return space->z.has_value(); })) return false;
  const auto& spaces = s.of(Category::space);
  return std::any_of(spaces.begin(), spaces.end(), [&](const Element* space) { return space->z && on(s, *space, level); });
}

/// Height of the floor at a point before or behind a door: that of the room or the landing there; `outdoors` says which side it is.
std::optional<double> floor_at(const Survey& s, PlanPoint p, const std::string& level, bool& outdoors) {
  for (const Element* landing : s.of(Category::landing))
    if (landing->z && on(s, *landing, level) && contains(landing->geometry.areas, p)) {
      const Element* space = s.space_at(p, level);
      outdoors = !space || s.outdoor(*space);
      return landing->z->hi;
    }
  const Element* space = s.space_at(p, level);
  outdoors = !space || s.outdoor(*space);
  return space && space->z ? std::optional(space->z->lo) : std::nullopt;
}

}  // namespace

bool on(const Survey& s, const Element& e, const std::string& level) {
  const auto& levels = s.levels_of(e);
  return std::find(levels.begin(), levels.end(), level) != levels.end();
}

bool opens_outside(const Element& door) { return std::find(door.connects.begin(), door.connects.end(), "outside") != door.connects.end(); }

bool floors_level(const Survey& s) {
  const auto said = s.said("building", "building.floors_level");
  const bool* truth = said && !said->disputed ? std::get_if<bool>(&said->value) : nullptr;
  return truth && *truth;
}

namespace {

/// The step from the floor inside down to ground that a mark tells. A mark of the floor's own height may be the room's, drawn before its door: it
/// tells nothing where others differ.
std::optional<double> step_to_yard(const Survey& s, const DoorFrame& frame, const std::string& level) {
  constexpr double kBeyond = 0.30;
  for (const int side : {1, -1}) {
    bool out_inside = false;
    const PlanPoint before = frame.beyond(side, kBeyond);
    const auto inside = floor_at(s, frame.beyond(-side, kBeyond), level, out_inside);
    if (!inside || out_inside) continue;
    // A ramp or a landing that comes up to the door tells more than the ground beside it, also over a gap in the drawing.
    for (const double beyond : {0.15, kBeyond, 0.60})
      if (has_floor(s, frame.beyond(side, beyond), level)) return std::nullopt;
    const auto marks = yard_marks(s, level);
    const YardMark* near = yard_at(s, marks, before, level, kMarkHolds);
    if (!near) return std::nullopt;
    const double step = std::abs(near->z - *inside);
    const bool others = std::any_of(marks.begin(), marks.end(), [&](const YardMark& mark) { return distance(mark.at, before) < kMarkHints && std::abs(mark.z - *inside) > kLargestStep; });
    return step <= kLargestStep && others ? std::nullopt : std::optional(step);
  }
  return std::nullopt;
}

}  // namespace

bool goods_ramp(const Survey& s, const Element& flight) {
  if (flight.kind != "ramp") return false;
  const auto says = [&](const std::string& id) {
    const auto said = s.said(id, "ramp.use");
    const auto* use = said && !said->disputed ? std::get_if<std::string>(&said->value) : nullptr;
    return use && (*use == "goods" || *use == "vehicles");
  };
  return says(flight.id) || (flight.parent && says(*flight.parent));
}

std::optional<double> outer_step(const Survey& s, const DoorFrame& frame, const std::string& level) {
  for (const double beyond : {0.15, 0.30, 0.60}) {
    bool out_a = false, out_b = false;
    const auto a = floor_at(s, frame.beyond(1, beyond), level, out_a), b = floor_at(s, frame.beyond(-1, beyond), level, out_b);
    if (a && b && out_a != out_b) return std::abs(*a - *b);
  }
  return step_to_yard(s, frame, level);
}

bool step_open(const Survey& s, const Element& door, const std::string& level) {
  if (opens_outside(door) || s.stated_number(door.id, "door.threshold_height")) return false;
  const auto beside = s.spaces_of(door);
  return !(beside.size() == 2 && beside[0]->z && beside[1]->z) && heights_open(s, level, beside);
}

namespace {

/// What one stands on.
struct Ground {
  const Element* raised = nullptr;   ///< a terrace, a covered walk or a landing in the open
  bool open = false;                 ///< nothing that is drawn
};

Ground ground_at(const Survey& s, PlanPoint p, const std::string& level) {
  const Element* space = s.space_at(p, level);
  for (const auto category : {Category::flight, Category::landing})
    for (const Element* e : s.of(category))
      if (on(s, *e, level) && contains(e->geometry.areas, p)) return {category == Category::landing && (!space || s.outdoor(*space)) ? e : nullptr, false};
  if (!space) return {nullptr, true};
  const std::string use = s.use(*space);
  return {use == "terrace" || use == "selasar" ? space : nullptr, false};
}

/// Whether the edge of a raised place may hold a step where the ground beside it has no height of its own. A mark near by tells it; one farther off
/// asks. Where no mark is, a landing lies on the ground: a flight begins there.
std::optional<OpenEdge> edge_of(const Survey& s, const std::vector<YardMark>& marks, const Element& place, PlanPoint at, PlanPoint outside, const std::string& level) {
  const bool landing = place.category == Category::landing;
  if (!place.z) return landing ? std::nullopt : std::optional(OpenEdge{&place, at, {}, {}});
  const auto step_to = [&](const YardMark& mark) { return std::abs(mark.z - place.z->lo); };
  const YardMark* near = yard_at(s, marks, outside, level, kMarkHolds);
  if (near && step_to(*near) > kLargestStep) return OpenEdge{&place, at, near->text, step_to(*near)};
  if (landing) {
    const YardMark* far = near ? nullptr : yard_at(s, marks, outside, level, kMarkHints);
    return far && step_to(*far) > kLargestStep ? std::optional(OpenEdge{&place, at, far->text, {}}) : std::nullopt;
  }
  // A mark of the same height may be the terrace's own, drawn beside it: it settles nothing where others differ.
  for (const YardMark& mark : marks)
    if (distance(mark.at, outside) < kMarkHints && step_to(mark) > kLargestStep) return OpenEdge{&place, at, mark.text, {}};
  return near ? std::nullopt : std::optional(OpenEdge{&place, at, {}, {}});
}

}  // namespace

Message told(const OpenEdge& edge) {
  const std::string place = Survey::label(*edge.place);
  if (edge.step) return message("measure.route.edge_step").with("place", place).with("mark", edge.mark).with("step", *edge.step, "m");
  if (!edge.mark.empty()) return message("measure.route.edge_mark").with("place", place).with("mark", edge.mark);
  return message("measure.route.edge_open").with("place", place);
}

std::optional<OpenEdge> open_edge(const Survey& s, const Polyline& path, const std::string& level) {
  constexpr double kStride = 0.10, kSliver = 0.5;   // m: between a ramp and its terrace drawings leave slits
  const std::vector<YardMark> marks = yard_marks(s, level);
  double ground = 0;                  // metres on open ground until here, or since the raised place
  const Element* left = nullptr;      // the raised place that was left for it
  PlanPoint left_at, last_open;
  const Element* on_it = nullptr;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const double length = distance(path[i], path[i + 1]);
    const int steps = std::max(1, static_cast<int>(length / kStride));
    for (int k = 0; k < steps; ++k) {
      const PlanPoint p = path[i] + (static_cast<double>(k) / steps) * (path[i + 1] - path[i]);
      const Ground here = ground_at(s, p, level);
      if (here.open) {
        if (on_it) left = on_it, left_at = p;
        ground += length / steps;
        last_open = p;
        if (left && ground > kSliver) {
          if (auto edge = edge_of(s, marks, *left, left_at, p, level)) return edge;
          left = nullptr;
        }
      } else {
        if (here.raised && ground > kSliver)
          if (auto edge = edge_of(s, marks, *here.raised, p, last_open, level)) return edge;
        ground = 0;
        left = nullptr;
      }
      on_it = here.raised;
    }
  }
  return std::nullopt;
}

}  // namespace landai::measure
