// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace landai::photo {

/// A JPEG segment with its marker and length; the content is at most 65,533 bytes.
[[nodiscard]] std::string jpeg_segment(unsigned marker, std::string_view content);
/// The APP1 segment of a TIFF structure of EXIF tags.
[[nodiscard]] std::string exif_segment(std::string_view tiff);

}  // namespace landai::photo
