// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <numbers>

#include "landai/geometry/polygons.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box;
using test::box_ring;

const PlanSegment kOpening{{0, 0}, {0.9, 0}};
const PlanPoint kUp{0, 1};

TEST(FreeSquare, NothingInTheWayReachesTheLimit) {
  const FreeSquare square = free_square(kOpening, kUp, {}, 2.0);
  EXPECT_DOUBLE_EQ(square.side_m, 2.0);
  EXPECT_EQ(square.placement.size(), 4u);
  EXPECT_FALSE(square.witness);
}

TEST(FreeSquare, AWallAheadLimitsItsDepth) {
  const FreeSquare square = free_square(kOpening, kUp, box(-5, 1.5, 5, 1.7), 3.0);
  EXPECT_NEAR(square.side_m, 1.5, 1e-8);
  ASSERT_TRUE(square.witness);
  EXPECT_NEAR(square.witness->b.y, 1.5, 0.001);
}

TEST(FreeSquare, WallsBesideLimitItsWidth) {
  // 0.2 m to the left of the door, 0.4 m to the right: 1.5 m wide.
  const MultiPolygon walls{{box_ring(-0.4, 0, -0.2, 5), {}}, {box_ring(1.3, 0, 1.5, 5), {}}};
  const FreeSquare square = free_square(kOpening, kUp, walls, 3.0);
  EXPECT_NEAR(square.side_m, 1.5, 1e-8);
  EXPECT_EQ(square.least_m, square.side_m);   // the walls beside it begin at the line and are not stood over
  ASSERT_TRUE(square.witness);
  EXPECT_NEAR(std::abs(square.witness->a.x - square.witness->b.x), 1.5, 0.001);
}

TEST(FreeSquare, MovesAsideAsLongAsItCoversTheOpening) {
  const FreeSquare square = free_square(kOpening, kUp, box(1.0, 0.5, 1.4, 0.9), 1.5);
  EXPECT_NEAR(square.side_m, 1.5, 1e-8);
  for (const PlanPoint p : square.placement) EXPECT_LE(p.x, 1.0002);
}

TEST(FreeSquare, ATableInFrontLeavesWhatIsBeforeItOrBesideIt) {
  // A table 0.5 m ahead over the whole opening.
  EXPECT_NEAR(free_square(kOpening, kUp, box(-0.5, 0.5, 1.5, 1.0), 2.0).side_m, 0.5, 1e-8);
  // A table at the right half: a small square still stands left within the opening.
  EXPECT_NEAR(free_square(kOpening, kUp, box(0.6, 0.1, 1.5, 1.0), 2.0).side_m, 0.6, 1e-8);
}

TEST(FreeSquare, WhatLiesBehindOrFlushDoesNotCount) {
  const MultiPolygon wall{
      {box_ring(-3, -0.15, 0, 0), {}}, {box_ring(0.9, -0.15, 3, 0), {}}, {box_ring(-3, -2, 3, -1), {}}};
  EXPECT_DOUBLE_EQ(free_square(kOpening, kUp, wall, 2.0).side_m, 2.0);
}

TEST(FreeSquare, ADrawnLengthIsReachedExactly) {
  EXPECT_GE(free_square(kOpening, kUp, box(-5, 1.525, 5, 1.7), 3.0).side_m, 1.525);
  EXPECT_LT(free_square(kOpening, kUp, box(-5, 1.5249, 5, 1.7), 3.0).side_m, 1.525);
  const MultiPolygon walls{{box_ring(-0.4, 0, -0.3, 5), {}}, {box_ring(1.2, 0, 1.5, 5), {}}};
  EXPECT_GE(free_square(kOpening, kUp, walls, 3.0).side_m, 1.5);
}

