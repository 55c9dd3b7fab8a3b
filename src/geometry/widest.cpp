// SPDX-License-Identifier: GPL-3.0-or-later
// Widest ways and their exact widths. See forest.hpp for how the narrowest place between two vertices is
// found.
#include <algorithm>
#include <cmath>

#include "clearance_impl.hpp"
#include "touching_disc.hpp"

namespace landai::geometry {
namespace {

/// A way narrower than 1 mm is a crack between walls that do not quite touch.
constexpr std::int64_t kCrack_pm = 1'000'000'000;
constexpr double kPicometresOfCell = kPicometres / kCellsPerMetre;

}  // namespace

bool Clearance::Impl::narrower(const Width& a, const Width& b) const {
  // Doubles are good to a few 10^-16, discs of vertices to what Boost's coordinates are.
  const double sure = a.edge >= 0 && b.edge >= 0 ? 1e-14 : 1e-11;
  const double larger = std::max(a.radius, b.radius);
  if (std::isinf(larger) || std::abs(a.radius - b.radius) > sure * larger) return a.radius < b.radius;
  if (a.edge < 0 || b.edge < 0) return a.edge >= 0 && b.edge < 0;  // the exact one is what limits
  return diagram.closest_pair(diagram.edges[at(a.edge)]).squared() <
         diagram.closest_pair(diagram.edges[at(b.edge)]).squared();
}

std::int64_t Clearance::Impl::picometres(const Width& width) const {
  if (width.edge >= 0) return whole_picometres(diagram.closest_pair(diagram.edges[at(width.edge)]).squared());
  if (width.vertex >= 0) return disc_picometres(width.vertex);
  return static_cast<std::int64_t>(std::floor(2 * width.radius * kPicometresOfCell));
}

/// The disc of a vertex, from three of the sites that it touches.
std::int64_t Clearance::Impl::disc_picometres(int v) const {
  constexpr std::size_t kMostSites = 8;
  std::vector<int> sites;
  for (int k = diagram.edges_of_vertex_start[at(v)]; k < diagram.edges_of_vertex_start[at(v) + 1]; ++k) {
    for (const int site : diagram.edges[at(diagram.edges_of_vertex[at(k)])].site) {
      if (std::find(sites.begin(), sites.end(), site) == sites.end() && sites.size() < kMostSites)
        sites.push_back(site);
    }
  }
  const Diagram::Vertex& vertex = diagram.vertices[at(v)];
  for (std::size_t i = 0; i < sites.size(); ++i) {
    for (std::size_t j = i + 1; j < sites.size(); ++j) {
      for (std::size_t k = j + 1; k < sites.size(); ++k) {
        const auto disc = touching_disc(
            {diagram.grid_site(sites[i]), diagram.grid_site(sites[j]), diagram.grid_site(sites[k])},
            vertex.at);
        if (disc && disc->sharp && distance(disc->centre, vertex.at) < 0.01) return disc->diameter_pm;
      }
    }
  }
  return static_cast<std::int64_t>(std::floor(2 * vertex.clearance * kPicometresOfCell));
}

std::optional<Clearance::Impl::Width> Clearance::Impl::between(int v, int w) const {
  const int edge = forest.bottleneck(v, w);
  if (edge < 0) return std::nullopt;
  const Diagram::Edge& e = diagram.edges[at(edge)];
  if (e.limits() && !is_open(e)) return Width{e.least, edge, -1};
  // Nothing narrows between the two, so the wider one is the place that both climb to.
  return narrower(disc(v), disc(w)) ? disc(w) : disc(v);
}

std::optional<Clearance::Impl::Choice> Clearance::Impl::choose(const Ends& ends) const {
  const auto& [a, b] = ends;
  Choice best;
  int limited_by = -1;  // an edge that one end leaves over, when that is the narrowest
  PlanSegment part;
  for (const Attachment::Way& wa : a.ways) {
    for (const Attachment::Way& wb : b.ways) {
      if (!wa.top || !wb.top) continue;
      // Where both climb to the same place, the disc that fits there is the widest there is between them.
      const auto way = wa.vertex == wb.vertex ? disc(wa.vertex) : between(wa.vertex, wb.vertex);
      if (!way) continue;
      Width all = *way;
      int by = -1;
      PlanSegment of;
      if (const Width at_a = limit_of(a, wa); narrower(at_a, all)) {
        all = at_a;
        by = a.edge;
        of = {a.onto, vertex(wa.vertex)};
      }
      if (const Width at_b = limit_of(b, wb); narrower(at_b, all)) {
        all = at_b;
        by = b.edge;
        of = {b.onto, vertex(wb.vertex)};
      }
      if (!narrower(best.width, all)) continue;
      best.width = all;
      best.first = &wa;
      best.last = &wb;
      limited_by = by;
      part = of;
    }
  }
  if (a.edge == b.edge) {
    const Diagram::Edge& e = diagram.edges[at(a.edge)];
    const bool pair = e.narrowing == Diagram::Narrowing::level ||
                      (e.limits() && diagram.closest_between(e, a.onto, b.onto));
    Width direct{diagram.least_between(e, a.onto, b.onto), -1, -1};
    if (pair) direct = {e.least, a.edge, -1};
    if (is_open(e)) direct = {};
    if (narrower(best.width, direct)) {
      best = {direct, 0, nullptr, nullptr, {}};
      limited_by = a.edge;
      part = {a.onto, b.onto};
    }
  }
  if (best.width.radius < 0) return std::nullopt;
  if (!best.finite()) return best;
  best.width_pm = picometres(best.width);
  if (best.width_pm < kCrack_pm) return std::nullopt;
  best.pinch = pinch_of(best.width, limited_by, part);
  return best;
}

/// The two obstacle points at the narrowest place. `part` is of the edge `by`, where that is what limits.
PlanSegment Clearance::Impl::pinch_of(const Width& width, int by, const PlanSegment& part) const {
  if (width.edge >= 0) {
    const Diagram::Edge& e = diagram.edges[at(width.edge)];
    if (e.narrowing == Diagram::Narrowing::level) {
      return by >= 0 ? diagram.pinch_between(e, part.a, part.b)
                     : diagram.pinch_between(e, vertex(e.v[0]), vertex(e.v[1]));
    }
    const ClosestPair pair = diagram.closest_pair(e);
    return {pair.first(), pair.second()};
  }
  if (width.vertex >= 0) return widest_place(width.vertex);
  return pinch_of(diagram.edges[at(by)], part.a, part.b);
}

std::optional<Passage> Clearance::widest(PlanPoint from, PlanPoint to) const {
  const Impl& impl = *impl_;
  if (impl.nothing_stands(from, to)) return Passage{kInfinity, {}, {from, to}, {kNoOwner, kNoOwner}};
  const auto ends = impl.attach_both(from, to);
  if (!ends) return std::nullopt;
  const auto choice = impl.choose(*ends);
  if (!choice) return std::nullopt;
  Passage passage;
  passage.width_m = kInfinity;
  if (choice->finite()) {
    passage.width_m = metres_of(choice->width_pm);
    passage.pinch = impl.metres(choice->pinch);
    passage.owners = impl.owners_of(choice->pinch);
  }
  if (choice->first == nullptr) {
    passage.path = impl.direct_path(*ends, from, to);
  } else {
    const std::vector<int> edges = impl.forest.path(choice->first->vertex, choice->last->vertex);
    passage.path = impl.path_of(*ends, *choice->first, edges, *choice->last, from, to);
  }
  return passage;
}

Decision Clearance::at_least(PlanPoint from, PlanPoint to, double width_m) const {
  const Impl& impl = *impl_;
  Decision decision;
  if (std::isnan(width_m)) return decision;
  if (impl.nothing_stands(from, to)) {
    decision.yes = true;
    return decision;
  }
  const auto ends = impl.attach_both(from, to);
  const auto choice = ends ? impl.choose(*ends) : std::nullopt;
  if (!choice) return decision;
  decision.yes = !choice->finite() || choice->width_pm >= picometres_of_limit(width_m);
  if (choice->finite()) {
    decision.pinch = impl.metres(choice->pinch);
    decision.owners = impl.owners_of(choice->pinch);
  }
  return decision;
}

}  // namespace landai::geometry
