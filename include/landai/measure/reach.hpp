// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/geometry/clearance.hpp"
#include "landai/measure/facts.hpp"
#include "landai/measure/mobility.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

/// What would have to change so that a way exists.
enum class ChangeKind {
  pinch,         ///< a narrow place between two things, or a thing that closes the way altogether
  step,          ///< the floors on both sides of a door differ, or a threshold stands in it
  door,          ///< a door that is too narrow, or whose open leaf leaves too little
  stair,
  drop,          ///< the edge of a raised floor, or the side of a ramp
  ramp,          ///< too steep
  missing_lift,  ///< nothing drawn leads to the storey
  no_opening,    ///< walled in: no door or opening is drawn
};
[[nodiscard]] const char* to_string(ChangeKind kind);

/// One place where a way is cut. Metres, plan frame.
struct Change {
  ChangeKind kind = ChangeKind::pinch;
  bool doubtful = false;              ///< the plan does not tell whether it is enough already: measure on site
  std::vector<std::string> elements;  ///< ids of what makes it, at least one but for a missing lift
  PlanSegment witness;                ///< the two points that pinch, the jambs, the foot and head of what is crossed
  std::string level;
  double value_m = 0;                 ///< width, height of a step, or slope (rise over run) there; 0 where it is shut
  double least_m = 0, most_m = 0;     ///< its hard bounds
  double needed_m = 0;                ///< what the mobility needs, same unit
  Message text;
};

/// A stretch of a way on one storey.
struct Leg {
  std::string level;
  Polyline path;
  std::string by;  ///< element (lift, ramp, stair) that leads to the next leg; empty for the last
};

/// A narrow place that a way passes.
struct Narrow {
  double width_m = 0;
  PlanSegment witness;
  std::string level;
  std::vector<std::string> elements;
};

/// How a place is reached, or what keeps it from being reached.
struct Reached {
  std::string place;              ///< element id
  std::string level;              ///< of the place
  std::optional<bool> reachable;  ///< nothing: it hangs on what the plan does not tell; `cut` holds that, as doubtful
  double width_m = 0;             ///< narrowest place of the widest acceptable way; 1000 when nothing limits it
  std::vector<Leg> legs;          ///< that way, or the way that the cut would open
  std::vector<std::string> doors; ///< passed, in order
  std::vector<Narrow> narrows;    ///< where it gets narrower and wider again, below the turning diameter, in order
  std::vector<Change> cut;        ///< fewest places that would have to change; ties by missing metres. Empty when reachable.
};

struct MobilityReach {
  std::string mobility;
  std::string entrance;           ///< door id, or "outside": the street before the building
  std::vector<Reached> places;    ///< plan order
  std::vector<Message> notes;     ///< what the plan does not tell at all (floor heights, heights of things)
};

/// For each mobility, from each entrance of the public (inside its door), and from the street where the plan draws the ground before
/// the building: how every indoor space, counter, sanitary fixture and lift is reached through all levels (from the street also the
/// floor before each entrance).
///
/// A way passes: between walls and things at least the mobility's clear width, within the opening of a door at least its door width
/// (both limits pass, with the drawing tolerance of 0.5 mm); doors whose floors differ by at most its step; ramps that are not too
/// steep; lifts and stairs if it takes them. Things are obstacles when their heights meet its body; what has no known height is.
/// A door that is passed stands open at 90 degrees and its leaf is an obstacle there; all others stand aside. Where only the open leaf
/// of a passed door leaves too little, that is said: as a fact in front of the opening, as doubtful beside it, where one could close
/// the door behind oneself.
/// Bounds: a door whose clear width is not known leaves the answer open, never yes.
/// Levels are built in parallel; `threads` 0 means as many as there are cores. The result does not depend on it.
/// Error as Clearance::build for a level whose diagram cannot be built; (pack) when data files are broken.
[[nodiscard]] Result<std::vector<MobilityReach>> reach(const Plan& plan, const Facts& facts, std::span<const Mobility> mobilities,
                                                       const std::filesystem::path& data_dir, int threads = 0);

/// One end of a way: an element, the street, or a point on a level.
struct Place {
  std::string element;          ///< id, or "outside"; empty for a point
  PlanPoint at;
  std::string level;            ///< of the point; empty: the only or the entrances' level
};

/// The widest acceptable way from one place to another, or the fewest changes that would open one; `place` of the answer is the
/// second's id. From an entrance door it starts inside. Error (usage) for an unknown element or level, or a point that stands in something.
[[nodiscard]] Result<Reached> route(const Plan& plan, const Facts& facts, const Mobility& mobility, const Place& from, const Place& to,
                                    const std::filesystem::path& data_dir);

/// The floor of a level as the mobility meets it, for searches of other kinds (shortest smooth way, the chair as it is).
struct LevelFloor {
  std::string level;
  geometry::Floor floor;  ///< owners are places in plan.elements
};
/// Doors open their clear width; those named in `open_doors` are also open when they lead outside, and their leaves stand open at 90
/// degrees. Error (usage) for an unknown level or door.
[[nodiscard]] Result<LevelFloor> floor_of(const Plan& plan, const Facts& facts, const Mobility& mobility, const std::string& level,
                                          std::span<const std::string> open_doors, const std::filesystem::path& data_dir);

}  // namespace landai::measure
