// SPDX-License-Identifier: GPL-3.0-or-later
// Bounded curves of an IFC file as chains of points.
#include <algorithm>
#include <numbers>
#include <optional>
#include <utility>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

/// Number of chords that keep within the tolerance of an arc.
int chords(double radius, double angle) {
  const double r = std::abs(radius);
  if (!(r > kArcTolerance)) return 2;
  const double step = 2 * std::acos(std::max(0.5, 1 - kArcTolerance / r));
  return std::clamp(static_cast<int>(std::ceil(std::abs(angle) / step)), 2, 1024);
}

struct Conic {
  Placement frame;
  double a = 0, b = 0;
  [[nodiscard]] Point3 at(double t) const { return frame(Point3{a * std::cos(t), b * std::sin(t), 0}); }
  [[nodiscard]] double parameter(Point3 p) const {
    const Point3 local = p - frame.origin;
    return std::atan2(dot(local, frame.y) / b, dot(local, frame.x) / a);
  }
  [[nodiscard]] std::vector<Point3> arc(double from, double to) const {
    const int n = chords(std::max(a, b), to - from);
    std::vector<Point3> points;
    points.reserve(static_cast<std::size_t>(n) + 1);
    for (int i = 0; i <= n; ++i) points.push_back(at(from + (to - from) * i / n));
    return points;
  }
};

std::optional<Conic> conic(const GeometryFile& g, const StepRecord& curve) {
  Conic c;
  if (curve.type == "IFCCIRCLE") {
    c.a = c.b = length(g, curve[1]);
  } else if (curve.type == "IFCELLIPSE") {
    c.a = length(g, curve[1]);
    c.b = length(g, curve[2]);
  } else {
    return std::nullopt;
  }
  if (!(c.a > 0) || !(c.b > 0)) return std::nullopt;
  c.frame = axis_placement(g, curve[0]);
  return c;
}

struct Line {
  Point3 origin;
  Point3 step;  ///< per unit of the parameter
};

std::optional<Line> line(const GeometryFile& g, const StepRecord& curve) {
  if (curve.type != "IFCLINE") return std::nullopt;
  const StepRecord* vector = g.follow(curve[1]);
  if (!vector) return std::nullopt;
  return Line{point(g, curve[0]), length(g, (*vector)[1], g.metres) * direction(g, (*vector)[0], {1, 0, 0})};
}

struct Trim {
  std::optional<Point3> at;
  std::optional<double> parameter;
};

Trim trim(const GeometryFile& g, const StepArg& set) {
  Trim found;
  for (const StepArg& item : set.items()) {
    if (item.kind == StepArg::Kind::reference && g.follow(item)) {
      found.at = point(g, item);
    } else if (const double value = number(item, NAN); std::isfinite(value)) {
      found.parameter = value;
    }
  }
  return found;
}

/// End of an arc that starts at `from`, in the asked sense, never more than a turn on.
double arc_end(double from, double to, bool forward) {
  double sweep = std::fmod(to - from, kTurn);
  if (forward && sweep <= 1e-9) sweep += kTurn;
  if (!forward && sweep >= -1e-9) sweep -= kTurn;
  return from + sweep;
}

std::vector<Point3> trimmed(GeometryFile& g, const StepRecord& curve, int depth) {
  const StepRecord* basis = g.follow(curve[0]);
  if (!basis) return {};
  const Trim first = trim(g, curve[1]), second = trim(g, curve[2]);
  const bool forward = !(curve[3].kind == StepArg::Kind::enumeration && curve[3].text == "F");
  // Points say where whatever the plane angle unit is believed to be; parameters count only without them.
  const bool by_point = first.at && second.at && distance(*first.at, *second.at) > 1e-9;
  if (const auto c = conic(g, *basis)) {
    double from = 0, to = kTurn;
    if (by_point) {
      from = c->parameter(*first.at);
      to = c->parameter(*second.at);
    } else if (first.parameter && second.parameter) {
      from = *first.parameter * g.radians;
      to = *second.parameter * g.radians;
    }
    auto points = c->arc(from, arc_end(from, to, forward));
    if (by_point) {
      // The stated points close the chain exactly where its neighbours start, if they lie on the curve at
      // all.
      if (distance(points.front(), *first.at) < 1e-3) points.front() = *first.at;
      if (distance(points.back(), *second.at) < 1e-3) points.back() = *second.at;
    }
    return points;
  }
  if (const auto l = line(g, *basis)) {
    const auto end = [&](const Trim& t) {
      return t.at ? *t.at : l->origin + t.parameter.value_or(0) * l->step;
    };
    return {end(first), end(second)};
  }
  auto points = curve_points(g, basis, depth + 1);
  if (by_point && points.size() > 1) {
    const auto nearest = [&](Point3 p) {
      return static_cast<std::size_t>(
          std::min_element(points.begin(), points.end(),
                           [&](Point3 a, Point3 b) { return distance(a, p) < distance(b, p); }) -
          points.begin());
    };
    std::size_t i = nearest(*first.at), j = nearest(*second.at);
    if (i > j) std::swap(i, j);
    points = {points.begin() + static_cast<std::ptrdiff_t>(i),
              points.begin() + static_cast<std::ptrdiff_t>(j) + 1};
  }
  if (!forward) std::reverse(points.begin(), points.end());
  return points;
}

