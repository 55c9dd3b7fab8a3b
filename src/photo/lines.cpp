// SPDX-License-Identifier: GPL-3.0-or-later
#include "lines.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "directions.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

constexpr int kLookSide = 2400;     // px: longer photos are looked at in a smaller copy
constexpr double kLeastShare = 0.03;
constexpr std::size_t kMostLines = 400, kMostOfFamily = 40;
const double kSame = std::sin(0.5 * std::numbers::pi / 180), kOther = std::sin(2 * std::numbers::pi / 180);

double length_of(const PixelLine& line) { return std::hypot(line.back().x - line.front().x, line.back().y - line.front().y); }

/// Sine of the angle, at the middle of a line, between it and the way to a vanishing point.
double off(const Lens& lens, const PixelLine& line, const Direction& towards) {
  const PixelPoint a = line.front(), b = line.back(), m{(a.x + b.x) / 2, (a.y + b.y) / 2};
  const Ray r = ray_of(lens, m), ra = ray_of(lens, a), rb = ray_of(lens, b);
  double vx = towards[0] - towards[2] * r.x, vy = towards[1] - towards[2] * r.y, lx = rb.x - ra.x, ly = rb.y - ra.y;
  const double size = std::hypot(vx, vy) * std::hypot(lx, ly);
  return size > 1e-12 ? std::abs(vx * ly - vy * lx) / size : 1;
}

}  // namespace

std::vector<PixelLine> find_lines(const Photo& photo) {
  cv::Mat grey;
  cv::cvtColor(photo.pixels().bgr, grey, cv::COLOR_BGR2GRAY);
  const int longest = std::max(grey.cols, grey.rows);
  const double scale = std::max(1.0, static_cast<double>(longest) / kLookSide);
  if (scale > 1) grey = resized(grey, 1 / scale, cv::INTER_AREA);
  std::vector<cv::Vec4f> found;
  cv::createLineSegmentDetector()->detect(grey, found);
  std::vector<PixelLine> lines;
  const auto full = [scale](float v) { return (static_cast<double>(v) + 0.5) * scale - 0.5; };
  for (const cv::Vec4f& s : found) lines.push_back({{full(s[0]), full(s[1])}, {full(s[2]), full(s[3])}});
  std::erase_if(lines, [&](const PixelLine& line) { return length_of(line) < kLeastShare * longest; });
  std::stable_sort(lines.begin(), lines.end(), [](const PixelLine& a, const PixelLine& b) { return length_of(a) > length_of(b); });
  if (lines.size() > kMostLines) lines.resize(kMostLines);
  return lines;
}

void add_detected(const Photo& photo, const Lens& lens, DirectionLines& lines) {
  std::vector<PixelLine>* const families[] = {&lines.vertical, &lines.level, &lines.across};
  std::array<std::optional<Direction>, 3> towards;
  for (std::size_t i = 0; i < 3; ++i) towards[i] = common_direction(lens, *families[i], std::vector<double>(2 * families[i]->size(), 0.0));
  for (const PixelLine& line : find_lines(photo)) {
    std::optional<std::size_t> same;
    bool other = false;
    for (std::size_t i = 0; i < 3; ++i) {
      if (!towards[i]) continue;
      const double sine = off(lens, line, *towards[i]);
      if (sine < kSame && !same) same = i;
      else if (sine < kOther) other = true;
    }
    if (same && !other && families[*same]->size() < kMostOfFamily) families[*same]->push_back(line);
  }
}

}  // namespace landai::photo
