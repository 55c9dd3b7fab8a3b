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

struct Broken {
  const char* text;
  const char* where;
};

class BrokenYaml : public testing::TestWithParam<Broken> {};

TEST_P(BrokenYaml, IsAnErrorWithItsLine) {
  auto root = parse_yaml(GetParam().text, "t.yaml");
  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().file, "t.yaml");
  EXPECT_EQ(root.error().where, GetParam().where);
}

INSTANTIATE_TEST_SUITE_P(Kinds, BrokenYaml,
                         testing::Values(Broken{"a: 1\na: 2\n", "line 2"}, Broken{"a: &x 1\n", "line 1"},
                                         Broken{"a: 1\nb: *x\n", "line 2"}, Broken{"a: [1, 2\n", "line 2"},
                                         Broken{"a: {b: c\nd: e", "line 2"}));

TEST(Yaml, RefusesDeepNesting) {
  EXPECT_FALSE(parse_yaml(std::string(100, '['), "t.yaml"));
}

}  // namespace
}  // namespace landai
