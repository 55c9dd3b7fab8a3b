// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/privacy.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include "guard.hpp"
#include "pixels.hpp"

#ifndef LANDAI_CASCADES
#define LANDAI_CASCADES "/usr/share/opencv4/haarcascades"
#endif

namespace landai::photo {
namespace {

/// A thing to look for. Too much is blurred rather than too little: few neighbours are asked for.
struct Kind {
  const char* file;
  bool face;
  bool mirrored;  ///< the cascade knows one side only
  bool negative;  ///< it knows dark letters on white only: plates of Indonesia were white on black until 2022
  cv::Size least;
  int neighbours;
  double step;  ///< from one size to the next
};
constexpr int kLeastFace = 20;
const std::array<Kind, 4> kKinds{Kind{"haarcascade_frontalface_alt2.xml", true, false, false, {kLeastFace, kLeastFace}, 3, 1.1},
                                 {"haarcascade_profileface.xml", true, true, false, {kLeastFace, kLeastFace}, 3, 1.15},
                                 {"haarcascade_russian_plate_number.xml", false, false, true, {60, 20}, 1, 1.1},
                                 {"haarcascade_licence_plate_rus_16stages.xml", false, false, true, {64, 16}, 1, 1.1}};
constexpr double kGrown = 0.2;    // of the box, to each side
constexpr int kCells = 4;         // along the longer side of a box
constexpr int kColourStep = 32;   // what is left of a cell's colour

constexpr int kSurePlate = 4;      // windows of a cascade beside each other: that many need no letters
constexpr double kPlateHigh = 64;  // px of the window when letters are looked for in it
constexpr int kFewLetters = 2;     // of small plates most run into each other

/// A dark patch of a size that a letter of a plate may have.
struct Letter {
  double x = 0, y = 0, h = 0;
};

/// Patches darker than what surrounds them.
std::vector<Letter> dark_letters(const cv::Mat& grey) {
  cv::Mat dark, labels, boxes, middles;
  cv::adaptiveThreshold(grey, dark, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, static_cast<int>(0.6 * kPlateHigh) | 1, 10);
  const int count = cv::connectedComponentsWithStats(dark, labels, boxes, middles);
  std::vector<Letter> letters;
  for (int i = 1; i < count; ++i) {
    const cv::Rect r(boxes.at<int>(i, cv::CC_STAT_LEFT), boxes.at<int>(i, cv::CC_STAT_TOP), boxes.at<int>(i, cv::CC_STAT_WIDTH), boxes.at<int>(i, cv::CC_STAT_HEIGHT));
    const double w = r.width, h = r.height, filled = boxes.at<int>(i, cv::CC_STAT_AREA) / (w * h);
    if (h < 0.22 * kPlateHigh || h > 0.85 * kPlateHigh || w > 1.2 * h || w < 0.08 * h || filled < 0.15) continue;
    const cv::Mat own = labels(r) == i;
    if (filled < 0.9 && std::abs(cv::mean(grey(r), own)[0] - cv::mean(grey(r), ~own)[0]) < 40) continue;  // of 255: ink on a plate is no shade
    letters.push_back({r.x + w / 2, r.y + h / 2, h});
  }
  return letters;
}

/// How many letters of one height stand side by side at most.
int in_a_row(std::vector<Letter> letters) {
  std::sort(letters.begin(), letters.end(), [](const Letter& a, const Letter& b) { return a.x < b.x; });
  int most = 0;
  for (const Letter& first : letters) {
    int row = 0;
    double last = -1e9;
    for (const Letter& next : letters) {
      const double gap = next.x - last;
      if (std::abs(next.h - first.h) >= 0.2 * first.h || std::abs(next.y - first.y) >= 0.2 * first.h + 0.12 * std::abs(next.x - first.x) || gap < 0.3 * first.h) continue;
      row = gap < 1.8 * first.h ? row + 1 : 1;
      last = next.x;
      most = std::max(most, row);
    }
  }
  return most;
}

/// The plates' cascades take carpets, edges and markers for plates. Where few of their windows agree, something like letters has to stand there, of either colour.
bool has_letters(const cv::Mat& grey, const cv::Rect& window) {
  const int x = window.width * 15 / 100, y = window.height * 35 / 100;
  const cv::Rect around = cv::Rect(window.x - x, window.y - y, window.width + 2 * x, window.height + 2 * y) & cv::Rect(0, 0, grey.cols, grey.rows);
  const double scale = std::clamp(kPlateHigh / window.height, 0.1, 4.0);
  const cv::Mat large = resized(grey(around), scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return in_a_row(dark_letters(large)) >= kFewLetters || in_a_row(dark_letters(255 - large)) >= kFewLetters;
}

/// Copy of the photo for the cascades: grey and small enough.
cv::Mat search_copy(const cv::Mat& bgr, double scale) {
  cv::Mat grey;
  cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
  return scale < 1 ? resized(grey, scale, cv::INTER_AREA) : grey;
}

/// Pixels that a box touches, within the picture; empty for a box outside.
cv::Rect pixels_of(const PixelBox& box, const cv::Mat& picture) {
  const auto far = [](double v) { return std::clamp(v, -1e8, 1e8); };
  const int x0 = static_cast<int>(std::floor(far(box.x))), y0 = static_cast<int>(std::floor(far(box.y)));
  const int x1 = static_cast<int>(std::ceil(far(box.x + box.w))), y1 = static_cast<int>(std::ceil(far(box.y + box.h)));
  return cv::Rect(cv::Point(x0, y0), cv::Point(x1, y1)) & cv::Rect(0, 0, picture.cols, picture.rows);
}

/// What two cascades see in one place is one place, as large as both.
void add_place(const FoundPlace& found, std::vector<FoundPlace>& places) {
  const auto rect = [](const PixelBox& b) { return cv::Rect2d(b.x, b.y, b.w, b.h); };
  const cv::Rect2d box = rect(found.box);
  for (FoundPlace& place : places) {
    const cv::Rect2d known = rect(place.box);
    if (place.face != found.face || (known & box).area() <= 0.5 * std::min(known.area(), box.area())) continue;
    const cv::Rect2d both = known | box;
    place.box = {both.x, both.y, both.width, both.height};
    return;
  }
  places.push_back(found);
}

void make_mosaic(cv::Mat part) {
  const int cell = std::max(1, (std::max(part.cols, part.rows) + kCells - 1) / kCells);
  for (int y = 0; y < part.rows; y += cell)
    for (int x = 0; x < part.cols; x += cell) {
      cv::Mat tile = part(cv::Rect(x, y, std::min(cell, part.cols - x), std::min(cell, part.rows - y)));
      cv::Scalar mean = cv::mean(tile);
      for (int c = 0; c < 3; ++c) mean[c] = std::floor(mean[c] / kColourStep) * kColourStep + kColourStep / 2;
      tile.setTo(mean);
    }
}

}  // namespace

struct PrivacyFinder::Impl {
  std::mutex one_at_a_time;  // a cascade keeps what it works with
  std::array<cv::CascadeClassifier, 4> cascades;
  std::map<std::string, std::vector<FoundPlace>> found;  ///< by SHA-256

