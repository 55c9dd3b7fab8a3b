// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <cmath>

#include "drawn.hpp"
#include "landai/measure/reconcile.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::body;
using test::fact;
using test::measured;
using test::one_level;
using test::put;
using test::thing;

/// A ramp flight along x from 0 to `run`, 1.2 m wide.
Plan one_ramp(double run, std::optional<double> rise, double width = 1.2) {
  Plan plan = one_level();
  put(plan, thing("ramp", Category::ramp));
  Element flight = body("flight", Category::flight, 0, -width / 2, run, width / 2, "ramp");
  flight.parent = "ramp";
  FlightShape shape;
  shape.foot = {0, 0};
  shape.head = {run, 0};
  if (rise) shape.rise = Known::exact(*rise, Method::drawn, "level marks");
  flight.shape = shape;
  plan.elements.push_back(flight);
  return plan;
}

void add(Plan& plan, const std::string& id, Category category, const char* kind, double x0, double y0, double x1, double y1) {
  Element e = body(id, category, x0, y0, x1, y1, kind);
  e.parent = "ramp";
  plan.elements.push_back(e);
}

TEST(RampSlope, IsRiseOverHorizontalRun) {
  EXPECT_NEAR(*measured(one_ramp(5.4, 0.45), {"flight"}, "ramp.slope").number(), 1.0 / 12, 1e-12);
  EXPECT_NEAR(*measured(one_ramp(4.0, 1.5), {"flight"}, "ramp.slope").number(), 0.375, 1e-12);
  EXPECT_FALSE(measured(one_ramp(5.4, std::nullopt), {"flight"}, "ramp.slope").value.has_value());
}

TEST(RampSlope, BoundsFollowThoseOfRiseAndRun) {
  Plan plan = one_ramp(5.0, 0.5);
  std::get<FlightShape>(plan.elements[1].shape).rise = Known{0.5, 0.49, 0.51, Method::drawn, "marks"};
  const auto m = measured(plan, {"flight"}, "ramp.slope");
  EXPECT_NEAR(m.lo, 0.098, 1e-12);
  EXPECT_NEAR(m.hi, 0.102, 1e-12);
}

TEST(RampSlope, OfOneRampIsNotAskedOfAStair) {
  Plan plan = one_ramp(5.0, 0.5);
  plan.elements[1].kind = "stair";
  EXPECT_EQ(measured(plan, {{"ramp.slope", {}}}).find("flight", "ramp.slope"), nullptr);
}

TEST(RampWidth, LosesWhatKerbsTakeInsideAndRailsNarrowIt) {
  Plan plan = one_ramp(6, 0.5);
  EXPECT_NEAR(*measured(plan, {"flight"}, "ramp.width").number(), 1.2, 1e-9);
  add(plan, "k1", Category::obstacle, "kerb", 0, -0.6, 6, -0.5);
  add(plan, "r1", Category::handrail, "", 0, 0.52, 6, 0.56);
  EXPECT_NEAR(*measured(plan, {"flight"}, "ramp.width").number(), 1.1, 0.0002);        // -0.5 to 0.6
  EXPECT_NEAR(*measured(plan, {"flight"}, "ramp.rail_width").number(), 1.12, 0.0002);  // -0.6 to 0.52
}

TEST(RampRailWidth, DoesNotAriseWithoutRails) {
  EXPECT_FALSE(measured(one_ramp(6, 0.5), {"flight"}, "ramp.rail_width").applies);
}

TEST(RampWidth, KerbsOutsideTakeNothing) {
  Plan plan = one_ramp(6, 0.5);
  add(plan, "k1", Category::obstacle, "kerb", 0, -0.7, 6, -0.6);
  EXPECT_NEAR(*measured(plan, {"flight"}, "ramp.width").number(), 1.2, 1e-9);
}

TEST(RampLanding, IsTheShorterOfBothAlongTheTravel) {
  Plan plan = one_ramp(6, 0.5);
  EXPECT_FALSE(measured(plan, {"ramp"}, "ramp.landing_length").value.has_value());
  add(plan, "l1", Category::landing, "", -1.5, -0.6, 0, 0.6);
  add(plan, "l2", Category::landing, "", 6, -1, 7.19, 1);
  EXPECT_NEAR(*measured(plan, {"ramp"}, "ramp.landing_length").number(), 1.19, 1e-9);
}

