// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "landai/measure/instruments.hpp"
#include "readings_row.hpp"

namespace landai::measure {

/// Gives each reading its uncertainty, then puts together what belongs together:
/// - where none is written, that of its instrument; where the instrument is not stated, not known or none for the quantity, the default of the
///   kind of quantity, which a diagnostic tells. A range written without an instrument brings its own doubt. Counts, words and attestations have none.
///   One that is written smaller than the instrument's own, or than that of any instrument where none is known for the quantity, is raised to it and told;
/// - a reading and the one after turning the instrument by 180 degrees (same quantity, subject, instrument, reader, date and spot): their mean, with the
///   instrument's uncertainty for that, whose zero error is gone;
/// - readings of one series (same quantity, subject, instrument, reader, date and spot) that their uncertainties explain: one with all of them between its
///   bounds and the greatest uncertainty. Those that lie farther apart stay, and contradict each other;
/// - readings at several spots, of quantities of which the worst counts: that one. The others stay in its note.
/// Returns the readings in the order of their first row.
[[nodiscard]] std::vector<Reading> combined(std::vector<RowReading> rows, const Instruments& instruments, const std::string& file, Diagnostics& diagnostics);

}  // namespace landai::measure
