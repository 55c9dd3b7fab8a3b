// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/clearance.hpp"

#include <algorithm>
#include <limits>
#include <queue>

#include "attach.hpp"
#include "diagram.hpp"
#include "forest.hpp"
#include "noding.hpp"

namespace landai::geometry {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kMaxSegments = 2'000'000;
constexpr double kFrame_m = 5.0;
constexpr double kTouching = 10;   ///< cells: a point nearer than 1 mm to an obstacle stands in it
constexpr double kGridWidth = 2;   ///< cells: what the grid may take from a width

std::size_t at(int i) { return static_cast<std::size_t>(i); }

Error failed(const char* key, ErrorCode code) {
  Error error;
  error.code = code;
  error.message = message(key);
  return error;
}

/// Walls of a floor as plain segments.
std::vector<PlanSegment> obstacles_of(const Floor& floor) {
  std::vector<PlanSegment> segments = floor.thin;
  Box inside;
  if (floor.within) inside = bounds(*floor.within).grown(1);
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) segments.push_back({ring[i], ring[(i + 1) % ring.size()]});
  };
  const auto add_all = [&](const MultiPolygon& polygons, bool all) {
    for (const Polygon& polygon : polygons) {
      if (!all && !bounds(polygon).overlaps(inside)) continue;
      add(polygon.outer);
      for (const Ring& hole : polygon.holes) add(hole);
    }
  };
  add_all(floor.solids, !floor.within);
  if (floor.within) {
    add_all(*floor.within, true);
    std::erase_if(segments, [&](const PlanSegment& s) {
      Box box;
      box.add(s.a);
      box.add(s.b);
      return !box.overlaps(inside);  // whatever is not finite stays and is refused
    });
  }
  return segments;
}

/// Solid by the non-zero rule, so that a ring that overlaps itself has no hole in its overlap.
bool winds_around(const Ring& ring, PlanPoint p) {
  int winding = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    if ((a.y <= p.y) == (b.y <= p.y)) continue;
    const double side = cross(b - a, p - a);
    if (b.y > a.y && side > 0) ++winding;
    if (b.y < a.y && side < 0) --winding;
  }
  return winding != 0;
}

}  // namespace

struct Clearance::Impl {
  Frame frame;
  MultiPolygon solids;
  std::vector<Box> solid_boxes;
  std::optional<MultiPolygon> within;
  Box walls;                  ///< of the obstacles, metres
  bool framed = false;
  GridPoint frame_lo, frame_hi;
  Diagram diagram;
  WidestForest forest;
  std::vector<char> open_vertex;  ///< its nearest obstacle is the frame, so nothing limits it

  /// Made by us around a floor without a border: limits nothing.
  [[nodiscard]] bool is_frame(int site) const {
    if (!framed) return false;
    const auto& s = diagram.sites[at(site)];
    const auto on = [&](double v, std::int64_t border) { return v == static_cast<double>(border); };
    return (on(s.a.x, frame_lo.x) && on(s.b.x, frame_lo.x)) || (on(s.a.x, frame_hi.x) && on(s.b.x, frame_hi.x)) ||
           (on(s.a.y, frame_lo.y) && on(s.b.y, frame_lo.y)) || (on(s.a.y, frame_hi.y) && on(s.b.y, frame_hi.y));
  }
  [[nodiscard]] bool is_open(const Diagram::Edge& e) const { return is_frame(e.site[0]) || is_frame(e.site[1]); }
  [[nodiscard]] double width_of(const Diagram::Edge& e) const { return is_open(e) ? kInfinity : e.least; }

  [[nodiscard]] bool in_solid(PlanPoint p) const {
    for (std::size_t i = 0; i < solids.size(); ++i) {
      const Box& box = solid_boxes[i];
      if (p.x < box.min_x || p.x > box.max_x || p.y < box.min_y || p.y > box.max_y) continue;
      if (!winds_around(solids[i].outer, p)) continue;
      bool in_hole = false;
      for (const Ring& hole : solids[i].holes) in_hole = in_hole || winds_around(hole, p);
      if (!in_hole) return true;
    }
    return within && !contains(*within, p);
  }

