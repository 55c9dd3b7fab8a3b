// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "landai/report/route.hpp"
#include "view.hpp"

namespace landai::report {

/// A View of a plan of which nothing was judged, for its names.
struct PlanView {
  measure::MeasurementSet measurements;
  std::vector<standards::Pack> packs;
  std::vector<standards::Check> checks;
  std::vector<indicators::Form> forms;
  std::vector<indicators::Indicator> indicators;
  Inputs inputs;
  View view;
  PlanView(const Plan& plan, const Texts& texts)
      : inputs{plan, measurements, packs, checks, forms, indicators, {}, {}}, view(inputs, texts) {}
  PlanView(const PlanView&) = delete;
  PlanView& operator=(const PlanView&) = delete;
};

/// yes, no or undecided.
[[nodiscard]] const char* answer_word(const measure::Journey& journey);
/// "Door P-03", "outside the building", "point 3.20, 4.10".
[[nodiscard]] std::string place_name(const View& view, const measure::Place& place);
/// What was found of the footprint on a stage, as a sentence; empty when nothing was asked.
[[nodiscard]] std::string footprint_text(const View& view, const measure::Mobility& mobility, const measure::Stage& stage);
/// "Door P-03 and Table 4".
[[nodiscard]] std::string things_text(const View& view, const std::vector<std::string>& ids);

}  // namespace landai::report
