// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/shortest.hpp"

#include <gtest/gtest.h>

#include "random_plans.hpp"
#include "shortest_oracle.hpp"

namespace landai::geometry {
namespace {

using test::Dice;

struct Case {
  Floor floor;
  PlanPoint from, to;
  double width = 0;
};

/// A room of 8 x 6 m with things in it, and two places where the disc stands free.
std::optional<Case> random_case(Dice& dice) {
  Case c;
  c.floor.within = test::box(0, 0, 8, 6);
  c.floor.solids = test::clutter(dice, 8, 6, 3 + dice.below(12));
  for (int i = dice.below(3); i > 0; --i) {
    const PlanPoint a{dice.between(0, 8), dice.between(0, 6)};
    c.floor.thin.push_back({a, a + PlanPoint{dice.between(-2, 2), dice.between(-2, 2)}});
  }
  for (int i = dice.below(4); i > 0; --i) {  // posts without size
    const PlanPoint at{dice.between(0, 8), dice.between(0, 6)};
    c.floor.thin.push_back({at, at});
  }
  if (dice.below(8) == 0) c.floor.thin.push_back({{4, -0.1}, {4.5, 6.1}});  // two halves
  c.width = dice.between(0.1, 0.9);
  const auto place = [&]() -> std::optional<PlanPoint> {
    for (int i = 0; i < 200; ++i) {
      const PlanPoint p{dice.between(0, 8), dice.between(0, 6)};
      if (test::oracle_radius(c.floor, p) > c.width / 2 + 0.001) return p;
    }
    return std::nullopt;
  };
  const auto p = place(), q = place();
  if (!p || !q) return std::nullopt;
  c.from = *p;
  c.to = *q;
  return c;
}

std::optional<SmoothPath> shortest(const Case& c) {
  const auto clearance = Clearance::build(c.floor);
  EXPECT_TRUE(clearance);
  return ShortestWays(*clearance, c.width).between(c.from, c.to);
}

/// Whether the way hangs on less than the grid decides: then both answers are right.
bool clear_cut(const Case& c) {
  return test::oracle_passes(c.floor, c.from, c.to, c.width - 0.0006) ==
         test::oracle_passes(c.floor, c.from, c.to, c.width + 0.0006);
}

TEST(ShortestProperty, IsAsLongAsTheOraclesAndKeepsTheWidth) {
  int ways = 0, bent = 0, none = 0;
  for (unsigned seed = 1; seed <= 90; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const auto c = random_case(dice);
    if (!c || !clear_cut(*c)) continue;
    const auto path = shortest(*c);
    const double oracle = test::oracle_shortest(c->floor, c->from, c->to, c->width);
    ASSERT_EQ(path.has_value(), std::isfinite(oracle));
    if (!path) {
      ++none;
      continue;
    }
    ++ways;
    bent += path->turns.size() > 1 ? 1 : 0;
    // The oracle's chords let it through gaps that are narrower by their sagittas.
    const double wider = c->width + 2 * test::kOracleSagitta + 0.0006;
    if (std::min(test::oracle_radius(c->floor, c->from), test::oracle_radius(c->floor, c->to)) > wider / 2) {
      EXPECT_LE(path->length_m, test::oracle_shortest(c->floor, c->from, c->to, wider) + 0.001);
    }
    EXPECT_GE(path->length_m, oracle - 0.003);
    EXPECT_NEAR(path->lower_bound_m, path->length_m, 1e-9);
    EXPECT_GE(path->length_m, distance(c->from, c->to) - 1e-9);
    EXPECT_LT(distance(path->points.front(), c->from), 1e-9);
    EXPECT_LT(distance(path->points.back(), c->to), 1e-6);
    double along = 0, corner = 0;
    PlanPoint here = c->from;
    for (const PathPiece& piece : path->pieces) {
      EXPECT_LT(distance(here, piece.from), 1e-7);
      here = piece.to;
      EXPECT_LT(distance(piece.at(piece.length_m()), piece.to), 1e-7);
      for (double s = 0; s < piece.length_m(); s += 0.01)
        corner = std::max(corner, c->width / 2 - test::oracle_radius(c->floor, piece.at(s)));
      along += piece.length_m();
    }
    EXPECT_LT(corner, 0.0003);
    EXPECT_NEAR(along, path->length_m, 1e-9);
    double chords = 0;
    for (std::size_t i = 1; i < path->points.size(); ++i)
      chords += distance(path->points[i - 1], path->points[i]);
    EXPECT_LE(chords, path->length_m + 1e-9);
    EXPECT_GT(chords, 0.997 * path->length_m);
  }
  EXPECT_GT(ways, 50);
  EXPECT_GT(bent, 10);
  EXPECT_GT(none, 2);
}

Floor moved(Floor floor, double angle, PlanPoint shift, bool mirrored) {
  const auto move = [&](PlanPoint& p) {
    if (mirrored) p.y = -p.y;
    p = test::turned(p, angle, shift);
  };
  for (MultiPolygon* polygons : {&floor.solids, &*floor.within}) {
    for (Polygon& polygon : *polygons) {
      for (PlanPoint& p : polygon.outer) move(p);
      for (Ring& hole : polygon.holes) {
        for (PlanPoint& p : hole) move(p);
      }
    }
  }
  for (PlanSegment& s : floor.thin) {
    move(s.a);
    move(s.b);
  }
  return floor;
}

TEST(ShortestProperty, MovingTheFloorChangesNothing) {
  int ways = 0;
  for (unsigned seed = 500; seed < 560; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const auto c = random_case(dice);
    if (!c || !clear_cut(*c)) continue;
    const auto path = shortest(*c);
    const double angle = dice.between(0, 6);
    const bool mirrored = dice.below(2) == 1;
    const PlanPoint shift{dice.between(-50, 50), dice.between(-50, 50)};
    const auto move = [&](PlanPoint p) {
      return test::turned(mirrored ? PlanPoint{p.x, -p.y} : p, angle, shift);
    };
    const Case there{moved(c->floor, angle, shift, mirrored), move(c->from), move(c->to), c->width};
    const auto again = shortest(there);
    ASSERT_EQ(path.has_value(), again.has_value());
    if (!path) continue;
    ++ways;
    EXPECT_NEAR(path->length_m, again->length_m, 0.003);
    const auto back = shortest({c->floor, c->to, c->from, c->width});
    ASSERT_TRUE(back);
    EXPECT_NEAR(path->length_m, back->length_m, 1e-6);
  }
  EXPECT_GT(ways, 25);
}

TEST(ShortestProperty, WiderOrMoreObstructedIsNeverShorter) {
  int compared = 0;
  for (unsigned seed = 700; seed < 780; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    auto c = random_case(dice);
    if (!c) continue;
    const auto path = shortest(*c);
    if (!path) continue;
    Case slimmer = *c;
    slimmer.width *= 0.8;
    const auto slim = shortest(slimmer);
    ASSERT_TRUE(slim);
    EXPECT_LE(slim->length_m, path->length_m + 1e-6);
    Case fuller = *c;
    fuller.floor.solids.push_back(test::clutter(dice, 8, 6, 1).front());
    if (test::oracle_radius(fuller.floor, fuller.from) < fuller.width / 2 ||
        test::oracle_radius(fuller.floor, fuller.to) < fuller.width / 2)
      continue;
    const auto full = shortest(fuller);
    if (!full) continue;
    ++compared;
    EXPECT_GE(full->length_m, path->length_m - 0.0005);
  }
  EXPECT_GT(compared, 25);
}

}  // namespace
}  // namespace landai::geometry
