// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <utility>

#include "rule_data.hpp"

namespace landai::standards {
namespace {

constexpr std::array kVerdicts{"pass", "fail", "undecided", "not_measured", "not_applicable"};
constexpr std::array kObligations{"mandatory", "advisory", "information"};
constexpr std::array kVerified{"text", "secondary", "unverified", "borrowed", "ours"};

template <class Enum, std::size_t N>
std::optional<Enum> from(const std::array<const char*, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (word == words[i]) return static_cast<Enum>(i);
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// A number at the start of the text; what follows is left in `text`.
std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  text = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  return value;
}

struct UnitWord {
  const char* word;
  const char* si;
  double factor;
};
constexpr UnitWord kUnits[] = {{"m", "m", 1}, {"cm", "m", 0.01}, {"mm", "m", 0.001}, {"m2", "m2", 1}, {"m²", "m2", 1}, {"%", "1", 0.01},
                               {"", "1", 1}, {"s", "s", 1}, {"kg", "kg", 1}, {"lux", "lx", 1}, {"lx", "lx", 1}, {"N", "N", 1}};

}  // namespace

const char* to_string(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }
const char* to_string(Obligation obligation) { return kObligations[static_cast<std::size_t>(obligation)]; }
const char* to_string(Verified verified) { return kVerified[static_cast<std::size_t>(verified)]; }
std::optional<Obligation> obligation_from(std::string_view word) { return from<Obligation>(kObligations, word); }
std::optional<Verified> verified_from(std::string_view word) { return from<Verified>(kVerified, word); }

std::optional<double> parse_amount(const std::string& written, std::string_view si_unit) {
  std::string_view text = trimmed(written);
  const auto value = take_number(text);
  if (!value) return std::nullopt;
  if (text.starts_with(":")) {  // a ratio keeps its two numbers until here
    text = trimmed(text.substr(1));
    const auto run = take_number(text);
    if (!run || *run <= 0 || !text.empty()) return std::nullopt;
    if (si_unit == "1") return *value / *run;
    if (si_unit == "rad") return std::atan2(*value, *run);
    return std::nullopt;
  }
  if (text == "°" || text == "deg") {
    const double angle = *value * std::numbers::pi / 180;
    if (si_unit == "rad") return angle;
    if (si_unit == "1" && std::abs(*value) < 89) return std::tan(angle);
    return std::nullopt;
  }
  for (const UnitWord& unit : kUnits)
    // Division keeps "90 cm" the nearest double to 0.9, where 90 * 0.01 would miss it.
    if (text == unit.word && si_unit == unit.si) return unit.factor < 1 ? *value / std::round(1 / unit.factor) : *value;
  return std::nullopt;
}

Message comma_advice(const std::string& text, std::string_view si_unit) {
  std::string meant = text;
  std::replace(meant.begin(), meant.end(), ',', '.');
  return meant != text && parse_amount(meant, si_unit) ? message("standards.pack.comma").with("text", meant) : Message{};
}

void collect(const Condition& condition, std::vector<measure::Request>& into) {
  if (!condition.quantity.empty()) into.push_back({condition.quantity, condition.params});
  for (const Condition& part : condition.parts) collect(part, into);
}

void collect(const Demand& demand, std::vector<measure::Request>& into) {
  if (!demand.quantity.empty()) into.push_back({demand.quantity, demand.params});
  if (!demand.relative.empty()) into.push_back({demand.relative, {}});
  if (!demand.table_quantity.empty()) into.push_back({demand.table_quantity, demand.table_params});
  collect(demand.when, into);
  for (const Demand& part : demand.parts) collect(part, into);
}

}  // namespace landai::standards
