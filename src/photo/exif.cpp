// SPDX-License-Identifier: GPL-3.0-or-later
#include "exif.hpp"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>

#include "segment.hpp"

namespace landai::photo {
namespace {

constexpr std::size_t kMaxText = 80;

class Tags {
 public:
  explicit Tags(const Exiv2::ExifData& data) : data_(data) {}

  [[nodiscard]] std::string text(const char* key) const {
    std::string out;
    if (const auto found = data_.findKey(Exiv2::ExifKey(key)); found != data_.end() && found->size() < 4096) out = found->toString();
    if (out.size() > kMaxText) out.resize(kMaxText);
    while (!out.empty() && (out.back() == ' ' || out.back() == '\0')) out.pop_back();
    return out;
  }
  [[nodiscard]] std::optional<double> number(const char* key, long n = 0) const {
    const auto found = data_.findKey(Exiv2::ExifKey(key));
    if (found == data_.end() || found->count() <= n) return std::nullopt;
    const Exiv2::Rational r = found->toRational(n);
    if (r.second == 0) return std::nullopt;
    return static_cast<double>(r.first) / r.second;
  }
  [[nodiscard]] std::string bytes(const char* key) const {
    const auto found = data_.findKey(Exiv2::ExifKey(key));
    if (found == data_.end() || found->size() > 65536) return {};
    std::string out(static_cast<std::size_t>(found->size()), '\0');
    found->copy(reinterpret_cast<Exiv2::byte*>(out.data()), Exiv2::bigEndian);
    return out;
  }

