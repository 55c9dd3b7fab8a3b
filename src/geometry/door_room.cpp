// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "landai/geometry/polygons.hpp"

namespace landai::geometry {
namespace {

constexpr double kTouch_m = 0.0002;  ///< the grid
/// What reaches this far over the opening's line or end lies on it. Two ends of a wall drawn to a millimetre
/// are out of line by as much; taken for a pier it would keep the square from standing across the wall, and a
/// hair of a drawing would decide about half a metre. Nobody builds a pier of 3 mm.
constexpr double kFlush_m = 0.003;
constexpr double kSame_m = 1e-9;         ///< lengths this close are one: the arithmetic
constexpr double kLeafTouch_m = 0.0005;  ///< a leaf may graze an obstacle by this

template <class F>
void each_side(const MultiPolygon& polygons, F&& f) {
  const auto ring = [&](const Ring& r) {
    for (std::size_t i = 0; i < r.size(); ++i) f(r[i], r[(i + 1) % r.size()]);
  };
  for (const Polygon& polygon : polygons) {
    ring(polygon.outer);
    for (const Ring& hole : polygon.holes) ring(hole);
  }
}

/// The part of p–q where height(point) > 0, height being linear. False when there is none.
template <class H>
bool keep_above(PlanPoint& p, PlanPoint& q, H&& height) {
  const double hp = height(p), hq = height(q);
  if (hp <= 0 && hq <= 0) return false;
  if (hp > 0 && hq > 0) return true;
  const PlanPoint cut = p + hp / (hp - hq) * (q - p);
  (hp > 0 ? q : p) = cut;
  return true;
}

/// An obstacle's side as the square sees it: x along the opening, y into the room, from `left` to `right`.
struct Side {
  PlanPoint left, right;
};

/// Squares standing on the opening's line, x from 0 to `length`.
class SquareFinder {
 public:
  SquareFinder(std::vector<Side> sides, double length) : sides_(std::move(sides)), length_(length) {}

  struct Block {
    double from, to;        ///< the square's left side may not be strictly between
    PlanPoint left, right;  ///< the obstacle's outermost points in its strip
  };
  /// Positions that a square of side s may not take, sorted.
  [[nodiscard]] std::vector<Block> blocks(double s) const {
    std::vector<Block> blocks;
    for (const Side& side : sides_) {
      PlanPoint p = side.left, q = side.right;
      if (!keep_above(p, q, [](PlanPoint x) { return x.y - kFlush_m; })) continue;
      if (!keep_above(p, q, [&](PlanPoint x) { return s - kSame_m - x.y; })) continue;
      if (q.x < p.x) std::swap(p, q);
      blocks.push_back({p.x - s + kSame_m, q.x - kSame_m, p, q});
    }
    std::sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.from < b.from; });
    return blocks;
  }
  /// Leftmost place for a square of side s.
  [[nodiscard]] std::optional<double> place(double s) const {
    const auto [lo, hi] = range(s);
    double x = lo;
    for (const Block& block : blocks(s)) {
      if (block.to <= x) continue;
      if (block.from >= x) {
        // Free up to here; but a block that begins exactly at x does not hold x itself.
        return x <= hi + 1e-12 ? std::optional(x) : std::nullopt;
      }
      x = block.to;
      if (x > hi + 1e-12) return std::nullopt;
    }
    return x <= hi + 1e-12 ? std::optional(x) : std::nullopt;
  }
  /// How far the wall reaches over the line where a square of side s stands at x; 0 within the grid.
  [[nodiscard]] double over_line(double x, double s) const {
    double most = 0;
    for (const Side& side : sides_) {
      PlanPoint p = side.left, q = side.right;
      if (!keep_above(p, q, [](PlanPoint at) { return kFlush_m + kSame_m - at.y; })) continue;
      if (!keep_above(p, q, [&](PlanPoint at) { return at.x - x - kTouch_m; })) continue;
      if (!keep_above(p, q, [&](PlanPoint at) { return x + s - kTouch_m - at.x; })) continue;
      most = std::max({most, p.y, q.y});
    }
    return most > kTouch_m ? most : 0;
  }
  /// What keeps a square of side s, which has no place, from standing here.
  [[nodiscard]] std::optional<PlanSegment> witness(double s) const {
    const auto [lo, hi] = range(s);
    const Block* left = nullptr;
    const Block* right = nullptr;
    for (const Block& block : all_ = blocks(s)) {
      if (block.from < lo + 1e-12 && block.to > hi - 1e-12 && (!left || block.left.y < left->left.y))
        left = right = &block;
    }
    if (left) {
      const PlanPoint lower = left->left.y < left->right.y ? left->left : left->right;
      return PlanSegment{{lower.x, 0}, lower};
    }
    for (const Block& block : all_) {
      if (block.from < lo + 1e-12 && block.to >= lo && (!left || block.to > left->to)) left = &block;
      if (block.to > hi - 1e-12 && block.from <= hi && (!right || block.from < right->from)) right = &block;
    }
    if (!left || !right) return std::nullopt;
    return PlanSegment{left->right, right->left};
  }

