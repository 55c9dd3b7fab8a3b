// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities that no plan shows: they are read, photographed or attested. Private to the room.
#pragma once

#include <span>

#include "landai/measure/catalogue.hpp"

namespace landai::measure {

[[nodiscard]] std::span<const QuantityInfo> site_rows();

}  // namespace landai::measure
