// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <numbers>

#include "ascii_plan.hpp"
#include "drawn.hpp"
#include "landai/measure/beyond.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::body;
using test::completed;
using test::measured;
using test::thing;

// 0.1 m a cell: the lower room is 1.8 m wide and 1.5 m deep, the upper one 1.8 x 1.2; the leaf of 0.9 m opens upward.
const std::vector<std::string> kTwoRooms{"####################",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#####ddddddddd######",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "#..................#",  //
                                         "####################"};

TEST(DoorFreeSquare, IsAsDeepAsTheRoomOnEachSide) {
  const Plan plan = completed(ascii_plan(0.1, kTwoRooms));
  EXPECT_NEAR(*measured(plan, {"door-1"}, "door.free_square_swing").number(), 1.2, 0.0005);
  EXPECT_NEAR(*measured(plan, {"door-1"}, "door.free_square_other").number(), 1.5, 0.0005);
}

TEST(DoorFreeSquare, FurnitureShrinksIt) {
  auto rows = kTwoRooms;
  rows[5] = "#......FFFF........#";   // 0.7 m above the wall's face
  const Plan plan = completed(ascii_plan(0.1, rows));
  EXPECT_LT(*measured(plan, {"door-1"}, "door.free_square_swing").number(), 1.0);
}

// A yard of 6 x 3 m before the door: nobody looks farther than 2 m, so that is the least it is and no limit above it is refused.
TEST(DoorFreeSquare, IsOpenAboveWhereItIsAsLargeAsWasLooked) {
  std::vector<std::string> rows{"############################################################"};
  for (int i = 0; i < 30; ++i) rows.push_back("#..........................................................#");
  rows.push_back("##########################ddddddddd#########################");
  for (int i = 0; i < 15; ++i) rows.push_back("#..........................................................#");
  rows.push_back(rows.front());
  const Plan plan = completed(ascii_plan(0.1, rows));
  const auto large = measured(plan, {"door-1"}, "door.free_square_swing");
  EXPECT_NEAR(large.lo, 2.0, 1e-6);
  EXPECT_TRUE(std::isinf(large.hi));
  EXPECT_NEAR(measured(plan, {"door-1"}, "door.free_square_other").hi, 1.5, 0.0005);
}

TEST(DoorOpensInto, TellsTheRoomThatTheLeafSweeps) {
  const Plan plan = completed(ascii_plan(0.1, kTwoRooms));
  const auto m = measured(plan, {"door-1"}, "door.opens_into");
  ASSERT_NE(m.word(), nullptr);
  EXPECT_EQ(*m.word(), "room-1");   // the upper one: rooms are numbered from the top
  // Both rooms are dead ends; the smaller, upper one is served, and the leaf swings into it.
  EXPECT_EQ(measured(plan, {"door-1"}, "door.opens_outward").truth(), false);
}

TEST(DoorOpeningAngle, ReachesNinetyDegreesWhereNothingStands) {
  const Plan plan = completed(ascii_plan(0.1, kTwoRooms));
  EXPECT_NEAR(*measured(plan, {"door-1"}, "door.opening_angle").number(), std::numbers::pi / 2, 0.01);
}

TEST(DoorOpeningAngle, StopsAtACupboard) {
  auto rows = kTwoRooms;
  rows[7] = "#....FF............#";   // in the way of the leaf near its hinge
  const auto m = measured(completed(ascii_plan(0.1, rows)), {"door-1"}, "door.opening_angle");
  EXPECT_LT(*m.number(), 1.5);
  EXPECT_EQ(m.evidence.witness.size(), 1u);
}

TEST(DoorFurnitureDistance, IsMeasuredFromTheSweptSector) {
  auto rows = kTwoRooms;
  rows[1] = "#....F.............#";   // straight above the hinge: 1.2 - 0.1 - 0.9 = 0.2 m beyond the leaf's end
  const auto m = measured(completed(ascii_plan(0.1, rows)), {"door-1"}, "door.furniture_distance");
  EXPECT_NEAR(*m.number(), 0.2, 0.001);
}

