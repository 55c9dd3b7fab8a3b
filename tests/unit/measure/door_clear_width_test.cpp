// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing behind the numbers: a frame with stops 15 mm deep on both sides, a leaf hinged in the rebate at one side.
#include <gmock/gmock.h>

#include "drawn.hpp"
#include "landai/measure/otherwise.hpp"
#include "landai/measure/reconcile.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::measured;
using test::one_level;
using test::thing;

constexpr double kTiny = 1e-9;

/// A door in the middle of a wall along x, jambs at x = 0 and `opening`; `stop` is what each stop covers of the opening.
Plan one_door(double opening, DoorOperation operation = DoorOperation::swing) {
  Plan plan = one_level();
  Element e = thing("p1", Category::door);
  DoorShape shape;
  shape.operation = operation;
  shape.jamb_a = {0, 0};
  shape.jamb_b = {opening, 0};
  shape.wall_thickness = 0.15;
  e.shape = shape;
  plan.elements.push_back(e);
  return plan;
}

DoorShape& shape_of(Plan& plan) { return std::get<DoorShape>(plan.elements[0].shape); }

Leaf leaf_at(double hinge_x, double width, std::optional<double> thickness) {
  Leaf leaf{{hinge_x, 0}, {hinge_x + width, 0}, {hinge_x, width}, Known::exact(width, Method::drawn, "arc"), {}};
  if (thickness) leaf.thickness = Known::exact(*thickness, Method::drawn, "leaf");
  return leaf;
}

TEST(DoorClearWidth, IsExactWhereStopsLeafAndThicknessAreDrawn) {
  // Stops 0.938 m apart in an opening of 0.968 m: each covers 0.015 m. The hinge lies 0.008 m behind the stop's face, so the open
  // leaf of 0.040 m stands 0.032 m into the opening: 0.938 - 0.032 = 0.906.
  Plan plan = one_door(0.968);
  shape_of(plan).frame_clear_width = Known::exact(0.938, Method::drawn, "stops");
  shape_of(plan).leaves = {leaf_at(0.007, 0.952, 0.040)};
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_NEAR(*m.number(), 0.906, kTiny);
  EXPECT_NEAR(m.lo, 0.906, kTiny);
  EXPECT_NEAR(m.hi, 0.906, kTiny);
}

TEST(DoorClearWidth, OneMillimetreOfTheFrameIsOneMillimetreOfTheResult) {
  double last = 0;
  for (const double stops : {0.937, 0.938}) {
    Plan plan = one_door(stops + 0.030);
    shape_of(plan).frame_clear_width = Known::exact(stops, Method::drawn, "stops");
    shape_of(plan).leaves = {leaf_at(0.015, stops, 0.040)};
    const double width = *measured(plan, {"p1"}, "door.clear_width").number();
    if (last > 0) {
      EXPECT_NEAR(width - last, 0.001, kTiny);
    }
    last = width;
  }
}

TEST(DoorClearWidth, StatesWhatItTakesOffALeafAlone) {
  Plan plan = one_door(0.9);
  shape_of(plan).leaves = {leaf_at(0, 0.900, std::nullopt)};
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  // data/profiles/doors.yaml: 0.052 at best, at most 0.065, at least nothing.
  EXPECT_NEAR(*m.number(), 0.848, kTiny);
  EXPECT_NEAR(m.lo, 0.835, kTiny);
  EXPECT_NEAR(m.hi, 0.900, kTiny);
  EXPECT_EQ(m.evidence.note.key, "measure.door.clear.leaf");
}

TEST(DoorClearWidth, ADrawnThicknessLeavesOnlyTheStopToEstimate) {
  Plan plan = one_door(0.9);
  shape_of(plan).leaves = {leaf_at(0, 0.900, 0.040)};
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_NEAR(*m.number(), 0.900 - 0.040 - 0.012, kTiny);
  EXPECT_NEAR(m.lo, 0.840, kTiny);
  EXPECT_NEAR(m.hi, 0.860, kTiny);
}

TEST(DoorClearWidth, AnOuterFrameWidthHasWideBounds) {
  Plan plan = one_door(1.0, DoorOperation::unknown);
  shape_of(plan).attribute_width = Known::exact(1.000, Method::attribute, "OverallWidth");
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_LE(m.lo, 0.80 + kTiny);
  EXPECT_GE(m.hi, 0.98 - kTiny);
  EXPECT_EQ(m.evidence.from, "OverallWidth");
}

TEST(DoorClearWidth, HalfOfAnOpeningIsWithinTheBoundsWhereLeavesAreNotCounted) {
  Plan plan = one_door(1.5, DoorOperation::unknown);
  shape_of(plan).frame_clear_width = Known::exact(1.400, Method::attribute, "LiningThickness");
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_LE(m.lo, 0.70 + kTiny);   // one of two equal leaves
  EXPECT_GE(m.hi, 1.40 - kTiny);
}

