// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves of the doors that a way passes stand open; those of all other doors stand aside. The net of a level knows no leaf, only how
// far each opening opens. So a way is found first, and looked at again with the leaves of its own doors as obstacles: where it keeps
// clear of them, it stands. Else a net with just these leaves is searched, for as long as ways pass other doors.
#include <algorithm>

#include "reach_answer.hpp"
#include "route_net_impl.hpp"

namespace landai::measure {
namespace {

constexpr int kRounds = 4;
constexpr std::size_t kMostNets = 64;   // with open leaves, for one mobility

}  // namespace

std::vector<int> ReachTeller::passed(const ReachNet& net, const Polyline& path) {
  std::vector<std::pair<std::size_t, int>> found;
  Box reach;
  for (const PlanPoint p : path) reach.add(p);
  for (std::size_t d = 0; d < net.floor.doors.size(); ++d) {
    const PlanSegment jambs{net.floor.doors[d].frame.a, net.floor.doors[d].frame.b};
    Box box;
    box.add(jambs.a);
    box.add(jambs.b);
    if (!box.grown(0.01).overlaps(reach)) continue;
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
      if (crosses({path[i], path[i + 1]}, jambs)) {
        found.emplace_back(i, static_cast<int>(d));
        break;
      }
  }
  std::sort(found.begin(), found.end());
  std::vector<int> doors;
  for (const auto& [where, door] : found) doors.push_back(door);
  return doors;
}

bool ReachTeller::clear_of(const ReachNet& net, const Polyline& path, const std::vector<int>& doors) const {
  constexpr double kDrawn = 0.001;
  for (const int d : doors) {
    const PassDoor& door = net.floor.doors[static_cast<std::size_t>(d)];
    const auto leaf = open_leaf(*door.element);
    if (!leaf) continue;
    const double reach = distance(leaf->a, leaf->b);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      const PlanSegment piece{path[i], path[i + 1]};
      const auto pair = closest_points(piece, *leaf);
      const PlanPoint from_middle = pair.a - door.frame.middle;
      const bool before = std::abs(dot(from_middle, door.frame.along)) <= door.frame.length / 2 &&
                          std::abs(dot(from_middle, door.frame.normal)) <= door.frame.half_wall + reach;
      const double needed = before ? std::min(door.clear, world_.mobility.door_width.value) : world_.mobility.clear_width.value;
      if (distance(pair.a, pair.b) < needed / 2 - kDrawn) return false;
    }
  }
  return true;
}

const ReachSearch* ReachTeller::with_leaves(const LevelWay::Part& part, const std::vector<int>& doors, bool outer_doors) {
  auto& search = leaf_searches_[{part.search, doors}];
  if (search) return search.get();
  const ReachNet& plain = *world_.net(part.level);
  const int beyond = static_cast<int>(world_.survey.plan.elements.size());
  std::vector<OpenLeaf> leaves;
  for (const int d : doors)
    if (const auto leaf = open_leaf(*plain.floor.doors[static_cast<std::size_t>(d)].element)) leaves.push_back({beyond + d, d, *leaf});
  auto& net = leaf_nets_[{&plain, doors}];
  if (!net) {
    if (leaf_nets_.size() > kMostNets) return nullptr;
    net = std::make_unique<ReachNet>();
    net->level = plain.level;
    net->floor = plain.floor;
    net->ramps = plain.ramps;
    for (const OpenLeaf& leaf : leaves) {
      net->floor.floor.thin.push_back(leaf.body);
      net->floor.floor.thin_owner.push_back(leaf.owner);
    }
    net->build(world_.survey.plan);
  }
  if (!net->network) return nullptr;
  search = std::make_unique<ReachSearch>(*net, world_.survey.plan, Needs{&world_.mobility, outer_doors}, std::move(leaves));
  for (const PlanPoint p : part.from.points) search->start(p);
  for (const int v : part.from.vertices) search->start(plain.network->vertices()[static_cast<std::size_t>(v)]);
  search->run();
  return search.get();
}

void ReachTeller::open_leaves(LevelWay::Part& part, const Element* entrance, bool outer_doors) {
  const ReachNet& plain = *world_.net(part.level);
  std::vector<int> open;
  if (entrance)
    for (std::size_t d = 0; d < plain.floor.doors.size(); ++d)
      if (plain.floor.doors[d].element == entrance) open.push_back(static_cast<int>(d));
  Polyline path = part.search->told(part.found).path;
  Spot goal = part.to;   // vertices are those of the plain net
  for (const int v : goal.vertices) goal.points.push_back(plain.network->vertices()[static_cast<std::size_t>(v)]);
  goal.vertices.clear();
  for (int round = 0; round < kRounds; ++round) {
    for (const int d : passed(plain, path)) open.push_back(d);
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    if (clear_of(plain, path, open)) return;
    const ReachSearch* search = with_leaves(part, open, outer_doors);
    if (!search) return;
    auto found = cheapest(*search, goal);
    if (!found) return;
    part.search = search;
    part.found = std::move(*found);
    if (part.found.cost.blocked > 0) return;
    path = search->told(part.found).path;
  }
}

void ReachTeller::open_leaves(LevelWay& way, const Ends& ends) {
  if (way.cost.blocked > 0) return;   // something else has to change first
  WayCost cost = way.cost;
  for (std::size_t i = 0; i < way.parts.size(); ++i) {
    LevelWay::Part& part = way.parts[i];
    const WayCost before = part.found.cost;
    open_leaves(part, i == 0 ? ends.entrance : nullptr, ends.outer_doors);
    const WayCost& after = part.found.cost;
    cost.blocked += after.blocked - before.blocked;
    cost.doubtful += after.doubtful - before.doubtful;
    cost.missing += after.missing - before.missing;
    cost.width = std::min(cost.width, after.width);
  }
  way.cost = cost;
}

}  // namespace landai::measure
