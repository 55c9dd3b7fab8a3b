// SPDX-License-Identifier: GPL-3.0-or-later
// 1. Cover with squares where the disc has a place that the shape holds whichever way it is turned. Where the
// disc
//    around the shape has a place, the shape has.
// 2. The squares are taken in tiles: each is a small question with few sides of the region near it.
// 3. Per tile, the roomiest first: try the directions of the walls around; then subdivide all directions (see
//    the header).
#include "turning_shape.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "bands.hpp"
#include "segment_index.hpp"

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

using Answer = ShapeFit::Answer;

constexpr double kQuarter = std::numbers::pi / 2;
/// Bound on the work for one question, in corners clipped; about half a second.
constexpr std::size_t kMaxWork = 1'000'000;
constexpr std::size_t kMaxDirections = 48;
constexpr double kRounding = 4;     ///< what the computed distances and places may be off by, cells
constexpr double kSmallest = 1000;  ///< no squares with a half diagonal below 1 cm
constexpr std::size_t kMaxSquares = 300'000;

using Corners = std::array<PlanPoint, 4>;

struct Side {
  cl::IntPoint from, to;
};

PlanPoint real(const cl::IntPoint& p) { return {static_cast<double>(p.X), static_cast<double>(p.Y)}; }

Corners corners_of(const ShapePart& part, double angle) {
  const PlanPoint u{std::cos(angle), std::sin(angle)}, v = left_normal(u);
  return {part.x0 * u + part.y0 * v, part.x1 * u + part.y0 * v, part.x1 * u + part.y1 * v,
          part.x0 * u + part.y1 * v};
}

