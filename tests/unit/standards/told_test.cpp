// SPDX-License-Identifier: GPL-3.0-or-later
// What a check says beside its verdict: the duty, that there is none to measure, which part is missing; and what a waiver cannot touch.
#include <gmock/gmock.h>

#include "broken_table.hpp"

namespace landai::standards {
namespace {

using ::testing::HasSubstr;

/// A pack with one rule of doors.
std::vector<Pack> one_rule(const std::string& rule) {
  const std::string head = kPackHead + R"(  - {id: mine.door, article: Art. 1, source: S, title: {id: Pintu, en: Door}, verified: text, subject: door, access: any, remedy: {id: Lebarkan, en: Widen}, )";
  const test::TempFolder folder;
  test::write(folder / "mine.yaml", head + rule + "}\n");
  auto loaded = load_packs(data_dir(), std::vector<std::string>{(folder / "mine.yaml").string()});
  if (!loaded) throw std::runtime_error(loaded.error().where + " " + loaded.error().message.key);
  return std::move(*loaded);
}

measure::Measurement not_had(const std::string& quantity) {
  measure::Measurement m = number({"D"}, quantity, 0);
  m.value.reset();
  m.missing = message("measure.missing.site");
  return m;
}

Check of(const std::string& rule, std::vector<measure::Measurement> had) {
  Plan plan;
  plan.elements = {thing("A", Category::space), thing("B", Category::space), thing("D", Category::door, "swing", {"A", "B"})};
  measure::MeasurementSet set;
  for (auto& m : had) set.add(std::move(m));
  return evaluate(one_rule(rule), plan, set).at(0);
}

TEST(Told, WhatIsForInformationIsNoAdvice) {
  const std::string limit = "quantity: door.clear_width, limit: {min: 80 cm}, obligation: ";
  const auto narrow = number({"D"}, "door.clear_width", 0.7);
  EXPECT_EQ(of(limit + "information", {narrow}).duty, "information");
  EXPECT_EQ(of(limit + "advisory", {narrow}).duty, "advisory");
  EXPECT_EQ(of(limit + "mandatory", {narrow}).duty, "required");
}

TEST(Told, WhereThereIsNoneTheRuleSaysWhatThatMeans) {
  const std::string rule = "obligation: mandatory, quantity: door.glass_sill, limit: {max: 75 cm}";
  const auto none = word("D", "door.glass_sill", std::string("none"));
  const Check fails = of(rule + ", none: fail", {none});
  EXPECT_EQ(fails.verdict, Verdict::fail);
  EXPECT_EQ(fails.message.key, "standards.check.fail.none");
  EXPECT_EQ(fails.severity, 2);
  EXPECT_EQ(of(rule + ", none: not_applicable", {none}).verdict, Verdict::not_applicable);
  const Check open = of(rule, {none});
  EXPECT_EQ(open.verdict, Verdict::not_measured) << "never a guess";
  EXPECT_EQ(open.message.key, "standards.check.none.open");
}

TEST(Told, ANumberAndThatThereIsNoneDecideNothing) {
  auto low = number({"D"}, "door.glass_sill", 0.7, {}, 0, Method::reading);
  auto none = word("D", "door.glass_sill", std::string("none"));
  none.method = Method::reading;
  const Check check = of("obligation: mandatory, quantity: door.glass_sill, none: fail, limit: {max: 75 cm}", {low, none});
  EXPECT_EQ(check.verdict, Verdict::undecided);
  EXPECT_EQ(check.reason, "contradiction");
  EXPECT_EQ(check.message.key, "standards.check.contradiction.none");
}

std::string part_of(const Check& check) {
  for (const auto& [name, arg] : check.message.args)
    if (name == "part" || name == "quantity") return arg.text;
  return {};
}

TEST(Told, OfSeveralPartsTheMissingOneIsNamed) {
  const std::string both = "obligation: mandatory, all: [{quantity: door.clear_width, limit: {min: 80 cm}}, {quantity: door.handle_height, limit: {max: 110 cm}}]";
  const Check second = of(both, {number({"D"}, "door.clear_width", 0.9), not_had("door.handle_height")});
  EXPECT_EQ(second.verdict, Verdict::not_measured);
  EXPECT_EQ(part_of(second), "door.handle_height");
  EXPECT_EQ(part_of(of(both, {number({"D"}, "door.handle_height", 1), not_had("door.clear_width")})), "door.clear_width");
  EXPECT_EQ(part_of(of(both, {number({"D"}, "door.clear_width", 0.9)})), "door.handle_height") << "where nobody asked for it";
  const std::string twice = "obligation: mandatory, all: [{quantity: door.clear_width, limit: {min: 80 cm}}, {quantity: door.clear_width, limit: {max: 3 m}}]";
  EXPECT_EQ(part_of(of(twice, {not_had("door.clear_width")})), "") << "there is only one";
}

TEST(Told, AWaiverOfAnotherKindOfElementSaysSo) {
  const std::string slope = "pupr14.l2.ramp.slope.in";
  Plan plan;
  plan.elements = {thing("D", Category::door, {}, {"outside"}), thing("D/leaf", Category::leaf, {}, {}, "D"), thing("R", Category::ramp),
                   thing("R/1", Category::flight, "ramp", {}, "R")};
  plan.elements[0].name = "P-13";
  const std::vector<measure::Waiver> waivers = {{{slope}, {"D"}, "letter", {}, {}, 4}, {{slope}, {"R"}, "other letter", {}, {}, 8}};
  const auto told = idle_waivers(packs(), {}, plan, waivers, "facts.yaml");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].message.key, "standards.waiver.other_kind");
  EXPECT_EQ(told[0].where, "line 4");
  EXPECT_EQ(told[1].message.key, "standards.waiver.idle") << "a flight is part of the ramp";
  const auto en = Texts::load(data_dir(), Language::en), id = Texts::load(data_dir(), Language::id);
  ASSERT_TRUE(en && id);
  EXPECT_THAT(en->render(told[0].message), HasSubstr("P-13 is: door; but pupr14.l2.ramp.slope.in is asked of: "));
  EXPECT_THAT(id->render(told[0].message), HasSubstr("P-13 adalah pintu, sedangkan pupr14.l2.ramp.slope.in ditanyakan pada "));
  // The same of a name that several elements have, none of which the rule is asked of.
  std::vector<measure::Waiver> shared = {{{slope}, {}, "letter", {}, {}, 4, {{"P-13", {"D", "D/leaf"}, 5}}}};
  const Status wrong = check_waivers(packs(), plan, shared, "facts.yaml");
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->message.key, "standards.waiver.other_kind");
  EXPECT_EQ(wrong->where, "line 5");
}

