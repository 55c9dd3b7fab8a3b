// SPDX-License-Identifier: GPL-3.0-or-later
// Passage widths of floors whose sizes can be read off their coordinates (plans/SOURCES.md: checked there by
// erosion with discs).
#include "landai/geometry/clearance.hpp"

#include <gtest/gtest.h>

#include <iostream>

#include "cell_plans.hpp"
#include "clearance_oracle.hpp"
#include "landai/geometry/polygons.hpp"
#include "landai/import/import.hpp"
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
  EXPECT_EQ(fits_rectangle(*floor->within, 0.8, 12).answer, ShapeFit::Answer::yes);
  EXPECT_EQ(fits_rectangle(*floor->within, 0.801, 1.2).answer, ShapeFit::Answer::no);
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

/// Walkable area and obstacles of a drawing of the same people.
std::optional<Floor> floor_of_drawing(const std::string& name) {
  importer::Options options;
  options.data_dir = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";
  const auto plan = importer::read_plan(
      std::filesystem::path(LANDAI_SHARED_DIR) / "plans/dxf" / ("jupedsim-" + name + ".dxf"), options);
  if (!plan) return std::nullopt;
  Floor floor;
  floor.within.emplace();
  for (const Element& e : plan->elements) {
    MultiPolygon* to = e.category == Category::space      ? &*floor.within
                       : e.category == Category::obstacle ? &floor.solids
                                                          : nullptr;
    if (to != nullptr) to->insert(to->end(), e.geometry.areas.begin(), e.geometry.areas.end());
  }
  return floor;
}

#define LOAD_DRAWING_OR_SKIP(floor, name)      \
  const auto floor = floor_of_drawing(name);   \
  if (!floor) {                                \
    std::cout << "SKIPPED: no shared plans\n"; \
    GTEST_SKIP();                              \
  }

TEST(DxfFloors, TheIsoBottleneckIs2000) {
  LOAD_DRAWING_OR_SKIP(floor, "ISO-Bottleneck");
  const auto clearance = Clearance::build(*floor);
  ASSERT_TRUE(clearance);
  EXPECT_NEAR(width(*clearance, {5, 5}, {25, 5}), 2.0, 0.00015);
  EXPECT_TRUE(clearance->at_least({5, 5}, {25, 5}, 2.0).yes);
  EXPECT_FALSE(clearance->at_least({5, 5}, {25, 5}, 2.0001).yes);
}

// From the coordinates of the jambs: doors of 0.80 m, but 0.70 m for the third room of the upper row. The
// corridor lies between the upper walls (y = 4.8) and uneven lower ones; it also has a way round outside,
// over its right end.
TEST(DxfFloors, TheIsoOfficeHasTheWidthsOfItsCoordinates) {
  LOAD_DRAWING_OR_SKIP(floor, "ISO-Office");
  ASSERT_EQ(floor->solids.size(), 3u);
  const auto clearance = Clearance::build(*floor);
  ASSERT_TRUE(clearance);
  const PlanPoint crossing{-2.65, 4.35};
  const struct {
    PlanPoint room;
    double door;
  } kUpper[] = {{{-7.7, 6.8}, 0.8}, {{-4.8, 6.8}, 0.8}, {{-1.05, 6.8}, 0.7},
                {{1.5, 6.8}, 0.8},  {{4.5, 6.8}, 0.8},  {{7.5, 6.8}, 0.8}};
  for (const auto& [room, door] : kUpper)
    EXPECT_NEAR(width(*clearance, room, crossing), door, 0.00015) << room.x;
  EXPECT_NEAR(width(*clearance, crossing, {-2.65, 9.45}), 1.1, 0.00015);  // x from -3.2 to -2.1
  EXPECT_NEAR(width(*clearance, {-8.9, 4.35}, crossing), 4.8 - 3.9074533917659, 0.00015);
  EXPECT_NEAR(width(*clearance, crossing, {8.5, 4.35}), 4.8 - 3.9, 0.00015);               // by the outside
  EXPECT_NEAR(width(*clearance, crossing, {1.5, 4.35}), 4.8 - 3.91410590022042, 0.00015);  // by the outside
  EXPECT_NEAR(width(*clearance, crossing, {-1.05, 4.35}),
              std::hypot(1.4 - 1.37490662278321, 4.8 - 3.92986967152717), 0.00015);
}

/// The floor's lines on the grid, for the oracle.
std::vector<test::CellWall> cell_walls(const Floor& floor) {
  std::vector<test::CellWall> walls;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      walls.push_back({test::cell(10000 * ring[i]), test::cell(10000 * ring[(i + 1) % ring.size()])});
  };
  for (const MultiPolygon* polygons : {&floor.solids, &*floor.within}) {
    for (const Polygon& polygon : *polygons) {
      add(polygon.outer);
      for (const Ring& hole : polygon.holes) add(hole);
    }
  }
  return walls;
}

/// Compares the widest ways between random places with exact rationals; tells how many a pinch decided.
int pinched_as_exactly(const Floor& floor) {
  const std::vector<test::CellWall> walls = cell_walls(floor);
  const double slack = at_home_on_the_grid(walls) ? 1e-6 : 3;
  const auto clearance = Clearance::build(floor);
  EXPECT_TRUE(clearance);
  int pinched = 0;
  for (unsigned seed = 1; clearance && seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    test::CellPlans plans(seed);
    const test::Cell p = plans.somewhere(walls), q = plans.somewhere(walls);
    const PlanPoint a = test::metres(p), b = test::metres(q);
    if (test::oracle_radius(floor, a) < 0.05 || test::oracle_radius(floor, b) < 0.05) continue;
    const auto most = static_cast<std::int64_t>(test::free_diameter(walls, p, q));
    const auto squared = exact_widest_squared(walls, p, q, most);
    const double engine = 10000 * width(*clearance, a, b);
    if (squared) {
      ++pinched;
      const double exact = std::sqrt(to_double(*squared));
      EXPECT_NEAR(engine, exact < 10 ? 0 : exact, slack);
    } else {
      EXPECT_GE(engine, static_cast<double>(most) - slack);
    }
  }
  return pinched;
}

TEST(RealFloors, AreAsWideAsInExactRationals) {
  int floors = 0, pinched = 0;
  for (const char* name :
       {"office_rooms", "narrow_passage", "double_bottleneck", "room_with_alcoven", "aknz_evac"}) {
    SCOPED_TRACE(name);
    const auto floor = floor_of(name);
    if (!floor) continue;
    ++floors;
    pinched += pinched_as_exactly(*floor);
  }
  for (const char* name : {"ISO-Bottleneck", "ISO-Office"}) {
    SCOPED_TRACE(name);
    const auto floor = floor_of_drawing(name);
    if (!floor) continue;
    ++floors;
    pinched += pinched_as_exactly(*floor);
  }
  if (floors == 0) {
    std::cout << "SKIPPED: no shared plans\n";
    GTEST_SKIP();
  }
  EXPECT_EQ(floors, 7);
  std::cout << pinched << " ways with a pinch\n";
  EXPECT_GT(pinched, 30);
}

}  // namespace
}  // namespace landai::geometry
