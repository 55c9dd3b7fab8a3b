// SPDX-License-Identifier: GPL-3.0-or-later
// A thing and all that belongs to it: they move, or are taken away, together.
#pragma once

#include <set>
#include <string>

#include "landai/plan/plan.hpp"

namespace landai::remedy {

/// Ids of the element and of all its descendants; a ring of parents ends where it began.
[[nodiscard]] std::set<std::string> family_of(const Plan& plan, const std::string& element);
/// The plan without these elements; what stays keeps its order.
[[nodiscard]] Plan without(const Plan& plan, const std::set<std::string>& gone);
[[nodiscard]] Polygon shifted(Polygon polygon, PlanPoint by);

}  // namespace landai::remedy
