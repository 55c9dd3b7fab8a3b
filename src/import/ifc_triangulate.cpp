// SPDX-License-Identifier: GPL-3.0-or-later
// Ear clipping of polygons with holes. Faces of bodies are small, so the plain quadratic method does.
#include <algorithm>
#include <numeric>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

constexpr std::size_t kMaxFacePoints = 20000;

double turn(PlanPoint a, PlanPoint b, PlanPoint c) { return cross(b - a, c - b); }

bool in_triangle(PlanPoint p, PlanPoint a, PlanPoint b, PlanPoint c) {
  return turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0;
}

/// The ring being eaten up: a circular list of corners that name points.
class EarClipper {
 public:
  explicit EarClipper(std::vector<PlanPoint> points) : points_(std::move(points)) {}

  /// Corners of a ring, in order; returns the first corner.
  std::size_t add_ring(std::size_t first_point, std::size_t count, bool reverse) {
    const std::size_t base = corners_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t k = reverse ? count - 1 - i : i;
      corners_.push_back({static_cast<std::uint32_t>(first_point + k), base + (i + count - 1) % count,
                          base + (i + 1) % count});
    }
    return base;
  }

  /// Joins a hole (clockwise) to the outer ring (counter-clockwise) by a bridge from its leftmost corner.
  bool bridge(std::size_t outer, std::size_t hole) {
    std::size_t left = hole;
    for (std::size_t c = corners_[hole].next; c != hole; c = corners_[c].next) {
      const PlanPoint p = at(c), q = at(left);
      if (p.x < q.x || (p.x == q.x && p.y < q.y)) left = c;
    }
    const std::size_t target = seen_from(outer, at(left));
    if (target == kNone) return false;
    const std::size_t target_copy = corners_.size(), left_copy = target_copy + 1;
    corners_.push_back({corners_[target].point, left_copy, corners_[target].next});
    corners_.push_back({corners_[left].point, corners_[left].prev, target_copy});
    corners_[corners_[target].next].prev = target_copy;
    corners_[corners_[left].prev].next = left_copy;
    corners_[target].next = left;
    corners_[left].prev = target;
    return true;
  }

  void clip(std::size_t start, std::vector<std::array<std::uint32_t, 3>>& out) {
    std::size_t left = 1;
    for (std::size_t c = corners_[start].next; c != start; c = corners_[c].next) ++left;
    std::size_t at_corner = start, tried = 0;
    bool patient = true;
    while (left > 2) {
      const std::size_t prev = corners_[at_corner].prev, next = corners_[at_corner].next;
      const double area = turn(at(prev), at(at_corner), at(next));
      const bool flat = std::abs(area) <= kFlat;
      if (flat || (area > 0 && (!patient || is_ear(prev, at_corner, next)))) {
        if (!flat) out.push_back({corners_[prev].point, corners_[at_corner].point, corners_[next].point});
        corners_[prev].next = next;
        corners_[next].prev = prev;
        --left;
        tried = 0;
        patient = true;
        // Starting again two corners on keeps the triangles from becoming one fan of slivers.
        at_corner = corners_[next].next;
        continue;
      }
      at_corner = next;
      if (++tried > left) {
        if (!patient) break;  // nothing convex is left: the ring is turned inside out
        patient = false;      // a ring that crosses itself: take any convex corner
        tried = 0;
      }
    }
  }

 private:
  struct Corner {
    std::uint32_t point;
    std::size_t prev, next;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  static constexpr double kFlat = 1e-14;

  [[nodiscard]] PlanPoint at(std::size_t corner) const { return points_[corners_[corner].point]; }

  [[nodiscard]] bool is_ear(std::size_t prev, std::size_t ear, std::size_t next) const {
    const PlanPoint a = at(prev), b = at(ear), c = at(next);
    for (std::size_t k = corners_[next].next; k != prev; k = corners_[k].next) {
      const PlanPoint p = at(k);
      if (p == a || p == b || p == c) continue;
      if (turn(at(corners_[k].prev), p, at(corners_[k].next)) < 0 && in_triangle(p, a, b, c)) return false;
    }
    return true;
  }

  /// Corner of the ring that sees p, looking to the left.
  [[nodiscard]] std::size_t seen_from(std::size_t ring, PlanPoint p) const {
    std::size_t best = kNone;
    double best_x = -INFINITY;
    std::size_t c = ring;
    do {
      const PlanPoint a = at(c), b = at(corners_[c].next);
      // An edge of a counter-clockwise ring that has the inside on its right-hand x side runs downwards.
      if (a.y >= p.y && b.y <= p.y && a.y != b.y) {
        const double x = a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y);
        if (x <= p.x && x > best_x) {
          best_x = x;
          best = a.x < b.x ? c : corners_[c].next;
          if (x == p.x && p == a) return c;
          if (x == p.x && p == b) return corners_[c].next;
        }
      }
      c = corners_[c].next;
    } while (c != ring);
    if (best == kNone) return kNone;
    // A corner inside the triangle hit point, p, chosen end may hide that end; the one at the flattest angle
    // does not.
    const PlanPoint m = at(best), hit{best_x, p.y};
    std::size_t chosen = best;
    double flattest = INFINITY;
    c = ring;
    do {
      const PlanPoint q = at(c);
      if (q.x <= p.x && q.x >= m.x && !(q == p)) {
        const bool inside = p.y < m.y ? in_triangle(q, hit, p, m) : in_triangle(q, p, hit, m);
        const double tangent = std::abs(p.y - q.y) / std::max(p.x - q.x, 1e-300);
        if (inside && locally_inside(c, p) &&
            (tangent < flattest || (tangent == flattest && q.x > at(chosen).x))) {
          chosen = c;
          flattest = tangent;
        }
      }
      c = corners_[c].next;
    } while (c != ring);
    return chosen;
  }

  [[nodiscard]] bool locally_inside(std::size_t corner, PlanPoint p) const {
    const PlanPoint a = at(corners_[corner].prev), b = at(corner), c = at(corners_[corner].next);
    if (turn(a, b, c) >= 0) return turn(b, c, p) >= 0 && turn(a, b, p) >= 0;
    return turn(b, c, p) >= 0 || turn(a, b, p) >= 0;
  }

  std::vector<PlanPoint> points_;
  std::vector<Corner> corners_;
};

