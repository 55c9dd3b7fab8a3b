// SPDX-License-Identifier: GPL-3.0-or-later
// The table broken_packs.yaml: every constraint of the schema, broken once, is told in words of ours.
#include <random>

#include "broken_table.hpp"

namespace landai::standards {
namespace {

const Node& table() {
  static const Node read = broken_table("broken_packs.yaml");
  return read;
}

std::vector<Error> problems_of(const std::string& pack) { return problems_of_file("mine.yaml", pack); }

TEST(BrokenPacks, EveryConstraintOfTheSchemaHasARow) {
  expect_a_row_for_every_constraint(table(), "standard.schema.json", 100);
}

TEST(BrokenPacks, TheGoodOneIsGood) {
  for (const Error& error : problems_of(table().text_of("good")))
    ADD_FAILURE() << error.where << " " << error.message.key;
}

TEST(BrokenPacks, EachIsToldInOurWordsWithFileAndLine) { expect_each_row_is_told(table(), "mine.yaml"); }

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
