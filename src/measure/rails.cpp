// SPDX-License-Identifier: GPL-3.0-or-later
// Handrails along flights of ramps and stairs: on which sides they run, and how far they go on beyond the ends.
#include <algorithm>
#include <array>

#include "flight_axis.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kBeside = 0.35;      // a rail stands no farther from the side it belongs to
constexpr double kInside = 0.30;      // farther in than this from both sides: a middle rail
constexpr double kPosts = 1.5;        // posts of one rail stand no farther apart
constexpr double kAllAlong = 0.80;    // share of a flight that a rail along it covers: ends may lack a step
constexpr double kGrid = 0.0002;      // heights this close are one: what is drawn lies on a grid of 0.1 mm
constexpr double kCutAbove = 2.2;     // what is higher above the floor of the level may be missing from its plan view

enum class Side { right, left, middle };

/// Where one rail runs along a flight.
struct Run {
  const Element* rail = nullptr;
  Side side = Side::right;
  double from = 0, to = 0;   ///< along the axis, metres from the foot; may lie beyond both ends
  bool whole = false;        ///< all along the flight
  bool cut = false;          ///< its upper part may be missing from the plan view
};

/// A rail rises with its flight; one that ends below its head, or begins above it, belongs to another floor.
bool heights_apart(const Element& rail, const Element& flight) {
  return rail.z && flight.z && (rail.z->lo > flight.z->hi + 1.2 || rail.z->hi < flight.z->hi + 0.3);
}

/// Whether a rail may belong to a flight: as its part, or beside it.
bool concerns(const Survey& s, const Element& rail, const Element& flight, const Box& near) {
  if (rail.kind == "grab_bar" || heights_apart(rail, flight)) return false;
  if (rail.parent && flight.parent) return *rail.parent == *flight.parent;
  return s.share_level(rail, flight) && rail.geometry.box().overlaps(near);
}

/// Height of a flight whose heights are known at a place along its axis; beyond its ends that of the end.
double height_at(const Element& flight, const Axis& axis, double x) {
  return flight.z->lo + (flight.z->hi - flight.z->lo) * std::clamp(x / axis.length, 0.0, 1.0);
}

/// A level rail beside a flight that rises is that of another floor (a terrace, a landing): one of the flight would be lower at its foot by the rise. A rail that goes
/// on along a higher flight has its top there, and is never taken for such.
bool level_beside(const Element& rail, const Element& flight, const Axis& axis, const Run& run) {
  if ((rail.parent && flight.parent && *rail.parent == *flight.parent) || !rail.z || !flight.z) return false;
  constexpr double kSag = 0.05;
  const double above = rail.z->hi - height_at(flight, axis, run.to);
  return rail.z->lo > height_at(flight, axis, run.from) + above + kSag;
}

/// Parts of a rail that run along the flight, per side.
void add_runs(const Survey& s, const Element& rail, const Element& flight, const Axis& axis, double right, double left,
              std::vector<Run>& runs) {
  const double beyond = 2.0;
  const auto at = [&](double x, double y) { return axis.foot + x * axis.along + y * axis.across; };
  const Polygon strip{{at(-beyond, right - kBeside), at(axis.length + beyond, right - kBeside), at(axis.length + beyond, left + kBeside),
                       at(-beyond, left + kBeside)}, {}};
  std::array<std::vector<std::pair<double, double>>, 3> pieces;
  for (const auto& part : geometry::intersection(body_of(rail), {strip})) {
    const auto [lo, hi] = extent_across({part}, axis);
    if (hi - lo > 0.6 * (left - right)) continue;   // lies across the flight
    const double middle = (lo + hi) / 2;
    const Side side = middle > left - kInside ? Side::left : middle < right + kInside ? Side::right : Side::middle;
    pieces[static_cast<std::size_t>(side)].push_back(extent_along({part}, axis));
  }
  for (const Side side : {Side::right, Side::left, Side::middle}) {
    auto& along = pieces[static_cast<std::size_t>(side)];
    std::sort(along.begin(), along.end());
    std::optional<Run> run;
    const auto keep = [&] {
      if (!run || std::min(run->to, axis.length) - std::max(run->from, 0.0) < 0.05 || level_beside(rail, flight, axis, *run)) return;
      const Level* level = s.plan.level(level_of(s, rail));
      run->cut = s.plan.has_heights && rail.z && level && level->elevation_known && rail.z->hi > level->elevation + kCutAbove;
      const bool spans = rail.z && flight.z && rail.z->lo <= flight.z->lo + 1.2;
      run->whole = std::min(run->to, axis.length) - std::max(run->from, 0.0) >= kAllAlong * axis.length || (run->cut && spans);
      runs.push_back(*run);
    };
    for (const auto& [lo, hi] : along) {
      if (run && lo <= run->to + kPosts) {
        run->to = std::max(run->to, hi);
        continue;
      }
      keep();
      run = Run{&rail, side, lo, hi, false, false};
    }
    keep();
  }
}

