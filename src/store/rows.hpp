// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table of a project that count.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "project_impl.hpp"

namespace landai::store {

using Cell = std::variant<std::string, double>;

/// The rows of a table that count, told apart by some of their columns: a row that comes again is left, one
/// that differs in the rest takes the place of those that were there before. What one file says takes the place of nothing
/// else that it says: two rows of it that differ count both, and contradict each other.
class Rows {
 public:
  /// The first `key_columns` of `columns` tell rows apart; those after `same_columns` (file, line) do not
  /// make two rows different.
  Rows(const Database& database, std::int64_t change, std::string table, std::vector<std::string> columns,
       std::size_t key_columns, std::size_t same_columns)
      : database_(database),
        change_(change),
        table_(std::move(table)),
        key_columns_(key_columns),
        same_columns_(same_columns) {
    std::string names, marks;
    for (const std::string& c : columns) {
      names += c + ", ";
      marks += "?, ";
    }
    insert_ = "INSERT INTO " + table_ + " (" + names + "added) VALUES (" + marks + "?)";
    Statement rows = database.prepare("SELECT " + names + "id FROM " + table_ + " WHERE ended IS NULL");
    while (rows.step()) {
      std::vector<Cell> row;
      for (int k = 0; k < static_cast<int>(columns.size()); ++k)
        row.push_back(rows.is_real(k) ? Cell(rows.real(k)) : Cell(rows.text(k)));
      there_[key(row)].push_back({same(row), rows.integer(static_cast<int>(columns.size()))});
      ++count_;
    }
  }

  /// The numbers of the rows that one with these first columns would be the same as, or take the place of.
  std::vector<std::int64_t> find(const std::vector<Cell>& row) const {
    std::vector<std::int64_t> found;
    if (const auto at = there_.find(key(row)); at != there_.end())
      for (const Kept& kept : at->second) found.push_back(kept.id);
    return found;
  }

  /// Returns the number of the row that counts now. Whoever has added all rows of a file calls end_replaced.
  std::int64_t add(const std::vector<Cell>& row, Attached& told) {
    if (count_ >= static_cast<std::size_t>(kMostRows))
      throw Failure{{ErrorCode::limit, message("store.too_many"), database_.file().string(), table_,
                     message("store.too_much.advice")}};
    std::vector<Kept>& alike = there_[key(row)];
    for (Kept& kept : alike) {
      if (kept.same != same(row)) continue;
      if (!kept.said_now) said_.push_back(key(row));
      kept.said_now = true;
      ++told.already;
      return kept.id;
    }
    ++told.added;
    Statement insert = database_.prepare(insert_);
    for (const Cell& cell : row) std::visit([&](const auto& value) { insert.bind(value); }, cell);
    insert.bind(change_).run();
    const std::int64_t id = database_.last_id();
    alike.push_back({same(row), id, true});
    said_.push_back(key(row));
    ++count_;
    return id;
  }

  /// Ends the rows whose place was taken by what was added.
  void end_replaced(Attached& told) {
    for (const std::string& key : said_)
      std::erase_if(there_[key], [&](const Kept& kept) {
        if (kept.said_now) return false;
        database_.prepare("UPDATE " + table_ + " SET ended = ? WHERE id = ?").bind(change_).bind(kept.id).run();
        ++told.replaced;
        return true;
      });
    said_.clear();
  }

 private:
  static std::string joined(const std::vector<Cell>& row, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t k = from; k < to; ++k) {
      const std::string text = std::holds_alternative<double>(row[k]) ? to_text(measure::Value{std::get<double>(row[k])})
                                                                      : std::get<std::string>(row[k]);
      out += std::to_string(text.size()) + ":" + text;
    }
    return out;
  }
  std::string key(const std::vector<Cell>& row) const { return joined(row, 0, key_columns_); }
  std::string same(const std::vector<Cell>& row) const { return joined(row, key_columns_, same_columns_); }

  const Database& database_;
  std::int64_t change_;
  std::string table_, insert_;
  std::size_t key_columns_, same_columns_;
  struct Kept {
    std::string same;
    std::int64_t id = 0;
    bool said_now = false;   ///< by what is being added
  };
  std::map<std::string, std::vector<Kept>> there_;
  std::vector<std::string> said_;   ///< keys of what is being added
  std::size_t count_ = 0;
};

}  // namespace landai::store