double leftmost(const Ring& ring) {
  return std::min_element(ring.begin(), ring.end(), [](PlanPoint a, PlanPoint b) { return a.x < b.x; })->x;
}

}  // namespace

std::vector<std::array<std::uint32_t, 3>> triangulate(const Polygon& polygon) {
  std::vector<std::array<std::uint32_t, 3>> triangles;
  std::size_t total = polygon.outer.size();
  for (const Ring& hole : polygon.holes) total += hole.size();
  if (polygon.outer.size() < 3 || total > kMaxFacePoints) return triangles;
  const bool clockwise = signed_area(polygon.outer) < 0;
  if (total == 3) {
    if (clockwise) return {{0, 2, 1}};
    return {{0, 1, 2}};
  }
  std::vector<PlanPoint> points = polygon.outer;
  std::vector<std::size_t> starts;
  for (const Ring& hole : polygon.holes) {
    starts.push_back(points.size());
    points.insert(points.end(), hole.begin(), hole.end());
  }
  triangles.reserve(total + 2 * polygon.holes.size());
  EarClipper clipper(std::move(points));
  const std::size_t outer = clipper.add_ring(0, polygon.outer.size(), clockwise);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < polygon.holes.size(); ++i) {
    if (polygon.holes[i].size() >= 3) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return leftmost(polygon.holes[a]) < leftmost(polygon.holes[b]);
  });
  for (std::size_t i : order) {
    const Ring& hole = polygon.holes[i];
    clipper.bridge(outer, clipper.add_ring(starts[i], hole.size(), signed_area(hole) > 0));
  }
  clipper.clip(outer, triangles);
  return triangles;
}

Point3 newell(const std::vector<Point3>& loop) {
  Point3 sum;
  if (loop.empty()) return sum;
  for (std::size_t i = 0; i < loop.size(); ++i) {
    // Relative to the first point, so that far-away coordinates do not eat the digits.
    sum = sum + cross(loop[i] - loop[0], loop[(i + 1) % loop.size()] - loop[0]);
  }
  return 0.5 * sum;
}

bool add_face(Mesh& mesh, const std::vector<std::vector<Point3>>& loops) {
  if (loops.empty() || loops[0].size() < 3) return false;
  const Point3 area = newell(loops[0]);
  if (!finite(area) || norm(area) < 1e-12) return false;
  const auto base = static_cast<std::uint32_t>(mesh.vertices.size());
  if (loops.size() == 1 && loops[0].size() == 3) {
    mesh.vertices.insert(mesh.vertices.end(), loops[0].begin(), loops[0].end());
    mesh.triangles.push_back({base, base + 1, base + 2});
    return true;
  }
  // Seen along its largest axis, from the side it faces.
  const double ax = std::abs(area.x), ay = std::abs(area.y), az = std::abs(area.z);
  const auto flat = [&](Point3 p) -> PlanPoint {
    const Point3 q = p - loops[0][0];
    if (az >= ax && az >= ay) return area.z > 0 ? PlanPoint{q.x, q.y} : PlanPoint{q.y, q.x};
    if (ax >= ay) return area.x > 0 ? PlanPoint{q.y, q.z} : PlanPoint{q.z, q.y};
    return area.y > 0 ? PlanPoint{q.z, q.x} : PlanPoint{q.x, q.z};
  };
  Polygon polygon;
  for (std::size_t i = 0; i < loops.size(); ++i) {
    Ring ring;
    ring.reserve(loops[i].size());
    for (Point3 p : loops[i]) ring.push_back(flat(p));
    if (i == 0) {
      polygon.outer = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
    mesh.vertices.insert(mesh.vertices.end(), loops[i].begin(), loops[i].end());
  }
  for (const auto& t : triangulate(polygon))
    mesh.triangles.push_back({t[0] + base, t[1] + base, t[2] + base});
  return true;
}

}  // namespace landai::importer
