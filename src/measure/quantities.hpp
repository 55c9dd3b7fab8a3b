// SPDX-License-Identifier: GPL-3.0-or-later
// One function per row of the catalogue. Each keeps no state and knows no limit; the definition is in the catalogue, what is
// particular about it at the function.
#pragma once

#include <span>
#include <vector>

#include "survey.hpp"

namespace landai::measure {

using MeasureOne = Measurement (*)(Survey&, const Element&, const Params&);
using MeasurePairs = std::vector<Measurement> (*)(Survey&, const Params&);

struct QuantityRow {
  const char* id;
  MeasureOne one;                  ///< exactly one of the two is set
  MeasurePairs pairs = nullptr;
  bool always = false;             ///< a fact that is in every result, asked or not
  bool described = false;          ///< tells what the plan holds: in every result where it has a value, asked or not
};
[[nodiscard]] std::span<const QuantityRow> quantity_rows();

// fact.cpp
Measurement ask_fact(Survey&, const Element&, const char* quantity);
Measurement building_storeys(Survey&, const Element&, const Params&);
Measurement building_status(Survey&, const Element&, const Params&);
Measurement building_function(Survey&, const Element&, const Params&);
Measurement building_coverage(Survey&, const Element&, const Params&);
Measurement space_use(Survey&, const Element&, const Params&);
Measurement space_access(Survey&, const Element&, const Params&);
Measurement space_users(Survey&, const Element&, const Params&);
Measurement space_indoor(Survey&, const Element&, const Params&);
Measurement space_occupants(Survey&, const Element&, const Params&);
Measurement door_role(Survey&, const Element&, const Params&);
Measurement door_is_door(Survey&, const Element&, const Params&);
Measurement ramp_indoor(Survey&, const Element&, const Params&);
Measurement ramp_has_kerb(Survey&, const Element&, const Params&);
Measurement ramp_use(Survey&, const Element&, const Params&);
Measurement element_movable(Survey&, const Element&, const Params&);
// door.cpp
Measurement door_nominal_width(Survey&, const Element&, const Params&);
Measurement door_opening_width(Survey&, const Element&, const Params&);
Measurement door_leaf_width(Survey&, const Element&, const Params&);
Measurement door_leaf_count(Survey&, const Element&, const Params&);
Measurement door_operation(Survey&, const Element&, const Params&);
Measurement door_threshold_height(Survey&, const Element&, const Params&);
Measurement door_handle_height(Survey&, const Element&, const Params&);
Measurement door_passage_depth(Survey&, const Element&, const Params&);
// door_clear_width.cpp
Measurement door_clear_width(Survey&, const Element&, const Params&);
// door_space.cpp
Measurement door_opens_into(Survey&, const Element&, const Params&);
Measurement door_opens_outward(Survey&, const Element&, const Params&);
Measurement door_opening_angle(Survey&, const Element&, const Params&);
Measurement door_free_square_swing(Survey&, const Element&, const Params&);
Measurement door_free_square_other(Survey&, const Element&, const Params&);
Measurement door_furniture_distance(Survey&, const Element&, const Params&);
Measurement door_stair_distance(Survey&, const Element&, const Params&);
Measurement door_pan_distance(Survey&, const Element&, const Params&);
// door_pair.cpp
Measurement door_has_alternative(Survey&, const Element&, const Params&);
Measurement door_sweeps_apart(Survey&, const Element&, const Params&);
// route.cpp
std::vector<Measurement> route_exists(Survey&, const Params&);
std::vector<Measurement> route_clear_width(Survey&, const Params&);
std::vector<Measurement> route_length(Survey&, const Params&);
std::vector<Measurement> route_max_step(Survey&, const Params&);
std::vector<Measurement> route_max_slope(Survey&, const Params&);
// space.cpp, space_width.cpp
Measurement space_area(Survey&, const Element&, const Params&);
Measurement space_clear_width(Survey&, const Element&, const Params&);
Measurement space_turning_diameter(Survey&, const Element&, const Params&);
Measurement space_fits_rectangle(Survey&, const Element&, const Params&);
Measurement space_fits_free_rectangle(Survey&, const Element&, const Params&);
Measurement space_fits_t_turn(Survey&, const Element&, const Params&);
Measurement space_count_sanitary(Survey&, const Element&, const Params&);
Measurement space_seat_count(Survey&, const Element&, const Params&);
Measurement space_seat_share(Survey&, const Element&, const Params&);
// corridor.cpp
Measurement space_narrow_length(Survey&, const Element&, const Params&);
Measurement space_passing_distance(Survey&, const Element&, const Params&);
Measurement space_dead_end(Survey&, const Element&, const Params&);
Measurement space_dead_end_length(Survey&, const Element&, const Params&);
// headroom.cpp, protrusion.cpp
Measurement headroom_height(Survey&, const Element&, const Params&);
Measurement protrusion_depth(Survey&, const Element&, const Params&);
// ramp.cpp
Measurement ramp_slope(Survey&, const Element&, const Params&);
Measurement ramp_width(Survey&, const Element&, const Params&);
Measurement ramp_rail_width(Survey&, const Element&, const Params&);
Measurement ramp_flight_length(Survey&, const Element&, const Params&);
Measurement ramp_landing_length(Survey&, const Element&, const Params&);
Measurement ramp_cross_slope(Survey&, const Element&, const Params&);
Measurement ramp_kerb_height(Survey&, const Element&, const Params&);
Measurement handrail_height(Survey&, const Element&, const Params&);
// approach_ramp.cpp
Measurement ramp_faces_door(Survey&, const Element&, const Params&);
// rails.cpp
/// Rails that run all along a flight of stairs, or rise with a part of it, and are part of nothing, with the stair (or, without one, the flight) that they belong to: files often
/// hold them beside their stairs.
[[nodiscard]] std::vector<std::pair<const Element*, std::string>> free_rails_of_stairs(const Survey& survey);
Measurement ramp_rail_sides(Survey&, const Element&, const Params&);
Measurement ramp_middle_rail(Survey&, const Element&, const Params&);
Measurement stair_middle_rail(Survey&, const Element&, const Params&);
Measurement handrail_extension(Survey&, const Element&, const Params&);
// stair.cpp
Measurement stair_riser(Survey&, const Element&, const Params&);
Measurement stair_tread(Survey&, const Element&, const Params&);
Measurement stair_slope(Survey&, const Element&, const Params&);
Measurement stair_width(Survey&, const Element&, const Params&);
Measurement stair_steps_between_landings(Survey&, const Element&, const Params&);
Measurement stair_next_distance(Survey&, const Element&, const Params&);
// rests.cpp
Measurement ramp_flight_rise(Survey&, const Element&, const Params&);
Measurement ramp_rest_length(Survey&, const Element&, const Params&);
Measurement stair_flight_rise(Survey&, const Element&, const Params&);
// counter.cpp
Measurement counter_height(Survey&, const Element&, const Params&);
Measurement counter_lowest_height(Survey&, const Element&, const Params&);
Measurement counter_knee_height(Survey&, const Element&, const Params&);
Measurement counter_knee_depth(Survey&, const Element&, const Params&);
Measurement counter_approach(Survey&, const Element&, const Params&);
Measurement counter_low_length(Survey&, const Element&, const Params&);
// fixture.cpp
Measurement sanitary_front_space(Survey&, const Element&, const Params&);
Measurement sanitary_approach(Survey&, const Element&, const Params&);
Measurement sanitary_height(Survey&, const Element&, const Params&);
Measurement sanitary_spacing(Survey&, const Element&, const Params&);
Measurement sanitary_width(Survey&, const Element&, const Params&);
Measurement sanitary_depth(Survey&, const Element&, const Params&);
Measurement seat_height(Survey&, const Element&, const Params&);
Measurement lift_car_width(Survey&, const Element&, const Params&);
Measurement lift_car_depth(Survey&, const Element&, const Params&);
// lift.cpp
Measurement lift_door_width(Survey&, const Element&, const Params&);
Measurement lift_lobby_width(Survey&, const Element&, const Params&);
// seat_side.cpp
Measurement seat_side_bay(Survey&, const Element&, const Params&);
// site.cpp
Measurement parking_bay_width(Survey&, const Element&, const Params&);
Measurement parking_bay_length(Survey&, const Element&, const Params&);
Measurement parking_bay_accessible(Survey&, const Element&, const Params&);
Measurement parking_bay_distance(Survey&, const Element&, const Params&);
// tactile.cpp
Measurement tactile_path_reaches(Survey&, const Element&, const Params&);
Measurement door_guided(Survey&, const Element&, const Params&);
Measurement stair_guided(Survey&, const Element&, const Params&);
Measurement ramp_guided(Survey&, const Element&, const Params&);
Measurement lift_guided(Survey&, const Element&, const Params&);
// facility.cpp
Measurement facility_count(Survey&, const Element&, const Params&);
Measurement facility_accessible_parking(Survey&, const Element&, const Params&);
Measurement facility_accessible_counters(Survey&, const Element&, const Params&);
Measurement facility_low_counters(Survey&, const Element&, const Params&);
Measurement facility_storeys_without_step_free_way(Survey&, const Element&, const Params&);
// shares.cpp
Measurement facility_area_share(Survey&, const Element&, const Params&);
Measurement space_circulation_share(Survey&, const Element&, const Params&);
Measurement space_area_per_occupant(Survey&, const Element&, const Params&);

/// Whether a bay is marked as accessible; nothing when no bay of the plan is.
[[nodiscard]] std::optional<bool> bay_marked(const Survey&, const Element& bay, std::string* from = nullptr);
/// Lowest known top of a counter and its parts. `all_known`: every part's height is.
struct LowestTop {
  std::optional<Known> height;
  bool all_known = true;
};
[[nodiscard]] LowestTop lowest_top(const Survey&, const Element& counter);

}  // namespace landai::measure
