// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/shortest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box;
using test::box_ring;

constexpr double kPi = std::numbers::pi;
constexpr double kGrid = 0.0005;  // a few cells of the grid on a whole path

std::optional<SmoothPath> shortest(const Floor& floor, PlanPoint from, PlanPoint to, double width_m,
                                   ShortestOptions options = {}) {
  const auto clearance = Clearance::build(floor);
  EXPECT_TRUE(clearance);
  return ShortestWays(*clearance, width_m, options).between(from, to);
}

/// A block of 4 x 4 m with its lower left corner at the origin.
Floor block() {
  Floor floor;
  floor.solids = box(0, 0, 4, 4);
  return floor;
}

TEST(Shortest, IsTheStraightLineWhereNothingStandsBetween) {
  const auto path = shortest(block(), {-1, -1}, {-1, 6}, 0.8);
  ASSERT_TRUE(path);
  EXPECT_DOUBLE_EQ(path->length_m, 7);
  EXPECT_DOUBLE_EQ(path->lower_bound_m, 7);
  EXPECT_EQ(path->pieces.size(), 1u);
  EXPECT_TRUE(path->turns.empty());
  EXPECT_EQ(path->points.size(), 2u);
}

TEST(Shortest, PassesAnObstacleAtTheRadiusAndBowsWhenNearer) {
  const auto length = [](PlanPoint from, PlanPoint to) {
    const auto path = shortest(block(), from, to, 0.8);
    return path ? path->length_m : 0;
  };
  EXPECT_NEAR(length({-1, -0.4}, {5, -0.4}), 6, 1e-9);
  EXPECT_GT(length({-1, -0.399}, {5, -0.399}), 6 + 1e-7);
  EXPECT_NEAR(length({-200, -3}, {200, -3}), 400, 1e-9);
  EXPECT_GT(length({-2, 2}, {6, 2}), 10);
}

TEST(Shortest, GoesRoundACornerOnTangentsAndAnArc) {
  const double r = 0.4;
  const auto path = shortest(block(), {-1, 3}, {3, -1}, 2 * r);
  ASSERT_TRUE(path);
  // Both ends are sqrt(10) from the corner. The way goes round it by a full turn less acos(-0.6); each
  // tangent leaves the circle acos(r / sqrt(10)) from the end's direction.
  const double tangent = std::sqrt(10 - r * r);
  const double turn = 2 * kPi - std::acos(-0.6) - 2 * std::acos(r / std::sqrt(10.0));
  EXPECT_NEAR(path->length_m, 2 * tangent + r * turn, kGrid);
  ASSERT_EQ(path->pieces.size(), 3u);
  EXPECT_TRUE(path->pieces[1].arc);
  EXPECT_NEAR(path->pieces[1].radius_m, r, 0.0002);
  EXPECT_LT(distance(path->pieces[1].centre, PlanPoint{0, 0}), 1e-9);
  ASSERT_EQ(path->turns.size(), 1u);
  EXPECT_TRUE(path->turns[0].left);
  EXPECT_NEAR(path->turns[0].angle_rad, turn, 0.001);
  EXPECT_NEAR(path->turns[0].along_m, path->length_m / 2, kGrid);
  EXPECT_NEAR(distance(path->turns[0].where, PlanPoint{0, 0}), r, 0.0002);
  const auto back = shortest(block(), {3, -1}, {-1, 3}, 2 * r);
  ASSERT_TRUE(back);
  EXPECT_NEAR(back->length_m, path->length_m, 1e-6);
  EXPECT_FALSE(back->turns[0].left);
}

TEST(Shortest, GoesRoundABoxAtTheDistanceOfTheRadius) {
  const double r = 0.5;
  const auto path = shortest(block(), {-r, 2}, {4 + r, 2}, 2 * r);
  ASSERT_TRUE(path);
  EXPECT_NEAR(path->length_m, 2 + 4 + 2 + kPi * r, kGrid);  // along three sides, two quarter turns
  EXPECT_EQ(path->turns.size(), 2u);
}

TEST(Shortest, ATurnAroundAWallEndIsOneTurn) {
  Floor floor;
  floor.within = box(0, 0, 6, 6);
  floor.solids = box(3, -1, 3.1, 3);
  const auto path = shortest(floor, {2, 1}, {4.1, 1}, 0.9);
  ASSERT_TRUE(path);
  const double r = 0.45, tangent = std::sqrt(1 + 4 - r * r);
  const double turn = std::atan2(2, 1) + std::asin(r / std::sqrt(5.0));
  EXPECT_NEAR(path->length_m, 2 * tangent + 0.1 + 2 * r * turn, kGrid);
  ASSERT_EQ(path->turns.size(), 1u);
  EXPECT_NEAR(path->turns[0].angle_rad, -2 * turn, 0.001);
}

