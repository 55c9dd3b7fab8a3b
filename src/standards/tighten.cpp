// SPDX-License-Identifier: GPL-3.0-or-later
// One demand against another: which of them asks more. Only what follows from the demands alone counts.
#include "tighten.hpp"

#include <algorithm>
#include <string_view>

namespace landai::standards {
namespace {

using Op = Demand::Op;

bool within(const std::vector<std::string>& some, const std::vector<std::string>& all) {
  return std::all_of(some.begin(), some.end(),
                     [&](const auto& one) { return std::find(all.begin(), all.end(), one) != all.end(); });
}

/// Sizes of what has to be there or to fit in: more of it is harder. Of other parameters it is not known.
bool is_size(std::string_view name) {
  constexpr std::string_view kSizes[] = {"a", "b", "size", "arm", "width", "length", "diameter", "clear"};
  return std::find(std::begin(kSizes), std::end(kSizes), name) != std::end(kSizes);
}

bool params_as_strict(const Demand& was, const Demand& now) {
  if (was.params == now.params) return true;
  const auto* info = measure::quantity(was.quantity);
  const bool fits =
      info && info->kind == measure::ValueKind::truth && was.limit.truth == true && now.limit.truth == true;
  if (!fits || was.params.size() != now.params.size()) return false;
  return std::all_of(was.params.begin(), was.params.end(), [&](const auto& param) {
    const auto& [name, before] = param;
    const auto found = now.params.find(name);
    if (found == now.params.end()) return false;
    const double* old_size = std::get_if<double>(&before);
    const double* new_size = std::get_if<double>(&found->second);
    if (!old_size || !new_size || !is_size(name)) return before == found->second;
    return *new_size >= *old_size;
  });
}

bool table_as_strict(const Demand& was, const Demand& now) {
  if (was.table_quantity != now.table_quantity || was.table_params != now.table_params) return false;
  return std::equal(was.table.begin(), was.table.end(), now.table.begin(), now.table.end(),
                    [](const TableRow& a, const TableRow& b) {
                      const bool same_way =
                          a.percent.has_value() == b.percent.has_value() && (a.per > 0) == (b.per > 0);
                      // A row that seems misprinted excuses some failures; it may stop to, but not begin to.
                      const bool excuse = !b.probable || (a.probable && *b.probable >= *a.probable);
                      return a.upto == b.upto && same_way && excuse && b.min >= a.min &&
                             b.percent.value_or(0) >= a.percent.value_or(0) && b.base >= a.base &&
                             b.per <= a.per && b.above <= a.above;
                    });
}

/// `strict` speaks of both sides, so where a side stays it may not be lost.
bool bounds_as_strict(const Limit& was, const Limit& now) {
  if (was.min && (!now.min || *now.min < *was.min || (*now.min == *was.min && was.strict && !now.strict)))
    return false;
  return !was.max || (now.max && *now.max <= *was.max && (*now.max < *was.max || !was.strict || now.strict));
}

bool leaf_as_strict(const Demand& was, const Demand& now) {
  if (was.quantity != now.quantity || was.children != now.children || was.combine != now.combine ||
      was.includes != now.includes)
    return false;
  if (was.relative != now.relative || was.relative_is_max != now.relative_is_max ||
      was.table.empty() != now.table.empty())
    return false;
  if (!params_as_strict(was, now)) return false;
  if (!was.table.empty()) return table_as_strict(was, now) && (now.limit.strict || !was.limit.strict);
  if (!was.relative.empty()) {
    const bool more = was.relative_is_max ? now.times <= was.times : now.times >= was.times;
    return more && (now.limit.strict || !was.limit.strict);
  }
  if (was.limit.truth || now.limit.truth) return was.limit.truth == now.limit.truth;
  if (!was.limit.one_of.empty())
    return was.includes ? within(was.limit.one_of, now.limit.one_of)
                        : within(now.limit.one_of, was.limit.one_of);
  return bounds_as_strict(was.limit, now.limit);
}

/// The same combination, part by part.
bool parts_as_strict(const Demand& was, const Demand& now) {
  return was.op == now.op &&
         std::equal(was.parts.begin(), was.parts.end(), now.parts.begin(), now.parts.end(),
                    [](const Demand& a, const Demand& b) { return a.when == b.when && as_strict(a, b); });
}

}  // namespace

bool as_strict(const Demand& was, const Demand& now) {
  if (was == now) return true;
  if (was.op == Op::leaf && now.op == Op::leaf) return leaf_as_strict(was, now);
  if (parts_as_strict(was, now)) return true;
  if (was.op == Op::cases || now.op == Op::cases) return false;
  const auto every = [](const std::vector<Demand>& parts, const auto& is) {
    return std::all_of(parts.begin(), parts.end(), is);
  };
  const auto some = [](const std::vector<Demand>& parts, const auto& is) {
    return std::any_of(parts.begin(), parts.end(), is);
  };
  const auto now_meets = [&now](const Demand& part) { return as_strict(part, now); };
  const auto meets_was = [&was](const Demand& part) { return as_strict(was, part); };
  // What is stricter than each reading of a text is stricter than the text.
  if (was.op == Op::all || was.op == Op::either) return every(was.parts, now_meets);
  if (now.op == Op::all) return some(now.parts, meets_was);
  if (now.op == Op::any || now.op == Op::either) return every(now.parts, meets_was);
  return was.op == Op::any && some(was.parts, now_meets);
}

}  // namespace landai::standards
