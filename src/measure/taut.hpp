// SPDX-License-Identifier: GPL-3.0-or-later
// Ways pulled taut between the things they pass.
#pragma once

#include <unordered_map>
#include <vector>

#include "landai/geometry/clearance.hpp"

namespace landai::measure {

/// The edges of a floor's obstacles, by squares of a metre.
class TautFloor {
 public:
  explicit TautFloor(const geometry::Floor& floor);

  /// Whether a disc of this radius moves along the segment without touching anything.
  [[nodiscard]] bool free(PlanPoint a, PlanPoint b, double radius) const;
  /// The way pulled taut: still at least `radius` from everything wherever it was, and never longer. It is the shortest among the ways
  /// that pass the same sides of the same things. Its ends, where it was nearer to something, stay as they are.
  [[nodiscard]] geometry::Path pulled(const geometry::Path& path, double radius) const;

 private:
  friend class LeastWays;
  void add(const PlanSegment& edge);
  void add(const Ring& ring);
  [[nodiscard]] static long long cell(long long x, long long y) { return x * 4000037 + y; }

  std::vector<PlanSegment> edges_;
  std::unordered_map<long long, std::vector<int>> cells_;
  Box box_;
};

/// Lengths that no way of a radius to the nearest of some places can be below: the shortest ways on a grid of squares, in sixteen
/// directions, for a slimmer body, less the most that a grid way is longer than the way it follows.
class LeastWays {
 public:
  LeastWays(const TautFloor& floor, const std::vector<PlanPoint>& places, double radius);
  [[nodiscard]] double from(PlanPoint p) const;   ///< at least the straight distance

 private:
  [[nodiscard]] PlanPoint centre(int x, int y) const;
  template <class Visit>
  void around(PlanPoint p, double reach, Visit visit) const;

  std::vector<PlanPoint> places_;
  std::vector<float> length_;   ///< infinite where no way leads, negative where something stands
  PlanPoint corner_{};
  double square_ = 0.15;
  int nx_ = 0, ny_ = 0;
};

}  // namespace landai::measure
