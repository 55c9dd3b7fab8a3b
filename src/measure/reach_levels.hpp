// SPDX-License-Identifier: GPL-3.0-or-later
// One mobility in the whole building: levels, what joins them, and the cheapest way through all of them.
#pragma once

#include <functional>

#include "reach_search.hpp"

namespace landai::measure {

/// Where one stands to begin, to end, or to change level: points and vertices of one level.
struct Spot {
  std::string level;
  std::vector<PlanPoint> points;
  std::vector<int> vertices;
};

/// What leads from one level to others.
struct Joint {
  enum class Kind { lift, ramp, stair } kind = Kind::lift;
  const Element* element = nullptr;
  std::vector<Spot> ends;
  std::optional<Block> block;   ///< what keeps the mobility from taking it
};

/// A way over levels.
struct LevelWay {
  WayCost cost;
  bool unsettled = false;   ///< whether open leaves are in its way was not worked out
  struct Part {
    std::string level;
    const ReachSearch* search = nullptr;
    ReachSearch::Found found;
    Spot from, to;
    const Joint* joint = nullptr;   ///< that leads on from it
  };
  std::vector<Part> parts;
};

class ReachWorld {
 public:
  using Nets = std::map<std::string, std::shared_ptr<const ReachNet>>;
  /// The nets are built; the survey is only read.
  ReachWorld(const Survey& survey, const Mobility& mobility, Nets nets);

  [[nodiscard]] const ReachNet* net(const std::string& level) const;
  /// Where one stands in or before an element, on each of its levels.
  [[nodiscard]] std::vector<Spot> spots(const Element& place) const;
  /// Just inside an entrance; nothing when the floor there is taken.
  [[nodiscard]] std::optional<Spot> inside(const Element& entrance) const;
  [[nodiscard]] std::optional<Spot> outside(const Element& entrance) const;
  /// Beside a door on both sides.
  [[nodiscard]] std::vector<Spot> beside(const Element& door) const;
  [[nodiscard]] Spot street() const;

  /// All ways from a start, worked out once: ask for as many goals as you like.
  class From {
   public:
    From(ReachWorld& world, std::vector<Spot> start, bool outer_doors);
    [[nodiscard]] std::optional<LevelWay> to(const std::vector<Spot>& goal) const;
    /// Whether any way, changes allowed, leads onto the level.
    [[nodiscard]] bool level_reached(const std::string& level) const;
    /// The reached point of the level nearest to p.
    [[nodiscard]] std::optional<PlanPoint> nearest(const std::string& level, PlanPoint p) const;

   private:
    struct Seed {
      WayCost cost;
      std::string level;
      int joint = -1, end = -1;   ///< -1: the start itself
      int parent = -1;
      ReachSearch::Found found;   ///< in the parent's search, to the joint
      int leave = -1;             ///< end of the joint on the parent's level
      const ReachSearch* search = nullptr;
      Spot spot;                  ///< where it begins
    };
    ReachWorld& world_;
    std::vector<Seed> seeds_;     ///< settled, cheapest first
  };

  const Survey& survey;
  const Mobility& mobility;

 private:
  friend class From;
  [[nodiscard]] std::optional<Spot> at_entrance(const Element& entrance, double side) const;
  [[nodiscard]] const ReachSearch* from_joint(int joint, int end, bool outer_doors);
  void lift_block(Joint& joint) const;
  void lift_ends(Joint& joint) const;
  void ramp_ends(Joint& joint) const;
  void stair_ends(Joint& joint) const;
  void stair_head(Joint& joint) const;
  void find_joints();
  [[nodiscard]] bool leads_out(const ReachNet& net, PlanPoint p, const Box& of) const;

  Nets nets_;
  std::vector<Joint> joints_;
  std::map<std::tuple<int, int, bool>, std::unique_ptr<ReachSearch>> searches_;
  std::vector<std::unique_ptr<ReachSearch>> own_;   ///< from starts
};

/// The cheapest of the found ways to a spot.
[[nodiscard]] std::optional<ReachSearch::Found> cheapest(const ReachSearch& search, const Spot& spot);

}  // namespace landai::measure
