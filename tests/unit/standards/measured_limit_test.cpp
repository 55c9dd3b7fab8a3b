// SPDX-License-Identifier: GPL-3.0-or-later
// A limit that hangs on another measurement: what is not sure of that one is part of the decision.
#include <cmath>
#include <map>

#include "bench_plan.hpp"
#include "landai/measure/reconcile.hpp"
#include "standards/reference.hpp"

namespace landai::standards {
namespace {

constexpr const char* kCount = "pupr14.l3.park.count";

TableRow up_to(double upto, double min) {
  TableRow row;
  row.upto = upto;
  row.min = min;
  return row;
}

/// Up to 50: 2, up to 75: 5, up to 100: 4, nothing beyond.
const std::vector<TableRow> kTable{up_to(50, 2), up_to(75, 5), up_to(100, 4)};

Spread exactly(double value, double u = 0) { return {value, value, value, u}; }
Spread between(double lo, double hi, double u = 0) { return {0.5 * (lo + hi), lo, hi, u}; }
Decision by_table(const Spread& count, double value) {
  return decide_by_table(kTable, true, {}, count, exactly(value), 0);
}

// A normal distribution: 50 with u = 2 is at most 50 (below 50.5) with 0.598706, and above 75 with nothing.
TEST(ByTable, WeighsEveryRowWithItsProbability) {
  EXPECT_NEAR(by_table(exactly(50, 2), 2).probability.value_or(-1), 0.598706, 1e-6);
  EXPECT_NEAR(by_table(exactly(50, 2), 4).probability.value_or(-1), 0.598706, 1e-6);
  EXPECT_NEAR(by_table(exactly(75, 10), 4).probability.value_or(-1), 0.007143 + 0.474675,
              1e-6);  // up to 50, and 75.5 to 100.5
  EXPECT_NEAR(by_table(exactly(50, 2), 5).probability.value_or(-1), 1, 1e-9);
  EXPECT_NEAR(by_table(exactly(50, 2), 1).probability.value_or(-1), 0, 1e-9);
}

TEST(ByTable, ARowInTheMiddleOfTheBoundsDecidesToo) {
  EXPECT_EQ(by_table(between(50, 76), 4).verdict, Verdict::undecided)
      << "both ends are met, what lies between is not";
  EXPECT_EQ(by_table(between(50, 76), 5).verdict, Verdict::pass);
  EXPECT_EQ(by_table(between(50, 76), 1).verdict, Verdict::fail);
  EXPECT_EQ(by_table(between(51, 75), 4).verdict, Verdict::fail);
  EXPECT_EQ(by_table(between(50, 76, 0.1), 4).verdict, Verdict::undecided);
}

TEST(ByTable, WhatTheTableDoesNotSayIsNeitherMetNorMissed) {
  EXPECT_EQ(by_table(between(90, 110), 9).verdict, Verdict::undecided);
  EXPECT_EQ(by_table(between(90, 110), 1).verdict, Verdict::undecided);
  EXPECT_EQ(by_table(between(90, 100), 4).verdict, Verdict::pass);
  EXPECT_EQ(row_for(kTable, 101, true), nullptr);
}

TEST(ByTable, RisesWithPerCentAndStartedHundreds) {
  TableRow percent, hundreds;
  percent.upto = 1000;
  percent.percent = 2;
  hundreds.upto = std::numeric_limits<double>::infinity();
  hundreds.base = 20;
  hundreds.per = 100;
  hundreds.above = 1000;
  const std::vector<TableRow> table{percent, hundreds};
  const auto verdict = [&](double lo, double hi, double value) {
    return decide_by_table(table, true, {}, between(lo, hi), exactly(value), 0).verdict;
  };
  EXPECT_EQ(verdict(501, 550, 11), Verdict::pass);
  EXPECT_EQ(verdict(500, 551, 11), Verdict::undecided);
  EXPECT_EQ(verdict(551, 600, 11), Verdict::fail);
  EXPECT_EQ(verdict(1001, 1100, 21), Verdict::pass);
  EXPECT_EQ(verdict(1001, 1101, 21), Verdict::undecided);
  EXPECT_EQ(verdict(1100, 1100, 21), Verdict::pass);
  EXPECT_EQ(verdict(500, 500, 10), Verdict::pass);
  EXPECT_EQ(verdict(1, 1e12, 21), Verdict::undecided) << "and it ends";
  EXPECT_EQ(verdict(1, INFINITY, 21), Verdict::undecided);
}

TEST(ByTable, NothingIsSaidOfBrokenNumbers) {
  EXPECT_EQ(by_table(between(60, 40), 9).verdict, Verdict::undecided);
  EXPECT_EQ(by_table(exactly(NAN), 9).verdict, Verdict::undecided);
}

// 1.00 m with u = 0.03 m against 0.95 m with u = 0.04 m: the difference has u = 0.05 m.
TEST(Relative, AddsTheRandomPartsAsSquares) {
  const Decision d = decide_relative(1, false, {}, exactly(0.95, 0.04), exactly(1.0, 0.03), 0);
  EXPECT_EQ(d.verdict, Verdict::undecided);
  EXPECT_NEAR(d.probability.value_or(-1), 0.841344746, 1e-6);
  EXPECT_NEAR(*d.margin, 0.05, 1e-12);
  EXPECT_EQ(decide_relative(1, false, {}, exactly(0.95, 0.02), exactly(1.0, 0.02), 0).verdict, Verdict::pass);
  EXPECT_EQ(decide_relative(1, false, {}, exactly(1.05, 0.02), exactly(1.0, 0.02), 0).verdict, Verdict::fail);
}

TEST(Relative, TakesTheRandomPartAsManyTimes) {
  EXPECT_NEAR(decide_relative(0.01, false, {}, exactly(2.0, 0.1), exactly(0.021), 0).probability.value_or(-1), 0.841344746,
              1e-6);
  EXPECT_NEAR(decide_relative(1.5, true, {}, exactly(1.0, 0.1), exactly(1.35), 0).probability.value_or(-1), 0.841344746,
              1e-6);
}

TEST(Relative, MustHoldAtBothEndsOfTheBounds) {
  const auto verdict = [](double value, bool is_max) {
    return decide_relative(2, is_max, {}, between(1.0, 1.1), exactly(value), 0).verdict;
  };
  EXPECT_EQ(verdict(2.2, false), Verdict::pass);
  EXPECT_EQ(verdict(2.1, false), Verdict::undecided);
  EXPECT_EQ(verdict(1.9, false), Verdict::fail);
  EXPECT_EQ(verdict(2.0, true), Verdict::pass);
  EXPECT_EQ(verdict(2.1, true), Verdict::undecided);
  EXPECT_EQ(verdict(2.3, true), Verdict::fail);
  EXPECT_EQ(decide_relative(2, true, {}, between(1.0, INFINITY), exactly(1.5), 0).verdict,
            Verdict::undecided);
}

Check bays(measure::Measurement accessible, measure::Measurement all) {
  measure::MeasurementSet set;
  set.add(std::move(accessible));
  set.add(std::move(all));
  const auto checks = evaluate(packs(), Plan{}, set);
  const Check* check = check_of(checks, kCount, "building");
  return check ? *check : Check{};
}

measure::Measurement accessible(double n) { return number({"building"}, "facility.accessible_parking", n); }
measure::Measurement all_bays(double lo, double hi, double u = 0) {
  auto m = number({"building"}, "facility.count", 0.5 * (lo + hi), {{"category", std::string("parking_bay")}},
                  u, Method::reading);
  m.lo = lo;
  m.hi = hi;
  return m;
}

TEST(MeasuredLimit, ACountWithARangeLeavesItOpenAndIsWhatWouldSettleIt) {
  const Check check = bays(accessible(2), all_bays(49, 51));
  EXPECT_EQ(check.verdict, Verdict::undecided);
  EXPECT_EQ(check.reason, "uncertainty");
  EXPECT_EQ(check.message.key, "standards.check.undecided.beside");
  EXPECT_EQ(check.measurements.size(), 2U);
  ASSERT_TRUE(check.settle);
  EXPECT_EQ(check.settle->quantity, "facility.count");
  // 50 would be met, 51 would not: whoever counts may find either, so no uncertainty can be promised.
  EXPECT_FALSE(check.settle->u_max);
  const Check guessed = bays(accessible(2), all_bays(50, 50, 2));
  ASSERT_TRUE(guessed.settle && guessed.settle->u_max);
  EXPECT_EQ(guessed.settle->quantity, "facility.count");
  EXPECT_EQ(bays(accessible(2), all_bays(50, 50, 0.999 * *guessed.settle->u_max)).verdict, Verdict::pass);
  EXPECT_EQ(bays(accessible(2), all_bays(50, 50, 1.001 * *guessed.settle->u_max)).verdict, Verdict::undecided);
  EXPECT_EQ(bays(accessible(5), all_bays(49, 51)).verdict, Verdict::pass);
  EXPECT_EQ(bays(accessible(1), all_bays(49, 51)).verdict, Verdict::fail);
}

TEST(MeasuredLimit, NoBaysAtAllIsNotAnUnsureCount) {
  EXPECT_EQ(bays(accessible(0), all_bays(0, 0)).verdict, Verdict::not_applicable);
  EXPECT_EQ(bays(accessible(0), all_bays(0, 3)).verdict, Verdict::undecided);
  EXPECT_EQ(bays(accessible(1), all_bays(0, 3)).verdict, Verdict::pass);
}

Check sign(double letter, double letter_u, double distance, double distance_u) {
  Plan plan;
  plan.elements = {thing("S", Category::sign)};
  measure::MeasurementSet set;
  set.add(number({"S"}, "sign.letter_height", letter, {}, letter_u, Method::reading));
  set.add(number({"S"}, "sign.reading_distance", distance, {}, distance_u, Method::reading));
  const auto checks = evaluate(packs(), plan, set);
  const Check* check = check_of(checks, "pupr14.l3.sign.read", "S");
  return check ? *check : Check{};
}

// The table asks for 25 mm up to 2.54 m.
TEST(MeasuredLimit, OfASignWhoseDistanceIsKnownTheLettersItNeedsAreTold) {
  Plan plan;
  plan.elements = {thing("S", Category::sign)};
  measure::MeasurementSet set;
  auto letters = number({"S"}, "sign.letter_height", 0);
  letters.value.reset();
  letters.missing = message("measure.site.reading");
  set.add(letters);
  set.add(number({"S"}, "sign.reading_distance", 2.5, {}, 0, Method::reading));   // up to 2.54 m the table asks for 25 mm
  const auto checks = evaluate(packs(), plan, set);
  const Check* check = check_of(checks, "pupr14.l3.sign.read", "S");
  ASSERT_NE(check, nullptr);
  EXPECT_EQ(check->verdict, Verdict::not_measured);
  EXPECT_EQ(check->message.key, "standards.check.wanted.min");
  std::map<std::string, MessageArg> args(check->message.args.begin(), check->message.args.end());
  EXPECT_EQ(args["limit"].text, "2.5 cm");
  EXPECT_EQ(args["other"].value, 2.5);
}

TEST(MeasuredLimit, ASignReadFromAnUnsureDistanceIsUndecided) {
  EXPECT_EQ(sign(0.025, 0, 2.54, 0).verdict, Verdict::pass);
  const Check open = sign(0.025, 0, 2.54, 0.05);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  EXPECT_EQ(open.reason, "uncertainty");
  EXPECT_EQ(sign(0.020, 0, 2.54, 0.05).verdict, Verdict::fail);
  EXPECT_EQ(sign(0.030, 0, 2.54, 0.05).verdict, Verdict::pass);
}

// Letters of a hundredth of the distance: 2.5 cm at 2.5 m.
TEST(MeasuredLimit, WhatLiesBetweenBoundsIsSettledByNoUncertaintyOfItsMiddle) {
  PackData data;
  data.pack.id = "mine";
  RuleData rule;
  rule.rule.id = "mine.letters";
  rule.rule.subject = Category::sign;
  rule.any_access = true;
  rule.demand.quantity = "sign.letter_height";
  rule.demand.relative = "sign.reading_distance";
  rule.demand.times = 0.01;
  rule.cuts_route.truth = false;
  data.rules.push_back(rule);
  Pack pack;
  pack.data = std::make_shared<const PackData>(data);
  const auto sign_between = [&pack](double lo, double hi, double distance, double distance_u) {
    Plan plan;
    plan.elements = {thing("S", Category::sign)};
    measure::MeasurementSet set;
    auto letter = number({"S"}, "sign.letter_height", 0.5 * (lo + hi), {}, 0, Method::reading);
    letter.lo = lo;
    letter.hi = hi;
    set.add(letter);
    set.add(number({"S"}, "sign.reading_distance", distance, {}, distance_u, Method::reading));
    return evaluate(std::span<const Pack>(&pack, 1), plan, set).front();
  };
  const Check open = sign_between(0.024, 0.030, 2.5, 0);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  ASSERT_TRUE(open.settle);
  EXPECT_EQ(open.settle->quantity, "sign.letter_height");
  EXPECT_FALSE(open.settle->u_max) << "its middle of 27 mm would pass with u up to 1.2 mm, but 24 mm fails";
  // All that the bounds allow is high enough, the distance is not sure: that one settles it, and surely.
  const Check distance = sign_between(0.0260, 0.0261, 2.5, 0.2);
  ASSERT_TRUE(distance.settle);
  EXPECT_EQ(distance.settle->quantity, "sign.reading_distance");
  ASSERT_TRUE(distance.settle->u_max);
  EXPECT_EQ(sign_between(0.0260, 0.0261, 2.5, 0.999 * *distance.settle->u_max).verdict, Verdict::pass);
  EXPECT_EQ(sign_between(0.0260, 0.0261, 2.5, 1.001 * *distance.settle->u_max).verdict, Verdict::undecided);
}

/// What an applicability compares is not sure either: more than five storeys, of six give or take one.
TEST(MeasuredLimit, AnUnsureFactOfApplicabilityIsAskedFor) {
  const auto lift = [](double storeys, double u) {
    measure::MeasurementSet set;
    set.add(number({"building"}, "building.storeys", storeys, {}, u, Method::reading));
    set.add(word("building", "building.coverage", std::string("complete")));
    set.add(number({"building"}, "facility.count", 0, {{"category", std::string("lift")}}));
    const auto checks = evaluate(packs(), Plan{}, set);
    const Check* check = check_of(checks, "pupr14.l2.lift.required", "building");
    return check ? check->verdict : Verdict::undecided;
  };
  EXPECT_EQ(lift(6, 0), Verdict::fail);
  EXPECT_EQ(lift(6, 1), Verdict::undecided);
  EXPECT_EQ(lift(9, 1), Verdict::fail);
  EXPECT_EQ(lift(3, 1), Verdict::not_applicable);
}

/// A building on whose plan so many things were counted, while nobody stated whether it shows all of them.
measure::Measurement as_drawn(const char* quantity, double count, measure::Params params = {}) {
  auto m = number({"building"}, quantity, count, std::move(params));
  measure::take_for_whole(m);
  return m;
}

const measure::Params kBays{{"category", std::string("parking_bay")}};

// 1 of 9 bays meets the table and 0 do not, if there are no more: it is told. Two stairs make the rule on their distance arise, one does not.
TEST(TakenForWhole, IsToldWhereTheVerdictHangsOnIt) {
  for (const auto& [accessible, expected] : {std::pair{1, Verdict::pass}, {0, Verdict::fail}}) {
    measure::MeasurementSet set;
    set.add(as_drawn("facility.count", 9, kBays));
    set.add(as_drawn("facility.accessible_parking", accessible));
    const auto checks = evaluate(packs(), Plan{}, set);
    const Check* check = check_of(checks, kCount, "building");
    ASSERT_NE(check, nullptr);
    EXPECT_EQ(check->verdict, expected);
    EXPECT_EQ(check->assumes, "building.coverage");
  }
  Plan plan;
  plan.elements = {thing("S", Category::stair)};
  for (const auto& [exit, stated] : {std::pair{false, false}, {false, true}, {true, false}}) {
    measure::MeasurementSet set;
    auto stairs = as_drawn("facility.count", 1, {{"category", std::string("stair")}});
    if (stated) stairs.evidence.note = message("measure.fact.stated");
    set.add(stairs);
    set.add(word("S", "stair.exit", exit));
    const auto checks = evaluate(packs(), plan, set);
    const Check* check = check_of(checks, "pupr14.l2.stair.spacing", "S");
    ASSERT_NE(check, nullptr);
    EXPECT_EQ(check->verdict, Verdict::not_applicable);
    EXPECT_EQ(check->assumes, stated || exit ? "" : "building.coverage") << "of an exit stair it does not arise in any case";
  }
}

// What is there is there, however much more there is; and a failure for want of it is no verdict, but a question.
TEST(TakenForWhole, IsNotToldWhereMoreWouldChangeNothing) {
  for (const auto& [paths, expected] : {std::pair{1, Verdict::pass}, {0, Verdict::not_measured}}) {
    measure::MeasurementSet set;
    set.add(as_drawn("facility.count", paths, {{"category", std::string("tactile_path")}}));
    const auto checks = evaluate(packs(), Plan{}, set);
    const Check* check = check_of(checks, "pupr14.l2.tactile.where", "building");
    ASSERT_NE(check, nullptr);
    EXPECT_EQ(check->verdict, expected);
    EXPECT_EQ(check->assumes, "");
  }
}

}  // namespace
}  // namespace landai::standards
