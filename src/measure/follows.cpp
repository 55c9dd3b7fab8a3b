// SPDX-License-Identifier: GPL-3.0-or-later
#include "follows.hpp"

#include <algorithm>
#include <cmath>

#include "landai/measure/measure.hpp"
#include "landai/measure/reconcile.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

/// A quantity and one that its value on the plan follows from, of the same element, its whole or its parts. Those that take what was said
/// into account themselves (counter.approach the room for knees) have no link.
struct Link {
  std::string_view quantity, from;
};

constexpr Link kLinks[] = {
    {"door.clear_width", "door.nominal_width"},
    {"door.clear_width", "door.opening_width"},
    {"door.clear_width", "door.leaf_width"},
    {"door.clear_width", "door.leaf_count"},
    {"door.clear_width", "door.operation"},
    {"door.opens_outward", "door.opens_into"},
    {"ramp.slope", "ramp.flight_rise"},
    {"ramp.slope", "ramp.flight_length"},
    {"ramp.rail_width", "ramp.width"},
    {"stair.slope", "stair.riser"},
    {"stair.slope", "stair.tread"},
    {"stair.slope", "stair.flight_rise"},
    {"stair.riser", "stair.flight_rise"},
    {"stair.flight_rise", "stair.riser"},
    {"stair.flight_rise", "stair.steps_between_landings"},
    {"space.narrow_length", "space.clear_width"},
    {"space.passing_distance", "space.clear_width"},
    {"space.seat_share", "space.area"},
    {"space.seat_share", "space.seat_count"},
    {"space.circulation_share", "space.area"},
    {"space.area_per_occupant", "space.area"},
    {"counter.lowest_height", "counter.height"},
    {"counter.low_length", "counter.height"},
    {"counter.low_length", "counter.lowest_height"},
    {"sanitary.spacing", "sanitary.width"},
};

/// A quantity that cannot be more than another one of the same element.
constexpr Link kAtMost[] = {
    {"door.clear_width", "door.opening_width"},   // leaf, frame and stops stand within the hole
    {"counter.lowest_height", "counter.height"},
};

/// Quantities whose functions look up themselves what was said of another one; "route." stands for all that begin so.
constexpr Link kLookedUp[] = {
    {"door.clear_width", "door.both_leaves_open"},
    {"lift.door_width", "door.both_leaves_open"},
    {"route.", "door.both_leaves_open"},
    {"door.has_alternative", "door.both_leaves_open"},
    {"door.has_alternative", "door.clear_width"},
    {"route.", "door.clear_width"},
    {"route.", "ramp.width"},
    {"route.", "space.clear_width"},
    {"route.", "door.threshold_height"},
    {"parking_bay.distance", "door.threshold_height"},
    {"facility.storeys_without_step_free_way", "door.threshold_height"},
    {"facility.accessible_parking", "parking_bay.accessible"},
    {"facility.accessible_counters", "counter.accessible"},
    {"facility.low_counters", "counter.height"},
    {"ramp.has_kerb", "ramp.kerb_height"},
    {"ramp.rail_sides", "handrail.height"},
    {"space.area_per_occupant", "space.occupants"},
    {"door.guided", "tactile_path.reaches"},
    {"stair.guided", "tactile_path.reaches"},
    {"ramp.guided", "tactile_path.reaches"},
    {"lift.guided", "tactile_path.reaches"},
    {"counter.approach", "counter.knee_height"},
    {"counter.approach", "counter.knee_depth"},
    {"sanitary.approach", "counter.knee_height"},
    {"sanitary.approach", "counter.knee_depth"},
};

/// What the plan itself says of a quantity; empty when it says nothing.
Measurement drawn(Survey& survey, const Element& e, std::string_view quantity) {
  for (const QuantityRow& row : quantity_rows())
    if (row.id == quantity && row.one) return row.one(survey, e, {});
  return {};
}

bool same(const Said& said, const Measurement& m) {
  if (!std::holds_alternative<double>(said.value) || !m.number()) return m.value && *m.value == said.value;
  constexpr double kDrawing = 0.0005;   // the drawing tolerance, docs/design.md
  const double apart = std::max({0.0, said.lo - m.hi, m.lo - said.hi});
  return apart <= 2 * std::hypot(said.u, m.u) + kDrawing;
}

