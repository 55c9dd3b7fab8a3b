// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which failures are best mended, and what each opens up.
#pragma once

#include <vector>

#include "fix_order.hpp"
#include "view.hpp"

namespace landai::report {

/// The building as a graph of rooms, with the failures that cut ways as what the ways wait for, and its places.
struct RepairGraph {
  FixGraph graph;
  std::vector<std::size_t> findings;    ///< of each fix, its place among the findings
  std::vector<std::string> places;      ///< of each place its element: indoor rooms and counters, plan order
};

/// A failure of severity 1 or 2 cuts a way when it is of a clear width (door, room), a missing step-free way, or severity 1. Doors and ramps
/// cut the way through them, a narrow room that between its two ends, a missing way the place it leads to. What is not decided or not
/// measured cuts nothing.
[[nodiscard]] RepairGraph repair_graph(const View& view, const std::vector<Finding>& findings);

/// Fills `order`, `opens` and `opens_with` of the failures.
void set_order(const View& view, std::vector<Finding>& findings);

}  // namespace landai::report
