// SPDX-License-Identifier: GPL-3.0-or-later
// How sure a check is, what would settle it, what gives leave; how the parts of a subject make one answer.
#include <cmath>

#include "bench_plan.hpp"
#include "landai/measure/reconcile.hpp"
#include "standards/examples.hpp"
#include "standards/verdict.hpp"

namespace landai::standards {
namespace {

constexpr const char* kMain = "pupr14.l2.door.main.clear";

Check main_door(measure::Measurement width, std::vector<measure::Waiver> waivers = {}) {
  Plan plan;
  plan.elements = {thing("D", Category::door, {}, {"outside"})};
  measure::MeasurementSet set;
  set.add(word("D", "door.role", std::string("main_entrance")));
  set.add(std::move(width));
  const auto checks = evaluate(packs(), plan, set, waivers);
  const Check* check = check_of(checks, kMain, "D");
  return check ? *check : Check{};
}

TEST(Decision, ToleranceStandsApartFromUncertainty) {
  EXPECT_DOUBLE_EQ(main_door(number({"D"}, "door.clear_width", 0.9)).tolerance, 0.0005);
  EXPECT_EQ(main_door(number({"D"}, "door.clear_width", 0.9, {}, 0, Method::reading)).tolerance, 0);
}

// 0.90 m is asked, 0.91 m was read with u = 0.01 m: met with the probability that N(0, 1) is above -1.
TEST(Decision, ProbabilityIsThatOfTheNormalDistribution) {
  const Check check = main_door(number({"D"}, "door.clear_width", 0.91, {}, 0.01, Method::reading));
  EXPECT_EQ(check.verdict, Verdict::undecided);
  EXPECT_NEAR(*check.probability, 0.841344746, 1e-6);
}

TEST(Decision, WhatWouldSettleItIsNamedAndIsEnough) {
  const Check open = main_door(number({"D"}, "door.clear_width", 0.91, {}, 0.01, Method::reading));
  ASSERT_TRUE(open.settle);
  EXPECT_EQ(open.settle->quantity, "door.clear_width");
  ASSERT_TRUE(open.settle->u_max);
  EXPECT_NEAR(*open.settle->u_max, 0.01 / 1.6448536, 1e-6);
  const double u = *open.settle->u_max;
  EXPECT_EQ(main_door(number({"D"}, "door.clear_width", 0.91, {}, 0.999 * u, Method::reading)).verdict, Verdict::pass);
  EXPECT_EQ(main_door(number({"D"}, "door.clear_width", 0.91, {}, 1.001 * u, Method::reading)).verdict, Verdict::undecided);
}

TEST(Decision, NothingSettlesAValueOnTheLimitOrATextOfTwoMeanings) {
  const Check on_it = main_door(number({"D"}, "door.clear_width", 0.9, {}, 0.01, Method::reading));
  ASSERT_TRUE(on_it.settle);
  EXPECT_FALSE(on_it.settle->u_max);
  EXPECT_FALSE(main_door(number({"D"}, "door.clear_width", 0.95)).settle);
  Plan plan;
  plan.elements = {thing("P", Category::ramp), thing("S", Category::flight, "ramp", {}, "P")};
  measure::MeasurementSet set;
  set.add(word("P", "ramp.indoor", true));
  set.add(number({"S"}, "ramp.slope", 0.103, {}, 0, Method::reading));
  const auto checks = evaluate(packs(), plan, set);
  const Check* slope = check_of(checks, "pupr14.l2.ramp.slope.in", "S");
  ASSERT_NE(slope, nullptr);
  EXPECT_EQ(slope->reason, "rule_text");
  EXPECT_FALSE(slope->settle);
}

TEST(Decision, ARangeIsSettledAtItsNearerSide) {
  Limit range;
  range.min = 0.65;
  range.max = 0.80;
  EXPECT_NEAR(*settling_uncertainty(range, 0.66), 0.01 / 1.6448536, 1e-6);
  EXPECT_NEAR(*settling_uncertainty(range, 0.82), 0.02 / 1.6448536, 1e-6);
  EXPECT_FALSE(settling_uncertainty(range, 0.8));
  EXPECT_FALSE(settling_uncertainty(Limit{}, 0.8));
}

Verdict decided(double min, double max, Spread s, double tolerance = 0) {
  Limit limit;
  limit.min = min;
  limit.max = max;
  return decide(limit, s, tolerance).verdict;
}

// A tile of exactly 30 cm, read to 2 mm: 30.1 cm contradicts nothing, 30.4 cm is 2 u away, beyond the 1.645 of 95 %.
TEST(Decision, AnExactLimitIsMissedOnlyByWhatIsSurelyOffIt) {
  EXPECT_EQ(decided(0.30, 0.30, {0.300, 0.300, 0.300, 0.002}), Verdict::undecided);
  EXPECT_EQ(decided(0.30, 0.30, {0.303, 0.303, 0.303, 0.002}), Verdict::undecided);
  EXPECT_EQ(decided(0.30, 0.30, {0.304, 0.304, 0.304, 0.002}), Verdict::fail);
  EXPECT_EQ(decided(0.30, 0.30, {0.296, 0.296, 0.296, 0.002}), Verdict::fail);
  EXPECT_EQ(decided(0.30, 0.30, {0.300, 0.299, 0.301, 0}), Verdict::undecided);
  EXPECT_EQ(decided(0.30, 0.30, {0.300, 0.300, 0.300, 0}), Verdict::pass);
  EXPECT_EQ(decided(0.30, 0.30, {0.304, 0.299, 0.309, 0.002}), Verdict::undecided);
  Limit exact;
  exact.min = exact.max = 0.30;
  EXPECT_FALSE(decide(exact, {0.30, 0.30, 0.30, 0.002}, 0).probability);   // of one number out of a spread there is none
  EXPECT_EQ(decide(exact, {0.30, 0.30, 0.30, 0}, 0).probability, 1);
}

// Where the tolerance is wide against u the probability decides: P(|N| < 2.5) = 98.8 %, P(|N| < 1) = 68 %.
TEST(Decision, AnExactLimitIsMetWithinTheTolerance) {
  EXPECT_EQ(decided(0.30, 0.30, {0.30, 0.30, 0.30, 0.0002}, 0.0005), Verdict::pass);
  EXPECT_EQ(decided(0.30, 0.30, {0.30, 0.30, 0.30, 0.0005}, 0.0005), Verdict::undecided);
}

// 65 to 80 cm, read to 2 m: a reading in the middle tells nothing. One 4 m above is too high.
TEST(Decision, ACoarseReadingWithinARangeIsNoFailure) {
  EXPECT_EQ(decided(0.65, 0.80, {0.725, 0.725, 0.725, 2}), Verdict::undecided);
  EXPECT_EQ(decided(0.65, 0.80, {4.8, 4.8, 4.8, 2}), Verdict::fail);
}

TEST(Waiver, ChangesTheDutyAndNothingElse) {
  const auto narrow = number({"D"}, "door.clear_width", 0.8);
  const Check without = main_door(narrow), with = main_door(narrow, {{{kMain}, {}, "TABG 12/2025", "2025-03-01", "Dinas", 3}});
  EXPECT_EQ(without.verdict, Verdict::fail);
  EXPECT_EQ(without.duty, "required");
  EXPECT_EQ(with.verdict, Verdict::fail);
  EXPECT_EQ(with.duty, "waived");
  EXPECT_EQ(with.waiver, "TABG 12/2025, 2025-03-01, Dinas");
  EXPECT_EQ(with.severity, 4);
  EXPECT_EQ(with.margin, without.margin);
}

TEST(Waiver, HoldsOnlyForItsRulesAndElements) {
  const auto narrow = number({"D"}, "door.clear_width", 0.8);
  EXPECT_EQ(main_door(narrow, {{{kMain}, {"D"}, "letter", {}, {}, 1}}).duty, "waived");
  EXPECT_EQ(main_door(narrow, {{{kMain}, {"E"}, "letter", {}, {}, 1}}).duty, "required");
  EXPECT_EQ(main_door(narrow, {{{"pupr14.l2.door.other.clear"}, {}, "letter", {}, {}, 1}}).duty, "required");
}

TEST(Waiver, OfARuleThatNoPackHasIsAnErrorWithItsLine) {
  std::vector<measure::Waiver> waivers = {{{"pupr14.l2.door.main.claer"}, {}, "letter", {}, {}, 7}};
  const Status wrong = check_waivers(packs(), Plan{}, waivers, "facts.yaml");
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->code, ErrorCode::input);
  EXPECT_EQ(wrong->file, "facts.yaml");
  EXPECT_EQ(wrong->where, "line 7");
  EXPECT_EQ(wrong->advice.key, "standards.pack.near");
  EXPECT_EQ(wrong->advice.args.front().second.text, kMain);
  waivers.front().rules = {kMain};
  EXPECT_FALSE(check_waivers(packs(), Plan{}, waivers, "facts.yaml"));
}

/// A waiver of `rule` at a name that these elements share.
Status at_name(const std::string& rule, const Plan& plan, std::vector<std::string> ids, std::vector<std::string>* elements = nullptr) {
  std::vector<measure::Waiver> waivers = {{{rule}, {}, "letter", {}, {}, 7}};
  waivers.front().shared = {{"P-13", std::move(ids), 9}};
  Status wrong = check_waivers(packs(), plan, waivers, "facts.yaml");
  if (elements) *elements = waivers.front().elements;
  return wrong;
}

TEST(Waiver, ANameOfSeveralElementsIsTheOneThatItsRulesAreAskedOf) {
  Plan plan;
  plan.elements = {thing("D", Category::door), thing("S", Category::space), thing("E", Category::door)};
  std::vector<std::string> elements;
  EXPECT_FALSE(at_name(kMain, plan, {"D", "S"}, &elements));
  EXPECT_EQ(elements, std::vector<std::string>{"D"});
  const Status two = at_name(kMain, plan, {"D", "E"});
  ASSERT_TRUE(two);
  EXPECT_EQ(two->message.key, "standards.waiver.several");
  EXPECT_EQ(two->where, "line 9");
  const Status rooms = at_name(kMain, plan, {"S", "S"});
  ASSERT_TRUE(rooms);
  EXPECT_EQ(rooms->message.key, "standards.waiver.other_kind") << "the rule is asked of neither";
}

TEST(Waiver, OfAnElementHoldsForItsParts) {
  Plan plan;
  plan.elements = {thing("P", Category::ramp), thing("S", Category::flight, "ramp", {}, "P")};
  measure::MeasurementSet set;
  set.add(word("P", "ramp.indoor", true));
  set.add(number({"S"}, "ramp.slope", 0.2, {}, 0, Method::reading));
  constexpr const char* kSlope = "pupr14.l2.ramp.slope.in";
  const auto duty = [&](const std::string& element) {
    const std::vector<measure::Waiver> waivers = {{{kSlope}, {element}, "letter", {}, {}, 1}};
    return check_of(evaluate(packs(), plan, set, waivers), kSlope, "S")->duty;
  };
  EXPECT_EQ(duty("P"), "waived");
  EXPECT_EQ(duty("S"), "waived");
  EXPECT_EQ(duty("Q"), "required");
}

TEST(Waiver, ThatWaivesNothingIsTold) {
  Plan plan;
  plan.elements = {thing("D", Category::door, {}, {"outside"})};
  measure::MeasurementSet set;
  set.add(word("D", "door.role", std::string("main_entrance")));
  set.add(number({"D"}, "door.clear_width", 0.8));
  const std::vector<measure::Waiver> waivers = {{{kMain}, {"D"}, "letter", {}, {}, 4}, {{kMain}, {"elsewhere"}, "other letter", {}, {}, 8}};
  const auto told = idle_waivers(packs(), evaluate(packs(), plan, set, waivers), plan, waivers, "facts.yaml");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].where, "line 8");
  EXPECT_EQ(told[0].file, "facts.yaml");
}

