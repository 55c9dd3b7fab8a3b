// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "grid.hpp"

namespace landai::geometry {

struct TouchingDisc {
  PlanPoint centre;  ///< cells
  double radius = 0;
  bool sharp = false;  ///< it settled; false when the sites hardly fix it (walls almost in one line)
  /// Whole picometres that the diameter holds. Decided with 64 bits of mantissa: what is within 10^-12 cells
  /// (10^-16 m) of a picometre counts as that.
  std::int64_t diameter_pm = 0;
};

/// The disc that touches three sites (points or segments), made sharper from an estimate by Newton's method.
/// Nothing when the three do not fix a disc (two of them touch it at one point) or the estimate is too far
/// off.
[[nodiscard]] std::optional<TouchingDisc> touching_disc(const std::array<GridSegment, 3>& sites,
                                                        PlanPoint estimate);

}  // namespace landai::geometry