  /// The point in cells, moved inside the frame when it is far outside: nothing stands between.
  [[nodiscard]] std::optional<PlanPoint> locate(PlanPoint p) const {
    if (!std::isfinite(p.x) || !std::isfinite(p.y) || diagram.edges.empty() || in_solid(p)) return std::nullopt;
    if (framed) {
      const Box inside = walls.grown(kFrame_m / 2);
      p.x = std::clamp(p.x, inside.min_x, inside.max_x);
      p.y = std::clamp(p.y, inside.min_y, inside.max_y);
    }
    const PlanPoint cells = frame.cells(p);
    if (!(diagram.index.nearest(cells).distance >= kTouching)) return std::nullopt;
    return cells;
  }

  [[nodiscard]] PlanPoint vertex(int v) const { return diagram.vertices[at(v)].at; }
  [[nodiscard]] PlanSegment metres(const PlanSegment& s) const { return {frame.metres(s.a), frame.metres(s.b)}; }

  void prepare();
  void walk(int edge, int& from, Polyline& points) const;
  [[nodiscard]] Polyline path_of(const Attachment& a, const Attachment::Way& to_first, const std::vector<int>& edges,
                                 const Attachment& b, const Attachment::Way& to_last, PlanPoint from, PlanPoint to) const;
  [[nodiscard]] PlanSegment widest_place(int v) const;
  [[nodiscard]] PlanSegment pinch_of(const Diagram::Edge& e, PlanPoint p, PlanPoint q) const;
};

namespace {

void push(Polyline& points, PlanPoint p) {
  if (points.empty() || distance(points.back(), p) > 1e-9) points.push_back(p);
}

}  // namespace

void Clearance::Impl::prepare() {
  std::vector<WidestForest::Edge> edges;
  edges.reserve(diagram.edges.size());
  open_vertex.assign(diagram.vertices.size(), 0);
  for (const Diagram::Edge& e : diagram.edges) {
    const bool dead_end = diagram.is_corner(e.v[0]) || diagram.is_corner(e.v[1]);
    // An edge into a corner leads nowhere; from a vertex to itself it can stay in the list without joining anything.
    edges.push_back({e.v[0], dead_end ? e.v[0] : e.v[1], width_of(e)});
    if (is_open(e)) open_vertex[at(e.v[0])] = open_vertex[at(e.v[1])] = 1;
  }
  forest = WidestForest(static_cast<int>(diagram.vertices.size()), edges);
}

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

