// SPDX-License-Identifier: GPL-3.0-or-later
// What one row of a readings file says.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "landai/core/amount.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/instruments.hpp"
#include "landai/measure/readings.hpp"
#include "readings_columns.hpp"
#include "readings_date.hpp"
#include "readings_match.hpp"
#include "readings_rows.hpp"
#include "readings_text.hpp"
#include "readings_words.hpp"

namespace landai::measure {

/// A reading with what is needed to tell it from, or join it with, others of the same thing.
struct RowReading {
  Reading reading;
  std::string spot;       ///< where on the element; empty when not told
  bool turned = false;    ///< the instrument was turned by 180 degrees
  bool u_written = false;
  bool range = false;     ///< "70..75 cm"
  std::size_t row = 0;    ///< which of the file's rows it is
};

/// What became of all rows.
struct RowsRead {
  std::vector<RowReading> readings;                  ///< in the order of the rows
  std::vector<std::optional<RowProblem>> problems;   ///< of each row
  int common = 0, of_common = 0;                     ///< rows that speak of several elements, and of how many together
};

/// How the numbers and days of a file are written, as far as all its rows together show it.
struct FileHabits {
  DecimalMark mark = DecimalMark::unknown;
  std::optional<int> month_first;   ///< a line with a date that can only be read with the month first
};

/// Makes readings of rows.
class RowReader {
 public:
  RowReader(std::string file, const SubjectFinder& subjects, const ColumnNames& names, const Instruments& instruments, const PrintedWords& printed,
            const FileHabits& habits, const ReadingOptions& options)
      : file_(std::move(file)), subjects_(subjects), names_(names), instruments_(instruments), printed_(printed), habits_(habits), options_(options) {}

  /// Adds what the rows say, in their order; of one that is not understood nothing. A common row of the worksheet stands for a reading of each of
  /// its elements, save those of which another row answers the same question.
  [[nodiscard]] RowsRead add_all(const std::vector<ReadingRow>& rows, Readings& into);
  /// The evidence of a row that was not taken: nobody knows what it shows.
  void add_unmatched_evidence(const ReadingRow& row, Readings& into);

 private:
  using Problem = std::optional<RowProblem>;
  /// Adds what the row says; or tells what is wrong with it, and adds nothing. `readings` are those of numbers, words and truths.
  Problem add(const ReadingRow& row, std::vector<RowReading>& readings, Readings& into);
  Problem add_each(const ReadingRow& row, const SubjectFinder::Several& several, const std::set<std::string>& answered, RowsRead& read, Readings& into);
  Problem once(const std::string& key);
  /// The same value of the same key is a row that was copied; another one is a second reading, and which of the two is right nobody knows.
  Problem copied(const RowReading& read);
  [[nodiscard]] static Problem unsolved(const ReadingRow& row);
  Problem add_attestation(Readings& into);
  /// The evidence that a row names, with what it shows.
  void add_evidence(const ReadingRow& row, const std::vector<std::string>& subject, const std::string& quantity, Readings& into) const;
  void add_remark(const Reading& reading, Readings& into) const;
  void add_reason(const Reading& reading, Readings& into) const;
  Problem read_quantity(const std::string& text, Reading& reading) const;
  Problem read_method(const QuantityInfo& info, Reading& reading) const;
  Problem wrong_amount(Column column, const Amount& amount, const std::string& text, const QuantityInfo& info) const;
  Problem number(Column column, const std::string& text, const std::string& unit, const QuantityInfo& info, Amount& amount) const;
  Problem read_value(const QuantityInfo& info, RowReading& reading);
  Problem out_of_bounds(const QuantityInfo& info, const Amount& amount, const std::string& text);
  void note_part(const std::string& whole, const Reading& reading);
  void tell_unusual(Readings& into) const;
  void tell_parts(Readings& into) const;
  Problem read_words(const QuantityInfo& info, Reading& reading) const;
  Problem add_word(const QuantityInfo& info, const std::string& text, std::vector<std::string>& words) const;
  Problem read_day();
  [[nodiscard]] bool says_none(const std::string& quantity_text) const;
  [[nodiscard]] bool may_be_none(const std::string& quantity_text) const;
  [[nodiscard]] bool says_not_there() const;
  [[nodiscard]] std::string unit_of_value(const QuantityInfo& info) const;
  Problem read_u(const QuantityInfo& info, RowReading& reading) const;
  Problem read_turned(RowReading& reading) const;
  [[nodiscard]] std::string file_of(const ReadingRow& row) const;
  [[nodiscard]] bool is_indicator(const std::string& subject) const;

  const std::string file_;
  const SubjectFinder& subjects_;
  const ColumnNames& names_;
  const Instruments& instruments_;
  const PrintedWords& printed_;
  const FileHabits habits_;
  const ReadingOptions& options_;
  std::map<std::string, int> seen_;
  struct Seen {
    Value value;
    double lo = 0, hi = 0, u = 0;
    bool u_written = false;
    int line = 0;
    [[nodiscard]] bool says_as(const Seen& o) const { return value == o.value && lo == o.lo && hi == o.hi && u == o.u && u_written == o.u_written; }
  };
  std::map<std::string, std::vector<Seen>> read_;   ///< by key
  const ReadingRow* row_ = nullptr;
  const WorksheetRow* numbered_ = nullptr;   ///< what the row's number stands for
  std::string unit_;   ///< of the row's value
  std::string day_;    ///< of the row, as 2026-11-20 with its time; may be empty
  /// Values that hardly any building has, by quantity.
  struct Unusual {
    int line = 0, count = 0;   ///< the first line
    std::string values;        ///< the first few, as written
  };
  std::map<std::string, Unusual> unusual_;
  std::map<std::string, Unusual> parts_;   ///< "R-4: R-4/1" of rows that name a whole of which a part was meant, by quantity
};

}  // namespace landai::measure
