// SPDX-License-Identifier: GPL-3.0-or-later
// From one place of a level to all others with the fewest changes.
#pragma once

#include <array>
#include <cstdint>

#include "landai/measure/reach.hpp"
#include "reach_net.hpp"

namespace landai::measure {

/// What a way costs: first the places that would have to change, then those that may have to, then how much is missing there; of equal
/// ones the widest counts, then the shortest. It only grows along a way.
struct WayCost {
  int blocked = 0;
  int doubtful = 0;
  std::int64_t missing = 0;   ///< 0.1 mm, summed over the places
  double width = INFINITY;    ///< narrowest place, metres
  double length = 0;          ///< metres

  [[nodiscard]] bool free() const { return blocked == 0 && doubtful == 0; }
  [[nodiscard]] bool operator<(const WayCost& o) const;
  /// One way after the other.
  [[nodiscard]] WayCost then(const WayCost& next) const;
};

/// One thing in the way at one place.
struct Block {
  ChangeKind kind = ChangeKind::pinch;
  bool doubtful = false;
  std::array<int, 4> owners{-1, -1, -1, -1};   ///< what makes it
  /// What would have to change, one of these: where a thing stands before a wall, the thing. All that is built in is one.
  std::array<int, 4> movable{-1, -1, -1, -1};
  double value = 0, lo = 0, hi = 0, needed = 0;
  PlanSegment witness;
  bool leaf = false;   ///< it is the open leaf of a door that makes it
  [[nodiscard]] std::int64_t missing() const;
};

/// What the mobility asks of the floor.
struct Needs {
  const Mobility* mobility = nullptr;
  bool outer_doors = false;   ///< doors to the outside may be passed
};

/// A leaf that stands open on a net.
struct OpenLeaf {
  int owner = -1;             ///< a number beyond the places of the plan's elements
  int door = -1;              ///< place in floor.doors
  PlanSegment body;
};

/// Dijkstra on the links of a net. Blocks that follow each other and have in common what would have to change are one place: a label
/// carries what all blocks of its present place have in common.
class ReachSearch {
 public:
  ReachSearch(const ReachNet& net, const Plan& plan, Needs needs, std::vector<OpenLeaf> leaves = {});

  /// Places to begin at, before `run`. False when the point is not on the floor.
  bool start(PlanPoint p);
  void start_at(int vertex);
  void run();

  struct Found {
    WayCost cost;
    int label = -1;
    std::optional<geometry::Network::Climb> end;   ///< to a point that is no vertex
  };
  [[nodiscard]] std::optional<Found> to(PlanPoint p) const;
  [[nodiscard]] std::optional<Found> to_vertex(int vertex) const;
  [[nodiscard]] bool reached(int vertex) const { return !at_vertex_[static_cast<std::size_t>(vertex)].empty(); }

  /// One place of a way where something is in the way: its blocks, the worst one of each kind.
  using Place = std::vector<Block>;
  struct Told {
    Polyline path;
    std::vector<Place> places;
    std::vector<Narrow> narrows;        ///< elements are not filled in
    std::vector<std::array<int, 2>> narrow_owners;
    std::vector<int> crossed;           ///< owners of gates crossed, in order
  };
  /// The way in full.
  [[nodiscard]] Told told(const Found& found) const;

  /// What is in the way of someone who crosses a ramp or goes over a joint between levels.
  [[nodiscard]] static std::optional<Block> ramp_block(const Mobility& m, const RampFlight& ramp, int owner);

 private:
  struct Label {
    WayCost cost;
    int vertex = -1;   ///< -1: within a gate
    int parent = -1;
    int link = -1;
    int gate = -1;     ///< owner; with a vertex: the gate it comes out of
    int climb = -1;    ///< place in starts_, for the first label of a way
    int entry = -1;    ///< vertex at which the gate was entered
    std::array<int, 4> common{-1, -1, -1, -1};
    bool bad = false;  ///< in a place that is blocked or doubtful
    bool doubtful = false;
    std::int64_t missing = 0;
  };
  void blocks_of(int link, std::vector<Block>& out) const;
  void blocks_of_gate(int owner, int entry, std::vector<Block>& out) const;
  [[nodiscard]] std::optional<Block> narrow_block(double width, const PlanSegment& pinch, std::array<int, 2> owner, int door) const;
  void judge_leaf(Block& block, std::array<int, 2> owner) const;
  /// Adds the block to the label. True when it begins a new place.
  static bool add(Label& label, const Block& block);
  static void leave(Label& label);
  [[nodiscard]] static bool covered(const Label& label, const Label& known);
  bool offer(Label label);
  void push(Label label);
  void expand(int index);
  void enter_gates(int index);

  const ReachNet& net_;
  const Plan& plan_;
  Needs needs_;
  std::vector<OpenLeaf> leaves_;
  std::vector<geometry::Network::Climb> starts_;
  std::vector<Label> labels_;
  std::vector<std::vector<int>> at_vertex_;
  std::map<int, int> at_gate_;
  std::vector<std::pair<int, int>> gates_at_;   ///< vertex, owner; sorted
  struct Order {
    const std::vector<Label>* labels;
    bool operator()(int a, int b) const;
  };
  std::vector<int> heap_;
};

}  // namespace landai::measure