TEST(DoorClearWidth, OfTwoLeavesCountsTheWiderAlone) {
  Plan plan = one_door(1.50);
  shape_of(plan).leaves = {leaf_at(0, 0.60, 0.040), leaf_at(0.60, 0.90, 0.040)};
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_LT(m.hi, 0.90);
  EXPECT_GT(*m.number(), 0.80);
}

Facts both_open(bool open) {
  Facts facts;
  facts.facts = {test::fact("p1", "door.both_leaves_open", open)};
  return facts;
}

// An opening of 1.40 m with two leaves of 0.70 m that are 40 mm thick, stops of 15 mm, hinges 8 mm behind their faces: each open leaf takes
// 32 mm of the 1.370 m between the stops.
TEST(DoorClearWidth, OfTwoLeavesBothCountOnlyWhereSomebodyVouchesForIt) {
  Plan plan = one_door(1.40);
  shape_of(plan).frame_clear_width = Known::exact(1.370, Method::drawn, "stops");
  Leaf far = leaf_at(1.393, 0.693, 0.040);
  far.closed_tip.x = 1.393 - 0.693;
  shape_of(plan).leaves = {leaf_at(0.007, 0.693, 0.040), far};
  const auto single = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_NEAR(*single.number(), 0.693 - 0.040, 1e-6);
  const auto both = measured(plan, {"p1"}, "door.clear_width", {}, both_open(true));
  EXPECT_NEAR(*both.number(), 1.370 - 2 * 0.032, kTiny);
  EXPECT_EQ(both.lo, both.hi);
  EXPECT_EQ(both.evidence.note.key, "measure.door.clear.both_drawn");
  EXPECT_EQ(*measured(plan, {"p1"}, "door.clear_width", {}, both_open(false)).number(), *single.number());
  const auto asked = otherwise(single);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->quantity, "door.both_leaves_open");
  EXPECT_EQ(asked->lo, both.lo);
  EXPECT_EQ(asked->hi, both.hi);
  EXPECT_FALSE(otherwise(measured(plan, {"p1"}, "door.clear_width", {}, both_open(false)))) << "it was said";
}

// data/profiles/doors.yaml takes 0.050 at best, 0.065 at most and nothing at least off a leaf of two of unknown thickness.
TEST(DoorClearWidth, BothLeavesOfUnknownThicknessHaveTheBoundsOfBoth) {
  Plan plan = one_door(1.40);
  shape_of(plan).leaves = {leaf_at(0, 0.70, std::nullopt), leaf_at(0.70, 0.70, std::nullopt)};
  const auto both = measured(plan, {"p1"}, "door.clear_width", {}, both_open(true));
  EXPECT_NEAR(*both.number(), 1.40 - 0.100, kTiny);
  EXPECT_NEAR(both.lo, 1.40 - 0.130, kTiny);
  EXPECT_NEAR(both.hi, 1.40, kTiny);
}

TEST(DoorClearWidth, AStatementOfBothLeavesChangesNothingOfASingleOne) {
  Plan plan = one_door(0.9);
  shape_of(plan).leaves = {leaf_at(0, 0.900, 0.040)};
  EXPECT_EQ(*measured(plan, {"p1"}, "door.clear_width", {}, both_open(true)).number(), *measured(plan, {"p1"}, "door.clear_width").number());
  EXPECT_FALSE(otherwise(measured(plan, {"p1"}, "door.clear_width")));
}

TEST(DoorClearWidth, StatementsThatContradictEachOtherLeaveItBetweenOneLeafAndBoth) {
  Plan plan = one_door(1.40);
  shape_of(plan).leaves = {leaf_at(0, 0.70, std::nullopt), leaf_at(0.70, 0.70, std::nullopt)};
  Facts facts = both_open(true);
  Reading no;
  no.subject = {"p1"};
  no.quantity = "door.both_leaves_open";
  no.value = false;
  no.method = Method::attested;
  facts.readings.readings = {no};
  const auto open = measured(plan, {"p1"}, "door.clear_width", {}, facts);
  EXPECT_NEAR(open.lo, 0.70 - 0.065, kTiny);
  EXPECT_NEAR(open.hi, 1.40, kTiny);
  EXPECT_EQ(disputed_input(open), "door.both_leaves_open");
}

