// SPDX-License-Identifier: GPL-3.0-or-later
// What was read on the building reaches what follows from it (measure/follows.hpp).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "drawn.hpp"
#include "landai/measure/readings.hpp"
#include "landai/measure/reconcile.hpp"
#include "measure/follows.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::one_level;
using test::thing;

/// A ramp flight of 0.15 m over 1.52 m, a stair flight of 0.16 over 0.32 m, a door of 0.95 m between its stops.
Plan drawn_plan() {
  Plan plan = one_level();
  Element ramp = thing("flight-1", Category::flight);
  ramp.kind = "ramp";
  FlightShape slope;
  slope.foot = {0, 0};
  slope.head = {1.52, 0};
  slope.run = Known::exact(1.52, Method::drawn, "run");
  slope.rise = Known::exact(0.15, Method::drawn, "levels");
  ramp.shape = slope;
  plan.elements.push_back(ramp);
  Element stair = thing("flight-2", Category::flight);
  stair.kind = "stair";
  FlightShape steps;
  steps.riser = Known::exact(0.16, Method::drawn, "riser");
  steps.tread = Known::exact(0.32, Method::drawn, "tread");
  stair.shape = steps;
  plan.elements.push_back(stair);
  Element door = thing("door-1", Category::door);
  DoorShape shape;
  shape.operation = DoorOperation::none;
  shape.jamb_b = {1, 0};
  shape.opening_width = Known::exact(1.0, Method::drawn, "jambs");
  shape.frame_clear_width = Known::exact(0.95, Method::drawn, "stops");
  door.shape = shape;
  plan.elements.push_back(door);
  return plan;
}

Reading read(const std::string& element, const std::string& quantity, double value, double u = 0) {
  Reading r;
  r.subject = {element};
  r.quantity = quantity;
  r.value = value;
  r.lo = r.hi = value;
  r.u = u;
  r.line = 2;
  return r;
}

/// What counts for the quantity after these readings.
Measurement found(const std::vector<Reading>& readings, const std::string& element, const std::string& quantity) {
  const Plan plan = drawn_plan();
  Facts facts;
  facts.readings.readings = readings;
  const Request asked[] = {{quantity, {}}};
  const auto set = measure(plan, facts, asked, test::data_folder());
  if (!set) {
    ADD_FAILURE() << set.error().message.key;
    return {};
  }
  const Measurement* m = set->find(element, quantity);
  return m ? *m : Measurement{};
}

TEST(Follows, AReadRiseMakesTheSlope) {
  const Measurement m = found({read("flight-1", "ramp.flight_rise", 0.50)}, "flight-1", "ramp.slope");
  ASSERT_TRUE(m.number());
  EXPECT_NEAR(*m.number(), 0.50 / 1.52, 1e-12);
}

TEST(Follows, StatementsThatContradictEachOtherAreNamedWhicheverComesFirst) {
  const Plan plan = drawn_plan();
  for (const bool swapped : {false, true}) {
    Reading none = read("building", "facility.accessible_counters", 0), two = read("building", "facility.accessible_counters", 2);
    none.method = two.method = Method::attested;
    Facts facts;
    facts.readings.readings = swapped ? std::vector{none, two} : std::vector{two, none};
    const Request asked[] = {{"facility.accessible_counters", {}}};
    const auto set = measure(plan, facts, asked, test::data_folder());
    ASSERT_TRUE(set);
    const Measurement* m = set->find("building", "facility.accessible_counters");
    ASSERT_TRUE(m);
    EXPECT_EQ(contradicting(*set, *m).size(), 1U);
    const auto all = reconciliations(*set);
    EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& r) { return r.contradicting.size() == 1; }), 1);
  }
}

TEST(Follows, AReadRunMakesTheSlopeWithItsUncertainty) {
  const Measurement m = found({read("flight-1", "ramp.flight_length", 1.00, 0.01)}, "flight-1", "ramp.slope");
  ASSERT_TRUE(m.number());
  EXPECT_NEAR(*m.number(), 0.15, 1e-12);
  EXPECT_NEAR(m.u, 0.15 * 0.01, 1e-12);   // of a quotient: ratio times the relative u of the run
}

