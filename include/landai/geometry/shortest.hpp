// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "landai/geometry/clearance.hpp"

namespace landai::geometry {

/// One piece of a smooth path: straight, or an arc around an obstacle's corner.
struct PathPiece {
  PlanPoint from, to;
  bool arc = false;
  PlanPoint centre;      ///< of an arc: the corner it goes around
  double radius_m = 0;   ///< of an arc: half the width that the path keeps
  double angle_rad = 0;  ///< of an arc: how far it turns, positive to the left
  [[nodiscard]] double length_m() const;
  [[nodiscard]] PlanPoint at(double along_m) const;  ///< the point this far after `from`
};

/// Where a path turns: arcs to one side, with less than half the kept width of straight way between them.
struct PathTurn {
  double along_m = 0;  ///< of its middle, from the start of the path
  PlanPoint where;
  double angle_rad = 0;  ///< positive to the left
  double radius_m = 0;   ///< of the path's centre line
  bool left = false;
};

/// A narrow place of a path: between the two obstacle points the clear width has a local minimum along the
/// way.
struct PathPinch {
  double along_m = 0;  ///< where the path passes between them, from its start
  double width_m = 0;  ///< of the largest disc that passes there
  PlanSegment between;
  std::array<int, 2> owners{kNoOwner, kNoOwner};  ///< of between.a and between.b, as in Passage
};

struct ShortestOptions {
  double pinches_below_m = 1.5;  ///< places at least this wide are no pinches; 0: none are looked for
  int most_steps = 100'000;      ///< of the search; about 5 microseconds each
};

/// The shortest path of a disc's centre between the obstacles.
struct SmoothPath {
  double length_m = 0;
  /// No path that keeps the width is shorter. Equal to `length_m` unless the search met its bound: then the
  /// path is the shortest that was found near the shortest way of the clearance diagram.
  double lower_bound_m = 0;
  double width_m = 0;              ///< diameter of the disc
  std::vector<PathPiece> pieces;   ///< in order; each begins where the one before ends
  Polyline points;                 ///< the same, arcs as chords within 1 mm of them
  std::vector<PathTurn> turns;     ///< in order of travel
  std::vector<PathPinch> pinches;  ///< in order of travel
};

/// Shortest ways that keep a clear width, among all ways: straight pieces that touch arcs around the corners
/// of the obstacles (the tangent visibility graph of the obstacles grown by half the width; Pocchiola and
/// Vegter 1996), searched with A* from tangent to tangent.
///
/// Answers for one floor and one width; what has been seen from a corner is remembered, so many questions
/// cost less than one each. Not for several threads at once.
class ShortestWays {
 public:
  /// Keeps a reference to the diagram. A width below 1 mm, or none, counts as 1 mm.
  ShortestWays(const Clearance& clearance, double width_m, ShortestOptions options = {});
  ~ShortestWays();
  ShortestWays(ShortestWays&&) noexcept;
  ShortestWays& operator=(ShortestWays&&) noexcept;

  /// The shortest path that keeps the width (within 0.2 mm for the grid). Nothing when no way exists: that is
  /// what `Clearance::shortest` says. The ends are as in `Clearance::widest`: from a point nearer than half
  /// the width to an obstacle the path first goes the way that gets wider, straight away from what is nearest
  /// and along the middle, until the disc fits; the lower bound counts ways that begin and end so.
  [[nodiscard]] std::optional<SmoothPath> between(PlanPoint from, PlanPoint to);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace landai::geometry
