// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "landai/core/geometry.hpp"

namespace landai::geometry {

/// Inside by the non-zero rule: a ring that overlaps itself has no hole in its overlap.
[[nodiscard]] inline bool winds_around(const Ring& ring, PlanPoint p) {
  int winding = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    if ((a.y <= p.y) == (b.y <= p.y)) continue;
    const double side = cross(b - a, p - a);
    if (b.y > a.y && side > 0) ++winding;
    if (b.y < a.y && side < 0) --winding;
  }
  return winding != 0;
}

}  // namespace landai::geometry
