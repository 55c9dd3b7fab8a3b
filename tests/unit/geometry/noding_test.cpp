// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/noding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace landai::geometry {
namespace {

using testing::ElementsAre;
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

std::vector<int> owners_of(const Noded& noded, const GridSegment& s) {
  for (std::size_t i = 0; i < noded.segments.size(); ++i) {
    const auto owners = noded.owners_of(i);
    if (noded.segments[i] == s) return {owners.begin(), owners.end()};
  }
  return {};
}

TEST(Noding, EveryPieceKnowsItsOwners) {
  const auto clean =
      node({{{0, 0}, {10, 0}}, {{12, 0}, {5, 0}}, {{0, 0}, {10, 0}}, {{7, -3}, {7, 9}}, {{20, 0}, {30, 0}}},
           {4, 9, 2, 7, kNoOwner});
  ASSERT_TRUE(clean);
  EXPECT_THAT(owners_of(*clean, {{0, 0}, {5, 0}}), ElementsAre(2, 4));
  EXPECT_THAT(owners_of(*clean, {{5, 0}, {7, 0}}), ElementsAre(2, 4, 9));
  EXPECT_THAT(owners_of(*clean, {{7, 0}, {10, 0}}), ElementsAre(2, 4, 9));
  EXPECT_THAT(owners_of(*clean, {{10, 0}, {12, 0}}), ElementsAre(9));
  EXPECT_THAT(owners_of(*clean, {{7, -3}, {7, 0}}), ElementsAre(7));
  EXPECT_THAT(owners_of(*clean, {{20, 0}, {30, 0}}), ElementsAre(kNoOwner));
}

TEST(Noding, AnOwnerCountsMoreThanNone) {
  const auto clean = node({{{0, 0}, {10, 0}}, {{0, 0}, {10, 0}}}, {kNoOwner, 3});
  ASSERT_TRUE(clean);
  EXPECT_THAT(owners_of(*clean, {{0, 0}, {10, 0}}), ElementsAre(3));
}

TEST(Noding, CountsWhatItMeets) {
  const auto clean = node({{{0, 0}, {10, 0}},  // and again, turned round
                           {{10, 0}, {0, 0}},
                           {{5, 0}, {15, 0}},     // overlaps them
                           {{3, -5}, {3, 5}},     // crosses them
                           {{12, 0}, {12, 9}},    // touches the third
                           {{12, 9}, {12, 9}},    // a point at the end of a line
                           {{40, 40}, {40, 40}},  // a post of no size
                           {{40, 40}, {40, 40}}});
  ASSERT_TRUE(clean);
  const NodingCounts& c = clean->counts;
  EXPECT_EQ(c.input, 8u);
  EXPECT_EQ(c.zero_length, 3u);
  EXPECT_EQ(c.points, 1u);
  EXPECT_EQ(c.duplicates, 1u);
  EXPECT_EQ(c.collinear_overlaps, 1u);
  EXPECT_EQ(c.crossings, 1u);
  EXPECT_EQ(c.touching, 1u);
  EXPECT_EQ(c.moved_max_m, 0);
  EXPECT_EQ(c.result, clean->segments.size());
}

TEST(Noding, SaysHowFarACrossingBentItsLines) {
  // They cross at (3.5, 1.75), which is rounded to (4, 2).
  const auto clean = node({{{0, 0}, {8, 4}}, {{3, 0}, {4, 4}}});
  ASSERT_TRUE(clean);
  EXPECT_GT(clean->counts.moved_max_m, 0);
  EXPECT_LT(clean->counts.moved_max_m, 0.0001);
}

TEST(Noding, APostSmallerThanTheGridStays) {
  const auto alone = node({{{0, 0}, {10, 0}}, {{5, 5}, {5, 5}}});
  ASSERT_TRUE(alone);
  EXPECT_THAT(alone->segments,
              UnorderedElementsAre(GridSegment{{0, 0}, {10, 0}}, GridSegment{{5, 5}, {5, 5}}));
  // On a line it changes nothing but where the line is cut.
  const auto on = node({{{0, 0}, {10, 0}}, {{5, 0}, {5, 0}}});
  ASSERT_TRUE(on);
  EXPECT_THAT(on->segments, UnorderedElementsAre(GridSegment{{0, 0}, {5, 0}}, GridSegment{{5, 0}, {10, 0}}));
}

TEST(Noding, AThousandLinesOnEachOtherAreOne) {
  std::vector<GridSegment> same(1000, {{0, 0}, {100, 7}});
  std::vector<int> owners;
  for (int i = 0; i < 1000; ++i) owners.push_back(i % 10);
  const auto clean = node(same, owners);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->segments.size(), 1u);
  EXPECT_EQ(clean->counts.duplicates, 999u);
  EXPECT_EQ(clean->owners_of(0).size(), 10u);
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
