// SPDX-License-Identifier: GPL-3.0-or-later
// Which word a writer probably meant.
#include "landai/core/nearest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace landai {
namespace {

TEST(Nearest, DistanceCountsLetters) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);  // the textbook example
  EXPECT_EQ(edit_distance("lobby", "loby"), 1U);
  EXPECT_EQ(edit_distance("width", "widht"), 1U);  // two neighbours swapped are one slip
  EXPECT_EQ(edit_distance("ca", "abc"), 3U);  // optimal string alignment, not the full Damerau distance of 2
  EXPECT_EQ(edit_distance("door.clear_width", "door.clear_widht"),
            edit_distance("door.clear_widht", "door.clear_width"));
}

TEST(Nearest, LongWordsAreNotCompared) {
  const std::string longest(kLongestWord, 'a'), longer(kLongestWord + 1, 'a');
  EXPECT_EQ(edit_distance(longest, longest + "b"), kLongestWord + 1);
  EXPECT_EQ(edit_distance(longest, std::string(kLongestWord, 'b')), kLongestWord);
  EXPECT_EQ(edit_distance(longer, longer), 0U);
  EXPECT_EQ(edit_distance(longer, std::string(8U << 20U, 'a')), 8U << 20U);
}

TEST(Nearest, OnlyWhatIsNear) {
  const std::vector<std::string_view> known{"lobby", "waiting", "corridor", "lobbies"};
  EXPECT_EQ(nearest("loby", known), "lobby");
  EXPECT_EQ(nearest("coridor", known), "corridor");
  EXPECT_EQ(nearest("waitign", known), "waiting");
  EXPECT_EQ(nearest("kitchen", known), "");
  EXPECT_EQ(nearest("", known), "");
  EXPECT_EQ(nearest("lobby", known), "") << "it is known already";
  EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace
}  // namespace landai
