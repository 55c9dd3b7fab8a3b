// SPDX-License-Identifier: GPL-3.0-or-later
// From a way that was found to the answer: with the leaves of its doors standing open, in words.
#pragma once

#include "reach_levels.hpp"

namespace landai::measure {

/// Nets with leaves standing open, made when first asked. For all mobilities and threads together.
class LeafNets {
 public:
  /// The net with the leaves of these doors (places in floor.doors) as obstacles; what owns them lies `beyond` the plan's elements.
  const ReachNet& with(const ReachNet& plain, const std::vector<int>& doors, const Plan& plan);

 private:
  struct Entry {
    std::once_flag made;
    ReachNet net;
  };
  std::mutex mutex_;
  std::map<std::pair<const ReachNet*, std::vector<int>>, std::unique_ptr<Entry>> entries_;
};

/// Makes answers for one mobility. Not for several threads at once.
class ReachTeller {
 public:
  ReachTeller(ReachWorld& world, LeafNets& leaves) : world_(world), leaves_(leaves) {}

  struct Ends {
    const Element* entrance = nullptr;   ///< an entrance door that the way begins at, just inside
    bool outer_doors = false;
    /// Ways from the same start that may leave the building and come in again, made when somebody asks.
    std::function<const ReachWorld::From&()> around = {};
  };
  /// The answer for a place, from a start whose ways are known.
  [[nodiscard]] Reached answer(const ReachWorld::From& from, const std::string& place, const std::vector<Spot>& goal,
                               const Element* element, const Ends& ends);

 private:
  /// The way with the leaves of the doors it passes standing open: another way where that is needed, or what only they make too narrow.
  void open_leaves(LevelWay& way, const Ends& ends);
  void open_leaves(LevelWay::Part& part, const Element* entrance, bool outer_doors);
  /// Places in floor.doors of the doors a path goes through, in order.
  [[nodiscard]] static std::vector<int> passed(const ReachNet& net, const Polyline& path);
  /// Whether one who goes along the path keeps clear of the door's open leaf.
  [[nodiscard]] bool clear_of(const PassDoor& door, const Polyline& path) const;
  [[nodiscard]] const ReachSearch* with_leaves(const LevelWay::Part& part, const std::vector<int>& doors, bool outer_doors);
  /// What keeps one from coming through the entrance itself: its step, its clear width.
  [[nodiscard]] std::vector<Block> entrance_blocks(const Element& entrance) const;
  /// What the plan does not tell of a way on a level, beside its doors: rooms read narrower, entrances and edges beside unknown ground.
  [[nodiscard]] std::vector<Change> doubts(const Polyline& path, const std::string& level) const;
  void no_way(Reached& out, const ReachWorld::From& from, const std::vector<Spot>& goal, const Element* element, const Ends& ends) const;

  [[nodiscard]] Change change(const Block& block, const std::string& level) const;
  [[nodiscard]] std::vector<std::string> ids(const std::array<int, 4>& owners, PlanPoint where, const std::string& level) const;
  [[nodiscard]] Message text(const Block& block, const std::vector<std::string>& elements) const;

  ReachWorld& world_;
  LeafNets& leaves_;
  bool unsettled_ = false;   ///< the leaves of a way's doors could not all be looked at
  std::map<std::pair<const ReachSearch*, std::vector<int>>, std::unique_ptr<ReachSearch>> leaf_searches_;
};

}  // namespace landai::measure
