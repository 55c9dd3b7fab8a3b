// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landai/photo/strip.hpp"

namespace landai::photo {

/// Which kinds of Stripped::removed a TIFF structure of EXIF tags holds; "exif" alone for one that cannot be read.
[[nodiscard]] std::vector<std::string> exif_kinds(std::string_view tiff);
/// The TIFF structure with what is kept of it and with this orientation; empty when nothing is left to say. Maker notes, thumbnails and
/// other programs' blocks are never in it.
[[nodiscard]] std::string exif_kept(std::string_view tiff, const Keep& keep, int orientation);

}  // namespace landai::photo
