// SPDX-License-Identifier: GPL-3.0-or-later
// What was read or stated of a thing before it was looked at again.
#pragma once

#include <string>
#include <vector>

#include "landai/measure/readings.hpp"

namespace landai::measure {

/// A value that one of a later day took the place of (docs/design.md, "Which value counts"). Neither has an id.
struct Earlier {
  Measurement was;
  Measurement since;   ///< the first later one that it does not agree with
};

/// Takes out of the readings those that one of a later day contradicts (`contradict`): same element, quantity and parameters, and both had on the
/// building or both stated; or a clear width and an opening, both had on the building, that is narrower. What agrees stays, so a coarse photo of a later day displaces no tape. Left as they are: two of one day, one that has
/// no date, and all that is dated after `day` (YYYY-MM-DD), for that day has not been. Returns what was taken out, in the order of the readings.
[[nodiscard]] std::vector<Earlier> take_earlier(Readings& readings, const std::string& day);

}  // namespace landai::measure
