// SPDX-License-Identifier: GPL-3.0-or-later
// A value put to a limit that another measurement gives, and what is told where values contradict each other.
#include <algorithm>
#include <cmath>

#include "against.hpp"
#include "judge.hpp"
#include "landai/measure/reconcile.hpp"
#include "reference.hpp"

namespace landai::standards {
/// Nothing is decided until this question is settled.
Outcome Judge::open_by(Outcome out, const std::string& quantity, const std::string& subject, const std::string& measurement) {
  out.verdict = Verdict::undecided;
  out.reason = "contradiction";
  out.probability.reset();
  out.margin.reset();
  out.settle = std::make_shared<const Settle>(Settle{quantity, std::nullopt});
  out.measurements.push_back(measurement);
  out.message = message("standards.check.contradiction.of").with("fact", quantity).with("element", subject);
  return out;
}

/// Values of one question that contradict each other decide differently.
Outcome Judge::contested(Outcome out, const Measurement& of, const Measurement& other) {
  out = open_by(std::move(out), of.quantity, of.subject.back(), other.id);
  if (std::holds_alternative<std::vector<std::string>>(*of.value)) return out;
  const bool stated = of.method == Method::attested;
  std::string key = "standards.check.contradiction";
  if (stated) key += other.method == Method::attested ? ".statements" : ".stated";
  else if (other.method == Method::drawn || other.method == Method::attribute || other.method == Method::geometry) key += measure::follows_from_readings(other) ? "" : ".leaves";
  // Words and truths have no limit to be told beside them: "lever and rotating knob" says it all.
  if (measure::says_there_is_none(of) || measure::says_there_is_none(other)) {
    out.message = message("standards.check.contradiction.none").with("quantity", of.quantity);
    return out;
  }
  if (!of.number()) key += std::string(stated ? "_" : ".") + (of.word() ? "words" : "truth");
  out.message = beside(told(message(std::move(key)), of, out.limit), "other", other);
  if (of.word()) std::move(out.message).with("of", of.quantity);
  return out;
}

namespace {

/// Both values are known, and the table has no row for them: the text leaves it open, and no measurement settles that.
Outcome beyond_table(const Measurement& m, const Measurement& total, const Limit& limit) {
  Outcome out;
  out.verdict = Verdict::undecided;
  out.reason = "rule_text";
  out.limit = limit;
  out.measurements = {m.id, total.id};
  out.message = beside(told(message("standards.check.undecided.no_row"), m, limit), "total", total).with("quantity", total.quantity);
  return out;
}

}  // namespace

Outcome Judge::by_table(const Demand& d, const Measurement& m) const {
  const auto* by = measure::quantity(d.table_quantity);
  const bool own = by && std::find(by->subjects.begin(), by->subjects.end(), rule_.rule.subject) != by->subjects.end();
  const auto* total = site_.find(own ? subject() : nullptr, d.table_quantity, d.table_params);
  if (!total || !total->number()) return missing(total, d);
  Outcome out = beside_total(d, m, *total);
  for (const Measurement* other : site_.contradicting(*total))
    if (other->number() && beside_total(d, m, *other).verdict != out.verdict) return contested(std::move(out), *total, *other);
  return out;
}

Outcome Judge::beside_total(const Demand& d, const Measurement& m, const Measurement& counted) const {
  const Measurement* total = &counted;
  const bool whole = total->unit == "1";  // a count
  if (whole && total->hi < 1 && total->u <= 0) {
    Outcome out = missing(total, d);
    out.verdict = Verdict::not_applicable;
    out.message = message("standards.check.none_to_count");
    out.taken_for_whole = measure::taken_for_whole(*total);
    return out;
  }
  const double count = whole ? std::round(*total->number()) : *total->number();
  const TableRow* row = row_for(d.table, count, whole);
  if (!row) return beyond_table(m, *total, d.limit);
  Limit limit = d.limit;
  limit.min = table_min(*row, count);
  limit.as_written = m.unit == "m" ? centimetres(*limit.min) : std::to_string(static_cast<long long>(*limit.min));
  Outcome out = outcome_beside(m, *total, limit, tolerance_, site_, [&](const Spread& value, const Spread& of, double tolerance) {
    return decide_by_table(d.table, whole, d.limit, of, value, tolerance);
  });
  out.margin = *m.number() - *limit.min;
  out.taken_for_whole = measure::taken_for_whole(*total) || (measure::taken_for_whole(m) && out.verdict != Verdict::pass);
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
    Outcome out = beside_other(d, m, *other);
    for (const Measurement* said : site_.contradicting(*other))
      if (said->number() && beside_other(d, m, *said).verdict != out.verdict) {
        out = contested(std::move(out), *other, *said);
        break;
      }
    const auto margin = [](const Outcome& o) { return o.margin.value_or(0); };
    if (!worst || goodness(out) < goodness(*worst) || (goodness(out) == goodness(*worst) && margin(out) < margin(*worst)))
      worst = std::move(out);
  }
  return worst ? std::move(*worst) : missing(nullptr, d);
}

Outcome Judge::beside_other(const Demand& d, const Measurement& m, const Measurement& other) const {
  Limit limit = d.limit;
  const double bound = d.times * *other.number();
  (d.relative_is_max ? limit.max : limit.min) = bound;
  if (limit.as_written.empty() && m.unit == "m") limit.as_written = centimetres(bound);
  return outcome_beside(m, other, limit, tolerance_, site_, [&](const Spread& value, const Spread& of, double tolerance) {
    return decide_relative(d.times, d.relative_is_max, d.limit, of, value, tolerance);
  });
}

}  // namespace landai::standards
