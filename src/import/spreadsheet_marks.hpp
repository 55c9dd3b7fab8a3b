// SPDX-License-Identifier: GPL-3.0-or-later
// What GDAL does not tell of a spreadsheet: which cells show their number as a percentage, which hold a formula without its result, and which
// sheets are hidden.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "landai/import/archive.hpp"
#include "spreadsheet.hpp"

namespace landai::importer {

/// Cells that lie side by side and are alike.
struct CellRun {
  int first = 0, last = 0;   ///< columns, from 0
  std::string text;
};
/// Rows below one another with the same runs.
struct CellRows {
  int last = 0;   ///< row, from 1
  std::vector<CellRun> runs;
};
/// By the first of the rows.
using Cells = std::map<int, CellRows>;

struct SheetMarks {
  Cells percent;    ///< with the number as it is stored: "0.1" of 10 %
  Cells unsolved;   ///< with the formula: "=A1*2"; "=" where the file keeps it elsewhere
  bool hidden = false;
};

/// By sheet. Percentages: of XLSX the cells whose number format holds a percent sign (ECMA-376 part 1, 18.8.30 and 18.8.31), of ODS those of value
/// type percentage (ODF 1.2 part 1, 19.385). A program that calculates stores a result beside each formula; one that only writes files may not. An
/// empty text is a result. Error (input) for XML that is broken.
[[nodiscard]] Result<std::map<std::string, SheetMarks>> spreadsheet_marks(const Archive& archive, SpreadsheetKind kind, const std::string& file);

/// What is noted of the cell; or null.
[[nodiscard]] const std::string* text_at(const Cells& cells, int row, int column);

}  // namespace landai::importer
