// SPDX-License-Identifier: GPL-3.0-or-later
// The photo of door P-13 that lies beside the sample: rendered, as the office is made up.
#pragma once

#include "marked_door.hpp"

namespace landai::test {

/// P-13 as built: 2 mm narrower than it is drawn. The open leaf's face is the left end of the width.
inline constexpr double kSamplePhotoWidth = 0.788;

inline DoorScene sample_photo() {
  DoorScene s = door_with(11, 12, kSamplePhotoWidth, 0.02);
  s.distance = 1.9;
  s.pitch = 0.06;
  s.columns = 1600, s.rows = 1200, s.focal = 1250;
  s.noise = 1.5;
  s.quality = 85;
  return s;
}

}  // namespace landai::test