 private:
  [[nodiscard]] std::pair<double, double> range(double s) const {
    const double lo = std::min(0.0, length_ - s), hi = std::max(0.0, length_ - s);
    const double give =
        s > length_ - kFlush_m ? kFlush_m : 0;  // one that covers the opening need not to a hair
    return std::pair{lo - give, hi + give};
  }
  std::vector<Side> sides_;
  double length_;
  mutable std::vector<Block> all_;
};

}  // namespace

FreeSquare free_square(const PlanSegment& opening, PlanPoint toward, const MultiPolygon& obstacles,
                       double limit_m) {
  FreeSquare result;
  const double length = distance(opening.a, opening.b);
  if (!(length > kTouch_m) || !(limit_m > 0) || !(norm(toward) > 0)) return result;
  const PlanPoint along = (1 / length) * (opening.b - opening.a);
  PlanPoint into = left_normal(along);
  if (dot(into, toward) < 0) into = -1 * into;
  const auto local = [&](PlanPoint p) {
    return PlanPoint{dot(p - opening.a, along), dot(p - opening.a, into)};
  };
  const auto plan = [&](PlanPoint p) { return opening.a + p.x * along + p.y * into; };
  std::vector<Side> sides;
  each_side(obstacles, [&](PlanPoint a, PlanPoint b) {
    const PlanPoint p = local(a), q = local(b);
    if (std::max(p.y, q.y) <= 0 || std::min(p.y, q.y) >= limit_m) return;
    if (std::max(p.x, q.x) <= length - limit_m - 1 || std::min(p.x, q.x) >= limit_m + 1 + length) return;
    sides.push_back({p, q});
  });
  const SquareFinder finder(std::move(sides), length);
  const auto free = [&](double s) { return finder.place(s).has_value(); };
  double good = 0, bad = limit_m;
  // Standing in a solid: no side of it need be near, so ask for a point just in front of the opening.
  const double in_front = kFlush_m + kTouch_m;
  if (contains(obstacles, plan({length / 2, in_front}))) {
    const bool somewhere =
        free(2 * in_front) && !contains(obstacles, plan({*finder.place(2 * in_front) + in_front, in_front}));
    if (!somewhere) return result;
  }
  if (free(limit_m)) {
    good = limit_m;
  } else {
    while (bad - good > kSame_m) {
      const double middle = (good + bad) / 2;
      (free(middle) ? good : bad) = middle;
    }
    // A drawn length is a round number; halving ends just below it.
    if (const double round = std::round(bad * 1e7) / 1e7; std::abs(round - bad) < 2 * kSame_m && free(round))
      good = round;
    if (const auto w = finder.witness(std::max(bad, good) + kTouch_m / 2))
      result.witness = PlanSegment{plan(w->a), plan(w->b)};
  }
  if (good <= 2 * in_front) return result;
  const double x = finder.place(good).value_or(0);
  result.side_m = good;
  result.least_m = good - finder.over_line(x, good);
  for (const PlanPoint p :
       {PlanPoint{x, 0}, PlanPoint{x + good, 0}, PlanPoint{x + good, good}, PlanPoint{x, good}}) {
    result.placement.push_back(plan(p));
  }
  return result;
}