 private:
  const Exiv2::ExifData& data_;
};

std::optional<double> degrees(const Tags& tags, const char* key, const char* side_key, char negative) {
  const auto d = tags.number(key, 0), m = tags.number(key, 1), s = tags.number(key, 2);
  if (!d || !m) return std::nullopt;
  const double value = *d + *m / 60 + s.value_or(0) / 3600;
  const std::string side = tags.text(side_key);
  if (side.empty() || !(value <= 180)) return std::nullopt;
  return side.front() == negative ? -value : value;
}

/// Apple's AccelerationVector (tag 0x0008, three signed rationals, offsets from the start of the MakerNote), in g. Debian's libraries
/// leave it raw, so its few bytes are read here.
std::optional<Direction> apple_acceleration(std::string_view note) {
  using namespace std::string_view_literals;
  const auto word = [note](std::size_t at, int count) { return big_endian(note, at, count); };
  if (!note.starts_with("Apple iOS\0"sv) || note.size() < 16 || note.substr(12, 2) != "MM") return std::nullopt;
  const std::size_t entries = word(14, 2);
  for (std::size_t i = 0; i < entries && 16 + 12 * (i + 1) <= note.size(); ++i) {
    const std::size_t entry = 16 + 12 * i;
    if (word(entry, 2) != 8 || word(entry + 2, 2) != 10 || word(entry + 4, 4) != 3) continue;
    const std::size_t at = word(entry + 8, 4);
    if (at > note.size() || note.size() - at < 24) return std::nullopt;
    Direction a{};
    for (std::size_t k = 0; k < 3; ++k) {
      const auto over = static_cast<std::int32_t>(word(at + 8 * k, 4)), under = static_cast<std::int32_t>(word(at + 8 * k + 4, 4));
      if (under == 0) return std::nullopt;
      a[k] = static_cast<double>(over) / under;
    }
    return a;
  }
  return std::nullopt;
}

/// Gravity in the stored picture from the acceleration in the phone's frame (x right, y up, z out of the screen, held upright).
/// The sensor stores landscape pictures; one stored in portrait has been turned since.
std::optional<Direction> gravity(const Direction& a, bool landscape) {
  const double size = std::hypot(a[0], a[1], a[2]);
  if (!(std::abs(size - 1) <= 0.03)) return std::nullopt;  // the hand moved
  const Direction portrait{a[0] / size, -a[1] / size, -a[2] / size};
  return landscape ? Direction{portrait[1], -portrait[0], portrait[2]} : portrait;
}

}  // namespace

std::optional<Direction> upright(const Direction& s, int orientation) {
  switch (orientation) {
    case 1: return s;
    case 3: return Direction{-s[0], -s[1], s[2]};
    case 6: return Direction{-s[1], s[0], s[2]};
    case 8: return Direction{s[1], -s[0], s[2]};
    default: return std::nullopt;
  }
}

namespace {

/// What the names of programs hold ("photos": Apple's, Photoshop, PhotoScape) that cut pictures and then tell their new size as if a camera had taken it. Cameras write their own version into the same tag.
constexpr std::string_view kEditors[] = {"adobe", "affinity", "canva", "capture one", "darktable", "digikam", "gimp", "gthumb", "gwenview", "imagemagick", "irfanview", "lightroom",
                                         "microsoft", "paint", "photopea", "photos", "picasa", "picsart", "pixelmator", "pixlr", "polarr",
                                         "rawtherapee", "shotwell", "snapseed", "vsco", "windows photo", "xnview"};

std::string editor(const std::string& software) {
  std::string lower = software;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool known = std::any_of(std::begin(kEditors), std::end(kEditors), [&](std::string_view name) { return lower.find(name) != std::string::npos; });
  return known ? software.substr(0, 60) : std::string();
}

}  // namespace

Exif read_exif(std::string_view tiff, int stored_width, int stored_height, int turned) {
  Exif exif;
  if (turned > 0) exif.orientation = turned;
  if (tiff.empty()) return exif;
  try {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);  // its warnings are of no use to our reader
    Exiv2::ExifData data;
    Exiv2::ExifParser::decode(data, reinterpret_cast<const Exiv2::byte*>(tiff.data()), static_cast<std::uint32_t>(tiff.size()));
    const Tags tags(data);
    exif.make = tags.text("Exif.Image.Make");
    exif.model = tags.text("Exif.Image.Model");
    exif.edited_by = editor(tags.text("Exif.Image.Software"));
    exif.lens = tags.text("Exif.Photo.LensModel");
    exif.time = tags.text("Exif.Photo.DateTimeOriginal");
    const auto positive = [](std::optional<double> v) { return v && *v > 0 && *v < 1e5 ? v : std::nullopt; };
    exif.focal_35mm = positive(tags.number("Exif.Photo.FocalLengthIn35mmFilm"));
    exif.focal_mm = positive(tags.number("Exif.Photo.FocalLength"));
    exif.digital_zoom = positive(tags.number("Exif.Photo.DigitalZoomRatio")).value_or(1);
    exif.width = static_cast<int>(positive(tags.number("Exif.Photo.PixelXDimension")).value_or(0));
    exif.height = static_cast<int>(positive(tags.number("Exif.Photo.PixelYDimension")).value_or(0));
    const auto tag = tags.number("Exif.Image.Orientation");
    if (turned == 0 && tag && *tag >= 1 && *tag <= 8) exif.orientation = static_cast<int>(*tag);
    const auto north = degrees(tags, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S');
    const auto east = degrees(tags, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W');
    if (north && east && std::abs(*north) <= 90) exif.place = std::array<double, 2>{*north, *east};
    const bool front = exif.lens.find("front") != std::string::npos;  // that camera looks the other way
    // A square picture does not tell whether it was turned after it was taken.
    if (const auto a = apple_acceleration(tags.bytes("Exif.Photo.MakerNote")); a && !front && stored_width != stored_height)
      if (const auto g = gravity(*a, stored_width > stored_height)) exif.gravity = upright(*g, exif.orientation);
  } catch (const std::exception&) {
    // Broken tags are as good as none: what was read before stays, the rest is treated as not told and widens the result.
  }
  return exif;
}

}  // namespace landai::photo
