// SPDX-License-Identifier: GPL-3.0-or-later
// The flights and landings of a ramp, measured on the sloping faces of its body.
#include <algorithm>
#include <cmath>

#include "ifc_flight_maker.hpp"

namespace landai::importer {
namespace {

constexpr double kFlattestRamp = 0.005;
constexpr double kNarrowestRamp = 0.30;
constexpr std::size_t kMostRampFaces = 8;  // more are the facets of a curved ramp
constexpr double kHighestKerb = 0.30;
constexpr double kFilled = 0.97;  // an outline that fills so much of its rectangle lies along it
constexpr double kRoughlyFilled = 0.80;
constexpr double kNoFall = 1e-5;

/// Smallest rectangle around a figure: the direction of its longer side, and how much of it the figure fills.
struct Rectangle {
  PlanPoint along{1, 0};
  double length = 0, width = 0, filled = 0;
};
Rectangle rectangle_around(const Polygon& figure) {
  Rectangle best;
  double least = INFINITY;
  for (std::size_t i = 0; i < figure.outer.size(); ++i) {
    const PlanPoint edge = figure.outer[(i + 1) % figure.outer.size()] - figure.outer[i];
    if (norm(edge) < 0.05) continue;
    const PlanPoint u = 1 / norm(edge) * edge;
    const Extent a = extent_of({figure}, u), b = extent_of({figure}, left_normal(u));
    const double along = a.hi - a.lo, across = b.hi - b.lo;
    if (!(along * across < least * (1 - 1e-9))) continue;
    least = along * across;
    best = {along >= across ? u : left_normal(u), std::max(along, across), std::min(along, across),
            least > 0 ? area(figure) / least : 0};
  }
  return best;
}

/// Which way a ramp goes, and how its surface falls along and across that.
struct RampAxis {
  PlanPoint along;
  double slope = 0;
  std::optional<double>
      cross_slope;  ///< nothing where the outline does not tell the axis apart from the fall
};
RampAxis axis_of(const WalkFace& f) {
  const Rectangle r = rectangle_around(f.outline);
  const bool level = f.slope < kNoFall;
  if (level && r.filled < kFilled) return {r.along, f.slope, std::nullopt};
  if (level) return {r.along, 0, f.slope};
  // The side of the rectangle that is nearer to the fall; where it runs over a corner, the longer one.
  PlanPoint side = r.along;
  const double with = std::abs(dot(f.uphill, r.along)), beside = std::abs(cross(r.along, f.uphill));
  if (beside > with * 1.3) side = left_normal(r.along);
  if (dot(side, f.uphill) < 0) side = -1.0 * side;
  const double off = std::abs(cross(side, f.uphill));
  const bool told = r.filled >= kFilled || (r.filled >= kRoughlyFilled && off > 0.05);
  if (!told) return {f.uphill, f.slope, std::nullopt};
  if (off < 0.002) return {f.uphill, f.slope, 0.0};
  return {side, f.slope * dot(side, f.uphill), f.slope * off};
}

}  // namespace

void FlightMaker::ramp(const std::vector<WalkFace>& faces) {
  strips_ = faces;
  std::vector<WalkFace> sloping, level;
  for (const WalkFace& f : open_faces(faces)) {
    if (f.slope >= kFlattestRamp && f.z.hi - f.z.lo > 0.005) {
      if (width_of(f) >= kNarrowestRamp) sloping.push_back(f);
    } else {
      level.push_back(f);
    }
  }
  std::sort(sloping.begin(), sloping.end(), [](const WalkFace& a, const WalkFace& b) {
    return a.z.lo != b.z.lo ? a.z.lo < b.z.lo : centroid(a.outline.outer) < centroid(b.outline.outer);
  });
  if (sloping.empty() && !level.empty() && !parts_.product->type.starts_with("IFCSLAB")) {
    // A ramp that is all but level is one still: the largest face is its flight.
    const auto floor = std::max_element(level.begin(), level.end(), [](const WalkFace& a, const WalkFace& b) {
      return area(a.outline) < area(b.outline);
    });
    if (width_of(*floor) >= kNarrowestRamp) {
      sloping.push_back(*floor);
      level.erase(floor);
    }
  }
  if (sloping.size() > kMostRampFaces) {
    curved_ramp(sloping);
  } else {
    for (const WalkFace& f : sloping) ramp_flight(f);
  }
  for (const WalkFace& f : level) {
    // The foot of a ramp's slab is no landing of its own.
    if (std::min(extent_along(f, {1, 0}), extent_along(f, {0, 1})) > 0.5) landing({f.outline}, f.z);
  }
}

double FlightMaker::extent_along(const WalkFace& f, PlanPoint u) {
  const Extent e = extent_of({f.outline}, u);
  return e.hi - e.lo;
}

double FlightMaker::height_at(const WalkFace& f, PlanPoint p) {
  if (f.slope == 0) return f.z.hi;
  return f.z.lo + f.slope * (dot(p, f.uphill) - extent_of({f.outline}, f.uphill).lo);
}

/// Where a line across the slope passes over a figure, as pairs of ends along `v`.
std::vector<double> FlightMaker::crossings(const Polygon& figure, PlanPoint u, double at) {
  const PlanPoint v = left_normal(u);
  std::vector<double> hits;
  const auto cut = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanPoint a = ring[i], b = ring[(i + 1) % ring.size()];
      const double sa = dot(a, u), sb = dot(b, u);
      if ((sa <= at) == (sb <= at)) continue;
      hits.push_back(dot(a, v) + (at - sa) / (sb - sa) * (dot(b, v) - dot(a, v)));
    }
  };
  cut(figure.outer);
  for (const Ring& hole : figure.holes) cut(hole);
  std::sort(hits.begin(), hits.end());
  return hits;
}

