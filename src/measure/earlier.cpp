// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/earlier.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "landai/core/date.hpp"
#include "landai/measure/reconcile.hpp"
#include "as_read.hpp"
#include "follows.hpp"
#include "question.hpp"

namespace landai::measure {
namespace {

/// A reading of a day that is known and has been.
struct Dated {
  std::size_t at = 0;   ///< which of the readings
  std::string day;
  Measurement value;
};
using Question = std::pair<std::vector<std::string>, std::string>;

/// A time of day behind the date does not matter.
std::string day_of(const Reading& reading, const std::string& last) {
  std::string day = reading.date.substr(0, 10);
  return is_date(day) && day <= last ? day : std::string();
}

std::map<Question, std::vector<Dated>> dated(const Readings& readings, const std::string& last) {
  std::map<Question, std::vector<Dated>> all;
  for (std::size_t i = 0; i < readings.readings.size(); ++i) {
    const Reading& r = readings.readings[i];
    const QuantityInfo* info = quantity(r.quantity);
    std::string day = day_of(r, last);
    if (info && !day.empty()) all[{r.subject, r.quantity}].push_back({i, std::move(day), as_read(r, *info, readings.file)});
  }
  return all;
}

/// Had on the building; what is stated bounds nothing.
bool seen(const Measurement& m) { return m.method == Method::reading || m.method == Method::photo; }

/// Whether both cannot be of one day: the same question answered otherwise, or a clear width that the opening does not allow.
bool exclude(const Measurement& was, const Measurement& now) {
  if (was.quantity != now.quantity) return seen(was) && seen(now) && exceed(was, now);
  return side_by_side(was, now) && same_question(was, now) && contradict(was, now);
}

/// The first of a later day that says otherwise; `values` are in the order of their days.
const Dated* displaced_by(const Dated& was, const std::vector<Dated>& values) {
  auto later = std::upper_bound(values.begin(), values.end(), was.day, [](const std::string& day, const Dated& d) { return day < d.day; });
  later = std::find_if(later, values.end(), [&](const Dated& d) { return exclude(was.value, d.value); });
  return later == values.end() ? nullptr : &*later;
}

/// The same among what was read of it and of what bounds it.
const Dated* displaced_by(const Dated& was, const Question& question, const std::map<Question, std::vector<Dated>>& all) {
  const Dated* first = displaced_by(was, all.at(question));
  for (const std::string_view other : bound_with(question.second)) {
    const auto at = all.find({question.first, std::string(other)});
    const Dated* since = at == all.end() ? nullptr : displaced_by(was, at->second);
    if (since && (!first || since->day < first->day)) first = since;
  }
  return first;
}

}  // namespace

std::vector<Earlier> take_earlier(Readings& readings, const std::string& day) {
  std::map<std::size_t, Earlier> found;
  auto all = dated(readings, day);
  for (auto& [question, values] : all)
    std::stable_sort(values.begin(), values.end(), [](const Dated& a, const Dated& b) { return a.day < b.day; });
  for (const auto& [question, values] : all)
    for (const Dated& was : values)
      if (const Dated* since = displaced_by(was, question, all)) found.emplace(was.at, Earlier{was.value, since->value});
  std::vector<Earlier> taken;
  std::vector<Reading> kept;
  for (std::size_t i = 0; i < readings.readings.size(); ++i)
    if (const auto it = found.find(i); it != found.end()) taken.push_back(std::move(it->second));
    else kept.push_back(std::move(readings.readings[i]));
  readings.readings = std::move(kept);
  return taken;
}

}  // namespace landai::measure
