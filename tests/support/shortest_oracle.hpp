// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clearance_oracle.hpp"

/// Shortest paths without tangents: every obstacle grown by the disc's radius into a polygon, and Dijkstra
/// over all pairs of its corners that see each other. Slow and simple.
namespace landai::test {

/// The chords of the grown corners are at most this far inside the arcs (metres).
inline constexpr double kOracleSagitta = 0.002;

/// Where the centre of a disc may be, for floors with a `within`. Half cells of kOracleCells.
inline cl::Paths oracle_region(const geometry::Floor& floor, double radius_m) {
  const double radius = radius_m * kOracleCells;
  cl::Paths inside, obstacles;
  for (const Polygon& polygon : *floor.within) inside.push_back(oracle_path(polygon.outer));
  const auto grow = [&](const cl::Path& path, cl::EndType end) {
    cl::ClipperOffset offset(2.0, kOracleSagitta * kOracleCells);
    offset.AddPath(path, cl::jtRound, end);
    cl::Paths grown;
    offset.Execute(grown, radius);
    obstacles.insert(obstacles.end(), grown.begin(), grown.end());
  };
  const auto cells = [](PlanPoint p) {
    return cl::IntPoint(std::llround(p.x * kOracleCells), std::llround(p.y * kOracleCells));
  };
  for (const Polygon& polygon : floor.solids) grow(oracle_path(polygon.outer), cl::etClosedPolygon);
  for (const PlanSegment& s : floor.thin) grow({cells(s.a), cells(s.b)}, cl::etOpenRound);
  for (const cl::Path& path : inside) {
    for (std::size_t i = 0; i < path.size(); ++i)
      grow({path[i], path[(i + 1) % path.size()]}, cl::etOpenRound);
  }
  cl::Clipper clipper;
  clipper.AddPaths(inside, cl::ptSubject, true);
  clipper.AddPaths(obstacles, cl::ptClip, true);
  cl::Paths region;
  clipper.Execute(cl::ctDifference, region, cl::pftNonZero, cl::pftNonZero);
  // Doubled, so that the middle between any two corners is a whole number too.
  for (cl::Path& path : region) {
    for (cl::IntPoint& p : path) p = cl::IntPoint(2 * p.X, 2 * p.Y);
  }
  return region;
}

inline double oracle_side(cl::IntPoint a, cl::IntPoint b, cl::IntPoint p) {
  return static_cast<double>((b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X));
}

inline bool oracle_holds(const cl::Paths& region, cl::IntPoint p) {
  int around = 0;
  for (const cl::Path& path : region) {
    const int where = cl::PointInPolygon(p, path);
    if (where < 0) return true;
    around += where;
  }
  return around % 2 == 1;
}

/// Whether two points of the region see each other within it; along its border counts.
inline bool oracle_sees(const cl::Paths& region, cl::IntPoint p, cl::IntPoint q) {
  std::vector<cl::IntPoint> on{p, q};  // corners on the line between them
  for (const cl::Path& path : region) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      const cl::IntPoint a = path[i], b = path[(i + 1) % path.size()];
      const double pa = oracle_side(p, q, a), pb = oracle_side(p, q, b);
      const double ap = oracle_side(a, b, p), aq = oracle_side(a, b, q);
      if (((pa > 0 && pb < 0) || (pa < 0 && pb > 0)) && ((ap > 0 && aq < 0) || (ap < 0 && aq > 0)))
        return false;
      if (pa == 0 && std::min(p.X, q.X) <= a.X && a.X <= std::max(p.X, q.X) && std::min(p.Y, q.Y) <= a.Y &&
          a.Y <= std::max(p.Y, q.Y))
        on.push_back(a);
    }
  }
  std::sort(on.begin(), on.end(),
            [](cl::IntPoint s, cl::IntPoint t) { return s.X != t.X ? s.X < t.X : s.Y < t.Y; });
  for (std::size_t i = 1; i < on.size(); ++i) {
    if (!oracle_holds(region, cl::IntPoint((on[i - 1].X + on[i].X) / 2, (on[i - 1].Y + on[i].Y) / 2)))
      return false;
  }
  return true;
}

/// Length of the shortest path of a disc's centre; infinite when there is none. The arcs are cut by their
/// chords, so it is a little too short.
inline double oracle_shortest(const geometry::Floor& floor, PlanPoint from, PlanPoint to, double width_m) {
  const cl::Paths region = oracle_region(floor, width_m / 2);
  const auto cells = [](PlanPoint p) {
    return cl::IntPoint(2 * std::llround(p.x * kOracleCells), 2 * std::llround(p.y * kOracleCells));
  };
  std::vector<cl::IntPoint> nodes{cells(from), cells(to)};
  for (const cl::Path& path : region) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      const cl::IntPoint a = path[(i + path.size() - 1) % path.size()], b = path[i],
                         c = path[(i + 1) % path.size()];
      if (oracle_side(a, b, c) < 0) nodes.push_back(b);  // the region bends around it
    }
  }
  std::vector<double> length(nodes.size(), INFINITY);
  std::vector<char> done(nodes.size(), 0);
  length[0] = 0;
  for (;;) {
    std::size_t next = nodes.size();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (!done[i] && std::isfinite(length[i]) && (next == nodes.size() || length[i] < length[next]))
        next = i;
    }
    if (next == nodes.size() || next == 1) break;
    done[next] = 1;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (done[i]) continue;
      const double then = length[next] + std::hypot(static_cast<double>(nodes[i].X - nodes[next].X),
                                                    static_cast<double>(nodes[i].Y - nodes[next].Y));
      if (then < length[i] && oracle_sees(region, nodes[next], nodes[i])) length[i] = then;
    }
  }
  return length[1] / (2 * kOracleCells);
}

}  // namespace landai::test
