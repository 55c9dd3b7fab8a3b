// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "landai/plan/plan.hpp"

namespace landai::measure {

/// "±0.00", "+0.45", "-0,05", "%%p0.00", "FFL +0.45" → metres. Nothing for a text without a sign: it could be anything.
[[nodiscard]] std::optional<double> level_mark(std::string_view text);

/// Gives spaces and landings the height of the level mark inside them, and flights of ramps and stairs the rise between the
/// marks at their foot and head, where the file has no height of its own. Unequal marks in one room give it none, with a diagnostic.
void heights_from_marks(Plan& plan);

}  // namespace landai::measure
