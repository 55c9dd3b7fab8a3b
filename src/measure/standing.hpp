// SPDX-License-Identifier: GPL-3.0-or-later
// Places to stand or sit at something: beside an edge of it, with the knees under it where they have room.
#pragma once

#include <optional>
#include <string>

#include "survey.hpp"

namespace landai::measure {

/// An edge of a thing with the direction (unit) in which one stands before it.
struct StandingEdge {
  PlanSegment line;
  PlanPoint out;
};

/// The holes of a lift's doors and openings, on all its levels; nothing where none is drawn at it.
[[nodiscard]] MultiPolygon lift_doors(const Survey& s, const Element& lift);

/// Room for knees and toes under a thing, from an edge of it inwards.
struct KneeRoom {
  double depth_m = 0;   ///< 0: none
  bool known = false;   ///< false: the plan does not tell; nothing is counted then
};

/// Free from the floor to 0.70 m (the knee height that the Indonesian and British texts of reference/standards.md name; ADA 2010 306.3
/// asks 0.685 m). From the knee height and depth of a counter, stated or drawn, by their lower bounds; else from the height range of
/// the thing, when it begins 0.70 m above the floor, as deep as the thing. At most 0.635 m (ADA 306.2.2: no further under an element).
[[nodiscard]] KneeRoom knee_room(const Survey& s, const Element& thing, const StandingEdge& edge, const std::string& level);

/// What stands around a place. Polygons of the plan frame.
struct Surroundings {
  MultiPolygon things;        ///< in the way of a seated body
  MultiPolygon low_things;    ///< in the way of knees and toes under the thing, without the thing itself
  MultiPolygon floor;         ///< the room; empty when none is known
};
[[nodiscard]] Surroundings surroundings(Survey& s, const Element& thing, const StandingEdge& edge, const std::string& level,
                                        double reach_m);

/// A free rectangle, `along` beside the edge and `deep` away from it, of which `under` lies beneath the thing. It may stand over an
/// end of the edge as long as it covers half of the edge or half of itself. The border may touch (0.2 mm). Its four corners, or
/// nothing when there is none.
[[nodiscard]] std::optional<Ring> place_beside(const StandingEdge& edge, double along, double deep, double under,
                                               const Surroundings& around);

/// Sectors that the doors of a room sweep in it.
[[nodiscard]] MultiPolygon swept_in(const Survey& s, const Element& space);
/// The level an element lies on, the lowest of several; empty when the plan has none.
[[nodiscard]] std::string level_of(const Survey& s, const Element& e);

}  // namespace landai::measure
