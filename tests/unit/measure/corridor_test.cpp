// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "ascii_plan.hpp"
#include "drawn.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::completed;
using test::measured;
using test::one_level;
using test::put;
using test::thing;

/// A corridor of 12 m, `wide` cells of 0.1 m wide, a door at each end; in its middle a thing of 2 m stands `deep` cells out of the wall.
Plan corridor(int wide, int deep) {
  std::vector<std::string> rows;
  rows.emplace_back(122, '#');
  for (int i = 0; i < wide; ++i) {
    std::string row = "D" + std::string(120, '.') + "D";
    if (i < deep)
      for (std::size_t x = 51; x < 71; ++x) row[x] = 'F';
    rows.push_back(row);
  }
  rows.emplace_back(122, '#');
  return completed(ascii_plan(0.1, rows));
}

std::string only_space(const Plan& plan) {
  for (const auto& e : plan.elements)
    if (e.category == Category::space) return e.id;
  ADD_FAILURE() << "no space";
  return {};
}

Measurement of(const Plan& plan, const char* quantity, const Params& params) {
  return measured(plan, {only_space(plan)}, quantity, params);
}

TEST(SpaceNarrowLength, IsThatOfTheStretchBetweenAThingAndTheWall) {
  const auto m = of(corridor(15, 6), "space.narrow_length", {{"width", 0.92}});
  // 2 m beside it, where 0.90 m are left; before and behind, until the corner is 0.92 m from the wall's middle line.
  ASSERT_TRUE(m.number());
  EXPECT_GT(*m.number(), 2.0);
  EXPECT_LT(*m.number(), 2.3);
  ASSERT_EQ(m.evidence.witness.size(), 1u);
  EXPECT_NEAR(distance(m.evidence.witness[0].a, m.evidence.witness[0].b), 0.90, 0.0005);
  EXPECT_GE(m.evidence.path.size(), 2u);
  EXPECT_EQ(m.evidence.note.key, "measure.corridor.stretch");
}

TEST(SpaceNarrowLength, TheLimitItselfIsNotNarrow) {
  EXPECT_NEAR(*of(corridor(15, 5), "space.narrow_length", {{"width", 1.0}}).number(), 0, 1e-9);
  EXPECT_GT(*of(corridor(15, 5), "space.narrow_length", {{"width", 1.001}}).number(), 2.0);
  EXPECT_NEAR(*of(corridor(15, 0), "space.narrow_length", {{"width", 1.2}}).number(), 0, 1e-9);
}

TEST(SpaceNarrowLength, ARoomWithOneDoorIsNoWay) {
  const auto plan = completed(ascii_plan(0.1, {"##########", "#........#", "#........D", "#........D", "#........D", "#........D",
                                               "#........D", "#........D", "#........D", "#........D", "##########"}));
  for (const char* quantity : {"space.narrow_length", "space.passing_distance"}) {
    const auto m = of(plan, quantity, {{"width", 0.92}});
    EXPECT_FALSE(m.value);
    EXPECT_FALSE(m.applies);
    EXPECT_EQ(m.missing.key, "measure.corridor.no_way_through");
  }
}

TEST(SpaceNarrowLength, ACutCorridorIsNotMeasured) {
  const auto m = of(corridor(15, 15), "space.narrow_length", {{"width", 0.92}});
  EXPECT_FALSE(m.value);
  EXPECT_TRUE(m.applies);
  EXPECT_EQ(m.missing.key, "measure.space.cut");
}

TEST(SpaceNarrowLength, ARoomWithoutAnOutlineIsNotMeasured) {
  Plan plan = one_level();
  put(plan, thing("r", Category::space));
  for (const char* quantity : {"space.narrow_length", "space.passing_distance", "space.dead_end"}) {
    const auto m = measured(plan, {"r"}, quantity, {});
    EXPECT_FALSE(m.value);
    EXPECT_EQ(m.missing.key, "measure.space.no_outline");
  }
}

TEST(SpacePassingDistance, IsWhatLiesBetweenTwoWidePlaces) {
  // 1.9 m wide but for 2 m in the middle: two pass at both ends.
  const auto pinched = of(corridor(19, 6), "space.passing_distance", {{"width", 1.8}, {"length", 2.0}});
  ASSERT_TRUE(pinched.number());
  EXPECT_GT(*pinched.number(), 2.0);
  EXPECT_LT(*pinched.number(), 5.0);
  EXPECT_NEAR(*of(corridor(18, 0), "space.passing_distance", {{"width", 1.8}, {"length", 2.0}}).number(), 0, 1e-9);  // at the limit
  const auto never = of(corridor(17, 0), "space.passing_distance", {{"width", 1.8}, {"length", 2.0}});
  EXPECT_GT(*never.number(), 9.5);  // the whole corridor but the discs at its doors
  EXPECT_LT(*never.number(), 12.0);
}

TEST(SpacePassingDistance, APlaceMustBeLongEnough) {
  const auto m = of(corridor(19, 6), "space.passing_distance", {{"width", 1.8}, {"length", 6.0}});
  EXPECT_GT(*m.number(), 9.0);  // neither end is 6 m long
}

