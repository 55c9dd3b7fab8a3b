// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "chair_shape.hpp"
#include "segment_index.hpp"

/// Motions of a rectangle among obstacles, checked as a whole. Private to this room.
namespace landai::geometry {

/// The border of everything that stands on a floor, moved so that `origin` is (0, 0). Metres.
struct ChairObstacles {
  PlanPoint origin;
  Box box;
  SegmentIndex index;
};
[[nodiscard]] ChairObstacles chair_obstacles(const Floor& floor, PlanPoint origin);

/// True in a solid or outside `within`, by the rules of Clearance. Plan frame.
[[nodiscard]] bool blocked(const Floor& floor, PlanPoint p);

class ChairMotion {
 public:
  /// `e`: of the rectangle that must not meet an obstacle.
  ChairMotion(const ChairObstacles& obstacles, const Extents& e) : obstacles_(obstacles), e_(e) {}

  /// True when the rectangle meets nothing in this pose; touching is free. Poses in the obstacles' frame.
  [[nodiscard]] bool stands(const Pose& pose) const;
  /// True when it meets nothing anywhere on the motion in which place and heading change evenly: a shape that
  /// covers the rectangle over a part of the motion is looked at, and the part halved until the answer is
  /// sure. False when it meets something, and when that could not be ruled out down to parts of a
  /// hundred-thousandth.
  [[nodiscard]] bool free(const Pose& from, const Pose& to) const;

  /// The same motion with fewer poses, as far as straight motions between them are free.
  [[nodiscard]] std::vector<Pose> shortened(std::vector<Pose> path) const;
  /// Every motion between consecutive poses is free, and the first pose stands.
  [[nodiscard]] bool free(std::span<const Pose> path) const;

 private:
  [[nodiscard]] bool meets(const Shape& shape) const;
  [[nodiscard]] bool free(const Pose& from, const Pose& to, double t0, double t1, int depth) const;

  const ChairObstacles& obstacles_;
  Extents e_;
};

/// The pose at share t of the motion.
[[nodiscard]] Pose between(const Pose& from, const Pose& to, double t);

}  // namespace landai::geometry