void join(std::vector<Point3>& chain, std::vector<Point3> piece) {
  if (piece.empty()) return;
  if (!chain.empty()) {
    // Some writers give a segment's sense wrongly; a chain that meets end to end is plain to see.
    const double gap = distance(chain.back(), piece.front()),
                 gap_reversed = distance(chain.back(), piece.back());
    if (gap > 1e-3 && gap_reversed < 1e-4) std::reverse(piece.begin(), piece.end());
    if (distance(chain.back(), piece.front()) < 1e-7) piece.erase(piece.begin());
  }
  chain.insert(chain.end(), piece.begin(), piece.end());
}

std::vector<Point3> composite(GeometryFile& g, const StepRecord& curve, int depth) {
  std::vector<Point3> chain;
  for (const StepArg& item : curve[0].items()) {
    const StepRecord* segment = g.follow(item);
    if (!segment || chain.size() > kMaxCurvePoints) break;
    if (!segment->type.starts_with("IFCCOMPOSITECURVESEGMENT") &&
        !segment->type.starts_with("IFCREPARAMETRISEDCOMPOSITECURVESEGMENT")) {
      g.miss(segment->type);
      continue;
    }
    auto piece = curve_points(g, g.follow((*segment)[2]), depth + 1);
    const bool same_sense = !((*segment)[1].kind == StepArg::Kind::enumeration && (*segment)[1].text == "F");
    if (!same_sense) std::reverse(piece.begin(), piece.end());
    join(chain, std::move(piece));
  }
  return chain;
}

/// Arc from a to c over b; the chord when the three lie on one line.
std::vector<Point3> arc_through(Point3 a, Point3 b, Point3 c) {
  const Point3 ab = b - a, ac = c - a, normal = cross(ab, ac);
  const double n2 = dot(normal, normal);
  if (n2 < 1e-20) return {a, b, c};
  const Point3 to_centre =
      (1 / (2 * n2)) * (dot(ac, ac) * cross(normal, ab) - dot(ab, ab) * cross(normal, ac));
  Conic circle;
  circle.a = circle.b = norm(to_centre);
  const Point3 x = unit(-1.0 * to_centre, {1, 0, 0}), z = unit(normal, {0, 0, 1});
  circle.frame = {x, cross(z, x), z, a + to_centre};
  auto points = circle.arc(0, arc_end(0, circle.parameter(c), true));
  points.front() = a;
  points.back() = c;
  return points;
}

std::vector<Point3> indexed(GeometryFile& g, const StepRecord& curve) {
  const StepRecord* list = g.follow(curve[0]);
  if (!list) return {};
  const auto coordinates = (*list)[0].items();
  const auto at = [&](const StepArg& index) -> std::optional<Point3> {
    const double i = number(index, 0);
    if (!(i >= 1) || i > static_cast<double>(coordinates.size())) return std::nullopt;
    return point_of_list(g, coordinates[static_cast<std::size_t>(i) - 1]);
  };
  std::vector<Point3> chain;
  if (curve[1].is_null()) {
    for (const StepArg& c : coordinates.first(std::min(coordinates.size(), kMaxCurvePoints))) {
      chain.push_back(point_of_list(g, c));
    }
    return chain;
  }
  for (const StepArg& segment : curve[1].items()) {
    if (chain.size() > kMaxCurvePoints || segment.count == 0) break;
    std::vector<Point3> points;
    for (const StepArg& index : segment.first->items()) {
      if (const auto p = at(index)) points.push_back(*p);
    }
    if (segment.text == "IFCARCINDEX" && points.size() == 3)
      points = arc_through(points[0], points[1], points[2]);
    join(chain, std::move(points));
  }
  return chain;
}

/// Point of a (rational) B-spline by de Boor's scheme on homogeneous coordinates.
Point3 de_boor(const std::vector<Point3>& control, const std::vector<double>& weights,
               const std::vector<double>& knots, int degree, std::size_t span, double t) {
  std::vector<Point3> p;
  std::vector<double> w;
  for (int i = 0; i <= degree; ++i) {
    const std::size_t k = span - static_cast<std::size_t>(degree) + static_cast<std::size_t>(i);
    p.push_back(weights[k] * control[k]);
    w.push_back(weights[k]);
  }
  for (int r = 1; r <= degree; ++r) {
    for (int i = degree; i >= r; --i) {
      const std::size_t k = span - static_cast<std::size_t>(degree) + static_cast<std::size_t>(i);
      const double below = knots[k], above = knots[k + static_cast<std::size_t>(degree - r) + 1];
      const double f = above > below ? (t - below) / (above - below) : 0;
      const auto at = static_cast<std::size_t>(i);
      p[at] = (1 - f) * p[at - 1] + f * p[at];
      w[at] = (1 - f) * w[at - 1] + f * w[at];
    }
  }
  return std::abs(w.back()) > 1e-15 ? (1 / w.back()) * p.back() : p.back();
}

