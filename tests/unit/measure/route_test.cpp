// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "ascii_plan.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::completed;
using test::fact;
using test::measured;

// 0.1 m a cell. One entrance of 1.0 m on the left, a passage 0.9 m wide into the right room.
const std::vector<std::string> kTwoRooms{"##############################",  //
                                         "#.............#..............#",  //
                                         "#.............#..............#",  //
                                         "#.............#..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............D..............#",  //
                                         "D.............#..............#",  //
                                         "#.............#..............#",  //
                                         "##############################"};

struct Drawn {
  Plan plan;
  std::string entrance, left, right;
  Facts facts;
};

Drawn drawn(std::vector<std::string> rows, double cell = 0.1) {
  Drawn d;
  d.plan = completed(ascii_plan(cell, std::move(rows)));
  for (const auto& e : d.plan.elements) {
    if (e.category == Category::opening && std::count(e.connects.begin(), e.connects.end(), "outside")) d.entrance = e.id;
    if (e.category != Category::space) continue;
    (e.geometry.box().min_x < 0.5 ? d.left : d.right) = e.id;
    d.facts.facts.push_back(fact(e.id, "space.access", std::string("public")));
  }
  return d;
}

TEST(Route, IsAsWideAsItsNarrowestDoor) {
  const auto d = drawn(kTwoRooms);
  const auto m = measured(d.plan, {d.entrance, d.right}, "route.clear_width", {}, d.facts);
  EXPECT_NEAR(*m.number(), 0.9, 0.0005);
  EXPECT_NEAR(m.lo, 0.9, 0.0005);
}

// Read 0.80 m clear in an opening read 0.70 m wide: one of the two is wrong, and the way may be as narrow as the opening.
TEST(Route, ThroughADoorReadWiderThanItsOpeningIsNotKnown) {
  auto d = drawn(kTwoRooms);
  for (const auto& [quantity, value] : {std::pair{"door.clear_width", 0.80}, {"door.opening_width", 0.70}}) {
    EXPECT_EQ(measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.75}}, d.facts).truth(), true) << "as drawn, or with one reading";
    Reading r;
    r.subject = {d.entrance};
    r.quantity = quantity;
    r.lo = r.hi = value;
    r.value = value;
    d.facts.readings.readings.push_back(r);
  }
  EXPECT_FALSE(measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.75}}, d.facts).value);
  EXPECT_LE(measured(d.plan, {d.entrance, d.right}, "route.clear_width", {}, d.facts).lo, 0.70);
}

Reading reading_of(const std::string& subject, const char* quantity, double value, double u) {
  Reading r;
  r.subject = {subject};
  r.quantity = quantity;
  r.lo = r.hi = value;
  r.value = value;
  r.u = u;
  return r;
}

// A check of the door itself passes from 0.90 m + 1.645 u on and fails up to 0.90 m - 1.645 u; so does the way through it.
TEST(Route, ThroughADoorIsAsUnsureAsItsReading) {
  auto d = drawn(kTwoRooms);
  using Answer = std::optional<bool>;
  for (const auto& [value, u, there] : {std::tuple{0.905, 0.010, Answer()}, {0.905, 0.002, Answer(true)}, {0.895, 0.010, Answer()}, {0.880, 0.010, Answer(false)}}) {
    d.facts.readings.readings = {reading_of(d.entrance, "door.clear_width", value, u)};
    const auto m = measured(d.plan, {d.entrance, d.left}, "route.exists", {{"width", 0.90}}, d.facts);
    EXPECT_EQ(m.truth(), there) << value << ' ' << u;
    if (!there) {
      EXPECT_EQ(m.missing.key, "measure.route.door_unsure");
    }
  }
}

