// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace landai::photo {

/// A number of `count` bytes (at most four), the highest first. They must be there.
[[nodiscard]] inline std::uint32_t big_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = 0; i < count; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

/// The same way round, written.
[[nodiscard]] inline std::string big_endian(std::uint32_t value, int count) {
  std::string out;
  for (int i = count - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
  return out;
}

/// A JPEG segment with its marker and length; the content is at most 65,533 bytes.
[[nodiscard]] std::string jpeg_segment(unsigned marker, std::string_view content);
/// The APP1 segment of a TIFF structure of EXIF tags.
[[nodiscard]] std::string exif_segment(std::string_view tiff);

}  // namespace landai::photo
