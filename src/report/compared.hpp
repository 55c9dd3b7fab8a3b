// SPDX-License-Identifier: GPL-3.0-or-later
// What the packs say that are there for comparison: told as such, never as a verdict.
#pragma once

#include <string>
#include <vector>

#include "view.hpp"

namespace landai::report {

/// "ADA 2010: 14 fail, 44 pass, 3 undecided (for comparison, not counted)", for each such pack with a rule that applies here.
[[nodiscard]] std::vector<std::string> compared_text(const View& view);

/// Why no verdict that counts is there: only packs for comparison were chosen, or nothing in the plan is spoken of.
[[nodiscard]] std::string nothing_counted_text(const View& view);

}  // namespace landai::report
