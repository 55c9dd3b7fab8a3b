// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixels.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace landai::photo {
namespace {

std::array<float, 256> make_light() {
  std::array<float, 256> light{};
  for (std::size_t i = 0; i < light.size(); ++i) {
    const double v = static_cast<double>(i) / 255;
    light[i] = static_cast<float>(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
  }
  return light;
}

}  // namespace

cv::Rect inside(const Photo::Pixels& pixels, const cv::Rect& part) {
  return part & cv::Rect(0, 0, pixels.bgr.cols, pixels.bgr.rows);
}

cv::Mat resized(const cv::Mat& picture, double scale, int interpolation) {
  const auto side = [scale](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * scale))); };
  cv::Mat out;
  cv::resize(picture, out, {side(picture.cols), side(picture.rows)}, 0, 0, interpolation);
  return out;
}

cv::Mat turned(const cv::Mat& stored, int orientation) {
  cv::Mat out;
  switch (orientation) {
    case 2: cv::flip(stored, out, 1); return out;
    case 3: cv::flip(stored, out, -1); return out;
    case 4: cv::flip(stored, out, 0); return out;
    case 5: cv::transpose(stored, out); return out;
    case 6: cv::rotate(stored, out, cv::ROTATE_90_CLOCKWISE); return out;
    case 7: cv::transpose(stored, out); cv::flip(out, out, -1); return out;
    case 8: cv::rotate(stored, out, cv::ROTATE_90_COUNTERCLOCKWISE); return out;
    default: return stored;
  }
}

cv::Mat linear_light(const Photo::Pixels& pixels, const cv::Rect& part) {
  static const std::array<float, 256> light = make_light();
  const cv::Rect cut = inside(pixels, part);
  cv::Mat out(cut.size(), CV_32F);
  for (int y = 0; y < cut.height; ++y) {
    const auto* from = pixels.bgr.ptr<cv::Vec3b>(cut.y + y) + cut.x;
    auto* to = out.ptr<float>(y);
    for (int x = 0; x < cut.width; ++x)
      to[x] = 0.0722F * light[from[x][0]] + 0.7152F * light[from[x][1]] + 0.2126F * light[from[x][2]];
  }
  return out;
}

}  // namespace landai::photo
