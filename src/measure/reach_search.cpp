// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_search.hpp"

#include <algorithm>
#include <cmath>

namespace landai::measure {
namespace {

constexpr double kDrawn = 0.0005;            // drawn lengths are judged with the drawing tolerance
constexpr double kCells = 10000;             // missing lengths are summed in 0.1 mm
constexpr double kUnknownRise = 3.0;         // of a stair or drop whose height is not drawn, to choose between equal cuts only
constexpr std::size_t kMostLabels = 8;       // at one vertex

std::size_t at(int i) { return static_cast<std::size_t>(i); }

bool has(const std::array<int, 4>& owners, int owner) {
  return owner >= 0 && std::find(owners.begin(), owners.end(), owner) != owners.end();
}

void insert(std::array<int, 4>& owners, int owner) {
  if (owner < 0 || has(owners, owner)) return;
  for (int& o : owners)
    if (o < 0) {
      o = owner;
      return;
    }
}

std::array<int, 4> common_of(const std::array<int, 4>& a, const std::array<int, 4>& b) {
  std::array<int, 4> out{-1, -1, -1, -1};
  for (const int owner : a)
    if (has(b, owner)) insert(out, owner);
  return out;
}

bool empty(const std::array<int, 4>& owners) { return owners[0] < 0; }

constexpr int kBuilding = 1 << 30;   // walls, columns and whatever else is built in, and the outlines of rooms: one thing to change

bool built_in(const Plan& plan, int owner) {
  if (owner < 0) return true;
  if (at(owner) >= plan.elements.size()) return false;   // an open leaf
  switch (plan.elements[at(owner)].category) {
    case Category::counter:
    case Category::seat:
    case Category::furniture:
    case Category::sanitary:
    case Category::door:
    case Category::opening: return false;
    default: return true;
  }
}

}  // namespace

bool WayCost::operator<(const WayCost& o) const {
  if (blocked != o.blocked) return blocked < o.blocked;
  if (doubtful != o.doubtful) return doubtful < o.doubtful;
  if (missing != o.missing) return missing < o.missing;
  if (width != o.width) return width > o.width;
  return length < o.length;
}

WayCost WayCost::then(const WayCost& next) const {
  return {blocked + next.blocked, doubtful + next.doubtful, missing + next.missing, std::min(width, next.width), length + next.length};
}

std::int64_t Block::missing() const {
  const double most = kind == ChangeKind::step || kind == ChangeKind::ramp ? (doubtful ? hi : value) - needed
                      : kind == ChangeKind::stair || kind == ChangeKind::drop ? (value > 0 ? value : kUnknownRise)
                                                                               : needed - (doubtful ? lo : value);
  return std::llround(kCells * std::clamp(most, 0.0, 1000.0));
}

bool ReachSearch::Order::operator()(int a, int b) const {   // a heap has its greatest in front
  const Label& x = (*labels)[at(a)];
  const Label& y = (*labels)[at(b)];
  if (y.cost < x.cost) return true;
  if (x.cost < y.cost) return false;
  return a > b;
}

ReachSearch::ReachSearch(const ReachNet& net, const Plan& plan, Needs needs, std::vector<OpenLeaf> leaves)
    : net_(net), plan_(plan), needs_(needs), leaves_(std::move(leaves)) {
  at_vertex_.resize(net_.network ? net_.network->vertices().size() : 0);
  for (const auto& [owner, vertices] : net_.gate_vertices)
    for (const int v : vertices) gates_at_.emplace_back(v, owner);
  std::sort(gates_at_.begin(), gates_at_.end());
}

std::optional<Block> ReachSearch::narrow_block(double width, const PlanSegment& pinch, std::array<int, 2> owner, int door) const {
  if (!std::isfinite(width)) return std::nullopt;
  const Mobility& m = *needs_.mobility;
  Block b;
  b.value = b.lo = b.hi = width;
  b.needed = door >= 0 ? m.door_width.value : m.clear_width.value;
  b.witness = pinch;
  if (door >= 0) {   // within an opening the door's own bounds hold
    const PassDoor& d = net_.floor.doors[at(door)];
    b.lo -= d.clear - d.lo;
    b.hi += d.hi - d.clear;
  } else {
    for (const int o : owner)
      if (const PassDoor* d = net_.door(o); d && !d->shut()) {   // one side of a doorway: half of its doubt
        b.lo -= (d->clear - d->lo) / 2;
        b.hi += (d->hi - d->clear) / 2;
      }
  }
  b.lo = std::max(0.0, b.lo);
  if (b.lo >= b.needed - kDrawn) return std::nullopt;
  b.doubtful = b.hi >= b.needed - kDrawn;
  bool thing = false;
  for (const int o : owner) {
    insert(b.owners, o);
    thing = thing || (o >= 0 && at(o) < plan_.elements.size() && gate_kind(plan_.elements[at(o)]) == GateKind::thing);
  }
  if (door >= 0 && !thing) {   // nobody moves the jambs but with the door
    b.kind = ChangeKind::door;
    b.owners = {owner_of(plan_, *net_.floor.doors[at(door)].element), -1, -1, -1};
  } else if (door >= 0) {
    insert(b.owners, owner_of(plan_, *net_.floor.doors[at(door)].element));
  }
  for (const int o : b.owners)
    if (o >= 0 && !built_in(plan_, o)) insert(b.movable, o);
  if (empty(b.movable) || b.kind == ChangeKind::door) insert(b.movable, kBuilding);   // a door is built in, and itself
  judge_leaf(b, owner);
  return b;
}

/// An open leaf in front of its own opening is passed while it stands there; beside it one may have shut it again.
void ReachSearch::judge_leaf(Block& block, std::array<int, 2> owner) const {
  for (const OpenLeaf& leaf : leaves_) {
    if (owner[0] != leaf.owner && owner[1] != leaf.owner) continue;
    const DoorFrame& f = net_.floor.doors[at(leaf.door)].frame;
    const PlanPoint middle = 0.5 * (block.witness.a + block.witness.b) - f.middle;
    const double ahead = dot(middle, f.normal), side = dot(leaf.body.b - leaf.body.a, f.normal);
    const bool in_front = std::abs(dot(middle, f.along)) <= f.length / 2 && ahead * side > 0 &&
                          std::abs(ahead) <= f.half_wall + distance(leaf.body.a, leaf.body.b);
    block.kind = ChangeKind::door;
    block.leaf = true;
    block.doubtful = block.doubtful || !in_front;
    return;
  }
}

std::optional<Block> ReachSearch::ramp_block(const Mobility& m, const RampFlight& ramp, int owner) {
  Block b;
  b.kind = ChangeKind::ramp;
  b.owners = b.movable = {owner, -1, -1, -1};
  b.value = ramp.value;
  b.lo = ramp.lo;
  b.hi = ramp.hi;
  if (const FlightShape* f = ramp.element->flight()) b.witness = {f->foot, f->head};
  if (!m.ramps.value) return b;
  const auto& limit = ramp.outdoor && m.slope_outdoor ? m.slope_outdoor : m.slope;
  if (!limit) return std::nullopt;
  b.needed = limit->value;
  constexpr double kSame = 1e-6;
  if (ramp.known && ramp.hi <= b.needed + kSame) return std::nullopt;
  b.doubtful = !ramp.known || ramp.lo <= b.needed + kSame;
  return b;
}

void ReachSearch::blocks_of(int index, std::vector<Block>& out) const {
  const auto& link = net_.network->links()[at(index)];
  if (auto b = narrow_block(link.width_m, link.pinch, link.owner, net_.door_of_link[at(index)])) out.push_back(*b);
  if (const int r = net_.ramp_of_link[at(index)]; r >= 0)
    if (auto b = ramp_block(*needs_.mobility, net_.ramps[at(r)], owner_of(plan_, *net_.ramps[at(r)].element))) out.push_back(*b);
}

void ReachSearch::blocks_of_gate(int owner, int entry, std::vector<Block>& out) const {
  const Element& e = plan_.elements[at(owner)];
  const Mobility& m = *needs_.mobility;
  Block b;
  b.owners = b.movable = {owner, -1, -1, -1};
  const PlanPoint from = net_.network->vertices()[at(entry)];
  b.witness = {from, from};
  switch (gate_kind(e)) {
    case GateKind::door: {
      const PassDoor& d = *net_.door(owner);
      b.witness = {d.frame.a, d.frame.b};
      if (d.step_hi > m.step.value + 1e-9) {
        b.kind = ChangeKind::step;
        b.value = d.step;
        b.lo = d.step_lo;
        b.hi = d.step_hi;
        b.needed = m.step.value;
        b.doubtful = d.unsure_step(m.step.value + 1e-9);
        out.push_back(b);
      }
      if (d.lo >= m.door_width.value - kDrawn) return;
      b.kind = ChangeKind::door;
      b.value = d.clear;
      b.lo = d.lo;
      b.hi = d.hi;
      b.needed = m.door_width.value;
      b.doubtful = d.hi >= b.needed - kDrawn;
      out.push_back(b);
      return;
    }
    case GateKind::stair:
      if (m.stairs.value) return;
      b.kind = ChangeKind::stair;
      if (const FlightShape* f = e.flight(); f && f->rise) b.value = b.lo = b.hi = f->rise->value;
      break;
    case GateKind::drop: b.kind = ChangeKind::drop; break;
    case GateKind::thing:
    case GateKind::none:
      b.kind = ChangeKind::pinch;
      b.needed = m.clear_width.value;
      break;
  }
  out.push_back(b);
}

bool ReachSearch::add(Label& label, const Block& block) {
  const auto shared = label.bad ? common_of(label.common, block.movable) : std::array<int, 4>{-1, -1, -1, -1};
  const std::int64_t missing = block.missing();
  if (!empty(shared)) {
    if (label.doubtful && !block.doubtful) {
      --label.cost.doubtful;
      ++label.cost.blocked;
      label.doubtful = false;
    }
    label.cost.missing += std::max<std::int64_t>(0, missing - label.missing);
    label.missing = std::max(label.missing, missing);
    label.common = shared;
    return false;
  }
  ++(block.doubtful ? label.cost.doubtful : label.cost.blocked);
  label.cost.missing += missing;
  label.missing = missing;
  label.doubtful = block.doubtful;
  label.common = block.movable;
  label.bad = true;
  return true;
}

void ReachSearch::leave(Label& label) {
  label.bad = label.doubtful = false;
  label.common = {-1, -1, -1, -1};
  label.missing = 0;
}

/// Whether a label known at the same vertex makes this one superfluous.
bool ReachSearch::covered(const Label& label, const Label& known) {
  if (label.cost < known.cost) return false;
  // What it has in common with the next block may save the dearer label one place, never two.
  if (!label.bad || known.cost.blocked + known.cost.doubtful < label.cost.blocked + label.cost.doubtful) return true;
  return known.bad && std::all_of(label.common.begin(), label.common.end(), [&](int o) { return o < 0 || has(known.common, o); });
}

bool ReachSearch::offer(Label label) {
  auto& here = at_vertex_[at(label.vertex)];
  bool best = true;
  for (const int i : here) {
    if (covered(label, labels_[at(i)])) return false;
    best = best && label.cost < labels_[at(i)].cost;
  }
  if (here.size() >= kMostLabels && !best) return false;
  here.push_back(static_cast<int>(labels_.size()));
  push(std::move(label));
  return true;
}

void ReachSearch::push(Label label) {
  heap_.push_back(static_cast<int>(labels_.size()));
  labels_.push_back(std::move(label));
  std::push_heap(heap_.begin(), heap_.end(), Order{&labels_});
}

bool ReachSearch::start(PlanPoint p) {
  if (!net_.network) return false;
  bool any = false;
  for (auto& climb : net_.network->climbs(p)) {
    if (!net_.network->on_floor(climb.vertex)) continue;
    Label label;
    label.vertex = climb.vertex;
    label.climb = static_cast<int>(starts_.size());
    label.cost.length = climb.length_m;
    label.cost.width = climb.width_m;
    if (const auto b = narrow_block(climb.width_m, climb.pinch, climb.owner, -1)) add(label, *b);
    starts_.push_back(std::move(climb));
    any = offer(label) || any;
  }
  return any;
}

void ReachSearch::start_at(int vertex) {
  Label label;
  label.vertex = vertex;
  offer(label);
}

void ReachSearch::run() {
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), Order{&labels_});
    const int index = heap_.back();
    heap_.pop_back();
    const Label& label = labels_[at(index)];
    const bool late = label.vertex >= 0 && std::any_of(at_vertex_[at(label.vertex)].begin(), at_vertex_[at(label.vertex)].end(), [&](int i) {
                        return i != index && labels_[at(i)].cost < label.cost && covered(label, labels_[at(i)]);
                      });
    if (!late) expand(index);
  }
}

