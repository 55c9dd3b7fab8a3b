// SPDX-License-Identifier: GPL-3.0-or-later
// What `check` and `report` do alike once the building was judged.
#pragma once

#include <map>
#include <string>

#include "landai/report/inspection.hpp"
#include "verbs.hpp"

namespace landai::cli {

/// Mobilities, questions and the rest of what is wanted beside the verdicts. Error (usage) for what nobody
/// knows.
[[nodiscard]] Result<report::Wanted> wanted(const Context& context, const ReportOptions& options);

/// How photos leave the house. Error (input) when faces are to be looked for and the cascades are not there: no photo is put out then.
[[nodiscard]] Result<report::PhotoExport> photo_export(const ReportOptions& options);

/// The options that shaped the run, for the document.
[[nodiscard]] std::map<std::string, std::string> shaping_options(const ReportOptions& options);

/// Writes what was asked for, or the summary when nothing was.
[[nodiscard]] Status write_outputs(const Context& context, const ReportOptions& options,
                                   const report::Inputs& inputs);

}  // namespace landai::cli
