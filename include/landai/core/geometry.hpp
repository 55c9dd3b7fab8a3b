// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <vector>

namespace landai {

/// A point of the plan frame: metres, x right, y up.
struct PlanPoint {
  double x = 0;
  double y = 0;
  auto operator<=>(const PlanPoint&) const = default;
};

inline PlanPoint operator+(PlanPoint a, PlanPoint b) { return {a.x + b.x, a.y + b.y}; }
inline PlanPoint operator-(PlanPoint a, PlanPoint b) { return {a.x - b.x, a.y - b.y}; }
inline PlanPoint operator*(double s, PlanPoint a) { return {s * a.x, s * a.y}; }
inline double dot(PlanPoint a, PlanPoint b) { return a.x * b.x + a.y * b.y; }
inline double cross(PlanPoint a, PlanPoint b) { return a.x * b.y - a.y * b.x; }
inline double norm(PlanPoint a) { return std::hypot(a.x, a.y); }
inline double distance(PlanPoint a, PlanPoint b) { return norm(b - a); }
/// The vector turned by +90 degrees.
inline PlanPoint left_normal(PlanPoint a) { return {-a.y, a.x}; }

struct PlanSegment {
  PlanPoint a;
  PlanPoint b;
};

/// Open chain of points; first and last differ, or the chain is a closed curve that repeats its first point.
using Polyline = std::vector<PlanPoint>;

/// Closed chain without the repeated last point. Orientation and simplicity are not promised by this type;
/// `normalised` makes them so.
using Ring = std::vector<PlanPoint>;

struct Polygon {
  Ring outer;               ///< counter-clockwise once normalised
  std::vector<Ring> holes;  ///< clockwise once normalised
};

using MultiPolygon = std::vector<Polygon>;

struct Box {
  double min_x = INFINITY, min_y = INFINITY, max_x = -INFINITY, max_y = -INFINITY;
  [[nodiscard]] bool empty() const { return min_x > max_x || min_y > max_y; }
  void add(PlanPoint p);
  void add(const Ring& ring);
  void add(const Box& other);
  [[nodiscard]] Box grown(double by_m) const;
  [[nodiscard]] bool overlaps(const Box& other) const;
  [[nodiscard]] double width() const { return max_x - min_x; }
  [[nodiscard]] double height() const { return max_y - min_y; }
};

/// Signed area in square metres, positive counter-clockwise (shoelace).
[[nodiscard]] double signed_area(const Ring& ring);
/// Area of the outer ring less its holes, square metres, never negative.
[[nodiscard]] double area(const Polygon& polygon);
[[nodiscard]] double area(const MultiPolygon& polygons);
/// Area centroid; for a ring without area the mean of its points. Metres, plan frame.
[[nodiscard]] PlanPoint centroid(const Ring& ring);
/// A point strictly inside the polygon (on the middle of its widest horizontal cut), for labels and for asking in
/// which space something lies. For a polygon without area, its centroid.
[[nodiscard]] PlanPoint interior_point(const Polygon& polygon);
/// True inside and on the border (even-odd rule).
[[nodiscard]] bool contains(const Ring& ring, PlanPoint p);
[[nodiscard]] bool contains(const Polygon& polygon, PlanPoint p);
[[nodiscard]] bool contains(const MultiPolygon& polygons, PlanPoint p);
/// Outer ring counter-clockwise, holes clockwise, repeated points removed.
[[nodiscard]] Polygon normalised(Polygon polygon);
/// Nearest point of the segment to p. A segment of length zero is its point.
[[nodiscard]] PlanPoint nearest_on(const PlanSegment& segment, PlanPoint p);
[[nodiscard]] double distance(const PlanSegment& segment, PlanPoint p);
/// The two points, one on each segment, that are closest. Crossing segments give the crossing twice.
[[nodiscard]] PlanSegment closest_points(const PlanSegment& s, const PlanSegment& t);
[[nodiscard]] Box bounds(const Polygon& polygon);
[[nodiscard]] Box bounds(const MultiPolygon& polygons);

}  // namespace landai
