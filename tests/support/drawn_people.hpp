// SPDX-License-Identifier: GPL-3.0-or-later
// A drawn face and a drawn number plate, plain enough to be nobody's and shaded as OpenCV's cascades know them.
#pragma once

#include <opencv2/imgproc.hpp>
#include <string>

namespace landai::test {

/// A face seen from the front, about 1.4 × as high as wide, its middle at `at`. Light falls from above: brow and cheeks bright, eyes, nostrils and mouth dark.
inline void draw_face(cv::Mat& picture, cv::Point at, int width) {
  const auto part = [width](double share) { return static_cast<int>(share * width); };
  const auto oval = [&](double x, double y, double w, double h, int level, double shade = 1) {
    cv::ellipse(picture, {at.x + part(x), at.y + part(y)}, {std::max(1, part(w)), std::max(1, part(h))}, 0, 0, 360,
                cv::Scalar(0.80 * shade * level, 0.88 * shade * level, level), cv::FILLED, cv::LINE_AA);
  };
  oval(0, -0.12, 0.56, 0.68, 45);     // hair
  oval(0, 0.05, 0.48, 0.62, 190);     // head
  oval(0, -0.32, 0.36, 0.16, 215);    // brow
  for (const double side : {-1.0, 1.0}) {
    oval(side * 0.20, -0.10, 0.16, 0.09, 120);   // hollow of the eye
    oval(side * 0.20, -0.18, 0.14, 0.025, 50);   // eyebrow
    oval(side * 0.20, -0.08, 0.085, 0.04, 215);  // white
    oval(side * 0.20, -0.08, 0.04, 0.04, 25);    // iris
    oval(side * 0.25, 0.16, 0.13, 0.11, 215);    // cheek
    oval(side * 0.06, 0.20, 0.03, 0.02, 60);     // nostril
  }
  oval(0, 0.03, 0.045, 0.17, 222);    // bridge of the nose
  oval(0, 0.38, 0.17, 0.045, 95);     // mouth
  oval(0, 0.39, 0.13, 0.012, 40);
  oval(0, 0.55, 0.14, 0.07, 205);     // chin
  cv::GaussianBlur(picture, picture, {}, std::max(0.6, width / 60.0));
}

/// A plate of four by one with dark letters on white in a dark frame, its top left at `at`.
inline void draw_plate(cv::Mat& picture, cv::Point at, int width, const std::string& text) {
  const int height = width / 4;
  cv::rectangle(picture, cv::Rect(at.x, at.y, width, height), {235, 235, 235}, cv::FILLED);
  cv::rectangle(picture, cv::Rect(at.x, at.y, width, height), {25, 25, 25}, std::max(1, height / 16));
  const int thick = std::max(1, height / 12);
  const double size = 0.85 * width / cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, 1, 1, nullptr).width;
  const cv::Size box = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, size, thick, nullptr);
  cv::putText(picture, text, {at.x + (width - box.width) / 2, at.y + (height + box.height) / 2}, cv::FONT_HERSHEY_SIMPLEX, size, {20, 20, 20},
              thick, cv::LINE_AA);
}

/// A plate of Indonesia, 430 × 135: the number, and below it month and year; white on black, as they were until 2022, or black on white.
inline void draw_indonesian_plate(cv::Mat& picture, cv::Point at, int width, const std::string& text, bool black) {
  constexpr int kFiner = 4;   // drawn large and made small, as a camera does
  const double s = kFiner * width / 430.0;
  const cv::Scalar ground = black ? cv::Scalar(25, 25, 25) : cv::Scalar(235, 235, 235), ink = black ? cv::Scalar(235, 235, 235) : cv::Scalar(20, 20, 20);
  const auto px = [s](double millimetres) { return std::max(1, static_cast<int>(millimetres * s)); };
  cv::Mat plate(px(135), px(430), CV_8UC3, ground), small;
  cv::rectangle(plate, cv::Rect(px(3), px(3), px(424), px(129)), ink, px(2), cv::LINE_AA);
  const auto line = [&](const std::string& words, double height, double base, double stroke) {
    const double size = height * s / cv::getTextSize(words, cv::FONT_HERSHEY_SIMPLEX, 1, 1, nullptr).height;
    const cv::Size box = cv::getTextSize(words, cv::FONT_HERSHEY_SIMPLEX, size, 1, nullptr);
    cv::putText(plate, words, {(plate.cols - box.width) / 2, px(base)}, cv::FONT_HERSHEY_SIMPLEX, size, ink, px(stroke), cv::LINE_AA);
  };
  line(text, 55, 82, 10);
  line("08.27", 20, 120, 4);
  cv::resize(plate, small, {width, width * 135 / 430}, 0, 0, cv::INTER_AREA);
  small.copyTo(picture(cv::Rect(at, small.size())));
}

}  // namespace landai::test