/// Where a drawn width decides whether a rule is asked, the drawing's tolerance holds as it does for limits; a reading has none.
TEST(Told, ABorderHoldsWithTheTolerance) {
  const std::string rule = "obligation: mandatory, when: {quantity: door.opening_width, min: 220 cm, strict: true}, quantity: door.clear_width, limit: {min: 80 cm}";
  const auto verdict = [&](double width, Method method) { return of(rule, {number({"D"}, "door.opening_width", width, {}, 0, method), number({"D"}, "door.clear_width", 0.7)}).verdict; };
  EXPECT_EQ(verdict(2.2004, Method::geometry), Verdict::not_applicable);
  EXPECT_EQ(verdict(2.2006, Method::geometry), Verdict::fail);
  EXPECT_EQ(verdict(2.2004, Method::reading), Verdict::fail);
}

/// The limits of a combination: each once, also one whose text stands within another's, and with a sign where it must not be reached.
TEST(Told, TheLimitsOfACombinationAre) {
  const auto limits = [](const std::string& parts) { return one_rule("obligation: mandatory, all: [" + parts + "]").front().rules.front().limit.as_written; };
  const std::string width = "{quantity: door.clear_width, limit: {min: 110 cm}}";
  EXPECT_EQ(limits(width + ", {quantity: door.threshold_height, limit: {max: 10 cm}}"), "110 cm / 10 cm");
  EXPECT_EQ(limits(width + ", {quantity: door.glass_sill, limit: {min: 110 cm}}, {quantity: door.threshold_height, limit: {max: 1 cm, strict: true}}"), "110 cm / < 1 cm");
}

/// One limit may stand within another as a text: both are told.
TEST(Told, EachLimitThatMayHoldIs) {
  const std::string rest = "obligation: mandatory, exclusive: door.clear, quantity: door.clear_width, ";
  const std::string main = rest + "when: {quantity: door.role, is: [main_entrance]}, limit: {min: 110 cm}}\n";
  const std::string second = "  - {id: mine.inner, article: Art. 2, source: S, title: {id: Pintu, en: Door}, verified: text, subject: door, access: any, remedy: {id: Lebarkan, en: Widen}, ";
  const Check narrow = of(main + second + rest + "when: {quantity: door.role, is: [internal]}, limit: {min: 10 cm}", {number({"D"}, "door.clear_width", 0.05)});
  EXPECT_EQ(narrow.verdict, Verdict::fail);
  EXPECT_EQ(narrow.limit.as_written, "110 cm / 10 cm");
}

}  // namespace
}  // namespace landai::standards
