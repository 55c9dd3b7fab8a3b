// SPDX-License-Identifier: GPL-3.0-or-later
#include "against.hpp"

#include <cmath>

#include "landai/measure/inner_size.hpp"
#include "landai/measure/reconcile.hpp"
#include "reference.hpp"

namespace landai::standards {
namespace {

using measure::Measurement;

/// Unit in which a message shows a number: slopes as ratio and per cent, shares as per cent.
std::string shown_unit(const Measurement& m) {
  if (m.unit != "1") return m.unit;
  if (m.quantity.ends_with("slope")) return "slope";
  return m.quantity.ends_with("share") || m.quantity.ends_with("humidity") || m.quantity.ends_with("fall")
             ? "%"
             : m.unit;
}

/// Drawn lengths are judged with the drawing tolerance, a drawn slope with what that is over its run;
/// readings with none.
double tolerance_for(const Measurement& m, const Limit& limit, const Tolerance& tolerance, const Site& site) {
  const bool drawn =
      m.method == Method::drawn || m.method == Method::attribute || m.method == Method::geometry;
  // A riser that follows from a rise that was read, and a count, is no drawn length.
  if (m.unit == "m") return drawn && !measure::follows_from_readings(m) ? tolerance.drawn_m : tolerance.reading_m;
  if (!drawn) return 0;
  if (m.unit == "rad") return tolerance.drawn_rad;
  const auto length = tolerance.over.find(m.quantity);
  if (length == tolerance.over.end() || m.subject.size() != 1) return 0;
  const auto* run = site.find(m.subject.front(), length->second, {});
  if (!run || !run->number() || *run->number() < 0.05) return 0;
  const double at = limit.max.value_or(limit.min.value_or(0));
  return std::abs(at) * tolerance.drawn_m / *run->number();
}

const char* kind_of(const Limit& limit) {
  if (limit.min && limit.max) return *limit.min == *limit.max ? "exact" : limit.rounded ? "rounded" : "range";
  if (limit.min) return limit.strict ? "more" : "min";
  return limit.strict ? "less" : "max";
}

/// What is granted to the reading that would settle it, which is not drawn.
double reading_tolerance(const Measurement& m, const Tolerance& tolerance) { return m.unit == "m" ? tolerance.reading_m : 0; }

/// What was decided, told; what would settle it is left open.
Outcome outcome_of(const Decision& decision, const Measurement& m, const Limit& limit, double tolerance) {
  Outcome out;
  out.tolerance = tolerance;
  out.u = m.u;
  out.play = m.hi - m.lo + tolerance;
  out.verdict = decision.verdict;
  // Between bounds there is no one probability: the middle of a wide range says nothing of what will be found.
  if (m.lo == m.hi) out.probability = decision.probability;
  out.margin = decision.margin;
  out.limit = limit;
  if (out.verdict == Verdict::undecided) out.reason = "uncertainty";
  const bool open_above = std::isinf(m.hi);
  out.may_be_more = open_above && out.verdict == Verdict::undecided &&
                    decide(limit, {m.lo, m.lo, m.lo, m.u}, tolerance).verdict == Verdict::fail;
  std::string key;
  key.reserve(40);
  key.append("standards.check.").append(to_string(out.verdict)).append(".").append(kind_of(limit));
  if (out.verdict == Verdict::undecided && !open_above && m.lo == m.hi) key += ".u";
  // Nobody can measure a number of things: what they are is what is not known.
  if (out.verdict == Verdict::undecided && m.lo != m.hi && m.quantity.starts_with("facility.") && m.unit == "1" && !open_above && kind_of(limit) == std::string_view("min"))
    key = m.lo == 0 ? "standards.check.undecided.count.none" : "standards.check.undecided.count";
  out.message = told(message(std::move(key)), m, limit);
  return out;
}

/// Whether a better measurement of this one alone settles it, and how good it must be. Between bounds nobody knows
/// what will be found: one of their ends that would decide makes it worth while, and promises nothing.
std::optional<Settle> settled_by(const Measurement& m, const std::function<Decision(const Spread&)>& decide) {
  const Spread s = spread_of(m);
  if (s.lo == s.hi) {
    const auto u = settling_uncertainty(s.value, s.u, [&](double better) {
      return decide({s.value, s.value, s.value, better}).verdict != Verdict::undecided;
    });
    return u ? std::optional(Settle{m.quantity, u}) : std::nullopt;
  }
  for (const double found : {s.value, s.lo, s.hi})
    if (std::isfinite(found) && decide({found, found, found, 0}).verdict != Verdict::undecided)
      return Settle{m.quantity, std::nullopt};
  return std::nullopt;
}

/// What would settle it: a better measurement of the value, else one of what the limit hangs on, each as if
/// the other stayed as it is; one that surely does before one that may. Where it takes both, none is named.
std::shared_ptr<const Settle> settle_beside(const Measurement& m, const Measurement& other,
                                            const DecideBoth& decide, double tolerance, double of_reading) {
  const Spread value = spread_of(m), reference = spread_of(other);
  const auto by_value = settled_by(m, [&](const Spread& s) { return decide(s, reference, of_reading); });
  const auto by_other = settled_by(other, [&](const Spread& s) { return decide(value, s, tolerance); });
  for (const bool surely : {true, false})
    for (const auto& by : {by_value, by_other})
      if (by && (by->u_max || !surely)) return std::make_shared<const Settle>(*by);
  return nullptr;
}

/// Bounds with what the random part adds on each side at 95 %.
std::pair<double, double> likely(const Measurement& m) {
  constexpr double kOneSided = 1.6448536269514722;
  return {m.lo - kOneSided * m.u, m.hi + kOneSided * m.u};
}

}  // namespace

std::string centimetres(double metres) {
  const auto hundredths = std::llround(metres * 10'000);
  std::string text = std::to_string(hundredths / 100);
  if (const auto part = hundredths % 100; part % 10 != 0) text += (part < 10 ? ".0" : ".") + std::to_string(part);
  else if (part != 0) text += "." + std::to_string(part / 10);
  return text + " cm";
}

Message told(Message text, const Measurement& m, const Limit& limit) {
  text.args.reserve(4);  // of a value without bounds; a city has a million of them
  if (const auto number = m.number()) {
    const std::string unit = shown_unit(m);
    const double scale = unit == "%" ? 100 : 1;
    std::move(text).with("value", scale * *number, unit);
    if (limit.min) std::move(text).with("min", scale * *limit.min, unit);
    if (limit.max) std::move(text).with("max", scale * *limit.max, unit);
    if (m.lo != m.hi) std::move(text).with("lo", scale * m.lo, unit).with("hi", scale * m.hi, unit);
  } else if (const auto* word = m.word()) {
    std::move(text).with("value", *word);
  }
  return std::move(text).with("limit", limit.as_written);
}

Message with_number(Message text, const char* name, const Measurement& of, double number) {
  const std::string unit = shown_unit(of);
  return std::move(text).with(name, number * (unit == "%" ? 100 : 1), unit);
}

Message beside(Message text, const char* name, const Measurement& other) {
  if (const auto number = other.number()) return with_number(std::move(text), name, other, *number);
  if (const auto* word = other.word()) return std::move(text).with(name, *word);
  return text;
}

Outcome number_outcome(const Measurement& m, const Limit& limit, const Tolerance& tolerance,
                       const Site& site) {
  const double drawn = tolerance_for(m, limit, tolerance, site);
  Outcome out = outcome_of(decide(limit, spread_of(m), drawn), m, limit, drawn);
  // More than that would meet a minimum too, and might break a maximum or mend a failure.
  out.taken_for_whole = measure::taken_for_whole(m) && (limit.max || out.verdict != Verdict::pass);
  if (out.verdict != Verdict::undecided) return out;
  // Between bounds nobody knows what will be found, and so not how good the measurement must be.
  const auto u = m.lo == m.hi ? settling_uncertainty(limit, *m.number(), reading_tolerance(m, tolerance)) : std::nullopt;
  out.settle = std::make_shared<const Settle>(Settle{m.quantity, u});
  return out;
}

Outcome settled(bool met, const char* kind, const Measurement& m, const Limit& limit) {
  Outcome out;
  out.verdict = met ? Verdict::pass : Verdict::fail;
  out.probability = met ? 1 : 0;
  out.limit = limit;
  std::string key = std::string("standards.check.") + to_string(out.verdict) + "." + kind;
  if (limit.truth && limit.as_written.empty()) key += ".plain";
  const auto width = m.params.find("width");
  const double* metres =
      m.quantity == "route.exists" && width != m.params.end() ? std::get_if<double>(&width->second) : nullptr;
  // A way of a width: "not met: 70 cm" would not say what there is too little of.
  if (metres) key = std::string("standards.check.") + to_string(out.verdict) + ".route";
  const auto size = limit.as_written.empty() ? std::nullopt : measure::inner_size(m);
  if (size) key = std::string("standards.check.") + to_string(out.verdict) + (size->filled ? ".size" : ".size_at_most");
  out.message = told(message(std::move(key)), m, limit);
  if (size) std::move(out.message).with("shorter", size->shorter, "m").with("longer", size->longer, "m");
  if (metres) std::move(out.message).with("width", *metres, "m");
  return out;
}

Outcome missing(const Measurement* m, const std::string& quantity, const Limit& limit) {
  Outcome out;
  out.limit = limit;
  if (m) {
    out.measurements.push_back(m->id);
    out.subject = m->subject;
  }
  out.verdict = m && !m->applies ? Verdict::not_applicable : Verdict::not_measured;
  out.message = m && !m->missing.empty() ? m->missing
                                         : message("standards.check.nobody_asked").with("quantity", quantity);
  return out;
}

Outcome wanted(const Demand& d, const Measurement& m, const Site& site, const Element* subject) {
  Outcome out = missing(&m, d.quantity, d.limit);
  const bool own = subject && m.subject.size() == 1 && m.subject.front() == subject->id;
  const std::string& of = d.table.empty() ? d.relative : d.table_quantity;
  const auto* other = own ? site.find(subject, of, d.table.empty() ? measure::Params{} : d.table_params) : nullptr;
  if (!other || !other->number() || other->lo != other->hi || m.unit != "m") return out;
  double bound = d.times * *other->number();
  if (!d.table.empty()) {
    const TableRow* row = row_for(d.table, *other->number(), false);
    if (!row || other->unit == "1") return out;
    bound = table_min(*row, *other->number());
  }
  const bool most = d.table.empty() && d.relative_is_max;
  // In whole millimetres that are enough: rounded to the nearest, what is told could miss.
  const double told = (most ? std::floor(bound * 1000 + 1e-6) : std::ceil(bound * 1000 - 1e-6)) / 1000;
  out.message = beside(message(most ? "standards.check.wanted.max" : "standards.check.wanted.min"), "other", *other)
                    .with("quantity", d.quantity)
                    .with("of", of)
                    .with("limit", centimetres(told));
  return out;
}

Outcome outcome_beside(const Measurement& m, const Measurement& other, const Limit& limit,
                       const Tolerance& tolerance, const Site& site, const DecideBoth& decide) {
  const double drawn = tolerance_for(m, limit, tolerance, site);
  const Spread value = spread_of(m), reference = spread_of(other);
  Outcome out = outcome_of(decide(value, reference, drawn), m, limit, drawn);
  out.measurements = {m.id, other.id};
  // Where the limit comes from is told beside it. A range and a strict limit have no such sentence, and no rule has them here.
  if (const std::string_view kind = kind_of(limit); kind == "min" || kind == "max") {
    out.message.key += ".of";
    out.message = beside(std::move(out.message), "other", other);
    std::move(out.message).with("of", other.quantity);
  }
  if (out.verdict != Verdict::undecided) return out;
  const Spread sure{reference.value, reference.value, reference.value, 0};
  if (decide(value, sure, drawn).verdict !=
      Verdict::undecided) {  // it is the other quantity that leaves it open
    const std::string unit = shown_unit(other);
    const auto [from, to] = likely(other);
    const double scale = unit == "%" ? 100 : 1;
    out.message =
        told(message("standards.check.undecided.beside"), m, limit).with("quantity", other.quantity);
    std::move(out.message).with("from", scale * from, unit).with("to", scale * to, unit);
  }
  out.settle = settle_beside(m, other, decide, drawn, reading_tolerance(m, tolerance));
  return out;
}

}  // namespace landai::standards
