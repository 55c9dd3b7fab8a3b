// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.hpp"

#include <algorithm>
#include <optional>

namespace landai::importer {
namespace {

/// Splits CSV text into records.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  /// The next record with the line it begins on; nothing at the end. `broken` when a quote is never closed, `wide` when it has too many cells.
  std::optional<std::vector<std::string>> next() {
    skip_remarks();
    if (at_ >= text_.size()) return std::nullopt;
    begins = line_;
    std::vector<std::string> cells(1);
    bool quoted = false, was_quoted = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (ends_line(c)) ++line_;
      if (quoted) {
        if (c != '"') cells.back() += c;
        else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') cells.back() += '"', ++at_;
        else quoted = false;
      } else if (c == '"' && !was_quoted && trimmed_cell(cells.back()).empty()) {
        cells.back().clear();
        quoted = was_quoted = true;
      } else if (c == separator_) {
        if (cells.size() == kMaxTableColumns) wide = true;
        else cells.emplace_back();
        was_quoted = false;
      } else if (ends_line(c)) {
        ++at_;
        break;
      } else if (c != '\r') {
        cells.back() += c;
      }
    }
    broken = quoted;
    return cells;
  }

  int begins = 1;
  bool broken = false;
  bool wide = false;

 private:
  /// Lines end with LF, CR LF, or CR alone as old spreadsheets on a Mac write them.
  [[nodiscard]] bool ends_line(char c) const { return c == '\n' || (c == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n')); }

  void skip_remarks() {
    while (at_ < text_.size()) {
      const auto end = std::min(text_.find_first_of("\r\n", at_), text_.size());
      const std::string line = trimmed_cell(text_.substr(at_, end - at_));
      const bool empty = line.find_first_not_of(std::string(" \t") + separator_) == std::string::npos;
      if (!empty && line.front() != '#') return;
      at_ = std::min(end + 1, text_.size());
      if (end < text_.size() && text_[end] == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
    }
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
};

/// "sep=;" in the first line, as Excel writes and reads it: the separator, and off it goes.
std::optional<char> take_separator(std::string_view& text) {
  const auto end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  if (end != 5 || (!line.starts_with("sep=") && !line.starts_with("SEP="))) return std::nullopt;
  const char separator = line[4];
  text.remove_prefix(end);
  return separator;
}

char separator_of(std::string_view text, const IsColumn& is_column) {
  char best = ',';
  std::pair<std::size_t, std::size_t> most{0, 0};
  for (const char separator : {',', ';', '\t', '|'}) {
    CsvReader csv(text, separator);
    const auto header = csv.next();
    if (!header) continue;
    const auto named = static_cast<std::size_t>(std::count_if(header->begin(), header->end(), [&](const std::string& cell) { return is_column(trimmed_cell(cell)); }));
    if (std::pair found{named, header->size()}; found > most) most = found, best = separator;
  }
  return best;
}

Error wrong(Message what, const std::string& file, int line, ErrorCode code = ErrorCode::input) {
  return Error{code, std::move(what), file, line > 0 ? "line " + std::to_string(line) : "", message("import.table.csv.advice")};
}

}  // namespace

std::string trimmed_cell(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return std::string(text);
}

Result<Table> read_csv(std::string_view text, const std::string& name, const std::string& file, const IsColumn& is_column, std::size_t room) {
  const auto told = take_separator(text);
  CsvReader csv(text, told ? *told : separator_of(text, is_column));
  Table table;
  table.name = name;
  auto cells = csv.next();
  if (cells && csv.broken) return wrong(message("import.table.quote"), file, csv.begins);
  if (cells && csv.wide) return wrong(message("import.table.wide"), file, csv.begins, ErrorCode::limit);
  if (!cells) return table;
  for (std::string& cell : *cells) cell = trimmed_cell(cell);
  if (std::none_of(cells->begin(), cells->end(), is_column)) return table;
  table.header = {csv.begins, std::move(*cells)};
  while ((cells = csv.next())) {
    if (csv.broken) return wrong(message("import.table.quote"), file, csv.begins);
    if (csv.wide) return wrong(message("import.table.wide"), file, csv.begins, ErrorCode::limit);
    for (std::string& cell : *cells) cell = trimmed_cell(cell);
    while (cells->size() > table.header.cells.size() && cells->back().empty()) cells->pop_back();
    if (cells->size() > table.header.cells.size()) return wrong(message("import.table.fields"), file, csv.begins);
    if (table.rows.size() >= room) return wrong(message("import.table.rows"), file, 0, ErrorCode::limit);
    table.rows.push_back({csv.begins, std::move(*cells)});
  }
  return table;
}

}  // namespace landai::importer
