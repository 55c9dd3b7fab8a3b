// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_columns.hpp"

#include <algorithm>
#include <cctype>

#include "landai/core/node.hpp"
#include "near_word.hpp"

namespace landai::measure {
namespace {

constexpr std::string_view kNames[kColumns] = {"subject", "number", "name", "tag", "x", "y", "level", "quantity", "value", "unit", "u", "method",
                                               "by", "date", "instrument", "evidence", "note", "spot", "turned", "why"};
constexpr std::size_t kLongestHeader = 300;

Error broken(const std::filesystem::path& file, int line, Message what) {
  return Error{ErrorCode::pack, std::move(what), file.string(), line > 0 ? "line " + std::to_string(line) : "", message("measure.columns.advice")};
}

bool fits(std::string_view pattern, std::string_view name) {
  if (pattern.starts_with('*')) return name.ends_with(pattern.substr(1));
  if (pattern.ends_with('*')) return name.starts_with(pattern.substr(0, pattern.size() - 1));
  return pattern == name;
}

/// Takes "(cm)" or "[cm]" off the end.
std::string take_unit(std::string_view& cell) {
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  if (cell.empty() || (cell.back() != ')' && cell.back() != ']')) return {};
  const auto open = cell.find_last_of(cell.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos || open == 0) return {};
  std::string unit(cell.substr(open + 1, cell.size() - open - 2));
  cell = cell.substr(0, open);
  return unit;
}

}  // namespace

std::string plain_word(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kLongestHeader)) {
    const auto u = static_cast<unsigned char>(c);
    if (u >= 0x80 || std::isalnum(u) != 0) out += static_cast<char>(std::tolower(u));
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string_view column_name(Column column) { return kNames[column]; }

std::string ColumnNames::all() {
  std::string out;
  for (const auto name : kNames) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

Result<ColumnNames> ColumnNames::load(const std::filesystem::path& data_dir) {
  const auto file = data_dir / "readings" / "columns.yaml";
  auto root = load_yaml(file);
  if (!root) return root.error();
  auto problems = check_schema(*root, data_dir / "schema" / "columns.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty()) return broken(file, problems->front().line, message("measure.columns.schema").with("why", problems->front().message));
  ColumnNames names;
  for (const auto& [key, texts] : (*root)["columns"].members()) {
    const auto at = std::find(std::begin(kNames), std::end(kNames), key);
    if (at == std::end(kNames)) return broken(file, texts.line(), message("measure.columns.unknown").with("name", key));
    const auto column = static_cast<Column>(at - std::begin(kNames));
    for (const char* language : {"id", "en"})
      for (const std::string& text : texts[language].texts()) {
        const auto [it, fresh] = names.columns_.emplace(plain_word(text), column);
        if (!fresh && it->second != column) return broken(file, texts.line(), message("measure.columns.twice").with("name", text));
      }
  }
  using Kind = HeaderCell::Kind;
  const Node& form = (*root)["form"];
  for (const auto& [key, kind] : {std::pair{"key", Kind::key}, {"parent", Kind::parent}, {"parent_table", Kind::parent_table},
                                  {"by", Kind::submitted_by}, {"date", Kind::submitted_at}, {"review", Kind::review}})
    for (const std::string& name : form[key].texts()) names.form_.emplace_back(name, kind);
  names.marks_ = form["marks"].texts();
  names.ignored_ = form["ignored"].texts();
  names.notes_ = form["note"].texts();
  for (const bool truth : {true, false})
    for (const std::string& word : (*root)["truth"][truth ? "yes" : "no"].texts()) names.truths_.emplace(plain_word(word), truth);
  if (Status wrong = names.take_words(*root, file)) return *wrong;
  return names;
}

Status ColumnNames::take_words(const Node& root, const std::filesystem::path& file) {
  for (const std::string& word : root["none"].texts()) none_.push_back(plain_word(word));
  for (const std::string& word : root["row_number"].texts()) row_numbers_.push_back(plain_word(word));
  for (const std::string& word : root["form"]["rejected"].texts()) rejected_.push_back(plain_word(word));
  const auto both = [&](const Node& texts, const auto& value, auto& into) -> Status {
    for (const char* language : {"id", "en"})
      for (const std::string& text : texts[language].texts())
        if (const auto [it, fresh] = into.emplace(plain_word(text), value); !fresh && it->second != value)
          return broken(file, texts.line(), message("measure.columns.twice").with("name", text));
    return std::nullopt;
  };
  for (const auto& [id, texts] : root["reasons"].members()) {
    reasons_.emplace(plain_word(id), id);
    if (Status wrong = both(texts, id, reasons_)) return wrong;
  }
  const auto& months = root["months"].items();
  for (std::size_t i = 0; i < months.size(); ++i)
    if (Status wrong = both(months[i], static_cast<int>(i + 1), months_)) return wrong;
  return std::nullopt;
}

std::optional<Column> ColumnNames::known(std::string_view name) const {
  const auto it = columns_.find(plain_word(name));
  if (it == columns_.end()) return std::nullopt;
  return it->second;
}

HeaderCell ColumnNames::read(std::string_view cell) const {
  cell = cell.substr(0, kLongestHeader);
  HeaderCell out;
  out.mark = std::any_of(marks_.begin(), marks_.end(), [&](const auto& m) { return fits(m, cell); });
  for (std::size_t i = 0; i < form_.size(); ++i)
    if (form_[i].first == cell) {
      out.kind = form_[i].second;
      out.rank = i;
      return out;
    }
  const auto found = [&](std::string_view slot, Column column) {
    out.kind = HeaderCell::Kind::column;
    out.column = column;
    out.slot = slot;
    return out;
  };
  std::string_view bare = cell;
  out.unit = take_unit(bare);
  if (const auto column = known(bare)) return found("", *column);
  if (std::any_of(ignored_.begin(), ignored_.end(), [&](const auto& pattern) { return fits(pattern, cell); })) {
    out.kind = HeaderCell::Kind::ignored;
    return out;
  }
  // A group in front: KoboToolbox writes group/question, ODK Central group-question.
  for (const char* separator : {"/", "-"})
    if (const auto at = bare.rfind(separator); at != std::string_view::npos && at > 0)
      if (const auto column = known(bare.substr(at + 1))) return out.grouped = true, found(bare.substr(0, at), *column);
  // The worksheet's own form: q12_value. Only the columns' own names, as XML names are written by programs.
  const auto group = bare.find_last_of("/");
  const std::string_view name = group == std::string_view::npos ? bare : bare.substr(group + 1);
  if (const auto at = name.rfind('_'); at != std::string_view::npos && at > 0) {
    const std::string_view last = name.substr(at + 1);
    if (const auto it = std::find(std::begin(kNames), std::end(kNames), last); it != std::end(kNames))
      return found(name.substr(0, at), static_cast<Column>(it - std::begin(kNames)));
    if (std::find(notes_.begin(), notes_.end(), last) != notes_.end()) return found(name.substr(0, at), kNote);
  }
  return out;
}

std::string ColumnNames::near(std::string_view cell) const {
  if (plain_word(cell).size() < 3) return {};   // everything is near to a single letter
  std::vector<std::string> all;
  for (const auto& [name, column] : columns_) all.push_back(name);
  const std::string found = near_word(plain_word(cell), all);
  const auto it = columns_.find(found);
  return it == columns_.end() ? std::string() : found;
}

std::optional<bool> ColumnNames::truth(std::string_view word) const {
  const auto it = truths_.find(plain_word(word));
  if (it == truths_.end()) return std::nullopt;
  return it->second;
}

bool ColumnNames::row_number(std::string_view cell) const {
  return std::find(row_numbers_.begin(), row_numbers_.end(), plain_word(cell)) != row_numbers_.end();
}

bool ColumnNames::none(std::string_view word) const { return std::find(none_.begin(), none_.end(), plain_word(word)) != none_.end(); }

bool ColumnNames::rejected(std::string_view word) const {
  return std::find(rejected_.begin(), rejected_.end(), plain_word(word)) != rejected_.end();
}

std::string ColumnNames::reason(std::string_view text) const {
  const auto it = reasons_.find(plain_word(text));
  return it == reasons_.end() ? std::string() : it->second;
}

std::optional<int> ColumnNames::month(std::string_view word) const {
  const auto it = months_.find(plain_word(word));
  if (it == months_.end()) return std::nullopt;
  return it->second;
}

}  // namespace landai::measure
