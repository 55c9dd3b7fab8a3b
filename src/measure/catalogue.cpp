// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numbers>
#include <unordered_map>

#include "catalogue_site.hpp"
#include "subjects.hpp"

namespace landai::measure {
namespace {

using enum Category;
using enum ValueKind;

constexpr std::array kDoorish{door, opening};
constexpr std::array kPassed{space, door, opening};
constexpr std::array kFlight{flight};
constexpr std::array kRampParts{ramp, flight};    // of a ramp: the least of its flights
constexpr std::array kStairParts{stair, flight};
constexpr std::array kLanding{landing};
constexpr std::array kLoose{furniture, seat, counter};
constexpr std::array kServed{space, counter, sanitary, parking_bay, lift, door};  // door: an entrance, from "outside"

// id, kind, unit, subjects, params, fact, pair, definition
constexpr QuantityInfo kRows[] = {
    // Facts: from the plan, from names, or stated.
    {"building.storeys", number, "1", kBuilding, "", true, false, "storeys above ground that hold a space", "plan attested"},
    {"building.status", word, "", kBuilding, "", true, false, "new, existing, altered or heritage", "plan attested",
     "new existing altered heritage"},
    {"building.function", word, "", kBuilding, "", true, false, "public_service, office, mixed …", "plan attested",
     "public_service office mixed education health transport community_service dwelling other"},
    {"building.coverage", word, "", kBuilding, "", true, false, "complete or partial: whether the plan shows the whole building", "plan attested",
     "complete partial"},
    {"building.floors_level", truth, "", kBuilding, "", true, false,
     "on each storey the floors on both sides of every inner door lie at one height, but for what is drawn or read", "attested"},
    {"space.use", word, "", kSpace, "", true, false, "word of data/profiles/uses.yaml", "plan attested",
     "entrance_hall lobby waiting service_hall information corridor selasar path bridge lactation play daycare "
     "toilet toilet_accessible toilet_child prayer ablution archive office meeting classroom laboratory library assembly kitchen "
     "storage technical stairwell lift_lobby parking terrace changing health security shop dwelling "
     "other"},
    {"space.access", word, "", kSpace, "", true, false, "public, staff or service", "plan attested",
     "public staff service"},
    {"space.users", word, "", kSpace, "", true, false, "whom a toilet is for: men, women, everyone or children", "plan photo attested",
     "men women everyone children"},
    {"space.indoor", truth, "", kSpace, "", true, false, "inside the building", "plan attested"},
    {"space.occupants", number, "1", kSpace, "", true, false, "people the space is meant for", "plan attested"},
    {"door.role", word, "", kDoorish, "", true, false, "main_entrance, entrance, internal, toilet_cubicle, ignored", "plan attested",
     "main_entrance entrance internal toilet_cubicle ignored"},
    {"door.is_door", truth, "", kDoorish, "", true, false, "false: not a door, ignore it", "plan attested"},
    {"ramp.indoor", truth, "", kRamp, "", true, false, "inside the building", "plan photo attested"},
    {"ramp.has_kerb", truth, "", kRamp, "", true, false, "an edge kerb stands on its open sides", "plan photo attested"},
    {"ramp.use", word, "", kRamp, "", true, false, "people, goods or vehicles", "plan attested",
     "people goods vehicles"},
    {"element.movable", truth, "", kLoose, "", true, false, "can be moved by those who use the room; false: fixed or built in", "plan attested"},
    // Doors.
    {"door.nominal_width", number, "m", kDoorish, "", false, false, "OverallWidth; else jamb to jamb as drawn; else the sum of the leaves", "plan photo reading"},
    {"door.opening_width", number, "m", kDoorish, "", false, false, "hole in the wall, from the opening body or the wall ends", "plan photo reading"},
    {"door.leaf_width", number, "m", kDoor, "", false, false, "widest single leaf as drawn", "plan photo reading"},
    {"door.leaf_count", number, "1", kDoor, "", false, false, "leaves", "plan reading"},
    {"door.operation", word, "", kDoorish, "", true, false, "swing, double_acting, sliding, folding, revolving, overhead, none", "plan photo attested",
     "unknown swing double_acting sliding folding revolving overhead none fixed"},
    {"door.opens_into", word, "", kDoor, "", false, false, "id of the space the leaf sweeps, or outside", "plan photo attested"},
    {"door.opens_outward", truth, "", kDoor, "", false, false, "the leaf sweeps out of the room it serves (the smaller or dead-end side)", "plan photo attested"},
    {"door.clear_width", number, "m", kDoorish, "", true, false, "face of the leaf opened 90 degrees to the opposite stop, widest single leaf; between both open leaves where both are attested to stand open", "plan photo reading"},
    {"door.opening_angle", number, "rad", kDoor, "", false, false, "how far the leaf swings before it meets something, at most as drawn or 90 degrees", "plan reading", "", kHalfTurn},
    {"door.free_square_swing", number, "m", kDoor, "", false, false, "side of the largest free square on the side the leaf swings to", "plan reading"},
    {"door.free_square_other", number, "m", kDoor, "", false, false, "side of the largest free square on the other side", "plan reading"},
    {"door.furniture_distance", number, "m", kDoor, "", false, false, "from what the leaves sweep, or the opening where they sweep nothing, to the nearest furniture", "plan reading"},
    {"door.stair_distance", number, "m", kDoor, "", false, false, "from what the leaves sweep, or the opening where they sweep nothing, to the nearest stair; none within 5 m gives not applicable", "plan reading"},
    {"door.threshold_height", number, "m", kDoor, "", true, false, "step at the door", "plan photo reading"},
    {"door.handle_height", number, "m", kDoor, "", true, false, "handle above the floor", "plan photo reading"},
    {"door.pan_distance", number, "m", kDoor, "", false, false, "from the plane of the door to the nearest face of the toilet pan of its room", "plan reading"},
    {"door.passage_depth", number, "m", kDoor, "", true, false, "thickness of the wall at the door", "plan reading"},
    {"door.has_alternative", truth, "", kDoor, "clear", false, false,
     "beside a revolving door or turnstile: another door within 2 m or between the same two spaces opens at least `clear`", "plan photo attested",
     "", kNoBound, "", "clear"},
    {"door.sweeps_apart", truth, "", kDoor, "", false, false, "the floor its leaves sweep meets that of no other door", "plan photo attested"},
    // Routes: subject (entrance door, place).
    {"route.exists", truth, "", kServed, "width mobility", false, true, "a step-free way of at least `width` exists from the entrance to the place; with `mobility` (an id of data/mobility), one that it passes", "plan reading",
     "", kNoBound, "", "width"},
    {"route.clear_width", number, "m", kServed, "mobility", false, true, "maximum over step-free ways of the minimum width; with `mobility`, over those that it passes", "plan reading"},
    {"route.length", number, "m", kServed, "width", false, true, "length of the shortest step-free way that keeps `width`", "plan reading"},
    {"route.max_step", number, "m", kServed, "", false, true, "highest step on the best way", "plan reading"},
    {"route.max_slope", number, "1", kServed, "", false, true, "steepest ramp on the best way", "plan reading", "", kSteepest},
    // Spaces.
    {"space.area", number, "m2", kSpace, "", false, false, "net area", "plan reading"},
    {"space.clear_width", number, "m", kSpace, "", false, false, "smallest over pairs of openings of the largest disc that travels between them", "plan reading"},
    {"space.turning_diameter", number, "m", kSpace, "", false, false, "largest free circle outside the swept sectors", "plan reading"},
    {"space.fits_rectangle", truth, "", kSpace, "a b", false, false, "a x b fits in any direction (furniture not counted: inner size)", "plan photo attested",
     "", kNoBound, "a b", "a b"},
    {"space.fits_free_rectangle", truth, "", kSpace, "a b", false, false, "a x b fits in any direction between the furniture", "plan photo attested",
     "", kNoBound, "a b", "a b"},
    {"space.fits_t_turn", truth, "", kSpace, "size arm", false, false, "a T of `size` with arms of `arm` fits in any direction on the floor of the turning circle", "plan photo attested",
     "", kNoBound, "", "size arm"},
    {"space.count_sanitary", number, "1", kSpace, "", false, false, "toilet pans in the space", "plan reading"},
    {"space.seat_count", number, "1", kSpace, "", false, false, "seats in the space", "plan reading"},
    {"space.seat_share", number, "1", kSpace, "", false, false, "area of the seats' zone over the net area", "plan reading", "", kWhole},
    {"space.narrow_length", number, "m", kSpace, "width", false, false, "longest stretch narrower than `width` on the ways between its openings", "plan reading"},
    {"space.passing_distance", number, "m", kSpace, "width length", false, false,
     "longest part of the ways between its openings without a place `width` wide for `length`", "plan reading"},
    {"space.dead_end", number, "m", kSpace, "diameter", false, false,
     "how far one backs out of its dead ends to where a circle of `diameter` fits", "plan reading"},
    {"space.dead_end_length", number, "m", kSpace, "", false, false,
     "length of the deepest of its dead ends, from what closes it to where other ways begin or one comes in", "plan reading"},
    {"space.circulation_share", number, "1", kSpace, "", false, false, "floor free of furniture over the net area", "plan reading", "", kWhole},
    {"space.area_per_occupant", number, "m2", kSpace, "", false, false, "net area over space.occupants", "plan"},
    {"headroom.height", number, "m", kPassed, "", true, false, "lowest thing over the floor of a room, or its ceiling; height of a door or opening", "plan photo reading"},
    {"protrusion.depth", number, "m", kSpace, "low high", false, false,
     "farthest that a thing with its underside from `low` to below `high` reaches beyond what stands under or behind it", "plan reading"},
    // Ramps and their parts.
    {"ramp.slope", number, "1", kFlight, "", true, false, "rise over horizontal run of a ramp flight, landings excluded", "plan photo reading", "", kSteepest},
    {"ramp.width", number, "m", kFlight, "", false, false, "width of the surface between its sides or kerbs", "plan photo reading"},
    {"ramp.rail_width", number, "m", kFlight, "", false, false, "width between handrails that reach over the surface", "plan photo reading"},
    {"ramp.flight_length", number, "m", kFlight, "", false, false, "horizontal run of the flight", "plan reading"},
    {"ramp.flight_rise", number, "m", kFlight, "", true, false, "head of the ramp flight above its foot", "plan reading"},
    {"ramp.landing_length", number, "m", kRamp, "", false, false, "shortest of the landings at start and end, along the travel", "plan photo reading"},
    {"ramp.rest_length", number, "m", kRamp, "", true, false, "shortest of the landings between its flights, along the travel", "plan photo reading"},
    {"ramp.cross_slope", number, "1", kFlight, "", true, false, "slope across the travel", "plan photo reading", "", kSteepest},
    {"ramp.kerb_height", number, "m", kRamp, "", true, false, "edge kerb above the ramp", "plan photo reading"},
    {"ramp.faces_door", truth, "", kRamp, "", true, false, "who goes straight on from an end of the ramp meets an entrance door", "plan photo attested"},
    {"ramp.rail_sides", number, "1", kRampParts, "low high", false, false,
     "sides along which a handrail runs at a height from `low` to `high`: 0, 1 or 2", "plan photo reading", "", 2},
    {"ramp.middle_rail", truth, "", kRampParts, "", true, false, "a handrail runs inside the flight, more than 0.3 m from both sides", "plan photo attested"},
    {"handrail.height", number, "m", kHandrail, "", true, false, "top of the rail above the walking surface", "plan photo reading"},
    {"handrail.extension", number, "m", kHandrail, "", true, false,
     "how far the rail goes on beyond the first and last step of its flight, the smaller one", "plan photo reading"},
    // Stairs.
    {"stair.riser", number, "m", kFlight, "", true, false, "height of a riser; bounds span unequal ones", "plan photo reading"},
    {"stair.tread", number, "m", kFlight, "", true, false, "going of a tread; bounds span unequal ones", "plan photo reading"},
    {"stair.slope", number, "rad", kFlight, "", false, false, "atan(riser / tread)", "plan reading", "", kUpright},
    {"stair.width", number, "m", kFlight, "", false, false, "clear width of the flight", "plan photo reading"},
    {"stair.steps_between_landings", number, "1", kFlight, "", false, false, "risers of the flight", "plan reading"},
    {"stair.middle_rail", truth, "", kStairParts, "", true, false, "a handrail runs inside the flight, more than 0.3 m from both sides", "plan photo attested"},
    {"stair.flight_rise", number, "m", kFlight, "", true, false, "head of the stair flight above its foot", "plan reading"},
    {"stair.next_distance", number, "m", kStair, "", false, false, "walking way to the nearest other stair of the level", "plan reading"},
    // Counters.
    {"counter.height", number, "m", kCounter, "", true, false, "top above the floor in front, per part", "plan photo reading"},
    {"counter.lowest_height", number, "m", kCounter, "", false, false, "lowest part of the counter", "plan photo reading"},
    {"counter.knee_height", number, "m", kCounter, "", true, false, "free height under the top", "plan photo reading"},
    {"counter.knee_depth", number, "m", kCounter, "", true, false, "free depth under the top", "plan reading"},
    {"counter.approach", truth, "", kCounter, "a b", false, false, "a free rectangle a x b touches the client side, or reaches under it as far as knees are known to", "plan photo attested",
     "", kNoBound, "a b", "a b"},
    {"counter.low_length", number, "m", kCounter, "height", false, false, "length of its client side, or of a part's, whose top is no higher than `height`", "plan photo reading"},
    // Sanitary fixtures, seats, lifts, parking, tactile paths.
    {"sanitary.front_space", number, "m", kSanitary, "", false, false, "free depth in front of the fixture, over its width", "plan reading"},
    {"sanitary.approach", truth, "", kSanitary, "a b kind", false, false, "a free rectangle a x b touches the fixture's front, or with `kind` side its flank", "plan photo attested",
     "", kNoBound, "", "a b"},
    {"sanitary.height", number, "m", kSanitary, "", true, false, "rim or seat above the floor", "plan photo reading"},
    {"sanitary.spacing", number, "m", kSanitary, "", false, false, "centre to centre to the next fixture of its kind in the room", "plan reading"},
    {"sanitary.width", number, "m", kSanitary, "", false, false, "of the footprint, across the direction it faces", "plan photo reading"},
    {"sanitary.depth", number, "m", kSanitary, "", false, false, "of the footprint, along the direction it faces", "plan photo reading"},
    {"seat.height", number, "m", kSeat, "", true, false, "seat above the floor", "plan photo reading"},
    {"seat.side_bay", truth, "", kSeat, "a b", false, false, "a free bay a x b for a wheelchair touches a side of the seat", "plan photo attested",
     "", kNoBound, "", "a b"},
    {"lift.car_width", number, "m", kLift, "", true, false, "inner width of the car", "plan photo reading"},
    {"lift.car_depth", number, "m", kLift, "", true, false, "inner depth of the car", "plan photo reading"},
    {"lift.door_width", number, "m", kLift, "", true, false, "clear width of the lift's door", "plan photo reading"},
    {"lift.lobby_width", number, "m", kLift, "", true, false, "free depth before the lift's door, as far as the opposite wall or thing", "plan reading"},
    {"parking_bay.width", number, "m", kBay, "", false, false, "shorter side of the bay", "plan photo reading"},
    {"parking_bay.length", number, "m", kBay, "", false, false, "longer side of the bay", "plan photo reading"},
    {"parking_bay.accessible", truth, "", kBay, "", true, false, "marked for persons with disabilities", "plan photo attested"},
    {"parking_bay.distance", number, "m", kBay, "", false, false, "walking way from the bay to the nearest entrance", "plan reading"},
    {"tactile_path.reaches", words, "", kTactile, "", false, false, "what the path leads to: entrance, door, counter, stair, ramp, toilet, lift, parking, vehicle_lane, stop, map", "plan photo attested",
     "entrance door counter stair ramp toilet lift parking vehicle_lane stop map"},
    {"door.guided", truth, "", kDoor, "", false, false, "a guiding path leads to it", "plan photo attested"},
    {"stair.guided", truth, "", kStair, "", false, false, "a guiding path leads to it", "plan photo attested"},
    {"ramp.guided", truth, "", kRamp, "", false, false, "a guiding path leads to it", "plan photo attested"},
    {"lift.guided", truth, "", kLift, "", false, false, "a guiding path leads to it", "plan photo attested"},
    // Counts over the building.
    {"facility.count", number, "1", kBuilding, "category use users", false, false,
     "elements of a category; when it is space, of a use and for some users (both may be left out)", "plan attested"},
    {"facility.accessible_parking", number, "1", kBuilding, "", true, false, "accessible bays", "plan attested"},
    {"facility.accessible_counters", number, "1", kBuilding, "", true, false, "counters that somebody vouches for as usable by everybody", "plan photo attested"},
    {"facility.low_counters", number, "1", kBuilding, "height", false, false, "counters whose lowest part is at most `height`", "plan attested"},
    {"facility.area_share", number, "1", kBuilding, "use", false, false, "area of the spaces of a use over the net area of all spaces", "plan", "", kWhole},
    {"facility.storeys_without_step_free_way", number, "1", kBuilding, "", false, false, "storeys with public spaces that no lift or ramp reaches", "plan attested"},
};

}  // namespace

std::span<const QuantityInfo> catalogue() {
  static const std::vector<QuantityInfo> kAll = [] {
    std::vector<QuantityInfo> all(std::begin(kRows), std::end(kRows));
    const auto site = site_rows();
    all.insert(all.end(), site.begin(), site.end());
    // What is measured is not stated: a number in the facts file would take the place of what is drawn or read, with no doubt and no source.
    // Nor is a count without what is counted: it would answer for everything.
    for (QuantityInfo& row : all) {
      const auto by = words_of(row.by);
      const bool attested = std::find(by.begin(), by.end(), "attested") != by.end();
      row.fact = row.fact && attested && (row.kind != number || row.params[0] == '\0');
    }
    return all;
  }();
  return kAll;
}

const QuantityInfo* quantity(std::string_view id) {
  // Rules ask by name for every subject, so names are looked up, not searched.
  static const std::unordered_map<std::string_view, const QuantityInfo*> kIndex = [] {
    std::unordered_map<std::string_view, const QuantityInfo*> index;
    for (const auto& row : catalogue()) index.emplace(row.id, &row);
    return index;
  }();
  const auto found = kIndex.find(id);
  return found == kIndex.end() ? nullptr : found->second;
}

std::vector<std::string> vocabulary(std::string_view id) {
  const QuantityInfo* info = quantity(id);
  return info ? words_of(info->words) : std::vector<std::string>{};
}

bool within_bounds(const QuantityInfo& info, double value) { return value >= 0 && value <= info.most * (1 + 1e-9); }

std::string greatest_of(const QuantityInfo& info) {
  if (info.most == kNoBound) return {};
  const bool angle = std::string_view(info.unit) == "rad", count = is_count(info);
  const long shown = std::lround(angle ? info.most * 180 / std::numbers::pi : count ? info.most : 100 * info.most);
  return std::to_string(shown) + (angle ? "°" : count ? "" : " %");
}

bool is_count(const QuantityInfo& info) {
  const std::string_view id = info.id;
  if (info.kind != ValueKind::number || std::string_view(info.unit) != "1") return false;
  for (const std::string_view continuous : {"slope", "share", "ratio", "humidity", "fall"})
    if (id.ends_with(continuous)) return false;
  return true;
}

Params in_order(const QuantityInfo& info, Params params) {
  std::vector<double*> sides;
  for (const std::string& name : words_of(info.symmetric))
    if (const auto it = params.find(name); it != params.end())
      if (double* side = std::get_if<double>(&it->second)) sides.push_back(side);
  std::vector<double> sizes;
  for (const double* side : sides) sizes.push_back(*side);
  std::sort(sizes.begin(), sizes.end());
  for (std::size_t i = 0; i < sides.size(); ++i) *sides[i] = sizes[i];
  return params;
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    if (end > 0) out.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

}  // namespace landai::measure