TEST(Follows, RiserAndTreadMakeTheSlopeOfAStair) {
  const Measurement m = found({read("flight-2", "stair.riser", 0.18), read("flight-2", "stair.tread", 0.20)}, "flight-2", "stair.slope");
  ASSERT_TRUE(m.number());
  EXPECT_NEAR(*m.number() * 180 / M_PI, 41.987, 0.001);   // atan(18/20)
  EXPECT_EQ(m.method, Method::reading);
}

TEST(Follows, AnOpeningFoundOtherwiseTakesTheDrawnClearWidthAway) {
  EXPECT_TRUE(found({}, "door-1", "door.clear_width").number());
  const Measurement m = found({read("door-1", "door.opening_width", 0.70)}, "door-1", "door.clear_width");
  EXPECT_FALSE(m.value);
  EXPECT_EQ(m.missing.key, "measure.missing.follows");
}

TEST(Follows, AnOpeningFoundAsDrawnTakesNothingAway) {
  EXPECT_TRUE(found({read("door-1", "door.opening_width", 1.0004)}, "door-1", "door.clear_width").number());
}

TEST(Follows, AStatedRiseMakesTheSlopeAsAReadOneDoes) {
  const Plan plan = drawn_plan();
  Facts facts;
  facts.file = "facts.yaml";
  facts.facts.push_back({"flight-1", "ramp.flight_rise", 0.50, "Sari", 4});
  const Request asked[] = {{"ramp.slope", {}}};
  const auto set = measure(plan, facts, asked, test::data_folder());
  ASSERT_TRUE(set);
  const Measurement* m = set->find("flight-1", "ramp.slope");
  ASSERT_TRUE(m && m->number());
  EXPECT_NEAR(*m->number(), 0.50 / 1.52, 1e-12);
}

// 8 cm and 14 cm are far more than twice their 2 mm apart: one is wrong, and the surer one need not be the right one.
TEST(Follows, ReadingsThatContradictEachOtherLeaveTheSlopeBetweenThem) {
  const auto m = found({read("flight-1", "ramp.flight_rise", 0.08, 0.001), read("flight-1", "ramp.flight_rise", 0.14, 0.002)}, "flight-1", "ramp.slope");
  ASSERT_TRUE(m.number());
  EXPECT_NEAR(m.lo, 0.08 / 1.52, 1e-12);
  EXPECT_NEAR(m.hi, 0.14 / 1.52, 1e-12);
  EXPECT_NEAR(m.u, 0.002 / 1.52, 1e-12);
  EXPECT_EQ(disputed_input(m), "ramp.flight_rise");
}

TEST(Follows, ReadingsThatAgreeWithinTheirUncertaintyAreNoContradiction) {
  const auto m = found({read("flight-1", "ramp.flight_rise", 0.140, 0.002), read("flight-1", "ramp.flight_rise", 0.144, 0.002)}, "flight-1", "ramp.slope");
  EXPECT_EQ(m.lo, m.hi);
  EXPECT_FALSE(disputed_input(m));
}

TEST(Follows, RisersThatContradictEachOtherLeaveTheSlopeOfTheStairBetweenThem) {
  const auto m = found({read("flight-2", "stair.riser", 0.16, 0.001), read("flight-2", "stair.riser", 0.24, 0.002)}, "flight-2", "stair.slope");
  EXPECT_NEAR(m.lo, std::atan(0.16 / 0.32), 1e-12);
  EXPECT_NEAR(m.hi, std::atan(0.24 / 0.32), 1e-12);
  EXPECT_EQ(disputed_input(m), "stair.riser");
}

// The surer reading agrees with the drawing; the other one says that the opening was built narrower.
TEST(Follows, OpeningsThatContradictEachOtherTakeTheDrawnClearWidthAway) {
  const auto m = found({read("door-1", "door.opening_width", 1.0, 0.001), read("door-1", "door.opening_width", 0.70, 0.002)}, "door-1", "door.clear_width");
  EXPECT_FALSE(m.value);
  EXPECT_EQ(m.missing.key, "measure.missing.disputed");
}

/// Everything that is known of the quantity after these readings.
MeasurementSet all_of(const std::vector<Reading>& readings, const std::string& quantity) {
  Facts facts;
  facts.readings.readings = readings;
  const Request asked[] = {{quantity, {}}};
  auto set = measure(drawn_plan(), facts, asked, test::data_folder());
  if (set) return std::move(*set);
  ADD_FAILURE() << set.error().message.key;
  return {};
}

