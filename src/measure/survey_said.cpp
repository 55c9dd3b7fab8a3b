// SPDX-License-Identifier: GPL-3.0-or-later
// What was read on the building or is stated of it, and where those who say it contradict each other.
#include <algorithm>

#include "landai/measure/reconcile.hpp"
#include "as_read.hpp"
#include "survey_caches.hpp"

namespace landai::measure {

void Survey::take_readings() {
  const auto seen = [](const Reading& r) { return r.method != Method::attested; };
  auto& c = *caches_;
  for (const auto& reading : facts.readings.readings) {
    if (reading.subject.size() != 1) continue;
    const std::pair key{reading.subject.front(), reading.quantity};
    c.readings[key].push_back(&reading);
    if (!reading.params.empty() || (!seen(reading) && c.facts.contains(key))) continue;
    const auto it = c.read.find(key);
    const QuantityInfo* info = quantity(reading.quantity);
    const bool better = it == c.read.end() || (info && counts_before(as_read(reading, *info, {}), as_read(*it->second.first, *info, {})));
    if (better) c.read.insert_or_assign(key, std::pair{&reading, Fact{key.first, key.second, reading.value, reading.by, reading.line}});
  }
}

const Fact* Survey::fact(const std::string& subject, std::string_view quantity) const {
  const auto it = caches_->facts.find({subject, std::string(quantity)});
  return it == caches_->facts.end() ? nullptr : it->second;
}

const Fact* Survey::stated(const std::string& subject, std::string_view quantity) const {
  if (disputed(subject, quantity)) return nullptr;
  const auto it = caches_->read.find({subject, std::string(quantity)});
  return it == caches_->read.end() ? fact(subject, quantity) : &it->second.second;
}

bool Survey::disputed(const std::string& subject, std::string_view quantity) const {
  if (readings_of(subject, quantity).empty()) return false;   // a fact is stated once
  const auto what = said(subject, quantity);
  return what && what->disputed;
}

namespace {

Measurement value_of(const Reading& r) {
  Measurement m;
  m.value = r.value;
  m.lo = r.lo;
  m.hi = r.hi;
  m.u = r.u;
  return m;
}

/// One of two readings that contradict each other is wrong, and nothing tells which: it may be either.
void widen(Said& said, const Reading& first, const Reading& other) {
  const bool equals = (first.method == Method::attested) == (other.method == Method::attested);
  if (!equals || !other.params.empty() || !contradict(value_of(first), value_of(other))) return;
  said.disputed = true;
  said.lo = std::min(said.lo, other.lo);
  said.hi = std::max(said.hi, other.hi);
  said.u = std::max(said.u, other.u);
}

}  // namespace

std::optional<Said> Survey::said(const std::string& subject, std::string_view quantity) const {
  const auto where = [this](const std::string& file, int line) { return file_called(file, facts.readings.file) + ":" + std::to_string(line); };
  if (const auto it = caches_->read.find({subject, std::string(quantity)}); it != caches_->read.end()) {
    const Reading& r = *it->second.first;
    Said said{r.value, r.lo, r.hi, r.u, r.method, where(r.file.empty() ? facts.readings.file : r.file, r.line)};
    for (const Reading* other : readings_of(subject, quantity)) widen(said, r, *other);
    return said;
  }
  const Fact* stated = fact(subject, quantity);
  if (!stated) return std::nullopt;
  const auto* number = std::get_if<double>(&stated->value);
  const double at = number ? *number : 0;
  Said said{stated->value, at, at, 0, Method::attested, where(facts.file, stated->line)};
  Reading first;
  first.value = said.value;
  first.lo = first.hi = at;
  first.method = Method::attested;
  for (const Reading* other : readings_of(subject, quantity)) widen(said, first, *other);
  return said;
}

std::optional<Known> Survey::stated_number(const std::string& subject, std::string_view quantity) const {
  const auto what = said(subject, quantity);
  const auto* number = what ? std::get_if<double>(&what->value) : nullptr;
  if (!number) return std::nullopt;
  const SureBounds sure = sure_bounds(what->lo, what->hi, what->u);
  return Known{*number, sure.lo, sure.hi, what->method, {}};
}

const std::vector<const Reading*>& Survey::readings_of(const std::string& subject, std::string_view quantity) const {
  static const std::vector<const Reading*> kNoReadings;
  const auto it = caches_->readings.find({subject, std::string(quantity)});
  return it == caches_->readings.end() ? kNoReadings : it->second;
}

std::string Survey::coverage() const {
  const auto stated = said("building", "building.coverage");
  const auto* word = stated ? std::get_if<std::string>(&stated->value) : nullptr;
  return !word ? std::string() : stated->disputed ? "partial" : *word;
}

}  // namespace landai::measure
