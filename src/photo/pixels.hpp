// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include "landai/photo/photo.hpp"

namespace landai::photo {

/// The decoded picture. Kept in 8 bit; what is measured in is made linear where it is needed, since 12 megapixels of floats are 48 MB.
struct Photo::Pixels {
  cv::Mat bgr;  ///< upright, 8 bit, as displayed (sRGB)
};

/// Light of a part of the picture, 32 bit floats from 0 to 1: the display gamma (sRGB, IEC 61966-2-1) undone, then the luminance. An edge blurred by the lens
/// lies at the middle of its two levels only in light. The part is cut to the picture.
[[nodiscard]] cv::Mat linear_light(const Photo::Pixels& pixels, const cv::Rect& part);

/// A copy `scale` times as large, at least one pixel wide and high: of a picture of 30,000 by 1 pixels OpenCV would round a side to none.
[[nodiscard]] cv::Mat resized(const cv::Mat& picture, double scale, int interpolation);

/// EXIF orientation, ISO 12234 tag 0x0112: where row 0 and column 0 of the stored picture lie. The picture upright.
[[nodiscard]] cv::Mat turned(const cv::Mat& stored, int orientation);

/// The whole picture inside this rectangle, cut to the picture.
[[nodiscard]] cv::Rect inside(const Photo::Pixels& pixels, const cv::Rect& part);

}  // namespace landai::photo
