// SPDX-License-Identifier: GPL-3.0-or-later
// A limit that is itself measured: the row of a table that another quantity chooses, or so many times another
// quantity. What is not sure of that quantity is part of the decision.
#pragma once

#include <optional>
#include <vector>

#include "rule_data.hpp"
#include "verdict.hpp"

namespace landai::standards {

/// The row of the table for this value of the table's quantity; nullptr beyond the last one. `whole`: the
/// quantity is a count.
[[nodiscard]] const TableRow* row_for(const std::vector<TableRow>& table, double of, bool whole);
/// The least that the row demands at this value of the table's quantity.
[[nodiscard]] double table_min(const TableRow& row, double of);

/// A value against the table, every row weighed with the probability that it is the one. A row that the table
/// does not have may demand anything: it counts neither for a pass nor for a failure, and not in the
/// probability. Of a count, less than one demands nothing.
[[nodiscard]] Decision decide_by_table(const std::vector<TableRow>& table, bool whole, const Limit& limit,
                                       const Spread& of, const Spread& value, double tolerance);

/// A value against `times` another quantity, as a minimum or a maximum. The two are measured apart, so their
/// random parts add as squares (JCGM 100, 5.1.2).
[[nodiscard]] Decision decide_relative(double times, bool is_max, const Limit& limit, const Spread& of,
                                       const Spread& value, double tolerance);

}  // namespace landai::standards
