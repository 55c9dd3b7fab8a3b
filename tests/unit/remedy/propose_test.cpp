// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numbers>

#include "ascii_plan.hpp"
#include "remedying.hpp"

namespace landai::remedy {
namespace {

using test::after;
using test::ascii_plan;
using test::completed;
using test::judged;
using test::pack_of;
using testing::ElementsAre;

const test::RuleLine kWidth{"t.width", "space", "space.clear_width", "{min: 92 cm}", ""};
const test::RuleLine kSquare{"t.square", "door", "door.free_square_swing", "{min: 45 cm}", ""};

/// A corridor from opening to opening. Cells of 0.2 m: the table leaves 0.80 m above and 0.20 m below.
Plan corridor() {
  return completed(ascii_plan(0.2, {"##############################",
                                    "#............................#",
                                    "D............................D",
                                    "D............................D",
                                    "D............................D",
                                    "D...........FFFF.............D",
                                    "D...........FFFF.............D",
                                    "#...........FFFF.............#",
                                    "#...........FFFF.............#",
                                    "#............................#",
                                    "##############################"}));
}

TEST(Propose, MovesATableByWhatTheCorridorLacks) {
  const auto before = judged(corridor(), pack_of({kWidth}));
  const auto proposals = before.proposals();
  ASSERT_EQ(proposals.size(), 1U);
  const Proposal& p = proposals.front();
  EXPECT_EQ(p.outcome, Outcome::shift);
  ASSERT_TRUE(p.shift);
  EXPECT_EQ(p.shift->element, "furniture-1");
  EXPECT_NEAR(p.shift->by_m.x, 0, 1e-9);
  EXPECT_NEAR(p.shift->by_m.y, -0.12, 1e-9);   // 0.92 - 0.80
  EXPECT_NEAR(p.shift->length_m, 0.12, 1e-9);
  ASSERT_TRUE(p.missing);
  EXPECT_NEAR(*p.missing, 0.12, 1e-3);
  EXPECT_EQ(p.unit, "m");
  EXPECT_TRUE(p.assumed_movable);
  EXPECT_EQ(p.text.key, "remedy.move.down");
  EXPECT_EQ(p.flows, 1);
  test::expect_mends(before, p);
}

TEST(Propose, ShiftsAreWholeMillimetresAndOneLessFails) {
  const auto before = judged(corridor(), pack_of({{"t.width", "space", "space.clear_width", "{min: 87.35 cm}", ""}}));
  const auto proposals = before.proposals();
  ASSERT_EQ(proposals.size(), 1U);
  ASSERT_TRUE(proposals[0].shift);
  // 73.5 mm are lacking, 0.5 mm of them are the drawing's tolerance.
  const PlanPoint by = proposals[0].shift->by_m;
  EXPECT_NEAR(by.y * 1000, std::round(by.y * 1000), 1e-9);
  EXPECT_NEAR(by.y, -0.073, 0.0011);
  EXPECT_EQ(after(before, "furniture-1", {0, by.y + 0.002}).check("t.width", "room-1")->verdict, standards::Verdict::fail);
}

TEST(Propose, WhatIsStatedFixedStaysAndTheMissingIsTold) {
  measure::Facts facts;
  facts.facts.push_back(test::fact("furniture-1", "element.movable", false));
  const auto proposals = judged(corridor(), pack_of({kWidth}), facts).proposals();
  ASSERT_EQ(proposals.size(), 1U);
  EXPECT_EQ(proposals[0].outcome, Outcome::none_movable);
  EXPECT_FALSE(proposals[0].shift);
  ASSERT_TRUE(proposals[0].missing);
  EXPECT_NEAR(*proposals[0].missing, 0.12, 1e-3);
  EXPECT_EQ(proposals[0].text.key, "remedy.none_movable.by");
}

TEST(Propose, CountersMoveOnlyWhenStated) {
  Plan plan = corridor();
  Element& table = *test::element(plan, "furniture-1");
  table.category = Category::counter;
  EXPECT_EQ(judged(plan, pack_of({kWidth})).proposals().at(0).outcome, Outcome::none_movable);
  measure::Facts facts;
  facts.facts.push_back(test::fact("furniture-1", "element.movable", true));
  const auto stated = judged(plan, pack_of({kWidth}), facts).proposals().at(0);
  ASSERT_TRUE(stated.shift);
  EXPECT_NEAR(stated.shift->length_m, 0.12, 1e-9);
  EXPECT_FALSE(stated.assumed_movable);
}

TEST(Propose, AWallBehindTheTableLeavesNoPlace) {
  // The table stands against the lower wall: 0.80 m above it, nothing below.
  const auto plan = completed(ascii_plan(0.2, {"########################################",
                                               "#......................................#",
                                               "D......................................D",
                                               "D......................................D",
                                               "D......................................D",
                                               "D.................FFFF.................D",
                                               "D.................FFFF.................D",
                                               "#.................FFFF.................#",
                                               "#.................FFFF.................#",
                                               "#.................FFFF.................#",
                                               "########################################"}));
  const auto proposals = judged(plan, pack_of({kWidth})).proposals();
  ASSERT_EQ(proposals.size(), 1U);
  EXPECT_EQ(proposals[0].outcome, Outcome::no_place);
  ASSERT_TRUE(proposals[0].missing);
  EXPECT_NEAR(*proposals[0].missing, 0.12, 1e-3);
  EXPECT_EQ(proposals[0].flows, 0);
}

TEST(Propose, NoSingleThingHelpsWhereTwoStandInARow) {
  const auto plan = completed(ascii_plan(0.2, {"########################################",
                                               "#......................................#",
                                               "D......................................D",
                                               "D......................................D",
                                               "D......................................D",
                                               "D.......FFFF...........FFFF............D",
                                               "D.......FFFF...........FFFF............D",
                                               "#.......FFFF...........FFFF............#",
                                               "#.......FFFF...........FFFF............#",
                                               "#......................................#",
                                               "########################################"}));
  const auto proposals = judged(plan, pack_of({kWidth})).proposals();
  ASSERT_EQ(proposals.size(), 1U);
  EXPECT_EQ(proposals[0].outcome, Outcome::none_frees);
  EXPECT_NEAR(proposals[0].missing.value_or(0), 0.12, 1e-3);
}

/// A room with a basin at its upper wall and a door, without a leaf, in its lower one. Cells of 0.1 m: 0.80 m between basin and table,
/// 0.50 m between table and door; of the door's 0.80 m only 0.40 m are not under the table.
Plan basin_and_door() {
  std::vector<std::string> rows{"##################################################"};
  const std::string empty = "#................................................#", ends = "D................................................D";
  const std::string table = "D...............FFFFFFFFFFFF.....................D";
  for (int i = 0; i < 12; ++i) rows.push_back(i == 0 ? empty : ends);
  for (int i = 0; i < 8; ++i) rows.push_back(table);
  for (int i = 0; i < 5; ++i) rows.push_back(i == 4 ? empty : ends);
  rows.push_back("########################DDDDDDDD##################");
  Plan plan = ascii_plan(0.1, rows);
  for (Element& e : plan.elements)
    if (const DoorShape* door = e.door(); door && std::abs(door->jamb_a.y - door->jamb_b.y) < 1e-9) e.category = Category::door, e.id = "low-door";
  Element basin;
  basin.id = "basin";
  basin.category = Category::sanitary;
  basin.kind = "basin";
  basin.levels = {"L0"};
  basin.geometry.areas = {Polygon{{{1.9, 2.2}, {2.5, 2.2}, {2.5, 2.6}, {1.9, 2.6}}, {}}};
  plan.elements.push_back(basin);
  return completed(std::move(plan));
}

TEST(Propose, GoesAroundAnotherDoorsFreeSquare) {
  const test::RuleLine front{"t.front", "sanitary", "sanitary.front_space", "{min: 92 cm}", ""};
  const auto before = judged(basin_and_door(), pack_of({front, kSquare}));
  ASSERT_EQ(before.check("t.front", "basin")->verdict, standards::Verdict::fail);
  ASSERT_EQ(before.check("t.square", "low-door")->verdict, standards::Verdict::pass);
  // Straight down is shortest, but breaks the square in front of the door.
  EXPECT_EQ(after(before, "furniture-1", {0, -0.12}).check("t.front", "basin")->verdict, standards::Verdict::pass);
  EXPECT_EQ(after(before, "furniture-1", {0, -0.12}).check("t.square", "low-door")->verdict, standards::Verdict::fail);
  const auto proposals = before.proposals();
  ASSERT_EQ(proposals.size(), 1U);
  ASSERT_TRUE(proposals[0].shift);
  test::expect_mends(before, proposals[0]);
  // 0.12 m down, and 0.05 m to the left so that 0.45 m of the door are free: 0.130 m at best, and 32 directions come near it.
  EXPECT_LT(proposals[0].shift->by_m.x, -0.045);
  EXPECT_GE(proposals[0].shift->length_m, std::hypot(0.119, 0.049) - 1e-6);
  EXPECT_LE(proposals[0].shift->length_m, 0.130 / std::cos(std::numbers::pi / 32) + 0.002);
}

TEST(Propose, TellsWhatElseIsMended) {
  const auto before = judged(corridor(), pack_of({kWidth, {"t.lower", "space", "space.clear_width", "{min: 90 cm}", ""}}));
  const auto proposals = before.proposals();
  ASSERT_EQ(proposals.size(), 2U);
  EXPECT_NEAR(proposals[0].shift->length_m, 0.12, 1e-9);
  EXPECT_THAT(proposals[0].also_fixes, ElementsAre(proposals[1].check));
  EXPECT_NEAR(proposals[1].shift->length_m, 0.10, 1e-9);
  EXPECT_THAT(proposals[1].also_fixes, ElementsAre());
}

TEST(Propose, WhatBelongsToATableMovesWithIt) {
  Plan plan = corridor();
  Element lamp = *test::element(plan, "furniture-1");
  lamp.id = "lamp";
  lamp.parent = "furniture-1";
  plan.elements.push_back(lamp);
  const auto before = judged(plan, pack_of({kWidth}));
  const auto proposals = before.proposals();
  ASSERT_TRUE(proposals.at(0).shift);
  EXPECT_EQ(proposals[0].shift->element, "furniture-1");
  EXPECT_NEAR(proposals[0].shift->length_m, 0.12, 1e-9);
  const Plan now = moved(plan, "furniture-1", {0.5, 0.25});
  EXPECT_EQ(now.find("lamp")->geometry.areas[0].outer[0], plan.find("lamp")->geometry.areas[0].outer[0] + (PlanPoint{0.5, 0.25}));
  EXPECT_EQ(now.find("wall-1")->geometry.areas[0].outer, plan.find("wall-1")->geometry.areas[0].outer);
}

TEST(Propose, AMoveNeedsTheRoomOfAYesOrNoQuestion) {
  const auto before = judged(corridor(), pack_of({{"t.fits", "space", "space.fits_free_rectangle", "{is: true}", "{a: 1.9 m, b: 1.9 m}"}}));
  const auto proposals = before.proposals();
  ASSERT_EQ(proposals.size(), 1U);
  EXPECT_EQ(proposals[0].outcome, Outcome::none_frees);   // the corridor itself is 1.80 m wide
  EXPECT_NEAR(proposals[0].missing.value_or(0), 0.10, 2e-3);
}

TEST(Propose, NothingFailedNothingProposed) {
  EXPECT_TRUE(judged(corridor(), pack_of({{"t.width", "space", "space.clear_width", "{min: 80 cm}", ""}})).proposals().empty());
}

TEST(Propose, WhatNoFurnitureChangesGetsNoProposal) {
  EXPECT_TRUE(judged(corridor(), pack_of({{"t.area", "space", "space.area", "{min: 100 m2}", ""}})).proposals().empty());
}

TEST(Propose, ALimitOfFailuresIsTold) {
  Limits limits;
  limits.failures = 0;
  const auto proposals = judged(corridor(), pack_of({kWidth})).proposals(limits);
  ASSERT_EQ(proposals.size(), 1U);
  EXPECT_EQ(proposals[0].outcome, Outcome::cut_off);
  EXPECT_EQ(proposals[0].text.key, "remedy.not_tried");
}

TEST(Propose, ALimitOfTriesIsTold) {
  Limits limits;
  limits.tries = 3;
  const auto proposals = judged(corridor(), pack_of({kWidth})).proposals(limits);
  ASSERT_EQ(proposals.size(), 1U);
  EXPECT_EQ(proposals[0].outcome, Outcome::cut_off);
  EXPECT_EQ(proposals[0].text.key, "remedy.cut_off.by");
}

TEST(Propose, AFileThatNobodyCanReadIsAnError) {
  const auto folder = std::filesystem::temp_directory_path() / ("landai-remedy-data-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "remedy");
  std::ofstream(folder / "remedy" / "remedy.yaml") << "id: remedy\nquantities:\n  - {quantity: space.breadth}\nmovable: []\n";
  const auto before = judged(corridor(), pack_of({kWidth}));
  const auto found = propose(before.plan, before.facts, before.packs, before.measurements, before.checks, folder);
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::pack);
  EXPECT_EQ(found.error().where, "line 3");
}

TEST(Moved, AnUnknownElementChangesNothing) {
  const Plan plan = corridor();
  const Plan same = moved(plan, "nobody", {1, 1});
  for (std::size_t i = 0; i < plan.elements.size(); ++i)
    for (std::size_t k = 0; k < plan.elements[i].geometry.areas.size(); ++k)
      EXPECT_EQ(same.elements[i].geometry.areas[k].outer, plan.elements[i].geometry.areas[k].outer);
}

}  // namespace
}  // namespace landai::remedy
