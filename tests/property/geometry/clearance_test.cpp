// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/clearance.hpp"

#include <gtest/gtest.h>

#include "clearance_oracle.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;

Floor random_floor(Dice& dice, int solids) {
  Floor floor;
  floor.within = test::box(0, 0, 8, 6);
  floor.solids = test::clutter(dice, 8, 6, solids);
  if (dice.below(4) == 0) {  // a wall from side to side: two halves
    const double x = dice.between(2, 6);
    floor.thin.push_back({{x, -0.1}, {x + dice.between(-1, 1), 6.1}});
  }
  for (int i = dice.below(4); i > 0; --i) {
    const PlanPoint a{dice.between(0, 8), dice.between(0, 6)};
    floor.thin.push_back({a, a + PlanPoint{dice.between(-2, 2), dice.between(-2, 2)}});
  }
  return floor;
}

std::optional<PlanPoint> free_place(Dice& dice, const Floor& floor) {
  for (int i = 0; i < 50; ++i) {
    const PlanPoint p{dice.between(0, 8), dice.between(0, 6)};
    if (test::oracle_radius(floor, p) > 0.02) return p;
  }
  return std::nullopt;
}

double width(const Clearance& clearance, PlanPoint p, PlanPoint q) {
  const auto passage = clearance.widest(p, q);
  return passage ? passage->width_m : 0;
}

// The widest way between two places that are as free as can be is what the grown obstacles let through.
TEST(ClearanceProperty, WidestIsWhatGrownObstaclesLetThrough) {
  int ways = 0, limited = 0, none = 0;
  for (unsigned seed = 1; seed <= 250; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const Floor floor = random_floor(dice, 4 + dice.below(20));
    const auto clearance = Clearance::build(floor);
    ASSERT_TRUE(clearance);
    const auto p0 = free_place(dice, floor), q0 = free_place(dice, floor);
    if (!p0 || !q0) continue;
    const PlanPoint p = test::oracle_climb(floor, *p0), q = test::oracle_climb(floor, *q0);
    if (distance(p, q) < 0.05) continue;
    const auto passage = clearance->widest(p, q);
    if (!passage) {
      ++none;
      EXPECT_FALSE(test::oracle_passes(floor, p, q, 0.001))
          << p.x << ' ' << p.y << " to " << q.x << ' ' << q.y;
      continue;
    }
    ++ways;
    // The climb may end early on a ridge: then the oracle's disc is too large for an end before it is for the
    // way.
    const double both = 2 * std::min(test::oracle_radius(floor, p), test::oracle_radius(floor, q));
    EXPECT_TRUE(test::oracle_passes(floor, p, q, std::min(passage->width_m, both) - 0.0006))
        << passage->width_m;
    if (passage->width_m + 0.0006 < both - 0.0006) {
      ++limited;
      EXPECT_FALSE(test::oracle_passes(floor, p, q, passage->width_m + 0.0006)) << passage->width_m;
    }
  }
  EXPECT_GT(ways, 120);
  EXPECT_GT(limited, 80);
  EXPECT_GT(none, 10);
  RecordProperty("ways", ways);
}

TEST(ClearanceProperty, TheWitnessIsAsFarApartAsTheWidthAndLiesOnObstacles) {
  for (unsigned seed = 1000; seed < 1100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const Floor floor = random_floor(dice, 12);
    const auto clearance = Clearance::build(floor);
    ASSERT_TRUE(clearance);
    const auto p = free_place(dice, floor), q = free_place(dice, floor);
    if (!p || !q) continue;
    const auto passage = clearance->widest(*p, *q);
    if (!passage) continue;
    EXPECT_LE(distance(passage->pinch.a, passage->pinch.b), passage->width_m + 0.0002);
    for (const PlanPoint end : {passage->pinch.a, passage->pinch.b}) {
      EXPECT_LT(clearance->clearance_at(end), 0.001);
    }
  }
}

