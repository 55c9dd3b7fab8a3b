// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "diagram.hpp"

/// The decision whether a disc stands somewhere, where floating point cannot take it. Private to this room.
namespace landai::geometry {

/// A diameter as the decision takes it: whole micrometres.
inline constexpr double kMicrometresPerMetre = 1e6;

/// Exact: a point within reach of `near` that no segment comes nearer to than half of `diameter_um`
/// micrometres; nothing when there is none. Meant for a Voronoi vertex whose clearance is that radius to
/// within `band_cells`: the candidates are the points at exactly that distance from two of the sites around
/// it, for the place that leaves most room, if it leaves enough, has one of them on its border.
/// `near` and the segments are in cells; the segments' ends are whole numbers.
[[nodiscard]] std::optional<PlanPoint> exact_disc_centre(const SegmentIndex& index, PlanPoint near,
                                                         std::int64_t diameter_um, double band_cells);

}  // namespace landai::geometry
