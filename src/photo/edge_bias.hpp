// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <optional>

#include "landai/photo/marker.hpp"

namespace landai::photo {

struct EdgeBias {
  double px = 0;  ///< how far black reaches into white
  double u = 0;   ///< standard uncertainty of that, px
};

/// How far black grows or shrinks in this photo (exposure, the camera's tone curve, printing), from the edges between the marker's own cells: their grid is
/// known, so edges with bright on one side and on the other lie apart from it by this much in opposite directions. `cells`: 1 is white, with the black border.
/// Nothing for a marker with too few edges or cells under 4 px.
[[nodiscard]] std::optional<EdgeBias> edge_bias(const Photo::Pixels& pixels, const Marker& marker, const cv::Mat1b& cells);

}  // namespace landai::photo
