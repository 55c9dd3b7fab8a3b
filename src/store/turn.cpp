// SPDX-License-Identifier: GPL-3.0-or-later
// 1. Every two elements that have their ids in both plans tell an angle: between the lines from one to the other. The angle that most of them tell is taken.
// 2. Those that it fits make it exact. The middle of a box turns with it for rectangles only, so others are left out here.
// 3. The new plan is turned back by it, and its boxes are taken anew: what is left of the angle is seen by all of them.
// 4. Everything is matched as of a plan that lies as it lay.
// Where no turn is found, the same with the new plan's mirror image.
#include "turn.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <unordered_map>

namespace landai::store {
namespace {

constexpr double kInPlace = 0.05;          ///< m
constexpr double kShortest = 2.0;          ///< m: what lies nearer to each other tells no angle
constexpr double kWindow = 0.01;           ///< rad: angles that are told alike
constexpr std::size_t kFewest = 6;         ///< fewer ids fit some turn by chance
constexpr double kFits[] = {0.5, 0.1, 0.03};   ///< m, from rough to exact

struct Moved {
  PlanPoint from, to;
};

PlanPoint middle(const Box& box) { return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}; }

PlanPoint turned(PlanPoint p, double by) {
  const double c = std::cos(by), s = std::sin(by);
  return {c * p.x - s * p.y, s * p.x + c * p.y};
}

std::vector<Moved> pairs_of(const std::vector<Trace>& old, std::size_t present, const std::vector<Trace>& fresh) {
  std::unordered_map<std::string_view, const Trace*> by_id;
  for (const Trace& t : fresh) by_id.emplace(t.id, &t);
  std::vector<Moved> out;
  for (std::size_t i = 0; i < present; ++i) {
    const auto at = by_id.find(old[i].id);
    if (at == by_id.end() || at->second->category != old[i].category || old[i].box.empty() || at->second->box.empty()) continue;
    out.push_back({middle(old[i].box), middle(at->second->box)});
  }
  return out;
}

/// The middle one of those that the most others are near to.
std::optional<double> told_by_most(std::vector<double> angles) {
  if (angles.empty()) return std::nullopt;
  std::sort(angles.begin(), angles.end());
  const std::size_t n = angles.size();
  for (std::size_t k = 0; k < n; ++k) angles.push_back(angles[k] + 2 * std::numbers::pi);   // round the circle
  std::size_t best = 0, most = 0;
  for (std::size_t from = 0, to = 0; from < n; ++from) {
    while (to < angles.size() && angles[to] - angles[from] <= kWindow) ++to;
    if (std::min(to - from, n) > most) most = std::min(to - from, n), best = from;
  }
  return angles[best + most / 2];
}

std::optional<double> rough(const std::vector<Moved>& pairs) {
  std::vector<double> angles;
  const std::size_t n = pairs.size();
  for (const std::size_t step : {n / 2, n / 3, n / 5})
    for (std::size_t k = 0; step > 0 && k < n; ++k) {
      const Moved &a = pairs[k], &b = pairs[(k + step) % n];
      const PlanPoint before = b.from - a.from, after = b.to - a.to;
      if (norm(before) < kShortest || std::abs(norm(before) - norm(after)) > kFits[0]) continue;
      angles.push_back(std::atan2(cross(before, after), dot(before, after)));
    }
  return told_by_most(std::move(angles));
}

/// The median shift that is left when the old places are turned.
PlanPoint shift_left(const std::vector<Moved>& pairs, double by) {
  std::vector<double> x, y;
  for (const Moved& p : pairs) {
    const PlanPoint d = p.to - turned(p.from, by);
    x.push_back(d.x);
    y.push_back(d.y);
  }
  const auto half = static_cast<std::ptrdiff_t>(x.size() / 2);
  std::nth_element(x.begin(), x.begin() + half, x.end());
  std::nth_element(y.begin(), y.begin() + half, y.end());
  return {x[x.size() / 2], y[y.size() / 2]};
}

std::optional<double> exact(const std::vector<Moved>& pairs, double by) {
  for (const double fits : kFits) {
    const PlanPoint shift = shift_left(pairs, by);
    std::vector<Moved> good;
    for (const Moved& p : pairs)
      if (distance(turned(p.from, by) + shift, p.to) <= fits) good.push_back(p);
    if (good.size() < kFewest) return std::nullopt;
    PlanPoint from{0, 0}, to{0, 0};
    for (const Moved& p : good) from = from + p.from, to = to + p.to;
    const double share = 1.0 / static_cast<double>(good.size());
    double sine = 0, cosine = 0;
    for (const Moved& p : good) {
      const PlanPoint a = p.from - share * from, b = p.to - share * to;
      sine += cross(a, b);
      cosine += dot(a, b);
    }
    by = std::atan2(sine, cosine);
  }
  return by;
}

/// Of the first `present`: how many were found within 5 cm of their place, or of those that both plans have an id of.
struct InPlace {
  std::size_t all = 0, by_id = 0;
};

InPlace in_place(const std::vector<Trace>& old, std::size_t present, const std::vector<Trace>& fresh, const Matches& m) {
  InPlace out;
  for (std::size_t i = 0; i < present; ++i) {
    if (!m.of[i] || old[i].box.empty() || moved_by(old[i], fresh[*m.of[i]], m.shift) > kInPlace) continue;
    ++out.all;
    out.by_id += old[i].id == fresh[*m.of[i]].id ? 1 : 0;
  }
  return out;
}

double moved_in_all(const std::vector<Trace>& old, std::size_t present, const std::vector<Trace>& fresh, const Matches& m) {
  PlanPoint sum{0, 0};
  double count = 0;
  for (std::size_t i = 0; i < present; ++i) {
    if (!m.of[i] || old[i].box.empty() || fresh[*m.of[i]].box.empty()) continue;
    sum = sum + (middle(fresh[*m.of[i]].box) - middle(old[i].box));
    ++count;
  }
  return count > 0 ? norm(sum) / count : 0;
}

/// Also by their ids: a building that looks nearly the same from the other side stands in many of its places when it is turned.
bool lies_as_before(const std::vector<Trace>& old, std::size_t present, const InPlace& found, std::size_t pairs) {
  const auto placed = static_cast<std::size_t>(std::count_if(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(present), [](const Trace& t) { return !t.box.empty(); }));
  return 2 * found.all >= placed && 2 * found.by_id >= pairs;
}

/// The turn of the plan, or of its mirror image, that finds more in place than was found without; nothing where there is none.
std::optional<TurnedMatches> turned_as_a_whole(const std::vector<Trace>& old, std::size_t present, const Plan& plan, bool mirrored, const InPlace& as_it_lies) {
  const std::vector<Trace> seen = traces(plan, 0, mirrored);
  const std::vector<Moved> pairs = pairs_of(old, present, seen);
  const auto about = pairs.size() < kFewest ? std::nullopt : rough(pairs);
  auto by = about ? exact(pairs, *about) : std::nullopt;
  if (!by) return std::nullopt;
  std::vector<Trace> back = traces(plan, -*by, mirrored);
  if (const auto left = exact(pairs_of(old, present, back), 0)) {
    *by += *left;
    back = traces(plan, -*by, mirrored);
  }
  Matches matches = match(old, present, back);
  const InPlace now = in_place(old, present, back, matches);
  // Fewer are enough where they are many more than without: in a mirrored plan leaves hang on the other side and bodies are cut anew.
  const bool enough = 2 * now.by_id >= pairs.size() || (3 * now.by_id >= pairs.size() && now.by_id >= 2 * as_it_lies.all);
  if (now.all <= as_it_lies.all || now.by_id < kFewest || !enough) return std::nullopt;
  const double moved = moved_in_all(old, present, traces(plan), matches);
  return TurnedMatches{std::move(matches), std::move(back), *by, mirrored, moved};
}

/// The same for the first `present` of `old`, whatever they are.
TurnedMatches match_turned_with(const std::vector<Trace>& old, std::size_t present, const Plan& plan) {
  TurnedMatches out;
  out.seen = traces(plan);
  out.matches = match(old, present, out.seen);
  const InPlace as_it_lies = in_place(old, present, out.seen, out.matches);
  if (lies_as_before(old, present, as_it_lies, pairs_of(old, present, out.seen).size())) return out;
  for (const bool mirrored : {false, true})
    if (auto found = turned_as_a_whole(old, present, plan, mirrored, as_it_lies)) return std::move(*found);
  return out;
}

}  // namespace

TurnedMatches match_turned(const std::vector<Trace>& old, std::size_t present, const Plan& plan) {
  TurnedMatches out = match_turned_with(old, present, plan);
  if (out.turn != 0 || out.mirrored || present == old.size() ||
      lies_as_before(old, present, in_place(old, present, out.seen, out.matches), pairs_of(old, present, out.seen).size()))
    return out;
  // Another building's plan may have lain between: then those that had gone are the ones that this plan turned.
  std::vector<Trace> gone_first = old;
  std::rotate(gone_first.begin(), gone_first.begin() + static_cast<std::ptrdiff_t>(present), gone_first.end());
  const std::size_t gone = old.size() - present;
  TurnedMatches back = match_turned_with(gone_first, gone, plan);
  if (back.turn == 0 && !back.mirrored) return out;
  const auto in_order = [gone](auto& list) { std::rotate(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(gone), list.end()); };
  in_order(back.matches.of);
  in_order(back.matches.how);
  return back;
}

}  // namespace landai::store
