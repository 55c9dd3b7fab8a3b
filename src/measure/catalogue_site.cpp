// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue_site.hpp"

#include <array>

#include "subjects.hpp"

namespace landai::measure {
namespace {

using enum Category;
using enum ValueKind;

constexpr std::array kPhone{space, building};
constexpr std::array kFurniture{furniture};
constexpr std::array kSign{sign};

constexpr const char* kAges = "3 4-5 6-7 8-10 adult";

// id, kind, unit, subjects, params, fact, pair, definition, by, words. All are facts: somebody has to say them.
constexpr QuantityInfo kRows[] = {
    // Doors.
    {"door.force", number, "kg", kDoor, "", true, false, "load that moves the leaf, pushed or pulled", "reading"},
    {"door.glass_sill", number, "m", kDoor, "", true, false, "lower edge of the glass in the leaf, above the floor", "photo reading"},
    {"door.is_glass", truth, "", kDoor, "", true, false, "the leaf is of glass, so that one may walk into it", "photo attested"},
    {"door.glass_marked", truth, "", kDoor, "", true, false, "a contrasting mark stands at eye level on the glass", "photo attested"},
    {"door.powered", truth, "", kDoor, "", true, false, "a motor opens it", "photo attested"},
    {"door.both_leaves_open", truth, "", kDoor, "", true, false, "both of its two leaves stand open as long as people use it", "attested"},
    {"door.opening_time", number, "s", kDoor, "", true, false, "until it stands open, with power", "reading"},
    {"door.opening_time_power_off", number, "s", kDoor, "", true, false, "until it stands open, by hand, when the power is off", "reading"},
    {"door.handle_kind", word, "", kDoor, "", true, false, "what the hand moves to open it", "photo attested",
     "lever push_pull pull handle_bar knob other"},
    {"door.handle_grip", truth, "", kDoor, "", true, false, "the handle is not slippery", "photo attested"},
    {"door.one_fist", truth, "", kDoor, "", true, false, "handle, lock and latch can be worked with one closed fist", "photo attested"},
    {"door.kick_plate", truth, "", kDoor, "", true, false, "a plate guards the foot of the leaf", "photo attested"},
    {"door.self_closing", truth, "", kDoor, "", true, false, "its hinges close the leaf", "photo attested"},
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
    {"space.altered", truth, "", kSpace, "", true, false, "an alteration changes it, or adds it to the building", "attested"},
    {"element.altered", truth, "", kParts, "", true, false, "an alteration changes it, or adds it to the building; of a ramp or a stair with all its parts", "attested"},
    // Paths and link bridges.
    {"space.two_way", truth, "", kSpace, "", true, false, "people walk the path in both directions", "attested"},
    {"space.busy", truth, "", kSpace, "", true, false, "many people walk the path at a time", "attested"},
    {"path.slope", number, "rad", kSpace, "", true, false, "fall along the way one walks, the steepest of the readings", "reading", "", kUpright},
    {"path.cross_slope", number, "rad", kSpace, "", true, false, "fall across the way one walks, the steepest of the readings", "reading", "", kUpright},
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
    {"stair.exit", truth, "", kStair, "", true, false, "people leave the building by it in an emergency", "attested"},
    {"stair.occupants", number, "1", kStair, "", true, false, "people who leave by it in an emergency", "attested"},
    {"stair.open_risers", truth, "", kStair, "", true, false, "one sees through between the treads", "photo attested"},
    {"stair.nosing", truth, "", kStair, "", true, false, "every step has an anti-slip nosing", "photo attested"},
    {"stair.guard", truth, "", kStair, "", true, false, "a guard stands on every open side", "photo attested"},
    {"stair.rail_pair", truth, "", kStair, "", true, false, "two rails, one above the other, run along one wall side at least", "photo attested"},
    {"stair.illuminance", number, "lx", kStair, "", true, false, "light on the steps, the least of the readings", "reading"},
    {"handrail.wall_gap", number, "m", kHandrail, "", true, false, "free gap between rail and wall", "photo reading"},
    {"handrail.diameter", number, "m", kHandrail, "", true, false, "thickness of the rail", "photo reading"},
    {"handrail.continuous", truth, "", kHandrail, "", true, false, "the rail runs on without a gap from end to end", "photo attested"},
    {"space.humidity", number, "1", kSpace, "", true, false, "relative humidity of the air", "reading", "", kWhole},
    {"space.floor_grip", truth, "", kSpace, "", true, false, "the floor is textured and not slippery", "photo attested"},
    {"space.floor_fall", number, "1", kSpace, "", true, false, "fall of the floor towards its drain", "reading", "", kSteepest},
    {"space.floor_step", number, "m", kSpace, "", true, false, "how much lower the floor lies than the one outside the door", "reading"},
    {"space.alarm_lamp", truth, "", kSpace, "", true, false, "an alarm lamp hangs outside above the door", "photo attested"},
    {"space.alarm_reach", truth, "", kSpace, "", true, false, "the alarm's button or cord is within reach of who sits or lies", "photo attested"},
    {"space.grab_bars", truth, "", kSpace, "", true, false, "grab bars are fitted beside the pan", "photo attested"},
    {"space.lockable", truth, "", kSpace, "", true, false, "a curtain or a door that locks closes the room", "photo attested"},
    {"space.visible", truth, "", kSpace, "", true, false, "easy to see and recognise for who comes in", "photo attested"},
    {"space.capacity", word, "", kSpace, "", true, false, "what a waiting room is meant for: large, medium or small", "attested", "large medium small"},
    {"space.kit", words, "", kSpace, "", true, false, "what the room is equipped with", "photo attested",
     "feeding_area baby_items basin changing_table fridge mirror table chair dispenser bin"},
    {"space.accessory_height", number, "m", kSpace, "", true, false, "highest of the soap, towel and paper holders", "photo reading"},
    {"space.control_height", number, "m", kSpace, "", true, false, "switches and sockets above the floor", "photo reading"},
    {"space.phone_height", number, "m", kPhone, "", true, false, "handset of a public telephone above the floor", "photo reading"},
    {"space.tap_height", number, "m", kSpace, "", true, false, "ablution taps above the floor one stands on", "photo reading"},
    {"space.tap_spacing", number, "m", kSpace, "", true, false, "centre to centre of neighbouring ablution taps", "photo reading"},
    // Lifts.
    {"lift.busy", truth, "", kLift, "", true, false, "serves a busy public facility", "attested"},
    {"lift.level_gap", number, "m", kLift, "", true, false, "step between the floor and the car that stands at it", "reading"},
    {"lift.panel_height", number, "m", kLift, "", true, false, "highest button of the call panel above the floor", "photo reading"},
    {"lift.car_panel_height", number, "m", kLift, "", true, false, "highest button in the car above its floor", "photo reading"},
    {"lift.rail_height", number, "m", kLift, "", true, false, "top of the rail in the car above its floor", "photo reading"},
    {"lift.rail_gap", number, "m", kLift, "", true, false, "between the rail and the wall of the car", "photo reading"},
    {"lift.rail_sides", number, "1", kLift, "", true, false, "sides of the car with a rail", "photo attested", "", 4},
    {"lift.door_time", number, "s", kLift, "", true, false, "how long the door stays open", "reading"},
    {"lift.signals", words, "", kLift, "", true, false, "how the lift tells where it is", "photo attested", "braille audio visual"},
    // Fixtures and furniture.
    {"sanitary.users", word, "", kSanitary, "", true, false, "for whom it is: wheelchair, adult or child", "attested", "wheelchair adult child"},
    {"sanitary.control_height", number, "m", kSanitary, "", true, false, "tap or control above the floor", "photo reading"},
    {"sanitary.seat_height", number, "m", kSanitary, "", true, false, "seat of a shower above the floor", "photo reading"},
    {"counter.accessible", truth, "", kCounter, "", true, false, "everybody can use it, by who vouches for it", "photo attested"},
    {"furniture.height", number, "m", kFurniture, "", true, false, "top above the floor", "photo reading"},
    {"furniture.users_age", word, "", kFurniture, "", true, false, "age in years of who uses it", "attested", kAges},
    {"seat.users_age", word, "", kSeat, "", true, false, "age in years of who uses it", "attested", kAges},
    // Signs: capital letters.
    {"sign.shows", words, "", kSign, "", true, false, "what the sign shows", "photo attested"},
    {"sign.letter_ratio", number, "1", kSign, "", true, false, "width over height of the letters", "photo reading"},
    {"sign.stroke_ratio", number, "1", kSign, "", true, false, "stroke over height of the letters", "photo reading", "", kWhole},
    {"sign.contrast", truth, "", kSign, "", true, false, "letters stand out from their ground", "photo attested"},
    {"sign.glare", truth, "", kSign, "", true, false, "the sign glares", "photo attested"},
    {"sign.braille_gap", number, "m", kSign, "", true, false, "between Latin and Braille letters", "photo reading"},
    {"sign.letter_height", number, "m", kSign, "", true, false, "height of the letters", "photo reading"},
    {"sign.letter_width", number, "m", kSign, "", true, false, "width of the letters' stroke or body, the least", "photo reading"},
    {"sign.reading_distance", number, "m", kSign, "", true, false, "from how far the sign has to be read", "reading attested"},
    {"sign.mount_height", number, "m", kSign, "", true, false, "middle of the sign above the floor", "photo reading"},
    // Parking.
    {"parking_bay.slope", number, "rad", kBay, "", true, false, "slope of the bay's surface", "reading", "", kUpright},
    {"parking_bay.symbol", truth, "", kBay, "", true, false, "symbol and sign in contrasting colours", "photo attested"},
    {"parking_bay.double", truth, "", kBay, "", true, false, "its outline holds two bays side by side", "photo attested"},
    {"parking_bay.joined", truth, "", kBay, "", true, false, "a ramp or path begins at it", "photo attested"},
    // The building.
    {"facility.lift_exempt", truth, "", kBuilding, "", true, false, "an accessible ramp and a conforming incline lift stand in for a lift", "attested"},
    {"facility.phone", truth, "", kBuilding, "", true, false, "a public telephone is provided", "photo attested"},
    {"facility.atm", truth, "", kBuilding, "", true, false, "a cash machine is provided", "photo attested"},
    {"facility.signs", words, "", kBuilding, "", true, false, "what signs there are", "photo attested",
     "path toilet telephone parking braille atm names"},
    // What the older and the neighbouring packs ask.
    {"door.level_free", truth, "", kDoor, "", true, false, "no ramp and no step begins right at the door", "photo attested"},
    {"door.lock_from_outside", truth, "", kDoor, "", true, false, "its lock can be opened from outside in an emergency", "attested"},
    {"door.start_force", number, "N", kDoor, "", true, false, "force that starts the leaf moving", "reading"},
    {"door.open_force", number, "N", kDoor, "", true, false, "force that opens the leaf to the width required", "reading"},
    {"space.sign", truth, "", kSpace, "", true, false, "a sign with a raised symbol is fitted outside its door", "photo attested"},
    {"space.alarm_sound", truth, "", kSpace, "", true, false, "a button in it sounds an alarm", "photo attested"},
    {"ramp.is_exit", truth, "", kRamp, "", true, false, "people leave the building by it in an emergency", "attested"},
    {"ramp.kerb_width", number, "m", kRamp, "", true, false, "edge kerb across the ramp", "photo reading"},
    {"ramp.landing_slope", number, "1", kRamp, "", true, false, "steepest slope of its landings", "reading", "", kSteepest},
    {"stair.uniform", truth, "", kStair, "", true, false, "all treads are equal, and all risers", "reading attested"},
    {"handrail.ends_rounded", truth, "", kHandrail, "", true, false, "its ends are rounded or turned to floor, wall or post", "photo attested"},
    {"counter.has_knee_room", truth, "", kCounter, "", true, false, "there is room for knees and toes under its low part", "photo attested"},
    {"parking_bay.drop_off", truth, "", kBay, "", true, false, "passengers get in and out there", "photo attested"},
    {"facility.has_bins", truth, "", kBuilding, "", true, false, "waste bins are provided", "photo attested"},
    {"facility.has_communication", truth, "", kBuilding, "", true, false, "means of communication and information are provided", "photo attested"},
    {"facility.has_guiding_path", truth, "", kBuilding, "", true, false, "a guiding path for blind people is laid", "photo attested"},
    {"facility.has_signs", truth, "", kBuilding, "", true, false, "signs and marks are fitted", "photo attested"},
};

}  // namespace

std::span<const QuantityInfo> site_rows() { return kRows; }

}  // namespace landai::measure
