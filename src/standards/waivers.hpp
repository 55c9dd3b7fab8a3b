// SPDX-License-Identifier: GPL-3.0-or-later
// Of what a waiver speaks. Private to the room.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "landai/measure/facts.hpp"
#include "landai/plan/plan.hpp"
#include "outcome.hpp"

namespace landai::standards {

/// Whether the waiver speaks of this rule at this subject: it names no element, one of them, or something
/// that one of them is part of (leave for a ramp holds for its flights). `find` gives the element of an id,
/// or null.
template <class Find>
bool waives(const measure::Waiver& waiver, const std::string& rule, const std::vector<std::string>& subject,
            const Find& find) {
  constexpr int kMostParts = 8;  // of parts; a plan with a loop ends here
  const auto in = [](const std::vector<std::string>& list, const std::string& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
  };
  if (!in(waiver.rules, rule)) return false;
  if (waiver.elements.empty()) return true;
  for (const std::string& id : subject) {
    if (in(waiver.elements, id)) return true;
    const Element* e = find(id);
    for (int i = 0; e && e->parent && i < kMostParts; ++i) {
      if (in(waiver.elements, *e->parent)) return true;
      e = find(*e->parent);
    }
  }
  return false;
}

/// What leave for this check is held to. Nothing where no number decided.
[[nodiscard]] std::optional<measure::WaivedValue> value_to_waive(const Check& check, const Outcome& outcome);

/// The value for which the waiver was given at this rule and subject, or nullptr where nobody kept it or it was another quantity.
[[nodiscard]] const measure::WaivedValue* given_for(const measure::Waiver& waiver, const measure::WaivedValue& now);

/// Whether a value is worse than another by more than the bounds, tolerances and twice the combined uncertainty of both explain.
[[nodiscard]] bool is_worse(const measure::WaivedValue& now, const measure::WaivedValue& then);

}  // namespace landai::standards
