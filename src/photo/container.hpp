// SPDX-License-Identifier: GPL-3.0-or-later
// What a photo file says before its pixels are decoded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::photo {

struct Container {
  enum class Kind { jpeg, png, heif };
  Kind kind = Kind::jpeg;
  int width = 0, height = 0;        ///< as stored
  std::string exif;                 ///< TIFF structure; empty when there is none
  int orientation = 0;              ///< of a HEIF, by its boxes: they count, whatever EXIF says. 0: EXIF says it.
  std::vector<std::string> others;  ///< of a HEIF: what it tells besides EXIF, in the words of Stripped::removed
  std::string hdr;                  ///< of a HEIF: Exif::hdr
  bool alpha = false;               ///< of a PNG: the picture may be transparent in places
};

/// Walks the segments of a JPEG (ITU-T T.81), the chunks of a PNG (ISO/IEC 15948) or the boxes of a HEIF without decoding. Error (input) for another
/// format or an end that comes too early, Error (limit) for a picture above the limits of photo.hpp.
[[nodiscard]] Result<Container> look_into(std::string_view bytes, const std::string& name);

/// The error (input) of a file that cannot be read; `key` says why.
[[nodiscard]] Error broken_photo(const std::string& name, const char* key);
/// Error (limit) above the limits of photo.hpp, Error (input) for a picture without pixels.
[[nodiscard]] Status too_large(const Container& found, const std::string& name);

/// From inside coded data to the 0xFF of the next marker; npos at the end of the file. 0xFF00 is data, 0xFFD0 to D7 restart it.
[[nodiscard]] std::size_t skip_scan(std::string_view bytes, std::size_t at);

}  // namespace landai::photo