/// Convex hull of the rectangle's mirror image set on both ends of a side: where the shape's point may not
/// be.
cl::Path forbidden(const Side& side, const Corners& corners) {
  std::array<PlanPoint, 8> p;
  for (std::size_t i = 0; i < 4; ++i) {
    p[i] = real(side.from) - corners[i];
    p[i + 4] = real(side.to) - corners[i];
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

std::size_t size(const Paths& paths) {
  std::size_t n = 0;
  for (const cl::Path& path : paths) n += path.size();
  return n;
}

struct Extent {
  cl::cInt x0 = INT64_MAX, y0 = INT64_MAX, x1 = INT64_MIN, y1 = INT64_MIN;
  void add(const cl::IntPoint& p) {
    x0 = std::min(x0, p.X), y0 = std::min(y0, p.Y);
    x1 = std::max(x1, p.X), y1 = std::max(y1, p.Y);
  }
  [[nodiscard]] bool near(const Extent& other, cl::cInt reach) const {
    return x0 < other.x1 + reach && x1 > other.x0 - reach && y0 < other.y1 + reach && y1 > other.y0 - reach;
  }
};

Extent extent(const Paths& paths) {
  Extent e;
  for (const cl::Path& path : paths)
    for (const cl::IntPoint& p : path) e.add(p);
  return e;
}

Paths without_crumbs(Paths paths) {
  std::erase_if(paths, [](const cl::Path& path) { return std::abs(cl::Area(path)) < 1; });
  return paths;
}

/// Squares that hold every point of the region at least `inner` from its sides.
class Cover {
 public:
  Cover(const std::vector<Side>& sides, double inner, double outer) : inner_(inner), outer_(outer) {
    std::vector<PlanSegment> lines;
    Box box;
    for (const Side& s : sides) {
      lines.push_back({real(s.from), real(s.to)});
      box.add(real(s.from));
      box.add(real(s.to));
    }
    bands_ = Bands(lines);
    index_ = SegmentIndex(std::move(lines));
    smallest_ = std::max(inner / 4, kSmallest);
    const PlanPoint middle{std::round(box.min_x / 2 + box.max_x / 2),
                           std::round(box.min_y / 2 + box.max_y / 2)};
    split(middle, std::ceil(std::max(box.width(), box.height()) / 2) + 1);
  }

  struct Tile {
    double room = 0;  ///< how far from the sides one gets in it, at least
    Paths squares;
  };
  /// The roomiest first.
  [[nodiscard]] std::vector<Tile> tiles() {
    std::vector<Tile> sorted;
    for (auto& [key, tile] : tiles_) sorted.push_back({tile.room, clip(cl::ctUnion, tile.squares, {})});
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Tile& a, const Tile& b) { return a.room > b.room; });
    return sorted;
  }
  /// The middle of a disc of radius `outer`, when one was met.
  [[nodiscard]] std::optional<PlanPoint> roomy() const { return roomy_; }
  [[nodiscard]] bool complete() const { return count_ <= kMaxSquares; }
  /// Squares may reach over the region's border: only where they are too large for the shape to keep off it.
  [[nodiscard]] bool may_cross() const { return smallest_ > inner_ / 2 - kRounding; }

 private:
  void split(PlanPoint c, double half) {
    if (roomy_ || ++count_ > kMaxSquares) return;
    const double away = index_.nearest(c).distance, diagonal = half * std::numbers::sqrt2;
    if (away + diagonal < inner_ - kRounding) return;
    const bool inside = bands_.hold(c);
    if (!inside && away > diagonal) return;
    if (inside && away > outer_ + kRounding) roomy_ = c;
    if (diagonal > smallest_) {
      const double h = half / 2;
      for (const PlanPoint d : {PlanPoint{-h, -h}, PlanPoint{h, -h}, PlanPoint{-h, h}, PlanPoint{h, h}})
        split(c + d, h);
      return;
    }
    const double size = 2 * outer_;
    Tile& tile = tiles_[{std::floor(c.x / size), std::floor(c.y / size)}];
    tile.room = std::max(tile.room, away);
    // A cell of overlap, so that no point is lost between two squares.
    const auto x0 = static_cast<cl::cInt>(std::floor(c.x - half)) - 1,
               x1 = static_cast<cl::cInt>(std::ceil(c.x + half)) + 1;
    const auto y0 = static_cast<cl::cInt>(std::floor(c.y - half)) - 1,
               y1 = static_cast<cl::cInt>(std::ceil(c.y + half)) + 1;
    tile.squares.push_back({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
  }

  double inner_, outer_, smallest_ = 0;
  SegmentIndex index_;
  Bands bands_;
  std::map<std::pair<double, double>, Tile> tiles_;
  std::optional<PlanPoint> roomy_;
  std::size_t count_ = 0;
};

/// Directions of the sides modulo a quarter turn, those with the greatest length of sides first.
std::vector<double> directions(const std::vector<Side>& sides) {
  struct Entry {
    double total = 0, longest = 0, angle = 0;
  };
  std::map<long long, Entry> by_angle;  // in steps of 10^-5 rad
  for (const Side& s : sides) {
    const PlanPoint d = real(s.to) - real(s.from);
    const double length = norm(d);
    const double angle = std::fmod(std::atan2(d.y, d.x) + 4 * kQuarter, kQuarter);
    Entry& entry = by_angle[std::llround(angle * 1e5) % std::llround(kQuarter * 1e5)];
    entry.total += length;
    if (length > entry.longest) entry.longest = length, entry.angle = angle;
  }
  std::vector<Entry> sorted;
  for (const auto& [key, entry] : by_angle) sorted.push_back(entry);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Entry& x, const Entry& y) { return x.total > y.total; });
  if (sorted.size() > kMaxDirections) sorted.resize(kMaxDirections);
  std::vector<double> angles;
  for (const Entry& entry : sorted) angles.push_back(entry.angle);
  return angles;
}

class Fitter {
 public:
  Fitter(const Paths& region, const TurningShape& shape, double tolerance)
      : region_(region), shape_(shape), tolerance_(tolerance) {
    for (const cl::Path& ring : region)
      for (std::size_t i = 0; i < ring.size(); ++i)
        all_sides_.push_back({ring[i], ring[(i + 1) % ring.size()]});
    for (const ShapePart& p : shape.parts) {
      inner_ = std::max(inner_, std::min({-p.x0, -p.y0, p.x1, p.y1}));
      outer_ = std::max(outer_, std::hypot(std::max(-p.x0, p.x1), std::max(-p.y0, p.y1)));
    }
  }

