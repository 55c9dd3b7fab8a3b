// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "landai/core/amount.hpp"
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
  return in_si(*value, text, si_unit);
}

namespace {

/// What word processors make of straight quotes and of blanks that must not break.
std::string without_typography(std::string text) {
  for (const std::string_view sign : {"\u201C", "\u201D", "\u201E", "\u2018", "\u2019", "\u00AB", "\u00BB"})
    for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign)) text.erase(at, sign.size());
  for (const std::string_view blank : {"\u00A0", "\u202F"})
    for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank)) text.replace(at, blank.size(), " ");
  return text;
}

}  // namespace

Message comma_advice(const std::string& text, std::string_view si_unit) {
  const std::string straight = without_typography(text);
  if (straight != text && parse_amount(straight, si_unit)) return message("standards.pack.typography").with("text", straight);
  std::string meant = straight;
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
