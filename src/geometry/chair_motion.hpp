// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "chair_shape.hpp"
#include "segment_index.hpp"

/// Motions of a rectangle among obstacles, checked as a whole. Private to this room.
namespace landai::geometry {

inline constexpr double kMerged_m = 0.00001;

/// The border of everything that stands on a floor, moved so that `origin` is (0, 0); corners that stand out
/// by less than kMerged_m are left out. Metres.
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

  /// A free motion between the same places that takes less driving sideways, fewer turns and fewer poses, as
  /// far as looking at stretches of it finds one. The headings at its ends stay unless any will do.
  [[nodiscard]] std::vector<Pose> eased(std::vector<Pose> path, bool any_first, bool any_last) const;
  /// Obstacles looked at so far: measures the work.
  [[nodiscard]] std::size_t looks() const { return looks_; }
  /// Every motion between consecutive poses is free, and the first pose stands.
  [[nodiscard]] bool free(std::span<const Pose> path) const;

 private:
  [[nodiscard]] bool meets(const Shape& shape) const;
  [[nodiscard]] bool free(const Pose& from, const Pose& to, double t0, double t1, int depth) const;

  const ChairObstacles& obstacles_;
  Extents e_;
  mutable std::size_t looks_ = 0;
};

/// The pose at share t of the motion.
[[nodiscard]] Pose between(const Pose& from, const Pose& to, double t);

}  // namespace landai::geometry
