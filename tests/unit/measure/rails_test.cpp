// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "drawn.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::body;
using test::fact;
using test::measured;
using test::one_level;
using test::put;
using test::thing;

/// A flight of 6 m along x, its sides at y = -0.6 and 0.6, part of a ramp or stair "whole".
Plan one_flight(Category whole, double width = 1.2) {
  Plan plan = one_level();
  put(plan, thing("whole", whole));
  Element flight = body("flight", Category::flight, 0, -width / 2, 6, width / 2);
  flight.kind = whole == Category::ramp ? "ramp" : "stair";
  flight.parent = "whole";
  FlightShape shape;
  shape.foot = {0, 0};
  shape.head = {6, 0};
  flight.shape = shape;
  plan.elements.push_back(flight);
  return plan;
}

void rail(Plan& plan, const std::string& id, double x0, double y0, double x1, double y1, std::optional<double> height = std::nullopt) {
  Element e = body(id, Category::handrail, x0, y0, x1, y1);
  e.parent = "whole";
  FixtureShape shape;
  if (height) shape.height = Known::exact(*height, Method::attribute, "att.TINGGI");
  e.shape = shape;
  plan.elements.push_back(e);
}

Measurement sides(const Plan& plan, double low, double high, const Facts& facts = {}) {
  return measured(plan, {"whole"}, "ramp.rail_sides", {{"low", low}, {"high", high}}, facts);
}

TEST(RampRailSides, CountsSidesWithARailOfTheHeight) {
  Plan plan = one_flight(Category::ramp);
  EXPECT_FALSE(sides(plan, 0.65, 0.80).value);   // a drawing without any rail does not say that there is none
  rail(plan, "left-80", 0, 0.62, 6, 0.66, 0.80);
  EXPECT_EQ(sides(plan, 0.80, 0.80).number(), 1);
  EXPECT_EQ(sides(plan, 0.80, 0.80).hi, 1);
  EXPECT_EQ(sides(plan, 0.65, 0.65).hi, 0);
  rail(plan, "left-65", 0, 0.62, 6, 0.66, 0.65);   // below the first: the same side
  EXPECT_EQ(sides(plan, 0.65, 0.80).number(), 1);
  rail(plan, "right-65", 0, -0.66, 6, -0.62, 0.65);
  EXPECT_EQ(sides(plan, 0.65, 0.65).number(), 2);
  EXPECT_EQ(sides(plan, 0.80, 0.80).number(), 1);
  EXPECT_EQ(measured(plan, {"flight"}, "ramp.rail_sides", {{"low", 0.65}, {"high", 0.65}}).number(), 2);
}

TEST(RampRailSides, AHeightThatIsNotKnownWidensTheUpperBound) {
  Plan plan = one_flight(Category::ramp);
  rail(plan, "left", 0, 0.62, 6, 0.66, 0.80);
  rail(plan, "right", 0, -0.66, 6, -0.62);
  const auto m = sides(plan, 0.80, 0.80);
  EXPECT_EQ(m.lo, 1);
  EXPECT_EQ(m.hi, 2);
  EXPECT_EQ(m.evidence.note.key, "measure.rail.height_unknown");
  EXPECT_EQ(sides(plan, 0.80, 0.80, {"", {fact("right", "handrail.height", 0.80)}, {}}).lo, 2);
  EXPECT_EQ(sides(plan, 0.80, 0.80, {"", {fact("right", "handrail.height", 0.90)}, {}}).hi, 1);
}

// The rail of a terrace beside a ramp that rises to it is at 65 cm above the terrace, and at 65 cm to 1.10 m above the ramp.
TEST(RampRailSides, ALevelRailBesideTheFlightIsOfAnotherFloor) {
  for (const auto& [lo, hi, counts] : {std::tuple{0.61, 0.65, false}, {0.16, 0.65, true}, {-0.45, 0.65, true}}) {
    Plan plan = one_flight(Category::ramp);
    test::element(plan, "flight")->z = ZRange{-0.45, 0};
    rail(plan, "right", 0, -0.66, 6, -0.62, 0.65);
    rail(plan, "other", 0, 0.62, 6, 0.66, 0.65);
    test::element(plan, "other")->z = ZRange{lo, hi};
    EXPECT_EQ(sides(plan, 0.65, 0.65).number(), 2) << "one of the ramp's own parts, whatever its heights";
    test::element(plan, "other")->parent.reset();
    EXPECT_EQ(sides(plan, 0.65, 0.65).number(), counts ? 2 : 1) << lo;
    EXPECT_EQ(sides(plan, 0.65, 0.65).hi, counts ? 2 : 1) << lo;
  }
}

