// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/exact.hpp"

#include <gtest/gtest.h>

#include "random_plans.hpp"

namespace landai::geometry {
namespace {

GridSegment point(std::int64_t x, std::int64_t y) { return {{x, y}, {x, y}}; }

TEST(ClosestPair, TwoPoints) {
  const ClosestPair pair(point(0, 0), point(3, 4));
  EXPECT_EQ(pair.squared(), (SquaredDistance{25, 1}));
  EXPECT_EQ(pair.middle(), (PlanPoint{1.5, 2}));
  EXPECT_TRUE(pair.proper());
}

TEST(ClosestPair, APointAndAWall) {
  const ClosestPair pair(point(0, 5), {{-10, 0}, {10, 0}});
  EXPECT_EQ(pair.squared(), (SquaredDistance{25, 1}));
  EXPECT_EQ(pair.second(), (PlanPoint{0, 0}));
  // Onto a sloping wall the square is no whole number: (0, 1) is 1 / √2 from x = y.
  EXPECT_EQ(ClosestPair(point(0, 1), {{-10, -10}, {10, 10}}).squared(), (SquaredDistance{1, 2}));
  EXPECT_TRUE(ClosestPair(point(10, 5), {{-10, 0}, {10, 0}}).proper());
  EXPECT_FALSE(ClosestPair(point(11, 5), {{-10, 0}, {10, 0}}).proper());
}

TEST(ClosestPair, ParallelWalls) {
  EXPECT_EQ(ClosestPair({{0, 0}, {10, 10}}, {{3, 4}, {13, 14}}).squared(), (SquaredDistance{1, 2}));
}

TEST(ClosestPair, WhatTouchesItsDiscIsNotInIt) {
  const ClosestPair pair(point(-5, 0), point(5, 0));
  EXPECT_FALSE(pair.intruded_by(point(3, 4)));
  EXPECT_FALSE(pair.intruded_by(point(0, 5)));
  EXPECT_TRUE(pair.intruded_by(point(0, 4)));
  EXPECT_FALSE(pair.intruded_by({{-20, 5}, {20, 5}}));  // touches in its middle
  EXPECT_TRUE(pair.intruded_by({{-20, 5}, {20, 4}}));
  EXPECT_FALSE(pair.intruded_by({{5, 0}, {5, 9}}));  // leaves an end squarely
  EXPECT_TRUE(pair.intruded_by({{5, 0}, {4, 9}}));
  EXPECT_TRUE(pair.intruded_by({{0, -20}, {0, 20}}));
  EXPECT_FALSE(pair.intruded_by({{6, -20}, {6, 20}}));
}

TEST(ClosestPair, OneCellDecidesInTheWholeRange) {
  // A circle of 10^7 cells: a point on it (6-8-10), and the one beside it.
  const ClosestPair pair(point(-10'000'000, 0), point(10'000'000, 0));
  EXPECT_FALSE(pair.intruded_by(point(6'000'000, 8'000'000)));
  EXPECT_TRUE(pair.intruded_by(point(5'999'999, 8'000'000)));
  EXPECT_FALSE(pair.intruded_by(point(6'000'000, 8'000'001)));
  // A wall that touches it there, and one that misses by a cell at its end.
  const GridSegment tangent{{6'000'000 - 2'000'000, 8'000'000 + 1'500'000},
                            {6'000'000 + 2'000'000, 8'000'000 - 1'500'000}};
  EXPECT_FALSE(pair.intruded_by(tangent));
  EXPECT_TRUE(pair.intruded_by({tangent.a, {tangent.b.x, tangent.b.y - 1}}));
  EXPECT_FALSE(pair.intruded_by({tangent.a, {tangent.b.x, tangent.b.y + 1}}));
}

TEST(SquaredDistance, RatiosCompareWithoutDividing) {
  const UInt128 big = static_cast<UInt128>(1) << 100;
  EXPECT_LT((SquaredDistance{big - 1, (1ULL << 50) - 1}), (SquaredDistance{big, (1ULL << 50) - 1}));
  EXPECT_EQ((SquaredDistance{big, 1ULL << 50}), (SquaredDistance{big >> 10, 1ULL << 40}));
  // 2^100 / 2^50 against (2^100 - 1) / (2^50 - 1): equal as doubles.
  EXPECT_LT((SquaredDistance{big, 1ULL << 50}), (SquaredDistance{big - 1, (1ULL << 50) - 1}));
}

TEST(AtLeast, TheLimitItselfPasses) {
  const SquaredDistance d{81'000'000, 1};  // 9000 cells: 0.9 m
  EXPECT_TRUE(at_least(d, picometres_of_limit(0.9)));
  EXPECT_FALSE(at_least(d, picometres_of_limit(0.9) + 1));
  EXPECT_FALSE(at_least(d, picometres_of_limit(0.900000000001)));
  EXPECT_FALSE(at_least(d, picometres_of_limit(0.9001)));
  EXPECT_TRUE(at_least(d, picometres_of_limit(0.8999)));
  EXPECT_TRUE(at_least(d, picometres_of_limit(0)));
  EXPECT_FALSE(at_least(d, picometres_of_limit(1e300)));
  EXPECT_FALSE(at_least(d, picometres_of_limit(INFINITY)));
}

// Whatever the limit, the number that is reported says the same as the decision.
TEST(AtLeast, AgreesWithTheReportedNumber) {
  test::Dice dice(4);
  for (int i = 0; i < 20'000; ++i) {
    const GridSegment p = point(dice.below(20'000'001) - 10'000'000, dice.below(20'000'001) - 10'000'000);
    const GridSegment s{{dice.below(2'000'001) - 1'000'000, dice.below(2'000'001) - 1'000'000},
                        {dice.below(20'001) - 10'000, dice.below(20'001) - 10'000}};
    const SquaredDistance d = ClosestPair(p, s).squared();
    const double width = metres_of(whole_picometres(d));
    double limits[] = {width,
                       std::nextafter(width, 0),
                       std::nextafter(width, 1e9),
                       width + 1e-12,
                       width - 1e-12,
                       std::sqrt(d.value()) / 1e4,
                       std::round(width * 1e4) / 1e4,
                       std::round(width * 1e3) / 1e3};
    for (const double limit : limits) {
      ASSERT_EQ(at_least(d, picometres_of_limit(limit)), width >= limit) << i << ' ' << limit << ' ' << width;
    }
    ASSERT_NEAR(width, std::sqrt(d.value()) / 1e4, 2e-12);
  }
}

}  // namespace
}  // namespace landai::geometry
