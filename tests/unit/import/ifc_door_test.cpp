// SPDX-License-Identifier: GPL-3.0-or-later
// Doors of known sizes, built from boxes. Wall along x, 0.2 thick (y 0 to 0.2), opening from x = 0.
#include "ifc_shape_snippets.hpp"

namespace landai::snippets {
namespace {

using namespace landai::importer;

/// Wall #700, opening #800 of the given width, door #900 with the items.
struct DoorCase {
  std::string items;  ///< data that defines the items
  std::string list;   ///< "#20,#30"
  std::string operation = "SINGLE_SWING_LEFT";
  double opening = 1.0;
  double overall = 1.0;
  std::optional<double> lining{};
  std::string more{};  ///< further data
  std::string placement = "#6";
  std::vector<DoorParts::Panel> panels{};
};

DoorShape measured(const DoorCase& c) {
  auto s = snippet(box(300, -2, 0, 0, 5, 0.2, 3) + product("#300", 700, c.placement) +
                   box(320, 0, -0.1, 0, c.opening, 0.4, 2.1) + product("#320", 800, c.placement) + c.items +
                   c.more +
                   (c.list.empty() ? "#900=IFCDOOR('x',$,'D',$,$," + c.placement + ",$,$,2.1,1.);\n"
                                   : product(c.list, 900, c.placement)));
  DoorParts parts;
  parts.door = &s->product();
  parts.opening = c.opening > 0 ? &s->product(800) : nullptr;
  parts.wall = &s->product(700);
  parts.overall_width = c.overall;
  parts.overall_height = 2.1;
  parts.operation = c.operation;
  parts.lining_thickness = c.lining;
  parts.panels = c.panels;
  DoorShape door;
  measure_door(s->shapes, parts, door);
  return door;
}

// Lining of 50 mm round an opening of 1.00 m, 0.1 deep, flush with y = 0.2.
std::string lining(int id) {
  return box(id, 0, 0.1, 0, 0.05, 0.1, 2.1) + box(id + 10, 0.95, 0.1, 0, 0.05, 0.1, 2.1) +
         box(id + 20, 0, 0.1, 2.05, 1, 0.1, 0.05);
}

TEST(Door, LiningAndLeafBodiesTellEverything) {
  const DoorShape d = measured({lining(20) + box(60, 0.05, 0.16, 0, 0.9, 0.04, 2.05), "#20,#30,#40,#60"});
  EXPECT_EQ(d.operation, DoorOperation::swing);
  EXPECT_NEAR(d.wall_thickness, 0.2, 1e-9);
  EXPECT_NEAR(d.jamb_a.x, 0, 1e-9);
  EXPECT_NEAR(d.jamb_b.x, 1, 1e-9);
  EXPECT_NEAR(d.jamb_a.y, 0.1, 1e-9);  // the middle of the wall
  EXPECT_NEAR(d.opening_width->value, 1.0, 1e-9);
  EXPECT_NEAR(d.frame_clear_width->value, 0.9, 1e-9);
  EXPECT_EQ(d.frame_clear_width->method, Method::geometry);
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.9, 1e-9);
  EXPECT_EQ(d.leaves[0].width.lo, d.leaves[0].width.hi);
  EXPECT_NEAR(d.leaves[0].thickness->value, 0.04, 1e-9);
  EXPECT_NE(d.leaves[0].width.from.find("#60"), std::string::npos);
  // Hinge at the left seen towards +y, opens to +y.
  EXPECT_NEAR(d.leaves[0].hinge.x, 0.05, 1e-9);
  EXPECT_NEAR(d.leaves[0].hinge.y, 0.2, 1e-9);
  EXPECT_NEAR(d.leaves[0].closed_tip.x, 0.95, 1e-9);
  EXPECT_NEAR(d.leaves[0].open_tip.x, 0.05, 1e-9);
  EXPECT_NEAR(d.leaves[0].open_tip.y, 1.1, 1e-9);
}

TEST(Door, RightHandHingeAndATurnedWall) {
  const std::string turned =
      point(500, {10, 5, 0}) + "#501=IFCAXIS2PLACEMENT3D(#500,#4,#3);\n#502=IFCLOCALPLACEMENT($,#501);\n";
  const DoorShape d = measured({lining(20) + box(60, 0.05, 0.16, 0, 0.9, 0.04, 2.05),
                                "#20,#30,#40,#60",
                                "SINGLE_SWING_RIGHT",
                                1,
                                1,
                                {},
                                turned,
                                "#502"});
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].hinge.y, 5.95, 1e-9);  // local x is the world's y, local y its -x
  EXPECT_NEAR(d.leaves[0].open_tip.x, 10 - 1.1, 1e-9);
  EXPECT_NEAR(d.leaves[0].open_tip.y, 5.95, 1e-9);
  EXPECT_NEAR(d.frame_clear_width->value, 0.9, 1e-9);
}

