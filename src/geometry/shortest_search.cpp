// SPDX-License-Identifier: GPL-3.0-or-later
// Shortest path of a disc's centre, step by step:
//  1. A shortest path is made of straight pieces and of arcs on the circles around convex corners; each
//  straight
//     piece touches the circles it joins (Laumond 1987; Pocchiola and Vegter 1996).
//  2. A state is a corner, the side to which the path turns around it, and the direction in which it arrives.
//     Leaving later along the arc costs the arc. One arrival is better than another when it is as short at
//     the later of the two places.
//  3. A* with the straight distance to the target as the bound. Tangents are made when a corner is first
//  left,
//     to all corners that may be seen from it; whether one is free is found out when it is the best
//     candidate.
//  4. When the steps run out, the best candidate's bound is what no path can be shorter than.
#include "shortest_search.hpp"

#include <algorithm>
#include <numbers>
#include <queue>

namespace landai::geometry {
namespace {

constexpr double kFullTurn = 2 * std::numbers::pi;
constexpr double kAngle = 1e-7;     ///< directions nearer than this are the same
constexpr double kTouching = 0.05;  ///< cells: a point this little inside a circle is on it
constexpr double kSame = 1e-6;      ///< cells: lengths nearer than this are the same

std::size_t slot(int corner, bool left) { return 2 * at(corner) + (left ? 1 : 0); }

PlanPoint right_normal(PlanPoint v) { return {v.y, -v.x}; }

/// Direction and length of the straight piece from a circle to another. Radii with sign: positive where the
/// path turns left around the circle, 0 for a point.
bool touch(PlanPoint a, double radius_a, PlanPoint b, double radius_b, PlanPoint& direction, double& length) {
  const PlanPoint d = b - a;
  const double far = norm(d), across = radius_a - radius_b;
  if (!(far > 0) || far < std::abs(across) - kTouching) return false;
  length = std::sqrt(std::max(0.0, far * far - across * across));
  direction = length * d + across * left_normal(d);
  direction = (1 / norm(direction)) * direction;
  return true;
}

double direction_of(PlanPoint v) { return std::atan2(v.y, v.x); }

}  // namespace

struct TangentSearch::State {
  const Question& question;
  std::vector<std::vector<Tangent>> starts;
  std::vector<Label> labels;
  std::vector<std::size_t> touched;
  std::priority_queue<Candidate> queue;
  unsigned order = 0;

