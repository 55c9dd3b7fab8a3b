// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of a photo without a marker: lines that tell directions, one known length or height, or a slope (reference sections 4 and 5).
#pragma once

#include <optional>
#include <vector>

#include "landai/photo/photo.hpp"
#include "landai/photo/reference.hpp"

namespace landai::photo {

/// A straight line in the photo: two or more pixels.
using PixelLine = std::vector<PixelPoint>;

/// px: standard uncertainty of a line at each end that was clicked without a loupe.
inline constexpr double kClickedLineU = 2;

/// Families of lines that are parallel in space; each needs two. They must be square to each other.
struct DirectionLines {
  std::vector<PixelLine> vertical;  ///< upright: jambs, corners of rooms
  std::vector<PixelLine> level;     ///< level, in the wall that is measured
  std::vector<PixelLine> across;    ///< level, square to that wall
  double u = 1;                     ///< px: of a line across it at each end
  bool detect = false;              ///< add what is found in the photo and points the same way
};

/// A thing that stands upright on the floor.
struct Upright {
  PixelPoint base, top;
  double u = 1;              ///< px of a point on each axis
  bool base_visible = true;  ///< false: skirting or a carpet hides it, which widens the interval by 30 mm each way
};

/// The height of one thing from another's.
struct HeightTask {
  Upright reference, target;
  Stated height;  ///< m, of the reference
};

/// Ways to a slope.
enum class SlopeMethod {
  lying,    ///< a marker or a sheet lies on the ramp; gravity is known
  side,     ///< the edge of the ramp from the side, against gravity
  reading,  ///< an inclinometer's reading; the photo is its evidence
};

struct SlopeTask {
  SlopeMethod method = SlopeMethod::lying;
  PixelLine line;                   ///< lying: the direction of travel, or none for the steepest; side: the edge, or its two ends
  double line_u = 0.3;              ///< px
  bool snap = true;                 ///< moves a line of the side view to the edge beside it
  PixelLine level;                  ///< side: a level line of the same upright plane
  std::optional<Stated> obliquity;  ///< side: rad between the picture and the plane of the ramp's side; u 3 degrees when not stated
  std::optional<Stated> reading;    ///< rise over run; u that of a phone laid down, 0.5 degrees, when not stated
};

}  // namespace landai::photo
