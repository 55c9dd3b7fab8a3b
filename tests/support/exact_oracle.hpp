// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

/// The widest way between two points by brute force in exact rationals, without a Voronoi diagram and without
/// a line of the engine's code. O(n² log n).
///
/// A disc of diameter D is stopped by the open stadiums of radius D/2 around the walls. Two stadiums overlap
/// when their walls are less than D apart. p and q are separated exactly when a closed curve within the union
/// of the stadiums goes round one of them and not the other. Stadiums are convex, so such a curve can be led
/// along walls and along the shortest connectors between overlapping ones (nerve theorem). Links enter from
/// the shortest on; each knows how often it crosses a ray from p and a ray from q, modulo 2. The first link
/// that closes a cycle of odd parity separates p and q: its length is the width of the widest way, and a disc
/// of that width passes.
///
/// This holds for discs that fit around p and around q; the caller must not ask about larger ones.
namespace landai::test {

/// A point of the 0.1 mm grid; coordinates below 2^24.
struct Cell {
  std::int64_t x = 0;
  std::int64_t y = 0;
  auto operator<=>(const Cell&) const = default;
};
inline Cell operator+(Cell a, Cell b) { return {a.x + b.x, a.y + b.y}; }
inline Cell operator-(Cell a, Cell b) { return {a.x - b.x, a.y - b.y}; }
inline std::int64_t dot(Cell a, Cell b) { return a.x * b.x + a.y * b.y; }
inline std::int64_t cross(Cell a, Cell b) { return a.x * b.y - a.y * b.x; }

/// A wall without thickness; a post when its ends are equal.
struct CellWall {
  Cell a;
  Cell b;
};

using Big = boost::multiprecision::int256_t;

/// num / den with a positive den; no larger than 2^102 / 2^51, so that products stay exact in 256 bits.
struct Ratio {
  Big num = 0;
  Big den = 1;
};
inline bool operator<(const Ratio& a, const Ratio& b) { return a.num * b.den < b.num * a.den; }
inline double to_double(const Ratio& r) { return r.num.convert_to<double>() / r.den.convert_to<double>(); }

/// A point x/den, y/den.
struct RatioPoint {
  Big x, y, den;
  static RatioPoint of(Cell c) { return {c.x, c.y, 1}; }
  /// a + (b - a) * num / den
  static RatioPoint between(const CellWall& w, std::int64_t num, std::int64_t den) {
    const Cell d = w.b - w.a;
    return {Big(w.a.x) * den + Big(d.x) * num, Big(w.a.y) * den + Big(d.y) * num, den};
  }
};

/// Squared distance of two walls, and the two points.
struct Connector {
  Ratio squared;
  RatioPoint from, to;
};

/// From a point to a wall.
inline Connector connector(Cell p, const CellWall& w) {
  const Cell d = w.b - w.a;
  const std::int64_t n = dot(d, d), t = dot(p - w.a, d);
  if (n == 0 || t <= 0) return {{dot(p - w.a, p - w.a), 1}, RatioPoint::of(p), RatioPoint::of(w.a)};
  if (t >= n) return {{dot(p - w.b, p - w.b), 1}, RatioPoint::of(p), RatioPoint::of(w.b)};
  const Big off = cross(d, p - w.a);
  return {{off * off, n}, RatioPoint::of(p), RatioPoint::between(w, t, n)};
}

inline int side(const CellWall& w, Cell p) {
  const std::int64_t c = cross(w.b - w.a, p - w.a);
  return (c > 0) - (c < 0);
}

inline bool cross_properly(const CellWall& s, const CellWall& t) {
  return side(s, t.a) * side(s, t.b) < 0 && side(t, s.a) * side(t, s.b) < 0;
}

/// Where two walls that cross properly meet.
inline RatioPoint crossing_of(const CellWall& s, const CellWall& t) {
  std::int64_t num = cross(t.a - s.a, t.b - t.a), den = cross(s.b - s.a, t.b - t.a);
  if (den < 0) {
    num = -num;
    den = -den;
  }
  return RatioPoint::between(s, num, den);
}

inline Connector connector(const CellWall& s, const CellWall& t) {
  if (cross_properly(s, t)) {
    const RatioPoint at = crossing_of(s, t);
    return {{0, 1}, at, at};
  }
  Connector best = connector(s.a, t);
  const auto take = [&](Connector other, bool turned) {
    if (!(other.squared < best.squared)) return;
    if (turned) std::swap(other.from, other.to);
    best = std::move(other);
  };
  take(connector(s.b, t), false);
  take(connector(t.a, s), true);
  take(connector(t.b, s), true);
  return best;
}

/// Does the way from a to b cross the ray from p to the right? Half open, as if the ray lay a trifle higher.
inline bool crosses_ray(const RatioPoint& a, const RatioPoint& b, Cell p) {
  const bool from_above = a.y > p.y * a.den, to_above = b.y > p.y * b.den;
  if (from_above == to_above) return false;
  const Big turn =
      (b.x * a.den - a.x * b.den) * (p.y * a.den - a.y) - (b.y * a.den - a.y * b.den) * (p.x * a.den - a.x);
  return to_above ? turn > 0 : turn < 0;
}

/// Sets of walls that hang together, each wall with the parity of the way to its set's root.
class ParitySets {
 public:
  explicit ParitySets(std::size_t count) : up_(count), odd_(count, false) {
    std::iota(up_.begin(), up_.end(), 0);
  }
  /// False when the link closes a cycle of odd parity.
  bool join(std::size_t i, std::size_t j, bool odd) {
    const auto [a, to_a] = root(i);
    const auto [b, to_b] = root(j);
    const bool parity = (to_a != to_b) != odd;
    if (a == b) return !parity;
    up_[a] = b;
    odd_[a] = parity;
    return true;
  }

