// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/publish.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "container.hpp"
#include "exif_keep.hpp"
#include "guard.hpp"
#include "landai/core/file.hpp"
#include "pixels.hpp"
#include "segment.hpp"

namespace landai::photo {
namespace {

constexpr int kQualitySmall = 82, kQualityWhole = 92;

/// The boxes of another size of the same picture in this one.
std::vector<PixelBox> scaled(std::vector<PixelBox> boxes, double by) {
  for (PixelBox& b : boxes) b = {b.x * by, b.y * by, b.w * by, b.h * by};
  return boxes;
}

/// Where a photo ends in a picture that was made of it, px from the top; its height otherwise.
double photo_bottom(const PublishWish& wish, const Photo& photo) {
  if (wish.boxes_width <= 0 || wish.boxes_height <= 0) return photo.height();
  return static_cast<double>(photo.width()) / wish.boxes_width * wish.boxes_height;
}

constexpr double kDrawn = 48;       // levels of 255: coding a picture twice changes less
constexpr double kMostDrawn = 0.1;  // of a picture: more is another picture, of which nothing may stay

/// Where a picture shows something else than the photo into which it was drawn: lines, markers and values. Empty where that is not to be told.
cv::Mat drawn_into(const cv::Mat& picture, const Result<Photo>& photo) {
  if (!photo) return {};
  const cv::Mat& whole = photo->pixels().bgr;
  const cv::Mat under = resized(whole, static_cast<double>(picture.cols) / whole.cols, picture.cols < whole.cols ? cv::INTER_AREA : cv::INTER_NEAREST);
  if (under.cols != picture.cols || under.rows > picture.rows) return {};
  const cv::Rect part(0, 0, under.cols, under.rows);  // a band of text stands below it
  cv::Mat apart, channels[3], most, drawn = cv::Mat::zeros(picture.size(), CV_8U);
  cv::absdiff(picture(part), under, apart);
  cv::split(apart, channels);
  cv::max(channels[0], channels[1], most);
  cv::max(most, channels[2], most);
  drawn(part) = most > kDrawn;
  return cv::countNonZero(drawn) > kMostDrawn * part.area() ? cv::Mat() : drawn;
}

/// How a file becomes a photo: what was decoded a moment ago is not decoded again.
using ReadPhoto = std::function<Result<Photo>(std::string_view bytes, const std::string& name)>;

/// Blurs, and lays on top again what was drawn into the picture.
Result<Photo> hidden_under(const Photo& photo, const PublishWish& wish, const std::vector<PixelBox>& boxes, const ReadPhoto& read, Published& told) {
  auto hidden = blurred(photo, boxes);
  if (!hidden || wish.original.empty()) return hidden;
  const cv::Mat drawn = drawn_into(photo.pixels().bgr, read(wish.original, photo.file()));
  if (drawn.empty()) return hidden;
  auto pixels = std::make_shared<Photo::Pixels>();
  pixels->bgr = hidden->pixels().bgr.clone();
  for (const PixelBox& b : boxes) {
    const cv::Rect part = cv::Rect(cv::Point(static_cast<int>(b.x), static_cast<int>(b.y)), cv::Size(static_cast<int>(std::ceil(b.w)) + 1, static_cast<int>(std::ceil(b.h)) + 1)) & cv::Rect(0, 0, drawn.cols, drawn.rows);
    if (part.empty()) continue;
    photo.pixels().bgr(part).copyTo(pixels->bgr(part), drawn(part));
    told.under_lines += cv::countNonZero(drawn(part)) > 0;
  }
  return Photo(photo.file(), photo.sha256(), photo.exif(), std::move(pixels));
}

/// The picture coded anew, upright. What is kept of its tags says so.
Result<std::string> coded(const Photo& photo, int long_side, int quality, std::string_view tiff, const Keep& keep, Published& told) {
  cv::Mat picture = photo.pixels().bgr;
  const int longest = std::max(picture.cols, picture.rows);
  if (longest > long_side) {
    const double by = static_cast<double>(long_side) / longest;
    cv::Mat small;
    small = resized(picture, by, cv::INTER_AREA);
    picture = small;
  }
  std::vector<unsigned char> bytes;
  bool done = false;
  try {
    done = cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
  } catch (const cv::Exception&) {
    done = false;
  }
  if (!done) return Error{ErrorCode::output, message("photo.picture.failed"), photo.file(), "", {}};
  told.width = picture.cols;
  told.height = picture.rows;
  std::string out(bytes.begin(), bytes.end());
  if (const std::string exif = exif_kept(tiff, keep, 1); !exif.empty()) out.insert(2, exif_segment(exif));
  return out;
}

/// The file without what was not to be kept. Of a HEIC only what would be gone is told: its picture is coded anew.
Result<Stripped> stripped(std::string_view bytes, const std::string& name, const Container& container, const Keep& keep) {
  if (container.kind != Container::Kind::heif || keep.all()) return strip(bytes, name, keep);
  Stripped out;
  out.removed = container.others;
  for (std::string& kind : exif_kinds(container.exif))
    if (!(kind == "place" && keep.place) && !(kind == "exif" && keep.metadata)) out.removed.push_back(std::move(kind));
  return out;
}

const char* type_of(Container::Kind kind) {
  switch (kind) {
    case Container::Kind::png: return "image/png";
    case Container::Kind::heif: return "image/heic";
    default: return "image/jpeg";
  }
}

/// One for each of these long sides.
Result<std::vector<Published>> made_fit(std::string_view bytes, const std::string& name, const PublishWish& wish, const std::vector<int>& long_sides, const ReadPhoto& read) {
  Published out;
  const auto container = look_into(bytes, name);
  if (!container) return container.error();
  auto fit = stripped(bytes, name, *container, wish.keep);
  if (!fit) return fit.error();
  out.removed = std::move(fit->removed);
  const bool looks = wish.finder != nullptr || !wish.boxes.empty();
  // Also what stays as it is has to be a picture: nobody is handed what cannot be seen.
  const auto photo = read(bytes, name);
  if (!photo) return photo.error();
  out.full_width = photo->width();
  out.full_height = photo->height();
  out.blurred = scaled(wish.boxes, wish.boxes_width > 0 ? static_cast<double>(photo->width()) / wish.boxes_width : 1.0);
  if (wish.finder != nullptr && wish.original.empty()) {  // else it was looked for in the original, where nothing is drawn
    const auto places = wish.finder->find(*photo);
    if (!places) return places.error();
    for (const FoundPlace& place : *places) {
      // Below the photo stand our own lines of text, which look like plates.
      if (!place.face && place.box.y + place.box.h / 2 > photo_bottom(wish, *photo)) continue;
      ++out.found;
      out.blurred.push_back(place.box);
    }
  }
  const auto hidden = out.blurred.empty() ? photo : hidden_under(*photo, wish, out.blurred, read, out);
  if (!hidden) return hidden.error();
  std::vector<Published> all;
  for (const int wanted : long_sides) {
    Published& one = all.emplace_back(out);
    if (wanted <= 0 && !looks && !fit->bytes.empty()) {
      one.bytes = fit->bytes;
      one.type = type_of(container->kind);
      one.width = container->width;
      one.height = container->height;
      continue;
    }
    const int searched = looks ? kSearchSide : std::max(hidden->width(), hidden->height());
    auto picture = coded(*hidden, wanted > 0 ? std::min(wanted, searched) : searched, wanted > 0 ? kQualitySmall : kQualityWhole, container->exif, wish.keep, one);
    if (!picture) return picture.error();
    one.bytes = std::move(*picture);
    one.type = "image/jpeg";
    one.made_anew = true;
  }
  return all;
}

/// What decides how a photo comes out, its size apart.
std::string key_of(std::string_view bytes, const PublishWish& wish) {
  std::string key = sha256(bytes) + (wish.original.empty() ? std::string() : sha256(wish.original));
  key += fmt::format(" {} {} {} {} {}", wish.finder != nullptr, wish.keep.place, wish.keep.metadata, wish.boxes_width, wish.boxes_height);
  for (const PixelBox& b : wish.boxes) key += fmt::format(" {},{},{},{}", b.x, b.y, b.w, b.h);
  return key;
}

}  // namespace

Result<Published> publish(std::string_view bytes, const std::string& name, const PublishWish& wish) {
  return guarded(name, [&]() -> Result<Published> {
    auto made = made_fit(bytes, name, wish, {wish.long_side}, read_photo);
    if (!made) return made.error();
    return std::move(made->front());
  });
}

struct Publisher::Impl {
  static constexpr std::size_t kMostWaiting = 64u << 20;
  std::vector<int> long_sides;
  std::map<std::pair<std::string, int>, Published> waiting;  ///< by key and long side
  std::size_t bytes = 0;                                     ///< of those that wait
  std::string last;                                          ///< SHA-256 of the photo that was decoded last: the picture of its measurement comes next
  std::optional<Photo> photo;
  int decoded = 0;
  bool keeps = true;  ///< not the pictures that were made of it, in which nothing else is drawn

