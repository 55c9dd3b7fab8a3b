// SPDX-License-Identifier: GPL-3.0-or-later
// Where one enters a room.
#pragma once

#include "landai/geometry/clearance.hpp"
#include "survey.hpp"

namespace landai::measure {

/// Points a little inside the room in front of its doors and openings, and where it is open to a neighbour without a
/// wall between them. Metres, plan frame; plan order. Openings that something stands in are left out.
[[nodiscard]] std::vector<PlanPoint> openings_of(Survey& s, const Element& space, const geometry::Clearance& clearance);

}  // namespace landai::measure
