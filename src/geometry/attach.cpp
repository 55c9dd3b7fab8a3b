// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace landai::geometry {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSame = 1.0;    ///< cells: walls on the grid are never quite parallel
constexpr double kNoise = 1e-6;  ///< cells: what doubles take from a clearance
constexpr std::size_t kMaxWays = 200;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// On the ray from q (on its own site) along the unit vector u, the clearance is the way gone, r. Where does
/// another site become as near? Infinite when it never does.
double border_with(const Diagram::Site& other, PlanPoint q, PlanPoint u) {
  const auto of_point = [&](PlanPoint g) {
    const PlanPoint d = g - q;
    const double ahead = dot(u, d);
    return ahead > 0 ? dot(d, d) / (2 * ahead) : kInfinity;
  };
  if (other.point()) return of_point(other.a);
  double best = std::min(of_point(other.a), of_point(other.b));
  const PlanPoint along = other.b - other.a;
  const double length = norm(along);
  PlanPoint n = (1 / length) * left_normal(along);
  double height = dot(n, q - other.a);
  if (height < 0) {
    n = -1 * n;
    height = -height;
  }
  const double closing = 1 - dot(n, u);
  if (height > 1e-9 && closing > 1e-12) {
    const double r = height / closing;
    const double t = dot(q + r * u - other.a, along) / (length * length);
    if (t >= 0 && t <= 1) best = std::min(best, r);
  }
  return best;
}

/// How far p lies outside the stretch of the edge. p is as far from both sites; where these are two segments
/// the nearest point may be an end of one, and p then lies off the line of the edge.
double outside(const Diagram& d, const Diagram::Edge& e, PlanPoint p) {
  if (!d.sites[at(e.site[0])].point() && !d.sites[at(e.site[1])].point())
    return distance(PlanSegment{d.vertices[at(e.v[0])].at, d.vertices[at(e.v[1])].at}, p);
  const double t = d.along(e, p);
  const double t0 = d.along(e, d.vertices[at(e.v[0])].at);
  const double t1 = d.along(e, d.vertices[at(e.v[1])].at);
  return std::max({0.0, std::min(t0, t1) - t, t - std::max(t0, t1)});
}

/// Leaves q along u inside the cell of `site`.
Landing leave_cell(const Diagram& d, int site, PlanPoint q, PlanPoint u, double from) {
  Landing best;
  double best_outside = kInfinity;
  for (int k = d.edges_of_site_start[at(site)]; k < d.edges_of_site_start[at(site) + 1]; ++k) {
    const int index = d.edges_of_site[at(k)];
    const Diagram::Edge& e = d.edges[at(index)];
    const int other = e.site[0] == site ? e.site[1] : e.site[0];
    const double r = border_with(d.sites[at(other)], q, u);
    if (!(r >= from - 0.5) || r > best.radius + 1e-6) continue;
    const double off = outside(d, e, q + r * u);
    if (r < best.radius - 1e-6 || off < best_outside) {
      best = {index, q + r * u, r};
      best_outside = off;
    }
  }
  // Landing beside the edge means that the cell was not what we took it for.
  if (best_outside > 1.0 + 1e-6 * best.radius) return {};
  return best;
}

Landing land(const Diagram& d, PlanPoint p, const SegmentIndex::Nearest& nearest) {
  const PlanPoint q = nearest.foot;
  const PlanPoint u = (1 / nearest.distance) * (p - q);
  const Diagram::Site& s = d.sites[at(nearest.segment)];
  const bool square = std::abs(dot(s.b - s.a, u)) <= 1e-7 * distance(s.a, s.b);
  if (square) {
    if (const Landing l = leave_cell(d, nearest.segment, q, u, nearest.distance); l.edge >= 0) return l;
  }
  const int end = d.site_of_point(q);
  if (end >= 0) {
    if (const Landing l = leave_cell(d, end, q, u, nearest.distance); l.edge >= 0) return l;
  }
  return {};
}

/// Grows the ways from the landing.
class Climb {
 public:
  Climb(const Diagram& d, Attachment& a) : d_(d), a_(a) {}

  void run() {
    const Diagram::Edge& e = d_.edges[at(a_.edge)];
    const double here = distance(a_.onto, d_.foot(e.site[0], a_.onto));
    const double to_diagram = distance(a_.point, a_.onto);
    for (const int v : e.v) {
      if (d_.is_corner(v)) continue;
      const PlanPoint end = d_.vertices[at(v)].at;
      const bool passes = passes_pair(e, a_.onto, end);
      const double least = passes ? e.least : d_.least_between(e, a_.onto, end);
      const bool free = widens(e, passes, least, here, v);
      Attachment::Way way;
      way.vertex = v;
      way.limit = free ? kInfinity : least;
      way.by_pair = !free && passes;
      way.top = free;
      way.length = to_diagram + d_.length_between(e, a_.onto, end);
      add(std::move(way));
    }
    for (std::size_t i = 0; i < a_.ways.size() && a_.ways.size() < kMaxWays; ++i) {
      if (a_.ways[i].limit == kInfinity) climb_from(i);
    }
    for (Attachment::Way& way : a_.ways) way.top = way.top || way.limit < kInfinity;
  }

