// SPDX-License-Identifier: GPL-3.0-or-later
// Places beside counters, fixtures and seats, and the T-shaped turning space.
#include <gmock/gmock.h>

#include "landai/geometry/polygons.hpp"
#include "drawn.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::body;
using test::completed;
using test::measured;
using test::one_level;
using test::put;

Element& add(Plan& plan, const std::string& id, Category category, double x0, double y0, double x1, double y1, const char* kind = "") {
  return put(plan, body(id, category, x0, y0, x1, y1, kind));
}

/// A room of a x b metres with its lower left corner at the origin, and walls around it.
Plan walled(double a, double b) {
  Plan plan = one_level();
  plan.has_heights = true;
  add(plan, "r", Category::space, 0, 0, a, b).name = "Ruang Tunggu";
  add(plan, "south", Category::wall, -0.1, -0.1, a + 0.1, 0);
  add(plan, "north", Category::wall, -0.1, b, a + 0.1, b + 0.1);
  add(plan, "west", Category::wall, -0.1, 0, 0, b);
  add(plan, "east", Category::wall, a, 0, a + 0.1, b);
  return plan;
}

const Params kFront{{"a", 0.8}, {"b", 1.2}, {"kind", std::string("front")}};
const Params kSide{{"a", 0.8}, {"b", 1.2}, {"kind", std::string("side")}};

/// A basin 0.5 m deep at the north wall, `before` metres from the south wall.
Plan basin_room(double before, std::optional<ZRange> z) {
  Plan plan = walled(1.6, before + 0.5);
  add(plan, "basin", Category::sanitary, 0.5, before, 1.1, before + 0.5, "basin").z = z;
  return plan;
}

TEST(SanitaryApproach, FrontIsFreeAtTheLimitAndNotBelow) {
  EXPECT_EQ(measured(completed(basin_room(2.0, {})), {"basin"}, "sanitary.approach", kFront).truth(), true);
  const auto limit = measured(completed(basin_room(1.2, {})), {"basin"}, "sanitary.approach", kFront);
  EXPECT_EQ(limit.truth(), true);
  ASSERT_EQ(limit.evidence.areas.size(), 1u);
  EXPECT_NEAR(area(limit.evidence.areas), 0.96, 1e-9);
  const auto under = measured(completed(basin_room(1.199, {})), {"basin"}, "sanitary.approach", kFront);
  EXPECT_EQ(under.truth(), false);
  EXPECT_EQ(under.evidence.note.key, "measure.standing.knees_unknown");
}

TEST(SanitaryApproach, KneesGoUnderWhatIsKnownToLeaveThemRoom) {
  // 0.9 m before a basin 0.5 m deep: with its underside at 0.70 m the knees take the rest; at 0.699 m they do not.
  const auto free = measured(completed(basin_room(0.9, ZRange{0.70, 0.85})), {"basin"}, "sanitary.approach", kFront);
  EXPECT_EQ(free.truth(), true);
  EXPECT_EQ(free.evidence.note.key, "measure.standing.knees");
  const auto low = measured(completed(basin_room(0.9, ZRange{0.699, 0.85})), {"basin"}, "sanitary.approach", kFront);
  EXPECT_EQ(low.truth(), false);
  EXPECT_EQ(measured(completed(basin_room(0.9, ZRange{0.0, 0.85})), {"basin"}, "sanitary.approach", kFront).truth(), false);
  // Never more than the basin is deep: 0.5 + 0.7 = 1.2.
  EXPECT_EQ(measured(completed(basin_room(0.7, ZRange{0.70, 0.85})), {"basin"}, "sanitary.approach", kFront).truth(), true);
  EXPECT_EQ(measured(completed(basin_room(0.699, ZRange{0.70, 0.85})), {"basin"}, "sanitary.approach", kFront).truth(), false);
}

