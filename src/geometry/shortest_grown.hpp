// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "clearance_impl.hpp"

/// Obstacles grown by a radius, for paths of a disc's centre. Cells. Private to this room.
namespace landai::geometry {

/// An end point of obstacles around which a path may turn: on the side where more than half of the circle
/// around it is free of the obstacles that end there.
struct Corner {
  PlanPoint at;
  double middle = 0;  ///< direction of the middle of the arc that is nearest to this corner
  double half = 0;    ///< half the arc's angle: at most a quarter turn, half a turn around a post
  [[nodiscard]] bool post() const { return half > 3; }  ///< an obstacle without size
};

/// Part of the circle around a corner, as angles from `middle`. Around a post it may reach beyond half a
/// turn.
struct FreeArc {
  double lo = 0;
  double hi = 0;
};

class GrownObstacles {
 public:
  GrownObstacles(const Clearance::Impl& clearance, double radius);

  [[nodiscard]] double radius() const { return radius_; }
  [[nodiscard]] const std::vector<Corner>& corners() const { return corners_; }
  /// Distance to the nearest obstacle; the frame around an unbounded floor is none.
  [[nodiscard]] double clearance(PlanPoint p) const { return index_.nearest(p).distance; }
  /// Whether a disc of the radius moves straight from a to b without touching.
  [[nodiscard]] bool free(PlanPoint a, PlanPoint b) const;
  /// Where the centre of a disc can be on the corner's circle.
  [[nodiscard]] std::vector<FreeArc> free_arcs(const Corner& corner) const;
  /// Corners that may be seen from p: none that can is missing.
  [[nodiscard]] std::vector<int> in_sight(PlanPoint p);
  [[nodiscard]] const SegmentIndex& index() const { return index_; }
  /// The corner at an obstacle's end (0: a, 1: b), or -1.
  [[nodiscard]] int corner_at(int segment, int end) const {
    return corner_of_[2 * static_cast<std::size_t>(segment) + static_cast<std::size_t>(end)];
  }

 private:
  void find_corners();
  void blocked_by(const Corner& corner, const PlanSegment& s, std::vector<FreeArc>& blocked) const;

  double radius_;
  SegmentIndex index_;
  std::vector<Corner> corners_;
  std::vector<int> corner_of_;
  // Of in_sight: what has been looked at in this look.
  std::vector<std::uint32_t> seen_segment_, seen_corner_, seen_cell_;
  std::uint32_t look_ = 0;
};

/// Angle brought into (-pi, pi].
[[nodiscard]] double wrapped(double angle);

}  // namespace landai::geometry
