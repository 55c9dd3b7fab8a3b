// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_plan.hpp"

namespace landai::support {
namespace {

DxfText room() {
  DxfText d;
  d.rect("DINDING", 0, 0, 5000, 150).rect("RUANG", 0, 150, 5000, 4150);
  return d;
}

DxfText& exploded(DxfText& d, const std::string& layer, double x0, double y0, double x1, double y1) {
  return d.line(layer, x0, y0, x1, y0).line(layer, x1, y0, x1, y1).line(layer, x1, y1, x0, y1).line(layer, x0, y1, x0, y0);
}

TEST(DxfLoops, FourLinesAreOneThingWithAnArea) {
  for (const auto& [layer, category] : {std::pair{"KURSI", Category::seat}, {"LOKET", Category::counter}, {"PERABOT", Category::furniture},
                                        {"KOLOM", Category::column}}) {
    DxfText d = room();
    exploded(d, layer, 1000, 1000, 1400, 2200);
    const Plan plan = plan_of(d);
    const auto things = of(plan, category);
    ASSERT_EQ(things.size(), 1U) << layer;
    EXPECT_NEAR(area(things[0]->geometry.areas), 0.4 * 1.2, 1e-9) << layer;
    EXPECT_TRUE(things[0]->geometry.lines.empty()) << layer;
  }
}

TEST(DxfLoops, LinesWithinAndDanglingOnesChangeNothing) {
  DxfText d = room();
  exploded(d, "PERABOT", 1000, 1000, 1400, 2200).line("PERABOT", 1000, 1500, 1400, 1500).line("PERABOT", 1400, 2200, 1700, 2200);
  const Plan plan = plan_of(d);
  const auto things = of(plan, Category::furniture);
  ASSERT_EQ(things.size(), 1U);
  EXPECT_NEAR(area(things[0]->geometry.areas), 0.4 * 1.2, 1e-9);
  ASSERT_EQ(things[0]->geometry.lines.size(), 1U);
}

TEST(DxfLoops, WhatDoesNotCloseStaysLines) {
  DxfText d = room();
  d.line("PERABOT", 1000, 1000, 1400, 1000).line("PERABOT", 1400, 1000, 1400, 2200).line("PERABOT", 1400, 2200, 1000, 2200);
  const Plan plan = plan_of(d);
  const auto things = of(plan, Category::furniture);
  ASSERT_EQ(things.size(), 1U);
  EXPECT_TRUE(things[0]->geometry.areas.empty());
  EXPECT_EQ(things[0]->geometry.lines.size(), 3U);
}

TEST(DxfLoops, AnEllipseIsAnArea) {
  DxfText d = room();
  d.raw("ELLIPSE", "PERABOT", "100\nAcDbEllipse\n10\n2000\n20\n2000\n30\n0\n11\n0\n21\n600\n31\n0\n40\n0.5\n41\n0\n42\n6.283185307179586\n");
  const Plan plan = plan_of(d);
  const auto things = of(plan, Category::furniture);
  ASSERT_EQ(things.size(), 1U);
  EXPECT_NEAR(area(things[0]->geometry.areas), 3.14159265 * 0.6 * 0.3, 0.002);
}

TEST(DxfLoops, PiecesOfOneColumnAreOne) {
  DxfText d = room();
  d.rect("KOLOM", 1000, 1000, 1400, 1400).rect("KOLOM", 1100, 1100, 1300, 1300).line("KOLOM", 1000, 1000, 1400, 1400);
  d.rect("KOLOM", 3000, 1000, 3400, 1400);
  EXPECT_EQ(of(plan_of(d), Category::column).size(), 2U);
}

}  // namespace
}  // namespace landai::support
