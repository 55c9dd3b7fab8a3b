// SPDX-License-Identifier: GPL-3.0-or-later
// Dead ends: the trees that hang on the ways between openings.
//  1. The diagram's edges on which one can stand make a graph; each opening has its vertex in it.
//  2. Ends that are no opening are taken off again and again (what is left are the ways between openings and
//     around things). Each vertex taken off hangs on the one neighbour that it had left.
//  3. From every vertex the deepest branch goes on; the others begin there. A branch that hardly reaches
//  beyond
//     the disc where it begins is a corner, not a dead end.
#include <algorithm>
#include <cmath>

#include "clearance_impl.hpp"
#include "profile_piece.hpp"

namespace landai::geometry {
namespace {

class Trees {
 public:
  Trees(const Clearance& clearance, std::span<const PlanPoint> openings, DeadEndOptions options)
      : clearance_(clearance),
        c_(clearance.impl()),
        d_(c_.diagram),
        options_(options),
        stand_(radius(options.stand_m)) {
    const std::size_t n = d_.vertices.size();
    terminal_.assign(n, 0);
    degree_.assign(n, 0);
    parent_.assign(n, -1);
    by_.assign(n, -1);
    removed_.assign(n, 0);
    connect(openings);
    prune();
    measure();
  }

  [[nodiscard]] std::vector<DeadEnd> take() {
    std::vector<DeadEnd> found;
    for (const int v : order_) {
      if (deepest_[at(parent_[at(v)])] == v && removed_[at(parent_[at(v)])])
        continue;  // goes on in its parent's
      if (auto end = branch(v)) found.push_back(std::move(*end));
    }
    std::stable_sort(found.begin(), found.end(), [](const DeadEnd& a, const DeadEnd& b) {
      return a.length_m != b.length_m ? a.length_m > b.length_m : a.path.back() < b.path.back();
    });
    return found;
  }

 private:
  [[nodiscard]] double radius(double width_m) const {
    return (width_m * c_.frame.per_metre - kGridWidth) / 2;
  }
  [[nodiscard]] bool holds(int v) const {
    return d_.vertices[at(v)].clearance >= stand_ || c_.open_vertex[at(v)];
  }
  [[nodiscard]] bool passes(int e) const { return c_.width_of(d_.edges[at(e)]) >= stand_; }
  [[nodiscard]] int other(int edge, int v) const {
    const Diagram::Edge& e = d_.edges[at(edge)];
    return e.v[0] == v ? e.v[1] : e.v[0];
  }
  template <class F>
  void neighbours(int v, F&& f) const {
    for (int k = d_.edges_of_vertex_start[at(v)]; k < d_.edges_of_vertex_start[at(v) + 1]; ++k) {
      const int edge = d_.edges_of_vertex[at(k)];
      if (passes(edge)) f(edge, other(edge, v));
    }
  }

  /// Where one stands first when one comes in; -1 when nobody gets so far.
  [[nodiscard]] int entry(PlanPoint opening) const {
    const auto p = c_.locate(opening);
    const auto a = p ? attach(d_, *p) : std::nullopt;
    if (!a) return -1;
    const Attachment::Way* best = nullptr;
    for (const Attachment::Way& way : a->ways) {
      if (holds(way.vertex) && (!best || way.length < best->length)) best = &way;
    }
    return best ? best->vertex : -1;
  }
  [[nodiscard]] int widest_place() const {
    std::vector<int> all(d_.vertices.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<int>(i);
    std::stable_sort(all.begin(), all.end(), [&](int a, int b) {
      return d_.vertices[at(a)].clearance > d_.vertices[at(b)].clearance;
    });
    for (const int v : all) {
      if (!holds(v)) return -1;
      if (!c_.in_solid(c_.frame.metres(c_.vertex(v)))) return v;
    }
    return -1;
  }

  /// The part of the graph that the openings belong to.
  void connect(std::span<const PlanPoint> openings) {
    for (const PlanPoint p : openings) {
      if (const int v = entry(p); v >= 0) terminal_[at(v)] = 1, part_.push_back(v);
    }
    if (openings.empty()) {
      if (const int v = widest_place(); v >= 0) terminal_[at(v)] = 1, part_.push_back(v);
    }
    std::sort(part_.begin(), part_.end());
    part_.erase(std::unique(part_.begin(), part_.end()), part_.end());
    std::vector<char> seen(d_.vertices.size(), 0);
    for (const int v : part_) seen[at(v)] = 1;
    for (std::size_t i = 0; i < part_.size(); ++i) {
      neighbours(part_[i], [&](int, int w) {
        ++degree_[at(part_[i])];
        if (!seen[at(w)]) seen[at(w)] = 1, part_.push_back(w);
      });
    }
  }

  void prune() {
    std::vector<int> ends;
    const auto look = [&](int v) {
      if (degree_[at(v)] == 1 && !terminal_[at(v)]) ends.push_back(v);
    };
    for (const int v : part_) look(v);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const int v = ends[i];
      if (degree_[at(v)] != 1) continue;
      removed_[at(v)] = 1;
      order_.push_back(v);
      neighbours(v, [&](int edge, int w) {
        if (removed_[at(w)]) return;
        parent_[at(v)] = w;
        by_[at(v)] = edge;
        --degree_[at(w)];
        look(w);
      });
    }
  }