// A wall that rounding has pushed 0.1 mm over a jamb is still the wall beside the door.
TEST(FreeSquare, RoundingAtAJambTakesNoSquareAway) {
  const MultiPolygon walls{{box_ring(-0.2, -0.1, 0.0001, 5), {}}, {box_ring(1.3, 0, 1.5, 5), {}}};
  EXPECT_NEAR(free_square(kOpening, kUp, walls, 3.0).side_m, 1.2999, 1e-8);
  EXPECT_NEAR(free_square(kOpening, kUp, box(-3, -0.15, 3, 0.0001), 2.0).side_m, 2.0, 1e-8);
}

// A wall drawn to a millimetre is not quite in line: the square of 1.8 m between the two tables stays, less the 0.35 mm at most.
TEST(FreeSquare, AHairOfAWallIsNoPier) {
  for (const double hair : {0.0, 0.0001, 0.00035, 0.001, 0.0029}) {
    SCOPED_TRACE(hair);
    const MultiPolygon walls{{{{-3, -0.15}, {0, -0.15}, {0, 0}, {-3, hair}}, {}}, {box_ring(0.9, -0.15, 3, hair), {}},
                             {box_ring(-2, 1.2, -0.4, 3), {}}, {box_ring(1.4, 1.2, 3, 3), {}}};
    const FreeSquare square = free_square(kOpening, kUp, walls, 2.0);
    EXPECT_NEAR(square.side_m, 1.8, 1e-6);
    EXPECT_NEAR(square.least_m, 1.8 - (hair > 0.0002 ? hair : 0), 1e-6);
  }
}

TEST(FreeSquare, APierStaysAPier) {
  const MultiPolygon pier{{box_ring(-3, -0.15, 0, 0.004), {}}, {box_ring(0.9, -0.15, 3, 0), {}}, {box_ring(-2, 1.2, 3, 3), {}}};
  EXPECT_NEAR(free_square(kOpening, kUp, pier, 2.0).side_m, 1.2, 1e-6);    // it stands to the right of it
  const MultiPolygon piers{{box_ring(-3, -0.15, 0, 0.004), {}}, {box_ring(0.9, -0.15, 3, 0.004), {}}};
  EXPECT_NEAR(free_square(kOpening, kUp, piers, 2.0).side_m, 0.9, 1e-6);   // between them
}

// A jamb that is 1 mm too far in leaves the square where it is.
TEST(FreeSquare, AHairOfAJambLeavesTheSquareAcrossIt) {
  const MultiPolygon walls{{box_ring(-0.4, 0, 0.001, 5), {}}, {box_ring(1.3, 0, 1.5, 5), {}}};
  EXPECT_NEAR(free_square(kOpening, kUp, walls, 3.0).side_m, 1.299, 1e-6);
}

TEST(FreeSquare, InASolidThereIsNone) {
  EXPECT_EQ(free_square(kOpening, kUp, box(-10, -10, 10, 10), 2.0).side_m, 0);
}

TEST(FreeSquare, TheSideIsTheOneOfToward) {
  const MultiPolygon above = box(-5, 0.8, 5, 2);
  EXPECT_NEAR(free_square(kOpening, {0, -1}, above, 1.5).side_m, 1.5, 1e-9);
  EXPECT_NEAR(free_square({kOpening.b, kOpening.a}, kUp, above, 1.5).side_m, 0.8, 1e-8);
}

TEST(FreeSquare, TurnsWithThePlan) {
  for (const double angle : {0.3, 1.1, 2.5}) {
    const PlanPoint shift{7, -3};
    const auto t = [&](PlanPoint p) { return test::turned(p, angle, shift); };
    const MultiPolygon walls{{box_ring(-0.4, 0, -0.2, 5), {}}, {box_ring(1.3, 0, 1.5, 5), {}}};
    const FreeSquare square = free_square({t(kOpening.a), t(kOpening.b)}, test::turned(kUp, angle),
                                          test::turned(walls, angle, shift), 3.0);
    EXPECT_NEAR(square.side_m, 1.5, 1e-8);
  }
}

