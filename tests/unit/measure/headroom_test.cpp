// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "drawn.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::body;
using test::completed;
using test::measured;
using test::put;

Element& add(Plan& plan, const std::string& id, Category category, double x0, double y0, double x1, double y1, double z0, double z1) {
  Element& e = put(plan, body(id, category, x0, y0, x1, y1));
  e.z = ZRange{z0, z1};
  return e;
}

/// A hall of 4 x 3 m, 2.8 m high, with a wall along y = 0 and its floor 3.00 m above the plan's zero.
Plan hall() {
  Plan plan;
  plan.has_heights = true;
  plan.levels.push_back({"L0", "", 3.0, true});
  plan.levels.push_back({"L1", "", 6.0, true});
  add(plan, "r", Category::space, 0, 0, 4, 3, 3.0, 5.8);
  add(plan, "wall", Category::wall, 0, -0.2, 4, 0, 3.0, 5.8);
  return plan;
}

TEST(HeadroomHeight, IsTheCeilingWhereNothingHangs) {
  const auto m = measured(completed(hall()), {"r"}, "headroom.height");
  EXPECT_NEAR(*m.number(), 2.8, 1e-9);
  EXPECT_NEAR(m.lo, 2.2, 1e-9);   // what hangs higher may not be in the plan
}

TEST(HeadroomHeight, HasNoLowerBoundWhereThePlanDoesNotSeeTheUnderside) {
  Plan roofed = hall();
  roofed.levels.pop_back();   // no storey above: the top of the room may be a ridge
  const auto roof = measured(completed(roofed), {"r"}, "headroom.height");
  EXPECT_EQ(roof.lo, 0);
  EXPECT_NEAR(roof.hi, 2.8, 1e-9);
  EXPECT_EQ(roof.evidence.note.key, "measure.headroom.roof");
  Plan stairs = hall();
  add(stairs, "stair", Category::stair, 1, 1, 4, 2, 3.0, 6.0);
  const auto under = measured(completed(stairs), {"r"}, "headroom.height");
  EXPECT_EQ(under.lo, 0);
  EXPECT_EQ(under.evidence.note.key, "measure.headroom.stair");
  Plan platform = hall();
  add(platform, "upper wall", Category::wall, 1, 1, 2, 1.2, 4.5, 5.8);
  const auto carried = measured(completed(platform), {"r"}, "headroom.height");
  EXPECT_EQ(carried.lo, 0);
  EXPECT_NEAR(carried.hi, 1.5, 1e-9);
  EXPECT_EQ(measured(completed(platform), {"r"}, "protrusion.depth", {{"low", 0.7}, {"high", 2.0}}).missing.key,
            "measure.headroom.carried");
}

TEST(HeadroomHeight, IsTheLowestUndersideOverTheFloor) {
  Plan plan = hall();
  add(plan, "beam", Category::obstacle, 0, 1, 4, 1.3, 5.1, 5.8);
  add(plan, "sign", Category::sign, 2, 2, 2.5, 2.1, 5.0, 5.3);
  const auto m = measured(completed(plan), {"r"}, "headroom.height");
  EXPECT_NEAR(*m.number(), 2.0, 1e-9);
  EXPECT_NEAR(m.lo, 2.0, 1e-9);
  ASSERT_EQ(m.evidence.areas.size(), 1u);
  EXPECT_NEAR(area(m.evidence.areas), 0.05, 1e-6);   // the sign's place
  test::element(plan, "sign")->z = ZRange{5.2, 5.3};
  EXPECT_NEAR(*measured(completed(plan), {"r"}, "headroom.height").number(), 2.1, 1e-9);
}

TEST(HeadroomHeight, WhatStandsBelowIsNoWay) {
  // A wall cupboard over a base unit: nobody walks there. Over half of it: one does.
  Plan plan = hall();
  add(plan, "upper", Category::furniture, 1, 0, 2, 0.35, 4.4, 5.1);
  add(plan, "base", Category::furniture, 1, 0, 2, 0.6, 3.0, 3.9);
  EXPECT_NEAR(*measured(completed(plan), {"r"}, "headroom.height").number(), 2.8, 1e-9);
  test::element(plan, "base")->geometry.areas = {Polygon{{{1, 0}, {1.5, 0}, {1.5, 0.6}, {1, 0.6}}, {}}};
  EXPECT_NEAR(*measured(completed(plan), {"r"}, "headroom.height").number(), 1.4, 1e-9);
}

TEST(HeadroomHeight, ATableIsAnObstacleNotALintel) {
  Plan plan = hall();
  add(plan, "shelf", Category::furniture, 1, 1, 2, 2, 3.69, 3.8);
  EXPECT_NEAR(*measured(completed(plan), {"r"}, "headroom.height").number(), 2.8, 1e-9);
}

