// SPDX-License-Identifier: GPL-3.0-or-later
// Spreadsheets for tests, written by GDAL: XLSX or ODS, by the name's ending. The test's program links GDAL.
#pragma once

#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace landai::test {

using SheetCell = std::variant<std::string, double>;
using SheetRows = std::vector<std::vector<SheetCell>>;

/// The first row makes the header; a column is of numbers when its first cell below is one.
inline void write_spreadsheet(const std::filesystem::path& file, const std::vector<std::pair<std::string, SheetRows>>& sheets) {
  RegisterOGRXLSX();
  RegisterOGRODS();
  const GDALDriverH driver = GDALGetDriverByName(file.extension() == ".ods" ? "ODS" : "XLSX");
  ASSERT_NE(driver, nullptr);
  const GDALDatasetH data = GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(data, nullptr);
  for (const auto& [name, rows] : sheets) {
    const OGRLayerH layer = GDALDatasetCreateLayer(data, name.c_str(), nullptr, wkbNone, nullptr);
    for (std::size_t c = 0; c < rows[0].size(); ++c) {
      const bool number = rows.size() > 1 && std::holds_alternative<double>(rows[1][c]);
      const OGRFieldDefnH field = OGR_Fld_Create(std::get<std::string>(rows[0][c]).c_str(), number ? OFTReal : OFTString);
      OGR_L_CreateField(layer, field, 1);
      OGR_Fld_Destroy(field);
    }
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        if (const auto* number = std::get_if<double>(&rows[r][c])) OGR_F_SetFieldDouble(feature, static_cast<int>(c), *number);
        else if (const auto& text = std::get<std::string>(rows[r][c]); !text.empty()) OGR_F_SetFieldString(feature, static_cast<int>(c), text.c_str());
      }
      EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
      OGR_F_Destroy(feature);
    }
  }
  GDALClose(data);
}

}  // namespace landai::test
