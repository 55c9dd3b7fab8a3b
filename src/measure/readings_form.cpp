// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_form.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace landai::measure {
namespace {

using Kind = HeaderCell::Kind;
using Cells = std::array<std::string, kColumns>;

constexpr int kDeepest = 8;   // repeats within repeats
/// What the rows of a repeat take from the row above them. A value never.
constexpr Column kInherited[] = {kQuantity, kUnit, kMethod, kBy, kDate, kInstrument, kLevel};
constexpr Column kSpeaksOf[] = {kSubject, kNumber, kName, kTag, kX, kY};

/// One table with its header understood.
struct Shaped {
  const importer::Table* table = nullptr;
  std::vector<HeaderCell> header;
  std::vector<std::string> slots;   ///< those with a value, evidence or a reason why there is none; {""} for a plain table; empty for a table that only stands above others
  bool form = false;
};

Error bad(const std::string& file, const importer::Table& table, Message what) {
  std::string where = "line " + std::to_string(table.header.line);
  if (!table.name.empty()) where = table.name + ", " + where;
  return Error{ErrorCode::input, std::move(what), file, std::move(where), message("measure.readings.advice").with("columns", ColumnNames::all())};
}

bool has_any(const Shaped& shaped, Column column) {
  return std::any_of(shaped.header.begin(), shaped.header.end(), [&](const HeaderCell& h) { return h.kind == Kind::column && h.column == column; });
}

Status check_columns(const Shaped& shaped, const ColumnNames& names, bool strict, const std::string& file, Diagnostics& diagnostics) {
  std::set<std::pair<std::string, Column>> seen;
  std::string unused;
  int count = 0;
  // Calculated questions have no label: their XML names stand between the labels of the others.
  const bool asks = shaped.form || std::any_of(shaped.header.begin(), shaped.header.end(), [](const HeaderCell& h) { return !h.slot.empty(); });
  for (std::size_t i = 0; i < shaped.header.size(); ++i) {
    const HeaderCell& h = shaped.header[i];
    const std::string& written = shaped.table->header.cells[i];
    // A form may ask for the date twice; with two values of one question one of them would be lost. Labels do that, XML names do not.
    const bool matters = !shaped.form || h.column == kValue || h.column == kEvidence || h.column == kSubject || h.column == kQuantity;
    if (h.kind == Kind::column && !seen.emplace(h.slot, h.column).second && matters)
      return bad(file, *shaped.table, message(asks ? "measure.readings.labels" : "measure.readings.column_twice").with("column", std::string(column_name(h.column))));
    if (h.kind != Kind::unknown || written.empty()) continue;
    if (!shaped.form) {
      const std::string near = names.near(written);
      if (!near.empty()) return bad(file, *shaped.table, message("measure.readings.column_near").with("column", written.substr(0, 80)).with("near", near));
      if (strict) return bad(file, *shaped.table, message("measure.readings.column").with("column", written.substr(0, 80)));
    }
    if (++count <= 8) unused += (unused.empty() ? "" : ", ") + written.substr(0, 80);
  }
  if (count > 8) unused += ", …";
  if (count > 0)
    diagnostics.push_back({shaped.form ? DiagnosticSeverity::info : DiagnosticSeverity::warning, file, shaped.table->name,
                           message("measure.readings.columns_unused").with("columns", unused), {}, count});
  return std::nullopt;
}

/// "No." numbers the rows where something else says what was measured; where nothing does, it is the number of the worksheet, which heads its
/// own column so.
void take_row_numbers(Shaped& shaped, const ColumnNames& names) {
  if (shaped.form || std::any_of(std::begin(kSpeaksOf), std::end(kSpeaksOf), [&](Column c) { return has_any(shaped, c); })) return;
  for (std::size_t i = 0; i < shaped.header.size(); ++i)
    if (shaped.header[i].kind == Kind::unknown && names.row_number(shaped.table->header.cells[i])) {
      shaped.header[i].kind = Kind::column;
      shaped.header[i].column = kNumber;
      return;
    }
}

Shaped shaped(const importer::Table& table, const ColumnNames& names) {
  Shaped out;
  out.table = &table;
  for (const std::string& cell : table.header.cells) {
    out.header.push_back(names.read(cell));
    out.form = out.form || out.header.back().mark;
  }
  for (const HeaderCell& h : out.header)
    if (h.kind == Kind::column && (h.column == kValue || h.column == kEvidence || h.column == kWhy) && std::find(out.slots.begin(), out.slots.end(), h.slot) == out.slots.end())
      out.slots.push_back(h.slot);
  take_row_numbers(out, names);
  // A photo beside a value without a slot belongs to it; one alone in a group is a question of its own.
  return out;
}

/// Rows by the key that their repeats name.
class Parents {
 public:
  Parents(const std::vector<Shaped>& all, const std::vector<std::vector<Cells>>& shared) {
    for (std::size_t t = 0; t < all.size(); ++t) {
      for (std::size_t c = 0; c < all[t].header.size(); ++c) {
        const Kind kind = all[t].header[c].kind;
        if (kind == Kind::key) add_keys(all[t], c, shared[t]);
      }
    }
  }
  /// The row that this one repeats in, with its table; or null.
  [[nodiscard]] const std::pair<const Shaped*, std::size_t>* of(const Shaped& shaped, const importer::TableRow& row) const {
    std::string key, table;
    for (std::size_t c = 0; c < shaped.header.size() && c < row.cells.size(); ++c) {
      if (shaped.header[c].kind == Kind::parent && !row.cells[c].empty()) key = row.cells[c];
      if (shaped.header[c].kind == Kind::parent_table) table = row.cells[c];
    }
    if (key.empty()) return nullptr;
    const auto it = rows_.find({table, key});
    if (it != rows_.end() && it->second.first) return &it->second;
    return nullptr;
  }
  /// Whether the row says that it repeats in another one.
  [[nodiscard]] static bool names_one(const Shaped& shaped, const importer::TableRow& row) {
    for (std::size_t c = 0; c < shaped.header.size() && c < row.cells.size(); ++c)
      if (shaped.header[c].kind == Kind::parent && !row.cells[c].empty()) return true;
    return false;
  }