/// Where the rails of a flight stand.
struct Sides {
  Axis axis;
  double right = 0, left = 0;   ///< across the axis
  Box near;                     ///< of the flight, with what may stand beside it
};

std::optional<Sides> sides_of(const Element& flight) {
  const auto axis = axis_of(flight);
  const auto sides = axis ? sides_of_flight(flight, *axis) : std::nullopt;
  if (!sides) return std::nullopt;
  Box near;
  for (const double x : {0.0, axis->length})
    for (const double y : {sides->first, sides->second}) near.add(axis->foot + x * axis->along + y * axis->across);
  return Sides{*axis, sides->first, sides->second, near.grown(kBeside)};
}

/// All rails along a flight, plan order; nothing when its sides are not known.
std::optional<std::vector<Run>> runs_along(const Survey& s, const Element& flight) {
  const auto sides = sides_of(flight);
  if (!sides) return std::nullopt;
  std::vector<Run> runs;
  for (const Element* rail : s.of(Category::handrail))
    if (concerns(s, *rail, flight, sides->near)) add_runs(s, *rail, flight, sides->axis, sides->right, sides->left, runs);
  return runs;
}

/// Whether a rail rises with the flight over a part of it that is no accident: at both of its ends it is as high above the steps as rails are, or stands on
/// them. That of the flight below, on the other side of the well, falls where this one rises.
bool rises_with(const Element& rail, const Element& flight, const Axis& axis, const Run& run) {
  constexpr double kLeast = 1.0, kShare = 0.25, kBelow = 0.1, kLow = 0.3, kHigh = 1.4;   // m
  if (!rail.z || !flight.z) return false;
  // Of one whose upper part the plan view lacks, the upper end is somewhere below the head.
  const double low = rail.z->lo - height_at(flight, axis, run.from), high = rail.z->hi - (run.cut ? flight.z->hi : height_at(flight, axis, run.to));
  const bool long_enough = run.cut || std::min(run.to, axis.length) - std::max(run.from, 0.0) >= std::max(kLeast, kShare * axis.length);
  return long_enough && low > -kBelow && low < kHigh && high < kHigh && (run.cut || high > kLow);
}

/// Height of a rail above what one walks on: read or stated, else as the plan has it. A reading with u could be anything within 95 %.
std::optional<std::pair<double, double>> height_bounds(Survey& s, const Element& rail) {
  if (const auto read = s.stated_number(rail.id, "handrail.height")) return std::pair{read->lo, read->hi};
  const Measurement m = handrail_height(s, rail, {});
  if (!m.value) return std::nullopt;
  return std::pair{m.lo, m.hi};
}

Message no_flight(const Element& e) {
  return message("measure.rail.no_flight").with("subject", Survey::label(e));
}

/// Whether the line on a side may stand for two rails, one above the other, so that the height read of one says nothing of the other. Not
/// where the plan tells the height of a rail of this flight, or draws two on the side: there each has its line.
bool may_hide_another(Survey& s, const std::vector<Run>& runs, Side side) {
  const auto tells_height = [&s](const Run& run) { return run.rail->z || handrail_height(s, *run.rail, {}).value; };
  if (std::any_of(runs.begin(), runs.end(), tells_height)) return false;
  bool some = false;
  for (auto one = runs.begin(); one != runs.end(); ++one) {
    if (one->side != side) continue;
    some = true;
    const auto beside = [&](const Run& other) { return other.side == side && std::min(one->to, other.to) - std::max(one->from, other.from) > 0.05; };
    if (std::any_of(one + 1, runs.end(), beside)) return false;
  }
  return some;
}

/// Sides with a rail of the height asked for: surely, and possibly.
struct SideCount {
  int sure = 0, possible = 0;
  bool hidden = false;   ///< possibly only because one line may be two rails
};
SideCount count_sides(Survey& s, const std::vector<Run>& runs, double low, double high, Evidence& evidence) {
  SideCount count;
  for (const Side side : {Side::right, Side::left}) {
    bool sure = false, possible = false;
    for (const Run& run : runs) {
      if (run.side != side) continue;
      const auto height = height_bounds(s, *run.rail);
      if (height && (height->second < low - kGrid || height->first > high + kGrid)) continue;
      possible = true;
      if (!run.whole || !height || height->first < low - kGrid || height->second > high + kGrid) continue;
      if (!sure)
        for (const auto& polygon : body_of(*run.rail)) evidence.areas.push_back(polygon);
      sure = true;
    }
    if (!possible && may_hide_another(s, runs, side)) possible = count.hidden = true;
    count.sure += sure;
    count.possible += possible;
  }
  return count;
}

