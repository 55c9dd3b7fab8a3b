// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/measure.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "landai/measure/catalogue.hpp"
#include "landai/measure/reconcile.hpp"
#include "as_read.hpp"
#include "follows.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

constexpr QuantityRow kRows[] = {
    {"building.storeys", building_storeys, nullptr, true},
    {"building.status", building_status, nullptr, true},
    {"building.function", building_function, nullptr, true},
    {"building.coverage", building_coverage, nullptr, true},
    {"space.use", space_use, nullptr, true},
    {"space.access", space_access, nullptr, true},
    {"space.users", space_users, nullptr, false, true},
    {"space.indoor", space_indoor, nullptr, true},
    {"space.occupants", space_occupants},
    {"door.role", door_role, nullptr, true},
    {"door.is_door", door_is_door},
    {"ramp.indoor", ramp_indoor, nullptr, true},
    {"ramp.has_kerb", ramp_has_kerb, nullptr, true},
    {"ramp.use", ramp_use},
    {"element.movable", element_movable},
    {"door.nominal_width", door_nominal_width, nullptr, false, true},
    {"door.opening_width", door_opening_width, nullptr, false, true},
    {"door.leaf_width", door_leaf_width, nullptr, false, true},
    {"door.leaf_count", door_leaf_count, nullptr, false, true},
    {"door.operation", door_operation, nullptr, false, true},
    {"door.opens_into", door_opens_into},
    {"door.opens_outward", door_opens_outward},
    {"door.clear_width", door_clear_width, nullptr, false, true},
    {"door.opening_angle", door_opening_angle},
    {"door.free_square_swing", door_free_square_swing},
    {"door.free_square_other", door_free_square_other},
    {"door.furniture_distance", door_furniture_distance},
    {"door.stair_distance", door_stair_distance},
    {"door.threshold_height", door_threshold_height},
    {"door.handle_height", door_handle_height},
    {"door.pan_distance", door_pan_distance},
    {"door.passage_depth", door_passage_depth},
    {"door.has_alternative", door_has_alternative},
    {"door.sweeps_apart", door_sweeps_apart},
    {"route.exists", nullptr, route_exists},
    {"route.clear_width", nullptr, route_clear_width},
    {"route.length", nullptr, route_length},
    {"route.max_step", nullptr, route_max_step},
    {"route.max_slope", nullptr, route_max_slope},
    {"space.area", space_area, nullptr, false, true},
    {"space.clear_width", space_clear_width},
    {"space.turning_diameter", space_turning_diameter},
    {"space.fits_rectangle", space_fits_rectangle},
    {"space.fits_free_rectangle", space_fits_free_rectangle},
    {"space.fits_t_turn", space_fits_t_turn},
    {"space.count_sanitary", space_count_sanitary},
    {"space.seat_count", space_seat_count},
    {"space.seat_share", space_seat_share},
    {"space.narrow_length", space_narrow_length},
    {"space.passing_distance", space_passing_distance},
    {"space.dead_end", space_dead_end},
    {"space.dead_end_length", space_dead_end_length},
    {"space.circulation_share", space_circulation_share},
    {"space.area_per_occupant", space_area_per_occupant},
    {"headroom.height", headroom_height},
    {"protrusion.depth", protrusion_depth},
    {"ramp.slope", ramp_slope, nullptr, false, true},
    {"ramp.width", ramp_width, nullptr, false, true},
    {"ramp.rail_width", ramp_rail_width},
    {"ramp.flight_length", ramp_flight_length, nullptr, false, true},
    {"ramp.flight_rise", ramp_flight_rise},
    {"ramp.landing_length", ramp_landing_length},
    {"ramp.rest_length", ramp_rest_length},
    {"ramp.cross_slope", ramp_cross_slope},
    {"ramp.kerb_height", ramp_kerb_height},
    {"ramp.faces_door", ramp_faces_door},
    {"ramp.rail_sides", ramp_rail_sides},
    {"ramp.middle_rail", ramp_middle_rail},
    {"handrail.height", handrail_height},
    {"handrail.extension", handrail_extension},
    {"stair.riser", stair_riser, nullptr, false, true},
    {"stair.tread", stair_tread, nullptr, false, true},
    {"stair.slope", stair_slope},
    {"stair.width", stair_width},
    {"stair.steps_between_landings", stair_steps_between_landings, nullptr, false, true},
    {"stair.middle_rail", stair_middle_rail},
    {"stair.flight_rise", stair_flight_rise},
    {"stair.next_distance", stair_next_distance},
    {"counter.height", counter_height, nullptr, false, true},
    {"counter.lowest_height", counter_lowest_height},
    {"counter.knee_height", counter_knee_height},
    {"counter.knee_depth", counter_knee_depth},
    {"counter.approach", counter_approach},
    {"counter.low_length", counter_low_length},
    {"sanitary.front_space", sanitary_front_space},
    {"sanitary.approach", sanitary_approach},
    {"sanitary.height", sanitary_height},
    {"sanitary.spacing", sanitary_spacing},
    {"sanitary.width", sanitary_width},
    {"sanitary.depth", sanitary_depth},
    {"seat.height", seat_height},
    {"seat.side_bay", seat_side_bay},
    {"lift.car_width", lift_car_width},
    {"lift.car_depth", lift_car_depth},
    {"lift.door_width", lift_door_width},
    {"lift.lobby_width", lift_lobby_width},
    {"parking_bay.width", parking_bay_width, nullptr, false, true},
    {"parking_bay.length", parking_bay_length},
    {"parking_bay.accessible", parking_bay_accessible, nullptr, true},
    {"parking_bay.distance", parking_bay_distance},
    {"tactile_path.reaches", tactile_path_reaches},
    {"door.guided", door_guided},
    {"stair.guided", stair_guided},
    {"ramp.guided", ramp_guided},
    {"lift.guided", lift_guided},
    {"facility.count", facility_count},
    {"facility.accessible_parking", facility_accessible_parking},
    {"facility.accessible_counters", facility_accessible_counters},
    {"facility.low_counters", facility_low_counters},
    {"facility.area_share", facility_area_share},
    {"facility.storeys_without_step_free_way", facility_storeys_without_step_free_way},
};

