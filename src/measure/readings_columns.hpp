// SPDX-License-Identifier: GPL-3.0-or-later
// What the columns of a readings file are called (data/readings/columns.yaml).
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/node.hpp"

namespace landai::measure {

/// For comparing what people write: lower case; what is no letter or digit becomes one space. At most 300 bytes are looked at.
[[nodiscard]] std::string plain_word(std::string_view text);

enum Column : std::size_t {
  kSubject, kNumber, kName, kTag, kX, kY, kLevel, kQuantity, kValue, kUnit, kU, kMethod, kBy, kDate, kInstrument, kEvidence, kNote, kSpot, kTurned, kWhy,
  kColumns
};
[[nodiscard]] std::string_view column_name(Column column);

/// What one cell of a header is.
struct HeaderCell {
  enum class Kind {
    unknown,
    column,         ///< one of ours
    key,            ///< names the row, for the rows of its repeats
    parent,         ///< names the row that this one repeats in
    parent_table,   ///< and the table that is in
    review,         ///< what a reviewer said of the submission
    submitted_by, submitted_at,   ///< what a survey tool knows of who sent it and when
    ignored,        ///< a survey tool's own
  } kind = Kind::unknown;
  Column column = kColumns;
  std::string slot;   ///< "q12" of q12_value or q12/value: columns of one slot belong together; empty for a plain table
  bool grouped = false;   ///< the slot is a group of the form, which may speak for all its repeats; not one question
  std::string unit;   ///< of "Nilai (cm)"
  bool mark = false;  ///< only survey tools write it
  std::size_t rank = 0;   ///< of names of one kind the one with the lowest is the best
};

class ColumnNames {
 public:
  /// Error (pack) for a broken file or a name that two columns have.
  [[nodiscard]] static Result<ColumnNames> load(const std::filesystem::path& data_dir);

  [[nodiscard]] HeaderCell read(std::string_view cell) const;
  /// Whether it is what people call the rows ("No."): the number of the worksheet where nothing else says what was measured.
  [[nodiscard]] bool row_number(std::string_view cell) const;
  /// The name of ours that is nearest to one that is not known; empty when none is near.
  [[nodiscard]] std::string near(std::string_view cell) const;
  /// "subject, number, …" for people.
  [[nodiscard]] static std::string all();
  /// Yes, no, or nothing for another word. Letter case does not count.
  [[nodiscard]] std::optional<bool> truth(std::string_view word) const;
  /// Whether the word says that there is none of what is asked.
  [[nodiscard]] bool none(std::string_view word) const;
  /// The id of the form's reason ("not_there") that the text is, in its own words or as a label; empty for another text.
  [[nodiscard]] std::string reason(std::string_view text) const;
  /// Whether a reviewer's word says that the submission does not count.
  [[nodiscard]] bool rejected(std::string_view word) const;
  /// 1 to 12; nothing for a word that is no month.
  [[nodiscard]] std::optional<int> month(std::string_view word) const;

 private:
  [[nodiscard]] std::optional<Column> known(std::string_view name) const;
  Status take_words(const Node& root, const std::filesystem::path& file);

  std::map<std::string, Column, std::less<>> columns_;   ///< by plain name
  std::vector<std::pair<std::string, HeaderCell::Kind>> form_;   ///< exact names, in order of preference
  std::vector<std::string> marks_, ignored_, notes_;   ///< of a slot's names those that are its note, too
  std::map<std::string, bool, std::less<>> truths_;
  std::map<std::string, std::string, std::less<>> reasons_;
  std::map<std::string, int, std::less<>> months_;
  std::vector<std::string> none_, row_numbers_, rejected_;
};

}  // namespace landai::measure
