// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "ascii_plan.hpp"
#include "drawn.hpp"
#include "landai/measure/inner_size.hpp"
#include "landai/measure/reconcile.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::body;
using test::completed;
using test::measured;
using test::one_level;
using test::put;

/// A room of a x b metres with its lower left corner at the origin, no walls.
Plan one_room(double a, double b) {
  Plan plan = one_level();
  put(plan, body("r", Category::space, 0, 0, a, b));
  return plan;
}

void add(Plan& plan, const std::string& id, Category category, double x0, double y0, double x1, double y1, const char* kind = "") {
  put(plan, body(id, category, x0, y0, x1, y1, kind));
}

TEST(SpaceFitsRectangle, OnTheLimitFitsAndAMillimetreLessDoesNot) {
  const Params params{{"a", 3.0}, {"b", 4.0}};
  EXPECT_EQ(measured(one_room(4.0, 3.0), {"r"}, "space.fits_rectangle", params).truth(), true);
  EXPECT_EQ(measured(one_room(4.005, 3.001), {"r"}, "space.fits_rectangle", params).truth(), true);
  EXPECT_EQ(measured(one_room(4.005, 2.999), {"r"}, "space.fits_rectangle", params).truth(), false);
}

TEST(SpaceFitsRectangle, TellsTheInnerSize) {
  const Params params{{"a", 1.525}, {"b", 2.275}};
  const auto size = inner_size(measured(one_room(1.5, 2.4), {"r"}, "space.fits_rectangle", params));
  ASSERT_TRUE(size);
  EXPECT_NEAR(size->shorter, 1.5, 1e-6);
  EXPECT_NEAR(size->longer, 2.4, 1e-6);
  EXPECT_TRUE(size->filled);
  // Turned by 30 degrees it is as large.
  Plan turned = one_room(1.5, 2.4);
  for (PlanPoint& p : turned.elements.back().geometry.areas.front().outer) p = {0.8660254 * p.x - 0.5 * p.y, 0.5 * p.x + 0.8660254 * p.y};
  const auto other = inner_size(measured(turned, {"r"}, "space.fits_rectangle", params));
  ASSERT_TRUE(other);
  EXPECT_NEAR(other->shorter, 1.5, 1e-3);
  EXPECT_NEAR(other->longer, 2.4, 1e-3);
}

TEST(SpaceFitsRectangle, OfAFloorThatSomethingJutsIntoTheSizeIsAnUpperBound) {
  Plan plan = one_room(1.5, 2.4);
  add(plan, "c", Category::column, 0, 0, 0.5, 0.5);
  const auto size = inner_size(measured(completed(std::move(plan)), {"r"}, "space.fits_rectangle", {{"a", 1.525}, {"b", 2.275}}));
  ASSERT_TRUE(size);
  EXPECT_FALSE(size->filled);
  EXPECT_NEAR(size->longer, 2.4, 1e-6);
}

TEST(SpaceFitsRectangle, FurnitureCountsOnlyWhereTheFreeFloorIsAsked) {
  Plan plan = one_room(4, 3);
  add(plan, "t", Category::furniture, 1.5, 1, 2.5, 2, "table");
  plan = completed(std::move(plan));
  const Params params{{"a", 2.0}, {"b", 2.5}};
  EXPECT_EQ(measured(plan, {"r"}, "space.fits_rectangle", params).truth(), true);
  EXPECT_EQ(measured(plan, {"r"}, "space.fits_free_rectangle", params).truth(), false);
}

TEST(SpaceTurning, IsTheLargestCircleOutsideTheSweptSector) {
  EXPECT_NEAR(*measured(one_room(4, 1.525), {"r"}, "space.turning_diameter").number(), 1.525, 0.0004);
  // A column in the middle of 3 x 3 m leaves circles beside it.
  Plan plan = one_room(3, 3);
  add(plan, "c", Category::column, 1.4, 1.4, 1.6, 1.6);
  EXPECT_LT(*measured(completed(std::move(plan)), {"r"}, "space.turning_diameter").number(), 1.8);
}

TEST(SpaceClearWidth, OfACorridorIsItsNarrowestPlace) {
  // 6 m long, 1.2 m wide, a cupboard 0.3 m deep half way: 0.9 m.
  Plan plan = one_room(6, 1.2);
  add(plan, "f", Category::furniture, 2.5, 0.9, 3.5, 1.2, "cabinet");
  const auto m = measured(completed(std::move(plan)), {"r"}, "space.clear_width");
  EXPECT_NEAR(*m.number(), 0.9, 0.0004);
  ASSERT_FALSE(m.evidence.witness.empty());
  EXPECT_NEAR(distance(m.evidence.witness[0].a, m.evidence.witness[0].b), 0.9, 0.0004);
}

