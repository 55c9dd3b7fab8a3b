// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "landai/core/geometry.hpp"

namespace landai::geometry {

/// Exact set operations on the 0.1 mm grid (coordinates are rounded once on the way in, at this door). Inputs
/// may overlap themselves, be clockwise or touch; results are normalised, disjoint, without slivers below one
/// grid cell. `united` also closes seams of up to 0.15 mm, which rounding leaves between neighbours that
/// share a slanted side. Rings with a coordinate that is not finite, or further than 100,000 km away, are
/// left out.
[[nodiscard]] MultiPolygon united(const MultiPolygon& a);
[[nodiscard]] MultiPolygon united(const MultiPolygon& a, const MultiPolygon& b);
[[nodiscard]] MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b);
[[nodiscard]] MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);
/// Grown by `by_m` with mitred corners (negative: shrunk). Metres.
[[nodiscard]] MultiPolygon offset(const MultiPolygon& a, double by_m);
/// Strip of the given width around a chain of points (walls drawn as one line). It ends flat at the chain's
/// own end points, so that an opening between two walls keeps its width; corners are mitred.
[[nodiscard]] MultiPolygon thickened(const Polyline& line, double width_m);

/// Shortest distance between the borders or bodies of two shapes, and where. 0 with a touching point when
/// they overlap.
struct Gap {
  double distance_m = 0;
  PlanSegment witness;  ///< from the first shape to the second
};
[[nodiscard]] std::optional<Gap> gap(const MultiPolygon& a,
                                     const MultiPolygon& b);  ///< nothing if one is empty

/// Rooms enclosed by solids: the free faces that are bounded, once every closure (a door opening from jamb to
/// jamb) is shut too; a closure may end 2 mm short of its jamb. Gaps in walls up to `close_gaps_m` are
/// bridged, straight on from the end of a wall (or of a thin wall) to whatever it meets (0: none); a gap with
/// a closure in it is not bridged again. Faces smaller than `min_area_m2` are left out. Solids are walls and
/// columns: furniture among them would cut rooms where it touches walls on both sides.
struct Enclosure {
  /// Net: up to the wall faces. A closure in the middle of the wall leaves half of the reveal with each room;
  /// one on the wall face of a room leaves it without.
  Polygon room;
  std::vector<std::size_t> doors;  ///< indices of the closures on its border
};
struct Enclosures {
  std::vector<Enclosure> rooms;
  std::vector<std::size_t> outside;  ///< indices of closures that have the unbounded outside on one side
  std::vector<PlanSegment> bridged;  ///< gaps that were bridged
  /// The walls cross one another more than 20,000 times and three times as often as there are sides: no drawing of a
  /// building, and days of work. Nothing was looked for.
  bool tangled = false;
};
[[nodiscard]] Enclosures enclosed_rooms(const MultiPolygon& solids, std::span<const PlanSegment> thin_walls,
                                        std::span<const PlanSegment> closures, double min_area_m2,
                                        double close_gaps_m);

/// Largest circle in a region: its centre and diameter, exact to the grid (±0.15 mm). Nothing for an empty
/// region. The diameter reaches a limit of whole micrometres exactly when `disc_fits` says yes to it.
struct Circle {
  PlanPoint centre;
  double diameter_m = 0;
};
[[nodiscard]] std::optional<Circle> largest_circle(const MultiPolygon& region);

/// Does a disc of this diameter (metres, taken as whole micrometres) have a place in the region? The border
/// counts as free and the limit passes: a room of 1.5000 m holds a disc of 1.5 m, one of 1.4999 m does not.
/// yes: with a centre. no: there is none. Both without error on the region's 0.1 mm grid: near the limit the
/// places where a disc touches two sites are compared as algebraic numbers. cannot_tell only for a diameter
/// below a micrometre or not finite, and within 0.1 mm of the limit where no diagram can be built (a region
/// beyond 2 km).
struct DiscFit {
  enum class Answer { yes, no, cannot_tell } answer = Answer::cannot_tell;
  std::optional<PlanPoint> centre;
};
[[nodiscard]] DiscFit disc_fits(const MultiPolygon& region, double diameter_m);

/// Whether a shape that may be turned has a place in a region.
/// yes: with a placement (its corners). no: proven for every direction within `slack_m` (a shape smaller by the
/// slack on each side does not fit either). cannot_tell: neither was shown, which happens only within 0.1 mm of
/// the limit or when about a million corners were looked at (half a second), and for lengths that are none.
/// The border counts as free: a 3.00 × 4.00 m room holds 3.00 × 4.00 m; comparisons give 0.2 mm for the grid.
struct ShapeFit {
  enum class Answer { yes, no, cannot_tell } answer = Answer::cannot_tell;
  std::optional<Ring> placement;
  double slack_m = 0;
};
/// A rectangle of a × b, in any direction.
[[nodiscard]] ShapeFit fits_rectangle(const MultiPolygon& region, double a_m, double b_m);
/// A T-shaped turning space, in any direction: within a square of `size_m`, a bar of the square's width and a
/// stem down its middle, both `arm_m` wide (ADA 2010, 304.3.2: 1.525 m and 0.915 m). An arm as wide as the
/// square is the square. cannot_tell for an arm wider than that.
[[nodiscard]] ShapeFit fits_t_turn(const MultiPolygon& region, double size_m, double arm_m);

/// Largest side s of a free square that has one side on the line through `opening`, lies on the side of
/// `toward` (a unit normal of the opening), and covers the whole opening when s is at least the opening's
/// length, or lies within it when smaller (so that one stands in front of the door). At most `limit_m`.
/// Obstacles are solids; the border may touch. `opening` is on the face of the wall: jambs in front of it are
/// obstacles. side_m is that of the obstacles as given, to 10^-8 m (those that went through set operations lie
/// on the grid, which moves it by at most 0.15 mm). As drawings are out of line by a hair, what reaches over the
/// opening's line by no more than 3 mm is flush with the wall, and the square may leave 3 mm of the opening
/// uncovered; least_m is the side less what the square stands over, where that is more than the grid.
struct FreeSquare {
  double side_m = 0;
  double least_m = 0;
  Ring placement;
  std::optional<PlanSegment> witness;  ///< what stops it from being larger
};
[[nodiscard]] FreeSquare free_square(const PlanSegment& opening, PlanPoint toward,
                                     const MultiPolygon& obstacles, double limit_m);

/// Sector swept by a leaf from closed to open (the shorter way round), arcs within 0.1 mm.
[[nodiscard]] Polygon swept_sector(PlanPoint hinge, PlanPoint closed_tip, PlanPoint open_tip);

/// How far a leaf turns from closed before it meets an obstacle, radians, at most the angle to `open_tip`;
/// touching within 0.5 mm is free. Obstacles within `ignore_m` of the closed leaf's line and of one of its
/// ends (its own frame at the jambs) do not count; what stands beside the middle of the leaf does. For turns
/// of up to half a circle.
struct Swing {
  double angle_rad = 0;
  std::optional<PlanPoint> blocked_at;
};
[[nodiscard]] Swing free_swing(PlanPoint hinge, PlanPoint closed_tip, PlanPoint open_tip,
                               const MultiPolygon& obstacles, double ignore_m);

}  // namespace landai::geometry
