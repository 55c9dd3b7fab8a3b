// SPDX-License-Identifier: GPL-3.0-or-later
// A disc of radius R has its centre at least R from every segment. Where it can stand at all there is a place
// at exactly R from two of them (slide it until it touches one, then along that one until it touches
// another). Such a place has coordinates with square roots in them; CGAL's CORE numbers compare them without
// error.
#include "turning_disc.hpp"

#include <CGAL/CORE_Expr.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace landai::geometry {
namespace {

using Real = CORE::Expr;

constexpr double kUnits = 200;         ///< units in a cell, so that a radius is a whole number of them
constexpr double kClear_cells = 1e-4;  ///< beyond this from the limit the distance as computed decides
constexpr std::size_t kMaxSites = 400;

/// What a disc can touch: a line (the inside of a segment, `a` to `b`) or a point (a == b). Units.
struct Site {
  PlanPoint a, b;
  [[nodiscard]] bool point() const { return a == b; }
  auto operator<=>(const Site&) const = default;
};

struct Point {
  Real x, y;
};

Real real(double whole) { return Real(whole); }  // whole numbers below 2^53: exact

Real squared(const Real& x, const Real& y) { return x * x + y * y; }

/// The line at distance R from a site's line on the side where the disc is: cross(d, p) = c.
struct OffsetLine {
  Real dx, dy, c, length;
  OffsetLine(const Site& s, PlanPoint side_of, const Real& radius)
      : dx(real(s.b.x - s.a.x)), dy(real(s.b.y - s.a.y)), length(sqrt(squared(dx, dy))) {
    const bool left = cross(s.b - s.a, side_of - s.a) > 0;
    c = dx * real(s.a.y) - dy * real(s.a.x) + (left ? radius : -radius) * length;
  }
};

void meet(const OffsetLine& s, const OffsetLine& t, std::vector<Point>& out) {
  const Real det = s.dx * t.dy - s.dy * t.dx;
  if (det.sign() == 0) return;
  out.push_back({(s.c * t.dx - t.c * s.dx) / det, (s.c * t.dy - t.c * s.dy) / det});
}

void meet(const OffsetLine& line, PlanPoint u, const Real& radius, std::vector<Point>& out) {
  const Real ux = real(u.x), uy = real(u.y);
  const Real h = (line.c - (line.dx * uy - line.dy * ux)) / line.length;  // the line's distance, to the left
  const Real square = radius * radius - h * h;
  if (square.sign() < 0) return;
  const Real t = sqrt(square);
  const Real ex = line.dx / line.length, ey = line.dy / line.length;
  out.push_back({ux - h * ey + t * ex, uy + h * ex + t * ey});
  out.push_back({ux - h * ey - t * ex, uy + h * ex - t * ey});
}

void meet(PlanPoint u, PlanPoint v, const Real& radius, std::vector<Point>& out) {
  const Real dx = real(v.x - u.x), dy = real(v.y - u.y);
  const Real square = radius * radius / squared(dx, dy) - Real(1) / Real(4);
  if (square.sign() < 0) return;
  const Real t = sqrt(square);
  const Real mx = (real(u.x) + real(v.x)) / Real(2), my = (real(u.y) + real(v.y)) / Real(2);
  out.push_back({mx - t * dy, my + t * dx});
  out.push_back({mx + t * dy, my - t * dx});
}

class Decision {
 public:
  Decision(const SegmentIndex& index, PlanPoint near, std::int64_t diameter_um, double band_cells)
      : index_(index),
        near_(kUnits * near),
        radius_(static_cast<double>(diameter_um)),
        radius_cells_(radius_ / kUnits) {
    collect(near, band_cells);
  }

  std::optional<PlanPoint> centre() {
    for (std::size_t i = 0; i < sites_.size(); ++i)
      for (std::size_t j = i + 1; j < sites_.size(); ++j)
        for (const Point& p : places(sites_[i], sites_[j]))
          if (stands(p, sites_[i], sites_[j]))
            return PlanPoint{p.x.doubleValue() / kUnits, p.y.doubleValue() / kUnits};
    return std::nullopt;
  }

 private:
  void collect(PlanPoint near, double band_cells) {
    std::set<Site> found;
    const auto touches = [&](double d) { return std::abs(d - radius_cells_) <= band_cells; };
    Box box;
    box.add(near);
    index_.visit(box.grown(radius_cells_ + band_cells), [&](int k) {
      const PlanSegment& s = index_.segments()[static_cast<std::size_t>(k)];
      for (const PlanPoint end : {s.a, s.b})
        if (touches(distance(end, near))) found.insert({kUnits * end, kUnits * end});
      if (touches(distance(s, near))) found.insert({kUnits * s.a, kUnits * s.b});
      return found.size() < kMaxSites;
    });
    sites_.assign(found.begin(), found.end());
  }

  [[nodiscard]] std::vector<Point> places(const Site& s, const Site& t) const {
    std::vector<Point> out;
    const Real radius(radius_);
    if (s.point() && t.point()) {
      meet(s.a, t.a, radius, out);
    } else if (s.point() || t.point()) {
      meet(OffsetLine(s.point() ? t : s, near_, radius), s.point() ? s.a : t.a, radius, out);
    } else {
      meet(OffsetLine(s, near_, radius), OffsetLine(t, near_, radius), out);
    }
    return out;
  }

  /// No segment nearer than the radius. The two sites that p was made from are at the radius by construction.
  [[nodiscard]] bool stands(const Point& p, const Site& s, const Site& t) const {
    const PlanPoint about{p.x.doubleValue() / kUnits, p.y.doubleValue() / kUnits};
    Box box;
    box.add(about);
    bool free = true;
    index_.visit(box.grown(radius_cells_ + 1), [&](int k) {
      const PlanSegment& segment = index_.segments()[static_cast<std::size_t>(k)];
      const double d = distance(segment, about);
      if (d > radius_cells_ + kClear_cells) return true;
      free = d > radius_cells_ - kClear_cells && apart(p, {kUnits * segment.a, kUnits * segment.b}, s, t);
      return free;
    });
    return free;
  }

  [[nodiscard]] bool apart(const Point& p, const Site& segment, const Site& s, const Site& t) const {
    if (segment == s || segment == t) return true;
    const Real dx = real(segment.b.x - segment.a.x), dy = real(segment.b.y - segment.a.y);
    const Real px = p.x - real(segment.a.x), py = p.y - real(segment.a.y);
    const Real square = Real(radius_) * Real(radius_), length = squared(dx, dy);
    const Real along = px * dx + py * dy;
    const auto from_end = [&](PlanPoint end) {
      const Site site{end, end};
      if (site == s || site == t) return true;
      return (squared(p.x - real(end.x), p.y - real(end.y)) - square).sign() >= 0;
    };
    if (along.sign() <= 0) return from_end(segment.a);
    if ((along - length).sign() >= 0) return from_end(segment.b);
    const Real across = dx * py - dy * px;
    return (across * across - square * length).sign() >= 0;
  }

  const SegmentIndex& index_;
  PlanPoint near_;
  double radius_;
  double radius_cells_;
  std::vector<Site> sites_;
};

}  // namespace

std::optional<PlanPoint> exact_disc_centre(const SegmentIndex& index, PlanPoint near,
                                           std::int64_t diameter_um, double band_cells) {
  return Decision(index, near, diameter_um, band_cells).centre();
}

}  // namespace landai::geometry
