// SPDX-License-Identifier: GPL-3.0-or-later
// Why there is no way, and the steps on one.
#include <algorithm>

#include "route_net_impl.hpp"

namespace landai::measure {

const Element* RouteNet::Impl::nearest_solid(const std::string& level, PlanPoint p) {
  const Element* best = nullptr;
  double nearest = 0.02;
  for (const auto& solid : s.solids(level).solids) {
    if (p.x < solid.box.min_x - nearest || p.x > solid.box.max_x + nearest || p.y < solid.box.min_y - nearest ||
        p.y > solid.box.max_y + nearest)
      continue;
    double d = INFINITY;
    for (std::size_t i = 0; i < solid.polygon.outer.size(); ++i)
      d = std::min(d, distance(PlanSegment{solid.polygon.outer[i], solid.polygon.outer[(i + 1) % solid.polygon.outer.size()]}, p));
    if (d < nearest) nearest = d, best = solid.element;
  }
  return best;
}

bool RouteNet::Impl::goods_on(const Polyline& path, Break& out) const {
  constexpr double kStride = 0.25;   // m
  for (const Element* flight : s.of(Category::flight)) {
    if (!goods_ramp(s, *flight)) continue;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      const int pieces = std::max(1, static_cast<int>(distance(path[i], path[i + 1]) / kStride));
      for (int k = 0; k <= pieces; ++k) {
        const PlanPoint p = path[i] + (static_cast<double>(k) / pieces) * (path[i + 1] - path[i]);
        if (!contains(flight->geometry.areas, p)) continue;
        out.witness = {p, p};
        out.why = message("measure.reach.ramp_goods").with("ramp", Survey::label(*flight));
        return true;
      }
    }
  }
  return false;
}

RouteNet::Break RouteNet::Impl::explain(const std::string& level, PlanPoint from, const Element& place,
                                        const Way& widest) {
  Break out;
  out.level = level;
  if (widest.exists) {
    out.witness = widest.pinch;
    out.level = widest.pinch_level;
    if (widest.narrowest_door) {
      out.why = message("measure.route.narrow_door").with("door", Survey::label(*widest.narrowest_door))
                    .with("width", widest.width_m, "m");
      return out;
    }
    const Element* a = nearest_solid(out.level, widest.pinch.a);
    const Element* b = nearest_solid(out.level, widest.pinch.b);
    if (a && b)
      out.why = message("measure.route.gap").with("width", widest.width_m, "m").with("a", Survey::label(*a)).with("b", Survey::label(*b));
    else
      out.why = message("measure.route.gap_unnamed").with("width", widest.width_m, "m");
    return out;
  }
  const auto& goal = s.levels_of(place);
  if (std::find(goal.begin(), goal.end(), level) == goal.end()) {
    for (const PassLift& lift : net(level).floor.lifts)
      if (lift.gap && lift.gap->lo > kLargestStep) {
        out.why = message("measure.route.step").with("door", Survey::label(*lift.element)).with("step", lift.gap->value, "m");
        out.witness = {place_of(*lift.element), place_of(*lift.element)};
        return out;
      }
    const Level* there = goal.empty() ? nullptr : s.plan.level(goal.front());
    out.why = message("measure.route.no_lift").with("level", there ? (there->name.empty() ? there->id : there->name) : "?");
    out.witness = {from, from};
    return out;
  }
  LevelNet& loose = net(level, RouteMode::steps_allowed);
  if (loose.clearance) {
    const auto targets = points_at(loose, reached(loose, from, kTouch), place);
    if (!targets.empty())
      if (const auto way = on_level(level, from, targets.front(), RouteMode::steps_allowed)) {
        for (const auto& door : loose.floor.doors)
          if (door.step > kLargestStep && crosses(way->path, {door.frame.a, door.frame.b})) {
            out.witness = {door.frame.a, door.frame.b};
            out.why = message("measure.route.step").with("door", Survey::label(*door.element)).with("step", door.step, "m");
            return out;
          }
        if (goods_on(way->path, out)) return out;
        for (const Element* stair : s.of(Category::stair))
          for (const PlanPoint p : way->path)
            if (contains(body_of(*stair), p)) {
              out.witness = {p, p};
              out.why = message("measure.route.stair").with("stair", Survey::label(*stair));
              return out;
            }
        const auto edge = open_edge(s, way->path, level);
        out.why = edge && edge->step ? told(*edge) : message("measure.route.drop");
        if (!way->path.empty()) out.witness = {way->path.back(), way->path.back()};
        return out;
      }
  }
  LevelNet& here = net(level);
  const PlanPoint goal_point = place_of(place);
  PlanPoint nearest = from;
  for (const PlanPoint p : reached(here, from, kTouch))
    if (distance(p, goal_point) < distance(nearest, goal_point)) nearest = p;
  out.witness = {nearest, goal_point};
  out.why = message("measure.route.closed").with("place", Survey::label(place));
  return out;
}

RouteNet::Break RouteNet::why_not(const Element& entrance, const Element& place, double) {
  const std::string level = impl_->s.ground_level();
  LevelNet& net = impl_->net(level);
  const auto start = impl_->beside(net, entrance, true);
  if (!start) {
    Break out;
    out.level = level;
    if (const auto frame = frame_of(entrance)) out.witness = {frame->a, frame->b};
    out.why = message("measure.route.entrance_blocked").with("door", Survey::label(entrance));
    return out;
  }
  return impl_->explain(level, *start, place, widest(entrance, place));
}

