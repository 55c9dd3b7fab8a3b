// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "landai/photo/measured.hpp"
#include "landai/photo/task.hpp"
#include "wall.hpp"

namespace landai::photo {

struct FoundEnds {
  std::vector<End> ends;      ///< two, or none
  bool above_floor = false;   ///< a pair stands out, but the wall goes on below it: a board, a window or a picture
};

/// Looks for the two ends beside the markers of a fitted plane: of a door the jambs, two upright edges of opposite sense, 0.55 to 1.5 m apart, both on one side of a
/// single marker or between two; of a counter its top above the marker and the floor below it, 0.5 to 1.3 m apart. Two ends to be
/// snapped, drawn as lines; none when no pair is found or another one stands out nearly as well, and none where an edge of a door ends within the picture and no level
/// line goes on beside it there: a jamb ends on the floor. Then the edges that came into question are put into `drawing`, so that a person can choose.
[[nodiscard]] FoundEnds look_for(Look what, const Photo& photo, const WallState& state, double offset, Drawing& drawing);

}  // namespace landai::photo
