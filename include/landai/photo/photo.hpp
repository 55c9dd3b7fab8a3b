// SPDX-License-Identifier: GPL-3.0-or-later
// A photo as it was taken: pixels turned upright once, and what its file says about the camera.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/message.hpp"

namespace landai::photo {

/// A point of an upright photo: pixels, x right, y down, (0, 0) is the centre of the top left pixel.
struct PixelPoint {
  double x = 0;
  double y = 0;
  auto operator<=>(const PixelPoint&) const = default;
};

/// A direction in the camera's frame of the upright photo: x right, y down, z forward. No unit.
using Direction = std::array<double, 3>;

/// What the file says about how the photo was taken (EXIF 2.32, Apple MakerNote). Empty where it says nothing.
struct Exif {
  std::string make, model, lens;
  std::string time;                    ///< DateTimeOriginal as written: "2026:03:02 10:11:12"
  std::optional<double> focal_35mm;    ///< mm, FocalLengthIn35mmFilm; its definition by diagonal is assumed (43.267 mm)
  std::optional<double> focal_mm;      ///< mm, of the lens
  double digital_zoom = 1;             ///< DigitalZoomRatio; 1 when not told
  std::optional<std::array<double, 2>> place;  ///< degrees: latitude, longitude
  int orientation = 1;                 ///< tag 0x0112 as read, of a HEIC what its boxes say; the pixels are already turned by it
  int width = 0, height = 0;           ///< PixelXDimension, PixelYDimension; 0 when not told. Before turning.
  std::string edited_by;               ///< Software, where it is a program that people cut and turn pictures with; such programs write the sizes anew
  std::string hdr;                     ///< "PQ" or "HLG" (ITU-R BT.2100), which the boxes of a HEIC say: its light up to paper white was made an ordinary picture's; else empty
  std::optional<Direction> gravity;    ///< unit vector downwards, turned with the pixels; Apple only, and only when it is 1 g within 0.03
};

/// Whether the pixels are those that the camera took.
enum class Altered {
  no,        ///< the size is the one EXIF tells
  resized,   ///< same shape, another size: the focal length scales with it, unless its margins were cut off evenly
  cropped,   ///< another shape: neither focal length nor principal point are known
  unknown,   ///< EXIF tells no size (messengers take it away)
};

/// Limits of what is read. They are checked on the header, before anything is decoded.
inline constexpr std::uintmax_t kMaxPhotoBytes = 96ull << 20;
inline constexpr std::int64_t kMaxPhotoPixels = 120'000'000;
inline constexpr int kMaxPhotoSide = 30'000;

/// One photo, in memory. Copies share the pixels.
class Photo {
 public:
  struct Pixels;  ///< src/photo/pixels.hpp

  Photo(std::string file, std::string sha256, Exif exif, std::shared_ptr<const Pixels> pixels);
  [[nodiscard]] const std::string& file() const { return file_; }      ///< as the user named it
  [[nodiscard]] const std::string& sha256() const { return sha256_; }  ///< of the file's bytes
  [[nodiscard]] const Exif& exif() const { return exif_; }
  [[nodiscard]] int width() const;   ///< pixels, upright
  [[nodiscard]] int height() const;  ///< pixels, upright
  /// From the sizes alone: what EXIF tells against what it is. A cut whose program wrote the new size into EXIF is not seen.
  [[nodiscard]] Altered altered() const;
  [[nodiscard]] const Pixels& pixels() const { return *pixels_; }

 private:
  std::string file_;
  std::string sha256_;
  Exif exif_;
  std::shared_ptr<const Pixels> pixels_;
};

/// Reads a JPEG, PNG or HEIC file (HEIF whose primary picture is coded as HEVC, whole or in tiles). Error (input) for other formats, for a file that
/// ends too early or whose pixels cannot be decoded; Error (limit) for more bytes or pixels than the limits above or a JPEG of more than 100 scans.
/// Broken EXIF is no error: what cannot be read is left empty.
[[nodiscard]] Result<Photo> load_photo(const std::filesystem::path& file);
/// The same from memory; `name` is what errors call it.
[[nodiscard]] Result<Photo> read_photo(std::string_view bytes, const std::string& name);
/// Whether a file that begins with these bytes (64 or more) is of a format that `read_photo` reads, whatever its name says.
[[nodiscard]] bool begins_like_photo(std::string_view bytes);

}  // namespace landai::photo
