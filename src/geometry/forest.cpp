// SPDX-License-Identifier: GPL-3.0-or-later
#include "forest.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace landai::geometry {
namespace {
std::size_t at(int i) { return static_cast<std::size_t>(i); }
}  // namespace

WidestForest::WidestForest(int vertices, const std::vector<Edge>& edges) {
  const std::size_t n = at(vertices);
  std::vector<int> order(edges.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int i, int j) {
    if (edges[at(i)].width != edges[at(j)].width) return edges[at(i)].width > edges[at(j)].width;
    return i < j;
  });
  up_.assign(n, -1);
  up_edge_.assign(n, -1);
  up_order_.assign(n, std::numeric_limits<int>::max());
  std::vector<int> size(n, 1), degree(n + 1, 0), taken;
  const auto root = [&](int v) {
    while (up_[at(v)] >= 0) v = up_[at(v)];
    return v;
  };
  for (const int i : order) {
    int a = root(edges[at(i)].from), b = root(edges[at(i)].to);
    if (a == b) continue;
    if (size[at(a)] > size[at(b)]) std::swap(a, b);
    size[at(b)] += size[at(a)];
    up_[at(a)] = b;
    up_edge_[at(a)] = i;
    up_order_[at(a)] = static_cast<int>(taken.size());
    taken.push_back(i);
    ++degree[at(edges[at(i)].from) + 1];
    ++degree[at(edges[at(i)].to) + 1];
  }
  std::partial_sum(degree.begin(), degree.end(), degree.begin());
  std::vector<int> next(degree.begin(), degree.end() - 1), beside(at(degree.back()));
  for (const int i : taken) {
    beside[at(next[at(edges[at(i)].from)]++)] = i;
    beside[at(next[at(edges[at(i)].to)]++)] = i;
  }
  parent_.assign(n, -1);
  parent_edge_.assign(n, -1);
  depth_.assign(n, -1);
  std::vector<int> queue;
  for (int start = 0; start < vertices; ++start) {
    if (depth_[at(start)] >= 0) continue;
    depth_[at(start)] = 0;
    queue.assign(1, start);
    for (std::size_t k = 0; k < queue.size(); ++k) {
      const int v = queue[k];
      for (int j = degree[at(v)]; j < degree[at(v) + 1]; ++j) {
        const Edge& e = edges[at(beside[at(j)])];
        const int w = e.from == v ? e.to : e.from;
        if (depth_[at(w)] >= 0) continue;
        depth_[at(w)] = depth_[at(v)] + 1;
        parent_[at(w)] = v;
        parent_edge_[at(w)] = beside[at(j)];
        queue.push_back(w);
      }
    }
  }
}

bool WidestForest::connected(int a, int b) const {
  while (up_[at(a)] >= 0) a = up_[at(a)];
  while (up_[at(b)] >= 0) b = up_[at(b)];
  return a == b;
}

int WidestForest::bottleneck(int a, int b) const {
  int last = -1;
  while (a != b) {
    if (up_order_[at(a)] > up_order_[at(b)]) std::swap(a, b);
    if (up_[at(a)] < 0) return -1;
    last = up_edge_[at(a)];
    a = up_[at(a)];
  }
  return last;
}

std::vector<int> WidestForest::path(int a, int b) const {
  std::vector<int> from_a, from_b;
  while (a != b) {
    if (depth_[at(a)] >= depth_[at(b)]) {
      from_a.push_back(parent_edge_[at(a)]);
      a = parent_[at(a)];
    } else {
      from_b.push_back(parent_edge_[at(b)]);
      b = parent_[at(b)];
    }
  }
  from_a.insert(from_a.end(), from_b.rbegin(), from_b.rend());
  return from_a;
}

}  // namespace landai::geometry
