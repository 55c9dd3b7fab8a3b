// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/import/table.hpp"

#include <algorithm>

#include "csv.hpp"
#include "encoding.hpp"
#include "landai/core/file.hpp"
#include "landai/import/archive.hpp"
#include "spreadsheet.hpp"

namespace landai::importer {
namespace {

constexpr std::size_t kTitleRows = 20;
constexpr std::uintmax_t kMaxPackedTables = 1024ull << 20;  // with the photos beside them

Error wrong(ErrorCode code, Message what, const std::string& file, std::string where = {}) {
  return Error{code, std::move(what), file, std::move(where), message("import.table.advice")};
}

bool ends_with(std::string_view name, std::string_view extension) {
  return name.size() > extension.size() &&
         std::equal(extension.begin(), extension.end(), name.end() - static_cast<std::ptrdiff_t>(extension.size()),
                    [](char want, char c) { return want == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c); });
}

/// Collects the tables of a file, with what is left of the limits.
class Collector {
 public:
  Collector(std::string file, const IsColumn& is_column) : file_(std::move(file)), is_column_(is_column) {}

  Status add_csv(std::string bytes, const std::string& name) {
    const std::string called = name.empty() ? file_ : file_ + "/" + name;
    if (bytes.size() > left_) return wrong(ErrorCode::limit, message("import.table.too_large"), called);
    left_ -= bytes.size();
    auto text = to_utf8(std::move(bytes), called, tables.diagnostics);
    if (!text) return text.error();
    auto table = read_csv(*text, name, called, is_column_, rows_);
    if (!table) return table.error();
    add(std::move(*table), !trimmed_cell(*text).empty());
    return std::nullopt;
  }

  Status add_sheets(const Archive& archive, SpreadsheetKind kind, const std::string& bytes, const std::string& name) {
    const std::string called = name.empty() ? file_ : file_ + "/" + name;
    auto sheets = read_spreadsheet(archive, kind, bytes, called);
    if (!sheets) return sheets.error();
    for (Sheet& sheet : *sheets) {
      Table table = below_titles(sheet);
      if (sheet.hidden && !table.header.cells.empty())
        tables.diagnostics.push_back({DiagnosticSeverity::warning, called, sheet.name, message("import.table.hidden").with("sheet", sheet.name).with("count", std::to_string(table.rows.size())),
                                      message("import.table.hidden.advice"), static_cast<int>(table.rows.size())});
      if (!name.empty()) table.name = name + ": " + table.name;
      for (TableRow& row : table.rows)
        if (row.cells.size() > table.header.cells.size()) table.header.cells.resize(row.cells.size());
      if (table.rows.size() > rows_) return wrong(ErrorCode::limit, message("import.table.rows"), called);
      add(std::move(table), !sheet.rows.empty());
    }
    return std::nullopt;
  }

  Status add_archive(const Archive& archive) {
    for (const ArchiveFile& f : archive.files()) {
      const bool csv = ends_with(f.name, ".csv") || ends_with(f.name, ".tsv");
      const bool sheets = ends_with(f.name, ".xlsx") || ends_with(f.name, ".ods");
      if (!csv && !sheets) {
        tables.files.push_back(f.name);
        continue;
      }
      auto bytes = archive.read(f.name, left_);
      if (!bytes) return bytes.error();
      if (csv) {
        if (Status refused = add_csv(std::move(*bytes), f.name)) return refused;
        continue;
      }
      auto inner = Archive::of(*bytes, file_ + "/" + f.name);
      if (!inner) return inner.error();
      const SpreadsheetKind kind = spreadsheet_kind(*inner);
      if (kind == SpreadsheetKind::none) return wrong(ErrorCode::input, message("import.table.unknown"), file_ + "/" + f.name);
      if (Status refused = add_sheets(*inner, kind, *bytes, f.name)) return refused;
    }
    return std::nullopt;
  }

  Tables tables;

 private:
  /// Spreadsheets have titles and logos above their header.
  [[nodiscard]] Table below_titles(Sheet& sheet) const {
    Table table;
    table.name = sheet.name;
    std::size_t best = 0, header = sheet.rows.size();
    for (std::size_t i = 0; i < std::min(kTitleRows, sheet.rows.size()); ++i) {
      const auto& cells = sheet.rows[i].cells;
      const auto named = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_column_));
      if (named > best) best = named, header = i;
    }
    if (best == 0) return table;
    table.header = std::move(sheet.rows[header]);
    for (std::size_t i = header + 1; i < sheet.rows.size(); ++i) table.rows.push_back(std::move(sheet.rows[i]));
    return table;
  }

  void add(Table table, bool holds_anything) {
    rows_ -= table.rows.size();
    if (!table.header.cells.empty()) tables.tables.push_back(std::move(table));
    else if (holds_anything) tables.without_header.push_back(table.name);
  }

  std::string file_;
  const IsColumn& is_column_;
  std::uintmax_t left_ = kMaxTableBytes;
  std::size_t rows_ = kMaxTableRows;
};

}  // namespace

bool is_packed_table(std::string_view head) { return is_archive(head); }

Result<Tables> read_tables(const std::filesystem::path& file, const IsColumn& is_column) {
  auto bytes = read_file(file, kMaxPackedTables);
  if (!bytes) return bytes.error();
  Collector collector(file.string(), is_column);
  Status refused;
  if (is_archive(*bytes)) {
    auto archive = Archive::of(*bytes, file.string());
    if (!archive) return archive.error();
    const SpreadsheetKind kind = spreadsheet_kind(*archive);
    refused = kind == SpreadsheetKind::none ? collector.add_archive(*archive) : collector.add_sheets(*archive, kind, *bytes, "");
  } else if (bytes->starts_with("\xD0\xCF\x11\xE0")) {
    refused = wrong(ErrorCode::input, message("import.table.xls"), file.string());
  } else {
    refused = collector.add_csv(std::move(*bytes), "");
  }
  if (refused) return *refused;
  if (collector.tables.tables.empty()) {
    std::string names;
    for (const std::string& name : collector.tables.without_header)
      if (!name.empty()) names += (names.empty() ? "" : ", ") + name.substr(0, 80);
    return wrong(ErrorCode::input, message("import.table.no_header"), file.string(), names);
  }
  return std::move(collector.tables);
}

}  // namespace landai::importer
