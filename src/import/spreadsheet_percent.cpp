// SPDX-License-Identifier: GPL-3.0-or-later
#include "spreadsheet_percent.hpp"

#include <expat.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>
#include <string_view>

namespace landai::importer {
namespace {

constexpr int kMostRows = 1'048'576, kMostColumns = 16'384;   // of a sheet, in the programs that write them

/// "table:table-cell" is "table-cell": writers choose their own prefixes.
std::string_view local(std::string_view name) { return name.substr(name.rfind(':') + 1); }

struct Attributes {
  const char** all;
  [[nodiscard]] std::string operator[](std::string_view wanted) const {
    for (const char** at = all; *at != nullptr; at += 2)
      if (local(*at) == wanted) return at[1];
    return {};
  }
  [[nodiscard]] int number(std::string_view wanted, int missing) const {
    const std::string text = (*this)[wanted];
    int value = missing;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 0 ? value : missing;
  }
};

/// What one part of the file is read for.
class PartReader {
 public:
  virtual ~PartReader() = default;
  virtual void begin(std::string_view /*element*/, const Attributes& /*has*/) {}
  virtual void end(std::string_view /*element*/) {}
  virtual void text(std::string_view /*piece*/) {}
};

/// False for broken XML. Expat itself stops entities that grow without end.
bool read_part(const std::string& xml, PartReader& reader) {
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
  if (!parser) return false;
  XML_SetUserData(parser.get(), &reader);
  XML_SetElementHandler(
      parser.get(), [](void* to, const char* name, const char** has) { static_cast<PartReader*>(to)->begin(local(name), Attributes{has}); },
      [](void* to, const char* name) { static_cast<PartReader*>(to)->end(local(name)); });
  XML_SetCharacterDataHandler(parser.get(), [](void* to, const char* piece, int size) {
    static_cast<PartReader*>(to)->text({piece, static_cast<std::size_t>(size)});
  });
  return XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
}

/// Whether a number format shows a hundred times the number: a percent sign that is no quoted text.
bool shows_percent(std::string_view code) {
  bool quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '"') quoted = !quoted;
    else if (!quoted && (code[i] == '\\' || code[i] == '_' || code[i] == '*')) ++i;   // the next letter stands for itself
    else if (!quoted && code[i] == '%') return true;
  }
  return false;
}

/// xl/styles.xml: which of the cell formats show a percentage.
class Styles : public PartReader {
 public:
  void begin(std::string_view element, const Attributes& has) override {
    if (element == "numFmt" && shows_percent(has["formatCode"])) formats_.insert(has.number("numFmtId", -1));
    if (element == "numFmt" && !shows_percent(has["formatCode"])) formats_.erase(has.number("numFmtId", -1));
    if (element == "cellXfs") inside_ = true;
    if (element == "xf" && inside_) percent.push_back(formats_.contains(has.number("numFmtId", 0)));
  }
  void end(std::string_view element) override {
    if (element == "cellXfs") inside_ = false;
  }
  std::vector<bool> percent;

 private:
  std::set<int> formats_{9, 10};   // 0% and 0.00% are built in
  bool inside_ = false;
};

/// xl/workbook.xml or its relations: two attributes of an element.
class Pairs : public PartReader {
 public:
  Pairs(std::string_view element, std::string_view key, std::string_view value) : element_(element), key_(key), value_(value) {}
  void begin(std::string_view element, const Attributes& has) override {
    if (element == element_) all[has[key_]] = has[value_];
  }
  std::map<std::string, std::string> all;

 private:
  std::string_view element_, key_, value_;
};

/// "AB12": the column of its letters, from 0; -1 for none.
int column_of(std::string_view cell) {
  int column = 0;
  std::size_t i = 0;
  for (; i < cell.size() && cell[i] >= 'A' && cell[i] <= 'Z' && column < kMostColumns; ++i) column = column * 26 + (cell[i] - 'A' + 1);
  return column - 1;
}

