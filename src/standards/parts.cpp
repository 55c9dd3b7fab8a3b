// SPDX-License-Identifier: GPL-3.0-or-later
// What a check says of each quantity that its rule asks about, for tables in which every quantity has its own
// row.
#include <algorithm>
#include <map>
#include <set>

#include "landai/standards/standards.hpp"
#include "outcome.hpp"
#include "rule_data.hpp"
#include "site.hpp"

namespace landai::standards {
namespace {

using Asked = measure::Request;

/// The demand with its cases decided. Nothing where no case holds or it is not known which one does.
std::optional<Demand> chosen(const Demand& d, const Site& site, const Element* subject) {
  if (d.op == Demand::Op::cases) {
    std::vector<Unknown> unknown;
    for (const Demand& part : d.parts) {
      const Tri holds = site.holds(part.when, subject, unknown);
      if (holds == Tri::yes) return chosen(part, site, subject);
      if (holds == Tri::unknown) return std::nullopt;
    }
    return std::nullopt;
  }
  Demand out = d;
  out.parts.clear();
  for (const Demand& part : d.parts)
    if (auto one = chosen(part, site, subject)) out.parts.push_back(std::move(*one));
  if (d.op != Demand::Op::leaf && out.parts.empty()) return std::nullopt;
  return out;
}

void leaves(const Demand& d, std::vector<const Demand*>& into) {
  if (d.op == Demand::Op::leaf) into.push_back(&d);
  for (const Demand& part : d.parts) leaves(part, into);
}

/// The demand as far as it is about one quantity; nothing where it is not.
std::optional<Demand> about(const Demand& d, const Asked& asked) {
  if (d.op == Demand::Op::leaf) return Asked{d.quantity, d.params} == asked ? std::optional(d) : std::nullopt;
  Demand out = d;
  out.parts.clear();
  for (const Demand& part : d.parts)
    if (auto one = about(part, asked)) out.parts.push_back(std::move(*one));
  if (out.parts.empty()) return std::nullopt;
  return out.parts.size() == 1 ? out.parts.front() : out;
}

bool same_numbers(const Limit& a, const Limit& b) {
  return a.min == b.min && a.max == b.max && a.strict == b.strict && a.truth == b.truth &&
         a.one_of == b.one_of;
}

class Parted {
 public:
  Parted(const PackData& pack, const RuleData& rule, const Site& site, const Check& check)
      : pack_(pack), rule_(rule), site_(site), check_(check) {
    if (rule.rule.subject == Category::building) return;
    if (rule.together)
      for (const auto& id : check.subject) subjects_.push_back(site.element(id));
    else
      subjects_.push_back(site.element(check.subject.back()));  // of a way, where it leads
  }

  [[nodiscard]] std::vector<Part> parts() const {
    const std::string& key = check_.message.key;
    if (check_.verdict == Verdict::not_measured &&
        (key == "standards.check.fact_missing" || key == "standards.check.depends"))
      return {whole(rule_.rule.quantity, rule_.rule.params)};
    const auto demand = chosen(rule_.demand, site_, subjects_.empty() ? nullptr : subjects_.front());
    if (!demand) return {whole(rule_.rule.quantity, rule_.rule.params)};
    if (demand->op == Demand::Op::leaf) return {whole(demand->quantity, demand->params)};
    std::vector<const Demand*> all;
    leaves(*demand, all);
    std::vector<Part> out;
    std::set<Asked> told;
    const Verdict judged = answer(*demand).verdict;
    for (const Demand* leaf : all)
      if (const Asked asked{leaf->quantity, leaf->params}; told.insert(asked).second)
        if (auto part = one(*about(*demand, asked), judged)) out.push_back(std::move(*part));
    if (out.size() == 1) out.front().verdict = check_.verdict;
    return out;
  }

 private:
  [[nodiscard]] Outcome answer(const Demand& d) const {
    return judge(d, rule_, pack_.tolerance, site_, subjects_);
  }

  /// The check says it all by itself.
  [[nodiscard]] Part whole(const std::string& quantity, const measure::Params& params) const {
    return {quantity, params, check_.measurements, check_.limit, {check_.limit}, false, check_.verdict};
  }

  /// What the parts of a demand about one quantity set, each once. Of several minima that all must be met the
  /// largest says it, and of maxima the smallest.
  [[nodiscard]] std::vector<Limit> limits_of(const Demand& d) const {
    if (d.op == Demand::Op::leaf) return {answer(d).limit};
    std::vector<Limit> out;
    for (const Demand& part : d.parts)
      for (Limit& limit : limits_of(part))
        if (std::none_of(out.begin(), out.end(), [&limit](const Limit& l) { return same_numbers(l, limit); }))
          out.push_back(std::move(limit));
    const bool minima = std::all_of(out.begin(), out.end(), [](const Limit& l) { return l.min && !l.max; });
    const bool maxima = std::all_of(out.begin(), out.end(), [](const Limit& l) { return l.max && !l.min; });
    if (d.op != Demand::Op::all || (!minima && !maxima)) return out;
    const auto stricter = [minima](const Limit& a, const Limit& b) {
      return minima ? *a.min > *b.min : *a.max < *b.max;
    };
    return {*std::min_element(out.begin(), out.end(), stricter)};
  }

  [[nodiscard]] std::optional<Part> one(const Demand& d, Verdict judged) const {
    std::vector<const Demand*> all;
    leaves(d, all);
    Outcome outcome = answer(d);
    if (outcome.verdict == Verdict::not_applicable) return std::nullopt;
    // What the rule leaves open as a whole (a plan that need not show everything) is open for its parts.
    const bool open = judged != check_.verdict && outcome.verdict == judged;
    Part part{all.front()->quantity,
              all.front()->params,
              std::move(outcome.measurements),
              outcome.limit,
              {},
              d.op == Demand::Op::all,
              open ? check_.verdict : outcome.verdict};
    part.limits = all.size() == 1 ? std::vector<Limit>{outcome.limit} : limits_of(d);
    return part;
  }

  const PackData& pack_;
  const RuleData& rule_;
  const Site& site_;
  const Check& check_;
  std::vector<const Element*> subjects_;
};

}  // namespace

std::vector<std::vector<Part>> parts(std::span<const Pack> packs, const Plan& plan,
                                     const measure::MeasurementSet& measurements,
                                     std::span<const Check> checks) {
  const Site site(plan, measurements);
  std::map<std::pair<std::string_view, std::string_view>, std::pair<const PackData*, const RuleData*>> rules;
  for (const Pack& pack : packs)
    if (pack.data)
      for (const RuleData& rule : pack.data->rules)
        rules.emplace(std::pair{std::string_view(pack.id), std::string_view(rule.rule.id)},
                      std::pair{pack.data.get(), &rule});
  std::vector<std::vector<Part>> out(checks.size());
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const Check& check = checks[i];
    const auto rule = rules.find({check.standard, check.rule});
    if (rule == rules.end() || check.verdict == Verdict::not_applicable || check.subject.empty()) continue;
    out[i] = Parted(*rule->second.first, *rule->second.second, site, check).parts();
  }
  return out;
}

}  // namespace landai::standards