TEST(ClearanceProperty, ThePathKeepsItsWidthBetweenItsEnds) {
  for (unsigned seed = 2000; seed < 2100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const Floor floor = random_floor(dice, 10);
    const auto clearance = Clearance::build(floor);
    ASSERT_TRUE(clearance);
    const auto p0 = free_place(dice, floor), q0 = free_place(dice, floor);
    if (!p0 || !q0) continue;
    const PlanPoint p = test::oracle_climb(floor, *p0), q = test::oracle_climb(floor, *q0);
    const auto passage = clearance->widest(p, q);
    if (!passage || distance(p, q) < 0.05) continue;
    const auto path = clearance->shortest(p, q, passage->width_m);
    ASSERT_TRUE(path);
    EXPECT_GE(path->width_m, passage->width_m - 0.0003);
    EXPECT_GE(path->length_m, distance(p, q) - 0.001);
    EXPECT_FALSE(clearance->shortest(p, q, passage->width_m + 0.001));
    EXPECT_LE(path->width_m, passage->width_m + 1e-9);
    const double both = 2 * std::min(test::oracle_radius(floor, p), test::oracle_radius(floor, q));
    for (const Polyline& line : {passage->path, path->points}) {
      ASSERT_GE(line.size(), 2u);
      double length = 0;
      for (std::size_t i = 1; i < line.size(); ++i) {
        length += distance(line[i - 1], line[i]);
        for (const double t : {0.25, 0.5, 0.75, 1.0}) {
          const PlanPoint at = line[i - 1] + t * (line[i] - line[i - 1]);
          // Arcs are drawn as chords of 2 mm.
          EXPECT_GE(2 * test::oracle_radius(floor, at), std::min(both, passage->width_m) - 0.006);
        }
      }
      if (line == path->points) {
        EXPECT_NEAR(length, path->length_m, 0.01 * length + 0.001);
      }
    }
  }
}

TEST(ClearanceProperty, TurningAndShiftingThePlanChangesNoWidth) {
  for (unsigned seed = 3000; seed < 3100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const Floor floor = random_floor(dice, 10);
    const auto p0 = free_place(dice, floor), q0 = free_place(dice, floor);
    if (!p0 || !q0) continue;
    const PlanPoint p = test::oracle_climb(floor, *p0), q = test::oracle_climb(floor, *q0);
    if (distance(p, q) < 0.05) continue;
    const double angle = dice.between(0, 6.28);
    const PlanPoint shift{dice.between(-5e5, 5e5), dice.between(-5e5, 5e5)};
    const bool mirror = dice.below(2) == 0;
    const auto move = [&](PlanPoint x) {
      if (mirror) x.x = -x.x;
      return test::turned(x, angle, shift);
    };
    Floor moved;
    moved.solids = floor.solids;
    moved.within = floor.within;
    for (MultiPolygon* polygons : {&moved.solids, &*moved.within}) {
      for (Polygon& polygon : *polygons) {
        for (PlanPoint& x : polygon.outer) x = move(x);
      }
    }
    for (const PlanSegment& s : floor.thin) moved.thin.push_back({move(s.a), move(s.b)});
    const auto before = Clearance::build(floor), after = Clearance::build(moved);
    ASSERT_TRUE(before && after);
    const double w = width(*before, p, q), v = width(*after, move(p), move(q));
    // A pinch narrower than the grid may open or close.
    if (std::max(w, v) > 0.001) {
      EXPECT_NEAR(w, v, 0.0005);
    }
  }
}

TEST(ClearanceProperty, AnotherObstacleNeverWidens) {
  for (unsigned seed = 4000; seed < 4150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Floor floor = random_floor(dice, 6);
    const auto p0 = free_place(dice, floor), q0 = free_place(dice, floor);
    if (!p0 || !q0) continue;
    const auto before = Clearance::build(floor);
    const MultiPolygon more = test::clutter(dice, 8, 6, 1);
    floor.solids.push_back(more.front());
    const PlanPoint p = test::oracle_climb(floor, *p0), q = test::oracle_climb(floor, *q0);
    const auto after = Clearance::build(floor);
    ASSERT_TRUE(before && after);
    EXPECT_LE(width(*after, p, q), width(*before, p, q) + 0.0004);
  }
}

TEST(ClearanceProperty, ClearanceIsTwiceTheDistance) {
  for (unsigned seed = 5000; seed < 5050; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const Floor floor = random_floor(dice, 15);
    const auto clearance = Clearance::build(floor);
    ASSERT_TRUE(clearance);
    for (int i = 0; i < 40; ++i) {
      const PlanPoint p{dice.between(0, 8), dice.between(0, 6)};
      const double expected = 2 * test::oracle_radius(floor, p);
      if (expected > 0.001) {
        EXPECT_NEAR(clearance->clearance_at(p), expected, 0.0004);
      }
    }
  }
}

}  // namespace
}  // namespace landai::geometry
