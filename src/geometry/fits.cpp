// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "clip.hpp"
#include "landai/geometry/polygons.hpp"

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

using Answer = RectangleFit::Answer;

constexpr double kFine = 100'000;        ///< cells per metre here: 0.01 mm, so that turning costs nothing
constexpr double kTolerance_m = 0.0002;  ///< what the comparisons give for the grid
constexpr double kSlack_m =
    2 * kTolerance_m;  ///< the tolerance and what rounding may add to it over the subdivisions
constexpr double kQuarter = std::numbers::pi / 2;
/// Bound on the work for one question, in corners clipped; about half a second.
constexpr std::size_t kMaxWork = 1'000'000;
constexpr std::size_t kMaxDirections = 48;

using Corners = std::array<PlanPoint, 4>;

Corners rectangle(double a, double b, double angle) {
  const PlanPoint u{std::cos(angle), std::sin(angle)};
  const PlanPoint x = a / 2 * u, y = b / 2 * left_normal(u);
  return {PlanPoint{0, 0} - x - y, x - y, x + y, y - x};
}

/// Convex hull of the rectangle set on both ends of a side: where its centre may not be.
cl::Path forbidden(const cl::IntPoint& from, const cl::IntPoint& to, const Corners& corners) {
  std::array<PlanPoint, 8> p;
  for (std::size_t i = 0; i < 4; ++i) {
    p[i] = PlanPoint{static_cast<double>(from.X), static_cast<double>(from.Y)} + corners[i];
    p[i + 4] = PlanPoint{static_cast<double>(to.X), static_cast<double>(to.Y)} + corners[i];
  }
  std::sort(p.begin(), p.end());
  std::array<PlanPoint, 16> hull;
  std::size_t k = 0;
  const auto grow = [&](PlanPoint q, std::size_t floor) {
    while (k >= floor && cross(hull[k - 1] - hull[k - 2], q - hull[k - 1]) <= 0) --k;
    hull[k++] = q;
  };
  for (const PlanPoint q : p) grow(q, 2);
  const std::size_t lower = k + 1;
  for (std::size_t i = p.size() - 1; i-- > 0;) grow(p[i], lower);
  cl::Path path;
  for (std::size_t i = 0; i + 1 < k; ++i) path.emplace_back(std::llround(hull[i].x), std::llround(hull[i].y));
  return path;
}

struct Side {
  cl::IntPoint from, to;
};

std::size_t size(const Paths& paths) {
  std::size_t n = 0;
  for (const cl::Path& path : paths) n += path.size();
  return n;
}

std::pair<cl::IntPoint, cl::IntPoint> extent(const Paths& paths) {
  cl::IntPoint lo(INT64_MAX, INT64_MAX), hi(INT64_MIN, INT64_MIN);
  for (const cl::Path& path : paths) {
    for (const cl::IntPoint& p : path) {
      lo = {std::min(lo.X, p.X), std::min(lo.Y, p.Y)};
      hi = {std::max(hi.X, p.X), std::max(hi.Y, p.Y)};
    }
  }
  return {lo, hi};
}

Paths without_crumbs(Paths paths) {
  std::erase_if(paths, [](const cl::Path& path) { return std::abs(cl::Area(path)) < 1; });
  return paths;
}

/// One region, and the rectangle asked for, already less the tolerance. Cells.
class Fitter {
 public:
  Fitter(const Paths& region, double a, double b) : region_(region), a_(a), b_(b) {
    for (const cl::Path& ring : region) {
      for (std::size_t i = 0; i < ring.size(); ++i) sides_.push_back({ring[i], ring[(i + 1) % ring.size()]});
    }
  }

  [[nodiscard]] bool exhausted() const { return work_ > kMaxWork; }
  [[nodiscard]] const std::vector<Side>& sides() const { return sides_; }