/// What no plan shows: it takes somebody on site, and the sentence says with what.
Measurement only_on_site(const QuantityInfo& info, const Element& e, const Params& params) {
  const std::string_view by = info.by;
  const char* key = by.find("reading") != std::string_view::npos ? "measure.site.reading"
                    : by.find("photo") != std::string_view::npos ? "measure.site.photo"
                                                                  : "measure.site.attested";
  Measurement m = blank(e, info.id, params);
  return missing(m, message(key));
}

const QuantityRow* row_of(std::string_view id) {
  static constexpr QuantityRow kOnSite{"", nullptr};
  for (const auto& row : kRows)
    if (id == row.id) return &row;
  return &kOnSite;
}

/// Ramp quantities are asked of ramp flights, stair quantities of stair flights; both are category `flight`.
bool fits(const Survey& survey, std::string_view quantity, const Element& e) {
  if (e.category != Category::flight) return true;
  const bool ramp = quantity.starts_with("ramp.");
  if (!e.kind.empty()) return (e.kind == "ramp") == ramp;
  const Element* parent = e.parent ? survey.find(*e.parent) : nullptr;
  return (parent && parent->category == Category::ramp) == ramp;
}

Measurement attested(const Fact& fact, const QuantityInfo& info) {
  Measurement m;
  m.subject = {fact.subject};
  m.quantity = fact.quantity;
  m.value = fact.value;
  if (const auto* number = std::get_if<double>(&fact.value)) m.lo = m.hi = *number;
  m.unit = info.unit;
  m.method = Method::attested;
  m.evidence.note = message(fact.by.empty() ? "measure.fact.stated" : "measure.fact.stated_by").with("by", fact.by);
  return m;
}

struct Run {
  Survey& survey;
  MeasurementSet& out;
  const std::set<std::string_view>& only;   ///< empty: everything is asked

  void one(const QuantityInfo& info, const QuantityRow& row, const Element& e, const std::set<Params>& asked, bool wanted) {
    if (!fits(survey, info.id, e)) return;
    const Fact* fact = survey.fact(e.id, info.id);
    if (fact) out.add(attested(*fact, info));
    bool said = fact != nullptr;
    std::vector<Measurement> readings;
    for (const Reading* reading : survey.readings_of(e.id, info.id)) {
      readings.push_back(as_read(*reading, info, survey.facts.readings.file));
      out.add(readings.back());
      said = said || reading->method == Method::attested;
    }
    // What somebody has read or stated is no question any more.
    const auto answered = [&](const Params& params) {
      return fact || std::any_of(readings.begin(), readings.end(), [&](const Measurement& m) { return answers(m, params); });
    };
    if (!only.empty() && !row.always && !only.contains(e.id)) return;
    if (said && row.always && row.one)   // what is inferred gives way to a statement, what is drawn or counted is set beside it
      if (Measurement m = row.one(survey, e, {}); m.value && (m.method != Method::fact || m.number()) && m.method != Method::attested) out.add(named(std::move(m), info));
    // What was read is set beside what is drawn, asked or not: they may differ.
    if ((!wanted && !row.described && (readings.empty() || !row.one)) || (said && row.always)) return;
    const std::string_view id = info.id;
    if (id.starts_with("door.") && !row.always && id != "door.is_door" && survey.is_ignored(e)) return;
    beside_readings(info, row, e);
    for (const auto& params : asked) {
      Measurement m = row.one ? as_found(info, row, e, params) : only_on_site(info, e, params);
      m.quantity = info.id;
      m.params = params;
      m.unit = info.unit;
      if (!m.value && !wanted) continue;   // nobody asked: what the plan does not tell needs no line
      if (!m.value && m.applies && answered(params)) continue;
      if (!m.value && m.missing.empty()) m.missing = message("measure.missing.unknown");
      out.add(std::move(m));
    }
  }