// A slope read as 6 % and a rise read as 24 cm over a run read as 1.52 m (15.8 %) cannot both be true. Drawn are 0.15 over 1.52 m: 9.87 %.
TEST(Follows, AReadSlopeThatItsReadRiseAndRunContradictIsNotSettled) {
  const auto set = all_of({read("flight-1", "ramp.slope", 0.06, 0.001), read("flight-1", "ramp.flight_rise", 0.24, 0.002),
                           read("flight-1", "ramp.flight_length", 1.52, 0.002)}, "ramp.slope");
  const Measurement* m = set.find("flight-1", "ramp.slope");
  ASSERT_TRUE(m && m->number());
  EXPECT_EQ(*m->number(), 0.06);
  const auto others = contradicting(set, *m);
  ASSERT_EQ(others.size(), 1u);
  EXPECT_NEAR(*others[0]->number(), 0.24 / 1.52, 1e-12);
  EXPECT_TRUE(follows_from_readings(*others[0]));
  for (const Disagreement& d : disagreements(set))
    if (d.as_built->quantity == "ramp.slope") {
      EXPECT_NEAR(*d.drawn->number(), 0.15 / 1.52, 1e-12) << "what is drawn is the drawing's";
    }
}

// Without a reading of the run the plan has a part in the 15.8 %: the run may be what was built otherwise, and the level on the slope is right.
TEST(Follows, AReadSlopeCountsBeforeOneThatNeedsThePlan) {
  const auto set = all_of({read("flight-1", "ramp.slope", 0.06, 0.001), read("flight-1", "ramp.flight_rise", 0.24, 0.002)}, "ramp.slope");
  const Measurement* m = set.find("flight-1", "ramp.slope");
  ASSERT_TRUE(m && m->number());
  EXPECT_EQ(*m->number(), 0.06);
  EXPECT_TRUE(contradicting(set, *m).empty());
  const auto all = reconciliations(set);
  const auto slope = std::find_if(all.begin(), all.end(), [](const auto& r) { return r.quantity == "ramp.slope"; });
  ASSERT_NE(slope, all.end());
  EXPECT_TRUE(slope->built_differently);
  ASSERT_EQ(slope->values.size(), 3u) << "read, by the read rise over the drawn run, drawn";
  EXPECT_TRUE(std::any_of(slope->values.begin(), slope->values.end(),
                          [](const auto* v) { return partly_drawn(*v) && std::abs(*v->number() - 0.24 / 1.52) < 1e-12; }));
}

// The riser as read over the tread as drawn is atan(0.16 / 0.32) = 26.6°; the level says 30°. The drawing has no riser that could be wrong.
TEST(Follows, WhatDiffersFromAReadingIsToldEvenWhereThePlanAloneSaysNothing) {
  Plan plan = drawn_plan();
  FlightShape steps;
  steps.tread = Known::exact(0.32, Method::drawn, "tread");
  std::find_if(plan.elements.begin(), plan.elements.end(), [](const Element& e) { return e.id == "flight-2"; })->shape = steps;
  Facts facts;
  facts.readings.readings = {read("flight-2", "stair.slope", M_PI / 6, 0.002), read("flight-2", "stair.riser", 0.16, 0.001)};
  const Request asked[] = {{"stair.slope", {}}};
  const auto set = measure(plan, facts, asked, test::data_folder());
  ASSERT_TRUE(set);
  EXPECT_TRUE(contradicting(*set, *set->find("flight-2", "stair.slope")).empty());
  const auto told = disagreements(*set);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(partly_drawn(*told[0].drawn));
  EXPECT_NEAR(told[0].difference, M_PI / 6 - std::atan(0.5), 1e-12);
}

// A rise that is stated is no reading either: the level on the slope beats it as it beats the plan.
TEST(Follows, AReadSlopeCountsBeforeOneThatNeedsAStatement) {
  Reading rise = read("flight-1", "ramp.flight_rise", 0.24), run = read("flight-1", "ramp.flight_length", 1.52, 0.002);
  rise.method = Method::attested;
  const auto set = all_of({read("flight-1", "ramp.slope", 0.06, 0.001), rise, run}, "ramp.slope");
  EXPECT_TRUE(contradicting(set, *set.find("flight-1", "ramp.slope")).empty());
}

