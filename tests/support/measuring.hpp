// SPDX-License-Identifier: GPL-3.0-or-later
// Measuring in tests: one line from a plan to a measurement.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "landai/measure/measure.hpp"

namespace landai::test {

inline std::filesystem::path data_folder() { return std::filesystem::path(LANDAI_SOURCE_DIR) / "data"; }

inline Plan completed(Plan plan) {
  auto result = measure::complete(std::move(plan), data_folder());
  if (!result) {
    ADD_FAILURE() << result.error().message.key << ' ' << result.error().file << ' ' << result.error().where;
    return {};
  }
  return std::move(*result);
}

inline measure::MeasurementSet measured(const Plan& plan, const std::vector<measure::Request>& requests,
                                        const measure::Facts& facts = {}) {
  auto result = measure::measure(plan, facts, requests, data_folder());
  if (!result) {
    ADD_FAILURE() << result.error().message.key << ' ' << result.error().file << ' ' << result.error().where;
    return {};
  }
  return std::move(*result);
}

/// The measurement of one subject; an empty one when nobody made it.
inline measure::Measurement measured(const Plan& plan, const std::vector<std::string>& subject, const std::string& quantity,
                                     const measure::Params& params = {}, const measure::Facts& facts = {}) {
  const auto set = measured(plan, {{quantity, params}}, facts);
  const auto* m = set.find(subject, quantity, params);
  if (!m) ADD_FAILURE() << "no " << quantity << " of " << subject.front();
  return m ? *m : measure::Measurement{};
}

inline measure::Fact fact(std::string subject, std::string quantity, measure::Value value) {
  return {std::move(subject), std::move(quantity), std::move(value), "", 0};
}

inline Element* element(Plan& plan, const std::string& id) {
  for (auto& e : plan.elements)
    if (e.id == id) return &e;
  ADD_FAILURE() << "no element " << id;
  static Element none;
  return &none;
}

}  // namespace landai::test
