// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/noding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace landai::geometry {
namespace {

using testing::UnorderedElementsAre;

TEST(Noding, LeavesWhatDoesNotCross) {
  const auto clean = noded({{{0, 0}, {10, 0}}, {{10, 0}, {10, 10}}, {{0, 5}, {8, 5}}});
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->size(), 3u);
}

TEST(Noding, CutsACrossing) {
  const auto clean = noded({{{0, 0}, {10, 10}}, {{0, 10}, {10, 0}}});
  ASSERT_TRUE(clean);
  EXPECT_THAT(*clean, UnorderedElementsAre(GridSegment{{0, 0}, {5, 5}}, GridSegment{{5, 5}, {10, 10}},
                                           GridSegment{{0, 10}, {5, 5}}, GridSegment{{5, 5}, {10, 0}}));
}

TEST(Noding, CutsWhereAnEndTouches) {
  const auto clean = noded({{{0, 0}, {10, 0}}, {{4, 0}, {4, 7}}});
  ASSERT_TRUE(clean);
  EXPECT_THAT(*clean, UnorderedElementsAre(GridSegment{{0, 0}, {4, 0}}, GridSegment{{4, 0}, {10, 0}},
                                           GridSegment{{4, 0}, {4, 7}}));
}

TEST(Noding, MergesWhatLiesOnTheSameLine) {
  const auto clean = noded({{{0, 0}, {10, 0}}, {{12, 0}, {5, 0}}, {{0, 0}, {10, 0}}, {{3, 3}, {3, 3}}});
  ASSERT_TRUE(clean);
  EXPECT_THAT(*clean, UnorderedElementsAre(GridSegment{{0, 0}, {5, 0}}, GridSegment{{5, 0}, {10, 0}},
                                           GridSegment{{10, 0}, {12, 0}}));
}

TEST(Noding, RoundsACrossingInTheWholeRange) {
  // Crosses at (1/3, 1/3) of a huge square: the numbers need more than 64 bits.
  const std::int64_t m = 9'999'999;
  const auto clean = noded({{{-m, -m}, {m, m}}, {{-m, m}, {m, -m + 2}}});
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->size(), 4u);
  for (const GridSegment& s : *clean)
    EXPECT_TRUE(std::abs(s.a.x - s.a.y) <= 1 || std::abs(s.a.x + s.a.y) <= 2);
}

TEST(Noding, ConflictKnowsAllKinds) {
  EXPECT_TRUE(conflict({{0, 0}, {4, 4}}, {{0, 4}, {4, 0}}));
  EXPECT_TRUE(conflict({{0, 0}, {4, 0}}, {{2, 0}, {2, 4}}));
  EXPECT_TRUE(conflict({{0, 0}, {4, 0}}, {{3, 0}, {9, 0}}));
  EXPECT_TRUE(conflict({{0, 0}, {4, 0}}, {{4, 0}, {0, 0}}));
  EXPECT_FALSE(conflict({{0, 0}, {4, 0}}, {{4, 0}, {9, 0}}));
  EXPECT_FALSE(conflict({{0, 0}, {4, 0}}, {{0, 1}, {4, 1}}));
}

}  // namespace
}  // namespace landai::geometry