void ReachSearch::expand(int index) {
  std::vector<Block> blocks;
  const auto links = net_.network->links();
  if (labels_[at(index)].vertex < 0) {   // out of a gate on any side
    const Label in = labels_[at(index)];
    for (const int v : net_.gate_vertices.at(in.gate)) {
      if (v == in.entry) continue;
      Label out = in;
      out.parent = index;
      out.vertex = v;
      out.cost.length += distance(net_.network->vertices()[at(in.entry)], net_.network->vertices()[at(v)]);
      offer(out);
    }
    return;
  }
  for (const int l : net_.network->links_at(labels_[at(index)].vertex)) {
    Label next = labels_[at(index)];
    next.parent = index;
    next.link = l;
    next.gate = next.climb = next.entry = -1;
    next.vertex = links[at(l)].from == next.vertex ? links[at(l)].to : links[at(l)].from;
    next.cost.length += links[at(l)].length_m;
    next.cost.width = std::min(next.cost.width, links[at(l)].width_m);
    blocks.clear();
    blocks_of(l, blocks);
    if (blocks.empty()) leave(next);
    for (const Block& b : blocks) add(next, b);
    offer(next);
  }
  enter_gates(index);
}

void ReachSearch::enter_gates(int index) {
  const int v = labels_[at(index)].vertex;
  std::vector<Block> blocks;
  for (auto it = std::lower_bound(gates_at_.begin(), gates_at_.end(), std::pair{v, -1}); it != gates_at_.end() && it->first == v; ++it) {
    const int owner = it->second;
    if (labels_[at(index)].gate == owner) continue;   // just came out of it
    const Element& e = plan_.elements[at(owner)];
    const PassDoor* d = gate_kind(e) == GateKind::door ? net_.door(owner) : nullptr;
    if (d && d->outer && !needs_.outer_doors) continue;
    Label next = labels_[at(index)];
    next.parent = index;
    next.vertex = next.link = next.climb = -1;
    next.gate = owner;
    next.entry = v;
    if (d) next.cost.width = std::min(next.cost.width, d->clear);
    blocks.clear();
    blocks_of_gate(owner, v, blocks);
    if (blocks.empty()) leave(next);
    for (const Block& b : blocks) add(next, b);
    const auto known = at_gate_.find(owner);
    if (known != at_gate_.end() && !(next.cost < labels_[at(known->second)].cost)) continue;
    at_gate_[owner] = static_cast<int>(labels_.size());
    push(next);
  }
}

std::optional<ReachSearch::Found> ReachSearch::to_vertex(int vertex) const {
  std::optional<Found> best;
  for (const int i : at_vertex_[at(vertex)])
    if (!best || labels_[at(i)].cost < best->cost) best = Found{labels_[at(i)].cost, i, {}};
  return best;
}

std::optional<ReachSearch::Found> ReachSearch::to(PlanPoint p) const {
  std::optional<Found> best;
  if (!net_.network) return best;
  for (auto& climb : net_.network->climbs(p)) {
    for (const int i : at_vertex_[at(climb.vertex)]) {
      Label label = labels_[at(i)];
      label.cost.length += climb.length_m;
      label.cost.width = std::min(label.cost.width, climb.width_m);
      if (const auto b = narrow_block(climb.width_m, climb.pinch, climb.owner, -1)) add(label, *b);
      if (!best || label.cost < best->cost) best = Found{label.cost, i, climb};
    }
  }
  return best;
}

}  // namespace landai::measure
