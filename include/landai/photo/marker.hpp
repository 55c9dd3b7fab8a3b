// SPDX-License-Identifier: GPL-3.0-or-later
// Printed square markers and where their corners are.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/photo/photo.hpp"

namespace landai::photo {

/// A marker seen in a photo.
struct Marker {
  std::string dictionary;             ///< "apriltag_36h11"
  int id = 0;
  std::array<PixelPoint, 4> corners;  ///< of the black square, clockwise from the marker's own top left
  double sigma = 0;                   ///< standard uncertainty of a corner on each axis, px
  double bias = 0;                    ///< standard uncertainty of a shift common to all edges, px (black grows or shrinks)
  [[nodiscard]] double side() const;  ///< mean length of the sides in the photo, px
};

/// The dictionaries that are known by name: apriltag_16h5, apriltag_25h9, apriltag_36h10, apriltag_36h11, aruco_4x4_50 … aruco_7x7_1000,
/// aruco_original.
[[nodiscard]] std::vector<std::string> marker_dictionaries();

/// Finds the markers of one dictionary: with two threshold constants, in a copy of at most 2,200 px where the photo is larger, then each one's edges in the full,
/// linear picture. Sorted by id, then by place. An unknown dictionary is Error (usage).
[[nodiscard]] Result<std::vector<Marker>> find_markers(const Photo& photo, std::string_view dictionary);

}  // namespace landai::photo
