// SPDX-License-Identifier: GPL-3.0-or-later
// Ramps, their landings, kerbs and rails.
#include <algorithm>
#include <cmath>

#include "landai/geometry/polygons.hpp"
#include "flight_axis.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

constexpr double kLandingLimit = 3.0;    // free floor farther than this in front of a ramp is not measured

Measurement by_number(const Element& e, const char* quantity, std::initializer_list<const char*> keys) {
  Measurement m = blank(e, quantity);
  for (const char* key : keys)
    if (const auto n = e.number(key)) return set(m, *n, *n, *n, Method::attribute, key);
  return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
}

/// Floor in front of an end line of a flight, as deep as nothing stands on it or a landing's drawing reaches: from what is seen to what it
/// may be.
std::optional<std::pair<double, double>> landing_at(Survey& s, const Element& ramp, const Axis& axis, double width, bool at_head,
                                 const std::vector<const Element*>& landings, PlanSegment& witness) {
  const PlanPoint end = at_head ? axis.head : axis.foot;
  const PlanPoint out = at_head ? axis.along : -1.0 * axis.along;
  for (const Element* landing : landings) {
    if (!contains(landing->geometry.areas, end + 0.05 * out) && !contains(landing->geometry.areas, end + 0.20 * out)) continue;
    const auto [lo, hi] = extent_along(landing->geometry.areas, axis);
    witness = {end, end + (hi - lo) * out};
    return std::pair(hi - lo, hi - lo);
  }
  // No landing is drawn: within a room the free floor in front serves; outside, a plan does not tell where the level floor ends.
  const std::string level = s.levels_of(ramp).empty() ? std::string{} : s.levels_of(ramp).front();
  if (!s.space_at(end + 0.10 * out, level)) return std::nullopt;
  const PlanPoint half = (width / 2 - 0.01) * axis.across;
  const Polygon strip{{end - half + 0.01 * out, end + half + 0.01 * out, end + half + kLandingLimit * out,
                       end - half + kLandingLimit * out}, {}};
  const auto things = geometry::intersection({strip}, s.obstacles(level, bounds(strip), kAll, &ramp));
  double depth = kLandingLimit;
  for (const auto& piece : things)
    for (const PlanPoint p : piece.outer) depth = std::min(depth, dot(p - end, out));
  witness = {end, end + depth * out};
  return std::pair(depth, depth >= kLandingLimit ? INFINITY : depth);
}

}  // namespace

Measurement ramp_slope(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.slope");
  const FlightShape* f = e.flight();
  if (!f) return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  m.evidence.witness = {{f->foot, f->head}};
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
  if (f->slope) return set(m, *f->slope);
  Known run{};
  if (f->run) run = *f->run;
  else if (const double d = distance(f->foot, f->head); d > 0.05) run = Known::exact(d, Method::drawn, "foot to head");
  if (f->rise && run.lo > 0.01) {
    const Known& rise = *f->rise;
    set(m, rise.value / run.value, rise.lo / run.hi, rise.hi / run.lo, rise.method, rise.from);
    m.evidence.note = message("measure.ramp.rise_over_run").with("rise", rise.value, "m").with("run", run.value, "m");
    return m;
  }
  return missing(m, message("measure.ramp.no_rise").with("ramp", Survey::label(e)));
}

namespace {

struct Between {
  double left = 0, right = 0;   ///< across the axis, metres
  bool any = false;             ///< something of the category stands along the flight
};

/// What is left of a flight between the pieces of one category that stand along it. Only kerbs count among the obstacles.
Between between(Survey& s, const Element& e, const Axis& axis, const MultiPolygon& body, Between sides, Category category) {
  const double full = sides.left - sides.right;
  const double middle = (sides.left + sides.right) / 2;
  for (const Element* o : s.of(category)) {
    if ((category == Category::obstacle && o->kind != "kerb") || !s.share_level(*o, e)) continue;
    if (!o->geometry.box().overlaps(e.geometry.box())) continue;
    const MultiPolygon part = geometry::intersection(body_of(*o), body);
    if (area(part) < 1e-5) continue;
    const auto [lo, hi] = extent_across(part, axis);
    if (hi - lo > 0.6 * full) continue;   // lies across the ramp: nothing that runs along it
    sides.any = true;
    if ((lo + hi) / 2 > middle) sides.left = std::min(sides.left, lo);
    else sides.right = std::max(sides.right, hi);
  }
  return sides;
}

/// Width of the flight less what the pieces of a category take on each side; nothing when there is no width to start from.
std::optional<Between> clear_between(Survey& s, const Element& e, Category category, Measurement& m) {
  const auto axis = axis_of(e);
  const FlightShape* f = e.flight();
  const MultiPolygon body = body_of(e);
  if (!axis || (!f->width && body.empty())) return std::nullopt;
  Between sides;
  if (!body.empty()) std::tie(sides.right, sides.left) = extent_across(body, *axis);
  const Known width = f->width ? *f->width : Known::exact(sides.left - sides.right, Method::drawn, "sides of the flight");
  if (body.empty()) sides.right = -width.value / 2, sides.left = width.value / 2;
  const Between clear = between(s, e, *axis, body, sides, category);
  const double taken = (sides.left - clear.left) + (clear.right - sides.right);
  set(m, width.value - taken, width.lo - taken, width.hi - taken, width.method, width.from);
  const PlanPoint centre = 0.5 * (axis->foot + axis->head);
  m.evidence.witness = {{centre + clear.right * axis->across, centre + clear.left * axis->across}};
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
  if (taken > 0.001) m.evidence.note = message("measure.ramp.rails_take").with("taken", taken, "m");
  return clear;
}

}  // namespace

