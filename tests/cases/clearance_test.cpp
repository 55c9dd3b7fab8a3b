// SPDX-License-Identifier: GPL-3.0-or-later
// Passage widths of floors whose sizes can be read off their coordinates (plans/SOURCES.md: checked there by
// erosion with discs).
#include "landai/geometry/clearance.hpp"

#include <gtest/gtest.h>

#include <iostream>

#include "clearance_oracle.hpp"
#include "landai/geometry/polygons.hpp"
#include "wkt.hpp"

namespace landai::geometry {
namespace {

std::optional<Floor> floor_of(const std::string& name) {
  const auto polygons =
      test::read_wkt(std::string(LANDAI_SHARED_DIR) + "/plans/wkt/jupedsim-" + name + ".wkt");
  if (!polygons) return std::nullopt;
  Floor floor;
  floor.within = united(*polygons);
  return floor;
}

#define LOAD_OR_SKIP(floor, name)              \
  const auto floor = floor_of(name);           \
  if (!floor) {                                \
    std::cout << "SKIPPED: no shared plans\n"; \
    GTEST_SKIP();                              \
  }

double width(const Clearance& clearance, PlanPoint from, PlanPoint to) {
  const auto passage = clearance.widest(from, to);
  return passage ? passage->width_m : 0;
}

TEST(WktFloors, OfficeRoomsHaveDoorsOf1000AndACorridorOf1900) {
  LOAD_OR_SKIP(floor, "office_rooms");
  EXPECT_NEAR(area(*floor->within), 69.62, 0.001);
  const auto clearance = Clearance::build(*floor);
  ASSERT_TRUE(clearance);
  const PlanPoint rooms[] = {{1.5, 6.5}, {4.5, 6.5}, {7.5, 6.5}, {1.5, 1.5}, {4.5, 1.5}, {7.5, 1.5}};
  for (const PlanPoint a : rooms) {
    EXPECT_NEAR(width(*clearance, a, {0.5, 4}), 1.0, 0.00015);
    for (const PlanPoint b : rooms) {
      if (a == b) continue;
      EXPECT_NEAR(width(*clearance, a, b), 1.0, 0.00015);
    }
  }
  EXPECT_NEAR(width(*clearance, {0.5, 4}, {8.5, 4}), 1.9, 0.00015);
  EXPECT_TRUE(clearance->shortest(rooms[0], rooms[5], 1.0));
  EXPECT_FALSE(clearance->shortest(rooms[0], rooms[5], 1.001));
}

TEST(WktFloors, NarrowPassageIs800) {
  LOAD_OR_SKIP(floor, "narrow_passage");
  const auto clearance = Clearance::build(*floor);
  ASSERT_TRUE(clearance);
  EXPECT_NEAR(width(*clearance, {0.1, 0.4}, {11.9, 0.4}), 0.8, 0.00015);
  EXPECT_EQ(fits_rectangle(*floor->within, 0.8, 12).answer, RectangleFit::Answer::yes);
  EXPECT_EQ(fits_rectangle(*floor->within, 0.801, 1.2).answer, RectangleFit::Answer::no);
}

TEST(WktFloors, DoubleBottleneckIs2000) {
  LOAD_OR_SKIP(floor, "double_bottleneck");
  const auto clearance = Clearance::build(*floor);
  ASSERT_TRUE(clearance);
  EXPECT_NEAR(width(*clearance, {1, 2.5}, {23, 2.5}), 2.0, 0.00015);
  EXPECT_NEAR(width(*clearance, {1, 2.5}, {12, 2.5}), 2.0, 0.00015);
  EXPECT_NEAR(width(*clearance, {9, 2.5}, {15, 2.5}), 5.0, 0.00015);
}

TEST(WktFloors, AlcovesOpenBy3600And1600And2400) {
  LOAD_OR_SKIP(floor, "room_with_alcoven");
  const auto clearance = Clearance::build(*floor);
  ASSERT_TRUE(clearance);
  const PlanPoint middle{4.6, 4.6};
  EXPECT_NEAR(width(*clearance, {-1.9, 4.6}, middle), 3.6, 0.00015);
  EXPECT_NEAR(width(*clearance, {17, 4.6}, middle), 3.6, 0.00015);
  EXPECT_NEAR(width(*clearance, {4.4, -1.9}, middle), 1.6, 0.00015);
  EXPECT_NEAR(width(*clearance, {4.4, 11.1}, middle), 2.4, 0.00015);
}

TEST(WktFloors, TheTrainingSiteAgreesWithGrownWalls) {
  LOAD_OR_SKIP(floor, "aknz_evac");
  const auto clearance = Clearance::build(*floor);
  ASSERT_TRUE(clearance);
  std::vector<PlanPoint> places;
  for (const Polygon& part : *floor->within)
    places.push_back(test::oracle_climb(*floor, interior_point(part)));
  const auto circle = largest_circle(*floor->within);
  ASSERT_TRUE(circle);
  int ways = 0;
  for (const PlanPoint p : places) {
    const auto passage = clearance->widest(p, circle->centre);
    if (!passage || distance(p, circle->centre) < 1) continue;
    ++ways;
    const double both = 2 * test::oracle_radius(*floor, p);
    EXPECT_TRUE(test::oracle_passes(*floor, p, circle->centre, std::min(passage->width_m, both) - 0.001));
    if (passage->width_m + 0.001 < both) {
      EXPECT_FALSE(test::oracle_passes(*floor, p, circle->centre, passage->width_m + 0.001));
    }
  }
  RecordProperty("ways", ways);
}

}  // namespace
}  // namespace landai::geometry
