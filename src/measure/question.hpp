// SPDX-License-Identifier: GPL-3.0-or-later
// When two values answer one question, and neither comes first by its kind. Private to the room.
#pragma once

#include "landai/measure/measurement.hpp"

namespace landai::measure {

/// The one does not count before the other by its kind: both were had on the building, or both are statements.
[[nodiscard]] bool side_by_side(const Measurement& said, const Measurement& other);
/// Also when one of them answers the question of the other: no room that is too small for a rectangle holds a larger one.
[[nodiscard]] bool same_question(const Measurement& a, const Measurement& b);

}  // namespace landai::measure
