// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that do not arise as far as was looked: "no furniture within 2 m".
#pragma once

#include <optional>

#include "landai/measure/measurement.hpp"

namespace landai::measure {

/// There is none within this distance, and nobody looked further: the question does not arise, but for a limit beyond it stays open.
/// Told as `why`; bounds from the distance on, open above, without a value.
Measurement& not_within(Measurement& m, double looked_m, Message why);

/// What a limit is held against there: a number from where nobody looked on, open above. Nothing for all other measurements.
[[nodiscard]] std::optional<Measurement> beyond_looked(const Measurement& m);

}  // namespace landai::measure
