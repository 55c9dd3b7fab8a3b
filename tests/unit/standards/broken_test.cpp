// SPDX-License-Identifier: GPL-3.0-or-later
// A pack that is wrong in one way is refused, with the line.
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "bench_plan.hpp"
#include "standards/rule_data.hpp"

namespace landai::standards {
namespace {

const std::string kGood = R"(schema: landai-standard/1
id: mine
version: "1"
counts: true
instrument: Mine
title: {id: Punyaku, en: Mine}
status: {id: ada, en: there}
about: {id: coba, en: a trial}
sources:
  S: {id: sini, en: here}
conditions:
  hall: {quantity: space.use, is: [lobby]}
rules:
  - id: mine.door
    article: Art. 1
    source: S
    title: {id: Pintu, en: Door}
    obligation: mandatory
    verified: text
    subject: door
    when: {quantity: door.role, is: [internal]}
    quantity: door.clear_width
    limit: {min: 80 cm}
    remedy: {id: Lebarkan, en: Widen}
  - id: mine.room
    article: Art. 2
    source: S
    title: {id: Ruang, en: Room}
    obligation: advisory
    verified: ours
    subject: space
    when: {named: hall}
    quantity: space.fits_rectangle
    params: {a: 90 cm, b: 130 cm}
    limit: {is: true}
    remedy: {id: Lebarkan, en: Widen}
)";

std::string replaced(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

class BrokenPack : public testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::temp_directory_path() / ("landai-pack-" + std::to_string(::getpid()) + ".yaml");
  }
  void TearDown() override { std::filesystem::remove(file_); }
  Result<std::vector<Pack>> load(const std::string& text) {
    std::ofstream(file_) << text;
    const std::vector<std::string> wanted{file_.string()};
    return load_packs(data_dir(), wanted);
  }
  std::filesystem::path file_;
};

TEST_F(BrokenPack, TheGoodOneLoads) {
  auto loaded = load(kGood);
  ASSERT_TRUE(loaded) << loaded.error().where << " " << loaded.error().message.key;
  EXPECT_EQ(loaded->front().rules.size(), 2U);
  EXPECT_DOUBLE_EQ(*loaded->front().rules[0].limit.min, 0.8);
}

struct Break {
  const char* from;
  const char* to;
  const char* key;
  int line;
};

