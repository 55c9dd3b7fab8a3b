// SPDX-License-Identifier: GPL-3.0-or-later
#include "chair_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace landai::geometry {
namespace {

constexpr double kPi = std::numbers::pi;
/// Direction of the normal of each side.
constexpr std::array<double, 4> kNormal = {0, kPi / 2, kPi, -kPi / 2};

PlanPoint unit(double angle) { return {std::cos(angle), std::sin(angle)}; }

/// Angle between two directions, 0 to pi.
double between(double a, double b) { return std::abs(std::remainder(a - b, 2 * kPi)); }

/// Corners: ahead left, behind left, behind right, ahead right.
std::array<PlanPoint, 4> corners(const Extents& e) {
  return {PlanPoint{e[0], e[1]}, {-e[2], e[1]}, {-e[2], -e[3]}, {e[0], -e[3]}};
}

/// Where the lines at distances d, f from the origin with normals u, v meet.
PlanPoint meet(PlanPoint u, double d, PlanPoint v, double f) {
  const double det = cross(u, v);
  return {(d * v.y - f * u.y) / det, (f * u.x - d * v.x) / det};
}

/// Farthest that the turning rectangle reaches in a direction.
double support(const std::array<PlanPoint, 4>& of, double direction, double half) {
  double most = 0;
  for (const PlanPoint c : of) {
    const double away = std::max(0.0, between(direction, std::atan2(c.y, c.x)) - half);
    most = std::max(most, norm(c) * std::cos(away));
  }
  return most;
}

/// Farthest point in a direction that is in the rectangle whatever its heading in the interval.
double inside(const Extents& e, double direction, double half) {
  double least = INFINITY;
  for (std::size_t i = 0; i < 4; ++i) {
    const double c = std::cos(std::max(0.0, between(direction, kNormal[i]) - half));
    if (c > 1e-12) least = std::min(least, e[i] / c);
  }
  return least;
}

/// Extents less (k > 0) or more by k.
Extents smaller(const Extents& e, double k) {
  Extents less;
  for (std::size_t i = 0; i < 4; ++i) less[i] = std::max(0.0, e[i] - k);
  return less;
}

/// Rectangle less this much stays within the rectangle while it turns by up to half.
double shrink_for(const Extents& e, double half) {
  const double c = std::cos(half), s = std::sin(half);
  double most = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    for (const std::size_t j : {(i + 1) % 4, (i + 3) % 4}) {
      // The corner (e_i − k, e_j − k) turned towards side i must not pass it.
      most = std::max(most, (e[i] * (c - 1) + e[j] * s) / (c + s));
    }
  }
  return most;
}

/// Turned by up to half, the rectangle stays within itself plus this much.
double grow_for(const Extents& e, double half) {
  const auto of = corners(e);
  double most = 0;
  for (std::size_t i = 0; i < 4; ++i) most = std::max(most, support(of, kNormal[i], half) - e[i]);
  return most;
}

}  // namespace

Extents extents_of(const Footprint& f, double less_m) {
  const double a = f.length_m / 2, b = f.width_m / 2;
  return smaller({a - f.reference.x, b - f.reference.y, a + f.reference.x, b + f.reference.y}, less_m);
}

Shape rectangle(const Extents& e) {
  const auto c = corners(e);
  return {c.begin(), c.end()};
}

Shape outer_shape(const Extents& e, double half_rad, double more_m) {
  const auto of = corners(e);
  std::vector<double> directions(kNormal.begin(), kNormal.end());
  for (const PlanPoint c : of) {
    if (norm(c) > 1e-9) directions.push_back(std::atan2(c.y, c.x));
  }
  std::sort(directions.begin(), directions.end());
  std::vector<std::pair<PlanPoint, double>> lines;  // normal, distance
  for (std::size_t i = 0; i < directions.size(); ++i) {
    if (i > 0 && directions[i] - directions[i - 1] < 1e-6) continue;
    if (i + 1 == directions.size() && directions.front() + 2 * kPi - directions[i] < 1e-6) continue;
    lines.emplace_back(unit(directions[i]), support(of, directions[i], half_rad) + more_m);
  }
  Shape shape;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [u, d] = lines[i];
    const auto& [v, f] = lines[(i + 1) % lines.size()];
    shape.push_back(meet(u, d, v, f));
  }
  return shape;
}

