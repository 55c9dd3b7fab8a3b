// SPDX-License-Identifier: GPL-3.0-or-later
// Days as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readings_columns.hpp"
#include "readings_rows.hpp"

namespace landai::measure {

/// A day that somebody wrote.
struct WrittenDay {
  std::string day;          ///< "2026-11-20", with the time of day that stood behind it; of 5/11/2026 the fifth of November
  std::string month_first;  ///< what else the same text may be: "2026-05-11"; empty when nothing
  bool only_month_first = false;   ///< 11/20/2026
};
/// 2026-11-20, 20-11-2026, 20/11/2026, 20.11.2026, 20 November 2026, 20-Nov-2026, November 20, 2026; a time may follow. Nothing for what is no day
/// of the calendar, for years of two digits, and for months of another language.
[[nodiscard]] std::optional<WrittenDay> written_day(std::string_view text, const ColumnNames& names);

/// The first line on which a date can only be read with the month first; nothing when none can: then the day comes first, as one writes in Indonesia.
[[nodiscard]] std::optional<int> line_of_month_first(const std::vector<ReadingRow>& rows, const ColumnNames& names);

}  // namespace landai::measure
