// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/amount.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

namespace landai {
namespace {

struct UnitWord {
  std::string_view word, of;
  double per_si;   ///< how many of it make one: dividing keeps "72 cm" the same number as 0.72
  double si = 0;   ///< or how large one is, where that is the exact number
};
/// m/s2, exact (CGPM 1901): a load of 1 kg pulls with so many newtons. Scales show kg, force gauges N, and both are asked about doors. A bare kg
/// where newtons are asked is not taken: in a rule it is more likely a slip of the pen.
constexpr double kStandardGravity = 9.80665;
constexpr UnitWord kUnits[] = {
    {"mm", "m", 1000}, {"cm", "m", 100}, {"m", "m", 1}, {"in", "m", 0, 0.0254}, {"inch", "m", 0, 0.0254}, {"inci", "m", 0, 0.0254},
    {"ft", "m", 0, 0.3048},
    {"m2", "m2", 1}, {"m²", "m2", 1}, {"cm2", "m2", 10000},
    {"%", "1", 100}, {"%", "%", 1},
    {"s", "s", 1}, {"detik", "s", 1}, {"sec", "s", 1}, {"min", "s", 1.0 / 60},
    {"lx", "lx", 1}, {"lux", "lx", 1}, {"kg", "kg", 1}, {"g", "kg", 1000}, {"kgf", "kg", 1}, {"N", "kg", kStandardGravity},
    {"newton", "kg", kStandardGravity}, {"N", "N", 1}, {"newton", "N", 1}, {"kgf", "N", 0, kStandardGravity},
    {"rad", "rad", 1}, {"dB", "dB", 1},
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes a number off the front; a comma is a decimal point. Nothing for one with both.
std::optional<double> take_number(std::string_view& text) {
  std::size_t end = 0, points = 0;
  if (end < text.size() && (text[end] == '-' || text[end] == '+')) ++end;
  const std::size_t digits = end;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') ||
                               ((text[end] == '.' || text[end] == ',') && !(text[end] == '.' && end + 1 < text.size() && text[end + 1] == '.')))) {
    points += text[end] == '.' || text[end] == ',';
    ++end;
  }
  if (end == digits || points > 1 || end > 40) return std::nullopt;
  std::string plain(text.substr(text.front() == '+' ? 1 : 0, text.front() == '+' ? end - 1 : end));
  for (char& c : plain)
    if (c == ',') c = '.';
  double value = 0;
  const auto [stop, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || stop != plain.data() + plain.size() || !std::isfinite(value)) return std::nullopt;
  text = trimmed(text.substr(end));
  return value;
}

/// Phones begin a word with a capital: "Cm". No two units differ in it alone.
bool same_unit(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [small](char x, char y) { return small(x) == small(y); });
}

bool is_degree(std::string_view unit) { return unit == "°" || same_unit(unit, "deg") || same_unit(unit, "derajat"); }

}  // namespace

std::optional<double> in_si(double value, std::string_view unit, std::string_view si) {
  if (is_degree(unit)) {
    const double angle = value * std::numbers::pi / 180;
    if (si == "rad") return angle;
    if (si == "1" && std::abs(value) < 89) return std::tan(angle);
    return std::nullopt;
  }
  if (unit.empty() && si == "1") return value;
  for (const auto& word : kUnits)
    if (same_unit(word.word, unit) && word.of == si) return word.si > 0 ? value * word.si : value / word.per_si;
  return std::nullopt;
}

namespace {

Amount failed(Amount::Problem problem, std::string_view unit) {
  Amount amount;
  amount.problem = problem;
  amount.unit = unit;
  return amount;
}

}  // namespace

namespace {

/// Takes ":12" off the front: what one to so many is.
std::optional<double> take_run(std::string_view& text) {
  if (!text.starts_with(":")) return std::nullopt;
  text = trimmed(text.substr(1));
  const auto run = take_number(text);
  return run && *run > 0 ? run : std::nullopt;
}

/// "1:12", "1:80..1:60", once its first number is taken.
Amount ratio_of(double rise, std::string_view text, std::string_view unit, std::string_view si_unit) {
  using enum Amount::Problem;
  const auto value = [&](double up, double along) { return si_unit == "rad" ? std::atan2(up, along) : up / along; };
  const auto run = take_run(text);
  if (!run) return failed(not_a_number, unit);
  double lo = value(rise, *run), hi = lo;
  if (text.starts_with("..")) {
    text = trimmed(text.substr(2));
    const auto last = take_number(text);
    const auto last_run = last ? take_run(text) : std::nullopt;
    if (!last_run) return failed(not_a_number, unit);
    hi = value(*last, *last_run);
  }
  if (!text.empty()) return failed(not_a_number, unit);
  if (!unit.empty() && unit != "1" && unit != ":") return failed(wrong_unit, unit);
  if (si_unit != "1" && si_unit != "rad") return failed(wrong_unit, ":");
  if (hi < lo) return failed(upside_down, ":");
  return {none, lo == hi ? lo : (lo + hi) / 2, lo, hi, ":"};
}

}  // namespace

Amount amount_of(std::string_view text, std::string_view unit, std::string_view si_unit) {
  using enum Amount::Problem;
  text = trimmed(text);
  unit = trimmed(unit);
  auto first = take_number(text);
  if (!first) return failed(not_a_number, unit);
  auto last = first;
  if (text.starts_with(":")) return ratio_of(*first, text, unit, si_unit);
  if (text.starts_with("..")) {
    text = trimmed(text.substr(2));
    last = take_number(text);
    if (!last) return failed(not_a_number, unit);
  }
  const std::string_view own = text.empty() ? unit : text;
  if (!text.empty() && !unit.empty() && !same_unit(text, unit)) return failed(wrong_unit, std::string(text) + " / " + std::string(unit));
  const std::string_view plain = own == "1" ? std::string_view{} : own;
  if (plain.empty() && si_unit != "1") return failed(no_unit, {});
  const auto a = in_si(*first, plain, si_unit), b = in_si(*last, plain, si_unit);
  if ((!a || !b) && si_unit == "1" && is_degree(plain)) return failed(too_steep, own);
  if (!a || !b) return failed(wrong_unit, own);
  if (*b < *a) return failed(upside_down, own);
  return {none, *a == *b ? *a : (*a + *b) / 2, *a, *b, std::string(plain)};
}

std::string units_for(std::string_view si_unit) {
  std::string out;
  for (const auto& word : kUnits)
    if (word.of == si_unit) out += (out.empty() ? "" : ", ") + std::string(word.word);
  if (si_unit == "1") return "1:12, °, %";
  if (si_unit == "rad") return "°, rad, 1:2";
  return out.empty() ? std::string(si_unit) : out;
}

}  // namespace landai
