// SPDX-License-Identifier: GPL-3.0-or-later
#include "chair_motion.hpp"

#include <algorithm>
#include <cmath>

#include "winding.hpp"

namespace landai::geometry {
namespace {

constexpr int kDeepest = 17;  ///< halvings: parts of a hundred-thousandth of the motion

/// A chain of points as few segments: what is within kMerged_m of a chord is left out, so that a circle of a
/// thousand corners is not a thousand obstacles.
void add_chain(const Polyline& chain, std::vector<PlanSegment>& segments) {
  constexpr std::size_t kMostMerged = 64;  // bounds the work: each step looks at all points in between again
  for (std::size_t i = 0; i + 1 < chain.size();) {
    const auto merges = [&](std::size_t end) {
      const PlanSegment chord{chain[i], chain[end]};
      for (std::size_t k = i + 1; k < end; ++k) {
        if (distance(chord, chain[k]) > kMerged_m) return false;
      }
      return true;
    };
    std::size_t end = i + 1;
    while (end + 1 < chain.size() && end - i < kMostMerged && merges(end + 1)) ++end;
    segments.push_back({chain[i], chain[end]});
    i = end;
  }
}

void add_ring(Ring ring, std::vector<PlanSegment>& segments) {
  if (ring.empty()) return;
  ring.push_back(ring.front());
  add_chain(ring, segments);
}

void add_thin(const std::vector<PlanSegment>& thin, std::vector<PlanSegment>& segments) {
  Polyline chain;
  for (const PlanSegment& s : thin) {
    if (chain.empty() || chain.back() != s.a) {
      add_chain(chain, segments);
      chain = {s.a};
    }
    chain.push_back(s.b);
  }
  add_chain(chain, segments);
}

void add_borders(const MultiPolygon& polygons, std::vector<PlanSegment>& segments) {
  for (const Polygon& polygon : polygons) {
    add_ring(polygon.outer, segments);
    for (const Ring& hole : polygon.holes) add_ring(hole, segments);
  }
}

}  // namespace

ChairObstacles chair_obstacles(const Floor& floor, PlanPoint origin) {
  ChairObstacles result;
  result.origin = origin;
  std::vector<PlanSegment> segments;
  add_thin(floor.thin, segments);
  add_borders(floor.solids, segments);
  if (floor.within) add_borders(*floor.within, segments);
  for (PlanSegment& s : segments) {
    s = {s.a - origin, s.b - origin};
    result.box.add(s.a);
    result.box.add(s.b);
  }
  result.index = SegmentIndex(std::move(segments));
  return result;
}

bool blocked(const Floor& floor, PlanPoint p) {
  for (const Polygon& polygon : floor.solids) {
    if (!winds_around(polygon.outer, p)) continue;
    const auto around = [&](const Ring& hole) { return winds_around(hole, p); };
    if (std::none_of(polygon.holes.begin(), polygon.holes.end(), around)) return true;
  }
  return floor.within && !contains(*floor.within, p);
}

Pose between(const Pose& from, const Pose& to, double t) {
  return {(1 - t) * from.at + t * to.at, (1 - t) * from.heading_rad + t * to.heading_rad};
}

bool ChairMotion::meets(const Shape& shape) const {
  Box box;
  box.add(shape);
  bool met = false;
  obstacles_.index.visit(box, [&](int i) {
    ++looks_;
    met = enters(obstacles_.index.segments()[static_cast<std::size_t>(i)], shape);
    return !met;
  });
  return met;
}

bool ChairMotion::stands(const Pose& pose) const {
  Shape shape = turned(rectangle(e_), pose.heading_rad);
  for (PlanPoint& p : shape) p = p + pose.at;
  return !meets(shape);
}

bool ChairMotion::free(const Pose& from, const Pose& to, double t0, double t1, int depth) const {
  const Pose a = between(from, to, t0), b = between(from, to, t1), middle = between(from, to, (t0 + t1) / 2);
  const double half = std::abs(b.heading_rad - a.heading_rad) / 2;
  if (half < 1) {
    const Shape shape = turned(half > 0 ? outer_shape(e_, half, 0) : rectangle(e_), middle.heading_rad);
    Shape whole;  // swept by the shape from a to b: their Minkowski sum
    forbidden({a.at, b.at}, shape, whole);
    if (!meets(whole)) return true;
  }
  if (depth == kDeepest || !stands(middle)) return false;
  const double t = (t0 + t1) / 2;
  return free(from, to, t0, t, depth + 1) && free(from, to, t, t1, depth + 1);
}

bool ChairMotion::free(const Pose& from, const Pose& to) const {
  return stands(from) && stands(to) && free(from, to, 0, 1, 0);
}

bool ChairMotion::free(std::span<const Pose> path) const {
  if (path.empty() || !stands(path.front())) return false;
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (!free(path[i - 1], path[i])) return false;
  }
  return true;
}

}  // namespace landai::geometry