 private:
  void add_keys(const Shaped& shaped, std::size_t column, const std::vector<Cells>& shared) {
    for (std::size_t r = 0; r < shared.size(); ++r) {
      const auto& cells = shaped.table->rows[r].cells;
      if (column >= cells.size() || cells[column].empty()) continue;
      // KoboToolbox counts within a table and names it; ODK Central's keys are unique.
      rows_.emplace(std::pair{shaped.table->name, cells[column]}, std::pair{&shaped, r});
      rows_.emplace(std::pair{std::string(), cells[column]}, std::pair{&shaped, r});
      // A table that was saved as a CSV has the name of its sheet and an ending. Two files of one name: nobody knows which is meant.
      const std::string sheet = std::filesystem::path(shaped.table->name).stem().string();
      const auto [it, fresh] = rows_.emplace(std::pair{sheet, cells[column]}, std::pair{&shaped, r});
      if (!fresh && it->second.first != &shaped) it->second.first = nullptr;
    }
  }

  std::map<std::pair<std::string, std::string>, std::pair<const Shaped*, std::size_t>> rows_;
};

void take(std::string& to, const std::string& from) {
  if (to.empty()) to = from;
}

/// A bare number below "x (cm)" or "u (mm)" has that unit. Of the value the reader decides: it may be a count.
std::string with_unit(const HeaderCell& head, const std::string& cell) {
  const bool number = head.column == kU || head.column == kX || head.column == kY;
  if (!number || head.unit.empty() || cell.empty() || cell.back() < '0' || cell.back() > '9') return cell;
  return cell + " " + head.unit;
}

/// What a row says outside its slots.
Cells shared_cells(const Shaped& shaped, const importer::TableRow& row) {
  Cells out;
  std::string by, at;
  std::size_t at_rank = 0;
  for (std::size_t c = 0; c < shaped.header.size() && c < row.cells.size(); ++c) {
    const HeaderCell& h = shaped.header[c];
    const bool slotted = !h.slot.empty() && std::find(shaped.slots.begin(), shaped.slots.end(), h.slot) != shaped.slots.end();
    // What one question is of says nothing of the others.
    const bool own = !h.slot.empty() && !h.grouped && h.column != kBy && h.column != kDate && h.column != kMethod && h.column != kLevel;
    if (h.kind == Kind::column && !slotted && !own) take(out[h.column], with_unit(h, row.cells[c]));
    else if (h.kind == Kind::submitted_by) take(by, row.cells[c]);
    else if (h.kind == Kind::submitted_at && !row.cells[c].empty() && (at.empty() || h.rank < at_rank)) {
      at = row.cells[c].substr(0, 10);
      at_rank = h.rank;
    }
  }
  take(out[kBy], by);
  take(out[kDate], at);
  return out;
}

bool is_rejected(const Shaped& shaped, const importer::TableRow& row, const ColumnNames& names) {
  for (std::size_t c = 0; c < shaped.header.size() && c < row.cells.size(); ++c)
    if (shaped.header[c].kind == Kind::review && names.rejected(row.cells[c])) return true;
  return false;
}

/// What a row says to those that repeat in it: beside what stands outside its slots what its only one is of.
Cells to_repeats(const Shaped& shaped, const importer::TableRow& row, Cells cells) {
  if (shaped.slots.size() != 1) return cells;
  for (std::size_t c = 0; c < shaped.header.size() && c < row.cells.size(); ++c) {
    const HeaderCell& h = shaped.header[c];
    const bool speaks = std::find(std::begin(kSpeaksOf), std::end(kSpeaksOf), h.column) != std::end(kSpeaksOf);
    if (h.kind == Kind::column && speaks && h.slot == shaped.slots.front()) take(cells[h.column], row.cells[c]);
  }
  return cells;
}

void inherit(Cells& cells, const Cells& from) {
  for (const Column column : kInherited) take(cells[column], from[column]);
  const bool speaks = std::any_of(std::begin(kSpeaksOf), std::end(kSpeaksOf), [&](Column c) { return !cells[c].empty(); });
  if (!speaks)
    for (const Column column : kSpeaksOf) cells[column] = from[column];
}

/// Nothing was entered: what is measured was printed before.
bool unanswered(const Cells& cells) {
  return cells[kValue].empty() && cells[kEvidence].empty() && cells[kU].empty() && cells[kNote].empty() && cells[kWhy].empty();
}

class Maker {
 public:
  Maker(const importer::Tables& tables, const ColumnNames& names, ReadingRows& into) : names_(names), into_(into) {
    for (const auto& table : tables.tables) all_.push_back(shaped(table, names));
    for (const Shaped& s : all_) {
      shared_.emplace_back();
      for (const auto& row : s.table->rows) shared_.back().push_back(shared_cells(s, row));
    }
  }

