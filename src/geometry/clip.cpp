// SPDX-License-Identifier: GPL-3.0-or-later
#include "clip.hpp"

#include <algorithm>

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

/// True for a ring that turns one way and once round: nothing to repair.
bool is_convex(const cl::Path& ring) {
  const std::size_t n = ring.size();
  int sign = 0;
  int x_turns = 0;
  cl::cInt last_dx = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % n];
    const auto& c = ring[(i + 2) % n];
    const double turn = static_cast<double>(b.X - a.X) * static_cast<double>(c.Y - b.Y) -
                        static_cast<double>(b.Y - a.Y) * static_cast<double>(c.X - b.X);
    if (turn != 0) {
      const int s = turn > 0 ? 1 : -1;
      if (sign != 0 && s != sign) return false;
      sign = s;
    }
    const cl::cInt dx = b.X - a.X;
    if (dx != 0) {
      if (last_dx != 0 && (dx > 0) != (last_dx > 0)) ++x_turns;
      last_dx = dx;
    }
  }
  return sign != 0 && x_turns <= 2;
}

/// Width of a long thin ring (twice the area over the perimeter) below one cell: a leftover of rounding.
bool is_sliver(const cl::Path& ring) {
  if (ring.size() < 3) return true;
  double perimeter = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % ring.size()];
    perimeter += std::hypot(static_cast<double>(b.X - a.X), static_cast<double>(b.Y - a.Y));
  }
  return 2 * std::abs(cl::Area(ring)) < perimeter;
}

Ring ring_of(const cl::Path& path, const Frame& frame) {
  Ring ring;
  ring.reserve(path.size());
  for (const auto& p : path) ring.push_back(frame.plan({p.X, p.Y}));
  return ring;
}

}  // namespace

cl::Path path_of(const Ring& ring, const Frame& frame) {
  cl::Path path;
  path.reserve(ring.size());
  for (const PlanPoint& p : ring) {
    if (!frame.holds(p)) return {};
    const GridPoint g = frame.grid(p);
    const cl::IntPoint q(g.x, g.y);
    if (path.empty() || !(path.back() == q)) path.push_back(q);
  }
  while (path.size() > 1 && path.front() == path.back()) path.pop_back();
  if (path.size() < 3) path.clear();
  return path;
}

Paths paths_of(const MultiPolygon& polygons, const Frame& frame) {
  Paths all;
  for (const Polygon& polygon : polygons) {
    cl::Path outer = path_of(polygon.outer, frame);
    if (outer.empty()) continue;
    if (polygon.holes.empty() && is_convex(outer)) {
      if (!cl::Orientation(outer)) cl::ReversePath(outer);
      all.push_back(std::move(outer));
      continue;
    }
    Paths holes;
    for (const Ring& hole : polygon.holes) {
      if (cl::Path path = path_of(hole, frame); !path.empty()) holes.push_back(std::move(path));
    }
    try {
      cl::Clipper clipper;
      clipper.AddPath(outer, cl::ptSubject, true);
      clipper.AddPaths(holes, cl::ptClip, true);
      Paths result;
      clipper.Execute(cl::ctDifference, result, cl::pftNonZero, cl::pftNonZero);
      all.insert(all.end(), result.begin(), result.end());
    } catch (const cl::clipperException&) {
      // Out of Clipper's range, which `holds` excludes.
    }
  }
  return all;
}

Paths clip(cl::ClipType type, const Paths& subject, const Paths& clip) {
  Paths result;
  try {
    cl::Clipper clipper;
    clipper.AddPaths(subject, cl::ptSubject, true);
    clipper.AddPaths(clip, cl::ptClip, true);
    clipper.Execute(type, result, cl::pftPositive, cl::pftPositive);
  } catch (const cl::clipperException&) {
    result.clear();
  }
  return result;
}

MultiPolygon clip_polygons(cl::ClipType type, const Paths& subject, const Paths& clip, const Frame& frame) {
  MultiPolygon polygons;
  try {
    cl::Clipper clipper;
    clipper.AddPaths(subject, cl::ptSubject, true);
    clipper.AddPaths(clip, cl::ptClip, true);
    cl::PolyTree tree;
    clipper.Execute(type, tree, cl::pftPositive, cl::pftPositive);
    for (const cl::PolyNode* node = tree.GetFirst(); node != nullptr; node = node->GetNext()) {
      if (node->IsHole() || is_sliver(node->Contour)) continue;
      Polygon polygon{ring_of(node->Contour, frame), {}};
      for (const cl::PolyNode* hole : node->Childs) {
        if (!is_sliver(hole->Contour)) polygon.holes.push_back(ring_of(hole->Contour, frame));
      }
      polygons.push_back(std::move(polygon));
    }
  } catch (const cl::clipperException&) {
    polygons.clear();
  }
  return polygons;
}

Paths closed(const Paths& paths, double gap) {
  constexpr cl::cInt kFiner = 16;  // so that growing and shrinking again ends in the same cell
  Paths fine = paths;
  for (cl::Path& path : fine) {
    for (cl::IntPoint& p : path) p = {p.X * kFiner, p.Y * kFiner};
  }
  fine = clip(cl::ctUnion, fine, {});
  try {
    for (const double by : {gap / 2, -gap / 2}) {
      cl::ClipperOffset offset(4.0, 0.25);
      offset.AddPaths(fine, cl::jtMiter, cl::etClosedPolygon);
      offset.Execute(fine, by * static_cast<double>(kFiner));
    }
  } catch (const cl::clipperException&) {
    return clip(cl::ctUnion, paths, {});
  }
  const auto back = [](cl::cInt v) { return (v >= 0 ? v + kFiner / 2 : v - kFiner / 2) / kFiner; };
  for (cl::Path& path : fine) {
    for (cl::IntPoint& p : path) p = {back(p.X), back(p.Y)};
  }
  return fine;
}

Paths strip(const cl::Path& line, bool closed, double half_width) {
  Paths result;
  try {
    cl::ClipperOffset offset(4.0, 0.25);
    offset.AddPath(line, cl::jtMiter, closed ? cl::etClosedLine : cl::etOpenButt);
    offset.Execute(result, half_width);
  } catch (const cl::clipperException&) {
    result.clear();
  }
  return result;
}

}  // namespace landai::geometry