// Straight above the hinge the leaf that is drawn sweeps to within 0.2 m of the furniture; nobody knows that where no leaf is drawn.
TEST(DoorFurnitureDistance, HasBoundsWhereTheLeafIsNotKnown) {
  auto rows = kTwoRooms;
  rows[1] = "#....F.............#";
  Plan plan = completed(ascii_plan(0.1, rows));
  auto& shape = std::get<DoorShape>(std::find_if(plan.elements.begin(), plan.elements.end(), [](const Element& e) { return e.id == "door-1"; })->shape);
  const double swept = *measured(plan, {"door-1"}, "door.furniture_distance").number();
  shape.leaves.clear();
  shape.operation = DoorOperation::unknown;
  const auto unknown = measured(plan, {"door-1"}, "door.furniture_distance");
  EXPECT_LE(unknown.lo, swept + 0.001) << "it may be the leaf that was drawn";
  EXPECT_GT(unknown.hi, 1.0) << "or one that turns the other way: it is 1.1 m from the opening";
}

// A cupboard 0.5 m beside the hole in the wall. A leaf that slides takes up the opening, between the frame's sides where they are known: doors.yaml, "overall", has
// 0.02 to 0.20 m for both of them.
TEST(DoorFurnitureDistance, OfASlidingLeafIsMeasuredFromTheOpening) {
  Plan plan = completed(ascii_plan(0.1, kTwoRooms));
  auto& shape = std::get<DoorShape>(std::find_if(plan.elements.begin(), plan.elements.end(), [](const Element& e) { return e.id == "door-1"; })->shape);
  const PlanPoint a = shape.jamb_a, b = shape.jamb_b;
  const double hole = distance(a, b);
  const PlanPoint along = (1 / hole) * (b - a), beside = b + 0.5 * along;
  shape.leaves.clear();
  shape.operation = DoorOperation::sliding;
  Element cupboard = body("cupboard", Category::furniture, beside.x - 0.2, beside.y - 0.2, beside.x + 0.2, beside.y + 0.2);
  for (PlanPoint& p : cupboard.geometry.areas.front().outer) p = p + 0.2 * along;   // its face 0.5 m from the hole
  cupboard.connects = plan.find("door-1")->connects;
  test::put(plan, cupboard);
  const auto from = [&] { return measured(plan, {"door-1"}, "door.furniture_distance"); };
  const auto bounded = from();
  EXPECT_NEAR(bounded.lo, 0.51, 0.001);
  EXPECT_NEAR(bounded.hi, 0.60, 0.001);
  shape.frame_clear_width = Known::exact(hole - 0.12, Method::geometry, "frame bodies");
  const auto framed = from();
  EXPECT_EQ(framed.lo, framed.hi);
  EXPECT_NEAR(framed.lo, 0.56, 0.001);
  shape.operation = DoorOperation::none;
  shape.frame_clear_width.reset();
  EXPECT_NEAR(*from().number(), 0.5, 0.001);
}

// A leaf that turns both ways is drawn to one side; the furniture stands 0.2 m from where it gets on the other.
TEST(DoorFurnitureDistance, OfADoubleActingLeafBothSidesCount) {
  auto rows = kTwoRooms;
  rows[1] = "#....F.............#";
  Plan plan = completed(ascii_plan(0.1, rows));
  auto& shape = std::get<DoorShape>(std::find_if(plan.elements.begin(), plan.elements.end(), [](const Element& e) { return e.id == "door-1"; })->shape);
  const double swept = *measured(plan, {"door-1"}, "door.furniture_distance").number();
  for (Leaf& leaf : shape.leaves) leaf.open_tip = leaf.hinge - (leaf.open_tip - leaf.hinge);   // drawn into the other room
  EXPECT_GT(*measured(plan, {"door-1"}, "door.furniture_distance").number(), swept + 0.5);
  shape.operation = DoorOperation::double_acting;
  EXPECT_NEAR(*measured(plan, {"door-1"}, "door.furniture_distance").number(), swept, 0.001);
}

