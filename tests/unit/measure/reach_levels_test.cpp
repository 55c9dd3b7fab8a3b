// SPDX-License-Identifier: GPL-3.0-or-later
// Reachability over levels, with the leaves of doors, from the street, on any number of threads.
#include <gmock/gmock.h>

#include "reaching.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::completed;
using test::element;
using test::fact;
using test::fill;
using test::kinds;
using test::measured;
using test::place;
using test::reached;
using test::space_at;
using test::two_rooms;
using testing::ElementsAre;
using testing::IsEmpty;

/// Two storeys of the same outline; what leads up stands in the middle of the right room.
Plan two_storeys(std::optional<Element> joint = {}) {
  Plan plan = ascii_plan(0.1, two_rooms());
  Plan upper = ascii_plan(0.1, two_rooms());
  plan.levels.push_back({"L1", "first", 3.0, true});
  for (Element e : upper.elements) {
    if (e.category == Category::opening && std::get<DoorShape>(e.shape).jamb_a.x < 1) continue;   // nobody comes in up there
    e.id += "-up";
    e.levels = {"L1"};
    plan.elements.push_back(std::move(e));
  }
  // Its place in the outer wall is walled up.
  Element wall;
  wall.id = "wall-up";
  wall.category = Category::wall;
  wall.levels = {"L1"};
  wall.geometry.areas = {{{{0, 0.1}, {0.1, 0.1}, {0.1, 2.3}, {0, 2.3}}, {}}};
  plan.elements.push_back(wall);
  if (joint) plan.elements.push_back(*joint);
  return completed(std::move(plan));
}

Element joint(Category category, const std::string& kind = "") {
  Element e;
  e.id = "joint";
  e.category = category;
  e.kind = kind;
  e.levels = {"L0", "L1"};
  e.geometry.areas = {{{{4.2, 0.4}, {4.9, 0.4}, {4.9, 0.9}, {4.2, 0.9}}, {}}};
  return e;
}

Element ramp(std::optional<double> slope) {
  Element e = joint(Category::flight, "ramp");
  FlightShape f;
  f.foot = {4.2, 0.65};
  f.head = {4.9, 0.65};
  if (slope) f.slope = Known::exact(*slope, Method::attribute, "stated");
  e.shape = f;
  return e;
}

const PlanPoint kUp{1.0, 1.0};

TEST(ReachLevels, WithoutALiftTheStoreyIsCutOff) {
  const Plan plan = two_storeys();
  const auto up = place(reached(plan), space_at(plan, kUp, "L1"));
  EXPECT_EQ(up.reachable, false);
  ASSERT_THAT(kinds(up), ElementsAre("missing_lift"));
  EXPECT_EQ(up.cut[0].text.key, "measure.route.no_lift");
  EXPECT_EQ(up.cut[0].level, "L1");
}

// A lift is a door, a car and where it stops: what is not known of its door, or of its gap, leaves the way open.
TEST(ReachLevels, ALiftIsNoWiderThanItsDoorAndNoLargerThanItsCar) {
  const Plan plan = two_storeys(joint(Category::lift));
  const auto up = [&](std::vector<std::pair<const char*, double>> known) {
    Facts facts;
    for (const auto& [quantity, value] : known) facts.facts.push_back(fact("joint", quantity, value));
    return place(reached(plan, "manual_chair", facts), space_at(plan, kUp, "L1"));
  };
  const auto open = up({});
  EXPECT_FALSE(open.reachable.has_value());
  ASSERT_EQ(open.cut.size(), 1u);
  EXPECT_EQ(open.cut[0].text.key, "measure.route.lift_open");
  EXPECT_EQ(open.cut[0].kind, ChangeKind::missing_lift);
  EXPECT_FALSE(up({{"lift.door_width", 0.80}}).reachable.has_value()) << "nobody knows whether it stops level";
  EXPECT_EQ(up({{"lift.door_width", 0.80}, {"lift.level_gap", 0.01}}).reachable, true);
  EXPECT_EQ(up({{"lift.door_width", 0.79}}).reachable, false);
  EXPECT_EQ(up({{"lift.door_width", 0.90}, {"lift.level_gap", 0.05}}).reachable, false);
  EXPECT_EQ(up({{"lift.door_width", 0.90}, {"lift.level_gap", 0.01}}).reachable, true);
  EXPECT_EQ(up({{"lift.door_width", 0.90}, {"lift.car_width", 0.70}, {"lift.car_depth", 1.40}}).reachable, false);
  EXPECT_EQ(up({{"lift.door_width", 0.90}, {"lift.car_width", 0.90}, {"lift.car_depth", 1.00}}).reachable, false);
  EXPECT_EQ(up({{"lift.door_width", 0.90}, {"lift.level_gap", 0.01}, {"lift.car_width", 1.40}, {"lift.car_depth", 1.10}}).reachable, true);
}

