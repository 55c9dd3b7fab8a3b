// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gdal/ogrsf_frmts.h>
#include <unistd.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "landai/core/file.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"
#include "xml_balance.hpp"

namespace landai::report {
namespace {

namespace fs = std::filesystem;

class GeoPackage : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("landai-gpkg-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  [[nodiscard]] std::size_t files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {})); }
  fs::path folder_;
};

GDALDataset* open(const fs::path& file) {
  GDALAllRegister();
  const char* const drivers[] = {"GPKG", nullptr};
  return GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers);
}

TEST_F(GeoPackage, HoldsLayersAndStylesThatGdalOpens) {
  const auto sample = landai::testing::sample();
  const fs::path file = folder_ / "report.gpkg";
  ASSERT_FALSE(gpkg(sample.inputs(), texts(), file).has_value());
  EXPECT_EQ(files(), 1u);
  GDALDataset* data = open(file);
  ASSERT_NE(data, nullptr);
  const auto rows = [&](const char* layer) { return data->GetLayerByName(layer) ? data->GetLayerByName(layer)->GetFeatureCount() : -1; };
  EXPECT_EQ(rows("levels"), 1);
  EXPECT_EQ(rows("checks"), static_cast<GIntBig>(sample.checks.size()));
  EXPECT_EQ(rows("elements_polygon"), 12);
  EXPECT_EQ(rows("witnesses"), 7);
  OGRLayer* findings_layer = data->GetLayerByName("findings");
  ASSERT_NE(findings_layer, nullptr);
  for (auto& feature : *findings_layer) EXPECT_NE(feature->GetGeometryRef(), nullptr);
  OGRLayer* styles = data->ExecuteSQL("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles", nullptr, nullptr);
  ASSERT_NE(styles, nullptr);
  int count = 0;
  for (auto& style : *styles) {
    ++count;
    EXPECT_EQ(style->GetFieldAsInteger("useAsDefault"), 1);
    EXPECT_EQ(landai::testing::xml_problem(style->GetFieldAsString("styleQML")), "");
    EXPECT_NE(data->GetLayerByName(style->GetFieldAsString("f_table_name")), nullptr);
  }
  EXPECT_EQ(count, 5);
  data->ReleaseResultSet(styles);
  OGRLayer* systems = data->ExecuteSQL("SELECT COUNT(*) FROM gpkg_geometry_columns WHERE srs_id <> -1", nullptr, nullptr);
  ASSERT_NE(systems, nullptr);
  OGRFeatureUniquePtr row(systems->GetNextFeature());
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->GetFieldAsInteger(0), 0);
  row.reset();  // before its layer goes
  data->ReleaseResultSet(systems);
  GDALClose(data);
}

TEST_F(GeoPackage, TwoRunsGiveTheSameBytes) {
  const auto sample = landai::testing::sample();
  ASSERT_FALSE(gpkg(sample.inputs(), texts(), folder_ / "a.gpkg").has_value());
  ASSERT_FALSE(gpkg(sample.inputs(), texts(), folder_ / "b.gpkg").has_value());
  EXPECT_EQ(sha256(*read_file(folder_ / "a.gpkg")), sha256(*read_file(folder_ / "b.gpkg")));
}

TEST_F(GeoPackage, AFailureLeavesWhatWasThere) {
  const auto sample = landai::testing::sample();
  const fs::path file = folder_ / "report.gpkg";
  fs::create_directories(file / "occupied");  // a folder in the way: the last step, the renaming, cannot be done
  const Status status = gpkg(sample.inputs(), texts(), file);
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(status->code, ErrorCode::output);
  EXPECT_TRUE(fs::exists(file / "occupied"));
  EXPECT_EQ(files(), 1u);
}

TEST_F(GeoPackage, APipeIsNotReplaced) {
  const auto sample = landai::testing::sample();
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  const Status status = gpkg(sample.inputs(), texts(), folder_ / "pipe");
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(status->code, ErrorCode::output);
  EXPECT_TRUE(fs::is_fifo(folder_ / "pipe"));
}

TEST_F(GeoPackage, ALinkStaysAndItsTargetIsWritten) {
  const auto sample = landai::testing::sample();
  ASSERT_FALSE(write_file(folder_ / "target.gpkg", "old"));
  fs::create_symlink("target.gpkg", folder_ / "link.gpkg");
  ASSERT_FALSE(gpkg(sample.inputs(), texts(), folder_ / "link.gpkg").has_value());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.gpkg"));
  EXPECT_TRUE(read_file(folder_ / "target.gpkg")->starts_with("SQLite format 3"));
}

TEST_F(GeoPackage, AMissingFolderIsAClearError) {
  const auto sample = landai::testing::sample();
  const Status status = gpkg(sample.inputs(), texts(), folder_ / "nowhere" / "report.gpkg");
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(status->code, ErrorCode::output);
  EXPECT_FALSE(status->advice.empty());
}

}  // namespace
}  // namespace landai::report
