// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "landai/photo/photo.hpp"

namespace landai::photo {

/// The corners of a convex four-sided outline (clockwise) whose edges all lie `by` px further out. Nothing for one with a side under half a pixel.
[[nodiscard]] std::optional<std::array<PixelPoint, 4>> pushed_out(const std::array<PixelPoint, 4>& corners, double by);

}  // namespace landai::photo
