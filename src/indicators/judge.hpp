// SPDX-License-Identifier: GPL-3.0-or-later
// From what was found for one item to its state. Private to the room.
#pragma once

#include <set>
#include <optional>
#include <vector>

#include "form_data.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/standards/standards.hpp"

namespace landai::indicators {

/// What the plan as a whole tells, the same for every item.
struct Coverage {
  bool complete = false;   ///< somebody stated that the plan shows the whole building
  bool built = false;      ///< the building is stated to stand; what a plan of it draws may be there or not
  bool uses_known = true;  ///< no space without a use, in which a facility could hide
  std::optional<double> storeys;
};

/// What supports one item besides its elements.
struct Links {
  std::vector<const standards::Check*> checks;       ///< of the linked rules, in output order
  std::size_t seen = 0;                              ///< places of which something was read or photographed, not only their doors
  std::set<std::string> photos;                      ///< files with pictures of it
};

/// Fills state, claim, reason, notes, defects, open checks and evidence of an item whose elements and
/// statements are set.
void judge(Indicator& item, const Judging& how, const Block& block, const Coverage& cover, const Links& links,
           const Policy& policy);

}  // namespace landai::indicators
