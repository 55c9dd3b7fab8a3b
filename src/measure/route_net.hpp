// SPDX-License-Identifier: GPL-3.0-or-later
// Step-free ways through the building.
#pragma once

#include <memory>

#include "landai/geometry/shortest.hpp"
#include "route_floor.hpp"
#include "route_mode.hpp"
#include "survey.hpp"

namespace landai::measure {

/// Doors by which the public comes in; at most twelve.
[[nodiscard]] std::vector<const Element*> entrances(const Survey& s);
/// Whether the plan shows how one gets to its entrances from the street.
[[nodiscard]] bool ground_drawn(const Survey& s, const Element& entrance);

/// What one asks of the way between an entrance and a place.
struct Way {
  bool exists = false;
  double width_m = 0;              ///< narrowest place of the widest way
  double lo = 0, hi = 0;           ///< with the bounds of the doors on it
  PlanSegment pinch;
  std::string pinch_level;
  Polyline path;                   ///< on the level of the place
  std::string level;
  const Element* narrowest_door = nullptr;   ///< when the pinch is a door
  const Element* doubtful_door = nullptr;    ///< the door that makes the lower bound
  const Element* lift_open = nullptr;        ///< a lift on it of which nothing tells that its door is wide enough, or that it stops level
  std::vector<const Element*> step_open;     ///< doors on it of which nothing tells whether they hold a step
};

/// The shortest way; none is below `lo`, which differs only where the search met its bound.
struct ShortWay {
  geometry::SmoothPath path;
  double lo = 0;
};

/// Clearance diagrams of the levels, one per level, with every outer door shut: what is walked inside is walked inside.
/// Solid: walls, furniture, fixtures, stairs, the sides of ramps, edges of raised landings and rooms. Every door is as wide as its
/// clear width. Doors between floors of different height are shut, as they hold a step.
class RouteNet {
 public:
  explicit RouteNet(Survey& survey);
  ~RouteNet();

  /// The widest step-free way from just inside an entrance to a place (a space, counter, fixture, lift or bay).
  [[nodiscard]] Way widest(const Element& entrance, const Element& place);
  /// The same from the street to just outside an entrance.
  [[nodiscard]] Way to_entrance(const Element& entrance, RouteMode mode = RouteMode::step_free);
  /// The shortest such way that keeps the width.
  [[nodiscard]] std::optional<ShortWay> shortest(const Element& entrance, const Element& place, double width_m);
  /// The shortest step-free way from a parking bay to an entrance, 0.80 m wide.
  [[nodiscard]] std::optional<ShortWay> from_bay(const Element& bay);
  /// The shortest step-free way on a level from one of some points to one of others, 0.80 m wide. Points that something stands on are
  /// left out.
  [[nodiscard]] std::optional<ShortWay> between(const std::string& level, const std::vector<PlanPoint>& from,
                                                const std::vector<PlanPoint>& to);
  /// Whether the level is the entrances' own or is joined to it by lifts or ramps.
  [[nodiscard]] bool level_joined(const std::string& level);
  /// Why there is no way, in words, with the place where it breaks.
  struct Break {
    Message why;
    PlanSegment witness;
    std::string level;
  };
  [[nodiscard]] Break why_not(const Element& entrance, const Element& place, double width_m);
  [[nodiscard]] Break why_no_entrance(const Element& entrance);
  /// Where there is no step-free way from the entrance to a place (nullptr: from the street to the entrance), the threshold, in words, whose
  /// height leaves open whether there is one; nothing where there is none in any case.
  [[nodiscard]] std::optional<Message> unsure_step(const Element& entrance, const Element* place);
  /// An entrance as its own door: its step is on the way from outside, whichever way leads to it.
  [[nodiscard]] const PassDoor* own_door(const Element& entrance);
  /// Doors that a way on the entrances' level goes through and of which nothing tells whether they hold a step.
  [[nodiscard]] std::vector<const Element*> step_open_on(const Polyline& path);
  /// The narrowest room that a way on the entrances' level goes through and that was read narrower than `width`; nullptr where there is none.
  [[nodiscard]] const Element* room_narrower_on(const Polyline& path, double width);
  /// Highest step at the doors of a way that may take steps, with its bounds; nothing when even that does not exist.
  [[nodiscard]] std::optional<Known> highest_step(const Element& entrance, const Element& place, PlanSegment* where);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace landai::measure
