// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include "landai/geometry/chair.hpp"

/// Shapes of a rectangle that turns about its reference point. Private to this room.
namespace landai::geometry {

/// Distances from the reference point (the origin) to the four sides: ahead, left, behind, right. Metres.
using Extents = std::array<double, 4>;

/// The footprint less `less_m` on every side; a distance never becomes negative.
[[nodiscard]] Extents extents_of(const Footprint& footprint, double less_m);

/// Convex, counter-clockwise, metres, the reference point at the origin, heading 0.
using Shape = std::vector<PlanPoint>;

[[nodiscard]] Shape rectangle(const Extents& e);
/// Covers the rectangle in every heading of [-half_rad, half_rad], with `more_m` on top.
[[nodiscard]] Shape outer_shape(const Extents& e, double half_rad, double more_m);
/// Lies in the rectangle in every heading of [-half_rad, half_rad], with `less_m` to spare.
[[nodiscard]] Shape inner_shape(const Extents& e, double half_rad, double less_m);
[[nodiscard]] Shape turned(const Shape& shape, double angle_rad);

/// By how much a rectangle must shrink on every side so that, turned by up to half_rad, it stays in every
/// inner shape of that half width, or grow to hold the outer ones: what a box of headings leaves unsaid.
[[nodiscard]] double slack_of(const Extents& e, double half_rad);

/// Distance from the reference point to the farthest corner.
[[nodiscard]] double reach_of(const Extents& e);

/// Where the reference point may not be because the shape would meet the segment: the Minkowski sum of the
/// segment and the mirrored shape. `mirrored` is the shape through the origin (a half turn). Convex,
/// counter-clockwise.
void forbidden(const PlanSegment& segment, const Shape& mirrored, Shape& result);

/// True when the segment passes through the inside of the convex shape; touching is free.
[[nodiscard]] bool enters(const PlanSegment& segment, const Shape& shape);

}  // namespace landai::geometry
