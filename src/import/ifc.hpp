// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "landai/core/error.hpp"
#include "landai/import/import.hpp"
#include "landai/plan/plan.hpp"

namespace landai::importer {

/// True when the content starts like a STEP physical file or a zip archive.
[[nodiscard]] bool sniff_ifc(std::string_view head);

/// Reads an IFC model (IFC2x, IFC2x3, IFC4, IFC4x3) from .ifc, .ifczip or a .zip that holds one .ifc.
[[nodiscard]] Result<Plan> read_ifc(const std::filesystem::path& file, const Options& options);

/// The same for the text of a STEP file that is already in memory; `file_name` is for messages.
[[nodiscard]] Result<Plan> read_ifc_text(std::string bytes, const std::string& file_name,
                                         const Options& options);

}  // namespace landai::importer
