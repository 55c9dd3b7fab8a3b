// SPDX-License-Identifier: GPL-3.0-or-later
// What a width that was seen between the jambs of a door tells of its clear width.
#pragma once

#include <filesystem>
#include <optional>

#include "landai/core/error.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

/// Metres.
struct ClearWidth {
  double value = 0;
  double lo = 0, hi = 0;   ///< hard bounds: what the open leaf may take
};

/// The clear width (face of the leaf at 90 degrees to the opposite stop) of a door whose frame is `width` metres wide between its faces:
/// that width less what data/profiles/doors.yaml says of its kind of door. An opening without a leaf is as wide as it is. Nothing for a door of several
/// leaves or panes, one that turns or does not open, and what is no door: there the jambs do not tell. Error (pack) for a broken data file.
[[nodiscard]] Result<std::optional<ClearWidth>> clear_width_between_jambs(const Element& door, double width, const std::filesystem::path& data_dir);

}  // namespace landai::measure
