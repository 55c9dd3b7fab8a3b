// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/photo.hpp"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

#include "container.hpp"
#include "exif.hpp"
#include "guard.hpp"
#include "heif.hpp"
#include "heif_items.hpp"
#include "landai/core/file.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

/// A picture with an alpha channel as it is seen on white paper: plans hold their ink in it, and what lies under none of it is black.
cv::Mat on_white(const cv::Mat& stored) {
  cv::Mat eight, out;
  if (stored.depth() == CV_16U) stored.convertTo(eight, CV_8U, 1.0 / 257);
  else eight = stored;
  if (eight.channels() == 1) cv::cvtColor(eight, out, cv::COLOR_GRAY2BGR);
  if (eight.channels() == 3) out = eight;
  if (eight.channels() != 4 || eight.depth() != CV_8U) return out;
  out.create(eight.size(), CV_8UC3);
  for (int y = 0; y < eight.rows; ++y) {
    const auto* from = eight.ptr<cv::Vec4b>(y);
    auto* to = out.ptr<cv::Vec3b>(y);
    for (int x = 0; x < eight.cols; ++x)
      for (int c = 0; c < 3; ++c) to[x][c] = static_cast<unsigned char>((from[x][c] * from[x][3] + 255 * (255 - from[x][3]) + 127) / 255);
  }
  return out;
}

cv::Mat decoded(std::string_view bytes, bool alpha) {
  try {
    // The orientation is applied by us, once, so that gravity is turned by the same tag.
    const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
    if (alpha) return on_white(cv::imdecode(raw, cv::IMREAD_UNCHANGED));  // which turns nothing either
    return cv::imdecode(raw, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
  } catch (const cv::Exception&) {
    return {};
  }
}

}  // namespace

Photo::Photo(std::string file, std::string sha256, Exif exif, std::shared_ptr<const Pixels> pixels)
    : file_(std::move(file)), sha256_(std::move(sha256)), exif_(std::move(exif)), pixels_(std::move(pixels)) {}

int Photo::width() const { return pixels_->bgr.cols; }
int Photo::height() const { return pixels_->bgr.rows; }

Altered Photo::altered() const {
  if (exif_.width <= 0 || exif_.height <= 0) return Altered::unknown;
  const auto told = std::minmax({exif_.width, exif_.height}), is = std::minmax({width(), height()});
  if (told == is) return Altered::no;
  // A resized side is a whole number of pixels, so the shape may be off by one of them.
  const double expected = static_cast<double>(told.first) / told.second * is.second;
  return std::abs(expected - is.first) <= 1.5 ? Altered::resized : Altered::cropped;
}

Result<Photo> read_photo(std::string_view bytes, const std::string& name) {
  if (bytes.size() > kMaxPhotoBytes)
    return Error{ErrorCode::limit, message("photo.file.bytes"), name, "", message("photo.file.pixels_advice")};
  const auto container = look_into(bytes, name);
  if (!container) return container.error();
  const bool upright = container->kind == Container::Kind::heif;  // libheif turns it, and may cut it
  const cv::Mat stored = upright ? decode_heif(bytes) : decoded(bytes, container->alpha);
  if (stored.empty() || (!upright && (stored.cols != container->width || stored.rows != container->height)))
    return broken_photo(name, "photo.file.broken");
  if (Status problem = too_large({container->kind, stored.cols, stored.rows, {}, 0, {}, {}}, name)) return *problem;
  // As the sensor gave it. What a HEIC's boxes say of the size is no help: some programs write it turned, some not.
  const bool lying = upright && container->orientation >= 5;
  Exif exif = read_exif(container->exif, lying ? stored.rows : stored.cols, lying ? stored.cols : stored.rows, container->orientation);
  exif.hdr = container->hdr;
  return guarded(name, [&]() -> Result<Photo> {
    auto pixels = std::make_shared<Photo::Pixels>();
    pixels->bgr = upright ? stored : turned(stored, exif.orientation);
    return Photo(name, sha256(bytes), std::move(exif), std::move(pixels));
  });
}

bool begins_like_photo(std::string_view bytes) {
  return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("\x89PNG") || begins_like_heif(bytes);
}

Result<Photo> load_photo(const std::filesystem::path& file) {
  const auto bytes = read_file(file, kMaxPhotoBytes);
  if (!bytes) return bytes.error();
  return read_photo(*bytes, file.string());
}

}  // namespace landai::photo
