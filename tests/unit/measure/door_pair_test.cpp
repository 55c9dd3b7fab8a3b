// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "drawn.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::fact;
using test::measured;
using test::one_level;
using test::thing;

Element door(const std::string& id, double x, double width, DoorOperation operation, std::vector<std::string> connects) {
  Element e = thing(id, Category::door);
  e.connects = std::move(connects);
  DoorShape shape;
  shape.operation = operation;
  shape.jamb_a = {x, 0};
  shape.jamb_b = {x + width, 0};
  shape.frame_clear_width = Known::exact(width, Method::geometry, "frame");
  e.shape = shape;
  e.geometry.areas = {Polygon{{{x, -0.1}, {x + width, -0.1}, {x + width, 0.1}, {x, 0.1}}, {}}};
  return e;
}

Plan with(std::vector<Element> elements) {
  Plan plan = one_level();
  for (const auto* id : {"hall", "other"}) {
    Element space = thing(id, Category::space);
    plan.elements.push_back(space);
  }
  for (auto& e : elements) plan.elements.push_back(std::move(e));
  return plan;
}

Measurement alternative(const Plan& plan, const Facts& facts = {}) {
  return measured(plan, {"r"}, "door.has_alternative", {{"clear", 0.80}}, facts);
}

const std::vector<std::string> kIn{"hall", "outside"};

TEST(DoorHasAlternative, IsAskedOfRevolvingDoorsAndTurnstilesOnly) {
  EXPECT_FALSE(alternative(with({door("r", 0, 1, DoorOperation::swing, kIn)})).applies);
  EXPECT_EQ(alternative(with({door("r", 0, 1, DoorOperation::revolving, kIn)})).truth(), false);
  const auto unknown = alternative(with({door("r", 0, 1, DoorOperation::unknown, kIn)}));
  EXPECT_TRUE(unknown.applies);
  EXPECT_FALSE(unknown.value);
  Element gate = door("r", 0, 0.6, DoorOperation::unknown, kIn);
  gate.name = "Turnstile 2";
  EXPECT_EQ(alternative(with({gate})).truth(), false);
}

TEST(DoorHasAlternative, NeedsAnOpeningOfTheWidthBetweenTheSameSpaces) {
  const Element revolving = door("r", 0, 2, DoorOperation::revolving, kIn);
  Plan plan = with({revolving, door("d", 9, 0.81, DoorOperation::none, kIn)});
  EXPECT_EQ(alternative(plan).truth(), true);   // far away, but it joins the same two
  std::get<DoorShape>(plan.elements.back().shape).frame_clear_width = Known::exact(0.79, Method::geometry, "frame");
  std::get<DoorShape>(plan.elements.back().shape).jamb_b = {9.79, 0};
  EXPECT_EQ(alternative(plan).truth(), false);
  plan.elements.back() = door("d", 9, 0.9, DoorOperation::revolving, kIn);
  EXPECT_EQ(alternative(plan).truth(), false);
  EXPECT_EQ(alternative(with({revolving, door("d", 9, 0.9, DoorOperation::none, {"other", "outside"})})).truth(), false);
}

TEST(DoorHasAlternative, TwoMetresAwayInTheSameWallIsBeside) {
  const Element revolving = door("r", 0, 2, DoorOperation::revolving, kIn);
  EXPECT_EQ(alternative(with({revolving, door("d", 3.99, 0.9, DoorOperation::none, {"other", "outside"})})).truth(), true);
  EXPECT_EQ(alternative(with({revolving, door("d", 4.01, 0.9, DoorOperation::none, {"other", "outside"})})).truth(), false);
  Element around = door("d", 2.5, 0.9, DoorOperation::none, {"other", "hall"});   // to the next room, in a wall at right angles
  std::get<DoorShape>(around.shape).jamb_a = {2.5, -0.3};
  std::get<DoorShape>(around.shape).jamb_b = {2.5, -1.2};
  EXPECT_EQ(alternative(with({revolving, around})).truth(), false);
}

