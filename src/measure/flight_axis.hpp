// SPDX-License-Identifier: GPL-3.0-or-later
// The line along which one goes up a flight of a ramp or stair, and where things lie along and across it.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "survey.hpp"

namespace landai::measure {

struct Axis {
  PlanPoint foot, head;
  PlanPoint along, across;   ///< unit: foot to head, and to the left of that
  double length = 0;
};
/// Nothing for what is no flight, or for one whose ends are not known.
[[nodiscard]] std::optional<Axis> axis_of(const Element& flight);
/// Least and greatest offset of a shape to the left of the axis, and from the foot along it. Metres; inverted for an empty shape.
[[nodiscard]] std::pair<double, double> extent_across(const MultiPolygon& shape, const Axis& axis);
[[nodiscard]] std::pair<double, double> extent_along(const MultiPolygon& shape, const Axis& axis);
/// The flights of a ramp or stair, plan order; a flight, or a ramp or stair drawn as one flight, is its own.
[[nodiscard]] std::vector<const Element*> flights_of(const Survey& s, const Element& whole);
/// The sides of a flight across its axis, right (least) and left; nothing when the plan tells no width.
[[nodiscard]] std::optional<std::pair<double, double>> sides_of_flight(const Element& flight, const Axis& axis);

}  // namespace landai::measure