Polyline Clearance::Impl::path_of(const Attachment& a, const Attachment::Way& to_first, const std::vector<int>& edges,
                                  const Attachment& b, const Attachment::Way& to_last, PlanPoint from,
                                  PlanPoint to) const {
  const auto climb = [&](const Attachment& x, const Attachment::Way& way, PlanPoint start) {
    Polyline points{start};
    push(points, frame.metres(x.onto));
    const Diagram::Edge& e = diagram.edges[at(x.edge)];
    // The first edge leads to whichever of its ends the rest begins at.
    int v = way.vertex;
    for (auto it = way.edges.rbegin(); it != way.edges.rend(); ++it) {
      const Diagram::Edge& last = diagram.edges[at(*it)];
      v = last.v[0] == v ? last.v[1] : last.v[0];
    }
    std::vector<PlanPoint> between;
    diagram.trace(e, x.onto, vertex(v), between);
    for (const PlanPoint p : between) push(points, frame.metres(p));
    push(points, frame.metres(vertex(v)));
    for (const int edge : way.edges) walk(edge, v, points);
    return points;
  };
  Polyline points = climb(a, to_first, from);
  int v = to_first.vertex;
  for (const int edge : edges) walk(edge, v, points);
  Polyline back = climb(b, to_last, to);
  for (auto it = back.rbegin(); it != back.rend(); ++it) push(points, *it);
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

/// The two obstacle points at the narrowest place of the part p–q of an edge. Where that is a vertex, the third obstacle there may be
/// the one opposite.
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

Clearance::Clearance() : impl_(std::make_unique<Impl>()) {}
Clearance::Clearance(Clearance&&) noexcept = default;
Clearance& Clearance::operator=(Clearance&&) noexcept = default;
Clearance::~Clearance() = default;

Result<Clearance> Clearance::build(const Floor& floor) {
  Clearance clearance;
  Impl& impl = *clearance.impl_;
  std::vector<PlanSegment> obstacles = obstacles_of(floor);
  if (obstacles.size() > kMaxSegments) return failed("geometry.clearance.too_many", ErrorCode::limit);
  for (const PlanSegment& s : obstacles) {
    for (const PlanPoint p : {s.a, s.b}) {
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) return failed("geometry.clearance.not_finite", ErrorCode::input);
    }
    impl.walls.add(s.a);
    impl.walls.add(s.b);
  }
  impl.solids = floor.solids;
  for (const Polygon& polygon : floor.solids) impl.solid_boxes.push_back(bounds(polygon));
  impl.within = floor.within;
  if (obstacles.empty()) return clearance;
  const double reach_m = static_cast<double>(kMaxGrid) / kCellsPerMetre - kFrame_m - 1;
  if (impl.walls.width() > 2 * reach_m || impl.walls.height() > 2 * reach_m) {
    return failed("geometry.clearance.too_large", ErrorCode::limit);
  }
  impl.frame = Frame::around(impl.walls);
  std::vector<GridSegment> segments;
  for (const PlanSegment& s : obstacles) segments.push_back({impl.frame.grid(s.a), impl.frame.grid(s.b)});
  if (!floor.within) {
    const Box box = impl.walls.grown(kFrame_m);
    impl.framed = true;
    const GridPoint lo = impl.frame.grid({box.min_x, box.min_y}), hi = impl.frame.grid({box.max_x, box.max_y});
    impl.frame_lo = lo;
    impl.frame_hi = hi;
    segments.insert(segments.end(),
                    {{lo, {hi.x, lo.y}}, {{hi.x, lo.y}, hi}, {hi, {lo.x, hi.y}}, {{lo.x, hi.y}, lo}});
  }
  const auto clean = noded(std::move(segments));
  if (!clean) return failed("geometry.clearance.diagram", ErrorCode::input);
  auto diagram = build_diagram(*clean);
  if (!diagram) return failed("geometry.clearance.diagram", ErrorCode::input);
  impl.diagram = std::move(*diagram);
  impl.prepare();
  return clearance;
}

std::optional<Passage> Clearance::widest(PlanPoint from, PlanPoint to) const {
  const Impl& impl = *impl_;
  const Diagram& d = impl.diagram;
  if (d.segment_count == 0) {
    if (impl.in_solid(from) || impl.in_solid(to)) return std::nullopt;
    return Passage{kInfinity, {}, {from, to}};
  }
  const auto p = impl.locate(from), q = impl.locate(to);
  if (!p || !q) return std::nullopt;
  const auto a = attach(d, *p), b = attach(d, *q);
  if (!a || !b) return std::nullopt;

  double best = -1;
  PlanSegment pinch;
  const Attachment::Way* first = nullptr;
  const Attachment::Way* last = nullptr;
  const auto limited_by_end = [&](const Attachment& x, const Attachment::Way& way) {
    return impl.pinch_of(d.edges[at(x.edge)], x.onto, impl.vertex(way.vertex));
  };
  for (const Attachment::Way& wa : a->ways) {
    if (!wa.top) continue;
    for (const Attachment::Way& wb : b->ways) {
      if (!wb.top) continue;
      double width = kInfinity;
      int edge = -1;
      if (wa.vertex == wb.vertex) {
        width = impl.open_vertex[at(wa.vertex)] ? kInfinity : d.vertices[at(wa.vertex)].clearance;
      } else {
        edge = impl.forest.bottleneck(wa.vertex, wb.vertex);
        if (edge < 0) continue;
        width = impl.width_of(d.edges[at(edge)]);
      }
      const bool open_a = impl.is_open(d.edges[at(a->edge)]), open_b = impl.is_open(d.edges[at(b->edge)]);
      const double limit_a = open_a ? kInfinity : wa.limit, limit_b = open_b ? kInfinity : wb.limit;
      const double all = std::min({width, limit_a, limit_b});
      if (all <= best) continue;
      best = all;
      first = &wa;
      last = &wb;
      if (all == kInfinity) {
        pinch = {};
      } else if (all == limit_a) {
        pinch = limited_by_end(*a, wa);
      } else if (all == limit_b) {
        pinch = limited_by_end(*b, wb);
      } else if (edge < 0) {
        pinch = impl.widest_place(wa.vertex);
      } else {
        const Diagram::Edge& e = d.edges[at(edge)];
        pinch = impl.pinch_of(e, impl.vertex(e.v[0]), impl.vertex(e.v[1]));
      }
    }
  }
  Passage passage;
  if (a->edge == b->edge) {
    const Diagram::Edge& e = d.edges[at(a->edge)];
    const double direct = impl.is_open(e) ? kInfinity : d.least_between(e, a->onto, b->onto);
    if (direct > best) {
      best = direct;
      passage.path = {from};
      push(passage.path, impl.frame.metres(a->onto));
      std::vector<PlanPoint> between;
      d.trace(e, a->onto, b->onto, between);
      for (const PlanPoint x : between) push(passage.path, impl.frame.metres(x));
      push(passage.path, impl.frame.metres(b->onto));
      push(passage.path, to);
      pinch = d.pinch_between(e, a->onto, b->onto);
      first = nullptr;
    }
  }
  if (best < 0) return std::nullopt;
  passage.width_m = 2 * best / impl.frame.per_metre;
  if (best < kInfinity) passage.pinch = impl.metres(pinch);
  if (first != nullptr) {
    const std::vector<int> edges = impl.forest.path(first->vertex, last->vertex);
    passage.path = impl.path_of(*a, *first, edges, *b, *last, from, to);
  }
  return passage;
}