Measurement middle_rail(Survey& s, const Element& e, const char* quantity) {
  Measurement m = blank(e, quantity);
  const auto flights = flights_of(s, e);
  if (flights.empty()) return missing(m, no_flight(e));
  if (!s.has_category(Category::handrail)) return missing(m, message("measure.rail.none_drawn"));
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
  bool partly = false;
  for (const Element* flight : flights) {
    const auto runs = runs_along(s, *flight);
    if (!runs) return missing(m, no_flight(e));
    bool whole = false, some = false;
    for (const Run& run : *runs)
      if (run.side == Side::middle) {
        some = true;
        whole = whole || run.whole;
        for (const auto& polygon : body_of(*run.rail)) m.evidence.areas.push_back(polygon);
      }
    if (!some) {   // one flight without it is enough
      m.evidence.areas.clear();
      m.value = false;
      m.method = Method::drawn;
      return m;
    }
    partly = partly || !whole;
  }
  if (partly) return missing(m, message("measure.rail.partly").with("subject", Survey::label(e)));
  m.value = true;
  m.method = Method::drawn;
  return m;
}

}  // namespace

std::vector<std::pair<const Element*, std::string>> free_rails_of_stairs(const Survey& s) {
  std::vector<std::pair<const Element*, std::string>> out;
  for (const Element* flight : s.of(Category::flight)) {
    if (flight->kind != "stair") continue;
    const auto sides = sides_of(*flight);
    if (!sides) continue;
    for (const Element* rail : s.of(Category::handrail)) {
      const bool known = rail->parent || std::any_of(out.begin(), out.end(), [&](const auto& one) { return one.first == rail; });
      if (known || rail->kind == "grab_bar" || !s.share_level(*rail, *flight) || !rail->geometry.box().overlaps(sides->near)) continue;
      std::vector<Run> runs;
      add_runs(s, *rail, *flight, sides->axis, sides->right, sides->left, runs);
      const bool along = std::any_of(runs.begin(), runs.end(), [&](const Run& run) {
        return (run.whole && !heights_apart(*rail, *flight)) || rises_with(*rail, *flight, sides->axis, run);
      });
      if (along) out.emplace_back(rail, flight->parent.value_or(flight->id));
    }
  }
  return out;
}

/// Sides of the flight along which a rail runs over 80 % of it or more; of a ramp, the flight that has the fewest. A rail whose height
/// is not known, or that is drawn along a part only, widens the upper bound, and so does a line that may be two rails, one above the other. A
/// plan that draws no handrail anywhere tells nothing.
Measurement ramp_rail_sides(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "ramp.rail_sides", params);
  const double low = number_param(params, "low", 0), high = number_param(params, "high", INFINITY);
  const auto flights = flights_of(s, e);
  if (flights.empty()) return missing(m, no_flight(e));
  if (!s.has_category(Category::handrail)) return missing(m, message("measure.rail.none_drawn"));
  SideCount least{2, 2};
  for (const Element* flight : flights) {
    const auto runs = runs_along(s, *flight);
    if (!runs) return missing(m, no_flight(e));
    const SideCount count = count_sides(s, *runs, low, high, m.evidence);
    least = {std::min(least.sure, count.sure), std::min(least.possible, count.possible), least.hidden || count.hidden};
  }
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
  if (least.possible > least.sure) m.evidence.note = message(least.hidden ? "measure.rail.stacked" : "measure.rail.height_unknown");
  return set(m, least.sure, least.sure, least.possible, Method::drawn);
}

/// A flight has one when a rail runs all along it, more than 0.3 m inside both sides; of several flights, all.
Measurement ramp_middle_rail(Survey& s, const Element& e, const Params&) { return middle_rail(s, e, "ramp.middle_rail"); }
Measurement stair_middle_rail(Survey& s, const Element& e, const Params&) { return middle_rail(s, e, "stair.middle_rail"); }

/// From the foot of the first and the head of the last flight that the rail runs along; 0 where it stops before the end. What lies
/// high above the floor of its level may be missing from the plan view: then the upper end is not known, and the lower bound is 0.
Measurement handrail_extension(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "handrail.extension");
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
  struct End {
    double beyond;
    PlanSegment witness;
  };
  std::optional<End> foot, head;
  double foot_z = INFINITY, head_z = -INFINITY;
  bool cut = false;
  for (const Element* flight : s.of(Category::flight)) {
    const auto runs = runs_along(s, *flight);
    if (!runs) continue;
    const auto axis = axis_of(*flight);
    for (const Run& run : *runs) {
      if (run.rail != &e || !run.whole) continue;
      const auto end = [&](PlanPoint at, PlanPoint out, double by) { return End{std::max(0.0, by), {at, at + std::max(0.0, by) * out}}; };
      const double low = flight->z ? flight->z->lo : 0, high = flight->z ? flight->z->hi : 0;
      if (low < foot_z) foot_z = low, foot = end(axis->foot, -1.0 * axis->along, -run.from);
      if (high > head_z) head_z = high, head = end(axis->head, axis->along, run.to - axis->length), cut = run.cut;
    }
  }
  if (!foot || !head) return missing(m, message("measure.rail.along_nothing").with("subject", Survey::label(e)));
  const End& smaller = cut || foot->beyond <= head->beyond ? *foot : *head;
  m.evidence.witness = {smaller.witness};
  return set(m, smaller.beyond, cut ? 0 : smaller.beyond, smaller.beyond, Method::drawn);
}

}  // namespace landai::measure
