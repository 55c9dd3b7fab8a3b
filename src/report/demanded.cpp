// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of a check whose rule has several.
#include <algorithm>

#include "text.hpp"
#include "view.hpp"

namespace landai::report {
namespace {

using standards::Demanded;
using standards::Limit;

bool same_bounds(const Limit& a, const Limit& b) { return a.min == b.min && a.max == b.max && a.strict == b.strict; }

bool holds(const Demanded& d, const Limit& limit) {
  if (d.op == Demanded::Op::limit) return same_bounds(d.limit, limit);
  return std::any_of(d.parts.begin(), d.parts.end(), [&](const Demanded& part) { return holds(part, limit); });
}

/// The combination of this kind that holds the limit; null where there is none.
const Demanded* combination(const Demanded& d, Demanded::Op op, const Limit& limit) {
  if (d.op == op && holds(d, limit)) return &d;
  for (const Demanded& part : d.parts)
    if (const Demanded* found = combination(part, op, limit)) return found;
  return nullptr;
}

/// Those of which one limit is enough; else those of which the text does not say which one holds.
const Demanded* alternatives(const Demanded& d, const Limit& limit) {
  const Demanded* any = combination(d, Demanded::Op::any, limit);
  return any ? any : combination(d, Demanded::Op::either, limit);
}

std::string limit_text(const View& view, const Limit& limit, const std::string& quantity) {
  // "yes" says less than "90 × 130 cm".
  std::string text = limit.truth && !limit.as_written.empty() ? std::string() : view.limit(limit, quantity);
  return text.empty() ? view.texts.as_written(limit.as_written) : text;
}

/// Each limit once, told with the value in front where that is not the one that was told just before.
class Sentence {
 public:
  explicit Sentence(const View& view) : view_(view) {}

  std::string of(const Demanded& d) {
    if (d.op == Demanded::Op::limit) return one(d);
    std::vector<std::string> told;
    for (const Demanded& part : d.parts) {
      std::string text = of(part);
      if (text.empty() || std::find(told.begin(), told.end(), text) != told.end()) continue;
      told.push_back(part.parts.size() > 1 ? "(" + text + ")" : text);
    }
    return join(told, " " + view_.texts(d.op == Demanded::Op::all ? "report.compare.and" : "report.compare.or") + " ");
  }

  [[nodiscard]] std::size_t limits() const { return limits_; }

 private:
  std::string one(const Demanded& d) {
    if (d.verdict == standards::Verdict::not_applicable) return {};
    ++limits_;
    const measure::Measurement* m = view_.measurement(d.measurement);
    const bool own = m && m->value && m->quantity == d.quantity;
    std::string what = view_.quantity(d.quantity, d.params);
    if (own && !m->truth()) what += " " + view_.value(*m);
    std::string text = what == told_ ? std::string() : what + ": ";
    told_ = std::move(what);
    text += limit_text(view_, d.limit, d.quantity);
    if (const auto* other = view_.measurement(d.hangs_on)) text += " – " + view_.quantity(other->quantity, other->params) + " " + view_.value(*other) + " –";
    return text + " (" + view_.word("verdict", to_string(d.verdict)) + ")";
  }

  const View& view_;
  std::string told_;
  std::size_t limits_ = 0;
};

}  // namespace

std::string limit_of(const View& view, const standards::Check& check, const std::string& quantity) {
  const Demanded* several = check.demanded ? alternatives(*check.demanded, check.limit) : nullptr;
  if (!several) return view.limit(check.limit, quantity);
  std::vector<const Limit*> limits, missed;
  const auto gather = [&](const auto& self, const Demanded& d) -> void {
    for (const Demanded& part : d.parts) self(self, part);
    if (d.op != Demanded::Op::limit || d.quantity != quantity || d.verdict == standards::Verdict::not_applicable) return;
    limits.push_back(&d.limit);
    if (d.verdict != standards::Verdict::pass) missed.push_back(&d.limit);
  };
  gather(gather, *several);
  // What the value meets is not what it misses: "1.190 m, should be at least 1.200 m or at least 0.945 m" says that it is enough.
  if (check.verdict != standards::Verdict::pass && !missed.empty()) limits = std::move(missed);
  if (limits.empty()) return view.limit(check.limit, quantity);
  const bool rounded = std::all_of(limits.begin(), limits.end(), [](const Limit* limit) { return limit->rounded; });
  std::vector<std::string> told;
  for (const Limit* limit : limits) {
    std::string text = rounded ? view.texts.as_written(clean(limit->as_written)) : limit_text(view, *limit, quantity);
    if (std::find(told.begin(), told.end(), text) == told.end()) told.push_back(std::move(text));
  }
  const std::string text = join(told, " " + view.texts("report.compare.or") + " ");
  return rounded ? view.texts.render(message("report.limit.rounded").with("limit", text)) : text;  // our reading is told once
}

std::string demanded_text(const View& view, const standards::Check& check) {
  if (!check.demanded) return {};
  Sentence sentence(view);
  std::string text = sentence.of(*check.demanded);
  return sentence.limits() > 1 ? clean(text) : std::string();
}

}  // namespace landai::report
