// SPDX-License-Identifier: GPL-3.0-or-later
#include "fix_order.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <queue>
#include <set>

namespace landai::report {
namespace {

using Set = std::vector<int>;   // sorted

bool all_done(const Set& fixes, const std::vector<bool>& done) {
  return std::all_of(fixes.begin(), fixes.end(), [&](int f) { return done[static_cast<std::size_t>(f)]; });
}

Set undone(const Set& fixes, const std::vector<bool>& done) {
  Set out;
  for (const int f : fixes)
    if (!done[static_cast<std::size_t>(f)]) out.push_back(f);
  return out;
}

Set joined(const Set& a, const Set& b) {
  Set out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

class Planner {
 public:
  Planner(const FixGraph& graph, std::size_t most_sets) : g_(graph), most_sets_(most_sets), done_(graph.ranks.size(), false), edges_at_(static_cast<std::size_t>(graph.nodes)) {
    for (std::size_t i = 0; i < g_.edges.size(); ++i) {
      edges_at_[static_cast<std::size_t>(g_.edges[i].a)].push_back(i);
      edges_at_[static_cast<std::size_t>(g_.edges[i].b)].push_back(i);
    }
    open_ = open_places(g_, done_);
  }

  std::vector<FixStep> run() {
    while (const auto next = best_public()) take(*next);
    Set rest;
    for (std::size_t f = 0; f < done_.size(); ++f)
      if (!done_[f]) rest.push_back(static_cast<int>(f));
    while (!rest.empty()) {
      const Set next = {best_of_rest(rest)};
      std::erase(rest, next.front());
      take(next);
    }
    return std::move(steps_);
  }

 private:
  struct Gain {
    int open_public = 0, open_all = 0;
  };

  [[nodiscard]] Gain gain(const Set& fixes) const {
    std::vector<bool> done = done_;
    for (const int f : fixes) done[static_cast<std::size_t>(f)] = true;
    const auto open = open_places(g_, done);
    Gain out;
    for (std::size_t p = 0; p < open.size(); ++p) {
      if (!open[p] || open_[p]) continue;
      ++out.open_all;
      out.open_public += g_.places[p].is_public;
    }
    return out;
  }

  [[nodiscard]] std::vector<std::tuple<int, int, int>> ranks_of(const Set& fixes) const {
    std::vector<std::tuple<int, int, int>> ranks;
    for (const int f : fixes) ranks.push_back(g_.ranks[static_cast<std::size_t>(f)]);
    std::sort(ranks.begin(), ranks.end());
    return ranks;
  }

  /// The candidate that opens most public places; nothing when none opens any.
  [[nodiscard]] std::optional<Set> best_of(const std::set<Set>& candidates) const {
    std::optional<Set> best;
    std::tuple<int, int, int, std::vector<std::tuple<int, int, int>>> best_key;
    for (const Set& fixes : candidates) {
      const Gain g = gain(fixes);
      if (g.open_public == 0) continue;
      auto ranks = ranks_of(fixes);
      const int severity = std::get<0>(ranks.front());
      auto key = std::tuple(-g.open_public, severity, -g.open_all, std::move(ranks));
      if (!best || key < best_key) best = fixes, best_key = std::move(key);
    }
    return best;
  }

  /// For every node the smallest sets of undone fixes that lead to it, none part of another.
  [[nodiscard]] std::vector<std::vector<Set>> sets_to() const {
    std::vector<std::vector<Set>> sets(static_cast<std::size_t>(g_.nodes));
    using Label = std::pair<Set, int>;
    const auto later = [](const Label& a, const Label& b) {
      return std::tuple(a.first.size(), std::cref(a.first).get(), a.second) > std::tuple(b.first.size(), std::cref(b.first).get(), b.second);
    };
    std::priority_queue<Label, std::vector<Label>, decltype(later)> queue(later);
    for (const int start : g_.starts) queue.push({{}, start});
    while (!queue.empty()) {
      const auto [set, node] = queue.top();
      queue.pop();
      auto& here = sets[static_cast<std::size_t>(node)];
      // Smaller sets come first, so one that holds a known one is known, too.
      const bool known = std::any_of(here.begin(), here.end(), [&s = set](const Set& k) { return std::includes(s.begin(), s.end(), k.begin(), k.end()); });
      if (known || here.size() >= most_sets_) continue;
      here.push_back(set);
      for (const std::size_t i : edges_at_[static_cast<std::size_t>(node)]) {
        const auto& edge = g_.edges[i];
        queue.push({joined(set, undone(edge.fixes, done_)), edge.a == node ? edge.b : edge.a});
      }
    }
    return sets;
  }

  [[nodiscard]] std::optional<Set> best_public() const {
    const bool shut = std::any_of(g_.places.begin(), g_.places.end(), [&, p = std::size_t{0}](const auto& place) mutable { return !open_[p++] && place.is_public; });
    if (!shut) return std::nullopt;
    const auto sets = sets_to();
    std::set<Set> candidates;
    std::size_t least = SIZE_MAX;
    for (std::size_t p = 0; p < g_.places.size(); ++p) {
      if (open_[p] || !g_.places[p].is_public) continue;
      for (const int node : g_.places[p].nodes)
        for (const Set& way : sets[static_cast<std::size_t>(node)]) {
          Set fixes = joined(way, undone(g_.places[p].fixes, done_));
          if (fixes.size() > least) continue;
          if (fixes.size() < least) candidates.clear(), least = fixes.size();
          candidates.insert(std::move(fixes));
        }
    }
    return best_of(candidates);
  }

  [[nodiscard]] int best_of_rest(const Set& rest) const {
    int best = rest.front();
    std::tuple<int, int, int, int> best_key;
    bool first = true;
    for (const int f : rest) {
      const auto& [severity, access, position] = g_.ranks[static_cast<std::size_t>(f)];
      // Who opens nothing is not asked how much it opens: only the leading severity and access matter.
      if (!first && std::tuple(severity, access) > std::tuple(std::get<0>(best_key), std::get<1>(best_key))) continue;
      const auto key = std::tuple(severity, access, -gain({f}).open_all, position);
      if (first || key < best_key) best = f, best_key = key, first = false;
    }
    return best;
  }

  void take(const Set& fixes) {
    FixStep step;
    step.fixes = fixes;
    std::sort(step.fixes.begin(), step.fixes.end(), [&](int a, int b) { return g_.ranks[static_cast<std::size_t>(a)] < g_.ranks[static_cast<std::size_t>(b)]; });
    for (const int f : fixes) done_[static_cast<std::size_t>(f)] = true;
    auto open = open_places(g_, done_);
    for (std::size_t p = 0; p < open.size(); ++p)
      if (open[p] && !open_[p]) step.opens.push_back(static_cast<int>(p));
    open_ = std::move(open);
    steps_.push_back(std::move(step));
  }

  const FixGraph& g_;
  const std::size_t most_sets_;
  std::vector<bool> done_, open_;
  std::vector<std::vector<std::size_t>> edges_at_;
  std::vector<FixStep> steps_;
};

}  // namespace

std::vector<bool> open_places(const FixGraph& graph, const std::vector<bool>& done) {
  std::vector<bool> reached(static_cast<std::size_t>(graph.nodes), false);
  for (const int start : graph.starts) reached[static_cast<std::size_t>(start)] = true;
  // Edges a few times over: buildings are shallow.
  for (bool more = true; more;) {
    more = false;
    for (const auto& edge : graph.edges) {
      const auto a = static_cast<std::size_t>(edge.a), b = static_cast<std::size_t>(edge.b);
      if (reached[a] == reached[b] || !all_done(edge.fixes, done)) continue;
      reached[a] = reached[b] = more = true;
    }
  }
  std::vector<bool> open;
  for (const auto& place : graph.places)
    open.push_back(all_done(place.fixes, done) &&
                   std::any_of(place.nodes.begin(), place.nodes.end(), [&](int n) { return reached[static_cast<std::size_t>(n)]; }));
  return open;
}

std::vector<FixStep> fix_order(const FixGraph& graph, std::size_t most_sets) { return Planner(graph, most_sets).run(); }

}  // namespace landai::report