TEST(ReachLevels, TheWidestWayTakesALiftAsItIs) {
  Plan plan = two_storeys(joint(Category::lift));
  const std::string up = space_at(plan, kUp, "L1"), entrance = reached(plan).front().entrance;
  const auto exists = [&](std::vector<Reading> readings) {
    Facts facts{"", {fact(up, "space.access", std::string("public"))}, {}};
    facts.readings.readings = std::move(readings);
    return measured(plan, {entrance, up}, "route.exists", {{"width", 0.70}}, facts);
  };
  const auto read = [](const char* quantity, double value) {
    Reading r;
    r.subject = {"joint"};
    r.quantity = quantity;
    r.value = value;
    r.lo = r.hi = value;
    r.u = 0.002;
    return r;
  };
  EXPECT_EQ(exists({}).missing.key, "measure.route.lift_open");
  EXPECT_EQ(exists({read("lift.door_width", 0.80)}).missing.key, "measure.route.lift_open");
  EXPECT_EQ(exists({read("lift.door_width", 0.80), read("lift.level_gap", 0.010)}).truth(), true);
  EXPECT_EQ(exists({read("lift.door_width", 0.60)}).truth(), false);
  EXPECT_EQ(exists({read("lift.door_width", 0.80), read("lift.level_gap", 0.019)}).missing.key, "measure.route.lift_open") << "2 cm or less, nobody knows";
  const auto step = exists({read("lift.door_width", 0.80), read("lift.level_gap", 0.05)});
  EXPECT_EQ(step.truth(), false);
  EXPECT_EQ(step.evidence.note.key, "measure.route.step");
}

TEST(ReachLevels, ALiftLeadsUp) {
  const Plan plan = two_storeys(joint(Category::lift));
  const auto up = place(reached(plan, "manual_chair", {"", {fact("joint", "lift.door_width", 0.9), fact("joint", "lift.level_gap", 0.01)}, {}}), space_at(plan, kUp, "L1"));
  EXPECT_EQ(up.reachable, true);
  ASSERT_EQ(up.legs.size(), 2u);
  EXPECT_EQ(up.legs[0].level, "L0");
  EXPECT_EQ(up.legs[0].by, "joint");
  EXPECT_EQ(up.legs[1].level, "L1");
  EXPECT_EQ(up.legs[1].by, "");
  EXPECT_EQ(up.doors.size(), 3u);   // entrance, doorway below, doorway above
  EXPECT_NEAR(up.width_m, 0.9, 0.0005);
}

TEST(ReachLevels, AStairIsAChangeForWhoTakesNone) {
  const Plan plan = two_storeys(joint(Category::stair));
  const auto up = place(reached(plan), space_at(plan, kUp, "L1"));
  EXPECT_EQ(up.reachable, false);
  ASSERT_THAT(kinds(up), ElementsAre("stair"));
  EXPECT_THAT(up.cut[0].elements, ElementsAre("joint"));
  EXPECT_EQ(place(reached(plan, "blind_cane"), up.place).reachable, true);
}

