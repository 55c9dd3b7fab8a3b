// SPDX-License-Identifier: GPL-3.0-or-later
// The floor of one level as someone on wheels meets it.
#pragma once

#include <optional>
#include <span>

#include "landai/geometry/clearance.hpp"
#include "route_mode.hpp"
#include "route_steps.hpp"
#include "survey.hpp"

namespace landai::measure {

/// A door as a route meets it.
struct PassDoor {
  const Element* element = nullptr;
  DoorFrame frame;
  double clear = 0;       ///< clear width, best estimate; where it is not known the opening, with 0 as lower bound
  double width = 0;       ///< the same as a route meets it: 0 when shut
  double lo = 0, hi = 0;
  double step = 0;        ///< the threshold as read; else the difference of the floors on both sides, when known, or the file's own threshold where that is higher
  double step_lo = 0, step_hi = 0;
  bool step_known = false;
  bool step_open = false;  ///< as the function says
  bool known = false;     ///< the clear width is
  bool outer = false;
  [[nodiscard]] bool shut() const { return width <= 0; }
  /// Whether nobody knows if its step is higher than `largest`.
  [[nodiscard]] bool unsure_step(double largest) const { return step_lo <= largest && step_hi > largest; }
};

/// A lift as a route meets it.
struct PassLift {
  const Element* element = nullptr;
  std::optional<Known> door;        ///< clear width of its door, as drawn or read; with the bounds that are sure
  std::optional<Known> gap;         ///< between the floor and the car, as read
  std::optional<Known> car_width, car_depth;
};

struct RouteFloor {
  geometry::Floor floor;   ///< its owners are places in plan.elements; what is ours alone has none
  std::vector<PassDoor> doors;
  std::vector<PassLift> lifts;
  Box box;
  bool unsure_width = false;   ///< of what was read narrower than drawn, beside the doors
  /// Rooms of which the clear width was read: where in them it is so narrow is not told.
  struct ReadRoom {
    const Element* space = nullptr;
    Known width;
  };
  std::vector<ReadRoom> read_rooms;
  [[nodiscard]] const PassLift* lift(const Element& lift) const;   ///< nullptr where it is not on the level
  /// The narrowest of them that the way goes through, if it may be narrower than `width`; nullptr where there is none.
  [[nodiscard]] const ReadRoom* narrowest_on(const Polyline& path, double width) const;
};

inline constexpr double kLargestStep = 0.02;   ///< a threshold of this height is rolled over; a higher one is a step

/// Who walks, as far as the floor is concerned.
struct Walker {
  BodyZone zone;
  double step = kLargestStep;   ///< doors between floors that differ by more are shut
};
/// Doors named in `open` are open when they lead outside too, and their leaves stand open as obstacles.
[[nodiscard]] RouteFloor route_floor(Survey& survey, const std::string& level, RouteMode mode, const Walker& walker = {},
                                     std::span<const std::string> open = {});

/// A leaf as an obstacle where it stands when its door is open at 90 degrees: the one whose width is the door's clear width. Nothing
/// for doors whose leaf is not drawn or does not turn.
[[nodiscard]] std::optional<PlanSegment> open_leaf(const Element& door);
/// Place of the element in plan.elements.
[[nodiscard]] int owner_of(const Plan& plan, const Element& e);

}  // namespace landai::measure
