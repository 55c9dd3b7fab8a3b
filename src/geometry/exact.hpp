// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

#include "grid.hpp"

namespace landai::geometry {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/// Distances between sites of the grid, exactly. A site is an end point (a == b) or a segment.
///
/// The square of every distance between two grid points, or from a grid point to a line through two of them,
/// is a ratio of integers. With coordinates up to kMaxGrid (10^7 < 2^23.3) the numerator stays below 2^101
/// and the denominator below 2^51.
struct SquaredDistance {
  UInt128 num = 0;
  std::uint64_t den = 1;
  [[nodiscard]] double value() const { return static_cast<double>(num) / static_cast<double>(den); }
};
[[nodiscard]] std::strong_ordering operator<=>(const SquaredDistance& x, const SquaredDistance& y);
[[nodiscard]] bool operator==(const SquaredDistance& x, const SquaredDistance& y);

/// Where two sites come closest, and the disc that has these two points at the ends of a diameter.
class ClosestPair {
 public:
  /// Of a point and a point or segment; of two segments only when they are parallel (their distance, without
  /// a disc). Coordinates within ±kMaxGrid.
  ClosestPair(const GridSegment& s, const GridSegment& t);

  [[nodiscard]] const SquaredDistance& squared() const { return squared_; }
  /// False when the point's foot on the line of the segment lies beyond the segment's ends: then the two
  /// come closest at an end, which is a site of its own.
  [[nodiscard]] bool proper() const { return proper_; }
  /// The middle between the two closest points, in cells, rounded to double.
  [[nodiscard]] PlanPoint middle() const { return 0.5 * (first() + second()); }
  [[nodiscard]] PlanPoint first() const { return {static_cast<double>(p_.x), static_cast<double>(p_.y)}; }
  [[nodiscard]] PlanPoint second() const;
  /// Does a part of the segment lie inside the open disc? Decided in integers of up to 256 bits.
  [[nodiscard]] bool intruded_by(const GridSegment& other) const;

 private:
  GridPoint p_;             ///< the point
  Int128 fx_ = 0, fy_ = 0;  ///< from p_ to the other closest point, times den
  std::uint64_t den_ = 1;
  SquaredDistance squared_;
  bool proper_ = true;
};

/// Lengths are compared in whole picometres (10^-12 m): every length of the grid's 0.1 mm is one, and a
/// double of up to 4 km tells two of them apart.
inline constexpr double kPicometres = 1e12;
/// No width of the grid is longer; any limit above it is not met.
inline constexpr double kLongest_m = 4000;

/// The smallest number of picometres that as a double is not below the limit. 0 for a limit of nothing or
/// less; for one above kLongest_m, that of kLongest_m and one more.
[[nodiscard]] std::int64_t picometres_of_limit(double limit_m);
/// Is the distance at least that long? The limit itself passes.
[[nodiscard]] bool at_least(const SquaredDistance& cells, std::int64_t picometres);
/// The most whole picometres that the distance is at least.
[[nodiscard]] std::int64_t whole_picometres(const SquaredDistance& cells);
[[nodiscard]] inline double metres_of(std::int64_t picometres) {
  return static_cast<double>(picometres) / kPicometres;
}

}  // namespace landai::geometry
