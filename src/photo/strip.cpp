// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/strip.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "container.hpp"
#include "exif.hpp"
#include "exif_keep.hpp"
#include "segment.hpp"

namespace landai::photo {
namespace {

using namespace std::string_view_literals;

class Removed {
 public:
  void add(const std::string& kind) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  }
  std::vector<std::string> kinds;
};

/// What a segment tells, in the words of Stripped::removed; empty for one that the picture needs. Each kind of EXIF is told by `exif_kinds`.
std::string segment_kind(unsigned marker, std::string_view content) {
  if (marker == 0xFE) return "comment";
  if (marker == 0xED) return "iptc";
  if (marker == 0xE1) return content.starts_with("Exif\0"sv) ? "exif" : content.starts_with("http://ns.adobe.com/"sv) ? "xmp" : "other";
  if (marker == 0xE0) return content.starts_with("JFXX\0"sv) ? "thumbnail" : content.starts_with("JFIF\0"sv) && content.size() >= 14 ? "" : "other";
  if (marker == 0xE2) return content.starts_with("ICC_PROFILE\0"sv) ? "" : "other";
  if (marker == 0xEE) return content.starts_with("Adobe"sv) && content.size() >= 12 ? "" : "other";
  const bool coding = (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8) || (marker >= 0xDA && marker <= 0xDD);
  return coding ? "" : "other";
}

/// The part of a segment that the picture needs. JFIF's thumbnail may show what the picture does not any more.
std::string needed(unsigned marker, std::string_view whole, std::string_view content, Removed& removed) {
  if (marker == 0xE0) {
    if (content.size() > 14) removed.add("thumbnail");
    return jpeg_segment(0xE0, std::string(content.substr(0, 12)) + std::string(2, '\0'));
  }
  if (marker == 0xEE) return jpeg_segment(0xEE, content.substr(0, 12));
  return std::string(whole);
}

/// `bytes` was looked into: every segment is whole, and the last is the end of the picture.
std::string strip_jpeg(std::string_view bytes, const std::string& exif, Removed& removed) {
  std::string head, rest;
  std::size_t at = 2;
  for (;;) {
    const unsigned marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) { ++at; continue; }
    if (marker == 0xD9) break;
    const std::size_t length = big_endian(bytes, at + 2, 2);
    std::size_t end = at + 2 + length;
    const std::string_view content = bytes.substr(at + 4, length - 2);
    if (marker == 0xDA) end = skip_scan(bytes, end);
    const std::string kind = segment_kind(marker, content);
    if (kind.empty()) (marker == 0xE0 ? head : rest) += needed(marker, bytes.substr(at, end - at), content, removed);
    else if (kind == "exif") for (const std::string& part : exif_kinds(content.substr(std::min<std::size_t>(6, content.size())))) removed.add(part);
    else removed.add(kind);
    at = end;
  }
  if (at + 2 < bytes.size()) removed.add("trailer");
  std::string out = "\xFF\xD8" + head;
  if (!exif.empty()) out += exif_segment(exif);
  return out + rest + "\xFF\xD9";
}

/// CRC-32 of a chunk (ISO/IEC 15948, annex D).
std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xEDB88320U ^ crc >> 1U : crc >> 1U;
  }
  return ~crc;
}

std::string strip_png(std::string_view bytes, const std::string& exif, Removed& removed) {
  static constexpr std::array kNeeded{"IHDR"sv, "PLTE"sv, "IDAT"sv, "tRNS"sv, "cHRM"sv, "gAMA"sv, "iCCP"sv, "sBIT"sv, "sRGB"sv, "bKGD"sv, "pHYs"sv};
  std::string out(bytes.substr(0, 8));
  std::size_t at = 8;
  for (;;) {
    const std::size_t length = big_endian(bytes, at, 4);
    const std::string_view type = bytes.substr(at + 4, 4);
    if (type == "IEND") break;
    if (std::find(kNeeded.begin(), kNeeded.end(), type) != kNeeded.end()) out += bytes.substr(at, 12 + length);
    else if (type == "eXIf") for (const std::string& part : exif_kinds(bytes.substr(at + 8, length))) removed.add(part);
    else removed.add(type == "tEXt" || type == "zTXt" || type == "iTXt" ? "comment" : "other");
    if (type == "IHDR" && !exif.empty()) {
      const std::string chunk = "eXIf" + exif;
      out += big_endian(static_cast<std::uint32_t>(exif.size()), 4) + chunk + big_endian(checksum(chunk), 4);
    }
    at += 12 + length;
  }
  if (at + 12 < bytes.size()) removed.add("trailer");
  const std::string end = "IEND";
  return out + big_endian(0, 4) + end + big_endian(checksum(end), 4);
}

}  // namespace

std::string jpeg_segment(unsigned marker, std::string_view content) {
  std::string out = {'\xFF', static_cast<char>(marker)};
  return out + big_endian(static_cast<std::uint32_t>(content.size() + 2), 2) + std::string(content);
}

std::string exif_segment(std::string_view tiff) { return jpeg_segment(0xE1, std::string("Exif\0\0", 6) + std::string(tiff)); }

Result<Stripped> strip(std::string_view bytes, const std::string& name, const Keep& keep) {
  const auto container = look_into(bytes, name);
  if (!container) return container.error();
  if (keep.all()) return Stripped{std::string(bytes), {}};
  if (container->kind == Container::Kind::heif) return broken_photo(name, "photo.file.boxes");
  const int orientation = read_exif(container->exif, container->width, container->height).orientation;
  const std::string exif = exif_kept(container->exif, keep, orientation);
  Removed removed;
  Stripped out;
  out.bytes = container->kind == Container::Kind::png ? strip_png(bytes, exif, removed) : strip_jpeg(bytes, exif, removed);
  std::erase_if(removed.kinds, [&](const std::string& kind) { return !exif.empty() && ((kind == "place" && keep.place) || (kind == "exif" && keep.metadata)); });
  out.removed = std::move(removed.kinds);
  return out;
}

}  // namespace landai::photo
