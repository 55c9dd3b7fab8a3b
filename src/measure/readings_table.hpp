// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a readings file, before anybody knows what they mean.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::measure {

enum Column : std::size_t { kSubject, kQuantity, kValue, kUnit, kU, kMethod, kBy, kDate, kInstrument, kEvidence, kNote, kColumns };
[[nodiscard]] std::string_view column_name(Column column);

struct ReadingRow {
  int line = 0;                                ///< where it begins
  std::array<std::string, kColumns> cells;     ///< trimmed; empty when not given
};

/// All rows of a CSV or YAML file. Error (input) with line and column for a broken quote, an unknown or missing column, too many fields, a
/// column twice, or text that is no UTF-8; Error (limit) above 8 MB or 100,000 rows.
[[nodiscard]] Result<std::vector<ReadingRow>> read_rows(const std::filesystem::path& file);

}  // namespace landai::measure
