// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets, ramps, heights and walls whose truth is known. A few of each here; `trial_views` runs hundreds a case. The seeds are fixed, so a failure is a change.
#include <gtest/gtest.h>

#include "trial_cases.hpp"

namespace landai::test {
namespace {

constexpr int kDraws = 1000;  // enough for an interval of a test

TrialCase view(const char* name) { return case_named(view_cases(kDraws), name); }

TEST(RenderedSheets, A4HoldsTheDoor) { expect_case(view("a4"), 700, 8); }

TEST(RenderedSheets, TwoSheetsHoldTheDoor) { expect_case(view("a4-two"), 700, 6); }

TEST(RenderedRamps, MarkerExactGravityAndACalibratedPhone) { expect_case(view("ramp"), 700, 8); }

TEST(RenderedRamps, MarkerWithTheFocalLengthTold) {
  expect_case(view("ramp-centre"), 700, 6);
  expect_case(view("ramp-told"), 720, 6);
}

TEST(RenderedRamps, SideViewSquareOrWithALevelLine) {
  expect_case(view("side-square"), 700, 6);
  expect_case(view("side-level"), 700, 6);
}

TEST(RenderedRamps, SideWallWithAMarker) { expect_case(view("side-marker"), 700, 6); }

// Clicked lines and points alone: no photo to draw, so as many as the trial has.
TEST(Heights, FromLinesAndFromGravity) {
  expect_case(view("height-lines"), 1000, 200);
  expect_case(view("height-gravity"), 1000, 200);
}

TEST(Walls, MadeSquareByLines) { expect_case(view("wall-lines"), 1000, 200); }

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
  const Trial letter = try_sheet(701, "paper", 0.2159, 0.2794, 0, 1, kDraws);
  ASSERT_TRUE(letter.answer.measured) << letter.answer.refused.key;
  EXPECT_NEAR(letter.answer.measured->value, letter.truth, 0.03);
  // A3, A4, A5 and A6 have one shape: an A5 taken for an A4 would make 1.2 m of a door of 0.85 m.
  for (const auto& [width, height] : {std::pair{0.210, 0.297}, {0.148, 0.210}}) {
    const Trial trial = try_sheet(701, "paper", width, height, 0, 1, kDraws);
    EXPECT_FALSE(trial.answer.measured);
    EXPECT_EQ(trial.answer.refused.key, "photo.refused.which_paper");
  }
}

TEST(WrongUse, ACardDoesNotMeasureADoor) {
  const Trial trial = try_sheet(700, "id1", 0.0856, 0.05398, 0, 1, kDraws);
  EXPECT_FALSE(trial.answer.measured);
  EXPECT_FALSE(trial.answer.advice.empty());
}

}  // namespace
}  // namespace landai::test