/// A hall with doors at both ends and a corridor of `wide` cells off it, 5 m deep.
Plan with_branch(std::size_t wide) {
  std::vector<std::string> rows;
  const std::string closed(122, '#');
  const auto branch = [&](char inside) {
    std::string row = closed;
    for (std::size_t x = 60; x < 60 + wide; ++x) row[x] = inside;
    return row;
  };
  rows.push_back(closed);
  for (int i = 0; i < 50; ++i) rows.push_back(branch('.'));
  for (int i = 0; i < 20; ++i) rows.push_back("D" + std::string(120, '.') + "D");
  rows.push_back(closed);
  return completed(ascii_plan(0.1, rows));
}

TEST(SpaceDeadEnd, IsTheWayBackToWhereOneTurns) {
  const auto m = of(with_branch(12), "space.dead_end", {{"diameter", 1.5}});
  ASSERT_TRUE(m.number());
  // From 0.6 m before its end to between its mouth's corners, sqrt(0.75^2 - 0.6^2) = 0.45 m into the hall.
  EXPECT_NEAR(*m.number(), 5 - 0.6 + 0.45, 0.003);
  EXPECT_EQ(m.evidence.note.key, "measure.corridor.dead_end");
  EXPECT_GE(m.evidence.path.size(), 2u);
}

TEST(SpaceDeadEnd, IsNothingWhereTheCircleFitsAtTheEndAndMoreJustBelow) {
  EXPECT_EQ(*of(with_branch(15), "space.dead_end", {{"diameter", 1.5}}).number(), 0);
  EXPECT_GT(*of(with_branch(14), "space.dead_end", {{"diameter", 1.5}}).number(), 4);
  EXPECT_EQ(*of(corridor(15, 0), "space.dead_end", {{"diameter", 1.5}}).number(), 0);
}

TEST(SpaceDeadEndLength, IsFromItsEndToWhereOtherWaysBegin) {
  const auto m = of(with_branch(12), "space.dead_end_length", {});
  ASSERT_TRUE(m.number());
  // The disc where it branches off touches the hall's far wall, 2 m below the mouth, and both corners of it: 0.6^2 + (2 - r)^2 = r^2.
  const double root = 4.36 / 4;
  EXPECT_NEAR(m.hi, 7 - root, 0.003);
  EXPECT_NEAR(m.lo, 7 - 2 * root, 0.003);
  EXPECT_EQ(*of(with_branch(0), "space.dead_end_length", {}).number(), 0);
}

// Shelves leave half a metre behind the door: that nobody stands there is no corridor without dead ends.
TEST(SpaceDeadEndLength, IsNotKnownWhereNobodyGetsIn) {
  const std::string closed(82, '#');
  std::vector<std::string> rows{closed};
  for (int i = 0; i < 5; ++i) rows.push_back("D" + std::string(80, '.') + "#");
  for (int i = 0; i < 5; ++i) rows.push_back("#" + std::string(80, 'F') + "#");
  rows.push_back(closed);
  const Plan plan = completed(ascii_plan(0.1, rows));
  for (const auto& m : {of(plan, "space.dead_end_length", {}), of(plan, "space.dead_end", {{"diameter", 1.5}})}) {
    EXPECT_FALSE(m.value);
    EXPECT_EQ(m.missing.key, "measure.corridor.too_narrow");
  }
}

// At the end of the branch stands something on a door layer that could not be read: if it is a door, there is no dead end.
TEST(SpaceDeadEnd, IsNotMeasuredWhereADoorAtItsEdgeWasNotRead) {
  Plan plan = with_branch(12);
  plan.unread_doors = {{40, 40}};
  EXPECT_TRUE(of(plan, "space.dead_end_length", {}).number()) << "far away it does not matter";
  const Box room = std::find_if(plan.elements.begin(), plan.elements.end(), [](const Element& e) { return e.category == Category::space; })->geometry.box();
  plan.unread_doors = {{6.6, room.max_y + 0.1}};
  for (const auto& m : {of(plan, "space.dead_end_length", {}), of(plan, "space.dead_end", {{"diameter", 1.5}})}) {
    EXPECT_FALSE(m.value);
    EXPECT_EQ(m.missing.key, "measure.corridor.doors_unread");
  }
  Plan open = with_branch(0);
  open.unread_doors = {{6.6, 2.1}};
  EXPECT_EQ(*of(open, "space.dead_end_length", {}).number(), 0) << "one more door makes no dead end";
}

TEST(SpaceDeadEnd, NeedsToKnowWhereOneComesIn) {
  Plan plan = with_branch(12);
  std::erase_if(plan.elements, [](const Element& e) { return e.category == Category::door || e.category == Category::opening; });
  const auto m = of(plan, "space.dead_end", {{"diameter", 1.5}});
  EXPECT_FALSE(m.value);
  EXPECT_EQ(m.missing.key, "measure.corridor.no_opening");
}

}  // namespace
}  // namespace landai::measure
