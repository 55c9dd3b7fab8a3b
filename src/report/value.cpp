// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/value.hpp"

#include <cmath>

#include "landai/core/uncertainty_text.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/source_words.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

/// Bounds closer than this are shown as one value: the grid of geometry, not a doubt.
constexpr double kShownDoubt = 0.0006;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// A length as it stands beside a doubt of millimetres: tenths of them would say more than is known. Unless whole ones would put it
/// onto a round value that it is not: limits are round.
double beside_its_u(double value, double half_width, const std::string& unit) {
  const double shown = std::round(value * 1000) / 1000;
  const bool onto_round = std::fmod(std::round(value * 1000), 5) == 0 && std::abs(shown - value) > 5e-5;
  return unit == "m" && half_width >= 0.001 && !onto_round ? shown : value;
}

/// A number of the quantity, in the unit that it is told in.
struct Told {
  double value = 0;
  std::string unit;
};

Told as_told(double value, const std::string& quantity) {
  const auto* info = measure::quantity(quantity);
  if (has(quantity, "share") || has(quantity, "humidity") || has(quantity, "fall")) return {value * 100, "%"};
  if (info && std::string_view(info->unit) == "1") return {value, has(quantity, "slope") ? "slope" : ""};
  return {value, info ? info->unit : ""};
}

/// It has hard bounds beside its random part: a jamb that may be another edge, two poses of a marker.
bool wide(const measure::Measurement& m) { return std::isfinite(m.lo) && std::isfinite(m.hi) && m.hi - m.lo > kShownDoubt; }

}  // namespace

std::string word_text(const Texts& texts, std::string_view what, std::string_view word) {
  std::string key = "words.";
  key.append(what).append(".").append(word);
  return texts.has(key) ? texts(key) : clean(word);
}

std::string number_text(const Texts& texts, double value, const std::string& quantity) {
  const Told told = as_told(value, quantity);
  return texts.number(told.value, told.unit);
}

std::string half_width_text(const Texts& texts, const measure::Measurement& m) {
  const Told told = as_told(2 * m.u, m.quantity);
  // Beside a slope a doubt is in per cent: as a ratio it would say nothing.
  return told.unit == "slope" ? uncertainty_text(texts, told.value * 100, "%") : uncertainty_text(texts, told.value, told.unit);
}

double half_width(const measure::Measurement& m) {
  const double v = m.number().value_or(0);
  return (wide(m) ? std::max(m.hi - v, v - m.lo) : 0) + 2 * m.u;
}

std::string doubt_text(const Texts& texts, const measure::Measurement& m) {
  if (!wide(m)) return "± " + half_width_text(texts, m);
  const auto number = [&](double value) { return number_text(texts, beside_its_u(value, 2 * m.u, m.unit), m.quantity); };
  return texts.render(message("report.value.between").with("lo", number(m.lo - 2 * m.u)).with("hi", number(m.hi + 2 * m.u)));
}

std::string value_text(const Texts& texts, const measure::Measurement& m) {
  if (!m.value) return "–";
  if (const auto truth = m.truth()) return texts(*truth ? "words.yes" : "words.no");
  if (const std::string* w = m.word()) return measure::says_there_is_none(m) ? texts("report.value.none") : word_text(texts, measure::word_list(m.quantity), *w);
  if (const auto* list = std::get_if<std::vector<std::string>>(&*m.value)) {
    std::vector<std::string> names;
    for (const auto& w : *list) names.push_back(word_text(texts, measure::word_list(m.quantity), w));
    return names.empty() ? texts("report.value.none") : join(names, ", ");
  }
  const double v = *m.number();
  const auto number = [&](double value) { return number_text(texts, value, m.quantity); };
  if (m.u > 0 && wide(m)) return texts.render(message("report.value.doubtful").with("value", number(beside_its_u(v, 2 * m.u, m.unit))).with("doubt", doubt_text(texts, m)));
  if (m.u > 0) return texts.render(message("report.value.uncertain").with("value", number(beside_its_u(v, 2 * m.u, m.unit))).with("u", half_width_text(texts, m)));
  if (std::isinf(m.hi) && m.hi > 0) return texts.render(message("report.limit.min").with("min", number(m.lo)));
  if (m.hi - m.lo > kShownDoubt) return texts.render(message("report.value.between").with("lo", number(m.lo)).with("hi", number(m.hi)));
  return number(v);
}

std::string bare_value_text(const Texts& texts, measure::Measurement m) {
  m.u = 0;
  return value_text(texts, m);
}

}  // namespace landai::report
