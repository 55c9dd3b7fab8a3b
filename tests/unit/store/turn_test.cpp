// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/turn.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace landai::store {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

Element thing(std::string id, Category category, Ring outline) {
  Element e;
  e.id = std::move(id);
  e.category = category;
  e.geometry.areas.push_back({std::move(outline), {}});
  return e;
}

Ring rectangle(double x, double y, double w, double h) { return {{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}; }

/// Rooms with a niche, whose box turns about another middle than they do, and walls between them; nothing in it looks the same from both sides.
Plan house() {
  Plan plan;
  for (int k = 0; k < 5; ++k) {
    const double x = 5.0 * k;
    plan.elements.push_back(thing("r" + std::to_string(k), Category::space, {{x, 0}, {x + 4.8, 0}, {x + 4.8, 3}, {x + 2.0, 3}, {x + 2.0, 6.0 + k}, {x, 6.0 + k}}));
    plan.elements.push_back(thing("w" + std::to_string(k), Category::wall, rectangle(x - 0.2, 0, 0.2, 6.0 + k)));
    plan.elements.push_back(thing("d" + std::to_string(k), Category::door, rectangle(x + 1, -0.2, 0.9, 0.2)));
  }
  return plan;
}

/// First turned about the origin, then moved.
Plan elsewhere(Plan plan, double degrees, PlanPoint by) {
  const double c = std::cos(degrees * kDegree), s = std::sin(degrees * kDegree);
  for (Element& e : plan.elements)
    for (Polygon& area : e.geometry.areas)
      for (PlanPoint& p : area.outer) p = PlanPoint{c * p.x - s * p.y, s * p.x + c * p.y} + by;
  return plan;
}

void move(Plan& plan, const std::string& id, PlanPoint by) {
  for (Element& e : plan.elements)
    if (e.id == id)
      for (PlanPoint& p : e.geometry.areas.front().outer) p = p + by;
}

TurnedMatches between(const Plan& old, const Plan& fresh) { return match_turned(traces(old), old.elements.size(), fresh); }

void expect_all_by_id(const TurnedMatches& found, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    EXPECT_EQ(found.matches.of[i], i);
    EXPECT_EQ(found.matches.how[i], Found::by_id);
  }
}

TEST(Turn, APlanThatWasTurnedAndMovedIsFoundById) {
  for (const double degrees : {30.0, -90.0, 15.0, 179.0, 3.0}) {
    const TurnedMatches found = between(house(), elsewhere(house(), degrees, {431234.5, -77654.3}));
    EXPECT_NEAR(found.turn, degrees * kDegree, 1e-5) << degrees;   // half a millimetre at 50 m
    expect_all_by_id(found, house().elements.size());
  }
}

TEST(Turn, APlanThatLiesAsItLayIsNotTurned) {
  EXPECT_EQ(between(house(), house()).turn, 0);
  EXPECT_EQ(between(house(), elsewhere(house(), 0, {100, 50})).turn, 0);
}

TEST(Turn, WhatWasMovedInATurnedPlanIsToldBesideTheTurn) {
  Plan fresh = house();
  move(fresh, "d2", {3, 4});
  const Plan old = house();
  const TurnedMatches found = between(old, elsewhere(fresh, 30, {7, 0}));
  EXPECT_NEAR(found.turn, 30 * kDegree, 1e-7);
  expect_all_by_id(found, old.elements.size());
  constexpr std::size_t kDoor2 = 8;
  ASSERT_EQ(old.elements[kDoor2].id, "d2");
  EXPECT_NEAR(moved_by(traces(old)[kDoor2], found.seen[kDoor2], found.matches.shift), 5, 1e-6);
}

TEST(Turn, NewIdsTellNoTurn) {
  Plan fresh = elsewhere(house(), 30, {0, 0});
  for (Element& e : fresh.elements) e.id = "n-" + e.id;
  EXPECT_EQ(between(house(), fresh).turn, 0);
}

