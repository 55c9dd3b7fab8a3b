// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "dxf_plan.hpp"
#include "import/dxf_build.hpp"

namespace landai::support {
namespace {

/// Ramp 6000 × 1200 along x with landings, foot at x = 0.
DxfText ramp(bool arrow = true) {
  DxfText d;
  d.rect("RAM", 0, 0, 6000, 1200).rect("RAM-BORDES", -1500, 0, 0, 1200).rect("RAM-BORDES", 6000, 0, 7500, 1200);
  if (arrow) d.line("RAM", 0, 600, 6000, 600);
  return d;
}

const FlightShape& only_flight(const Plan& plan) {
  static const FlightShape none;
  const auto flights = of(plan, Category::flight);
  EXPECT_EQ(flights.size(), 1U);
  return flights.size() == 1 && flights[0]->flight() != nullptr ? *flights[0]->flight() : none;
}

TEST(DxfRamp, RunWidthAndRise) {
  DxfText d = ramp();
  d.text("ELEVASI", -700, 600, "%%p0.00").text("ELEVASI", 6700, 600, "+0.45").text("TEKS", 3000, 700, "1:12");
  const Plan plan = plan_of(d);
  const FlightShape& f = only_flight(plan);
  ASSERT_TRUE(f.run && f.width && f.rise);
  EXPECT_NEAR(f.run->value, 6.0, 1e-9);
  EXPECT_NEAR(f.width->value, 1.2, 1e-9);
  EXPECT_NEAR(f.rise->value, 0.45, 1e-9);
  EXPECT_EQ(f.rise->method, Method::drawn);
  EXPECT_FALSE(f.slope);   // "1:12" is a word, no measurement
  EXPECT_NEAR(distance(f.foot, {0, 0.6}), 0, 1e-9);
  EXPECT_NEAR(distance(f.head, {6, 0.6}), 0, 1e-9);
  ASSERT_EQ(of(plan, Category::ramp).size(), 1U);
  EXPECT_EQ(*of(plan, Category::ramp)[0]->text("slope_text"), "1:12");
  for (const Element* landing : of(plan, Category::landing)) EXPECT_EQ(landing->parent, of(plan, Category::ramp)[0]->id);
}

// The box around a ramp that lies aslant is nine times as large, and holds the names of rooms.
TEST(DxfRamp, HasTheNameInItHoweverItIsTurned) {
  for (const double degrees : {0.0, 10.0, 37.0, 45.0, 90.0, 130.0}) {
    const double c = std::cos(degrees * M_PI / 180), s = std::sin(degrees * M_PI / 180);
    const auto at = [&](double x, double y) { return std::pair(c * x - s * y, s * x + c * y); };
    const auto text = [&](DxfText& d, double x, double y, const char* words) { d.text("TEKS", at(x, y).first, at(x, y).second, words); };
    DxfText d;
    d.poly("RAM", {at(0, 0), at(6000, 0), at(6000, 1200), at(0, 1200)});
    d.line("RAM", at(0, 600).first, at(0, 600).second, at(6000, 600).first, at(6000, 600).second);
    text(d, 2000, 2200, "RUANG RAPAT");
    text(d, 4000, -900, "GUDANG");
    text(d, 3000, 500, "R-1 RAM");
    const Plan plan = plan_of(d);
    ASSERT_EQ(of(plan, Category::ramp).size(), 1U) << degrees;
    EXPECT_EQ(of(plan, Category::ramp)[0]->name, "R-1 RAM") << degrees;
  }
}

TEST(DxfRamp, NoMarkNoRise) {
  DxfText d = ramp();
  d.text("ELEVASI", -700, 600, "%%p0.00");
  const Plan plan = plan_of(d);
  EXPECT_FALSE(only_flight(plan).rise);
  EXPECT_TRUE(says(plan, "import.dxf.rise_unknown"));
}

TEST(DxfRamp, ArrowAgainstTheLevels) {
  DxfText d = ramp();
  d.text("ELEVASI", -700, 600, "+0.45").text("ELEVASI", 6700, 600, "-0.05");
  const Plan plan = plan_of(d);
  ASSERT_TRUE(only_flight(plan).rise);
  EXPECT_NEAR(only_flight(plan).rise->value, 0.50, 1e-9);
  EXPECT_NEAR(distance(only_flight(plan).foot, {6, 0.6}), 0, 1e-9);
  EXPECT_TRUE(says(plan, "import.dxf.arrow_against_levels"));
}

TEST(DxfRamp, LevelComesOverAnOpenEdgeAndNotOverARail) {
  // Foot landing beside a terrace at 0.00, behind a rail, open to the ground at -0.45; head landing open to the terrace.
  DxfText d = ramp();
  d.rect("RUANG", -5000, 1200, 12000, 4000).text("ELEVASI", 2000, 2500, "%%p0.00").text("ELEVASI", -4000, 600, "-0.45");
  d.line("RAILING", -1500, 1250, 6000, 1250).line("RAILING", 7500, 1200, 7500, 0).line("RAILING", 6000, 0, 7500, 0);
  const Plan plan = plan_of(d);
  ASSERT_TRUE(only_flight(plan).rise);
  EXPECT_NEAR(only_flight(plan).rise->value, 0.45, 1e-9);
}

TEST(DxfRamp, WithoutAnArrowAShortOneHasNoRun) {
  DxfText d;
  d.rect("RAM", 0, 0, 1500, 1200).text("ELEVASI", 0, 5000, "+0.10");
  EXPECT_FALSE(only_flight(plan_of(d)).run);
}

TEST(DxfStair, TreadsWidthAndRisers) {
  DxfText d;
  d.rect("TANGGA", 0, 0, 1500, 1200);
  for (int i = 0; i <= 4; ++i) d.line("TANGGA", 0, 300 * i, 1500, 300 * i);
  d.line("TANGGA", 750, 0, 750, 1200).line("TANGGA", 650, 1000, 750, 1200).line("TANGGA", 850, 1000, 750, 1200);
  d.text("ELEVASI", 750, -500, "-0.75").text("ELEVASI", 750, 1700, "%%p0.00");
  const Plan plan = plan_of(d);
  const FlightShape& f = only_flight(plan);
  ASSERT_TRUE(f.tread && f.width && f.riser && f.risers);
  EXPECT_NEAR(f.tread->value, 0.300, 1e-9);
  EXPECT_NEAR(f.width->value, 1.5, 1e-9);
  EXPECT_EQ(*f.risers, 5);
  EXPECT_NEAR(f.riser->value, 0.150, 1e-9);
  EXPECT_NEAR(f.run->value, 1.2, 1e-9);
}

TEST(DxfStair, InnerLinesAloneLeaveTheNumberOpen) {
  DxfText d;
  d.rect("TANGGA", 0, 0, 1500, 1200);
  for (int i = 1; i <= 3; ++i) d.line("TANGGA", 0, 300 * i, 1500, 300 * i);
  const FlightShape f = only_flight(plan_of(d));
  ASSERT_TRUE(f.tread);
  EXPECT_NEAR(f.tread->value, 0.300, 1e-9);
  EXPECT_FALSE(f.risers);
  EXPECT_FALSE(f.riser);
}

TEST(DxfStair, UnequalTreadsGiveBounds) {
  DxfText d;
  d.rect("TANGGA", 0, 0, 1500, 1200);
  for (const double y : {0.0, 300.0, 580.0, 900.0, 1200.0}) d.line("TANGGA", 0, y, 1500, y);
  const FlightShape f = only_flight(plan_of(d));
  ASSERT_TRUE(f.tread);
  EXPECT_NEAR(f.tread->lo, 0.280, 1e-9);
  EXPECT_NEAR(f.tread->hi, 0.320, 1e-9);
}

TEST(DxfStair, WithoutAnOutline) {
  DxfText d;
  for (int i = 0; i < 6; ++i) d.line("TANGGA", 280 * i, 0, 280 * i, 1400);
  const FlightShape f = only_flight(plan_of(d));
  ASSERT_TRUE(f.tread && f.width);
  EXPECT_NEAR(f.tread->value, 0.280, 1e-9);
  EXPECT_NEAR(f.width->value, 1.4, 1e-9);
  EXPECT_FALSE(f.risers);
}

TEST(DxfLevel, Marks) {
  using importer::level_mark;
  EXPECT_EQ(level_mark("+0.45", false), 0.45);
  EXPECT_EQ(level_mark("-0,05", false), -0.05);
  EXPECT_EQ(level_mark("±0.00", false), 0.0);
  EXPECT_EQ(level_mark("EL. +3.200 m", false), 3.2);
  EXPECT_EQ(level_mark("+/- 0.00", false), 0.0);
  EXPECT_EQ(level_mark("0.45", true), 0.45);
  EXPECT_FALSE(level_mark("0.45", false));      // no sign on a layer for any text
  EXPECT_FALSE(level_mark("+450", false));      // could be millimetres
  EXPECT_FALSE(level_mark("LOKET 1", true));
  EXPECT_FALSE(level_mark("+0.45 x 2", true));
}

}  // namespace
}  // namespace landai::support
