// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "landai/geometry/polygons.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box;
using test::box_ring;
using Answer = ShapeFit::Answer;

TEST(FitsRectangle, ARoomHoldsItself) {
  for (const double angle : {0.0, 0.1, 0.7, 1.3, 2.9}) {
    const MultiPolygon room = test::turned(box(0, 0, 3, 4), angle, {12.3, -4.5});
    EXPECT_EQ(fits_rectangle(room, 3.00, 4.00).answer, Answer::yes) << angle;
    EXPECT_EQ(fits_rectangle(room, 4.00, 3.00).answer, Answer::yes) << angle;
    EXPECT_EQ(fits_rectangle(room, 3.001, 4.00).answer, Answer::no) << angle;
    EXPECT_EQ(fits_rectangle(room, 3.00, 4.001).answer, Answer::no) << angle;
  }
}

TEST(FitsRectangle, AMillimetreShortIsNo) {
  EXPECT_EQ(fits_rectangle(box(0, 0, 2.999, 4), 3, 4).answer, Answer::no);
  EXPECT_EQ(fits_rectangle(box(0, 0, 1.524, 2.275), 1.525, 2.275).answer, Answer::no);
  EXPECT_EQ(fits_rectangle(box(0, 0, 1.525, 2.275), 1.525, 2.275).answer, Answer::yes);
}

TEST(FitsRectangle, SlantedInASquareRoom) {
  // In a 4 x 4 m room the diagonal direction holds a x b up to a + b = 4·√2.
  EXPECT_EQ(fits_rectangle(box(0, 0, 4, 4), 5.0, 0.65).answer, Answer::yes);
  EXPECT_EQ(fits_rectangle(box(0, 0, 4, 4), 5.0, 0.66).answer, Answer::no);
}

TEST(FitsRectangle, APillarInTheMiddleIsInTheWay) {
  const MultiPolygon room = difference(box(0, 0, 4, 4), box(1.9, 1.9, 2.1, 2.1));
  EXPECT_EQ(fits_rectangle(room, 4, 1.9).answer, Answer::yes);
  EXPECT_EQ(fits_rectangle(room, 4, 1.901).answer, Answer::no);
}

TEST(FitsRectangle, OnlyOneOfTwoRoomsNeedsToHoldIt) {
  const MultiPolygon rooms{{box_ring(0, 0, 1, 1), {}}, {box_ring(5, 0, 8, 2), {}}};
  const ShapeFit fit = fits_rectangle(rooms, 2, 3);
  ASSERT_EQ(fit.answer, Answer::yes);
  for (const PlanPoint p : *fit.placement) EXPECT_GE(p.x, 5 - 0.0002);
  EXPECT_EQ(fits_rectangle(rooms, 2.5, 2.5).answer, Answer::no);
}

TEST(FitsRectangle, NothingFitsInNothing) {
  EXPECT_EQ(fits_rectangle({}, 1, 1).answer, Answer::no);
  EXPECT_EQ(fits_rectangle(box(0, 0, 1, 1), 0, 1).answer, Answer::cannot_tell);
  EXPECT_EQ(fits_rectangle(box(0, 0, 1, 1), NAN, 1).answer, Answer::cannot_tell);
}

TEST(FitsRectangle, ARoundRoomOfManySides) {
  Ring ring;
  for (int i = 0; i < 360; ++i) ring.push_back({2 * std::cos(i * M_PI / 180), 2 * std::sin(i * M_PI / 180)});
  EXPECT_EQ(fits_rectangle({{ring, {}}}, 2.8, 2.8).answer, Answer::yes);   // diagonal 3.96
  EXPECT_EQ(fits_rectangle({{ring, {}}}, 2.85, 2.85).answer, Answer::no);  // diagonal 4.03
}

TEST(FitsRectangle, WithinTheDiscAroundItAnyDirectionWillDo) {
  const ShapeFit fit = fits_rectangle(test::turned(box(0, 0, 40, 30), 0.3), 1.525, 2.275);
  ASSERT_EQ(fit.answer, Answer::yes);
  EXPECT_NEAR(distance(fit.placement->at(0), fit.placement->at(1)), 1.525, 1e-9);
}

/// A corridor of `arm` meets another in the middle: just room for the T.
MultiPolygon t_room(double size, double arm) {
  return united(box(0, size - arm, size, size), box((size - arm) / 2, 0, (size + arm) / 2, size));
}