const PlanPoint kHinge{0, 0}, kClosed{0.9, 0}, kOpen{0, 0.9};
constexpr double kQuarter = std::numbers::pi / 2;

TEST(FreeSwing, OpensFullyWhenNothingIsThere) {
  const Swing swing = free_swing(kHinge, kClosed, kOpen, {}, 0.1);
  EXPECT_DOUBLE_EQ(swing.angle_rad, kQuarter);
  EXPECT_FALSE(swing.blocked_at);
}

TEST(FreeSwing, StopsAtACabinet) {
  // Its corner (0.3, 0.5) is met at atan(0.5 / 0.3).
  const Swing swing = free_swing(kHinge, kClosed, kOpen, box(-0.2, 0.5, 0.3, 1.5), 0.1);
  EXPECT_NEAR(swing.angle_rad, std::atan2(0.5, 0.3), 0.002);
  ASSERT_TRUE(swing.blocked_at);
  EXPECT_NEAR(swing.blocked_at->x, 0.3, 0.002);
}

TEST(FreeSwing, MeetsASideAtTheTip) {
  // A wall 0.6 m ahead, parallel to the closed leaf: the tip meets it at asin(0.6 / 0.9).
  const Swing swing = free_swing(kHinge, kClosed, kOpen, box(-5, 0.6, 5, 1), 0.1);
  EXPECT_NEAR(swing.angle_rad, std::asin(0.6 / 0.9), 0.002);
}

TEST(FreeSwing, LyingAgainstAWallIsFree) {
  EXPECT_DOUBLE_EQ(free_swing(kHinge, kClosed, kOpen, box(-0.2, -1, 0, 3), 0.0).angle_rad, kQuarter);
  EXPECT_DOUBLE_EQ(free_swing(kHinge, kClosed, kOpen, box(-5, -1, 5, 0), 0.0).angle_rad, kQuarter);
  EXPECT_DOUBLE_EQ(free_swing(kHinge, kClosed, kOpen, box(-5, 0.9, 5, 2), 0.0).angle_rad, kQuarter);
}

TEST(FreeSwing, ItsOwnFrameDoesNotCount) {
  // Jambs that reach 0.05 m into the opening on both sides.
  const MultiPolygon frame{{box_ring(-0.1, -0.08, 0.05, 0.08), {}}, {box_ring(0.88, -0.08, 1.0, 0.08), {}}};
  EXPECT_DOUBLE_EQ(free_swing(kHinge, kClosed, kOpen, frame, 0.1).angle_rad, kQuarter);
  EXPECT_LT(free_swing(kHinge, kClosed, kOpen, frame, 0.0).angle_rad, kQuarter);
}

TEST(FreeSwing, ABodyBesideTheLeafBlocksAtOnce) {
  EXPECT_LT(free_swing(kHinge, kClosed, kOpen, box(0.3, 0.001, 0.6, 0.3), 0.1).angle_rad, 0.01);
  EXPECT_EQ(free_swing(kHinge, kClosed, kOpen, box(-5, -5, 5, 5), 0.1).angle_rad, 0);
}

TEST(FreeSwing, TheOtherHandIsTheMirror) {
  const MultiPolygon cabinet = box(-0.2, -1.5, 0.3, -0.5);
  EXPECT_NEAR(free_swing(kHinge, kClosed, {0, -0.9}, cabinet, 0.1).angle_rad, std::atan2(0.5, 0.3), 0.002);
  EXPECT_DOUBLE_EQ(free_swing(kHinge, kClosed, kOpen, cabinet, 0.1).angle_rad, kQuarter);
}

TEST(FreeSwing, WiderThanAQuarter) {
  const PlanPoint back{-0.9, 0};
  const Swing swing = free_swing(kHinge, kClosed, back, box(-2, -1, -0.3, 3), 0.0);
  EXPECT_NEAR(swing.angle_rad, std::acos(-0.3 / 0.9), 0.003);
}

}  // namespace
}  // namespace landai::geometry
