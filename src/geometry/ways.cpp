// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <queue>

#include "clearance_impl.hpp"

namespace landai::geometry {
namespace {

void push(Polyline& points, PlanPoint p) {
  if (points.empty() || distance(points.back(), p) > 1e-9) points.push_back(p);
}

}  // namespace

/// Appends the edge from vertex `from` on, in metres, and moves `from` to its other end.
void Clearance::Impl::walk(int edge, int& from, Polyline& points) const {
  const Diagram::Edge& e = diagram.edges[at(edge)];
  const int to = e.v[0] == from ? e.v[1] : e.v[0];
  std::vector<PlanPoint> between;
  diagram.trace(e, vertex(from), vertex(to), between);
  for (const PlanPoint p : between) push(points, frame.metres(p));
  push(points, frame.metres(vertex(to)));
  from = to;
}

/// From the point onto the diagram and up to the way's vertex.
Polyline Clearance::Impl::climb(const Attachment& x, const Attachment::Way& way, PlanPoint start) const {
  Polyline points{start};
  push(points, frame.metres(x.onto));
  // The first edge leads to whichever of its ends the rest begins at.
  int v = way.vertex;
  for (auto it = way.edges.rbegin(); it != way.edges.rend(); ++it) {
    const Diagram::Edge& last = diagram.edges[at(*it)];
    v = last.v[0] == v ? last.v[1] : last.v[0];
  }
  std::vector<PlanPoint> between;
  diagram.trace(diagram.edges[at(x.edge)], x.onto, vertex(v), between);
  for (const PlanPoint p : between) push(points, frame.metres(p));
  push(points, frame.metres(vertex(v)));
  for (const int edge : way.edges) walk(edge, v, points);
  return points;
}

Polyline Clearance::Impl::path_of(const Ends& ends, const Attachment::Way& first,
                                  const std::vector<int>& edges, const Attachment::Way& last, PlanPoint from,
                                  PlanPoint to) const {
  Polyline points = climb(ends.a, first, from);
  int v = first.vertex;
  for (const int edge : edges) walk(edge, v, points);
  const Polyline back = climb(ends.b, last, to);
  for (auto it = back.rbegin(); it != back.rend(); ++it) push(points, *it);
  return points;
}

Polyline Clearance::Impl::direct_path(const Ends& ends, PlanPoint from, PlanPoint to) const {
  Polyline points{from};
  push(points, frame.metres(ends.a.onto));
  std::vector<PlanPoint> arc;
  diagram.trace(diagram.edges[at(ends.a.edge)], ends.a.onto, ends.b.onto, arc);
  for (const PlanPoint x : arc) push(points, frame.metres(x));
  push(points, frame.metres(ends.b.onto));
  push(points, to);
  return points;
}

/// What limits the disc around a vertex: the two of its nearest obstacle points that are furthest apart.
PlanSegment Clearance::Impl::widest_place(int v) const {
  std::vector<PlanPoint> feet;
  for (int k = diagram.edges_of_vertex_start[at(v)]; k < diagram.edges_of_vertex_start[at(v) + 1]; ++k) {
    for (const int site : diagram.edges[at(diagram.edges_of_vertex[at(k)])].site) {
      feet.push_back(diagram.foot(site, vertex(v)));
    }
  }
  PlanSegment best{vertex(v), vertex(v)};
  for (const PlanPoint p : feet) {
    for (const PlanPoint q : feet) {
      if (distance(p, q) > distance(best.a, best.b)) best = {p, q};
    }
  }
  return best;
}

/// The two obstacle points at the narrowest place of the part p–q of an edge. Where that is a vertex, the
/// third obstacle there may be the one opposite.
PlanSegment Clearance::Impl::pinch_of(const Diagram::Edge& e, PlanPoint p, PlanPoint q) const {
  const PlanSegment pinch = diagram.pinch_between(e, p, q);
  const double least = diagram.least_between(e, p, q);
  PlanSegment best = pinch;
  for (const int v : e.v) {
    if ((vertex(v) != p && vertex(v) != q) || diagram.vertices[at(v)].clearance > least + 0.5) continue;
    const PlanSegment place = widest_place(v);
    if (distance(place.a, place.b) > distance(best.a, best.b) + 1) best = place;
  }
  return best;
}

namespace {

/// Dijkstra's shortest ways from some vertices, over edges that are wide enough.
template <class Width>
class Search {
 public:
  Search(const Diagram& d, Width width, double needed)
      : d_(d),
        width_(width),
        needed_(needed),
        cost_(d.vertices.size(), kInfinity),
        by_(d.vertices.size(), -1) {}

