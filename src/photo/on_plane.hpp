// SPDX-License-Identifier: GPL-3.0-or-later
// What every measurement in the plane of a reference has in common: the references seen, the fit followed through the Monte Carlo, refusals.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "landai/photo/measured.hpp"
#include "landai/photo/propagate.hpp"
#include "landai/photo/task.hpp"
#include "wall.hpp"

namespace landai::photo {

/// Chi squared per degree of freedom from where on the references do not lie in one plane or have a wrong side; from where on that is told.
inline constexpr double kWorstFit = 25, kPoorFit = 4;
/// Of a reference's side: a rest below it is no wrong side, however sharply the corners are seen. A curled sheet shows 0.006.
inline constexpr double kWorstRest = 0.008;
/// Chi squared per degree of freedom that is too much whatever the rest.
inline constexpr double kHopelessFit = 100;
/// Difference of chi squared below which two poses are both kept.
inline constexpr double kSameFit = 12;
/// Degrees between the ray to the reference and the normal, beyond which its tilt is not told.
inline constexpr double kSteepest = 75;

/// References of known size found in the photo, the largest first. With a refusal in `answer` they cannot be used.
struct SeenReferences {
  std::vector<Marker> found;
  std::vector<SizedMarker> used;
  Answer answer;  ///< their outlines, assumptions, warnings
};

/// The markers of a task. Error (usage) for an unknown dictionary.
[[nodiscard]] Result<SeenReferences> see_markers(const Photo& photo, const MarkerReference& reference);
/// The rectangles of a task, between edges fitted near the corners as told. A sheet whose shape is that of another size is refused.
[[nodiscard]] SeenReferences see_rectangles(const Photo& photo, const Camera& camera, const RectangleReference& reference);

/// The length between the ends of the task's target in the plane of the references, as an answer.
[[nodiscard]] Answer measure_length(const Photo& photo, const CameraPrior& camera, const Task& task, SeenReferences seen, const MonteCarlo& how);

/// A value that depends on the fitted plane and on further inputs.
struct PlaneValue {
  std::vector<Input> inputs;
  std::function<std::optional<double>(const WallState&, std::span<const double> errors)> value;  ///< errors in the order of `inputs`
};
/// Refits for every draw. `spread` widens the corners' uncertainty where the fit is worse than it.
[[nodiscard]] std::optional<Measured> follow(const Wall& wall, const Wall::Solution& solution, double spread, const PlaneValue& value, const MonteCarlo& how);

/// Of the corners of so many references in one plane.
[[nodiscard]] double degrees_of_freedom(std::size_t references);
/// Chi squared of the corners per degree of freedom; priors and their nuisances cancel.
[[nodiscard]] double misfit_of(const Wall& wall, const Wall::Solution& solution);
/// The references do not lie in one plane, or have a wrong side.
[[nodiscard]] bool fits_badly(const Wall& wall, const Wall::Solution& solution);
/// Degrees between the normal of the plane and the ray to its first marker.
[[nodiscard]] double obliqueness(const WallState& state);
/// The camera with the shape of its pixels left open, and that told in `answer`, where square ones leave a rest that a stretched photo explains markedly better.
/// Two references of known sides tell that well, a single one seldom: where
/// the shape is left open, the corners of a single one in `used` are made less certain. Else the camera as it is.
[[nodiscard]] Camera with_stretch(const Camera& camera, std::vector<SizedMarker>& used, const WallHints& hints, Answer& answer);

/// One way to understand the pixels, with the references as it takes them.
struct Understood {
  Camera lens;
  std::vector<SizedMarker> used;
};
/// The same for a photo that may have been cut, so that its lens's axis is not known: where a stretch explains the references no better than an axis off the
/// middle does, both are returned, and what is measured has to cover both. Else one.
[[nodiscard]] std::vector<Understood> cut_or_stretched(const Camera& camera, const std::vector<SizedMarker>& used, const WallHints& hints, Answer& answer);
/// False, with a refusal in `answer`, where one of several square references leans out of the plane of the others, or where they fit only if they are of other sides than was told, by more than 1 % against each other;
/// where that is less, their sides in `used` are made as uncertain, and that is told.
[[nodiscard]] bool sides_agree(const Camera& camera, std::vector<SizedMarker>& used, const WallHints& hints, Answer& answer);
/// The usable solutions of a fit: those that cannot be told from the best one. Empty, with a refusal in `answer`, where none may be used.
[[nodiscard]] std::vector<Wall::Solution> usable_solutions(const Wall& wall, double& spread, Answer& answer);
/// The answer with its value, or a refusal where there is none or where it says nothing. `widest` is the half-width that still says something, in the
/// value's unit, `advice` what to do where no value came out.
[[nodiscard]] Answer finish(Answer answer, const std::optional<Measured>& measured, double widest, const char* advice = "photo.refused.unstable_advice");
/// What to do where a fit does not settle: more markers, unless there are several.
[[nodiscard]] const char* unstable_advice(const Wall& wall);

}  // namespace landai::photo