  /// `as_seen`: before its light was made even.
  std::vector<cv::Rect> look(std::size_t kind, const cv::Mat& grey, const cv::Mat& as_seen) {
    std::vector<cv::Rect> seen, kept;
    std::vector<int> windows;
    cascades[kind].detectMultiScale(grey, seen, windows, kKinds[kind].step, kKinds[kind].neighbours, 0, kKinds[kind].least);
    for (std::size_t i = 0; i < seen.size(); ++i)
      if (kKinds[kind].face || windows[i] >= kSurePlate || has_letters(as_seen, seen[i])) kept.push_back(seen[i]);
    return kept;
  }
};

Result<PrivacyFinder> PrivacyFinder::load(std::filesystem::path folder) {
  if (folder.empty()) {
    const char* told = std::getenv("LANDAI_CASCADES");
    folder = told != nullptr && *told != '\0' ? told : LANDAI_CASCADES;
  }
  PrivacyFinder finder;
  finder.impl_ = std::make_shared<Impl>();
  for (std::size_t k = 0; k < kKinds.size(); ++k) {
    const std::filesystem::path file = folder / kKinds[k].file;
    bool loaded = false;
    try {
      std::error_code failed;
      loaded = std::filesystem::is_regular_file(file, failed) && finder.impl_->cascades[k].load(file.string());
    } catch (const cv::Exception&) {
      loaded = false;
    }
    if (!loaded) return Error{ErrorCode::input, message("photo.privacy.no_cascade"), file.string(), "", message("photo.privacy.no_cascade_advice")};
  }
  return finder;
}

Result<std::vector<FoundPlace>> PrivacyFinder::find(const Photo& photo) const {
  return guarded(photo.file(), [&]() -> Result<std::vector<FoundPlace>> { return look_through(photo); });
}

std::vector<FoundPlace> PrivacyFinder::look_through(const Photo& photo) const {
  const std::lock_guard lock(impl_->one_at_a_time);
  if (const auto at = impl_->found.find(photo.sha256()); at != impl_->found.end()) return at->second;
  const cv::Mat& bgr = photo.pixels().bgr;
  const double scale = std::min(1.0, static_cast<double>(kSearchSide) / std::max(bgr.cols, bgr.rows));
  const cv::Mat as_seen = search_copy(bgr, scale);
  cv::Mat grey;
  cv::equalizeHist(as_seen, grey);  // faces in the shade need even light
  std::vector<FoundPlace> places;
  const auto add = [&](const cv::Rect& r, bool face) {
    const double x = kGrown * r.width, y = kGrown * r.height;
    add_place({{(r.x - x) / scale, (r.y - y) / scale, (r.width + 2 * x) / scale, (r.height + 2 * y) / scale}, face}, places);
  };
  for (std::size_t k = 0; k < kKinds.size(); ++k) {
    for (const cv::Rect& r : impl_->look(k, grey, as_seen)) add(r, kKinds[k].face);
    if (kKinds[k].negative) {
      const cv::Mat negative = 255 - grey;
      for (const cv::Rect& r : impl_->look(k, negative, as_seen)) add(r, kKinds[k].face);
    }
    if (!kKinds[k].mirrored) continue;
    cv::Mat other_way;
    cv::flip(grey, other_way, 1);
    for (cv::Rect r : impl_->look(k, other_way, as_seen)) {
      r.x = grey.cols - r.x - r.width;
      add(r, kKinds[k].face);
    }
  }
  return impl_->found[photo.sha256()] = places;
}

Looked PrivacyFinder::looked() const {
  const std::lock_guard lock(impl_->one_at_a_time);
  Looked told;
  for (const auto& [hash, places] : impl_->found) {
    ++told.photos;
    told.places += static_cast<int>(places.size());
  }
  return told;
}

namespace {

Result<Photo> with_mosaics(const Photo& photo, const std::vector<PixelBox>& boxes) {
  auto pixels = std::make_shared<Photo::Pixels>();
  pixels->bgr = photo.pixels().bgr.clone();
  for (const PixelBox& box : boxes) {
    const cv::Rect part = box.w > 0 && box.h > 0 ? pixels_of(box, pixels->bgr) : cv::Rect();
    if (part.empty())
      return Error{ErrorCode::usage,
                   message("photo.privacy.outside").with("x", std::lround(box.x), "").with("y", std::lround(box.y), "")
                       .with("width", photo.width(), "").with("height", photo.height(), ""),
                   photo.file(), "", message("photo.privacy.outside_advice")};
    make_mosaic(pixels->bgr(part));
  }
  return Photo(photo.file(), photo.sha256(), photo.exif(), std::move(pixels));
}

}  // namespace

Result<Photo> blurred(const Photo& photo, const std::vector<PixelBox>& boxes) {
  return guarded(photo.file(), [&] { return with_mosaics(photo, boxes); });
}

}  // namespace landai::photo
