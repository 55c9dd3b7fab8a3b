// SPDX-License-Identifier: GPL-3.0-or-later
// Flights and landings of ramps and stairs, measured on the faces that people walk on.
#include <algorithm>
#include <cstdio>
#include <numeric>

#include "ifc_parts.hpp"
#include "ifc_steps.hpp"

namespace landai::importer {
namespace {

constexpr double kFlattestRamp = 0.005;
constexpr double kNarrowestRamp = 0.30;
constexpr double kSameSize = 0.0006;       // the grid's rounding, twice
constexpr std::size_t kMostRampFaces = 8;  // more are the facets of a curved ramp
constexpr double kHighestKerb = 0.30;
constexpr double kUneven = 0.002;          // steps that differ more are not of one size
constexpr double kFilled = 0.97;           // an outline that fills so much of its rectangle lies along it
constexpr double kRoughlyFilled = 0.80;
constexpr double kNoFall = 1e-5;

/// The middle of several equal sizes, or their range.
Known of_sizes(const std::vector<double>& sizes, std::string from) {
  const auto [lo, hi] = std::minmax_element(sizes.begin(), sizes.end());
  const double mean = std::accumulate(sizes.begin(), sizes.end(), 0.0) / static_cast<double>(sizes.size());
  if (*hi - *lo < kSameSize) return Known::exact(mean, Method::geometry, std::move(from));
  return {mean, *lo, *hi, Method::geometry, std::move(from)};
}

/// Each size measured: where some stand out, the one that does most, since every single one has to be right. Where
/// they stand out to both sides, one number cannot stand for them, and the range stays.
Known of_each_riser(std::vector<double> sizes, std::string from) {
  std::sort(sizes.begin(), sizes.end());
  const double usual = sizes[sizes.size() / 2];
  const bool low = usual - sizes.front() > kUneven, high = sizes.back() - usual > kUneven;
  if (low == high) return of_sizes(sizes, std::move(from));
  char text[96];
  std::snprintf(text, sizeof text, "%s of %zu risers %.3f-%.3f", low ? "smallest" : "largest", sizes.size(),
                sizes.front(), sizes.back());
  return Known::exact(low ? sizes.front() : sizes.back(), Method::geometry, text);
}

/// Treads are too small, never too large.
Known smallest_of(std::vector<double> sizes, std::string from) {
  std::sort(sizes.begin(), sizes.end());
  if (sizes.back() - sizes.front() <= kUneven) return of_sizes(sizes, std::move(from));
  char text[96];
  std::snprintf(text, sizeof text, "smallest of %zu treads %.3f-%.3f", sizes.size(), sizes.front(), sizes.back());
  return Known::exact(sizes.front(), Method::geometry, text);
}

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
  std::optional<double> cross_slope;   ///< nothing where the outline does not tell the axis apart from the fall
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

class FlightMaker {
 public:
  explicit FlightMaker(const FlightParts& parts) : parts_(parts) {}

  std::vector<Element> make(ShapeReader& shapes) {
    const auto bodies = shapes.bodies(*parts_.product);
    const auto faces = walk_faces(bodies);
    body_ = z_range(bodies).value_or(ZRange{});
    if (parts_.product->type.starts_with("IFCSLAB")) {
      slab(faces);
    } else if (parts_.stair) {
      stair(faces);
    } else {
      ramp(faces);
    }
    return std::move(made_);
  }

 private:
  Element& element(Category category) {
    const bool flight = category == Category::flight;
    Element e;
    e.category = category;
    e.kind = parts_.stair ? "stair" : "ramp";
    int& n = flight ? flights_ : landings_;
    ++n;
    e.id = flight && n == 1 && parts_.take_id
               ? parts_.id
               : parts_.id + (flight ? "/flight-" : "/landing-") + std::to_string(n);
    if (!parts_.parent.empty()) e.parent = parts_.parent;
    e.levels = parts_.levels;
    e.sources = parts_.sources;
    made_.push_back(std::move(e));
    return made_.back();
  }

  void landing(MultiPolygon outline, ZRange z) {
    Element& e = element(Category::landing);
    e.geometry.areas = std::move(outline);
    e.z = z;
  }

  /// A slab that belongs to a stair or a ramp: sloping it is a flight, level it is a landing.
  void slab(const std::vector<WalkFace>& faces) {
    if (!parts_.stair) return ramp(faces);
    for (const WalkFace& f : open_faces(faces)) {
      if (f.slope < 0.05) landing({f.outline}, f.z);
    }
  }

  // --- ramps

