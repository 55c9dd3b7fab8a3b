// SPDX-License-Identifier: GPL-3.0-or-later
// Which element a row speaks of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "landai/measure/catalogue.hpp"
#include "landai/measure/readings.hpp"
#include "readings_rows.hpp"
#include "readings_text.hpp"
#include "readings_words.hpp"

namespace landai::measure {

/// Which column of a row is wrong, why, and what may be meant instead.
struct RowProblem {
  Column column = kSubject;
  Message what;
  std::vector<std::string> near;   ///< element ids
};

/// Knows the plan's elements by id, name, number, tag and place. Guesses nothing: what fits two elements fits none.
class SubjectFinder {
 public:
  SubjectFinder(const Plan& plan, const WorksheetNames& worksheet, const FormerIds& former, const PrintedWords& printed, DecimalMark mark);

  /// The subject of a row: of `info` when there is one, else of whatever the row names (a photo). Everything the row says of its element has to
  /// lead to the same one; a name beside an id that is known may be free text. Where the quantity is asked of a part of what is named, and there is
  /// one such part, that one is meant; `whole` is then what was named.
  [[nodiscard]] std::optional<RowProblem> find(const ReadingRow& row, const QuantityInfo* info, std::vector<std::string>& subject, std::string* whole = nullptr) const;
  /// What a number of the worksheet stands for; or null.
  [[nodiscard]] const WorksheetRow* worksheet_row(const std::string& number) const;
  /// What is wrong with a number that stands for different things on different worksheets, or for nothing on any.
  [[nodiscard]] std::optional<RowProblem> doubtful(const std::string& number) const;
  [[nodiscard]] std::optional<RowProblem> unknown_number(const std::string& number) const;
  /// The row as it is read: a number of the worksheet that stands in the column subject goes to its own.
  [[nodiscard]] ReadingRow numbered(ReadingRow row) const;

  /// Of which elements a row with the number of a common row speaks.
  struct Several {
    std::vector<std::string> ids;    ///< in the order of the worksheet
    std::vector<std::string> gone;   ///< those that the plan has not any more
    bool each = false;               ///< the row does not name them: what another row says of one of them goes before
  };
  /// "A5": all of them; "A5/P-13" and "A5/12, 14": these; "A5/-12": all but this one. An element that the row names otherwise (id, name, tag) is one
  /// of them, too. Nothing for another number.
  [[nodiscard]] std::optional<RowProblem> several(const ReadingRow& row, std::optional<Several>& out) const;
  [[nodiscard]] bool is_element(const std::string& id) const { return by_id_.contains(id); }
  /// An element as people know it: "P-01 (dxf-173)"; what is none stays.
  [[nodiscard]] std::string called(const std::string& id) const;
  /// The same without the id where no other element has the name: "P-01".
  [[nodiscard]] std::string named(const std::string& id) const;

 private:
  struct Found {
    const Element* element = nullptr;
    std::optional<RowProblem> problem;   ///< when the row names something in this column, but not one element
    std::vector<std::string> either = {};   ///< ids of elements of which it is one
  };
  [[nodiscard]] bool can_be_asked(const QuantityInfo* info, const Element& e) const;
  /// The parts, and their parts, of which the quantity can be asked: of the element, and of others when the row's text names them as well.
  [[nodiscard]] std::vector<const Element*> parts_of(const std::string& text, const Element& element, const QuantityInfo& info) const;
  [[nodiscard]] std::optional<RowProblem> way(const std::string& text, const QuantityInfo& info, std::vector<std::string>& subject) const;
  /// Elements of this name, letter case aside; else those whose name begins with it as a word ("R-4" of "R-4 RAM SAMPING").
  [[nodiscard]] std::vector<const Element*> of_name(const std::string& text) const;
  /// Those that the worksheet prints so: "Pintu P-04", "Door P-04 (KORIDOR – TOILET)".
  [[nodiscard]] std::vector<const Element*> of_printed(std::string_view text) const;
  [[nodiscard]] Found by_text(Column column, const std::string& text, const QuantityInfo* info) const;
  /// By an id of this plan or of an earlier one; nothing for a text that is neither.
  [[nodiscard]] std::optional<Found> by_id(const std::string& text) const;
  [[nodiscard]] Found by_number(const std::string& text) const;
  [[nodiscard]] Found by_tag(const std::string& text) const;
  [[nodiscard]] std::optional<RowProblem> point_of(const ReadingRow& row, PlanPoint& at) const;
  [[nodiscard]] std::string level_of(const std::string& text) const;
  [[nodiscard]] RowProblem unknown_level(const std::string& text) const;
  [[nodiscard]] std::optional<RowProblem> elsewhere(const ReadingRow& row, const Element& element) const;
  [[nodiscard]] Found by_place(const ReadingRow& row, const QuantityInfo* info) const;
  [[nodiscard]] std::optional<RowProblem> one_of(const WorksheetRow& common, const std::string& text, std::vector<std::string>& ids) const;
  [[nodiscard]] RowProblem unknown(Column column, const char* key, const std::string& text, const QuantityInfo* info) const;
  [[nodiscard]] std::string near_name(const std::string& text, const QuantityInfo* info) const;
  /// Those of which the quantity can be asked.
  [[nodiscard]] std::vector<const Element*> asked_of(const std::vector<const Element*>& those, const QuantityInfo* info) const;

  const Plan& plan_;
  const WorksheetNames& worksheet_;
  const FormerIds& former_;
  const PrintedWords& printed_;
  const DecimalMark mark_;   ///< of coordinates
  std::unordered_map<std::string_view, const Element*> by_id_;
  std::unordered_map<std::string, std::vector<const Element*>> by_name_, by_plain_name_, by_first_word_;
  mutable std::map<std::string, std::string> near_;   ///< by text and quantity what was looked for already: looking is slow
};

}  // namespace landai::measure
