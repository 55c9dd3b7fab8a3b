// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_plan.hpp"

namespace landai::support {
namespace {

/// A wall with a hole of the given width from x = 3000.
DxfText wall(double hole) {
  DxfText d;
  d.rect("DINDING", 0, 0, 3000, 150).rect("DINDING", 3000 + hole, 0, 8000, 150).rect("RUANG", 0, 150, 8000, 4150);
  return d;
}

TEST(DxfContradiction, HoleNarrowerThanTheLeaf) {
  DxfText d = wall(700);
  d.line("PINTU", 3000, 75, 3000, 975).arc("PINTU", 3000, 75, 900, 0, 90);
  const Plan plan = plan_of(d);
  ASSERT_EQ(of(plan, Category::door).size(), 1U);
  const DoorShape& door = *of(plan, Category::door)[0]->door();
  ASSERT_TRUE(door.opening_width && door.frame_clear_width);
  EXPECT_NEAR(door.opening_width->value, 0.7, 1e-9);
  EXPECT_NEAR(door.frame_clear_width->hi, 0.7, 1e-9);
  EXPECT_NEAR(door.leaves[0].width.lo, 0.7, 1e-9);
  EXPECT_NEAR(door.leaves[0].width.hi, 0.9, 1e-9);
  EXPECT_TRUE(says(plan, "import.dxf.leaf_wider"));
}

TEST(DxfContradiction, LeafLineShorterThanItsArc) {
  DxfText d = wall(900);
  d.line("PINTU", 3000, 75, 3000, 775).arc("PINTU", 3000, 75, 900, 0, 90);
  const Plan plan = plan_of(d);
  ASSERT_EQ(of(plan, Category::door).size(), 1U);
  const Known& width = of(plan, Category::door)[0]->door()->leaves[0].width;
  EXPECT_NEAR(width.lo, 0.7, 1e-9);
  EXPECT_NEAR(width.hi, 0.9, 1e-9);
  EXPECT_TRUE(says(plan, "import.dxf.leaf_differs"));
}

TEST(DxfContradiction, ArcOfChordsAfterTheLeafIsALeaf) {
  DxfText d = wall(900);
  DxfText::Points points{{3000, 75}};
  for (int a = 90; a >= 0; a -= 5) points.push_back({3000 + 900 * std::cos(a * 0.017453292519943295), 75 + 900 * std::sin(a * 0.017453292519943295)});
  d.poly("PINTU", points, false);
  const Plan plan = plan_of(d);
  ASSERT_EQ(of(plan, Category::door).size(), 1U);
  EXPECT_NEAR(of(plan, Category::door)[0]->door()->leaves[0].width.value, 0.9, 1e-6);
}

TEST(DxfContradiction, WhatBecameNoDoorIsSaid) {
  DxfText d = wall(900);
  d.line("PINTU", 3000, 75, 3700, 600).insert("PINTU", "TIDAKADA", 5000, 75);
  const Plan plan = plan_of(d);
  EXPECT_TRUE(of(plan, Category::door).empty());
  EXPECT_TRUE(says(plan, "import.dxf.leafless"));
  EXPECT_TRUE(says(plan, "import.dxf.missing_block"));
}

TEST(DxfContradiction, AQuarterCircleAsLargeAsARoomIsNoLeaf) {
  DxfText d = wall(900);
  d.line("PINTU", 3000, 75, 3000, 2575).arc("PINTU", 3000, 75, 2500, 0, 90);
  const Plan plan = plan_of(d);
  EXPECT_TRUE(of(plan, Category::door).empty());
  EXPECT_TRUE(says(plan, "import.dxf.leafless"));
}

TEST(DxfContradiction, PiecesFarAwayAreLeftOutAndSaid) {
  for (const double far : {2e6, 1e9, 1e12}) {
    DxfText d = wall(900);
    d.rect("DINDING", far, far, far + 1000, far + 100);
    const Plan plan = plan_of(d);
    EXPECT_EQ(of(plan, Category::wall).size(), 2U) << far;
    EXPECT_TRUE(says(plan, "import.dxf.far_pieces")) << far;
  }
}

TEST(DxfContradiction, NumbersThatAreNoneAreLeftOutAndSaid) {
  for (const char* number : {"nan", "inf", "1e308", "3000,5", "abc", "0x10", ""}) {
    DxfText d = wall(900);
    d.raw("LINE", "DINDING", std::string("10\n") + number + "\n20\n0\n11\n1000\n21\n2000\n");
    const Plan plan = plan_of(d);
    EXPECT_EQ(of(plan, Category::wall).size(), 2U) << number;
    EXPECT_TRUE(says(plan, "import.dxf.bad_number")) << number;
  }
}

TEST(DxfContradiction, ARepeatedBlockBeyondTheCapIsALimit) {
  DxfText d = wall(900);
  d.block("P").line("PINTU", 0, 0, 0, 900).end_block();
  d.raw("INSERT", "PINTU", "2\nP\n10\n0\n20\n0\n70\n30000\n71\n30000\n44\n1000\n45\n1000\n");
  const auto plan = read_text(d.str());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::limit);
}

TEST(DxfContradiction, WholeLevelMarksAreInTheDrawingsUnit) {
  DxfText d = wall(900);
  d.text("ELEVASI", 4000, 2000, "+300");
  const Plan plan = plan_of(d);
  ASSERT_EQ(of(plan, Category::space).size(), 1U);
  ASSERT_TRUE(of(plan, Category::space)[0]->z);
  EXPECT_NEAR(of(plan, Category::space)[0]->z->lo, 0.3, 1e-9);
}

TEST(DxfContradiction, ALongNameIsShortened) {
  DxfText d = wall(900);
  d.text("TEKS", 4000, 2000, std::string(5000, 'A'));
  const Plan plan = plan_of(d);
  ASSERT_EQ(of(plan, Category::space).size(), 1U);
  const std::string& name = of(plan, Category::space)[0]->name;
  EXPECT_TRUE(name.starts_with("AAAA"));
  EXPECT_LT(name.size(), 130U);
}

}  // namespace
}  // namespace landai::support
