// SPDX-License-Identifier: GPL-3.0-or-later
// Ramps before doors, ways between stairs, lifts, bays, fixtures, guiding paths, shares.
#include <gmock/gmock.h>

#include <cmath>

#include "ascii_plan.hpp"
#include "landai/measure/word_list.hpp"
#include "drawn.hpp"
#include "landai/measure/reconcile.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::body;
using test::completed;
using test::fact;
using test::measured;
using test::one_level;

/// A ramp of 1.2 m along y from -8 to -2, its middle at x; a wall along y = 0 with a door from x = 0 to 1.
Plan ramp_and_door(double x) {
  Plan plan = one_level();
  Element flight = body("flight", Category::flight, x - 0.6, -8, x + 0.6, -2);
  flight.kind = "ramp";
  flight.parent = "ramp";
  FlightShape shape;
  shape.foot = {x, -8};
  shape.head = {x, -2};
  flight.shape = shape;
  plan.elements.push_back(body("ramp", Category::ramp, x - 0.6, -8, x + 0.6, -2));
  plan.elements.push_back(flight);
  plan.elements.push_back(body("w1", Category::wall, -9, -0.1, 0, 0.1));
  plan.elements.push_back(body("w2", Category::wall, 1, -0.1, 9, 0.1));
  Element door = body("door", Category::door, 0, -0.1, 1, 0.1);
  DoorShape d;
  d.operation = DoorOperation::none;
  d.jamb_a = {0, 0};
  d.jamb_b = {1, 0};
  d.wall_thickness = 0.2;
  door.shape = d;
  plan.elements.push_back(door);
  return plan;
}

Measurement faces(const Plan& plan, const char* role = "main_entrance") {
  Facts facts;
  if (*role) facts.facts.push_back(fact("door", "door.role", std::string(role)));
  return measured(plan, {"ramp"}, "ramp.faces_door", {}, facts);
}

TEST(RampFacesDoor, MeetsAnEntranceStraightOnWithinItsWidth) {
  EXPECT_EQ(faces(ramp_and_door(0.5)).truth(), true);
  EXPECT_EQ(faces(ramp_and_door(-0.4)).truth(), true);     // 0.20 m of the door lie ahead
  EXPECT_EQ(faces(ramp_and_door(-0.55)).truth(), false);   // 0.05 m
  EXPECT_EQ(faces(ramp_and_door(3)).truth(), false);
}

TEST(RampFacesDoor, WallsHideADoorAndOtherDoorsDoNotCount) {
  Plan plan = ramp_and_door(0.5);
  EXPECT_EQ(faces(plan, "internal").missing.key, "measure.route.no_entrance");
  EXPECT_EQ(faces(plan, "").missing.key, "measure.route.no_entrance");
  plan.elements.push_back(body("screen", Category::wall, -0.5, -1.2, 1.5, -1.1));
  EXPECT_EQ(faces(plan).truth(), false);
  plan.elements.back() = body("screen", Category::wall, -0.5, -1.2, 0.6, -1.1);   // half of the way stays open
  EXPECT_EQ(faces(plan).truth(), true);
  plan.elements.back() = body("pots", Category::furniture, -0.5, -1.2, 1.5, -1.1);
  EXPECT_EQ(faces(plan).truth(), true);
}

TEST(RampFacesDoor, NotFartherThanFiveMetres) {
  Plan plan = ramp_and_door(0.5);
  const auto shift = [&](double head) {
    std::get<FlightShape>(plan.elements[1].shape).head = {0.5, head};
    return faces(plan).truth();
  };
  EXPECT_EQ(shift(-4.9), true);
  EXPECT_EQ(shift(-5.1), false);
}

