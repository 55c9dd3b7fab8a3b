// SPDX-License-Identifier: GPL-3.0-or-later
// Whether leave was given for a finding.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "landai/report/report.hpp"

namespace landai::report {

/// The document that gives leave for all mandatory checks of a finding; nothing where one of them is not waived, or none is mandatory. `checks` by id.
[[nodiscard]] std::optional<std::string> waived_by(const Finding& finding, const std::map<std::string, const standards::Check*>& checks);

}  // namespace landai::report
