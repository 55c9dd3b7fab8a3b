// SPDX-License-Identifier: GPL-3.0-or-later
// From checks to questions: what is asked of whom, and how well it has to be known.
#include "worksheet_asks.hpp"

#include <algorithm>
#include <map>

#include "landai/measure/catalogue.hpp"
#include "landai/measure/otherwise.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

using standards::Check;
using standards::Verdict;

/// Doubts that lie in the rule: however well one measures, they stay. Not where something else than the number settles it.
bool doubt_of_text(const Check& check) {
  return check.verdict == Verdict::undecided && !check.settle && (check.reason == "rule_text" || check.reason == "disputed" || check.reason == "source_conflict");
}

const measure::Measurement* measurement_of(const View& view, const Check& check, const std::string& quantity) {
  for (const std::string& id : check.measurements)
    if (const auto* m = view.measurement(id); m && m->quantity == quantity) return m;
  return nullptr;
}

/// No way leads to a place when nobody knows which door is the entrance: that is what is asked, once.
Ask which_entrance(Ask ask) {
  ask.quantity = "door.role";
  ask.params.clear();
  ask.subjects = {{"building"}};
  ask.u_max.reset();
  return ask;
}

/// The fact that a rule waits for before it applies, where the plan has nothing to measure it at (the use of a room that was not drawn).
/// An answer to the rule's own question would settle nothing.
bool take_fact(const Check& check, Ask& ask) {
  std::string fact, element;
  for (const auto& [name, arg] : check.message.args) {
    if (name == "fact") fact = arg.text;
    if (name == "element") element = arg.text;
  }
  if (check.message.key != "standards.check.fact_missing" || !measure::quantity(fact) || element.empty()) return false;
  ask.quantity = std::move(fact);
  ask.params.clear();
  ask.subjects = {{std::move(element)}};
  return true;
}

/// What would settle the check, and of what.
Ask ask_of(const View& view, const Check& check) {
  Ask ask;
  const measure::Measurement* m = check.settle ? measurement_of(view, check, check.settle->quantity) : view.deciding(check);
  const standards::Rule* rule = view.rule(check.rule);
  ask.quantity = m ? m->quantity : check.settle ? check.settle->quantity : rule ? rule->quantity : check.rule;
  if (m) ask.params = m->params;
  else if (rule) ask.params = rule->params;
  std::vector<std::string> subject = m && !m->subject.empty() ? m->subject : check.subject;
  if (subject.empty()) subject = {"building"};
  ask.subjects.push_back(std::move(subject));
  ask.checks.push_back(&check);
  ask.severity = check.severity.value_or(3);
  ask.undecided = check.verdict == Verdict::undecided;
  if (check.settle) ask.u_max = check.settle->u_max;
  if (!m && !check.settle && take_fact(check, ask)) return ask;
  const auto* info = measure::quantity(ask.quantity);
  if (info && info->pair && ask.subjects.front().size() < 2) return which_entrance(std::move(ask));
  return ask;
}

/// Found on the building, or stated by somebody.
bool is_said(const measure::Measurement& m) { return m.method == Method::reading || m.method == Method::photo || m.method == Method::attested; }

/// Lists of several things that count as one: each may add to them, so each is asked of which nobody has said anything.
std::vector<Ask> asks_of(const View& view, const Check& check) {
  const Ask first = ask_of(view, check);
  const auto* info = measure::quantity(first.quantity);
  std::vector<Ask> out;
  if (info && info->kind == measure::ValueKind::words && check.subject.size() > 1 && check.verdict == Verdict::not_measured)
    for (const std::string& id : check.measurements)
      if (const auto* m = view.measurement(id); m && m->quantity == first.quantity && m->params == first.params && !m->subject.empty() && !is_said(*m)) {
        out.push_back(first);
        out.back().subjects = {m->subject};
      }
  if (out.empty()) out.push_back(first);
  return out;
}