TEST(FitsTTurn, ARoomOfItsShapeHoldsIt) {
  for (const double angle : {0.0, 0.4, 1.9, 3.3, 5.5}) {
    const MultiPolygon room = test::turned(t_room(1.525, 0.915), angle, {7, -3});
    const ShapeFit fit = fits_t_turn(room, 1.525, 0.915);
    ASSERT_EQ(fit.answer, Answer::yes) << angle;
    ASSERT_EQ(fit.placement->size(), 8u);
    for (const PlanPoint p : *fit.placement)
      EXPECT_LT(geometry::gap({{{p, p + PlanPoint{1e-4, 0}, p + PlanPoint{0, 1e-4}}, {}}}, room)->distance_m,
                0.0003);
    EXPECT_EQ(fits_t_turn(room, 1.526, 0.915).answer, Answer::no) << angle;
    EXPECT_EQ(fits_t_turn(room, 1.525, 0.916).answer, Answer::no) << angle;
  }
}

TEST(FitsTTurn, NeedsNoSquareOfItsSize) {
  EXPECT_EQ(fits_rectangle(t_room(1.525, 0.915), 1.525, 1.525).answer, Answer::no);
  EXPECT_EQ(fits_t_turn(box(0, 0, 1.525, 1.525), 1.525, 0.915).answer, Answer::yes);
  EXPECT_EQ(fits_t_turn(box(0, 0, 1.524, 1.525), 1.525, 0.915).answer, Answer::no);
}

TEST(FitsTTurn, APillarWhereTheStemIsIsInTheWay) {
  // One pillar in a corner: the T is turned so that it is no matter. Two at one side leave 0.90 m between
  // them, too slim for the stem.
  const MultiPolygon one = difference(box(0, 0, 1.525, 1.525), box(0, 0, 0.3, 0.6));
  EXPECT_EQ(fits_t_turn(one, 1.525, 0.915).answer, Answer::yes);
  const MultiPolygon two = difference(difference(box(0, 0, 1.525, 1.525), box(0, 0, 0.3125, 0.3125)),
                                      box(1.2125, 0, 1.525, 0.3125));
  EXPECT_EQ(fits_t_turn(two, 1.525, 0.915).answer, Answer::no);
  EXPECT_EQ(fits_t_turn(two, 1.525, 0.900).answer, Answer::yes);
  EXPECT_EQ(fits_t_turn(two, 1.525, 0.901).answer, Answer::no);
}

TEST(FitsTTurn, BadInput) {
  EXPECT_EQ(fits_t_turn({}, 1.5, 0.9).answer, Answer::no);
  EXPECT_EQ(fits_t_turn(box(0, 0, 9, 9), 0.9, 1.5).answer, Answer::cannot_tell);
  EXPECT_EQ(fits_t_turn(box(0, 0, 9, 9), 1.5, 0).answer, Answer::cannot_tell);
  EXPECT_EQ(fits_t_turn(box(0, 0, 9, 9), NAN, 0.9).answer, Answer::cannot_tell);
  EXPECT_EQ(fits_t_turn(box(0, 0, 9, 9), 1.5, 1.5).answer, Answer::yes);
}

TEST(LargestCircle, OfSimpleRooms) {
  const auto square = largest_circle(box(0, 0, 3, 4));
  ASSERT_TRUE(square);
  EXPECT_NEAR(square->diameter_m, 3, 0.0002);
  // L: the circle touches the two outer walls and the corner: r (1 + √2) = 2·√2.
  const auto corner = largest_circle({{{{0, 0}, {5, 0}, {5, 2}, {2, 2}, {2, 5}, {0, 5}}, {}}});
  ASSERT_TRUE(corner);
  EXPECT_NEAR(corner->diameter_m / 2, 2 * std::sqrt(2) / (1 + std::sqrt(2)), 0.0002);
  // Pillar in the middle of 4 x 4: the circle touches two walls and the pillar's corner at (1.9, 1.9).
  const auto pillar = largest_circle(difference(box(0, 0, 4, 4), box(1.9, 1.9, 2.1, 2.1)));
  ASSERT_TRUE(pillar);
  EXPECT_NEAR(pillar->diameter_m, 1.9 * 2 * std::sqrt(2) / (1 + std::sqrt(2)), 0.0004);
  EXPECT_FALSE(largest_circle({}));
}

TEST(LargestCircle, OfARegionLargerThanTheDiagram) {
  const auto circle = largest_circle(box(0, 0, 5000, 300));
  ASSERT_TRUE(circle);
  EXPECT_NEAR(circle->diameter_m, 300, 0.001);
}

}  // namespace
}  // namespace landai::geometry
