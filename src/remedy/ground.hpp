// SPDX-License-Identifier: GPL-3.0-or-later
// Where a thing may stand: in its rooms, on nothing else, outside the sweep of doors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "landai/plan/plan.hpp"

namespace landai::remedy {

class Ground {
 public:
  /// For the thing and what belongs to it, within `reach_m` of where it stands. Nothing when the plan shows no room that it lies in, or
  /// no body.
  [[nodiscard]] static std::optional<Ground> of(const Plan& plan, const std::string& thing, double reach_m);

  enum class Answer {
    free,
    taken,   ///< something else stands there, or a door needs the place
    closed,  ///< a wall, or the end of the room: nothing slides through
  };
  /// Whether the thing may stand moved by this much. What it touched or overlapped before, it may touch and overlap as far as before:
  /// a chair stays under its table. Touching within 0.3 mm is free.
  [[nodiscard]] Answer at(PlanPoint by_m) const;
  /// Unit vectors along the longest edge of the thing's outline and across it, both ways; empty for a point.
  [[nodiscard]] std::vector<PlanPoint> edge_directions() const;
  [[nodiscard]] const MultiPolygon& body() const { return body_; }

 private:
  struct Taken {
    MultiPolygon area;
    Box box;
    bool closes = false;  ///< a wall, a column, a window
    double before = 0;  ///< m2 that the thing covers of it where it stands now
  };
  MultiPolygon body_;    ///< shrunk by the touch that is free
  MultiPolygon rooms_;
  double outside_before_ = 0;
  std::vector<Taken> taken_;
};

}  // namespace landai::remedy
