// SPDX-License-Identifier: GPL-3.0-or-later
// Things drawn by hand in tests: a plan of one level and bodies on it.
#pragma once

#include <string>
#include <utility>

#include "landai/plan/plan.hpp"

namespace landai::test {

/// A plan with the level L0 at the height 0 and nothing on it.
inline Plan one_level() {
  Plan plan;
  plan.levels.push_back({"L0", "", 0, true});
  return plan;
}

/// Something on L0 without a shape.
inline Element thing(std::string id, Category category, std::string kind = {}) {
  Element e;
  e.id = std::move(id);
  e.category = category;
  e.kind = std::move(kind);
  e.levels = {"L0"};
  return e;
}

/// A rectangle on L0, metres.
inline Element body(std::string id, Category category, double x0, double y0, double x1, double y1, std::string kind = {}) {
  Element e = thing(std::move(id), category, std::move(kind));
  e.geometry.areas = {Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}};
  return e;
}

/// Puts it on the plan; what is returned is valid until the next thing is put there.
inline Element& put(Plan& plan, Element e) {
  plan.elements.push_back(std::move(e));
  return plan.elements.back();
}

}  // namespace landai::test
