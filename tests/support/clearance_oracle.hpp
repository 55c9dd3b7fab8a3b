// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <polyclipping/clipper.hpp>
#include <vector>

#include "landai/geometry/clearance.hpp"

/// Clearance without a Voronoi diagram: every obstacle grown by the disc's radius, and a look at what is
/// left. Slow and simple.
namespace landai::test {

namespace cl = ClipperLib;
inline constexpr double kOracleCells = 100'000;  // per metre

inline cl::Path oracle_path(const Ring& ring) {
  cl::Path path;
  for (const PlanPoint p : ring)
    path.emplace_back(std::llround(p.x * kOracleCells), std::llround(p.y * kOracleCells));
  if (!cl::Orientation(path)) cl::ReversePath(path);
  return path;
}

/// Distance to the nearest obstacle; 0 in a solid or outside. O(n).
inline double oracle_radius(const geometry::Floor& floor, PlanPoint p) {
  if (contains(floor.solids, p) || (floor.within && !contains(*floor.within, p))) return 0;
  double best = INFINITY;
  const auto ring = [&](const Ring& r) {
    for (std::size_t i = 0; i < r.size(); ++i)
      best = std::min(best, distance(PlanSegment{r[i], r[(i + 1) % r.size()]}, p));
  };
  const auto all = [&](const MultiPolygon& polygons) {
    for (const Polygon& polygon : polygons) {
      ring(polygon.outer);
      for (const Ring& hole : polygon.holes) ring(hole);
    }
  };
  all(floor.solids);
  if (floor.within) all(*floor.within);
  for (const PlanSegment& s : floor.thin) best = std::min(best, distance(s, p));
  return best;
}

/// Climbs to a place around which no better one is near (a local maximum of the clearance).
inline PlanPoint oracle_climb(const geometry::Floor& floor, PlanPoint p) {
  double here = oracle_radius(floor, p);
  for (double step = 0.2; step > 1e-5;) {
    PlanPoint best = p;
    double most = here;
    for (int k = 0; k < 24; ++k) {
      const double angle = k * M_PI / 12;
      const PlanPoint q = p + PlanPoint{step * std::cos(angle), step * std::sin(angle)};
      const double r = oracle_radius(floor, q);
      if (r > most && distance(p, q) < here) {
        most = r;
        best = q;
      }
    }
    if (most > here + 1e-9) {
      p = best;
      here = most;
    } else {
      step /= 2;
    }
  }
  return p;
}

/// Can a disc of this diameter travel from p to q? For floors with a `within`.
inline bool oracle_passes(const geometry::Floor& floor, PlanPoint p, PlanPoint q, double width_m) {
  const double radius = width_m / 2 * kOracleCells;
  cl::Paths inside, obstacles;
  for (const Polygon& polygon : *floor.within) inside.push_back(oracle_path(polygon.outer));
  {
    cl::ClipperOffset offset(2.0, 1.0);
    offset.AddPaths(inside, cl::jtMiter, cl::etClosedPolygon);
    offset.Execute(inside, 0);
  }
  const auto grow = [&](const cl::Path& path, cl::EndType end) {
    cl::ClipperOffset offset(2.0, 1.0);
    offset.AddPath(path, cl::jtRound, end);
    cl::Paths grown;
    offset.Execute(grown, radius);
    obstacles.insert(obstacles.end(), grown.begin(), grown.end());
  };
  for (const Polygon& polygon : floor.solids) grow(oracle_path(polygon.outer), cl::etClosedPolygon);
  for (const Polygon& polygon : *floor.within) {
    for (const Ring& hole : polygon.holes) grow(oracle_path(hole), cl::etClosedPolygon);
  }
  for (const PlanSegment& s : floor.thin) {
    grow({{std::llround(s.a.x * kOracleCells), std::llround(s.a.y * kOracleCells)},
          {std::llround(s.b.x * kOracleCells), std::llround(s.b.y * kOracleCells)}},
         cl::etOpenRound);
  }
  for (const cl::Path& path : inside) {
    for (std::size_t i = 0; i < path.size(); ++i)
      grow({path[i], path[(i + 1) % path.size()]}, cl::etOpenRound);
  }
  cl::Clipper clipper;
  clipper.AddPaths(inside, cl::ptSubject, true);
  clipper.AddPaths(obstacles, cl::ptClip, true);
  cl::PolyTree tree;
  clipper.Execute(cl::ctDifference, tree, cl::pftNonZero, cl::pftNonZero);
  const auto holds = [](const cl::PolyNode* face, PlanPoint at) {
    const cl::IntPoint c(std::llround(at.x * kOracleCells), std::llround(at.y * kOracleCells));
    if (cl::PointInPolygon(c, face->Contour) == 0) return false;
    for (const cl::PolyNode* hole : face->Childs) {
      if (cl::PointInPolygon(c, hole->Contour) == 1) return false;
    }
    return true;
  };
  for (const cl::PolyNode* face = tree.GetFirst(); face != nullptr; face = face->GetNext()) {
    if (!face->IsHole() && holds(face, p) && holds(face, q)) return true;
  }
  return false;
}

}  // namespace landai::test
