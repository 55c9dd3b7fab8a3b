// SPDX-License-Identifier: GPL-3.0-or-later
// Flights of stairs.
#include <cmath>

#include <algorithm>

#include "flight_axis.hpp"
#include "quantities.hpp"
#include "route_net.hpp"

namespace landai::measure {
namespace {

Measurement& no_data(Measurement& m, const char* key, const Element& e) {
  return missing(m, message(key).with("stair", Survey::label(e)));
}

void place(Measurement& m, const Element& e, const FlightShape& f) {
  m.evidence.witness = {{f.foot, f.head}};
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
}

std::optional<Known> riser_of(const FlightShape& f) {
  if (f.riser) return f.riser;
  if (f.rise && f.risers && *f.risers > 0) {
    const double n = *f.risers;
    return Known{f.rise->value / n, f.rise->lo / n, f.rise->hi / n, f.rise->method, "rise over number of risers"};
  }
  return f.riser_attribute;
}

std::optional<Known> tread_of(const FlightShape& f) {
  if (f.tread) return f.tread;
  if (f.tread_attribute) return f.tread_attribute;
  // n risers have n - 1 treads between them; whether the landing's edge was counted in the run is not known.
  if (f.run && f.risers && *f.risers > 2) {
    const double n = *f.risers;
    return Known{f.run->value / (n - 1), f.run->lo / n, f.run->hi / (n - 1), f.run->method, "run over number of treads"};
  }
  return std::nullopt;
}

}  // namespace

Measurement stair_riser(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "stair.riser");
  const FlightShape* f = e.flight();
  if (!f) return no_data(m, "measure.stair.no_flight", e);
  place(m, e, *f);
  const auto riser = riser_of(*f);
  if (!riser) return no_data(m, "measure.stair.no_riser", e);
  if (f->riser && f->riser_attribute && std::abs(f->riser->value - f->riser_attribute->value) > 0.002)
    m.evidence.note = message("measure.stair.riser_conflict").with("drawn", f->riser->value, "m")
                          .with("attribute", f->riser_attribute->value, "m");
  return set(m, *riser);
}

Measurement stair_tread(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "stair.tread");
  const FlightShape* f = e.flight();
  if (!f) return no_data(m, "measure.stair.no_flight", e);
  place(m, e, *f);
  const auto tread = tread_of(*f);
  return tread ? set(m, *tread) : no_data(m, "measure.stair.no_tread", e);
}

Measurement stair_slope(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "stair.slope");
  const FlightShape* f = e.flight();
  if (!f) return no_data(m, "measure.stair.no_flight", e);
  place(m, e, *f);
  const auto riser = riser_of(*f), tread = tread_of(*f);
  if (!riser) return no_data(m, "measure.stair.no_riser", e);
  if (!tread || tread->lo <= 0) return no_data(m, "measure.stair.no_tread", e);
  return set(m, std::atan2(riser->value, tread->value), std::atan2(riser->lo, tread->hi), std::atan2(riser->hi, tread->lo),
             riser->method, riser->from);
}

Measurement stair_width(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "stair.width");
  const FlightShape* f = e.flight();
  if (!f) return no_data(m, "measure.stair.no_flight", e);
  place(m, e, *f);
  return f->width ? set(m, *f->width) : no_data(m, "measure.stair.no_width", e);
}

Measurement stair_steps_between_landings(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "stair.steps_between_landings");
  const FlightShape* f = e.flight();
  if (f && !f->risers && f->risers_least && f->risers_most) {
    place(m, e, *f);
    return set(m, *f->risers_least, *f->risers_least, *f->risers_most, Method::geometry, "treads of the body");
  }
  if (!f || !f->risers) return no_data(m, "measure.stair.no_steps", e);
  place(m, e, *f);
  return set_exact(m, *f->risers, Method::drawn);
}

namespace {

/// Where one stands to begin the stair on a level: before the ends of its flights that lie there; all ends where heights do not tell.
std::vector<PlanPoint> before_stair(const Survey& s, const Element& stair, const std::string& level) {
  constexpr double kBefore = 0.45;
  const auto& on = s.levels_of(stair);
  const bool lowest = on.empty() || on.front() == level;
  std::vector<PlanPoint> points;
  for (const Element* flight : flights_of(s, stair)) {
    const auto axis = axis_of(*flight);
    if (!axis) continue;
    if (lowest) points.push_back(axis->foot - kBefore * axis->along);
    if (!lowest || on.size() < 2) points.push_back(axis->head + kBefore * axis->along);
  }
  return points;
}

}  // namespace

/// Along the floor, step-free and 0.80 m wide. On each level of the stair the nearest other one counts; of several levels, the one where
/// that is farthest.
Measurement stair_next_distance(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "stair.next_distance");
  bool other_there = false, no_way = false;
  for (const std::string& level : s.levels_of(e)) {
    const auto from = before_stair(s, e, level);
    std::optional<ShortWay> nearest;
    bool here = false;
    for (const Element* other : s.of(Category::stair)) {
      const auto& on = s.levels_of(*other);
      if (other == &e || std::find(on.begin(), on.end(), level) == on.end()) continue;
      const auto to = before_stair(s, *other, level);
      if (from.empty() || to.empty()) return no_data(m, "measure.stair.no_flight", from.empty() ? e : *other);
      here = true;
      auto way = s.routes().between(level, from, to);
      if (way && (!nearest || way->path.length_m < nearest->path.length_m)) nearest = std::move(way);
    }
    other_there = other_there || here;
    no_way = no_way || (here && !nearest);
    if (!nearest || (m.value && *m.number() >= nearest->path.length_m)) continue;
    set(m, nearest->path.length_m, nearest->lo, nearest->path.length_m, Method::geometry);
    m.evidence.path = nearest->path.points;
    m.evidence.level = level;
  }
  if (!other_there) return not_applicable(m, message("measure.stair.only_one").with("stair", Survey::label(e)));
  if (no_way) return no_data(m, "measure.stair.no_way", e);
  return m;
}

}  // namespace landai::measure
