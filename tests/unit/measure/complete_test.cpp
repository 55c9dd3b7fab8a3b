// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/measure.hpp"

#include <gmock/gmock.h>

#include "ascii_plan.hpp"
#include "drawn.hpp"
#include "measure/heights.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::one_level;
using test::thing;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

const std::filesystem::path kData = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";

Plan completed(Plan plan) {
  auto result = complete(std::move(plan), kData);
  if (!result) {
    ADD_FAILURE() << result.error().message.key << ' ' << result.error().file << ' ' << result.error().where;
    return {};
  }
  return std::move(*result);
}

// Two rooms of 1.0 x 0.9 m and 0.7 x 0.9 m at 100 mm a cell would be too small; at 0.5 m they are 4 x 2 and 2.5 x 2 m.
const std::vector<std::string> kTwoRooms{"###########",  //
                                         "#....#....#",  //
                                         "#....D....d",  //
                                         "#....D....d",  //
                                         "###########"};

TEST(Complete, FindsRoomsBetweenWallsAndWhatDoorsJoin) {
  const Plan plan = completed(ascii_plan(0.5, kTwoRooms));
  std::vector<const Element*> rooms;
  for (const auto& e : plan.elements)
    if (e.category == Category::space) rooms.push_back(&e);
  ASSERT_EQ(rooms.size(), 2u);
  EXPECT_EQ(rooms[0]->id, "room-1");
  EXPECT_TRUE(rooms[0]->derived);
  EXPECT_DOUBLE_EQ(rooms[0]->confidence, 0.7);
  // Net: the floor cells, and the half of the doorway up to the middle of the wall at most.
  EXPECT_NEAR(area(rooms[0]->geometry.areas), 4 * 3 * 0.25, 0.3);
  const Element* inner = plan.find("door-1");
  ASSERT_NE(inner, nullptr);
  EXPECT_THAT(inner->connects, UnorderedElementsAre("room-1", "room-2"));
  for (const auto& e : plan.elements)
    if (e.category == Category::door) {
      EXPECT_THAT(e.connects, UnorderedElementsAre("room-2", "outside"));
    }
}

TEST(Complete, TellsTurnstilesAndKerbRampsByName) {
  Plan plan = ascii_plan(0.5, kTwoRooms);
  for (auto& e : plan.elements)
    if (e.category == Category::door) e.name = "Palang putar 2";
  for (const auto& [id, name] : {std::pair("kerb", "R-5 RAM TROTOAR"), std::pair("ramp", "RAM DEPAN")}) {
    Element ramp;
    ramp.id = id;
    ramp.name = name;
    ramp.category = Category::ramp;
    plan.elements.push_back(ramp);
  }
  const Plan done = completed(std::move(plan));
  int doors = 0;
  for (const auto& e : done.elements)
    if (e.category == Category::door) {
      ++doors;
      EXPECT_EQ(e.kind, "turnstile") << e.id;
    }
  EXPECT_GT(doors, 0);
  EXPECT_EQ(done.find("kerb")->kind, "kerb_ramp");
  EXPECT_EQ(done.find("ramp")->kind, "");
}

TEST(Complete, NamesARoomByTheWordInside) {
  Plan plan = ascii_plan(0.5, kTwoRooms);
  plan.labels.push_back({"RUANG TUNGGU", {1.5, 1.2}, "L0", "TEKS"});
  plan.labels.push_back({"+0.45", {1.5, 0.8}, "L0", "ELEVASI"});
  const Plan done = completed(std::move(plan));
  const Element* room = done.find("room-1");
  ASSERT_NE(room, nullptr);
  EXPECT_EQ(room->name, "RUANG TUNGGU");
  ASSERT_TRUE(room->z.has_value());
  EXPECT_DOUBLE_EQ(room->z->lo, 0.45);
}

TEST(Complete, PutsFurnitureIntoItsRoom) {
  const Plan plan = completed(ascii_plan(0.5, {"#######",  //
                                               "#..F..#",  //
                                               "#.....D",  //
                                               "#######"}));
  EXPECT_THAT(plan.find("furniture-1")->connects, ElementsAre("room-1"));
}

