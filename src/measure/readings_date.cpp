// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_date.hpp"

#include <charconv>
#include <cstdio>

#include "landai/core/date.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kLongestDay = 60;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The three parts of a date, and what stands behind them.
struct Parts {
  std::string_view part[3];
  std::string_view rest;
};

/// What lies between two parts: spaces, and one other sign at most.
std::string_view gap_of(std::string_view text) {
  std::size_t at = 0, signs = 0;
  for (; at < text.size() && std::string_view(" -/.,").find(text[at]) != std::string_view::npos; ++at) signs += text[at] != ' ';
  return signs > 1 || at > 3 ? std::string_view{} : text.substr(0, at);
}

/// Digits or letters, parted by - / . or spaces; between numbers twice the same.
std::optional<Parts> parts_of(std::string_view text) {
  Parts out;
  std::string_view first;   // gap
  std::size_t at = 0;
  for (int i = 0; i < 3; ++i) {
    const std::size_t begin = at;
    const auto same = [&](char c) { return at == begin || is_digit(text[begin]) == is_digit(c); };
    const auto word = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    while (at < text.size() && word(text[at]) && same(text[at])) ++at;
    if (at == begin) return std::nullopt;
    out.part[i] = text.substr(begin, at - begin);
    if (i == 2) break;
    const std::string_view gap = gap_of(text.substr(at));
    if (gap.empty()) return std::nullopt;
    if (i == 0) first = gap;
    else if (is_digit(out.part[0].front()) && is_digit(out.part[1].front()) && gap != first) return std::nullopt;
    at += gap.size();
  }
  out.rest = text.substr(at);
  return out;
}

std::optional<int> number(std::string_view text, std::size_t most_digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() > most_digits || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Empty for no day of the calendar.
std::string iso(int year, int month, int day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return is_date(text) ? text : std::string();
}

}  // namespace

std::optional<WrittenDay> written_day(std::string_view text, const ColumnNames& names) {
  if (text.size() > kLongestDay) return std::nullopt;
  const auto parts = parts_of(text);
  if (!parts || !(parts->rest.empty() || parts->rest.front() == 'T' || parts->rest.front() == ' ')) return std::nullopt;
  const auto& p = parts->part;
  const auto made = [&](const std::string& day, std::string other = {}, bool swapped = false) -> std::optional<WrittenDay> {
    if (day.empty()) return std::nullopt;
    const std::string rest(parts->rest);
    if (!other.empty()) other += rest;
    return WrittenDay{day + rest, std::move(other), swapped};
  };
  if (p[0].size() == 4) {
    const auto year = number(p[0], 4), month = number(p[1], 2), day = number(p[2], 2);
    return year && month && day ? made(iso(*year, *month, *day)) : std::nullopt;
  }
  const auto year = p[2].size() == 4 ? number(p[2], 4) : std::nullopt;
  if (!year) return std::nullopt;
  const auto first = number(p[0], 2), second = number(p[1], 2);
  if (first && second) {
    const std::string day_first = iso(*year, *second, *first), month_first = iso(*year, *first, *second);
    if (day_first.empty()) return made(month_first, {}, true);
    return made(day_first, day_first == month_first ? std::string() : month_first);
  }
  const auto month = names.month(first ? p[1] : p[0]);
  const auto day = first ? first : second;
  return month && day ? made(iso(*year, *month, *day)) : std::nullopt;
}

std::optional<int> line_of_month_first(const std::vector<ReadingRow>& rows, const ColumnNames& names) {
  for (const ReadingRow& row : rows)
    if (const auto day = written_day(row.cells[kDate], names); day && day->only_month_first) return row.line;
  return std::nullopt;
}

}  // namespace landai::measure
