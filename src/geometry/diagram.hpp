// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "exact.hpp"
#include "grid.hpp"
#include "segment_index.hpp"

namespace landai::geometry {

/// Voronoi diagram of noded segments, verified. Everything in cells, as real numbers.
struct Diagram {
  /// What a cell belongs to: the inside of a segment, or an end point of segments.
  struct Site {
    PlanPoint a;
    PlanPoint b;  ///< equal to a for a point
    [[nodiscard]] bool point() const { return a == b; }
  };
  struct Vertex {
    PlanPoint at;
    double clearance = 0;  ///< radius of the largest free disc around it
  };
  /// What the clearance does along an edge. Decided exactly.
  enum class Narrowing : std::uint8_t {
    none,   ///< it only grows from one vertex to the other
    pair,   ///< it is least where the two sites come closest, and nothing else is as near there
    level,  ///< it is the same all along, between parallel walls
  };
  /// Between two vertices, all of it as far from the one site as from the other.
  struct Edge {
    int v[2] = {-1, -1};
    int site[2] = {-1, -1};
    double least = 0;  ///< smallest clearance (radius) along it
    Narrowing narrowing = Narrowing::none;
    [[nodiscard]] bool limits() const { return narrowing != Narrowing::none; }
  };

  std::vector<Site> sites;  ///< segments first (same order as the input), then end points, sorted
  std::size_t segment_count = 0;
  std::vector<Vertex> vertices;
  std::vector<Edge> edges;
  std::vector<int> edges_of_vertex_start, edges_of_vertex;  ///< without edges into a corner
  std::vector<int> edges_of_site_start, edges_of_site;
  SegmentIndex index;

  /// The site on the grid: its coordinates are whole numbers.
  [[nodiscard]] GridSegment grid_site(int site) const {
    const Site& s = sites[static_cast<std::size_t>(site)];
    const auto whole = [](PlanPoint p) {
      return GridPoint{static_cast<std::int64_t>(p.x), static_cast<std::int64_t>(p.y)};
    };
    return {whole(s.a), whole(s.b)};
  }
  /// Where the two sites of an edge come closest, exactly. For edges that limit: their width is its distance.
  [[nodiscard]] ClosestPair closest_pair(const Edge& edge) const {
    return ClosestPair(grid_site(edge.site[0]), grid_site(edge.site[1]));
  }

  /// The end point's site, or -1.
  [[nodiscard]] int site_of_point(PlanPoint p) const;
  /// The point of the site nearest to p.
  [[nodiscard]] PlanPoint foot(int site, PlanPoint p) const;
  /// A vertex on an obstacle: an edge into it ends in a corner.
  [[nodiscard]] bool is_corner(int vertex) const {
    return vertices[static_cast<std::size_t>(vertex)].clearance < 0.5;
  }

  /// Position along the edge that grows from v[0] to v[1] or the other way, the same for all points of the
  /// edge.
  [[nodiscard]] double along(const Edge& edge, PlanPoint p) const;
  /// True when the two sites come closest strictly between p and q, which lie on the edge: the narrowest
  /// place is there.
  [[nodiscard]] bool closest_between(const Edge& edge, PlanPoint p, PlanPoint q) const;
  /// Smallest clearance on the part of the edge between p and q, both on it.
  [[nodiscard]] double least_between(const Edge& edge, PlanPoint p, PlanPoint q) const;
  /// The two obstacle points at the narrowest place of the part between p and q.
  [[nodiscard]] PlanSegment pinch_between(const Edge& edge, PlanPoint p, PlanPoint q) const;
  /// Length of, and points on, the part between p and q. Arcs of parabolas within 2 mm; `points` gets neither
  /// end.
  [[nodiscard]] double length_between(const Edge& edge, PlanPoint p, PlanPoint q) const;
  void trace(const Edge& edge, PlanPoint p, PlanPoint q, std::vector<PlanPoint>& points) const;
};

/// Which builders may be tried. Tests leave one out to see what the other does.
enum class Builders { boost_then_cgal, boost, cgal };

/// The diagram of segments that cross nowhere, sorted and each once (see node). Boost.Polygon's is taken when
/// it stands the check (verify.hpp). If it does not, CGAL's is, checked the same way; nothing when that is
/// wrong too.
[[nodiscard]] std::optional<Diagram> build_diagram(const std::vector<GridSegment>& segments,
                                                   Builders builders = Builders::boost_then_cgal);

}  // namespace landai::geometry