TEST_F(BrokenPack, EachBreakIsToldWithItsLine) {
  const Break kBreaks[] = {
      {"landai-standard/1", "other/1", "standards.pack.not_a_pack", 1},
      {"quantity: door.clear_width", "quantity: door.colour", "standards.pack.unknown_quantity", 22},
      {"quantity: door.clear_width", "quantity: space.area", "standards.pack.wrong_subject", 22},
      {"min: 80 cm", "min: 80 kg", "standards.pack.wrong_unit", 23},
      {"min: 80 cm", "min: wide", "standards.pack.wrong_unit", 23},
      {"{min: 80 cm}", "{min: 80 cm, max: 70 cm}", "standards.pack.crossed", 23},
      {"{min: 80 cm}", "{is: true}", "standards.pack.wrong_limit", 23},
      {"{min: 80 cm}", "{min: 80 cm, as_written: \"85 cm\"}", "standards.pack.written_otherwise", 23},
      {"{min: 80 cm}", "{at_least: 80 cm}", "standards.pack.unknown_key", 23},
      {"{is: true}", "{min: 1 m}", "standards.pack.wrong_limit", 35},
      {"{min: 80 cm}", "{min: -80 cm}", "standards.pack.negative", 23},
      {"    limit: {min: 80 cm}\n", "", "standards.pack.missing", 14},
      {"{id: Lebarkan, en: Widen}\n  - id: mine.room", "{id: \"Lebarkan {foo}\", en: Widen}\n  - id: mine.room", "standards.pack.placeholder", 24},
      {"{id: Lebarkan, en: Widen}\n  - id: mine.room", "{id: Lebarkan, en: \"Widen {min\"}\n  - id: mine.room", "standards.pack.placeholder", 24},
      {"counts: true\n", "counts: true\npresents: [mine]\n", "standards.pack.presents_itself", 5},
      {"a: 90 cm, b: 130 cm", "a: 90 cm", "standards.pack.missing_param", 25},
      {"a: 90 cm, b: 130 cm", "a: 90 cm, b: 130 cm, c: 1 m", "standards.pack.unknown_param", 34},
      {"is: [lobby]", "is: [loby]", "standards.pack.unknown_word", 12},
      {"named: hall", "named: hal", "standards.pack.unknown_name", 32},
      {"{quantity: door.role, is: [internal]}", "{quantity: door.role}", "standards.pack.wrong_limit", 21},
      {"{quantity: door.role, is: [internal]}", "{parent: {quantity: door.role, is: [internal]}}", "standards.pack.wrong_subject", 21},
      {"{quantity: door.role, is: [internal]}", "{kind: [turnstyle]}", "standards.pack.unknown_word", 21},
      {"{quantity: door.role, is: [internal]}", "{within: [stairs]}", "standards.pack.unknown_word", 21},
      {"{quantity: door.role, is: [internal]}", "{nobody: [x]}", "standards.pack.unknown_key", 21},
      {"{id: Pintu, en: Door}", "{id: Pintu}", "standards.pack.language", 17},
      {"    remedy: {id: Lebarkan, en: Widen}\n  - id: mine.room", "  - id: mine.room", "standards.pack.language", 14},
      {"    article: Art. 1\n", "", "standards.pack.missing", 14},
      {"source: S\n    title: {id: Pintu", "source: T\n    title: {id: Pintu", "standards.pack.unknown_name", 16},
      {"id: mine.room", "id: mine.door", "standards.pack.id_twice", 25},
      {"id: mine.room", "id: Room", "standards.pack.bad_id", 25},
      {"obligation: mandatory", "obligation: maybe", "standards.pack.unknown_word", 18},
      {"verified: text", "verified: borrowed", "standards.pack.unverified_mandatory", 14},
      {"subject: door", "subject: gate", "standards.pack.unknown_word", 20},
      {"limit: {min: 80 cm}", "limit: {either: [{min: 80 cm}]}", "standards.pack.too_few_readings", 23},
      {"limit: {min: 80 cm}", "limit: {relative: door.opening_angle}", "standards.pack.other_unit", 23},
      {"limit: {min: 80 cm}", "limit: {relative_max: door.leaf_width, times: wide}", "standards.pack.times", 23},
      {"limit: {min: 80 cm}", "limit: {min: 80 cm, times: 2}", "standards.pack.wrong_limit", 23},
      {"limit: {min: 80 cm}", "limit: {min: 80 cm, relative: door.leaf_width}", "standards.pack.one_limit", 23},
      {"limit: {min: 80 cm}", "limit: {table: {quantity: door.leaf_width, rows: [{upto: 1 m, min: 80}]}}", "standards.pack.wrong_unit", 23},
      {"limit: {min: 80 cm}", "limit: {table: {quantity: door.leaf_width, rows: [{upto: 1, min: 80 cm}]}}", "standards.pack.wrong_unit", 23},
      {"limit: {min: 80 cm}", "limit: {table: {quantity: door.leaf_width, rows: [{min: 80 cm}, {upto: 1 m, min: 90 cm}]}}", "standards.pack.rising", 23},
      {"limit: {min: 80 cm}", "combine: min\n    limit: {min: 80 cm}", "standards.pack.no_children", 23},
      {"limit: {min: 80 cm}", "children: handrail\n    limit: {min: 80 cm}", "standards.pack.wrong_subject", 22},
      {"limit: {min: 80 cm}", "placeholder: true\n    limit: {min: 80 cm}", "standards.pack.placeholder_limit", 24},
      {"limit: {min: 80 cm}", "limit: {min: 80 cm}\n    placeholder: false", "standards.pack.only_true", 24},
      {"version: \"1\"", "version: \"1\"\nversion: \"2\"", "core.yaml.key_twice", 4},
      {"counts: true", "counts: &a true", "core.yaml.anchor", 4},
      {"counts: true", "counts: sure", "standards.pack.not_truth", 4},
  };
  for (const Break& broken : kBreaks) {
    SCOPED_TRACE(std::string(broken.from) + " → " + broken.to);
    auto loaded = load(replaced(broken.from, broken.to));
    EXPECT_FALSE(loaded);
    if (loaded) continue;
    EXPECT_EQ(loaded.error().code, ErrorCode::pack);
    EXPECT_EQ(loaded.error().message.key, broken.key);
    EXPECT_EQ(loaded.error().file, file_.string());
    EXPECT_TRUE((loaded.error().where + ",").starts_with("line " + std::to_string(broken.line) + ",")) << loaded.error().where;
  }
}

