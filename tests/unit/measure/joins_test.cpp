// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/joins.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "drawn.hpp"

namespace landai::measure {
namespace {

using test::thing;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Polygon box(double x0, double y0, double x1, double y1) { return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}; }

Element& add(Plan& plan, const char* id, Category category, MultiPolygon areas, std::optional<double> floor = {}) {
  Element e = thing(id, category);
  e.geometry.areas = std::move(areas);
  if (floor) e.z = ZRange{*floor, *floor};
  plan.elements.push_back(std::move(e));
  return plan.elements.back();
}

Plan two_rooms(double gap, std::optional<double> high = {}) {
  Plan plan;
  plan.levels = {{"L0", "", 0, true}};
  add(plan, "a", Category::space, {box(0, 0, 4, 3)}, 0.0);
  add(plan, "b", Category::space, {box(4 + gap, 0, 8, 3)}, high.value_or(0.0));
  return plan;
}

TEST(Joins, RoomsThatAdjoinAreOpenToEachOther) {
  const auto found = joins(two_rooms(0));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Join::Kind::open_border);
  EXPECT_FALSE(found[0].step);
  EXPECT_NEAR(found[0].at.x, 4, 0.03);
}

TEST(Joins, AWallBetweenThemShutsThem) {
  EXPECT_THAT(joins(two_rooms(0.15)), IsEmpty());
  Plan drawn_as_line = two_rooms(0);
  add(drawn_as_line, "w", Category::wall, {}).geometry.lines = {{{4, 0}, {4, 3}}};
  EXPECT_THAT(joins(drawn_as_line), IsEmpty());
}

TEST(Joins, AGapInTheWallOfSixtyCentimetresIsAWayAndOneOfFiftyIsNot) {
  for (const double gap : {0.70, 0.50}) {
    Plan plan = two_rooms(0);
    add(plan, "w", Category::wall, {box(3.9, 0, 4.1, 3 - gap)});
    EXPECT_THAT(joins(plan), SizeIs(gap > 0.6 ? 1 : 0)) << gap;
  }
}

TEST(Joins, DoorsJoinTheirSidesAndIgnoredOnesNothing) {
  Plan plan = two_rooms(0.15);
  add(plan, "d", Category::door, {}).connects = {"a", "b"};
  add(plan, "e", Category::door, {}).connects = {"outside", "a"};
  add(plan, "half", Category::door, {}).connects = {"a"};
  const auto found = joins(plan);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].element, "d");
  EXPECT_EQ(found[1].a, "outside");
  EXPECT_THAT(joins(plan, {"d"}), SizeIs(1));
}

TEST(Joins, FloorsThatDifferAreAStep) {
  EXPECT_TRUE(joins(two_rooms(0, 0.021)).front().step);
  EXPECT_FALSE(joins(two_rooms(0, 0.019)).front().step);
}

TEST(Joins, ARampTakesThePlaceOfTheStepBesideIt) {
  Plan plan = two_rooms(0, 0.15);
  Element& flight = add(plan, "ramp", Category::flight, {box(2, 1, 4, 2)});
  flight.kind = "ramp";
  FlightShape shape;
  shape.foot = {2, 1.5};
  shape.head = {4, 1.5};
  flight.shape = shape;
  const auto found = joins(plan);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Join::Kind::ramp);
  EXPECT_EQ(found[0].element, "ramp");
}

TEST(Joins, ALiftJoinsItsLobbies) {
  Plan plan;
  plan.levels = {{"L0", "", 0, true}, {"L1", "", 3, true}};
  add(plan, "hall", Category::space, {box(0, 0, 4, 3)});
  add(plan, "landing", Category::space, {box(0, 0, 4, 3)}).levels = {"L1"};
  add(plan, "far", Category::space, {box(10, 0, 14, 3)}).levels = {"L1"};
  add(plan, "lift", Category::lift, {box(4.2, 0, 6, 2)}).levels = {"L0", "L1"};
  const auto found = joins(plan);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Join::Kind::lift);
  EXPECT_EQ(found[0].a, "hall");
  EXPECT_EQ(found[0].b, "landing");
}

TEST(Joins, RoomsOfDifferentLevelsDoNotAdjoin) {
  Plan plan = two_rooms(0);
  plan.levels.push_back({"L1", "", 3, true});
  plan.elements[1].levels = {"L1"};
  EXPECT_THAT(joins(plan), IsEmpty());
}

}  // namespace
}  // namespace landai::measure
