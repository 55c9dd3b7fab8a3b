// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue_site.hpp"

#include <array>

namespace landai::measure {
namespace {

using enum Category;
using enum ValueKind;

constexpr std::array kBuilding{building};
constexpr std::array kDoor{door};
constexpr std::array kSpace{space};
constexpr std::array kRamp{ramp};
constexpr std::array kStair{stair};
constexpr std::array kWayUp{stair, ramp};   // what people leave a building by
constexpr std::array kHandrail{handrail};
constexpr std::array kTactile{tactile_path};

// id, kind, unit, subjects, params, fact, pair, definition, by, words. All are facts: somebody has to say them.
constexpr QuantityInfo kRows[] = {
    // Doors.
    {"door.force", number, "kg", kDoor, "", true, false, "load that moves the leaf, pushed or pulled", "reading"},
    {"door.glass_sill", number, "m", kDoor, "", true, false, "lower edge of the glass in the leaf, above the floor", "photo reading"},
    {"door.is_glass", truth, "", kDoor, "", true, false, "the leaf is of glass, so that one may walk into it", "photo attested"},
    {"door.glass_marked", truth, "", kDoor, "", true, false, "a contrasting mark stands at eye level on the glass", "photo attested"},
    {"door.powered", truth, "", kDoor, "", true, false, "a motor opens it", "photo attested"},
    {"door.opening_time", number, "s", kDoor, "", true, false, "until it stands open, with power", "reading"},
    {"door.opening_time_power_off", number, "s", kDoor, "", true, false, "until it stands open, by hand, when the power is off", "reading"},
    {"door.handle_kind", word, "", kDoor, "", true, false, "what the hand moves to open it", "photo attested",
     "lever push_pull pull handle_bar knob other"},
    {"door.handle_grip", truth, "", kDoor, "", true, false, "the handle is not slippery", "photo attested"},
    {"door.one_fist", truth, "", kDoor, "", true, false, "handle, lock and latch can be worked with one closed fist", "photo attested"},
    // The site.
    {"building.vehicle_lane", truth, "", kBuilding, "", true, false, "a vehicle lane meets the way of people on the site", "photo attested"},
    {"building.open_space", truth, "", kBuilding, "", true, false, "what is planned is an open public space, such as a park", "attested"},
    {"building.transport_stop", truth, "", kBuilding, "", true, false, "a stop of public transport stands on the site", "photo attested"},
    // Rooms.
    {"space.illuminance", number, "lx", kSpace, "", true, false, "light on the floor, the least of the readings", "reading"},
    {"space.flow", word, "", kSpace, "", true, false, "who is meant to pass each other in a corridor", "attested",
     "one_wheelchair wheelchair_and_walker two_wheelchairs"},
    {"space.has_rail", truth, "", kSpace, "", true, false, "railings run along the walls of a corridor", "photo attested"},
    {"space.exit_dead_end", number, "m", kSpace, "", true, false,
     "longest part of a corridor from which only one way leads to an exit; doors of rooms are no exits", "reading attested"},
    // Paths and link bridges.
    {"space.two_way", truth, "", kSpace, "", true, false, "people walk the path in both directions", "attested"},
    {"space.busy", truth, "", kSpace, "", true, false, "many people walk the path at a time", "attested"},
    {"path.slope", number, "rad", kSpace, "", true, false, "fall along the way one walks, the steepest of the readings", "reading"},
    {"path.cross_slope", number, "rad", kSpace, "", true, false, "fall across the way one walks, the steepest of the readings", "reading"},
    {"path.joint", number, "m", kSpace, "", true, false, "highest step or bump in the surface", "photo reading"},
    {"path.seat_spacing", number, "m", kSpace, "", true, false, "farthest that two seats along the path are apart", "reading"},
    {"path.drain_depth", number, "m", kSpace, "", true, false, "depth of a drain in the path", "photo reading"},
    {"path.drain_across", truth, "", kSpace, "", true, false, "the openings of the drain run at right angles to the way one walks", "photo attested"},
    {"path.kerb_height", number, "m", kSpace, "", true, false, "kerb along the path, above it", "photo reading"},
    {"path.kerb_width", number, "m", kSpace, "", true, false, "kerb along the path, across it", "photo reading"},
    {"path.level_length", number, "m", kSpace, "", true, false, "shortest of the level parts of a sloping way", "reading"},
    {"path.level_spacing", number, "m", kSpace, "", true, false, "farthest that one walks on a slope between level parts", "reading"},
    {"path.guided", truth, "", kSpace, "", true, false, "guiding tiles run along the path", "photo attested"},
    {"tactile_path.pattern_right", truth, "", kTactile, "", true, false, "lines along the way, dots where it turns, ends or is crossed", "photo attested"},
    {"tactile_path.contrast", truth, "", kTactile, "", true, false, "its colour contrasts with the floor", "photo attested"},
    {"tactile_path.slip_free", truth, "", kTactile, "", true, false, "its tiles are strong and not slippery", "photo attested"},
    {"tactile_path.tile_size", number, "m", kTactile, "", true, false, "side of a tile", "photo reading"},
    {"tactile_path.near_amenities", truth, "", kTactile, "", true, false, "it runs near the benches, bins and telephones", "photo attested"},
    // Ramps, stairs, handrails.
    {"ramp.surface_grip", truth, "", kRamp, "", true, false, "its landings are textured and not slippery", "photo attested"},
    {"ramp.warning_tiles", truth, "", kRamp, "", true, false, "warning tiles lie on its start and end landings", "photo attested"},
    {"stair.exit", truth, "", kWayUp, "", true, false, "people leave the building by it in an emergency", "attested"},
    {"stair.occupants", number, "1", kWayUp, "", true, false, "people who leave by it in an emergency", "attested"},
    {"stair.open_risers", truth, "", kStair, "", true, false, "one sees through between the treads", "photo attested"},
    {"stair.nosing", truth, "", kStair, "", true, false, "every step has an anti-slip nosing", "photo attested"},
    {"stair.guard", truth, "", kStair, "", true, false, "a guard stands on every open side", "photo attested"},
    {"stair.rail_pair", truth, "", kStair, "", true, false, "two rails, one above the other, run along one wall side at least", "photo attested"},
    {"stair.illuminance", number, "lx", kStair, "", true, false, "light on the steps, the least of the readings", "reading"},
    {"handrail.wall_gap", number, "m", kHandrail, "", true, false, "free gap between rail and wall", "photo reading"},
    {"handrail.diameter", number, "m", kHandrail, "", true, false, "thickness of the rail", "photo reading"},
    {"handrail.continuous", truth, "", kHandrail, "", true, false, "the rail runs on without a gap from end to end", "photo attested"},
};

}  // namespace

std::span<const QuantityInfo> site_rows() { return kRows; }

}  // namespace landai::measure
