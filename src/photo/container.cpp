// SPDX-License-Identifier: GPL-3.0-or-later
#include "container.hpp"

#include <cstdint>
#include <cstring>

#include "heif.hpp"
#include "heif_items.hpp"
#include "landai/photo/photo.hpp"
#include "segment.hpp"

namespace landai::photo {
namespace {

constexpr int kMaxScans = 100;  // each scan of a progressive JPEG costs a pass over all pixels
constexpr std::uint32_t kPngAlpha = 4;  // of the colour type

bool is_frame(unsigned marker) { return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC; }

Result<Container> look_into_jpeg(std::string_view bytes, const std::string& name) {
  using namespace std::string_view_literals;
  Container found;
  int scans = 0;
  std::size_t at = 2;
  while (at + 2 <= bytes.size()) {
    if (bytes[at] != '\xFF') return broken_photo(name, "photo.file.broken");
    const unsigned marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) { ++at; continue; }
    if (marker == 0xD9) {
      if (scans == 0 || found.width == 0) return broken_photo(name, "photo.file.broken");
      return found;
    }
    if (at + 4 > bytes.size()) break;
    const std::size_t length = big_endian(bytes, at + 2, 2);
    if (length < 2 || at + 2 + length > bytes.size()) break;
    const std::string_view content = bytes.substr(at + 4, length - 2);
    if (is_frame(marker)) {
      if (content.size() < 6 || found.width != 0) return broken_photo(name, "photo.file.broken");
      found.height = static_cast<int>(big_endian(content, 1, 2));
      found.width = static_cast<int>(big_endian(content, 3, 2));
      if (Status problem = too_large(found, name)) return *problem;
    }
    if (marker == 0xE1 && found.exif.empty() && content.starts_with("Exif\0\0"sv)) found.exif = content.substr(6);
    at += 2 + length;
    if (marker == 0xDA) {
      if (++scans > kMaxScans)
        return Error{ErrorCode::limit, message("photo.file.scans"), name, "", message("photo.file.pixels_advice")};
      at = skip_scan(bytes, at);
      if (at == std::string_view::npos) break;
    }
  }
  return broken_photo(name, "photo.file.truncated");
}

Result<Container> look_into_png(std::string_view bytes, const std::string& name) {
  Container found;
  found.kind = Container::Kind::png;
  std::size_t at = 8;
  while (at + 12 <= bytes.size()) {
    const std::size_t length = big_endian(bytes, at, 4);
    const std::string_view type = bytes.substr(at + 4, 4);
    if (length > bytes.size() - at - 12) break;
    const std::string_view content = bytes.substr(at + 8, length);
    if (found.width == 0) {
      if (type != "IHDR" || length != 13) return broken_photo(name, "photo.file.broken");
      if (big_endian(content, 0, 4) > 0x7FFFFFFFU || big_endian(content, 4, 4) > 0x7FFFFFFFU) return broken_photo(name, "photo.file.broken");
      found.width = static_cast<int>(big_endian(content, 0, 4));
      found.height = static_cast<int>(big_endian(content, 4, 4));
      if (Status problem = too_large(found, name)) return *problem;
      found.alpha = (big_endian(content, 9, 1) & kPngAlpha) != 0;
    }
    if (type == "tRNS" && length > 0) found.alpha = true;
    if (type == "eXIf" && found.exif.empty()) found.exif = content;
    if (type == "IEND") return found;
    at += 12 + length;
  }
  return broken_photo(name, "photo.file.truncated");
}

}  // namespace

Error broken_photo(const std::string& name, const char* key) {
  return Error{ErrorCode::input, message(key), name, "", message("photo.file.advice")};
}

Status too_large(const Container& found, const std::string& name) {
  if (found.width < 1 || found.height < 1) return broken_photo(name, "photo.file.broken");
  if (found.width <= kMaxPhotoSide && found.height <= kMaxPhotoSide &&
      static_cast<std::int64_t>(found.width) * found.height <= kMaxPhotoPixels)
    return std::nullopt;
  return Error{ErrorCode::limit,
               message("photo.file.pixels").with("width", found.width, "").with("height", found.height, "").with("limit", std::to_string(kMaxPhotoPixels / 1'000'000)),
               name, "", message("photo.file.pixels_advice")};
}

std::size_t skip_scan(std::string_view bytes, std::size_t at) {
  for (;;) {
    at = bytes.find('\xFF', at);
    if (at == std::string_view::npos || at + 1 >= bytes.size()) return std::string_view::npos;
    const unsigned next = static_cast<unsigned char>(bytes[at + 1]);
    if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) return at;
    at += next == 0xFF ? 1 : 2;
  }
}

Result<Container> look_into(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return look_into_jpeg(bytes, name);
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return look_into_png(bytes, name);
  if (begins_like_heif(bytes)) return look_into_heif(bytes, name);
  return Error{ErrorCode::input, message("photo.file.format"), name, "", message("photo.file.format_advice")};
}

}  // namespace landai::photo