  static Measurement named(Measurement m, const QuantityInfo& info) {
    m.quantity = info.id;
    m.unit = info.unit;
    return m;
  }

  /// Beside a reading, what readings of other quantities tell of it: they may not fit together. The reading itself counts.
  void beside_readings(const QuantityInfo& info, const QuantityRow& row, const Element& e) {
    if (!row.one) return;
    const Reading* direct = direct_reading(e, info);
    if (!direct) return;
    if (auto m = worked_out(survey, e, info.id)) {
      m->method = Method::geometry;
      out.add(named(std::move(*m), info));
    }
    for (auto& m : {at_most(survey, e, info.id), by_steps(survey, e, info.id)})
      if (m && contradict(as_read(*direct, info, {}), *m)) out.add(named(*m, info));
  }

  /// The first reading or photo of this quantity itself; nullptr when there is none.
  const Reading* direct_reading(const Element& e, const QuantityInfo& info) const {
    const auto& readings = survey.readings_of(e.id, info.id);
    const auto seen = [](const Reading* r) { return r->method != Method::attested && r->params.empty(); };
    const auto at = std::find_if(readings.begin(), readings.end(), seen);
    return at == readings.end() ? nullptr : *at;
  }

  /// What the plan says, unless something that it follows from was read otherwise on the building.
  Measurement as_found(const QuantityInfo& info, const QuantityRow& row, const Element& e, const Params& params) {
    const auto follows = following(survey, e, info.id);
    if (follows && !direct_reading(e, info)) return *follows;
    Measurement m = row.one(survey, e, params);
    if (follows) return m;   // a reading counts; it is set beside what is drawn
    if (m.value)
      if (Message why = overtaken(survey, e, info.id); !why.empty()) missing(m, std::move(why));
    return m;
  }

  void subjects(const QuantityInfo& info, const QuantityRow& row, const std::set<Params>& asked, bool wanted) {
    static const Element kBuilding = [] {
      Element e;
      e.id = "building";
      e.category = Category::building;
      return e;
    }();
    for (const auto& e : survey.plan.elements)
      if (e.category != Category::building && std::find(info.subjects.begin(), info.subjects.end(), e.category) != info.subjects.end())
        one(info, row, e, asked, wanted);
    if (std::find(info.subjects.begin(), info.subjects.end(), Category::building) != info.subjects.end())
      one(info, row, kBuilding, asked, wanted);
  }
};

}  // namespace

std::span<const QuantityRow> quantity_rows() { return kRows; }

Result<MeasurementSet> measure(const Plan& plan, const Facts& facts, std::span<const Request> requests,
                               const std::filesystem::path& data_dir, std::span<const std::string> only) {
  auto profile = Profile::load(data_dir);
  if (!profile) return profile.error();
  std::map<std::string, std::set<Params>, std::less<>> asked;
  for (const auto& request : requests) asked[request.quantity].insert(request.params);
  Survey survey(plan, facts, std::move(*profile));
  if (std::any_of(requests.begin(), requests.end(), [](const Request& r) { return r.params.contains("mobility"); })) {
    auto mobilities = load_mobilities(data_dir);
    if (!mobilities) return mobilities.error();
    survey.mobilities = std::move(*mobilities);
  }
  MeasurementSet out;
  const std::set<std::string_view> subjects(only.begin(), only.end());
  Run run{survey, out, subjects};
  for (const auto& info : catalogue()) {
    const QuantityRow* row = row_of(info.id);
    const auto it = asked.find(std::string_view(info.id));
    const bool wanted = it != asked.end() || row->always;
    if (info.pair)
      for (const auto& reading : facts.readings.readings)
        if (reading.quantity == info.id) out.add(as_read(reading, info, facts.readings.file));
    if (row->pairs) {
      if (it != asked.end())
        for (const auto& params : it->second)
          for (auto& m : row->pairs(survey, params)) {
            m.quantity = info.id;
            m.params = params;
            m.unit = info.unit;
            out.add(std::move(m));
          }
      continue;
    }
    run.subjects(info, *row, it != asked.end() ? it->second : std::set<Params>{Params{}}, wanted);
  }
  return out;
}

}  // namespace landai::measure
