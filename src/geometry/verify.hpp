// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram.hpp"

namespace landai::geometry {

/// Checks vertices and edges that a library has built against the segments themselves, and fills in what the
/// clearance does: Vertex::clearance, Edge::least and Edge::narrowing. False when anything is wrong:
///
/// 1. A vertex must be as far from both sites of each of its edges as from anything else (within 0.002 mm).
/// 2. Between a point and a point or wall the clearance is least where the two come closest, if the edge gets
///    there. The disc over these two points must then be empty of everything, decided in integers. An edge
///    that ends within a ten-thousandth of a millimetre of that place gets there when the disc is empty.
/// 3. No vertex may lie lower than two of its edges, for there the way would be narrowest and no pair would
/// say
///    so. Between two pairs of obstacles there is always a pair.
[[nodiscard]] bool verify(Diagram& diagram);

}  // namespace landai::geometry
