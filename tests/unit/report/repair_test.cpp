// SPDX-License-Identifier: GPL-3.0-or-later
// From a plan with failures to the order of repair.
#include "report/repair.hpp"

#include <gmock/gmock.h>

#include "report/room_parts.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using standards::Verdict;

const Finding* with_check(const std::vector<Finding>& all, const std::string& id) {
  for (const auto& f : all)
    if (std::find(f.checks.begin(), f.checks.end(), id) != f.checks.end()) return &f;
  return nullptr;
}

TEST(RoomParts, ACutAcrossACorridorMakesTwo) {
  const MultiPolygon corridor{landai::testing::rectangle(0, 0, 6, 1)};
  const RoomParts parts(corridor, {{{3, 0.1}, {3, 0.9}}});
  EXPECT_EQ(parts.count(), 2);
  EXPECT_NE(parts.at({1, 0.5}), parts.at({5, 0.5}));
  EXPECT_EQ(parts.at({0.2, 0.2}), parts.at({2.8, 0.8}));
  ASSERT_EQ(parts.borders().size(), 1u);
  EXPECT_EQ(parts.borders()[0].cut, 0);
}

TEST(RoomParts, TheOtherLegOfAnLIsNotCut) {
  const MultiPolygon l{Polygon{{{0, 0}, {6, 0}, {6, 6}, {5, 6}, {5, 1}, {0, 1}}, {}}};
  const RoomParts parts(l, {{{5.1, 3}, {5.9, 3}}});   // prolonged, it would pass over the first leg only outside the room
  EXPECT_EQ(parts.count(), 2);
  EXPECT_EQ(parts.at({0.5, 0.5}), parts.at({5.5, 2}));
  EXPECT_NE(parts.at({5.5, 2}), parts.at({5.5, 5}));
}

TEST(RoomParts, WithoutANarrowPlaceThereIsOne) {
  EXPECT_EQ(RoomParts({landai::testing::rectangle(0, 0, 6, 1)}, {}).count(), 1);
  EXPECT_EQ(RoomParts({}, {{{0, 0}, {1, 0}}}).count(), 1);
}

TEST(Repair, ADoorThatFailsOpensWhatLiesBehindIt) {
  // d1 leads in and fails, d3 leads on to the toilet and fails, d2 to the archive is wide enough.
  const auto sample = landai::testing::sample();
  const auto all = findings(sample.inputs(), texts());
  const Finding *d1 = with_check(all, "c1"), *d3 = with_check(all, "c3"), *slope = with_check(all, "c6");
  ASSERT_TRUE(d1 && d3 && slope);
  EXPECT_EQ(d1->order, 1);
  EXPECT_THAT(d1->opens, UnorderedElementsAre("r1", "r2"));
  EXPECT_EQ(d3->order, 2);
  EXPECT_THAT(d3->opens, ElementsAre("r3"));
  EXPECT_THAT(slope->opens, IsEmpty());
  for (const auto& f : all) EXPECT_EQ(f.order.has_value(), f.verdict == Verdict::fail) << f.title;
}

TEST(Repair, ACounterOpensWithTheRoomOfThePublic) {
  auto sample = landai::testing::sample();
  for (auto& e : sample.plan.elements)
    if (e.id == "c1") e.connects = {"r1", "r2"};
  const auto all = findings(sample.inputs(), texts());
  EXPECT_THAT(with_check(all, "c1")->opens, UnorderedElementsAre("r1", "r2", "c1"));
}

TEST(Repair, OrdersAreOneToTheNumberOfFailures) {
  const auto sample = landai::testing::sample();
  std::vector<int> orders;
  for (const auto& f : findings(sample.inputs(), texts()))
    if (f.order) orders.push_back(*f.order);
  std::sort(orders.begin(), orders.end());
  for (std::size_t i = 0; i < orders.size(); ++i) EXPECT_EQ(orders[i], static_cast<int>(i) + 1);
}

