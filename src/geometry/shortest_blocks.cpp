// SPDX-License-Identifier: GPL-3.0-or-later
#include "shortest_blocks.hpp"

#include <algorithm>

namespace landai::geometry {

Blocks::Blocks(const Clearance::Impl& clearance, double radius) : clearance_(clearance), radius_(radius) {
  find_bridges();
  find_blocks();
}

bool Blocks::holds(int vertex) const {
  return clearance_.diagram.vertices[at(vertex)].clearance >= radius_ || clearance_.open_vertex[at(vertex)];
}

bool Blocks::passes(int edge) const {
  return clearance_.width_of(clearance_.diagram.edges[at(edge)]) >= radius_;
}

/// Tarjan 1974: an edge of the search tree is a bridge when nothing below it reaches above it.
void Blocks::find_bridges() {
  const Diagram& d = clearance_.diagram;
  bridge_.assign(d.edges.size(), 0);
  std::vector<int> order(d.vertices.size(), -1), low(d.vertices.size(), -1);
  struct Visit {
    int vertex, by, next;
  };
  std::vector<Visit> stack;
  int count = 0;
  for (int start = 0; start < static_cast<int>(d.vertices.size()); ++start) {
    if (order[at(start)] >= 0 || !holds(start)) continue;
    order[at(start)] = low[at(start)] = count++;
    stack.push_back({start, -1, d.edges_of_vertex_start[at(start)]});
    while (!stack.empty()) {
      Visit& top = stack.back();
      const int v = top.vertex;
      if (top.next < d.edges_of_vertex_start[at(v) + 1]) {
        const int index = d.edges_of_vertex[at(top.next++)];
        if (index == top.by || !passes(index)) continue;
        const Diagram::Edge& e = d.edges[at(index)];
        const int w = e.v[0] == v ? e.v[1] : e.v[0];
        if (order[at(w)] >= 0) {
          low[at(v)] = std::min(low[at(v)], order[at(w)]);
          continue;
        }
        order[at(w)] = low[at(w)] = count++;
        stack.push_back({w, index, d.edges_of_vertex_start[at(w)]});
        continue;
      }
      const int by = top.by;
      stack.pop_back();
      if (stack.empty()) continue;
      const int above = stack.back().vertex;
      if (low[at(v)] > order[at(above)]) bridge_[at(by)] = 1;
      low[at(above)] = std::min(low[at(above)], low[at(v)]);
    }
  }
}

/// Numbers the blocks in the order in which they are met, so that a block's parent has a lower number.
void Blocks::find_blocks() {
  const Diagram& d = clearance_.diagram;
  block_.assign(d.vertices.size(), -1);
  std::vector<int> first;  // a vertex of each block that waits
  std::vector<int> queue;
  const auto make = [&](int vertex, int parent) {
    const int block = static_cast<int>(parent_.size());
    block_[at(vertex)] = block;
    parent_.push_back(parent);
    depth_.push_back(parent < 0 ? 0 : depth_[at(parent)] + 1);
    root_.push_back(parent < 0 ? block : root_[at(parent)]);
    first.push_back(vertex);
  };
  std::size_t done = 0;
  for (int start = 0; start < static_cast<int>(d.vertices.size()); ++start) {
    if (block_[at(start)] >= 0 || !holds(start)) continue;
    make(start, -1);
    for (; done < first.size(); ++done) {
      std::vector<int> beyond;
      queue.assign(1, first[done]);
      for (std::size_t k = 0; k < queue.size(); ++k) {
        const int v = queue[k];
        for (int j = d.edges_of_vertex_start[at(v)]; j < d.edges_of_vertex_start[at(v) + 1]; ++j) {
          const int index = d.edges_of_vertex[at(j)];
          const Diagram::Edge& e = d.edges[at(index)];
          const int w = e.v[0] == v ? e.v[1] : e.v[0];
          if (!passes(index) || block_[at(w)] >= 0) continue;
          if (bridge_[at(index)]) {
            beyond.push_back(w);
          } else {
            block_[at(w)] = static_cast<int>(done);
            queue.push_back(w);
          }
        }
      }
      for (const int w : beyond) make(w, static_cast<int>(done));
    }
  }
}

void Blocks::mark_between(int vertex, int other, std::vector<char>& kept) const {
  int a = block_[at(vertex)], b = block_[at(other)];
  if (a < 0 || b < 0 || root_[at(a)] != root_[at(b)]) return;
  while (a != b) {
    int& lower = depth_[at(a)] >= depth_[at(b)] ? a : b;
    kept[at(lower)] = 1;
    lower = parent_[at(lower)];
  }
  kept[at(a)] = 1;
}

std::vector<char> Blocks::sites_between(int edge, int other) const {
  const Diagram& d = clearance_.diagram;
  std::vector<char> kept(parent_.size(), 0), sites(d.sites.size(), 0);
  for (const int v : d.edges[at(edge)].v) {
    for (const int w : d.edges[at(other)].v) mark_between(v, w, kept);
  }
  for (std::size_t v = 0; v < d.vertices.size(); ++v) {
    if (block_[v] < 0 || !kept[at(block_[v])]) continue;
    for (int k = d.edges_of_vertex_start[v]; k < d.edges_of_vertex_start[v + 1]; ++k) {
      for (const int site : d.edges[at(d.edges_of_vertex[at(k)])].site) sites[at(site)] = 1;
    }
  }
  for (const int e : {edge, other}) {
    for (const int site : d.edges[at(e)].site) sites[at(site)] = 1;
  }
  return sites;
}

}  // namespace landai::geometry