  void ramp(const std::vector<WalkFace>& faces) {
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

  static double extent_along(const WalkFace& f, PlanPoint u) {
    const Extent e = extent_of({f.outline}, u);
    return e.hi - e.lo;
  }

  static double height_at(const WalkFace& f, PlanPoint p) {
    if (f.slope == 0) return f.z.hi;
    return f.z.lo + f.slope * (dot(p, f.uphill) - extent_of({f.outline}, f.uphill).lo);
  }

  /// Where a line across the slope passes over a figure, as pairs of ends along `v`.
  static std::vector<double> crossings(const Polygon& figure, PlanPoint u, double at) {
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
  [[nodiscard]] double width_of(const WalkFace& f) const {
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

  void ramp_flight(const WalkFace& f) {
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
    const bool twisted = axis.cross_slope && *axis.cross_slope > 0;   // then its corners differ by more than its rise
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
  void curved_ramp(const std::vector<WalkFace>& facets) {
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

  // --- stairs

  void stair(const std::vector<WalkFace>& faces) {
    strips_ = faces;
    const Steps steps = find_steps(faces);
    for (const StepRun& run : steps.runs) stair_flight(run, steps.runs.size());
    for (const Step& s : steps.landings) landing(s.outline, {s.z, s.z});
  }

  static PlanPoint longest_edge(const Step& tread) {
    PlanPoint longest;
    for (const Polygon& part : tread.outline) {
      for (std::size_t i = 0; i < part.outer.size(); ++i) {
        const PlanPoint edge = part.outer[(i + 1) % part.outer.size()] - part.outer[i];
        if (norm(edge) > norm(longest)) longest = edge;
      }
    }
    return longest;
  }

  /// Winding: the treads do not lie parallel. (Their middles may well leave a line where one tread is
  /// narrower.)
  static bool curved(const std::vector<Step>& treads) {
    const PlanPoint first = longest_edge(treads.front());
    return std::any_of(treads.begin(), treads.end(), [&](const Step& t) {
      const PlanPoint edge = longest_edge(t);
      const double size = norm(first) * norm(edge);
      if (size < 1e-9) return false;
      // A tread that is deeper than wide has its longest edge across: square counts as parallel.
      return std::abs(cross(first, edge) * dot(first, edge)) > 0.05 * size * size;
    });
  }

  /// Way up of a straight flight; of a single tread, towards the next landing or across its long side.
  static PlanPoint way_of(const StepRun& run) {
    const auto& t = run.treads;
    PlanPoint way = t.back().centre - t.front().centre;
    const PlanPoint edge = longest_edge(t.front());
    if (t.size() > 1 && norm(edge) > 1e-9 && norm(way) > 1e-9) {
      // Square to the nosings, unless the treads are offset so far that they say otherwise.
      const PlanPoint u = 1 / norm(edge) * edge;
      for (PlanPoint candidate : {left_normal(u), -1.0 * left_normal(u), u, -1.0 * u}) {
        if (dot(candidate, way) > 0.9 * norm(way)) return candidate;
      }
    }
    if (t.size() == 1) {
      if (run.above) way = run.above->centre - t[0].centre;
      if (!run.above && run.below) way = t[0].centre - run.below->centre;
      // Square to the nosing, on the side of the landing.
      const PlanPoint square = left_normal(longest_edge(t[0]));
      way = dot(square, way) < 0 ? -1.0 * square : square;
    }
    return norm(way) > 1e-9 ? 1 / norm(way) * way : PlanPoint{1, 0};
  }

  /// Riser boards and strips too shallow to stand on still show that the stair goes on above its last tread.
  [[nodiscard]] bool rises_on(double z, double riser) const {
    return std::any_of(strips_.begin(), strips_.end(), [&](const WalkFace& f) {
      return f.slope < 0.02 && f.z.lo > z + 0.3 * riser && f.z.hi < z + riser + 0.002;
    });
  }

  struct Risers {
    std::vector<double> heights;
    double z_foot = 0, z_head = 0;
    bool foot_known = false, head_known = false;
    int count = 0;
    double usual = 0;  ///< riser height
  };

  Risers risers_of(const StepRun& run, bool only_run) const {
    Risers r;
    for (std::size_t i = 0; i + 1 < run.treads.size(); ++i)
      r.heights.push_back(run.treads[i + 1].z - run.treads[i].z);
    r.count = static_cast<int>(r.heights.size());
    const double first = run.treads.front().z, last = run.treads.back().z;
    double usual = 0;
    if (!r.heights.empty()) {
      usual =
          std::accumulate(r.heights.begin(), r.heights.end(), 0.0) / static_cast<double>(r.heights.size());
    } else if (run.above) {
      usual = run.above->z - last;
    } else {
      usual = first - (run.below ? run.below->z : body_.lo);
    }
    r.z_foot = run.below ? run.below->z : body_.lo;
    // The lowest point of the body is the floor only if the first step is like the others.
    r.foot_known = run.below || std::abs(first - r.z_foot - usual) < 0.15 * usual;
    if (!r.foot_known) r.z_foot = first - usual;
    if (r.foot_known) {
      r.heights.push_back(first - r.z_foot);
      ++r.count;
    }
    if (run.above) {
      r.z_head = run.above->z;
      r.heights.push_back(r.z_head - last);
      r.head_known = true;
      ++r.count;
    } else {
      const bool stated_on =
          only_run && r.foot_known && parts_.risers_attribute && *parts_.risers_attribute == r.count + 1;
      const bool stated_end =
          only_run && r.foot_known && parts_.risers_attribute && *parts_.risers_attribute == r.count;
      const bool on = stated_on || (!stated_end && rises_on(last, usual));
      r.z_head = on ? last + usual : last;
      r.head_known = on || stated_end;
      if (on) ++r.count;
    }
    r.usual = usual;
    return r;
  }

  void goings(const StepRun& run, PlanPoint way, bool bent, FlightShape& shape) const {
    std::vector<double> sizes;
    const auto& t = run.treads;
    for (std::size_t i = 0; i + 1 < t.size(); ++i) {
      sizes.push_back(bent ? distance(t[i].centre, t[i + 1].centre)
                           : extent_of(t[i + 1].outline, way).lo - extent_of(t[i].outline, way).lo);
    }
    if (!bent && run.above)
      sizes.push_back(extent_of(run.above->outline, way).lo - extent_of(t.back().outline, way).lo);
    // A flight that turns into its landing has no nosing across the way there.
    if (run.above && sizes.size() > 1 && std::abs(sizes.back() - sizes[0]) > 0.3 * sizes[0]) sizes.pop_back();
    if (sizes.empty()) return;
    if (!bent) {
      shape.tread = smallest_of(std::move(sizes), "nosing to nosing of the body's treads");
      return;
    }
    // On a winding flight the going depends on where one walks; the middle of the treads is the best that can
    // be said.
    Known going = of_sizes(sizes, "middle of winding treads");
    going.lo *= 0.85;
    going.hi *= 1.15;
    shape.tread = going;
  }

  void stair_flight(const StepRun& run, std::size_t runs) {
    const auto& treads = run.treads;
    const bool bent = curved(treads);
    const PlanPoint way = way_of(run), side = left_normal(way);
    const Risers r = risers_of(run, runs == 1);
    FlightShape shape;
    shape.riser_attribute = parts_.riser_attribute;
    shape.tread_attribute = parts_.tread_attribute;
    if (!r.heights.empty()) shape.riser = of_each_riser(r.heights, "treads of the body");
    goings(run, way, bent, shape);
    if (r.foot_known && r.head_known) {
      shape.risers = r.count;
    } else if (runs == 1 && parts_.risers_attribute) {
      shape.risers = parts_.risers_attribute;
    } else if (r.foot_known) {
      shape.risers_least = r.count;
      shape.risers_most = r.count + 1;
    }
    Known rise = Known::exact(r.z_head - r.z_foot, Method::geometry, "treads of the body");
    if (!r.head_known) rise.hi += r.usual;
    if (!r.foot_known) rise.lo = treads.back().z - treads.front().z;
    shape.rise = rise;
    MultiPolygon outline;
    double width = INFINITY;
    for (const Step& t : treads) {
      outline.insert(outline.end(), t.outline.begin(), t.outline.end());
      const Extent across = extent_of(t.outline, side);
      width = std::min(width, bent ? t.width : across.hi - across.lo);
    }
    shape.width = Known::exact(width, Method::geometry, "treads of the body");
    if (bent) {
      double length = 0;
      for (std::size_t i = 0; i + 1 < treads.size(); ++i)
        length += distance(treads[i].centre, treads[i + 1].centre);
      shape.foot = treads.front().centre;
      shape.head = treads.back().centre;
      shape.run = Known{length, length, length + 2 * treads.back().depth, Method::geometry,
                        "middle of winding treads"};
    } else {
      const Extent all = extent_of(outline, way);
      double end = all.hi;
      if (run.above) end = std::clamp(extent_of(run.above->outline, way).lo, all.lo, all.hi);
      const double across = dot(treads.front().centre, side);
      shape.foot = all.lo * way + across * side;
      shape.head = end * way + across * side;
      shape.run = Known::exact(end - all.lo, Method::geometry, "treads of the body");
    }
    Element& e = element(Category::flight);
    e.geometry.areas = std::move(outline);
    e.geometry.lines = {{shape.foot, shape.head}};
    e.z = ZRange{r.z_foot, r.z_head};
    e.shape = shape;
  }

  const FlightParts& parts_;
  std::vector<WalkFace> strips_;  ///< all faces, also those too narrow to walk on
  std::vector<Element> made_;
  ZRange body_;
  int flights_ = 0, landings_ = 0;
};

}  // namespace

std::vector<Element> measure_flight(ShapeReader& shapes, const FlightParts& parts) {
  if (!parts.product) return {};
  return FlightMaker(parts).make(shapes);
}

}  // namespace landai::importer