TEST(StairNextDistance, IsTheWayOnTheFloor) {
  // Two stairs of one flight on one floor, foot to foot 8 m; a wall between makes one walk around its end.
  Plan plan = one_level();
  plan.elements.push_back(body("s1", Category::wall, -20, -5.1, 20, -5));
  plan.elements.push_back(body("s2", Category::wall, -20, 5, 20, 5.1));
  for (const auto& [id, x, way] : {std::tuple{"a", -4.0, -1.0}, {"b", 4.0, 1.0}}) {
    Element stair = body(id, Category::stair, std::min(x, x + 3 * way), -0.6, std::max(x, x + 3 * way), 0.6);
    FlightShape shape;
    shape.foot = {x, 0};
    shape.head = {x + 3 * way, 0};
    stair.shape = shape;
    plan.elements.push_back(stair);
  }
  // One stands 0.45 m before the first step. Both ends are asked where heights do not tell; the feet are nearer.
  EXPECT_NEAR(*measured(plan, {"a"}, "stair.next_distance").number(), 8 - 0.9, 0.001);
  plan.elements.pop_back();
  EXPECT_FALSE(measured(plan, {"a"}, "stair.next_distance").applies);
}

/// A lift of 1.6 x 1.8 m above a lobby; its door 0.9 m wide in a wall of 0.2 m, the opposite wall `deep` away from the face.
Plan lift_lobby(double deep) {
  Plan plan = one_level();
  plan.elements.push_back(body("lift", Category::lift, 0, 0.1, 1.6, 1.9));
  plan.elements.push_back(body("w1", Category::wall, -3, -0.1, 0.35, 0.1));
  plan.elements.push_back(body("w2", Category::wall, 1.25, -0.1, 5, 0.1));
  plan.elements.push_back(body("w3", Category::wall, -3, -0.1 - deep - 0.2, 5, -0.1 - deep));
  Element door = body("door", Category::door, 0.35, -0.1, 1.25, 0.1);
  DoorShape d;
  d.operation = DoorOperation::sliding;
  d.jamb_a = {0.35, 0};
  d.jamb_b = {1.25, 0};
  d.wall_thickness = 0.2;
  d.frame_clear_width = Known::exact(0.9, Method::geometry, "frame");
  door.shape = d;
  plan.elements.push_back(door);
  return plan;
}

TEST(LiftLobby, IsAsDeepAsToTheOppositeWallOrThing) {
  Plan plan = lift_lobby(1.85);
  EXPECT_NEAR(*measured(plan, {"lift"}, "lift.lobby_width").number(), 1.85, 0.0005);
  plan.elements.push_back(body("seat", Category::seat, 1.0, -1.95, 1.5, -1.5));   // 1.40 m from the wall's face
  EXPECT_NEAR(*measured(plan, {"lift"}, "lift.lobby_width").number(), 1.40, 0.0005);
  plan.elements.back() = body("seat", Category::seat, 1.3, -1.95, 1.8, -1.5);     // beside the door's width
  EXPECT_NEAR(*measured(plan, {"lift"}, "lift.lobby_width").number(), 1.85, 0.0005);
}

TEST(LiftLobby, WithoutADoorIsNotMeasured) {
  Plan plan = lift_lobby(2);
  plan.elements.pop_back();
  EXPECT_EQ(measured(plan, {"lift"}, "lift.lobby_width").missing.key, "measure.lift.no_front");
  EXPECT_FALSE(measured(plan, {"lift"}, "lift.door_width").value);
}

TEST(LiftDoor, IsAsStatedElseTheClearWidthOfItsDoor) {
  Plan plan = lift_lobby(2);
  const auto drawn = measured(plan, {"lift"}, "lift.door_width");
  const auto own = measured(plan, {"door"}, "door.clear_width");
  ASSERT_TRUE(drawn.value);
  EXPECT_EQ(drawn.number(), own.number());
  EXPECT_LE(drawn.hi, 0.9);
  plan.elements[0].attributes["DoorWidth"] = 1.1;
  EXPECT_EQ(measured(plan, {"lift"}, "lift.door_width").number(), 1.1);
}