Message contradicted(Survey& survey, const Element& of, std::string_view from) {
  const auto said = survey.said(of.id, from);
  if (!said) return {};
  if (said->disputed) return message("measure.missing.disputed").with("quantity", std::string(from)).with("where", said->where);
  if (same(*said, drawn(survey, of, from))) return {};
  return message("measure.missing.follows").with("quantity", std::string(from)).with("where", said->where);
}

struct Length {
  double value = 0, lo = 0, hi = 0, u = 0;
  Method method = Method::geometry;
  bool disputed = false;
};

/// Had on the building, so that no plan is needed for it.
bool seen(const Length& l) { return l.method == Method::reading || l.method == Method::photo; }

std::optional<Length> length_of(Survey& survey, const Element& e, std::string_view quantity) {
  if (const auto said = survey.said(e.id, quantity))
    if (const auto* number = std::get_if<double>(&said->value)) return Length{*number, said->lo, said->hi, said->u, said->method, said->disputed};
  const auto shared = by_steps(survey, e, quantity);
  const Measurement m = shared ? *shared : drawn(survey, e, quantity);
  return m.number() ? std::optional(Length{*m.number(), m.lo, m.hi, m.u, m.method}) : std::nullopt;
}

}  // namespace

Message overtaken(Survey& survey, const Element& e, std::string_view quantity) {
  for (const Link& link : kLinks) {
    if (link.quantity != quantity) continue;
    if (Message why = contradicted(survey, e, link.from); !why.empty()) return why;
    if (e.parent)
      if (const Element* whole = survey.find(*e.parent))
        if (Message why = contradicted(survey, *whole, link.from); !why.empty()) return why;
    for (const Element* part : survey.children(e.id))
      if (Message why = contradicted(survey, *part, link.from); !why.empty()) return why;
  }
  return {};
}

std::optional<Measurement> worked_out(Survey& survey, const Element& e, std::string_view quantity) {
  const bool ramp = quantity == "ramp.slope";
  if (!ramp && quantity != "stair.slope") return std::nullopt;
  const std::string_view up = ramp ? "ramp.flight_rise" : "stair.riser", along = ramp ? "ramp.flight_length" : "stair.tread";
  const bool by_rise = !ramp && by_steps(survey, e, "stair.riser");   // the risers share the rise that was read
  if (!survey.said(e.id, up) && !survey.said(e.id, along) && !by_rise) return std::nullopt;
  const auto rise = length_of(survey, e, up), run = length_of(survey, e, along);
  if (!rise || !run || run->lo < 0.01) return std::nullopt;
  Measurement m = drawn(survey, e, quantity);   // where it stands
  m.missing = {};
  m.applies = true;
  const Method method = seen(*rise) && seen(*run) ? Method::reading : Method::geometry;
  const double ratio = rise->value / run->value;
  const double u = std::hypot(rise->u, ratio * run->u) / run->value;
  if (ramp) set(m, ratio, rise->lo / run->hi, rise->hi / run->lo, method);
  else set(m, std::atan(ratio), std::atan(rise->lo / run->hi), std::atan(rise->hi / run->lo), method);
  m.u = ramp ? u : u / (1 + ratio * ratio);
  m.evidence.note = message("measure.follows.rise_over_run").with("rise", rise->value, "m").with("run", run->value, "m");
  if (rise->disputed) follows_from_disputed(m, up, rise->lo, rise->hi);
  else if (run->disputed) follows_from_disputed(m, along, run->lo, run->hi);
  if (!seen(*rise)) as_drawn(m, up);
  if (!seen(*run)) as_drawn(m, along);
  return m;
}

std::optional<Measurement> at_most(Survey& survey, const Element& e, std::string_view quantity) {
  for (const Link& link : kAtMost) {
    if (link.quantity != quantity) continue;
    const auto bound = survey.said(e.id, link.from);
    const auto* number = bound && bound->method != Method::attested ? std::get_if<double>(&bound->value) : nullptr;
    if (!number) continue;
    Measurement m = drawn(survey, e, quantity);   // where it stands
    m.missing = {};
    m.applies = true;
    set(m, *number, 0, bound->hi, Method::geometry);
    m.u = bound->u;
    m.evidence.note = message("measure.follows.at_most").with("quantity", std::string(link.from)).with("where", bound->where);
    return m;
  }
  return std::nullopt;
}

