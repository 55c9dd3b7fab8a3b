// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <vector>

#include "landai/photo/calibrate.hpp"

namespace landai::photo {

/// Corners of a board seen in a photo, and where they lie on it (metres). Empty when it is not seen.
struct SeenBoard {
  std::vector<cv::Point2f> pixels;
  std::vector<cv::Point3f> places;
};
[[nodiscard]] SeenBoard see_board(const Photo& photo, const Board& board);

/// OpenCV's number of a dictionary named as in marker_dictionaries(); nothing for others.
[[nodiscard]] std::optional<int> dictionary_code(std::string_view name);

}  // namespace landai::photo