  ShapePlace find() {
    Cover cover(all_sides_, inner_, outer_);
    if (cover.roomy() && stands(*cover.roomy(), 0)) return {Answer::yes, *cover.roomy(), 0};
    ShapePlace place;
    if (!cover.complete()) place.answer = Answer::cannot_tell;
    for (const Cover::Tile& tile : cover.tiles()) {
      const Answer answer =
          look_at(cover.may_cross() ? clip(cl::ctIntersection, tile.squares, region_) : tile.squares);
      if (answer == Answer::yes) return found();
      if (answer == Answer::cannot_tell) place.answer = answer;
    }
    return place;
  }

 private:
  [[nodiscard]] ShapePlace found() const { return {Answer::yes, centre_, angle_}; }
  [[nodiscard]] bool exhausted() const { return work_ > kMaxWork; }

  Answer look_at(const Paths& piece) {
    choose_sides(extent(piece));
    const int turns = static_cast<int>(std::lround(shape_.period / kQuarter));
    for (const double angle : directions(sides_)) {
      for (int k = 0; k < turns; ++k)
        if (try_at(piece, angle + k * kQuarter)) return Answer::yes;
      if (exhausted()) return Answer::cannot_tell;
    }
    const double half = kQuarter / 8;
    Answer all = Answer::no;
    for (int k = 0; k < 4 * turns; ++k) {
      const Answer answer = search(piece, (2 * k + 1) * half, half);
      if (answer == Answer::yes) return answer;
      if (answer == Answer::cannot_tell) all = answer;
    }
    return all;
  }

  void choose_sides(const Extent& where) {
    sides_.clear();
    for (const Side& s : all_sides_) {
      Extent e;
      e.add(s.from);
      e.add(s.to);
      if (e.near(where, static_cast<cl::cInt>(outer_) + 4)) sides_.push_back(s);
    }
  }

  /// Inside the shape turned by up to `half` either way.
  [[nodiscard]] std::vector<ShapePart> within_turns(double half, double& lost) const {
    const double s = std::sin(half), c = 1 - std::cos(half);
    std::vector<ShapePart> parts;
    lost = 0;
    for (const ShapePart& p : shape_.parts) {
      const double x = std::max(-p.x0, p.x1), y = std::max(-p.y0, p.y1);
      const double dx = y * s + x * c, dy = x * s + y * c;
      parts.push_back({p.x0 + dx, p.y0 + dy, p.x1 - dx, p.y1 - dy});
      lost = std::max({lost, 2 * dx, 2 * dy});
    }
    return parts;
  }

  /// Where the shape's point may be at `angle`, as far as it is in `where`: no side may enter the shape. The
  /// nearest are likeliest to, so they come first, a few at a time.
  Paths centres(const Paths& where, const std::vector<ShapePart>& parts, double angle) {
    Paths free = where;
    for (const ShapePart& part : parts) {
      if (part.x0 >= part.x1 || part.y0 >= part.y1) continue;  // nothing left of it: forbids nothing
      const Corners corners = corners_of(part, angle);
      const std::vector<const Side*> near = nearest_sides(free);
      for (std::size_t i = 0, batch = 4; i < near.size();
           i += batch, batch = std::min<std::size_t>(2 * batch, 32)) {
        Paths blocked;
        const Extent e = extent(free);
        for (std::size_t k = i; k < std::min(near.size(), i + batch); ++k) {
          cl::Path path = forbidden(*near[k], corners);
          if (extent({path}).near(e, 0)) blocked.push_back(std::move(path));
        }
        if (blocked.empty()) continue;
        work_ += 6 * blocked.size() + size(free);
        free = without_crumbs(clip(cl::ctDifference, free, blocked));
        if (free.empty() || exhausted()) return free;
      }
    }
    return free;
  }

