// SPDX-License-Identifier: GPL-3.0-or-later
// Of what a waiver speaks. Private to the room.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "landai/measure/facts.hpp"
#include "landai/plan/plan.hpp"

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

}  // namespace landai::standards
