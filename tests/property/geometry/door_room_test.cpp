// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "landai/geometry/polygons.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;

/// Looks only: does any side of the obstacles enter the square [x, x + s] x [0, s], shrunk by `give`?
bool blocked(const MultiPolygon& obstacles, double x, double s, double give) {
  for (const Polygon& polygon : obstacles) {
    for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
      const PlanPoint a = polygon.outer[i], d = polygon.outer[(i + 1) % polygon.outer.size()] - a;
      double t0 = 0, t1 = 1;
      bool apart = false;
      const double from[] = {a.x, a.y}, by[] = {d.x, d.y}, lo[] = {x + give, give},
                   hi[] = {x + s - give, s - give};
      for (int k = 0; k < 2; ++k) {
        if (std::abs(by[k]) < 1e-12) {
          apart = apart || from[k] <= lo[k] || from[k] >= hi[k];
          continue;
        }
        const double u = (lo[k] - from[k]) / by[k], v = (hi[k] - from[k]) / by[k];
        t0 = std::max(t0, std::min(u, v));
        t1 = std::min(t1, std::max(u, v));
      }
      if (!apart && t0 < t1) return true;
    }
  }
  return false;
}

TEST(FreeSquareProperty, StandsFreeAndNoneATenthOfAMillimetreLargerDoes) {
  int limited = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const double length = dice.between(0.6, 1.2), limit = 2.0;
    MultiPolygon things;
    for (int i = 0; i < 4; ++i) {
      // In front of the wall, at least 5 mm away from it.
      const PlanPoint at{dice.between(-2, 3), dice.between(0.65, 2.4)};
      const double a = dice.between(0.1, 0.8), b = dice.between(0.1, 0.4);
      things.push_back({test::turned(test::box_ring(-a / 2, -b / 2, a / 2, b / 2),
                                     dice.below(2) ? dice.between(0, 3) : 0, at),
                        {}});
    }
    const FreeSquare square = free_square({{0, 0}, {length, 0}}, {0, 1}, things, limit);
    ASSERT_GT(square.side_m, 0.1);
    ASSERT_EQ(square.placement.size(), 4u);
    const double x = square.placement[0].x;
    EXPECT_FALSE(blocked(things, x, square.side_m, 1e-6));
    const double reach = std::abs(length - square.side_m);
    EXPECT_LE(std::abs(square.side_m >= length ? x + reach / 2 : x - reach / 2), reach / 2 + 0.00301);
    if (square.side_m >= limit) continue;
    ++limited;
    const double larger = square.side_m + 0.0001;
    std::vector<double> places;
    const double lo = std::min(0.0, length - larger), hi = std::max(0.0, length - larger);
    for (int i = 0; i <= 2000; ++i) places.push_back(lo + (hi - lo) * i / 2000);
    for (const Polygon& thing : things)
      for (const PlanPoint p : thing.outer)
        for (const double at : {p.x, p.x - larger})
          if (at > lo && at < hi) places.push_back(at);
    for (const double at : places) ASSERT_TRUE(blocked(things, at, larger, 1e-7)) << at;
  }
  EXPECT_GT(limited, 200);
}

}  // namespace
}  // namespace landai::geometry
