// SPDX-License-Identifier: GPL-3.0-or-later
#include "crossing.hpp"

namespace landai::geometry {
namespace {

__extension__ typedef __int128 Wide;

int sign(std::int64_t v) { return (v > 0) - (v < 0); }

/// Does the line a–b reach x = -1 at a height of -1 or more and less than 1? (Called with x and y swapped for
/// the other border.)
bool meets_border(GridPoint a, GridPoint b) {
  if (std::max(a.x, b.x) < -1 || std::min(a.x, b.x) > -1) return false;
  if (a.x == b.x) return std::max(a.y, b.y) >= -1 && std::min(a.y, b.y) < 1;
  std::int64_t den = b.x - a.x;
  std::int64_t num = a.y * den + (b.y - a.y) * (-1 - a.x);
  if (den < 0) {
    den = -den;
    num = -num;
  }
  return num >= -den && num < den;
}

/// num * d / den, rounded to nearest.
std::int64_t scaled(std::int64_t num, std::int64_t d, std::int64_t den) {
  Wide n = static_cast<Wide>(num) * d * 2 + den;
  Wide q = static_cast<Wide>(den) * 2;
  if (q < 0) {
    n = -n;
    q = -q;
  }
  Wide r = n / q;
  if (n % q != 0 && n < 0) r -= 1;
  return static_cast<std::int64_t>(r);
}

}  // namespace

bool through_cell(const GridSegment& s, GridPoint p) {
  // Worked in half cells.
  const GridPoint a{2 * (s.a.x - p.x), 2 * (s.a.y - p.y)};
  const GridPoint b{2 * (s.b.x - p.x), 2 * (s.b.y - p.y)};
  if (std::max(a.x, b.x) < -1 || std::min(a.x, b.x) >= 1 || std::max(a.y, b.y) < -1 ||
      std::min(a.y, b.y) >= 1) {
    return false;
  }
  int left = 0, right = 0;
  for (const GridPoint corner : {GridPoint{-1, -1}, GridPoint{1, -1}, GridPoint{1, 1}, GridPoint{-1, 1}}) {
    const int side = sign(turn(a, b, corner));
    left += side > 0;
    right += side < 0;
  }
  const bool inside = left > 0 && right > 0 && std::max(a.x, b.x) > -1 && std::max(a.y, b.y) > -1;
  return inside || meets_border(a, b) || meets_border({a.y, a.x}, {b.y, b.x});
}

std::optional<GridPoint> crossing(const GridSegment& s, const GridSegment& t) {
  const std::int64_t c = turn(t.a, t.b, s.a);
  const std::int64_t d = turn(t.a, t.b, s.b);
  if (sign(c) * sign(d) >= 0) return std::nullopt;
  if (sign(turn(s.a, s.b, t.a)) * sign(turn(s.a, s.b, t.b)) >= 0) return std::nullopt;
  return GridPoint{s.a.x + scaled(c, s.b.x - s.a.x, c - d), s.a.y + scaled(c, s.b.y - s.a.y, c - d)};
}

bool conflict(const GridSegment& s, const GridSegment& t) {
  if (!boxes_meet(s, t)) return false;
  if (crossing(s, t)) return true;
  const auto inside = [](const GridSegment& of, GridPoint p) {
    return p != of.a && p != of.b && turn(of.a, of.b, p) == 0 && std::min(of.a.x, of.b.x) <= p.x &&
           p.x <= std::max(of.a.x, of.b.x) && std::min(of.a.y, of.b.y) <= p.y &&
           p.y <= std::max(of.a.y, of.b.y);
  };
  const bool same = (s.a == t.a && s.b == t.b) || (s.a == t.b && s.b == t.a);
  return same || inside(s, t.a) || inside(s, t.b) || inside(t, s.a) || inside(t, s.b);
}

}  // namespace landai::geometry