Shape inner_shape(const Extents& whole, double half_rad, double less_m) {
  const Extents e = smaller(whole, less_m);
  std::vector<double> directions;
  for (std::size_t i = 0; i < 4; ++i) {
    directions.insert(directions.end(), {kNormal[i] - half_rad, kNormal[i] + half_rad});
    if (half_rad > 0.02) directions.push_back(kNormal[i]);  // the chord would cut off a millimetre of the arc
    const PlanPoint corner =
        meet(unit(kNormal[i] + half_rad), e[i], unit(kNormal[(i + 1) % 4] - half_rad), e[(i + 1) % 4]);
    if (norm(corner) > 1e-9) directions.push_back(std::atan2(corner.y, corner.x));
  }
  for (double& d : directions) d = std::remainder(d, 2 * kPi);
  std::sort(directions.begin(), directions.end());
  // All points are in one convex set and sorted around a point of it: the chain between them is convex.
  Shape shape;
  for (const double d : directions) {
    const PlanPoint p = inside(e, d, half_rad) * unit(d);
    if (shape.empty() || distance(shape.back(), p) > 1e-9) shape.push_back(p);
  }
  while (shape.size() > 1 && distance(shape.front(), shape.back()) <= 1e-9) shape.pop_back();
  return shape;
}

Shape turned(const Shape& shape, double angle_rad) {
  const PlanPoint u = unit(angle_rad);
  Shape result;
  result.reserve(shape.size());
  for (const PlanPoint p : shape) result.push_back({p.x * u.x - p.y * u.y, p.x * u.y + p.y * u.x});
  return result;
}

double slack_of(const Extents& e, double half_rad) {
  // Once for the shape of the interval, and once more for a rectangle that turns in it.
  const double k = shrink_for(e, half_rad);
  const double less = k + shrink_for(smaller(e, k), half_rad);
  const double g = grow_for(e, half_rad);
  const double more = g + grow_for(smaller(e, -g), half_rad);
  return std::max(less, more);
}

double reach_of(const Extents& e) {
  double most = 0;
  for (const PlanPoint c : corners(e)) most = std::max(most, norm(c));
  return most;
}

void forbidden(const PlanSegment& segment, const Shape& mirrored, Shape& result) {
  result.clear();
  const PlanPoint along = segment.b - segment.a;
  const std::size_t n = mirrored.size();
  // A side of the shape that looks to the front of the segment's direction lies at its end b, else at a.
  const auto at_b = [&](std::size_t i) { return cross(along, mirrored[(i + 1) % n] - mirrored[i]) >= 0; };
  bool before = at_b(n - 1);
  for (std::size_t i = 0; i < n; ++i) {
    const bool after = at_b(i);
    result.push_back((before ? segment.b : segment.a) + mirrored[i]);
    if (after != before) result.push_back((after ? segment.b : segment.a) + mirrored[i]);
    before = after;
  }
}

bool enters(const PlanSegment& segment, const Shape& shape) {
  double t0 = 0, t1 = 1;
  const PlanPoint d = segment.b - segment.a;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const PlanPoint side = shape[(i + 1) % shape.size()] - shape[i];
    if (side == PlanPoint{0, 0}) continue;
    const double from = cross(side, segment.a - shape[i]);  // positive inside
    const double slope = cross(side, d);
    if (slope == 0) {
      if (from <= 0) return false;
    } else if (slope > 0) {
      t0 = std::max(t0, -from / slope);
    } else {
      t1 = std::min(t1, -from / slope);
    }
    if (t0 >= t1) return false;
  }
  return true;
}

}  // namespace landai::geometry
