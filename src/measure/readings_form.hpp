// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "landai/import/table.hpp"
#include "readings_rows.hpp"

namespace landai::measure {

/// Makes rows of the tables of a file: one per row of a plain table; of a form one per row and slot. A column that a slot lacks comes from those
/// without a slot, then from the row that it repeats in. Error (input) for a column that is there twice or missing or probably misspelt;
/// an unknown column is told in a diagnostic, or is an Error when `strict`.
[[nodiscard]] Status rows_of_tables(const importer::Tables& tables, const ColumnNames& names, bool strict, const std::string& file, ReadingRows& into);

}  // namespace landai::measure
