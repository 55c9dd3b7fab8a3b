// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/reconcile.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "landai/measure/readings.hpp"
#include "question.hpp"

namespace landai::measure {
namespace {

constexpr const char* kDisputed = "measure.follows.disputed";
constexpr const char* kFollows[] = {kDisputed, "measure.follows.rise_over_run", "measure.follows.at_most", "measure.follows.steps",
                                     "measure.follows.kerb"};
constexpr const char* kAsDrawn = "as_drawn";   // of a note: what was taken from the plan or a statement
constexpr const char* kTakenForWhole = "measure.facility.taken_for_whole";
constexpr double kNothing = 1e-6;   // what is lost when units are converted

bool as_built(const Measurement& m) { return m.value && (m.method == Method::reading || m.method == Method::photo); }
/// Somebody states it: in the facts, or in a row of the readings. What was worked out from statements is none itself.
bool stated(const Measurement& m) {
  const std::string& note = m.evidence.note.key;
  return m.value && m.method == Method::attested && (note.starts_with("measure.reading.from") || note.starts_with("measure.fact.stated"));
}
bool drawn(const Measurement& m) { return m.value && !follows_from_readings(m) && (m.method == Method::drawn || m.method == Method::attribute || m.method == Method::geometry); }
/// Somebody states what the plan shows otherwise. A plan need not show all there is of a thing that is counted, unless somebody states that it
/// does; nor all that a path leads to.
bool stated_otherwise(const Measurement& stated, const Measurement& plan) {
  // Storeys are counted too: open above unless the plan is stated to show them all.
  if (plan.quantity == "building.storeys" && plan.method == Method::fact) return stated.method == Method::attested && contradict(stated, plan);
  if (stated.method != Method::attested || !drawn(plan) || std::holds_alternative<std::vector<std::string>>(*plan.value)) return false;
  if (plan.quantity.starts_with("facility.") && plan.number()) return stated.number() && (stated.hi < plan.lo || (stated.lo > plan.hi && !taken_for_whole(plan)));
  return contradict(stated, plan);
}

/// The plan's width with both leaves open, as somebody vouches, beside a reading of no more than one of them leaves: either may be wrong.
bool one_leaf_was_read(const Measurement& said, const Measurement& plan) {
  if (!as_built(said) || said.subject != plan.subject || !said.number() || !contradict(said, plan)) return false;
  const auto& args = plan.evidence.note.args;
  return std::any_of(args.begin(), args.end(), [&](const auto& arg) { return arg.first == "one_leaf" && said.lo - 2 * said.u <= arg.second.value.value_or(0) + kNothing; });
}

Precedence why_first(const std::vector<const Measurement*>& values) {
  if (values.size() < 2) return Precedence::only;
  const Measurement &first = *values[0], &next = *values[1];
  if (as_built(first) && !as_built(next)) return Precedence::as_built;
  if (!as_built(first)) return drawn(next) && !drawn(first) ? Precedence::stated : Precedence::first;
  return surer(first, next) ? Precedence::smallest_u : Precedence::first;
}

/// The value of the plan to set beside the one that counts, which is the first: a drawn one that it contradicts, else one that needs the plan
/// and that it contradicts, else any drawn one.
std::vector<const Measurement*>::const_iterator of_the_plan(const std::vector<const Measurement*>& values) {
  const auto against = [&](bool (*of)(const Measurement&)) {
    return std::find_if(values.begin(), values.end(), [&](const auto* v) { return of(*v) && contradict(*values.front(), *v); });
  };
  if (const auto it = against(drawn); it != values.end()) return it;
  if (const auto it = against(partly_drawn); it != values.end()) return it;
  return std::find_if(values.begin(), values.end(), [](const auto* v) { return drawn(*v); });
}

}  // namespace

bool side_by_side(const Measurement& said, const Measurement& other) {
  // What needs the plan too is no second reading: the plan may be wrong, and the reading of the quantity itself is not.
  const bool read_alone = follows_from_readings(other) && !partly_drawn(other);
  return as_built(said) ? as_built(other) || read_alone : stated(said) && stated(other);
}

bool same_question(const Measurement& a, const Measurement& b) {
  const auto settled = [](const Measurement& m, const Measurement& other) { return !m.params.empty() && answers(m, other.params); };
  return a.subject == b.subject && (a.params == b.params || settled(a, b) || settled(b, a));
}

bool contradict(const Measurement& a, const Measurement& b) {
  if (!a.value || !b.value) return false;
  if (says_there_is_none(a) != says_there_is_none(b)) return true;  // a number, and that there is nothing to measure
  if (a.value->index() != b.value->index()) return false;
  if (!a.number()) return *a.value != *b.value;
  const double apart = std::max({0.0, a.lo - b.hi, b.lo - a.hi});
  return apart > 2 * std::hypot(a.u, b.u) + kNothing;
}

std::vector<const Measurement*> contradicting(const MeasurementSet& measurements, const Measurement& said) {
  std::vector<const Measurement*> found;
  if (!said.value || (!as_built(said) && said.method != Method::attested)) return found;
  for (const Measurement* m : measurements.of(said.subject.front(), said.quantity)) {
    if (m->id == said.id || !m->value) continue;
    const bool both = side_by_side(said, *m) && same_question(*m, said) && contradict(*m, said);
    const bool otherwise = m->subject == said.subject && answers(said, m->params) && stated_otherwise(said, *m);
    if (both || otherwise || one_leaf_was_read(said, *m)) found.push_back(m);
  }
  return found;
}

std::vector<Reconciliation> reconciliations(const MeasurementSet& measurements) {
  std::vector<Reconciliation> all;
  std::map<std::tuple<std::vector<std::string>, std::string, Params>, const Measurement*> counting;
  const auto counts = [&](const Measurement& m) {   // of a file that reads one thing ten thousand times each is asked
    const auto [at, fresh] = counting.try_emplace({m.subject, m.quantity, m.params}, nullptr);
    if (fresh) at->second = measurements.find(m.subject, m.quantity, m.params);
    return at->second == &m;
  };
  for (const Measurement& m : measurements.all()) {
    if (!as_built(m) && !(m.value && m.method == Method::attested)) continue;   // nothing contradicts what is only drawn
    if (!counts(m)) continue;   // the one that counts speaks
    Reconciliation r{m.subject, m.quantity, m.params, {}, Precedence::only, false, 0, contradicting(measurements, m)};
    if (!as_built(m) && r.contradicting.empty()) continue;
    const std::set<const Measurement*> against(r.contradicting.begin(), r.contradicting.end());
    for (const Measurement* other : measurements.of(m.subject.front(), m.quantity))
      if (other->value && (same_question(*other, m) || against.contains(other))) r.values.push_back(other);
    std::stable_sort(r.values.begin(), r.values.end(), [](const auto* a, const auto* b) { return counts_before(*a, *b); });
    r.why = why_first(r.values);
    const auto plan = of_the_plan(r.values);
    if (plan != r.values.end() && as_built(m)) {
      r.built_differently = contradict(m, **plan) && !one_leaf_was_read(m, **plan);
      if (const auto a = m.number(), b = (*plan)->number(); a && b) r.difference = *a - *b;
    }
    all.push_back(std::move(r));
  }
  return all;
}

std::vector<Disagreement> disagreements(const MeasurementSet& measurements) {
  std::vector<Disagreement> found;
  for (const Reconciliation& r : reconciliations(measurements)) {
    if (!r.built_differently) continue;
    const auto plan = of_the_plan(r.values);
    found.push_back({r.values.front(), *plan, r.difference});
  }
  return found;
}

void follows_from_disputed(Measurement& m, std::string_view quantity, double least, double greatest) {
  m.evidence.note = message(kDisputed).with("quantity", std::string(quantity)).with("least", least, "m").with("greatest", greatest, "m");
}

bool follows_from_readings(const Measurement& m) {
  return std::find(std::begin(kFollows), std::end(kFollows), m.evidence.note.key) != std::end(kFollows);
}

void as_drawn(Measurement& m, std::string_view quantity) { std::move(m.evidence.note).with(kAsDrawn, std::string(quantity)); }

bool partly_drawn(const Measurement& m) {
  const auto& args = m.evidence.note.args;
  return follows_from_readings(m) && std::any_of(args.begin(), args.end(), [](const auto& arg) { return arg.first == kAsDrawn; });
}

std::optional<std::string> disputed_input(const Measurement& m) {
  if (m.evidence.note.key != kDisputed) return std::nullopt;
  for (const auto& [name, arg] : m.evidence.note.args)
    if (name == "quantity") return arg.text;
  return std::nullopt;
}

bool taken_for_whole(const Measurement& m) { return m.evidence.note.key == kTakenForWhole; }
void take_for_whole(Measurement& m) { m.evidence.note = message(kTakenForWhole).with("fact", "building.coverage"); }

ReadingSource reading_source(const Measurement& measurement) {
  ReadingSource source;
  for (const auto& [name, arg] : measurement.evidence.note.args)
    for (const auto& [key, to] : {std::pair{"by", &source.by}, {"date", &source.date}, {"instrument", &source.instrument}, {"line", &source.line}})
      if (name == key) *to = arg.text;
  return source;
}

}  // namespace landai::measure
