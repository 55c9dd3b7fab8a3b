// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/geometry/chair.hpp"
#include "landai/geometry/shortest.hpp"
#include "landai/measure/reach.hpp"

namespace landai::measure {

/// A stretch of a journey on one storey, looked at from all sides. Metres, plan frame.
struct Stage {
  std::string level;
  std::string by;      ///< lift, ramp or stair that leads to the next stage; empty for the last
  Polyline widest;     ///< the widest way
  double kept_m = 0;   ///< the width that the shortest way keeps
  geometry::NodingCounts noding;   ///< what the storey's obstacles were like as drawn, and what became of them
  std::optional<geometry::SmoothPath> shortest;        ///< nothing when that width has no way
  std::vector<std::vector<std::string>> pinched_by;    ///< per pinch of `shortest`: ids of what stands at its two ends
  std::optional<geometry::ChairAnswer> footprint;      ///< the mobility as a rectangle; nothing where no way is
  /// Where a footprint that does not pass gets stuck: the farthest point of the shortest way (to 0.1 m) that it was shown to reach
  /// from the start, with ids of what stands nearest there.
  std::optional<PlanPoint> stuck_at;
  std::vector<std::string> stuck_between;
};

/// How one mobility gets from one place to another, with everything that can be told about it.
struct Journey {
  std::string mobility;
  Reached reached;             ///< the widest acceptable way through all storeys, or what would have to change
  std::vector<Stage> stages;   ///< of that way, one per storey it passes; empty when there is none
  bool things_lost = false;    ///< the import left things out that it could not read: they may stand in the way
  /// yes: a way that is wide enough exists, and on every storey the footprint as it is passes along some way.
  /// no: there is no way that is wide enough, or it is proven that the footprint does not pass. Nothing: it hangs on
  /// what the plan does not tell or could not be read, or the search left it open.
  [[nodiscard]] std::optional<bool> answer() const;
  /// The first storey on which the footprint does not pass although the way is wide enough; or null.
  [[nodiscard]] const Stage* stuck() const;
  [[nodiscard]] double length_m() const;   ///< of the shortest ways together; infinite when one is missing
};

/// Asks `route`, and on each storey that the way passes, with the doors on it open: the shortest smooth way that keeps the
/// mobility's clear width, or the width of the widest way where that is less (a door); and whether its footprint passes
/// from where the way enters the storey to where it leaves it. Errors as `route`.
[[nodiscard]] Result<Journey> journey(const Plan& plan, const Facts& facts, const Mobility& mobility, const Place& from,
                                      const Place& to, const std::filesystem::path& data_dir);

/// What a user calls a place: "outside", an element's id, a name that only one element has (letter case does not count), or a
/// point "x,y" or "x,y@LEVEL" in metres of the plan. Error (usage) when nothing or several things are called that; it names some.
[[nodiscard]] Result<Place> find_place(const Plan& plan, std::string_view text);

}  // namespace landai::measure