// Leave for the slope inside, given to a ramp outside, is a slip: nothing is judged by that rule there.
TEST(Waiver, OfARuleThatDoesNotApplyThereIsTold) {
  Plan plan;
  plan.elements = {thing("P", Category::ramp), thing("S", Category::flight, "ramp", {}, "P")};
  const std::vector<measure::Waiver> waivers = {{{"pupr14.l2.ramp.slope.in"}, {"P"}, "letter", {}, {}, 5}};
  for (const bool indoor : {true, false}) {
    measure::MeasurementSet set;
    set.add(word("P", "ramp.indoor", indoor));
    set.add(number({"S"}, "ramp.slope", 0.2, {}, 0, Method::reading));
    const auto told = idle_waivers(packs(), evaluate(packs(), plan, set, waivers), plan, waivers, "facts.yaml");
    EXPECT_EQ(told.size(), indoor ? 0U : 1U);
  }
}

// Somebody states a rise of no more than 1:10 for a flight drawn steeper, or what both agree on.
TEST(Contradiction, OfAStatementAndThePlanLeavesTheCheckUndecided) {
  Plan plan;
  plan.elements = {thing("P", Category::ramp), thing("S", Category::flight, "ramp", {}, "P")};
  const auto slope_of = [&plan](double stated, double drawn) {
    measure::MeasurementSet set;
    set.add(word("P", "ramp.indoor", true));
    set.add(number({"S"}, "ramp.slope", stated, {}, 0, Method::attested));
    set.add(number({"S"}, "ramp.slope", drawn, {}, 0, Method::geometry));
    return *check_of(evaluate(packs(), plan, set), "pupr14.l2.ramp.slope.in", "S");
  };
  const Check open = slope_of(0.05, 0.15);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  EXPECT_EQ(open.reason, "contradiction");
  EXPECT_EQ(open.message.key, "standards.check.contradiction.stated");
  EXPECT_EQ(open.measurements.size(), 2U) << "both are shown";
  EXPECT_EQ(slope_of(0.05, 0.06).verdict, Verdict::pass);
  EXPECT_EQ(slope_of(0.15, 0.16).verdict, Verdict::fail);
}