/// The same lobby on a storey above, with its own door and opposite wall.
Plan two_lobbies(double deep, double deep_above, double door_above) {
  Plan plan = lift_lobby(deep);
  plan.levels.push_back({"L1", "first", 3.0, true});
  Plan above = lift_lobby(deep_above);
  for (Element e : above.elements) {
    if (e.category == Category::lift) continue;
    e.id += "-up";
    e.levels = {"L1"};
    if (auto* door = std::get_if<DoorShape>(&e.shape)) door->frame_clear_width = Known::exact(door_above, Method::geometry, "frame");
    plan.elements.push_back(std::move(e));
  }
  plan.elements[0].levels = {plan.levels.front().id, "L1"};
  for (std::size_t i = 1; i < 5; ++i) plan.elements[i].levels = {plan.levels.front().id};
  return plan;
}

// Each storey has a door and a lobby, and the least of them is the lift's.
TEST(LiftDoor, IsTheNarrowestOfAllStoreys) {
  for (const auto& [above, narrowest] : {std::pair{0.65, "door-up"}, {1.10, "door"}}) {
    const Plan plan = two_lobbies(2, 2, above);
    EXPECT_EQ(measured(plan, {"lift"}, "lift.door_width").number(), measured(plan, {narrowest}, "door.clear_width").number()) << above;
  }
  const auto lobby = measured(two_lobbies(3.15, 1.00, 0.9), {"lift"}, "lift.lobby_width");
  EXPECT_NEAR(*lobby.number(), 1.00, 0.0005);
  EXPECT_EQ(lobby.evidence.level, "L1");
  EXPECT_NEAR(*measured(two_lobbies(1.85, 3, 0.9), {"lift"}, "lift.lobby_width").number(), 1.85, 0.0005);
  // No door is drawn above, but a room: its lobby is not known.
  Plan plan = two_lobbies(2, 2, 0.9);
  std::erase_if(plan.elements, [](const Element& e) { return e.id == "door-up"; });
  Element room = body("room-up", Category::space, -3, -2.1, 5, -0.1);
  room.levels = {"L1"};
  plan.elements.push_back(room);
  const auto open = measured(plan, {"lift"}, "lift.lobby_width");
  EXPECT_NEAR(*open.number(), 2, 0.0005);
  EXPECT_EQ(open.lo, 0);
}

TEST(ParkingBay, HasALongerSideInAnyDirection) {
  Plan plan = one_level();
  Element bay = body("bay", Category::parking_bay, 0, 0, 0, 0);
  const double c = std::cos(0.4), s = std::sin(0.4);
  const auto at = [&](double x, double y) { return PlanPoint{x * c - y * s, x * s + y * c}; };
  bay.geometry.areas = {Polygon{{at(0, 0), at(3.7, 0), at(3.7, 4.5), at(0, 4.5)}, {}}};
  plan.elements.push_back(bay);
  EXPECT_NEAR(*measured(plan, {"bay"}, "parking_bay.width").number(), 3.7, 1e-9);
  // Two side by side: 4.5 m may be their length or their width.
  Facts two;
  two.facts = {fact("bay", "parking_bay.double", true)};
  const auto width = measured(plan, {"bay"}, "parking_bay.width", {}, two);
  EXPECT_NEAR(width.lo, 3.7, 1e-9);
  EXPECT_NEAR(width.hi, 4.5, 1e-9);
  const auto length = measured(plan, {"bay"}, "parking_bay.length");
  EXPECT_NEAR(*length.number(), 4.5, 1e-9);
  EXPECT_NEAR(distance(length.evidence.witness[0].a, length.evidence.witness[0].b), 4.5, 1e-9);
}

TEST(SanitaryFootprint, IsMeasuredByTheFront) {
  Plan plan = one_level();
  Element basin = body("basin", Category::sanitary, 0, 0, 0.6, 0.45);
  FixtureShape shape;
  shape.facing = {0, -1};
  basin.shape = shape;
  plan.elements.push_back(basin);
  EXPECT_NEAR(*measured(plan, {"basin"}, "sanitary.width").number(), 0.60, 1e-9);
  EXPECT_NEAR(*measured(plan, {"basin"}, "sanitary.depth").number(), 0.45, 1e-9);
  std::get<FixtureShape>(plan.elements[0].shape).facing = {1, 0};
  EXPECT_NEAR(*measured(plan, {"basin"}, "sanitary.width").number(), 0.45, 1e-9);
}

