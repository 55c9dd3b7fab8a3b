// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that arise from the answer to another one: asked in the same visit, under their condition.
#include <algorithm>
#include <set>

#include "landai/measure/catalogue.hpp"
#include "text.hpp"
#include "worksheet_asks.hpp"

namespace landai::report {
namespace {

constexpr int kDeepest = 12;

/// The answers to `quantity` with which the condition can hold, where it asks for it outright; what stands under a "not" is left alone.
void wanted_answers(const Node& condition, const Node& conditions, const std::string& quantity, std::set<std::string>& out, int depth = 0) {
  if (depth > kDeepest) return;
  if (condition.text_of("quantity") == quantity) {
    for (const auto& word : condition["is"].texts()) out.insert(word == "true" ? "yes" : word == "false" ? "no" : word);
    return;
  }
  for (const auto& [key, value] : condition.members()) {
    if (key == "not") continue;
    if (key == "named") wanted_answers(conditions[value.text()], conditions, quantity, out, depth + 1);
    if (value.is_map()) wanted_answers(value, conditions, quantity, out, depth + 1);
    for (const Node& item : value.items()) wanted_answers(item, conditions, quantity, out, depth + 1);
  }
}

/// The answers with which the rule would apply; empty when its pack does not say it in so many words.
std::vector<std::string> answers_for(const View& view, const standards::Rule& rule, const std::string& quantity) {
  const auto* pack = view.pack(rule.standard);
  if (!pack || !pack->source) return {};
  std::set<std::string> out;
  for (const Node& node : (*pack->source)["rules"].items())
    if (node.text_of("id") == rule.id) wanted_answers(node["when"], (*pack->source)["conditions"], quantity, out);
  return {out.begin(), out.end()};
}

bool is_known(const View& view, const std::vector<std::string>& subject, const standards::Rule& rule) {
  const auto* m = view.in.measurements.find(subject, rule.quantity, rule.params);
  return m && m->value;
}

}  // namespace

std::vector<Ask> following(const View& view, const HowTos& how, const std::vector<Ask>& asks) {
  std::set<std::string> asked;
  for (const Ask& ask : asks) asked.insert(asked_as(ask) + "\n" + subject_as(ask.subjects.front()));
  std::map<std::string, Ask> out;
  for (const Ask& ask : asks)
    for (const auto* check : ask.checks) {
      const auto* rule = view.rule(check->rule);
      if (!rule || rule->quantity == ask.quantity || check->subject.empty() || !how.quantities.contains(rule->quantity)) continue;
      // Ways are the plan's to find once it is known where they lead.
      if (measure::quantity(rule->quantity)->pair && check->subject.size() < 2) continue;
      if (is_known(view, check->subject, *rule)) continue;
      Ask next;
      next.subjects = {check->subject};
      next.quantity = rule->quantity;
      next.params = rule->params;
      next.checks = {check};
      next.severity = check->severity.value_or(3);
      const std::string question = asked_as(next) + "\n" + subject_as(check->subject);
      if (asked.contains(question)) continue;
      const auto answers = answers_for(view, *rule, ask.quantity);
      if (answers.empty()) continue;
      next.after = {{asked_as(ask), subject_as(ask.subjects.front()), ask.quantity, answers, {}}};
      const auto [entry, fresh] = out.try_emplace(question, next);
      if (fresh) continue;
      // Two rules wait for one quantity under different conditions: either of them is enough.
      take_in(entry->second, next);
    }
  std::vector<Ask> list;
  for (auto& [question, ask] : out) list.push_back(std::move(ask));
  return list;
}

}  // namespace landai::report
