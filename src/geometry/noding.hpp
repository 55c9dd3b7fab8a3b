// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "grid.hpp"

namespace landai::geometry {

/// Segments that cross nowhere: any two share at most an end point, and no end point lies on another segment.
/// Crossings are rounded to the grid (128-bit), and every segment that passes through the cell around an end
/// point or a crossing is led through its middle (snap rounding, Hobby 1999), so a segment moves by less than
/// a cell; repeated until nothing crosses. Segments without length vanish; equal ones become one. Sorted.
/// Nothing if it does not settle within 16 rounds.
[[nodiscard]] std::optional<std::vector<GridSegment>> noded(std::vector<GridSegment> segments);

/// True when the two share more than an end point of both.
[[nodiscard]] bool conflict(const GridSegment& s, const GridSegment& t);

}  // namespace landai::geometry