TEST(SanitaryFootprint, WithoutAFrontEitherSideMayBeMeant) {
  Plan plan = one_level();
  plan.elements.push_back(body("basin", Category::sanitary, 0, 0, 0.6, 0.45));
  for (const char* quantity : {"sanitary.width", "sanitary.depth"}) {
    const auto m = measured(plan, {"basin"}, quantity);
    EXPECT_NEAR(m.lo, 0.45, 1e-9);
    EXPECT_NEAR(m.hi, 0.60, 1e-9);
  }
}

Element space(const std::string& id, double x0, double y0, double x1, double y1) { return body(id, Category::space, x0, y0, x1, y1); }

TEST(AreaShare, SpacesOfUnknownUseWidenTheUpperBound) {
  Plan plan = one_level();
  plan.elements = {space("hall", 0, 0, 10, 8), space("wc", 10, 0, 12, 2), space("nameless", 10, 2, 12, 10)};   // 80, 4 and 16 m2
  const Facts facts{"", {fact("hall", "space.use", std::string("service_hall")), fact("wc", "space.use", std::string("toilet"))}, {}};
  const auto m = measured(plan, {"building"}, "facility.area_share", {{"use", std::string("toilet")}}, facts);
  EXPECT_NEAR(*m.number(), 0.04, 1e-9);
  EXPECT_NEAR(m.lo, 0.04, 1e-9);
  EXPECT_NEAR(m.hi, 0.20, 1e-9);
  EXPECT_FALSE(measured(plan, {"building"}, "facility.area_share", {{"use", std::string("toilet")}}).value);
}

TEST(CirculationShare, IsTheFloorBetweenTheFurniture) {
  Plan plan = one_level();
  plan.elements = {space("hall", 0, 0, 10, 8)};
  EXPECT_FALSE(measured(plan, {"hall"}, "space.circulation_share").value);
  plan.elements.push_back(body("table", Category::furniture, 1, 1, 5, 3));   // 8 of 80 m2
  plan.elements.push_back(body("seat", Category::seat, 4, 2, 6, 3));         // 1 m2 more beside it
  EXPECT_NEAR(*measured(plan, {"hall"}, "space.circulation_share").number(), 71.0 / 80, 1e-6);
}

// Of a part of a building a count is the least, and no share of the whole is known.
TEST(FacilityCounts, OfAPartOfTheBuildingAreTheLeast) {
  Plan plan = one_level();
  plan.elements = {body("bay1", Category::parking_bay, 0, 0, 2.5, 5), body("bay2", Category::parking_bay, 3, 0, 6.7, 5),
                   body("hall", Category::space, 0, 10, 10, 18), body("wc", Category::space, 10, 10, 12, 12)};
  for (const char* coverage : {"", "complete", "partial"}) {
    Facts facts;
    facts.facts = {fact("bay1", "parking_bay.accessible", false), fact("bay2", "parking_bay.accessible", true),
                   fact("hall", "space.use", std::string("lobby")), fact("wc", "space.use", std::string("toilet"))};
    if (*coverage) facts.facts.push_back(fact("building", "building.coverage", std::string(coverage)));
    const bool part = std::string(coverage) == "partial";
    const auto bays = measured(plan, {"building"}, "facility.count", {{"category", std::string("parking_bay")}}, facts);
    EXPECT_EQ(bays.number(), 2) << coverage;
    EXPECT_EQ(bays.lo, 2) << coverage;
    EXPECT_EQ(std::isinf(bays.hi), part) << coverage;
    EXPECT_EQ(taken_for_whole(bays), !*coverage) << "a count that nobody stated to be of the whole says so";
    const auto accessible = measured(plan, {"building"}, "facility.accessible_parking", {}, facts);
    EXPECT_EQ(accessible.lo, 1) << coverage;
    EXPECT_EQ(std::isinf(accessible.hi), part) << coverage;
    const auto share = measured(plan, {"building"}, "facility.area_share", {{"use", std::string("toilet")}}, facts);
    EXPECT_NEAR(*share.number(), 4.0 / 84, 1e-9) << coverage;
    EXPECT_EQ(share.lo == 0 && share.hi == 1, part) << coverage;
  }
}

