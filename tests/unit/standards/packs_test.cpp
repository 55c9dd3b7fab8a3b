// SPDX-License-Identifier: GPL-3.0-or-later
// Every pack of ours is whole; every text the room uses exists.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "bench_plan.hpp"
#include "standards/describe.hpp"

namespace landai::standards {
namespace {

/// Those too that a check loads only when they are named.
const std::vector<Pack>& every_pack() {
  static const std::vector<Pack> all = [] {
    auto loaded = load_packs(data_dir(), std::vector<std::string>{"all"});
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().where);
    return loaded ? std::move(*loaded) : std::vector<Pack>{};
  }();
  return all;
}

TEST(Packs, HaveNoProblems) {
  for (const Error& problem : problems(data_dir(), {}))
    ADD_FAILURE() << problem.file << " " << problem.where << ": " << problem.message.key;
}

TEST(Packs, WhatTheyAre) {
  std::set<std::string> ids;
  for (const Pack& pack : every_pack()) {
    ids.insert(pack.id);
    EXPECT_EQ(pack.sha256.size(), 64U) << pack.id;
    EXPECT_FALSE(pack.about.id.empty() || pack.about.en.empty()) << pack.id;
    if (pack.id == "pergub-64-2008") {
      for (const Rule& rule : pack.rules) EXPECT_TRUE(rule.placeholder) << rule.id;   // not one number is this regulation's
      EXPECT_EQ(pack.rules.size(), 4U);
      EXPECT_EQ(pack.presents, (std::vector<std::string>{"permen-pupr-14-2017", "permen-pu-30-2006"}));
    }
    if (pack.id == "permen-pu-30-2006") {
      EXPECT_FALSE(pack.counts);
    }
    if (pack.id == "permen-pupr-14-2017") {
      EXPECT_TRUE(pack.counts);
      EXPECT_GE(pack.rules.size(), 50U);
    }
  }
  for (const char* id : {"permen-pupr-14-2017", "permen-pu-30-2006", "pergub-64-2008", "landai-routes"}) EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(Packs, EveryRuleSaysEverything) {
  const std::regex placeholder("\\{([^}]*)\\}");
  for (const Pack& pack : every_pack())
    for (const Rule& rule : pack.rules) {
      SCOPED_TRACE(rule.id);
      for (const auto* text : {&rule.title, &rule.remedy}) {
        EXPECT_FALSE(text->id.empty());
        EXPECT_FALSE(text->en.empty());
      }
      EXPECT_FALSE(rule.citation.article.empty());
      EXPECT_FALSE(rule.citation.instrument.empty());
      EXPECT_FALSE(rule.citation.source.empty());
      EXPECT_NE(measure::quantity(rule.quantity), nullptr);
      EXPECT_EQ(rule.limit.as_written.empty() && rule.limit.one_of.empty() && !rule.limit.truth, rule.placeholder);
      for (const std::string* text : {&rule.remedy.id, &rule.remedy.en})
        for (std::sregex_iterator it(text->begin(), text->end(), placeholder), end; it != end; ++it) {
          const std::string name = (*it)[1];
          const bool known = name == "value" || name == "limit" || name == "min" || name == "max" || name == "difference" || rule.params.contains(name);
          EXPECT_TRUE(known) << name;
        }
      // A number nobody saw in the text never fails a building, and what is ours says so.
      if (rule.verified == Verified::unverified || rule.verified == Verified::borrowed) {
        EXPECT_NE(rule.obligation, Obligation::mandatory);
      }
      if (rule.id.starts_with("landai.")) {
        EXPECT_TRUE(rule.verified == Verified::ours || rule.verified == Verified::borrowed);
      }
    }
}

TEST(Packs, NamedOnesBringWhatTheyPresent) {
  const std::vector<std::string> wanted{"pergub-64-2008"};
  auto loaded = load_packs(data_dir(), wanted);
  ASSERT_TRUE(loaded);
  std::set<std::string> ids;
  for (const Pack& pack : *loaded) ids.insert(pack.id);
  EXPECT_TRUE(ids.contains("permen-pupr-14-2017"));
  EXPECT_TRUE(ids.contains("permen-pu-30-2006"));
  EXPECT_TRUE(ids.contains("landai-routes"));
}

TEST(Packs, ThoseForComparisonLoadWhenNamed) {
  const auto ids_of = [](std::span<const Pack> some) {
    std::set<std::string> ids;
    for (const Pack& pack : some) ids.insert(pack.id);
    return ids;
  };
  const std::set<std::string> by_default{"landai-borrowed", "landai-routes", "pergub-64-2008", "permen-pu-30-2006", "permen-pupr-14-2017"};
  EXPECT_EQ(ids_of(packs()), by_default);
  for (const Pack& pack : every_pack()) EXPECT_EQ(pack.by_default, by_default.contains(pack.id)) << pack.id;
  auto named = load_packs(data_dir(), std::vector<std::string>{"ada-2010"});
  ASSERT_TRUE(named);
  EXPECT_EQ(ids_of(*named), std::set<std::string>{"ada-2010"});
  EXPECT_TRUE(ids_of(every_pack()).contains("uk-adm"));
}

TEST(Packs, ForeignStandardsNeverJudge) {
  for (const Pack& pack : every_pack()) {
    if (pack.id != "ada-2010" && pack.id != "uk-adm" && pack.id != "as-1428-1" && pack.id != "iso-21542-2021") continue;
    EXPECT_FALSE(pack.counts) << pack.id;
    for (const Rule& rule : pack.rules) {
      EXPECT_EQ(rule.obligation, Obligation::information) << rule.id;
      EXPECT_TRUE(rule.verified == Verified::secondary || rule.verified == Verified::unverified) << rule.id;
      EXPECT_TRUE(rule.id.starts_with("ada.") || rule.id.starts_with("uk.") || rule.id.starts_with("as1428.") || rule.id.starts_with("iso21542.")) << rule.id;
    }
  }
}

TEST(Packs, UnknownNameIsAnError) {
  for (const std::string name : {"no-such-pack", "../i18n/core", "/no/such/file.yaml", ""}) {
    const std::vector<std::string> wanted{name};
    auto loaded = load_packs(data_dir(), wanted);
    ASSERT_FALSE(loaded) << name;
    EXPECT_EQ(loaded.error().code, ErrorCode::pack);
  }
}

TEST(Packs, RequestsAreSortedAndKnown) {
  const auto all = requests(packs());
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
  for (const auto& request : all) EXPECT_NE(measure::quantity(request.quantity), nullptr) << request.quantity;
  const measure::Request toilet{"space.fits_rectangle", {{"a", 1.525}, {"b", 2.275}}};
  EXPECT_NE(std::find(all.begin(), all.end(), toilet), all.end());
}

TEST(Packs, ListAndShow) {
  for (const Language language : {Language::id, Language::en}) {
    auto texts = Texts::load(data_dir(), language);
    ASSERT_TRUE(texts) << texts.error().file << texts.error().where;
    EXPECT_NE(list_text(packs(), *texts).find("permen-pupr-14-2017"), std::string::npos);
    const auto pack = show_text(packs(), "permen-pupr-14-2017", *texts, data_dir());
    ASSERT_TRUE(pack);
    EXPECT_NE(pack->find("pupr14.l2.door.main.clear"), std::string::npos);
    const auto rule = show_text(packs(), "pupr14.l2.ramp.slope.in", *texts, data_dir());
    ASSERT_TRUE(rule);
    EXPECT_NE(rule->find("1:10"), std::string::npos);
    EXPECT_NE(rule->find("B.2.1"), std::string::npos);
    EXPECT_FALSE(show_text(packs(), "nothing", *texts, data_dir()));
    EXPECT_EQ(pack->find("standards."), std::string::npos) << "a text key without a text";
  }
}

TEST(Packs, ShowTellsOfWhatWhenWhatAndHowItWasVerified) {
  const auto shown = [](const char* rule, Language language) {
    auto texts = Texts::load(data_dir(), language);
    EXPECT_TRUE(texts);
    return show_text(packs(), rule, *texts, data_dir()).value_or("");
  };
  const std::string door = shown("pupr14.l2.door.main.clear", Language::en);
  for (const char* told : {"asked of: each door", "applies when: role of the door [door.role]: main entrance and not (part of: turnstile)",
                           "exactly one of the group door.clear", "at least 90 cm", "remedy: Widen the clear opening from … to at least 0.900 m.", "[S4]", "the text of the regulation was read"})
    EXPECT_NE(door.find(told), std::string::npos) << told << "\n" << door;
  const std::string bays = shown("pupr14.l3.park.count", Language::en);
  for (const char* told : {"asked of: the building", "always applies", "up to 50: at least 2", "and 1 more for each started 100 above 1000"})
    EXPECT_NE(bays.find(told), std::string::npos) << told << "\n" << bays;
  const std::string slope = shown("pupr14.l2.ramp.slope.in", Language::id);
  for (const char* told : {"bagian dari: ram", "menurut salah satu cara baca", "ram atau tangganya (", "perbaikan: "})
    EXPECT_NE(slope.find(told), std::string::npos) << told << "\n" << slope;
}

// Typed from the file of examples: this rule has three of them in its pack.
TEST(Packs, ShowCountsTheExamplesOfARule) {
  const auto texts = Texts::load(data_dir(), Language::en);
  ASSERT_TRUE(texts);
  Pack pack = packs().front();
  const std::string id = pack.rules.front().id;
  const auto source = parse_yaml("rules: [{id: " + id + ", examples: [{pass: 1 m}, {pass: 2 m}, {fail: 3 m}]}]", "mine.yaml");
  ASSERT_TRUE(source);
  pack.source = std::make_shared<const Node>(*source);
  const auto shown = show_text(std::span<const Pack>(&pack, 1), id, *texts, "/no/such/folder");
  ASSERT_TRUE(shown);
  EXPECT_NE(shown->find("examples: 2 pass, 1 fail"), std::string::npos) << *shown;
}

TEST(Packs, EveryRuleCanBeToldInWords) {
  for (const Language language : {Language::id, Language::en}) {
    const auto texts = Texts::load(data_dir(), language);
    ASSERT_TRUE(texts);
    for (const Pack& pack : every_pack())
      for (const RuleData& rule : pack.data->rules) {
        if (rule.placeholder) continue;   // it demands nothing yet
        const std::string told = condition_words(rule.when, *texts) + "\n" + demand_words(rule.demand, "", *texts);
        for (const char* broken : {"standards.show", "words.", "{", "()", ": \n"}) EXPECT_EQ(told.find(broken), std::string::npos) << rule.rule.id << "\n" << told;
      }
  }
}

TEST(Packs, AMisspeltNameIsNearOne) {
  EXPECT_EQ(near_name(packs(), "permen-pupr-14-2016"), "permen-pupr-14-2017");
  EXPECT_EQ(near_name(packs(), "pupr14.l2.door.mian.clear"), "pupr14.l2.door.main.clear");
  EXPECT_EQ(near_name(packs(), "entirely different"), "");
  const auto loaded = load_packs(data_dir(), std::vector<std::string>{"permen-pupr-14"});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().advice.key, "standards.pack.near");
}

TEST(Texts, EveryKeyOfTheRoomExists) {
  auto texts = Texts::load(data_dir(), Language::en);
  ASSERT_TRUE(texts);
  const std::regex key("\"(standards\\.[a-z_]+\\.[a-z_.]+[a-z])\"");
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(LANDAI_SOURCE_DIR) / "src/standards")) {
    std::ifstream in(file.path());
    std::stringstream content;
    content << in.rdbuf();
    const std::string text = content.str();
    for (std::sregex_iterator it(text.begin(), text.end(), key), end; it != end; ++it) EXPECT_TRUE(texts->has((*it)[1].str())) << (*it)[1];
  }
  for (const char* verdict : {"pass", "fail", "undecided"})
    for (const char* kind : {"min", "max", "more", "less", "range", "exact"}) {
      const std::string name = std::string("standards.check.") + verdict + "." + kind;
      EXPECT_TRUE(texts->has(name)) << name;
      if (std::string(verdict) == "undecided") {
        EXPECT_TRUE(texts->has(name + ".u")) << name;
      }
    }
}

}  // namespace
}  // namespace landai::standards