/// What nobody can draw may give the value that decides other bounds (both leaves of a door that stand open): asked where the check would
/// come out otherwise with them.
std::optional<Ask> vouched_for(const View& view, const Check& check) {
  if (!check.counts || (check.verdict != Verdict::fail && check.verdict != Verdict::undecided)) return std::nullopt;
  const measure::Measurement* m = view.deciding(check);
  const auto otherwise = m ? measure::otherwise(*m) : std::nullopt;
  if (!otherwise || !check.limit.min || check.limit.max) return std::nullopt;
  const double least = *check.limit.min - check.tolerance;
  if (check.verdict == Verdict::fail ? otherwise->hi < least : otherwise->lo < least) return std::nullopt;
  Ask ask;
  ask.quantity = otherwise->quantity;
  ask.subjects = {m->subject};
  ask.checks = {&check};
  ask.severity = check.severity.value_or(3);
  ask.undecided = check.verdict == Verdict::undecided;
  return ask;
}

/// Whether somebody who stands there can find it out; what only the plan or its author tells is asked elsewhere.
bool asked_on_site(const View& view, const Ask& ask, const HowTos& how) {
  const auto* info = measure::quantity(ask.quantity);
  // Only what can be asked of such a thing: which door the entrance is, a readings file cannot say by one number of the building.
  const Category category = view.category(ask.subjects.front().front());
  if (info && !info->pair && std::find(info->subjects.begin(), info->subjects.end(), category) == info->subjects.end()) return false;
  return how.quantities.contains(ask.quantity);
}

}  // namespace

std::string subject_as(const std::vector<std::string>& subject) {
  return subject.size() > 1 ? subject[0] + " > " + subject[1] : subject.empty() ? std::string("building") : subject[0];
}

std::string asked_as(const Ask& ask) {
  std::string text = ask.quantity;
  for (const auto& [name, param] : ask.params) {
    text += (text.size() == ask.quantity.size() ? "(" : ",") + name + "=";
    if (const double* number = std::get_if<double>(&param)) append_number(text, *number);
    else text += std::get<std::string>(param);
  }
  return ask.params.empty() ? text : text + ")";
}

std::string key_of(const Ask& ask) {
  std::vector<std::string> subjects;
  for (const auto& subject : ask.subjects) subjects.push_back(subject_as(subject));
  std::sort(subjects.begin(), subjects.end());
  return hex(hash(asked_as(ask) + "\n" + join(subjects, "\n"))).substr(0, 8);
}

void take_in(Ask& into, const Ask& more) {
  for (const auto& subject : more.subjects)
    if (std::find(into.subjects.begin(), into.subjects.end(), subject) == into.subjects.end()) into.subjects.push_back(subject);
  into.checks.insert(into.checks.end(), more.checks.begin(), more.checks.end());
  for (const After& condition : more.after)
    if (std::find(into.after.begin(), into.after.end(), condition) == into.after.end()) into.after.push_back(condition);
  into.severity = std::min(into.severity, more.severity);
  into.undecided = into.undecided || more.undecided;
  if (more.u_max) into.u_max = into.u_max ? std::min(*into.u_max, *more.u_max) : *more.u_max;
}

Asks find_asks(const View& view, const HowTos& how) {
  Asks out;
  std::map<std::string, Ask> on_site, for_author;
  const auto take = [&](const Ask& ask) {
    const bool here = asked_on_site(view, ask, how);
    auto& asks = here ? on_site : for_author;
    const std::string question = here ? asked_as(ask) + "\n" + subject_as(ask.subjects.front()) : asked_as(ask);
    const auto [entry, fresh] = asks.try_emplace(question, ask);
    if (!fresh) take_in(entry->second, ask);
  };
  for (const Check& check : view.in.checks) {
    if (const auto ask = vouched_for(view, check)) take(*ask);
    if (!check.counts || (check.verdict != Verdict::not_measured && check.verdict != Verdict::undecided)) continue;
    if (doubt_of_text(check)) {
      ++out.settled_by_nothing;
      continue;
    }
    for (const Ask& ask : asks_of(view, check)) take(ask);
  }
  for (auto& [question, ask] : on_site) out.on_site.push_back(std::move(ask));
  for (auto& [question, ask] : for_author) out.for_author.push_back(std::move(ask));
  auto more = following(view, how, out.on_site);
  out.on_site.insert(out.on_site.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  for (auto* asks : {&out.on_site, &out.for_author})
    for (Ask& ask : *asks) ask.key = key_of(ask);
  return out;
}

}  // namespace landai::report