  /// Where the centre of an a × b rectangle at `angle` may be, as far as it is in `where`.
  Paths centres(const Paths& where, double a, double b, double angle) {
    const Corners corners = rectangle(a, b, angle);
    // All four corners must be in the region: cheap, and often the end of it.
    Paths free = where;
    for (const PlanPoint corner : corners) {
      Paths moved = region_;
      for (cl::Path& path : moved) {
        for (cl::IntPoint& p : path) {
          p.X -= std::llround(corner.x);
          p.Y -= std::llround(corner.y);
        }
      }
      work_ += sides_.size() + size(free);
      free = without_crumbs(clip(cl::ctIntersection, free, moved));
      if (free.empty()) return free;
    }
    // And no side may enter it. The nearest are likeliest to, so they come first, a few at a time.
    const std::vector<const Side*> near = nearest_sides(free, std::hypot(a, b) / 2 + 2);
    for (std::size_t i = 0, batch = 4; i < near.size();
         i += batch, batch = std::min<std::size_t>(2 * batch, 32)) {
      Paths blocked;
      const auto [lo, hi] = extent(free);
      for (std::size_t k = i; k < std::min(near.size(), i + batch); ++k) {
        cl::Path path = forbidden(near[k]->from, near[k]->to, corners);
        const auto [l, h] = extent({path});
        if (l.X < hi.X && h.X > lo.X && l.Y < hi.Y && h.Y > lo.Y) blocked.push_back(std::move(path));
      }
      if (blocked.empty()) continue;
      work_ += 6 * blocked.size() + size(free);
      free = without_crumbs(clip(cl::ctDifference, free, blocked));
      if (free.empty() || exhausted()) return free;
    }
    return free;
  }

  /// Tries one direction. True when the rectangle fits; remembers where.
  bool try_at(const Paths& where, double angle) {
    for (const cl::Path& path : centres(where, a_, b_, angle)) {
      if (cl::Area(path) <= 0) continue;
      Ring ring;
      for (const cl::IntPoint& p : path) ring.push_back({static_cast<double>(p.X), static_cast<double>(p.Y)});
      for (const PlanPoint c : {interior_point({ring, {}}), centroid(ring), ring.front()}) {
        if (stands(c, angle)) {
          centre_ = c;
          angle_ = angle;
          return true;
        }
      }
    }
    return false;
  }

  /// The part of a direction interval [angle − half, angle + half]: yes with a placement, or no for all of
  /// it, or cannot_tell.
  Answer search(const Paths& where, double angle, double half) {
    if (exhausted()) return Answer::cannot_tell;
    // Inside every turned rectangle of the interval lies this smaller one; if it fits nowhere, none of them
    // does.
    const double c = std::cos(half), s = std::sin(half), d = std::cos(2 * half);
    const double a = (a_ * c - b_ * s) / d, b = (b_ * c - a_ * s) / d;
    Paths left = where;
    if (d > 0 && a > 0 && b > 0) {
      left = centres(where, a, b, angle);
      if (left.empty()) return Answer::no;
      // The smaller one is the one asked for, to the tolerance: no finer question can be asked.
      if (a_ - a < kTolerance_m * kFine / 2 && b_ - b < kTolerance_m * kFine / 2) {
        return try_at(left, angle) ? Answer::yes : Answer::cannot_tell;
      }
    }
    if (try_at(left, angle)) return Answer::yes;
    const Answer first = search(left, angle - half / 2, half / 2);
    if (first == Answer::yes) return first;
    const Answer second = search(left, angle + half / 2, half / 2);
    if (second == Answer::yes || first == Answer::no) return second;
    return first;
  }

  [[nodiscard]] Ring placement(double a, double b) const {
    Ring ring;
    for (const PlanPoint p : rectangle(a, b, angle_)) ring.push_back(centre_ + p);
    return ring;
  }

