// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "wall.hpp"

namespace landai::photo {

/// A straight line in a plane parallel to the markers'.
struct PlaneLine {
  double x = 0, y = 0;    ///< middle of what was seen of it, m
  double dx = 1, dy = 0;  ///< unit direction; none for a single point
  double length = 0;      ///< m, of what was seen; 0 for a point
};

/// Rays through the pixels cut with the plane at this depth, and the straight line through them (total least squares). One pixel
/// gives a point. Nothing when a ray misses the plane.
[[nodiscard]] std::optional<PlaneLine> plane_line(const WallState& state, std::span<const PixelPoint> pixels, double depth);

/// The same of rays that were made of the pixels already, with the state's lens.
[[nodiscard]] std::optional<PlaneLine> plane_line(const Pose& pose, std::span<const Ray> rays, double depth);

/// Distance of two ends: of parallel lines half-way along them, of a point to a line, of two points. Metres.
[[nodiscard]] double apart(const PlaneLine& a, const PlaneLine& b);

}  // namespace landai::photo
