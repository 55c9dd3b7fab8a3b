// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "crossing.hpp"
#include "grid.hpp"
#include "landai/geometry/clearance.hpp"

namespace landai::geometry {

/// Segments that cross nowhere: any two share at most an end point, and no end point lies on another segment.
/// Sorted, each once. One with both ends equal is a point that no segment touches: a post smaller than the
/// grid stays an obstacle.
struct Noded {
  std::vector<GridSegment> segments;
  std::vector<std::uint32_t>
      owner_start;  ///< owners of segments[i]: from owner_start[i] to owner_start[i + 1]
  std::vector<int> owner;
  NodingCounts counts;

  /// Everyone whose lines lie on the segment, ascending; kNoOwner only when it is the only one.
  [[nodiscard]] std::span<const int> owners_of(std::size_t segment) const {
    return {owner.data() + owner_start[segment], owner.data() + owner_start[segment + 1]};
  }
};

/// Crossings are rounded to the grid (128-bit), and every segment that passes through the cell around an end
/// point or a crossing is led through its middle (snap rounding, Hobby 1999), so a segment moves by less than
/// a cell; repeated until nothing crosses. `owners` is empty or has one number for each segment.
/// Nothing if it does not settle within 16 rounds, or when there are so many crossings that their pieces
/// would not fit, or looking for them would take minutes (a tangle, not a floor).
[[nodiscard]] std::optional<Noded> node(const std::vector<GridSegment>& segments,
                                        const std::vector<int>& owners = {});

/// The same for those who ask for lines only: no owners, no points.
[[nodiscard]] std::optional<std::vector<GridSegment>> noded(const std::vector<GridSegment>& segments);

}  // namespace landai::geometry
