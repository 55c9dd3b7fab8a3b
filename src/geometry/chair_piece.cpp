// SPDX-License-Identifier: GPL-3.0-or-later
#include "chair_piece.hpp"

#include <algorithm>
#include <cmath>

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

struct Extent {
  cl::IntPoint lo, hi;
  [[nodiscard]] bool apart(const Extent& o) const {
    return lo.X > o.hi.X || hi.X < o.lo.X || lo.Y > o.hi.Y || hi.Y < o.lo.Y;
  }
};

Extent extent_of(const Paths& paths) {
  Extent e{paths.front().front(), paths.front().front()};
  for (const cl::Path& path : paths) {
    for (const cl::IntPoint& p : path) {
      e.lo = {std::min(e.lo.X, p.X), std::min(e.lo.Y, p.Y)};
      e.hi = {std::max(e.hi.X, p.X), std::max(e.hi.Y, p.Y)};
    }
  }
  return e;
}

std::size_t corners_of(const Paths& paths) {
  std::size_t n = 0;
  for (const cl::Path& path : paths) n += path.size();
  return n;
}

Paths clipped(cl::ClipType type, const Paths& subject, const Paths& by, ChairWork& work) {
  work.corners += corners_of(subject) + corners_of(by);
  Paths result;
  try {
    cl::Clipper clipper;
    clipper.AddPaths(subject, cl::ptSubject, true);
    clipper.AddPaths(by, cl::ptClip, true);
    if (!clipper.Execute(type, result, cl::pftPositive, cl::pftPositive)) work.failed = true;
  } catch (const cl::clipperException&) {
    work.failed = true;
  }
  return result;
}

PlanPoint inside_of(const Paths& rings) {
  const auto ring = [](const cl::Path& path) {
    Ring r;
    for (const cl::IntPoint& p : path) r.push_back(real(p));
    return r;
  };
  Polygon polygon{ring(rings.front()), {}};
  for (std::size_t i = 1; i < rings.size(); ++i) polygon.holes.push_back(ring(rings[i]));
  return interior_point(polygon);
}

/// Could the convex polygon take anything from the region? A heap of obstacles in one place is soon one
/// obstacle.
bool takes_from(const Paths& region, const cl::Path& convex, const Extent& extent) {
  Shape shape;
  bool inside = false;  // even-odd: the rings of a region do not cross
  for (const cl::Path& ring : region) {
    const int in = cl::PointInPolygon(convex.front(), ring);
    if (in == -1) return true;
    inside = inside != (in == 1);
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const cl::IntPoint& p = ring[i];
      const cl::IntPoint& q = ring[i + 1 < ring.size() ? i + 1 : 0];
      const Extent side{{std::min(p.X, q.X), std::min(p.Y, q.Y)}, {std::max(p.X, q.X), std::max(p.Y, q.Y)}};
      if (side.apart(extent)) continue;
      if (shape.empty()) std::transform(convex.begin(), convex.end(), std::back_inserter(shape), real);
      if (enters({real(p), real(q)}, shape)) return true;
    }
  }
  return inside;
}

void note_sides(ChairPiece& piece, const cl::Path& tile) {
  for (const cl::Path& ring : piece.rings) {
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const cl::IntPoint& p = ring[k];
      const cl::IntPoint& q = ring[(k + 1) % ring.size()];
      if (p.X == q.X && p.X == tile[0].X) piece.sides[0].push_back(std::minmax(p.Y, q.Y));
      if (p.X == q.X && p.X == tile[2].X) piece.sides[1].push_back(std::minmax(p.Y, q.Y));
      if (p.Y == q.Y && p.Y == tile[0].Y) piece.sides[2].push_back(std::minmax(p.X, q.X));
      if (p.Y == q.Y && p.Y == tile[2].Y) piece.sides[3].push_back(std::minmax(p.X, q.X));
    }
  }
}

}  // namespace

cl::IntPoint chair_cells(PlanPoint metres) {
  return {std::llround(metres.x * kChairCells), std::llround(metres.y * kChairCells)};
}
PlanPoint chair_metres(PlanPoint cells) { return {cells.x / kChairCells, cells.y / kChairCells}; }
PlanPoint real(cl::IntPoint p) { return {static_cast<double>(p.X), static_cast<double>(p.Y)}; }

