// SPDX-License-Identifier: GPL-3.0-or-later
#include "touching_disc.hpp"

#include <cmath>

namespace landai::geometry {
namespace {

using Real = long double;
constexpr int kRounds = 8;

struct Row {
  Real x, y, r, value;  ///< value + x dx + y dy + r dr = 0
};

/// How the distance of a site differs from r, and its slope, at (x, y) from the origin.
Row row_of(const GridSegment& site, GridPoint origin, Real x, Real y, Real r) {
  const Real ax = static_cast<Real>(site.a.x - origin.x), ay = static_cast<Real>(site.a.y - origin.y);
  const Real dx = static_cast<Real>(site.b.x - site.a.x), dy = static_cast<Real>(site.b.y - site.a.y);
  Real vx = x - ax, vy = y - ay;
  if (site.a == site.b) {
    const Real away = std::sqrt(vx * vx + vy * vy);
    return {vx / away, vy / away, -1, away - r};
  }
  const Real length = std::sqrt(dx * dx + dy * dy);
  Real height = (dx * vy - dy * vx) / length;
  Real nx = -dy / length, ny = dx / length;
  if (height < 0) {
    height = -height;
    nx = -nx;
    ny = -ny;
  }
  return {nx, ny, -1, height - r};
}

Real det(const Row& a, const Row& b, const Row& c, Real Row::*x, Real Row::*y, Real Row::*z) {
  return a.*x * (b.*y * c.*z - b.*z * c.*y) - a.*y * (b.*x * c.*z - b.*z * c.*x) +
         a.*z * (b.*x * c.*y - b.*y * c.*x);
}

/// A segment and its own end point are both touched where the segment ends: the centre lies square over it.
Row square_row(const GridSegment& segment, GridPoint end, GridPoint origin, Real x, Real y) {
  const Real dx = static_cast<Real>(segment.b.x - segment.a.x),
             dy = static_cast<Real>(segment.b.y - segment.a.y);
  const Real length = std::sqrt(dx * dx + dy * dy);
  const Real vx = x - static_cast<Real>(end.x - origin.x), vy = y - static_cast<Real>(end.y - origin.y);
  return {dx / length, dy / length, 0, (dx * vx + dy * vy) / length};
}

std::array<Row, 3> rows_of(const std::array<GridSegment, 3>& sites, GridPoint origin, Real x, Real y,
                           Real r) {
  std::array<Row, 3> rows;
  for (std::size_t i = 0; i < 3; ++i) {
    rows[i] = row_of(sites[i], origin, x, y, r);
    for (const GridSegment& other : sites) {
      const bool own = other.a == other.b && (other.a == sites[i].a || other.a == sites[i].b);
      if (own && sites[i].a != sites[i].b) rows[i] = square_row(sites[i], other.a, origin, x, y);
    }
  }
  return rows;
}

}  // namespace

std::optional<TouchingDisc> touching_disc(const std::array<GridSegment, 3>& sites, PlanPoint estimate) {
  if (!std::isfinite(estimate.x) || !std::isfinite(estimate.y)) return std::nullopt;
  if (std::abs(estimate.x) > 4e7 || std::abs(estimate.y) > 4e7) return std::nullopt;
  // Around the estimate the numbers are as small as the disc.
  const GridPoint origin{std::llround(estimate.x), std::llround(estimate.y)};
  Real x = static_cast<Real>(estimate.x) - static_cast<Real>(origin.x);
  Real y = static_cast<Real>(estimate.y) - static_cast<Real>(origin.y);
  Real r = row_of(sites[0], origin, x, y, 0).value;
  for (int round = 0; round < kRounds; ++round) {
    const auto [a, b, c] = rows_of(sites, origin, x, y, r);
    const Real whole = det(a, b, c, &Row::x, &Row::y, &Row::r);
    if (!(std::abs(whole) > 1e-17L)) return std::nullopt;
    const Real sx = -det(a, b, c, &Row::value, &Row::y, &Row::r) / whole;
    const Real sy = -det(a, b, c, &Row::x, &Row::value, &Row::r) / whole;
    const Real sr = -det(a, b, c, &Row::x, &Row::y, &Row::value) / whole;
    x += sx;
    y += sy;
    r += sr;
    if (!(std::abs(x) + std::abs(y) < 1e6L) || !(r > 0)) return std::nullopt;
    const Real step = std::abs(sx) + std::abs(sy) + std::abs(sr);
    const bool sharp = std::abs(whole) > 1e-6L && step <= 1e-13L * (1 + r);
    if (!sharp && round + 1 < kRounds) continue;
    if (step > 1) return std::nullopt;
    TouchingDisc disc;
    disc.centre = {static_cast<double>(x + static_cast<Real>(origin.x)),
                   static_cast<double>(y + static_cast<Real>(origin.y))};
    disc.radius = static_cast<double>(r);
    disc.sharp = sharp;
    disc.diameter_pm = static_cast<std::int64_t>(std::floor((2 * r + 1e-12L) * 1e8L));
    return disc;
  }
  return std::nullopt;
}

}  // namespace landai::geometry
