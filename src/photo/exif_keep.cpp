// SPDX-License-Identifier: GPL-3.0-or-later
#include "exif_keep.hpp"

#include <algorithm>
#include <exiv2/exiv2.hpp>

namespace landai::photo {
namespace {

constexpr std::size_t kMostBytes = 65'000;  // an APP1 segment holds 65,533

Exiv2::ExifData decoded(std::string_view tiff) {
  Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
  Exiv2::ExifData data;
  Exiv2::ExifParser::decode(data, reinterpret_cast<const Exiv2::byte*>(tiff.data()), static_cast<std::uint32_t>(tiff.size()));
  return data;
}

/// What kind of telling a tag is, in the words of Stripped::removed.
std::string kind_of(const Exiv2::Exifdatum& tag) {
  const std::string group = tag.groupName();
  if (group == "GPSInfo" || tag.key() == "Exif.Image.GPSTag") return "place";
  if (group == "Thumbnail") return "thumbnail";
  if (tag.key() == "Exif.Image.Orientation") return "";
  const bool plain = group == "Image" || group == "Photo" || group == "Iop";
  return plain && tag.key() != "Exif.Photo.MakerNote" ? "exif" : "maker_note";
}

/// Blocks of other programs within EXIF: XMP, IPTC, Photoshop, print matching. They may tell anything.
bool foreign_block(const Exiv2::Exifdatum& tag) {
  const std::uint16_t number = tag.tag();
  return tag.groupName() == "Image" && (number == 0x02BC || number == 0x83BB || number == 0x8649 || number == 0xC4A5 || number == 0xC634);
}

/// A TIFF structure that says how the picture is to be turned, and no more.
std::string orientation_only(int orientation) {
  using namespace std::string_literals;
  return "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + static_cast<char>(orientation) + "\0\0\0\0\0\0"s;
}

}  // namespace

std::vector<std::string> exif_kinds(std::string_view tiff) {
  std::vector<std::string> kinds;
  try {
    for (const auto& tag : decoded(tiff))
      if (std::string kind = kind_of(tag); !kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
  } catch (const std::exception&) {
    kinds = {"exif"};
  }
  return kinds;
}

std::string exif_kept(std::string_view tiff, const Keep& keep, int orientation) {
  const std::string least = orientation == 1 ? std::string() : orientation_only(orientation);
  if (tiff.empty() || (!keep.place && !keep.metadata)) return least;
  try {
    Exiv2::ExifData all = decoded(tiff), kept;
    for (const auto& tag : all) {
      const std::string kind = kind_of(tag);
      if ((kind == "place" && keep.place) || (kind == "exif" && keep.metadata && !foreign_block(tag))) kept.add(tag);
    }
    if (kept.empty()) return least;
    kept["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
    Exiv2::Blob blob;
    Exiv2::ExifParser::encode(blob, Exiv2::bigEndian, kept);
    if (blob.empty() || blob.size() > kMostBytes) return least;
    return {blob.begin(), blob.end()};
  } catch (const std::exception&) {
    return least;  // broken tags are not handed on
  }
}

}  // namespace landai::photo
