// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/standards/coverage.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "landai/measure/catalogue.hpp"
#include "bench_plan.hpp"

namespace landai::standards {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A pack with the rules given, read as a file would be.
Pack pack_of(const std::string& rules) {
  const std::string text = kPackHead + rules;
  const auto file = std::filesystem::temp_directory_path() / ("landai-coverage-" + std::to_string(::getpid()) + ".yaml");
  std::ofstream(file) << text;
  const std::vector<std::string> wanted{file.string()};
  auto packs = load_packs(data_dir(), wanted);
  std::filesystem::remove(file);
  if (!packs) {
    ADD_FAILURE() << packs.error().message.key << " " << packs.error().where;
    return {};
  }
  return packs->front();
}

std::string rule(const std::string& id, const std::string& rest) {
  return "  - {id: " + id + ", article: Art. 1, source: S, title: {id: Pintu, en: Door}, obligation: mandatory, verified: text, remedy: {id: a, en: b}, " + rest + "}\n";
}

// Which of several limits holds is a fact like those that tell whether the rule applies.
TEST(Coverage, WhatChoosesBetweenLimitsIsNotMeasured) {
  const std::vector<Pack> packs{pack_of(rule("mine.door", "subject: door, cases: [{when: {quantity: building.status, is: [existing]}, quantity: door.clear_width, limit: {min: 75 cm}}, "
                                                          "{when: {always: true}, quantity: door.clear_width, limit: {min: 80 cm}}]"))};
  const auto clause = coverage(packs, {}).front().clauses.front();
  EXPECT_TRUE(clause.reading);
  EXPECT_TRUE(clause.photo);
  EXPECT_FALSE(clause.attested);
}

TEST(Coverage, APlanCountsOnlyWhenEveryQuantityWasHadFromOne) {
  const Pack pack = pack_of(rule("mine.door", "subject: door, when: {quantity: door.role, is: [internal]}, quantity: door.clear_width, limit: {min: 80 cm}"));
  const std::vector<Pack> packs{pack};
  const auto none = coverage(packs, {}).front().clauses.front();
  EXPECT_FALSE(none.plan);
  EXPECT_THAT(none.unproven, ElementsAre("door.clear_width", "door.role"));
  const auto half = coverage(packs, {{{"door.clear_width", {"a.ifc"}}}, {}}).front().clauses.front();
  EXPECT_FALSE(half.plan) << "nobody has seen that its applicability comes from a plan";
  EXPECT_THAT(half.unproven, ElementsAre("door.role"));
  const auto empty = coverage(packs, {{{"door.clear_width", {"a.ifc"}}, {"door.role", {}}}, {}}).front().clauses.front();
  EXPECT_FALSE(empty.plan);
  const auto both = coverage(packs, {{{"door.clear_width", {"a.ifc"}}, {"door.role", {"b.ifc"}}}, {}}).front().clauses.front();
  EXPECT_FALSE(both.plan) << "the quantities were had, of other places than the rule is about";
  EXPECT_TRUE(both.unseen);
  const auto seen = coverage(packs, {{}, {{"mine.door", {"a.ifc"}}}}).front().clauses.front();
  EXPECT_TRUE(seen.plan);
  EXPECT_FALSE(seen.unseen);
  EXPECT_THAT(seen.unproven, IsEmpty());
  EXPECT_THAT(both.unproven, IsEmpty());
  EXPECT_TRUE(both.photo);
  EXPECT_TRUE(both.reading);
  EXPECT_FALSE(both.attested);
}

TEST(Coverage, WhatNoPlanCanGiveIsNotUnproven) {
  const std::vector<Pack> packs{pack_of(rule("mine.force", "subject: door, quantity: door.force, limit: {max: 5 kg}"))};
  const auto clause = coverage(packs, {}).front().clauses.front();
  EXPECT_FALSE(clause.plan);
  EXPECT_THAT(clause.unproven, IsEmpty());
  EXPECT_TRUE(clause.reading);
  EXPECT_TRUE(clause.decided());
}

TEST(Coverage, OffAndUncheckedAreDecidedByNothing) {
  const std::vector<Pack> packs{pack_of(rule("mine.off", "off: true, subject: door, quantity: door.clear_width, limit: {min: 80 cm}") +
                                        "unchecked:\n  - {id: mine.else, about: {id: lain, en: something else}}\n")};
  const auto one = coverage(packs, {{{"door.clear_width", {"a.ifc"}}}, {}}).front();
  ASSERT_EQ(one.clauses.size(), 2u);
  EXPECT_EQ(one.clauses[0].undecided, Undecided::off);
  EXPECT_EQ(one.clauses[1].undecided, Undecided::unchecked);
  for (const auto& clause : one.clauses) EXPECT_FALSE(clause.decided());
  const auto texts = Texts::load(data_dir(), Language::en);
  ASSERT_TRUE(texts.has_value());
  EXPECT_THAT(coverage_summary(one, *texts), HasSubstr("2 not decided"));
  EXPECT_THAT(coverage_markdown(std::vector{one}, *texts), HasSubstr("| Art. 1 | `mine.off` | Door |"));
}

TEST(Coverage, OfOurPacksHasEveryRuleOnce) {
  const auto ours = packs();
  const auto all = coverage(ours, {});
  ASSERT_EQ(all.size(), ours.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    ASSERT_GE(all[i].clauses.size(), ours[i].rules.size());
    for (std::size_t k = 0; k < ours[i].rules.size(); ++k) EXPECT_EQ(all[i].clauses[k].rule, ours[i].rules[k].id);
    for (const auto& clause : all[i].clauses) {
      EXPECT_FALSE(clause.plan) << "nothing is proven, yet " << clause.rule << " counts as decided from a plan";
      if (clause.undecided == Undecided::no) {
        EXPECT_TRUE(clause.decided() || !clause.unproven.empty()) << clause.rule << " can be had by no means";
      }
    }
  }
}

// Annex II C.2.4 and C.2.5 speak of the stair and of its landings; only the flights are judged.
TEST(Coverage, TheLandingsOfExitStairsAreNotClaimed) {
  const std::vector<std::string> wanted{"permen-pupr-14-2017"};
  const auto packs = load_packs(data_dir(), wanted);
  ASSERT_TRUE(packs);
  const auto clauses = coverage(*packs, {}).front().clauses;
  const auto landing = std::find_if(clauses.begin(), clauses.end(), [](const Clause& c) { return c.rule == "pupr14.l2.exitstair.landing"; });
  ASSERT_NE(landing, clauses.end());
  EXPECT_EQ(landing->undecided, Undecided::unchecked);
  EXPECT_FALSE(landing->decided());
}

TEST(Coverage, WhatIsProvenIsOfTheCatalogue) {
  const auto proven = load_proven(data_dir());
  ASSERT_TRUE(proven.has_value());
  for (const auto& [quantity, plans] : proven->quantities) EXPECT_NE(measure::quantity(quantity), nullptr) << quantity;
  std::set<std::string> known;
  const std::vector<std::string> everything{"all"};
  const auto all = load_packs(data_dir(), everything);
  ASSERT_TRUE(all.has_value());
  for (const Pack& pack : *all)
    for (const Rule& rule : pack.rules) known.insert(rule.id);
  EXPECT_FALSE(proven->rules.empty());
  for (const auto& [rule, plans] : proven->rules) EXPECT_TRUE(known.contains(rule)) << rule;
}

}  // namespace
}  // namespace landai::standards
