// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as people fill them: CSV, spreadsheets, and the archives that survey tools export. Only their shape; what they mean is for others.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/diagnostic.hpp"
#include "landai/core/error.hpp"

namespace landai::importer {

inline constexpr std::uintmax_t kMaxTableBytes = 64ull << 20;  ///< text of all tables of a file
inline constexpr std::size_t kMaxTableRows = 100'000;          ///< of all tables together, headers apart
inline constexpr std::size_t kMaxTableColumns = 4'000;

struct TableRow {
  int line = 0;                     ///< line of the file, or row of the sheet; from 1
  std::vector<std::string> cells;   ///< UTF-8, trimmed
};

struct Table {
  std::string name;                 ///< sheet, or file inside an archive; empty for a plain CSV
  TableRow header;                  ///< the first row that names a column
  std::vector<TableRow> rows;       ///< without empty rows and, in CSV, without lines that begin with #
};

struct Tables {
  std::vector<Table> tables;        ///< those with a header, in the order of the file
  std::vector<std::string> without_header;   ///< names of the others that hold anything
  std::vector<std::string> files;   ///< what else an archive holds: photos
  Diagnostics diagnostics;          ///< how the file was understood: its encoding, sheets that are hidden and count
};

/// Whether a cell of a header names a column; decides where a table begins and which character separates its cells.
using IsColumn = std::function<bool(std::string_view cell)>;

/// Whether the content is a table of one of these kinds that is no plain text: XLSX, ODS or ZIP.
[[nodiscard]] bool is_packed_table(std::string_view head);

/// Reads CSV (comma, semicolon, tab or pipe), XLSX, ODS (both through GDAL; merged cells hold their text once, formulas their last result, and where none is stored "=" and the formula) or a
/// ZIP that holds such tables. The content decides, not the name. CSV text is UTF-8, UTF-16 or else Windows-1252, which is told in a diagnostic.
/// In spreadsheets titles of up to 20 rows may stand above the header, in CSV nothing but remarks.
///
/// Error (input) for text with NUL bytes or bytes that no encoding has, a quote that is never closed, a row with more cells than its header, or
/// when no table has a header; Error (limit) above the limits.
[[nodiscard]] Result<Tables> read_tables(const std::filesystem::path& file, const IsColumn& is_column);

}  // namespace landai::importer