// At most 1:10 indoors. A rise read as 8 cm and as 14 cm over 1.20 m is 1:15 or 1:8.57.
TEST(Contradiction, OfAnInputLeavesWhatFollowsFromItUndecidedAndNamesIt) {
  Plan plan;
  plan.elements = {thing("P", Category::ramp), thing("S", Category::flight, "ramp", {}, "P")};
  const auto slope_of = [&plan](double least, double greatest) {
    measure::MeasurementSet set;
    set.add(word("P", "ramp.indoor", true));
    auto slope = number({"S"}, "ramp.slope", least / 1.2, {}, 0.001, Method::reading);
    slope.hi = greatest / 1.2;
    follows_from_disputed(slope, "ramp.flight_rise", least, greatest);
    set.add(slope);
    return *check_of(evaluate(packs(), plan, set), "pupr14.l2.ramp.slope.in", "S");
  };
  const Check open = slope_of(0.08, 0.14);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  EXPECT_EQ(open.reason, "contradiction");
  EXPECT_EQ(open.message.key, "standards.check.contradiction.input");
  ASSERT_TRUE(open.settle);
  EXPECT_EQ(open.settle->quantity, "ramp.flight_rise");
  EXPECT_FALSE(open.settle->u_max);
  EXPECT_EQ(slope_of(0.05, 0.08).verdict, Verdict::pass) << "both are met";
  EXPECT_EQ(slope_of(0.20, 0.30).verdict, Verdict::fail) << "neither is met";
}

