// SPDX-License-Identifier: GPL-3.0-or-later
// The two ends of a measured length: from what the user drew to pixels with an uncertainty.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "landai/photo/marker.hpp"
#include "landai/photo/measured.hpp"
#include "landai/photo/task.hpp"
#include "plane_line.hpp"

namespace landai::photo {

/// One end as it enters the model.
struct SeenEnd {
  std::vector<PixelPoint> pixels;      ///< one: a point, else points of a line
  double u = 0;                        ///< px: of a line across it, of a point on each axis
  std::optional<std::size_t> placed;   ///< index of a marker of the fit whose centre this is
  double offset = 0, u_offset = 0;     ///< m behind the plane of the markers
  bool offset_told = false;
};

/// Finds the ends in the photo: snaps lines, looks up markers. What is assumed, warned of and drawn goes into `answer`; a refusal too,
/// then nothing is returned. `fitted` are the markers of the fit in its order.
[[nodiscard]] std::optional<std::array<SeenEnd, 2>> see_ends(const Photo& photo, const Lens& lens, const Target& target, const std::vector<Marker>& found,
                                                             const std::vector<SizedMarker>& fitted, Answer& answer);

/// The inputs of the ends: pixels of each, then offsets (the first serves both where they were told alike, or neither was).
[[nodiscard]] std::vector<Input> end_inputs(const std::array<SeenEnd, 2>& ends);
/// The length between the ends with these errors, in the order of `end_inputs`. Metres.
[[nodiscard]] std::optional<double> length_between(const WallState& state, const std::array<SeenEnd, 2>& ends, std::span<const double> errors);

/// Half-width of a rectangular distribution of an offset that nobody told, m (reference section 6).
inline constexpr double kUntoldOffset = 0.020;
/// Standard uncertainty of an offset that was told without one, m.
inline constexpr double kToldOffsetU = 0.003;
/// m: a target farther from the reference's plane is a slip of the unit, or a photo of something else.
inline constexpr double kFarOffset = 0.5;

}  // namespace landai::photo
