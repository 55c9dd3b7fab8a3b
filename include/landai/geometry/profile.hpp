// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "landai/geometry/clearance.hpp"

namespace landai::geometry {

/// One place of a way: the largest disc that can be there, and what it touches.
struct WidthSample {
  double along_m = 0;   ///< from the start of the profile
  PlanPoint at;         ///< the disc's centre, in the middle between the obstacles
  double width_m = 0;   ///< its diameter; infinite where nothing stands on one side
  PlanSegment between;  ///< one obstacle point on each side
};

/// Part of a profile between two obstacles (or corners of obstacles) on which the width only grows, only
/// shrinks or stays: what lies between two samples is known exactly.
struct ProfilePiece {
  enum class Between { walls, wall_and_corner, corners, open };
  Between between = Between::walls;
  WidthSample from, to;
  double height_m =
      0;  ///< wall_and_corner: the corner's distance from the wall; corners: half their distance
  double t_from = 0, t_to = 0;  ///< position from the narrowest place of the two obstacles, along the wall or
                                ///< the middle line
};

/// The clear width along a way: along the middle line between the obstacles it passes, with the same
/// obstacles on the same sides as the way. Exact to the grid (0.2 mm), as the diagram is.
struct WidthProfile {
  double length_m = 0;               ///< of the middle line
  std::vector<ProfilePiece> pieces;  ///< in order of travel
  std::vector<WidthSample> samples;  ///< for drawing: all ends of pieces, and none further apart than 0.05 m
  /// What counts: without the stretches at either end on which the way only gets wider (there the disc around
  /// the end is what is narrow, see Clearance::widest). Equal when the way has nothing but one widest place.
  double from_m = 0, to_m = 0;
  double least_m = 0;  ///< smallest width of what counts
  WidthSample where;   ///< and its place; the middle of it where a stretch is that narrow
};

/// Along any way (two points or more, in free places). Nothing when a point of it is in, or nearer than 1 mm
/// to, an obstacle, when it crosses one, beyond 100 km, and where nothing stands at all.
[[nodiscard]] std::optional<WidthProfile> width_profile(const Clearance& clearance, const Polyline& way);
/// Along the widest way between two points; `least_m` is that of Clearance::widest. Nothing when no way
/// exists.
[[nodiscard]] std::optional<WidthProfile> width_profile(const Clearance& clearance, PlanPoint from,
                                                        PlanPoint to);

/// Width at a place of the profile; NaN beyond its ends.
[[nodiscard]] double width_at(const WidthProfile& profile, double along_m);

struct WidthStretch {
  double from_m = 0, to_m = 0;
  double least_m = 0;  ///< smallest width on it
  WidthSample where;
  [[nodiscard]] double length_m() const { return to_m - from_m; }
};
/// Where the way is narrower than a limit for more than a length, in order of travel, within what counts. The
/// limit itself passes (to the grid, 0.2 mm).
[[nodiscard]] std::vector<WidthStretch> stretches_below(const WidthProfile& profile, double limit_m,
                                                        double longer_than_m);
/// Where the way is at least so wide for at least a length (0: a disc fits), in order of travel, within what
/// counts.
[[nodiscard]] std::vector<WidthStretch> passing_places(const WidthProfile& profile, double width_m,
                                                       double length_m);
/// The longest part of what counts that holds no passing place; of length 0 when there is none such.
[[nodiscard]] WidthStretch longest_without_passing_place(const WidthProfile& profile, double width_m,
                                                         double length_m);

/// Local minima of the width below a limit, in order of travel, within what counts. Minima between which the
/// way opens by less than 0.10 m are one narrow place; of a stretch of one width the middle is given.
[[nodiscard]] std::vector<WidthSample> narrow_places(const WidthProfile& profile, double below_m);

struct DeadEndOptions {
  double stand_m = 0.60;  ///< where the disc is smaller nobody stands: a tip of a corner, a gap
  double longer_than_m = 0.50;
  double turning_m = 1.50;  ///< diameter of the disc in which one turns round
};
/// A branch of the free space from which only the way back leads.
struct DeadEnd {
  double length_m = 0;  ///< from the edge of the disc where it branches off to what closes it
  double to_middle_m = 0;  ///< from the middle of that disc, which is that of the opening where the only way out is one
  double ahead_m = 0;  ///< how much farther than that middle the opening lies, straight on: of one in the end of a corridor its half width, of one in its side 0
  double backing_m =
      0;  ///< how far one goes back along its middle, from its end to where one can turn or leave it
  bool turning_at_end = false;
  double end_width_m = 0;  ///< disc at its end
  Polyline path;           ///< along its middle, from where it branches off
};
/// Whether one gets through any of these openings to where one can stand. Where nobody does there are no dead ends, and that says nothing.
[[nodiscard]] bool is_entered(const Clearance& clearance, std::span<const PlanPoint> openings, DeadEndOptions options = {});
/// Dead ends of the part of the floor that the openings belong to, longest first. With one opening, the whole
/// floor behind it is a dead end, branched; with none, the widest place is where one comes from.
[[nodiscard]] std::vector<DeadEnd> dead_ends(const Clearance& clearance, std::span<const PlanPoint> openings,
                                             DeadEndOptions options = {});

}  // namespace landai::geometry
