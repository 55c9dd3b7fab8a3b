// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "landai/core/error.hpp"
#include "landai/import/import.hpp"
#include "landai/plan/plan.hpp"

namespace landai::importer {

/// Reads a DXF drawing (text or binary, R12 to R2018) of one floor.
///
/// Frame, units: metres; the drawing's axes, shifted to a local origin when the coordinates are large (said in a diagnostic).
/// Requires:     nothing of the file; whatever it holds, the answer is a plan or an error.
/// Returns:      elements by the layer profile that fits best or was asked for; what no rule of the profile knows is counted
///               in the inventory and becomes no element.
/// Errors:       input (not a DXF, cut off before its entities), limit (too large), no_unit (nothing decides what a drawing
///               unit is: --unit), pack (broken profile).
/// Degenerate:   blocks that contain themselves are cut at the place; frozen, off and paper-space things are left out and
///               counted.
/// Source:       DXF Reference, AutoCAD 2018 (group codes).
[[nodiscard]] Result<Plan> read_dxf(const std::filesystem::path& file, const Options& options);

/// True when the first bytes are those of a DXF file, text or binary.
[[nodiscard]] bool looks_like_dxf(std::string_view head);

}  // namespace landai::importer
