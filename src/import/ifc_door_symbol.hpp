// SPDX-License-Identifier: GPL-3.0-or-later
// Swing arcs in the plan symbol of a door.
#pragma once

#include <vector>

#include "landai/core/geometry.hpp"

namespace landai::importer {

struct SwingArc {
  PlanPoint hinge, closed_tip, open_tip;
  double radius = 0;
};

/// Arcs of 20 to 100 degrees with a radius of 0.4 to 2.5 m, one end of which lies along the wall from the
/// centre.
[[nodiscard]] std::vector<SwingArc> swing_arcs(const std::vector<Polyline>& curves, PlanPoint along_wall);

}  // namespace landai::importer
