// SPDX-License-Identifier: GPL-3.0-or-later
// How high a flight climbs, and how long one may rest between two flights of a ramp.
#include <algorithm>

#include "flight_axis.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

void place(Measurement& m, const Element& e, const FlightShape& f) {
  m.evidence.witness = {{f.foot, f.head}};
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
}

/// Length of a landing along the travel of a flight that ends on it; nothing when it does not.
std::optional<double> length_beside(const Element& landing, const Axis& axis, PlanSegment& witness) {
  for (const bool head : {false, true}) {
    const PlanPoint end = head ? axis.head : axis.foot, out = head ? axis.along : -1.0 * axis.along;
    // A landing is drawn from the end of the flight on, or from where its nosing ends.
    if (!contains(landing.geometry.areas, end + 0.05 * out) && !contains(landing.geometry.areas, end + 0.20 * out)) continue;
    const auto [lo, hi] = extent_along(landing.geometry.areas, axis);
    witness = {end, end + (hi - lo) * out};
    return hi - lo;
  }
  return std::nullopt;
}

}  // namespace

/// The rise the file tells; else slope times run.
Measurement ramp_flight_rise(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.flight_rise");
  const FlightShape* f = e.flight();
  if (!f) return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  place(m, e, *f);
  if (f->rise) return set(m, *f->rise);
  if (f->slope && f->run)
    return set(m, f->slope->value * f->run->value, f->slope->lo * f->run->lo, f->slope->hi * f->run->hi, f->slope->method, f->slope->from);
  return missing(m, message("measure.ramp.no_rise").with("ramp", Survey::label(e)));
}

/// The rise the file tells; else the risers, all of one height.
Measurement stair_flight_rise(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "stair.flight_rise");
  const FlightShape* f = e.flight();
  if (!f) return missing(m, message("measure.stair.no_flight").with("stair", Survey::label(e)));
  place(m, e, *f);
  if (f->rise) return set(m, *f->rise);
  if (f->riser && f->risers) {
    const double n = *f->risers;
    return set(m, n * f->riser->value, n * f->riser->lo, n * f->riser->hi, f->riser->method, f->riser->from);
  }
  return missing(m, message("measure.stair.no_riser").with("stair", Survey::label(e)));
}

/// Of the landings that are drawn and at which two flights of the ramp end, the shortest along the travel of either.
Measurement ramp_rest_length(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.rest_length");
  const auto flights = flights_of(s, e);
  if (flights.empty()) return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  if (flights.size() < 2) return not_applicable(m, message("measure.ramp.one_flight").with("ramp", Survey::label(e)));
  double least = INFINITY;
  for (const Element* landing : s.of(Category::landing)) {
    if ((landing->parent && *landing->parent != e.id) || !s.share_level(*landing, e)) continue;
    std::vector<std::pair<double, PlanSegment>> beside;
    for (const Element* flight : flights) {
      const auto axis = axis_of(*flight);
      PlanSegment witness;
      if (!axis) continue;
      if (const auto length = length_beside(*landing, *axis, witness)) beside.emplace_back(*length, witness);
    }
    if (beside.size() < 2) continue;
    for (const auto& [length, witness] : beside)
      if (length < least) least = length, m.evidence.witness = {witness};
  }
  if (!std::isfinite(least)) return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
  return set_exact(m, least, Method::drawn);
}

}  // namespace landai::measure
