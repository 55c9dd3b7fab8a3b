// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/mobility.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "measuring.hpp"

namespace landai::measure {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

class MobilityFile : public testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::temp_directory_path() / ("landai-mobility-" + std::to_string(::getpid()) + ".yaml");
    good_ = text_of(test::data_folder() / "mobility" / "manual_chair.yaml");
  }
  void TearDown() override { std::filesystem::remove(file_); }

  Result<Mobility> changed(const std::string& from, const std::string& to) {
    std::string text = good_;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    std::ofstream(file_) << text.replace(at, from.size(), to);
    line_ = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
    return load_mobility(file_, test::data_folder());
  }
  void refused(const std::string& from, const std::string& to, const char* key) {
    const auto result = changed(from, to);
    ASSERT_FALSE(result.has_value()) << to;
    EXPECT_EQ(result.error().code, ErrorCode::pack);
    EXPECT_EQ(result.error().message.key, key);
    EXPECT_EQ(result.error().file, file_.string());
    EXPECT_THAT(result.error().where, testing::StartsWith("line " + std::to_string(line_)));
  }

  std::filesystem::path file_;
  std::string good_;
  int line_ = 0;
};

TEST(Mobilities, AreThoseTheReferenceSpeaksOf) {
  const auto all = load_mobilities(test::data_folder());
  ASSERT_TRUE(all.has_value()) << all.error().file << ' ' << all.error().where << ' ' << all.error().message.key;
  std::vector<std::string> ids;
  for (const auto& m : *all) ids.push_back(m.id);
  EXPECT_THAT(ids, testing::ElementsAre("manual_chair", "powered_chair", "walking_frame", "crutches", "pushchair", "blind_cane",
                                        "elderly_walker"));
}

// Numbers of Permen PUPR 14/PRT/M/2017 as the articles write them.
TEST(Mobilities, ChairsTakeTheNumbersOfTheRegulation) {
  const auto all = load_mobilities(test::data_folder());
  ASSERT_TRUE(all.has_value());
  for (const char* id : {"manual_chair", "powered_chair"}) {
    const Mobility* m = find_mobility(*all, id);
    ASSERT_NE(m, nullptr) << id;
    EXPECT_EQ(m->clear_width.value, 0.92);                  // annex II A.3.1
    EXPECT_EQ(m->clear_width.verified, "text");
    EXPECT_EQ(m->door_width.value, 0.80);                   // annex II A.1.1
    EXPECT_EQ(m->step.value, 0.0125);                       // annex II A.4.1b, of paths
    EXPECT_EQ(m->step.verified, "borrowed");
    EXPECT_DOUBLE_EQ(m->slope->value, 1.0 / 10);            // annex II B.2.1
    EXPECT_DOUBLE_EQ(m->slope_outdoor->value, 1.0 / 12);
    EXPECT_NEAR(m->cross_slope->value, 0.034921, 1e-6);     // tan 2 degrees, annex II A.4.3
    EXPECT_FALSE(m->stairs.value);
    EXPECT_TRUE(m->lifts.value);
  }
  EXPECT_EQ(find_mobility(*all, "nobody"), nullptr);
}

TEST(Mobilities, SayOfEveryNumberWhereItComesFrom) {
  const auto all = load_mobilities(test::data_folder());
  ASSERT_TRUE(all.has_value());
  for (const auto& m : *all) {
    for (const auto* number : {&m.length, &m.width, &m.clear_width, &m.door_width, &m.turning_diameter, &m.body_top, &m.step}) {
      EXPECT_FALSE(number->source.id.empty()) << m.id;
      EXPECT_FALSE(number->source.en.empty()) << m.id;
      EXPECT_FALSE(number->verified.empty()) << m.id;
      // What cites a text says which clause.
      if (number->verified == "text" || number->verified == "borrowed") {
        EXPECT_FALSE(number->note.en.empty()) << m.id;
      }
      if (number->source.en.find("own assumption") != std::string::npos) {
        EXPECT_EQ(number->verified, "ours") << m.id;
      }
    }
    EXPECT_NE(m.title.id, m.title.en);
  }
}

TEST_F(MobilityFile, IsReadFromAnywhere) {
  const auto m = changed("value: \"120 cm\"", "value: \"1350 mm\"");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->length.value, 1.35);
}

TEST_F(MobilityFile, IsRefusedWithTheLine) {
  refused("  verified: borrowed", "  verified: certain", "measure.mobility.schema");
  refused("value: \"92 cm\"", "value: \"92\"", "measure.mobility.schema");
  refused("value: \"1:10\"", "value: \"10 %\"", "measure.mobility.schema");
  refused("    source: ours", "    source: theirs", "measure.mobility.source");
  refused("value: \"1525 mm\"", "value: \"0 mm\"", "measure.mobility.amount");
}

TEST_F(MobilityFile, IsRefusedWhenItsNumbersCannotBe) {
  for (const auto& [from, to] : {std::pair{"value: \"80 cm\"\n  source: pupr14", "value: \"95 cm\"\n  source: pupr14"},
                                 {"value: \"1525 mm\"", "value: \"80 cm\""},
                                 {"value: \"1:12\"", "value: \"1:8\""}}) {
    const auto m = changed(from, to);
    ASSERT_FALSE(m.has_value()) << to;
    EXPECT_EQ(m.error().message.key, "measure.mobility.order");
  }
}

TEST_F(MobilityFile, IsRefusedWithAKeyNobodyReads) {
  EXPECT_EQ(changed("clear_width:", "clear_with:").error().message.key, "measure.mobility.schema");
}

TEST(Mobilities, OfAFolderWithoutAnyAreAnError) {
  const auto none = load_mobilities(std::filesystem::temp_directory_path() / "landai-no-such-folder");
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().message.key, "measure.mobility.none");
}

}  // namespace
}  // namespace landai::measure
