// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <exception>

#include "cgal_diagram.hpp"
#include "diagram.hpp"
#include "verify.hpp"

namespace landai::geometry {
namespace {

namespace bp = boost::polygon;
using Voronoi = bp::voronoi_diagram<double>;

PlanPoint real(GridPoint p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

/// Site of each Boost cell.
std::vector<int> sites_of_cells(const Voronoi& voronoi, const std::vector<GridSegment>& segments,
                                const Diagram& d) {
  std::vector<int> site(voronoi.cells().size(), -1);
  for (std::size_t i = 0; i < voronoi.cells().size(); ++i) {
    const auto& cell = voronoi.cells()[i];
    const GridSegment& s = segments[cell.source_index()];
    if (cell.contains_segment()) {
      site[i] = static_cast<int>(cell.source_index());
    } else {
      const bool start = cell.source_category() == bp::SOURCE_CATEGORY_SEGMENT_START_POINT ||
                         cell.source_category() == bp::SOURCE_CATEGORY_SINGLE_POINT;
      site[i] = d.site_of_point(real(start ? s.a : s.b));
    }
  }
  return site;
}

/// Copies what is within the box of the segments; beyond it nobody walks.
bool copy(const Voronoi& voronoi, const std::vector<int>& site_of_cell, const Box& box, Diagram& d) {
  const Voronoi::cell_type* cells = voronoi.cells().data();
  const Voronoi::vertex_type* first = voronoi.vertices().data();
  std::vector<int> number(voronoi.vertices().size(), -1);
  const auto vertex = [&](const Voronoi::vertex_type* v) {
    int& n = number[static_cast<std::size_t>(v - first)];
    if (n >= 0 || n == -2) return n;
    const PlanPoint p{v->x(), v->y()};
    if (!(p.x >= box.min_x - 1 && p.x <= box.max_x + 1 && p.y >= box.min_y - 1 && p.y <= box.max_y + 1)) {
      n = -2;
    } else {
      n = static_cast<int>(d.vertices.size());
      d.vertices.push_back({p, 0});
    }
    return n;
  };
  d.vertices.reserve(voronoi.vertices().size());
  d.edges.reserve(voronoi.edges().size() / 2);
  for (const auto& edge : voronoi.edges()) {
    if (&edge > edge.twin() || !edge.is_primary() || !edge.is_finite()) continue;
    Diagram::Edge e;
    e.v[0] = vertex(edge.vertex0());
    e.v[1] = vertex(edge.vertex1());
    if (e.v[0] < 0 || e.v[1] < 0) continue;
    e.site[0] = site_of_cell[static_cast<std::size_t>(edge.cell() - cells)];
    e.site[1] = site_of_cell[static_cast<std::size_t>(edge.twin()->cell() - cells)];
    if (e.site[0] < 0 || e.site[1] < 0) return false;
    d.edges.push_back(e);
  }
  return true;
}

void group(std::size_t count, const std::vector<Diagram::Edge>& edges, bool by_site, const Diagram& d,
           std::vector<int>& start, std::vector<int>& items) {
  start.assign(count + 1, 0);
  const auto skip = [&](const Diagram::Edge& e) {
    return !by_site && (d.is_corner(e.v[0]) || d.is_corner(e.v[1]));
  };
  for (const Diagram::Edge& e : edges) {
    if (skip(e)) continue;
    for (const int k : by_site ? e.site : e.v) ++start[static_cast<std::size_t>(k) + 1];
  }
  for (std::size_t i = 0; i < count; ++i) start[i + 1] += start[i];
  items.resize(static_cast<std::size_t>(start[count]));
  std::vector<int> next(start.begin(), start.end() - 1);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (skip(edges[i])) continue;
    for (const int k : by_site ? edges[i].site : edges[i].v) {
      items[static_cast<std::size_t>(next[static_cast<std::size_t>(k)]++)] = static_cast<int>(i);
    }
  }
}

void collect_sites(const std::vector<GridSegment>& segments, Diagram& d) {
  std::vector<PlanPoint> ends;
  for (const GridSegment& s : segments) {
    d.sites.push_back({real(s.a), real(s.b)});
    ends.push_back(real(s.a));
    ends.push_back(real(s.b));
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  d.segment_count = segments.size();
  for (const PlanPoint p : ends) d.sites.push_back({p, p});
}

/// Boost's diagram, unchecked. False when it gives up.
bool by_boost(const std::vector<GridSegment>& segments, const Box& box, Diagram& d) {
  try {
    Voronoi voronoi;
    {
      bp::voronoi_builder<std::int32_t> builder;
      for (const GridSegment& s : segments) {
        const GridPoint a = s.a, b = s.b;
        if (a == b) {
          builder.insert_point(static_cast<std::int32_t>(a.x), static_cast<std::int32_t>(a.y));
        } else {
          builder.insert_segment(static_cast<std::int32_t>(a.x), static_cast<std::int32_t>(a.y),
                                 static_cast<std::int32_t>(b.x), static_cast<std::int32_t>(b.y));
        }
      }
      builder.construct(&voronoi);
    }
    return copy(voronoi, sites_of_cells(voronoi, segments, d), box, d);
  } catch (const std::exception&) {  // it has no promise not to throw on what it gets wrong
    return false;
  }
}

void clear(Diagram& d) {
  d.vertices.clear();
  d.edges.clear();
}

/// Builds with what is allowed until a diagram stands the check.
bool build_verified(const std::vector<GridSegment>& segments, const Box& box, Builders builders, Diagram& d) {
  if (builders != Builders::cgal) {
    if (by_boost(segments, box, d) && verify(d)) return true;
    clear(d);
  }
  return builders != Builders::boost && by_cgal(segments, box, d) && verify(d);
}

}  // namespace

std::optional<Diagram> build_diagram(const std::vector<GridSegment>& segments, Builders builders) {
  Diagram d;
  if (segments.empty()) return d;
  Box box;
  std::vector<PlanSegment> plain;
  for (const GridSegment& s : segments) {
    plain.push_back({real(s.a), real(s.b)});
    box.add(plain.back().a);
    box.add(plain.back().b);
  }
  d.index = SegmentIndex(std::move(plain));
  collect_sites(segments, d);
  if (!build_verified(segments, box, builders, d)) return std::nullopt;
  group(d.vertices.size(), d.edges, false, d, d.edges_of_vertex_start, d.edges_of_vertex);
  group(d.sites.size(), d.edges, true, d, d.edges_of_site_start, d.edges_of_site);
  return d;
}

}  // namespace landai::geometry
