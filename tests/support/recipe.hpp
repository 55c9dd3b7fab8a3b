// SPDX-License-Identifier: GPL-3.0-or-later
// One line for each length that is known in a photo made by others: what a run of the recipes comes to.
#pragma once

#include <cstdio>
#include <string>

#include "landai/photo/measured.hpp"

namespace landai::test {

/// Whether the 95 % interval holds the truth (m); prints both.
inline bool recipe_held(const std::string& what, double truth, const photo::Measured& m) {
  const bool held = m.lo <= truth && truth <= m.hi;
  std::printf("[ recipe   ] %-52s true %8.2f mm, measured %8.2f mm (%+.2f %%), U %6.2f mm (%.2f %%), %s\n", what.c_str(), 1000 * truth, 1000 * m.value, 100 * (m.value / truth - 1),
              1000 * m.half_width(), 100 * m.half_width() / m.value, held ? "held" : "NOT HELD");
  return held;
}

}  // namespace landai::test
