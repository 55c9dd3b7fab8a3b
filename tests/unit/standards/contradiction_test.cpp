// SPDX-License-Identifier: GPL-3.0-or-later
// Values of one question that contradict each other, wherever a rule meets them: what they do not agree on is not decided.
#include <algorithm>

#include "bench_plan.hpp"
#include "standards/rule_data.hpp"

namespace landai::standards {
namespace {

using measure::MeasurementSet;

RuleData rule_on(Category subject, std::string quantity) {
  RuleData rule;
  rule.rule.id = "mine.rule";
  rule.rule.subject = subject;
  rule.any_access = true;
  rule.demand.quantity = std::move(quantity);
  rule.cuts_route.truth = false;
  return rule;
}

/// What the rule alone says of its last subject.
Check verdict_of(const RuleData& rule, std::vector<Element> things, const MeasurementSet& set) {
  PackData data;
  data.pack.id = "mine";
  data.rules = {rule};
  Pack pack;
  pack.data = std::make_shared<const PackData>(data);
  Plan plan;
  plan.elements = std::move(things);
  plan.levels = {{"L0", "", 0, true}, {"L1", "", 3.5, true}};
  const auto checks = evaluate(std::span<const Pack>(&pack, 1), plan, set);
  EXPECT_FALSE(checks.empty());
  return checks.empty() ? Check{} : checks.back();
}

/// Two values of one question, the first one surer.
void add_both(MeasurementSet& set, const std::string& id, const std::string& quantity, double first, double second) {
  set.add(number({id}, quantity, first, {}, 0.001, Method::reading));
  set.add(number({id}, quantity, second, {}, 0.002, Method::reading));
}

void add_both(MeasurementSet& set, std::string id, std::string quantity, measure::Value first, measure::Value second) {
  for (auto& value : {first, second}) {
    auto m = word(id, quantity, value);
    m.method = Method::photo;
    set.add(m);
  }
}

// A landing as long as the ramp is wide: 1.20 m long beside a width read as 1.00 m and as 1.40 m.
TEST(Contradiction, OfWhatALimitHangsOnIsNotDecided) {
  RuleData rule = rule_on(Category::door, "door.passage_depth");
  rule.demand.relative = "door.clear_width";
  const auto check = [&rule](double first, double second) {
    MeasurementSet set;
    set.add(number({"D"}, "door.passage_depth", 1.2, {}, 0, Method::reading));
    add_both(set, "D", "door.clear_width", first, second);
    return verdict_of(rule, {thing("D", Category::door, {}, {"outside"})}, set);
  };
  const Check open = check(1.0, 1.4);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  EXPECT_EQ(open.reason, "contradiction");
  EXPECT_EQ(open.settle->quantity, "door.clear_width");
  EXPECT_EQ(check(1.0, 1.1).verdict, Verdict::pass);
  EXPECT_EQ(check(1.4, 1.5).verdict, Verdict::fail);
}

TEST(Contradiction, OfAPartOfASumOrOfTheSmallestIsNotDecided) {
  for (const auto& [combine, first, second, expected] :
       {std::tuple{Combine::sum, 0.5, 0.3, Verdict::undecided}, {Combine::sum, 0.5, 0.45, Verdict::pass}, {Combine::sum, 0.3, 0.2, Verdict::fail},
        {Combine::min, 0.9, 0.7, Verdict::undecided}, {Combine::min, 0.9, 0.85, Verdict::pass}, {Combine::min, 0.7, 0.6, Verdict::fail}}) {
    RuleData rule = rule_on(Category::stair, "handrail.height");
    rule.demand.children = Category::handrail;
    rule.demand.combine = combine;
    rule.demand.limit.min = 0.8;
    MeasurementSet set;
    add_both(set, "H1", "handrail.height", first, second);
    set.add(number({"H2"}, "handrail.height", combine == Combine::sum ? 0.4 : 1.0, {}, 0, Method::reading));
    const Check check = verdict_of(rule, {thing("H1", Category::handrail, {}, {}, "S"), thing("H2", Category::handrail, {}, {}, "S"), thing("S", Category::stair)}, set);
    EXPECT_EQ(check.verdict, expected) << static_cast<int>(combine) << ' ' << first << ' ' << second;
    EXPECT_EQ(check.reason == "contradiction", expected == Verdict::undecided);
  }
}

TEST(Contradiction, OfListsLeavesOpenWhatNotAllOfThemHave) {
  using Words = std::vector<std::string>;
  RuleData rule = rule_on(Category::tactile_path, "tactile_path.reaches");
  rule.demand.includes = true;
  rule.demand.limit.one_of = {"entrance"};
  const auto check = [&rule](Words first, Words second) {
    MeasurementSet set;
    add_both(set, "T", "tactile_path.reaches", std::move(first), std::move(second));
    return verdict_of(rule, {thing("T", Category::tactile_path)}, set);
  };
  for (const bool swapped : {false, true}) {
    const Words with{"entrance", "stair"}, without{"stair"};
    const Check open = check(swapped ? without : with, swapped ? with : without);
    EXPECT_EQ(open.verdict, Verdict::undecided);
    EXPECT_EQ(open.reason, "contradiction");
  }
  EXPECT_EQ(check({"entrance", "stair"}, {"entrance"}).verdict, Verdict::pass);
  EXPECT_EQ(check({"stair"}, {"door"}).verdict, Verdict::fail);
}

// The main entrance is upstairs, says one; it is no entrance, says another, and a door leads outside below.
TEST(Contradiction, OfTheMainEntranceLeavesTheGroundFloorOpen) {
  RuleData rule = rule_on(Category::space, "space.turning_diameter");
  rule.demand.limit.min = 1.5;
  rule.when.op = Condition::Op::ground_floor;
  rule.when.truth = true;
  const auto check = [&rule](const char* first, const char* second, const char* room_on) {
    Element up = thing("D1", Category::door), down = thing("D0", Category::door, {}, {"outside"}), room = thing("R", Category::space);
    up.levels = {"L1"};
    down.levels = {"L0"};
    room.levels = {room_on};
    MeasurementSet set;
    add_both(set, "D1", "door.role", std::string(first), std::string(second));
    set.add(number({"R"}, "space.turning_diameter", 1.2, {}, 0, Method::reading));
    return verdict_of(rule, {up, down, room}, set);
  };
  for (const char* level : {"L0", "L1"}) {
    const Check open = check("main_entrance", "internal", level);
    EXPECT_EQ(open.verdict, Verdict::not_measured) << level;
    EXPECT_EQ(open.message.key, "standards.check.contradiction.of");
    EXPECT_EQ(check("internal", "main_entrance", level).verdict, Verdict::not_measured) << level;
  }
  EXPECT_EQ(check("main_entrance", "main_entrance", "L1").verdict, Verdict::fail);
  EXPECT_EQ(check("main_entrance", "main_entrance", "L0").verdict, Verdict::not_applicable);
  EXPECT_EQ(check("internal", "entrance", "L0").verdict, Verdict::fail);
}

// The room is as good as its best entrance. Whether the wide one can be reached without steps is what photos say differently.
TEST(Contradiction, OfAnEntrancesWayLeavesOpenWhatOnlyThatEntranceMakesGood) {
  RuleData rule = rule_on(Category::space, "route.clear_width");
  rule.demand.limit.min = 0.9;
  const auto check = [&rule](bool first, bool second, double other_width) {
    MeasurementSet set;
    set.add(number({"A", "R"}, "route.clear_width", 1.0));
    set.add(number({"B", "R"}, "route.clear_width", other_width));
    for (const bool there : {first, second}) {
      auto m = word("A", "route.exists", there);
      m.subject = {"outside", "A"};
      m.method = Method::photo;
      set.add(m);
    }
    return verdict_of(rule, {thing("A", Category::door, {}, {"R", "outside"}), thing("B", Category::door, {}, {"R", "outside"}), thing("R", Category::space)}, set);
  };
  for (const bool there : {false, true}) {
    const Check open = check(there, !there, 0.7);
    EXPECT_EQ(open.verdict, Verdict::undecided);
    EXPECT_EQ(open.reason, "contradiction");
    EXPECT_EQ(open.settle->quantity, "route.exists");
    EXPECT_EQ(check(there, !there, 0.95).verdict, Verdict::pass) << "the other entrance does";
  }
  EXPECT_EQ(check(true, true, 0.7).verdict, Verdict::pass);
  EXPECT_EQ(check(false, false, 0.7).verdict, Verdict::fail);
}

}  // namespace
}  // namespace landai::standards
