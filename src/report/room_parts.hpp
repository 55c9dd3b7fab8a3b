// SPDX-License-Identifier: GPL-3.0-or-later
// A room that is too narrow somewhere, taken apart there.
#pragma once

#include <vector>

#include "landai/core/geometry.hpp"

namespace landai::report {

/// The parts into which cuts across its narrow places divide a room, found on a lattice of points inside it.
class RoomParts {
 public:
  /// Each cut goes through the two points of a witness and on to the room's borders. Metres, plan frame.
  RoomParts(const MultiPolygon& room, const std::vector<PlanSegment>& narrow);
  [[nodiscard]] int count() const { return count_; }
  /// The part nearest to a point; 0 for a room without a point of the lattice.
  [[nodiscard]] int at(PlanPoint p) const;
  /// Two parts that touch at a cut (place in `narrow`).
  struct Border {
    int a = 0, b = 0, cut = 0;
    auto operator<=>(const Border&) const = default;
  };
  [[nodiscard]] const std::vector<Border>& borders() const { return borders_; }

 private:
  std::vector<PlanPoint> points_;
  std::vector<int> part_;
  std::vector<Border> borders_;   ///< sorted, each once
  int count_ = 1;
};

}  // namespace landai::report
