// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/node.hpp"

#include <gtest/gtest.h>

namespace landai {
namespace {

TEST(Yaml, KeepsLinesOrderAndKinds) {
  auto root = parse_yaml("b: 1.5\na: [x, \"2\", true]\nc:\n  d: ~\n", "t.yaml");
  ASSERT_TRUE(root);
  ASSERT_EQ(root->members().size(), 3U);
  EXPECT_EQ(root->members()[0].first, "b");
  EXPECT_DOUBLE_EQ(*(*root)["b"].number(), 1.5);
  const auto& list = (*root)["a"].items();
  EXPECT_FALSE(list[0].number());
  EXPECT_FALSE(list[1].number()) << "a quoted number is text";
  EXPECT_EQ(list[2].boolean(), true);
  EXPECT_TRUE((*root)["c"]["d"].is_null());
  EXPECT_EQ((*root)["c"].line(), 3);
  EXPECT_TRUE((*root)["nothing"]["deeper"].is_null());
}

TEST(Yaml, NullsAreWrittenInFiveWaysAndNeverQuoted) {
  auto root = parse_yaml("a:\nb: ~\nc: null\nd: Null\ne: NULL\nf: \"\"\ng: '~'\nh: nULL\n", "t.yaml");
  ASSERT_TRUE(root);
  for (const char* key : {"a", "b", "c", "d", "e"}) EXPECT_TRUE((*root)[key].is_null()) << key;
  for (const char* key : {"f", "g", "h"}) EXPECT_TRUE((*root)[key].is_scalar()) << key;
}

TEST(Yaml, TellsQuotedTextsAndBlocksFromPlainOnes) {
  auto root = parse_yaml("a: 1\nb: '1'\nc: |\n  1\nd: >-\n  1\n  2\ne: !!str 1\n", "t.yaml");
  ASSERT_TRUE(root);
  EXPECT_FALSE((*root)["a"].quoted());
  for (const char* key : {"b", "c", "d", "e"}) EXPECT_TRUE((*root)[key].quoted()) << key;
  EXPECT_EQ((*root)["c"].text(), "1\n");
  EXPECT_EQ((*root)["d"].text(), "1 2");
  EXPECT_EQ((*root)["d"].line(), 5);
}

TEST(Yaml, TakesAMarkAndWindowsLineEnds) {
  auto root = parse_yaml("\xEF\xBB\xBF" "a: 1\r\nb: x y\r\n", "t.yaml");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->members().size(), 2U);
  EXPECT_EQ((*root)["b"].text(), "x y");
  EXPECT_TRUE(parse_yaml("# nothing\n", "t.yaml")->is_null());
}

TEST(Yaml, FindsATwinAmongManyKeys) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "k" + std::to_string(i) + ": 1\n";
  EXPECT_EQ(parse_yaml(many, "t.yaml")->members().size(), 100U);
  for (const int twin : {0, 15, 16, 99}) {
    const auto root = parse_yaml(many + "k" + std::to_string(twin) + ": 2\n", "t.yaml");
    ASSERT_FALSE(root) << twin;
    EXPECT_EQ(root.error().where, "line 101");
  }
}

struct Broken {
  const char* text;
  const char* where;
  const char* key;
};

class BrokenYaml : public testing::TestWithParam<Broken> {};

TEST_P(BrokenYaml, IsAnErrorWithItsLineAndReason) {
  auto root = parse_yaml(GetParam().text, "t.yaml");
  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().file, "t.yaml");
  EXPECT_EQ(root.error().where, GetParam().where);
  EXPECT_EQ(root.error().message.key, std::string("core.yaml.") + GetParam().key);
}

INSTANTIATE_TEST_SUITE_P(Kinds, BrokenYaml,
                         testing::Values(Broken{"a: 1\na: 2\n", "line 2", "key_twice"}, Broken{"a: &x 1\n", "line 1", "anchor"},
                                         Broken{"a: &x [1]\n", "line 1", "anchor"}, Broken{"a: 1\nb: *x\n", "line 2", "anchor"},
                                         Broken{"a: [1, 2\n", "line 2", "open_bracket"},
                                         Broken{"a: {b: c\nd: e", "line 2", "open_bracket"},
                                         Broken{"a: 1\nb: \"two\n", "line 3", "open_quote"},
                                         Broken{"a: 1\nb: c: d\n", "line 2", "colon"},
                                         Broken{"a: 1\nb\nc: 2\n", "line 3", "no_colon"},
                                         Broken{"a:\n  b: 1\n c: 2\n", "line 3", "indent"},
                                         Broken{"a: 1\n\tb: 2\n", "line 2", "tab"},
                                         Broken{"a:\n\t- b\n", "line 2", "bad_start"},
                                         Broken{"{a: 1} b\n", "line 1", "indent"},
                                         Broken{"a: 1\nb: @c\n", "line 2", "bad_start"},
                                         Broken{"a: \"C:\\data\"\n", "line 1", "escape"},
                                         Broken{"a: 1\nb: \xE9t\xE9\n", "line 2", "not_text"},
                                         Broken{"a: 1\n---\nb: 2\n", "line 2", "second_document"},
                                         Broken{"[a]: 1\n", "line 1", "key_is_text"}));

TEST(Yaml, RefusesDeepNesting) {
  const auto root = parse_yaml(std::string(100, '['), "t.yaml");
  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().message.key, "core.yaml.too_deep");
}

}  // namespace
}  // namespace landai
