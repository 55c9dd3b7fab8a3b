// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_way.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <unordered_map>

namespace landai::geometry {
namespace {

constexpr double kStep = 500;      ///< cells: points of the line are at most so far apart
constexpr double kFinest = 0.05;   ///< cells: nearer points are not divided further
constexpr double kTouching = 10;   ///< cells: nearer to an obstacle a point stands in it
constexpr double kFarthest = 1e9;  ///< cells: 100 km
constexpr int kMostPoints = 2'000'000;
constexpr int kMostSearched = 20'000;

/// Edges in the order in which a walk uses them, without what it goes to and fro.
class Walk {
 public:
  Walk(const Diagram& d, const Landing& start) : d_(d), start_(start), here_(start) {
    edges_.push_back(start.edge);
  }

  /// Goes where the line goes when it moves from the last place to this one; the two are near to each other.
  /// False when they may not be near enough.
  [[nodiscard]] bool go(const Landing& to) {
    if (to.edge == edges_.back()) {
      here_ = to;
      return true;
    }
    const int joint = shared_vertex(to);
    if (joint < 0) return false;
    over(joint, to.edge);
    here_ = to;
    return true;
  }

  /// The same by the shortest way of the diagram. False when there is none.
  [[nodiscard]] bool search(const Landing& to);

  [[nodiscard]] std::vector<WayStep> steps() const {
    std::vector<WayStep> steps;
    PlanPoint from = start_.at;
    for (std::size_t i = 0; i < joints_.size(); ++i) {
      const PlanPoint there = d_.vertices[at(joints_[i])].at;
      steps.push_back({edges_[i], from, there});
      from = there;
    }
    steps.push_back({edges_.back(), from, here_.at});
    return steps;
  }

 private:
  /// Leaves the edge over a vertex. What was gone since that vertex is forgotten when it was reached by it.
  void over(int vertex, int edge) {
    if (!joints_.empty() && joints_.back() == vertex) {
      edges_.pop_back();
      if (edges_.back() == edge) {
        joints_.pop_back();
      } else {
        edges_.push_back(edge);
      }
      return;
    }
    joints_.push_back(vertex);
    edges_.push_back(edge);
  }

  [[nodiscard]] int shared_vertex(const Landing& to) const {
    int best = -1;
    double least = kInfinity;
    for (const int v : d_.edges[at(edges_.back())].v) {
      const auto& other = d_.edges[at(to.edge)].v;
      if ((v != other[0] && v != other[1]) || d_.is_corner(v)) continue;
      const double length =
          distance(here_.at, d_.vertices[at(v)].at) + distance(d_.vertices[at(v)].at, to.at);
      if (length < least) least = length, best = v;
    }
    return best;
  }

  const Diagram& d_;
  Landing start_, here_;
  std::vector<int> edges_;   // one more than joints
  std::vector<int> joints_;  // vertices between them
};

bool Walk::search(const Landing& to) {
  struct Reached {
    double length;
    int by;  // edge; -1 at the ends of the edge where the search begins
    bool done;
  };
  std::unordered_map<int, Reached> reached;
  using Entry = std::pair<double, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto reach = [&](int v, double length, int by) {
    const auto [it, fresh] = reached.try_emplace(v, Reached{length, by, false});
    if (!fresh && length >= it->second.length) return;
    it->second = {length, by, false};
    queue.emplace(length, v);
  };
  const auto& from_edge = d_.edges[at(edges_.back())];
  const auto& to_edge = d_.edges[at(to.edge)];
  for (const int v : from_edge.v) {
    if (!d_.is_corner(v)) reach(v, d_.length_between(from_edge, here_.at, d_.vertices[at(v)].at), -1);
  }
  int end = -1;
  double best = kInfinity;
  for (int n = 0; !queue.empty() && n < kMostSearched; ++n) {
    const auto [length, v] = queue.top();
    queue.pop();
    if (length >= best) break;
    if (length > reached.at(v).length) continue;
    if (v == to_edge.v[0] || v == to_edge.v[1]) {
      const double all = length + d_.length_between(to_edge, d_.vertices[at(v)].at, to.at);
      if (all < best) best = all, end = v;
    }
    for (int k = d_.edges_of_vertex_start[at(v)]; k < d_.edges_of_vertex_start[at(v) + 1]; ++k) {
      const int index = d_.edges_of_vertex[at(k)];
      const Diagram::Edge& e = d_.edges[at(index)];
      const int w = e.v[0] == v ? e.v[1] : e.v[0];
      reach(w, length + d_.length_between(e, d_.vertices[at(v)].at, d_.vertices[at(w)].at), index);
    }
  }
  if (end < 0) return false;
  std::vector<std::pair<int, int>> hops{
      {end, to.edge}};  // over a vertex onto an edge, from the last to the first
  for (int v = end; reached.at(v).by >= 0;) {
    const int by = reached.at(v).by;
    const Diagram::Edge& e = d_.edges[at(by)];
    v = e.v[0] == v ? e.v[1] : e.v[0];
    hops.emplace_back(v, by);
  }
  std::reverse(hops.begin(), hops.end());
  for (const auto& [vertex, edge] : hops) over(vertex, edge);
  here_ = to;
  return true;
}

/// Follows a line point by point.
class Follower {
 public:
  explicit Follower(const Clearance::Impl& clearance) : c_(clearance) {}