TEST(Route, OverAThresholdIsAsUnsureAsItsReading) {
  auto d = drawn(kTwoRooms);
  std::string inner;
  for (const auto& e : d.plan.elements)
    if (e.category == Category::opening && e.id != d.entrance) inner = e.id;
  using Answer = std::optional<bool>;
  for (const auto& [value, u, there] : {std::tuple{0.019, 0.002, Answer()}, {0.015, 0.002, Answer(true)}, {0.021, 0.002, Answer()}, {0.030, 0.002, Answer(false)}}) {
    d.facts.readings.readings = {reading_of(inner, "door.threshold_height", value, u)};
    const auto m = measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.70}}, d.facts);
    EXPECT_EQ(m.truth(), there) << value << ' ' << u;
    if (!there) {
      EXPECT_EQ(m.missing.key, "measure.route.step_unsure");
    }
    const auto highest = measured(d.plan, {d.entrance, d.right}, "route.max_step", {}, d.facts);
    EXPECT_NEAR(*highest.number(), value, 1e-9);
    EXPECT_NEAR(highest.hi, value + 1.6448536 * u, 1e-6);
  }
}

TEST(Route, ExistsAtItsWidthAndNotAboveIt) {
  const auto d = drawn(kTwoRooms);
  for (const auto& [width, there] : {std::pair{0.80, true}, {0.90, true}, {0.902, false}, {1.2, false}})
    EXPECT_EQ(measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", width}}, d.facts).truth(), there) << width;
}

TEST(Route, NamesTheTwoThingsThatPinchIt) {
  auto rows = kTwoRooms;
  for (std::size_t i = 1; i < 8; ++i) rows[i][8] = 'F';   // a row of cupboards leaves 0.7 m below it
  const auto d = drawn(rows);
  const auto m = measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.80}}, d.facts);
  EXPECT_EQ(m.truth(), false);
  EXPECT_EQ(m.evidence.note.key, "measure.route.gap");
  ASSERT_EQ(m.evidence.witness.size(), 1u);
  EXPECT_NEAR(distance(m.evidence.witness[0].a, m.evidence.witness[0].b), 0.7, 0.0005);
}

TEST(Route, DoesNotExistThroughAStair) {
  auto rows = kTwoRooms;
  for (std::size_t i = 1; i < 15; ++i)
    for (std::size_t x = 6; x < 10; ++x) rows[i][x] = 'S';
  const auto d = drawn(rows);
  const auto m = measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.80}}, d.facts);
  EXPECT_EQ(m.truth(), false);
  EXPECT_EQ(m.evidence.note.key, "measure.route.stair");
}

TEST(Route, SaysThatARoomIsClosed) {
  auto rows = kTwoRooms;
  for (auto& row : rows) row[14] = '#';
  const auto d = drawn(rows, 0.2);   // 2.8 x 2.8 m: a closed face below 3 m2 is a shaft, no room
  const auto m = measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.80}}, d.facts);
  EXPECT_EQ(m.truth(), false);
  EXPECT_EQ(m.evidence.note.key, "measure.route.closed");
}

TEST(Route, AStepAtADoorCutsItAndIsItsHighestStep) {
  auto d = drawn(kTwoRooms);
  test::element(d.plan, d.left)->z = ZRange{0, 0};
  test::element(d.plan, d.right)->z = ZRange{0.12, 0.12};
  const auto exists = measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.80}}, d.facts);
  EXPECT_EQ(exists.truth(), false);
  EXPECT_EQ(exists.evidence.note.key, "measure.route.step");
  EXPECT_NEAR(*measured(d.plan, {d.entrance, d.right}, "route.max_step", {}, d.facts).number(), 0.12, 1e-9);
  // What was seen counts before what is drawn, as it does for the door itself.
  std::string inner;
  for (const auto& e : d.plan.elements)
    if (e.category == Category::opening && e.id != d.entrance) inner = e.id;
  d.facts.readings.readings = {reading_of(inner, "door.threshold_height", 0.005, 0.001)};
  EXPECT_EQ(measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.80}}, d.facts).truth(), true);
}

/// Adds a floor before the entrance, which is called after its use.
Element outdoors(Drawn& d, const std::string& use, Ring outline, std::optional<double> height) {
  Element e;
  e.id = use;
  e.category = Category::space;
  e.levels = test::element(d.plan, d.left)->levels;
  e.geometry.areas = {{std::move(outline), {}}};
  if (height) e.z = ZRange{*height, *height};
  d.plan.elements.push_back(e);
  d.facts.facts.push_back(fact(use, "space.use", use));
  return e;
}

