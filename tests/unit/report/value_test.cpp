// SPDX-License-Identifier: GPL-3.0-or-later
// A number with what is known of it.
#include "landai/report/value.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "report_texts.hpp"

namespace landai::report {
namespace {

measure::Measurement width(double value, double lo, double hi, double u) {
  measure::Measurement m;
  m.quantity = "door.clear_width";
  m.unit = "m";
  m.value = value;
  m.lo = lo;
  m.hi = hi;
  m.u = u;
  return m;
}

// The jambs of a door that were looked for may be others: their bounds are no less of a doubt than the random part.
TEST(ValueText, LeavesNoPartOfTheDoubtOut) {
  const Texts words = texts();
  EXPECT_EQ(value_text(words, width(0.871, 0.871, 0.871, 0.0065)), "0.871 m ± 0.013 m");
  EXPECT_EQ(value_text(words, width(0.871, 0.849, 0.899, 0.0065)), "0.871 m (0.836 m to 0.912 m)");
  EXPECT_EQ(value_text(words, width(0.871, 0.849, 0.899, 0)), "0.849 m to 0.899 m");
  EXPECT_EQ(doubt_text(words, width(0.871, 0.871, 0.871, 0.0065)), "± 0.013 m");
  EXPECT_EQ(doubt_text(words, width(0.871, 0.849, 0.899, 0.0065)), "0.836 m to 0.912 m");
  EXPECT_NEAR(half_width(width(0.871, 0.849, 0.899, 0.0065)), 0.028 + 0.013, 1e-12);
  EXPECT_NEAR(half_width(width(0.871, 0.871, 0.871, 0.0065)), 0.013, 1e-12);
  EXPECT_NEAR(half_width(width(0.871, 0.871, INFINITY, 0.0065)), 0.013, 1e-12) << "no end to go to";
}

}  // namespace
}  // namespace landai::report