TEST(SpaceClearWidth, BetweenDoorsTheDeadEndDoesNotCount) {
  // The corridor is 1.0 m wide between its two doors; a niche of 0.3 m beyond them is no way.
  const auto plan = completed(ascii_plan(0.1, {"#####DDDDDDDD#################",  //
                                               "#.........................####",  //
                                               "#.........................####",  //
                                               "#.........................####",  //
                                               "#............................#",  //
                                               "#............................#",  //
                                               "#............................#",  //
                                               "#.........................####",  //
                                               "#.........................####",  //
                                               "#.........................####",  //
                                               "#.........................####",  //
                                               "###############DDDDDDDD#######"}));
  EXPECT_NEAR(*measured(plan, {"room-1"}, "space.clear_width").number(), 1.0, 0.0004);
}

TEST(SpaceClearWidth, IsNothingWhereFurnitureCutsTheRoom) {
  Plan plan = one_room(6, 1.2);
  add(plan, "f", Category::furniture, 2.5, 0, 3.5, 1.2, "cabinet");
  const auto m = measured(completed(std::move(plan)), {"r"}, "space.clear_width");
  ASSERT_TRUE(m.value.has_value());
}

TEST(SpaceSeats, AreCountedAndTakeTheirShare) {
  Plan plan = one_room(5, 2);
  for (int i = 0; i < 4; ++i) add(plan, "k" + std::to_string(i), Category::seat, 0.5 * i, 0, 0.5 * i + 0.5, 0.5);
  plan = completed(std::move(plan));
  EXPECT_EQ(*measured(plan, {"r"}, "space.seat_count").number(), 4);
  EXPECT_NEAR(*measured(plan, {"r"}, "space.seat_share").number(), 1.0 / 10, 0.01);   // 2.0 x 0.5 of 10 m2
  EXPECT_FALSE(measured(one_room(5, 2), {"r"}, "space.seat_count").value.has_value());
}

TEST(SanitaryFrontSpace, RunsFromTheFrontToTheNextThing) {
  Plan plan = one_room(2.0, 2.5);
  add(plan, "back", Category::wall, -0.15, 2.5, 2.15, 2.65);
  add(plan, "pan", Category::sanitary, 0.8, 1.9, 1.2, 2.5, "toilet_pan");
  EXPECT_NEAR(*measured(completed(plan), {"pan"}, "sanitary.front_space").number(), 1.9, 0.001);   // to the end of the room
  add(plan, "basin", Category::sanitary, 0.7, 0.0, 1.1, 0.4, "basin");
  EXPECT_NEAR(*measured(completed(plan), {"pan"}, "sanitary.front_space").number(), 1.5, 0.001);
}

TEST(SanitaryFrontSpace, IsOpenAboveWhereNothingStandsAsFarAsWasLooked) {
  Plan plan = one_room(2.0, 6.0);
  add(plan, "back", Category::wall, -0.15, 6.0, 2.15, 6.15);
  add(plan, "pan", Category::sanitary, 0.8, 5.4, 1.2, 6.0, "toilet_pan");
  const auto m = measured(completed(plan), {"pan"}, "sanitary.front_space");
  EXPECT_NEAR(m.lo, 3.0, 1e-9);
  EXPECT_TRUE(std::isinf(m.hi));
}

TEST(SanitaryFrontSpace, IsNotMeasuredWhereTheFixtureMayFaceAnyWay) {
  Plan plan = one_room(2.0, 2.5);
  add(plan, "pan", Category::sanitary, 0.8, 1.0, 1.2, 1.6, "toilet_pan");
  EXPECT_FALSE(measured(completed(plan), {"pan"}, "sanitary.front_space").value.has_value());
}

TEST(SanitarySpacing, IsCentreToCentreToTheNextOfItsKind) {
  Plan plan = one_room(4, 2);
  add(plan, "u1", Category::sanitary, 0.3, 0, 0.7, 0.3, "urinal");
  add(plan, "u2", Category::sanitary, 1.0, 0, 1.4, 0.3, "urinal");
  add(plan, "b1", Category::sanitary, 0.75, 1, 0.95, 1.3, "basin");
  plan = completed(std::move(plan));
  EXPECT_NEAR(*measured(plan, {"u1"}, "sanitary.spacing").number(), 0.7, 1e-9);
  EXPECT_FALSE(measured(plan, {"b1"}, "sanitary.spacing").applies);
}

