// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of drawings that others made, counted by hand or by other tools (shared/plans/SOURCES.md).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "landai/import/import.hpp"

namespace landai {
namespace {

Result<Plan> read(const std::string& name, std::optional<double> unit = {}) {
  importer::Options options;
  options.data_dir = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";
  options.metres_per_unit = unit;
  return importer::read_plan(std::filesystem::path(LANDAI_SHARED_DIR) / "plans" / "dxf" / name, options);
}

class DxfFacts : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::filesystem::exists(std::filesystem::path(LANDAI_SHARED_DIR) / "plans" / "dxf")) return;
    std::puts("SKIPPED: no shared plans");
    GTEST_SKIP();
  }
};

int count(const Plan& plan, Category category) {
  return static_cast<int>(std::count_if(plan.elements.begin(), plan.elements.end(), [category](const Element& e) { return e.category == category; }));
}
bool says(const Plan& plan, const std::string& key) {
  return std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(), [&key](const Diagnostic& d) { return d.message.key == key; });
}

TEST_F(DxfFacts, OfficeDoorsAndTheirLeaves) {
  const auto plan = read("wrld-office-cad.dxf");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->sources[0].unit, "mm");
  EXPECT_EQ(plan->sources[0].profile, "generic");
  std::map<int, int> single, loose;   // leaf in tenths of a millimetre → doors
  int twin = 0, windows = 0;
  for (const Element& e : plan->elements) {
    const std::string* block = e.text("block");
    if (e.category == Category::window && block != nullptr && block->starts_with("wind")) ++windows;
    const DoorShape* door = e.door();
    if (door == nullptr) continue;
    ASSERT_FALSE(door->leaves.empty());
    EXPECT_GT(distance(door->jamb_a, door->jamb_b), 0.5);
    const int leaf = static_cast<int>(std::lround(door->leaves[0].width.value * 1e4));
    if (door->leaves.size() == 2) {
      ++twin;
      EXPECT_EQ(leaf, 7463);
    } else {
      ++(block == nullptr ? loose : single)[leaf];
    }
  }
  EXPECT_EQ(twin, 2);
  EXPECT_EQ(single, (std::map<int, int>{{7463, 16}, {8655, 3}, {9667, 6}}));
  EXPECT_EQ(windows, 51);
  // Six cubicle doors of 600 mm are drawn loose in the toilets.
  EXPECT_EQ(loose, (std::map<int, int>{{6000, 6}}));
}

TEST_F(DxfFacts, FacilityDoorsInInches) {
  const auto plan = read("derived-facility-A101-2018-11-08.dxf");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->sources[0].unit, "inch");
  EXPECT_EQ(plan->sources[0].profile, "aia");
  EXPECT_EQ(count(*plan, Category::door), 16);
  std::map<int, int> leaves;
  std::map<DoorOperation, int> operations;
  for (const Element& e : plan->elements)
    if (const DoorShape* door = e.door()) {
      ++operations[door->operation];
      for (const Leaf& leaf : door->leaves) ++leaves[static_cast<int>(std::lround(leaf.width.value / 0.0254))];
    }
  EXPECT_EQ(leaves, (std::map<int, int>{{30, 1}, {36, 7}, {42, 1}, {48, 1}}));
  EXPECT_EQ(operations[DoorOperation::sliding], 2);
  EXPECT_EQ(operations[DoorOperation::overhead], 4);
}

TEST_F(DxfFacts, ContosoRooms) {
  const auto plan = read("derived-contoso1-Ground.dxf");
  ASSERT_TRUE(plan);
  EXPECT_EQ(count(*plan, Category::space), 63);
  EXPECT_EQ(count(*plan, Category::door), 16);
  EXPECT_EQ(count(*plan, Category::wall), 36);
  double rooms = 0, outline = 0;
  for (const Element& e : plan->elements) {
    if (e.category == Category::space) rooms += area(e.geometry.areas);
    if (e.category == Category::building) outline += area(e.geometry.areas);
  }
  EXPECT_NEAR(rooms, 4897.2, 0.1);
  EXPECT_NEAR(outline, 4900.0, 0.1);
}

TEST_F(DxfFacts, HeaderUnitIsNotBelieved) {
  const auto plan = read("ezdxf-wipeout_door.dxf");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->sources[0].unit, "mm");
  EXPECT_TRUE(says(*plan, "import.dxf.header_unit_wrong"));
  EXPECT_EQ(count(*plan, Category::door), 2);
  for (const Element& e : plan->elements)
    if (const DoorShape* door = e.door()) {
      EXPECT_NEAR(door->leaves.at(0).width.value, 0.92754, 1e-5);
    }
}

TEST_F(DxfFacts, NothingDecidesTheUnit) {
  for (const char* name : {"Oakfire_Kenosha_2019_V3.dxf", "depthmapx-rooms.dxf"}) {
    const auto plan = read(name);
    ASSERT_FALSE(plan) << name;
    EXPECT_EQ(plan.error().code, ErrorCode::no_unit) << name;
  }
  const auto inches = read("Oakfire_Kenosha_2019_V3.dxf", 0.0254);
  ASSERT_TRUE(inches);
  EXPECT_EQ(inches->sources[0].unit_from, "user");
}

TEST_F(DxfFacts, WalkableAreas) {
  const auto corridor = read("jupedsim-ISO-Bottleneck.dxf");
  ASSERT_TRUE(corridor);
  EXPECT_EQ(corridor->sources[0].unit, "m");
  ASSERT_EQ(count(*corridor, Category::space), 1);
  const auto office = read("jupedsim-ISO-Office.dxf");
  ASSERT_TRUE(office);
  EXPECT_EQ(count(*office, Category::space), 1);
  EXPECT_EQ(count(*office, Category::obstacle), 3);
}

}  // namespace
}  // namespace landai
