// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>

#include "grid.hpp"

namespace landai::geometry {

/// Twice the signed area of a, b, c. Exact for coordinates up to kMaxGrid.
inline std::int64_t turn(GridPoint a, GridPoint b, GridPoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Do the boxes of the two, grown by `margin` cells together, meet?
inline bool boxes_meet(const GridSegment& s, const GridSegment& t, std::int64_t margin = 0) {
  return std::max(s.a.x, s.b.x) + margin >= std::min(t.a.x, t.b.x) &&
         std::max(t.a.x, t.b.x) + margin >= std::min(s.a.x, s.b.x) &&
         std::max(s.a.y, s.b.y) + margin >= std::min(t.a.y, t.b.y) &&
         std::max(t.a.y, t.b.y) + margin >= std::min(s.a.y, s.b.y);
}

/// Does the segment pass through the cell around p: half a cell each way, with its left and lower border?
[[nodiscard]] bool through_cell(const GridSegment& s, GridPoint p);

/// Where two segments cross properly, rounded to the grid (128-bit).
[[nodiscard]] std::optional<GridPoint> crossing(const GridSegment& s, const GridSegment& t);

/// True when the two share more than an end point of both.
[[nodiscard]] bool conflict(const GridSegment& s, const GridSegment& t);

}  // namespace landai::geometry
