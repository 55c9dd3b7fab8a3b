// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <random>

#include "landai/core/geometry.hpp"

/// Plans for property tests. The seed is fixed and printed with every failure (SCOPED_TRACE(seed)), so a
/// failure comes back.
namespace landai::test {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  /// The standard's distributions differ between libraries; this does not.
  double between(double lo, double hi) {
    return lo + (hi - lo) * static_cast<double>(engine_() >> 1) / 2147483648.0;
  }
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

 private:
  std::mt19937 engine_;
};

inline PlanPoint turned(PlanPoint p, double angle, PlanPoint shift = {0, 0}) {
  return PlanPoint{p.x * std::cos(angle) - p.y * std::sin(angle),
                   p.x * std::sin(angle) + p.y * std::cos(angle)} +
         shift;
}
inline Ring turned(Ring ring, double angle, PlanPoint shift = {0, 0}) {
  for (PlanPoint& p : ring) p = turned(p, angle, shift);
  return ring;
}
inline MultiPolygon turned(MultiPolygon polygons, double angle, PlanPoint shift = {0, 0}) {
  for (Polygon& polygon : polygons) {
    polygon.outer = turned(polygon.outer, angle, shift);
    for (Ring& hole : polygon.holes) hole = turned(hole, angle, shift);
  }
  return polygons;
}

inline Ring box_ring(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}
inline MultiPolygon box(double x0, double y0, double x1, double y1) {
  return {{box_ring(x0, y0, x1, y1), {}}};
}

/// Star-shaped ring around a centre: simple, any number of corners, convex and reflex.
inline Ring star(Dice& dice, PlanPoint centre, double least, double most, int corners) {
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * M_PI * (i + 0.8 * dice.between(0, 1)) / corners;
    const double r = dice.between(least, most);
    ring.push_back(centre + PlanPoint{r * std::cos(angle), r * std::sin(angle)});
  }
  return ring;
}

/// Furniture and pieces of walls: boxes (some turned), stars; they may overlap.
inline MultiPolygon clutter(Dice& dice, double width, double height, int count) {
  MultiPolygon solids;
  for (int i = 0; i < count; ++i) {
    const PlanPoint at{dice.between(0, width), dice.between(0, height)};
    const int kind = dice.below(4);
    if (kind == 0) {
      solids.push_back({star(dice, at, 0.1, 0.9, 3 + dice.below(6)), {}});
    } else {
      const double a = dice.between(0.05, kind == 1 ? 3.0 : 0.8), b = dice.between(0.05, 0.4);
      solids.push_back(
          {turned(box_ring(-a / 2, -b / 2, a / 2, b / 2), kind == 3 ? dice.between(0, 3) : 0, at), {}});
    }
  }
  return solids;
}

}  // namespace landai::test
