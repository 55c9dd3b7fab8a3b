// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "landai/core/geometry.hpp"
#include "landai/measure/measurement.hpp"

namespace landai::measure {

/// Length and width of the smallest rectangle, turned along one of its edges, that a floor lies in; metres.
struct InnerSize {
  double longer = 0, shorter = 0;
  bool filled = true;  ///< the floor fills it; else something juts in, and not all of the size is free
};

/// Nothing for an empty floor. Of an outline of very many edges only the longest give the direction, so it
/// may be a little too large.
[[nodiscard]] std::optional<InnerSize> inner_size_of(const MultiPolygon& floor);

/// Tells it in the evidence's note, which it replaces: whether something fits in is an answer without a
/// number otherwise.
void tell_inner_size(Measurement& m, const InnerSize& size);
/// What was told so; nothing for any other measurement.
[[nodiscard]] std::optional<InnerSize> inner_size(const Measurement& m);

}  // namespace landai::measure
