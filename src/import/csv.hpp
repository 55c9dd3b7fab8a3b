// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "landai/import/table.hpp"

namespace landai::importer {

/// Spaces and control characters off both ends.
[[nodiscard]] std::string trimmed_cell(std::string_view text);

/// Splits CSV text (UTF-8, no mark) into a header and rows. The separator is the one of , ; tab | by which the first row names most columns;
/// of equals the one that makes most cells. A quoted cell may hold separators, line ends and doubled quotes. Lines that begin with # are remarks.
/// The header is empty when the first row names no column; the rows are then not read. Error (input): see `read_tables`; (limit) for more than
/// `room` rows. `name` is the table's name, errors name `file`.
[[nodiscard]] Result<Table> read_csv(std::string_view text, const std::string& name, const std::string& file, const IsColumn& is_column,
                                     std::size_t room);

}  // namespace landai::importer
