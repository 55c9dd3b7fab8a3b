// SPDX-License-Identifier: GPL-3.0-or-later
// Values of several parts, ways or subjects that decide together.
#include <algorithm>
#include <cmath>
#include <set>

#include "against.hpp"
#include "judge.hpp"
#include "landai/measure/word_list.hpp"

namespace landai::standards {
namespace {

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

}  // namespace

/// A place is as good as its best entrance; an entrance that itself cannot be reached without steps leads nowhere. Whether it can may be
/// what values contradict each other on: then the place is as good with that entrance as without it, or nothing is decided.
Outcome Judge::pair(const Demand& d) const {
  const auto all = site_.to(id(), d.quantity, d.params);
  std::vector<const Measurement*> sure, open;
  std::vector<Unknown> unknown;
  for (const Measurement* m : all) {
    const Tri cut_off = site_.cut_off(m->subject.front(), unknown);
    if (cut_off != Tri::yes) open.push_back(m);
    if (cut_off == Tri::no) sure.push_back(m);
  }
  auto without = best_of(d, sure.empty() ? all : sure);
  if (!without) return missing(nullptr, d);
  if (unknown.empty()) return std::move(*without);
  Outcome out = *best_of(d, open);
  if (out.verdict == without->verdict) return out;
  return open_by(std::move(out), unknown.front().quantity, unknown.front().subject, unknown.front().measurement);
}

std::optional<Outcome> Judge::best_of(const Demand& d, const std::vector<const Measurement*>& ways) const {
  std::optional<Outcome> best;
  for (const auto* m : ways) {
    Outcome out = with_value(d, *m);
    out.subject = m->subject;
    if (!best || goodness(out) > goodness(*best) || (goodness(out) == goodness(*best) && out.margin && best->margin && *out.margin > *best->margin))
      best = std::move(out);
  }
  return best;
}

/// The lists of all subjects as one: the tactile paths of the building lead to the entrance, some of them.
Outcome Judge::together(const Demand& d) const {
  std::set<std::string> united, open, sure, possible;   // where lists contradict each other: what all of them have, what one of them has
  const Measurement *of = nullptr, *other_of = nullptr;
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
    std::vector<std::string> agreed = *words;
    possible.insert(words->begin(), words->end());
    for (const Measurement* other : site_.contradicting(*m)) {
      const auto& theirs = std::get<std::vector<std::string>>(*other->value);   // of another kind nothing contradicts
      std::erase_if(agreed, [&theirs](const auto& word) { return std::find(theirs.begin(), theirs.end(), word) == theirs.end(); });
      possible.insert(theirs.begin(), theirs.end());
      of = m, other_of = other;
    }
    sure.insert(agreed.begin(), agreed.end());
  }
  const auto all_in = [&d](const std::set<std::string>& words) {
    return std::all_of(d.limit.one_of.begin(), d.limit.one_of.end(), [&words](const auto& word) { return words.contains(word); });
  };
  const bool met = all_in(sure);
  if (of && !met && all_in(possible)) {
    out.limit = d.limit;
    return contested(std::move(out), *of, *other_of);
  }
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

/// The parts as one value; where values of a part contradict each other, each of them put in its place decides the same, or nothing is decided.
Outcome Judge::as_one_value(const Demand& d, const std::vector<const Measurement*>& found) const {
  const auto one = as_one(d, found);
  if (!one) return missing(found.front(), d);
  Outcome out = decided(d, *one);
  out.measurements.clear();
  for (const auto* m : found) out.measurements.push_back(m->id);
  if (out.verdict != Verdict::pass && out.verdict != Verdict::fail) return out;
  std::vector<const Measurement*> least = found, most = found;
  const Measurement *of = nullptr, *other_of = nullptr;
  const auto differs = [&](const std::vector<const Measurement*>& those) {
    const auto otherwise = as_one(d, those);
    return otherwise && decided(d, *otherwise).verdict != out.verdict;
  };
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const Measurement* other : site_.contradicting(*found[i])) {
      if (!other->number()) continue;
      of = found[i], other_of = other;
      if (*other->number() < *least[i]->number()) least[i] = other;
      if (*other->number() > *most[i]->number()) most[i] = other;
      std::vector<const Measurement*> replaced = found;
      replaced[i] = other;
      if (differs(replaced)) return contested(std::move(out), *of, *other_of);
    }
  if (of && (differs(least) || differs(most))) return contested(std::move(out), *of, *other_of);
  return out;
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
  if (!one_by_one) return unknown ? missing(unknown, d) : as_one_value(d, found);
  std::vector<Outcome> parts;
  for (const auto* m : found) parts.push_back(with_value(d, *m));
  if (unknown) parts.push_back(missing(unknown, d));
  return merged(d, d.combine == Combine::each ? Demand::Op::all : Demand::Op::any, parts);
}

}  // namespace landai::standards