TEST(ReachLevels, ARampMustNotBeTooSteep) {
  struct Case {
    std::optional<double> slope;
    std::optional<bool> reachable;
  };
  for (const Case& c : {Case{1.0 / 12, true}, {1.0 / 10, true}, {1.0 / 9, false}, {std::nullopt, std::nullopt}}) {   // indoors 1:10
    const Plan plan = two_storeys(ramp(c.slope));
    const auto up = place(reached(plan), space_at(plan, kUp, "L1"));
    EXPECT_EQ(up.reachable, c.reachable) << c.slope.value_or(0);
    if (c.reachable == true) {
      EXPECT_THAT(up.cut, IsEmpty());
      continue;
    }
    ASSERT_THAT(kinds(up), ElementsAre("ramp"));
    EXPECT_EQ(up.cut[0].doubtful, !c.slope.has_value());
    EXPECT_EQ(up.cut[0].text.key, c.slope ? "measure.reach.ramp" : "measure.reach.ramp_unknown");
  }
}

// A ramp that is stated to be for goods is no way for people, on a level and between storeys.
TEST(ReachLevels, AGoodsRampIsNoWay) {
  const Plan plan = two_storeys(ramp(1.0 / 12));
  const std::string up = space_at(plan, kUp, "L1"), entrance = reached(plan).front().entrance;
  const auto exists = [&](const char* use) {
    const Facts facts{"", {fact("joint", "ramp.use", std::string(use)), fact(up, "space.access", std::string("public"))}, {}};
    EXPECT_EQ(place(reached(plan, "manual_chair", facts), up).reachable, std::string(use) == "people") << use;
    return measured(plan, {entrance, up}, "route.exists", {{"width", 0.70}}, facts).truth();
  };
  EXPECT_EQ(exists("people"), true);
  EXPECT_EQ(exists("goods"), false);
  EXPECT_EQ(exists("vehicles"), false);
}

TEST(ReachLevels, CutsOfSeveralStoreysAddUp) {
  Plan plan = two_storeys(joint(Category::stair));
  for (auto& e : plan.elements)   // the doorway above becomes 0.7 m
    if (e.category == Category::opening && e.levels == std::vector<std::string>{"L1"})
      std::get<DoorShape>(e.shape).frame_clear_width = Known::exact(0.7, Method::drawn, "drawn");
  EXPECT_THAT(kinds(place(reached(plan), space_at(plan, kUp, "L1"))), ElementsAre("stair", "door"));
  EXPECT_THAT(kinds(place(reached(plan), space_at(plan, {4.5, 2.0}, "L1"))), ElementsAre("stair"));
}

// A corridor of 1.2 m; a room below it whose door of 0.9 m opens up into the corridor, hinged on the left; a room on the right.
std::vector<std::string> corridor(bool from_left) {
  std::vector<std::string> rows(44, "#.......................................#..................#");
  rows.front() = rows.back() = std::string(rows[1].size(), '#');
  fill(rows, 0, 13, 60, 14, '#');
  fill(rows, 15, 13, 24, 14, 'd');
  fill(rows, 40, 1, 41, 13, from_left ? 'D' : '#');
  if (from_left) fill(rows, 0, 2, 1, 12, 'D');
  else fill(rows, 30, 0, 40, 1, 'D');
  return rows;
}

Plan with_corridor(std::vector<std::string> rows) {
  Plan plan = ascii_plan(0.1, std::move(rows));
  for (auto& e : plan.elements)
    if (e.category == Category::door) e.id = "side";
  return completed(std::move(plan));
}

Facts side_door() {   // how far the leaf opens is not the question here
  Facts facts;
  facts.facts.push_back(fact("side", "door.clear_width", 0.85));
  return facts;
}