TEST(Guided, EachStairByATileAtIt) {
  Plan plan = one_level();
  plan.elements = {body("front", Category::stair, 0, 0, 2, 3), body("back", Category::stair, 20, 0, 22, 3)};
  const auto guided = [&](const char* stair, const Facts& facts = {}) { return measured(plan, {stair}, "stair.guided", {}, facts); };
  EXPECT_EQ(guided("front").missing.key, "measure.tactile.none_drawn");
  plan.elements.push_back(body("tile", Category::tactile_path, 0, 3.5, 2, 3.8));
  EXPECT_EQ(guided("front").truth(), true);
  EXPECT_EQ(guided("back").truth(), false) << "one path that reaches one stair guides nobody to the other";
  // Somebody followed the path to "a stair": of two it may be either.
  Facts read;
  read.readings.readings.resize(1);
  read.readings.readings[0].subject = {"tile"};
  read.readings.readings[0].quantity = "tactile_path.reaches";
  read.readings.readings[0].value = std::vector<std::string>{"stair"};
  EXPECT_EQ(guided("back", read).missing.key, "measure.tactile.which");
  plan.elements.erase(plan.elements.begin() + 1);
  EXPECT_EQ(guided("front", read).truth(), true);
  read.readings.readings[0].value = std::vector<std::string>{"entrance"};
  EXPECT_EQ(guided("front", read).truth(), false) << "who followed it knows better than the drawing";
}

TEST(Guided, EachLiftByATileAtIt) {
  Plan plan = one_level();
  plan.elements = {body("east", Category::lift, 0, 0, 2, 2), body("west", Category::lift, 20, 0, 22, 2),
                   body("tile", Category::tactile_path, 0.5, 2.5, 1.5, 2.8)};
  EXPECT_EQ(measured(plan, {"east"}, "lift.guided").truth(), true);
  EXPECT_EQ(measured(plan, {"west"}, "lift.guided").truth(), false) << "one path that reaches one lift guides nobody to the other";
  // The tile lies behind the lift: its door is on the other side.
  Element& door = test::put(plan, test::thing("door", Category::door));
  DoorShape shape;
  shape.jamb_a = {0.5, -0.1};
  shape.jamb_b = {1.5, -0.1};
  door.shape = shape;
  EXPECT_EQ(measured(plan, {"east"}, "lift.guided").truth(), false);
  plan.elements.push_back(body("before", Category::tactile_path, 0.8, -0.9, 1.1, -0.4));
  EXPECT_EQ(measured(plan, {"east"}, "lift.guided").truth(), true);
}

// Who is told that a path leads to "the entrance" knows which door that is only where one leads outside.
TEST(Guided, EachDoorToTheOutsideByATileAtIt) {
  Plan plan = one_level();
  plan.elements = {space("hall", 0, 0, 20, 10), body("tile", Category::tactile_path, 2, -3, 2.3, -0.5)};
  for (const auto& [id, x] : {std::pair{"front", 2.0}, std::pair{"back", 15.0}}) {
    Element& door = test::put(plan, test::thing(id, Category::door));
    door.connects = {"hall", "outside"};
    DoorShape shape;
    shape.jamb_a = {x, 0};
    shape.jamb_b = {x + 0.9, 0};
    shape.wall_thickness = 0.15;
    door.shape = shape;
  }
  Facts facts;
  facts.facts = {fact("front", "door.role", std::string("main_entrance")), fact("back", "door.role", std::string("entrance"))};
  const auto guided = [&](const char* id) { return measured(plan, {id}, "door.guided", {}, facts); };
  EXPECT_EQ(guided("front").truth(), true);
  EXPECT_EQ(guided("back").truth(), false) << "one path to one door guides nobody to the other";
  facts.readings.readings.resize(1);
  facts.readings.readings[0].subject = {"tile"};
  facts.readings.readings[0].quantity = "tactile_path.reaches";
  facts.readings.readings[0].value = std::vector<std::string>{"entrance"};
  EXPECT_EQ(guided("back").missing.key, "measure.tactile.which");
  facts.facts[1] = fact("back", "door.role", std::string("internal"));
  EXPECT_EQ(guided("front").truth(), true);
  EXPECT_EQ(guided("back").missing.key, "measure.tactile.which");
}

