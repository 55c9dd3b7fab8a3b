// SPDX-License-Identifier: GPL-3.0-or-later
// Elements by the names that stand in the drawing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landai/plan/plan.hpp"

namespace landai::measure {

/// Whether the first word of a name is this one: "R-4" of "R-4 RAM SAMPING".
[[nodiscard]] bool begins_with_word(std::string_view name, std::string_view word);
/// Ids of the elements of this name, in plan order; where there is none, of those whose name begins with it
/// as a word. Empty for an empty text.
[[nodiscard]] std::vector<std::string> named(const Plan& plan, std::string_view text);
/// "d1, d2, d3, …": the first few ids.
[[nodiscard]] std::string some_ids(const std::vector<std::string>& ids);

}  // namespace landai::measure