std::vector<Point3> spline(GeometryFile& g, const StepRecord& curve) {
  const int degree = static_cast<int>(std::clamp(number(curve[0], 0), 0.0, 12.0));
  std::vector<Point3> control;
  for (const StepArg& p : curve[1].items()) {
    control.push_back(point(g, p));
    if (control.size() > 4096) return {};
  }
  std::vector<double> knots;
  const auto multiplicities = curve[5].items(), values = curve[6].items();
  for (std::size_t i = 0; i < std::min(multiplicities.size(), values.size()); ++i) {
    const int times = static_cast<int>(std::clamp(number(multiplicities[i], 1), 0.0, 16.0));
    knots.insert(knots.end(), static_cast<std::size_t>(times), number(values[i]));
  }
  const std::size_t n = control.size();
  const auto p = static_cast<std::size_t>(degree);
  if (degree < 1 || n < p + 1 || knots.size() != n + p + 1 || !std::is_sorted(knots.begin(), knots.end()))
    return control;
  std::vector<double> weights(n, 1.0);
  if (curve.type.starts_with("IFCRATIONAL")) {
    const auto given = curve[8].items();
    for (std::size_t i = 0; i < std::min(n, given.size()); ++i) weights[i] = number(given[i], 1);
  }
  std::vector<Point3> points;
  const int per_span = degree == 1 ? 1 : 12;
  for (std::size_t span = p; span < n; ++span) {
    if (!(knots[span + 1] > knots[span])) continue;
    for (int i = 0; i < per_span; ++i) {
      const double t = knots[span] + (knots[span + 1] - knots[span]) * i / per_span;
      points.push_back(de_boor(control, weights, knots, degree, span, t));
    }
  }
  std::size_t last = n - 1;
  while (last > p && !(knots[last + 1] > knots[last])) --last;
  points.push_back(de_boor(control, weights, knots, degree, last, knots[n]));
  return points;
}

}  // namespace

std::vector<Point3> curve_points(GeometryFile& g, const StepRecord* curve, int depth) {
  if (!curve || depth > kMaxDepth || !g.step()) return {};
  const std::string_view type = curve->type;
  std::vector<Point3> points;
  if (type == "IFCPOLYLINE") {
    const auto items = (*curve)[0].items();
    points.reserve(items.size());
    for (const StepArg& p : items.first(std::min(items.size(), kMaxCurvePoints)))
      points.push_back(point(g, p));
  } else if (type == "IFCTRIMMEDCURVE") {
    points = trimmed(g, *curve, depth);
  } else if (type == "IFCCOMPOSITECURVE" || type == "IFC2DCOMPOSITECURVE" ||
             type.ends_with("BOUNDARYCURVE")) {
    points = composite(g, *curve, depth);
  } else if (type == "IFCINDEXEDPOLYCURVE") {
    points = indexed(g, *curve);
  } else if (type == "IFCSURFACECURVE" || type == "IFCSEAMCURVE" || type == "IFCINTERSECTIONCURVE") {
    points = curve_points(g, g.follow((*curve)[0]), depth + 1);
  } else if (type == "IFCBSPLINECURVEWITHKNOTS" || type == "IFCRATIONALBSPLINECURVEWITHKNOTS") {
    points = spline(g, *curve);
  } else if (const auto c = conic(g, *curve)) {
    points = c->arc(0, kTurn);
    points.back() = points.front();
  } else {
    g.miss(type);
  }
  if (!std::all_of(points.begin(), points.end(), [](Point3 p) { return finite(p); })) return {};
  return points;
}

std::vector<Point3> edge_points(GeometryFile& g, const StepRecord* curve, Point3 from, Point3 to,
                                bool same_sense) {
  for (int i = 0; curve && i < 4 && (curve->type == "IFCSURFACECURVE" || curve->type == "IFCSEAMCURVE");
       ++i) {
    curve = g.follow((*curve)[0]);
  }
  if (!curve || curve->type == "IFCLINE") return {from, to};
  std::vector<Point3> points;
  if (const auto c = conic(g, *curve)) {
    const double start = c->parameter(from);
    points = c->arc(start, arc_end(start, c->parameter(to), same_sense));
  } else {
    points = curve_points(g, curve);
    if (points.size() < 2) return {from, to};
    if (distance(points.front(), from) > distance(points.back(), from))
      std::reverse(points.begin(), points.end());
  }
  points.front() = from;
  points.back() = to;
  return points;
}

}  // namespace landai::importer
