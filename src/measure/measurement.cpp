// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/measurement.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "landai/core/date.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/ranges.hpp"
#include "landai/measure/word_list.hpp"

namespace landai::measure {
namespace {

constexpr const char* kLeftOpen = "measure.words.left_open";

std::string key_of(const std::vector<std::string>& subject, const std::string& quantity) {
  std::string key = quantity;
  for (const auto& id : subject) key += '\n' + id;
  return key;
}

/// What was seen on the building beats what somebody states, which beats what is drawn; unmeasured ones come last.
int rank(const Measurement& m) {
  if (!m.value && m.applies) return 3;
  if (m.method == Method::reading || m.method == Method::photo) return 0;
  if (m.method == Method::attested) return 1;
  return 2;
}

/// Whether the answer to a question settles the same question of other sizes: what holds a large rectangle holds a smaller one, and what
/// does not hold a small one holds no larger one.
bool settles(const Measurement& m, const Params& params) {
  const auto truth = m.truth();
  const QuantityInfo* info = truth && m.params.size() == params.size() ? quantity(m.quantity) : nullptr;
  if (!info || *info->smaller == '\0') return false;
  const auto names = words_of(info->smaller);
  return std::equal(m.params.begin(), m.params.end(), params.begin(), [&](const auto& asked, const auto& wanted) {
    if (asked.first != wanted.first) return false;
    const auto *of = std::get_if<double>(&asked.second), *to = std::get_if<double>(&wanted.second);
    if (!of || !to || std::find(names.begin(), names.end(), asked.first) == names.end()) return asked.second == wanted.second;
    constexpr double kNothing = 1e-9;   // what is lost when units are converted
    return *truth ? *of >= *to - kNothing : *of <= *to + kNothing;
  });
}

/// How wide a measurement is all in all, as a standard uncertainty: hard bounds count as a rectangular distribution. A photo whose interval is kept as
/// bounds has no `u` of its own, and would else count before every tape.
double width_of(const Measurement& m) { return std::hypot(m.u, (m.hi - m.lo) / std::sqrt(12.0)); }

/// A time of day behind the date does not matter.
std::string day_of(const Measurement& m) {
  for (const auto& [name, arg] : m.evidence.note.args)
    if (std::string day = name == "date" ? arg.text.substr(0, 10) : std::string(); is_date(day)) return day;
  return {};
}

/// Of two that are as sure, the one of the later day; of one day the smaller: the order in which they stand decides nothing.
bool comes_before(const Measurement& a, const Measurement& b) {
  if (rank(a) > 1) return false;   // drawn: in the order in which they were asked
  const auto day_a = day_of(a), day_b = day_of(b);
  return day_a != day_b ? day_a > day_b : a.lo < b.lo;
}

}  // namespace

bool answers(const Measurement& m, const Params& params) {
  if (m.params == params) return true;
  const bool said = m.method == Method::attested || m.method == Method::reading || m.method == Method::photo;
  return said && (m.params.empty() || settles(m, params));
}

bool surer(const Measurement& a, const Measurement& b) { return static_cast<float>(width_of(a)) < static_cast<float>(width_of(b)); }

bool counts_before(const Measurement& a, const Measurement& b) {
  // Seven digits: what is lost when a range's bounds are added up makes none of two the surer one.
  const std::tuple one(rank(a), static_cast<float>(width_of(a))), other(rank(b), static_cast<float>(width_of(b)));
  return one < other || (one == other && comes_before(a, b));
}

bool says_there_is_none(const Measurement& m) {
  const std::string* word = m.word();
  if (word == nullptr || *word != kThereIsNone) return false;
  const QuantityInfo* info = quantity(m.quantity);
  return info != nullptr && info->kind == ValueKind::number;
}

std::vector<std::string> words_left_open(const Measurement& m) {
  std::vector<std::string> words;
  if (m.evidence.note.key != kLeftOpen) return words;
  for (const auto& [name, arg] : m.evidence.note.args) {
    if (name != "wanted") continue;
    for (std::size_t from = 0; from < arg.text.size();) {
      const std::size_t end = std::min(arg.text.find(", ", from), arg.text.size());
      words.push_back(arg.text.substr(from, end - from));
      from = end + 2;
    }
  }
  return words;
}

void leave_open(Measurement& m, const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  if (!text.empty()) m.evidence.note = message(kLeftOpen).with("wanted", text).with("of", m.quantity);
}

void MeasurementSet::add(Measurement m) {
  m.id = "m" + std::to_string(all_.size() + 1);
  index_[key_of(m.subject, m.quantity)].push_back(all_.size());
  if (m.subject.size() > 1) index_[key_of({m.subject.front()}, m.quantity) + "\n*"].push_back(all_.size());
  all_.push_back(std::move(m));
}

const Measurement* MeasurementSet::find(const std::vector<std::string>& subject, const std::string& quantity,
                                        const Params& params) const {
  const auto it = index_.find(key_of(subject, quantity));
  if (it == index_.end()) return nullptr;
  const Measurement* best = nullptr;
  for (const auto i : it->second) {
    const Measurement& m = all_[i];
    if (answers(m, params) && (!best || counts_before(m, *best))) best = &m;
  }
  return best;
}

const Measurement* MeasurementSet::find(const std::string& subject, const std::string& quantity,
                                        const Params& params) const {
  return find(std::vector<std::string>{subject}, quantity, params);
}

std::vector<const Measurement*> MeasurementSet::of(const std::string& subject, const std::string& quantity) const {
  std::vector<std::size_t> places;
  for (const auto* suffix : {"", "\n*"})
    if (const auto it = index_.find(key_of({subject}, quantity) + suffix); it != index_.end())
      places.insert(places.end(), it->second.begin(), it->second.end());
  std::vector<const Measurement*> found;
  for (const auto i : places) found.push_back(&all_[i]);
  return found;
}

}  // namespace landai::measure
