// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/date.hpp"

#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <tuple>

namespace landai {

bool is_date(const std::string& text) {
  int year = 0, month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const auto& [from, n, value] :
       {std::tuple{0, 4, &year}, std::tuple{5, 2, &month}, std::tuple{8, 2, &day}}) {
    const char* begin = text.data() + from;
    const auto [stop, error] = std::from_chars(begin, begin + n, *value);
    if (error != std::errc{} || stop != begin + n) return false;
  }
  return year >= 1900 && std::chrono::year_month_day{std::chrono::year{year},
                                                     std::chrono::month{static_cast<unsigned>(month)},
                                                     std::chrono::day{static_cast<unsigned>(day)}}
                             .ok();
}

bool names_something(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (std::isalnum(c)) return true;
    // Letters beyond ASCII begin with 0xC3 or more; 0xC2 leads signs and the no-break space, 0xE2 dashes and spaces; U+3000 is a space too.
    if (c >= 0xC3 && c != 0xE2 && !text.substr(i).starts_with("\u3000")) return true;
  }
  return false;
}

std::string latest_today() {
  const auto there = std::chrono::system_clock::now() + std::chrono::hours{14};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(there);
  std::tm day{};
  gmtime_r(&seconds, &day);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &day)};
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto part =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[40];
  const std::size_t n = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + n, sizeof text - n, ".%03dZ", static_cast<int>(part));
  return text;
}

}  // namespace landai