TEST(Door, ALeafOfStilesRailsAndAPaneIsOneLeaf) {
  const std::string leaf = box(60, 0.05, 0.16, 0, 0.1, 0.04, 2.05) + box(70, 0.85, 0.16, 0, 0.1, 0.04, 2.05) +
                           box(80, 0.15, 0.16, 0, 0.7, 0.04, 0.2) +
                           box(90, 0.15, 0.16, 1.95, 0.7, 0.04, 0.1) +
                           box(100, 0.15, 0.175, 0.2, 0.7, 0.01, 1.75);
  const DoorShape d = measured({lining(20) + leaf, "#20,#30,#40,#60,#70,#80,#90,#100"});
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.9, 1e-9);
  EXPECT_NEAR(d.leaves[0].thickness->value, 0.04, 1e-9);
  EXPECT_NEAR(d.frame_clear_width->value, 0.9, 1e-9);
}

TEST(Door, AFrameWithASillRoundAGlassLeafIsNoLeaf) {
  const std::string frame = lining(20) + box(50, 0, 0.1, 0, 1, 0.1, 0.03);
  const DoorShape d = measured({frame + box(60, 0.05, 0.15, 0.03, 0.9, 0.012, 2.02), "#20,#30,#40,#50,#60"});
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.9, 1e-9);
  EXPECT_NEAR(d.leaves[0].thickness->value, 0.012, 1e-9);
  EXPECT_NEAR(d.frame_clear_width->value, 0.9, 1e-9);
}

TEST(Door, StopsNarrowTheFrame) {
  // A rebated leaf of 0.93 behind stops that leave 0.90.
  const DoorShape d = measured({lining(20) + box(60, 0.035, 0.2, 0, 0.93, 0.04, 2.06), "#20,#30,#40,#60"});
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.93, 1e-9);
  EXPECT_NEAR(d.frame_clear_width->value, 0.9, 1e-9);
}

TEST(Door, ArchitravesAreNoLining) {
  // Boards on the wall's faces around the opening, and a leaf as wide as the opening: what stops it is not
  // drawn.
  const std::string trim = box(20, -0.07, 0.2, 0, 0.07, 0.02, 2.1) + box(30, 1, 0.2, 0, 0.07, 0.02, 2.1) +
                           box(40, -0.07, 0.2, 2.1, 1.14, 0.02, 0.07);
  const DoorShape d = measured({trim + box(60, 0, 0.16, 0, 1, 0.04, 2.1), "#20,#30,#40,#60"});
  EXPECT_FALSE(d.frame_clear_width);
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 1, 1e-9);
  // With a lining in the opening they change nothing.
  const DoorShape lined = measured(
      {lining(100) + trim + box(60, 0.05, 0.16, 0, 0.9, 0.04, 2.05), "#20,#30,#40,#60,#100,#110,#120"});
  EXPECT_NEAR(lined.frame_clear_width->value, 0.9, 1e-9);
}

TEST(Door, TwoLeavesInOneBodyAndInTwo) {
  const DoorShape two =
      measured({box(60, 0, 0.16, 0, 0.9, 0.04, 2.05) + box(70, 0.9, 0.16, 0, 0.9, 0.04, 2.05), "#60,#70",
                "DOUBLE_DOOR_SINGLE_SWING", 1.8, 1.8});
  ASSERT_EQ(two.leaves.size(), 2u);
  EXPECT_NEAR(two.leaves[0].width.value, 0.9, 1e-9);
  EXPECT_NEAR(two.leaves[0].hinge.x, 0, 1e-9);
  EXPECT_NEAR(two.leaves[1].hinge.x, 1.8, 1e-9);
  EXPECT_NEAR(two.leaves[1].open_tip.y, 1.1, 1e-9);
  const DoorShape one =
      measured({box(60, 0, 0.16, 0, 1.8, 0.04, 2.05), "#60", "DOUBLE_DOOR_SINGLE_SWING", 1.8, 1.8});
  ASSERT_EQ(one.leaves.size(), 2u);
  EXPECT_NEAR(one.leaves[0].width.value, 0.9, 1e-9);
  EXPECT_LT(one.leaves[0].width.lo, 0.9);  // where they meet is not drawn
  EXPECT_GT(one.leaves[0].width.hi, 0.9);
}

