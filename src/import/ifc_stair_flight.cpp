// SPDX-License-Identifier: GPL-3.0-or-later
// The flights and landings of a stair, measured on the treads of its body.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "ifc_flight_maker.hpp"

namespace landai::importer {
namespace {

constexpr double kSameSize = 0.0006;  // the grid's rounding, twice
constexpr double kUneven = 0.002;     // steps that differ more are not of one size

/// The middle of several equal sizes, or their range.
Known of_sizes(const std::vector<double>& sizes, std::string from) {
  const auto [lo, hi] = std::minmax_element(sizes.begin(), sizes.end());
  const double mean = std::accumulate(sizes.begin(), sizes.end(), 0.0) / static_cast<double>(sizes.size());
  if (*hi - *lo < kSameSize) return Known::exact(mean, Method::geometry, std::move(from));
  return {mean, *lo, *hi, Method::geometry, std::move(from)};
}

/// Each size measured: where some stand out, the one that does most, since every single one has to be right.
/// Where they stand out to both sides, one number cannot stand for them, and the range stays.
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
  std::snprintf(text, sizeof text, "smallest of %zu treads %.3f-%.3f", sizes.size(), sizes.front(),
                sizes.back());
  return Known::exact(sizes.front(), Method::geometry, text);
}

/// The nosing of a tread: of its long edges the one that lies nearest to the tread below it.
PlanSegment nosing_of(const Step& tread, PlanPoint below) {
  std::vector<PlanSegment> edges;
  double longest = 0;
  for (const Polygon& part : tread.outline)
    for (std::size_t i = 0; i < part.outer.size(); ++i) {
      edges.push_back({part.outer[i], part.outer[(i + 1) % part.outer.size()]});
      longest = std::max(longest, distance(edges.back().a, edges.back().b));
    }
  const PlanSegment* nearest = nullptr;
  for (const PlanSegment& edge : edges)
    if (distance(edge.a, edge.b) >= 0.5 * longest && (!nearest || distance(edge, below) < distance(*nearest, below))) nearest = &edge;
  return nearest ? *nearest : PlanSegment{below, below};
}

/// From nosing to nosing of winding treads: in the middle of them, and between a quarter and three quarters of their width, since no text says where one
/// walks. What of a tread lies under the next one does not count.
std::vector<Known> winding_goings(const std::vector<Step>& treads) {
  std::vector<Known> out;
  for (std::size_t i = 1; i + 1 < treads.size(); ++i) {
    const PlanSegment from = nosing_of(treads[i], treads[i - 1].centre), to = nosing_of(treads[i + 1], treads[i].centre);
    const auto at = [&](double part) { return distance(to, from.a + part * (from.b - from.a)); };
    const auto [lo, hi] = std::minmax({at(0.25), at(0.5), at(0.75)});
    out.push_back({at(0.5), lo, hi, Method::geometry, "nosing to nosing of winding treads"});
  }
  return out;
}

}  // namespace

void FlightMaker::stair(const std::vector<WalkFace>& faces) {
  strips_ = faces;
  const Steps steps = find_steps(faces);
  for (const StepRun& run : steps.runs) stair_flight(run, steps.runs.size());
  for (const Step& s : steps.landings) landing(s.outline, {s.z, s.z});
}

PlanPoint FlightMaker::longest_edge(const Step& tread) {
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
bool FlightMaker::curved(const std::vector<Step>& treads) {
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
PlanPoint FlightMaker::way_of(const StepRun& run) {
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
bool FlightMaker::rises_on(double z, double riser) const {
  return std::any_of(strips_.begin(), strips_.end(), [&](const WalkFace& f) {
    return f.slope < 0.02 && f.z.lo > z + 0.3 * riser && f.z.hi < z + riser + 0.002;
  });
}

FlightMaker::Risers FlightMaker::risers_of(const StepRun& run, bool only_run) const {
  Risers r;
  for (std::size_t i = 0; i + 1 < run.treads.size(); ++i)
    r.heights.push_back(run.treads[i + 1].z - run.treads[i].z);
  r.count = static_cast<int>(r.heights.size());
  const double first = run.treads.front().z, last = run.treads.back().z;
  double usual = 0;
  if (!r.heights.empty()) {
    usual = std::accumulate(r.heights.begin(), r.heights.end(), 0.0) / static_cast<double>(r.heights.size());
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

void FlightMaker::goings(const StepRun& run, PlanPoint way, bool bent, FlightShape& shape) const {
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
  const auto winding = winding_goings(t);
  if (winding.empty()) {   // of two treads one nosing is not known; their middles lie about a going apart
    Known going = of_sizes(sizes, "middle of winding treads");
    going.lo *= 0.5;
    going.hi *= 1.5;
    shape.tread = going;
    return;
  }
  Known going = winding.front();
  going.value = 0;
  for (const Known& one : winding) {
    going.value += one.value / static_cast<double>(winding.size());
    going.lo = std::min(going.lo, one.lo);
    going.hi = std::max(going.hi, one.hi);
  }
  shape.tread = going;
}

void FlightMaker::stair_flight(const StepRun& run, std::size_t runs) {
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
    shape.run =
        Known{length, length, length + 2 * treads.back().depth, Method::geometry, "middle of winding treads"};
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

}  // namespace landai::importer
