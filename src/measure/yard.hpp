// SPDX-License-Identifier: GPL-3.0-or-later
// How high the open ground lies, as level marks tell that stand in no room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "survey.hpp"

namespace landai::measure {

/// A level mark on open ground.
struct YardMark {
  double z = 0;   ///< metres
  PlanPoint at;
  std::string text;   ///< as drawn
};

/// Whether something drawn stands there or has a floor of its own: a room, a landing, a flight, a wall, a column.
[[nodiscard]] bool has_floor(const Survey& survey, PlanPoint p, const std::string& level);

/// The marks of a level that lie in no room and on no landing, flight or wall.
[[nodiscard]] std::vector<YardMark> yard_marks(const Survey& survey, const std::string& level);

constexpr double kMarkHolds = 3.0;    ///< metres: as far a mark tells the height of the ground
constexpr double kMarkHints = 12.0;   ///< metres: as far it gives reason to ask; as far it tells the foot of a flight in a drawing

/// The mark that speaks for the ground at a point: the nearest within `reach` metres without a wall between. Nothing where one that is hardly
/// farther differs by more than 2 cm: the ground slopes.
[[nodiscard]] const YardMark* yard_at(const Survey& survey, const std::vector<YardMark>& marks, PlanPoint p, const std::string& level, double reach);

/// Pieces of the border of an outdoor floor where the open ground beside it is marked at another height, as open lines.
[[nodiscard]] std::vector<Polyline> edges_above_yard(const Survey& survey, const std::vector<YardMark>& marks, const Element& floor, const std::string& level, double largest_step);

}  // namespace landai::measure