TEST(ReachLeaf, ADoorThatIsNotPassedDoesNotCutTheCorridor) {
  const Plan plan = with_corridor(corridor(true));
  const auto right = place(reached(plan, "manual_chair", side_door()), space_at(plan, {5.0, 3.7}));
  EXPECT_EQ(right.reachable, true);
  EXPECT_NEAR(right.width_m, 1.0, 0.0005);   // the entrance; the open leaf would leave 0.3 m
}

TEST(ReachLeaf, BehindTheOpenLeafIsSaid) {
  const Plan plan = with_corridor(corridor(true));
  const auto room = place(reached(plan, "manual_chair", side_door()), space_at(plan, {2.0, 1.0}));
  EXPECT_EQ(room.reachable, std::nullopt);   // one may pass the door before opening it
  ASSERT_THAT(kinds(room), ElementsAre("door"));
  EXPECT_TRUE(room.cut[0].doubtful);
  EXPECT_EQ(room.cut[0].text.key, "measure.reach.leaf");
  // The corridor's faces are at 3.1 and 4.3 m, the leaf reaches from 3.1 to 4.0 m: 0.3 m are left.
  EXPECT_NEAR(room.cut[0].value_m, 0.3, 0.0005);
}

TEST(ReachLeaf, FromTheOtherSideTheSameDoorIsFree) {
  const Plan plan = with_corridor(corridor(false));
  const auto room = place(reached(plan, "manual_chair", side_door()), space_at(plan, {2.0, 1.0}));
  EXPECT_EQ(room.reachable, true);
  EXPECT_NEAR(room.width_m, 0.85, 0.001);
}

TEST(ReachLeaf, WhatStandsBesideTheLeafInFrontOfTheOpeningIsInTheWay) {
  auto rows = corridor(false);
  fill(rows, 22, 1, 24, 13, 'F');   // 0.7 m from the leaf, in the corridor before the opening
  const Plan plan = with_corridor(rows);
  const auto room = place(reached(plan, "manual_chair", side_door()), space_at(plan, {2.0, 1.0}));
  EXPECT_EQ(room.reachable, false);
  EXPECT_THAT(kinds(room), testing::Not(IsEmpty()));
}

TEST(Reach, GivesTheSameOnAnyNumberOfThreads) {
  const Plan plan = two_storeys(joint(Category::lift));
  const auto told = [&](int threads) {
    auto result = reach(plan, {}, test::mobilities(), test::data_folder(), threads);
    EXPECT_TRUE(result.has_value());
    std::string out;
    const auto number = [&](double v) { out += std::to_string(v) + " "; };
    for (const auto& m : *result) {
      out += m.mobility + " " + m.entrance + "\n";
      for (const auto& p : m.places) {
        out += p.place + (p.reachable ? *p.reachable ? " yes " : " no " : " ? ");
        number(p.width_m);
        for (const auto& leg : p.legs)
          for (const PlanPoint q : leg.path) number(q.x), number(q.y);
        for (const auto& n : p.narrows) number(n.width_m);
        for (const auto& c : p.cut) {
          out += std::string(to_string(c.kind)) + " ";
          for (const auto& id : c.elements) out += id + " ";
          number(c.value_m), number(c.witness.a.x), number(c.witness.b.y);
        }
        out += "\n";
      }
    }
    return out;
  };
  const std::string one = told(1);
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(told(2), one);
  EXPECT_EQ(told(8), one);
}

