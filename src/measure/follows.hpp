// SPDX-License-Identifier: GPL-3.0-or-later
// What is worked out of the plan from something that was found otherwise on the building.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "survey.hpp"

namespace landai::measure {

/// Why the plan's value of this quantity of this element no longer holds: something that it follows from was read or stated otherwise, and
/// was not drawn or is drawn with another value (apart by more than twice the standard uncertainty and 0.5 mm), or its readings contradict
/// each other. Empty when it holds.
[[nodiscard]] Message overtaken(Survey& survey, const Element& e, std::string_view quantity);

/// Rise over run (ramp.slope) or atan(riser over tread) (stair.slope) from what was read or stated, the other one as drawn. Nothing when
/// neither of the two was or one of them is not known. Where one of them was not read, it is `partly_drawn`. `u` by first order propagation (JCGM 100:2008, 5.1.2). Where readings of one of
/// the two contradict each other, its bounds span what each of them gives.
[[nodiscard]] std::optional<Measurement> worked_out(Survey& survey, const Element& e, std::string_view quantity);

/// The most that a quantity of the element can be by the reading or photo of another one (a door's clear width by its opening): bounds from 0
/// to that. Nothing where there is no such reading.
[[nodiscard]] std::optional<Measurement> at_most(Survey& survey, const Element& e, std::string_view quantity);

/// Whether one of two readings of an element is of a quantity that the other one's allows less of: a clear width that is more than the opening,
/// by more than their bounds and twice their combined uncertainty. False for other quantities.
[[nodiscard]] bool exceed(const Measurement& a, const Measurement& b);
/// The quantities that `exceed` looks at beside this one.
[[nodiscard]] std::vector<std::string_view> bound_with(std::string_view quantity);

/// What a stair flight's rise is by the riser as read and its number of steps (read, else drawn), or its riser by the rise as read: risers are
/// the rise in equal parts. Nothing for other quantities, and where the other one was not read.
[[nodiscard]] std::optional<Measurement> by_steps(Survey& survey, const Element& e, std::string_view quantity);
/// What follows from readings of other quantities: `worked_out`, else `by_steps`.
[[nodiscard]] std::optional<Measurement> following(Survey& survey, const Element& e, std::string_view quantity);

/// A number of the element as far as it is known: as read or stated, else worked out, else as drawn where that still holds; else missing. Where
/// readings contradict each other, or what follows from others alone, its bounds span all of them: none of them comes first.
[[nodiscard]] Measurement as_known(Survey& survey, const Element& e, std::string_view quantity);

}  // namespace landai::measure
