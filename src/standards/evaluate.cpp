// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule put to every subject it can be asked of: does it apply, what came of it, what does that mean.
#include <tbb/parallel_for.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "landai/standards/standards.hpp"
#include "outcome.hpp"
#include "rule_data.hpp"
#include "site.hpp"
#include "waivers.hpp"

namespace landai::standards {
namespace {

constexpr const char* kCoverage = "building.coverage";

/// Whether a rule applies to a subject, and if that is not known, for want of which facts; if not, why not.
struct Applies {
  Tri answer = Tri::yes;
  std::vector<Unknown> unknown;
  Message why_not;
  bool taken_for_whole = false;  ///< no, if there is no more than the plan shows
};

Applies applies(const RuleData& rule, const Site& site, const Element* e) {
  Applies out;
  if (e && site.ignored(*e)) {
    out.answer = Tri::no;
    out.why_not = message("standards.check.no_door");
    return out;
  }
  if (e && !rule.any_access && site.for_staff_only(*e)) {
    out.answer = Tri::no;
    out.why_not = message("standards.check.staff");
    return out;
  }
  out.answer = site.holds(rule.when, e, out.unknown);
  if (out.answer != Tri::no) return out;
  out.why_not = message("standards.check.not_applicable");
  out.taken_for_whole = site.hangs_on_whole(rule.when, e);
  return out;
}

/// Whether somebody read or stated it: what a plan leaves out does not matter then.
bool was_said(const measure::Measurement& m) {
  const std::string& note = m.evidence.note.key;
  return m.value && (note.starts_with("measure.reading.from") || note.starts_with("measure.fact.stated"));
}

class Evaluator {
 public:
  Evaluator(const PackData& pack, const Site& site, std::span<const measure::Waiver> waivers)
      : pack_(pack), site_(site), waivers_(waivers) {
    for (const RuleData& rule : pack.rules)
      if (!rule.exclusive.empty() && !dormant(rule)) groups_[rule.exclusive].push_back(&rule);
  }

  [[nodiscard]] const std::string& standard() const { return pack_.pack.id; }

  /// What the rule is asked of, in plan order: elements one by one, or nullptr once for the building or all elements together.
  void asked_of(const RuleData& rule, std::vector<const Element*>& into) const {
    if (dormant(rule)) return;
    if (rule.rule.subject == Category::building) return into.push_back(nullptr);
    if (rule.together) {
      const auto& all = site_.of(rule.rule.subject);
      if (std::any_of(all.begin(), all.end(), [&](const Element* e) { return can_be_asked(rule, *e); })) into.push_back(nullptr);
      return;
    }
    for (const Element* e : site_.of(rule.rule.subject))
      if (can_be_asked(rule, *e)) into.push_back(e);
  }

  [[nodiscard]] Check check(const RuleData& rule, const Element* subject) const {
    if (subject) return one(rule, std::span(&subject, 1));
    return rule.together ? all_at_once(rule) : one(rule, {});
  }

 private:
  /// The elements whose lists count as one. One more of which it is not known whether it counts may mend what they lack; where none surely
  /// counts, that is what is asked.
  [[nodiscard]] Check all_at_once(const RuleData& rule) const {
    std::vector<const Element*> those;
    std::optional<Applies> open, last;
    for (const Element* e : site_.of(rule.rule.subject)) {
      if (!can_be_asked(rule, *e)) continue;
      Applies a = applies(rule, site_, e);
      if (a.answer == Tri::yes) those.push_back(e);
      else if (a.answer == Tri::unknown && !open) open = std::move(a);
      else if (!last) last = std::move(a);
    }
    Outcome outcome;
    if (!those.empty()) outcome = judge(rule.demand, rule, pack_.tolerance, site_, those);
    if (open && (those.empty() || outcome.verdict == Verdict::fail)) {
      outcome = lacking(open->unknown, rule.rule.limit);
    } else if (those.empty()) {
      outcome = does_not_apply(rule, *last);
    }
    guard(rule, those.empty() ? nullptr : those.front(), outcome);
    return told(rule, those, std::move(outcome));
  }

  static Outcome does_not_apply(const RuleData& rule, const Applies& a) {
    Outcome out;
    out.verdict = Verdict::not_applicable;
    out.limit = rule.rule.limit;
    out.message = a.why_not;
    out.taken_for_whole = a.taken_for_whole;
    return out;
  }

