// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of 2017 on ramps and guiding paths whose examples need more than one element.
#include <cmath>
#include <tuple>

#include "bench_plan.hpp"

namespace landai::standards {
namespace {

constexpr double kFiveAndAHalfDegrees = 0.09629;  // tan

std::string verdict(const std::vector<Check>& checks, const std::string& rule, const std::string& subject) {
  const Check* check = check_of(checks, rule, subject);
  return check ? to_string(check->verdict) : "no check";
}

Plan ramp_of_kind(const std::string& kind) {
  Plan plan;
  plan.elements = {thing("P", Category::ramp, kind), thing("F", Category::flight, "ramp", {}, "P")};
  return plan;
}

/// 6 degrees are enough for a kerb ramp; a ramp outside would need 1:12.
TEST(Ramps, AKerbRampHasNumbersOfItsOwn) {
  measure::MeasurementSet set;
  set.add(word("P", "ramp.indoor", false));
  set.add(word("P", "ramp.has_kerb", false));
  set.add(number({"F"}, "ramp.slope", kFiveAndAHalfDegrees));
  set.add(number({"F"}, "ramp.width", 1.1));
  set.add(number({"F"}, "ramp.rail_width", 1.1));
  set.add(number({"F"}, "ramp.flight_length", 10));
  const auto kerb = evaluate(packs(), ramp_of_kind("kerb_ramp"), set);
  EXPECT_EQ(verdict(kerb, "pupr14.l2.kerbramp.slope", "F"), "pass");
  EXPECT_EQ(verdict(kerb, "pupr14.l2.kerbramp.width", "F"), "fail");
  for (const char* rule : {"pupr14.l2.ramp.slope.out", "pupr14.l2.ramp.width.nokerb", "pupr14.l2.ramp.rest"})
    EXPECT_EQ(verdict(kerb, rule, "F"), "not_applicable") << rule;
  const auto plain = evaluate(packs(), ramp_of_kind({}), set);
  EXPECT_EQ(verdict(plain, "pupr14.l2.kerbramp.slope", "F"), "no check");
  EXPECT_EQ(verdict(plain, "pupr14.l2.ramp.slope.out", "F"), "fail");
  EXPECT_EQ(verdict(plain, "pupr14.l2.ramp.width.nokerb", "F"), "pass");
  EXPECT_EQ(verdict(plain, "pupr14.l2.ramp.rest", "F"), "fail");
}

// One path that reaches one of several stairs, ramps, lifts or doors to the outside: the others are judged, too.
TEST(Tactile, EachStairRampLiftAndEntranceIsJudged) {
  Plan plan;
  plan.elements = {thing("T", Category::tactile_path), thing("S1", Category::stair), thing("S2", Category::stair), thing("R1", Category::ramp),
                   thing("R2", Category::ramp),       thing("L1", Category::lift), thing("L2", Category::lift),
                   thing("D1", Category::door),       thing("D2", Category::door), thing("D3", Category::door)};
  measure::MeasurementSet set;
  set.add(word("T", "tactile_path.reaches", std::vector<std::string>{"stair", "ramp", "lift", "entrance"}));
  for (const char* category : {"stair", "ramp", "lift"})
    set.add(number({"building"}, "facility.count", 2, {{"category", std::string(category)}}));
  set.add(word("S1", "stair.guided", true));
  set.add(word("S2", "stair.guided", false));
  set.add(word("R1", "ramp.guided", true));
  set.add(word("R2", "ramp.guided", false));
  set.add(word("L1", "lift.guided", true));
  set.add(word("L2", "lift.guided", false));
  for (const auto& [id, role, led_to] : {std::tuple{"D1", "main_entrance", true}, {"D2", "entrance", false}, {"D3", "internal", false}}) {
    set.add(word(id, "door.role", std::string(role)));
    set.add(word(id, "door.guided", led_to));
  }
  const auto checks = evaluate(packs(), plan, set);
  for (const auto& [id, expected] : {std::pair{"D1", "pass"}, {"D2", "fail"}, {"D3", "not_applicable"}})
    EXPECT_EQ(verdict(checks, "pupr14.l2.tactile.where.entrance", id), expected) << id;
  for (const char* pack : {"pupr14.l2", "pu30"}) {
    const std::string rule = std::string(pack) + ".tactile.where.";
    EXPECT_EQ(verdict(checks, rule + "stair", "S1"), "pass") << pack;
    EXPECT_EQ(verdict(checks, rule + "stair", "S2"), "fail") << pack;
    EXPECT_EQ(verdict(checks, rule + "ramp", "R1"), "pass") << pack;
    EXPECT_EQ(verdict(checks, rule + "ramp", "R2"), "fail") << pack;
    EXPECT_EQ(verdict(checks, rule + "lift", "L1"), "pass") << pack;
    EXPECT_EQ(verdict(checks, rule + "lift", "L2"), "fail") << pack;
  }
}

/// Two paths that together lead to all there is; neither does alone.
TEST(Tactile, TheRulesOnPlacesLookAtAllPathsTogether) {
  Plan plan;
  plan.elements = {thing("T1", Category::tactile_path), thing("T2", Category::tactile_path)};
  measure::MeasurementSet set;
  set.add(word("T1", "tactile_path.reaches", std::vector<std::string>{"entrance", "vehicle_lane", "map", "toilet", "stair"}));
  set.add(word("T2", "tactile_path.reaches", std::vector<std::string>{"ramp", "lift", "parking", "stop"}));
  for (const char* fact : {"building.vehicle_lane", "building.open_space", "building.transport_stop"}) set.add(word("building", fact, true));
  for (const char* category : {"stair", "ramp", "lift", "parking_bay"})
    set.add(number({"building"}, "facility.count", 1, {{"category", std::string(category)}}));
  set.add(number({"building"}, "facility.count", 1, {{"category", std::string("space")}, {"use", std::string("toilet")}}));
  const auto checks = evaluate(packs(), plan, set);
  for (const char* rule : {"l2.tactile.where.vehicle", "l4.tactile.open.map",
                           "l4.tactile.open.toilet", "l4.tactile.open.parking", "l4.tactile.open.stop"}) {
    int made = 0;
    for (const Check& check : checks)
      if (check.rule == std::string("pupr14.") + rule) {
        ++made;
        EXPECT_EQ(check.verdict, Verdict::pass) << rule;
        EXPECT_EQ(check.subject.size(), 2U) << rule;
      }
    EXPECT_EQ(made, 1) << rule;
  }
}

/// Whether a stop is there is asked, though no path is known to count yet; and where there is none, the rule says that it does not apply.
TEST(Tactile, ARuleOnAllPathsAsksWhatItHangsOn) {
  Plan plan;
  plan.elements = {thing("T1", Category::tactile_path)};
  const auto check_of = [&](std::optional<bool> stop) {
    measure::MeasurementSet set;
    set.add(word("T1", "tactile_path.reaches", std::vector<std::string>{"entrance"}));
    if (stop) set.add(word("building", "building.transport_stop", *stop));
    std::vector<Check> found;
    for (const Check& check : evaluate(packs(), plan, set))
      if (check.rule == "pu30.tactile.where.stop") found.push_back(check);
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? Check{} : found.front();
  };
  const Check open = check_of(std::nullopt);
  EXPECT_EQ(open.verdict, Verdict::not_measured);
  EXPECT_EQ(open.message.key, "standards.check.fact_missing");
  EXPECT_EQ(check_of(true).verdict, Verdict::fail);
  EXPECT_EQ(check_of(false).verdict, Verdict::not_applicable);
}

/// A door of which nobody knows what it is: too narrow for each that it may be, which is told of all of them and not of a main door.
TEST(DoorWidth, OfAnUnknownDoorIsHeldAgainstAllThatItMayBe) {
  Plan plan;
  plan.elements = {thing("D1", Category::door)};
  measure::MeasurementSet set;
  set.add(number({"D1"}, "door.clear_width", 0.548));
  std::vector<Check> decided;
  for (const Check& check : evaluate(packs(), plan, set))
    if (check.rule.starts_with("pupr14.l2.door.") && check.rule.ends_with(".clear") && check.verdict != Verdict::not_applicable) decided.push_back(check);
  ASSERT_EQ(decided.size(), 1U);
  EXPECT_EQ(decided.front().verdict, Verdict::fail);
  EXPECT_EQ(decided.front().message.key, "standards.check.fail.any_limit");
  EXPECT_EQ(decided.front().limit.as_written, "90 cm / 80 cm / 70 cm");
}

}  // namespace
}  // namespace landai::standards
