// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "landai/core/error.hpp"
#include "landai/photo/marker.hpp"
#include "landai/photo/measured.hpp"
#include "landai/photo/propagate.hpp"
#include "landai/photo/task.hpp"

namespace landai::photo {

/// Answers a task. The reference that the task names chooses the method; with none, or one that is not in the photo, the answer is
/// a refusal with what to do. Error (usage) for a task that makes no sense (one end, an unknown dictionary).
[[nodiscard]] Result<Answer> measure_photo(const Photo& photo, const Task& task, const MonteCarlo& how = {});

/// Markers (reference section 2): the pose with the camera's priors, all markers together. Lengths in metres.
///
/// Both poses of a flat square that fit are followed; gravity, a second marker or parallel lines may choose, else the
/// interval reaches over both. Refused: no marker of the reference found, a marker under 15 px, seen flatter than 75 degrees, an
/// interval wider than a quarter of the value each way.
[[nodiscard]] Result<Answer> measure_by_markers(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how = {});

}  // namespace landai::photo
