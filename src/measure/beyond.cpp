// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/beyond.hpp"

#include <cmath>

namespace landai::measure {

Measurement& not_within(Measurement& m, double looked_m, Message why) {
  m.value.reset();
  m.lo = looked_m;
  m.hi = INFINITY;
  m.applies = false;
  m.missing = std::move(why);
  return m;
}

std::optional<Measurement> beyond_looked(const Measurement& m) {
  if (m.applies || m.value || !(m.lo > 0) || !std::isinf(m.hi)) return std::nullopt;
  Measurement farther = m;
  farther.value = m.lo;
  farther.applies = true;
  return farther;
}

}  // namespace landai::measure