RouteNet::Break RouteNet::why_no_entrance(const Element& entrance) {
  Break out;
  out.level = impl_->s.ground_level();
  const auto frame = frame_of(entrance);
  if (frame) out.witness = {frame->a, frame->b};
  const Way way = to_entrance(entrance);
  if (way.exists) {
    out.witness = way.pinch;
    out.why = message("measure.route.gap_unnamed").with("width", way.width_m, "m");
    return out;
  }
  const Way stepped = to_entrance(entrance, RouteMode::steps_allowed);
  if (stepped.exists) {
    if (impl_->goods_on(stepped.path, out)) return out;
    if (const auto edge = open_edge(impl_->s, stepped.path, out.level); edge && edge->step) {
      out.witness = {edge->at, edge->at};
      out.why = told(*edge);
      return out;
    }
  }
  const Element* nearest = nullptr;
  double least = 3.0;
  for (const Element* stair : impl_->s.of(Category::stair))
    if (frame && impl_->s.share_level(*stair, entrance))
      if (const double d = distance_to(stair->geometry.areas, frame->middle); d < least) least = d, nearest = stair;
  out.why = nearest ? message("measure.route.stair").with("stair", Survey::label(*nearest))
                    : message("measure.route.closed").with("place", Survey::label(entrance));
  return out;
}

const Element* RouteNet::Impl::unsure_threshold() const {
  for (const Category category : {Category::door, Category::opening})
    for (const Element* door : s.of(category))
      if (const auto read = s.stated_number(door->id, "door.threshold_height"); read && read->lo <= kLargestStep && read->hi > kLargestStep)
        return door;
  return nullptr;
}

std::optional<Message> RouteNet::unsure_step(const Element& entrance, const Element* place) {
  const Element* unsure = impl_->unsure_threshold();
  if (!unsure) return std::nullopt;
  const std::string level = impl_->s.ground_level();
  Way way;
  if (!place) {
    way = to_entrance(entrance, RouteMode::widest_doors);
  } else if (const auto start = impl_->beside(impl_->net(level, RouteMode::widest_doors), entrance, true)) {
    way = impl_->search(level, *start, *place, RouteMode::widest_doors);
  }
  if (!way.exists) return std::nullopt;
  for (const PassDoor& door : impl_->net(way.level, RouteMode::widest_doors).floor.doors)
    if (door.unsure_step(kLargestStep) && crosses(way.path, {door.frame.a, door.frame.b})) unsure = door.element;
  const auto read = impl_->s.stated_number(unsure->id, "door.threshold_height");
  return message("measure.route.step_unsure").with("door", Survey::label(*unsure)).with("lo", std::max(0.0, read->lo), "m")
      .with("hi", read->hi, "m").with("needed", kLargestStep, "m");
}

const PassDoor* RouteNet::own_door(const Element& entrance) {
  for (const PassDoor& door : impl_->net(impl_->s.ground_level()).floor.doors)
    if (door.element == &entrance) return &door;
  return nullptr;
}

std::vector<const Element*> RouteNet::step_open_on(const Polyline& path) {
  std::vector<const Element*> open;
  for (const PassDoor& door : impl_->net(impl_->s.ground_level()).floor.doors)
    if (door.step_open && crosses(path, {door.frame.a, door.frame.b})) open.push_back(door.element);
  return open;
}

const Element* RouteNet::room_narrower_on(const Polyline& path, double width) {
  const auto* room = impl_->net(impl_->s.ground_level()).floor.narrowest_on(path, width);
  return room ? room->space : nullptr;
}

std::optional<Known> RouteNet::highest_step(const Element& entrance, const Element& place, PlanSegment* where) {
  const std::string level = impl_->s.ground_level();
  const auto& goal = impl_->s.levels_of(place);
  if (std::find(goal.begin(), goal.end(), level) == goal.end()) return std::nullopt;
  const auto try_net = [&](RouteMode mode) -> std::optional<Known> {
    LevelNet& net = impl_->net(level, mode);
    const auto start = impl_->beside(net, entrance, true);
    if (!start) return std::nullopt;
    const auto targets = impl_->points_at(net, impl_->reached(net, *start, kTouch), place);
    if (targets.empty()) return std::nullopt;
    const auto way = impl_->on_level(level, *start, targets.front(), mode);
    if (!way) return std::nullopt;
    Known highest = Known::exact(0, Method::geometry, "no step on the way");
    bool known = true;
    for (const auto& door : net.floor.doors)
      if (crosses(way->path, {door.frame.a, door.frame.b})) {
        known = known && door.step_known;
        if (where && (door.step > highest.value || door.step_hi > highest.hi)) *where = {door.frame.a, door.frame.b};
        highest.value = std::max(highest.value, door.step);
        highest.lo = std::max(highest.lo, door.step_lo);
        highest.hi = std::max(highest.hi, door.step_hi);
      }
    // The way begins behind the entrance; a step at it is on the way all the same.
    if (const PassDoor* own = own_door(entrance); own && own->step_hi > highest.hi) {
      highest.value = std::max(highest.value, own->step);
      highest.lo = std::max(highest.lo, own->step_lo);
      highest.hi = own->step_hi;
      if (where) *where = {own->frame.a, own->frame.b};
    }
    if (!known && highest.hi <= 0) return std::nullopt;
    return highest;
  };
  if (auto step = try_net(RouteMode::step_free)) return step;
  if (impl_->unsure_threshold())
    if (auto step = try_net(RouteMode::widest_doors)) return step;
  return try_net(RouteMode::steps_allowed);
}

}  // namespace landai::measure