TEST(Follows, AReadSlopeThatItsReadRiseBearsOutIsNoContradiction) {
  const auto set = all_of({read("flight-1", "ramp.slope", 0.158, 0.001), read("flight-1", "ramp.flight_rise", 0.24, 0.002)}, "ramp.slope");
  const Measurement* m = set.find("flight-1", "ramp.slope");
  ASSERT_TRUE(m && m->number());
  EXPECT_EQ(*m->number(), 0.158) << "the reading itself counts, though it is less sure";
  EXPECT_TRUE(contradicting(set, *m).empty());
}

TEST(Follows, NoClearWidthIsWiderThanItsOpening) {
  const auto wide = all_of({read("door-1", "door.clear_width", 0.90, 0.002), read("door-1", "door.opening_width", 0.80, 0.002)}, "door.clear_width");
  const Measurement* m = wide.find("door-1", "door.clear_width");
  ASSERT_TRUE(m && m->number());
  EXPECT_EQ(*m->number(), 0.90);
  const auto others = contradicting(wide, *m);
  ASSERT_EQ(others.size(), 1u);
  EXPECT_EQ(others[0]->hi, 0.80);
  const auto narrow = all_of({read("door-1", "door.clear_width", 0.78, 0.002), read("door-1", "door.opening_width", 0.80, 0.002)}, "door.clear_width");
  EXPECT_TRUE(contradicting(narrow, *narrow.find("door-1", "door.clear_width")).empty());
}

// Ten risers read as 16 cm are 1.60 m up, not 2.20 m; a tenth of 2.20 m is 22 cm.
TEST(Follows, ARiseThatItsRisersContradictIsNotSettled) {
  const std::vector<Reading> readings = {read("flight-2", "stair.riser", 0.16, 0.001), read("flight-2", "stair.flight_rise", 2.20, 0.005),
                                         read("flight-2", "stair.steps_between_landings", 10)};
  for (const auto& [quantity, other] : {std::pair{"stair.flight_rise", 1.60}, {"stair.riser", 0.22}}) {
    const auto set = all_of(readings, quantity);
    const Measurement* m = set.find("flight-2", quantity);
    ASSERT_TRUE(m && m->number());
    const auto others = contradicting(set, *m);
    ASSERT_EQ(others.size(), 1u) << quantity;
    EXPECT_NEAR(*others[0]->number(), other, 1e-12);
  }
  std::vector<Reading> fitting = readings;
  fitting[1].lo = fitting[1].hi = 1.605;
  fitting[1].value = 1.605;
  const auto set = all_of(fitting, "stair.flight_rise");
  EXPECT_TRUE(contradicting(set, *set.find("flight-2", "stair.flight_rise")).empty()) << "5 mm over ten risers of 1 mm each";
}

// The rise of the flight was read, not its risers: they share it, and its slope follows.
TEST(Follows, RisersShareTheRiseThatWasRead) {
  const std::vector<Reading> readings = {read("flight-2", "stair.flight_rise", 2.18, 0.003), read("flight-2", "stair.steps_between_landings", 12)};
  const auto set = all_of(readings, "stair.riser");
  const Measurement* riser = set.find("flight-2", "stair.riser");
  ASSERT_TRUE(riser && riser->number());
  EXPECT_NEAR(*riser->number(), 2.18 / 12, 1e-12);
  EXPECT_NEAR(riser->u, 0.003 / 12, 1e-12);
  EXPECT_EQ(riser->evidence.note.key, "measure.follows.steps");
  std::vector<Reading> with_tread = readings;
  with_tread.push_back(read("flight-2", "stair.tread", 0.30, 0.001));
  const auto slope = found(with_tread, "flight-2", "stair.slope");
  ASSERT_TRUE(slope.number());
  EXPECT_NEAR(*slope.number(), std::atan(2.18 / 12 / 0.30), 1e-9);
}

