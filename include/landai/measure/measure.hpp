// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "landai/core/error.hpp"
#include "landai/measure/facts.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

/// What stands before measuring and needs geometry or names, so importers cannot do it:
/// spaces from walls where the file has none (derived, confidence < 1), `connects` of doors, the spaces elements lie in,
/// entrances, ramps' rises from level marks, turnstiles and kerb ramps told by name (Element::kind). Adds diagnostics.
/// Returns the completed plan.
[[nodiscard]] Result<Plan> complete(Plan plan, const std::filesystem::path& data_dir);

/// Measures everything that is asked. For each request, one measurement per subject of the catalogue row's categories, or a
/// "not measured" one that says why; facts and inferred facts (space.use …) are always in the result, asked or not.
/// The order is fixed: catalogue order, then plan order.
/// With `only` (element ids) nothing but facts is asked of other elements; pairs such as routes are measured all the same.
[[nodiscard]] Result<MeasurementSet> measure(const Plan& plan, const Facts& facts, std::span<const Request> requests,
                                             const std::filesystem::path& data_dir, std::span<const std::string> only = {});

/// Whether what was read of a quantity matters to other questions than its own: it is a fact that every run asks, or the plan's values of
/// one of these questions follow from it.
[[nodiscard]] bool bears_on(std::string_view from, std::span<const Request> asked);

}  // namespace landai::measure
