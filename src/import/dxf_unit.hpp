// SPDX-License-Identifier: GPL-3.0-or-later
// What one drawing unit is: header, dimensions, doors and plausibility are heard; the evidence of doors outweighs the header.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dxf_parts.hpp"
#include "landai/core/diagnostic.hpp"
#include "landai/core/error.hpp"
#include "landai/import/import.hpp"

namespace landai::importer {

/// What speaks for a unit, in drawing units.
struct UnitEvidence {
  std::vector<double> leaves;            ///< radii of door leaves
  std::vector<double> wall_thicknesses;  ///< short sides of closed wall pieces
  double extent = 0;                     ///< longer side of what is drawn, without stray points
  std::vector<DxfDimension> dimensions;
};

struct UnitChoice {
  double metres_per_unit = 1;
  std::string name;      ///< "mm"
  std::string from;      ///< "header", "user", "dimensions", "plausibility"
  Diagnostics diagnostics;
};

/// Error (no_unit) asking for --unit when nothing decides, or when the header is contradicted and nothing else decides.
[[nodiscard]] Result<UnitChoice> choose_unit(const DxfHeader& header, const UnitEvidence& evidence, const Options& options,
                                             const std::string& file_name);

/// Says dimension texts that fit what is drawn in no unit.
void check_dimensions(UnitChoice& choice, const std::vector<DxfDimension>& dimensions, const std::string& file_name);

}  // namespace landai::importer
