// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_table.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "near_word.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kMostRows = 100'000;
constexpr std::uintmax_t kMostBytes = 8u << 20;
constexpr std::string_view kNames[kColumns] = {"subject", "quantity", "value", "unit", "u", "method",
                                               "by", "date", "instrument", "evidence", "note"};

std::string all_names() {
  std::string out;
  for (const auto name : kNames) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

Error bad(const std::string& file, int line, Message what) {
  return Error{ErrorCode::input, std::move(what), file, line > 0 ? "line " + std::to_string(line) : "",
               message("measure.readings.advice").with("columns", all_names())};
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return std::string(text);
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : (c & 0xF0) == 0xE0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    i += length;
  }
  return true;
}

/// Which column a header names. Error for one that is not known.
Result<Column> column_of(const std::string& written, const std::string& file, int line) {
  std::string name = trimmed(written);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (std::size_t i = 0; i < kColumns; ++i)
    if (kNames[i] == name) return static_cast<Column>(i);
  static const std::vector<std::string> known(std::begin(kNames), std::end(kNames));
  const std::string near = near_word(name, known);
  if (near.empty()) return bad(file, line, message("measure.readings.column").with("column", name));
  return bad(file, line, message("measure.readings.column_near").with("column", name).with("near", near));
}

/// Splits CSV text into records. A quoted field may hold separators, line ends and doubled quotes.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  /// The next record with the line it begins on; nothing at the end. `broken` when a quote is never closed.
  std::optional<std::vector<std::string>> next() {
    skip_remarks();
    if (at_ >= text_.size()) return std::nullopt;
    begins = line_;
    std::vector<std::string> fields(1);
    bool quoted = false, was_quoted = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (quoted) {
        if (c != '"') fields.back() += c;
        else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') fields.back() += '"', ++at_;
        else quoted = false;
      } else if (c == '"' && !was_quoted && trimmed(fields.back()).empty()) {
        fields.back().clear();
        quoted = was_quoted = true;
      } else if (c == separator_) {
        fields.emplace_back();
        was_quoted = false;
      } else if (c == '\n') {
        ++at_;
        break;
      } else if (c != '\r') {
        fields.back() += c;
      }
    }
    broken = quoted;
    return fields;
  }

  int begins = 1;
  bool broken = false;

 private:
  void skip_remarks() {
    while (at_ < text_.size()) {
      const auto end = std::min(text_.find('\n', at_), text_.size());
      const std::string line = trimmed(text_.substr(at_, end - at_));
      const bool empty = line.find_first_not_of(std::string(" \t") + separator_) == std::string::npos;
      if (!empty && line.front() != '#') return;
      at_ = std::min(end + 1, text_.size());
      ++line_;
    }
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
};

/// The separator that the header uses most.
char separator_of(std::string_view text) {
  std::string_view line;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (const std::string t = trimmed(line); !t.empty() && t.front() != '#') break;
  }
  const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
  return count(';') > count(',') ? ';' : count('\t') > count(',') ? '\t' : ',';
}

Status check_header(const std::vector<Column>& columns, const std::string& file, int line) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i), columns[i]) != columns.begin() + static_cast<std::ptrdiff_t>(i))
      return bad(file, line, message("measure.readings.column_twice").with("column", std::string(kNames[columns[i]])));
  for (const Column needed : {kSubject, kQuantity, kValue})
    if (std::find(columns.begin(), columns.end(), needed) == columns.end())
      return bad(file, line, message("measure.readings.column_missing").with("column", std::string(kNames[needed])));
  return std::nullopt;
}

Result<std::vector<ReadingRow>> rows_of_csv(std::string_view text, const std::string& file) {
  CsvReader csv(text, separator_of(text));
  const auto header = csv.next();
  if (!header) return bad(file, 0, message("measure.readings.empty"));
  std::vector<Column> columns;
  for (const std::string& name : *header) {
    auto column = column_of(name, file, csv.begins);
    if (!column) return column.error();
    columns.push_back(*column);
  }
  if (Status wrong = check_header(columns, file, csv.begins)) return *wrong;
  std::vector<ReadingRow> rows;
  while (auto fields = csv.next()) {
    if (csv.broken) return bad(file, csv.begins, message("measure.readings.quote"));
    if (fields->size() > columns.size()) return bad(file, csv.begins, message("measure.readings.fields"));
    if (rows.size() == kMostRows) return Error{ErrorCode::limit, message("measure.readings.rows"), file, "", {}};
    ReadingRow row;
    row.line = csv.begins;
    for (std::size_t i = 0; i < fields->size(); ++i) row.cells[columns[i]] = trimmed((*fields)[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<std::vector<ReadingRow>> rows_of_yaml(const std::string& text, const std::string& file) {
  auto document = parse_yaml(text, file, ErrorCode::input);
  if (!document) return document.error();
  if (!document->is_map() || !(*document)["readings"].is_list() || document->members().size() != 1)
    return bad(file, document->line(), message("measure.readings.shape"));
  const auto& items = (*document)["readings"].items();
  if (items.size() > kMostRows) return Error{ErrorCode::limit, message("measure.readings.rows"), file, "", {}};
  std::vector<ReadingRow> rows;
  for (const Node& item : items) {
    if (!item.is_map()) return bad(file, item.line(), message("measure.readings.shape"));
    ReadingRow row;
    row.line = item.line();
    for (const auto& [key, node] : item.members()) {
      auto column = column_of(key, file, node.line());
      if (!column) return column.error();
      if (node.is_map()) return bad(file, node.line(), message("measure.readings.shape"));
      std::string& cell = row.cells[*column];
      if (!node.is_list()) cell = trimmed(node.text());
      for (const Node& part : node.items()) cell += (cell.empty() ? "" : *column == kEvidence ? ";" : ",") + trimmed(part.text());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::string_view column_name(Column column) { return kNames[column]; }

Result<std::vector<ReadingRow>> read_rows(const std::filesystem::path& file) {
  auto text = read_file(file, kMostBytes);
  if (!text) return text.error();
  std::string_view content = *text;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  if (!is_utf8(content)) return bad(file.string(), 0, message("measure.readings.utf8"));
  const std::string extension = file.extension().string();
  if (extension == ".yaml" || extension == ".yml") return rows_of_yaml(std::string(content), file.string());
  return rows_of_csv(content, file.string());
}

}  // namespace landai::measure
