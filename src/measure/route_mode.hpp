// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace landai::measure {

enum class RouteMode {
  step_free,       ///< doors that may hold a step are shut
  steps_allowed,   ///< stairs are floor and doors with a step are open: to find out what a step-free way lacks
  widest_doors,    ///< every door as wide and every threshold as low as it may be: the upper bound of step-free ways
};

}  // namespace landai::measure