TEST(Complete, KeepsWhatTheFileSaidADoorConnects) {
  Plan plan = ascii_plan(0.5, kTwoRooms);
  for (auto& e : plan.elements)
    if (e.id == "door-1") e.connects = {"a", "b"};
  EXPECT_THAT(completed(std::move(plan)).find("door-1")->connects, ElementsAre("a", "b"));
}

TEST(Complete, SaysWhichDoorsLieNowhere) {
  Plan plan = ascii_plan(0.5, {"###.###", "d     d"});
  const Plan done = completed(std::move(plan));
  EXPECT_TRUE(std::any_of(done.diagnostics.begin(), done.diagnostics.end(), [](const Diagnostic& d) {
    return d.message.key == "measure.complete.unplaced_doors";
  }));
}

TEST(LevelMark, ReadsSignedHeightsOnly) {
  EXPECT_EQ(level_mark("+0.45"), 0.45);
  EXPECT_EQ(level_mark("-0,05"), -0.05);
  EXPECT_EQ(level_mark("±0.00"), 0.0);
  EXPECT_EQ(level_mark("%%p0.00"), 0.0);
  EXPECT_EQ(level_mark("EL. +1.20"), 1.2);
  EXPECT_EQ(level_mark("0.45"), std::nullopt);
  EXPECT_EQ(level_mark("+1"), std::nullopt);
  EXPECT_EQ(level_mark("R. TUNGGU"), std::nullopt);
  EXPECT_EQ(level_mark("+0.4x"), std::nullopt);
}

TEST(Heights, GiveARampTheRiseBetweenItsMarks) {
  Plan plan = one_level();
  Element flight = thing("ramp/1", Category::flight, "ramp");
  FlightShape run;
  run.head = {6, 0};
  flight.shape = run;
  flight.geometry.areas = {Polygon{{{0, -0.6}, {6, -0.6}, {6, 0.6}, {0, 0.6}}, {}}};
  plan.elements.push_back(flight);
  plan.labels.push_back({"±0.00", {-1, 0}, "L0", "ELEVASI"});
  plan.labels.push_back({"+0.45", {7, 0}, "L0", "ELEVASI"});
  heights_from_marks(plan);
  ASSERT_TRUE(plan.elements[0].flight()->rise.has_value());
  EXPECT_DOUBLE_EQ(plan.elements[0].flight()->rise->value, 0.45);
}

std::size_t spaces(const Plan& plan) {
  return static_cast<std::size_t>(std::count_if(plan.elements.begin(), plan.elements.end(), [](const Element& e) {
    return e.category == Category::space;
  }));
}

TEST(Complete, AFileWithSpacesGetsNoMoreAndTheRoomWithoutOneIsTold) {
  Plan plan = ascii_plan(0.5, kTwoRooms);
  Element space = thing("s", Category::space);
  space.geometry.areas = {Polygon{{{0.5, 0.5}, {2.5, 0.5}, {2.5, 2.0}, {0.5, 2.0}}, {}}};   // the left room
  plan.elements.push_back(space);
  plan.levels.push_back({"L1", "", 3, true});   // the same walls again, without any space
  const auto lower = plan.elements;
  for (auto e : lower) {
    if (e.category != Category::wall && e.category != Category::opening && e.category != Category::door) continue;
    e.id += "-up";
    e.levels = {"L1"};
    plan.elements.push_back(e);
  }
  const Plan done = completed(std::move(plan));
  EXPECT_EQ(spaces(done), 1u);
  std::size_t told = 0;
  for (const auto& d : done.diagnostics)
    if (d.message.key == "measure.complete.no_space") {
      ++told;
      EXPECT_EQ(d.where, "L0");
    }
  EXPECT_EQ(told, 1u);
}

std::size_t told(const Plan& plan, const std::string& what) {
  return static_cast<std::size_t>(std::count_if(plan.diagnostics.begin(), plan.diagnostics.end(), [&](const Diagnostic& d) { return d.message.key == what; }));
}

