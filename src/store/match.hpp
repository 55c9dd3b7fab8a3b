// SPDX-License-Identifier: GPL-3.0-or-later
// Which element of a changed plan is which of the plan before.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "landai/plan/plan.hpp"

namespace landai::store {

/// What an element is known again by. Metres, plan frame of its plan.
struct Trace {
  std::string id;
  Category category = Category::obstacle;
  std::string kind;
  std::string name;
  std::string level_name;
  std::optional<double> elevation;  ///< of its lowest level, where known
  std::string parent;               ///< id; empty: none
  Box box;                          ///< empty for what has no geometry
  double area = 0;
  double length = 0;
};

/// The traces of a plan's elements, in their order, as they lie when the plan is turned about its origin by so many radians counter-clockwise; if `mirrored`, once its x
/// has changed its sign.
[[nodiscard]] std::vector<Trace> traces(const Plan& plan, double turned_by = 0, bool mirrored = false);

enum class Found { no, by_id, by_place, ambiguous };

struct Matches {
  std::vector<std::optional<std::size_t>> of;  ///< of each old one its new one
  std::vector<Found> how;                      ///< of each old one
  PlanPoint shift{0, 0};                       ///< by which the plan as a whole was moved, metres
};

/// How far the middle of an element is from where it was, metres, beyond `shift`; 0 for what has no place.
[[nodiscard]] double moved_by(const Trace& old, const Trace& fresh, PlanPoint shift);

/// One-to-one. First by source id and place: the id and the category are the same, and it lies where it lay. Then by
/// place and shape: the same category, kind and level, centres and sizes within bounds that grow with the element (at
/// most 1 m), and clearly nearer than any other on both sides; equal names decide between several. What two could be is
/// ambiguous and not matched. Where the id of either lies elsewhere, only what stands exactly there (5 cm) is it; else
/// it is ambiguous. Last by id alone, for what left its place empty; not when less than half of those that share an
/// id lie in one place, nor in a category of which ids were dealt anew (ambiguous). A plan that was moved as a whole
/// is moved back first. `old` comes in order of precedence: where two would have the same new one, the first
/// `present` of them are asked before the others.
[[nodiscard]] Matches match(const std::vector<Trace>& old, std::size_t present,
                            const std::vector<Trace>& fresh);

}  // namespace landai::store
