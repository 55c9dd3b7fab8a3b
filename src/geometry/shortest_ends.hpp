// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shortest_search.hpp"

namespace landai::geometry {

/// Ways from a point to where the grown obstacles leave room: the point itself where the disc fits.
struct Lead {
  TangentSearch::End end;  ///< where the disc fits first, and how far that is
  Polyline points;         ///< from the point to there, cells; at least one
};

/// Empty when the disc fits nowhere on the ways on which it gets wider.
[[nodiscard]] std::vector<Lead> leads_from(const Clearance::Impl& clearance, const GrownObstacles& grown,
                                           PlanPoint p);

}  // namespace landai::geometry
