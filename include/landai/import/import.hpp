// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/plan/plan.hpp"

namespace landai::importer {

struct Options {
  std::filesystem::path data_dir;                 ///< where profiles/ is
  std::optional<std::filesystem::path> profile;   ///< --profile: a file, or the id of one in data/profiles
  std::optional<double> metres_per_unit;          ///< --unit, for drawings
  std::string unit_name;                          ///< as the user wrote it
};

/// One row per format we read; `landai inspect --formats` and the README print this table.
struct Format {
  const char* id;              ///< "ifc"
  const char* title;
  const char* extensions;      ///< ".ifc .ifczip"
  const char* specification;   ///< link
  /// Looks at the first bytes; true when the content is of this format whatever the file is called.
  bool (*sniff)(std::string_view head);
  Result<Plan> (*read)(const std::filesystem::path& file, const Options& options);
};

[[nodiscard]] std::span<const Format> formats();

/// Reads one file. The format is decided by content, not by name: a renamed file is read all the same, with a
/// diagnostic. Error (input) names file, place and advice for anything that is not a plan we can read, and says what the
/// content looks like ("this is a DWG of AutoCAD 2013: save it as DXF").
[[nodiscard]] Result<Plan> read_plan(const std::filesystem::path& file, const Options& options);

/// "mm", "cm", "m", "inch"/"in", "foot"/"ft" … → metres per unit; nothing for anything else.
[[nodiscard]] std::optional<double> metres_per_unit(std::string_view unit);

}  // namespace landai::importer
