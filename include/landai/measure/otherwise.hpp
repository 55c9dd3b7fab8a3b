// SPDX-License-Identifier: GPL-3.0-or-later
// What a value would be if somebody vouched for something that no plan shows.
#pragma once

#include <optional>
#include <string>

#include "landai/measure/measurement.hpp"

namespace landai::measure {

struct Otherwise {
  std::string quantity;      ///< the truth that is to be stated
  double lo = 0, hi = 0;     ///< bounds of the value then, in its unit
};

/// Adds it to what a drawn value is told with. Nobody has stated the truth yet.
void would_be(Measurement& m, const Otherwise& otherwise);
/// What was added; nothing for most measurements.
[[nodiscard]] std::optional<Otherwise> otherwise(const Measurement& m);

}  // namespace landai::measure
