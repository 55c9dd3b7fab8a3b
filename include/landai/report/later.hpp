// SPDX-License-Identifier: GPL-3.0-or-later
// What bears a date after that of the report.
#pragma once

#include <string>

#include "landai/measure/facts.hpp"
#include "landai/plan/plan.hpp"

namespace landai::report {

/// Takes waivers and attestations that are dated after `date` (YYYY-MM-DD) out of the facts and says so, with
/// file and line, in the plan's diagnostics; readings of a later day stay and are told.
void tell_later(measure::Facts& facts, const std::string& date, Plan& plan);

}  // namespace landai::report
