// SPDX-License-Identifier: GPL-3.0-or-later
// Photo files made byte by byte: EXIF directories (EXIF 2.32, big-endian) and the JPEG around them.
#pragma once

#include <cstdint>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <utility>
#include <vector>

namespace landai::test {

inline std::string big(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
  return out;
}

struct Field {
  std::uint16_t tag, type;
  std::uint32_t count;
  std::string value;  ///< big-endian
};
inline constexpr std::uint16_t kText = 2, kShort = 3, kLong = 4, kRational = 5, kBytes = 7;

/// One IFD at `at`, its long values behind it.
inline std::string directory(std::uint32_t at, const std::vector<Field>& fields) {
  std::string entries = big(static_cast<std::uint32_t>(fields.size()), 2), values;
  const auto behind = static_cast<std::uint32_t>(at + 2 + 12 * fields.size() + 4);
  for (const Field& f : fields) {
    entries += big(f.tag, 2) + big(f.type, 2) + big(f.count, 4);
    if (f.value.size() <= 4) entries += f.value + std::string(4 - f.value.size(), '\0');
    else entries += big(behind + static_cast<std::uint32_t>(values.size()), 4), values += f.value;
  }
  return entries + big(0, 4) + values;
}

/// EXIF with these fields in the Exif directory, an orientation, who made the phone, and the program that wrote the file.
inline std::string tiff(int orientation, const std::vector<Field>& fields, const std::string& make = {}, const std::string& model = {}, const std::string& software = {}) {
  const std::string head = std::string("MM\0\x2A", 4) + big(8, 4);
  std::vector<Field> first;
  for (const auto& [tag, text] : {std::pair<std::uint16_t, std::string>{0x010F, make}, {0x0110, model}})
    if (!text.empty()) first.push_back({tag, kText, static_cast<std::uint32_t>(text.size() + 1), text + std::string(1, '\0')});
  first.push_back({0x0112, kShort, 1, big(static_cast<std::uint32_t>(orientation), 2)});
  if (!software.empty()) first.push_back({0x0131, kText, static_cast<std::uint32_t>(software.size() + 1), software + std::string(1, '\0')});
  first.push_back({0x8769, kLong, 1, big(0, 4)});
  const auto exif_at = static_cast<std::uint32_t>(8 + directory(8, first).size());  // where it ends does not hang on the pointer
  first.back().value = big(exif_at, 4);
  return head + directory(8, first) + directory(exif_at, fields);
}

/// EXIF of an original photo of that size from a phone of that focal length.
inline std::string phone_exif(int width, int height, int focal_35mm, const std::string& make = {}, const std::string& model = {}, const std::string& software = {}) {
  return tiff(1, {{0xA002, kLong, 1, big(static_cast<std::uint32_t>(width), 4)}, {0xA003, kLong, 1, big(static_cast<std::uint32_t>(height), 4)},
                  {0xA405, kShort, 1, big(static_cast<std::uint32_t>(focal_35mm), 2)}}, make, model, software);
}

/// A JPEG with EXIF in front.
inline std::string with_exif(std::string jpeg, const std::string& exif) {
  if (!exif.empty()) jpeg.insert(2, "\xFF\xE1" + big(static_cast<std::uint32_t>(exif.size() + 8), 2) + std::string("Exif\0\0", 6) + exif);
  return jpeg;
}

inline std::string png_header(std::uint32_t width, std::uint32_t height) {
  return std::string("\x89PNG\r\n\x1A\n", 8) + big(13, 4) + "IHDR" + big(width, 4) + big(height, 4) + std::string("\x08\x02\0\0\0", 5) + big(0, 4) + big(0, 4) + "IEND" + big(0, 4);
}

inline std::string jpeg(int width, int height, const std::string& exif = {}) {
  cv::Mat picture(height, width, CV_8UC3, cv::Scalar(200, 200, 200));
  picture(cv::Rect(0, 0, width / 4, height / 4)).setTo(cv::Scalar(0, 0, 0));  // a dark corner at the stored top left
  std::vector<unsigned char> bytes;
  cv::imencode(".jpg", picture, bytes);
  return with_exif({bytes.begin(), bytes.end()}, exif);
}

/// 6 deg 10' 30.25" south, 106 deg 49' 41.5" east, as EXIF writes it.
inline std::string latitude() { return big(6, 4) + big(1, 4) + big(10, 4) + big(1, 4) + big(3025, 4) + big(100, 4); }
inline std::string longitude() { return big(106, 4) + big(1, 4) + big(49, 4) + big(1, 4) + big(415, 4) + big(10, 4); }

/// EXIF that tells who took the photo, with what and where, and has a thumbnail.
inline std::string telling_tiff(int orientation) {
  const auto text = [](std::uint16_t tag, const std::string& t) { return Field{tag, kText, static_cast<std::uint32_t>(t.size() + 1), t + std::string(1, '\0')}; };
  const std::string thumbnail = "\xFF\xD8THUMBNAIL\xFF\xD9";
  const std::vector<Field> gps{text(0x0001, "S"), {0x0002, kRational, 3, latitude()}, text(0x0003, "E"), {0x0004, kRational, 3, longitude()}};
  const std::vector<Field> exif{text(0x9003, "2026:03:02 10:11:12"), {0x927C, kBytes, 16, "MAKERNOTE-SECRET"}, text(0xA430, "OWNER-SECRET"), text(0xA431, "SERIAL-SECRET")};
  // Offsets of the directories that follow depend on the length of the first, not on what it says.
  std::uint32_t exif_at = 0, gps_at = 0;
  const auto first = [&] {
    return directory(8, {text(0x010F, "MAKER-SECRET"), {0x0112, kShort, 1, big(static_cast<std::uint32_t>(orientation), 2)}, text(0x013B, "ARTIST-SECRET"),
                         {0x8769, kLong, 1, big(exif_at, 4)}, {0x8825, kLong, 1, big(gps_at, 4)}});
  };
  exif_at = static_cast<std::uint32_t>(8 + first().size());
  gps_at = static_cast<std::uint32_t>(exif_at + directory(exif_at, exif).size());
  const auto second_at = static_cast<std::uint32_t>(gps_at + directory(gps_at, gps).size());
  std::string head = first();
  head.replace(2 + 12 * 5, 4, big(second_at, 4));  // the next directory is the thumbnail's
  const auto thumbnail_at = static_cast<std::uint32_t>(second_at + 2 + 12 * 3 + 4);
  return std::string("MM\0\x2A", 4) + big(8, 4) + head + directory(exif_at, exif) + directory(gps_at, gps) +
         directory(second_at, {{0x0103, kShort, 1, big(6, 2)}, {0x0201, kLong, 1, big(thumbnail_at, 4)}, {0x0202, kLong, 1, big(static_cast<std::uint32_t>(thumbnail.size()), 4)}}) + thumbnail;
}

/// A JPEG with everything in it that a camera or a program may have left there.
inline std::string telling_jpeg(const std::string& picture, int orientation) {
  const auto segment = [](int marker, const std::string& content) { return std::string("\xFF") + static_cast<char>(marker) + big(static_cast<std::uint32_t>(content.size() + 2), 2) + content; };
  std::string out = picture;
  out.insert(2, segment(0xE1, std::string("Exif\0\0", 6) + telling_tiff(orientation)) +
                    segment(0xE1, std::string("http://ns.adobe.com/xap/1.0/\0", 29) + "<x exif:GPSLatitude=\"6,10.504S\"/>XMP-SECRET") +
                    segment(0xED, std::string("Photoshop 3.0\0", 14) + "IPTC-SECRET") + segment(0xE0, std::string("JFXX\0\x10", 6) + "JFXX-SECRET") +
                    segment(0xE2, std::string("MPF\0", 4) + "MPF-SECRET") + segment(0xFE, "COMMENT-SECRET"));
  return out + "TRAILER-SECRET" + segment(0xE1, std::string("Exif\0\0", 6) + telling_tiff(1));
}

/// What must not be found in a file that was stripped.
inline std::vector<std::string> tells() {
  return {"SECRET", "THUMBNAIL", latitude(), longitude(), "GPSLatitude", "2026:03:02"};
}

inline std::string coded(const cv::Mat& picture, const char* type = ".jpg") {
  std::vector<unsigned char> bytes;
  cv::imencode(type, picture, bytes);
  return {bytes.begin(), bytes.end()};
}

}  // namespace landai::test