/// What the language has for parts, ratios, tables with units and articles that nobody has read.
TEST_F(BrokenPack, WhatARuleCanAlsoSay) {
  const auto loaded = load(replaced("    subject: door\n    when: {quantity: door.role, is: [internal]}\n    quantity: door.clear_width\n    limit: {min: 80 cm}",
                                    "    subject: ramp\n"
                                    "    all:\n"
                                    "      - {children: handrail, combine: min, quantity: handrail.height, limit: {min: 65 cm}}\n"
                                    "      - {quantity: ramp.landing_length, limit: {relative: ramp.width, times: \"1:2\"}}\n"
                                    "      - {quantity: ramp.landing_length, limit: {relative_max: ramp.width, times: 1.5}}\n"
                                    "      - quantity: ramp.landing_length\n"
                                    "        limit: {table: {quantity: ramp.flight_length, rows: [{upto: 900 cm, min: 95 cm}, {min: 1200 mm}]}}"));
  ASSERT_TRUE(loaded) << loaded.error().where << " " << loaded.error().message.key;
  const auto& parts = loaded->front().data->rules.front().demand.parts;
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].children, Category::handrail);
  EXPECT_EQ(parts[0].combine, Combine::min);
  EXPECT_EQ(parts[1].relative, "ramp.width");
  EXPECT_FALSE(parts[1].relative_is_max);
  EXPECT_DOUBLE_EQ(parts[1].times, 0.5);
  EXPECT_TRUE(parts[2].relative_is_max);
  EXPECT_DOUBLE_EQ(parts[2].times, 1.5);
  EXPECT_DOUBLE_EQ(parts[3].table[0].upto, 9);
  EXPECT_DOUBLE_EQ(parts[3].table[0].min, 0.95);
  EXPECT_EQ(parts[3].table[0].as_written, "95 cm");
  EXPECT_TRUE(std::isinf(parts[3].table[1].upto));
  EXPECT_DOUBLE_EQ(parts[3].table[1].min, 1.2);
  EXPECT_EQ(parts[3].table_quantity, "ramp.flight_length");
}

TEST_F(BrokenPack, APlaceholderAsksNothing) {
  const auto loaded = load(replaced("    limit: {min: 80 cm}\n", "    placeholder: true\n"));
  ASSERT_TRUE(loaded) << loaded.error().where << " " << loaded.error().message.key;
  EXPECT_TRUE(loaded->front().rules.front().placeholder);
  const auto asked = requests(*loaded);
  EXPECT_TRUE(std::none_of(asked.begin(), asked.end(), [](const auto& r) { return r.quantity == "door.clear_width"; }));
}

TEST_F(BrokenPack, TwoPacksOfOneNameAreRefused) {
  std::ofstream(file_) << replaced("id: mine\n", "id: permen-pupr-14-2017\n");
  const std::string ours = "permen-pupr-14-2017";
  for (const auto& wanted : {std::vector<std::string>{file_.string(), ours}, std::vector<std::string>{ours, file_.string()}}) {
    const auto loaded = load_packs(data_dir(), wanted);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::pack);
    EXPECT_EQ(loaded.error().message.key, "standards.pack.pack_twice");
  }
  // The same file by two names, or a copy of it, is one pack.
  const auto copy = (data_dir() / "standards" / (ours + ".yaml")).string();
  const std::vector<std::string> twice{ours, copy, (data_dir() / "standards" / ".." / "standards" / (ours + ".yaml")).string()};
  EXPECT_TRUE(load_packs(data_dir(), twice));
}

// Under the name of a rule of ours a report would tell the office's number as the regulation's.
TEST_F(BrokenPack, ARuleOfOursInAPackOfOnesOwnIsRefusedAtThatPack) {
  std::ofstream(file_) << replaced("  - id: mine.door\n", "  - id: pupr14.l2.door.main.clear\n");
  const std::string ours = "permen-pupr-14-2017";
  for (const auto& wanted : {std::vector<std::string>{file_.string()}, std::vector<std::string>{file_.string(), ours}, std::vector<std::string>{ours, file_.string()}}) {
    const auto loaded = load_packs(data_dir(), wanted);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().message.key, "standards.pack.rule_of_ours");
    EXPECT_EQ(loaded.error().file, file_.string());
    EXPECT_EQ(loaded.error().where.substr(0, 5), "line ");
    EXPECT_EQ(loaded.error().advice.key, "standards.pack.rule_of_ours.advice");
  }
}

// {max} of a rule that has only a least would reach the reader as a gap.
TEST_F(BrokenPack, ARemedyNamesOnlyTheSideThatItsLimitHas) {
  const auto with = [&](const std::string& name) {
    std::string text = replaced("limit: {min: 80 cm}", "limit: {min: 80 cm}");
    const auto at = text.find("remedy: {id: ");
    EXPECT_NE(at, std::string::npos);
    const auto end = text.find('\n', at);
    return load(text.replace(at, end - at, "remedy: {id: \"a " + name + "\", en: \"a " + name + "\"}"));
  };
  EXPECT_TRUE(with("{min}"));
  const auto loaded = with("{max}");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message.key, "standards.pack.placeholder");
}

TEST_F(BrokenPack, HostileFiles) {
  for (const std::string& text : {std::string(), std::string("[]"), std::string("3"), std::string("rules: 5"), std::string(100, '['),
                                 std::string("\0\1\2", 3), std::string("schema: landai-standard/1\nrules: [[1],{}, ~]")})
    EXPECT_FALSE(load(text));
  // Named conditions that name each other do not end.
  EXPECT_FALSE(load(replaced("hall: {quantity: space.use, is: [lobby]}", "hall: {named: hall}")));
}

}  // namespace
}  // namespace landai::standards