/// Two rooms whose floors lie at 0, and a bay far off: it tells that the ground is drawn.
Drawn in_a_yard() {
  auto d = drawn(kTwoRooms);
  test::element(d.plan, d.left)->z = ZRange{0, 0};
  test::element(d.plan, d.right)->z = ZRange{0, 0};
  Element bay;
  bay.id = "bay";
  bay.category = Category::parking_bay;
  bay.levels = test::element(d.plan, d.left)->levels;
  bay.geometry.areas = {{{{-9, -6}, {-6, -6}, {-6, -4}, {-9, -4}}, {}}};
  d.plan.elements.push_back(bay);
  return d;
}

/// Something of the yard with this outline.
Element in_the_yard(const Drawn& d, const char* id, Category category, Ring outline) {
  Element e;
  e.id = id;
  e.category = category;
  e.levels = d.plan.elements.back().levels;
  e.geometry.areas = {{std::move(outline), {}}};
  return e;
}

// Terrace and yard lie apart, and nothing draws or marks the ground between the street and the terrace.
TEST(Route, OntoATerraceOverItsEdgeIsNotKnown) {
  auto d = drawn(kTwoRooms);
  test::element(d.plan, d.left)->z = ZRange{0, 0};
  test::element(d.plan, d.right)->z = ZRange{0, 0};
  Element bay = outdoors(d, "terrace", {{-2, -0.5}, {-0.001, -0.5}, {-0.001, 2}, {-2, 2}}, 0.0);   // far off: it tells that the ground is drawn
  bay.id = "bay";
  bay.category = Category::parking_bay;
  bay.geometry.areas = {{{{-9, -6}, {-6, -6}, {-6, -4}, {-9, -4}}, {}}};
  d.plan.elements.push_back(bay);
  const auto m = measured(d.plan, {"outside", d.entrance}, "route.exists", {{"width", 0.80}}, d.facts);
  EXPECT_FALSE(m.value.has_value());
  EXPECT_EQ(m.missing.key, "measure.route.edge_open");
}

// A level mark on the ground beside the terrace tells the step at its edge; one farther off is a reason to ask.
TEST(Route, AMarkOnTheGroundTellsTheStepOntoATerrace) {
  using Answer = std::optional<bool>;
  struct Case {
    const char* mark;
    PlanPoint at;
    Answer there;
    const char* key;
  };
  for (const Case& c : {Case{"-0.45", {-2.4, 0.7}, false, "measure.route.edge_step"}, Case{"+0.01", {-2.4, 0.7}, true, ""}, Case{"-0.45", {-9, 1}, Answer(), "measure.route.edge_mark"},
                        Case{"+0.00", {-9, 1}, Answer(), "measure.route.edge_open"}, Case{"-0.45", {-1, 1}, Answer(), "measure.route.edge_open"}}) {   // the last stands on the terrace
    auto d = in_a_yard();
    outdoors(d, "terrace", {{-2, 0}, {0.05, 0}, {0.05, 1.5}, {-2, 1.5}}, 0.0);
    d.plan.labels.push_back({c.mark, c.at, "", ""});
    const auto m = measured(d.plan, {"outside", d.entrance}, "route.exists", {{"width", 0.80}}, d.facts);
    EXPECT_EQ(m.truth(), c.there) << c.mark << " " << c.at.x << " " << m.missing.key;
    if (const std::string key = c.key; !key.empty()) {
      EXPECT_EQ(m.truth() ? m.evidence.note.key : m.missing.key, key) << c.mark << " " << c.at.x;
    }
  }
}

// A landing lies on the ground where a ramp begins, unless a mark says otherwise.
TEST(Route, ALandingAboveTheGroundIsAStep) {
  using Answer = std::optional<bool>;
  for (const auto& [mark, at, there, key] : {std::tuple{"-0.45", PlanPoint{-2.4, 0.7}, Answer(false), "measure.route.edge_step"}, {"+0.01", PlanPoint{-2.4, 0.7}, Answer(true), ""},
                                             {"-0.45", PlanPoint{-9, 1}, Answer(), "measure.route.edge_mark"}, {"no mark", PlanPoint{-2.4, 0.7}, Answer(true), ""}}) {
    auto d = in_a_yard();
    Element landing = in_the_yard(d, "landing", Category::landing, {{-2, 0}, {0.05, 0}, {0.05, 1.5}, {-2, 1.5}});
    landing.z = ZRange{0, 0};
    d.plan.elements.push_back(landing);
    d.plan.labels.push_back({mark, at, "", ""});
    const auto m = measured(d.plan, {"outside", d.entrance}, "route.exists", {{"width", 0.80}}, d.facts);
    EXPECT_EQ(m.truth(), there) << mark << " " << at.x << " " << m.missing.key;
    if (const std::string wanted = key; !wanted.empty()) {
      EXPECT_EQ(m.truth() ? m.evidence.note.key : m.missing.key, wanted) << mark << " " << at.x;
    }
  }
}