TEST(Door, ALeafDrawnOpenIsMeasuredAlongItself) {
  // Open at 90 degrees, 0.9 long and 0.04 thick, at the left jamb, outside of the wall.
  const DoorShape d = measured({lining(20) + box(60, 0.05, 0.2, 0, 0.04, 0.9, 2.05), "#20,#30,#40,#60"});
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.9, 1e-9);
  EXPECT_NEAR(d.leaves[0].thickness->value, 0.04, 1e-9);
  EXPECT_NEAR(d.leaves[0].hinge.x, 0.05, 1e-9);
  EXPECT_NEAR(d.leaves[0].open_tip.y, 1.1, 1e-9);
  EXPECT_NEAR(d.leaves[0].closed_tip.x, 0.95, 1e-9);
  EXPECT_NEAR(d.frame_clear_width->value, 0.9, 1e-9);
}

TEST(Door, AHandleAndStopsTellHowAnUnspecifiedDoorTurns) {
  // Stops at y < 0.16 leave 0.86; the handle is on the right: hinge left, opens to +y.
  const std::string frame =
      lining(20) + box(50, 0, 0.1, 0, 0.07, 0.06, 2.1) + box(110, 0.93, 0.1, 0, 0.07, 0.06, 2.1);
  const DoorShape d =
      measured({frame + box(60, 0.05, 0.16, 0, 0.9, 0.04, 2.05) + box(70, 0.85, 0.2, 1.0, 0.06, 0.05, 0.03),
                "#20,#30,#40,#50,#110,#60,#70", ""});
  EXPECT_EQ(d.operation, DoorOperation::swing);
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].hinge.x, 0.05, 1e-9);
  EXPECT_NEAR(d.leaves[0].open_tip.y, 1.1, 1e-9);
  EXPECT_NEAR(d.frame_clear_width->value, 0.86, 1e-9);
}

TEST(Door, WithoutAnOperationTheLeafIsThereButSweepsNothing) {
  const DoorShape d = measured({box(60, 0.05, 0.16, 0, 0.9, 0.04, 2.05), "#60", ""});
  EXPECT_EQ(d.operation, DoorOperation::unknown);
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_EQ(d.leaves[0].open_tip, d.leaves[0].closed_tip);
  EXPECT_NEAR(d.leaves[0].width.value, 0.9, 1e-9);
  EXPECT_FALSE(d.frame_clear_width);
}

TEST(Door, WithoutBodiesOnlyBoundsFromProperties) {
  const DoorShape bare = measured({"", "", "SINGLE_SWING_LEFT"});
  ASSERT_EQ(bare.leaves.size(), 1u);
  EXPECT_EQ(bare.leaves[0].width.method, Method::attribute);
  EXPECT_LE(bare.leaves[0].width.lo, 0.82);
  EXPECT_GE(bare.leaves[0].width.hi, 1.0);
  EXPECT_FALSE(bare.frame_clear_width);
  const DoorShape stated = measured({"", "", "SINGLE_SWING_LEFT", 1, 1, 0.05});
  EXPECT_NEAR(stated.frame_clear_width->value, 0.9, 1e-12);
  EXPECT_NEAR(stated.leaves[0].width.lo, 0.9, 1e-12);
  EXPECT_TRUE(measured({"", "", ""}).leaves.empty());
}

TEST(Door, TwoLeavesWithoutBodiesAreNeverOneWideLeaf) {
  const DoorShape d = measured({"", "", "DOUBLE_DOOR_SINGLE_SWING", 1.5, 1.5, 0.05});
  ASSERT_EQ(d.leaves.size(), 2u);
  for (const Leaf& leaf : d.leaves) {
    EXPECT_NEAR(leaf.width.value, 0.70, 1e-9);
    EXPECT_NEAR(leaf.width.lo, 0.70, 1e-9);   // the wider one is half or more
    EXPECT_GT(leaf.width.hi, 1.0);            // how they share is not told
    EXPECT_LT(leaf.width.hi, 1.4);
  }
  EXPECT_NEAR(d.leaves[0].hinge.x, 0.05, 1e-9);
  EXPECT_NEAR(d.leaves[1].hinge.x, 1.45, 1e-9);
}