  [[nodiscard]] const std::vector<Shaped>& tables() const { return all_; }

  /// Rows that repeat in a submission that is not there: who read them and when may be missing.
  void tell(const std::string& file) {
    for (const auto& [table, rows] : alone_)
      into_.diagnostics.push_back({DiagnosticSeverity::warning, file, (table.empty() ? "" : table + ", ") + "line " + std::to_string(rows.first),
                                   message("measure.readings.no_parent").with("count", std::to_string(rows.second)), message("measure.readings.no_parent.advice"), rows.second});
  }

  void make() {
    const Parents parents(all_, shared_);
    for (std::size_t t = 0; t < all_.size(); ++t)
      for (std::size_t r = 0; r < shared_[t].size(); ++r) {
        Cells common = shared_[t][r];
        const auto* above = parents.of(all_[t], all_[t].table->rows[r]);
        if (!above && Parents::names_one(all_[t], all_[t].table->rows[r])) tell_alone(all_[t], all_[t].table->rows[r].line);
        bool rejected = is_rejected(all_[t], all_[t].table->rows[r], names_);
        for (int depth = 0; above && depth < kDeepest; ++depth) {
          const auto which = static_cast<std::size_t>(above->first - all_.data());
          const auto& row = above->first->table->rows[above->second];
          rejected = rejected || is_rejected(*above->first, row, names_);
          inherit(common, to_repeats(*above->first, row, shared_[which][above->second]));
          above = parents.of(*above->first, above->first->table->rows[above->second]);
        }
        for (const std::string& slot : all_[t].slots) add(all_[t], all_[t].table->rows[r], slot, common, rejected);
      }
  }

