// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of the packs put to their rules, and what a rule's examples do not cover.
#include "examples.hpp"

#include <algorithm>
#include <cmath>

#include "examples_world.hpp"
#include "landai/measure/ranges.hpp"

namespace landai::standards {
namespace {

const Check* check_of(const std::vector<Check>& checks, const RuleData& rule) {
  const std::string subject = rule.rule.subject == Category::building ? "building" : "S";
  for (const Check& check : checks)
    if (check.rule == rule.rule.id && std::find(check.subject.begin(), check.subject.end(), subject) != check.subject.end()) return &check;
  return nullptr;
}

Error broken(const Example& example, Message what, Message advice) {
  if (advice.empty()) advice = message("standards.example.advice");
  return Error{ErrorCode::pack, std::move(what), example.file, "line " + std::to_string(example.line) + ", rule " + example.rule, std::move(advice)};
}

/// That a number of the example needs a point: "85,5 cm" between quotes. Empty when none does.
Message comma_in(const Example& example, const RuleData& rule) {
  for (const ExampleValue& v : example.values) {
    const auto* info = measure::quantity(v.quantity.empty() ? rule.rule.quantity : v.quantity);
    for (const Node* node : {v.value, v.u})
      for (const std::string& text : info && node ? node->texts() : std::vector<std::string>{})
        if (Message advice = comma_advice(text, info->unit); !advice.empty()) return advice;
  }
  return {};
}

/// Every number that a demand's limits name.
void sides(const Demand& d, std::vector<std::pair<std::string, double>>& into) {
  const auto* info = measure::quantity(d.quantity);
  if (d.op == Demand::Op::leaf && info && info->kind == measure::ValueKind::number && d.table.empty() && d.relative.empty())
    for (const auto& side : {d.limit.min, d.limit.max})
      if (side) into.emplace_back(d.quantity, *side);
  for (const Demand& part : d.parts) sides(part, into);
}

/// Whether a value of the example is this number, exactly known.
bool stands_at(const Example& example, const RuleData& rule, const std::string& quantity, double at) {
  const auto* info = measure::quantity(quantity);
  for (const ExampleValue& v : example.values) {
    if (info == nullptr || v.u || (v.quantity.empty() ? rule.rule.quantity : v.quantity) != quantity) continue;
    for (const std::string& text : v.value->texts())
      if (const auto value = parse_amount(text, info->unit); value && std::abs(*value - at) <= 1e-9 * std::max(1.0, std::abs(at))) return true;
  }
  return false;
}

/// What a rule's examples must show at the least, and do not.
void gaps(const RuleData& rule, const std::vector<Example>* examples, const Pack& pack, std::vector<Error>& into) {
  const auto& changes = rule.rule.changed_by;
  const std::string& own = !changes.empty() && changes.back().judges ? changes.back().file : pack.file;
  const auto gap = [&](Message what) {
    into.push_back(Error{ErrorCode::pack, std::move(what), examples && !examples->empty() ? examples->front().file : own,
                         "rule " + rule.rule.id, message("standards.example.advice")});
  };
  if (!examples || examples->empty()) return gap(message("standards.example.none"));
  const auto some = [&](std::initializer_list<Verdict> verdicts) {
    return std::any_of(examples->begin(), examples->end(), [&](const Example& e) { return std::find(verdicts.begin(), verdicts.end(), e.expect) != verdicts.end(); });
  };
  if (!some({Verdict::pass})) gap(message("standards.example.no_pass"));
  if (!some({Verdict::fail})) gap(message("standards.example.no_fail"));
  if (!some({Verdict::undecided, Verdict::not_measured})) gap(message("standards.example.no_doubt"));
  const auto says_none = [](const Example& e) {
    return std::any_of(e.values.begin(), e.values.end(), [](const ExampleValue& v) { return v.value->text() == measure::kThereIsNone; });
  };
  if (rule.none && std::none_of(examples->begin(), examples->end(), says_none)) gap(message("standards.example.no_none"));
  std::vector<std::pair<std::string, double>> numbers;
  sides(rule.demand, numbers);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (const auto& [quantity, at] : numbers)
    if (std::none_of(examples->begin(), examples->end(), [&](const Example& e) { return stands_at(e, rule, quantity, at); }))
      gap(message("standards.example.not_at_limit").with("quantity", quantity).with("limit", at, measure::quantity(quantity)->unit));
}

}  // namespace

PackData around(const PackData& pack, const RuleData& rule) {
  PackData out;
  out.pack = pack.pack;
  out.pack.data = nullptr;
  out.tolerance = pack.tolerance;
  out.duties = pack.duties;
  for (const RuleData& other : pack.rules)
    if (&other == &rule || (!rule.exclusive.empty() && other.exclusive == rule.exclusive && !other.off && !other.placeholder)) {
      out.rules.push_back(other);
      if (&other == &rule) out.rules.back().off = false;  // an example shows what the rule says once it is switched on
    }
  return out;
}

std::optional<Message> run_example(const Example& example, const RuleData& rule, const std::shared_ptr<const PackData>& pack) {
  World world(rule, example);
  if (auto wrong = world.build()) return wrong;
  std::vector<measure::Waiver> waivers;
  if (!example.document.empty()) waivers.push_back({{rule.rule.id}, {}, example.document, {}, {}, 0});
  Pack one;
  one.data = pack;
  const auto checks = evaluate(std::span<const Pack>(&one, 1), world.plan(), world.measurements(), waivers);
  const Check* check = check_of(checks, rule);
  const Verdict verdict = check ? check->verdict : Verdict::not_applicable;  // a rule that is not even asked does not apply
  if (verdict != example.expect)
    return message("standards.example.verdict").with("expected", to_string(example.expect)).with("got", to_string(verdict));
  const std::string reason = check && !check->reason.empty() ? check->reason : "none";
  if (!example.reason.empty() && reason != example.reason)
    return message("standards.example.verdict").with("expected", "reason " + example.reason).with("got", "reason " + reason);
  if (!example.duty.empty() && (!check || check->duty != example.duty))
    return message("standards.example.verdict").with("expected", "duty " + example.duty).with("got", "duty " + (check ? check->duty : std::string()));
  return std::nullopt;
}

ExampleReport run_examples(const std::filesystem::path& data_dir, std::span<const Pack> packs) {
  ExampleReport report;
  for (const Pack& pack : packs) {
    if (!pack.data) continue;
    const ExampleBook book = example_book(data_dir, pack, report.errors);
    for (const RuleData& rule : pack.data->rules) {
      if (rule.placeholder) continue;
      const auto found = book.of.find(rule.rule.id);
      const auto* examples = found == book.of.end() ? nullptr : &found->second;
      if (!book.left_out.contains(rule.rule.id)) gaps(rule, examples, pack, report.gaps);
      if (!examples) continue;
      const auto alone = std::make_shared<const PackData>(around(*pack.data, rule));
      const auto self = std::find_if(alone->rules.begin(), alone->rules.end(), [&](const RuleData& r) { return r.rule.id == rule.rule.id; });
      for (const Example& example : *examples) {
        ++report.run;
        if (auto wrong = run_example(example, *self, alone)) report.errors.push_back(broken(example, std::move(*wrong), comma_in(example, rule)));
      }
    }
  }
  return report;
}

}  // namespace landai::standards
