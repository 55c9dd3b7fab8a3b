// SPDX-License-Identifier: GPL-3.0-or-later
// A plan that was turned as a whole, as when true north is set later.
#pragma once

#include <cstddef>
#include <vector>

#include "match.hpp"

namespace landai::store {

/// Elements of a plan found again, and by how much the plan as a whole was turned meanwhile.
struct TurnedMatches {
  Matches matches;
  std::vector<Trace> seen;   ///< the new elements as they lie when the new plan is turned back; `matches.shift` is in this frame
  double turn = 0;           ///< of the new plan against the old one, radians counter-clockwise, (-pi, pi]; 0: not turned
  bool mirrored = false;     ///< it is the old one's mirror image, turned or not
  double moved_m = 0;        ///< of a turned one: between the middles of what was found again, metres
};

/// As `match` for a plan that lies as it lay. Else, where fewer than half of what was there, or of the ids that both plans have, stand within 5 cm of their places, the turn
/// is looked for that takes the most elements onto those of their ids, then that of the mirror image; it is believed when it takes at least half of the elements that have
/// their id in both plans (a third, if those are twice what stands in its place without), and six at least, to within 5 cm, and finds more in place than without it. Where no turn of those that were there is found, it is looked for of
/// those that had gone.
[[nodiscard]] TurnedMatches match_turned(const std::vector<Trace>& old, std::size_t present, const Plan& plan);

}  // namespace landai::store
