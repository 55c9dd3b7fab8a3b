// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "clearance_impl.hpp"

namespace landai::geometry {

/// One edge of the diagram, or a part of it, as a way passes it. Cells.
struct WayStep {
  int edge = -1;
  PlanPoint from, to;
};

/// The way along the diagram that has the same obstacles on the same sides as the line (metres): each point
/// of the line is carried straight away from its nearest obstacle onto the diagram; what is walked to and fro
/// (into corners beside the line) is left out. Nothing when a point meets no diagram or the line crosses an
/// obstacle.
[[nodiscard]] std::optional<std::vector<WayStep>> way_along(const Clearance::Impl& clearance,
                                                            const Polyline& line);

}  // namespace landai::geometry