TEST(Repair, TwoDoorsBehindEachOtherOpenTogether) {
  // Only the toilet behind both is public; the waiting room is of the staff.
  auto sample = landai::testing::sample();
  for (const char* id : {"r1", "r2"}) {
    measure::Measurement m;
    m.subject = {id};
    m.quantity = "space.access";
    m.value = std::string("staff");
    sample.measurements.add(m);
  }
  const auto all = findings(sample.inputs(), texts());
  const Finding *d1 = with_check(all, "c1"), *d3 = with_check(all, "c3");
  ASSERT_TRUE(d1 && d3);
  EXPECT_THAT(d1->opens, ElementsAre("r3", "r2", "r1"));   // the public room first
  EXPECT_EQ(d1->opens, d3->opens);
  EXPECT_THAT(d1->opens_with, ElementsAre(*d3->order));
  EXPECT_THAT(d3->opens_with, ElementsAre(*d1->order));
}

TEST(Repair, WhatIsNotDecidedCutsNothing) {
  auto sample = landai::testing::sample();
  for (auto& c : sample.checks)
    if (c.id == "c1") c.verdict = Verdict::undecided, c.severity = 3;
  const auto all = findings(sample.inputs(), texts());
  EXPECT_THAT(with_check(all, "c3")->opens, ElementsAre("r3"));   // the door before it is taken as passable
  EXPECT_FALSE(with_check(all, "c1")->order.has_value());
}

TEST(Repair, ANarrowPlaceInARoomCutsWhatLiesBeyondIt) {
  // A corridor along x; its narrow place stands between the entrance and the far room, not before the near one.
  auto sample = landai::testing::sample();
  sample.plan.elements.clear();
  sample.checks.clear();
  sample.measurements = {};
  const auto space = [&](const char* id, double x0, double y0, double x1, double y1) {
    Element e;
    e.id = id;
    e.category = Category::space;
    e.name = id;
    e.levels = {"L0"};
    e.geometry.areas = {landai::testing::rectangle(x0, y0, x1, y1)};
    sample.plan.elements.push_back(e);
  };
  const auto door = [&](const char* id, PlanPoint a, PlanPoint b, std::vector<std::string> sides) {
    Element e;
    e.id = id;
    e.category = Category::door;
    e.levels = {"L0"};
    e.connects = std::move(sides);
    DoorShape shape;
    shape.jamb_a = a;
    shape.jamb_b = b;
    e.shape = shape;
    sample.plan.elements.push_back(e);
  };
  space("corridor", 0, 0, 10, 1.2);
  space("near", 1, 1.3, 3, 4);
  space("far", 7, 1.3, 9, 4);
  door("in", {-0.05, 0.1}, {-0.05, 1.1}, {"outside", "corridor"});
  door("to near", {1.5, 1.25}, {2.5, 1.25}, {"corridor", "near"});
  door("to far", {7.5, 1.25}, {8.5, 1.25}, {"corridor", "far"});
  measure::Measurement m;
  m.subject = {"corridor"};
  m.quantity = "space.clear_width";
  m.value = m.lo = 0.7;
  m.hi = 0.7;
  m.unit = "m";
  m.evidence.level = "L0";
  m.evidence.witness = {{{5, 0}, {5, 0.7}}};
  m.value = 0.7;
  sample.measurements.add(m);
  standards::Check c;
  c.id = "c1";
  c.rule = "turn";
  c.standard = sample.packs.front().id;
  c.subject = {"corridor"};
  c.verdict = Verdict::fail;
  c.severity = 2;
  c.limit.min = 0.92;
  c.measurements = {sample.measurements.all().back().id};
  c.message = message("report.no_findings");
  sample.checks = {c};
  const auto all = findings(sample.inputs(), texts());
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(all[0].opens, ElementsAre("far"));
}

}  // namespace
}  // namespace landai::report