  /// Proof by looking: centre inside, and no side of the region enters the rectangle by more than a hundredth
  /// of a millimetre.
  [[nodiscard]] bool stands(PlanPoint centre, double angle) const {
    const cl::IntPoint c(std::llround(centre.x), std::llround(centre.y));
    int inside = 0;
    for (const cl::Path& path : region_) {
      const int in = cl::PointInPolygon(c, path);
      if (in == -1) return false;
      inside += in == 1 ? (cl::Orientation(path) ? 1 : -1) : 0;
    }
    if (inside <= 0) return false;
    const PlanPoint u{std::cos(angle), std::sin(angle)};
    const double ha = a_ / 2 - 2, hb = b_ / 2 - 2;
    for (const Side& s : sides_) {
      const PlanPoint p = PlanPoint{static_cast<double>(s.from.X), static_cast<double>(s.from.Y)} - centre;
      const PlanPoint q = PlanPoint{static_cast<double>(s.to.X), static_cast<double>(s.to.Y)} - centre;
      double t0 = 0, t1 = 1;  // the part of the side within the rectangle
      const auto cut = [&](double from, double to, double half) {
        const double d = to - from;
        if (std::abs(d) < 1e-12) return std::abs(from) < half;
        const double ta = (-half - from) / d, tb = (half - from) / d;
        t0 = std::max(t0, std::min(ta, tb));
        t1 = std::min(t1, std::max(ta, tb));
        return t0 < t1;
      };
      if (cut(dot(p, u), dot(q, u), ha) && cut(cross(u, p), cross(u, q), hb)) return false;
    }
    return true;
  }

 private:
  /// Sides within reach of where the centre may be, nearest to its middle first.
  [[nodiscard]] std::vector<const Side*> nearest_sides(const Paths& where, double reach) const {
    const auto [lo, hi] = extent(where);
    const PlanPoint middle{static_cast<double>(lo.X + hi.X) / 2, static_cast<double>(lo.Y + hi.Y) / 2};
    const cl::cInt r = static_cast<cl::cInt>(reach) + 1;
    std::vector<std::pair<double, const Side*>> near;
    for (const Side& s : sides_) {
      if (std::max(s.from.X, s.to.X) < lo.X - r || std::min(s.from.X, s.to.X) > hi.X + r ||
          std::max(s.from.Y, s.to.Y) < lo.Y - r || std::min(s.from.Y, s.to.Y) > hi.Y + r) {
        continue;
      }
      const PlanSegment side{{static_cast<double>(s.from.X), static_cast<double>(s.from.Y)},
                             {static_cast<double>(s.to.X), static_cast<double>(s.to.Y)}};
      near.emplace_back(distance(side, middle), &s);
    }
    std::sort(near.begin(), near.end(), [](const auto& x, const auto& y) {
      return x.first != y.first ? x.first < y.first : x.second < y.second;
    });
    std::vector<const Side*> sides;
    for (const auto& [away, side] : near) sides.push_back(side);
    return sides;
  }

  const Paths& region_;
  double a_, b_;
  std::vector<Side> sides_;
  std::size_t work_ = 0;
  PlanPoint centre_;
  double angle_ = 0;
};

/// Directions of the sides, longest first, modulo a quarter turn.
std::vector<double> directions(const std::vector<Side>& sides) {
  std::map<long long, std::pair<double, double>>
      by_angle;  // in steps of 10^-5 rad: total length, angle of the longest
  std::map<long long, double> longest;
  for (const Side& s : sides) {
    const double dx = static_cast<double>(s.to.X - s.from.X), dy = static_cast<double>(s.to.Y - s.from.Y);
    const double length = std::hypot(dx, dy);
    double angle = std::fmod(std::atan2(dy, dx) + 4 * kQuarter, kQuarter);
    const long long key = std::llround(angle * 1e5) % std::llround(kQuarter * 1e5);
    auto& [total, best] = by_angle[key];
    total += length;
    if (length > longest[key]) {
      longest[key] = length;
      best = angle;
    }
  }
  std::vector<std::pair<double, double>> sorted;
  for (const auto& [key, entry] : by_angle) sorted.push_back(entry);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& x, const auto& y) { return x.first > y.first; });
  std::vector<double> angles;
  for (const auto& [length, angle] : sorted) angles.push_back(angle);
  if (angles.size() > kMaxDirections) angles.resize(kMaxDirections);
  return angles;
}

