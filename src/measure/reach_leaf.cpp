// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves of the doors that a way passes stand open; those of all other doors stand aside. The net of a level knows no leaf, only how
// far each opening opens. So a way is found first, and looked at again with the leaves of its own doors: where it keeps clear of them,
// it stands. Else a net with just those leaves it runs into is searched, for as long as new ways run into others.
#include <tbb/task_arena.h>

#include <algorithm>

#include "reach_answer.hpp"
#include "route_net_impl.hpp"

namespace landai::measure {
namespace {

constexpr int kRounds = 6;
constexpr std::size_t kMostSearches = 256;   // with open leaves, for one mobility

std::vector<OpenLeaf> leaves_of(const ReachNet& plain, const std::vector<int>& doors, const Plan& plan) {
  std::vector<OpenLeaf> leaves;
  for (const int d : doors)
    if (const auto leaf = open_leaf(*plain.floor.doors[static_cast<std::size_t>(d)].element))
      leaves.push_back({static_cast<int>(plan.elements.size()) + d, d, *leaf});
  return leaves;
}

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

bool ReachTeller::clear_of(const PassDoor& door, const Polyline& path) const {
  constexpr double kDrawn = 0.001;
  const auto leaf = open_leaf(*door.element);
  if (!leaf) return true;
  const double reach = distance(leaf->a, leaf->b);
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const auto pair = closest_points({path[i], path[i + 1]}, *leaf);
    const PlanPoint from_middle = pair.a - door.frame.middle;
    const bool before = std::abs(dot(from_middle, door.frame.along)) <= door.frame.length / 2 &&
                        std::abs(dot(from_middle, door.frame.normal)) <= door.frame.half_wall + reach;
    const double needed = before ? std::min(door.clear, world_.mobility.door_width.value) : world_.mobility.clear_width.value;
    if (distance(pair.a, pair.b) < needed / 2 - kDrawn) return false;
  }
  return true;
}

const ReachNet& LeafNets::with(const ReachNet& plain, const std::vector<int>& doors, const Plan& plan) {
  Entry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    auto& known = entries_[{&plain, doors}];
    if (!known) known = std::make_unique<Entry>();
    entry = known.get();
  }
  std::call_once(entry->made, [&] {
    entry->net.level = plain.level;
    entry->net.floor = plain.floor;
    entry->net.ramps = plain.ramps;
    for (const OpenLeaf& leaf : leaves_of(plain, doors, plan)) {
      entry->net.floor.floor.thin.push_back(leaf.body);
      entry->net.floor.floor.thin_owner.push_back(leaf.owner);
    }
    // The diagram is built in parallel: whoever waits for it must not take up another mobility, which might wait for this one.
    tbb::this_task_arena::isolate([&] { entry->net.build(plan); });
  });
  return entry->net;
}

const ReachSearch* ReachTeller::with_leaves(const LevelWay::Part& part, const std::vector<int>& doors, bool outer_doors) {
  const auto known = leaf_searches_.find({part.search, doors});
  if (known != leaf_searches_.end()) return known->second.get();
  if (leaf_searches_.size() >= kMostSearches) return nullptr;
  const Plan& plan = world_.survey.plan;
  const ReachNet& plain = *world_.net(part.level);
  const ReachNet& net = leaves_.with(plain, doors, plan);
  auto& search = leaf_searches_[{part.search, doors}];
  if (!net.network) return nullptr;
  search = std::make_unique<ReachSearch>(net, plan, Needs{&world_.mobility, outer_doors}, leaves_of(plain, doors, plan));
  for (const PlanPoint p : part.from.points) search->start(p);
  for (const int v : part.from.vertices) search->start(plain.network->vertices()[static_cast<std::size_t>(v)]);
  search->run();
  return search.get();
}

void ReachTeller::open_leaves(LevelWay::Part& part, const Element* entrance, bool outer_doors) {
  const ReachNet& plain = *world_.net(part.level);
  const LevelWay::Part plainly = part;
  Spot goal = part.to;   // vertices are those of the plain net
  for (const int v : goal.vertices) goal.points.push_back(plain.network->vertices()[static_cast<std::size_t>(v)]);
  goal.vertices.clear();
  std::vector<int> open;
  Polyline path = part.search->told(part.found).path;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<int> on_way = passed(plain, path);
    for (std::size_t d = 0; entrance && d < plain.floor.doors.size(); ++d)
      if (plain.floor.doors[d].element == entrance) on_way.push_back(static_cast<int>(d));
    const std::size_t before = open.size();
    for (const int d : on_way)
      if (std::find(open.begin(), open.end(), d) == open.end() && !clear_of(plain.floor.doors[static_cast<std::size_t>(d)], path))
        open.push_back(d);
    if (open.size() == before) return;
    std::sort(open.begin(), open.end());
    const ReachSearch* search = with_leaves(plainly, open, outer_doors);
    if (!search) break;
    auto found = cheapest(*search, goal);
    if (!found) break;
    part.search = search;
    part.found = std::move(*found);
    if (part.found.cost.blocked > 0) return;
    path = search->told(part.found).path;
  }
  unsettled_ = true;   // too many doors to look at: never a silent yes
}

void ReachTeller::open_leaves(LevelWay& way, const Ends& ends) {
  if (way.cost.blocked > 0) return;   // something else has to change first
  WayCost cost = way.cost;
  for (std::size_t i = 0; i < way.parts.size(); ++i) {
    LevelWay::Part& part = way.parts[i];
    const WayCost before = part.found.cost;
    unsettled_ = false;
    open_leaves(part, i == 0 ? ends.entrance : nullptr, ends.outer_doors);
    const WayCost& after = part.found.cost;
    cost.blocked += after.blocked - before.blocked;
    cost.doubtful += after.doubtful - before.doubtful;
    cost.missing += after.missing - before.missing;
    cost.width = std::min(cost.width, after.width);
    if (unsettled_) ++cost.doubtful;
    way.unsettled = way.unsettled || unsettled_;
  }
  way.cost = cost;
}

}  // namespace landai::measure