  [[nodiscard]] double rest(PlanPoint p) const {
    double best = kInfinity;
    for (const End& end : question.to) best = std::min(best, distance(p, end.at) + end.before);
    return best;
  }
  void push(Candidate c) {
    if (!(c.bound < question.below - kSame)) return;
    c.order = order++;
    queue.push(c);
  }
};

TangentSearch::TangentSearch(GrownObstacles& grown) : grown_(grown) {
  const std::size_t n = grown.corners().size();
  tangents_.resize(2 * n);
  labels_.resize(2 * n);
  known_tangents_.assign(2 * n, 0);
  known_sight_.assign(n, 0);
  known_arcs_.assign(n, 0);
  sight_.resize(n);
  arcs_.resize(n);
}

PlanPoint TangentSearch::point(int corner, double angle) const {
  const Corner& c = grown_.corners()[at(corner)];
  return c.at + grown_.radius() * PlanPoint{std::cos(c.middle + angle), std::sin(c.middle + angle)};
}

std::optional<TangentSearch::Tangent> TangentSearch::tangent(PlanPoint from, double turn_from,
                                                             double middle_from, int to, bool left) const {
  const Corner& corner = grown_.corners()[at(to)];
  const double turn_to = left ? grown_.radius() : -grown_.radius();
  PlanPoint direction;
  Tangent t{to, left};
  if (!touch(from, turn_from, corner.at, turn_to, direction, t.length)) return std::nullopt;
  const PlanPoint side = right_normal(direction);
  t.in = wrapped(direction_of(turn_to * side) - corner.middle);
  if (std::abs(t.in) > corner.half + kAngle) return std::nullopt;
  if (turn_from != 0) t.out = wrapped(direction_of(turn_from * side) - middle_from);
  return t;
}

std::vector<TangentSearch::Tangent> TangentSearch::tangents_from(PlanPoint p) {
  std::vector<Tangent> found;
  for (const int to : grown_.in_sight(p)) {
    for (const bool left : {false, true}) {
      if (auto t = tangent(p, 0, 0, to, left)) found.push_back(*t);
    }
  }
  return found;
}

std::vector<TangentSearch::Tangent>& TangentSearch::tangents_from(int corner, bool left) {
  std::vector<Tangent>& found = tangents_[slot(corner, left)];
  if (known_tangents_[slot(corner, left)]) return found;
  known_tangents_[slot(corner, left)] = 1;
  const Corner& c = grown_.corners()[at(corner)];
  if (!known_sight_[at(corner)]) {
    known_sight_[at(corner)] = 1;
    sight_[at(corner)] = grown_.in_sight(c.at);
  }
  const double turn = left ? grown_.radius() : -grown_.radius();
  for (const int to : sight_[at(corner)]) {
    for (const bool left_there : {false, true}) {
      const auto t = tangent(c.at, turn, c.middle, to, left_there);
      if (t && std::abs(t->out) <= c.half + kAngle) found.push_back(*t);
    }
  }
  return found;
}

const std::vector<FreeArc>& TangentSearch::arcs(int corner) {
  if (!known_arcs_[at(corner)]) {
    known_arcs_[at(corner)] = 1;
    arcs_[at(corner)] = grown_.free_arcs(grown_.corners()[at(corner)]);
  }
  return arcs_[at(corner)];
}

void TangentSearch::begin(State& state) {
  const Question& q = state.question;
  for (std::size_t i = 0; i < q.from.size(); ++i) {
    const End& from = q.from[i];
    state.starts.push_back(tangents_from(from.at));
    for (std::size_t j = 0; j < q.to.size(); ++j) {
      const double length = from.before + distance(from.at, q.to[j].at) + q.to[j].before;
      state.push({length, 0, -1, i, -1, j, 0, length});
    }
    for (std::size_t k = 0; k < state.starts[i].size(); ++k) {
      const Tangent& t = state.starts[i][k];
      if (q.only && !(*q.only)[at(t.to)]) continue;
      const double length = from.before + t.length;
      state.push({length + state.rest(point(t.to, t.in)), 0, -1, i, static_cast<int>(k), 0, 0, length});
    }
  }
}

void TangentSearch::expand(State& state, int index) {
  const Label label = state.labels[at(index)];
  const Question& q = state.question;
  const Corner& corner = grown_.corners()[at(label.corner)];
  const FreeArc arc = arcs(label.corner)[label.arc];
  const double radius = grown_.radius();
  // How far the path turns before it leaves in a direction; negative when it cannot. Around a post it may
  // pass the direction from which angles are counted.
  const auto turned = [&](double& out) {
    double turn = label.left ? out - label.in : label.in - out;
    if (corner.post() && (turn < -kAngle || turn > kFullTurn - kAngle)) {
      const double around = turn < 0 ? kFullTurn : -kFullTurn;
      turn += around;
      out += label.left ? around : -around;
    }
    if (turn < -kAngle || out > arc.hi + kAngle || out < arc.lo - kAngle) return -1.0;
    return std::max(0.0, turn);
  };
  for (std::size_t j = 0; j < q.to.size(); ++j) {
    PlanPoint direction;
    double length = 0;
    const double turn = label.left ? radius : -radius;
    if (!touch(corner.at, turn, q.to[j].at, 0, direction, length)) continue;
    double out = wrapped(direction_of(turn * right_normal(direction)) - corner.middle);
    const double angle = turned(out);
    if (angle < 0) continue;
    const double all = label.length + radius * angle + length + q.to[j].before;
    state.push({all, 0, index, label.from, -1, j, out, all});
  }
  auto& tangents = tangents_from(label.corner, label.left);
  for (std::size_t k = 0; k < tangents.size(); ++k) {
    Tangent& t = tangents[k];
    if (t.sight == Tangent::Sight::blocked || (q.only && !(*q.only)[at(t.to)])) continue;
    double out = t.out;
    const double angle = turned(out);
    if (angle < 0) continue;
    const double length = label.length + radius * angle + t.length;
    if (t.question == question_ && t.best <= length) continue;
    t.question = question_;
    t.best = length;
    state.push(
        {length + state.rest(point(t.to, t.in)), 0, index, label.from, static_cast<int>(k), 0, out, length});
  }
}

bool TangentSearch::visible(State& state, const Candidate& c) {
  const PlanPoint from =
      c.label < 0 ? state.question.from[c.from].at : point(state.labels[at(c.label)].corner, c.out);
  if (c.tangent < 0) return grown_.free(from, state.question.to[c.to].at);
  Tangent* t = nullptr;
  if (c.label < 0) {
    t = &state.starts[c.from][at(c.tangent)];
  } else {
    const Label& label = state.labels[at(c.label)];
    t = &tangents_from(label.corner, label.left)[at(c.tangent)];
  }
  if (t->sight == Tangent::Sight::unknown) {
    t->sight = grown_.free(from, point(t->to, t->in)) ? Tangent::Sight::free : Tangent::Sight::blocked;
  }
  return t->sight == Tangent::Sight::free;
}

int TangentSearch::settle(State& state, const Candidate& c) {
  const Tangent t = c.label < 0 ? state.starts[c.from][at(c.tangent)]
                                : tangents_from(state.labels[at(c.label)].corner,
                                                state.labels[at(c.label)].left)[at(c.tangent)];
  const auto& free = arcs(t.to);
  double in = t.in;
  const auto holds = [&](const FreeArc& a) {
    if (in < a.lo - kAngle && in + kFullTurn <= a.hi + kAngle) in += kFullTurn;
    return in >= a.lo - kAngle && in <= a.hi + kAngle;
  };
  std::size_t arc = 0;
  while (arc < free.size() && !holds(free[arc])) ++arc;
  if (arc == free.size()) return -1;
  auto& known = labels_[slot(t.to, t.left)];
  for (const int k : known) {
    const Label& l = state.labels[at(k)];
    const double turn = t.left ? in - l.in : l.in - in;
    if (l.arc == arc && turn >= -kAngle && l.length + grown_.radius() * turn <= c.length + kSame) return -1;
  }
  if (known.empty()) state.touched.push_back(slot(t.to, t.left));
  const int index = static_cast<int>(state.labels.size());
  known.push_back(index);
  state.labels.push_back({c.label, t.to, t.left, arc, in, c.out, c.length, c.from});
  return index;
}

TangentSearch::Answer TangentSearch::run(const Question& question) {
  ++question_;
  State state{question, {}, {}, {}, {}, 0};
  begin(state);
  Answer answer;
  answer.lower_bound = question.below;
  for (int step = 0; !state.queue.empty(); ++step) {
    const Candidate c = state.queue.top();
    state.queue.pop();
    if (step >= question.most_steps) {
      answer.lower_bound = c.bound;
      break;
    }
    if (!visible(state, c)) continue;
    if (c.tangent >= 0) {
      if (const int label = settle(state, c); label >= 0) expand(state, label);
      continue;
    }
    answer.length = answer.lower_bound = c.length;
    answer.from = c.from;
    answer.to = c.to;
    double out = c.out;
    for (int k = c.label; k >= 0; k = state.labels[at(k)].parent) {
      const Label& l = state.labels[at(k)];
      answer.hops.push_back({l.corner, l.left, l.in, out});
      out = l.out_of_parent;
    }
    std::reverse(answer.hops.begin(), answer.hops.end());
    break;
  }
  for (const std::size_t s : state.touched) labels_[s].clear();
  return answer;
}

}  // namespace landai::geometry
