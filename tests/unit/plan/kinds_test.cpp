// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/plan/kinds.hpp"

#include <gmock/gmock.h>

#include <set>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"

namespace landai {
namespace {

void expect_known(const Node& node, const std::string& file, int& seen) {
  if (node.has("category") && node.has("kind")) {
    const auto category = category_from(node.text_of("category"));
    ASSERT_TRUE(category) << file << " " << node.line();
    const Category those[] = {*category};
    EXPECT_THAT(kind_words(those), testing::Contains(node.text_of("kind"))) << file << " " << node.line();
    ++seen;
  }
  for (const Node& item : node.items()) expect_known(item, file, seen);
  for (const auto& [key, value] : node.members()) expect_known(value, file, seen);
}

TEST(Kinds, WhatOurLayerProfilesGiveIsKnown) {
  int seen = 0;
  const auto files = yaml_files(std::filesystem::path(LANDAI_SOURCE_DIR) / "data" / "profiles");
  ASSERT_TRUE(files);
  for (const auto& file : *files) {
    const auto root = load_yaml(file);
    ASSERT_TRUE(root) << file;
    expect_known(*root, file.string(), seen);
  }
  EXPECT_GT(seen, 20);
}

TEST(Kinds, EachIsAWordOfItsCategoryAndNamedOnce) {
  std::vector<std::string> rows;
  for (const KindInfo& kind : kinds()) rows.push_back(std::string(to_string(kind.category)) + "/" + std::string(kind.word));
  auto once = rows;
  std::sort(once.begin(), once.end());
  EXPECT_EQ(std::adjacent_find(once.begin(), once.end()), once.end());
}

TEST(Kinds, AreThoseOfTheCategoriesAsked) {
  const Category of_door[] = {Category::door}, of_space[] = {Category::space}, of_two[] = {Category::door, Category::ramp};
  EXPECT_THAT(kind_words(of_door), testing::ElementsAre("turnstile"));
  EXPECT_THAT(kind_words(of_space), testing::IsEmpty());
  EXPECT_THAT(kind_words(of_two), testing::ElementsAre("turnstile", "kerb_ramp"));
  std::set<std::string_view> all;  // an exit may be an opening and a sign
  for (const KindInfo& kind : kinds()) all.insert(kind.word);
  EXPECT_EQ(kind_words({}).size(), all.size());
}

}  // namespace
}  // namespace landai
