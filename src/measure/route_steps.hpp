// SPDX-License-Identifier: GPL-3.0-or-later
// Steps on the floor of a level.
#pragma once

#include <optional>
#include <string>

#include "survey.hpp"

namespace landai::measure {

[[nodiscard]] bool on(const Survey& survey, const Element& e, const std::string& level);
[[nodiscard]] bool opens_outside(const Element& door);
/// Stated (building.floors_level): the floors on both sides of inner doors lie at one height, but for what is drawn or read.
[[nodiscard]] bool floors_level(const Survey& survey);
/// Stated (ramp.use) of the flight or its ramp: it is for goods or vehicles, and no way for people (Permen PUPR 14/2017, Pasal 19(2) e).
[[nodiscard]] bool goods_ramp(const Survey& survey, const Element& flight);
/// The step at a door that leads outside, metres, where the plan has the floor before it: a terrace, the head of a ramp, or ground that a level mark
/// near by tells. Nothing where it has not.
[[nodiscard]] std::optional<double> outer_step(const Survey& survey, const DoorFrame& frame, const std::string& level);
/// Whether nothing tells if a door holds a step: the plan does not have the floor heights on both sides, its threshold was not read, and
/// nobody stated that the floors are level (building.floors_level). Not of a door that leads outside: a way inside begins behind it.
[[nodiscard]] bool step_open(const Survey& survey, const Element& door, const std::string& level);
/// A terrace or a covered walk onto whose floor a way comes straight from ground that no room is, so that no height tells whether its edge is a
/// step; or a landing there, where a mark on the ground has another height.
struct OpenEdge {
  const Element* place = nullptr;
  PlanPoint at;
  std::string mark = {};         ///< text of that mark; else empty
  std::optional<double> step;    ///< metres, where the mark is near enough to tell it
};
/// What is not known of it, or the step that the mark tells.
[[nodiscard]] Message told(const OpenEdge& edge);
/// The first such on the way. A flight that leads up to the place shuts its other edges, so a way over a ramp meets none.
[[nodiscard]] std::optional<OpenEdge> open_edge(const Survey& survey, const Polyline& path, const std::string& level);

}  // namespace landai::measure