  static bool dormant(const RuleData& rule) { return rule.off || rule.placeholder; }

  /// A ramp's rule is not asked of the flight of a stair, nor that of a pan of a basin: such a check would say nothing.
  bool can_be_asked(const RuleData& rule, const Element& e) const {
    if (rule.when.op != Condition::Op::all) return kind_fits(rule.when, e);
    return std::all_of(rule.when.parts.begin(), rule.when.parts.end(), [&](const Condition& c) { return kind_fits(c, e); });
  }
  bool kind_fits(const Condition& c, const Element& e) const {
    if (c.op != Condition::Op::kind && c.op != Condition::Op::within) return true;
    std::vector<Unknown> unknown;
    return site_.holds(c, &e, unknown) != Tri::no;
  }

  Check one(const RuleData& rule, std::span<const Element* const> subjects) const {
    const Element* e = subjects.empty() ? nullptr : subjects.front();
    const Applies a = applies(rule, site_, e);
    Outcome outcome;
    if (a.answer == Tri::yes) {
      outcome = judge(rule.demand, rule, pack_.tolerance, site_, subjects);
    } else if (a.answer == Tri::no) {
      outcome = does_not_apply(rule, a);
    } else if (!rule.exclusive.empty()) {
      outcome = exclusive(rule, subjects, a);
    } else {
      outcome = lacking(a.unknown, rule.rule.limit);
    }
    guard(rule, e, outcome);
    return told(rule, subjects, std::move(outcome));
  }

  /// Exactly one rule of the group holds, and which one is not known. Where all that may hold agree, that is the answer, told
  /// once; where they do not, the missing fact is asked once.
  Outcome exclusive(const RuleData& rule, std::span<const Element* const> subjects, const Applies& a) const {
    const Element* e = subjects.empty() ? nullptr : subjects.front();
    std::vector<const RuleData*> open;
    for (const RuleData* other : groups_.at(rule.exclusive)) {
      if (other->rule.subject != rule.rule.subject) continue;
      const Tri t = applies(*other, site_, e).answer;
      if (t == Tri::yes) return elsewhere(rule, *other);
      if (t == Tri::unknown) open.push_back(other);
    }
    if (open.front() != &rule) return elsewhere(rule, *open.front());
    std::vector<Outcome> all;
    for (const RuleData* other : open) all.push_back(judge(other->demand, *other, pack_.tolerance, site_, subjects));
    const Verdict verdict = all.front().verdict;
    if (verdict == Verdict::not_measured || verdict == Verdict::not_applicable) return std::move(all.front());
    const bool agree = std::all_of(all.begin(), all.end(), [&](const Outcome& o) { return o.verdict == verdict; });
    if (agree && verdict == Verdict::fail) return misses_all(std::move(all));
    if (agree && verdict != Verdict::undecided) return std::move(all.front());
    Outcome out = lacking(a.unknown, rule.rule.limit);
    if (!a.unknown.empty() && !a.unknown.front().contested && !a.unknown.front().between) out.message.key = "standards.check.depends";
    return out;
  }

  /// Whichever of them holds, it is not met: all their limits are told, not that of the first alone.
  static Outcome misses_all(std::vector<Outcome> all) {
    const std::string limits = as_written_all(all);
    Outcome out = std::move(all.front());
    const bool plain = out.message.key == "standards.check.fail.min" || out.message.key == "standards.check.fail.max";
    if (!plain || limits == out.limit.as_written) return out;
    out.limit.as_written = limits;
    out.message.key = "standards.check.fail.any_limit";
    std::move(out.message).with("limits", limits);
    return out;
  }

  static Outcome elsewhere(const RuleData& rule, const RuleData& other) {
    Outcome out;
    out.verdict = Verdict::not_applicable;
    out.limit = rule.rule.limit;
    out.message = message("standards.check.elsewhere").with("rule", other.rule.id);
    return out;
  }

