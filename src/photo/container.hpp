// SPDX-License-Identifier: GPL-3.0-or-later
// What a JPEG or PNG file says before its pixels are decoded.
#pragma once

#include <string_view>

#include "landai/core/error.hpp"

namespace landai::photo {

struct Container {
  int width = 0, height = 0;  ///< as stored
  std::string_view exif;      ///< TIFF structure within the file's bytes; empty when there is none
  bool png = false;
};

/// Walks the segments of a JPEG (ITU-T T.81) or the chunks of a PNG (ISO/IEC 15948) without decoding. Error (input) for another format or an end
/// that comes too early, Error (limit) for a picture above the limits of photo.hpp.
[[nodiscard]] Result<Container> look_into(std::string_view bytes, const std::string& name);

/// From inside coded data to the 0xFF of the next marker; npos at the end of the file. 0xFF00 is data, 0xFFD0 to D7 restart it.
[[nodiscard]] std::size_t skip_scan(std::string_view bytes, std::size_t at);

}  // namespace landai::photo
