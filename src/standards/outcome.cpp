// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.hpp"

#include <algorithm>

#include "against.hpp"
#include "judge.hpp"
#include "landai/measure/beyond.hpp"
#include "landai/measure/ranges.hpp"
#include "landai/measure/reconcile.hpp"

namespace landai::standards {
namespace {

/// The question as a user would ask it, lengths in metres: "facility.count:category=space,use=toilet_child".
std::string question_of(const Demand& asked) {
  std::string text = asked.quantity;
  for (const auto& [name, param] : asked.params) {
    const auto* word = std::get_if<std::string>(&param);
    text += (text.size() == asked.quantity.size() ? ":" : ",") + name + "=" + (word ? *word : std::to_string(std::get<double>(param)));
  }
  return text;
}

/// What tells on which side of a border a value lies, and how good it must be; between bounds nobody knows what will be found.
std::shared_ptr<const Settle> settled_beyond(const Unknown& open) {
  constexpr double kOneSided = 1.6448536269514722;   // 95 % of a normal distribution, as the condition asks
  constexpr double kSame = 1e-9;                     // on the border no measurement tells
  const measure::Measurement& m = *open.between;
  const double enough = m.lo == m.hi ? std::abs(*m.number() - open.border) / kOneSided : 0;
  return std::make_shared<const Settle>(Settle{open.quantity, enough > kSame ? std::optional(enough) : std::nullopt});
}

/// It was measured, and lies too near a border of the condition to tell which side it is on.
Outcome beside_border(Outcome out, const Unknown& open) {
  const measure::Measurement& m = *open.between;
  out.verdict = Verdict::undecided;
  out.reason = "uncertainty";
  out.u = m.u;
  out.settle = settled_beyond(open);
  out.message = told(message(m.lo == m.hi ? "standards.check.undecided.border.u" : "standards.check.undecided.border"), m, out.limit);
  out.message = with_number(std::move(out.message), "border", m, open.border);
  std::move(out.message).with("fact", open.quantity).with("element", open.subject);
  return out;
}

}  // namespace

std::string as_written_all(const std::vector<Outcome>& of) {
  std::vector<std::string_view> told;
  std::string text;
  for (const Outcome& o : of) {
    if (o.verdict == Verdict::not_applicable || o.limit.as_written.empty() || std::find(told.begin(), told.end(), o.limit.as_written) != told.end()) continue;
    told.push_back(o.limit.as_written);
    text += (text.empty() ? "" : " / ") + o.limit.as_written;
  }
  return text;
}

int goodness(const Outcome& out) {
  switch (out.verdict) {
    case Verdict::pass: return 4;
    case Verdict::undecided: return 3;
    case Verdict::not_measured: return 2;
    case Verdict::fail: return 1;
    default: return 0;
  }
}

/// Readings that contradict each other are not settled by the smaller uncertainty: where they decide differently, nothing is decided.
Outcome Judge::with_value(const Demand& d, const Measurement& m) const {
  Outcome out = decided(d, m);
  if (out.verdict != Verdict::pass && out.verdict != Verdict::fail) return out;
  for (const Measurement* other : site_.contradicting(m))
    if (one_value(d, *other).verdict != out.verdict) return contested(std::move(out), m, *other);
  return out;
}

/// One value alone. What it was worked out from may be what readings contradict each other on.
Outcome Judge::decided(const Demand& d, const Measurement& m) const {
  Outcome out = one_value(d, m);
  if (const auto input = measure::disputed_input(m); input && out.verdict == Verdict::undecided) {
    out.reason = "contradiction";
    out.margin.reset();
    out.settle = std::make_shared<const Settle>(Settle{*input, std::nullopt});
    out.message = told(message("standards.check.contradiction.input"), m, out.limit).with("quantity", *input);
  }
  return out;
}

Outcome Judge::one_value(const Demand& d, const Measurement& m) const {
  if (!m.value && m.applies && (!d.table.empty() || !d.relative.empty())) return wanted(d, m, site_, subject());
  if (const auto beyond = measure::beyond_looked(m)) {   // what lies farther is nothing that this limit asks of, or nobody looked there
    Outcome out = one_value(d, *beyond);
    return out.verdict == Verdict::undecided ? out : missing(&m, d);
  }
  if (!m.value || !m.applies) return missing(&m, d);
  if (measure::says_there_is_none(m)) return there_is_none(d, m);
  Outcome out;
  if (m.number()) {
    if (!d.table.empty()) out = by_table(d, m);
    else if (!d.relative.empty()) out = relative(d, m);
    else out = number_outcome(m, d.limit, tolerance_, site_);
  } else if (const auto truth = m.truth()) {
    out = settled(*truth == d.limit.truth.value_or(true), *truth ? "true" : "false", m, d.limit);
  } else if (const auto* word = m.word()) {
    out = settled(std::find(d.limit.one_of.begin(), d.limit.one_of.end(), *word) != d.limit.one_of.end(), "words", m, d.limit);
  } else {
    return missing(&m, d);
  }
  if (out.measurements.empty()) out.measurements.push_back(m.id);
  if (m.subject.size() > 1) out.subject = m.subject;
  out.by = &d;
  return out;
}

/// There is nothing to measure. What that means the rule says; where it does not, nobody decides it.
Outcome Judge::there_is_none(const Demand& d, const Measurement& m) const {
  Outcome out;
  out.verdict = rule_.none.value_or(Verdict::not_measured);
  out.measurements = {m.id};
  out.limit = d.limit;
  out.by = &d;
  if (out.verdict == Verdict::fail) out.probability = 0;
  const char* key = !rule_.none ? "standards.check.none.open" : out.verdict == Verdict::fail ? "standards.check.fail.none" : "standards.check.not_applicable.none";
  out.message = message(key).with("quantity", d.quantity).with("limit", d.limit.as_written);
  return out;
}

Outcome Judge::leaf(const Demand& d) const {
  if (d.children) return of_children(d);
  if (rule_.together || d.includes) return together(d);
  const auto* info = measure::quantity(d.quantity);
  if (info && info->pair) return pair(d);
  const auto* m = site_.find(subject(), d.quantity, d.params);
  return m ? with_value(d, *m) : missing(nullptr, d);
}

Outcome Judge::cases(const Demand& d) const {
  std::vector<Unknown> unknown;
  std::vector<const Demand*> open;
  for (const Demand& part : d.parts) {
    const Tri holds = site_.holds(part.when, subject(), unknown);
    if (holds == Tri::no) continue;
    open.push_back(&part);
    if (holds == Tri::yes) return open.size() == 1 ? (*this)(part) : one_of(d, open, unknown);
  }
  if (!open.empty()) return lacking(unknown, d.limit);   // perhaps none holds
  Outcome out;
  out.verdict = Verdict::not_applicable;
  out.limit = d.limit;
  out.message = message("standards.check.not_applicable");
  return out;
}

/// Exactly one of these holds, and which one hangs on what nobody knows. What they all say is the answer; where they differ, that settles it.
Outcome Judge::one_of(const Demand& d, const std::vector<const Demand*>& open, const std::vector<Unknown>& unknown) const {
  std::vector<Outcome> parts;
  for (const Demand* part : open) parts.push_back((*this)(*part));
  const auto some = [&](const auto& is) { return std::any_of(parts.begin(), parts.end(), is); };
  const bool differ = some([&](const Outcome& o) { return o.verdict != parts.front().verdict; });
  const auto all = every(Demanded::Op::either, open, parts);
  if (!differ || some([](const Outcome& o) { return o.verdict == Verdict::not_measured; })) {
    Outcome out = merged(d, Demand::Op::either, parts);
    out.demanded = all;
    // Limits for other sites are no readings of a text.
    if (out.message.key == "standards.check.fail.readings") out.message.key = "standards.check.fail.any_limit";
    return out;
  }
  const std::string limits = as_written_all(parts);
  Outcome out = *std::find_if(parts.begin(), parts.end(), [](const Outcome& o) { return o.verdict != Verdict::not_applicable; });
  out.limit = d.limit;
  out.demanded = all;
  const Unknown& first = unknown.front();
  if (first.contested) return open_by(std::move(out), first.quantity, first.subject, first.measurement);
  out.verdict = Verdict::undecided;
  out.reason = "uncertainty";
  out.margin.reset();
  out.probability.reset();
  out.settle = first.between ? settled_beyond(first) : std::make_shared<const Settle>(Settle{first.quantity, std::nullopt});
  if (!first.measurement.empty()) out.measurements.push_back(first.measurement);
  out.message.key = first.between ? "standards.check.undecided.cases.border" : "standards.check.undecided.cases";
  std::move(out.message).with("limits", limits).with("fact", first.quantity).with("element", first.subject);
  if (first.between) out.message = with_number(std::move(out.message), "border", *first.between, first.border);
  return out;
}

Outcome Judge::combined(const Demand& d) const {
  std::vector<Outcome> parts;
  for (const Demand& part : d.parts) parts.push_back(of_several(d, part, (*this)(part)));
  Outcome out = merged(d, d.op, parts);
  std::vector<const Demand*> of;
  for (const Demand& part : d.parts) of.push_back(&part);
  out.demanded = every(d.op == Demand::Op::all ? Demanded::Op::all : d.op == Demand::Op::any ? Demanded::Op::any : Demanded::Op::either, of, parts);
  return out;
}

std::shared_ptr<const Demanded> Judge::every(Demanded::Op op, const std::vector<const Demand*>& of, const std::vector<Outcome>& parts) const {
  Demanded all;
  all.op = op;
  for (std::size_t i = 0; i < parts.size(); ++i) all.parts.push_back(demanded(*of[i], parts[i]));
  return std::make_shared<const Demanded>(std::move(all));
}

/// A part of a combination as readers see it.
Demanded Judge::demanded(const Demand& d, const Outcome& out) const {
  if (out.demanded) return *out.demanded;
  const Demand& of = out.by ? *out.by : d;
  Demanded one;
  one.quantity = of.quantity.empty() ? rule_.rule.quantity : of.quantity;
  one.params = of.quantity.empty() ? rule_.rule.params : of.params;
  if (!out.measurements.empty()) one.measurement = out.measurements.front();
  if ((!of.relative.empty() || !of.table.empty()) && out.measurements.size() > 1) one.hangs_on = out.measurements[1];
  one.limit = out.limit;
  one.verdict = out.verdict;
  return one;
}

namespace {

/// Of several limits of one value each would do: none of them alone is "the" limit, so all are named.
void name_all(Outcome& out, const std::vector<Outcome>& parts) {
  for (const Outcome& o : parts) {
    if (o.verdict == Verdict::not_applicable) continue;
    if (!o.by || !out.by || o.by->quantity != out.by->quantity || o.by->params != out.by->params) return;
  }
  const std::string limits = as_written_all(parts);
  out.limit.as_written = limits;
  for (auto& [name, arg] : out.message.args)
    if (name == "limit") arg.text = limits;
}

/// No reading of the text is met. The one that is handed on is not the only one, so all are named.
Outcome none_met(const Demand& d, Outcome out, const std::vector<Outcome>& parts) {
  name_all(out, parts);
  const std::string& limits = out.limit.as_written;
  if (limits != as_written_all(parts) || limits.find(" / ") == std::string::npos || out.message.key == "standards.check.disputed") return out;
  out.message.key = d.reason == "rule_text" ? "standards.check.fail.readings" : "standards.check.fail.any_limit";
  std::move(out.message).with("limits", limits);
  return out;
}

/// What readings of a text come to if a closer measurement finds the value that is known now.
struct Closer {
  const Outcome* met = nullptr;     ///< the one that it meets with the least margin; none where nobody knows what will be found
  const Outcome* missed = nullptr;
  std::optional<double> u_max;      ///< enough for each of them
};

Closer once_closer(const std::vector<Outcome>& parts) {
  Closer closer;
  for (const Outcome& o : parts) {
    if (o.verdict == Verdict::not_applicable) continue;
    const bool open = o.verdict == Verdict::undecided;
    if (open && !(o.settle && o.settle->u_max && o.margin)) return {};
    if (open) closer.u_max = std::min(*o.settle->u_max, closer.u_max.value_or(*o.settle->u_max));
    const Outcome*& best = (open ? *o.margin > 0 : o.verdict == Verdict::pass) ? closer.met : closer.missed;
    if (!best || o.margin.value_or(0) < best->margin.value_or(0)) best = &o;
  }
  return closer;
}

/// One reading of the text is met and another is not: no measurement settles what the text leaves open.
Outcome left_open(const Demand& d, const Outcome& met, Outcome missed) {
  missed.verdict = Verdict::undecided;
  missed.reason = d.reason;
  missed.message.key = d.reason == "rule_text"     ? "standards.check.undecided.text"
                       : d.reason == "uncertainty" ? "standards.check.undecided.which"
                                                   : "standards.check.undecided.disputed";
  std::move(missed.message).with("met", met.limit.as_written).with("missed", missed.limit.as_written);
  // Readings that ask different things of one number: "meets 1 but not 1" would say nothing.
  if (d.reason == "rule_text" && met.limit.as_written == missed.limit.as_written && met.by && missed.by &&
      (met.by->quantity != missed.by->quantity || met.by->params != missed.by->params)) {
    missed.message.key = "standards.check.undecided.text_of";
    std::move(missed.message).with("met_of", question_of(*met.by)).with("missed_of", question_of(*missed.by));
  }
  missed.probability.reset();
  missed.settle.reset();
  return missed;
}

}  // namespace

/// "Not measured" of one of several quantities says which.
Outcome Judge::of_several(const Demand& d, const Demand& part, Outcome out) {
  const auto same = [&part](const Demand& other) { return other.quantity == part.quantity && other.params == part.params; };
  if (out.verdict != Verdict::not_measured || part.op != Demand::Op::leaf || std::all_of(d.parts.begin(), d.parts.end(), same)) return out;
  const auto names_it = [](const auto& arg) { return arg.first == "part" || arg.first == "quantity" || arg.first == "fact"; };
  if (std::none_of(out.message.args.begin(), out.message.args.end(), names_it)) std::move(out.message).with("part", question_of(part));
  return out;
}

Outcome Judge::merged(const Demand& d, Demand::Op op, const std::vector<Outcome>& parts) {
  const auto count = [&](Verdict v) { return std::count_if(parts.begin(), parts.end(), [v](const Outcome& o) { return o.verdict == v; }); };
  const auto n = static_cast<std::ptrdiff_t>(parts.size()) - count(Verdict::not_applicable);
  const auto margin = [](const Outcome& o) { return o.margin.value_or(0); };
  // The part that decides: of those with this verdict the one with the least, or the most, margin.
  const auto pick = [&](Verdict v, bool most = false) {
    const Outcome* best = nullptr;
    for (const Outcome& o : parts)
      if (o.verdict == v && (!best || (most ? margin(o) > margin(*best) : margin(o) < margin(*best)))) best = &o;
    return *best;
  };
  if (n == 0) return parts.front();
  if (op == Demand::Op::all || op == Demand::Op::any) {
    const bool all = op == Demand::Op::all;
    const Verdict order[] = {all ? Verdict::fail : Verdict::pass, all ? Verdict::not_measured : Verdict::undecided,
                             all ? Verdict::undecided : Verdict::not_measured, all ? Verdict::pass : Verdict::fail};
    for (const Verdict v : order) {
      if (count(v) == 0) continue;
      Outcome out = pick(v, !all);
      if (!all && v != Verdict::pass) name_all(out, parts);
      return out;
    }
  }
  if (count(Verdict::not_measured) > 0) return pick(Verdict::not_measured);
  if (count(Verdict::pass) == n) return pick(Verdict::pass);
  // The strictest of several readings: who builds to it is done with. That the others are missed as well is told.
  if (count(Verdict::fail) == n) return none_met(d, pick(Verdict::fail), parts);
  if (count(Verdict::undecided) == 0) return left_open(d, pick(Verdict::pass), pick(Verdict::fail));
  const Closer closer = once_closer(parts);
  Outcome out = pick(Verdict::undecided);
  if (!closer.met || !closer.missed) {
    if (out.settle) out.settle = std::make_shared<const Settle>(Settle{out.settle->quantity, closer.u_max});
    return out;
  }
  const std::string measured = out.settle->quantity;
  out = left_open(d, *closer.met, *closer.missed);
  out.message.key += ".u";
  out.settle = std::make_shared<const Settle>(Settle{measured, std::nullopt, true});
  return out;
}

Outcome Judge::operator()(const Demand& d) const {
  switch (d.op) {
    case Demand::Op::leaf: return leaf(d);
    case Demand::Op::cases: return cases(d);
    default: return combined(d);
  }
}

Outcome judge(const Demand& demand, const RuleData& rule, const Tolerance& tolerance, const Site& site, std::span<const Element* const> subjects) {
  return Judge(rule, tolerance, site, subjects)(demand);
}

Outcome lacking(const std::vector<Unknown>& unknown, const Limit& limit) {
  Outcome out;
  out.verdict = Verdict::not_measured;
  out.limit = limit;
  for (const Unknown& u : unknown)
    if (!u.measurement.empty() && std::find(out.measurements.begin(), out.measurements.end(), u.measurement) == out.measurements.end())
      out.measurements.push_back(u.measurement);
  if (unknown.empty()) {
    out.message = message("standards.check.not_measured");
    return out;
  }
  const Unknown& first = unknown.front();
  if (first.between) return beside_border(std::move(out), first);
  out.message = message(first.contested ? "standards.check.contradiction.of" : "standards.check.fact_missing")
                    .with("fact", first.quantity).with("element", first.subject);
  return out;
}

}  // namespace landai::standards