  /// What a plan does not show is not absent unless the plan is stated to show everything; and what it shows may be less
  /// than the rule demands ("one for men and one for women").
  void guard(const RuleData& rule, const Element* e, Outcome& outcome) const {
    std::vector<Unknown> open;
    if (rule.passes_only_when && outcome.verdict == Verdict::pass && site_.holds(*rule.passes_only_when, e, open) != Tri::yes) {
      outcome.verdict = Verdict::undecided;
      outcome.reason = "uncertainty";
      outcome.probability.reset();
      const auto* m = site_.find(e, outcome.by ? outcome.by->quantity : rule.rule.quantity, outcome.by ? outcome.by->params : rule.rule.params);
      outcome.message.key = m && was_said(*m) ? "standards.check.undecided.kind_said" : "standards.check.undecided.kind";
    }
    ask_what_it_passes_by(rule, e, outcome);
    if (!rule.fails_only_when || (outcome.verdict != Verdict::fail && !outcome.may_be_more)) return;
    if (const auto* m = site_.find(e, rule.rule.quantity, rule.rule.params); m && was_said(*m)) return;
    std::vector<Unknown> unknown;
    const Tri holds = site_.holds(*rule.fails_only_when, e, unknown);
    if (holds == Tri::yes) return;
    auto measurements = outcome.measurements;
    outcome.verdict = Verdict::not_measured;
    outcome.taken_for_whole = false;  // it is asked
    outcome.reason.clear();
    outcome.settle.reset();
    outcome.probability.reset();
    outcome.margin.reset();
    outcome.message = message("standards.check.not_shown");
    for (const Unknown& u : unknown)
      if (!u.measurement.empty()) measurements.insert(measurements.begin(), u.measurement);
    outcome.measurements = std::move(measurements);
  }

  /// What the rule never passes without is what settles it: no other question is worth an answer.
  void ask_what_it_passes_by(const RuleData& rule, const Element* e, Outcome& outcome) const {
    if (!rule.passes_only_when || (outcome.verdict != Verdict::undecided && outcome.verdict != Verdict::not_measured)) return;
    std::vector<Unknown> open;
    if (site_.holds(*rule.passes_only_when, e, open) != Tri::unknown || open.empty()) return;
    const auto* m = site_.find(e, open.front().quantity, {});
    if (!m || m->value) return;
    std::erase(outcome.measurements, m->id);
    if (outcome.verdict == Verdict::undecided) {
      outcome.settle = std::make_shared<const Settle>(Settle{m->quantity, std::nullopt});
      outcome.measurements.push_back(m->id);
      return;
    }
    outcome.measurements.insert(outcome.measurements.begin(), m->id);
    outcome.message = m->missing;
  }

  std::optional<int> severity(const RuleData& rule, const Element* e, const Check& check) const {
    if (!check.counts || check.verdict == Verdict::pass || check.verdict == Verdict::not_applicable) return std::nullopt;
    if (check.obligation == Obligation::information) return std::nullopt;  // nobody has to mend an average
    if (check.obligation != Obligation::mandatory || check.duty == "staged" || check.duty == "waived") return 4;
    if (check.verdict != Verdict::fail) return 3;
    std::vector<Unknown> unknown;
    return site_.holds(rule.cuts_route, e, unknown) == Tri::yes ? 1 : 2;
  }

  /// What the pack says of failures that are not yet due.
  const char* duty(const RuleData& rule, const Element* e) const {
    if (rule.rule.obligation != Obligation::mandatory) return to_string(rule.rule.obligation);
    for (const DutyRule& duty : pack_.duties) {
      std::vector<Unknown> unknown;
      if (site_.holds(duty.when, e, unknown) == Tri::yes) return duty.duty.c_str();
    }
    return "required";
  }

  /// The waiver that speaks of this rule at this place and still covers what is there; else what it was given for and what is there now.
  void waive(Check& check, const Outcome& outcome) const {
    const auto find = [this](const std::string& id) { return site_.element(id); };
    for (const measure::Waiver& w : waivers_) {
      if (!waives(w, check.rule, check.subject, find)) continue;
      std::string document = w.document + (w.date.empty() ? "" : ", " + w.date) + (w.by.empty() ? "" : ", " + w.by);
      Leave leave{w.key, document, {}, {}, false};
      if (auto now = value_to_waive(check, outcome)) {
        if (const auto* then = given_for(w, *now)) leave.given_for = *then;
        leave.exceeded = leave.given_for && is_worse(*now, *leave.given_for);
        leave.now = std::move(*now);
        check.leave = std::make_shared<const Leave>(leave);
      }
      if (leave.exceeded) continue;
      check.duty = "waived";
      check.waiver = std::move(document);
      return;
    }
  }

