// SPDX-License-Identifier: GPL-3.0-or-later
// Rise of flights, landings between them, the depth of a doorway, the low part of a counter. Every value is drawn by hand here.
#include <gtest/gtest.h>

#include "drawn.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::body;
using test::measured;
using test::one_level;
using test::put;
using test::thing;

Element& body(Plan& plan, const std::string& id, Category category, double x0, double y0, double x1, double y1) {
  return put(plan, body(id, category, x0, y0, x1, y1));
}

void flight(Plan& plan, const std::string& id, Category whole, PlanPoint foot, PlanPoint head, std::optional<double> rise) {
  Element& e = body(plan, id, Category::flight, std::min(foot.x, head.x), -0.6, std::max(foot.x, head.x), 0.6);
  e.kind = to_string(whole);
  e.parent = "whole";
  FlightShape shape;
  shape.foot = foot;
  shape.head = head;
  if (rise) shape.rise = Known::exact(*rise, Method::drawn, "levels");
  e.shape = shape;
}

Plan with(Category whole) {
  Plan plan = one_level();
  put(plan, thing("whole", whole));
  return plan;
}

TEST(FlightRise, IsWhatTheFileTellsElseWhatFollows) {
  Plan plan = with(Category::ramp);
  flight(plan, "told", Category::ramp, {0, 0}, {6, 0}, 0.5);
  flight(plan, "sloped", Category::ramp, {8, 0}, {14, 0}, std::nullopt);
  flight(plan, "unknown", Category::ramp, {16, 0}, {22, 0}, std::nullopt);
  FlightShape shape = *plan.elements[2].flight();
  shape.slope = Known::exact(0.1, Method::attribute, "Slope");
  shape.run = Known::exact(6, Method::drawn, "run");
  plan.elements[2].shape = shape;
  EXPECT_EQ(measured(plan, {"told"}, "ramp.flight_rise").number(), 0.5);
  EXPECT_DOUBLE_EQ(*measured(plan, {"sloped"}, "ramp.flight_rise").number(), 0.6);
  EXPECT_FALSE(measured(plan, {"unknown"}, "ramp.flight_rise").value);
}

TEST(FlightRise, OfAStairIsItsRisers) {
  Plan plan = with(Category::stair);
  flight(plan, "stair", Category::stair, {0, 0}, {3, 0}, std::nullopt);
  EXPECT_FALSE(measured(plan, {"stair"}, "stair.flight_rise").value);
  FlightShape shape = *plan.elements[1].flight();
  shape.riser = Known{0.17, 0.165, 0.175, Method::drawn, "body"};
  shape.risers = 20;
  plan.elements[1].shape = shape;
  const auto m = measured(plan, {"stair"}, "stair.flight_rise");
  EXPECT_DOUBLE_EQ(*m.number(), 3.4);
  EXPECT_DOUBLE_EQ(m.lo, 3.3);
  EXPECT_DOUBLE_EQ(m.hi, 3.5);
}

TEST(RampRest, IsTheShortestLandingBetweenTwoFlights) {
  Plan plan = with(Category::ramp);
  flight(plan, "a", Category::ramp, {0, 0}, {6, 0}, 0.5);
  EXPECT_FALSE(measured(plan, {"whole"}, "ramp.rest_length").applies);   // one flight has no landing between
  flight(plan, "b", Category::ramp, {7.5, 0}, {13.5, 0}, 0.5);
  EXPECT_TRUE(measured(plan, {"whole"}, "ramp.rest_length").applies);
  EXPECT_FALSE(measured(plan, {"whole"}, "ramp.rest_length").value);     // none is drawn
  body(plan, "end", Category::landing, 13.5, -0.6, 14.2, 0.6).parent = "whole";
  EXPECT_FALSE(measured(plan, {"whole"}, "ramp.rest_length").value);     // at its head only
  body(plan, "rest", Category::landing, 6, -0.6, 7.5, 0.6).parent = "whole";
  EXPECT_NEAR(*measured(plan, {"whole"}, "ramp.rest_length").number(), 1.5, 1e-9);
  flight(plan, "c", Category::ramp, {14.2, 0}, {20, 0}, 0.5);            // now the other landing lies between two as well
  EXPECT_NEAR(*measured(plan, {"whole"}, "ramp.rest_length").number(), 0.7, 1e-9);
}

TEST(PassageDepth, IsTheWallsThicknessWhereTheFileTellsIt) {
  Plan plan = with(Category::ramp);
  Element& door = body(plan, "door", Category::door, 0, 0, 0.9, 0.15);
  DoorShape shape;
  shape.jamb_a = {0, 0.075};
  shape.jamb_b = {0.9, 0.075};
  door.shape = shape;
  EXPECT_FALSE(measured(plan, {"door"}, "door.passage_depth").value);
  shape.wall_thickness = 0.15;
  plan.elements.back().shape = shape;
  EXPECT_DOUBLE_EQ(*measured(plan, {"door"}, "door.passage_depth").number(), 0.15);
}

TEST(CounterLowLength, IsThatOfThePartThatIsLowEnough) {
  Plan plan = with(Category::ramp);
  body(plan, "desk", Category::counter, 0, 0, 3, 0.6);
  Element& low = body(plan, "desk/low", Category::counter, 0, 0, 0.9, 0.6);
  low.parent = "desk";
  Element& high = body(plan, "desk/high", Category::counter, 0.9, 0, 3, 0.6);
  high.parent = "desk";
  const auto length = [&](double height) { return measured(plan, {"desk"}, "counter.low_length", {{"height", height}}); };
  EXPECT_FALSE(length(0.915).value);   // no height is known
  const auto set_height = [&](const char* id, double h) {
    CounterShape shape;
    shape.height = Known::exact(h, Method::attribute, "att.TINGGI");
    test::element(plan, id)->shape = shape;
  };
  set_height("desk/low", 0.75);
  // Nothing tells the client side: the low part is 0.6 or 0.9 m long; the other one may be low too.
  const auto open = length(0.915);
  EXPECT_NEAR(open.lo, 0.6, 1e-9);
  EXPECT_NEAR(open.hi, 2.1, 1e-9);
  set_height("desk/high", 1.1);
  EXPECT_NEAR(length(0.915).hi, 0.9, 1e-9);
  EXPECT_EQ(length(0.70).number(), 0);
  CounterShape shape;
  shape.height = Known::exact(0.75, Method::attribute, "att.TINGGI");
  shape.client_edge = PlanSegment{{0, 0}, {0.9, 0}};
  test::element(plan, "desk/low")->shape = shape;
  EXPECT_NEAR(*length(0.915).number(), 0.9, 1e-9);
  EXPECT_NEAR(length(0.915).lo, 0.9, 1e-9);
}

}  // namespace
}  // namespace landai::measure
