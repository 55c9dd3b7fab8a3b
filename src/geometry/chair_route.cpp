// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <queue>

#include "chair_search.hpp"

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

constexpr double kCloseTo = 1.5;  ///< cells: on a line but for rounding

/// Shortest way from p to q in a piece, over the corners that stand in the way. Cells.
class InsideWay {
 public:
  InsideWay(const ChairPiece& piece, PlanPoint p, PlanPoint q) : piece_(piece), nodes_{p, q} {
    for (const cl::Path& ring : piece.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const PlanPoint a = real(ring[i]), b = real(ring[(i + 1) % ring.size()]),
                        c = real(ring[(i + 2) % ring.size()]);
        sides_.push_back({a, b});
        if (cross(b - a, c - b) < 0) nodes_.push_back(b);
      }
    }
  }

  /// From p to q, both included; only these two when no way was found (the caller checks the motion).
  [[nodiscard]] Polyline find() const {
    if (visible(nodes_[0], nodes_[1])) return {nodes_[0], nodes_[1]};
    const std::size_t n = nodes_.size();
    std::vector<double> cost(n, INFINITY);
    std::vector<std::size_t> before(n, n);
    std::vector<char> done(n, 0);
    std::priority_queue<std::pair<double, std::size_t>> queue;  // by negative estimate
    cost[0] = 0;
    queue.emplace(0, 0);
    while (!queue.empty()) {
      const std::size_t i = queue.top().second;
      queue.pop();
      if (done[i] != 0) continue;
      done[i] = 1;
      if (i == 1) break;
      for (std::size_t k = 1; k < n; ++k) {
        const double reached = cost[i] + distance(nodes_[i], nodes_[k]);
        if (done[k] != 0 || reached >= cost[k] || !visible(nodes_[i], nodes_[k])) continue;
        cost[k] = reached;
        before[k] = i;
        queue.emplace(-reached - distance(nodes_[k], nodes_[1]), k);
      }
    }
    Polyline way{nodes_[1]};
    for (std::size_t i = before[1]; i < n; i = before[i]) way.push_back(nodes_[i]);
    if (way.size() == 1) way.push_back(nodes_[0]);
    std::reverse(way.begin(), way.end());
    return way;
  }

 private:
  /// Nothing between a and b, but for a cell: a way may be that narrow, and rounding bends its sides.
  [[nodiscard]] bool visible(PlanPoint a, PlanPoint b) const {
    for (const PlanSegment& s : sides_) {
      if (parts(a, b, s.a, s.b) && parts(s.a, s.b, a, b)) return false;
    }
    // Where it runs along sides and through corners, what lies between these is in the piece or is not.
    const PlanPoint d = b - a;
    std::vector<double> stops{0, 1};
    for (const PlanSegment& s : sides_) {
      const double t = dot(s.a - a, d) / dot(d, d);
      if (t > 0 && t < 1 && distance(s.a, a + t * d) < kCloseTo) stops.push_back(t);
    }
    std::sort(stops.begin(), stops.end());
    for (std::size_t i = 1; i < stops.size(); ++i) {
      if (!holds(a + (stops[i - 1] + stops[i]) / 2 * d)) return false;
    }
    return true;
  }
  /// The line through a and b has p and q on different sides, a cell away at least.
  static bool parts(PlanPoint a, PlanPoint b, PlanPoint p, PlanPoint q) {
    const PlanPoint d = b - a;
    const double cell = norm(d), to_p = cross(d, p - a), to_q = cross(d, q - a);
    return std::min(to_p, to_q) < -cell && std::max(to_p, to_q) > cell;
  }
  /// In the piece, or on its border but for rounding.
  [[nodiscard]] bool holds(PlanPoint p) const {
    if (piece_.holds({std::llround(p.x), std::llround(p.y)})) return true;
    return std::any_of(sides_.begin(), sides_.end(),
                       [&](const PlanSegment& s) { return distance(s, p) < kCloseTo; });
  }

  const ChairPiece& piece_;
  std::vector<PlanPoint> nodes_;
  std::vector<PlanSegment> sides_;
};

