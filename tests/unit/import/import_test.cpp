// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/import/import.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

using namespace testing;

class ImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = std::filesystem::temp_directory_path() / ("landai-import-" + std::to_string(::getpid()));
    std::filesystem::create_directories(dir_);
  }
  void TearDown() override { std::filesystem::remove_all(dir_); }
  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    std::ofstream(dir_ / name, std::ios::binary) << bytes;
    return dir_ / name;
  }
  std::string key(const std::string& bytes, const std::string& name = "a.bin") {
    const auto p = read_plan(write(name, bytes), {});
    if (p) return "read";
    EXPECT_EQ(p.error().code, ErrorCode::input) << name;
    EXPECT_EQ(p.error().file, (dir_ / name).string());
    EXPECT_FALSE(p.error().advice.empty());
    return p.error().message.key;
  }
  std::filesystem::path dir_;
};

TEST_F(ImportTest, SaysWhatAFileIsInstead) {
  EXPECT_EQ(key("%PDF-1.7\n"), "import.is.pdf");
  EXPECT_EQ(key("%PDF-1.7\n", "plan.ifc"), "import.is.pdf");
  EXPECT_EQ(key("\x89PNG\r\n\x1a\n"), "import.is.image");
  EXPECT_EQ(key("\xFF\xD8\xFF\xE0"), "import.is.image");
  EXPECT_EQ(key("<?xml version=\"1.0\"?>\n<ex:iso_10303_28 xmlns=\"http://www.iai-tech.org/ifcXML\">"),
            "import.is.ifcxml");
  EXPECT_EQ(key("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "import.is.svg");
  EXPECT_EQ(key("{\"type\": \"FeatureCollection\", \"features\": []}"), "import.is.map");
  EXPECT_EQ(key("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "import.is.revit");
  EXPECT_EQ(key("\x1F\x8B\x08"), "import.is.archive");
  EXPECT_EQ(key(std::string(100, '\0')), "import.is.unknown");
  EXPECT_EQ(key("hello"), "import.is.unknown");
  EXPECT_EQ(key("   \n"), "import.is.unknown");
  EXPECT_EQ(key("", "empty.ifc"), "core.file.empty");
}

TEST_F(ImportTest, NamesTheVersionOfADwg) {
  const auto version = [&](const char* magic) {
    const auto p = read_plan(write("a.dwg", std::string(magic) + std::string(20, '\0')), {});
    EXPECT_FALSE(p.has_value());
    EXPECT_EQ(p.error().message.key, "import.is.dwg");
    return p.error().message.args.at(0).second.text;
  };
  EXPECT_EQ(version("AC1015"), "2000");
  EXPECT_EQ(version("AC1027"), "2013");
  EXPECT_EQ(version("AC1032"), "2018");
  EXPECT_EQ(version("AC1009"), "AC1009");
}

TEST_F(ImportTest, RefusesWhatIsNoFile) {
  EXPECT_EQ(read_plan(dir_, {}).error().message.key, "core.file.is_folder");
  EXPECT_EQ(read_plan(dir_ / "missing.ifc", {}).error().message.key, "core.file.missing");
}

TEST_F(ImportTest, ReadsARenamedFileByItsContent) {
  const auto p = read_plan(write("plan.dxf", model("")), {});
  ASSERT_TRUE(p.has_value());
  EXPECT_TRUE(has(*p, "import.renamed"));
  EXPECT_EQ(p->sources[0].format, "ifc");
  const auto q = read_plan(write("PLAN.IFC", model("")), {});
  ASSERT_TRUE(q.has_value());
  EXPECT_FALSE(has(*q, "import.renamed"));
}

TEST(MetresPerUnit, KnowsTheUsualWords) {
  EXPECT_DOUBLE_EQ(metres_per_unit("mm").value(), 0.001);
  EXPECT_DOUBLE_EQ(metres_per_unit("CM").value(), 0.01);
  EXPECT_DOUBLE_EQ(metres_per_unit("m").value(), 1);
  EXPECT_DOUBLE_EQ(metres_per_unit("inch").value(), 0.0254);
  EXPECT_DOUBLE_EQ(metres_per_unit("ft").value(), 0.3048);
  EXPECT_FALSE(metres_per_unit("").has_value());
  EXPECT_FALSE(metres_per_unit("furlong").has_value());
}

}  // namespace
}  // namespace landai::importer