Swing free_swing(PlanPoint hinge, PlanPoint closed_tip, PlanPoint open_tip, const MultiPolygon& obstacles,
                 double ignore_m) {
  Swing swing;
  const double radius = distance(hinge, closed_tip);
  const PlanPoint from = closed_tip - hinge, to = open_tip - hinge;
  const double turn = std::atan2(cross(from, to), dot(from, to));
  if (!(radius > kLeafTouch_m) || !std::isfinite(turn)) return swing;
  const double target = std::abs(turn);
  const PlanPoint x = (1 / radius) * from;
  const PlanPoint y = (turn < 0 ? -1 : 1) * left_normal(x);
  const auto local = [&](PlanPoint p) { return PlanPoint{dot(p - hinge, x), dot(p - hinge, y)}; };
  const PlanPoint open{std::cos(target), std::sin(target)};
  const auto is_frame = [&](PlanPoint p) {
    return std::abs(p.y) <= ignore_m && (p.x <= ignore_m || p.x >= radius - ignore_m);
  };
  swing.angle_rad = target;
  const auto meet = [&](PlanPoint p) {
    if (is_frame(p)) return;
    const double angle = std::atan2(p.y, p.x);
    if (angle >= swing.angle_rad || angle < 0) return;
    swing.angle_rad = angle;
    swing.blocked_at = hinge + p.x * x + p.y * y;
  };
  const double reach = radius - kLeafTouch_m;
  each_side(obstacles, [&](PlanPoint a, PlanPoint b) {
    PlanPoint p = local(a), q = local(b);
    // Only what the leaf passes: in front of the closed leaf, before the open one, within its length.
    if (!keep_above(p, q, [](PlanPoint s) { return s.y - kLeafTouch_m; })) return;
    if (!keep_above(p, q, [&](PlanPoint s) { return cross(s, open) - kLeafTouch_m; })) return;
    const PlanPoint d = q - p;
    const double dd = dot(d, d), dp = dot(p, d), pp = dot(p, p);
    double t0 = 0, t1 = 1;
    if (dd < 1e-18) {
      if (pp >= reach * reach) return;
    } else {
      const double root = dp * dp - dd * (pp - reach * reach);
      if (root <= 0) return;
      t0 = std::max(0.0, (-dp - std::sqrt(root)) / dd);
      t1 = std::min(1.0, (-dp + std::sqrt(root)) / dd);
      if (t0 > t1) return;
    }
    const PlanPoint first = p + t0 * d, last = p + t1 * d;
    meet(first);
    meet(last);
    // Where a side leaves the frame's zone, it begins to count.
    for (const double level : {ignore_m}) {
      if ((first.y - level) * (last.y - level) < 0) {
        const double t = (level - first.y) / (last.y - first.y);
        meet(first + t * (last - first) + PlanPoint{0, 1e-9});
      }
    }
    for (const double level : {ignore_m, radius - ignore_m}) {
      if ((first.x - level) * (last.x - level) < 0) {
        const double t = (level - first.x) / (last.x - first.x);
        const double inward = level == ignore_m ? 1e-9 : -1e-9;
        meet(first + t * (last - first) + PlanPoint{inward, 0});
      }
    }
  });
  // A leaf that starts inside a body meets none of its sides.
  const PlanPoint middle{radius / 2, 2 * kLeafTouch_m};
  if (!is_frame(middle) && contains(obstacles, hinge + middle.x * x + middle.y * y)) {
    swing.angle_rad = 0;
    swing.blocked_at = hinge + middle.x * x;
  }
  return swing;
}

}  // namespace landai::geometry
