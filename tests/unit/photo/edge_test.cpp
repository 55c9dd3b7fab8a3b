// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/edge.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "photo/pixels.hpp"

namespace landai::photo {
namespace {

/// Dark left of the line x = at + lean * y, bright right of it, blurred in light, shown with the display gamma.
Photo::Pixels edge_picture(double at, double lean, double dark, double bright, double blur = 1) {
  Photo::Pixels pixels;
  pixels.bgr = cv::Mat(120, 160, CV_8UC3);
  for (int y = 0; y < 120; ++y)
    for (int x = 0; x < 160; ++x) {
      const double off = (x - at - lean * y) / std::sqrt(1 + lean * lean);
      const double light = std::min(1.0, dark + (bright - dark) * 0.5 * (1 + std::erf(off / (blur * std::sqrt(2)))));
      const double shown = 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055);
      const auto level = static_cast<unsigned char>(std::lround(shown));
      pixels.bgr.at<cv::Vec3b>(y, x) = {level, level, level};
    }
  return pixels;
}

TEST(FitEdge, LiesAtHalfTheLightNotAtHalfTheGrey) {
  for (const double at : {70.0, 70.3, 70.5, 70.8}) {
    const auto edge = fit_edge(edge_picture(at, 0.05, 0.03, 0.8), {71, 20}, {73, 90}, {4, 0, 0});
    ASSERT_TRUE(edge);
    EXPECT_NEAR((edge->a.x + edge->b.x) / 2 - 0.05 * (edge->a.y + edge->b.y) / 2, at, 0.03);
    EXPECT_NEAR(edge->contrast, 0.77, 0.05);
    EXPECT_FALSE(edge->clipped);
  }
}

TEST(FitEdge, KnowsItsSidesAndSaturation) {
  const auto picture = edge_picture(70, 0, 0.05, 0.8);
  // Downwards the right-hand side is to the left of the picture: dark.
  EXPECT_TRUE(fit_edge(picture, {70, 20}, {70, 90}, {4, 0, -1}));
  EXPECT_FALSE(fit_edge(picture, {70, 20}, {70, 90}, {4, 0, 1}));
  EXPECT_TRUE(fit_edge(picture, {70, 90}, {70, 20}, {4, 0, 1}));
  const auto bright = fit_edge(edge_picture(70, 0, 0.05, 1.6), {70, 20}, {70, 90}, {4, 0, 0});
  ASSERT_TRUE(bright);
  EXPECT_TRUE(bright->clipped);
}

TEST(FitEdge, NothingWhereThereIsNone) {
  EXPECT_FALSE(fit_edge(edge_picture(70, 0, 0.5, 0.5), {70, 20}, {70, 90}, {4, 0, 0}));
  EXPECT_FALSE(fit_edge(edge_picture(70, 0, 0.1, 0.8), {70, 20}, {70, 21}, {4, 0, 0}));
  EXPECT_FALSE(fit_edge(edge_picture(70, 0, 0.1, 0.8), {-500, -500}, {-400, -400}, {4, 0, 0}));
}

TEST(Snap, MovesALineDrawnByHandOntoTheEdge) {
  const Snapped edge = snap(edge_picture(70.4, 0.03, 0.1, 0.6), {74, 10}, {70, 110}, 6);
  ASSERT_GE(edge.points.size(), 2U);
  EXPECT_FALSE(edge.unsure);
  for (const PixelPoint& p : edge.points) EXPECT_NEAR(p.x - 0.03 * p.y, 70.4, 0.1);
  const Snapped none = snap(edge_picture(70, 0, 0.5, 0.5), {74, 10}, {70, 110}, 6);
  EXPECT_TRUE(none.points.empty());
  EXPECT_FALSE(none.unsure);
}

/// Columns of light: 0.5, from `first` on 0.3, from `second` on 0.9.
Photo::Pixels two_edges(int first, int second) {
  Photo::Pixels pixels;
  pixels.bgr = cv::Mat(120, 160, CV_8UC3, cv::Scalar::all(188));
  pixels.bgr.colRange(first, second).setTo(cv::Scalar::all(149));
  pixels.bgr.colRange(second, 160).setTo(cv::Scalar::all(243));
  return pixels;
}

// The right-hand edge is three times as strong.
TEST(Snap, TakesTheEdgeThatWasMeantNotTheStrongestOne) {
  const auto meant = [](double at, int first, int second) { return snap(two_edges(first, second), {at, 10}, {at, 110}, 14); };
  const Snapped near = meant(70, 70, 79);
  ASSERT_FALSE(near.points.empty());
  for (const PixelPoint& p : near.points) EXPECT_NEAR(p.x, 69.5, 0.3);
  const Snapped between = meant(74, 70, 79);
  EXPECT_TRUE(between.unsure) << "4 px to the one, 5 px to the other";
  EXPECT_TRUE(between.points.empty());
  const Snapped far = meant(60, 70, 150);
  EXPECT_TRUE(far.unsure) << "10 px off: no click";
  EXPECT_TRUE(far.points.empty());
}

// A chessboard: along its inner lines light and dark take turns, at its rim half of the edge is seen.
TEST(Snap, FieldsThatTakeTurnsAreNoEdge) {
  Photo::Pixels board;
  board.bgr = cv::Mat(160, 160, CV_8UC3, cv::Scalar::all(230));
  for (int row = 0; row < 8; ++row)
    for (int column = 0; column < 8; ++column)
      if ((row + column) % 2 == 0) board.bgr(cv::Rect(16 + 14 * column, 16 + 14 * row, 14, 14)).setTo(cv::Scalar::all(40));
  board.bgr.colRange(140, 160).setTo(cv::Scalar::all(5));
  for (const double x : {71.5, 127.5}) {  // an inner line, and the rim, 12 px from a much stronger edge
    const Snapped line = snap(board, {x, 20}, {x, 124}, 14, 0.75);
    EXPECT_TRUE(line.unsure) << x;
    EXPECT_TRUE(line.points.empty()) << x;
  }
}

}  // namespace
}  // namespace landai::photo
