// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/noding.hpp"

#include <gtest/gtest.h>

#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;

GridSegment random_segment(Dice& dice, std::int64_t extent) {
  const auto coordinate = [&] { return std::llround(dice.between(-1, 1) * static_cast<double>(extent)); };
  return {{coordinate(), coordinate()}, {coordinate(), coordinate()}};
}

PlanPoint real(GridPoint p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

// From a few cells, where everything collides, to the whole range.
TEST(NodingProperty, LeavesNoCrossingAndNothingMovesFar) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const std::int64_t extents[] = {5, 30, 300, 100'000, 10'000'000};
    const std::int64_t extent = extents[seed % 5];
    std::vector<GridSegment> segments;
    for (int i = 5 + dice.below(40); i > 0; --i) segments.push_back(random_segment(dice, extent));
    if (seed % 3 == 0) {  // near doubles: walls drawn twice
      for (std::size_t i = segments.size() / 2; i-- > 0;) {
        GridSegment s = segments[i];
        s.a.x += dice.below(3) - 1;
        s.b.y += dice.below(3) - 1;
        segments.push_back(s);
      }
    }
    const auto clean = noded(segments);
    ASSERT_TRUE(clean);
    for (std::size_t i = 0; i < clean->size(); ++i) {
      ASSERT_NE((*clean)[i].a, (*clean)[i].b);
      for (std::size_t j = i + 1; j < clean->size(); ++j) {
        ASSERT_FALSE(conflict((*clean)[i], (*clean)[j])) << i << ' ' << j;
      }
    }
    // Every piece lies along one of the input segments.
    for (const GridSegment& piece : *clean) {
      double best = INFINITY;
      for (const GridSegment& s : segments) {
        const PlanSegment whole{real(s.a), real(s.b)};
        best = std::min(best, std::max(distance(whole, real(piece.a)), distance(whole, real(piece.b))));
      }
      EXPECT_LE(best, 2.0);
    }
    // And every input segment is still covered.
    for (const GridSegment& s : segments) {
      for (const double t : {0.0, 0.3, 0.5, 0.9, 1.0}) {
        const PlanPoint p = real(s.a) + t * (real(s.b) - real(s.a));
        double best = INFINITY;
        for (const GridSegment& piece : *clean)
          best = std::min(best, distance(PlanSegment{real(piece.a), real(piece.b)}, p));
        if (s.a != s.b) {
          EXPECT_LE(best, 2.0);
        }
      }
    }
  }
}

}  // namespace
}  // namespace landai::geometry