// One leaf of 0.70 m leaves 0.65 m at most, both leave 1.30 m as somebody states: who reads 0.65 m has one leaf open. 1.10 m is neither, the
// door is built otherwise.
TEST(DoorClearWidth, AReadingOfOneLeafContradictsThatBothStandOpen) {
  Plan plan = one_door(1.40);
  shape_of(plan).leaves = {leaf_at(0, 0.70, std::nullopt), leaf_at(0.70, 0.70, std::nullopt)};
  for (const auto& [width, contradicts] : {std::pair{0.65, true}, {1.10, false}, {1.30, false}}) {
    Facts facts = both_open(true);
    Reading read;
    read.subject = {"p1"};
    read.quantity = "door.clear_width";
    read.value = width;
    read.lo = read.hi = width;
    read.u = 0.001;
    read.method = Method::reading;
    facts.readings.readings = {read};
    const MeasurementSet set = measured(plan, {{"door.clear_width", {}}}, facts);
    const auto* said = set.find("p1", "door.clear_width");
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(*said->number(), width);
    EXPECT_EQ(!contradicting(set, *said).empty(), contradicts) << width;
    EXPECT_EQ(!disagreements(set).empty(), width == 1.10) << width;
  }
}

TEST(DoorClearWidth, AnOpeningWithoutALeafIsAsWideAsItIs) {
  Plan plan = one_door(0.863, DoorOperation::none);
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_NEAR(*m.number(), 0.863, kTiny);
  EXPECT_EQ(m.lo, m.hi);
}

TEST(DoorClearWidth, IsNeverWiderThanTheHoleInTheWall) {
  Plan plan = one_door(0.80);
  shape_of(plan).opening_width = Known::exact(0.80, Method::geometry, "opening body");
  shape_of(plan).leaves = {leaf_at(0, 0.95, std::nullopt)};
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_LE(m.hi, 0.80);
}

TEST(DoorClearWidth, IsNotMeasuredWhereNothingTellsIt) {
  for (const auto operation : {DoorOperation::fixed, DoorOperation::revolving, DoorOperation::swing}) {
    const auto m = measured(one_door(0.9, operation), {"p1"}, "door.clear_width");
    EXPECT_FALSE(m.value.has_value());
    EXPECT_FALSE(m.missing.empty());
  }
}

TEST(DoorClearWidth, AStatedWidthStandsBesideTheDrawnOneAndCounts) {
  Plan plan = one_door(0.9);
  shape_of(plan).leaves = {leaf_at(0, 0.900, std::nullopt)};
  Facts facts;
  facts.facts = {test::fact("p1", "door.clear_width", 0.86)};
  const auto set = measured(plan, {{"door.clear_width", {}}}, facts);
  EXPECT_EQ(set.of("p1", "door.clear_width").size(), 2u);
  EXPECT_EQ(set.find("p1", "door.clear_width")->number(), 0.86);
  EXPECT_EQ(set.find("p1", "door.clear_width")->method, Method::attested);
}

TEST(Door, NotADoorTakesItsMeasurementsAway) {
  Plan plan = one_door(0.9, DoorOperation::none);
  for (const auto& stated : {test::fact("p1", "door.is_door", false), test::fact("p1", "door.role", std::string("ignored"))}) {
    Facts facts;
    facts.facts = {stated};
    const auto set = measured(plan, {{"door.clear_width", {}}, {"door.leaf_count", {}}}, facts);
    EXPECT_EQ(set.find("p1", "door.clear_width"), nullptr);
    EXPECT_EQ(set.find("p1", "door.leaf_count"), nullptr);
  }
}

TEST(Door, NominalWidthTakesTheAttributeThenTheJambs) {
  Plan plan = one_door(0.97, DoorOperation::none);
  EXPECT_NEAR(*measured(plan, {"p1"}, "door.nominal_width").number(), 0.97, kTiny);
  shape_of(plan).attribute_width = Known::exact(1.0, Method::attribute, "OverallWidth");
  EXPECT_EQ(*measured(plan, {"p1"}, "door.nominal_width").number(), 1.0);
}

// Three panes of 0.67 m in an opening of 1.91 m: one may stand still before another, or all vanish in the wall.
TEST(DoorClearWidth, SlidingPanesMayCoverOneAnother) {
  Plan plan = one_door(2.01, DoorOperation::sliding);
  shape_of(plan).frame_clear_width = Known::exact(1.91, Method::geometry, "frame");
  shape_of(plan).leaves = {leaf_at(0, 0.67, {}), leaf_at(0.67, 0.67, {}), leaf_at(1.34, 0.67, {})};
  const auto m = measured(plan, {"p1"}, "door.clear_width");
  EXPECT_LE(m.lo, 0.67);
  EXPECT_GT(m.lo, 0.5);
  EXPECT_LE(m.hi, 1.91 + kTiny);
  EXPECT_LT(*m.number(), 1.91 - 0.67 + kTiny);
  // One pane slides away as a whole.
  shape_of(plan).leaves.resize(1);
  EXPECT_GT(measured(plan, {"p1"}, "door.clear_width").lo, 1.7);
}

}  // namespace
}  // namespace landai::measure
