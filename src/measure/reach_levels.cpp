// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_levels.hpp"

#include <algorithm>
#include <queue>
#include <set>

#include "route_net_impl.hpp"

namespace landai::measure {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

std::optional<ReachSearch::Found> cheapest(const ReachSearch& search, const Spot& spot) {
  std::optional<ReachSearch::Found> best;
  const auto take = [&](std::optional<ReachSearch::Found> found) {
    if (found && (!best || found->cost < best->cost)) best = std::move(found);
  };
  for (const PlanPoint p : spot.points) take(search.to(p));
  for (const int v : spot.vertices) take(search.to_vertex(v));
  return best;
}

ReachWorld::ReachWorld(const Survey& s, const Mobility& m, Nets nets) : survey(s), mobility(m), nets_(std::move(nets)) { find_joints(); }

const ReachNet* ReachWorld::net(const std::string& level) const {
  const auto it = nets_.find(level);
  return it == nets_.end() || !it->second->network ? nullptr : it->second.get();
}

void ReachWorld::find_joints() {
  const auto keep = [&](Joint::Kind kind, const Element* e) {
    Joint joint{kind, e, {}, {}};
    if (kind == Joint::Kind::lift) lift_ends(joint), lift_block(joint);
    else if (kind == Joint::Kind::ramp) ramp_ends(joint);
    else stair_ends(joint);
    if (joint.ends.size() > 1) joints_.push_back(std::move(joint));
  };
  if (mobility.lifts.value)
    for (const Element* lift : survey.of(Category::lift))
      if (lift->levels.size() > 1) keep(Joint::Kind::lift, lift);
  for (const Element* flight : survey.of(Category::flight))
    if (flight->kind == "ramp" && flight->levels.size() > 1 && flight->flight() && !goods_ramp(survey, *flight)) keep(Joint::Kind::ramp, flight);
  for (const Element* stair : survey.of(Category::stair)) keep(Joint::Kind::stair, stair);
  for (const Element* flight : survey.of(Category::flight)) {
    const Element* whole = flight->parent ? survey.find(*flight->parent) : nullptr;
    if (flight->kind != "ramp" && (!whole || whole->category != Category::stair)) keep(Joint::Kind::stair, flight);
  }
}

/// Whether one gets from a point to outside the box without any change but narrow places: a car that its shaft encloses has no door drawn.
bool ReachWorld::leads_out(const ReachNet& net, PlanPoint p, const Box& of) const {
  std::vector<int> open;
  std::set<int> seen;
  for (const auto& climb : net.network->climbs(p))
    if (seen.insert(climb.vertex).second) open.push_back(climb.vertex);
  while (!open.empty()) {
    const int v = open.back();
    open.pop_back();
    const PlanPoint here = net.network->vertices()[at(v)];
    if (here.x < of.min_x || here.x > of.max_x || here.y < of.min_y || here.y > of.max_y) return true;
    for (const int l : net.network->links_at(v)) {
      const auto& link = net.network->links()[at(l)];
      const int w = link.from == v ? link.to : link.from;
      if (seen.insert(w).second) open.push_back(w);
    }
  }
  return false;
}

/// The door, the car and where it stops, as drawn or read. A door, or a gap at the car, of which nothing is known leaves it open.
void ReachWorld::lift_block(Joint& joint) const {
  const PassLift* lift = nullptr;
  for (const auto& level : joint.element->levels)
    if (const ReachNet* here = net(level); here && !lift) lift = here->floor.lift(*joint.element);
  if (!lift) return;
  Block b;
  b.kind = ChangeKind::missing_lift;
  b.owners = b.movable = {owner_of(survey.plan, *joint.element), -1, -1, -1};
  const PlanPoint middle = place_of(*joint.element);
  b.witness = {middle, middle};
  const auto block = [&](const std::optional<Known>& size, double needed) {
    if (joint.block || !size || size->lo >= needed - 0.0005) return;
    b.value = size->value, b.lo = size->lo, b.hi = size->hi, b.needed = needed;
    b.doubtful = size->hi >= needed - 0.0005;
    joint.block = b;
  };
  if (lift->gap && lift->gap->hi > mobility.step.value) {
    b.kind = ChangeKind::step;
    b.value = lift->gap->value, b.lo = lift->gap->lo, b.hi = lift->gap->hi, b.needed = mobility.step.value;
    b.doubtful = b.lo <= b.needed;
    joint.block = b;
    return;
  }
  block(lift->door, mobility.door_width.value);
  if (lift->car_width && lift->car_depth) {
    const bool wide = lift->car_width->value > lift->car_depth->value;
    block(wide ? lift->car_depth : lift->car_width, mobility.width.value);
    block(wide ? lift->car_width : lift->car_depth, mobility.length.value);
  }
  if (joint.block || (lift->door && lift->gap)) return;
  b.doubtful = true;
  b.hi = b.needed = mobility.door_width.value;
  joint.block = b;
}

void ReachWorld::lift_ends(Joint& joint) const {
  const Element& lift = *joint.element;
  const PlanPoint middle = place_of(lift);
  for (const auto& level : lift.levels) {
    const ReachNet* here = net(level);
    if (!here) continue;
    Spot end{level, {}, {}};
    if (here->clearance->clearance_at(middle) > 0.1 && leads_out(*here, middle, lift.geometry.box().grown(0.30))) {
      end.points = {middle};
    } else {   // its shaft is drawn solid, or without a door: one takes it from the floor before it
      std::vector<std::pair<double, PlanPoint>> near;
      for (const auto& spot : spots(lift))
        if (spot.level == level)
          for (const PlanPoint p : spot.points) near.emplace_back(-here->clearance->clearance_at(p), p);
      std::sort(near.begin(), near.end());
      for (std::size_t i = 0; i < std::min<std::size_t>(near.size(), 6); ++i) end.points.push_back(near[i].second);
    }
    if (!end.points.empty()) joint.ends.push_back(std::move(end));
  }
}

void ReachWorld::ramp_ends(Joint& joint) const {
  const Element& flight = *joint.element;
  const FlightShape& f = *flight.flight();
  const double length = distance(f.foot, f.head);
  if (length < 0.05) return;
  const PlanPoint up = (1 / length) * (f.head - f.foot);
  const auto end = [&](const std::string& level, PlanPoint from, PlanPoint away) {
    const ReachNet* here = net(level);
    if (!here) return;
    for (const double by : {0.3, 0.5, 0.15}) {
      if (!(here->clearance->clearance_at(from + by * away) > 0.1)) continue;
      joint.ends.push_back({level, {from + by * away}, {}});
      return;
    }
  };
  end(flight.levels.front(), f.foot, -1 * up);
  end(flight.levels.back(), f.head, up);
  for (const auto& [level, one] : nets_)
    for (const auto& ramp : one->ramps)
      if (ramp.element == &flight && !joint.block)
        joint.block = ReachSearch::ramp_block(mobility, ramp, owner_of(survey.plan, flight));
}

void ReachWorld::stair_ends(Joint& joint) const {
  const Element& stair = *joint.element;
  std::vector<int> owners{owner_of(survey.plan, stair)};
  for (const Element* part : survey.children(stair.id)) owners.push_back(owner_of(survey.plan, *part));
  for (const auto& level : stair.levels) {
    const ReachNet* here = net(level);
    if (!here) continue;
    Spot end{level, {}, {}};
    for (const int owner : owners)
      if (const auto it = here->gate_vertices.find(owner); it != here->gate_vertices.end())
        end.vertices.insert(end.vertices.end(), it->second.begin(), it->second.end());
    std::sort(end.vertices.begin(), end.vertices.end());
    end.vertices.erase(std::unique(end.vertices.begin(), end.vertices.end()), end.vertices.end());
    if (!end.vertices.empty()) joint.ends.push_back(std::move(end));
  }
  stair_head(joint);
  if (mobility.stairs.value) return;
  Block block;
  block.kind = ChangeKind::stair;
  block.owners = {owners.front(), -1, -1, -1};
  const PlanPoint middle = place_of(stair);
  block.witness = {middle, middle};
  const FlightShape* f = stair.flight();
  for (const Element* part : survey.children(stair.id))
    if (!f) f = part->flight();
  if (f) block.witness = {f->foot, f->head};
  if (f && f->rise) block.value = block.lo = block.hi = f->rise->value;
  joint.block = block;
}

/// A stair that its file keeps on the storey where it begins still ends on the one whose floor its last flight meets.
void ReachWorld::stair_head(Joint& joint) const {
  constexpr double kSameHeight = 0.30;
  const Element* last = joint.element->flight() ? joint.element : nullptr;
  for (const Element* part : survey.children(joint.element->id))
    if (part->flight() && part->z && (!last || part->z->hi > last->z->hi)) last = part;
  if (!last || !last->z || joint.ends.size() != 1) return;
  const FlightShape& f = *last->flight();
  const double length = distance(f.foot, f.head);
  if (length < 0.05) return;
  for (const Level& level : survey.plan.levels) {
    const ReachNet* here = net(level.id);
    if (!here || level.id == joint.ends.front().level || std::abs(level.elevation - last->z->hi) > kSameHeight) continue;
    for (const double beyond : {0.3, 0.5, 0.15}) {
      const PlanPoint p = f.head + (beyond / length) * (f.head - f.foot);
      if (!(here->clearance->clearance_at(p) > 0.1)) continue;
      joint.ends.push_back({level.id, {p}, {}});
      return;
    }
  }
}

const ReachSearch* ReachWorld::from_joint(int joint, int end, bool outer_doors) {
  auto& search = searches_[{joint, end, outer_doors}];
  if (search) return search.get();
  const Spot& spot = joints_[at(joint)].ends[at(end)];
  search = std::make_unique<ReachSearch>(*net(spot.level), survey.plan, Needs{&mobility, outer_doors});
  for (const PlanPoint p : spot.points) search->start(p);
  for (const int v : spot.vertices) search->start_at(v);
  search->run();
  return search.get();
}

ReachWorld::From::From(ReachWorld& world, std::vector<Spot> start, bool outer_doors) : world_(world) {
  const auto dearer = [](const Seed& a, const Seed& b) {
    if (b.cost < a.cost) return true;
    if (a.cost < b.cost) return false;
    return std::pair{a.joint, a.end} > std::pair{b.joint, b.end};
  };
  std::priority_queue<Seed, std::vector<Seed>, decltype(dearer)> open(dearer);
  for (const Spot& spot : start) {
    const ReachNet* net = world.net(spot.level);
    if (!net) continue;
    auto search = std::make_unique<ReachSearch>(*net, world.survey.plan, Needs{&world.mobility, outer_doors});
    for (const PlanPoint p : spot.points) search->start(p);
    for (const int v : spot.vertices) search->start_at(v);
    search->run();
    Seed seed;
    seed.level = spot.level;
    seed.spot = spot;
    seed.search = search.get();
    world.own_.push_back(std::move(search));
    open.push(std::move(seed));
  }
  std::set<std::pair<int, int>> settled;
  while (!open.empty()) {
    Seed seed = open.top();
    open.pop();
    if (seed.joint >= 0 && !settled.insert({seed.joint, seed.end}).second) continue;
    if (!seed.search) seed.search = world.from_joint(seed.joint, seed.end, outer_doors);
    const int index = static_cast<int>(seeds_.size());
    seeds_.push_back(seed);
    for (int j = 0; j < static_cast<int>(world.joints_.size()); ++j) {
      const Joint& joint = world.joints_[at(j)];
      for (int e = 0; e < static_cast<int>(joint.ends.size()); ++e) {
        if (joint.ends[at(e)].level != seed.level || (j == seed.joint && e == seed.end)) continue;
        const auto found = cheapest(*seed.search, joint.ends[at(e)]);
        if (!found) continue;
        WayCost cost = seed.cost.then(found->cost);
        if (joint.block) {
          ++(joint.block->doubtful ? cost.doubtful : cost.blocked);
          cost.missing += joint.block->missing();
        }
        for (int other = 0; other < static_cast<int>(joint.ends.size()); ++other) {
          if (joint.ends[at(other)].level == seed.level || settled.contains({j, other})) continue;
          open.push({cost, joint.ends[at(other)].level, j, other, index, *found, e, nullptr, joint.ends[at(other)]});
        }
      }
    }
  }
}

std::optional<LevelWay> ReachWorld::From::to(const std::vector<Spot>& goal) const {
  std::optional<LevelWay> best;
  for (std::size_t i = 0; i < seeds_.size(); ++i) {
    const Seed& seed = seeds_[i];
    for (const Spot& spot : goal) {
      if (spot.level != seed.level) continue;
      auto found = cheapest(*seed.search, spot);
      if (!found) continue;
      const WayCost cost = seed.cost.then(found->cost);
      if (best && !(cost < best->cost)) continue;
      LevelWay way;
      way.cost = cost;
      way.parts.push_back({seed.level, seed.search, std::move(*found), seed.spot, spot, nullptr});
      for (int s = static_cast<int>(i); seeds_[at(s)].parent >= 0; s = seeds_[at(s)].parent) {
        const Seed& here = seeds_[at(s)];
        const Seed& before = seeds_[at(here.parent)];
        const Joint& joint = world_.joints_[at(here.joint)];
        way.parts.push_back({before.level, before.search, here.found, before.spot, joint.ends[at(here.leave)], &joint});
      }
      std::reverse(way.parts.begin(), way.parts.end());
      best = std::move(way);
    }
  }
  return best;
}

bool ReachWorld::From::level_reached(const std::string& level) const {
  return std::any_of(seeds_.begin(), seeds_.end(), [&](const Seed& seed) { return seed.level == level; });
}

std::optional<PlanPoint> ReachWorld::From::nearest(const std::string& level, PlanPoint p) const {
  std::optional<PlanPoint> best;
  for (const Seed& seed : seeds_) {
    const ReachNet* net = seed.level == level ? world_.net(level) : nullptr;
    if (!net) continue;
    for (int v = 0; v < static_cast<int>(net->network->vertices().size()); ++v) {
      const PlanPoint here = net->network->vertices()[at(v)];
      if ((!best || distance(here, p) < distance(*best, p)) && net->network->on_floor(v) && seed.search->reached(v)) best = here;
    }
  }
  return best;
}

}  // namespace landai::measure
