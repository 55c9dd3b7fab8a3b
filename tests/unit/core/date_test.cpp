// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/date.hpp"

#include <gtest/gtest.h>

namespace landai {
namespace {

TEST(Dates, AreDaysOfTheCalendar) {
  EXPECT_TRUE(is_date("2028-02-29"));
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "1899-12-31", "2026-1-1", "2026-11-20 ", "20 Nov 2026", ""}) EXPECT_FALSE(is_date(text)) << text;
}

TEST(Names, HoldALetterOrADigit) {
  for (const char* text : {"TABG 12/2025", "7", "é", "许可"}) EXPECT_TRUE(names_something(text)) << text;
  for (const char* text : {"", "  ", "\t", "-", "\u00a0", "\u2013", "\u2003", "\u3000", "..."}) EXPECT_FALSE(names_something(text)) << text;
}

}  // namespace
}  // namespace landai
