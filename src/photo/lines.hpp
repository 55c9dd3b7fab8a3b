// SPDX-License-Identifier: GPL-3.0-or-later
// Straight lines found in the photo.
#pragma once

#include "landai/photo/view.hpp"
#include "projection.hpp"

namespace landai::photo {

/// Segments of at least 3 % of the long side (LSD; von Gioi and others 2012), longest first, at most 400.
[[nodiscard]] std::vector<PixelLine> find_lines(const Photo& photo);

/// Adds to each family with two or more lines those of the photo that point to its vanishing point within 0.5 degrees and to no other's; at most 40
/// a family.
void add_detected(const Photo& photo, const Lens& lens, DirectionLines& lines);

}  // namespace landai::photo
