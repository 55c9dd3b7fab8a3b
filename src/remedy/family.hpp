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
/// The plan with loose things drawn plainly: lines within a thing's own outline are its picture, and no measurement looks at them;
/// outlines of many points keep one in 5 mm, which moves an arc by a hundredth of a millimetre. Parts of plans are measured hundreds
/// of times, and pictures of chairs are most of some drawings. What is found is confirmed on the plan as drawn.
[[nodiscard]] Plan drawn_plainly(Plan plan);
/// A ring of many points with one in 5 mm; others as they are.
[[nodiscard]] Ring plain(const Ring& ring);
[[nodiscard]] Polygon shifted(Polygon polygon, PlanPoint by);

}  // namespace landai::remedy
