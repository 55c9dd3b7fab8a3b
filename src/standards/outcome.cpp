// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "against.hpp"
#include "landai/measure/reconcile.hpp"
#include "landai/measure/word_list.hpp"
#include "reference.hpp"

namespace landai::standards {
namespace {

using measure::Measurement;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// The subject has no part of the kind that the rule asks of. "Each of them" then says nothing; that one of them does something is
/// not known, as what a plan does not draw may be there.
Outcome no_part(const Demand& d) {
  Outcome out;
  out.limit = d.limit;
  out.verdict = d.combine == Combine::any || d.combine == Combine::sum ? Verdict::not_measured : Verdict::not_applicable;
  out.message = message("standards.check.no_part").with("what", to_string(*d.children));
  return out;
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

Outcome missing(const Measurement* m, const Demand& d) { return missing(m, d.quantity, d.limit); }

class Judge {
 public:
  Judge(const RuleData& rule, const Tolerance& tolerance, const Site& site, std::span<const Element* const> subjects)
      : rule_(rule), tolerance_(tolerance), site_(site), subjects_(subjects) {}

  Outcome operator()(const Demand& d) const;

 private:
  [[nodiscard]] const Element* subject() const { return subjects_.empty() ? nullptr : subjects_.front(); }
  [[nodiscard]] const std::string& id() const { return subject() ? subject()->id : site_.building(); }
  Outcome leaf(const Demand& d) const;
  Outcome of_children(const Demand& d) const;
  static std::optional<Measurement> as_one(const Demand& d, const std::vector<const Measurement*>& of);
  Outcome pair(const Demand& d) const;
  Outcome together(const Demand& d) const;
  Outcome with_value(const Demand& d, const Measurement& m) const;
  Outcome one_value(const Demand& d, const Measurement& m) const;
  Outcome by_table(const Demand& d, const Measurement& m) const;
  Outcome beside_total(const Demand& d, const Measurement& m, const Measurement& counted) const;
  static Outcome contested(Outcome out, const Measurement& of, const Measurement& other);
  Outcome relative(const Demand& d, const Measurement& m) const;
  Outcome combined(const Demand& d) const;
  static Outcome merged(const Demand& d, Demand::Op op, const std::vector<Outcome>& parts);
  Outcome cases(const Demand& d) const;

  const RuleData& rule_;
  const Tolerance& tolerance_;
  const Site& site_;
  std::span<const Element* const> subjects_;
};

/// Values of one question that contradict each other decide differently: nothing is decided until the question is settled.
Outcome Judge::contested(Outcome out, const Measurement& of, const Measurement& other) {
  out.verdict = Verdict::undecided;
  out.reason = "contradiction";
  out.probability.reset();
  out.margin.reset();
  out.settle = std::make_shared<const Settle>(Settle{of.quantity, std::nullopt});
  out.measurements.push_back(other.id);
  const bool stated = of.method == measure::Method::attested;
  std::string key = "standards.check.contradiction";
  if (stated) key += other.method == measure::Method::attested ? ".statements" : ".stated";
  if (!of.number() && !of.word()) key += stated ? "_truth" : ".truth";
  out.message = beside(told(message(std::move(key)), of, out.limit), "other", other);
  return out;
}

Outcome Judge::by_table(const Demand& d, const Measurement& m) const {
  const auto* by = measure::quantity(d.table_quantity);
  const bool own = by && std::find(by->subjects.begin(), by->subjects.end(), rule_.rule.subject) != by->subjects.end();
  const auto* total = site_.find(own ? subject() : nullptr, d.table_quantity, d.table_params);
  if (!total || !total->number()) return missing(total, d);
  Outcome out = beside_total(d, m, *total);
  for (const Measurement* other : site_.contradicting(*total))
    if (beside_total(d, m, *other).verdict != out.verdict) return contested(std::move(out), *total, *other);
  return out;
}

Outcome Judge::beside_total(const Demand& d, const Measurement& m, const Measurement& counted) const {
  const Measurement* total = &counted;
  const bool whole = total->unit == "1";  // a count
  if (whole && total->hi < 1 && total->u <= 0) {
    Outcome out = missing(total, d);
    out.verdict = Verdict::not_applicable;
    out.message = message("standards.check.none_to_count");
    return out;
  }
  const double count = whole ? std::round(*total->number()) : *total->number();
  const TableRow* row = row_for(d.table, count, whole);
  if (!row) return missing(total, d);
  Limit limit = d.limit;
  limit.min = table_min(*row, count);
  limit.as_written = m.unit == "m" ? centimetres(*limit.min) : std::to_string(static_cast<long long>(*limit.min));
  Outcome out = outcome_beside(m, *total, limit, tolerance_, site_, [&](const Spread& value, const Spread& of, double tolerance) {
    return decide_by_table(d.table, whole, d.limit, of, value, tolerance);
  });
  out.margin = *m.number() - *limit.min;
  Limit probable;
  probable.min = row->probable;
  if (out.verdict == Verdict::fail && row->probable && decide(probable, spread_of(m), 0).verdict == Verdict::pass) {
    out.reason = "disputed";
    out.message = told(message("standards.check.disputed"), m, limit);
    std::move(out.message).with("probable", *row->probable, "1");
  }
  std::move(out.message).with("total", count, total->unit);
  return out;
}

/// The limit is another quantity of the subject or of its parts: a landing as long as its ramp is wide. Of several parts each asks,
/// and the one that is worst met is told.
Outcome Judge::relative(const Demand& d, const Measurement& m) const {
  std::vector<const Measurement*> others;
  if (const auto* own = site_.find(m.subject.front(), d.relative, {})) others.push_back(own);
  if (subject())
    for (const Element* part : site_.children(*subject()))
      if (const auto* other = site_.find(part, d.relative, {})) others.push_back(other);
  std::optional<Outcome> worst;
  for (const auto* other : others) {
    if (!other->number()) return missing(other, d);
    Limit limit = d.limit;
    const double bound = d.times * *other->number();
    (d.relative_is_max ? limit.max : limit.min) = bound;
    if (limit.as_written.empty() && m.unit == "m") limit.as_written = centimetres(bound);
    Outcome out = outcome_beside(m, *other, limit, tolerance_, site_, [&](const Spread& value, const Spread& of, double tolerance) {
      return decide_relative(d.times, d.relative_is_max, d.limit, of, value, tolerance);
    });
    if (!worst || goodness(out) < goodness(*worst) || (goodness(out) == goodness(*worst) && *out.margin < *worst->margin))
      worst = std::move(out);
  }
  return worst ? std::move(*worst) : missing(nullptr, d);
}

/// Readings that contradict each other are not settled by the smaller uncertainty: where they decide differently, nothing is decided.
Outcome Judge::with_value(const Demand& d, const Measurement& m) const {
  Outcome out = one_value(d, m);
  if (const auto input = measure::disputed_input(m); input && out.verdict == Verdict::undecided) {
    out.reason = "contradiction";
    out.margin.reset();
    out.settle = std::make_shared<const Settle>(Settle{*input, std::nullopt});
    out.message = told(message("standards.check.contradiction.input"), m, out.limit).with("quantity", *input);
  }
  if (out.verdict != Verdict::pass && out.verdict != Verdict::fail) return out;
  for (const Measurement* other : site_.contradicting(m)) {
    const Outcome theirs = one_value(d, *other);
    if (theirs.verdict == out.verdict) continue;
    return contested(std::move(out), m, *other);
  }
  return out;
}

Outcome Judge::one_value(const Demand& d, const Measurement& m) const {
  if (!m.value && m.applies && (!d.table.empty() || !d.relative.empty())) return wanted(d, m, site_, subject());
  if (!m.value || !m.applies) return missing(&m, d);
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
  return out;
}

/// A place is as good as its best entrance; an entrance that itself cannot be reached without steps leads nowhere.
Outcome Judge::pair(const Demand& d) const {
  auto all = site_.to(id(), d.quantity, d.params);
  const auto cut_off = [this](const Measurement* m) { return site_.cut_off(m->subject.front()); };
  if (!std::all_of(all.begin(), all.end(), cut_off)) std::erase_if(all, cut_off);
  if (all.empty()) return missing(nullptr, d);
  std::optional<Outcome> best;
  for (const auto* m : all) {
    Outcome out = with_value(d, *m);
    out.subject = m->subject;
    if (!best || goodness(out) > goodness(*best) || (goodness(out) == goodness(*best) && out.margin && best->margin && *out.margin > *best->margin))
      best = std::move(out);
  }
  return std::move(*best);
}

/// The lists of all subjects as one: the tactile paths of the building lead to the entrance, some of them.
Outcome Judge::together(const Demand& d) const {
  std::set<std::string> united, open;
  Outcome out;
  const Measurement* unmeasured = nullptr;
  std::vector<const Element*> those(subjects_.begin(), subjects_.end());
  if (those.empty()) those.push_back(nullptr);   // the building
  for (const Element* e : those) {
    const auto* m = site_.find(e, d.quantity, d.params);
    const auto* words = m && m->value ? std::get_if<std::vector<std::string>>(&*m->value) : nullptr;
    if (!words) {
      unmeasured = m;
      continue;
    }
    united.insert(words->begin(), words->end());
    for (auto& word : measure::words_left_open(*m)) open.insert(std::move(word));
    out.measurements.push_back(m->id);
  }
  const bool met = std::all_of(d.limit.one_of.begin(), d.limit.one_of.end(), [&](const auto& word) { return united.contains(word); });
  if (!met && unmeasured) return missing(unmeasured, d);
  if (out.measurements.empty()) return missing(unmeasured, d);
  out.verdict = met ? Verdict::pass : Verdict::fail;
  out.probability = met ? 1 : 0;
  out.limit = d.limit;
  const std::string value = united.empty() ? std::string("–") : joined({united.begin(), united.end()});
  std::vector<std::string> lacking;
  for (const auto& word : d.limit.one_of)
    if (!united.contains(word)) lacking.push_back(word);
  const char* kind = d.quantity.ends_with(".reaches") ? ".list" : ".have";
  std::string key = std::string("standards.check.") + to_string(out.verdict) + kind;
  // One that is known to be lacking is enough to fail.
  if (!met && std::all_of(lacking.begin(), lacking.end(), [&open](const auto& word) { return open.contains(word); })) {
    out.verdict = Verdict::not_measured;
    out.probability.reset();
    key = "standards.check.list_open";
  }
  out.message = message(std::move(key))
                    .with("value", value).with("wanted", joined(lacking)).with("of", d.quantity);
  return out;
}

/// The smallest of several values, or their sum, as one measurement that stands at the part that decides.
std::optional<Measurement> Judge::as_one(const Demand& d, const std::vector<const Measurement*>& of) {
  Measurement one = *of.front();
  double value = 0, variance = 0;
  double lo = d.combine == Combine::sum ? 0 : one.lo, hi = d.combine == Combine::sum ? 0 : one.hi;
  for (const Measurement* m : of) {
    if (!m->number()) return std::nullopt;
    if (d.combine == Combine::min) {
      if (*m->number() < *one.number()) one = *m;
      lo = std::min(lo, m->lo);
      hi = std::min(hi, m->hi);
      continue;
    }
    value += *m->number();
    lo += m->lo;
    hi += m->hi;
    variance += m->u * m->u;  // the parts are measured one by one
  }
  if (d.combine == Combine::sum) {
    one.value = value;
    one.u = std::sqrt(variance);
  }
  if (d.combine == Combine::min)  // any that may be the smallest is as unsure as the answer
    for (const Measurement* m : of)
      if (m->lo - 3 * m->u <= hi) one.u = std::max(one.u, m->u);
  one.lo = lo;
  one.hi = hi;
  return one;
}

/// The quantity asked of the subject's parts, their answers made one.
Outcome Judge::of_children(const Demand& d) const {
  std::vector<const Measurement*> found;
  const Measurement* unknown = nullptr;
  if (subject())
    for (const Element* part : site_.descendants(*subject(), *d.children)) {
      const auto* m = site_.find(part, d.quantity, d.params);
      if (m && !m->applies) continue;
      (m && m->value ? found.push_back(m) : void(unknown = m ? m : unknown));
      if (!m) return missing(nullptr, d);
    }
  if (found.empty()) return unknown ? missing(unknown, d) : no_part(d);
  const bool one_by_one = d.combine == Combine::each || d.combine == Combine::any;
  if (!one_by_one) {
    if (unknown) return missing(unknown, d);
    const auto one = as_one(d, found);
    if (!one) return missing(found.front(), d);
    Outcome out = with_value(d, *one);
    out.measurements.clear();
    for (const auto* m : found) out.measurements.push_back(m->id);
    return out;
  }
  std::vector<Outcome> parts;
  for (const auto* m : found) parts.push_back(with_value(d, *m));
  if (unknown) parts.push_back(missing(unknown, d));
  return merged(d, d.combine == Combine::each ? Demand::Op::all : Demand::Op::any, parts);
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
  for (const Demand& part : d.parts) {
    const Tri holds = site_.holds(part.when, subject(), unknown);
    if (holds == Tri::yes) return (*this)(part);
    if (holds == Tri::unknown) return lacking(unknown, d.limit);
  }
  Outcome out;
  out.verdict = Verdict::not_applicable;
  out.limit = d.limit;
  out.message = message("standards.check.not_applicable");
  return out;
}

Outcome Judge::combined(const Demand& d) const {
  std::vector<Outcome> parts;
  for (const Demand& part : d.parts) parts.push_back((*this)(part));
  return merged(d, d.op, parts);
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
    for (const Verdict v : order)
      if (count(v) > 0) return pick(v, !all);
  }
  if (count(Verdict::not_measured) > 0) return pick(Verdict::not_measured);
  if (count(Verdict::pass) == n) return pick(Verdict::pass);
  // The strictest of several readings: who builds to it is done with.
  if (count(Verdict::fail) == n) return pick(Verdict::fail);
  const bool unsure = count(Verdict::undecided) > 0;
  Outcome out = unsure ? pick(Verdict::undecided) : pick(Verdict::fail);
  out.verdict = Verdict::undecided;
  if (!unsure) {
    out.reason = d.reason;
    const Outcome met = pick(Verdict::pass);
    out.message.key = d.reason == "rule_text"     ? "standards.check.undecided.text"
                      : d.reason == "uncertainty" ? "standards.check.undecided.kind"
                                                  : "standards.check.undecided.disputed";
    std::move(out.message).with("met", met.limit.as_written).with("missed", out.limit.as_written);
    out.probability.reset();
    out.settle.reset();  // no measurement settles what the text leaves open
  }
  return out;
}

Outcome Judge::operator()(const Demand& d) const {
  switch (d.op) {
    case Demand::Op::leaf: return leaf(d);
    case Demand::Op::cases: return cases(d);
    default: return combined(d);
  }
}

}  // namespace

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
  if (unknown.empty()) out.message = message("standards.check.not_measured");
  else
    out.message = message("standards.check.fact_missing").with("fact", unknown.front().quantity).with("element", unknown.front().subject);
  return out;
}

}  // namespace landai::standards