std::optional<Path> Clearance::shortest(PlanPoint from, PlanPoint to, double width_m) const {
  const Impl& impl = *impl_;
  const Diagram& d = impl.diagram;
  if (d.segment_count == 0) {
    if (impl.in_solid(from) || impl.in_solid(to)) return std::nullopt;
    return Path{distance(from, to), kInfinity, {from, to}};
  }
  const auto p = impl.locate(from), q = impl.locate(to);
  if (!p || !q) return std::nullopt;
  const auto a = attach(d, *p), b = attach(d, *q);
  if (!a || !b) return std::nullopt;
  const double needed = (width_m * impl.frame.per_metre - kGridWidth) / 2;

  const std::size_t n = d.vertices.size();
  std::vector<double> cost(n, kInfinity);
  std::vector<int> by(n, -1);  // edge it was reached by; -2 - k for the k-th way of the start
  using Entry = std::pair<double, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto ok = [&](const Attachment& x, const Attachment::Way& way) {
    return way.limit >= needed || impl.is_open(d.edges[at(x.edge)]);
  };
  for (std::size_t k = 0; k < a->ways.size(); ++k) {
    const Attachment::Way& way = a->ways[k];
    if (!ok(*a, way) || way.length >= cost[at(way.vertex)]) continue;
    cost[at(way.vertex)] = way.length;
    by[at(way.vertex)] = -2 - static_cast<int>(k);
    queue.emplace(way.length, way.vertex);
  }
  double best = kInfinity;
  const Attachment::Way* last = nullptr;
  const auto arrive = [&](int v) {
    for (const Attachment::Way& way : b->ways) {
      if (way.vertex != v || !ok(*b, way) || cost[at(v)] + way.length >= best) continue;
      best = cost[at(v)] + way.length;
      last = &way;
    }
  };
  while (!queue.empty()) {
    const auto [so_far, v] = queue.top();
    queue.pop();
    if (so_far > cost[at(v)]) continue;
    if (so_far >= best) break;
    arrive(v);
    for (int k = d.edges_of_vertex_start[at(v)]; k < d.edges_of_vertex_start[at(v) + 1]; ++k) {
      const int index = d.edges_of_vertex[at(k)];
      const Diagram::Edge& e = d.edges[at(index)];
      if (impl.width_of(e) < needed) continue;
      const int w = e.v[0] == v ? e.v[1] : e.v[0];
      const double then = so_far + d.length_between(e, impl.vertex(v), impl.vertex(w));
      if (then >= cost[at(w)]) continue;
      cost[at(w)] = then;
      by[at(w)] = index;
      queue.emplace(then, w);
    }
  }
  Path path;
  if (a->edge == b->edge) {
    const Diagram::Edge& e = d.edges[at(a->edge)];
    const double direct = impl.is_open(e) ? kInfinity : d.least_between(e, a->onto, b->onto);
    const double length = distance(*p, a->onto) + d.length_between(e, a->onto, b->onto) + distance(b->onto, *q);
    const bool between = d.closest_between(e, a->onto, b->onto);
    if (length < best && (direct >= needed || !between)) {
      path.points = {from};
      push(path.points, impl.frame.metres(a->onto));
      std::vector<PlanPoint> arc;
      d.trace(e, a->onto, b->onto, arc);
      for (const PlanPoint x : arc) push(path.points, impl.frame.metres(x));
      push(path.points, impl.frame.metres(b->onto));
      push(path.points, to);
      path.length_m = length / impl.frame.per_metre;
      // Where it only widens from one end to the other, the narrow end is the disc around that end.
      const auto radius = [&](PlanPoint x) { return distance(x, d.foot(e.site[0], x)); };
      const double least = between ? direct : std::max(radius(a->onto), radius(b->onto));
      path.width_m = impl.is_open(e) ? kInfinity : 2 * least / impl.frame.per_metre;
      return path;
    }
  }
  if (last == nullptr) return std::nullopt;
  std::vector<int> edges;
  int v = last->vertex;
  double least = last->limit;
  while (by[at(v)] >= 0) {
    const Diagram::Edge& e = d.edges[at(by[at(v)])];
    edges.push_back(by[at(v)]);
    least = std::min(least, impl.width_of(e));
    v = e.v[0] == v ? e.v[1] : e.v[0];
  }
  const Attachment::Way& first = a->ways[at(-2 - by[at(v)])];
  least = std::min(least, first.limit);
  std::reverse(edges.begin(), edges.end());
  if (edges.empty() && least == kInfinity && !impl.open_vertex[at(v)]) least = d.vertices[at(v)].clearance;
  path.length_m = best / impl.frame.per_metre;
  path.width_m = 2 * least / impl.frame.per_metre;
  path.points = impl.path_of(*a, first, edges, *b, *last, from, to);
  return path;
}

