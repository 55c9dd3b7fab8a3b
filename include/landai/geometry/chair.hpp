// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/geometry.hpp"
#include "landai/geometry/clearance.hpp"

/// The chair as it is: a rectangle that keeps its size and shape, moves and turns. Metres, radians, plan
/// frame.
///
///   const auto answer = chair_passes(floor, {.from = {1, 1}, .to = {4, 7}});
///   if (answer && answer->answer == ChairAnswer::Answer::yes)
///     for (const Ring& ring : swept(Footprint{}, answer->path)) draw(ring);
namespace landai::geometry {

/// What a wheelchair with its user covers, seen from above.
struct Footprint {
  double length_m = 1.20;  ///< along the heading
  double width_m = 0.80;
  /// The point that `Pose::at` places (the middle of the rear axle, say), seen from the middle of the
  /// footprint: x ahead, y to the left. In the footprint or on its border.
  PlanPoint reference{0, 0};
};

/// Where the reference point is, and where the chair looks: 0 along x, counter-clockwise.
struct Pose {
  PlanPoint at;
  double heading_rad = 0;
};

inline constexpr double kFinestSlack_m = 0.0003;
/// What comparisons give for the grid, metres: a chair is taken to be smaller by this in length and in width.
inline constexpr double kChairTolerance_m = 0.0002;

struct ChairQuestion {
  Footprint footprint{};
  PlanPoint from{}, to{};                    ///< of the reference point
  std::optional<double> from_heading_rad{};  ///< nothing: the chair may start in any direction
  std::optional<double> to_heading_rad{};
  /// How close to the limit a decision is forced, metres; at least kFinestSlack_m. Finer costs more.
  double slack_m = kFinestSlack_m;
  /// Bound on the work: boxes of (x, y, heading) that are looked at. About 5,000 a second.
  std::size_t most_boxes = 40'000;
};

struct ChairAnswer {
  /// yes:  it passes, along `path`; touching is allowed. The path was checked as a whole, not at samples: the
  ///       footprint less kChairTolerance_m meets no obstacle anywhere on it.
  /// no:   proven: there is no motion at all, in whatever direction and with whatever turns, also none in
  ///       reverse.
  /// open: between the two. The footprint less `slack_m` on every side passes; the footprint with `slack_m`
  ///       more on every side does not. When the limit was reached first, nothing is known: slack_m is
  ///       infinite.
  enum class Answer { yes, no, open } answer = Answer::open;
  enum class Decided {
    start,        ///< no: the chair cannot stand at `from` (in the direction asked for)
    goal,         ///< no: the same at `to`
    pinch,        ///< no: a disc that is in the footprint does not pass `pinch`
    disc,         ///< yes: a disc around the whole footprint passes
    subdivision,  ///< the subdivision of (x, y, heading)
    limit         ///< open: most_boxes, or as much work in one place, was not enough
  } decided = Decided::limit;
  std::vector<Pose>
      path;            ///< yes: from one end to the other; between two poses place and heading change evenly
  double slack_m = 0;  ///< yes, no: 0. open: see there
  /// Where the widest way between the ends is narrowest. A proof only when decided by the pinch.
  std::optional<PlanSegment> pinch;
  double widest_m = 0;    ///< the width there; infinite when nothing limits it
  std::size_t boxes = 0;  ///< of the subdivision
};

/// Can the chair travel from one place to another? In three steps: (1) if the widest disc that travels
/// between the ends is smaller than the largest one around the reference point in the footprint: no, and the
/// pinch is the proof; (2) if a disc around the whole footprint travels: yes; (3) else a subdivision of (x,
/// y, heading) in the manner of soft subdivision search (Wang, Chiang, Yap: "On soft predicates in
/// subdivision motion planning", 2015): headings are halved where needed, places stay exact. For an interval
/// of headings one shape lies in every turned footprint and another one covers them all; where the second is
/// free the chair is, and what the first cannot reach the chair cannot reach.
///
/// Obstacles are the solids, the thin segments and the border of `within`, as for Clearance.
/// Error (usage) for a footprint without size, a reference point outside it, or numbers that are not finite;
/// errors of Clearance::build as they are.
/// Laws: moving, turning or mirroring floor and question changes no answer (but what is within the slack); a
/// smaller chair passes wherever a larger one does (the smaller in the larger with the same reference point);
/// an obstacle more turns no `no` into yes.
[[nodiscard]] Result<ChairAnswer> chair_passes(const Floor& floor, const ChairQuestion& question);
/// The same when the clearance diagram of this very floor is at hand.
[[nodiscard]] Result<ChairAnswer> chair_passes(const Floor& floor, const Clearance& clearance,
                                               const ChairQuestion& question);

/// The footprint in a pose: four corners, counter-clockwise, rear right first.
[[nodiscard]] Ring footprint_at(const Footprint& footprint, const Pose& pose);

/// Footprints along a path for drawing, at the poses and between them wherever a corner would move by more
/// than `step_m` (at least 1 cm).
[[nodiscard]] std::vector<Ring> swept(const Footprint& footprint, std::span<const Pose> path,
                                      double step_m = 0.25);

}  // namespace landai::geometry