 private:
  void tell_alone(const Shaped& s, int line) {
    if (s.slots.empty()) return;
    ++alone_.try_emplace(s.table->name, line, 0).first->second.second;
  }

  void add(const Shaped& s, const importer::TableRow& from, const std::string& slot, const Cells& common, bool rejected) {
    ReadingRow row;
    row.rejected = rejected;
    row.table = s.table->name;
    row.line = from.line;
    row.slot = slot;
    for (std::size_t c = 0; c < s.header.size() && c < from.cells.size(); ++c) {
      const HeaderCell& h = s.header[c];
      if (h.kind != Kind::column || h.slot != slot) continue;
      take(row.cells[h.column], with_unit(h, from.cells[c]));
      if (h.column == kValue) row.value_unit = h.unit;
    }
    if (slot.empty()) row.cells = common;   // a plain table, with what its parents say
    else inherit(row.cells, common);
    if (unanswered(row.cells)) ++into_.unanswered;
    else if (row.cells[kWhy].empty() || !lend(s, from, row)) into_.rows.push_back(std::move(row));
  }

  /// One question may be of several alike things, each with a slot of its own behind it: m_1a_why of m_1a_1, m_1a_2 and so on. False when it is of none.
  bool lend(const Shaped& s, const importer::TableRow& from, const ReadingRow& why) {
    const std::string before = why.slot + "_";
    std::map<std::string, ReadingRow> each;
    for (std::size_t c = 0; c < s.header.size() && c < from.cells.size(); ++c) {
      const HeaderCell& h = s.header[c];
      const bool nth = h.slot.starts_with(before) && h.slot.find_first_not_of("0123456789", before.size()) == std::string::npos && h.slot != before;
      if (h.kind != Kind::column || why.slot.empty() || !nth || (h.column != kSubject && h.column != kQuantity)) continue;
      take(each.try_emplace(h.slot, why).first->second.cells[h.column], from.cells[c]);
    }
    for (auto& [slot, row] : each) {
      row.slot = slot;
      into_.rows.push_back(std::move(row));
    }
    return !each.empty();
  }

  std::vector<Shaped> all_;
  std::vector<std::vector<Cells>> shared_;
  std::map<std::string, std::pair<int, int>> alone_;   ///< by table: the first line, and how many
  const ColumnNames& names_;
  ReadingRows& into_;
};

/// A value, what it is of, and what was measured: somewhere in the file.
Status check_whole(const std::vector<Shaped>& all, const std::string& file) {
  for (const Column needed : {kSubject, kQuantity, kValue}) {
    const bool there = std::any_of(all.begin(), all.end(), [&](const Shaped& s) {
      if (needed == kQuantity && has_any(s, kNumber)) return true;   // the worksheet knows it
      if (needed != kSubject) return has_any(s, needed);
      return std::any_of(std::begin(kSpeaksOf), std::end(kSpeaksOf), [&](Column c) { return has_any(s, c); });
    });
    if (!there) return bad(file, *all.front().table, message("measure.readings.column_missing").with("column", std::string(column_name(needed))));
  }
  return std::nullopt;
}

}  // namespace

Status rows_of_tables(const importer::Tables& tables, const ColumnNames& names, bool strict, const std::string& file, ReadingRows& into) {
  Maker maker(tables, names, into);
  for (const Shaped& s : maker.tables())
    if (Status wrong = check_columns(s, names, strict, file, into.diagnostics)) return wrong;
  if (Status wrong = check_whole(maker.tables(), file)) return wrong;
  maker.make();
  maker.tell(file);
  return std::nullopt;
}

}  // namespace landai::measure