TEST(Follows, WhatIsKnownOfASlopeIsWhatWasReadOrFollows) {
  const Plan plan = drawn_plan();
  const auto known = [&plan](std::vector<Reading> readings) {
    Facts facts;
    facts.readings.readings = std::move(readings);
    Survey survey(plan, facts, *Profile::load(test::data_folder()));
    return as_known(survey, *survey.find("flight-1"), "ramp.slope");
  };
  EXPECT_NEAR(*known({}).number(), 0.15 / 1.52, 1e-12) << "as drawn";
  EXPECT_EQ(*known({read("flight-1", "ramp.slope", 0.12)}).number(), 0.12);
  EXPECT_NEAR(*known({read("flight-1", "ramp.flight_rise", 0.24)}).number(), 0.24 / 1.52, 1e-12);
  const Reading slope = read("flight-1", "ramp.slope", 0.06, 0.001), rise = read("flight-1", "ramp.flight_rise", 0.24, 0.002);
  const Measurement both = known({slope, rise, read("flight-1", "ramp.flight_length", 1.52, 0.002)});
  EXPECT_EQ(both.lo, 0.06);
  EXPECT_NEAR(both.hi, 0.24 / 1.52, 1e-12);
  const Measurement with_plan = known({slope, rise});
  EXPECT_EQ(with_plan.lo, 0.06);
  EXPECT_EQ(with_plan.hi, 0.06) << "the run was not read";
}

// "It is no door" would take it out of all that is judged.
TEST(Follows, StatementsThatContradictEachOtherTakeNoDoorAway) {
  for (const bool swapped : {false, true}) {
    std::vector<Reading> readings;
    for (const bool is_door : {swapped, !swapped}) {
      Reading r = read("door-1", "door.is_door", 0);
      r.value = is_door;
      r.method = Method::attested;
      readings.push_back(r);
    }
    EXPECT_NE(all_of(readings, "door.clear_width").find("door-1", "door.clear_width"), nullptr);
    readings[0].value = false;
    readings[1].value = false;
    EXPECT_EQ(all_of(readings, "door.clear_width").find("door-1", "door.clear_width"), nullptr);
  }
}

Measurement valued(Value value, Method method) {
  Measurement m;
  m.subject = {"room"};
  m.quantity = "space.fits_rectangle";
  m.value = std::move(value);
  m.method = method;
  return m;
}

TEST(Stated, OtherwiseThanDrawnIsAContradictionAndStandsSideBySide) {
  for (const bool stated : {true, false}) {
    MeasurementSet set;
    set.add(valued(true, Method::attested));
    set.add(valued(!stated, Method::geometry));
    const auto questions = reconciliations(set);
    ASSERT_EQ(questions.size(), stated ? 1u : 0u) << "nothing to tell where both say the same";
    if (!stated) continue;
    EXPECT_EQ(questions[0].values.size(), 2u);
    EXPECT_EQ(questions[0].contradicting.size(), 1u);
    EXPECT_EQ(questions[0].why, Precedence::stated);
    EXPECT_FALSE(questions[0].built_differently) << "nobody measured it";
  }
}

/// Whether a statement of so many contradicts a plan that draws one, of which somebody states that it is complete or partial, or nobody says anything.
bool count_contradicts(double stated, std::string_view coverage) {
  MeasurementSet set;
  for (const auto& [value, method] : {std::pair{stated, Method::attested}, {1.0, Method::drawn}}) {
    Measurement m = valued(value, method);
    m.quantity = "facility.count";
    m.lo = m.hi = value;
    if (method == Method::drawn && coverage == "partial") m.hi = INFINITY;
    if (method == Method::drawn && coverage.empty()) take_for_whole(m);
    set.add(m);
  }
  return !contradicting(set, set.all().front()).empty();
}

TEST(Stated, MoreThanIsDrawnOfWhatIsCountedContradictsACompletePlanOnly) {
  for (const char* coverage : {"", "partial", "complete"}) {
    EXPECT_TRUE(count_contradicts(0, coverage)) << coverage;
    EXPECT_FALSE(count_contradicts(1, coverage)) << coverage;
    EXPECT_EQ(count_contradicts(2, coverage), std::string_view(coverage) == "complete") << coverage;
  }
}

TEST(Follows, ADirectReadingStillCounts) {
  const Measurement m = found({read("door-1", "door.opening_width", 0.70), read("door-1", "door.clear_width", 0.64)}, "door-1", "door.clear_width");
  ASSERT_TRUE(m.number());
  EXPECT_EQ(*m.number(), 0.64);
}

}  // namespace
}  // namespace landai::measure
