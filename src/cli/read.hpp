// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "landai/import/import.hpp"
#include "landai/measure/facts.hpp"
#include "landai/measure/mobility.hpp"
#include "landai/report/inspection.hpp"

namespace landai::cli {

/// Reads one plan file with the options of the command line. Error (usage) for a unit nobody knows.
[[nodiscard]] Result<Plan> read_one(const Context& context, const std::string& file, const std::string& profile,
                                    const std::string& unit);

/// Reads the files of one building and makes one completed plan of them. Error (usage) for a file given twice; (input) for a plan of
/// which no element was recognised: it would be judged as faultless, and that is no answer.
[[nodiscard]] Result<Plan> read_building(const Context& context, const std::vector<std::string>& files, const std::string& profile,
                                         const std::string& unit);

/// The mobilities that were named, in that order, each once: an id of data/mobility, a file (a name with a dot or a folder in it), or "all".
/// Error (usage) for an unknown id, (pack) for a broken file.
[[nodiscard]] Result<std::vector<measure::Mobility>> read_mobilities(const Context& context, const std::vector<std::string>& names);

/// The facts of a file, or none when the name is empty.
[[nodiscard]] Result<measure::Facts> read_facts(const std::string& file, const Plan& plan);

/// Puts the readings of a file into the facts, and what there is to say of the file into the plan's diagnostics. An empty name: nothing happens.
/// With `strict` the first row that is not clear is an error. Attestations that fit none of the forms of `rules` are rows that are not taken;
/// nullptr: nobody looks at attestations.
[[nodiscard]] Status read_readings(const Context& context, const std::string& file, const std::string& worksheet, bool strict, const report::Rules* rules, Plan& plan,
                                   measure::Facts& facts);
/// That rows were not taken, with the first of them and why: what was judged is a part of what was read. Nothing when all were taken.
[[nodiscard]] Status rows_not_taken(const Context& context, const measure::Readings& readings, const std::string& file,
                                    Message advice = message("cli.readings.unmatched.advice"));

}  // namespace landai::cli