  [[nodiscard]] double edge_length(int v) const {
    return d_.length_between(d_.edges[at(by_[at(v)])], c_.vertex(v), c_.vertex(parent_[at(v)]));
  }

  /// How deep it goes below each vertex, and by which neighbour. Children are taken off before their parents.
  void measure() {
    depth_.assign(d_.vertices.size(), 0);
    deepest_.assign(d_.vertices.size(), -1);
    for (const int v : order_) {
      depth_[at(v)] = std::max(depth_[at(v)], d_.vertices[at(v)].clearance);
      const int p = parent_[at(v)];
      const double below = depth_[at(v)] + edge_length(v);
      if (deepest_[at(p)] < 0 || below > depth_[at(p)]) deepest_[at(p)] = v, depth_[at(p)] = below;
    }
  }

  void trace(int v, Polyline& points) const {
    std::vector<PlanPoint> between;
    d_.trace(d_.edges[at(by_[at(v)])], c_.vertex(v), c_.vertex(parent_[at(v)]), between);
    for (const PlanPoint p : between) points.push_back(c_.frame.metres(p));
    points.push_back(c_.frame.metres(c_.vertex(parent_[at(v)])));
  }

  /// The branch whose first vertex is v, below its root parent_[v].
  [[nodiscard]] std::optional<DeadEnd> branch(int v) const {
    const int root = parent_[at(v)];
    const double per_metre = c_.frame.per_metre;
    DeadEnd end;
    end.length_m = (depth_[at(v)] + edge_length(v) - d_.vertices[at(root)].clearance) / per_metre;
    if (!(end.length_m > options_.longer_than_m)) return std::nullopt;
    std::vector<int> chain{v};
    while (removed_[at(chain.back())] && deepest_[at(chain.back())] >= 0)
      chain.push_back(deepest_[at(chain.back())]);
    const int tip = chain.back();
    Polyline back{c_.frame.metres(c_.vertex(tip))};
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) trace(*it, back);
    end.path.assign(back.rbegin(), back.rend());
    for (int up = root; removed_[at(up)]; up = parent_[at(up)]) trace(up, back);
    end.end_width_m = 2 * d_.vertices[at(tip)].clearance / per_metre;
    end.turning_at_end = d_.vertices[at(tip)].clearance >= radius(options_.turning_m);
    if (!end.turning_at_end) end.backing_m = backing(back);
    return end;
  }

  /// Along the line to where the turning disc fits first; its whole length when that is nowhere.
  [[nodiscard]] double backing(const Polyline& line) const {
    const double width = options_.turning_m - kGridWidth / c_.frame.per_metre;
    const auto profile = width_profile(clearance_, line);
    if (profile) {
      for (const ProfilePiece& piece : profile->pieces) {
        if (piece.from.width_m >= width) return piece.from.along_m;
        if (piece.to.width_m >= width) return place_of_width(piece, width);
      }
      return profile->length_m;
    }
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
    return length;
  }

  const Clearance& clearance_;
  const Clearance::Impl& c_;
  const Diagram& d_;
  DeadEndOptions options_;
  double stand_;
  std::vector<char> terminal_, removed_;
  std::vector<int> degree_, parent_, by_, deepest_;
  std::vector<double> depth_;
  std::vector<int> part_;   ///< vertices that the openings belong to
  std::vector<int> order_;  ///< those that were taken off, ends first
};

}  // namespace

std::vector<DeadEnd> dead_ends(const Clearance& clearance, std::span<const PlanPoint> openings,
                               DeadEndOptions options) {
  if (clearance.impl().diagram.edges.empty()) return {};
  return Trees(clearance, openings, options).take();
}

}  // namespace landai::geometry
