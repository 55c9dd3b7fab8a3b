// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_net.hpp"

#include <algorithm>

#include "follows.hpp"
#include "quantities.hpp"

namespace landai::measure {

GateKind gate_kind(const Element& e) {
  switch (e.category) {
    case Category::door:
    case Category::opening: return GateKind::door;
    case Category::stair: return GateKind::stair;
    case Category::flight: return e.kind == "ramp" ? GateKind::drop : GateKind::stair;   // a ramp's own edges are its sides
    case Category::space:
    case Category::landing: return GateKind::drop;                                       // edges of raised floors
    case Category::counter:
    case Category::seat:
    case Category::furniture: return GateKind::thing;
    default: return GateKind::none;   // walls and what is built in: a way through them is a new opening
  }
}

Walker walker_of(const Mobility& m) { return {{m.step.value, m.body_top.value}, m.step.value}; }

std::shared_ptr<ReachNet> net_of(Survey& s, const std::string& level, const Walker& walker) {
  auto net = std::make_shared<ReachNet>();
  net->level = level;
  net->floor = route_floor(s, level, RouteMode::step_free, walker);
  for (const Element* f : s.of(Category::flight)) {
    const auto& on = s.levels_of(*f);
    if (f->kind != "ramp" || goods_ramp(s, *f) || std::find(on.begin(), on.end(), level) == on.end()) continue;
    RampFlight ramp{f};
    const Measurement slope = as_known(s, *f, "ramp.slope");
    if (const auto value = slope.number()) {
      ramp.known = true;
      ramp.value = *value;
      ramp.lo = sure_bounds(slope).lo;
      ramp.hi = sure_bounds(slope).hi;
    }
    const Element* space = s.space_at(place_of(*f), level);
    ramp.outdoor = !space || s.outdoor(*space);
    net->ramps.push_back(ramp);
  }
  return net;
}

const PassDoor* ReachNet::door(int owner) const {
  const auto it = door_of_owner_.find(owner);
  return it == door_of_owner_.end() ? nullptr : &floor.doors[static_cast<std::size_t>(it->second)];
}

void ReachNet::build(const Plan& plan) {
  if (floor.box.empty()) return;
  auto built = geometry::Clearance::build(floor.floor);
  if (!built) {
    error = built.error();
    return;
  }
  clearance = std::move(*built);
  network.emplace(*clearance);
  for (std::size_t i = 0; i < floor.doors.size(); ++i)
    door_of_owner_[owner_of(plan, *floor.doors[i].element)] = static_cast<int>(i);
  find_doors();
  find_ramps();
  find_gates(plan);
}

void ReachNet::find_doors() {
  const auto links = network->links();
  door_of_link.assign(links.size(), -1);
  struct Opening {
    Ring ring;
    Box box;
    int door;
  };
  std::vector<Opening> openings;
  for (std::size_t i = 0; i < floor.doors.size(); ++i) {
    const PassDoor& door = floor.doors[i];
    if (door.shut()) continue;
    const Polygon box = opening_box(door.frame, door.frame.length + 0.002, 0.05);
    openings.push_back({box.outer, bounds(box), static_cast<int>(i)});
  }
  // In order of their left sides, so that a link looks at few of them.
  std::sort(openings.begin(), openings.end(), [](const Opening& a, const Opening& b) { return a.box.min_x < b.box.min_x; });
  double widest = 0;
  for (const auto& o : openings) widest = std::max(widest, o.box.width());
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (!std::isfinite(links[i].width_m)) continue;
    const PlanPoint middle = 0.5 * (links[i].pinch.a + links[i].pinch.b);
    auto it = std::lower_bound(openings.begin(), openings.end(), middle.x - widest,
                               [](const Opening& o, double x) { return o.box.min_x < x; });
    for (; it != openings.end() && it->box.min_x <= middle.x; ++it)
      if (middle.x <= it->box.max_x && middle.y >= it->box.min_y && middle.y <= it->box.max_y && contains(it->ring, middle)) {
        door_of_link[i] = it->door;
        break;
      }
  }
}

void ReachNet::find_ramps() {
  const auto links = network->links();
  ramp_of_link.assign(links.size(), -1);
  for (std::size_t r = 0; r < ramps.size(); ++r) {
    const MultiPolygon& body = ramps[r].element->geometry.areas;
    const Box box = bounds(body);
    if (body.empty()) continue;
    for (std::size_t i = 0; i < links.size(); ++i) {
      const PlanPoint a = network->vertices()[static_cast<std::size_t>(links[i].from)];
      const PlanPoint b = network->vertices()[static_cast<std::size_t>(links[i].to)];
      Box reach;
      reach.add(a);
      reach.add(b);
      if (!reach.overlaps(box)) continue;
      if (contains(body, a) || contains(body, b) || contains(body, 0.5 * (a + b))) ramp_of_link[i] = static_cast<int>(r);
    }
  }
}

void ReachNet::find_gates(const Plan& plan) {
  const auto links = network->links();
  for (const auto& link : links) {
    for (const int owner : link.owner) {
      if (owner < 0 || static_cast<std::size_t>(owner) >= plan.elements.size()) continue;   // an open leaf is walked around
      const Element& e = plan.elements[static_cast<std::size_t>(owner)];
      const GateKind kind = gate_kind(e);
      if (kind == GateKind::none) continue;
      if (kind == GateKind::door) {   // an open door is passed, not crossed; a fixed one cannot be
        const PassDoor* d = door(owner);
        if (!d || !d->shut() || d->clear <= 0) continue;
      }
      for (const int v : {link.from, link.to})
        if (network->on_floor(v)) gate_vertices[owner].push_back(v);
    }
  }
  for (auto& [owner, vertices] : gate_vertices) {
    std::sort(vertices.begin(), vertices.end());
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
  }
}

}  // namespace landai::measure
