// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "landai/geometry/polygons.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box;
using Answer = DiscFit::Answer;

TEST(DiscFits, ARoomOfTheLimitHoldsTheDisc) {
  const DiscFit fit = disc_fits(box(0, 0, 1.5, 1.5), 1.5);
  ASSERT_EQ(fit.answer, Answer::yes);
  EXPECT_NEAR(fit.centre->x, 0.75, 1e-9);
  EXPECT_NEAR(fit.centre->y, 0.75, 1e-9);
  EXPECT_EQ(disc_fits(box(0, 0, 3.2, 1.5), 1.5).answer, Answer::yes);
  EXPECT_EQ(disc_fits(box(0, 0, 1.4999, 1.5), 1.5).answer, Answer::no);
  EXPECT_EQ(disc_fits(box(0, 0, 1.4999, 4), 1.5).answer, Answer::no);
  EXPECT_EQ(disc_fits(box(0, 0, 1.5, 1.5), 1.500001).answer, Answer::no);
}

// A right triangle with sides 3, 4, 5 has an inscribed circle of diameter 2; the hypotenuse lies on no axis.
TEST(DiscFits, InATriangleWithASlantedSide) {
  const MultiPolygon triangle{{{{0, 0}, {4, 0}, {0, 3}}, {}}};
  EXPECT_EQ(disc_fits(triangle, 2).answer, Answer::yes);
  EXPECT_EQ(disc_fits(triangle, 2.000001).answer, Answer::no);
  EXPECT_EQ(disc_fits({{{{0, 0}, {4, 0}, {0, 2.9999}}, {}}}, 2).answer, Answer::no);
}

// Three corners on a circle of radius 65 reach into the room: (60, 25), (-52, 39), (-16, -63).
TEST(DiscFits, BetweenThreeCorners) {
  Ring ring;
  const PlanPoint tips[] = {{1.20, 0.50}, {-1.04, 0.78}, {-0.32, -1.26}};
  for (int i = 0; i < 3; ++i) {
    ring.push_back(tips[i]);
    ring.push_back(2.5 * (tips[i] + tips[(i + 1) % 3]));
  }
  EXPECT_EQ(disc_fits({{ring, {}}}, 2.6).answer, Answer::yes);
  EXPECT_EQ(disc_fits({{ring, {}}}, 2.600001).answer, Answer::no);
}

TEST(DiscFits, AHoleIsNoRoom) {
  const MultiPolygon ring_walk = difference(box(0, 0, 5, 5), box(0.9, 0.9, 4.1, 4.1));
  EXPECT_EQ(disc_fits(ring_walk, 2.0).answer, Answer::no);
  EXPECT_EQ(disc_fits(ring_walk, 0.9).answer, Answer::yes);
}

TEST(DiscFits, OnlyOneOfTwoRoomsNeedsToHoldIt) {
  MultiPolygon rooms = box(0, 0, 1, 1);
  rooms.push_back(box(5, 0, 7, 2).front());
  const DiscFit fit = disc_fits(rooms, 2);
  ASSERT_EQ(fit.answer, Answer::yes);
  EXPECT_NEAR(fit.centre->x, 6, 1e-6);
}

TEST(DiscFits, BadInput) {
  EXPECT_EQ(disc_fits({}, 1).answer, Answer::no);
  EXPECT_EQ(disc_fits(box(0, 0, 1, 1), 0).answer, Answer::cannot_tell);
  EXPECT_EQ(disc_fits(box(0, 0, 1, 1), -1).answer, Answer::cannot_tell);
  EXPECT_EQ(disc_fits(box(0, 0, 1, 1), NAN).answer, Answer::cannot_tell);
  EXPECT_EQ(disc_fits(box(0, 0, 1, 1), INFINITY).answer, Answer::cannot_tell);
}

TEST(DiscFits, InARegionLargerThanTheDiagram) {
  EXPECT_EQ(disc_fits(box(0, 0, 5000, 300), 299.9).answer, Answer::yes);
  EXPECT_EQ(disc_fits(box(0, 0, 5000, 300), 300.1).answer, Answer::no);
}

TEST(LargestCircle, ReportsTheLimitItReaches) {
  EXPECT_GE(largest_circle({{{{0, 0}, {4, 0}, {0, 3}}, {}}})->diameter_m, 2.0);
  EXPECT_GE(largest_circle(box(0.3, 0.7, 1.8, 2.2))->diameter_m, 1.5);
  EXPECT_LT(largest_circle(box(0.3, 0.7, 1.7999, 2.2))->diameter_m, 1.5);
}

}  // namespace
}  // namespace landai::geometry
