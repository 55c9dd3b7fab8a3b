// SPDX-License-Identifier: GPL-3.0-or-later
#include "chair_search.hpp"

#include <algorithm>
#include <cmath>

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

/// What it costs, in metres of way, to count on a piece that is not sure: so much that a short way round is
/// tried first, so little that the search does not look at the whole floor before it halves a box.
constexpr double kUnsure = 1.0;
constexpr double kUnsurePerLevel = 0.5;
/// A finest box that is not sure: only when there is no other way.
constexpr double kHopeless = 1e7;
/// Turning by one interval of headings.
constexpr double kTurn = 0.05;
/// Steps of the search from the start for one from the goal. The latter ends early when the goal is shut in.
constexpr int kForward = 2;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

double away(cl::IntPoint a, cl::IntPoint b) {
  return chair_metres({std::hypot(static_cast<double>(a.X - b.X), static_cast<double>(a.Y - b.Y)), 0}).x;
}

/// Pieces that hold an end of the way, in a heading that is asked for.
std::vector<int> pieces_at(ChairSpace& space, const ChairEnd& end) {
  std::vector<int> pieces;
  for (const int box : space.boxes_at(end.at)) {
    if (end.heading_rad) {
      const auto [from, to] = space.headings(box);
      const double off = std::remainder(*end.heading_rad - (from + to) / 2, space.period());
      if (std::abs(off) > (to - from) / 2 + 1e-12) continue;
    }
    for (const int p : space.pieces_of(box)) {
      if (space.piece(p).holds(end.at)) pieces.push_back(p);
    }
  }
  return pieces;
}

/// Cheapest chains from one end (A*). A piece may be taken up again when a cheaper way to it is found.
class Front {
 public:
  Front(ChairSpace& space, const std::vector<int>& starts, const std::vector<int>& goals,
        cl::IntPoint towards)
      : space_(space), towards_(towards) {
    for (const int p : starts) reach(p, -1, space_.piece(p).sure ? 0 : price(p));
    for (const int p : goals) {
      make_room(p);
      goal_[at(p)] = 1;
    }
  }

  [[nodiscard]] bool exhausted() const { return queue_.empty(); }
  [[nodiscard]] std::optional<int> reached() const { return reached_; }

  void step() {
    const Entry top = queue_.top();
    queue_.pop();
    if (top.cost > cost_[at(top.piece)]) return;
    if (goal_[at(top.piece)] != 0) {
      reached_ = top.piece;
      return;
    }
    const ChairPiece here = space_.piece(top.piece);
    for (const int next : space_.neighbours(top.piece)) {
      const ChairPiece& there = space_.piece(next);
      double cost = top.cost;
      if (there.box != here.box) {
        cost += drive(here, there) + (there.sure ? 0 : price(next));
        const ChairBox& a = space_.box(here.box);
        const ChairBox& b = space_.box(there.box);
        if (a.x == b.x && a.y == b.y) cost += kTurn;
      } else if (!there.sure) {
        cost += price(next);
      }
      reach(next, top.piece, cost);
    }
  }

  /// From the first piece to this one.
  [[nodiscard]] std::vector<int> chain(int piece) const {
    std::vector<int> pieces;
    for (int p = piece; p >= 0; p = before_[at(p)]) pieces.push_back(p);
    std::reverse(pieces.begin(), pieces.end());
    return pieces;
  }

 private:
  struct Entry {
    double estimate = 0, cost = 0;
    int piece = 0;
    bool operator<(
        const Entry& o) const {  // the smallest comes out first; ties by number, for one order everywhere
      return estimate != o.estimate ? estimate > o.estimate : piece > o.piece;
    }
  };

  /// Metres from one piece to the next, up to twice as many when the way goes sideways.
  [[nodiscard]] double drive(const ChairPiece& a, const ChairPiece& b) const {
    const auto [from, to] = space_.headings(b.box);
    const PlanPoint along{static_cast<double>(b.inside.X - a.inside.X),
                          static_cast<double>(b.inside.Y - a.inside.Y)};
    const PlanPoint ahead{std::cos((from + to) / 2), std::sin((from + to) / 2)};
    return chair_metres({norm(along) + std::abs(cross(ahead, along)), 0}).x;
  }
  [[nodiscard]] double price(int p) const {
    const int box = space_.piece(p).box;
    return space_.finest(box) ? kHopeless : kUnsure + kUnsurePerLevel * space_.box(box).level;
  }
  void make_room(int p) {
    if (cost_.size() > at(p)) return;
    const std::size_t n = std::max(at(p) + 1, space_.piece_count());
    cost_.resize(n, INFINITY);
    before_.resize(n, -1);
    goal_.resize(n, 0);
  }
  void reach(int p, int before, double cost) {
    make_room(p);
    if (cost >= cost_[at(p)]) return;
    cost_[at(p)] = cost;
    before_[at(p)] = before;
    queue_.push({cost + away(space_.piece(p).inside, towards_), cost, p});
  }

  ChairSpace& space_;
  cl::IntPoint towards_;
  std::vector<double> cost_;
  std::vector<int> before_;
  std::vector<char> goal_;
  std::priority_queue<Entry> queue_;
  std::optional<int> reached_;
};

bool too_much(const ChairSpace& space, const ChairLimits& limits) {
  return space.boxes_looked_at() > limits.boxes || space.work() > limits.work || space.failed();
}

/// The cheapest chain of possible pieces; nothing when there is none, or when the limits were reached.
std::optional<std::vector<int>> cheapest_chain(ChairSpace& space, const std::vector<int>& starts,
                                               const std::vector<int>& goals, const ChairEnd& start,
                                               const ChairEnd& goal, const ChairLimits& limits) {
  Front forward(space, starts, goals, goal.at), backward(space, goals, starts, start.at);
  for (int step = 0; !forward.exhausted() && !backward.exhausted() && !too_much(space, limits); ++step) {
    const bool ahead = step % (kForward + 1) != kForward;
    Front& front = ahead ? forward : backward;
    front.step();
    if (!front.reached()) continue;
    std::vector<int> chain = front.chain(*front.reached());
    if (!ahead) std::reverse(chain.begin(), chain.end());
    return chain;
  }
  return std::nullopt;
}

}  // namespace

ChairVerdict search(ChairSpace& space, const ChairEnd& start, const ChairEnd& goal,
                    const ChairLimits& limits) {
  using Kind = ChairVerdict::Kind;
  for (;;) {
    const std::vector<int> starts = pieces_at(space, start), goals = pieces_at(space, goal);
    if (too_much(space, limits)) return {Kind::limit, {}};
    if (starts.empty()) return {Kind::start, {}};
    if (goals.empty()) return {Kind::goal, {}};
    auto chain = cheapest_chain(space, starts, goals, start, goal, limits);
    if (too_much(space, limits)) return {Kind::limit, {}};
    if (!chain) return {Kind::no, {}};
    bool sure = true, halved = false;
    std::vector<int> doubtful;
    for (const int p : *chain) {
      if (space.piece(p).sure) continue;
      sure = false;
      if (!space.finest(space.piece(p).box)) doubtful.push_back(space.piece(p).box);
    }
    if (sure) return {Kind::yes, std::move(*chain)};
    std::sort(doubtful.begin(), doubtful.end());
    doubtful.erase(std::unique(doubtful.begin(), doubtful.end()), doubtful.end());
    for (const int box : doubtful) {
      space.halve(box);
      halved = true;
    }
    if (!halved) return {Kind::open, {}};
  }
}

}  // namespace landai::geometry