TEST(SanitaryApproach, WhatStandsUnderTheBasinTakesTheKneesTheirRoom) {
  Plan plan = basin_room(0.9, ZRange{0.70, 0.85});
  add(plan, "box", Category::furniture, 0.5, 1.1, 1.1, 1.4, "cabinet").z = ZRange{0, 0.6};
  EXPECT_EQ(measured(completed(plan), {"basin"}, "sanitary.approach", kFront).truth(), false);
  test::element(plan, "box")->z = ZRange{0.70, 1.0};
  EXPECT_EQ(measured(completed(plan), {"basin"}, "sanitary.approach", kFront).truth(), true);
  test::element(plan, "box")->z.reset();   // of unknown height: it counts
  EXPECT_EQ(measured(completed(plan), {"basin"}, "sanitary.approach", kFront).truth(), false);
}

TEST(SanitaryApproach, WhatHangsAboveTheBodyIsNotInTheWay) {
  Plan plan = basin_room(1.2, {});
  Element& shelf = add(plan, "shelf", Category::furniture, 0, 0, 1.6, 0.3, "cabinet");
  shelf.z = ZRange{2.0, 2.4};
  EXPECT_EQ(measured(completed(plan), {"basin"}, "sanitary.approach", kFront).truth(), true);
  test::element(plan, "shelf")->z = ZRange{1.9, 2.4};
  EXPECT_EQ(measured(completed(plan), {"basin"}, "sanitary.approach", kFront).truth(), false);
}

TEST(SanitaryApproach, SideNeedsRoomOnOneFlank) {
  for (const double beside : {0.8, 0.799}) {
    Plan plan = walled(0.2 + 0.4 + beside, 2.5);
    add(plan, "pan", Category::sanitary, 0.2, 1.8, 0.6, 2.5, "toilet_pan");
    EXPECT_EQ(measured(completed(plan), {"pan"}, "sanitary.approach", kSide).truth(), beside == 0.8) << beside;
  }
}

TEST(SanitaryApproach, IsNotMeasuredWhereTheFixtureMayFaceAnyWay) {
  Plan plan = walled(3, 3);
  add(plan, "pan", Category::sanitary, 1.3, 1.2, 1.7, 1.8, "toilet_pan");
  EXPECT_EQ(measured(completed(plan), {"pan"}, "sanitary.approach", kFront).missing.key, "measure.sanitary.no_front");
}

/// A counter 0.6 m deep between the public's room, `before` deep, and the staff's.
Plan counter_room(double before) {
  Plan plan = walled(3, before);
  plan.elements.erase(plan.elements.begin() + 2);   // no north wall: the counter stands there
  add(plan, "staff", Category::space, 0, before + 0.6, 3, before + 3).name = "Ruang Staf";
  add(plan, "loket", Category::counter, 0, before, 3, before + 0.6);
  return plan;
}

TEST(CounterApproach, KneesGoUnderAsDeepAsTheCounterIsKnownToBeHollow) {
  const Params params{{"a", 0.9}, {"b", 1.2}};
  const auto hollow = [](Plan plan, double height, double depth) {
    CounterShape shape;
    shape.knee_height = Known::exact(height, Method::attribute, "");
    shape.knee_depth = Known::exact(depth, Method::attribute, "");
    test::element(plan, "loket")->shape = shape;
    return completed(std::move(plan));
  };
  EXPECT_EQ(measured(completed(counter_room(0.8)), {"loket"}, "counter.approach", params).truth(), false);
  EXPECT_EQ(measured(hollow(counter_room(0.8), 0.70, 0.4), {"loket"}, "counter.approach", params).truth(), true);
  EXPECT_EQ(measured(hollow(counter_room(0.8), 0.70, 0.399), {"loket"}, "counter.approach", params).truth(), false);
  EXPECT_EQ(measured(hollow(counter_room(0.8), 0.699, 0.4), {"loket"}, "counter.approach", params).truth(), false);
  // What is stated counts as well.
  Facts facts;
  facts.facts = {test::fact("loket", "counter.knee_height", 0.70), test::fact("loket", "counter.knee_depth", 0.4)};
  EXPECT_EQ(measured(completed(counter_room(0.8)), {"loket"}, "counter.approach", params, facts).truth(), true);
}