/// A motion that grows piece by piece.
class Route {
 public:
  Route(const ChairSpace& space, Pose start) : space_(space), here_(start) {
    poses_.push_back(in_metres(start));
  }

  /// Within a piece, to a place (cells) and a heading.
  void go(const ChairPiece& piece, PlanPoint place, double heading) {
    const Polyline way = InsideWay(piece, here_.at, place).find();
    double length = 0, gone = 0;
    for (std::size_t i = 1; i < way.size(); ++i) length += distance(way[i - 1], way[i]);
    for (std::size_t i = 1; i < way.size(); ++i) {
      gone += distance(way[i - 1], way[i]);
      const double share = length > 0 ? gone / length : 1;
      push({way[i], here_.heading_rad + share * (heading - here_.heading_rad)});
    }
    here_ = {place, heading};
  }

  /// Headings of a box, on the turn nearest to where the chair looks now.
  [[nodiscard]] std::pair<double, double> headings(int box) const {
    auto [from, to] = space_.headings(box);
    const double period = space_.period();
    const double turns = std::round((here_.heading_rad - (from + to) / 2) / period) * period;
    return {from + turns, to + turns};
  }
  /// The heading equal to this one on that turn.
  [[nodiscard]] double nearest(double heading) const {
    return here_.heading_rad + std::remainder(heading - here_.heading_rad, space_.period());
  }
  [[nodiscard]] const Pose& here() const { return here_; }
  [[nodiscard]] std::vector<Pose> poses() && { return std::move(poses_); }

 private:
  static Pose in_metres(const Pose& pose) { return {chair_metres(pose.at), pose.heading_rad}; }
  void push(const Pose& pose) {
    const Pose next = in_metres(pose);
    if (next.at != poses_.back().at || next.heading_rad != poses_.back().heading_rad) poses_.push_back(next);
  }

  const ChairSpace& space_;
  Pose here_;  ///< place in cells
  std::vector<Pose> poses_;
};

}  // namespace

std::vector<Pose> route_through(const ChairSpace& space, const std::vector<int>& pieces,
                                const ChairEnd& start, const ChairEnd& goal) {
  const auto [lo, hi] = space.headings(space.piece(pieces.front()).box);
  Pose first{real(start.at), (lo + hi) / 2};
  if (start.heading_rad)
    first.heading_rad += std::remainder(*start.heading_rad - first.heading_rad, space.period());
  Route route(space, first);
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    const ChairPiece& piece = space.piece(pieces[i]);
    const ChairPiece& next = space.piece(pieces[i + 1]);
    const ChairBox& a = space.box(piece.box);
    const ChairBox& b = space.box(next.box);
    const auto [from, to] = route.headings(piece.box);
    const PlanPoint here = route.here().at;
    if (a.x == b.x && a.y == b.y) {
      const auto [next_from, next_to] = space.headings(next.box);
      const bool up = std::remainder((next_from + next_to) / 2 - (from + to) / 2, space.period()) > 0;
      const bool stay = next.holds({std::llround(here.x), std::llround(here.y)});
      route.go(piece, stay ? here : space.shared_place(pieces[i], pieces[i + 1]), up ? to : from);
    } else {
      const auto [next_from, next_to] = route.headings(next.box);
      const double heading =
          std::clamp(route.here().heading_rad, std::max(from, next_from), std::min(to, next_to));
      route.go(piece, space.shared_place(pieces[i], pieces[i + 1]), heading);
    }
  }
  const double heading = goal.heading_rad ? route.nearest(*goal.heading_rad) : route.here().heading_rad;
  route.go(space.piece(pieces.back()), real(goal.at), heading);
  return std::move(route).poses();
}

}  // namespace landai::geometry
