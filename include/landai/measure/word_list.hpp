// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "landai/measure/measurement.hpp"

namespace landai::measure {

/// Of a measured list of words: those that are not in it and yet may be true, as the plan shows nothing that would tell ("it leads to
/// no stop": where no stop is drawn or named). In the order given to leave_open; none of anything else.
[[nodiscard]] std::vector<std::string> words_left_open(const Measurement& m);

/// Says so in the evidence's note, which replaces what stood there. Without words nothing is changed.
void leave_open(Measurement& m, const std::vector<std::string>& words);

}  // namespace landai::measure