bool exceed(const Measurement& a, const Measurement& b) {
  return std::any_of(std::begin(kAtMost), std::end(kAtMost), [&](const Link& link) {
    const bool turned = link.quantity == b.quantity;
    const Measurement &one = turned ? b : a, &bound = turned ? a : b;
    if (link.quantity != one.quantity || link.from != bound.quantity || !one.number() || !bound.number()) return false;
    return one.lo > bound.hi && contradict(one, bound);
  });
}

std::vector<std::string_view> bound_with(std::string_view quantity) {
  std::vector<std::string_view> out;
  for (const Link& link : kAtMost) {
    if (link.quantity == quantity) out.push_back(link.from);
    if (link.from == quantity) out.push_back(link.quantity);
  }
  return out;
}

std::optional<Measurement> by_steps(Survey& survey, const Element& e, std::string_view quantity) {
  const bool rise = quantity == "stair.flight_rise";
  if (!rise && quantity != "stair.riser") return std::nullopt;
  const std::string_view from = rise ? "stair.riser" : "stair.flight_rise";
  const auto read = survey.said(e.id, from);
  const auto* number = read && read->method != Method::attested ? std::get_if<double>(&read->value) : nullptr;
  const auto steps = length_of(survey, e, "stair.steps_between_landings");
  if (!number || !steps || steps->lo < 1) return std::nullopt;
  Measurement m = drawn(survey, e, quantity);   // where it stands
  m.missing = {};
  m.applies = true;
  if (rise) set(m, *number * steps->value, read->lo * steps->lo, read->hi * steps->hi, Method::geometry);
  else set(m, *number / steps->value, read->lo / steps->hi, read->hi / steps->lo, Method::geometry);
  m.u = rise ? read->u * steps->value : read->u / steps->value;
  m.evidence.note = message("measure.follows.steps").with("quantity", std::string(from)).with("where", read->where)
                        .with("count", std::to_string(std::lround(steps->value)));
  if (!seen(*steps)) as_drawn(m, "stair.steps_between_landings");
  return m;
}

std::optional<Measurement> following(Survey& survey, const Element& e, std::string_view quantity) {
  auto follows = worked_out(survey, e, quantity);
  return follows ? follows : by_steps(survey, e, quantity);
}

Measurement as_known(Survey& survey, const Element& e, std::string_view quantity) {
  const auto follows = following(survey, e, quantity);
  const auto said = survey.said(e.id, quantity);
  const auto* number = said ? std::get_if<double>(&said->value) : nullptr;
  Measurement m = drawn(survey, e, quantity);
  if (!number) {
    if (follows) return *follows;
    if (m.value)
      if (Message why = overtaken(survey, e, quantity); !why.empty()) missing(m, std::move(why));
    return m;
  }
  m.missing = {};
  m.applies = true;
  set(m, *number, said->lo, said->hi, said->method);
  m.u = said->u;
  const Measurement read = m;
  for (const auto& other : {follows, at_most(survey, e, quantity), by_steps(survey, e, quantity)}) {
    if (!other || said->method == Method::attested || partly_drawn(*other) || !contradict(read, *other)) continue;
    m.lo = std::min(m.lo, other->lo);
    m.hi = std::max(m.hi, other->hi);
  }
  return m;
}

bool bears_on(std::string_view from, std::span<const Request> asked) {
  for (const QuantityRow& row : quantity_rows())
    if (row.id == from && row.always) return true;
  const auto follows = [&](const Link& link) {
    return link.from == from && std::any_of(asked.begin(), asked.end(), [&](const Request& r) {
             return r.quantity == link.quantity || (link.quantity.ends_with('.') && r.quantity.starts_with(link.quantity));
           });
  };
  return std::any_of(std::begin(kLinks), std::end(kLinks), follows) || std::any_of(std::begin(kLookedUp), std::end(kLookedUp), follows);
}

}  // namespace landai::measure
