// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/taut.hpp"

#include <gmock/gmock.h>

#include <numbers>

namespace landai::measure {
namespace {

constexpr double kRadius = 0.4;

/// A block of 4 x 4 m with its lower left corner at the origin.
geometry::Floor block() {
  geometry::Floor floor;
  floor.solids = {Polygon{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {}}};
  return floor;
}

TEST(TautFloor, ASegmentIsFreeUpToTheRadius) {
  const TautFloor floor(block());
  EXPECT_TRUE(floor.free({-1, -0.4}, {5, -0.4}, kRadius));
  EXPECT_FALSE(floor.free({-1, -0.399}, {5, -0.399}, kRadius));
  EXPECT_FALSE(floor.free({-2, 2}, {6, 2}, kRadius));
  EXPECT_TRUE(floor.free({-200, -3}, {200, -3}, kRadius));
}

TEST(TautFloor, AWayThatBowsBecomesTheRopeAroundTheCorner) {
  const TautFloor floor(block());
  geometry::Path bowed;
  bowed.points = {{-1, 3}, {-2.5, 1}, {-2, -2}, {1, -2.5}, {3, -1}};
  for (std::size_t i = 0; i + 1 < bowed.points.size(); ++i) bowed.length_m += distance(bowed.points[i], bowed.points[i + 1]);
  const auto taut = floor.pulled(bowed, kRadius);
  // From (-1, 3) and (3, -1) to the circle of 0.4 m around the corner: each at sqrt(10) from it.
  const double tangent = std::sqrt(10 - kRadius * kRadius);
  // The way goes round the corner by a full turn less acos(-0.6); each tangent leaves the circle acos(0.4 / sqrt(10)) from the way's end.
  const double turn = 2 * std::numbers::pi - std::acos(-0.6) - 2 * std::acos(kRadius / std::sqrt(10.0));
  EXPECT_NEAR(taut.length_m, 2 * tangent + kRadius * turn, 0.01);
  EXPECT_LT(taut.length_m, bowed.length_m);
  EXPECT_EQ(taut.points.front(), bowed.points.front());
  EXPECT_EQ(taut.points.back(), bowed.points.back());
}

TEST(LeastWays, AreNeverAboveTheRopeAndSeldomFarBelow) {
  const TautFloor floor(block());
  const LeastWays ways(floor, {{-1, 3}}, kRadius);
  const double straight_on = ways.from({-1, -3});
  EXPECT_LE(straight_on, 6.0 + 1e-9);
  EXPECT_GE(straight_on, 6.0 - 1e-9);   // nothing between: the straight line
  const double through = distance(PlanPoint{-1, 3}, PlanPoint{5, 2});
  const double around = ways.from({5, 2});
  EXPECT_GT(around, through + 0.3);
  EXPECT_LT(around, 2 + 2.0 + 6.5 + 2.0);
}

}  // namespace
}  // namespace landai::measure
