// SPDX-License-Identifier: GPL-3.0-or-later
// How narrow it is where one stands. A way may only widen from a place to a room and still begin between two walls that leave too
// little: the disc around an end does not limit a passage, but the body of whoever stands there does.
#include <algorithm>

#include "clearance_impl.hpp"

namespace landai::geometry {
namespace {

constexpr double kFacing = -0.8;  // cosine of the angle between the two feet, seen from the way: more than 143 degrees apart

bool facing(const Diagram& d, const Diagram::Edge& e, PlanPoint at) {
  const PlanPoint a = d.foot(e.site[0], at) - at, b = d.foot(e.site[1], at) - at;
  const double lengths = norm(a) * norm(b);
  return lengths > 0 && dot(a, b) <= kFacing * lengths;
}

}  // namespace

Clearance::Impl::Squeeze Clearance::Impl::squeeze(const Attachment& x, const Attachment::Way& way) const {
  Squeeze best;
  const auto look = [&](int edge, PlanPoint from, PlanPoint to) {
    const Diagram::Edge& e = diagram.edges[at(edge)];
    if (is_open(e) || !facing(diagram, e, from)) return;
    const double radius = diagram.least_between(e, from, to);
    if (radius < best.radius) best = {radius, edge, diagram.pinch_between(e, from, to)};
  };
  // The vertex where the first edge ends: the others lead from it to the way's own.
  int v = way.vertex;
  for (auto it = way.edges.rbegin(); it != way.edges.rend(); ++it) {
    const Diagram::Edge& e = diagram.edges[at(*it)];
    v = e.v[0] == v ? e.v[1] : e.v[0];
  }
  look(x.edge, x.onto, vertex(v));
  for (const int edge : way.edges) {
    const Diagram::Edge& e = diagram.edges[at(edge)];
    const int w = e.v[0] == v ? e.v[1] : e.v[0];
    look(edge, vertex(v), vertex(w));
    v = w;
  }
  return best;
}

std::optional<Passage> Clearance::way_out(PlanPoint p) const {
  const Impl& impl = *impl_;
  if (impl.nothing_stands(p, p)) return Passage{kInfinity, {p, p}, {p}};
  const auto cells = impl.locate(p);
  const auto a = cells ? attach(impl.diagram, *cells) : std::nullopt;
  if (!a) return std::nullopt;
  Impl::Squeeze widest;
  widest.radius = -1;
  for (const Attachment::Way& way : a->ways) {
    if (!way.top) continue;
    Impl::Squeeze here = impl.squeeze(*a, way);
    const double limit = impl.limit(*a, way);
    if (limit < here.radius) here = {limit, a->edge, impl.pinch_of(impl.diagram.edges[at(a->edge)], a->onto, impl.vertex(way.vertex))};
    if (here.radius > widest.radius) widest = here;
  }
  if (widest.radius < 0) return std::nullopt;
  if (widest.radius == kInfinity) return Passage{kInfinity, {p, p}, {p}};
  return Passage{2 * widest.radius / impl.frame.per_metre, impl.metres(widest.pinch), {p}, impl.owners_of(widest.pinch)};
}

}  // namespace landai::geometry