TEST(SpaceTTurn, FitsAtTheLimitAndFurnitureCounts) {
  const Params params{{"size", 1.525}, {"arm", 0.915}};
  EXPECT_EQ(measured(completed(walled(1.525, 1.525)), {"r"}, "space.fits_t_turn", params).truth(), true);
  EXPECT_EQ(measured(completed(walled(1.524, 1.525)), {"r"}, "space.fits_t_turn", params).truth(), false);
  // A cupboard in the corner beside the stem leaves the T its place and takes it from the circle.
  Plan plan = walled(1.525, 1.525);
  add(plan, "c", Category::furniture, 0, 0, 0.3, 0.6, "cabinet");
  plan = completed(std::move(plan));
  const auto m = measured(plan, {"r"}, "space.fits_t_turn", params);
  EXPECT_EQ(m.truth(), true);
  EXPECT_EQ(m.evidence.areas.at(0).outer.size(), 8u);
  EXPECT_LT(*measured(plan, {"r"}, "space.turning_diameter").number(), 1.525);
  test::element(plan, "c")->geometry.areas = {Polygon{{{0.5, 0.5}, {0.9, 0.5}, {0.9, 0.9}, {0.5, 0.9}}, {}}};
  EXPECT_EQ(measured(plan, {"r"}, "space.fits_t_turn", params).truth(), false);
  test::element(plan, "r")->geometry.areas.clear();
  EXPECT_EQ(measured(plan, {"r"}, "space.fits_t_turn", params).missing.key, "measure.space.no_outline");
}

const Params kBay{{"a", 0.8}, {"b", 1.2}};

/// A row of three seats of 0.5 x 0.5 m from the west wall, `free` metres between its end and the east wall.
Plan seat_row(double free) {
  Plan plan = walled(1.5 + free, 2.0);
  for (int i = 0; i < 3; ++i) add(plan, "k" + std::to_string(i), Category::seat, 0.5 * i, 0, 0.5 * i + 0.5, 0.5);
  return plan;
}

TEST(SeatSideBay, AtTheEndOfARow) {
  const auto end = measured(completed(seat_row(0.8)), {"k2"}, "seat.side_bay", kBay);
  EXPECT_EQ(end.truth(), true);
  ASSERT_EQ(end.evidence.areas.size(), 1u);
  for (const PlanPoint p : end.evidence.areas[0].outer) EXPECT_GE(p.x, 1.5 - 1e-9);
  EXPECT_EQ(measured(completed(seat_row(2.0)), {"k2"}, "seat.side_bay", kBay).truth(), true);
  EXPECT_EQ(measured(completed(seat_row(0.799)), {"k2"}, "seat.side_bay", kBay).truth(), false);
  EXPECT_EQ(measured(completed(seat_row(2.0)), {"k1"}, "seat.side_bay", kBay).truth(), false);   // neighbours on both sides
}

TEST(SeatSideBay, ASeatByItselfMustSayWhereItLooks) {
  // Free on its left and right, walls close before and behind.
  Plan plan = walled(3, 0.7);
  add(plan, "k", Category::seat, 1.2, 0.1, 1.7, 0.6);
  EXPECT_EQ(measured(completed(plan), {"k"}, "seat.side_bay", {{"a", 0.8}, {"b", 0.7}}).missing.key, "measure.seat.no_side");
  FixtureShape shape;
  shape.facing = {0, 1};
  test::element(plan, "k")->shape = shape;
  EXPECT_EQ(measured(completed(plan), {"k"}, "seat.side_bay", {{"a", 0.8}, {"b", 0.7}}).truth(), true);
  shape.facing = {1, 0};
  test::element(plan, "k")->shape = shape;
  EXPECT_EQ(measured(completed(plan), {"k"}, "seat.side_bay", {{"a", 0.8}, {"b", 0.7}}).truth(), false);
}

TEST(SeatSideBay, IsNotMeasuredWithoutAnOutline) {
  Plan plan = seat_row(0.8);
  test::element(plan, "k2")->geometry.areas.clear();
  EXPECT_EQ(measured(completed(plan), {"k2"}, "seat.side_bay", kBay).missing.key, "measure.seat.no_outline");
}

}  // namespace
}  // namespace landai::measure