// Ids that were dealt from the other end of a row fit half a turn; what stands in its place stays there.
TEST(Turn, IdsThatWereDealtAnewAreNoTurn) {
  Plan old, fresh;
  constexpr int kDoors = 9;
  for (int k = 0; k < kDoors; ++k) {
    old.elements.push_back(thing("d" + std::to_string(k), Category::door, rectangle(3.0 * k, 0, 0.9, 0.2)));
    fresh.elements.push_back(thing("d" + std::to_string(kDoors - 1 - k), Category::door, rectangle(3.0 * k, 0, 0.9, 0.2)));
  }
  const TurnedMatches found = between(old, fresh);
  EXPECT_EQ(found.turn, 0);
  for (std::size_t i = 0; i < old.elements.size(); ++i) EXPECT_EQ(found.matches.of[i], i);
}

Plan mirrored(Plan plan) {
  for (Element& e : plan.elements)
    for (PlanPoint& p : e.geometry.areas.front().outer) p.x = -p.x;
  return plan;
}

TEST(Turn, AMirroredPlanIsFoundByIdAndTold) {
  for (const double degrees : {0.0, 40.0, 180.0}) {
    const TurnedMatches found = between(house(), elsewhere(mirrored(house()), degrees, {7, 1}));
    EXPECT_TRUE(found.mirrored) << degrees;
    expect_all_by_id(found, house().elements.size());
  }
  EXPECT_FALSE(between(house(), elsewhere(house(), 40, {7, 1})).mirrored);
}

// A house that is the same from the other side but for a few things: most of its walls and doors stand in one another's places when it is turned by half.
TEST(Turn, AHouseThatIsNearlyTheSameFromTheOtherSideIsTurnedAllTheSame) {
  Plan old;
  for (int k = 0; k < 6; ++k) {
    const double x = 4.0 * k;
    old.elements.push_back(thing("a" + std::to_string(k), Category::door, rectangle(x, 0, 0.9, 0.2)));
    old.elements.push_back(thing("b" + std::to_string(k), Category::door, rectangle(20.9 - x - 0.9, 9.8, 0.9, 0.2)));
    old.elements.push_back(thing("c" + std::to_string(k), Category::wall, rectangle(x + 1, 0, 0.5 + 0.3 * k, 0.2)));
  }
  for (const bool mirror : {false, true}) {
    const TurnedMatches found = between(old, mirror ? mirrored(old) : elsewhere(old, 180, {20.9, 10}));
    EXPECT_EQ(found.mirrored, mirror);
    expect_all_by_id(found, old.elements.size());
  }
}

// Two drawings of one program have the same handles on different things.
// Another building's plan was taken in by mistake, and then the right one, which had been turned: what it turned are those that have gone.
TEST(Turn, OfThoseThatHadGoneIsFoundToo) {
  Plan other;
  for (int k = 0; k < 8; ++k) other.elements.push_back(thing("o" + std::to_string(k), Category::space, rectangle(3.0 * k, 40, 2 + 0.3 * k, 7)));
  std::vector<Trace> old = traces(other);
  const std::size_t present = old.size();
  for (Trace& t : traces(house())) old.push_back(std::move(t));
  const TurnedMatches found = match_turned(old, present, elsewhere(house(), 20, {3, -7}));
  EXPECT_NEAR(found.turn, 20 * kDegree, 1e-6);
  ASSERT_EQ(found.matches.of.size(), old.size());
  for (std::size_t i = 0; i < present; ++i) EXPECT_FALSE(found.matches.of[i]) << i;
  for (std::size_t i = present; i < old.size(); ++i) EXPECT_EQ(found.matches.of[i], i - present) << old[i].id;
}

TEST(Turn, HandlesOfAnotherBuildingFitNoTurn) {
  Plan other;
  const Plan old = house();
  for (std::size_t i = 0; i < old.elements.size(); ++i) {
    const double a = 2.399963 * static_cast<double>(i), r = 3 * std::sqrt(static_cast<double>(i) + 1);
    other.elements.push_back(thing(old.elements[i].id, old.elements[i].category, rectangle(r * std::cos(a), r * std::sin(a), 1.5, 2.5)));
  }
  EXPECT_EQ(between(old, other).turn, 0);
}

}  // namespace
}  // namespace landai::store
