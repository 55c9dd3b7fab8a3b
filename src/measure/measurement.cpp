// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/measurement.hpp"

#include <algorithm>
#include <tuple>

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

}  // namespace

bool answers(const Measurement& m, const Params& params) {
  return m.params == params || (m.params.empty() && (m.method == Method::attested || m.method == Method::reading || m.method == Method::photo));
}

bool counts_before(const Measurement& a, const Measurement& b) {
  return std::tuple(rank(a), a.u) < std::tuple(rank(b), b.u);
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
