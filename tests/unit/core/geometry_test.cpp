// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/geometry.hpp"

#include <gtest/gtest.h>

namespace landai {
namespace {

const Ring kSquare{{0, 0}, {2, 0}, {2, 2}, {0, 2}};

TEST(Area, IsSignedByDirection) {
  EXPECT_DOUBLE_EQ(signed_area(kSquare), 4);
  EXPECT_DOUBLE_EQ(signed_area(Ring(kSquare.rbegin(), kSquare.rend())), -4);
  EXPECT_DOUBLE_EQ(signed_area({{0, 0}, {1, 1}}), 0);
}

TEST(Area, KeepsItsDigitsFarFromTheOrigin) {
  Ring far;
  for (PlanPoint p : kSquare) far.push_back({p.x + 1e7, p.y - 1e7});
  EXPECT_NEAR(signed_area(far), 4, 1e-8);
}

TEST(Area, LeavesHolesOut) {
  EXPECT_DOUBLE_EQ(area(Polygon{kSquare, {{{0.5, 0.5}, {1, 0.5}, {1, 1}, {0.5, 1}}}}), 3.75);
}

TEST(Contains, CountsTheBorderAsInside) {
  EXPECT_TRUE(contains(kSquare, {1, 1}));
  EXPECT_TRUE(contains(kSquare, {2, 1}));
  EXPECT_TRUE(contains(kSquare, {0, 0}));
  EXPECT_FALSE(contains(kSquare, {2.0001, 1}));
}

TEST(Contains, LeavesTheInsideOfAHoleOut) {
  const Polygon ring{kSquare, {{{0.5, 0.5}, {1, 0.5}, {1, 1}, {0.5, 1}}}};
  EXPECT_FALSE(contains(ring, {0.75, 0.75}));
  EXPECT_TRUE(contains(ring, {0.5, 0.75}));
}

TEST(InteriorPoint, LiesInsideAnLShape) {
  const Polygon l{{{0, 0}, {10, 0}, {10, 1}, {1, 1}, {1, 10}, {0, 10}}, {}};
  const PlanPoint p = interior_point(l);
  EXPECT_TRUE(contains(l, p));
  for (std::size_t i = 0; i < l.outer.size(); ++i)
    EXPECT_GT(distance(PlanSegment{l.outer[i], l.outer[(i + 1) % l.outer.size()]}, p), 0.01);
}

TEST(ClosestPoints, OfCrossingSegmentsAreTheCrossing) {
  const PlanSegment at = closest_points({{0, 0}, {2, 2}}, {{0, 2}, {2, 0}});
  EXPECT_NEAR(distance(at.a, at.b), 0, 1e-12);
  EXPECT_NEAR(at.a.x, 1, 1e-12);
}

TEST(ClosestPoints, OfApartSegmentsAreTheNearest) {
  const PlanSegment at = closest_points({{0, 0}, {1, 0}}, {{3, 4}, {3, 9}});
  EXPECT_NEAR(distance(at.a, at.b), std::hypot(2, 4), 1e-12);
}

TEST(Normalised, TurnsRingsAndDropsRepeats) {
  const Polygon p = normalised(Polygon{{{0, 2}, {2, 2}, {2, 2}, {2, 0}, {0, 0}, {0, 2}}, {}});
  EXPECT_EQ(p.outer.size(), 4U);
  EXPECT_GT(signed_area(p.outer), 0);
}

}  // namespace
}  // namespace landai