TEST(Shortest, SlalomsBetweenWallsFromBothSides) {
  Floor floor;
  floor.within = box(0, 0, 12, 4);
  floor.thin = {{{3, 0}, {3, 3}}, {{6, 4}, {6, 1}}, {{9, 0}, {9, 3}}};
  const double r = 0.4;
  const auto path = shortest(floor, {0.5, 2}, {11.5, 2}, 2 * r);
  ASSERT_TRUE(path);
  ASSERT_EQ(path->turns.size(), 3u);
  EXPECT_FALSE(path->turns[0].left);
  EXPECT_TRUE(path->turns[1].left);
  EXPECT_FALSE(path->turns[2].left);
  // From the start to the first wall's end: distance sqrt(2.5^2 + 1); between wall ends the inner tangents.
  const double first = std::hypot(2.5, 1.0), between = std::hypot(3.0, 2.0);
  const double out = std::sqrt(first * first - r * r), inner = std::sqrt(between * between - 4 * r * r);
  const double rise_out = std::atan2(1.0, 2.5) + std::asin(r / first);
  const double fall = std::atan2(2.0, 3.0) + std::asin(2 * r / between);
  EXPECT_NEAR(path->length_m, 2 * out + 2 * inner + r * (2 * (rise_out + fall) + 2 * fall), kGrid);
}

TEST(Shortest, TakesTheShorterSideAlthoughTheDiagramsShortestTakesTheOther) {
  // A long block off the middle of a wide hall: past its near end is shorter for a body at the wall, but the
  // middle of the wide side leads far out.
  Floor floor;
  floor.within = box(0, 0, 20, 20);
  floor.solids = box(6, 1.2, 14, 9);
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  ShortestWays ways(*clearance, 0.9);
  for (const double y : {1.0, 3.0, 5.0, 6.0, 7.0, 8.0}) {
    const PlanPoint from{5, y}, to{15, y};
    const auto path = ways.between(from, to);
    ASSERT_TRUE(path);
    const auto around = [&](double edge, double side) {  // over the corner (6, edge) and its mirror image
      const double dy = side * (edge - y), r = 0.45, far = std::hypot(1.0, dy);
      return 2 * std::sqrt(far * far - r * r) + 8 + 2 * r * (std::atan2(dy, 1.0) + std::asin(r / far));
    };
    EXPECT_NEAR(path->length_m, std::min(around(9, 1), around(1.2, -1)), kGrid) << y;
    EXPECT_DOUBLE_EQ(path->lower_bound_m, path->length_m);
  }
}

TEST(Shortest, AGapOfTheWidthIsPassedAndOneBelowItIsNot) {
  const auto through = [](double gap) {
    Floor floor;
    floor.within = box(0, 0, 8, 4);
    floor.solids = {{box_ring(4, -1, 4.2, 2 - gap / 2), {}}, {box_ring(4, 2 + gap / 2, 4.2, 5), {}}};
    return shortest(floor, {1, 2}, {7, 2}, 0.9);
  };
  ASSERT_TRUE(through(0.9));
  EXPECT_NEAR(through(0.9)->length_m, 6, 1e-6);
  EXPECT_FALSE(through(0.8994));
}

TEST(Shortest, AnEndNearAWallLeavesItFirst) {
  Floor floor;
  floor.within = box(0, 0, 8, 4);
  const auto path = shortest(floor, {2, 0.1}, {6, 0.1}, 0.9);
  ASSERT_TRUE(path);
  EXPECT_NEAR(path->length_m, 0.35 + 4 + 0.35, kGrid);
  ASSERT_EQ(path->pieces.size(), 3u);
  // In a corner the way first leaves the nearer wall, then goes along the middle.
  const auto corner = shortest(floor, {0.2, 0.1}, {4, 2}, 0.9);
  ASSERT_TRUE(corner);
  EXPECT_NEAR(corner->length_m,
              0.1 + 0.25 * std::sqrt(2.0) + distance(PlanPoint{0.45, 0.45}, PlanPoint{4, 2}), kGrid);
}

