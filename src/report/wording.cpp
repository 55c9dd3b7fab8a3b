// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences and lists that the terminal and the page share.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "landai/core/uncertainty_text.hpp"
#include "landai/measure/catalogue.hpp"
#include "text.hpp"
#include "view.hpp"

namespace landai::report {

namespace {
/// Small amounts in small units: "0.5 mm" says more than "0.001 m", and a slope's tolerance is no ratio.
std::string tolerance_text(const View& view, double value, const measure::Measurement& m) {
  const auto rounded = [&view](double amount, double digits) {
    const double shown = std::round(amount * digits) / digits;
    return uncertainty_text(view.texts, shown > 0 ? shown : amount, "");
  };
  if (m.unit == "m") return rounded(value * 1000, 100) + " mm";
  if (m.unit == "1" && m.quantity.find("slope") != std::string::npos) return rounded(value * 100, 10'000) + " %";
  return m.unit == "1" ? rounded(value, 100) : view.number(value, m.quantity);
}
}  // namespace

std::string good_enough(const View& view, double u, const std::string& quantity) {
  const auto* info = measure::quantity(quantity);
  const bool length = info && std::string_view(info->unit) == "m";
  const bool slope = info && std::string_view(info->unit) == "1" && quantity.find("slope") != std::string::npos;
  const double shown = u * (length ? 1000 : slope ? 100 : 1);
  // Never more than decides: rounded to the nearest, the very number that is told could miss.
  const double step = std::pow(10, std::floor(std::log10(std::max(shown, 1e-12))) - 2);
  const double down = std::floor(shown / step * (1 + 1e-12)) * step;
  if (length) return view.texts.number(down, "") + " mm";
  if (slope) return view.texts.number(down, "") + " %";
  return view.number(down, quantity);
}

std::string source_text(const View& view, const PlanSource& source) {
  std::string format = clean(source.format);
  std::transform(format.begin(), format.end(), format.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (!source.detail.empty()) format += " " + shortened(clean(source.detail), 40);
  Message m = message(source.unit.empty() ? "report.source.no_unit" : "report.source").with("format", format)
                  .with("unit", clean(source.unit)).with("from", view.word("unit_from", source.unit_from));
  std::string text = view.texts.render(m);
  if (!source.profile.empty()) text += ", " + view.texts.render(message("report.source.profile").with("profile", clean(source.profile)));
  return text;
}

namespace {
std::string closed(std::string text) {
  constexpr std::string_view kEnds = ".!?:;";
  if (!text.empty() && kEnds.find(text.back()) == std::string_view::npos && !text.ends_with("…")) text += '.';
  return text;
}
}  // namespace

std::string sentence(std::string text) { return closed(capital(std::move(text))); }

std::string told(const View& view, const Diagnostic& diagnostic) {
  std::string text = view.render(diagnostic.message);
  if (diagnostic.count > 1) text += " (× " + std::to_string(diagnostic.count) + ")";
  // A place in front takes a message in the middle of a sentence.
  text = diagnostic.where.empty() ? sentence(std::move(text)) : clean(view.texts.place(diagnostic.where)) + ": " + text;
  if (diagnostic.advice.empty()) return text;
  return closed(std::move(text)) + " " + sentence(view.render(diagnostic.advice));
}

std::vector<std::string> counts_text(const View& view) {
  std::map<Category, std::size_t> counts;
  for (const Element& e : view.in.plan.elements) ++counts[e.category];
  counts[Category::level] = view.in.plan.levels.size();
  std::vector<std::string> parts;
  for (const auto& [category, n] : counts) {
    if (n == 0 || category == Category::building || category == Category::leaf) continue;
    // English needs the singular; the plural words are made for "2 doors".
    std::string what = view.word(n == 1 ? "category" : "categories", to_string(category));
    if (n == 1 && !what.empty() && what[0] >= 'A' && what[0] <= 'Z') what[0] = static_cast<char>(what[0] + 32);
    parts.push_back(std::to_string(n) + " " + what);
  }
  return parts;
}

std::string places_text(const View& view, const std::vector<std::string>& places, std::size_t most) {
  std::vector<std::string> names;
  const bool levels = view.in.plan.levels.size() > 1;
  for (const auto& id : places) {
    if (names.size() == most) break;
    const Element* e = view.element(id);
    std::string name = view.name(id);
    if (levels && e && !e->levels.empty() && e->category != Category::building) name += " [" + view.level_name(e->levels.front()) + "]";
    names.push_back(std::move(name));
  }
  std::string text = join(names, "; ");
  if (places.size() > most)
    text += " " + view.texts.render(message("report.more").with("count", std::to_string(places.size() - most)));
  return text;
}

const standards::Check* leading_check(const View& view, const Finding& finding) {
  const standards::Check* best = nullptr;
  const auto key = [&](const standards::Check& c) {
    const auto* rule = view.rule(c.rule);
    return std::tuple(rule && rule->quantity.starts_with("route."), c.obligation != standards::Obligation::mandatory,
                      c.severity.value_or(9), c.rule);
  };
  for (const auto& id : finding.checks)
    if (const auto* c = view.check(id); c && (!best || key(*c) < key(*best))) best = c;
  return best;
}

std::string certainty_text(const View& view, const standards::Check& check) {
  const auto* m = view.deciding(check);
  if (!m || !m->number()) return {};
  std::vector<std::string> parts;
  const auto number = [&](double value) { return view.number(value, m->quantity); };
  if (m->lo == m->hi) parts.push_back(view.texts("report.certainty.exact"));
  else parts.push_back(view.texts.render(message("report.certainty.bounds").with("lo", number(m->lo)).with("hi", std::isinf(m->hi) ? std::string("∞") : number(m->hi))));
  parts.push_back(view.texts.render(message("report.certainty.u").with("u", tolerance_text(view, m->u, *m))));
  if (check.tolerance > 0) parts.push_back(view.texts.render(message("report.certainty.tolerance").with("tolerance", tolerance_text(view, check.tolerance, *m))));
  if (check.probability) parts.push_back(view.texts.render(message("report.certainty.probability").with("probability", view.texts.number(std::round(*check.probability * 1000) / 10, ""))));
  return join(parts, "; ");
}

std::string duty_text(const View& view, const standards::Check& check) {
  if (!check.waiver.empty()) return view.texts.render(message("report.duty.waiver").with("document", clean(check.waiver)));
  if (check.leave && check.leave->exceeded) {
    standards::Leave leave = *check.leave;
    leave.document = clean(leave.document);
    return view.texts.render(standards::exceeded(leave));
  }
  return check.duty == "staged" ? view.word("duty", check.duty) : std::string();
}

std::string severity_text(const View& view, int severity, const std::string& duty) {
  return view.word("severity", duty.empty() ? std::to_string(severity) : duty);
}

std::string settle_text(const View& view, const standards::Check& check) {
  if (!check.settle) return {};
  const auto* rule = view.rule(check.rule);
  const std::string what = view.quantity(check.settle->quantity, rule && rule->quantity == check.settle->quantity ? rule->params : measure::Params{});
  if (check.reason == "contradiction") return view.texts.render(message("report.settle.contradiction").with("what", what));
  const auto* info = measure::quantity(check.settle->quantity);
  // Which limit holds hangs on it: there is no value yet that could lie on a limit.
  if (check.message.key == "standards.check.undecided.cases")
    return view.texts.render(message("report.settle.cases").with("what", what));
  // Nobody counts with a standard uncertainty.
  if (info && measure::is_count(*info))
    return view.texts.render(message("report.settle.count").with("what", what));
  // The unit is that of what is to be measured, which need not be what decided.
  const measure::Measurement* m = nullptr;
  for (const std::string& id : check.measurements)
    if (const auto* one = view.measurement(id); one && one->quantity == check.settle->quantity && !m) m = one;
  if (m && m->lo != m->hi) return view.texts.render(message("report.settle.bounds").with("what", what));
  if (check.settle->only_elsewhere) return view.texts.render(message("report.settle.elsewhere").with("what", what));
  if (!check.settle->u_max) return view.texts.render(message("report.settle.none").with("what", what));
  return view.texts.render(message("report.settle.u").with("what", what).with("u", good_enough(view, *check.settle->u_max, check.settle->quantity)));
}

std::string assumption_text(const View& view, const standards::Check& check) {
  return check.assumes.empty() ? std::string() : view.texts("report.assumes.coverage");
}

std::vector<std::string> cut_destinations(const View& view, const Finding& finding) {
  std::vector<std::string> ids;
  for (const auto& id : finding.checks) {
    const auto* c = view.check(id);
    if (!c || c->subject.size() < 2) continue;
    const std::string& to = c->subject.back();
    if (std::find(finding.places.begin(), finding.places.end(), to) == finding.places.end() && std::find(ids.begin(), ids.end(), to) == ids.end())
      ids.push_back(to);
  }
  std::sort(ids.begin(), ids.end(), [&view](const auto& a, const auto& b) { return view.before(a, b); });
  return ids;
}

std::vector<const standards::Rule*> rules_of(const View& view, const Finding& finding) {
  std::vector<const standards::Rule*> rules;
  const auto add = [&rules](const standards::Rule* rule) {
    if (rule && std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  };
  if (const auto* first = leading_check(view, finding)) add(view.rule(first->rule));
  for (const auto& id : finding.checks)
    if (const auto* c = view.check(id)) add(view.rule(c->rule));
  return rules;
}

}  // namespace landai::report
