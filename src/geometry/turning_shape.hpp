// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <numbers>
#include <vector>

#include "clip.hpp"
#include "landai/geometry/polygons.hpp"

/// Where a shape that may be turned has a place. Private to this room.
namespace landai::geometry {

/// Cells per metre here: 0.01 mm, so that turning costs nothing.
inline constexpr double kFineCells = 100'000;

/// A rectangle fixed to the point that the shape is turned about. Cells.
struct ShapePart {
  double x0, y0, x1, y1;
};

/// Rectangles that overlap. The first holds the point (0, 0), which the shape is turned about.
struct TurningShape {
  std::vector<ShapePart> parts;
  double period = 2 * std::numbers::pi;  ///< turned by this it is itself again
};

struct ShapePlace {
  ShapeFit::Answer answer = ShapeFit::Answer::no;
  PlanPoint centre;  ///< cells; with yes
  double angle = 0;
};

/// Does the shape have a place in the region, turned as it may? The direction is subdivided: within an
/// interval of directions every turned shape holds a smaller one, and where that fits nowhere, none does.
/// Intervals end where the smaller shape is the shape itself to `tolerance` cells: cannot_tell then, as when
/// about a million corners were looked at (half a second).
/// region: paths of `paths_of` in kFineCells.
[[nodiscard]] ShapePlace find_place(const Paths& region, const TurningShape& shape, double tolerance);

}  // namespace landai::geometry