  Result<Photo> read(std::string_view file, const std::string& name) {
    std::string sha = sha256(file);
    if (photo && sha == last) return *photo;
    auto fresh = read_photo(file, name);
    ++decoded;
    if (fresh && keeps) last = std::move(sha), photo = *fresh;
    return fresh;
  }
};

Publisher::Publisher(std::vector<int> long_sides) : impl_(std::make_shared<Impl>()) { impl_->long_sides = std::move(long_sides); }

int Publisher::decoded() const { return impl_->decoded; }

Result<Published> Publisher::publish(std::string_view bytes, const std::string& name, const PublishWish& wish) {
  Impl& in = *impl_;
  const std::string key = key_of(bytes, wish);
  if (const auto at = in.waiting.find({key, wish.long_side}); at != in.waiting.end()) {
    Published out = std::move(at->second);
    in.bytes -= out.bytes.size();
    in.waiting.erase(at);
    return out;
  }
  return guarded(name, [&]() -> Result<Published> {
    std::vector<int> sides{wish.long_side};
    if (in.bytes < Impl::kMostWaiting)
      for (const int side : in.long_sides)
        if (side != wish.long_side && !in.waiting.contains({key, side})) sides.push_back(side);
    in.keeps = wish.original.empty();
    auto made = made_fit(bytes, name, wish, sides, [&](std::string_view file, const std::string& of) { return in.read(file, of); });
    if (!made) return made.error();
    for (std::size_t i = 1; i < sides.size(); ++i) {
      in.bytes += (*made)[i].bytes.size();
      in.waiting.insert_or_assign({key, sides[i]}, std::move((*made)[i]));
    }
    return std::move(made->front());
  });
}

}  // namespace landai::photo