TEST(RampKerb, OneDrawnElsewhereSaysThatThisRampHasNone) {
  Plan plan = one_ramp(6, 0.5);
  EXPECT_FALSE(measured(plan, {"ramp"}, "ramp.has_kerb").value.has_value());
  add(plan, "k1", Category::obstacle, "kerb", 0, -0.6, 6, -0.5);
  EXPECT_EQ(measured(plan, {"ramp"}, "ramp.has_kerb").truth(), true);
  plan.elements.back().parent = "other";
  EXPECT_EQ(measured(plan, {"ramp"}, "ramp.has_kerb").truth(), false);
}

Reading kerb_reading(const char* quantity, Value value) {
  Reading reading;
  reading.subject = {"ramp"};
  reading.quantity = quantity;
  if (const auto* number = std::get_if<double>(&value)) reading.lo = reading.hi = *number;
  reading.value = std::move(value);
  reading.method = Method::reading;
  return reading;
}

/// Methods of what contradicts the answer that counts to whether the ramp has a kerb.
std::vector<Method> contradicting_what_counts(const Plan& plan, const Facts& facts) {
  const auto set = measured(plan, {{"ramp.has_kerb", {}}}, facts);
  std::vector<Method> methods;
  if (const auto* counts = set.find("ramp", "ramp.has_kerb"))
    for (const Measurement* m : contradicting(set, *counts)) methods.push_back(m->method);
  return methods;
}

TEST(RampKerb, OneThatIsDrawnOrReadStandsBesideAStatementThatThereIsNone) {
  Plan plan = one_ramp(6, 0.5);
  const Facts none{"facts.yaml", {fact("ramp", "ramp.has_kerb", false)}, {}};
  EXPECT_TRUE(contradicting_what_counts(plan, none).empty()) << "a drawing without kerbs says nothing";
  add(plan, "k1", Category::obstacle, "kerb", 0, -0.6, 6, -0.5);
  EXPECT_EQ(contradicting_what_counts(plan, none), std::vector<Method>{Method::drawn});
  plan.elements.back().parent = "other";
  EXPECT_TRUE(contradicting_what_counts(plan, {"facts.yaml", {fact("ramp", "ramp.has_kerb", true)}, {}}).empty())
      << "what is not drawn may be there";
  // Its height was read: it is there, whoever says otherwise; a photo that shows none contradicts that.
  Facts read = none;
  read.readings.readings = {kerb_reading("ramp.kerb_height", 0.10)};
  EXPECT_EQ(measured(plan, {"ramp"}, "ramp.has_kerb", {}, read).truth(), true);
  read.readings.readings.push_back(kerb_reading("ramp.has_kerb", false));
  EXPECT_FALSE(contradicting_what_counts(plan, read).empty());
}

Plan one_stair(FlightShape shape) {
  Plan plan = one_ramp(3, std::nullopt);
  plan.elements[0].category = Category::stair;
  plan.elements[1].kind = "stair";
  plan.elements[1].shape = std::move(shape);
  return plan;
}

TEST(Stair, RiserIsTheRiseOverItsNumberWhereNoneIsDrawn) {
  FlightShape shape;
  shape.foot = {0, 0};
  shape.head = {3, 0};
  shape.rise = Known::exact(1.62, Method::geometry, "body");
  shape.risers = 9;
  shape.tread = Known::exact(0.30, Method::drawn, "lines");
  const Plan plan = one_stair(shape);
  EXPECT_NEAR(*measured(plan, {"flight"}, "stair.riser").number(), 0.18, 1e-12);
  EXPECT_NEAR(*measured(plan, {"flight"}, "stair.tread").number(), 0.30, 1e-12);
  EXPECT_NEAR(*measured(plan, {"flight"}, "stair.slope").number(), std::atan2(0.18, 0.30), 1e-12);
  EXPECT_EQ(*measured(plan, {"flight"}, "stair.steps_between_landings").number(), 9);
  EXPECT_FALSE(measured(plan, {"flight"}, "stair.width").value.has_value());
}

TEST(Stair, SaysThatShapeAndAttributeDiffer) {
  FlightShape shape;
  shape.riser = Known::exact(0.1786, Method::geometry, "body");
  shape.riser_attribute = Known::exact(0.000586, Method::attribute, "RiserHeight");
  const auto m = measured(one_stair(shape), {"flight"}, "stair.riser");
  EXPECT_NEAR(*m.number(), 0.1786, 1e-12);
  EXPECT_EQ(m.evidence.note.key, "measure.stair.riser_conflict");
}

TEST(Stair, WithoutAnythingIsNotMeasured) {
  const Plan plan = one_stair({});
  for (const char* quantity : {"stair.riser", "stair.tread", "stair.slope", "stair.width", "stair.steps_between_landings"})
    EXPECT_FALSE(measured(plan, {"flight"}, quantity).value.has_value()) << quantity;
}

}  // namespace
}  // namespace landai::measure