 private:
  std::pair<std::size_t, bool> root(std::size_t i) const {
    bool odd = false;
    for (; up_[i] != i; i = up_[i]) odd = odd != odd_[i];
    return {i, odd};
  }
  std::vector<std::size_t> up_;
  std::vector<bool> odd_;
};

/// Squared distance from p to the nearest wall.
inline Ratio nearest_squared(const std::vector<CellWall>& walls, Cell p) {
  Ratio best = connector(p, walls.at(0)).squared;
  for (const CellWall& w : walls) best = std::min(best, connector(p, w).squared);
  return best;
}

/// Square of the exact width (cells) of the widest way from p to q, as far as it is at most `most` cells
/// wide; nothing when it is wider, or nothing limits it.
inline std::optional<Ratio> exact_widest_squared(const std::vector<CellWall>& walls, Cell p, Cell q,
                                                 std::int64_t most) {
  struct Link {
    Ratio squared;
    std::size_t i, j;
    bool odd;
  };
  std::vector<Link> links;
  const Ratio limit{Big(most) * most, 1};
  const auto apart = [](std::int64_t a0, std::int64_t a1, std::int64_t b0, std::int64_t b1) {
    return std::max(
        {std::int64_t{0}, std::min(a0, a1) - std::max(b0, b1), std::min(b0, b1) - std::max(a0, a1)});
  };
  for (std::size_t i = 0; i < walls.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const CellWall &s = walls[i], &t = walls[j];
      const std::int64_t dx = apart(s.a.x, s.b.x, t.a.x, t.b.x), dy = apart(s.a.y, s.b.y, t.a.y, t.b.y);
      if (dx > most || dy > most) continue;  // their boxes are too far apart already
      const Connector c = connector(s, t);
      if (limit < c.squared) continue;
      bool odd = false;
      const std::array<RatioPoint, 4> way{RatioPoint::of(s.a), c.from, c.to, RatioPoint::of(t.a)};
      for (std::size_t k = 1; k < way.size(); ++k) {
        odd = odd != crosses_ray(way[k - 1], way[k], p);
        odd = odd != crosses_ray(way[k - 1], way[k], q);
      }
      links.push_back({c.squared, i, j, odd});
    }
  }
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.squared < b.squared; });
  ParitySets sets(walls.size());
  for (const Link& link : links) {
    if (!sets.join(link.i, link.j, link.odd)) return link.squared;
  }
  return std::nullopt;
}

/// True when the grid loses nothing of these walls: they cross on the grid or not at all, and none passes
/// within a cell of another's end, or of a crossing, without going through it. Then rounding the crossings
/// moves nothing.
inline bool at_home_on_the_grid(const std::vector<CellWall>& walls) {
  std::vector<Cell> ends;
  for (std::size_t i = 0; i < walls.size(); ++i) {
    ends.push_back(walls[i].a);
    ends.push_back(walls[i].b);
    for (std::size_t j = 0; j < i; ++j) {
      if (!cross_properly(walls[i], walls[j])) continue;
      const RatioPoint at = crossing_of(walls[i], walls[j]);
      if (at.x % at.den != 0 || at.y % at.den != 0) return false;
      ends.push_back(
          {(at.x / at.den).convert_to<std::int64_t>(), (at.y / at.den).convert_to<std::int64_t>()});
    }
  }
  for (const Cell p : ends) {
    for (const CellWall& w : walls) {
      if (p.x < std::min(w.a.x, w.b.x) - 1 || p.x > std::max(w.a.x, w.b.x) + 1 ||
          p.y < std::min(w.a.y, w.b.y) - 1 || p.y > std::max(w.a.y, w.b.y) + 1) {
        continue;
      }
      const Ratio off = connector(p, w).squared;
      if (off.num != 0 && off < Ratio{1, 1}) return false;
    }
  }
  return true;
}

}  // namespace landai::test
