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

/// A sheet, a card or a block of tiles (reference section 3): the same with corners between fitted edges. Refused: an edge that is not found, a
/// sheet whose shape is another size's, a length beyond what the kind may measure (a card is for things of its own size).
[[nodiscard]] Result<Answer> measure_by_rectangle(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how = {});

/// A slope (reference section 5), rise over run, unit "1": of a marker or sheet lying on the ramp, of an edge seen from the side, or of a reading that
/// the photo is evidence of. The first two need gravity. Refused: a side view that is oblique by more than 10 degrees, or by an angle nobody tells,
/// unless a level line or a marker on the side wall corrects it; an interval of more than 5 percentage points each way.
[[nodiscard]] Result<Answer> measure_slope(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how = {});

/// The height of one upright thing from another's on the same floor (reference section 4). Directions from lines, or from gravity and the focal length.
/// Refused: neither two families of lines nor gravity; an interval wider than a quarter of the value.
[[nodiscard]] Result<Answer> measure_height(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how = {});

/// A length in a wall from another one in it: two families of lines, or level ones and gravity, make the wall square; the known length gives its
/// scale. Refused without level lines, and without upright ones or gravity.
[[nodiscard]] Result<Answer> measure_by_lines(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how = {});

/// The focal length (unit "px") at which two or three families of lines are square to each other. Nothing when they do not tell.
[[nodiscard]] std::optional<Measured> focal_of_lines(const Photo& photo, const CameraPrior& camera, const DirectionLines& lines, const MonteCarlo& how = {});

}  // namespace landai::photo
