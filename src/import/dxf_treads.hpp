// SPDX-License-Identifier: GPL-3.0-or-later
// Run, width and treads of a flight from its outline and the lines in it.
#pragma once

#include <optional>
#include <vector>

#include "landai/plan/plan.hpp"

namespace landai::importer {

struct FlightDrawing {
  FlightShape shape;
  bool arrow = false;   ///< foot and head are as an arrow says; else their order is open
};

/// A ramp flight: the outline, with an arrow from foot to head among the lines.
[[nodiscard]] FlightDrawing read_ramp(const Polygon& outline, const std::vector<PlanSegment>& lines);
/// A stair flight: the outline with its riser lines and an arrow from foot to head. The number of risers is known only when
/// a line is drawn at both ends of the outline.
[[nodiscard]] FlightDrawing read_stair(const Polygon& outline, const std::vector<PlanSegment>& lines);

/// A flight that is drawn with riser lines alone.
struct LooseStair {
  Polygon outline;
  FlightDrawing drawing;
  std::vector<std::size_t> lines;
};
/// Groups of at least three equal parallel lines, 0.2 to 0.45 m apart.
[[nodiscard]] std::vector<LooseStair> loose_stairs(const std::vector<PlanSegment>& lines);

}  // namespace landai::importer