// A door that one reading finds to be 70 cm wide and another 95 cm, where a rule asks only of doors of at least 80 cm.
TEST(Contradiction, OfAConditionLeavesOpenWhetherTheRuleApplies) {
  PackData data;
  data.pack.id = "mine";
  RuleData rule;
  rule.rule.id = "mine.wide";
  rule.rule.subject = Category::door;
  rule.any_access = true;
  rule.when.op = Condition::Op::quantity;
  rule.when.quantity = "door.clear_width";
  rule.when.min = 0.8;
  rule.demand.quantity = "door.handle_height";
  rule.demand.limit.max = 1.1;
  rule.cuts_route.truth = false;
  data.rules.push_back(rule);
  Pack pack;
  pack.data = std::make_shared<const PackData>(data);
  Plan plan;
  plan.elements = {thing("D", Category::door, {}, {"outside"})};
  const auto verdict = [&](double first, double second) {
    measure::MeasurementSet set;
    set.add(number({"D"}, "door.clear_width", first, {}, 0.001, Method::reading));
    set.add(number({"D"}, "door.clear_width", second, {}, 0.002, Method::reading));
    set.add(number({"D"}, "door.handle_height", 1.0, {}, 0, Method::reading));
    return evaluate(std::span<const Pack>(&pack, 1), plan, set).front().verdict;
  };
  EXPECT_EQ(verdict(0.95, 0.70), Verdict::not_measured);
  EXPECT_EQ(verdict(0.95, 0.85), Verdict::pass) << "both say that it applies";
  EXPECT_EQ(verdict(0.70, 0.60), Verdict::not_applicable);
}