 private:
  /// Does the part p–q of the edge pass the place that limits the edge?
  bool passes_pair(const Diagram::Edge& e, PlanPoint p, PlanPoint q) const {
    if (e.narrowing == Diagram::Narrowing::level) return true;
    return e.limits() && d_.closest_between(e, p, q);
  }

  /// It only gets wider; or within the disc around the point it does not get narrower, to the grid.
  bool widens(const Diagram::Edge& e, bool passes, double least, double from, int to) const {
    const Diagram::Vertex& v = d_.vertices[at(to)];
    const bool level = e.narrowing == Diagram::Narrowing::level;
    if (!level && least >= from - kNoise && v.clearance > from) return true;
    if (least < from - kSame) return false;
    const auto in_disc = [&](PlanPoint p) { return distance(p, a_.point) <= a_.clearance; };
    if (in_disc(v.at)) return true;
    return passes && !level && v.clearance > from && in_disc(d_.closest_pair(e).middle());
  }

  void climb_from(std::size_t i) {
    const int v = a_.ways[i].vertex;
    a_.ways[i].top = true;
    for (int k = d_.edges_of_vertex_start[at(v)]; k < d_.edges_of_vertex_start[at(v) + 1]; ++k) {
      const int index = d_.edges_of_vertex[at(k)];
      const Diagram::Edge& e = d_.edges[at(index)];
      const int w = e.v[0] == v ? e.v[1] : e.v[0];
      if (index == a_.edge || !widens(e, e.limits(), e.least, d_.vertices[at(v)].clearance, w)) continue;
      if (d_.vertices[at(w)].clearance > d_.vertices[at(v)].clearance + kSame) a_.ways[i].top = false;
      Attachment::Way way = a_.ways[i];
      way.vertex = w;
      way.top = true;
      way.length += d_.length_between(e, d_.vertices[at(v)].at, d_.vertices[at(w)].at);
      way.edges.push_back(index);
      add(std::move(way));
    }
  }

  void add(Attachment::Way way) {
    for (const Attachment::Way& known : a_.ways) {
      if (known.vertex == way.vertex && known.limit >= way.limit) return;
    }
    a_.ways.push_back(std::move(way));
  }

  const Diagram& d_;
  Attachment& a_;
};

}  // namespace

std::optional<Landing> land_on(const Diagram& diagram, PlanPoint point) {
  // A point exactly over a joint of collinear walls or on a vertex may meet no edge: a fifth of a millimetre
  // beside it does.
  for (const PlanPoint nudge : {PlanPoint{0, 0}, PlanPoint{1.7, 0.9}, PlanPoint{-0.9, 1.7},
                                PlanPoint{-1.7, -0.9}, PlanPoint{0.9, -1.7}}) {
    const PlanPoint p = point + nudge;
    const SegmentIndex::Nearest nearest = diagram.index.nearest(p);
    if (nearest.segment < 0 || !(nearest.distance > 1)) return std::nullopt;
    if (const Landing landing = land(diagram, p, nearest); landing.edge >= 0) return landing;
  }
  return std::nullopt;
}

std::optional<Attachment> attach(const Diagram& diagram, PlanPoint point) {
  // A point exactly over a joint of collinear walls or on a vertex may meet no edge: a fifth of a millimetre
  // beside it does.
  for (const PlanPoint nudge : {PlanPoint{0, 0}, PlanPoint{1.7, 0.9}, PlanPoint{-0.9, 1.7},
                                PlanPoint{-1.7, -0.9}, PlanPoint{0.9, -1.7}}) {
    const PlanPoint p = point + nudge;
    const SegmentIndex::Nearest nearest = diagram.index.nearest(p);
    if (nearest.segment < 0 || !(nearest.distance > 1)) return std::nullopt;
    const Landing landing = land(diagram, p, nearest);
    if (landing.edge < 0) continue;
    Attachment a;
    a.point = point;
    a.onto = landing.at;
    a.edge = landing.edge;
    a.clearance = nearest.distance;
    Climb(diagram, a).run();
    if (!a.ways.empty()) return a;
  }
  return std::nullopt;
}

}  // namespace landai::geometry
