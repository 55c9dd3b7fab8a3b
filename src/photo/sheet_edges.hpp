// SPDX-License-Identifier: GPL-3.0-or-later
// The corners of a sheet, a card or a block of tiles.
#pragma once

#include <optional>
#include <vector>

#include "landai/photo/marker.hpp"
#include "landai/photo/reference.hpp"
#include "projection.hpp"

namespace landai::photo {

struct SeenRectangle {
  Marker marker;   ///< id -1
  int unsure = 0;  ///< edges that were not told from others beside them: they run between the corners as stated, and all corners are rough; of corners that were stated those that are not clearly seen
  bool sheet_like = true;  ///< of corners that were stated: along two sides more it is brighter than what lies beside it than darker, or the other way round
};

/// The rectangle near four corners, clockwise: between its fitted edges, or with the corners as stated. Nothing where an edge is not seen.
[[nodiscard]] std::optional<SeenRectangle> see_rectangle(const Photo& photo, const Lens& lens, const std::vector<PixelPoint>& corners, Taken taken);

}  // namespace landai::photo