TEST(Shortest, NoWayIsNone) {
  Floor floor = block();
  EXPECT_FALSE(shortest(floor, {2, 2}, {-1, -1}, 0.8));  // in the block
  floor.within = box(-1, -1, 5, 5);
  EXPECT_FALSE(shortest(floor, {-0.5, -0.5}, {4.5, 4.5}, 1.2));
  EXPECT_TRUE(shortest(floor, {-0.5, -0.5}, {4.5, 4.5}, 0.9));
  EXPECT_FALSE(shortest(floor, {NAN, 0}, {4.5, 4.5}, 0.9));
  EXPECT_TRUE(shortest(floor, {-0.5, -0.5}, {4.5, 4.5}, NAN));
  EXPECT_NEAR(shortest(Floor{}, {0, 0}, {3, 4}, 0.9)->length_m, 5, 1e-12);
}

TEST(Shortest, WhenTheStepsRunOutTheBoundIsStillBelow) {
  Floor floor;
  floor.within = box(0, 0, 30, 30);
  test::Dice dice(5);
  for (int i = 0; i < 120; ++i) {
    const double x = dice.between(2, 27), y = dice.between(2, 27);
    floor.solids.push_back({box_ring(x, y, x + 0.7, y + 0.5), {}});
  }
  const auto all = shortest(floor, {0.6, 0.6}, {29.4, 29.4}, 0.9);
  ASSERT_TRUE(all);
  EXPECT_DOUBLE_EQ(all->lower_bound_m, all->length_m);
  for (const int steps : {0, 1, 5, 20, 80}) {
    const auto some = shortest(floor, {0.6, 0.6}, {29.4, 29.4}, 0.9, {1.5, steps});
    ASSERT_TRUE(some);
    EXPECT_GE(some->length_m, all->length_m - 1e-9);
    EXPECT_LE(some->lower_bound_m, all->length_m + 1e-9);
    EXPECT_GE(some->lower_bound_m, distance(PlanPoint{0.6, 0.6}, PlanPoint{29.4, 29.4}) - 1e-6);
  }
}

TEST(Shortest, ItsPinchesAreTheNarrowPlacesItPassesInOrder) {
  // Three rooms in a row, doors of 0.80 and 1.20 m; the way keeps 0.70 m. A wide gap at the end is no pinch.
  Floor floor;
  floor.within = box(0, 0, 16, 4);
  floor.solids = {{box_ring(4, -1, 4.2, 1.6), {}},
                  {box_ring(4, 2.4, 4.2, 5), {}},
                  {box_ring(8, -1, 8.2, 2.0), {}},
                  {box_ring(8, 3.2, 8.2, 5), {}},
                  {box_ring(12, -1, 12.2, 1), {}}};
  floor.solid_owner = {10, 11, 12, 13, 14};
  const auto path = shortest(floor, {1, 2}, {15, 2}, 0.7);
  ASSERT_TRUE(path);
  ASSERT_EQ(path->pinches.size(), 2u);
  EXPECT_NEAR(path->pinches[0].width_m, 0.8, kGrid);
  EXPECT_NEAR(path->pinches[0].along_m, 3.1, 0.2);
  EXPECT_THAT(path->pinches[0].owners, testing::UnorderedElementsAre(10, 11));
  EXPECT_NEAR(path->pinches[1].width_m, 1.2, kGrid);
  EXPECT_NEAR(path->pinches[1].along_m, 7.1, 0.3);
  EXPECT_THAT(path->pinches[1].owners, testing::UnorderedElementsAre(12, 13));
  ShortestOptions options;
  options.pinches_below_m = 1.0;
  EXPECT_EQ(shortest(floor, {1, 2}, {15, 2}, 0.7, options)->pinches.size(), 1u);
  options.pinches_below_m = 0;
  EXPECT_TRUE(shortest(floor, {1, 2}, {15, 2}, 0.7, options)->pinches.empty());
}

TEST(Shortest, APlaceBesideTheWayIsNoPinchOfIt) {
  // Along one wall; the narrow gap lies behind a block on the other side.
  Floor floor;
  floor.within = box(0, 0, 12, 8);
  floor.solids = box(5, 3, 7, 7.2);
  const auto path = shortest(floor, {1, 0.6}, {11, 0.6}, 0.9);
  ASSERT_TRUE(path);
  EXPECT_TRUE(path->pinches.empty());
  EXPECT_NEAR(path->length_m, 10, kGrid);
}

}  // namespace
}  // namespace landai::geometry
