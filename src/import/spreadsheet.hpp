// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "landai/import/archive.hpp"
#include "landai/import/table.hpp"

namespace landai::importer {

enum class SpreadsheetKind { none, xlsx, ods };

/// What an archive is, by what is in it (ECMA-376 part 2; ODF 1.2 part 3).
[[nodiscard]] SpreadsheetKind spreadsheet_kind(const Archive& archive);

/// One sheet as it is: all its rows that hold anything.
struct Sheet {
  std::string name;
  std::vector<TableRow> rows;
  bool hidden = false;   ///< people who open the file do not see it
};

/// All sheets, through GDAL. Everything in the archive is unpacked within the limits before GDAL sees it. Numbers come with a decimal point,
/// those with a percent format as they are shown ("10 %" of 0.1), dates as 2026-03-02, formulas without a stored result as "=" and the formula. Error (input) when GDAL cannot read it; (limit) above `kMaxTableBytes`, `kMaxTableRows` or `kMaxTableColumns`.
[[nodiscard]] Result<std::vector<Sheet>> read_spreadsheet(const Archive& archive, SpreadsheetKind kind, const std::string& bytes,
                                                          const std::string& file);

}  // namespace landai::importer