TEST(DoorHasAlternative, AWidthThatMayDoLeavesItOpenUntilItIsStated) {
  const Element revolving = door("r", 0, 2, DoorOperation::revolving, kIn);
  Element d = door("d", 3, 0.9, DoorOperation::none, kIn);
  std::get<DoorShape>(d.shape).frame_clear_width = Known{0.80, 0.78, 0.82, Method::geometry, "frame"};
  const Plan plan = with({revolving, d});
  const auto m = alternative(plan);
  EXPECT_FALSE(m.value);
  EXPECT_EQ(m.missing.key, "measure.door.alternative_width");
  EXPECT_EQ(alternative(plan, {"", {fact("d", "door.clear_width", 0.80)}, {}}).truth(), true);
  EXPECT_EQ(alternative(plan, {"", {fact("d", "door.clear_width", 0.79)}, {}}).truth(), false);
}

/// A leaf of 0.9 m hinged at the point, closed to the right or left, open up or down.
Element leaf_door(const std::string& id, double x, double y, double closed, double open, DoorOperation operation = DoorOperation::swing) {
  Element e = door(id, std::min(x, x + closed), 0.9, operation, {});
  DoorShape& shape = std::get<DoorShape>(e.shape);
  shape.jamb_a = {x, y};
  shape.jamb_b = {x + closed, y};
  shape.leaves.push_back({{x, y}, {x + closed, y}, {x, y + open}, Known::exact(0.9, Method::drawn, "arc"), std::nullopt});
  return e;
}

TEST(DoorSweepsApart, SectorsThatShareFloorMeet) {
  // Two doors face each other across a corridor: their leaves reach 0.9 m into it from both sides.
  const auto across = [](double width) {
    return measured(with({leaf_door("a", 0, 0, 0.9, 0.9), leaf_door("b", 0, width, 0.9, -0.9)}), {"a"}, "door.sweeps_apart");
  };
  EXPECT_EQ(across(1.85).truth(), true);
  const auto m = across(1.5);
  EXPECT_EQ(m.truth(), false);
  EXPECT_FALSE(m.evidence.areas.empty());
  EXPECT_EQ(m.evidence.note.key, "measure.door.sweeps_meet");
}

TEST(DoorSweepsApart, LeavesHingedAtOneJambOnlyTouch) {
  EXPECT_EQ(measured(with({leaf_door("a", 0, 0, 0.9, 0.9), leaf_door("b", 0, 0, -0.9, 0.9)}), {"a"}, "door.sweeps_apart").truth(), true);
}

TEST(DoorSweepsApart, ADoubleActingLeafSweepsBothSides) {
  const Element below = leaf_door("b", 0, -1.2, 0.9, 0.9);
  EXPECT_EQ(measured(with({leaf_door("a", 0, 0, 0.9, 0.9), below}), {"a"}, "door.sweeps_apart").truth(), true);
  EXPECT_EQ(measured(with({leaf_door("a", 0, 0, 0.9, 0.9, DoorOperation::double_acting), below}), {"a"}, "door.sweeps_apart").truth(), false);
}

TEST(DoorSweepsApart, WithoutALeafItIsNotMeasuredOrNotAsked) {
  EXPECT_FALSE(measured(with({door("a", 0, 1, DoorOperation::sliding, {})}), {"a"}, "door.sweeps_apart").applies);
  const auto unknown = measured(with({door("a", 0, 1, DoorOperation::unknown, {})}), {"a"}, "door.sweeps_apart");
  EXPECT_TRUE(unknown.applies);
  EXPECT_FALSE(unknown.value);
  // A neighbour whose leaf is not drawn might swing into it; one far away cannot.
  EXPECT_FALSE(measured(with({leaf_door("a", 0, 0, 0.9, 0.9), door("n", 1.5, 0.9, DoorOperation::unknown, {})}), {"a"}, "door.sweeps_apart").value);
  EXPECT_EQ(measured(with({leaf_door("a", 0, 0, 0.9, 0.9), door("n", 4, 0.9, DoorOperation::unknown, {})}), {"a"}, "door.sweeps_apart").truth(), true);
}

}  // namespace
}  // namespace landai::measure
