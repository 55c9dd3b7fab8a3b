// SPDX-License-Identifier: GPL-3.0-or-later
// What hangs over the floor of a room, for headroom and for what reaches into the way.
#pragma once

#include <string>
#include <vector>

#include "survey.hpp"

namespace landai::measure {

/// A thing above the walking surface of a room, or the part of it over the room.
struct Hanging {
  const Element* element = nullptr;
  double lo = 0;        ///< its underside above the walking surface, m
  MultiPolygon plan;    ///< over the room
  /// Walls, columns and stairs do not hang: what carries them lies lower and is not in the plan.
  [[nodiscard]] bool carried() const {
    return element->category == Category::wall || element->category == Category::column || element->category == Category::stair;
  }
};

struct Overhead {
  std::vector<Hanging> hanging;         ///< in plan order; underside at least `from_m` above the walking surface
  const Element* unknown = nullptr;     ///< a thing in the room whose heights the plan does not tell
};
/// Walls, beams, columns, furniture, fixtures, stairs of the storey above, signs and obstacles. Whether they hang at all is known only
/// from their height ranges.
[[nodiscard]] Overhead overhead(const Survey& s, const Element& space, double from_m);

/// Height of the walking surface of a room above its level: where its body begins, when the plan tells.
[[nodiscard]] double walking_surface(const Survey& s, const Element& space);

/// What stands in the room or around it and reaches below `low_m` above the walking surface: a cane finds it.
[[nodiscard]] MultiPolygon standing_below(Survey& s, const Element& space, double low_m);

}  // namespace landai::measure
