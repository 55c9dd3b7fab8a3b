// SPDX-License-Identifier: GPL-3.0-or-later
// A plan of a few named elements with measurements put in by hand, for putting rules to the test.
#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <string>
#include <vector>

#include "landai/measure/catalogue.hpp"
#include "landai/standards/standards.hpp"

namespace landai::standards {

inline std::filesystem::path data_dir() { return std::filesystem::path(LANDAI_SOURCE_DIR) / "data"; }

/// A pack of one's own, up to its rules.
inline const std::string kPackHead = R"(schema: landai-standard/1
id: mine
version: "1"
counts: true
instrument: Mine
title: {id: Punyaku, en: Mine}
status: {id: ada, en: there}
about: {id: coba, en: a trial}
sources:
  S: {id: sini, en: here}
rules:
)";

inline Element thing(std::string id, Category category, std::string kind = {}, std::vector<std::string> connects = {}, std::string parent = {}) {
  Element e;
  e.id = std::move(id);
  e.category = category;
  e.kind = std::move(kind);
  e.connects = std::move(connects);
  if (!parent.empty()) e.parent = std::move(parent);
  e.levels = {"L0"};
  return e;
}

inline measure::Measurement number(std::vector<std::string> subject, std::string quantity, double value, measure::Params params = {}, double u = 0,
                                   Method method = Method::geometry) {
  measure::Measurement m;
  m.subject = std::move(subject);
  m.quantity = std::move(quantity);
  m.params = std::move(params);
  m.value = value;
  m.lo = m.hi = value;
  m.u = u;
  m.method = method;
  const auto* info = measure::quantity(m.quantity);
  if (info) m.unit = info->unit;
  return m;
}

inline measure::Measurement word(std::string subject, std::string quantity, measure::Value value, measure::Params params = {}) {
  measure::Measurement m;
  m.subject = {std::move(subject)};
  m.quantity = std::move(quantity);
  m.params = std::move(params);
  m.value = std::move(value);
  m.method = Method::fact;
  return m;
}

inline const Check* check_of(const std::vector<Check>& checks, const std::string& rule, const std::string& subject) {
  for (const Check& check : checks)
    if (check.rule == rule && !check.subject.empty() && check.subject.back() == subject) return &check;
  return nullptr;
}

/// All packs of the project, read once.
inline const std::vector<Pack>& packs() {
  static const std::vector<Pack> kPacks = [] {
    auto loaded = load_packs(data_dir(), {});
    if (!loaded) {
      ADD_FAILURE() << loaded.error().file << " " << loaded.error().where << ": " << loaded.error().message.key;
      return std::vector<Pack>{};
    }
    return std::move(*loaded);
  }();
  return kPacks;
}

}  // namespace landai::standards
