// SPDX-License-Identifier: GPL-3.0-or-later
#include "forest.hpp"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parallel.hpp"

namespace landai::geometry {
namespace {
std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Widest first, equal ones by number. What limits nothing comes before all that limits and needs no order.
std::vector<int> in_order(const std::vector<WidestForest::Edge>& edges,
                          const std::function<bool(int, int)>& narrower) {
  struct Item {
    double width;
    int edge;
    bool operator<(const Item& other) const {
      return width != other.width ? width > other.width : edge < other.edge;
    }
  };
  std::vector<int> order;
  std::vector<Item> limits;
  order.reserve(edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (std::isinf(edges[i].width)) {
      order.push_back(static_cast<int>(i));
    } else {
      limits.push_back({edges[i].width, static_cast<int>(i)});
    }
  }
  if (limits.size() > kChunk) {
    tbb::parallel_sort(limits.begin(), limits.end());
  } else {
    std::sort(limits.begin(), limits.end());
  }
  // Doubles are good to a few 10^-16: runs of almost equal ones are put in their exact order.
  constexpr double kSure = 1e-14;
  for (std::size_t i = 0; i < limits.size();) {
    std::size_t end = i + 1;
    while (end < limits.size() && limits[end - 1].width - limits[end].width <= kSure * limits[end - 1].width)
      ++end;
    std::sort(limits.begin() + static_cast<std::ptrdiff_t>(i),
              limits.begin() + static_cast<std::ptrdiff_t>(end), [&](const Item& a, const Item& b) {
                if (narrower(b.edge, a.edge)) return true;
                if (narrower(a.edge, b.edge)) return false;
                return a.edge < b.edge;
              });
    i = end;
  }
  for (const Item& item : limits) order.push_back(item.edge);
  return order;
}
}  // namespace

WidestForest::WidestForest(int vertices, const std::vector<Edge>& edges,
                           const std::function<bool(int, int)>& narrower) {
  const std::size_t n = at(vertices);
  const std::vector<int> order = in_order(edges, narrower);
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
