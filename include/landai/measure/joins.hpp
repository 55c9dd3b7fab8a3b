// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "landai/plan/plan.hpp"

namespace landai::measure {

/// A place where one gets from one room to another, or out of doors.
struct Join {
  enum class Kind {
    door,         ///< a door or an opening that connects both
    open_border,  ///< the rooms adjoin without a wall between them
    ramp,         ///< the flight of a ramp whose ends lie in or before them
    lift,         ///< the same lift stops in or beside them
  };
  Kind kind = Kind::door;
  std::string a, b;       ///< ids of spaces, or "outside"; a != b
  std::string element;    ///< the door, opening, flight or lift; empty for an open border
  bool step = false;      ///< the floors differ by more than 20 mm, as far as both heights are known, and no ramp joins the rooms
  std::string level;
  PlanPoint at;           ///< where one passes, plan frame, metres
};

/// How the rooms of a plan hang together, from what is drawn and from nothing that was judged: every door and opening with two sides, every
/// border of at least 0.60 m without a wall, every ramp and lift. Widths are not looked at: a join may be too narrow for anybody.
/// Doors that were stated to be none (`ignored`, ids) are left out. In the order of the plan's elements; open borders after doors. Spaces
/// without an outline have doors only.
[[nodiscard]] std::vector<Join> joins(const Plan& plan, const std::vector<std::string>& ignored = {});

}  // namespace landai::measure