TEST(CounterApproach, NeedsAFreeRectangleOnThePublicSide) {
  // A counter across a room, staff behind it in a room of their own.
  for (const bool blocked : {false, true}) {
    Plan plan = one_room(4, 3);
    plan.elements[0].name = "Ruang Tunggu";
    add(plan, "staff", Category::space, 0, 3.6, 4, 6);
    plan.elements.back().name = "Ruang Staf";
    add(plan, "loket", Category::counter, 1, 3.0, 3, 3.6);
    if (blocked) add(plan, "bench", Category::seat, 0, 2.2, 4, 2.6);
    const auto m = measured(completed(std::move(plan)), {"loket"}, "counter.approach", {{"a", 0.9}, {"b", 1.2}});
    EXPECT_EQ(m.truth(), !blocked);
  }
}

TEST(CounterApproach, AsksWhichSideWhereNobodyTells) {
  Plan plan = one_room(4, 4);
  add(plan, "loket", Category::counter, 1, 2, 3, 2.6);
  const auto m = measured(completed(std::move(plan)), {"loket"}, "counter.approach", {{"a", 0.9}, {"b", 1.2}});
  EXPECT_EQ(m.missing.key, "measure.counter.no_side");
}

TEST(CounterHeight, TheLowestPartCounts) {
  Plan plan = one_room(4, 4);
  add(plan, "loket", Category::counter, 1, 2, 3, 2.6);
  add(plan, "loket/low", Category::counter, 1, 2, 2, 2.6);
  plan.elements.back().parent = "loket";
  const auto height = [&](const char* id, double h) {
    CounterShape shape;
    shape.height = Known::exact(h, Method::attribute, "att.TINGGI");
    test::element(plan, id)->shape = shape;
  };
  EXPECT_FALSE(measured(plan, {"loket"}, "counter.lowest_height").value.has_value());
  height("loket", 1.05);
  height("loket/low", 0.72);
  EXPECT_EQ(*measured(plan, {"loket"}, "counter.height").number(), 1.05);
  EXPECT_EQ(*measured(plan, {"loket"}, "counter.lowest_height").number(), 0.72);
  EXPECT_EQ(*measured(plan, {"building"}, "facility.low_counters", {{"height", 0.80}}).number(), 1);
  EXPECT_EQ(*measured(plan, {"building"}, "facility.low_counters", {{"height", 0.70}}).number(), 0);
}

TEST(FacilityCount, CountsByUseAndLeavesRoomForTheUnknown) {
  Plan plan = one_room(4, 4);
  plan.elements[0].name = "Ruang Laktasi";
  add(plan, "x", Category::space, 5, 0, 9, 4);
  const auto m = measured(plan, {"building"}, "facility.count", {{"category", std::string("space")}, {"use", std::string("lactation")}});
  EXPECT_EQ(*m.number(), 1);
  EXPECT_EQ(m.hi, 2);   // the room without a name may be one too
}

/// Rooms in a row with these names.
Plan rooms_named(const std::vector<std::string>& names) {
  Plan plan = one_room(2, 2);
  plan.elements.clear();
  for (std::size_t i = 0; i < names.size(); ++i) {
    add(plan, "r" + std::to_string(i), Category::space, 3.0 * static_cast<double>(i), 0, 3.0 * static_cast<double>(i) + 2, 2);
    plan.elements.back().name = names[i];
  }
  return plan;
}

Measurement toilets_for(const Plan& plan, const std::string& users, const Facts& facts = {}) {
  return measured(plan, {"building"}, "facility.count",
                  {{"category", std::string("space")}, {"use", std::string("toilet_accessible")}, {"users", users}}, facts);
}

TEST(FacilityCount, OfUsersComesFromNamesAndLeavesRoomForThoseNobodySpokeOf) {
  const Plan plan = rooms_named({"Toilet Difabel Pria", "Accessible toilet women", "Toilet difabel", "Toilet Pria", "Toilet difabel pria wanita"});
  for (const auto& [users, count] : {std::pair{"men", 1.0}, {"women", 1.0}, {"everyone", 1.0}, {"children", 0.0}}) {
    const auto m = toilets_for(plan, users);
    EXPECT_EQ(*m.number(), count) << users;
    EXPECT_EQ(m.lo, count) << users;
    EXPECT_EQ(m.hi, count + 1) << users;   // "Toilet difabel" may be theirs
  }
}

TEST(FacilityCount, OfUsersBelievesWhatIsStated) {
  const Plan plan = rooms_named({"Toilet Difabel Pria", "Toilet difabel"});
  Facts facts;
  facts.facts = {test::fact("r0", "space.users", std::string("women")), test::fact("r1", "space.users", std::string("men"))};
  for (const char* users : {"men", "women"}) {
    const auto m = toilets_for(plan, users, facts);
    EXPECT_EQ(*m.number(), 1) << users;
    EXPECT_EQ(m.hi, 1) << users;
  }
  EXPECT_EQ(toilets_for(plan, "everyone", facts).hi, 0);
}

