// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/polygons.hpp"

#include <gtest/gtest.h>

#include <numbers>

#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box;
using test::box_ring;

TEST(SetOperations, AreasOfOverlappingSquares) {
  const MultiPolygon a = box(0, 0, 2, 2), b = box(1, 1, 3, 3);
  EXPECT_NEAR(area(united(a, b)), 7, 1e-9);
  EXPECT_NEAR(area(difference(a, b)), 3, 1e-9);
  EXPECT_NEAR(area(intersection(a, b)), 1, 1e-9);
}

TEST(SetOperations, OrientationOfTheInputDoesNotMatter) {
  MultiPolygon a = box(0, 0, 2, 2);
  std::reverse(a[0].outer.begin(), a[0].outer.end());
  EXPECT_NEAR(area(united(a, box(1, 0, 3, 2))), 6, 1e-9);
  const MultiPolygon result = united(a);
  ASSERT_EQ(result.size(), 1u);
  EXPECT_GT(signed_area(result[0].outer), 0);
}

TEST(SetOperations, ABowTieKeepsBothWings) {
  EXPECT_NEAR(area(united({{{{0, 0}, {2, 2}, {2, 0}, {0, 2}}, {}}})), 2, 1e-9);
}

TEST(SetOperations, ARingThatGoesRoundTwiceIsFilledOnce) {
  const Ring twice{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}, {2, 0}, {2, 2}, {0, 2}};
  EXPECT_NEAR(area(united({{twice, {}}})), 4, 1e-9);
}

TEST(SetOperations, HolesStayAndAreFilledByOthers) {
  const MultiPolygon frame{{box_ring(0, 0, 4, 4), {box_ring(1, 1, 3, 3)}}};
  EXPECT_NEAR(area(united(frame)), 12, 1e-9);
  EXPECT_NEAR(area(united(frame, box(1, 1, 3, 3))), 16, 1e-9);
  ASSERT_EQ(difference(box(0, 0, 4, 4), box(1, 1, 3, 3)).size(), 1u);
  EXPECT_EQ(difference(box(0, 0, 4, 4), box(1, 1, 3, 3))[0].holes.size(), 1u);
}

TEST(SetOperations, TouchingPiecesBecomeOne) {
  EXPECT_EQ(united({{box_ring(0, 0, 1, 1), {}}, {box_ring(1, 0, 2, 1), {}}}).size(), 1u);
}

TEST(SetOperations, CoordinatesComeBackOnTheGrid) {
  const MultiPolygon result = united(box(0.12344, 0.1, 3.15, 2.275));
  ASSERT_EQ(result.size(), 1u);
  const Box b = bounds(result);
  EXPECT_EQ(b.min_x, 0.1234);
  EXPECT_EQ(b.max_x, 3.15);
  EXPECT_EQ(b.max_y, 2.275);
}

TEST(SetOperations, SliversAndNonsenseVanish) {
  EXPECT_TRUE(united(box(0, 0, 5, 0.00004)).empty());
  EXPECT_TRUE(united({{{{0, 0}, {1, NAN}, {1, 1}}, {}}}).empty());
  EXPECT_TRUE(united({{{{0, 0}, {1, 1}}, {}}}).empty());
  EXPECT_TRUE(united({}).empty());
  EXPECT_EQ(difference(box(0, 0, 5, 5), box(0, 0, 5, 5)).size(), 0u);
}

TEST(Offset, MitresSquareCorners) {
  EXPECT_NEAR(area(offset(box(0, 0, 2, 1), 0.5)), 6, 1e-6);
  EXPECT_NEAR(area(offset(box(0, 0, 2, 1), -0.25)), 0.75, 1e-6);
  EXPECT_TRUE(offset(box(0, 0, 2, 1), -0.6).empty());
}