  void start(int v, double length) {
    if (length >= cost_[at(v)]) return;
    cost_[at(v)] = length;
    by_[at(v)] = -1;
    queue_.emplace(length, v);
  }
  /// Calls settled(v, cost) in order of cost until it returns false.
  template <class F>
  void run(F&& settled) {
    while (!queue_.empty()) {
      const auto [so_far, v] = queue_.top();
      queue_.pop();
      if (so_far > cost_[at(v)]) continue;
      if (!settled(v, so_far)) return;
      for (int k = d_.edges_of_vertex_start[at(v)]; k < d_.edges_of_vertex_start[at(v) + 1]; ++k) {
        const int index = d_.edges_of_vertex[at(k)];
        const Diagram::Edge& e = d_.edges[at(index)];
        if (width_(e) < needed_) continue;
        const int w = e.v[0] == v ? e.v[1] : e.v[0];
        const double then = so_far + d_.length_between(e, d_.vertices[at(v)].at, d_.vertices[at(w)].at);
        if (then >= cost_[at(w)]) continue;
        cost_[at(w)] = then;
        by_[at(w)] = index;
        queue_.emplace(then, w);
      }
    }
  }
  /// Edges to v in order; v becomes the vertex it began at.
  std::vector<int> back(int& v) const {
    std::vector<int> edges;
    while (by_[at(v)] >= 0) {
      const Diagram::Edge& e = d_.edges[at(by_[at(v)])];
      edges.push_back(by_[at(v)]);
      v = e.v[0] == v ? e.v[1] : e.v[0];
    }
    std::reverse(edges.begin(), edges.end());
    return edges;
  }

 private:
  using Entry = std::pair<double, int>;
  const Diagram& d_;
  Width width_;
  double needed_;
  std::vector<double> cost_;
  std::vector<int> by_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

/// The shortest of the ways to a vertex that are wide enough.
template <class Limit>
const Attachment::Way* way_to(const Attachment& x, int vertex, double needed, Limit&& limit) {
  const Attachment::Way* best = nullptr;
  for (const Attachment::Way& way : x.ways) {
    if (way.vertex == vertex && limit(x, way) >= needed && (!best || way.length < best->length)) best = &way;
  }
  return best;
}

}  // namespace

std::optional<Path> Clearance::shortest(PlanPoint from, PlanPoint to, double width_m) const {
  const Impl& impl = *impl_;
  const Diagram& d = impl.diagram;
  if (impl.nothing_stands(from, to)) return Path{distance(from, to), kInfinity, {from, to}};
  const auto ends = impl.attach_both(from, to);
  if (!ends) return std::nullopt;
  const double needed = (width_m * impl.frame.per_metre - kGridWidth) / 2;
  const auto widest = impl.choose(*ends);
  if (!widest || widest->width.radius < needed) return std::nullopt;
  const auto& [a, b] = *ends;
  const auto limit = [&](const Attachment& x, const Attachment::Way& way) { return impl.limit(x, way); };

  Search search(
      d, [&](const Diagram::Edge& e) { return impl.width_of(e); }, needed);
  for (const Attachment::Way& way : a.ways) {
    if (limit(a, way) >= needed) search.start(way.vertex, way.length);
  }
  double best = kInfinity;
  const Attachment::Way* last = nullptr;
  search.run([&](int v, double cost) {
    const Attachment::Way* way = way_to(b, v, needed, limit);
    if (way && cost + way->length < best) {
      best = cost + way->length;
      last = way;
    }
    return cost < best;
  });
  Path path;
  const double most = widest->finite() ? metres_of(widest->width_pm) : kInfinity;
  if (a.edge == b.edge) {
    const Diagram::Edge& e = d.edges[at(a.edge)];
    const double direct = impl.is_open(e) ? kInfinity : d.least_between(e, a.onto, b.onto);
    const double length =
        distance(a.point, a.onto) + d.length_between(e, a.onto, b.onto) + distance(b.onto, b.point);
    // Where it only widens from one end to the other, the narrow end is the disc around that end.
    const bool widens = !d.closest_between(e, a.onto, b.onto);
    if (length < best && (direct >= needed || widens)) {
      path.points = impl.direct_path(*ends, from, to);
      path.length_m = length / impl.frame.per_metre;
      path.width_m = widens ? most : 2 * direct / impl.frame.per_metre;
      return path;
    }
  }
  if (last == nullptr) return std::nullopt;
  int v = last->vertex;
  const std::vector<int> edges = search.back(v);
  const Attachment::Way* first = way_to(a, v, needed, limit);
  double least = std::min(limit(a, *first), limit(b, *last));
  for (const int edge : edges) least = std::min(least, impl.width_of(d.edges[at(edge)]));
  path.length_m = best / impl.frame.per_metre;
  path.width_m = std::min(most, 2 * least / impl.frame.per_metre);
  path.points = impl.path_of(*ends, *first, edges, *last, from, to);
  return path;
}

std::vector<PlanPoint> Clearance::reachable(PlanPoint from, double width_m) const {
  const Impl& impl = *impl_;
  const Diagram& d = impl.diagram;
  std::vector<PlanPoint> points;
  const auto p = impl.locate(from);
  const auto a = p ? attach(d, *p) : std::nullopt;
  if (!a) return points;
  const double needed = (width_m * impl.frame.per_metre - kGridWidth) / 2;
  Search search(
      d, [&](const Diagram::Edge& e) { return impl.width_of(e); }, needed);
  for (const Attachment::Way& way : a->ways) {
    const bool holds = d.vertices[at(way.vertex)].clearance >= needed || impl.open_vertex[at(way.vertex)];
    if (holds && impl.limit(*a, way) >= needed) search.start(way.vertex, way.length);
  }
  search.run([&](int v, double) {
    points.push_back(impl.frame.metres(impl.vertex(v)));
    return true;
  });
  std::sort(points.begin(), points.end());
  return points;
}

}  // namespace landai::geometry
