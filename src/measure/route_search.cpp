// SPDX-License-Identifier: GPL-3.0-or-later
// The widest way over several levels, by lifts and ramps.
#include <algorithm>
#include <queue>

#include "route_net_impl.hpp"

namespace landai::measure {

std::vector<Connector> RouteNet::Impl::connectors(const std::string& level) const {
  std::vector<Connector> found;
  for (const Element* lift : s.of(Category::lift)) {
    if (lift->levels.size() < 2 || std::find(lift->levels.begin(), lift->levels.end(), level) == lift->levels.end()) continue;
    found.push_back({lift, level, place_of(*lift)});
  }
  for (const Element* flight : s.of(Category::flight)) {
    if (flight->kind != "ramp" || flight->levels.size() < 2 || !flight->flight() || goods_ramp(s, *flight)) continue;
    const FlightShape& f = *flight->flight();
    const double length = distance(f.foot, f.head);
    if (length < 0.05) continue;
    const PlanPoint up = (1 / length) * (f.head - f.foot);
    if (flight->levels.front() == level) found.push_back({flight, level, f.foot - 0.3 * up});
    if (flight->levels.back() == level) found.push_back({flight, level, f.head + 0.3 * up});
  }
  return found;
}

std::optional<PlanPoint> RouteNet::Impl::contact(LevelNet& here, PlanPoint from, const Connector& c) {
  const auto& points = reached(here, from, kTouch);
  std::optional<PlanPoint> best;
  double nearest = kReachable;
  for (const PlanPoint p : points) {
    const double d = c.element->category == Category::lift ? distance_to(c.element->geometry.areas, p) : distance(p, c.at);
    if (d < nearest) nearest = d, best = p;
  }
  return best;
}

namespace {

/// The way is no wider than the lift's door; false where the car stands too high or too low for it. What is no lift is taken as it is.
bool take_lift(const RouteFloor& floor, const Element& e, RouteMode mode, Way& way) {
  const PassLift* lift = floor.lift(e);
  if (!lift) return true;
  if (lift->gap && lift->gap->lo > kLargestStep && mode != RouteMode::steps_allowed) return false;
  if (!lift->door || !lift->gap || lift->gap->hi > kLargestStep) way.lift_open = &e;
  if (!lift->door) return true;
  if (lift->door->value < way.width_m) way.width_m = lift->door->value, way.narrowest_door = &e;
  if (lift->door->lo < way.lo) way.lo = lift->door->lo, way.doubtful_door = &e;
  way.hi = std::max(way.width_m, std::min(way.hi, lift->door->hi));
  return true;
}

}  // namespace

Way RouteNet::Impl::search(const std::string& start_level, PlanPoint start, const Element& place, RouteMode mode) {
  struct State {
    Way way;
    PlanPoint at;
    bool operator<(const State& o) const { return way.width_m < o.way.width_m; }
  };
  std::priority_queue<State> open;
  State first;
  first.way.width_m = first.way.lo = first.way.hi = 1000;
  first.way.level = start_level;
  first.at = start;
  open.push(first);
  std::set<std::pair<const Element*, std::string>> used;
  const auto& goal_levels = s.levels_of(place);
  Way best;
  while (!open.empty()) {
    const State state = open.top();
    open.pop();
    if (best.exists && best.width_m >= state.way.width_m) break;
    LevelNet& here = net(state.way.level, mode);
    if (!here.clearance) continue;
    const auto join = [&](const Way& part) {
      Way way = part.width_m < state.way.width_m ? part : state.way;
      way.exists = true;
      way.lo = std::min(part.lo, state.way.lo);
      way.doubtful_door = part.lo < state.way.lo ? part.doubtful_door : state.way.doubtful_door;
      way.hi = std::min(part.hi, state.way.hi);
      way.lift_open = state.way.lift_open ? state.way.lift_open : part.lift_open;
      way.step_open = state.way.step_open;
      way.step_open.insert(way.step_open.end(), part.step_open.begin(), part.step_open.end());
      way.path = part.path;
      way.level = part.level;
      return way;
    };
    if (std::find(goal_levels.begin(), goal_levels.end(), state.way.level) != goal_levels.end()) {
      const auto targets = points_at(here, reached(here, state.at, kTouch), place);
      const std::size_t tries = place.category == Category::space ? 1 : std::min<std::size_t>(targets.size(), 3);
      for (std::size_t i = 0; i < std::min(tries, targets.size()); ++i)
        if (const auto part = on_level(state.way.level, state.at, targets[i], mode))
          if (const Way way = join(*part); !best.exists || way.width_m > best.width_m) best = way;
    }
    for (const auto& c : connectors(state.way.level)) {
      const auto at = contact(here, state.at, c);
      if (!at) continue;
      auto part = on_level(state.way.level, state.at, *at, mode);
      if (!part || !take_lift(here.floor, *c.element, mode, *part)) continue;
      for (const auto& level : c.element->levels) {
        if (level == state.way.level || !used.insert({c.element, level}).second) continue;
        LevelNet& there = net(level, mode);
        if (!there.clearance) continue;
        for (const auto& other : connectors(level)) {
          if (other.element != c.element) continue;
          const auto landing = landing_point(there, other);
          if (!landing) continue;
          State next{join(*part), *landing};
          next.way.level = level;
          open.push(next);
        }
      }
    }
  }
  return best;
}

std::optional<PlanPoint> RouteNet::Impl::landing_point(LevelNet& there, const Connector& c) {
  if (there.clearance->clearance_at(c.at) > 0.1) return c.at;
  for (const Element* space : s.of(Category::space)) {   // a lift whose shaft is a solid block: its lobby
    const auto& on = s.levels_of(*space);
    if (std::find(on.begin(), on.end(), c.level) == on.end() || distance_to(space->geometry.areas, c.at) > 2.0) continue;
    const PlanPoint p = interior_point(space->geometry.areas.front());
    if (there.clearance->clearance_at(p) > 0.1) return p;
  }
  return std::nullopt;
}

}  // namespace landai::measure
