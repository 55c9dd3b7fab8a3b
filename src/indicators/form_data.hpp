// SPDX-License-Identifier: GPL-3.0-or-later
// What an indicator's entry in a form says besides its title: what on a plan is the facility. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/node.hpp"
#include "landai/plan/plan.hpp"

namespace landai::indicators {

/// One way an element can be the facility; every condition that is given must hold.
struct Facility {
  Category category = Category::space;
  std::vector<std::string> uses;   ///< of a space
  std::vector<std::string> kinds;
  std::vector<std::string> names;  ///< parts of the name, lower case
  bool part = false;               ///< must be a part of another element (the low place of a counter)
};

/// How an indicator is judged.
struct Judging {
  std::vector<Facility> any;
  bool plan_shows = false;         ///< a complete plan would show it: its absence means absent
  std::vector<std::string> rules;  ///< ids; a trailing * stands for any ending
};

/// The `facility`, `plan_shows` and `rules` of an indicator's node. Error (pack) with the line.
[[nodiscard]] Result<Judging> judging(const Node& indicator, const std::string& file);

}  // namespace landai::indicators
