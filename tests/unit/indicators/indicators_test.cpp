// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/indicators/indicators.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <set>

namespace landai::indicators {
namespace {

using standards::Check;
using standards::Verdict;

std::filesystem::path data_dir() { return std::filesystem::path(LANDAI_SOURCE_DIR) / "data"; }

const std::vector<Form>& forms() {
  static const std::vector<Form> kForms = [] {
    auto loaded = load_forms(data_dir(), {});
    if (!loaded) {
      ADD_FAILURE() << loaded.error().file << " " << loaded.error().where << ": " << loaded.error().message.key;
      return std::vector<Form>{};
    }
    return std::move(*loaded);
  }();
  return kForms;
}

Element thing(std::string id, Category category, std::string name = {}, std::vector<std::string> connects = {}) {
  Element e;
  e.id = std::move(id);
  e.category = category;
  e.name = std::move(name);
  e.connects = std::move(connects);
  return e;
}

void fact(measure::MeasurementSet& set, std::string subject, std::string quantity, std::string value) {
  measure::Measurement m;
  m.subject = {std::move(subject)};
  m.quantity = std::move(quantity);
  m.value = std::move(value);
  m.method = Method::fact;
  set.add(std::move(m));
}

Check check(std::string id, std::string rule, std::vector<std::string> subject, Verdict verdict) {
  Check c;
  c.id = std::move(id);
  c.rule = std::move(rule);
  c.subject = std::move(subject);
  c.verdict = verdict;
  return c;
}

struct Bench {
  Plan plan;
  measure::MeasurementSet set;
  std::vector<Check> checks;
  Indicator of(const std::string& id) const {
    for (const Indicator& indicator : evaluate(forms(), plan, set, checks))
      if (indicator.id == "p2ham18.imi." + id) return indicator;
    ADD_FAILURE() << id << " is not in the form";
    return {};
  }
};

Bench toilet() {
  Bench b;
  b.plan.elements = {thing("W", Category::space, "TOILET DIFABEL"), thing("D", Category::door, "P-1", {"W", "outside"})};
  fact(b.set, "W", "space.use", "toilet_accessible");
  return b;
}

TEST(Form, HasTheItemsOfTheAnnex) {
  ASSERT_EQ(forms().size(), 1U);
  const Form& form = forms().front();
  EXPECT_EQ(form.id, "p2ham-2018-immigration");
  std::map<std::string, int> blocks;
  for (const Indicator& i : form.indicators) {
    ++blocks[i.block];
    EXPECT_FALSE(i.title.id.empty() || i.title.en.empty()) << i.id;
    EXPECT_FALSE(i.groups.empty()) << i.id;
  }
  EXPECT_EQ(blocks, (std::map<std::string, int>{{"a", 13}, {"b", 1}, {"c", 4}}));
}

TEST(Form, HasNoProblems) {
  for (const Error& problem : problems(data_dir(), {})) ADD_FAILURE() << problem.where << " " << problem.message.key;
}

TEST(Form, NamesRulesThatExist) {
  auto packs = standards::load_packs(data_dir(), {});
  ASSERT_TRUE(packs);
  for (const Node& node : (*forms().front().source)["indicators"].items())
    for (const std::string& pattern : node["rules"].texts()) {
      bool found = false;
      for (const auto& pack : *packs)
        for (const auto& rule : pack.rules)
          found = found || (pattern.ends_with('*') ? rule.id.starts_with(pattern.substr(0, pattern.size() - 1)) : rule.id == pattern);
      EXPECT_TRUE(found) << node.text_of("id") << ": " << pattern;
    }
}

TEST(Form, GroupsAreThoseOfTheMapping) {
  const auto groups = [](const std::string& id) {
    for (const Indicator& i : forms().front().indicators)
      if (i.id == id) return std::set<std::string>(i.groups.begin(), i.groups.end());
    return std::set<std::string>{};
  };
  EXPECT_EQ(groups("p2ham18.imi.a03"), (std::set<std::string>{"disability", "elderly"}));
  EXPECT_EQ(groups("p2ham18.imi.a06"), (std::set<std::string>{"pregnant_or_nursing"}));
  EXPECT_EQ(groups("p2ham18.imi.a07"), (std::set<std::string>{"child"}));
  EXPECT_EQ(groups("p2ham18.imi.a10"), (std::set<std::string>{"disability", "elderly", "pregnant_or_nursing"}));
  EXPECT_EQ(groups("p2ham18.imi.a01").size(), 4U);
}

TEST(States, DrawnIsPlanned) {
  const Indicator i = toilet().of("a03");
  EXPECT_EQ(i.state, State::in_progress);
  EXPECT_EQ(i.elements, std::vector<std::string>{"W"});
}

TEST(States, DrawnInABuildingThatStandsIsPresent) {
  for (const char* status : {"existing", "heritage"}) {
    Bench b = toilet();
    fact(b.set, "building", "building.status", status);
    EXPECT_EQ(b.of("a03").state, State::present) << status;
  }
  for (const char* status : {"new", "altered"}) {  // what is drawn of an alteration may not stand yet
    Bench b = toilet();
    fact(b.set, "building", "building.status", status);
    EXPECT_EQ(b.of("a03").state, State::in_progress) << status;
  }
}

TEST(States, AbsenceNeedsCoverage) {
  Bench b;
  b.plan.elements = {thing("R", Category::space)};
  fact(b.set, "R", "space.use", "office");
  EXPECT_EQ(b.of("a03").state, State::unknown);
  fact(b.set, "building", "building.coverage", "complete");
  EXPECT_EQ(b.of("a03").state, State::absent);
  b.plan.elements.push_back(thing("X", Category::space, "Room"));  // nobody knows what it is
  EXPECT_EQ(b.of("a03").state, State::unknown);
}

TEST(States, WhatAPlanCannotShowIsUnknown) {
  Bench b = toilet();
  fact(b.set, "building", "building.coverage", "complete");
  for (const char* id : {"a01", "a05", "a08", "a09", "b01", "c01", "c04"}) {
    EXPECT_EQ(b.of(id).state, State::unknown) << id;
    EXPECT_EQ(b.of(id).reason.key, "indicators.attest") << id;
  }
}

TEST(States, AFailedMeasureIsANoteOnly) {
  Bench b = toilet();
  fact(b.set, "building", "building.status", "existing");
  b.checks = {check("c1", "pupr14.l3.toilet.acc.door", {"D"}, Verdict::fail), check("c2", "pupr14.l3.toilet.acc.size", {"W"}, Verdict::pass),
              check("c3", "pupr14.l3.toilet.acc.size", {"elsewhere"}, Verdict::fail), check("c4", "pupr14.l3.lact.size", {"W"}, Verdict::fail),
              check("c5", "pupr14.l3.toilet.acc.swing", {"D"}, Verdict::not_applicable), check("c6", "landai.route.service", {"E", "W"}, Verdict::pass)};
  const Indicator i = b.of("a03");
  EXPECT_EQ(i.state, State::present);
  EXPECT_TRUE(i.defects);
  EXPECT_EQ(i.checks, (std::vector<std::string>{"c1", "c2", "c6"}));
}

TEST(States, AdviceAndHistoryAreNoDefects) {
  Bench b = toilet();
  Check advice = check("c1", "pupr14.l3.toilet.acc.inward", {"W"}, Verdict::fail);
  advice.obligation = standards::Obligation::advisory;
  Check old = check("c2", "pupr14.l3.toilet.acc.size", {"W"}, Verdict::fail);
  old.counts = false;
  b.checks = {advice, old};
  EXPECT_FALSE(b.of("a03").defects);
  EXPECT_EQ(b.of("a03").checks, std::vector<std::string>{"c1"});
}

TEST(States, ARampForGoodsIsNobodysWayIn) {
  Bench b;
  b.plan.elements = {thing("P", Category::ramp)};
  EXPECT_EQ(b.of("a10").state, State::in_progress);
  for (const char* use : {"goods", "vehicles"}) {
    Bench other;
    other.plan.elements = b.plan.elements;
    fact(other.set, "P", "ramp.use", use);
    EXPECT_EQ(other.of("a10").state, State::unknown) << use;
    EXPECT_TRUE(other.of("a10").elements.empty()) << use;
  }
}

TEST(States, OnlyAPartOfACounterIsItsLowPlace) {
  Bench b;
  b.plan.elements = {thing("R", Category::space), thing("C", Category::counter), thing("L", Category::counter)};
  b.plan.elements[1].parent = "R";  // a counter in a room is a whole one
  b.plan.elements[2].parent = "C";
  EXPECT_EQ(b.of("a11").elements, std::vector<std::string>{"L"});
}

TEST(States, CountsOfTheBuildingSupport) {
  Bench b;
  b.checks = {check("c1", "pupr14.l4.counter.count", {"building"}, Verdict::undecided)};
  EXPECT_EQ(b.of("a11").checks, std::vector<std::string>{"c1"});
  EXPECT_EQ(b.of("a11").state, State::unknown);
}

TEST(States, EveryReasonHasItsText) {
  auto texts = Texts::load(data_dir(), Language::id);
  ASSERT_TRUE(texts);
  for (const Indicator& i : evaluate(forms(), Plan{}, {}, {})) EXPECT_TRUE(texts->has(i.reason.key)) << i.id << " " << i.reason.key;
}

TEST(Broken, FormsAreRefusedWithTheLine) {
  std::ifstream in(data_dir() / "indicators/p2ham-2018-immigration.yaml");
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  const auto file = std::filesystem::temp_directory_path() / ("landai-form-" + std::to_string(::getpid()) + ".yaml");
  const auto load = [&](const std::string& text) {
    std::ofstream(file) << text;
    const std::vector<std::string> wanted{file.string()};
    return load_forms(data_dir(), wanted);
  };
  EXPECT_TRUE(load(good));
  for (const auto& [from, to] : {std::pair{"groups: [child]", "groups: [cat]"}, {"block: b", "block: z"}, {"category: ramp", "category: slide"},
                                 {"id: p2ham18.imi.a02", "id: p2ham18.imi.a01"}, {"en: Ramp", "xx: Ramp"}, {"support: photo\n", "support: luck\n"}}) {
    std::string text = good;
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    auto loaded = load(text.replace(at, std::string(from).size(), to));
    ASSERT_FALSE(loaded) << to;
    EXPECT_EQ(loaded.error().code, ErrorCode::pack);
    EXPECT_TRUE(loaded.error().where.starts_with("line ")) << loaded.error().where;
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace landai::indicators
