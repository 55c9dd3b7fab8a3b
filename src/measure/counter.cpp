// SPDX-License-Identifier: GPL-3.0-or-later
// Counters, their parts, and the place in front of them.
#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

Measurement& on_site(Measurement& m, const Element& e) {
  return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
}

/// Edges at which the public can stand: the one the file names; else those that border a room the public may enter; where no
/// room tells, all.
std::vector<StandingEdge> client_edges(Survey& s, const Element& counter, bool& told, bool& one_room) {
  std::vector<StandingEdge> all, open;
  told = one_room = false;
  bool closed = false;
  const std::string level = level_of(s, counter);
  for (const auto& polygon : counter.geometry.areas) {
    const Polygon ring = normalised(polygon);
    for (std::size_t i = 0; i < ring.outer.size(); ++i) {
      const PlanPoint a = ring.outer[i], b = ring.outer[(i + 1) % ring.outer.size()];
      const double length = distance(a, b);
      if (length < 0.30) continue;
      const PlanPoint out = (-1 / length) * left_normal(b - a);
      const StandingEdge edge{{a, b}, out};
      all.push_back(edge);
      const Element* space = s.space_at(0.5 * (a + b) + 0.10 * out, level);
      if (!space) continue;
      const std::string access = s.access(*space);
      if (access == "public") open.push_back(edge), told = true;
      if (access == "staff" || access == "service") told = true, closed = true;
    }
  }
  if (const auto* shape = counter.counter(); shape && shape->client_edge) {
    const PlanPoint middle = 0.5 * (shape->client_edge->a + shape->client_edge->b);
    std::vector<StandingEdge> named;
    for (const auto& edge : all)
      if (distance(edge.line, middle) < 0.05) named.push_back(edge);
    told = true;
    if (!named.empty()) return named;
  }
  one_room = told && !closed && open.size() == all.size();
  return told ? open : all;
}

}  // namespace

LowestTop lowest_top(const Survey& s, const Element& counter) {
  LowestTop lowest;
  const auto& parts = s.children(counter.id);
  const auto look = [&](const Element& part, bool must) {
    const CounterShape* shape = part.counter();
    if (!shape || !shape->height) {
      if (must) lowest.all_known = false;
      return;
    }
    if (!lowest.height || shape->height->value < lowest.height->value) lowest.height = shape->height;
  };
  bool has_parts = false;
  for (const Element* part : parts)
    if (part->category == Category::counter) has_parts = true, look(*part, true);
  look(counter, !has_parts);
  return lowest;
}

Measurement counter_height(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "counter.height");
  const CounterShape* shape = e.counter();
  return shape && shape->height ? set(m, *shape->height) : on_site(m, e);
}

Measurement counter_lowest_height(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "counter.lowest_height");
  const auto lowest = lowest_top(s, e);
  if (!lowest.height) return on_site(m, e);
  set(m, *lowest.height);
  if (!lowest.all_known) m.lo = 0;   // a part whose height is not known may be lower
  return m;
}

Measurement counter_knee_height(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "counter.knee_height");
  const CounterShape* shape = e.counter();
  return shape && shape->knee_height ? set(m, *shape->knee_height) : on_site(m, e);
}

Measurement counter_knee_depth(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "counter.knee_depth");
  const CounterShape* shape = e.counter();
  return shape && shape->knee_depth ? set(m, *shape->knee_depth) : on_site(m, e);
}

namespace {

/// The free rectangle at one edge: without knee room if that is enough, else with what is known of it. Knees go in lengthwise.
std::optional<Ring> approach_at(Survey& s, const Element& e, const StandingEdge& edge, double a, double b, const std::string& level,
                                KneeRoom& knees, bool& under) {
  const Surroundings around = surroundings(s, e, edge, level, a + b);
  under = false;
  auto ring = place_beside(edge, a, b, 0, around);
  if (!ring) ring = place_beside(edge, b, a, 0, around);
  knees = knee_room(s, e, edge, level);
  if (ring || !(knees.depth_m > 0)) return ring;
  under = true;
  return place_beside(edge, std::min(a, b), std::max(a, b), std::min(knees.depth_m, std::max(a, b)), around);
}

}  // namespace

/// Either side of the rectangle may lie along the client edge. Seats count as in the way: they are drawn where they stand. Where knees
/// have room under the counter the rectangle reaches under it, as far as that is known (see knee_room).
Measurement counter_approach(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "counter.approach", params);
  const double a = number_param(params, "a", 0.9), b = number_param(params, "b", 1.2);
  if (e.geometry.areas.empty()) return missing(m, message("measure.counter.no_outline").with("counter", Survey::label(e)));
  bool told = false, one_room = false, knees_known = true;
  const auto edges = client_edges(s, e, told, one_room);
  const std::string level = level_of(s, e);
  m.evidence.level = level;
  std::size_t good = 0;
  for (const auto& edge : edges) {
    KneeRoom knees;
    bool under = false;
    auto ring = approach_at(s, e, edge, a, b, level, knees, under);
    if (!ring) knees_known = knees_known && knees.known;
    if (!ring || good++ > 0) continue;
    m.evidence.areas = {Polygon{std::move(*ring), {}}};
    if (under) m.evidence.note = message("measure.standing.knees").with("depth", knees.depth_m, "m");
  }
  // A counter that stands free in one public room has its clients on one side, and the plan does not say on which.
  const bool which = !told || (one_room && good > 0 && good < edges.size());
  if (which && (good > 0 || !told)) {
    m.evidence.areas.clear();
    m.evidence.note = {};
    return missing(m, message("measure.counter.no_side").with("counter", Survey::label(e)));
  }
  m.value = good > 0;
  if (good == 0 && !knees_known) m.evidence.note = message("measure.standing.knees_unknown");
  return m;
}

/// A part is as long as the longest of its edges at which the public can stand; where nothing tells those, as any of its edges. A part
/// whose height is not known may be low.
Measurement counter_low_length(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "counter.low_length", params);
  const double most = number_param(params, "height", 0.80);
  std::vector<const Element*> parts;
  for (const Element* part : s.children(e.id))
    if (part->category == Category::counter) parts.push_back(part);
  if (parts.empty()) parts.push_back(&e);
  double sure = 0, maybe = 0;
  for (const Element* part : parts) {
    const CounterShape* shape = part->counter();
    const auto& height = shape ? shape->height : std::nullopt;
    if (height && height->lo > most) continue;
    if (part->geometry.areas.empty()) return missing(m, message("measure.counter.no_outline").with("counter", Survey::label(*part)));
    bool told = false, one_room = false;
    double longest = 0, shortest = INFINITY;
    for (const auto& edge : client_edges(s, *part, told, one_room)) {
      const double length = distance(edge.line.a, edge.line.b);
      longest = std::max(longest, length);
      shortest = std::min(shortest, length);
    }
    maybe = std::max(maybe, longest);
    if (height && height->hi <= most) sure = std::max(sure, told ? longest : std::min(shortest, longest));
  }
  if (sure == 0 && maybe > 0) return on_site(m, e);
  return set(m, sure, sure, maybe, Method::drawn);
}

}  // namespace landai::measure
