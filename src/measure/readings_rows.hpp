// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a readings file, before anybody knows what they mean.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "landai/core/diagnostic.hpp"
#include "landai/core/error.hpp"
#include "readings_columns.hpp"

namespace landai::measure {

struct ReadingRow {
  std::string table;                           ///< sheet, or file inside an archive; empty for a plain file
  int line = 0;                                ///< where it begins
  std::string slot;                            ///< the question of a form: "q12"; empty for a table
  std::array<std::string, kColumns> cells;     ///< trimmed; empty when not given
  std::string value_unit;                      ///< unit in the header of the value's column
  bool rejected = false;                       ///< a reviewer said that the submission does not count
};

struct ReadingRows {
  std::vector<ReadingRow> rows;
  std::vector<std::string> files;   ///< what an archive holds beside its tables
  bool archive = false;             ///< evidence lies inside
  int unanswered = 0;               ///< rows and questions that were left empty
  Diagnostics diagnostics;
};

/// All rows of a readings file that say anything, in its order. Questions that a form repeats take what they lack from the submission they
/// belong to. Error as `load_readings`; with `strict` also for a column that is not known.
[[nodiscard]] Result<ReadingRows> read_rows(const std::filesystem::path& file, const ColumnNames& names, bool strict);

}  // namespace landai::measure
