// SPDX-License-Identifier: GPL-3.0-or-later
// Which cells of a spreadsheet show their number as a percentage. GDAL gives the number alone.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "landai/import/archive.hpp"
#include "spreadsheet.hpp"

namespace landai::importer {

/// Cells that lie side by side and hold one number with a percent format.
struct PercentRun {
  int first = 0, last = 0;   ///< columns, from 0
  std::string value;         ///< as it is stored: "0.1" of 10 %
};
/// Rows below one another with the same runs.
struct PercentRows {
  int last = 0;   ///< row, from 1
  std::vector<PercentRun> runs;
};
/// By sheet, then by the first of the rows.
using PercentCells = std::map<std::string, std::map<int, PercentRows>>;

/// Of XLSX the cells whose number format holds a percent sign (ECMA-376 part 1, 18.8.30 and 18.8.31), of ODS those of value type percentage
/// (ODF 1.2 part 1, 19.385). Error (input) for XML that is broken.
[[nodiscard]] Result<PercentCells> percent_cells(const Archive& archive, SpreadsheetKind kind, const std::string& file);

/// The value of the cell when it is a percentage; or null.
[[nodiscard]] const std::string* percent_at(const std::map<int, PercentRows>& sheet, int row, int column);

}  // namespace landai::importer