// The same before an entrance without a terrace.
TEST(Route, AMarkOnTheGroundTellsTheStepAtAnEntrance) {
  using Answer = std::optional<bool>;
  const auto there = [](std::vector<std::pair<const char*, PlanPoint>> marks, bool ramp = false) {
    auto d = in_a_yard();
    if (ramp) {   // right up to the door, with a slit
      Element flight = in_the_yard(d, "flight", Category::flight, {{-4, 0.3}, {-0.2, 0.3}, {-0.2, 1.3}, {-4, 1.3}});
      flight.kind = "ramp";
      FlightShape shape;
      shape.foot = {-4, 0.8};
      shape.head = {-0.2, 0.8};
      flight.shape = shape;
      d.plan.elements.push_back(flight);
    }
    for (const auto& [text, at] : marks) d.plan.labels.push_back({text, at, "", ""});
    return measured(d.plan, {"outside", d.entrance}, "route.exists", {{"width", 0.80}}, d.facts);
  };
  EXPECT_EQ(there({{"-0.45", {-1, 0.8}}}).truth(), false);
  EXPECT_EQ(there({{"-0.45", {-1, 0.8}}}).evidence.note.key, "measure.route.step");
  EXPECT_EQ(there({{"+0.00", {-1, 0.8}}}).truth(), true);
  EXPECT_EQ(there({{"+0.00", {-1, 0.8}}, {"-0.45", {-7, 0.8}}}).truth(), Answer()) << "it may be the room's, drawn before its door";
  EXPECT_EQ(there({{"-0.45", {-7, 0.8}}}).missing.key, "measure.route.entrance_open") << "too far off";
  EXPECT_EQ(there({{"-0.45", {-1, 2.5}}}, true).missing.key, "measure.route.entrance_open") << "a ramp comes up to the door";
}

// Walls drawn with lines: the end of one lies on the jamb of the doorway. Without it a slim way led into the wall and around the step.
TEST(Route, DoesNotPassTheEndOfAWallThatIsDrawnWithLines) {
  auto d = drawn(kTwoRooms);
  for (auto& e : d.plan.elements) {
    if (e.category != Category::wall) continue;
    for (const auto& polygon : e.geometry.areas) {
      Polyline ring = polygon.outer;
      ring.push_back(ring.front());
      e.geometry.lines.push_back(std::move(ring));
    }
    e.geometry.areas.clear();
  }
  EXPECT_NEAR(*measured(d.plan, {d.entrance, d.right}, "route.clear_width", {}, d.facts).number(), 0.9, 0.0005);
  test::element(d.plan, d.left)->z = ZRange{0, 0};
  test::element(d.plan, d.right)->z = ZRange{0.12, 0.12};
  const auto width = measured(d.plan, {d.entrance, d.right}, "route.clear_width", {}, d.facts);
  EXPECT_FALSE(width.value.has_value());
  EXPECT_EQ(width.missing.key, "measure.route.step");
}

// A step in the entrance itself is on every way from outside, whatever leads to it and whether that is drawn or not.
TEST(Route, FromOutsideGoesThroughTheEntrance) {
  auto d = drawn(kTwoRooms);
  const auto from_outside = [](const Drawn& one) { return measured(one.plan, {"outside", one.entrance}, "route.exists", {{"width", 0.80}}, one.facts); };
  EXPECT_EQ(from_outside(d).missing.key, "measure.route.no_ground");
  for (const auto& [value, u, key] : {std::tuple{0.15, 0.002, "measure.route.step"}, {0.019, 0.002, "measure.route.step_unsure"}, {0.010, 0.002, "measure.route.no_ground"}}) {
    d.facts.readings.readings = {reading_of(d.entrance, "door.threshold_height", value, u)};
    const auto m = from_outside(d);
    EXPECT_EQ(m.truth() ? m.evidence.note.key : m.missing.key, key) << value;
    EXPECT_EQ(m.truth(), value > 0.1 ? std::optional(false) : std::nullopt) << value;
    EXPECT_NEAR(*measured(d.plan, {d.entrance, d.left}, "route.max_step", {}, d.facts).number(), value, 1e-9) << value;
  }
}

