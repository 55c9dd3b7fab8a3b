// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "landai/core/geometry.hpp"

namespace landai::geometry {

/// Cells of the grid in one metre: 0.1 mm each.
inline constexpr double kCellsPerMetre = 10000;
/// Largest coordinate that the diagram accepts, in cells: 1 km from the local origin. Boost's builder was
/// never wrong there.
inline constexpr std::int64_t kMaxGrid = 10'000'000;
/// Coordinates further from the origin than this are not lengths of buildings (metres).
inline constexpr double kFarthest_m = 1e8;

struct GridPoint {
  std::int64_t x = 0;
  std::int64_t y = 0;
  auto operator<=>(const GridPoint&) const = default;
};

struct GridSegment {
  GridPoint a;
  GridPoint b;
  auto operator<=>(const GridSegment&) const = default;
};

/// The one door between metres and cells. The origin is a whole number of metres, so that the grid lies the
/// same way wherever a plan is and whatever part of it is looked at.
struct Frame {
  PlanPoint origin;
  double per_metre = kCellsPerMetre;

  [[nodiscard]] static Frame around(const Box& box, double per_metre = kCellsPerMetre) {
    if (box.empty()) return {{0, 0}, per_metre};
    return {{std::round(box.min_x / 2 + box.max_x / 2), std::round(box.min_y / 2 + box.max_y / 2)},
            per_metre};
  }
  [[nodiscard]] bool holds(PlanPoint p) const {
    return std::abs(p.x - origin.x) < kFarthest_m && std::abs(p.y - origin.y) < kFarthest_m;  // false for NaN
  }
  [[nodiscard]] GridPoint grid(PlanPoint p) const {
    return {std::llround((p.x - origin.x) * per_metre), std::llround((p.y - origin.y) * per_metre)};
  }
  [[nodiscard]] PlanPoint plan(GridPoint p) const {
    // One division of whole numbers, so that 0.1234 m comes back as 0.1234.
    return {(origin.x * per_metre + static_cast<double>(p.x)) / per_metre,
            (origin.y * per_metre + static_cast<double>(p.y)) / per_metre};
  }
  /// Cells as real numbers, for points that are not on the grid.
  [[nodiscard]] PlanPoint cells(PlanPoint p) const {
    return {(p.x - origin.x) * per_metre, (p.y - origin.y) * per_metre};
  }
  [[nodiscard]] PlanPoint metres(PlanPoint cells) const {
    return {origin.x + cells.x / per_metre, origin.y + cells.y / per_metre};
  }
};

}  // namespace landai::geometry
