// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets, ramps, heights and walls whose truth is known. A few of each here; `trial_views` runs hundreds a case.
#include <gtest/gtest.h>

#include <functional>

#include "view_trial.hpp"

namespace landai::test {
namespace {

constexpr int kDraws = 1000;  // enough for an interval of a test

struct Outcome {
  std::vector<double> errors;  ///< sorted
  int held = 0;
};

Outcome outcome_of(int count, const std::function<Trial(unsigned)>& trial) {
  Outcome out;
  for (int i = 0; i < count; ++i) {
    const Trial one = trial(static_cast<unsigned>(700 + i));
    EXPECT_TRUE(one.answer.measured) << "seed " << 700 + i << ": " << one.answer.refused.key;
    if (!one.answer.measured) continue;
    out.errors.push_back(std::abs(one.answer.measured->value - one.truth));
    out.held += one.answer.measured->lo <= one.truth && one.truth <= one.answer.measured->hi;
  }
  std::sort(out.errors.begin(), out.errors.end());
  return out;
}

// Of 6 scenes with a coverage of 95 % fewer than 5 are held once in 30 times; the seeds are fixed, so a failure is a change.
TEST(RenderedSheets, A4HoldsTheDoor) {
  const Outcome out = outcome_of(6, [](unsigned seed) { return try_sheet(seed, "a4", 0.210, 0.297, 0.001, 1, kDraws); });
  ASSERT_EQ(out.errors.size(), 6U);
  EXPECT_GE(out.held, 5);
  EXPECT_LE(out.errors.back(), 0.025);  // reference section 7: 15 mm at 95 % with f to 3 %
}

TEST(RenderedRamps, MarkerExactGravityAndACalibratedPhone) {
  const Outcome out = outcome_of(6, [](unsigned seed) { return try_ramp(seed, 0.0001, std::nullopt, kDraws); });
  ASSERT_EQ(out.errors.size(), 6U);
  EXPECT_GE(out.held, 5);
  EXPECT_LE(out.errors.back(), 0.0035);
}

TEST(RenderedRamps, SideViewSquareOrWithALevelLine) {
  for (const SideHelp help : {SideHelp::squareness, SideHelp::level}) {
    const Outcome out = outcome_of(4, [help](unsigned seed) { return try_side(seed, help, 0.0052, kDraws); });
    ASSERT_EQ(out.errors.size(), 4U);
    EXPECT_GE(out.held, 3);
    EXPECT_LE(out.errors.back(), 0.02);
  }
}

TEST(RenderedRamps, SideWallWithAMarker) {
  const Outcome out = outcome_of(3, [](unsigned seed) { return try_side(seed, SideHelp::marker, 0.002, kDraws); });
  ASSERT_EQ(out.errors.size(), 3U);
  EXPECT_GE(out.held, 2);
  EXPECT_LE(out.errors.back(), 0.012);
}

// Of 40 scenes with a coverage of 95 % fewer than 33 are held once in 1,500 times.
TEST(Heights, FromLinesAndFromGravity) {
  for (const bool lines : {true, false}) {
    const Outcome out = outcome_of(40, [lines](unsigned seed) { return try_height(seed, lines, kDraws); });
    ASSERT_EQ(out.errors.size(), 40U);
    EXPECT_GE(out.held, 33);
    EXPECT_LE(out.errors[37], lines ? 0.012 : 0.018);  // reference section 5: 11 and 16 mm at 95 %
  }
}

TEST(Walls, MadeSquareByLines) {
  const Outcome out = outcome_of(40, [](unsigned seed) { return try_wall(seed, kDraws); });
  ASSERT_EQ(out.errors.size(), 40U);
  EXPECT_GE(out.held, 33);
}

// A sheet of Letter called A4, and the other way round: 6 % of a length.
TEST(WrongUse, TheWrongPaperIsRefused) {
  for (unsigned seed = 700; seed < 703; ++seed) {
    const Trial a4 = try_sheet(seed, "letter", 0.210, 0.297, 0, 1, kDraws), letter = try_sheet(seed, "a4", 0.2159, 0.2794, 0, 1, kDraws);
    EXPECT_FALSE(a4.answer.measured) << seed;
    EXPECT_FALSE(letter.answer.measured) << seed;
    EXPECT_EQ(a4.answer.refused.key, "photo.refused.other_paper");
    EXPECT_EQ(letter.answer.refused.key, "photo.refused.other_paper");
  }
}

TEST(WrongUse, APaperOfUnknownSizeIsToldByItsShape) {
  const Trial trial = try_sheet(701, "paper", 0.210, 0.297, 0, 1, kDraws);
  ASSERT_TRUE(trial.answer.measured) << trial.answer.refused.key;
  EXPECT_NEAR(trial.answer.measured->value, trial.truth, 0.03);
}

TEST(WrongUse, ACardDoesNotMeasureADoor) {
  const Trial trial = try_sheet(700, "id1", 0.0856, 0.05398, 0, 1, kDraws);
  EXPECT_FALSE(trial.answer.measured);
  EXPECT_FALSE(trial.answer.advice.empty());
}

}  // namespace
}  // namespace landai::test
