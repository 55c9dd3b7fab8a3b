// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram.hpp"

namespace landai::geometry {

/// Fills vertices and edges of `d`, whose sites are there already, with CGAL's segment Delaunay graph:
/// filtered predicates that fall back to exact ones, three to four times as slow as Boost. What lies outside
/// the box is left out. Unchecked; false when CGAL gives up. The segments must be noded and sorted.
[[nodiscard]] bool by_cgal(const std::vector<GridSegment>& segments, const Box& box, Diagram& d);

}  // namespace landai::geometry