// A model without the space of one room: the door into it was told as an outer door, and failed what outer doors have to meet.
TEST(Complete, AClosedRoomWithoutASpaceIsNotOutside) {
  Plan plan = ascii_plan(0.5, kTwoRooms);
  Element space = thing("s", Category::space);
  space.geometry.areas = {Polygon{{{3.0, 0.5}, {5.0, 0.5}, {5.0, 2.0}, {3.0, 2.0}}, {}}};   // the right room, which the outer door leads to
  plan.elements.push_back(space);
  const Plan done = completed(std::move(plan));
  EXPECT_THAT(done.find("door-1")->connects, ElementsAre("s"));
  for (const auto& e : done.elements)
    if (e.category == Category::door) {
      EXPECT_THAT(e.connects, UnorderedElementsAre("s", "outside"));
    }
  EXPECT_EQ(told(done, "measure.complete.no_space"), 1u);
  EXPECT_EQ(told(done, "measure.complete.no_space_behind"), 0u);
}

// The rest of a room of which a space covers a part only is not outside either, and is told at its door.
TEST(Complete, WhatASpaceLeavesOfAClosedRoomIsNotOutside) {
  Plan plan = ascii_plan(0.5, kTwoRooms);
  Element left = thing("l", Category::space), right = thing("r", Category::space);
  left.geometry.areas = {Polygon{{{0.5, 0.5}, {1.5, 0.5}, {1.5, 2.0}, {0.5, 2.0}}, {}}};   // does not reach the door
  right.geometry.areas = {Polygon{{{3.0, 0.5}, {5.0, 0.5}, {5.0, 2.0}, {3.0, 2.0}}, {}}};
  plan.elements.push_back(left);
  plan.elements.push_back(right);
  const Plan done = completed(std::move(plan));
  EXPECT_THAT(done.find("door-1")->connects, ElementsAre("r"));
  EXPECT_EQ(told(done, "measure.complete.no_space"), 0u);
  EXPECT_EQ(told(done, "measure.complete.no_space_behind"), 1u);
}

// A yard with a wall around the building is outside: it is closed, and the building stands in its middle.
TEST(Complete, AYardAroundTheBuildingIsOutside) {
  Plan plan = ascii_plan(0.5, {"#################",  //
                               "#...............#",  //
                               "#..########.....#",  //
                               "#..#......d.....d",  //
                               "#..#......d.....d",  //
                               "#..########.....#",  //
                               "#...............#",  //
                               "#################"});
  Element space = thing("s", Category::space);
  space.geometry.areas = {Polygon{{{2.0, 1.5}, {5.0, 1.5}, {5.0, 2.5}, {2.0, 2.5}}, {}}};
  plan.elements.push_back(space);
  const Plan done = completed(std::move(plan));
  std::size_t entrances = 0;
  for (const auto& e : done.elements)
    if (e.category == Category::door && std::find(e.connects.begin(), e.connects.end(), "s") != e.connects.end()) {
      ++entrances;
      EXPECT_THAT(e.connects, UnorderedElementsAre("s", "outside"));
    }
  EXPECT_EQ(entrances, 1u);
}

TEST(Complete, ACavityInAWallIsNoRoom) {
  // 0.1 m a cell: a closed face of 1.2 x 1.2 m, and a strip of 0.4 m with a door.
  const Plan plan = completed(ascii_plan(0.1, {"##############################",  //
                                               "#............##.............d#",  //
                                               "#............##.............d#",  //
                                               "#............##.............d#",  //
                                               "#............##.............d#",  //
                                               "#............#################",  //
                                               "#............#################",  //
                                               "#............#################",  //
                                               "#............#################",  //
                                               "#............#################",  //
                                               "#............#################",  //
                                               "#............#################",  //
                                               "#............#################",  //
                                               "##############################"}));
  EXPECT_EQ(spaces(plan), 0u);
}

}  // namespace
}  // namespace landai::measure
