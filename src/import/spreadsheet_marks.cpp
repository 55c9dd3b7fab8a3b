// SPDX-License-Identifier: GPL-3.0-or-later
#include "spreadsheet_marks.hpp"

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

void note(Cells& cells, int first_row, int last_row, CellRun run) {
  CellRows& rows = cells[first_row];
  rows.last = last_row;
  rows.runs.push_back(std::move(run));
}

class XlsxSheet : public PartReader {
 public:
  XlsxSheet(const std::vector<bool>& percent, SheetMarks& into) : percent_(percent), into_(into) {}
  void begin(std::string_view element, const Attributes& has) override {
    if (element == "row") row_ = has.number("r", row_ + 1), column_ = -1;
    if (element == "c") {
      const std::string at = has["r"], type = has["t"];
      column_ = at.empty() ? column_ + 1 : column_of(at);
      const auto style = static_cast<std::size_t>(has.number("s", 0));
      number_ = type.empty() || type == "n";
      percent_cell_ = number_ && style < percent_.size() && percent_[style];
      formula_cell_ = false;
      may_be_empty_ = type == "str" || type == "inlineStr";
      value_.clear();
      formula_.clear();
    }
    if (element == "f") formula_cell_ = true;
    into_text_ = element == "v" ? &value_ : element == "f" ? &formula_ : nullptr;
  }
  void text(std::string_view piece) override {
    if (into_text_ != nullptr) *into_text_ += piece;
  }
  void end(std::string_view element) override {
    into_text_ = nullptr;
    if (element != "c" || column_ < 0) return;
    if (percent_cell_ && !value_.empty()) note(into_.percent, row_, row_, {column_, column_, value_});
    if (formula_cell_ && value_.empty() && !may_be_empty_) note(into_.unsolved, row_, row_, {column_, column_, "=" + formula_});
  }

 private:
  const std::vector<bool>& percent_;
  SheetMarks& into_;
  int row_ = 0, column_ = -1;
  bool number_ = false, percent_cell_ = false, formula_cell_ = false, may_be_empty_ = false;
  std::string value_, formula_;
  std::string* into_text_ = nullptr;
};

class OdsContent : public PartReader {
 public:
  explicit OdsContent(std::map<std::string, SheetMarks>& into) : into_(into) {}
  void begin(std::string_view element, const Attributes& has) override {
    if (element == "style") style_ = has["family"] == "table" ? has["name"] : std::string();
    if (element == "table-properties" && has["display"] == "false") hidden_.insert(style_);
    if (element == "table") {
      sheet_ = &into_[has["name"]];
      row_ = 0;
      if (const std::string style = has["style-name"]; !style.empty()) sheet_->hidden = hidden_.contains(style);
    }
    if (element == "table-row") {
      column_ = 0;
      repeated_ = std::min(has.number("number-rows-repeated", 1), kMostRows);
    }
    if (element == "annotation") in_note_ = true;
    if (element == "table-cell" || element == "covered-table-cell") begin_cell(has);
  }
  void text(std::string_view piece) override {
    if (unsolved_ && !in_note_ && !has_type_ && piece.find_first_not_of(" \t\r\n") != std::string_view::npos) unsolved_ = false;
  }
  void end(std::string_view element) override {
    if (element == "annotation") in_note_ = false;
    if (element == "table-row") row_ = std::min(row_ + repeated_, kMostRows);
    if ((element == "table-cell" || element == "covered-table-cell") && unsolved_) {
      note(sheet_->unsolved, row_ + 1, row_ + repeated_, std::move(cell_));
      unsolved_ = false;
    }
  }

 private:
  void begin_cell(const Attributes& has) {
    const int count = std::min(has.number("number-columns-repeated", 1), kMostColumns);
    const std::string type = has["value-type"], formula = has["formula"];
    if (sheet_ != nullptr && type == "percentage" && !has["value"].empty())
      note(sheet_->percent, row_ + 1, row_ + repeated_, {column_, column_ + count - 1, has["value"]});
    const bool number = type == "float" || type == "percentage" || type == "currency";
    has_type_ = !type.empty();
    unsolved_ = sheet_ != nullptr && !formula.empty() && (type.empty() || (number && has["value"].empty()));
    if (unsolved_) cell_ = {column_, column_ + count - 1, formula.substr(std::min(formula.find('='), formula.size() - 1))};
    if (unsolved_ && !cell_.text.starts_with('=')) cell_.text = "=";
    column_ = std::min(column_ + count, kMostColumns);
  }

  std::map<std::string, SheetMarks>& into_;
  SheetMarks* sheet_ = nullptr;
  std::string style_;               // that is being described
  std::set<std::string> hidden_;    // styles of tables that are not displayed
  int row_ = 0, column_ = 0, repeated_ = 1;
  bool in_note_ = false, has_type_ = false, unsolved_ = false;
  CellRun cell_;
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

Status read_xlsx(const Archive& archive, const std::string& file, std::map<std::string, SheetMarks>& into) {
  Styles styles;
  Pairs sheets("sheet", "name", "id"), states("sheet", "name", "state"), relations("Relationship", "Id", "Target");
  if (Status bad = read_from(archive, "xl/styles.xml", file, styles)) return bad;
  if (Status bad = read_from(archive, "xl/workbook.xml", file, sheets)) return bad;
  if (Status bad = read_from(archive, "xl/workbook.xml", file, states)) return bad;
  if (Status bad = read_from(archive, "xl/_rels/workbook.xml.rels", file, relations)) return bad;
  for (const auto& [name, id] : sheets.all) {
    const std::string& state = states.all[name];
    into[name].hidden = state == "hidden" || state == "veryHidden";
    const auto target = relations.all.find(id);
    if (target == relations.all.end()) continue;
    const std::string part = target->second.starts_with('/') ? target->second.substr(1) : "xl/" + target->second;
    XlsxSheet sheet(styles.percent, into[name]);
    if (Status bad = read_from(archive, part, file, sheet)) return bad;
  }
  return std::nullopt;
}

}  // namespace

Result<std::map<std::string, SheetMarks>> spreadsheet_marks(const Archive& archive, SpreadsheetKind kind, const std::string& file) {
  std::map<std::string, SheetMarks> marks;
  OdsContent content(marks);
  const Status bad = kind == SpreadsheetKind::xlsx ? read_xlsx(archive, file, marks) : read_from(archive, "content.xml", file, content);
  if (bad) return *bad;
  return marks;
}

const std::string* text_at(const Cells& cells, int row, int column) {
  auto rows = cells.upper_bound(row);
  if (rows == cells.begin() || (--rows)->second.last < row) return nullptr;
  for (const CellRun& run : rows->second.runs)
    if (run.first <= column && column <= run.last) return &run.text;
  return nullptr;
}

}  // namespace landai::importer
