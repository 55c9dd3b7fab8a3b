// SPDX-License-Identifier: GPL-3.0-or-later
#include "waivers.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "landai/core/nearest.hpp"
#include "landai/standards/standards.hpp"

namespace landai::standards {
namespace {

constexpr std::size_t kMostTold = 5;

std::string some_of(const std::vector<std::string>& ids) {
  std::string out;
  for (std::size_t i = 0; i < ids.size() && i < kMostTold; ++i) out += (out.empty() ? "" : ", ") + ids[i];
  return ids.size() > kMostTold ? out + ", …" : out;
}

Error at_line(int line, const std::string& file, Message what, Message advice) {
  return Error{ErrorCode::input, std::move(what), file, "line " + std::to_string(line), std::move(advice)};
}

std::optional<Error> unknown_rule(std::span<const Pack> packs, const measure::Waiver& waiver,
                                  const std::string& file) {
  std::vector<std::string_view> known;
  for (const Pack& pack : packs)
    for (const Rule& rule : pack.rules) known.emplace_back(rule.id);
  for (const std::string& rule : waiver.rules) {
    if (std::find(known.begin(), known.end(), rule) != known.end()) continue;
    const std::string near(nearest(rule, known));
    Message advice =
        near.empty() ? message("standards.waiver.advice") : message("standards.pack.near").with("word", near);
    return at_line(waiver.line, file, message("standards.waiver.unknown_rule").with("rule", rule),
                   std::move(advice));
  }
  return std::nullopt;
}

std::string listed(const std::set<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

/// "P-13 is a door, and the rule is asked of a ramp."
Message other_kind(std::span<const Pack> packs, const Plan& plan, const measure::Waiver& waiver, const std::string& called, const std::vector<std::string>& ids) {
  std::set<std::string> is, asked;
  for (const std::string& id : ids)
    if (const Element* e = plan.find(id)) is.insert(to_string(e->category));
  for (const std::string& rule : waiver.rules)
    if (const Rule* r = find_rule(packs, rule)) asked.insert(to_string(r->subject));
  return message("standards.waiver.other_kind").with("element", called).with("category", listed(is)).with("rules", some_of(waiver.rules))
      .with("asked", listed(asked)).with("document", waiver.document);
}

/// Whether a rule of the waiver is asked of this element, or of what is part of it.
bool may_be_waived(std::span<const Pack> packs, const Plan& plan, const measure::Waiver& waiver, const std::string& id) {
  const auto is_in = [&](const Element* e) {
    for (int up = 0; e && up < 8; ++up, e = e->parent ? plan.find(*e->parent) : nullptr)
      if (e->id == id) return true;
    return false;
  };
  return std::any_of(waiver.rules.begin(), waiver.rules.end(), [&](const std::string& rule) {
    const Rule* r = find_rule(packs, rule);
    return !r || r->subject == Category::building || std::any_of(plan.elements.begin(), plan.elements.end(), [&](const Element& e) {
      return e.category == r->subject && is_in(&e);
    });
  });
}

/// Of elements that share a name the one that the waiver's rules are asked of.
std::optional<Error> settle_names(std::span<const Pack> packs, const Plan& plan, measure::Waiver& waiver,
                                  const std::string& file) {
  for (const measure::SharedName& shared : waiver.shared) {
    std::vector<std::string> fitting;
    for (const std::string& id : shared.ids) {
      const Element* e = plan.find(id);
      const bool asked =
          e && std::any_of(waiver.rules.begin(), waiver.rules.end(), [&](const std::string& rule) {
            const Rule* r = find_rule(packs, rule);
            return r && r->subject == e->category;
          });
      if (asked) fitting.push_back(id);
    }
    const auto may_be = [&](const std::string& id) { return may_be_waived(packs, plan, waiver, id); };
    if (!shared.ids.empty() && std::none_of(shared.ids.begin(), shared.ids.end(), may_be))
      return at_line(shared.line, file, other_kind(packs, plan, waiver, shared.name, shared.ids), message("standards.waiver.other_kind.advice"));
    if (fitting.size() != 1)
      return at_line(shared.line, file,
                     message("standards.waiver.several")
                         .with("name", shared.name)
                         .with("ids", some_of(fitting.empty() ? shared.ids : fitting)),
                     message("standards.waiver.several.advice"));
    waiver.elements.push_back(fitting.front());
  }
  waiver.shared.clear();
  return std::nullopt;
}

}  // namespace

Message exceeded(const Leave& leave) {
  return message("standards.waiver.exceeded")
      .with("document", leave.document)
      .with("then", leave.given_for->shown, leave.given_for->unit)
      .with("now", leave.now.shown, leave.now.unit);
}

Status check_waivers(std::span<const Pack> packs, const Plan& plan, std::span<measure::Waiver> waivers,
                     const std::string& file) {
  for (measure::Waiver& waiver : waivers) {
    if (auto wrong = unknown_rule(packs, waiver, file)) return wrong;
    if (auto wrong = settle_names(packs, plan, waiver, file)) return wrong;
  }
  return std::nullopt;
}

std::optional<measure::WaivedValue> value_to_waive(const Check& check, const Outcome& outcome) {
  if (!outcome.margin || !outcome.by) return std::nullopt;
  measure::WaivedValue out{check.rule, check.subject, outcome.by->quantity, *outcome.margin, outcome.u, outcome.play, 0, {}};
  for (const auto& [name, arg] : outcome.message.args)
    if (name == "value" && arg.value) {
      out.shown = *arg.value;
      out.unit = arg.unit;
      return out;
    }
  return std::nullopt;
}

const measure::WaivedValue* given_for(const measure::Waiver& waiver, const measure::WaivedValue& now) {
  for (const measure::WaivedValue& then : waiver.given_for)
    if (then.rule == now.rule && then.subject == now.subject && then.quantity == now.quantity && then.unit == now.unit) return &then;
  return nullptr;
}

bool is_worse(const measure::WaivedValue& now, const measure::WaivedValue& then) {
  const double explained = now.play + then.play + 2 * std::hypot(now.u, then.u);
  return now.margin < 0 && now.margin + explained < then.margin;
}

Diagnostics idle_waivers(std::span<const Pack> packs, std::span<const Check> checks, const Plan& plan,
                         std::span<const measure::Waiver> waivers, const std::string& file) {
  const auto find = [&plan](const std::string& id) { return plan.find(id); };
  Diagnostics out;
  for (const Check& check : checks)
    if (check.leave && check.leave->exceeded)
      out.push_back({DiagnosticSeverity::warning, file, (check.subject.empty() ? "" : check.subject.back() + ", ") + "rule " + check.rule, exceeded(*check.leave),
                     message("standards.waiver.exceeded.advice"), 1});
  for (const measure::Waiver& waiver : waivers) {
    const bool used = std::any_of(checks.begin(), checks.end(), [&](const Check& check) {
      // Where a rule does not apply there is nothing to waive: the slip would go unnoticed.
      return check.verdict != Verdict::not_applicable && (!check.waiver.empty() || check.leave) && waives(waiver, check.rule, check.subject, find);
    });
    if (used) continue;
    // Of another kind than what the rule is asked of: nobody finds that in "no check is made there".
    bool told = false;
    for (const std::string& id : waiver.elements) {
      const Element* e = plan.find(id);
      if (!e || may_be_waived(packs, plan, waiver, id)) continue;
      out.push_back({DiagnosticSeverity::warning, file, "line " + std::to_string(waiver.line), other_kind(packs, plan, waiver, e->name.empty() ? id : e->name, {id}),
                     message("standards.waiver.other_kind.advice"), 1});
      told = true;
    }
    if (!told)
      out.push_back({DiagnosticSeverity::warning, file, "line " + std::to_string(waiver.line),
                     message("standards.waiver.idle")
                         .with("document", waiver.document)
                         .with("rules", some_of(waiver.rules)),
                     message("standards.waiver.idle.advice"), 1});
  }
  return out;
}

}  // namespace landai::standards