constexpr double kNotMeasured = -1;

/// A stair with rails of these heights, each with a standard uncertainty, put to 0.8 m in one way of combining.
Verdict rails(Combine combine, const std::vector<double>& heights, const std::vector<double>& u = {}) {
  PackData data;
  data.pack.id = "mine";
  RuleData rule;
  rule.rule.id = "mine.rails";
  rule.rule.subject = Category::stair;
  rule.any_access = true;
  rule.demand.quantity = "handrail.height";
  rule.demand.children = Category::handrail;
  rule.demand.combine = combine;
  rule.demand.limit.min = 0.8;
  rule.cuts_route.truth = false;
  data.rules.push_back(rule);
  Plan plan;
  plan.elements = {thing("S", Category::stair), thing("F", Category::flight, "stair", {}, "S")};
  measure::MeasurementSet set;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const std::string id = "H" + std::to_string(i);
    plan.elements.push_back(thing(id, Category::handrail, {}, {}, "F"));  // a part of a part
    auto m = number({id}, "handrail.height", heights[i], {}, u.empty() ? 0 : u[i], Method::reading);
    if (heights[i] == kNotMeasured) m.value.reset();
    set.add(m);
  }
  Pack pack;
  pack.data = std::make_shared<const PackData>(data);
  const auto checks = evaluate(std::span<const Pack>(&pack, 1), plan, set);
  EXPECT_EQ(checks.size(), 1U);
  return checks.empty() ? Verdict::undecided : checks[0].verdict;
}

TEST(Rails, OfWhichOneMayBeTheSmallestLeaveItOpen) {
  EXPECT_EQ(rails(Combine::min, {0.81, 0.82}, {0, 0.001}), Verdict::pass);
  EXPECT_EQ(rails(Combine::min, {0.81, 0.82}, {0, 0.05}), Verdict::undecided);
  EXPECT_EQ(rails(Combine::min, {0.81, 2.0}, {0, 0.05}), Verdict::pass);
}

class Children : public testing::TestWithParam<std::tuple<Combine, std::vector<double>, Verdict>> {};

TEST_P(Children, MakeOneAnswer) {
  const auto& [combine, heights, expected] = GetParam();
  EXPECT_EQ(rails(combine, heights), expected);
}

INSTANTIATE_TEST_SUITE_P(Rails, Children, testing::Values(
    std::tuple{Combine::each, std::vector<double>{0.8, 0.9}, Verdict::pass},
    std::tuple{Combine::each, std::vector<double>{0.8, 0.7}, Verdict::fail},
    std::tuple{Combine::each, std::vector<double>{0.8, kNotMeasured}, Verdict::not_measured},
    std::tuple{Combine::each, std::vector<double>{0.7, kNotMeasured}, Verdict::fail},
    std::tuple{Combine::each, std::vector<double>{}, Verdict::not_applicable},
    std::tuple{Combine::any, std::vector<double>{0.7, 0.8}, Verdict::pass},
    std::tuple{Combine::any, std::vector<double>{0.7, 0.6}, Verdict::fail},
    std::tuple{Combine::any, std::vector<double>{0.7, kNotMeasured}, Verdict::not_measured},
    std::tuple{Combine::any, std::vector<double>{}, Verdict::not_measured},
    std::tuple{Combine::min, std::vector<double>{0.9, 0.79}, Verdict::fail},
    std::tuple{Combine::min, std::vector<double>{0.9, 0.8}, Verdict::pass},
    std::tuple{Combine::sum, std::vector<double>{0.4, 0.4}, Verdict::pass},
    std::tuple{Combine::sum, std::vector<double>{0.4, 0.39}, Verdict::fail},
    std::tuple{Combine::sum, std::vector<double>{0.9, kNotMeasured}, Verdict::not_measured}));

}  // namespace
}  // namespace landai::standards