bool ChairPiece::holds(cl::IntPoint p) const {
  if (p.X < lo.X || p.X > hi.X || p.Y < lo.Y || p.Y > hi.Y) return false;
  if (cl::PointInPolygon(p, rings.front()) == 0) return false;
  return std::none_of(rings.begin() + 1, rings.end(),
                      [&](const cl::Path& hole) { return cl::PointInPolygon(p, hole) == 1; });
}

Paths less_obstacles(Paths where, const std::vector<PlanSegment>& segments, const std::vector<int>& which,
                     const Shape& mirrored, ChairWork& work) {
  if (where.empty()) return where;
  work.corners += 2 * which.size();
  Extent extent = extent_of(where);
  Paths blocked;
  // A few at a time: often nothing is left soon, and what is left is small.
  std::size_t batch = 8;
  bool first = true;
  const auto subtract = [&] {
    where = clipped(cl::ctDifference, where, blocked, work);
    blocked.clear();
    batch = std::min<std::size_t>(2 * batch, 32);
    first = false;
    if (!where.empty()) extent = extent_of(where);
  };
  Shape sum;
  for (const int i : which) {
    forbidden(segments[static_cast<std::size_t>(i)], mirrored, sum);
    cl::Path path;
    path.reserve(sum.size());
    for (const PlanPoint p : sum) path.push_back(chair_cells(p));
    const Extent there = extent_of({path});
    if (extent.apart(there) || (!first && !takes_from(where, path, there))) continue;
    blocked.push_back(std::move(path));
    if (blocked.size() < batch) continue;
    subtract();
    if (where.empty()) return where;
  }
  if (!blocked.empty()) subtract();
  return where;
}

std::vector<ChairPiece> pieces_of_region(const Paths& region, const cl::Path& tile, double least_area,
                                         ChairWork& work) {
  std::vector<ChairPiece> pieces;
  if (region.empty()) return pieces;
  cl::PolyTree tree;
  try {
    cl::Clipper clipper;
    clipper.AddPaths(region, cl::ptSubject, true);
    if (!clipper.Execute(cl::ctUnion, tree, cl::pftPositive, cl::pftPositive)) work.failed = true;
  } catch (const cl::clipperException&) {
    work.failed = true;
  }
  for (const cl::PolyNode* node = tree.GetFirst(); node != nullptr; node = node->GetNext()) {
    if (node->IsHole() || node->Contour.size() < 3 || std::abs(cl::Area(node->Contour)) < least_area)
      continue;
    ChairPiece piece;
    piece.rings.push_back(node->Contour);
    for (const cl::PolyNode* hole : node->Childs) piece.rings.push_back(hole->Contour);
    const Extent extent = extent_of({node->Contour});
    piece.lo = extent.lo;
    piece.hi = extent.hi;
    const PlanPoint inside = inside_of(piece.rings);
    piece.inside = {std::llround(inside.x), std::llround(inside.y)};
    note_sides(piece, tile);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

Paths common_part(const ChairPiece& a, const ChairPiece& b, ChairWork& work) {
  return clipped(cl::ctIntersection, a.rings, b.rings, work);
}

std::pair<cl::cInt, cl::cInt> common_stretch(const ChairPiece& a, std::size_t side, const ChairPiece& b) {
  std::pair<cl::cInt, cl::cInt> best{1, 0};
  for (const auto& [p, q] : a.sides[side]) {
    for (const auto& [r, s] : b.sides[side ^ 1]) {
      const cl::cInt lo = std::max(p, r), hi = std::min(q, s);
      if (hi - lo > best.second - best.first) best = {lo, hi};
    }
  }
  return best;
}

PlanPoint point_inside(const Paths& region) {
  const cl::Path* largest = nullptr;
  for (const cl::Path& path : region) {
    if (largest == nullptr || cl::Area(path) > cl::Area(*largest)) largest = &path;
  }
  Paths rings{*largest};
  for (const cl::Path& path : region) {
    if (cl::Area(path) < 0 && cl::PointInPolygon(path.front(), *largest) != 0) rings.push_back(path);
  }
  return inside_of(rings);
}

}  // namespace landai::geometry