/// The width of the surface less what kerbs inside its outline take on each side.
Measurement ramp_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.width");
  if (!clear_between(s, e, Category::obstacle, m)) return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  return m;
}

/// The width between handrails that reach over the surface; the question does not arise where none is drawn.
Measurement ramp_rail_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.rail_width");
  const auto clear = clear_between(s, e, Category::handrail, m);
  if (!clear) return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  if (clear->any) return m;
  Measurement none = blank(e, "ramp.rail_width");
  return not_applicable(none, message("measure.ramp.no_rail").with("ramp", Survey::label(e)));
}

Measurement ramp_flight_length(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.flight_length");
  const FlightShape* f = e.flight();
  if (f && f->run) set(m, *f->run);
  else if (f && distance(f->foot, f->head) > 0.05) set_exact(m, distance(f->foot, f->head), Method::drawn);
  else return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  m.evidence.witness = {{f->foot, f->head}};
  return m;
}

Measurement ramp_landing_length(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.landing_length");
  std::vector<const Element*> landings;
  for (const Element* l : s.of(Category::landing))
    if ((l->parent && *l->parent == e.id) || (!l->parent && s.share_level(*l, e))) landings.push_back(l);
  bool any = false;
  double least = INFINITY, most = INFINITY;
  for (const Element* flight : flights_of(s, e)) {
    const auto axis = axis_of(*flight);
    if (!axis) continue;
    double right = -0.5, left = 0.5;
    if (!flight->geometry.areas.empty()) std::tie(right, left) = extent_across(flight->geometry.areas, *axis);
    for (const bool head : {false, true}) {
      PlanSegment witness;
      const auto length = landing_at(s, e, *axis, left - right, head, landings, witness);
      if (!length) return missing(m, message(head ? "measure.ramp.no_landing_head" : "measure.ramp.no_landing_foot")
                                         .with("ramp", Survey::label(e)));
      any = true;
      if (length->first < least) least = length->first, m.evidence.witness = {witness};
      most = std::min(most, length->second);
    }
  }
  if (!any) return missing(m, message("measure.ramp.no_flight").with("ramp", Survey::label(e)));
  if (!e.levels.empty()) m.evidence.level = e.levels.front();
  return set(m, least, least, most, Method::drawn);
}

Measurement ramp_cross_slope(Survey&, const Element& e, const Params&) {
  if (const FlightShape* f = e.flight(); f && f->cross_slope) {
    Measurement m = blank(e, "ramp.cross_slope");
    m.evidence.witness = {{f->foot, f->head}};
    if (!e.levels.empty()) m.evidence.level = e.levels.front();
    return set(m, *f->cross_slope);
  }
  return by_number(e, "ramp.cross_slope", {"CrossSlope"});
}

Measurement ramp_kerb_height(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "ramp.kerb_height");
  for (const Element* o : s.of(Category::obstacle)) {
    if (o->kind != "kerb" || !o->parent || *o->parent != e.id) continue;
    for (const char* key : {"att.TINGGI", "Height"})
      if (const auto h = o->number(key); h && (!m.value || *h < m.lo)) set(m, *h, *h, *h, Method::attribute, key);
    if (const auto* fixture = o->fixture(); fixture && fixture->height && (!m.value || fixture->height->value < m.lo))
      set(m, *fixture->height);
  }
  if (m.value) return m;
  return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
}

namespace {

/// Upper end of a rail's body above the head of the flight it belongs to; nothing where there are several, as it may end at any of
/// them, or where it ends before the head.
std::optional<double> body_above_flight(const Survey& s, const Element& rail) {
  if (!rail.z || !rail.parent) return std::nullopt;
  const Element* only = nullptr;
  for (const Element* part : s.children(*rail.parent)) {
    if (part->category != Category::flight) continue;
    if (only) return std::nullopt;
    only = part;
  }
  if (!only || !only->z || rail.z->hi <= only->z->hi) return std::nullopt;
  constexpr double kShort = 0.05;   // m before the head
  if (const auto axis = axis_of(*only); axis && extent_along(body_of(rail), *axis).second < axis->length - kShort) return std::nullopt;
  return rail.z->hi - only->z->hi;
}

}  // namespace

/// As the file tells it. Programs write a height of their own for every rail; where the body stands more than 2 cm otherwise above the head of
/// its flight, the height is between the two.
Measurement handrail_height(Survey& s, const Element& e, const Params&) {
  constexpr double kOtherwise = 0.02;
  Measurement m = blank(e, "handrail.height");
  if (const auto* fixture = e.fixture(); fixture && fixture->height) set(m, *fixture->height);
  else m = by_number(e, "handrail.height", {"Height", "Pset_RailingCommon.Height", "att.TINGGI"});
  const auto told = m.number();
  const auto body = told ? body_above_flight(s, e) : std::nullopt;
  if (!body || std::abs(*body - *told) <= kOtherwise) return m;
  set(m, *body, std::min(*body, m.lo), std::max(*body, m.hi), Method::geometry, m.evidence.from);
  m.evidence.note = message("measure.rail.body").with("told", *told, "m").with("body", *body, "m");
  return m;
}

}  // namespace landai::measure
