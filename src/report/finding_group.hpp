// SPDX-License-Identifier: GPL-3.0-or-later
// Checks that are told as one finding, and the words of a finding (finding_words.cpp). Private to the room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landai/measure/reconcile.hpp"
#include "landai/report/report.hpp"
#include "view.hpp"

namespace landai::report {

/// The checks that one subject fails (or leaves open) for one cause.
struct Case {
  std::string place;             ///< element id
  std::vector<std::string> together;  ///< all elements, where they are judged as one; else empty
  std::string from;              ///< of a route
  std::vector<const standards::Check*> checks;
  standards::Verdict verdict = standards::Verdict::fail;
  std::optional<double> value;
  std::string value_words;       ///< of what is no number, and why nothing was measured
  int severity = 4;
  std::string duty;              ///< "waived", "staged": nothing is due here; else empty
};

struct Group {
  std::vector<const Case*> cases;
};

[[nodiscard]] bool is_route(const standards::Check& check, const View& view);
/// The check that a finding is told by: the gravest, an element's own before a route's, then by rule id.
[[nodiscard]] const standards::Check& leading(const Case& c, const View& view);

/// The first line of a finding: the place, what was measured there and what it should be, or why that is not decided.
[[nodiscard]] std::string title_of(const Group& group, const std::vector<std::string>& places, const View& view);
/// {name} in the rule's remedy: value, limit, min, max, difference, and the rule's parameters.
[[nodiscard]] std::string remedy_of(const Group& group, const View& view);
/// What moving one thing does for the checks of a finding, each text once. Proposals come in the order of the checks.
void add_proposals(Finding& f, const View& view);
/// What was read or photographed on the building and contradicts what is drawn.
[[nodiscard]] Finding built_differently(const measure::Disagreement& d, const View& view);
/// Readings or photos of one thing that cannot all be true.
[[nodiscard]] Finding contradicting(const measure::Reconciliation& question, const View& view);

}  // namespace landai::report
