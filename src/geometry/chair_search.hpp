// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <queue>

#include "chair_space.hpp"

/// The search in the subdivision of (x, y, heading). Private to this room.
namespace landai::geometry {

struct ChairEnd {
  ClipperLib::IntPoint at;
  std::optional<double> heading_rad;
};

struct ChairVerdict {
  enum class Kind {
    yes,    ///< a chain of sure pieces
    no,     ///< no chain of possible pieces
    open,   ///< every chain needs a possible piece of the finest boxes, and one needs no others
    start,  ///< no: no possible piece at the start
    goal,
    limit
  } kind = Kind::limit;
  std::vector<int> pieces;  ///< yes: from the start to the goal
};

struct ChairLimits {
  std::size_t boxes = 0;
  std::size_t work = 0;
};

/// Halves the boxes in which the cheapest chain of possible pieces is not sure, until the answer is known.
[[nodiscard]] ChairVerdict search(ChairSpace& space, const ChairEnd& start, const ChairEnd& goal,
                                  const ChairLimits& limits);

/// A motion through a chain of sure pieces, in metres of the obstacles' frame; headings do not jump.
[[nodiscard]] std::vector<Pose> route_through(const ChairSpace& space, const std::vector<int>& pieces,
                                              const ChairEnd& start, const ChairEnd& goal);

}  // namespace landai::geometry