double Clearance::clearance_at(PlanPoint p) const {
  const Impl& impl = *impl_;
  if (!std::isfinite(p.x) || !std::isfinite(p.y) || impl.in_solid(p)) return 0;
  if (impl.diagram.segment_count == 0) return kInfinity;
  const SegmentIndex& index = impl.diagram.index;
  const PlanPoint cells = impl.frame.cells(p);
  SegmentIndex::Nearest found = index.nearest(cells);
  if (found.segment >= 0 && impl.is_frame(found.segment)) {
    // The frame is ours and limits nobody: far outside the plain distance to the walls counts.
    found.distance = kInfinity;
    for (std::size_t i = 0; i < index.segments().size(); ++i) {
      if (impl.is_frame(static_cast<int>(i))) continue;
      found.distance = std::min(found.distance, distance(index.segments()[i], cells));
    }
  }
  return 2 * found.distance / impl.frame.per_metre;
}

std::vector<PlanPoint> Clearance::reachable(PlanPoint from, double width_m) const {
  const Impl& impl = *impl_;
  const Diagram& d = impl.diagram;
  std::vector<PlanPoint> points;
  const auto p = impl.locate(from);
  if (!p) return points;
  const auto a = attach(d, *p);
  if (!a) return points;
  const double needed = (width_m * impl.frame.per_metre - kGridWidth) / 2;
  std::vector<char> seen(d.vertices.size(), 0);
  std::vector<int> queue;
  const auto add = [&](int v) {
    if (seen[at(v)] || (d.vertices[at(v)].clearance < needed && !impl.open_vertex[at(v)])) return;
    seen[at(v)] = 1;
    queue.push_back(v);
  };
  for (const Attachment::Way& way : a->ways) {
    if (way.limit >= needed || impl.is_open(d.edges[at(a->edge)])) add(way.vertex);
  }
  for (std::size_t k = 0; k < queue.size(); ++k) {
    const int v = queue[k];
    for (int j = d.edges_of_vertex_start[at(v)]; j < d.edges_of_vertex_start[at(v) + 1]; ++j) {
      const Diagram::Edge& e = d.edges[at(d.edges_of_vertex[at(j)])];
      if (impl.width_of(e) >= needed) add(e.v[0] == v ? e.v[1] : e.v[0]);
    }
  }
  for (const int v : queue) points.push_back(impl.frame.metres(impl.vertex(v)));
  std::sort(points.begin(), points.end());
  return points;
}

}  // namespace landai::geometry
