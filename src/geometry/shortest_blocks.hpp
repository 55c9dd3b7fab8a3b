// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "clearance_impl.hpp"

namespace landai::geometry {

/// Where the floor hangs together only by single passages, for a disc of one radius.
///
/// Across an edge of the diagram lies a straight gap between two obstacle points. If the edge is a bridge (no
/// other way leads around it), a path that begins and ends on one side of the gap has nothing to look for on
/// the other: the stretch beyond is longer than the straight line within the gap. So a shortest path stays in
/// the blocks on the way from its start to its end, and rooms with one door drop out.
class Blocks {
 public:
  Blocks(const Clearance::Impl& clearance, double radius);

  /// For each site, whether a path may touch it that goes from the neighbourhood of one edge to that of
  /// another.
  [[nodiscard]] std::vector<char> sites_between(int edge, int other) const;

 private:
  [[nodiscard]] bool holds(int vertex) const;
  [[nodiscard]] bool passes(int edge) const;
  void find_bridges();
  void find_blocks();
  void mark_between(int vertex, int other, std::vector<char>& kept) const;

  const Clearance::Impl& clearance_;
  double radius_;
  std::vector<char> bridge_;                ///< of each edge
  std::vector<int> block_;                  ///< of each vertex; -1 where the disc does not fit
  std::vector<int> parent_, depth_, root_;  ///< of each block, in the tree that the bridges make
};

}  // namespace landai::geometry
