// SPDX-License-Identifier: GPL-3.0-or-later
// Counters, their parts, and the place in front of them.
#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

Measurement& on_site(Measurement& m, const Element& e) {
  return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
}

std::string level_of(const Survey& s, const Element& e) {
  const auto& on = s.levels_of(e);
  return on.empty() ? std::string{} : on.front();
}

/// An edge of the counter with the direction in which one stands before it.
struct Edge {
  PlanSegment line;
  PlanPoint out;
};

/// Edges at which the public can stand: the one the file names; else those that border a room the public may enter; where no
/// room tells, all.
std::vector<Edge> client_edges(Survey& s, const Element& counter, bool& told, bool& one_room) {
  std::vector<Edge> all, open;
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
      const Edge edge{{a, b}, out};
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
    std::vector<Edge> named;
    for (const auto& edge : all)
      if (distance(edge.line, middle) < 0.05) named.push_back(edge);
    told = true;
    if (!named.empty()) return named;
  }
  one_room = told && !closed && open.size() == all.size();
  return told ? open : all;
}

/// A rectangle of length `along` beside the edge and `deep` away from it that nothing stands in; slides along the edge.
std::optional<Ring> place_beside(const Edge& edge, double along, double deep, const MultiPolygon& things, const MultiPolygon& floor) {
  const double length = distance(edge.line.a, edge.line.b);
  const PlanPoint u = (1 / length) * (edge.line.b - edge.line.a);
  const double slack = 0.0002;
  // The rectangle touches the edge; it may stand over its end, as long as it covers half of the edge or half of itself.
  const double overlap = std::min(length, along) / 2;
  const double from = -(along - overlap), to = length - overlap;
  std::vector<double> starts{0, length - along, (length - along) / 2, from, to};
  for (const auto& thing : things)
    for (const PlanPoint p : thing.outer) {
      const double x = dot(p - edge.line.a, u);
      starts.push_back(x);
      starts.push_back(x - along);
    }
  for (const auto& part : floor)
    for (const PlanPoint p : part.outer) {
      const double x = dot(p - edge.line.a, u);
      starts.push_back(x);
      starts.push_back(x - along);
    }
  std::sort(starts.begin(), starts.end());
  double last = -INFINITY;
  for (const double start : starts) {
    if (start < from - 1e-9 || start > to + 1e-9 || start - last < 1e-4) continue;
    last = start;
    const PlanPoint a = edge.line.a + start * u;
    const auto corner = [&](double x, double y) { return a + x * u + y * edge.out; };
    const Polygon inner{{corner(slack, slack), corner(along - slack, slack), corner(along - slack, deep - slack),
                         corner(slack, deep - slack)}, {}};
    if (area(geometry::intersection({inner}, things)) > 1e-6) continue;
    if (!floor.empty() && area(geometry::difference({inner}, floor)) > 1e-6) continue;
    return Ring{corner(0, 0), corner(along, 0), corner(along, deep), corner(0, deep)};
  }
  return std::nullopt;
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

/// Either side of the rectangle may lie along the client edge. Seats count as in the way: they are drawn where they stand.
Measurement counter_approach(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "counter.approach", params);
  const double a = number_param(params, "a", 0.9), b = number_param(params, "b", 1.2);
  if (e.geometry.areas.empty()) return missing(m, message("measure.counter.no_outline").with("counter", Survey::label(e)));
  bool told = false, one_room = false;
  const auto edges = client_edges(s, e, told, one_room);
  const std::string level = level_of(s, e);
  m.evidence.level = level;
  MultiPolygon things = s.obstacles(level, e.geometry.box().grown(a + b), kAll, &e);
  things.insert(things.end(), e.geometry.areas.begin(), e.geometry.areas.end());
  std::size_t good = 0;
  for (const auto& edge : edges) {
    const Element* space = s.space_at(0.5 * (edge.line.a + edge.line.b) + 0.10 * edge.out, level);
    const MultiPolygon floor = space ? space->geometry.areas : MultiPolygon{};
    auto ring = place_beside(edge, a, b, things, floor);
    if (!ring) ring = place_beside(edge, b, a, things, floor);
    if (!ring) continue;
    if (good++ == 0) m.evidence.areas = {Polygon{std::move(*ring), {}}};
  }
  // A counter that stands free in one public room has its clients on one side, and the plan does not say on which.
  const bool which = !told || (one_room && good > 0 && good < edges.size());
  if (which && (good > 0 || !told)) {
    m.evidence.areas.clear();
    return missing(m, message("measure.counter.no_side").with("counter", Survey::label(e)));
  }
  m.value = good > 0;
  return m;
}

}  // namespace landai::measure
