// SPDX-License-Identifier: GPL-3.0-or-later
#include "exact.hpp"

#include <cmath>

namespace landai::geometry {
namespace {

constexpr std::uint64_t kPicometresPerCell = 100'000'000;

/// Product of two 128-bit numbers.
struct Product {
  UInt128 high = 0;
  UInt128 low = 0;
  auto operator<=>(const Product&) const = default;
};

Product product(UInt128 a, UInt128 b) {
  const UInt128 mask = ~std::uint64_t{0};
  const UInt128 a0 = a & mask, a1 = a >> 64, b0 = b & mask, b1 = b >> 64;
  const UInt128 low = a0 * b0;
  const UInt128 mid = a1 * b0 + (low >> 64);  // at most 2^128 - 2^64: no carry
  const UInt128 mid2 = a0 * b1 + (mid & mask);
  return {a1 * b1 + (mid >> 64) + (mid2 >> 64), (mid2 << 64) | (low & mask)};
}

UInt128 magnitude(Int128 v) { return v < 0 ? -static_cast<UInt128>(v) : static_cast<UInt128>(v); }

GridPoint operator-(GridPoint a, GridPoint b) { return {a.x - b.x, a.y - b.y}; }
std::int64_t dot(GridPoint a, GridPoint b) { return a.x * b.x + a.y * b.y; }
std::int64_t cross(GridPoint a, GridPoint b) { return a.x * b.y - a.y * b.x; }
UInt128 square(std::int64_t v) { return magnitude(v) * magnitude(v); }

}  // namespace

std::strong_ordering operator<=>(const SquaredDistance& x, const SquaredDistance& y) {
  return product(x.num, y.den) <=> product(y.num, x.den);
}
bool operator==(const SquaredDistance& x, const SquaredDistance& y) { return (x <=> y) == 0; }

ClosestPair::ClosestPair(const GridSegment& s, const GridSegment& t) {
  const bool s_is_point = s.a == s.b;
  const GridSegment& line = s_is_point ? t : s;
  p_ = s_is_point ? s.a : t.a;
  const GridPoint d = line.b - line.a;
  const std::int64_t length2 = dot(d, d);
  const std::int64_t along = dot(p_ - line.a, d);
  // At an end the pair is two points, also where the foot falls on the end exactly.
  if (length2 == 0 || along <= 0 || along >= length2) {
    proper_ = length2 == 0 || along == 0 || along == length2;
    const GridPoint f = (along <= 0 ? line.a : line.b) - p_;
    fx_ = f.x;
    fy_ = f.y;
    squared_ = {static_cast<UInt128>(dot(f, f)), 1};
    if (s_is_point || t.a == t.b) return;
  }
  const std::int64_t height = cross(d, line.a - p_);  // of the line over p_, times the length
  den_ = static_cast<std::uint64_t>(length2);
  fx_ = static_cast<Int128>(-d.y) * height;
  fy_ = static_cast<Int128>(d.x) * height;
  squared_ = {square(height), den_};
}

PlanPoint ClosestPair::second() const {
  const double den = static_cast<double>(den_);
  return {static_cast<double>(p_.x) + static_cast<double>(fx_) / den,
          static_cast<double>(p_.y) + static_cast<double>(fy_) / den};
}

bool ClosestPair::intruded_by(const GridSegment& other) const {
  // With p_ as origin and F the other end of the diameter, x is inside when x · (x - F) < 0. Along the
  // segment, x = c + t g, this is a quadratic in t; all is multiplied by den_.
  const GridPoint c = other.a - p_, g = other.b - other.a;
  const Int128 den = static_cast<Int128>(den_);
  const Int128 c_f = c.x * fx_ + c.y * fy_, g_f = g.x * fx_ + g.y * fy_;
  const Int128 at0 = den * dot(c, c) - c_f;
  if (at0 < 0) return true;
  const Int128 b = 2 * den * dot(c, g) - g_f;
  const Int128 a = den * dot(g, g);
  if (a + b + at0 < 0) return true;
  if (b >= 0 || b <= -2 * a) return false;  // smallest at an end
  return product(magnitude(b), magnitude(b)) > product(magnitude(4 * a), magnitude(at0));
}

std::int64_t picometres_of_limit(double limit_m) {
  if (!(limit_m > 0)) return 0;
  if (limit_m > kLongest_m) return static_cast<std::int64_t>(kLongest_m * kPicometres) + 1;
  std::int64_t n = std::llround(limit_m * kPicometres);
  while (n > 0 && metres_of(n - 1) >= limit_m) --n;
  while (metres_of(n) < limit_m) ++n;
  return n;
}

bool at_least(const SquaredDistance& cells, std::int64_t picometres) {
  if (picometres <= 0) return true;
  const UInt128 unit = static_cast<UInt128>(kPicometresPerCell) * kPicometresPerCell;
  return product(cells.num, unit) >= product(square(picometres), cells.den);
}

std::int64_t whole_picometres(const SquaredDistance& cells) {
  auto n = static_cast<std::int64_t>(std::sqrt(cells.value()) * static_cast<double>(kPicometresPerCell));
  while (!at_least(cells, n)) --n;
  while (at_least(cells, n + 1)) ++n;
  return n;
}

}  // namespace landai::geometry