// As wide as the entrance, too: "(outside, entrance)" ends behind it.
TEST(Route, FromOutsideIsNoWiderThanTheEntrance) {
  auto d = drawn(kTwoRooms);
  const auto there = [&](double width) { return measured(d.plan, {"outside", d.entrance}, "route.exists", {{"width", width}}, d.facts); };
  d.facts.readings.readings = {reading_of(d.entrance, "door.clear_width", 0.60, 0.002)};
  EXPECT_EQ(there(0.70).truth(), false);
  EXPECT_EQ(there(0.70).evidence.note.key, "measure.route.narrow_door");
  EXPECT_EQ(there(0.55).missing.key, "measure.route.no_ground");
}

TEST(Route, FromATerraceIsFreeOfStepsOnlyWhereBothFloorsAreKnown) {
  using Answer = std::optional<bool>;
  for (const auto& [terrace, room, there] : {std::tuple{std::optional(-0.15), std::optional(0.0), Answer(false)}, {std::optional(-0.01), std::optional(0.0), Answer(true)},
                                             {std::optional<double>(), std::optional(0.0), Answer()}, {std::optional(0.0), std::optional<double>(), Answer()}}) {
    auto d = drawn(kTwoRooms);
    outdoors(d, "path", {{-4, -1}, {-0.001, -1}, {-0.001, 3}, {-4, 3}}, terrace);
    if (room) test::element(d.plan, d.left)->z = ZRange{*room, *room};
    const auto m = measured(d.plan, {"outside", d.entrance}, "route.exists", {{"width", 0.80}}, d.facts);
    EXPECT_EQ(m.truth(), there) << terrace.value_or(9) << " " << room.value_or(9) << " " << m.missing.key;
    if (!there) {
      EXPECT_EQ(m.missing.key, "measure.route.entrance_open");
    }
  }
}

// A room read 0.70 m wide: where in it is not told, so a way through it may be as narrow.
TEST(Route, ThroughARoomThatWasReadNarrowerIsNotSure) {
  auto d = drawn(kTwoRooms);
  d.facts.readings.readings = {reading_of(d.left, "space.clear_width", 0.70, 0.002)};
  const auto wide = measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.80}}, d.facts);
  EXPECT_FALSE(wide.value.has_value());
  EXPECT_EQ(wide.missing.key, "measure.route.unsure");
  EXPECT_EQ(measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 0.65}}, d.facts).truth(), true);
  const auto width = measured(d.plan, {d.entrance, d.right}, "route.clear_width", {}, d.facts);
  EXPECT_NEAR(width.lo, 0.70 - 1.6448536 * 0.002, 1e-6);
  EXPECT_NEAR(width.hi, 0.90, 0.0005);
  EXPECT_EQ(measured(d.plan, {d.entrance, d.right}, "route.length", {{"width", 0.80}}, d.facts).hi, INFINITY) << "it may have to go around";
  EXPECT_TRUE(std::isfinite(measured(d.plan, {d.entrance, d.right}, "route.length", {{"width", 0.65}}, d.facts).hi));
  d.facts.readings.readings.push_back(reading_of(d.right, "space.clear_width", 0.60, 0.002));
  EXPECT_NEAR(measured(d.plan, {d.entrance, d.right}, "route.clear_width", {}, d.facts).lo, 0.60 - 1.6448536 * 0.002, 1e-6) << "the narrower of two";
}

std::string inner_door(const Drawn& d) {
  for (const auto& e : d.plan.elements)
    if (e.category == Category::opening && e.id != d.entrance) return e.id;
  return {};
}

