// SPDX-License-Identifier: GPL-3.0-or-later
// How good the measurement must be that would settle an undecided check.
#include <cmath>
#include <random>

#include "bench_plan.hpp"
#include "standards/verdict.hpp"

namespace landai::standards {
namespace {

/// The integral of the normal density from `from` to `to`, by Simpson's rule.
double integral(double from, double to) {
  from = std::max(from, -9.0), to = std::min(to, 9.0);
  if (from >= to) return 0;
  constexpr int kSteps = 400;
  const double width = (to - from) / kSteps;
  double sum = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double x = from + i * width;
    sum += (i == 0 || i == kSteps ? 1 : i % 2 == 1 ? 4 : 2) * std::exp(-x * x / 2);
  }
  return sum * width / 3 / std::sqrt(2 * 3.14159265358979);
}

/// JCGM 106: accepted where it conforms with 95 %; refused where it surely is too small, or too large.
bool decides(const Limit& limit, double value, double u) {
  const double below = limit.min ? integral(-9, (*limit.min - value) / u) : 0, above = limit.max ? integral((*limit.max - value) / u, 9) : 0;
  return below + above <= 0.05 || below >= 0.95 || above >= 0.95;
}

Check stair_riser(double value, double u) {
  Plan plan;
  plan.elements = {thing("T", Category::stair), thing("F", Category::flight, "stair", {}, "T")};
  measure::MeasurementSet set;
  set.add(number({"F"}, "stair.riser", value, {}, u, Method::reading));
  const auto checks = evaluate(packs(), plan, set);
  const Check* check = check_of(checks, "pupr14.l2.stair.riser", "F");
  return check ? *check : Check{};
}

// 15 to 18 cm: in the middle each side takes 2.5 %, so half the range is 1.959964 standard uncertainties.
TEST(Settle, BothSidesOfARangeCount) {
  const Check open = stair_riser(0.165, 0.009);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  ASSERT_TRUE(open.settle && open.settle->u_max);
  EXPECT_NEAR(*open.settle->u_max, 0.015 / 1.959964, 1e-8);
  EXPECT_EQ(stair_riser(0.165, 0.0077).verdict, Verdict::undecided);
  EXPECT_EQ(stair_riser(0.165, 0.0076).verdict, Verdict::pass);
  EXPECT_NEAR(*stair_riser(0.152, 0.009).settle->u_max, 0.002 / 1.644854, 1e-8) << "the other side is far";
  EXPECT_NEAR(*stair_riser(0.183, 0.009).settle->u_max, 0.003 / 1.644854, 1e-8) << "refused by one side alone";
}

// With less than what is told it is decided, and with no more than that: found again by trying.
TEST(Settle, IsTheLargestUncertaintyThatDecides) {
  std::mt19937 random(20261127);
  std::uniform_real_distribution<double> at(0.02, 0.98), size(0.001, 0.3);
  for (int i = 0; i < 200; ++i) {
    Limit limit;
    const double min = at(random), width = size(random);
    if (i % 4 != 1) limit.min = min;
    if (i % 4 != 2) limit.max = min + width;
    const double value = min + width * (3 * at(random) - 1);
    const auto u = settling_uncertainty(limit, value);
    ASSERT_TRUE(u) << i;
    for (const double less : {0.999, 0.9, 0.5, 0.1}) EXPECT_TRUE(decides(limit, value, less * *u)) << i << " at " << less;
    for (double more = 1.001; more < 50; more *= 1.3) EXPECT_FALSE(decides(limit, value, more * *u)) << i << " at " << more;
    EXPECT_NE(decide(limit, {value, value, value, 0.9999 * *u}, 0).verdict, Verdict::undecided) << i;
  }
}

Check outdoor_slope(double slope, double u) {
  Plan plan;
  plan.elements = {thing("P", Category::ramp), thing("S", Category::flight, "ramp", {}, "P")};
  measure::MeasurementSet set;
  set.add(word("P", "ramp.indoor", false));
  set.add(number({"S"}, "ramp.slope", slope, {}, u, Method::reading));
  const auto checks = evaluate(packs(), plan, set);
  const Check* check = check_of(checks, "pupr14.l2.ramp.slope.out", "S");
  return check ? *check : Check{};
}

// Outdoors 5° (8.749 %) or 1:12 (8.333 %), and the text does not say which.
TEST(Settle, NothingIsPromisedWhereTheTextLeavesItOpen) {
  for (const double u : {0.003, 0.0015, 0.0012}) {
    const Check open = outdoor_slope(0.086, u);
    EXPECT_EQ(open.verdict, Verdict::undecided);
    EXPECT_EQ(open.reason, "rule_text") << u;
    EXPECT_EQ(open.message.key, "standards.check.undecided.text.u") << u;
    ASSERT_TRUE(open.settle) << "another value would decide";
    EXPECT_FALSE(open.settle->u_max);
    EXPECT_TRUE(open.settle->only_elsewhere);
  }
  const Check sure = outdoor_slope(0.086, 0.0008);
  EXPECT_EQ(sure.message.key, "standards.check.undecided.text");
  EXPECT_FALSE(sure.settle);
}

// 8.2 % meets both, 8.9 % neither: to decide, the nearer of the two has to be told apart.
TEST(Settle, BothMeaningsOfATextHaveToBeDecided) {
  for (const auto& [slope, nearer, verdict] : {std::tuple{0.082, 1 / 12.0, Verdict::pass}, {0.089, std::tan(5 * 3.14159265358979 / 180), Verdict::fail}}) {
    const Check open = outdoor_slope(slope, 0.005);
    EXPECT_EQ(open.reason, "uncertainty");
    ASSERT_TRUE(open.settle && open.settle->u_max);
    EXPECT_NEAR(*open.settle->u_max, std::abs(nearer - slope) / 1.644854, 1e-7);
    EXPECT_EQ(outdoor_slope(slope, 0.999 * *open.settle->u_max).verdict, verdict);
    EXPECT_EQ(outdoor_slope(slope, 1.001 * *open.settle->u_max).verdict, Verdict::undecided);
  }
}

Check middle_rail(double width, double lo, double hi, double u) {
  Plan plan;
  plan.elements = {thing("P", Category::ramp), thing("S", Category::flight, "ramp", {}, "P")};
  measure::MeasurementSet set;
  auto m = number({"S"}, "ramp.width", width, {}, u, Method::reading);
  m.lo = lo;
  m.hi = hi;
  set.add(m);
  set.add(word("P", "ramp.use", std::string("people")));
  set.add(word("S", "ramp.use", std::string("people")));
  set.add(number({"S"}, "ramp.middle_rail", 0));
  const auto checks = evaluate(packs(), plan, set);
  const Check* check = check_of(checks, "pupr14.l2.ramp.rail.mid", "S");
  return check ? *check : Check{};
}

// Wider than 2.20 m a ramp needs a rail in its middle. A width that was read near that is no fact that nobody stated.
TEST(Settle, OnWhichSideOfABorderAValueLies) {
  const Check open = middle_rail(2.2003, 2.2003, 2.2003, 0.001);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  EXPECT_EQ(open.reason, "uncertainty");
  EXPECT_EQ(open.message.key, "standards.check.undecided.border.u");
  ASSERT_TRUE(open.settle && open.settle->u_max);
  EXPECT_EQ(open.settle->quantity, "ramp.width");
  EXPECT_NEAR(*open.settle->u_max, 0.0003 / 1.644854, 1e-9);
  EXPECT_EQ(middle_rail(2.2003, 2.2003, 2.2003, 1.001 * *open.settle->u_max).verdict, Verdict::undecided);
  EXPECT_NE(middle_rail(2.2003, 2.2003, 2.2003, 0.999 * *open.settle->u_max).verdict, Verdict::undecided);
  EXPECT_EQ(middle_rail(2.2003, 2.2003, 2.2003, 0.999 * *open.settle->u_max).verdict, middle_rail(2.3, 2.3, 2.3, 0).verdict);
  EXPECT_EQ(middle_rail(2.15, 2.15, 2.15, 0.001).verdict, Verdict::not_applicable);
  const Check between = middle_rail(2.2, 2.1, 2.3, 0);
  EXPECT_EQ(between.verdict, Verdict::undecided);
  EXPECT_EQ(between.message.key, "standards.check.undecided.border");
  ASSERT_TRUE(between.settle);
  EXPECT_FALSE(between.settle->u_max) << "nobody knows what will be found";
  EXPECT_EQ(middle_rail(2.2, 2.1, INFINITY, 0).verdict, Verdict::not_measured) << "no measurement of it has an end";
}

// Of all rules that ask one number of a door, whatever is told settles it.
TEST(Settle, WhatIsToldOfDoorsIsEnough) {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> width(0.6, 1.1), doubt(0.001, 0.2);
  int told = 0;
  for (int i = 0; i < 100; ++i) {
    Plan plan;
    plan.elements = {thing("D", Category::door, {}, {"outside"})};
    const double value = width(random);
    const auto checks = [&](double u) {
      measure::MeasurementSet set;
      set.add(word("D", "door.role", std::string("main_entrance")));
      set.add(number({"D"}, "door.clear_width", value, {}, u, Method::reading));
      return evaluate(packs(), plan, set);
    };
    for (const Check& check : checks(doubt(random))) {
      if (!check.settle || !check.settle->u_max) continue;
      ++told;
      EXPECT_NE(check_of(checks(0.999 * *check.settle->u_max), check.rule, "D")->verdict, Verdict::undecided) << check.rule << " " << value;
      EXPECT_EQ(check_of(checks(1.001 * *check.settle->u_max), check.rule, "D")->verdict, Verdict::undecided) << check.rule << " " << value;
    }
  }
  EXPECT_GT(told, 50);
}

}  // namespace
}  // namespace landai::standards
