// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "landai/indicators/indicators.hpp"

namespace landai::indicators {

inline std::filesystem::path data_dir() { return std::filesystem::path(LANDAI_SOURCE_DIR) / "data"; }

/// All shipped forms.
inline const std::vector<Form>& forms() {
  static const std::vector<Form> kForms = [] {
    auto loaded = load_forms(data_dir(), {});
    if (!loaded) {
      ADD_FAILURE() << loaded.error().file << " " << loaded.error().where << ": "
                    << loaded.error().message.key;
      return std::vector<Form>{};
    }
    return std::move(*loaded);
  }();
  return kForms;
}

inline const Form& form(const std::string& id) {
  for (const Form& each : forms())
    if (each.id == id) return each;
  ADD_FAILURE() << id << " is not shipped";
  static const Form kNone;
  return kNone;
}

inline Policy policy(const std::string& name) {
  auto loaded = load_policy(data_dir(), name);
  if (loaded) return *loaded;
  ADD_FAILURE() << loaded.error().message.key;
  return {};
}

inline Element thing(std::string id, Category category, std::string name = {},
                     std::vector<std::string> connects = {}) {
  Element e;
  e.id = std::move(id);
  e.category = category;
  e.name = std::move(name);
  e.connects = std::move(connects);
  return e;
}

inline void measured(measure::MeasurementSet& set, std::string subject, std::string quantity,
                     measure::Value value, Method method = Method::fact) {
  measure::Measurement m;
  m.subject = {std::move(subject)};
  m.quantity = std::move(quantity);
  m.value = std::move(value);
  m.method = method;
  set.add(std::move(m));
}

inline void fact(measure::MeasurementSet& set, std::string subject, std::string quantity, std::string value) {
  measured(set, std::move(subject), std::move(quantity), std::move(value));
}

inline standards::Check check(std::string id, std::string rule, std::vector<std::string> subject,
                              standards::Verdict verdict) {
  standards::Check c;
  c.id = std::move(id);
  c.rule = std::move(rule);
  c.subject = std::move(subject);
  c.verdict = verdict;
  return c;
}

inline Attestation attestation(std::string indicator, std::string state, std::string date = {},
                               std::vector<std::string> evidence = {}) {
  Attestation a;
  a.indicator = std::move(indicator);
  a.state = std::move(state);
  a.by = "Sari";
  a.date = std::move(date);
  a.evidence = std::move(evidence);
  a.line = 7;
  return a;
}

/// A plan, what was measured of it, and what is said of it.
struct Bench {
  Plan plan;
  measure::MeasurementSet set;
  std::vector<standards::Check> checks;
  std::vector<Attestation> said;
  Policy by;
  std::vector<SitePhoto> photos;

  /// An item of any shipped form; "a03" is short for "p2ham18.imi.a03".
  [[nodiscard]] Indicator of(std::string id) const {
    if (id.find('.') == std::string::npos) id.insert(0, "p2ham18.imi.");
    auto fit = fitting(said, forms(), {}, "readings.csv");
    if (!fit) {
      ADD_FAILURE() << fit.error().message.key;
      return {};
    }
    for (const Indicator& indicator : evaluate(forms(), plan, set, checks, by, fit->here, photos))
      if (indicator.id == id) return indicator;
    ADD_FAILURE() << id << " is in no form";
    return {};
  }
};

/// Keys of an item's notes.
inline std::vector<std::string> notes(const Indicator& item) {
  std::vector<std::string> keys;
  for (const Message& note : item.notes) keys.push_back(note.key);
  return keys;
}

/// One accessible toilet with its door.
inline Bench toilet() {
  Bench b;
  b.plan.elements = {thing("W", Category::space, "TOILET DIFABEL"),
                     thing("D", Category::door, "P-1", {"W", "outside"})};
  fact(b.set, "W", "space.use", "toilet_accessible");
  return b;
}

}  // namespace landai::indicators