TEST(DoorFurnitureDistance, TellsHowFarNoneStands) {
  Plan plan = completed(ascii_plan(0.1, kTwoRooms));
  test::put(plan, body("far", Category::furniture, 20, 20, 21, 21));   // the plan draws furniture, but none near this door
  const auto m = measured(plan, {"door-1"}, "door.furniture_distance");
  EXPECT_FALSE(m.applies);
  const auto beyond = beyond_looked(m);
  ASSERT_TRUE(beyond);
  EXPECT_EQ(beyond->lo, 2);
  EXPECT_TRUE(std::isinf(beyond->hi));
}

TEST(DoorFurnitureDistance, SaysWhenThePlanShowsNoFurniture) {
  const auto m = measured(completed(ascii_plan(0.1, kTwoRooms)), {"door-1"}, "door.furniture_distance");
  EXPECT_FALSE(m.value.has_value());
  EXPECT_TRUE(m.applies);
  EXPECT_EQ(m.missing.key, "measure.door.no_furniture");
}

TEST(DoorStairDistance, DoesNotApplyWithoutAStair) {
  const auto m = measured(completed(ascii_plan(0.1, kTwoRooms)), {"door-1"}, "door.stair_distance");
  EXPECT_FALSE(m.applies);
}

TEST(DoorStairDistance, IsMeasuredToAStairInTheSameRoom) {
  auto rows = kTwoRooms;
  rows[1] = "#....SSSSSSSSS.....#";
  const auto m = measured(completed(ascii_plan(0.1, rows)), {"door-1"}, "door.stair_distance");
  EXPECT_NEAR(*m.number(), 0.2, 0.001);
}

TEST(DoorPanDistance, IsMeasuredFromThePlaneOfTheDoor) {
  Plan plan = ascii_plan(0.1, kTwoRooms);
  Element pan = thing("pan", Category::sanitary, "toilet_pan");
  pan.geometry.areas = {Polygon{{{0.8, 0.1}, {1.2, 0.1}, {1.2, 0.7}, {0.8, 0.7}}, {}}};   // front at y = 0.7
  plan.elements.push_back(pan);
  const auto m = measured(completed(std::move(plan)), {"door-1"}, "door.pan_distance");
  // The closed leaf hangs at the upper face of the wall, y = 1.7: 1.7 - 0.7 = 1.0.
  EXPECT_NEAR(*m.number(), 1.0, 0.001);
}

TEST(DoorOpeningAngle, TheWallThatTheLeafHangsInDoesNotStopIt) {
  // The wall is drawn thicker at the jambs than its band of cells, and its thickness is not told.
  Plan plan = ascii_plan(0.1, kTwoRooms);
  for (const auto& [id, x0, x1] : {std::tuple{"jamb-1", 0.1, 0.5}, {"jamb-2", 1.37, 1.9}}) {
    Element wall = body(id, Category::wall, x0, 1.5, x1, 1.83);
    plan.elements.push_back(wall);
  }
  auto shape = *test::element(plan, "door-1")->door();
  shape.wall_thickness = 0;
  test::element(plan, "door-1")->shape = shape;
  const auto m = measured(completed(std::move(plan)), {"door-1"}, "door.opening_angle");
  ASSERT_TRUE(m.number().has_value());
  EXPECT_NEAR(*m.number(), std::numbers::pi / 2, 0.01);
}

TEST(DoorOpeningAngle, ADoorThatCannotOpenAtAllIsNotUnderstood) {
  auto rows = kTwoRooms;
  rows[12] = "#.......FFFF.......#";   // right before the shut leaf
  const auto m = measured(completed(ascii_plan(0.1, rows)), {"door-1"}, "door.opening_angle");
  EXPECT_FALSE(m.value.has_value());
  EXPECT_EQ(m.missing.key, "measure.door.swing_unclear");
}

}  // namespace
}  // namespace landai::measure