TEST(Door, PanelWidthsShareTheWidthBetweenTheLinings) {
  DoorCase c{"", "", "DOUBLE_DOOR_SINGLE_SWING", 1.5, 1.5, 0.05};
  c.panels = {{"SWINGING", "RIGHT", 0.3, {}}, {"SWINGING", "LEFT", 0.7, {}}};
  const DoorShape d = measured(c);
  ASSERT_EQ(d.leaves.size(), 2u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.98, 1e-9);
  EXPECT_NEAR(d.leaves[0].width.hi, 0.98 + 0.015, 1e-9);
  EXPECT_NEAR(d.leaves[1].width.value, 0.42, 1e-9);
  c.panels = {{"SWINGING", "LEFT", 0.5, {}}, {"SWINGING", "RIGHT", 0.5, {}}};
  EXPECT_LT(measured(c).leaves.at(0).width.hi, 0.72);
}

TEST(Door, TheFixedHalfOfADoorIsNoLeaf) {
  DoorCase c{"", "", "SWING_FIXED_LEFT", 1.5, 1.5, 0.05};
  c.panels = {{"SWINGING", "LEFT", 0.6, {}}, {"FIXEDPANEL", "RIGHT", 0.4, {}}};
  DoorShape d = measured(c);
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.84, 1e-9);
  c.panels.clear();
  d = measured(c);
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_LT(d.leaves[0].width.lo, 0.5);
  EXPECT_LT(d.leaves[0].width.hi, 1.4);
}

TEST(Door, TheSwingArcOfASymbolGivesTheLeaf) {
  const std::string symbol =
      "#400=IFCCIRCLE(#8,0.93);\n#401=IFCTRIMMEDCURVE(#400,(IFCPARAMETERVALUE(0.)),(IFCPARAMETERVALUE(90.)),."
      "T.,.PARAMETER.);\n"
      "#402=IFCGEOMETRICCURVESET((#401));\n#403=IFCSHAPEREPRESENTATION($,'FootPrint','GeometricCurveSet',(#"
      "402));\n"
      "#404=IFCPRODUCTDEFINITIONSHAPE($,$,(#403));\n";
  auto s = snippet(symbol + "#900=IFCDOOR('x',$,'D',$,$,#6,#404,$,2.1,1.);\n");
  DoorParts parts;
  parts.door = &s->product();
  parts.overall_width = 1;
  DoorShape d;
  measure_door(s->shapes, parts, d);
  ASSERT_EQ(d.leaves.size(), 1u);
  EXPECT_NEAR(d.leaves[0].width.value, 0.93, 1e-6);
  EXPECT_EQ(d.leaves[0].width.method, Method::drawn);
  EXPECT_NEAR(d.leaves[0].open_tip.y, 0.93, 1e-6);
  EXPECT_EQ(d.operation, DoorOperation::swing);
}

TEST(Door, RevolvingAndSlidingDoorsAreNotReadAsSwinging) {
  const DoorShape revolving =
      measured({lining(20) + box(60, 0.05, 0.16, 0, 0.9, 0.04, 2.05), "#20,#30,#40,#60", "REVOLVING"});
  EXPECT_EQ(revolving.operation, DoorOperation::revolving);
  EXPECT_TRUE(revolving.leaves.empty());
  EXPECT_FALSE(revolving.frame_clear_width);
  const DoorShape sliding =
      measured({lining(20) + box(60, 0.05, 0.16, 0, 0.9, 0.04, 2.05), "#20,#30,#40,#60", "SLIDING_TO_LEFT"});
  ASSERT_EQ(sliding.leaves.size(), 1u);
  EXPECT_EQ(sliding.leaves[0].open_tip, sliding.leaves[0].closed_tip);
}

TEST(Door, OperationWordsOfAllSchemas) {
  EXPECT_EQ(door_operation("DOUBLE_PANEL_DOUBLE_SWING"), DoorOperation::double_acting);
  EXPECT_EQ(door_operation("ROLLINGUP"), DoorOperation::overhead);
  EXPECT_EQ(door_operation("FOLDING_TO_LEFT"), DoorOperation::folding);
  EXPECT_EQ(door_operation("USERDEFINED"), DoorOperation::unknown);
  EXPECT_EQ(door_operation(""), DoorOperation::unknown);
}

}  // namespace
}  // namespace landai::snippets
