// SPDX-License-Identifier: GPL-3.0-or-later
#include "chair_motion.hpp"

#include <algorithm>
#include <cmath>

namespace landai::geometry {
namespace {

constexpr int kDeepest = 17;  ///< halvings: parts of a hundred-thousandth of the motion

void add_ring(const Ring& ring, std::vector<PlanSegment>& segments) {
  for (std::size_t i = 0; i < ring.size(); ++i) segments.push_back({ring[i], ring[(i + 1) % ring.size()]});
}

void add_borders(const MultiPolygon& polygons, std::vector<PlanSegment>& segments) {
  for (const Polygon& polygon : polygons) {
    add_ring(polygon.outer, segments);
    for (const Ring& hole : polygon.holes) add_ring(hole, segments);
  }
}

/// Inside by the non-zero rule, as Clearance has it: a ring that overlaps itself has no hole in its overlap.
bool winds_around(const Ring& ring, PlanPoint p) {
  int winding = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    if ((a.y <= p.y) == (b.y <= p.y)) continue;
    const double side = cross(b - a, p - a);
    if (b.y > a.y && side > 0) ++winding;
    if (b.y < a.y && side < 0) --winding;
  }
  return winding != 0;
}

}  // namespace

ChairObstacles chair_obstacles(const Floor& floor, PlanPoint origin) {
  ChairObstacles result;
  result.origin = origin;
  std::vector<PlanSegment> segments = floor.thin;
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

std::vector<Pose> ChairMotion::shortened(std::vector<Pose> path) const {
  for (int round = 0; round < 3; ++round) {
    std::vector<Pose> shorter;
    for (std::size_t i = 0; i < path.size();) {
      shorter.push_back(path[i]);
      // Leaps of growing width while they are free, then back by halves.
      std::size_t best = i + 1;
      for (std::size_t leap = 2; i + leap < path.size() && free(path[i], path[i + leap]); leap *= 2)
        best = i + leap;
      for (std::size_t step = (best - i) / 2; step > 0; step /= 2) {
        if (best + step < path.size() && free(path[i], path[best + step])) best += step;
      }
      i = best;
    }
    const bool settled = shorter.size() == path.size();
    path = std::move(shorter);
    if (settled) break;
  }
  return path;
}

}  // namespace landai::geometry
