// SPDX-License-Identifier: GPL-3.0-or-later
// Floor levels of a plan from its level marks: which mark holds at the end of a flight.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dxf_build.hpp"

namespace landai::importer {

/// A level and the mark it comes from.
struct LevelAt {
  double z = 0;
  std::string mark;
};

/// A piece of floor: a room, a landing, a flight. What lies in none of them is open ground.
struct FloorRegion {
  enum class Kind { space, landing, flight } kind = Kind::space;
  std::size_t element = 0;
  Polygon polygon;
  Box box;
  std::optional<double> z;
  std::string mark;       ///< text of the mark it is known from
  std::vector<LevelAt> candidates;   ///< of a landing: levels of what it opens to, when they differ
};

class FloorLevels {
 public:
  /// Regions are sorted so that the smallest comes first. Marks near `flight_ends` speak for the flight, not for the whole room.
  FloorLevels(DxfBuild& build, std::vector<FloorRegion> regions, const std::vector<PlanPoint>& flight_ends);

  /// Levels that may hold just beyond the end of a flight, in the direction `away`; one when it is certain.
  [[nodiscard]] std::vector<LevelAt> beyond(PlanPoint end, PlanPoint away, double half_width) const;
  [[nodiscard]] const std::vector<FloorRegion>& regions() const { return regions_; }

 private:
  [[nodiscard]] const FloorRegion* region_at(PlanPoint p, bool flights) const;
  [[nodiscard]] std::optional<LevelAt> ground_at(PlanPoint p) const;
  void level_spaces(const std::vector<PlanPoint>& flight_ends);
  void level_landings();
  [[nodiscard]] std::vector<LevelAt> open_neighbours(const FloorRegion& landing) const;

  DxfBuild& build_;
  std::vector<FloorRegion> regions_;
  std::vector<int> region_of_mark_;   ///< -1: open ground
};

}  // namespace landai::importer
