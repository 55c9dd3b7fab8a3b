// SPDX-License-Identifier: GPL-3.0-or-later
// What findings stand on: which is about what, and whether something newer shows it.
#pragma once

#include <map>
#include <string>

#include "landai/report/report.hpp"
#include "project_impl.hpp"

namespace landai::store {

/// Of a finding that no rule judges what it says of which quantity: "built:door.clear_width()" differs from the
/// plan, "contradiction:door.clear_width()" cannot all be true.
[[nodiscard]] std::string topic_of(const report::Finding& finding, const measure::MeasurementSet& measurements);

/// Its places are ids here.
[[nodiscard]] Grounds grounds_of(const report::Finding& finding,
                                 const std::map<std::string, const standards::Check*>& checks,
                                 const measure::MeasurementSet& measurements);

}  // namespace landai::store