TEST(AreaPerOccupant, NeedsTheOccupants) {
  Plan plan = one_level();
  plan.elements = {space("hall", 0, 0, 10, 8)};
  EXPECT_EQ(measured(plan, {"hall"}, "space.area_per_occupant").missing.key, "measure.space.no_occupants");
  const auto m = measured(plan, {"hall"}, "space.area_per_occupant", {}, {"", {fact("hall", "space.occupants", 50.0)}, {}});
  EXPECT_NEAR(*m.number(), 1.6, 1e-9);
  plan.elements[0].attributes["OccupancyNumber"] = 40.0;
  EXPECT_NEAR(*measured(plan, {"hall"}, "space.area_per_occupant").number(), 2.0, 1e-9);
}

TEST(TactilePath, ReachesParkingDoorsStopsMapsAndLanesThatAreNamed) {
  Plan plan = one_level();
  plan.elements.push_back(body("tile", Category::tactile_path, 0, 0, 5, 0.3));
  const auto reached = [&] {
    const auto m = measured(plan, {"tile"}, "tactile_path.reaches");
    return std::get<std::vector<std::string>>(*m.value);
  };
  EXPECT_TRUE(reached().empty());
  plan.elements.push_back(body("bay", Category::parking_bay, 5.5, 0, 9, 5));
  Element lane = body("lane", Category::space, 0, -4, 5, -0.5);
  lane.name = "JALUR KENDARAAN";
  plan.elements.push_back(lane);
  Element board = body("board", Category::sign, 2, 0.5, 2.5, 0.55);
  board.name = "Peta taktil";
  plan.elements.push_back(board);
  plan.labels.push_back({"HALTE", {-0.4, 0.1}, "L0", ""});
  EXPECT_THAT(reached(), testing::ElementsAre("map", "parking", "stop", "vehicle_lane"));
  plan.labels[0].position = {-0.7, 0.1};   // 0.60 m is near enough, this is not
  EXPECT_THAT(reached(), testing::ElementsAre("map", "parking", "vehicle_lane"));
}

// What no plan draws or names may be there; what it has elsewhere is known not to be reached.
TEST(TactilePath, LeavesOpenWhatThePlanDoesNotShow) {
  Plan plan = one_level();
  plan.elements.push_back(body("tile", Category::tactile_path, 0, 0, 5, 0.3));
  const auto open = [&] { return words_left_open(measured(plan, {"tile"}, "tactile_path.reaches")); };
  EXPECT_THAT(open(), testing::IsSupersetOf({"ramp", "stop", "map", "vehicle_lane", "parking"}));
  plan.elements.push_back(body("ramp", Category::ramp, 20, 0, 25, 2));
  plan.labels.push_back({"HALTE", {30, 0}, "L0", ""});
  plan.labels.push_back({"PETA", {0, 0.1}, "L0", ""});
  EXPECT_THAT(open(), testing::Not(testing::Contains(testing::AnyOf("ramp", "stop", "map"))));
  EXPECT_THAT(open(), testing::IsSupersetOf({"vehicle_lane", "parking"}));
}

}  // namespace
}  // namespace landai::measure
