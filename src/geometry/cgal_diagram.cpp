// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgal_diagram.hpp"

#include <CGAL/Segment_Delaunay_graph_2.h>
#include <CGAL/Segment_Delaunay_graph_filtered_traits_2.h>
#include <CGAL/Segment_Delaunay_graph_hierarchy_2.h>
#include <CGAL/Simple_cartesian.h>

#include <algorithm>
#include <array>
#include <exception>
#include <unordered_map>

#include "touching_disc.hpp"

namespace landai::geometry {
namespace {

using Kernel = CGAL::Simple_cartesian<double>;
// Noded input has no intersections, so the exact side needs fields only: Gmpq, without a root.
using Traits = CGAL::Segment_Delaunay_graph_filtered_traits_without_intersections_2<Kernel>;
using Graph = CGAL::Segment_Delaunay_graph_hierarchy_2<Traits>;

PlanPoint plan(const Traits::Point_2& p) { return {p.x(), p.y()}; }

Traits::Site_2 site(const GridSegment& s) {
  const auto point = [](GridPoint p) {
    return Traits::Point_2(static_cast<double>(p.x), static_cast<double>(p.y));
  };
  return s.a == s.b ? Traits::Site_2::construct_site_2(point(s.a))
                    : Traits::Site_2::construct_site_2(point(s.a), point(s.b));
}

int site_of(const Traits::Site_2& site, const std::vector<GridSegment>& segments, const Diagram& d) {
  if (site.is_point()) return d.site_of_point(plan(site.point()));
  const auto grid = [](const Traits::Point_2& p) {
    return GridPoint{static_cast<std::int64_t>(p.x()), static_cast<std::int64_t>(p.y())};
  };
  const GridPoint a = grid(site.segment().source()), b = grid(site.segment().target());
  const GridSegment s{std::min(a, b), std::max(a, b)};
  const auto it = std::lower_bound(segments.begin(), segments.end(), s);
  return it == segments.end() || *it != s ? -1 : static_cast<int>(it - segments.begin());
}

/// A segment and its own end point: the border between them is not an edge to walk on.
bool own_end(const Diagram& d, int i, int j) {
  const auto ends_in = [&](int segment, int point) {
    const Diagram::Site& s = d.sites[static_cast<std::size_t>(segment)];
    const PlanPoint p = d.sites[static_cast<std::size_t>(point)].a;
    return d.sites[static_cast<std::size_t>(point)].point() && (s.a == p || s.b == p);
  };
  return ends_in(i, j) || ends_in(j, i);
}

class Copier {
 public:
  Copier(const Graph& graph, const std::vector<GridSegment>& segments, const Box& box, Diagram& d)
      : graph_(graph), box_(box), d_(d) {
    for (auto v = graph.finite_vertices_begin(); v != graph.finite_vertices_end(); ++v)
      site_[&*v] = site_of(v->site(), segments, d);
  }

  bool copy() {
    for (auto it = graph_.finite_edges_begin(); it != graph_.finite_edges_end(); ++it) {
      const auto face = it->first;
      const int i = it->second;
      const auto twin = face->neighbor(i);
      Diagram::Edge e;
      e.site[0] = site_.at(&*face->vertex(graph_.ccw(i)));
      e.site[1] = site_.at(&*face->vertex(graph_.cw(i)));
      if (e.site[0] < 0 || e.site[1] < 0) return false;
      if (own_end(d_, e.site[0], e.site[1])) continue;
      e.v[0] = vertex(face);
      e.v[1] = vertex(twin);
      if (e.v[0] >= 0 && e.v[1] >= 0) d_.edges.push_back(e);
    }
    return true;
  }

 private:
  using Face = Graph::Face_handle;

  /// Number of the face's Voronoi vertex; -1 for one at infinity or outside the box.
  int vertex(Face face) {
    if (graph_.is_infinite(face)) return -1;
    const auto [place, is_new] = number_.try_emplace(&*face, -1);
    if (!is_new) return place->second;
    const PlanPoint p = centre(face);
    if (p.x >= box_.min_x - 1 && p.x <= box_.max_x + 1 && p.y >= box_.min_y - 1 && p.y <= box_.max_y + 1) {
      place->second = static_cast<int>(d_.vertices.size());
      d_.vertices.push_back({p, 0});
    }
    return place->second;
  }

  /// CGAL's predicates are exact but its points are computed in doubles: so they are computed around one of
  /// the sites, where the numbers are small, and then made sharper.
  PlanPoint centre(Face face) const {
    std::array<GridSegment, 3> sites;
    for (int i = 0; i < 3; ++i)
      sites[static_cast<std::size_t>(i)] = d_.grid_site(site_.at(&*face->vertex(i)));
    GridPoint origin = sites[0].a;
    for (const GridSegment& s : sites) {
      if (s.a == s.b) origin = s.a;
    }
    const auto moved = [&](const GridSegment& s) {
      return site({{s.a.x - origin.x, s.a.y - origin.y}, {s.b.x - origin.x, s.b.y - origin.y}});
    };
    const PlanPoint rough = plan(graph_.geom_traits().construct_svd_vertex_2_object()(
        moved(sites[0]), moved(sites[1]), moved(sites[2])));
    const PlanPoint p = rough + PlanPoint{static_cast<double>(origin.x), static_cast<double>(origin.y)};
    const auto disc = touching_disc(sites, p);
    return disc ? disc->centre : p;
  }

  const Graph& graph_;
  const Box& box_;
  Diagram& d_;
  std::unordered_map<const void*, int> site_, number_;
};

}  // namespace

bool by_cgal(const std::vector<GridSegment>& segments, const Box& box, Diagram& d) {
  try {
    std::vector<Traits::Site_2> input;
    input.reserve(segments.size());
    for (const GridSegment& s : segments) input.push_back(site(s));
    Graph graph;
    graph.insert(input.begin(), input.end());
    return Copier(graph, segments, box, d).copy();
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace landai::geometry