TEST(HeadroomHeight, IsNotMeasuredWithoutHeights) {
  Plan plan = hall();
  plan.has_heights = false;
  EXPECT_EQ(measured(completed(plan), {"r"}, "headroom.height").missing.key, "measure.headroom.no_heights");
  plan.has_heights = true;
  test::element(plan, "r")->z.reset();
  EXPECT_EQ(measured(completed(plan), {"r"}, "headroom.height").missing.key, "measure.headroom.no_ceiling");
  add(plan, "lamp", Category::obstacle, 1, 1, 2, 2, 5, 5.2).z.reset();
  EXPECT_EQ(measured(completed(plan), {"r"}, "headroom.height").missing.key, "measure.headroom.unknown");
}

TEST(HeadroomHeight, OfADoorIsItsHeightLessAFramesHead) {
  Plan plan = hall();
  Element& door = add(plan, "d", Category::door, 1, -0.2, 1.9, 0, 3.0, 5.1);
  DoorShape shape;
  shape.jamb_a = {1, -0.1};
  shape.jamb_b = {1.9, -0.1};
  shape.operation = DoorOperation::swing;
  door.shape = shape;
  EXPECT_EQ(measured(plan, {"d"}, "headroom.height").missing.key, "measure.missing.on_site");
  shape.height = Known::exact(2.1, Method::attribute, "OverallHeight");
  test::element(plan, "d")->shape = shape;
  const auto m = measured(plan, {"d"}, "headroom.height");
  EXPECT_NEAR(*m.number(), 2.1, 1e-9);
  EXPECT_NEAR(m.lo, 2.02, 1e-9);
}

const Params kReach{{"low", 0.70}, {"high", 2.0}};

TEST(ProtrusionDepth, IsHowFarItReachesBeyondTheWall) {
  Plan plan = hall();
  add(plan, "board", Category::sign, 1, 0, 2, 0.12, 4.0, 4.6);
  const auto m = measured(completed(plan), {"r"}, "protrusion.depth", kReach);
  EXPECT_NEAR(*m.number(), 0.12, 1e-6);
  ASSERT_EQ(m.evidence.witness.size(), 1u);
  EXPECT_NEAR(m.evidence.witness[0].a.y, 0, 1e-6);
  EXPECT_NEAR(m.evidence.witness[0].b.y, 0.12, 1e-6);
}

TEST(ProtrusionDepth, CountsBeyondWhatStandsBelowIt) {
  // 0.35 m from the wall, a base of 0.25 m under it: 0.10 m.
  Plan plan = hall();
  add(plan, "upper", Category::furniture, 1, 0, 2, 0.35, 4.0, 4.6);
  add(plan, "base", Category::furniture, 1, 0, 2, 0.25, 3.0, 3.7);
  EXPECT_NEAR(*measured(completed(plan), {"r"}, "protrusion.depth", kReach).number(), 0.10, 1e-6);
  test::element(plan, "base")->geometry.areas = {Polygon{{{1, 0}, {2, 0}, {2, 0.35}, {1, 0.35}}, {}}};
  EXPECT_FALSE(measured(completed(plan), {"r"}, "protrusion.depth", kReach).applies);
}

TEST(ProtrusionDepth, TheUndersideDecidesWhatACaneFinds) {
  Plan plan = hall();
  Element& board = add(plan, "board", Category::sign, 1, 0, 2, 0.30, 3.70, 4.6);
  const auto at = [&](double lo) {
    test::element(plan, "board")->z = ZRange{3.0 + lo, 5.5};
    return measured(completed(plan), {"r"}, "protrusion.depth", kReach);
  };
  (void)board;
  EXPECT_TRUE(at(0.70).value.has_value());     // begins at the limit: a cane passes under it
  EXPECT_FALSE(at(0.699).applies);
  EXPECT_TRUE(at(1.999).value.has_value());
  EXPECT_FALSE(at(2.0).applies);               // 2.00 m passes over people's heads
}

TEST(ProtrusionDepth, OfWhatHangsFreeRunsToTheNearestFace) {
  Plan plan = hall();
  add(plan, "lamp", Category::obstacle, 1, 1, 1.4, 1.4, 4.8, 5.0);
  EXPECT_NEAR(*measured(completed(plan), {"r"}, "protrusion.depth", kReach).number(), 1.4, 1e-6);
}

TEST(ProtrusionDepth, BetweenTwoWallsIsDeepestInTheMiddle) {
  Plan plan = hall();
  add(plan, "other", Category::wall, 0, 1.0, 4, 1.2, 3.0, 5.8);
  add(plan, "bridge", Category::obstacle, 1, 0, 2, 1.0, 4.8, 5.0);
  EXPECT_NEAR(*measured(completed(plan), {"r"}, "protrusion.depth", kReach).number(), 0.5, 0.0002);
}

TEST(ProtrusionDepth, IsNotMeasuredWithoutHeights) {
  Plan plan = hall();
  add(plan, "board", Category::sign, 1, 0, 2, 0.12, 4.0, 4.6).z.reset();
  EXPECT_EQ(measured(completed(plan), {"r"}, "protrusion.depth", kReach).missing.key, "measure.headroom.unknown");
  plan.has_heights = false;
  EXPECT_EQ(measured(completed(plan), {"r"}, "protrusion.depth", kReach).missing.key, "measure.headroom.no_heights");
}

}  // namespace
}  // namespace landai::measure
