// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/geometry.hpp"

#include <algorithm>

namespace landai {

void Box::add(PlanPoint p) {
  min_x = std::min(min_x, p.x);
  min_y = std::min(min_y, p.y);
  max_x = std::max(max_x, p.x);
  max_y = std::max(max_y, p.y);
}

void Box::add(const Ring& ring) {
  for (const PlanPoint& p : ring) add(p);
}

void Box::add(const Box& other) {
  if (other.empty()) return;
  add(PlanPoint{other.min_x, other.min_y});
  add(PlanPoint{other.max_x, other.max_y});
}

Box Box::grown(double by_m) const {
  if (empty()) return *this;
  return Box{min_x - by_m, min_y - by_m, max_x + by_m, max_y + by_m};
}

bool Box::overlaps(const Box& other) const {
  return !empty() && !other.empty() && min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y &&
         other.min_y <= max_y;
}

double signed_area(const Ring& ring) {
  if (ring.size() < 3) return 0;
  double twice = 0;
  // Relative to the first point, so that large coordinates do not eat the digits.
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) twice += cross(ring[i] - ring[0], ring[i + 1] - ring[0]);
  return twice / 2;
}

double area(const Polygon& polygon) {
  double sum = std::abs(signed_area(polygon.outer));
  for (const Ring& hole : polygon.holes) sum -= std::abs(signed_area(hole));
  return std::max(sum, 0.0);
}

double area(const MultiPolygon& polygons) {
  double sum = 0;
  for (const Polygon& p : polygons) sum += area(p);
  return sum;
}

PlanPoint centroid(const Ring& ring) {
  if (ring.empty()) return {};
  double twice = 0;
  PlanPoint sum{};
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double c = cross(ring[i] - ring[0], ring[i + 1] - ring[0]);
    twice += c;
    sum = sum + (c / 3) * ((ring[i] - ring[0]) + (ring[i + 1] - ring[0]));
  }
  if (std::abs(twice) > 1e-12) return ring[0] + (1 / twice) * sum;
  PlanPoint mean{};
  for (const PlanPoint& p : ring) mean = mean + (1.0 / static_cast<double>(ring.size())) * p;
  return mean;
}

namespace {

void crossings_at(const Ring& ring, double y, std::vector<double>& xs) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i];
    const PlanPoint b = ring[(i + 1) % ring.size()];
    if ((a.y <= y) == (b.y <= y)) continue;
    xs.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
  }
}

}  // namespace

PlanPoint interior_point(const Polygon& polygon) {
  // Cuts half-way between neighbouring vertex heights near the middle; the widest piece wins.
  std::vector<double> ys;
  for (const PlanPoint& p : polygon.outer) ys.push_back(p.y);
  for (const Ring& hole : polygon.holes)
    for (const PlanPoint& p : hole) ys.push_back(p.y);
  std::sort(ys.begin(), ys.end());
  ys.erase(std::unique(ys.begin(), ys.end()), ys.end());
  PlanPoint best = centroid(polygon.outer);
  double widest = -1;
  const std::size_t step = std::max<std::size_t>(1, ys.size() / 64);
  for (std::size_t i = 0; i + 1 < ys.size(); i += step) {
    const double y = (ys[i] + ys[i + 1]) / 2;
    std::vector<double> xs;
    crossings_at(polygon.outer, y, xs);
    for (const Ring& hole : polygon.holes) crossings_at(hole, y, xs);
    std::sort(xs.begin(), xs.end());
    for (std::size_t k = 0; k + 1 < xs.size(); k += 2) {
      // A wide but flat slice is a bad place for a label: weigh by the slice's height too.
      const double score = std::min(xs[k + 1] - xs[k], 4 * (ys[i + 1] - ys[i]));
      if (score > widest) {
        widest = score;
        best = {(xs[k] + xs[k + 1]) / 2, y};
      }
    }
  }
  return best;
}

bool contains(const Ring& ring, PlanPoint p) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i];
    const PlanPoint b = ring[(i + 1) % ring.size()];
    if (cross(b - a, p - a) == 0 && dot(p - a, p - b) <= 0) return true;  // on the border
    if ((a.y <= p.y) != (b.y <= p.y)) {
      const double side = cross(b - a, p - a);
      if ((b.y > a.y) == (side > 0)) inside = !inside;
    }
  }
  return inside;
}

bool contains(const Polygon& polygon, PlanPoint p) {
  if (!contains(polygon.outer, p)) return false;
  for (const Ring& hole : polygon.holes) {
    if (!contains(hole, p)) continue;
    for (std::size_t i = 0; i < hole.size(); ++i) {  // the border of a hole belongs to the polygon
      const PlanPoint a = hole[i];
      const PlanPoint b = hole[(i + 1) % hole.size()];
      if (cross(b - a, p - a) == 0 && dot(p - a, p - b) <= 0) return true;
    }
    return false;
  }
  return true;
}

bool contains(const MultiPolygon& polygons, PlanPoint p) {
  return std::any_of(polygons.begin(), polygons.end(), [p](const Polygon& one) { return contains(one, p); });
}

namespace {

Ring without_repeats(const Ring& ring) {
  Ring out;
  for (const PlanPoint& p : ring)
    if (out.empty() || out.back() != p) out.push_back(p);
  while (out.size() > 1 && out.front() == out.back()) out.pop_back();
  return out;
}

}  // namespace

Polygon normalised(Polygon polygon) {
  polygon.outer = without_repeats(polygon.outer);
  if (signed_area(polygon.outer) < 0) std::reverse(polygon.outer.begin(), polygon.outer.end());
  for (Ring& hole : polygon.holes) {
    hole = without_repeats(hole);
    if (signed_area(hole) > 0) std::reverse(hole.begin(), hole.end());
  }
  return polygon;
}

PlanPoint nearest_on(const PlanSegment& segment, PlanPoint p) {
  const PlanPoint d = segment.b - segment.a;
  const double length2 = dot(d, d);
  if (length2 == 0) return segment.a;
  const double t = std::clamp(dot(p - segment.a, d) / length2, 0.0, 1.0);
  return segment.a + t * d;
}

double distance(const PlanSegment& segment, PlanPoint p) { return distance(nearest_on(segment, p), p); }

PlanSegment closest_points(const PlanSegment& s, const PlanSegment& t) {
  const PlanPoint r = s.b - s.a;
  const PlanPoint q = t.b - t.a;
  const double denominator = cross(r, q);
  if (denominator != 0) {
    const double u = cross(t.a - s.a, q) / denominator;
    const double v = cross(t.a - s.a, r) / denominator;
    if (u >= 0 && u <= 1 && v >= 0 && v <= 1) {
      const PlanPoint x = s.a + u * r;
      return {x, x};
    }
  }
  PlanSegment best{s.a, nearest_on(t, s.a)};
  const auto consider = [&best](PlanPoint a, PlanPoint b) {
    if (distance(a, b) < distance(best.a, best.b)) best = {a, b};
  };
  consider(s.b, nearest_on(t, s.b));
  consider(nearest_on(s, t.a), t.a);
  consider(nearest_on(s, t.b), t.b);
  return best;
}

Box bounds(const Polygon& polygon) {
  Box box;
  box.add(polygon.outer);
  return box;
}

Box bounds(const MultiPolygon& polygons) {
  Box box;
  for (const Polygon& p : polygons) box.add(p.outer);
  return box;
}

}  // namespace landai