  Check told(const RuleData& rule, std::span<const Element* const> subjects, Outcome outcome) const {
    const Element* e = subjects.empty() ? nullptr : subjects.front();
    Check check;
    check.rule = rule.rule.id;
    check.standard = pack_.pack.id;
    if (outcome.subject.size() > 1) check.subject = outcome.subject;
    else if (subjects.empty()) check.subject = {site_.building()};
    else
      for (const Element* one : subjects) check.subject.push_back(one->id);
    check.verdict = outcome.verdict;
    check.reason = std::move(outcome.reason);
    check.obligation = rule.rule.obligation;
    check.verified = rule.rule.verified;
    check.counts = rule.counts.value_or(pack_.pack.counts);
    check.duty = duty(rule, e);
    waive(check, outcome);
    if (outcome.taken_for_whole && outcome.verdict != Verdict::not_measured) check.assumes = kCoverage;
    check.tolerance = outcome.tolerance;
    check.settle = std::move(outcome.settle);
    check.measurements = std::move(outcome.measurements);
    check.limit = std::move(outcome.limit);
    check.margin = outcome.margin;
    check.probability = outcome.probability;
    check.message = std::move(outcome.message);
    if (check.verdict != Verdict::not_applicable) check.demanded = std::move(outcome.demanded);
    check.severity = severity(rule, e, check);
    return check;
  }

  const PackData& pack_;
  const Site& site_;
  std::span<const measure::Waiver> waivers_;
  std::map<std::string, std::vector<const RuleData*>> groups_;
};

/// A rule and what it is asked of.
struct Question {
  std::size_t evaluator = 0;
  const RuleData* rule = nullptr;
  const Element* subject = nullptr;
  std::optional<std::size_t> same;   ///< an earlier question that has the same answer
};

/// Whether the rule is as its own pack has it, and so are those of which exactly one holds with it.
bool as_written(const PackData& pack, const RuleData& rule) {
  if (!rule.rule.changed_by.empty()) return false;
  return rule.exclusive.empty() || std::none_of(pack.rules.begin(), pack.rules.end(), [&rule](const RuleData& other) {
    return other.exclusive == rule.exclusive && !other.rule.changed_by.empty();
  });
}

}  // namespace

std::vector<Check> evaluate(std::span<const Pack> packs, const Plan& plan, const measure::MeasurementSet& measurements,
                            std::span<const measure::Waiver> waivers) {
  const Site site(plan, measurements);
  std::vector<Evaluator> evaluators;
  std::vector<Question> questions;
  std::vector<const Element*> subjects;
  // A pack may stand beside itself under an overlay (`standards diff`): what the overlay left alone is asked once.
  std::map<std::tuple<std::string, std::string, bool>, std::size_t> asked;
  for (const Pack& pack : packs) {
    if (!pack.data) continue;
    evaluators.emplace_back(*pack.data, site, waivers);
    for (const RuleData& rule : pack.data->rules) {
      std::optional<std::size_t> same;
      if (!pack.sha256.empty() && as_written(*pack.data, rule)) {
        const bool counts = rule.counts.value_or(pack.data->pack.counts);
        const auto [first, fresh] = asked.try_emplace({pack.sha256, rule.rule.id, counts}, questions.size());
        if (!fresh) same = first->second;
      }
      subjects.clear();
      evaluators.back().asked_of(rule, subjects);
      for (const Element* subject : subjects) {
        questions.push_back({evaluators.size() - 1, &rule, subject, same});
        if (same) ++*same;
      }
    }
  }
  // Checks do not depend on each other, and each has its place before it is worked out.
  std::vector<Check> out(questions.size());
  const auto work = [&](std::size_t i) {
    if (questions[i].same) return;
    out[i] = evaluators[questions[i].evaluator].check(*questions[i].rule, questions[i].subject);
    out[i].id = "c" + std::to_string(i + 1);
  };
  constexpr std::size_t kWorthwhile = 2000;  // checks below which threads cost more than they save
  if (questions.size() < kWorthwhile) {
    for (std::size_t i = 0; i < questions.size(); ++i) work(i);
  } else {
    tbb::parallel_for(std::size_t{0}, questions.size(), work);
  }
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!questions[i].same) continue;
    out[i] = out[*questions[i].same];
    out[i].id = "c" + std::to_string(i + 1);
    out[i].standard = evaluators[questions[i].evaluator].standard();
  }
  return out;
}

}  // namespace landai::standards
