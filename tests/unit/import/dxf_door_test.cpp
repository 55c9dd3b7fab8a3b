// SPDX-License-Identifier: GPL-3.0-or-later
// Doors by their swing arcs. Wall from x = -2000 to 3000, 150 thick (y -150 to 0), hole from x = 0, millimetres.
#include <cmath>
#include <numbers>

#include "dxf_plan.hpp"

namespace landai::support {
namespace {

constexpr double kUm = 1e-6;   // what a DXF's decimals and a turn by cosines may cost

DxfText wall(double hole) {
  DxfText d;
  d.rect("DINDING", -2000, -150, 0, 0).rect("DINDING", hole, -150, 3000, 0);
  return d;
}

/// Frame 60 wide with a 10 rebate, leaf 40 thick from 53, hole 1000: leaf 894, between the stops 880.
void door_block(DxfText& d, const std::string& name) {
  d.block(name)
      .poly("PINTU", {{0, 0}, {50, 0}, {50, -43}, {60, -43}, {60, -150}, {0, -150}})
      .poly("PINTU", {{1000, 0}, {950, 0}, {950, -43}, {940, -43}, {940, -150}, {1000, -150}})
      .rect("PINTU", 53, 0, 93, 894)
      .arc("PINTU", 53, 0, 894, 0, 90)
      .end_block();
}

const DoorShape& only_door(const Plan& plan) {
  static const DoorShape none;
  const auto doors = of(plan, Category::door);
  EXPECT_EQ(doors.size(), 1U);
  return doors.size() == 1 && doors[0]->door() != nullptr ? *doors[0]->door() : none;
}

TEST(DxfDoor, LeafFrameAndHoleOfABlock) {
  DxfText d = wall(1000);
  door_block(d, "PINTU-90");   // the name lies: the leaf is what is drawn
  d.insert("PINTU", "PINTU-90", 0, 0, 0, 1, 1, {{"KODE", "P-01"}});
  const Plan plan = plan_of(d);
  const DoorShape& door = only_door(plan);
  EXPECT_EQ(door.operation, DoorOperation::swing);
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(door.leaves[0].width.value, 0.894, kUm);
  EXPECT_NEAR(door.leaves[0].width.lo, 0.894, kUm);
  ASSERT_TRUE(door.leaves[0].thickness);
  EXPECT_NEAR(door.leaves[0].thickness->value, 0.040, kUm);
  EXPECT_NEAR(distance(door.leaves[0].hinge, {0.053, 0}), 0, kUm);
  EXPECT_NEAR(distance(door.leaves[0].closed_tip, {0.947, 0}), 0, kUm);
  EXPECT_NEAR(distance(door.leaves[0].open_tip, {0.053, 0.894}), 0, kUm);
  ASSERT_TRUE(door.opening_width && door.frame_clear_width);
  EXPECT_NEAR(door.opening_width->value, 1.000, kUm);
  EXPECT_NEAR(door.frame_clear_width->value, 0.880, kUm);
  EXPECT_NEAR(door.wall_thickness, 0.150, kUm);
  EXPECT_NEAR(distance(door.jamb_a, {0, -0.075}), 0, kUm);
  EXPECT_NEAR(distance(door.jamb_b, {1, -0.075}), 0, kUm);
  const auto doors = of(plan, Category::door);
  EXPECT_EQ(doors[0]->name, "P-01");
  EXPECT_EQ(*doors[0]->text("block"), "PINTU-90");
  EXPECT_EQ(*doors[0]->text("att.KODE"), "P-01");
  EXPECT_FALSE(door.attribute_width);
  EXPECT_EQ(of(plan, Category::leaf).size(), 1U);
}

// Two leaves of 495.5 in a hole of 1100: opened they are no longer than a thick wall, and no frame for that.
TEST(DxfDoor, NarrowLeavesOfAPairAreNotItsFrame) {
  DxfText d = wall(1100);
  d.block("PINTU-2")
      .poly("PINTU", {{0, 0}, {50, 0}, {50, -43}, {60, -43}, {60, -150}, {0, -150}})
      .poly("PINTU", {{1100, 0}, {1050, 0}, {1050, -43}, {1040, -43}, {1040, -150}, {1100, -150}})
      .rect("PINTU", 53, 0, 93, 495.5)
      .rect("PINTU", 1007, 0, 1047, 495.5)
      .arc("PINTU", 53, 0, 495.5, 0, 90)
      .arc("PINTU", 1047, 0, 495.5, 90, 180)
      .end_block();
  d.insert("PINTU", "PINTU-2", 0, 0, 0, 1, 1, {});
  const Plan plan = plan_of(d);
  const DoorShape& door = only_door(plan);
  ASSERT_EQ(door.leaves.size(), 2U);
  ASSERT_TRUE(door.opening_width);
  EXPECT_NEAR(door.opening_width->value, 1.100, kUm);
  EXPECT_NEAR(door.wall_thickness, 0.150, kUm);
  EXPECT_NEAR(distance(door.jamb_a, {0, -0.075}), 0, kUm);
  EXPECT_NEAR(distance(door.jamb_b, {1.1, -0.075}), 0, kUm);
}

TEST(DxfDoor, ABlockWithoutAnArcIsNoneButThePlanKeepsWhereItStands) {
  DxfText d = wall(1000);
  d.block("X").poly("PINTU", {{0, 0}, {50, 0}, {50, -150}, {0, -150}}).poly("PINTU", {{1000, 0}, {950, 0}, {950, -150}, {1000, -150}}).end_block();
  d.insert("PINTU", "X", 0, 0, 0, 1, 1, {});
  const Plan plan = plan_of(d);
  EXPECT_TRUE(of(plan, Category::door).empty());
  EXPECT_TRUE(says(plan, "import.dxf.not_doors"));
  ASSERT_EQ(plan.unread_doors.size(), 1U);
  EXPECT_NEAR(distance(plan.unread_doors[0], {0.5, -0.075}), 0, kUm);
}

// No height is known then, so that a step at the door is in no way that is looked for.
TEST(DxfDoor, WithoutLevelMarksIsToldAsThat) {
  DxfText d = wall(1000);
  door_block(d, "X");
  d.insert("PINTU", "X", 0, 0, 0, 1, 1, {});
  EXPECT_TRUE(says(plan_of(d), "import.dxf.no_marks"));
  d.text("ELEVASI", 500, 500, "%%p0.00");
  EXPECT_FALSE(says(plan_of(d), "import.dxf.no_marks"));
  EXPECT_FALSE(says(plan_of(d), "import.dxf.rooms_without_marks")) << "no room is drawn";
  d.rect("RUANG", 0, 0, 3000, 3000);
  EXPECT_FALSE(says(plan_of(d), "import.dxf.rooms_without_marks")) << "its mark stands in it";
  d.rect("RUANG", 0, -3150, 3000, -150);
  EXPECT_TRUE(says(plan_of(d), "import.dxf.rooms_without_marks"));
}

TEST(DxfDoor, TurnedMirroredAndScaledInserts) {
  for (const double turn : {0.0, 30.0, 90.0, 217.0})
    for (const double mirror : {1.0, -1.0})
      for (const double scale : {1.0, 0.85}) {
        DxfText d;
        door_block(d, "X");
        d.insert("PINTU", "X", 4000, 7000, turn, mirror * scale, scale);
        const Plan plan = plan_of(d);
        const DoorShape& door = only_door(plan);
        ASSERT_EQ(door.leaves.size(), 1U);
        SCOPED_TRACE(std::to_string(turn) + " " + std::to_string(mirror) + " " + std::to_string(scale));
        EXPECT_NEAR(door.leaves[0].width.value, 0.894 * scale, kUm);
        EXPECT_NEAR(door.leaves[0].width.hi - door.leaves[0].width.lo, 0, kUm);
        const double a = turn * std::numbers::pi / 180;
        const PlanPoint hinge = PlanPoint{4, 7} + mirror * scale * 0.053 * PlanPoint{std::cos(a), std::sin(a)};
        EXPECT_NEAR(distance(door.leaves[0].hinge, hinge), 0, kUm);
        const PlanPoint tip = PlanPoint{4, 7} + mirror * scale * 0.947 * PlanPoint{std::cos(a), std::sin(a)};
        EXPECT_NEAR(distance(door.leaves[0].closed_tip, tip), 0, kUm);
        ASSERT_TRUE(door.opening_width);   // no wall: where the frame meets it
        EXPECT_NEAR(door.opening_width->value, 1.0 * scale, kUm);
      }
}

TEST(DxfDoor, DrawnFromBelowIsMirrored) {
  DxfText d;
  door_block(d, "X");
  d.raw("INSERT", "PINTU", "2\nX\n10\n-4000\n20\n7000\n230\n-1\n");
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(distance(door.leaves[0].hinge, {4 - 0.053, 7}), 0, kUm);
}

TEST(DxfDoor, UnequalScalesGiveBounds) {
  DxfText d;
  door_block(d, "X");
  d.insert("PINTU", "X", 0, 0, 0, 0.9, 1);
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(door.leaves[0].width.lo, 0.9 * 0.894, kUm);   // along the wall
  EXPECT_NEAR(door.leaves[0].width.hi, 0.894, kUm);         // as opened
}

TEST(DxfDoor, DoubleLeafFromHingeToHinge) {
  DxfText d = wall(1600);
  d.block("GANDA")
      .line("PINTU", 0, 0, 0, 800)
      .arc("PINTU", 0, 0, 800, 0, 90)
      .line("PINTU", 1600, 0, 1600, 800)
      .arc("PINTU", 1600, 0, 800, 90, 180)
      .end_block();
  d.insert("PINTU", "GANDA", 0, 0);
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 2U);
  EXPECT_NEAR(door.leaves[0].width.value, 0.8, kUm);
  EXPECT_NEAR(door.leaves[1].width.value, 0.8, kUm);
  EXPECT_NEAR(distance(door.jamb_a, door.jamb_b), 1.6, kUm);
  ASSERT_TRUE(door.opening_width);
  EXPECT_NEAR(door.opening_width->value, 1.6, kUm);
}

TEST(DxfDoor, LooseLineAndArcOnADoorLayer) {
  DxfText d = wall(900);
  d.line("PINTU", 0, 0, 0, 900).arc("PINTU", 0, 0, 900, 0, 90);
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(door.leaves[0].width.value, 0.9, kUm);
  ASSERT_TRUE(door.opening_width);
  EXPECT_NEAR(door.opening_width->value, 0.9, kUm);
}

TEST(DxfDoor, ArcOfAPolylineBulge) {
  DxfText d = wall(900);
  d.line("PINTU", 0, 0, 0, 900);
  d.raw("LWPOLYLINE", "PINTU", "90\n2\n70\n0\n10\n900\n20\n0\n42\n" + std::to_string(std::tan(std::numbers::pi / 8)) + "\n10\n0\n20\n900\n");
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(door.leaves[0].width.value, 0.9, 1e-5);
}

TEST(DxfDoor, ArcAsChords) {
  DxfText d = wall(900);
  d.line("PINTU", 0, 0, 0, 900);
  DxfText::Points chain;
  for (int i = 0; i <= 12; ++i) chain.emplace_back(900 * std::cos(i * 7.5 * std::numbers::pi / 180), 900 * std::sin(i * 7.5 * std::numbers::pi / 180));
  d.poly("PINTU", chain, false);
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(door.leaves[0].width.value, 0.9, 1e-5);
}

TEST(DxfDoor, ArcAndLeafThatDifferGiveBounds) {
  DxfText d = wall(900);
  d.line("PINTU", 0, 0, 0, 860).arc("PINTU", 0, 0, 900, 0, 90);
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(door.leaves[0].width.lo, 0.86, kUm);
  EXPECT_NEAR(door.leaves[0].width.hi, 0.90, kUm);
}

TEST(DxfDoor, LeafDrawnClosedTurnsWithTheWall) {
  DxfText d = wall(900);
  d.line("PINTU", 0, 0, 900, 0).arc("PINTU", 0, 0, 900, 0, 90);   // the line lies in the wall
  const DoorShape door = only_door(plan_of(d));
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(distance(door.leaves[0].closed_tip, {0.9, 0}), 0, 1e-4);
  EXPECT_NEAR(distance(door.leaves[0].open_tip, {0, 0.9}), 0, 1e-4);
}

TEST(DxfDoor, BothSidesIsDoubleActing) {
  DxfText d;
  d.block("AYUN").line("PINTU", 0, 0, 0, 800).arc("PINTU", 0, 0, 800, 0, 90).line("PINTU", 0, 0, 0, -800).arc("PINTU", 0, 0, 800, 270, 360).end_block();
  d.insert("PINTU", "AYUN", 0, 0);
  const DoorShape door = only_door(plan_of(d));
  EXPECT_EQ(door.operation, DoorOperation::double_acting);
  EXPECT_EQ(door.leaves.size(), 1U);
}

TEST(DxfDoor, WindowOnTheDoorLayerIsNoDoor) {
  DxfText d = wall(1000);
  door_block(d, "PINTU-1");
  d.insert("PINTU", "PINTU-1", 0, 0);
  d.block("QWERTY").line("0", 0, 0, 1400, 0).line("0", 0, -75, 1400, -75).line("0", 0, -150, 1400, -150).end_block();
  d.block("JENDELA-1").line("0", 0, 0, 1400, 0).line("0", 0, -150, 1400, -150).end_block();
  d.insert("PINTU", "QWERTY", 5000, 0).insert("PINTU", "JENDELA-1", 8000, 0);
  const Plan plan = plan_of(d);
  EXPECT_EQ(of(plan, Category::door).size(), 1U);
  EXPECT_EQ(of(plan, Category::window).size(), 2U);
  EXPECT_TRUE(says(plan, "import.dxf.not_doors"));
}

TEST(DxfDoor, TagNamedDoorIsNoDoor) {
  DxfText d = wall(1000);
  door_block(d, "PINTU-1");
  d.insert("PINTU", "PINTU-1", 0, 0);
  d.block("PINTU-NOMOR").circle("0", 0, 0, 300).end_block();
  d.insert("PINTU", "PINTU-NOMOR", 500, 2000);
  EXPECT_EQ(of(plan_of(d), Category::door).size(), 1U);
}

TEST(DxfDoor, SlidingDoorHasNoLeafInvented) {
  DxfText d = wall(1200);
  d.block("PINTU-GESER-120").rect("PINTU", 0, -60, 1200, -20).end_block();
  d.insert("PINTU", "PINTU-GESER-120", 0, 0);
  const DoorShape door = only_door(plan_of(d));
  EXPECT_EQ(door.operation, DoorOperation::sliding);
  EXPECT_TRUE(door.leaves.empty());
  ASSERT_TRUE(door.opening_width);
  EXPECT_NEAR(door.opening_width->value, 1.2, kUm);
}

TEST(DxfDoor, WholeFloorInOneBlock) {
  DxfText d;
  door_block(d, "PINTU-1");
  d.block("LANTAI").rect("DINDING", -2000, -150, 0, 0).rect("DINDING", 1000, -150, 3000, 0).insert("PINTU", "PINTU-1", 0, 0).end_block();
  d.insert("0", "LANTAI", 50000, 20000, 90);
  const Plan plan = plan_of(d);
  const DoorShape& door = only_door(plan);
  ASSERT_EQ(door.leaves.size(), 1U);
  EXPECT_NEAR(distance(door.leaves[0].hinge, {50, 20.053}), 0, kUm);
  EXPECT_EQ(of(plan, Category::wall).size(), 2U);
}

}  // namespace
}  // namespace landai::support
