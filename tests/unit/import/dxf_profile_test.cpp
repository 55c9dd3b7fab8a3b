// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/dxf_profile.hpp"

#include <gtest/gtest.h>

#include "dxf_text.hpp"

namespace landai::importer {
namespace {

const std::filesystem::path kData = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";

TEST(LayerProfile, NamesFitAsWordsOrGlobs) {
  EXPECT_TRUE(name_fits("RAM", "RAM-1"));
  EXPECT_TRUE(name_fits("DOOR", "A-DOOR_90"));
  EXPECT_TRUE(name_fits("PINTU", "PINTU90"));
  EXPECT_FALSE(name_fits("RAM", "FRAME"));
  EXPECT_FALSE(name_fits("RAM", "PARAMETER"));
  EXPECT_TRUE(name_fits("?-WALL*", "A-WALL-2"));
  EXPECT_FALSE(name_fits("?-WALL*", "WALL"));
  EXPECT_TRUE(name_fits("*TÜR*", "HAUSTÜREN"));
  const std::string hard(200, 'A');
  EXPECT_FALSE(name_fits("*A*A*A*A*A*A*A*B", hard));   // ends at once
}

std::string chosen(const std::vector<LayerUse>& layers) {
  const auto c = choose_profile(kData, {}, layers);
  return c ? c->profile.id() : c.error().message.key;
}

TEST(LayerProfile, TheOneThatKnowsMostIsChosen) {
  EXPECT_EQ(chosen({{"DINDING", 5}, {"PINTU", 3}, {"RUANG", 2}}), "indonesia");
  EXPECT_EQ(chosen({{"A-WALL", 5}, {"A-DOOR", 3}, {"A-FLOR-STRS", 2}}), "aia");
  EXPECT_EQ(chosen({{"doors", 5}, {"wall", 3}, {"Furniture", 2}, {"San", 1}}), "generic");
  EXPECT_EQ(chosen({{"xyz", 5}}), "generic");
  EXPECT_EQ(chosen({{"xyz", 5}, {"wall", 1}, {"0", 7}}), "generic");
}

TEST(LayerProfile, WhateverIsDrawnIsAWallOnlyWhenThatIsAskedFor) {
  const auto c = choose_profile(kData, "lines", {{"xyz", 5}});
  ASSERT_TRUE(c) << c.error().message.key;
  const NameRule* rule = c->profile.layer("xyz");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->category, Category::wall);
  EXPECT_NE(chosen({{"xyz", 5}}), "lines");
}

// The rule on their letters asks no other signs.
TEST(LayerProfile, ExitSignsAreTold) {
  const std::pair<const char*, const char*> layers[] = {{"indonesia", "RAMBU-EXIT"}, {"indonesia", "Tanda Keluar"}, {"generic", "Exit Signs"}, {"aia", "A-SIGN-EXIT"}};
  for (const auto& [profile, layer] : layers) {
    const auto c = choose_profile(kData, profile, {});
    ASSERT_TRUE(c);
    const NameRule* rule = c->profile.layer(layer);
    ASSERT_NE(rule, nullptr) << layer;
    EXPECT_EQ(rule->category, Category::sign) << layer;
    EXPECT_EQ(rule->kind, "exit") << layer;
  }
  const auto plain = choose_profile(kData, "indonesia", {});
  EXPECT_EQ(plain->profile.layer("RAMBU")->kind, "");
}

TEST(LayerProfile, Categories) {
  const auto c = choose_profile(kData, "indonesia", {});
  ASSERT_TRUE(c);
  const auto category = [&c](const char* layer) {
    const NameRule* rule = c->profile.layer(layer);
    return rule == nullptr || !rule->category ? "" : std::string(to_string(*rule->category));
  };
  EXPECT_EQ(category("Dinding Bata"), "wall");
  EXPECT_EQ(category("RAM-BORDES"), "landing");
  EXPECT_EQ(category("RAM"), "ramp");
  EXPECT_EQ(category("UBIN-PEMANDU"), "tactile_path");
  EXPECT_EQ(category("SITE|PINTU"), "door");
  EXPECT_EQ(category("SITE$0$PINTU"), "door");
  EXPECT_EQ(category("A-WALL-EXTR"), "wall");   // from the fallback
  EXPECT_EQ(category("Loket"), "counter");
  ASSERT_NE(c->profile.layer("KANSTIN"), nullptr);
  EXPECT_EQ(c->profile.layer("KANSTIN")->kind, "kerb");
  ASSERT_NE(c->profile.attribute("JENIS", "Kloset duduk"), nullptr);
  EXPECT_EQ(c->profile.attribute("jenis", "Kloset duduk")->kind, "toilet_pan");
}

TEST(LayerProfile, BrokenOnesNameFileAndLine) {
  const support::TempFile bad("schema: landai-profile/1\nid: x\ntitle: {id: a, en: b}\nlayers:\n  - {names: [A], category: dragon}\n", "bad.yaml");
  const auto read = LayerProfile::load(bad.path(), kData);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::pack);
  EXPECT_EQ(read.error().where, "line 5");
  EXPECT_EQ(read.error().file, bad.path().string());
  const support::TempFile loop("schema: landai-profile/1\nid: x\ntitle: {id: a, en: b}\nthen: ./loop.yaml\n", "loop.yaml");
  EXPECT_FALSE(LayerProfile::load("no-such-profile", kData));
}

TEST(LayerProfile, AProfileThatFollowsItselfIsAnError) {
  const auto folder = std::filesystem::temp_directory_path();
  const support::TempFile loop("schema: landai-profile/1\nid: x\ntitle: {id: a, en: b}\nthen: " + (folder / "landai-loop.yaml").string() + "\n", "a.yaml");
  std::filesystem::copy_file(loop.path(), folder / "landai-loop.yaml", std::filesystem::copy_options::overwrite_existing);
  const auto read = LayerProfile::load(loop.path(), kData);
  std::filesystem::remove(folder / "landai-loop.yaml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message.key, "import.profile.then_loop");
}

}  // namespace
}  // namespace landai::importer
