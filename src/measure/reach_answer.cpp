// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include "reach_answer.hpp"

#include <algorithm>
#include <set>

namespace landai::measure {
namespace {

constexpr double kMostWidth = 1000;   // nothing limits it

bool same_place(const Change& a, const Change& b) {
  const PlanPoint p = 0.5 * (a.witness.a + a.witness.b), q = 0.5 * (b.witness.a + b.witness.b);
  return a.kind == b.kind && a.level == b.level && a.elements == b.elements && !a.elements.empty() && distance(p, q) < 3.0;
}

}  // namespace

std::vector<std::string> ReachTeller::ids(const std::array<int, 4>& owners, PlanPoint where, const std::string& level) const {
  const Plan& plan = world_.survey.plan;
  std::vector<std::string> out;
  const auto keep = [&](const std::string& id) {
    if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  };
  for (const int owner : owners) {
    if (owner < 0) continue;
    const auto i = static_cast<std::size_t>(owner);
    if (i < plan.elements.size()) {
      keep(plan.elements[i].id);
      continue;
    }
    // An open leaf: its number is the door's place on the level beyond those of the elements.
    const ReachNet* net = world_.net(level);
    const std::size_t d = i - plan.elements.size();
    if (!net || d >= net->floor.doors.size()) continue;
    const Element& door = *net->floor.doors[d].element;
    keep(door.id);
    for (const Element* leaf : world_.survey.children(door.id))
      if (leaf->category == Category::leaf) {
        keep(leaf->id);
        break;
      }
  }
  if (out.empty())   // the outline of a room that is drawn without walls
    if (const Element* space = world_.survey.space_at(where, level)) keep(space->id);
  return out;
}

Message ReachTeller::text(const Block& b, const std::vector<std::string>& elements) const {
  const auto name = [&](std::size_t i) {
    const Element* e = i < elements.size() ? world_.survey.find(elements[i]) : nullptr;
    return e ? Survey::label(*e) : std::string("?");
  };
  switch (b.kind) {
    case ChangeKind::step:
      if (b.doubtful)
        return message("measure.route.step_unsure").with("door", name(0)).with("lo", std::max(0.0, b.lo), "m").with("hi", b.hi, "m").with("needed", b.needed, "m");
      return message("measure.reach.step").with("door", name(0)).with("step", b.value, "m").with("needed", b.needed, "m");
    case ChangeKind::stair: return message("measure.route.stair").with("stair", name(0));
    case ChangeKind::drop:
      if (const Element* e = elements.empty() ? nullptr : world_.survey.find(elements[0]); e && goods_ramp(world_.survey, *e))
        return message("measure.reach.ramp_goods").with("ramp", name(0));
      return message("measure.reach.drop").with("place", name(0));
    case ChangeKind::ramp:
      if (b.hi <= 0) return message("measure.reach.ramp_unknown").with("ramp", name(0)).with("needed", b.needed, "1");
      return message("measure.reach.ramp").with("ramp", name(0)).with("slope", b.value, "1").with("needed", b.needed, "1");
    case ChangeKind::door:
      if (b.leaf) return message("measure.reach.leaf").with("door", name(0)).with("width", b.value, "m").with("needed", b.needed, "m");
      if (b.doubtful)
        return message("measure.route.door_unsure").with("door", name(0)).with("lo", b.lo, "m").with("hi", b.hi, "m").with("width", b.needed, "m");
      return message("measure.reach.door").with("door", name(0)).with("width", b.value, "m").with("needed", b.needed, "m");
    case ChangeKind::missing_lift:
      if (b.doubtful && b.lo <= 0) return message("measure.route.lift_open").with("lift", name(0));
      return message("measure.reach.lift").with("lift", name(0)).with("width", b.value, "m").with("needed", b.needed, "m");
    case ChangeKind::pinch:
    case ChangeKind::no_opening: break;
  }
  if (b.value <= 0) return message("measure.reach.thing").with("thing", name(0));
  if (elements.size() < 2)
    return message("measure.reach.pinch_at").with("a", name(0)).with("width", b.value, "m").with("needed", b.needed, "m");
  return message("measure.reach.pinch").with("a", name(0)).with("b", name(1)).with("width", b.value, "m").with("needed", b.needed, "m");
}

Change ReachTeller::change(const Block& b, const std::string& level) const {
  Change c;
  c.kind = b.kind;
  c.doubtful = b.doubtful;
  c.level = level;
  c.witness = b.witness;
  c.value_m = b.value;
  c.least_m = b.lo;
  c.most_m = b.hi;
  c.needed_m = b.needed;
  c.elements = ids(b.owners, 0.5 * (b.witness.a + b.witness.b), level);
  if (b.leaf)   // the door first, whose leaf it is
    std::stable_partition(c.elements.begin(), c.elements.end(), [&](const std::string& id) {
      const Element* e = world_.survey.find(id);
      return e && e->door() != nullptr;
    });
  c.text = text(b, c.elements);
  return c;
}

std::vector<Block> ReachTeller::entrance_blocks(const Element& entrance) const {
  const ReachNet* net = world_.net(world_.survey.ground_level());
  const double width = world_.mobility.door_width.value, step = world_.mobility.step.value + 1e-9;
  std::vector<Block> found;
  if (!net) return found;
  for (const PassDoor& d : net->floor.doors) {
    if (d.element != &entrance) continue;
    Block b;
    b.owners = {owner_of(world_.survey.plan, entrance), -1, -1, -1};
    b.witness = {d.frame.a, d.frame.b};
    if (d.step_hi > step) {
      b.kind = ChangeKind::step;
      b.value = d.step;
      b.lo = d.step_lo;
      b.hi = d.step_hi;
      b.needed = world_.mobility.step.value;
      b.doubtful = d.unsure_step(step);
      found.push_back(b);
    }
    if (d.lo < width - 0.0005) {
      b.kind = ChangeKind::door;
      b.value = d.clear;
      b.lo = d.lo;
      b.hi = d.hi;
      b.needed = width;
      b.doubtful = d.hi >= width - 0.0005;
      found.push_back(b);
    }
    break;
  }
  return found;
}

std::vector<Change> ReachTeller::doubts(const Polyline& path, const std::string& level) const {
  std::vector<Change> found;
  const auto doubt = [&](ChangeKind kind, const Element& e, PlanPoint at, double needed, Message text) -> Change& {
    Change c;
    c.kind = kind;
    c.doubtful = true;
    c.elements = {e.id};
    c.level = level;
    c.witness = {at, at};
    c.needed_m = needed;
    c.text = std::move(text);
    return found.emplace_back(std::move(c));
  };
  const double width = world_.mobility.clear_width.value;
  if (const auto* room = world_.net(level)->floor.narrowest_on(path, width)) {
    Change& c = doubt(ChangeKind::pinch, *room->space, place_of(*room->space), width,
                      message("measure.reach.read_room").with("place", Survey::label(*room->space)).with("width", room->width.value, "m").with("needed", width, "m"));
    c.value_m = room->width.value, c.least_m = room->width.lo, c.most_m = room->width.hi;
  }
  if (const ReachNet* net = world_.net(level))
    for (const int d : passed(*net, path)) {   // from outside: an entrance whose step nothing tells
      const PassDoor& door = net->floor.doors[static_cast<std::size_t>(d)];
      if (door.outer && !door.step_known)
        doubt(ChangeKind::step, *door.element, door.frame.middle, world_.mobility.step.value, message("measure.route.entrance_open").with("door", Survey::label(*door.element)));
    }
  if (const auto edge = open_edge(world_.survey, path, level))
    doubt(ChangeKind::step, *edge->place, edge->at, world_.mobility.step.value, told(*edge));
  return found;
}

void ReachTeller::no_way(Reached& out, const ReachWorld::From& from, const std::vector<Spot>& goal, const Element* element,
                         const Ends& ends) const {
  Change c;
  const Survey& s = world_.survey;
  std::string name = element ? Survey::label(*element) : out.place;
  if (name.empty() && !goal.empty() && !goal.front().points.empty()) {   // a point, as the user writes one
    char text[64];
    std::snprintf(text, sizeof text, "%.2f,%.2f", goal.front().points.front().x, goal.front().points.front().y);
    name = text;
  }
  if (element) c.elements = {element->id};
  c.level = out.level;
  c.needed_m = world_.mobility.clear_width.value;
  const PlanPoint at = element ? place_of(*element) : goal.empty() || goal.front().points.empty() ? PlanPoint{} : goal.front().points.front();
  c.witness = {at, at};
  if (goal.empty()) {   // nothing of it is floor, or the level has no diagram
    c.kind = ChangeKind::pinch;
    c.text = message("measure.reach.no_floor").with("place", name);
  } else if (std::none_of(goal.begin(), goal.end(), [&](const Spot& spot) { return from.level_reached(spot.level); })) {
    c.kind = ChangeKind::missing_lift;
    const Level* level = s.plan.level(out.level);
    c.text = message("measure.route.no_lift").with("level", !level ? out.level : level->name.empty() ? level->id : level->name);
  } else {
    c.kind = ChangeKind::no_opening;
    for (const Spot& spot : goal)
      if (const auto near = from.nearest(spot.level, at)) {
        c.witness = {*near, at};
        c.level = spot.level;
        break;
      }
    // Another part of the building with its own entrance is not walled in, only apart.
    const bool apart = ends.around && ends.around().to(goal).has_value();
    c.text = message(apart             ? "measure.reach.apart"
                     : ends.outer_doors ? "measure.reach.no_opening_outside"
                                        : "measure.reach.no_opening").with("place", name);
  }
  out.reachable = false;
  out.cut = {std::move(c)};
}

Reached ReachTeller::answer(const ReachWorld::From& from, const std::string& place, const std::vector<Spot>& goal, const Element* element,
                            const Ends& ends) {
  Reached out;
  out.place = place;
  if (!goal.empty()) out.level = goal.front().level;
  else if (element && !world_.survey.levels_of(*element).empty()) out.level = world_.survey.levels_of(*element).front();
  auto way = from.to(goal);
  if (!way) {
    no_way(out, from, goal, element, ends);
    return out;
  }
  out.level = way->parts.back().level;
  open_leaves(*way, ends);
  if (ends.entrance) {
    out.doors.push_back(ends.entrance->id);
    for (const Block& b : entrance_blocks(*ends.entrance)) {
      ++(b.doubtful ? way->cost.doubtful : way->cost.blocked);
      out.cut.push_back(change(b, world_.survey.ground_level()));
    }
    if (const ReachNet* net = world_.net(world_.survey.ground_level()))
      for (const PassDoor& d : net->floor.doors)
        if (d.element == ends.entrance && d.clear > 0) way->cost.width = std::min(way->cost.width, d.clear);
  }
  for (const auto& part : way->parts) {
    const auto told = part.search->told(part.found);
    out.legs.push_back({part.level, told.path, part.joint ? part.joint->element->id : std::string()});
    for (const int d : passed(*world_.net(part.level), told.path))
      out.doors.push_back(world_.net(part.level)->floor.doors[static_cast<std::size_t>(d)].element->id);
    for (std::size_t i = 0; i < told.narrows.size(); ++i) {
      Narrow n = told.narrows[i];
      n.level = part.level;
      n.elements = ids({told.narrow_owners[i][0], told.narrow_owners[i][1], -1, -1}, 0.5 * (n.witness.a + n.witness.b), part.level);
      out.narrows.push_back(std::move(n));
    }
    std::vector<Change> here;
    for (const auto& blocks : told.places)
      for (const Block& b : blocks) here.push_back(change(b, part.level));
    for (Change& c : doubts(told.path, part.level)) {
      ++way->cost.doubtful;
      here.push_back(std::move(c));
    }
    if (part.joint && part.joint->block) here.push_back(change(*part.joint->block, part.level));
    for (Change& c : here)
      if (std::none_of(out.cut.begin(), out.cut.end(), [&](const Change& known) { return same_place(known, c); }))
        out.cut.push_back(std::move(c));
  }
  if (way->unsettled) {
    Change c;
    c.kind = ChangeKind::door;
    c.doubtful = true;
    c.elements = out.doors;
    c.level = out.level;
    c.needed_m = world_.mobility.clear_width.value;
    c.text = message("measure.reach.leaves_unsettled");
    out.cut.push_back(std::move(c));
  }
  out.width_m = way->cost.width >= kMostWidth ? INFINITY : way->cost.width;
  if (way->cost.free()) out.reachable = true;
  else if (way->cost.blocked > 0) out.reachable = false;
  return out;
}

}  // namespace landai::measure
