// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace landai::geometry {

/// Widest ways between the vertices of a graph: a spanning forest that takes the widest edges first
/// (Kruskal). The narrowest edge on its path between two vertices is the bottleneck of the widest way between
/// them.
class WidestForest {
 public:
  struct Edge {
    int from = 0;
    int to = 0;
    double width = 0;
  };
  WidestForest() = default;
  /// Widths that doubles cannot tell apart are told apart by `narrower(i, j)`: is edge i narrower than edge
  /// j? It must be a strict weak order of the finite widths. Equal widths: the edge with the smaller number
  /// first.
  WidestForest(int vertices, const std::vector<Edge>& edges, const std::function<bool(int, int)>& narrower);

  [[nodiscard]] bool connected(int a, int b) const;
  /// Index of the narrowest edge between two connected, different vertices; O(log n).
  [[nodiscard]] int bottleneck(int a, int b) const;
  /// Edges from a to b in order; both must be connected.
  [[nodiscard]] std::vector<int> path(int a, int b) const;

 private:
  // Union by size without path compression: walking up meets the joins from the widest to the narrowest.
  std::vector<int> up_, up_edge_, up_order_;
  // The same forest with its own edges, rooted, to walk along.
  std::vector<int> parent_, parent_edge_, depth_;
};

}  // namespace landai::geometry
