// SPDX-License-Identifier: GPL-3.0-or-later
// The table broken_packs.yaml: every constraint of the schema, broken once, is told in words of ours.
#include <nlohmann/json.hpp>

#include <fstream>
#include <random>
#include <set>

#include "bench_plan.hpp"
#include "landai/core/node.hpp"
#include "run_program.hpp"

namespace landai::standards {
namespace {

using test::TempFolder;
using test::write;

const Node& table() {
  static const auto read =
      load_yaml(std::filesystem::path(LANDAI_SOURCE_DIR) / "tests/unit/standards/broken_packs.yaml");
  if (!read) throw std::runtime_error("broken_packs.yaml cannot be read: " + read.error().where);
  return *read;
}

std::vector<Error> problems_of(const std::string& pack) {
  const TempFolder folder;
  write(folder / "mine.yaml", pack);
  const std::vector<std::string> wanted{(folder / "mine.yaml").string()};
  return problems(data_dir(), wanted);
}

/// JSON pointers of all that the schema demands; each required key is a constraint of its own.
void constraints(const nlohmann::json& node, const std::string& at, std::set<std::string>& into) {
  static const std::set<std::string> kPlain{"enum",     "const",     "pattern",       "minItems",
                                            "minLength", "minProperties", "oneOf", "type"};
  for (const auto& [key, value] : node.items()) {
    if (key == "required") {
      for (const auto& name : value) into.insert(at + "/required/" + name.get<std::string>());
    } else if (key == "properties" || key == "definitions") {
      for (const auto& [name, inner] : value.items()) constraints(inner, at + "/" + key + "/" + name, into);
    } else if (kPlain.contains(key) || (key == "additionalProperties" && value.is_boolean())) {
      into.insert(at + "/" + key);
    } else if (key == "items" || key == "additionalProperties") {
      constraints(value, at + "/" + key, into);
    }
  }
}

TEST(BrokenPacks, EveryConstraintOfTheSchemaHasARow) {
  std::ifstream in(data_dir() / "schema" / "standard.schema.json");
  std::set<std::string> all;
  constraints(nlohmann::json::parse(in), "", all);
  ASSERT_GT(all.size(), 100U);
  std::set<std::string> rows;
  for (const Node& row : table()["rows"].items()) {
    rows.insert(row.text_of("breaks"));
    EXPECT_TRUE(all.contains(row.text_of("breaks"))) << "no such constraint: " << row.text_of("breaks");
  }
  for (const auto& pointer : all) EXPECT_TRUE(rows.contains(pointer)) << "no row for " << pointer;
}

TEST(BrokenPacks, TheGoodOneIsGood) {
  for (const Error& error : problems_of(table().text_of("good")))
    ADD_FAILURE() << error.where << " " << error.message.key;
}

TEST(BrokenPacks, EachIsToldInOurWordsWithFileAndLine) {
  const auto en = Texts::load(data_dir(), Language::en);
  const auto id = Texts::load(data_dir(), Language::id);
  ASSERT_TRUE(en);
  ASSERT_TRUE(id);
  for (const Node& row : table()["rows"].items()) {
    SCOPED_TRACE("line " + std::to_string(row.line()) + " of the table: " + row.text_of("breaks"));
    std::string pack = table().text_of("good");
    const std::string from = row.text_of("from");
    const auto at = from == "whole" ? 0 : pack.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    pack.replace(at, from == "whole" ? pack.size() : from.size(), row.text_of("to"));
    const auto errors = problems_of(pack);
    ASSERT_FALSE(errors.empty());
    const Error& first = errors.front();
    EXPECT_EQ(first.code, ErrorCode::pack);
    EXPECT_NE(first.message.key, "standards.pack.schema") << en->render(first.message);
    EXPECT_TRUE(first.file.ends_with("mine.yaml")) << first.file;
    EXPECT_TRUE((first.where + ",").starts_with("line " + row.text_of("line") + ",")) << first.where;
    EXPECT_NE(en->render(first.message).find(row.text_of("en")), std::string::npos) << en->render(first.message);
    EXPECT_NE(id->render(first.message).find(row.text_of("id")), std::string::npos) << id->render(first.message);
  }
}

TEST(BrokenPacks, MutatedAndTruncatedOnesNeverCrash) {
  const std::string good = table().text_of("good");
  std::mt19937 random(4);
  const std::string kBytes = "{}[]:-,\"'#&*|> \n\t0a\xff";
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    std::string pack = round % 3 == 0 ? good.substr(0, random() % good.size()) : good;
    for (int change = 0; change < 1 + round % 4 && !pack.empty(); ++change)
      pack[random() % pack.size()] = kBytes[random() % kBytes.size()];
    for (const Error& error : problems_of(pack)) {
      EXPECT_EQ(error.code, ErrorCode::pack) << error.message.key;
      ++refused;
    }
  }
  EXPECT_GT(refused, 100);
}

TEST(BrokenPacks, AFileOfMoreThan8MegabytesIsRefused) {
  const auto errors = problems_of(table().text_of("good") + "#" + std::string(8U << 20U, 'x') + "\n");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().code, ErrorCode::pack);
  EXPECT_EQ(errors.front().message.key, "core.file.too_large");
}

}  // namespace
}  // namespace landai::standards