// 80 cm are asked for: 80.1 cm read to 2 mm may be that, 81 cm read to 2 mm is not.
TEST(RampRailSides, AReadingWithAnUncertaintyIsNotSurelyTheHeight) {
  Plan plan = one_flight(Category::ramp);
  rail(plan, "left", 0, 0.62, 6, 0.66, 0.80);
  rail(plan, "right", 0, -0.66, 6, -0.62);
  const auto with_reading = [&](double height) {
    Facts facts;
    Reading reading;
    reading.subject = {"right"};
    reading.quantity = "handrail.height";
    reading.value = height;
    reading.lo = reading.hi = height;
    reading.u = 0.002;
    facts.readings.readings = {reading};
    return sides(plan, 0.80, 0.80, facts);
  };
  EXPECT_EQ(with_reading(0.801).lo, 1);
  EXPECT_EQ(with_reading(0.801).hi, 2);
  EXPECT_EQ(with_reading(0.810).hi, 1);
}

// A plan view without heights draws two rails, one above the other, as one line: what was read of one does not deny the other.
TEST(RampRailSides, TheHeightReadOfOneRailDoesNotDenyASecondUnderTheSameLine) {
  Plan plan = one_flight(Category::ramp);
  rail(plan, "left", 0, 0.62, 6, 0.66);
  rail(plan, "right", 0, -0.66, 6, -0.62);
  const Facts read{"", {fact("left", "handrail.height", 0.65), fact("right", "handrail.height", 0.80)}, {}};
  for (const double height : {0.65, 0.80}) {
    EXPECT_EQ(sides(plan, height, height, read).lo, 1);
    EXPECT_EQ(sides(plan, height, height, read).hi, 2);
    EXPECT_EQ(sides(plan, height, height, read).evidence.note.key, "measure.rail.stacked");
  }
  // Where a side has two lines each rail has its own, and a side without a line has none.
  rail(plan, "left-2", 0, 0.62, 6, 0.66);
  const Facts all{"", {fact("left", "handrail.height", 0.65), fact("left-2", "handrail.height", 0.70), fact("right", "handrail.height", 0.80)}, {}};
  EXPECT_EQ(sides(plan, 0.80, 0.80, all).hi, 1);
  std::erase_if(plan.elements, [](const Element& e) { return e.id == "right"; });
  EXPECT_EQ(sides(plan, 0.80, 0.80, {"", {fact("left", "handrail.height", 0.80)}, {}}).hi, 1);
}

TEST(RampRailSides, ARailAlongAPartIsNotSurelyOne) {
  Plan plan = one_flight(Category::ramp);
  rail(plan, "left", 0, 0.62, 4.7, 0.66, 0.80);   // 78 % of 6 m
  EXPECT_EQ(sides(plan, 0.80, 0.80).lo, 0);
  EXPECT_EQ(sides(plan, 0.80, 0.80).hi, 1);
  plan.elements.back().geometry.areas[0].outer[1].x = plan.elements.back().geometry.areas[0].outer[2].x = 4.9;   // 82 %
  EXPECT_EQ(sides(plan, 0.80, 0.80).lo, 1);
}

TEST(RampRailSides, OfARampWithTwoFlightsTheWorseOneCounts) {
  Plan plan = one_flight(Category::ramp);
  rail(plan, "left", 0, 0.62, 6, 0.66, 0.80);
  Element second = plan.elements[1];
  second.id = "second";
  second.geometry.areas = {Polygon{{{8, -0.6}, {14, -0.6}, {14, 0.6}, {8, 0.6}}, {}}};
  std::get<FlightShape>(second.shape).foot = {8, 0};
  std::get<FlightShape>(second.shape).head = {14, 0};
  plan.elements.push_back(second);
  EXPECT_EQ(sides(plan, 0.80, 0.80).number(), 0);
  EXPECT_EQ(measured(plan, {"flight"}, "ramp.rail_sides", {{"low", 0.8}, {"high", 0.8}}).number(), 1);
}

// A program wrote 1.22 m for every rail; the body ends 0.90 m above the head of its flight.
// Files often hold rails beside their stairs, and rails often begin a step or two up.
TEST(RailsOfStairs, ThoseThatRiseWithAFlightBelongToIt) {
  const auto parent = [](double from, double to, double low, double high, double y = 0.62, double flight_hi = 3.0) {
    Plan plan = one_flight(Category::stair);
    for (Element& e : plan.elements)
      if (e.id == "flight") e.z = ZRange{0, flight_hi};
    rail(plan, "rail", from, y, to, y + 0.04, 0.9);
    plan.elements.back().parent.reset();
    plan.elements.back().z = ZRange{low, high};
    return test::completed(plan).find("rail")->parent.value_or("");
  };
  EXPECT_EQ(parent(0, 6, 0.9, 3.9), "whole");
  EXPECT_EQ(parent(1, 5, 1.4, 3.4), "whole") << "0.9 m above the steps at both ends";
  EXPECT_EQ(parent(1, 5, 0.5, 3.4), "whole") << "with its posts";
  EXPECT_EQ(parent(0, 0.9, 0.9, 1.35), "") << "a piece of less than a metre";
  EXPECT_EQ(parent(1, 5, 3.9, 3.9), "") << "a guard of the floor above";
  EXPECT_EQ(parent(1, 5, -1.6, 0.4), "") << "of the flight below";
  EXPECT_EQ(parent(0, 6, 0.9, 3.9, 1.5), "") << "too far off";
}