TEST(FacilityCount, OfUsersCountsARoomWithoutANameAsPossible) {
  const auto m = toilets_for(rooms_named({"", "Ruang Tunggu Pria"}), "men");
  EXPECT_EQ(*m.number(), 0);
  EXPECT_EQ(m.hi, 1);
}

TEST(FacilityAreaShare, OfToiletsCountsThoseForChildrenAndWheelchairUsersToo) {
  const Plan plan = rooms_named({"Toilet Pria", "Toilet difabel", "Toilet anak", "Ruang Tunggu"});
  EXPECT_NEAR(*measured(plan, {"building"}, "facility.area_share", {{"use", std::string("toilet")}}).number(), 0.75, 1e-9);
  EXPECT_NEAR(*measured(plan, {"building"}, "facility.area_share", {{"use", std::string("toilet_child")}}).number(), 0.25, 1e-9);
}

TEST(FacilityAccessibleCounters, AreThoseThatSomebodyVouchesFor) {
  Plan plan = one_room(8, 4);
  EXPECT_FALSE(measured(plan, {"building"}, "facility.accessible_counters").value);
  for (const char* id : {"c1", "c2", "c3"}) add(plan, id, Category::counter, 1, 1, 2, 2);
  EXPECT_FALSE(measured(plan, {"building"}, "facility.accessible_counters").value);
  Facts facts;
  facts.facts = {test::fact("c1", "counter.accessible", true), test::fact("c2", "counter.accessible", false)};
  const auto m = measured(plan, {"building"}, "facility.accessible_counters", {}, facts);
  EXPECT_EQ(*m.number(), 1);
  EXPECT_EQ(m.lo, 1);
  EXPECT_EQ(m.hi, 2);   // nobody spoke of the third
}

TEST(SpaceClearWidth, ExitsDrawnAsAreasAreItsOpenings) {
  // A hall of 8 x 4 m; between its exits nothing is narrower than the 1.2 m beside the desk. The booth in the corner has a gap of 0.7 m
  // that no way between the exits uses.
  Plan plan = one_room(8, 4);
  add(plan, "x1", Category::opening, 0.2, 0.4, 0.4, 0.8);
  add(plan, "x2", Category::opening, 7.6, 0.4, 7.8, 0.8);
  add(plan, "desk", Category::furniture, 3.5, 1.2, 4.5, 1.4, "desk");
  add(plan, "w1", Category::wall, 3.5, 1.4, 3.6, 4.0);
  add(plan, "w2", Category::wall, 3.6, 2.0, 5.0, 2.1);
  add(plan, "w3", Category::wall, 5.7, 2.0, 8.0, 2.1);
  plan = completed(std::move(plan));
  for (const auto& e : plan.elements)
    if (e.category == Category::opening) {
      EXPECT_THAT(e.connects, testing::ElementsAre("r"));
    }
  EXPECT_NEAR(*measured(plan, {"r"}, "space.clear_width").number(), 1.2, 0.0004);
}

TEST(Parking, WidthIsTheShorterSideAndMarksCountOnlyWhereThereAreAny) {
  Plan plan = one_room(1, 1);
  add(plan, "b1", Category::parking_bay, 0, 10, 3.7, 15);
  add(plan, "b2", Category::parking_bay, 4, 10, 6.5, 15);
  EXPECT_NEAR(*measured(plan, {"b1"}, "parking_bay.width").number(), 3.7, 1e-9);
  EXPECT_FALSE(measured(plan, {"b1"}, "parking_bay.accessible").value.has_value());
  add(plan, "s", Category::sign, 1, 11, 2, 12, "accessible_parking");
  EXPECT_EQ(measured(plan, {"b1"}, "parking_bay.accessible").truth(), true);
  EXPECT_EQ(measured(plan, {"b2"}, "parking_bay.accessible").truth(), false);
  EXPECT_EQ(*measured(plan, {"building"}, "facility.accessible_parking").number(), 1);
  // Who states that a marked bay is none is told what is drawn.
  Facts facts;
  facts.facts = {test::fact("b1", "parking_bay.accessible", false), test::fact("b2", "parking_bay.accessible", false)};
  const auto set = measured(plan, {{"parking_bay.accessible", {}}}, facts);
  EXPECT_EQ(contradicting(set, *set.find("b1", "parking_bay.accessible")).size(), 1u);
  EXPECT_TRUE(contradicting(set, *set.find("b2", "parking_bay.accessible")).empty());
}

}  // namespace
}  // namespace landai::measure