  bool try_at(const Paths& where, double angle) {
    return try_points(centres(where, shape_.parts, angle), angle);
  }

  bool try_points(const Paths& free, double angle) {
    for (const cl::Path& path : free) {
      if (cl::Area(path) <= 0) continue;
      Ring ring;
      for (const cl::IntPoint& p : path) ring.push_back(real(p));
      for (const PlanPoint c : {interior_point({ring, {}}), centroid(ring), ring.front()}) {
        if (!stands(c, angle)) continue;
        centre_ = c;
        angle_ = angle;
        return true;
      }
    }
    return false;
  }

  /// The directions [angle - half, angle + half]: yes with a place, or no for all of them, or cannot_tell.
  Answer search(const Paths& where, double angle, double half) {
    if (exhausted()) return Answer::cannot_tell;
    double lost = 0;
    const Paths left = centres(where, within_turns(half, lost), angle);
    if (left.empty()) return Answer::no;
    if (try_at(left, angle)) return Answer::yes;
    // The smaller one is the one asked for, to the tolerance: no finer question can be asked.
    if (lost < tolerance_) return Answer::cannot_tell;
    const Answer first = search(left, angle - half / 2, half / 2);
    if (first == Answer::yes) return first;
    const Answer second = search(left, angle + half / 2, half / 2);
    if (second == Answer::yes || first == Answer::no) return second;
    return first;
  }

  /// Proof by looking: the point inside, and no side of the region enters the shape by more than two
  /// hundredths of a millimetre.
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
    return std::none_of(all_sides_.begin(), all_sides_.end(), [&](const Side& s) {
      const PlanPoint p = real(s.from) - centre, q = real(s.to) - centre;
      const PlanPoint from{dot(p, u), cross(u, p)}, to{dot(q, u), cross(u, q)};
      return std::any_of(shape_.parts.begin(), shape_.parts.end(),
                         [&](const ShapePart& part) { return enters(part, from, to); });
    });
  }

  static bool enters(const ShapePart& part, PlanPoint from, PlanPoint to) {
    double t0 = 0, t1 = 1;  // the part of the side within the rectangle
    const auto cut = [&](double a, double b, double lo, double hi) {
      if (std::abs(b - a) < 1e-12) return a > lo && a < hi;
      const double ta = (lo - a) / (b - a), tb = (hi - a) / (b - a);
      t0 = std::max(t0, std::min(ta, tb));
      t1 = std::min(t1, std::max(ta, tb));
      return t0 < t1;
    };
    return cut(from.x, to.x, part.x0 + 2, part.x1 - 2) && cut(from.y, to.y, part.y0 + 2, part.y1 - 2);
  }

  /// Sides within reach of where the point may be, nearest to its middle first.
  [[nodiscard]] std::vector<const Side*> nearest_sides(const Paths& where) const {
    const Extent w = extent(where);
    const PlanPoint middle{static_cast<double>(w.x0 + w.x1) / 2, static_cast<double>(w.y0 + w.y1) / 2};
    std::vector<std::pair<double, const Side*>> near;
    for (const Side& s : sides_) {
      Extent e;
      e.add(s.from);
      e.add(s.to);
      if (e.near(w, static_cast<cl::cInt>(outer_) + 4))
        near.emplace_back(distance(PlanSegment{real(s.from), real(s.to)}, middle), &s);
    }
    std::sort(near.begin(), near.end());
    std::vector<const Side*> sides;
    for (const auto& [away, side] : near) sides.push_back(side);
    return sides;
  }

  const Paths& region_;
  const TurningShape& shape_;
  double tolerance_;
  double inner_ = 0;  ///< radius of a disc about the point that the shape holds
  double outer_ = 0;  ///< of one that holds the shape
  std::vector<Side> all_sides_, sides_;
  std::size_t work_ = 0;
  PlanPoint centre_;
  double angle_ = 0;
};

}  // namespace

ShapePlace find_place(const Paths& region, const TurningShape& shape, double tolerance) {
  return Fitter(region, shape, tolerance).find();
}

}  // namespace landai::geometry