// A drawing without level marks, and one in which a room lacks its own: a step at the door between them would be seen by nobody.
TEST(Route, IsNotKnownWhereNothingTellsTheFloorHeights) {
  const auto exists = [](const Drawn& d, const std::string& room) { return measured(d.plan, {d.entrance, room}, "route.exists", {{"width", 0.80}}, d.facts); };
  for (const bool marks : {false, true}) {
    auto d = drawn(kTwoRooms);
    if (marks) test::element(d.plan, d.left)->z = ZRange{0, 0};
    else d.plan.levels.front().elevation_known = false;
    const auto open = exists(d, d.right);
    EXPECT_FALSE(open.value.has_value()) << marks;
    EXPECT_EQ(open.missing.key, "measure.route.step_open") << marks;
    EXPECT_EQ(exists(d, d.left).truth(), true) << "no door lies between";
    EXPECT_EQ(measured(d.plan, {d.entrance, d.right}, "route.exists", {{"width", 1.2}}, d.facts).truth(), false) << "too narrow with or without a step";
    const auto width = measured(d.plan, {d.entrance, d.right}, "route.clear_width", {}, d.facts);
    EXPECT_NEAR(width.hi, 0.9, 0.0005) << "no way without steps is wider";
    EXPECT_EQ(width.lo, 0) << "another one, around the door, may be of any width";
    const auto length = measured(d.plan, {d.entrance, d.right}, "route.length", {{"width", 0.80}}, d.facts);
    EXPECT_GT(length.lo, 0.8);
    EXPECT_EQ(length.hi, INFINITY);

    auto stated = d;
    stated.facts.facts.push_back(fact("building", "building.floors_level", true));
    EXPECT_EQ(exists(stated, d.right).truth(), true) << marks;
    EXPECT_EQ(*measured(d.plan, {d.entrance, d.right}, "route.max_step", {}, stated.facts).number(), 0);
    stated.facts.facts.back().value = false;
    EXPECT_FALSE(exists(stated, d.right).value.has_value());

    auto read = d;
    read.facts.readings.readings = {reading_of(inner_door(d), "door.threshold_height", 0.01, 0.001)};
    EXPECT_EQ(exists(read, d.right).truth(), true) << marks;
  }
}

TEST(Route, IsNotAskedOfStaffRoomsAndNeedsAnEntrance) {
  auto d = drawn(kTwoRooms);
  for (auto& f : d.facts.facts)
    if (f.subject == d.right) f.value = std::string("staff");
  const auto set = measured(d.plan, {{"route.exists", {{"width", 0.80}}}}, d.facts);
  EXPECT_EQ(set.find({d.entrance, d.right}, "route.exists", {{"width", 0.80}}), nullptr);
  EXPECT_NE(set.find({d.entrance, d.left}, "route.exists", {{"width", 0.80}}), nullptr);
}

TEST(Route, LengthIsThatOfTheShortestWay) {
  const auto d = drawn(kTwoRooms);
  const auto m = measured(d.plan, {d.entrance, d.right}, "route.length", {{"width", 0.80}}, d.facts);
  ASSERT_TRUE(m.number().has_value());
  EXPECT_GT(*m.number(), 0.8);
  EXPECT_LT(*m.number(), 3.5);
}

TEST(Route, AnotherStoreyNeedsALiftOrARamp) {
  auto d = drawn(kTwoRooms);
  d.plan.levels.push_back({"L1", "Lantai 2", 3.5, true});
  Element room;
  room.id = "upper";
  room.category = Category::space;
  room.name = "Ruang Tunggu";
  room.levels = {"L1"};
  room.geometry.areas = {Polygon{{{0.1, 0.1}, {1.4, 0.1}, {1.4, 1.5}, {0.1, 1.5}}, {}}};
  d.plan.elements.push_back(room);
  const auto m = measured(d.plan, {d.entrance, "upper"}, "route.exists", {{"width", 0.80}}, d.facts);
  EXPECT_EQ(m.truth(), false);
  EXPECT_EQ(m.evidence.note.key, "measure.route.no_lift");
  const auto storeys = measured(d.plan, {"building"}, "facility.storeys_without_step_free_way", {}, d.facts);
  EXPECT_EQ(*storeys.number(), 1);
}

}  // namespace
}  // namespace landai::measure
