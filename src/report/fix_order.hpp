// SPDX-License-Identifier: GPL-3.0-or-later
// In which order to mend what cuts ways, so that places open as early as possible. Knows graphs only, no buildings.
#pragma once

#include <tuple>
#include <vector>

namespace landai::report {

/// Rooms and what joins them; a way is open when all fixes it waits for are done.
struct FixGraph {
  int nodes = 0;
  std::vector<int> starts;          ///< nodes one is at from the beginning
  struct Edge {
    int a = 0, b = 0;               ///< walked both ways
    std::vector<int> fixes;         ///< sorted, each once: all must be done
  };
  std::vector<Edge> edges;
  /// Opens when one of its nodes is reached and its own fixes are done.
  struct Place {
    std::vector<int> nodes;
    std::vector<int> fixes;         ///< sorted
    bool is_public = true;
  };
  std::vector<Place> places;
  /// Of each fix: the smaller, the sooner among those that open equally much.
  std::vector<std::tuple<int, int, int>> ranks;   ///< severity, access (public, staff, service), place in the list of findings
};

/// One fix, or the smallest set of fixes that open something only together.
struct FixStep {
  std::vector<int> fixes;   ///< by rank
  std::vector<int> opens;   ///< places that open with this step and did not before; ascending
};

/// Every fix in exactly one step. While something public can be opened: the single fix that opens most public places; when no single one
/// opens any, of the smallest sets that do the one that opens most; ties by rank of severity, then by places opened in all, then by the
/// rest of the rank. After that all others one by one by rank; those of one severity and access that open more (rooms of staff) first.
/// Exact as long as no room has more than `most_sets` sets of fixes that lead to it, of which none is part of another; beyond that the
/// smaller sets are kept.
[[nodiscard]] std::vector<FixStep> fix_order(const FixGraph& graph, std::size_t most_sets = 64);

/// Places that are open when `done` (by fix) is.
[[nodiscard]] std::vector<bool> open_places(const FixGraph& graph, const std::vector<bool>& done);

}  // namespace landai::report
