// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/marker_sheet.hpp"

#include <gtest/gtest.h>

#include <set>

namespace landai::photo {
namespace {

TEST(MarkerCells, HaveABlackBorderOfOneCellAroundSixBySix) {
  const auto cells = marker_cells(kSheetDictionary, 0);
  ASSERT_TRUE(cells);
  // 36h11: 36 bits, six by six, within a border of one cell.
  ASSERT_EQ(cells->size(), 8u);
  for (std::size_t i = 0; i < 8; ++i) {
    ASSERT_EQ(cells->rows[i].size(), 8u);
    EXPECT_TRUE(cells->rows[0][i] && cells->rows[7][i] && cells->rows[i][0] && cells->rows[i][7]) << i;
  }
}

TEST(MarkerCells, AreTheFamilysCode) {
  // The first code of the family is 0xd7e00984b (tag36h11.c of AprilRobotics/apriltag); its bits of 1 are white.
  const auto cells = marker_cells(kSheetDictionary, 0);
  ASSERT_TRUE(cells);
  int white = 0;
  for (std::size_t row = 1; row < 7; ++row)
    for (std::size_t column = 1; column < 7; ++column) white += cells->rows[row][column] ? 0 : 1;
  EXPECT_EQ(white, __builtin_popcountll(0xd7e00984bULL));
}

TEST(MarkerCells, AnyTwoDifferInElevenCellsAtLeast) {
  const auto count = marker_count(kSheetDictionary);
  ASSERT_TRUE(count);
  ASSERT_EQ(*count, 587);
  std::vector<std::vector<bool>> all;
  for (int id = 0; id < *count; id += 13) {
    const auto cells = marker_cells(kSheetDictionary, id);
    ASSERT_TRUE(cells) << id;
    std::vector<bool> bits;
    for (const auto& row : cells->rows) bits.insert(bits.end(), row.begin(), row.end());
    for (const auto& other : all) {
      int apart = 0;
      for (std::size_t i = 0; i < bits.size(); ++i) apart += bits[i] != other[i] ? 1 : 0;
      EXPECT_GE(apart, 11) << id;   // the 11 of 36h11
    }
    all.push_back(std::move(bits));
  }
}

TEST(MarkerCells, UnknownDictionariesAndIdsAreErrors) {
  for (const auto& [dictionary, id] : {std::pair{"apriltag_36h12", 0}, std::pair{"apriltag_36h11", -1}, std::pair{"apriltag_36h11", 587}}) {
    const auto cells = marker_cells(dictionary, id);
    ASSERT_FALSE(cells) << dictionary << id;
    EXPECT_EQ(cells.error().code, ErrorCode::usage);
  }
  EXPECT_FALSE(marker_count(""));
}

}  // namespace
}  // namespace landai::photo
