// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of a fixture: which way it faces, and how wide and deep it is.
#pragma once

#include <optional>

#include "survey.hpp"

namespace landai::measure {

/// Smallest rectangle around a shape that has a side on one of its edges: its two side lengths in metres, and where.
struct Sides {
  double shorter = 0, longer = 0;
  PlanSegment across, lengthwise;   ///< through its middle, along the shorter and the longer side
};
/// Nothing for a shape without an edge of 5 cm.
[[nodiscard]] std::optional<Sides> sides_of(const MultiPolygon& shape);

/// Where a fixture faces (unit vector): as the file says; else away from the one wall that its back stands against. Nothing when neither
/// tells.
[[nodiscard]] std::optional<PlanPoint> facing_of(Survey& s, const Element& e);

/// The box around a fixture in the directions it faces: x to its left, y to its front.
struct FacingBox {
  PlanPoint out, across;
  double front = -INFINITY, back = INFINITY, left = -INFINITY, right = INFINITY;

  FacingBox(const Element& e, PlanPoint facing);
  [[nodiscard]] PlanPoint at(double x, double y) const { return y * out + x * across; }
};

}  // namespace landai::measure
