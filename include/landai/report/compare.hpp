// SPDX-License-Identifier: GPL-3.0-or-later
// Packs side by side on one plan.
#pragma once

#include <string>
#include <vector>

#include "landai/report/report.hpp"

namespace landai::report {

/// What one check of a column says of the quantity of a row.
struct ComparedCell {
  const standards::Check* check = nullptr;
  standards::Part part;                                    ///< limits and verdict of this quantity; the check may ask of more
  const measure::Measurement* measurement = nullptr;       ///< that decided it; nullptr when nobody measured
};

/// What several packs say of one quantity on one subject. Sizes that are asked for aside: "1.525 × 2.275 m" of one pack stands against
/// "1.50 × 2.20 m" of another. A number of prayer rooms is no number of toilets, though.
struct ComparedRow {
  std::vector<std::vector<std::string>> subjects;          ///< those of which all say the same, plan order
  std::string quantity;
  measure::Params params;                                  ///< those by which the quantity is another one: words, and sizes that a number hangs on
  const measure::Measurement* measurement = nullptr;       ///< of the first subject; nullptr when nobody measured
  std::vector<std::vector<ComparedCell>> cells;            ///< by column: of the first subject, what applies, in the order of the pack
};

/// A column: one pack, or one that presents others together with those.
struct ComparedColumn {
  std::string id;
  std::vector<std::string> packs;
};

struct Comparison {
  std::vector<ComparedColumn> columns;
  std::vector<ComparedRow> rows;       ///< of which at least one column says something; plan order within a quantity
};

/// `columns` empty: one for each pack that has rules of its own. Rows where no column has a check that applies are left out; so are
/// those where all are not measured when `measured_only`.
[[nodiscard]] Comparison compare(const Inputs& in, const Texts& texts, std::vector<ComparedColumn> columns = {}, bool measured_only = false);

/// What changes from the first column to the second: rows of quantities that both have rules about, whose limits or verdicts differ; then
/// the rules whose subject and quantity the other has none about. For a terminal.
[[nodiscard]] std::string diff_terminal(const Inputs& in, const Comparison& comparison, const Texts& texts, bool colour);
/// The same as a document: {"schema": "landai-diff/1", "a", "b", "changes": […], "same", "only_a", "only_b", "diagnostics"}.
[[nodiscard]] std::string diff_json(const Inputs& in, const Comparison& comparison, const Texts& texts);
/// All rows of all columns, for a terminal.
[[nodiscard]] std::string compare_terminal(const Inputs& in, const Comparison& comparison, const Texts& texts, bool colour);
/// The same as CSV (RFC 4180, UTF-8): subject, place, quantity, value, parameters, then limit and verdict of every column. One line per subject.
[[nodiscard]] std::string compare_csv(const Inputs& in, const Comparison& comparison, const Texts& texts);

}  // namespace landai::report
