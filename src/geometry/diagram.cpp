// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram.hpp"

#include <algorithm>
#include <cmath>

namespace landai::geometry {
namespace {

PlanPoint unit(PlanPoint v) {
  const double length = norm(v);
  return length > 0 ? (1 / length) * v : PlanPoint{0, 0};
}

/// The site that is a segment when the other is a point; -1 when both are of one kind.
int parabola_segment(const Diagram& d, const Diagram::Edge& e) {
  const bool p0 = d.sites[static_cast<std::size_t>(e.site[0])].point();
  const bool p1 = d.sites[static_cast<std::size_t>(e.site[1])].point();
  if (p0 == p1) return -1;
  return p0 ? 1 : 0;
}

/// Directrix and focus of an edge between a segment and a point.
struct Parabola {
  PlanPoint origin;     ///< foot of the focus on the directrix
  PlanPoint direction;  ///< along the directrix
  PlanPoint normal;     ///< toward the focus
  double height = 0;    ///< of the focus

  Parabola(const Diagram& d, const Diagram::Edge& e, int segment) {
    const auto& s = d.sites[static_cast<std::size_t>(e.site[segment])];
    const PlanPoint focus = d.sites[static_cast<std::size_t>(e.site[1 - segment])].a;
    direction = unit(s.b - s.a);
    origin = s.a + dot(focus - s.a, direction) * direction;
    height = distance(origin, focus);
    normal = unit(focus - origin);
  }
  [[nodiscard]] PlanPoint at(double t) const {
    const double y = height > 0 ? (t * t + height * height) / (2 * height) : 0;
    return origin + t * direction + y * normal;
  }
  /// Length of the arc from the vertex to t.
  [[nodiscard]] double arc(double t) const {
    const double u = t / height;
    return height / 2 * (u * std::sqrt(1 + u * u) + std::asinh(u));
  }
};

}  // namespace

int Diagram::site_of_point(PlanPoint p) const {
  const auto first = sites.begin() + static_cast<std::ptrdiff_t>(segment_count);
  const auto it = std::lower_bound(first, sites.end(), p, [](const Site& s, PlanPoint q) { return s.a < q; });
  if (it == sites.end() || it->a != p) return -1;
  return static_cast<int>(it - sites.begin());
}

PlanPoint Diagram::foot(int site, PlanPoint p) const {
  const Site& s = sites[static_cast<std::size_t>(site)];
  return nearest_on({s.a, s.b}, p);
}

double Diagram::along(const Edge& edge, PlanPoint p) const {
  const int segment = parabola_segment(*this, edge);
  if (segment >= 0) {
    const Parabola parabola(*this, edge, segment);
    return dot(p - parabola.origin, parabola.direction);
  }
  const Site& s = sites[static_cast<std::size_t>(edge.site[0])];
  const Site& t = sites[static_cast<std::size_t>(edge.site[1])];
  if (s.point()) {
    const PlanPoint middle = 0.5 * (s.a + t.a);
    return dot(p - middle, unit(left_normal(t.a - s.a)));
  }
  const PlanPoint from = vertices[static_cast<std::size_t>(edge.v[0])].at;
  const PlanPoint to = vertices[static_cast<std::size_t>(edge.v[1])].at;
  return dot(p - from, unit(to - from));
}

bool Diagram::closest_between(const Edge& edge, PlanPoint p, PlanPoint q) const {
  const bool straight = !sites[static_cast<std::size_t>(edge.site[0])].point() &&
                        !sites[static_cast<std::size_t>(edge.site[1])].point();
  // Between two straight walls the clearance is linear: least at an end.
  return !straight && along(edge, p) * along(edge, q) < 0;
}

double Diagram::least_between(const Edge& edge, PlanPoint p, PlanPoint q) const {
  if (closest_between(edge, p, q)) {
    const PlanSegment pinch = pinch_between(edge, p, q);
    return distance(pinch.a, pinch.b) / 2;
  }
  return std::min(distance(p, foot(edge.site[0], p)), distance(q, foot(edge.site[0], q)));
}

PlanSegment Diagram::pinch_between(const Edge& edge, PlanPoint p, PlanPoint q) const {
  if (closest_between(edge, p, q)) {
    const Site& s = sites[static_cast<std::size_t>(edge.site[0])];
    const Site& t = sites[static_cast<std::size_t>(edge.site[1])];
    if (s.point()) return {s.a, foot(edge.site[1], s.a)};
    return {foot(edge.site[0], t.a), t.a};
  }
  const double at_p = distance(p, foot(edge.site[0], p));
  const double at_q = distance(q, foot(edge.site[0], q));
  // Along a corridor of one width the middle shows it best.
  const PlanPoint m = std::abs(at_p - at_q) < 0.5 ? 0.5 * (p + q) : at_p < at_q ? p : q;
  return {foot(edge.site[0], m), foot(edge.site[1], m)};
}

double Diagram::length_between(const Edge& edge, PlanPoint p, PlanPoint q) const {
  const int segment = parabola_segment(*this, edge);
  if (segment >= 0) {
    const Parabola parabola(*this, edge, segment);
    if (parabola.height > 0) return std::abs(parabola.arc(along(edge, q)) - parabola.arc(along(edge, p)));
  }
  return distance(p, q);
}

void Diagram::trace(const Edge& edge, PlanPoint p, PlanPoint q, std::vector<PlanPoint>& points) const {
  constexpr double kSagitta = 20;  // 2 mm
  const int segment = parabola_segment(*this, edge);
  if (segment < 0) return;
  const Parabola parabola(*this, edge, segment);
  if (!(parabola.height > 0)) return;
  const double from = along(edge, p), to = along(edge, q);
  const int pieces = std::clamp(
      static_cast<int>(std::ceil(std::abs(to - from) / std::sqrt(8 * parabola.height * kSagitta))), 1, 256);
  for (int i = 1; i < pieces; ++i) points.push_back(parabola.at(from + (to - from) * i / pieces));
}

}  // namespace landai::geometry