/// Narrowest way over a sloping face, between kerbs of the same body. Rails above it leave its surface as
/// it is.
double FlightMaker::width_of(const WalkFace& f) const {
  const PlanPoint u = axis_of(f).along, v = left_normal(u);
  const Extent along = extent_of({f.outline}, u);
  double narrowest = INFINITY;
  for (double part : {0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98}) {
    const double at = along.lo + part * (along.hi - along.lo);
    auto edges = crossings(f.outline, u, at);
    std::vector<std::pair<double, double>> taken;
    for (const WalkFace& other : strips_) {
      const auto over = crossings(other.outline, u, at);
      for (std::size_t i = 0; i + 1 < over.size(); i += 2) {
        const PlanPoint p = at * u + (over[i] + over[i + 1]) / 2 * v;
        const double above = height_at(other, p) - height_at(f, p);
        if (above > 0.02 && above < kHighestKerb) taken.emplace_back(over[i], over[i + 1]);
      }
    }
    std::sort(taken.begin(), taken.end());
    double widest = 0;
    for (std::size_t i = 0; i + 1 < edges.size(); i += 2) {
      double from = edges[i];
      for (const auto& [lo, hi] : taken) {
        if (hi <= from || lo >= edges[i + 1]) continue;
        widest = std::max(widest, lo - from);
        from = std::max(from, hi);
      }
      widest = std::max(widest, edges[i + 1] - from);
    }
    narrowest = std::min(narrowest, widest);
  }
  return std::isfinite(narrowest) ? narrowest : 0;
}

void FlightMaker::ramp_flight(const WalkFace& f) {
  const char* from = "sloping face of the body";
  const RampAxis axis = axis_of(f);
  const PlanPoint u = axis.along, v = left_normal(u);
  const Extent along = extent_of({f.outline}, u);
  const double run = along.hi - along.lo;
  const double across = dot(centroid(f.outline.outer), v);
  FlightShape shape;
  shape.foot = along.lo * u + across * v;
  shape.head = along.hi * u + across * v;
  shape.run = Known::exact(run, Method::geometry, from);
  const bool twisted =
      axis.cross_slope && *axis.cross_slope > 0;  // then its corners differ by more than its rise
  shape.rise = Known::exact(twisted ? axis.slope * run : f.z.hi - f.z.lo, Method::geometry, from);
  shape.slope = Known::exact(axis.slope, Method::geometry, from);
  if (axis.cross_slope) shape.cross_slope = Known::exact(*axis.cross_slope, Method::geometry, from);
  shape.width = Known::exact(width_of(f), Method::geometry, from);
  Element& e = element(Category::flight);
  e.geometry.areas = {f.outline};
  e.geometry.lines = {{shape.foot, shape.head}};
  e.z = f.z;
  e.shape = shape;
}

/// Many facets: one flight whose slope is a range; the length and width along the curve are not told.
void FlightMaker::curved_ramp(const std::vector<WalkFace>& facets) {
  FlightShape shape;
  Known slope{0, INFINITY, 0, Method::geometry, "facets of the body"};
  MultiPolygon outline;
  ZRange z{INFINITY, -INFINITY};
  double all = 0;
  for (const WalkFace& f : facets) {
    const double a = area(f.outline);
    slope.value += a * f.slope;
    all += a;
    slope.lo = std::min(slope.lo, f.slope);
    slope.hi = std::max(slope.hi, f.slope);
    z = {std::min(z.lo, f.z.lo), std::max(z.hi, f.z.hi)};
    outline.push_back(f.outline);
  }
  if (!(all > 0)) return;
  slope.value /= all;
  shape.slope = slope;
  shape.rise = Known::exact(z.hi - z.lo, Method::geometry, "facets of the body");
  shape.foot = centroid(facets.front().outline.outer);
  shape.head = centroid(facets.back().outline.outer);
  Element& e = element(Category::flight);
  e.geometry.areas = std::move(outline);
  e.geometry.lines = {{shape.foot, shape.head}};
  e.z = z;
  e.shape = shape;
}

}  // namespace landai::importer
