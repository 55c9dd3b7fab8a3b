// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>

#include "landai/plan/merge.hpp"
#include "landai/plan/plan.hpp"

namespace landai {
namespace {

Element element(std::string id, Category category, std::string level) {
  Element e;
  e.id = std::move(id);
  e.category = category;
  e.levels = {std::move(level)};
  return e;
}

TEST(Finish, SortsLevelsByHeightAndRenamesThem) {
  Plan plan;
  plan.levels = {{"up", "1", 3.0, true}, {"down", "0", 0.0, true}};
  plan.elements = {element("a", Category::wall, "up")};
  finish(plan);
  EXPECT_EQ(plan.levels[0].name, "0");
  EXPECT_EQ(plan.elements[0].levels, std::vector<std::string>{"L1"});
}

TEST(Finish, MakesIdsUniqueAndSaysSo) {
  Plan plan;
  plan.elements = {element("a", Category::wall, ""), element("a", Category::wall, ""), element("a~2", Category::wall, "")};
  finish(plan);
  EXPECT_NE(plan.elements[0].id, plan.elements[1].id);
  EXPECT_NE(plan.elements[1].id, plan.elements[2].id);
  EXPECT_FALSE(plan.diagnostics.empty());
}

TEST(Finish, DropsRingsThatEncloseNothing) {
  Plan plan;
  Element e = element("a", Category::wall, "");
  e.geometry.areas = {{{{0, 0}, {1, 0}, {2, 0}}, {}}, {{{0, 0}, {1, 0}, {1, NAN}}, {}}, {{{0, 0}, {0, 1}, {1, 0}}, {}}};
  plan.elements = {e};
  finish(plan);
  ASSERT_EQ(plan.elements[0].geometry.areas.size(), 1U);
  EXPECT_GT(signed_area(plan.elements[0].geometry.areas[0].outer), 0);
  ASSERT_EQ(plan.diagnostics.size(), 1U);
  EXPECT_EQ(plan.diagnostics[0].count, 2);
}

TEST(Finish, AddsALeafPerLeafOnce) {
  Plan plan;
  Element door = element("d", Category::door, "");
  DoorShape shape;
  shape.leaves = {Leaf{{0, 0}, {0.9, 0}, {0, 0.9}, Known::exact(0.9, Method::drawn, "arc"), std::nullopt}};
  door.shape = shape;
  plan.elements = {door};
  finish(plan);
  finish(plan);
  ASSERT_EQ(plan.elements.size(), 2U);
  EXPECT_EQ(plan.elements[1].category, Category::leaf);
  EXPECT_EQ(plan.elements[1].parent, "d");
}

TEST(Merge, KeepsTheFilesApart) {
  Plan a;
  a.levels = {{"L0", "ground", 0, true}};
  a.elements = {element("x", Category::space, "L0")};
  a.sources.push_back({});
  Plan b = a;
  b.levels[0].elevation = 3;
  b.elements[0].parent = "x";
  b.elements[0].sources.push_back({});
  const Plan both = merge({a, b});
  ASSERT_EQ(both.elements.size(), 2U);
  EXPECT_EQ(both.levels.size(), 2U);
  EXPECT_EQ(both.elements[1].id, "file2:x");
  EXPECT_EQ(both.elements[1].parent, "file2:x");
  EXPECT_EQ(both.elements[1].levels[0], "L1");
  EXPECT_EQ(both.elements[1].sources[0].file, 1);
}

}  // namespace
}  // namespace landai