class XlsxSheet : public PartReader {
 public:
  XlsxSheet(const std::vector<bool>& percent, std::map<int, PercentRows>& into) : percent_(percent), into_(into) {}
  void begin(std::string_view element, const Attributes& has) override {
    if (element == "row") row_ = has.number("r", row_ + 1), column_ = -1;
    if (element == "c") {
      const std::string at = has["r"], type = has["t"];
      column_ = at.empty() ? column_ + 1 : column_of(at);
      const auto style = static_cast<std::size_t>(has.number("s", 0));
      wanted_ = (type.empty() || type == "n") && style < percent_.size() && percent_[style] && column_ >= 0;
      value_.clear();
    }
    in_value_ = wanted_ && element == "v";
  }
  void text(std::string_view piece) override {
    if (in_value_) value_ += piece;
  }
  void end(std::string_view element) override {
    if (element == "v") in_value_ = false;
    if (element != "c") return;
    if (wanted_ && !value_.empty()) {
      PercentRows& rows = into_[row_];
      rows.last = row_;
      rows.runs.push_back({column_, column_, value_});
    }
    wanted_ = false;
  }

 private:
  const std::vector<bool>& percent_;
  std::map<int, PercentRows>& into_;
  int row_ = 0, column_ = -1;
  bool wanted_ = false, in_value_ = false;
  std::string value_;
};

class OdsContent : public PartReader {
 public:
  explicit OdsContent(PercentCells& into) : into_(into) {}
  void begin(std::string_view element, const Attributes& has) override {
    if (element == "table") sheet_ = has["name"], row_ = 0;
    if (element == "table-row") {
      column_ = 0;
      repeated_ = std::min(has.number("number-rows-repeated", 1), kMostRows);
    }
    if (element != "table-cell" && element != "covered-table-cell") return;
    const int count = std::min(has.number("number-columns-repeated", 1), kMostColumns);
    if (has["value-type"] == "percentage") {
      PercentRows& rows = into_[sheet_][row_ + 1];
      rows.last = row_ + repeated_;
      rows.runs.push_back({column_, column_ + count - 1, has["value"]});
    }
    column_ = std::min(column_ + count, kMostColumns);
  }
  void end(std::string_view element) override {
    if (element == "table-row") row_ = std::min(row_ + repeated_, kMostRows);
  }

 private:
  PercentCells& into_;
  std::string sheet_;
  int row_ = 0, column_ = 0, repeated_ = 1;
};

Error broken(const std::string& file, const std::string& part) {
  return Error{ErrorCode::input, message("import.table.sheet").with("why", "XML"), file, part, message("import.table.sheet.advice")};
}

bool holds(const Archive& archive, const std::string& name) {
  return std::any_of(archive.files().begin(), archive.files().end(), [&](const ArchiveFile& f) { return f.name == name; });
}

Status read_from(const Archive& archive, const std::string& name, const std::string& file, PartReader& reader) {
  if (!holds(archive, name)) return std::nullopt;
  auto xml = archive.read(name, kMaxTableBytes);
  if (!xml) return xml.error();
  if (!read_part(*xml, reader)) return broken(file, name);
  return std::nullopt;
}

Status read_xlsx(const Archive& archive, const std::string& file, PercentCells& into) {
  Styles styles;
  Pairs sheets("sheet", "name", "id"), relations("Relationship", "Id", "Target");
  if (Status bad = read_from(archive, "xl/styles.xml", file, styles)) return bad;
  if (std::none_of(styles.percent.begin(), styles.percent.end(), [](bool is) { return is; })) return std::nullopt;
  if (Status bad = read_from(archive, "xl/workbook.xml", file, sheets)) return bad;
  if (Status bad = read_from(archive, "xl/_rels/workbook.xml.rels", file, relations)) return bad;
  for (const auto& [name, id] : sheets.all) {
    const auto target = relations.all.find(id);
    if (target == relations.all.end()) continue;
    const std::string part = target->second.starts_with('/') ? target->second.substr(1) : "xl/" + target->second;
    XlsxSheet sheet(styles.percent, into[name]);
    if (Status bad = read_from(archive, part, file, sheet)) return bad;
  }
  return std::nullopt;
}

}  // namespace

Result<PercentCells> percent_cells(const Archive& archive, SpreadsheetKind kind, const std::string& file) {
  PercentCells cells;
  OdsContent content(cells);
  const Status bad = kind == SpreadsheetKind::xlsx ? read_xlsx(archive, file, cells) : read_from(archive, "content.xml", file, content);
  if (bad) return *bad;
  return cells;
}

const std::string* percent_at(const std::map<int, PercentRows>& sheet, int row, int column) {
  auto rows = sheet.upper_bound(row);
  if (rows == sheet.begin() || (--rows)->second.last < row) return nullptr;
  for (const PercentRun& run : rows->second.runs)
    if (run.first <= column && column <= run.last) return &run.value;
  return nullptr;
}

}  // namespace landai::importer