/// Longest distance between two corners, from above: the diagonal of the box in eight directions.
bool too_short(const Paths& region, double diagonal) {
  for (int k = 0; k < 8; ++k) {
    const double angle = k * kQuarter / 8;
    const PlanPoint u{std::cos(angle), std::sin(angle)};
    double u0 = INFINITY, u1 = -INFINITY, v0 = INFINITY, v1 = -INFINITY;
    for (const cl::Path& path : region) {
      for (const cl::IntPoint& p : path) {
        const PlanPoint q{static_cast<double>(p.X), static_cast<double>(p.Y)};
        u0 = std::min(u0, dot(u, q));
        u1 = std::max(u1, dot(u, q));
        v0 = std::min(v0, cross(u, q));
        v1 = std::max(v1, cross(u, q));
      }
    }
    if (std::hypot(u1 - u0, v1 - v0) < diagonal) return true;
  }
  return false;
}

RectangleFit fits_part(const Polygon& part, double a_m, double b_m, const Frame& frame) {
  RectangleFit fit;
  fit.slack_m = kSlack_m;
  fit.answer = Answer::no;
  const Paths region = paths_of({part}, frame);
  const double a = (a_m - kTolerance_m) * kFine, b = (b_m - kTolerance_m) * kFine;
  if (region.empty() || area(part) < (a_m - kTolerance_m) * (b_m - kTolerance_m)) return fit;
  if (too_short(region, std::hypot(a, b))) return fit;
  const auto circle = largest_circle({part});
  if (circle && circle->diameter_m < std::min(a_m, b_m) - 2 * kTolerance_m) return fit;

  Fitter fitter(region, a, b);
  const auto yes = [&] {
    fit.answer = Answer::yes;
    Ring ring;
    for (const PlanPoint p : fitter.placement(a_m * kFine, b_m * kFine)) ring.push_back(frame.metres(p));
    fit.placement = std::move(ring);
    return fit;
  };
  const std::vector<double> angles = directions(fitter.sides());
  for (const double angle : angles) {
    if (fitter.try_at(region, angle)) return yes();
    if (a_m != b_m && fitter.try_at(region, angle + kQuarter)) return yes();
    if (fitter.exhausted()) break;
  }
  // A turn by a half changes nothing, and a square is the same after a quarter.
  const int sectors = a_m == b_m ? 4 : 8;
  for (int k = 0; k < sectors; ++k) {
    const double half = kQuarter / 8;
    const Answer answer = fitter.search(region, (2 * k + 1) * half, half);
    if (answer == Answer::yes) return yes();
    if (answer == Answer::cannot_tell) fit.answer = Answer::cannot_tell;
  }
  return fit;
}

}  // namespace

RectangleFit fits_rectangle(const MultiPolygon& raw, double a_m, double b_m) {
  RectangleFit none;
  none.slack_m = kSlack_m;
  none.answer = Answer::no;
  if (!(a_m > kTolerance_m) || !(b_m > kTolerance_m) || !std::isfinite(a_m) || !std::isfinite(b_m)) {
    none.answer = Answer::cannot_tell;
    return none;
  }
  const MultiPolygon region = united(raw);
  const Box box = bounds(region);
  if (region.empty()) return none;
  if (std::max(box.width(), box.height()) > 10'000) {
    none.answer = Answer::cannot_tell;
    return none;
  }
  const Frame frame = Frame::around(box, kFine);
  for (const Polygon& part : region) {
    RectangleFit fit = fits_part(part, a_m, b_m, frame);
    if (fit.answer == Answer::yes) return fit;
    if (fit.answer == Answer::cannot_tell) none = fit;
  }
  return none;
}

}  // namespace landai::geometry