TEST(Thickened, EndsFlatAndNarrowsNoOpening) {
  const MultiPolygon wall = thickened({{0, 0}, {3, 0}}, 0.2);
  EXPECT_NEAR(area(wall), 0.6, 1e-6);
  EXPECT_NEAR(bounds(wall).max_x, 3, 1e-9);
  EXPECT_NEAR(area(thickened({{0, 0}, {3, 0}, {3, 3}}, 0.2)), 1.2, 1e-6);
  EXPECT_NEAR(area(thickened({{0, 0}, {3, 0}, {3, 3}, {0, 3}, {0, 0}}, 0.2)), 2.4, 1e-6);
  EXPECT_TRUE(thickened({{0, 0}}, 0.2).empty());
  EXPECT_TRUE(thickened({{0, 0}, {1, 0}}, 0).empty());
}

TEST(SweptSector, IsAQuarterOfADisc) {
  const Polygon sector = swept_sector({1, 1}, {1.9, 1}, {1, 1.9});
  EXPECT_NEAR(area(sector), std::numbers::pi * 0.81 / 4, 0.9 * 0.0001 * 2);
  EXPECT_GT(signed_area(sector.outer), 0);
  EXPECT_NEAR(area(swept_sector({1, 1}, {1, 1.9}, {1.9, 1})), area(sector), 1e-9);
}

TEST(Gap, IsTheShortestDistance) {
  const auto apart = gap(box(0, 0, 1, 1), box(4, 5, 6, 7));
  ASSERT_TRUE(apart);
  EXPECT_NEAR(apart->distance_m, 5, 1e-12);
  EXPECT_EQ(apart->witness.a, (PlanPoint{1, 1}));
  EXPECT_EQ(apart->witness.b, (PlanPoint{4, 5}));
}

TEST(Gap, OverlapTouchAndContainmentAreZero) {
  EXPECT_EQ(gap(box(0, 0, 2, 2), box(1, 1, 3, 3))->distance_m, 0);
  EXPECT_EQ(gap(box(0, 0, 2, 2), box(0.5, 0.5, 1, 1))->distance_m, 0);
  EXPECT_EQ(gap(box(0.5, 0.5, 1, 1), box(0, 0, 2, 2))->distance_m, 0);
  EXPECT_EQ(gap(box(0, 0, 1, 1), box(1, 0, 2, 1))->distance_m, 0);
  EXPECT_EQ(gap(box(0, 1, 3, 2), box(1, 0, 2, 3))->distance_m, 0);  // a cross: no corner in the other
  EXPECT_FALSE(gap({}, box(0, 0, 1, 1)));
}

TEST(Gap, AShapeInAHoleIsApart) {
  const MultiPolygon frame{{box_ring(0, 0, 4, 4), {box_ring(1, 1, 3, 3)}}};
  EXPECT_NEAR(gap(frame, box(1.5, 1.4, 2, 2))->distance_m, 0.4, 1e-12);
}

TEST(Gap, MatchesBruteForce) {
  test::Dice dice(77);
  for (int i = 0; i < 60; ++i) {
    const MultiPolygon a{{test::star(dice, {0, 0}, 0.5, 2, 5 + dice.below(40)), {}}};
    const MultiPolygon b{
        {test::star(dice, {dice.between(-5, 5), dice.between(3, 6)}, 0.5, 2, 5 + dice.below(40)), {}}};
    double best = INFINITY;
    for (std::size_t k = 0; k < a[0].outer.size(); ++k) {
      for (std::size_t l = 0; l < b[0].outer.size(); ++l) {
        const PlanSegment pair = closest_points({a[0].outer[k], a[0].outer[(k + 1) % a[0].outer.size()]},
                                                {b[0].outer[l], b[0].outer[(l + 1) % b[0].outer.size()]});
        best = std::min(best, distance(pair.a, pair.b));
      }
    }
    EXPECT_NEAR(gap(a, b)->distance_m, best, 1e-9);
  }
}

}  // namespace
}  // namespace landai::geometry
