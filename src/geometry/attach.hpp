// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "diagram.hpp"

namespace landai::geometry {

/// How one gets from a point in a free place onto the diagram.
struct Attachment {
  /// A vertex to begin at, and the edges to it after the first.
  struct Way {
    int vertex = -1;
    double limit = 0;  ///< smallest clearance (radius) on the way that counts; infinite when it only widens
    bool by_pair = false;  ///< the limit is that of the landing edge's pair of sites, exactly
    bool top = false;      ///< nothing wider next to it
    double length = 0;     ///< from the point to the vertex
    std::vector<int> edges;
  };
  PlanPoint point;
  PlanPoint onto;  ///< where the diagram is met
  int edge = -1;
  double clearance = 0;  ///< radius at the point
  std::vector<Way> ways;
};

/// Where a point is carried when it moves straight away from its nearest site: onto the border of that site's
/// cell. `radius` is the clearance there.
struct Landing {
  int edge = -1;
  PlanPoint at;
  double radius = std::numeric_limits<double>::infinity();
};
/// Nothing nearer than a cell to an obstacle, and where the diagram is not met.
[[nodiscard]] std::optional<Landing> land_on(const Diagram& diagram, PlanPoint point);

/// From the point away from its nearest site to the border of that site's cell, then along the diagram as
/// long as that does not get narrower: until there the disc around the point is what is narrow, not the way.
/// A stretch of one width (between door jambs, to the grid: radii that differ by less than a cell) counts as
/// not narrower only within the disc around the point.
[[nodiscard]] std::optional<Attachment> attach(const Diagram& diagram, PlanPoint point);

}  // namespace landai::geometry