  [[nodiscard]] bool start(PlanPoint p) {
    const auto landing = land(p);
    if (!landing) return false;
    walk_.emplace(c_.diagram, *landing);
    return true;
  }
  [[nodiscard]] bool straight(PlanPoint a, PlanPoint b) {
    double gone = 0;
    const double length = distance(a, b);
    PlanPoint here = a;
    while (gone < length) {
      const double clearance = c_.diagram.index.nearest(here).distance;
      if (clearance < kTouching || ++points_ > kMostPoints) return false;
      gone = std::min(length, gone + std::min(kStep, clearance / 2));
      const PlanPoint next = a + (gone / length) * (b - a);
      if (!move(here, next)) return false;
      here = next;
    }
    return true;
  }
  [[nodiscard]] std::vector<WayStep> steps() const { return walk_->steps(); }
  /// Far outside, the frame is as good as where the point is.
  [[nodiscard]] PlanPoint cells(PlanPoint p) const {
    if (c_.framed) {
      const Box inside = c_.walls.grown(kFrame_m / 2);
      p.x = std::clamp(p.x, inside.min_x, inside.max_x);
      p.y = std::clamp(p.y, inside.min_y, inside.max_y);
    }
    return c_.frame.cells(p);
  }

 private:
  [[nodiscard]] std::optional<Landing> land(PlanPoint p) const {
    if (!(c_.diagram.index.nearest(p).distance >= kTouching)) return std::nullopt;
    return land_on(c_.diagram, p);
  }
  [[nodiscard]] bool move(PlanPoint a, PlanPoint b) {
    const auto landing = land(b);
    if (landing && walk_->go(*landing)) return true;
    if (distance(a, b) <= kFinest) {
      // A point that meets no diagram is left out; the next one shows where the way goes.
      return landing ? walk_->search(*landing) : c_.diagram.index.nearest(b).distance >= kTouching;
    }
    const PlanPoint middle = 0.5 * (a + b);
    return move(a, middle) && move(middle, b);
  }

  const Clearance::Impl& c_;
  std::optional<Walk> walk_;
  int points_ = 0;
};

}  // namespace

std::optional<std::vector<WayStep>> way_along(const Clearance::Impl& clearance, const Polyline& line) {
  if (line.size() < 2 || clearance.diagram.edges.empty()) return std::nullopt;
  for (const PlanPoint p : line) {
    const PlanPoint cells = clearance.frame.cells(p);
    if (!(std::abs(cells.x) < kFarthest && std::abs(cells.y) < kFarthest)) return std::nullopt;
  }
  if (clearance.in_solid(line.front())) return std::nullopt;
  Follower follower(clearance);
  if (!follower.start(follower.cells(line.front()))) return std::nullopt;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (!follower.straight(follower.cells(line[i - 1]), follower.cells(line[i]))) return std::nullopt;
  }
  return follower.steps();
}

}  // namespace landai::geometry
