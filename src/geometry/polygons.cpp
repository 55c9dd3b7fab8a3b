// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/polygons.hpp"

#include <algorithm>
#include <numbers>

#include "clip.hpp"

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

Box finite_bounds(const MultiPolygon& polygons) {
  Box box;
  for (const Polygon& polygon : polygons) {
    for (const PlanPoint& p : polygon.outer) {
      if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
    }
  }
  return box;
}

MultiPolygon operate(cl::ClipType type, const MultiPolygon& a, const MultiPolygon& b) {
  Box box = finite_bounds(a);
  box.add(finite_bounds(b));
  const Frame frame = Frame::around(box);
  return clip_polygons(type, paths_of(a, frame), paths_of(b, frame), frame);
}

/// Neighbours that share a slanted side part by up to this when their corners are rounded (cells).
constexpr double kSeam = 1.5;

}  // namespace

MultiPolygon united(const MultiPolygon& a) { return united(a, {}); }

MultiPolygon united(const MultiPolygon& a, const MultiPolygon& b) {
  Box box = finite_bounds(a);
  box.add(finite_bounds(b));
  const Frame frame = Frame::around(box);
  Paths paths = paths_of(a, frame);
  const Paths more = paths_of(b, frame);
  paths.insert(paths.end(), more.begin(), more.end());
  // Closing moves corners by a cell here and there: only where it joins something.
  if (paths.size() > 1) {
    Paths joined = closed(paths, kSeam);
    if (clip(cl::ctUnion, joined, {}).size() != clip(cl::ctUnion, paths, {}).size())
      paths = std::move(joined);
  }
  return clip_polygons(cl::ctUnion, paths, {}, frame);
}

MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b) {
  return operate(cl::ctDifference, a, b);
}

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) {
  return operate(cl::ctIntersection, a, b);
}

MultiPolygon offset(const MultiPolygon& a, double by_m) {
  const Frame frame = Frame::around(finite_bounds(a));
  if (!std::isfinite(by_m) || std::abs(by_m) > kFarthest_m) return {};
  Paths grown = clip(cl::ctUnion, paths_of(a, frame), {});
  try {
    cl::ClipperOffset offset(4.0, 0.25);
    offset.AddPaths(grown, cl::jtMiter, cl::etClosedPolygon);
    offset.Execute(grown, by_m * frame.per_metre);
  } catch (const cl::clipperException&) {
    return {};
  }
  return clip_polygons(cl::ctUnion, grown, {}, frame);
}

MultiPolygon thickened(const Polyline& line, double width_m) {
  Box box;
  for (const PlanPoint& p : line) box.add(p);
  const Frame frame = Frame::around(box);
  cl::Path path;
  for (const PlanPoint& p : line) {
    if (!frame.holds(p)) return {};
    const GridPoint g = frame.grid(p);
    if (path.empty() || !(path.back() == cl::IntPoint(g.x, g.y))) path.emplace_back(g.x, g.y);
  }
  const bool closed = path.size() > 3 && path.front() == path.back();
  if (closed) path.pop_back();
  if (path.size() < 2 || !(width_m > 0) || width_m > kFarthest_m) return {};
  return clip_polygons(cl::ctUnion, strip(path, closed, width_m / 2 * frame.per_metre), {}, frame);
}

Polygon swept_sector(PlanPoint hinge, PlanPoint closed_tip, PlanPoint open_tip) {
  constexpr double kSagitta_m = 0.0001;
  const PlanPoint from = closed_tip - hinge;
  const PlanPoint to = open_tip - hinge;
  const double r0 = norm(from);
  const double r1 = norm(to);
  const double turn = std::atan2(cross(from, to), dot(from, to));
  const double radius = std::max(r0, r1);
  Polygon sector{{hinge, closed_tip}, {}};
  if (radius > kSagitta_m && std::isfinite(turn)) {
    const double step = 2 * std::acos(1 - kSagitta_m / radius);
    const int pieces = std::clamp(static_cast<int>(std::ceil(std::abs(turn) / step)), 1, 4096);
    const double start = std::atan2(from.y, from.x);
    for (int i = 1; i < pieces; ++i) {
      const double t = static_cast<double>(i) / pieces;
      const double r = r0 + t * (r1 - r0);
      const double angle = start + t * turn;
      sector.outer.push_back(hinge + PlanPoint{r * std::cos(angle), r * std::sin(angle)});
    }
  }
  sector.outer.push_back(open_tip);
  if (turn < 0) std::reverse(sector.outer.begin(), sector.outer.end());
  return sector;
}

}  // namespace landai::geometry
