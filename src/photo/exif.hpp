// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "landai/photo/photo.hpp"

namespace landai::photo {

/// Reads a TIFF structure of EXIF tags. Only these few kilobytes go to the library, never the file, so a broken one costs no more than its
/// own size. Width and height are the stored ones; they decide how Apple's gravity is turned. `turned`: the orientation that counts in place of
/// the tag's; 0 where the tag counts.
[[nodiscard]] Exif read_exif(std::string_view tiff, int stored_width, int stored_height, int turned = 0);

/// A direction of the stored picture in the upright one (EXIF tag 0x0112); nothing for the mirrored orientations.
[[nodiscard]] std::optional<Direction> upright(const Direction& stored, int orientation);

}  // namespace landai::photo