TEST(HandrailHeight, LiesBetweenWhatTheFileSaysAndWhereItsBodyStands) {
  Plan plan = one_flight(Category::stair);
  plan.elements.back().z = ZRange{0, 3.1};
  rail(plan, "rail", 0, 0.62, 6, 0.66, 1.22);
  plan.elements.back().parent = "whole";
  const auto height = [&] { return measured(plan, {"rail"}, "handrail.height"); };
  EXPECT_EQ(height().lo, 1.22);
  plan.elements.back().z = ZRange{1.0, 4.0};
  EXPECT_NEAR(*height().number(), 0.9, 1e-9);
  EXPECT_NEAR(height().lo, 0.9, 1e-9);
  EXPECT_EQ(height().hi, 1.22);
  plan.elements.back().z = ZRange{1.0, 4.31};   // 1 cm is how it was drawn
  EXPECT_EQ(height().lo, 1.22);
  EXPECT_EQ(height().hi, 1.22);
}

TEST(MiddleRail, RunsMoreThanThirtyCentimetresInsideBothSides) {
  for (const auto& [whole, quantity] : {std::pair{Category::ramp, "ramp.middle_rail"}, {Category::stair, "stair.middle_rail"}}) {
    Plan plan = one_flight(whole, 2.4);
    EXPECT_FALSE(measured(plan, {"whole"}, quantity).value) << quantity;
    rail(plan, "side", 0, 1.0, 6, 1.04);      // its middle 0.18 m from the side
    EXPECT_EQ(measured(plan, {"whole"}, quantity).truth(), false) << quantity;
    rail(plan, "middle", 0, 0.85, 6, 0.89);   // 0.33 m
    EXPECT_EQ(measured(plan, {"whole"}, quantity).truth(), true) << quantity;
    plan.elements.back().geometry.areas = {Polygon{{{0, 0}, {2, 0}, {2, 0.04}, {0, 0.04}}, {}}};
    EXPECT_FALSE(measured(plan, {"whole"}, quantity).value) << quantity;   // along a third only
  }
}

TEST(MiddleRail, ARailAcrossTheFlightIsNone) {
  Plan plan = one_flight(Category::stair, 2.4);
  rail(plan, "gate", 5.9, -1.2, 5.95, 1.2);
  EXPECT_EQ(measured(plan, {"whole"}, "stair.middle_rail").truth(), false);
}

TEST(HandrailExtension, IsTheSmallerOneBeyondTheEnds) {
  Plan plan = one_flight(Category::stair);
  rail(plan, "rail", -0.30, 0.62, 6.28, 0.66);
  const auto m = measured(plan, {"rail"}, "handrail.extension");
  EXPECT_NEAR(*m.number(), 0.28, 0.0003);
  ASSERT_EQ(m.evidence.witness.size(), 1u);
  EXPECT_NEAR(m.evidence.witness[0].b.x, 6.28, 0.0003);
  plan.elements.back().geometry.areas[0].outer[0].x = plan.elements.back().geometry.areas[0].outer[3].x = 0.2;
  EXPECT_EQ(measured(plan, {"rail"}, "handrail.extension").number(), 0);   // it begins after the first step
}

TEST(HandrailExtension, WhatThePlanViewMayLackIsABound) {
  Plan plan = one_flight(Category::stair);
  plan.has_heights = true;
  plan.elements[1].z = ZRange{0, 3.0};
  rail(plan, "rail", -0.30, 0.62, 4.0, 0.66);      // drawn as far as 2.2 m above the floor
  plan.elements.back().z = ZRange{0.9, 3.9};
  const auto m = measured(plan, {"rail"}, "handrail.extension");
  EXPECT_NEAR(m.hi, 0.30, 0.0003);
  EXPECT_EQ(m.lo, 0);
}

TEST(HandrailExtension, OfARailBesideNoFlightIsNotMeasured) {
  Plan plan = one_flight(Category::stair);
  rail(plan, "rail", 0, 3, 6, 3.04);
  EXPECT_FALSE(measured(plan, {"rail"}, "handrail.extension").value);
  rail(plan, "above", 0, 0.62, 6, 0.66);   // a guard of the floor, below the stair's head
  plan.elements[1].z = ZRange{0, 3.0};
  plan.elements.back().z = ZRange{0.1, 0.9};
  EXPECT_FALSE(measured(plan, {"above"}, "handrail.extension").value);
}

}  // namespace
}  // namespace landai::measure
