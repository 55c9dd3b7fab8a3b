// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of a stair found among the level faces of its body.
#pragma once

#include <string>
#include <vector>

#include "ifc_shape.hpp"

namespace landai::importer {

/// A face to stand on: a tread or a landing.
struct Step {
  MultiPolygon outline;  ///< parts at one height that belong together
  double z = 0;
  PlanPoint centre;
  double width = 0;  ///< across the way
  double depth = 0;  ///< along the way
  bool landing = false;
};

/// Treads between two landings, or between a floor and a landing.
struct StepRun {
  std::vector<Step> treads;          ///< lowest first, at least one
  std::optional<Step> below, above;  ///< the landings at its ends, as far as they are in the same body
};

struct Steps {
  std::vector<StepRun> runs;
  std::vector<Step> landings;
};

/// Faces that nothing covers within the height of a person, chained upwards step by step.
[[nodiscard]] Steps find_steps(const std::vector<WalkFace>& faces);

/// Faces on which one can stand: at least 100 mm deep, with nothing over most of them below 1.9 m.
[[nodiscard]] std::vector<WalkFace> open_faces(const std::vector<WalkFace>& faces);

/// Extent of a plan figure along a unit vector.
[[nodiscard]] Extent extent_of(const MultiPolygon& figure, PlanPoint direction);

}  // namespace landai::importer
