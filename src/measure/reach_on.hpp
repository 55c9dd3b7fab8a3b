// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "landai/measure/reach.hpp"
#include "survey.hpp"

namespace landai::measure {

/// `reach` on a survey that stands already.
[[nodiscard]] Result<std::vector<MobilityReach>> reach_on(Survey& survey, std::span<const Mobility> mobilities, int threads = 0);

}  // namespace landai::measure