TEST(RouteQuery, GoesFromPointToPointAndFromDoorToRoom) {
  const Plan plan = completed(ascii_plan(0.1, two_rooms()));
  const auto& chair = test::mobility("manual_chair");
  const std::string right = space_at(plan, test::kRight);
  const auto points = route(plan, {}, chair, {"", {1.0, 1.2}, ""}, {"", {4.5, 1.2}, ""}, test::data_folder());
  ASSERT_TRUE(points.has_value());
  EXPECT_EQ(points->reachable, true);
  EXPECT_NEAR(points->width_m, 0.9, 0.0005);
  ASSERT_EQ(points->narrows.size(), 1u);   // only the doorway is below the turning diameter
  EXPECT_NEAR(points->narrows[0].width_m, 0.9, 0.0005);
  const auto all = reached(plan);
  const auto doors = route(plan, {}, chair, {all.front().entrance, {}, ""}, {right, {}, ""}, test::data_folder());
  ASSERT_TRUE(doors.has_value());
  EXPECT_EQ(doors->legs.front().path, place(all, right).legs.front().path);
}

TEST(RouteQuery, FromOutsidePassesTheEntrance) {
  const Plan plan = completed(ascii_plan(0.1, two_rooms()));
  const auto& chair = test::mobility("manual_chair");
  const auto way = [&](const Facts& facts, bool in) {
    const Place room{space_at(plan, test::kRight), {}, ""}, outside{"outside", {}, ""};
    return *route(plan, facts, chair, in ? outside : room, in ? room : outside, test::data_folder());
  };
  // Nothing tells whether a step is at the entrance.
  const Reached open = way({}, true);
  EXPECT_FALSE(open.reachable.has_value());
  ASSERT_EQ(open.cut.size(), 1u);
  EXPECT_EQ(open.cut[0].text.key, "measure.route.entrance_open");
  EXPECT_EQ(open.doors.size(), 2u);
  Facts facts;
  Reading flush;
  flush.subject = {reached(plan).front().entrance};
  flush.quantity = "door.threshold_height";
  flush.value = 0.0;
  flush.u = 0.001;
  facts.readings.readings.push_back(flush);
  EXPECT_EQ(way(facts, true).reachable, true);
  EXPECT_EQ(way(facts, false).reachable, true);
}

TEST(RouteQuery, RefusesWhatIsNotThere) {
  const Plan plan = completed(ascii_plan(0.1, two_rooms()));
  const auto& chair = test::mobility("manual_chair");
  const auto key = [&](const Place& from, const Place& to) {
    const auto r = route(plan, {}, chair, from, to, test::data_folder());
    return r ? std::string() : r.error().message.key;
  };
  EXPECT_EQ(key({"nothing", {}, ""}, {"outside", {}, ""}), "measure.reach.no_element");
  EXPECT_EQ(key({"", {1, 1}, "L7"}, {"outside", {}, ""}), "measure.reach.no_level");
  EXPECT_EQ(key({"", {3.05, 0.2}, ""}, {"outside", {}, ""}), "measure.reach.point_in");
}

TEST(FloorOf, OpensTheDoorsItIsToldTo) {
  const Plan plan = completed(ascii_plan(0.1, two_rooms()));
  const auto& chair = test::mobility("manual_chair");
  const std::string entrance = reached(plan).front().entrance;
  const auto wide = [&](std::vector<std::string> doors) {
    const auto floor = floor_of(plan, {}, chair, "L0", doors, test::data_folder());
    EXPECT_TRUE(floor.has_value());
    EXPECT_EQ(floor->floor.solid_owner.size(), floor->floor.solids.size());
    EXPECT_EQ(floor->floor.thin_owner.size(), floor->floor.thin.size());
    const auto clearance = geometry::Clearance::build(floor->floor);
    const auto way = clearance->widest({-1.5, 1.2}, {1.0, 1.2});
    return way ? way->width_m : 0.0;
  };
  EXPECT_EQ(wide({}), 0);
  EXPECT_NEAR(wide({entrance}), 1.0, 0.0005);
  EXPECT_FALSE(floor_of(plan, {}, chair, "L9", {}, test::data_folder()).has_value());
  EXPECT_FALSE(floor_of(plan, {}, chair, "L0", std::vector<std::string>{"wall-1"}, test::data_folder()).has_value());
}

}  // namespace
}  // namespace landai::measure
