// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean": the known word nearest to one that is not known.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace landai::measure {

/// The word with the fewest letters to change, case aside; empty when more than a third of the letters differ. Words longer than 64
/// letters are compared by their first 64. Nothing is near an IFC GlobalId: what looks nearly like one is another element, and no slip of the pen.
[[nodiscard]] std::string near_word(std::string_view word, std::span<const std::string> known);

}  // namespace landai::measure
