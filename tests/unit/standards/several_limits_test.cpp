// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of several limits: which of them holds may not be known, and each of them is told.
#include <algorithm>
#include <map>

#include "bench_plan.hpp"

namespace landai::standards {
namespace {

using measure::MeasurementSet;

measure::Measurement unknown(std::string subject, std::string quantity) {
  measure::Measurement m;
  m.subject = {std::move(subject)};
  m.quantity = std::move(quantity);
  m.missing = message("measure.missing.unknown");
  return m;
}

measure::Measurement read(std::string subject, std::string quantity, double value, measure::Params params = {}) {
  auto m = number({std::move(subject)}, std::move(quantity), value, std::move(params), 0, Method::reading);
  m.evidence.note = message("measure.reading.from");
  return m;
}

Check check_in(const std::string& pack, const std::string& rule, std::vector<Element> things, const MeasurementSet& set) {
  const std::vector<std::string> wanted{pack};
  const auto loaded = load_packs(data_dir(), wanted);
  EXPECT_TRUE(loaded);
  Plan plan;
  plan.elements = std::move(things);
  plan.levels = {{"L0", "", 0, true}};
  const auto checks = evaluate(*loaded, plan, set);
  const auto it = std::find_if(checks.begin(), checks.end(), [&](const Check& c) { return c.rule == rule; });
  EXPECT_NE(it, checks.end());
  return it == checks.end() ? Check{} : *it;
}

std::string arg(const Check& check, const std::string& name) {
  for (const auto& [key, value] : check.message.args)
    if (key == name) return value.text;
  return {};
}

// 750 to 775 mm on existing sites, 775 to 1000 mm on new ones, by the direction of approach (reference, section 7.1).
TEST(SeveralLimits, AStatusThatNobodyStatedIsAskedWhereTheLimitsDiffer) {
  const auto check = [](double width) {
    MeasurementSet set;
    set.add(word("D", "door.role", std::string("internal")));
    set.add(unknown("building", "building.status"));
    set.add(read("D", "door.clear_width", width));
    return check_in("uk-adm", "uk.door.clear", {thing("D", Category::door, {}, {"A", "B"})}, set);
  };
  EXPECT_EQ(check(1.0).verdict, Verdict::pass);
  EXPECT_EQ(check(0.74).verdict, Verdict::fail);
  const Check open = check(0.80);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  EXPECT_EQ(open.reason, "uncertainty");
  EXPECT_EQ(open.message.key, "standards.check.undecided.cases");
  EXPECT_EQ(arg(open, "fact"), "building.status");
  EXPECT_EQ(arg(open, "limits"), "775 mm / 1000 mm");
  ASSERT_TRUE(open.settle);
  EXPECT_EQ(open.settle->quantity, "building.status");
  EXPECT_EQ(open.measurements, (std::vector<std::string>{"m3", "m2"})) << "the width, and what is asked for";
}

TEST(SeveralLimits, AStatusThatStatementsContradictLeavesItOpenToo) {
  MeasurementSet set;
  set.add(word("D", "door.role", std::string("internal")));
  for (const char* status : {"new", "existing"}) {
    auto m = word("building", "building.status", std::string(status));
    m.method = Method::attested;
    m.evidence.note = message("measure.fact.stated");
    set.add(m);
  }
  set.add(read("D", "door.clear_width", 0.775));
  const Check open = check_in("uk-adm", "uk.door.clear", {thing("D", Category::door, {}, {"A", "B"})}, set);
  EXPECT_EQ(open.verdict, Verdict::undecided);
  EXPECT_EQ(open.reason, "contradiction");
  EXPECT_EQ(open.settle->quantity, "building.status");
}

// The text has 65 cm and 80 cm; what lies between meets one reading of it only.
TEST(SeveralLimits, ARailIsToldBothHeights) {
  const auto check = [](double height) {
    MeasurementSet set;
    set.add(read("H", "handrail.height", height));
    return check_in("permen-pupr-14-2017", "pupr14.l2.ramp.rail",
                    {thing("R", Category::ramp), thing("H", Category::handrail, {}, {}, "R")}, set);
  };
  const std::string both = "65 cm / 80 cm";   // as the text has them; that what rounds to them is met is told as our reading
  const Check between = check(0.70);
  EXPECT_EQ(between.verdict, Verdict::undecided);
  EXPECT_EQ(arg(between, "missed"), both);
  EXPECT_EQ(arg(between, "met"), "65 – 80 cm");
  for (const double height : {0.60, 0.85}) {
    const Check outside = check(height);
    EXPECT_EQ(outside.verdict, Verdict::fail);
    EXPECT_EQ(arg(outside, "limits"), both + " / 65 – 80 cm") << height;
  }
  EXPECT_EQ(arg(check(0.65), "limit"), "65 cm") << "which of them it meets";
  EXPECT_EQ(check(0.65).message.key, "standards.check.pass.rounded");
}

// "As long as the ramp is wide, namely 120 cm": 1.19 m meets neither 120 cm nor the 186 cm of this ramp, and that it is two readings is told.
TEST(SeveralLimits, WhereNoReadingOfTheTextIsMetAllOfThemAreTold) {
  MeasurementSet set;
  set.add(read("R", "ramp.landing_length", 1.19));
  set.add(read("F", "ramp.width", 1.86));
  const Check landing = check_in("permen-pupr-14-2017", "pupr14.l2.ramp.landing.len",
                                 {thing("R", Category::ramp), thing("F", Category::flight, "ramp", {}, "R")}, set);
  EXPECT_EQ(landing.verdict, Verdict::fail);
  EXPECT_EQ(landing.message.key, "standards.check.fail.readings");
  EXPECT_EQ(arg(landing, "limits"), "120 cm / 186 cm");
  EXPECT_EQ(landing.limit.as_written, "120 cm / 186 cm");
  MeasurementSet basin;
  basin.add(read("W", "sanitary.front_space", 0.5));
  const Check space = check_in("permen-pupr-14-2017", "pupr14.l3.basin.space", {thing("W", Category::sanitary, "basin")}, basin);
  EXPECT_EQ(space.verdict, Verdict::fail);
  EXPECT_EQ(arg(space, "limits"), "60 cm / 120 cm");
}

// "110 cm", of which nobody says whether more will do: both readings name the same value.
TEST(SeveralLimits, TheSameValueIsToldOnce) {
  MeasurementSet set;
  set.add(word("S", "stair.exit", true));
  set.add(read("H", "handrail.height", 0.7));
  const Check rail = check_in("permen-pupr-14-2017", "pupr14.l2.exitstair.dim.rail",
                              {thing("S", Category::stair), thing("F", Category::flight, "stair", {}, "S"), thing("H", Category::handrail, {}, {}, "F")}, set);
  EXPECT_EQ(rail.verdict, Verdict::fail);
  EXPECT_EQ(rail.limit.as_written, "110 cm");
  EXPECT_EQ(arg(rail, "limit"), "110 cm");
}

// 120 × 230 cm either way round, and a car of 140 × 140 cm.
TEST(SeveralLimits, OfACombinationEachLimitIsHandedOnWithWhatHolds) {
  MeasurementSet set;
  set.add(read("L", "lift.car_width", 1.4));
  set.add(read("L", "lift.car_depth", 1.4));
  const Check check = check_in("permen-pupr-14-2017", "pupr14.l2.lift.car", {thing("L", Category::lift)}, set);
  EXPECT_EQ(check.verdict, Verdict::fail);
  ASSERT_TRUE(check.demanded);
  ASSERT_EQ(check.demanded->op, Demanded::Op::any);
  ASSERT_EQ(check.demanded->parts.size(), 2u);
  const Demanded& way = check.demanded->parts[0];
  ASSERT_EQ(way.op, Demanded::Op::all);
  ASSERT_EQ(way.parts.size(), 2u);
  EXPECT_EQ(way.parts[0].quantity, "lift.car_width");
  EXPECT_EQ(way.parts[0].measurement, "m1");
  EXPECT_EQ(way.parts[0].limit.min, 1.2);
  EXPECT_EQ(way.parts[0].verdict, Verdict::pass);
  EXPECT_EQ(way.parts[1].quantity, "lift.car_depth");
  EXPECT_EQ(way.parts[1].limit.min, 2.3);
  EXPECT_EQ(way.parts[1].verdict, Verdict::fail);
}

TEST(SeveralLimits, ALimitOfOnePartIsNoCombination) {
  MeasurementSet set;
  set.add(read("L", "lift.door_width", 1.2));
  EXPECT_FALSE(check_in("permen-pupr-14-2017", "pupr14.l2.lift.car.door", {thing("L", Category::lift)}, set).demanded);
}

// 60 bays ask for five by the printed table: the number that the limit hangs on is told beside it.
TEST(SeveralLimits, ALimitOfATableNamesWhatItHangsOn) {
  MeasurementSet set;
  set.add(word("building", "building.coverage", std::string("complete")));
  set.add(number({"building"}, "facility.count", 60, {{"category", std::string("parking_bay")}}));
  set.add(number({"building"}, "facility.accessible_parking", 2));
  const Check check = check_in("permen-pupr-14-2017", "pupr14.l3.park.count", {thing("P", Category::parking_bay)}, set);
  EXPECT_EQ(check.verdict, Verdict::fail);
  EXPECT_EQ(check.message.key, "standards.check.fail.min.of");
  EXPECT_EQ(arg(check, "of"), "facility.count");
}

// A landing of 1.30 m: 120 cm is met, as long as the ramp is wide (1.50 m) it is not.
TEST(SeveralLimits, ALimitThatIsAnotherQuantityNamesIt) {
  MeasurementSet set;
  set.add(read("R", "ramp.landing_length", 1.3));
  set.add(read("F", "ramp.width", 1.5));
  const Check check = check_in("permen-pupr-14-2017", "pupr14.l2.ramp.landing.len",
                               {thing("R", Category::ramp), thing("F", Category::flight, "ramp", {}, "R")}, set);
  EXPECT_EQ(check.verdict, Verdict::undecided);
  EXPECT_EQ(check.reason, "rule_text");
  ASSERT_TRUE(check.demanded);
  ASSERT_EQ(check.demanded->parts.size(), 2u);
  const Demanded& wide = check.demanded->parts[1].parts.at(1);
  EXPECT_EQ(wide.hangs_on, "m2");
  EXPECT_EQ(wide.limit.min, 1.5);
  EXPECT_EQ(wide.verdict, Verdict::fail);
}

// "The plan alone does not settle it" is no sentence for what somebody measured.
TEST(SeveralLimits, WhatWasReadIsNotSaidToBeThePlans) {
  MeasurementSet set;
  set.add(word("D", "door.role", std::string("internal")));
  set.add(read("D", "door.clear_width", 0.82));
  const Check door = check_in("iso-21542-2021", "iso21542.door.clear", {thing("D", Category::door, {}, {"A", "B"})}, set);
  EXPECT_EQ(door.verdict, Verdict::undecided);
  EXPECT_EQ(door.message.key, "standards.check.undecided.which");
  EXPECT_EQ(arg(door, "met"), "800 mm");
  EXPECT_EQ(arg(door, "missed"), "850 mm");
  for (const bool was_read : {true, false}) {
    MeasurementSet counters;
    const measure::Params low{{"height", 0.75}}, any{{"category", std::string("counter")}};
    counters.add(was_read ? read("building", "facility.low_counters", 1, low) : number({"building"}, "facility.low_counters", 1, low));
    counters.add(was_read ? read("building", "facility.count", 2, any) : number({"building"}, "facility.count", 2, any));
    const Check desk = check_in("permen-pupr-14-2017", "pupr14.l4.counter.count", {thing("C", Category::counter)}, counters);
    EXPECT_EQ(desk.verdict, Verdict::undecided);
    EXPECT_EQ(desk.message.key, was_read ? "standards.check.undecided.kind_said" : "standards.check.undecided.kind");
  }
}

}  // namespace
}  // namespace landai::standards
