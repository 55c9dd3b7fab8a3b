// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "landai/geometry/profile.hpp"

/// The width on one piece of a profile, in closed form. Private to this room.
///
///  walls            both obstacles are straight: the width is linear along the middle line
///  wall_and_corner  a parabola with the corner as its focus, h away from the wall: the width at t along the
///  wall
///                   from the corner's foot is (t^2 + h^2) / h
///  corners          the line between two corners that are 2 h apart: the width at t from their middle is
///                   2 sqrt(t^2 + h^2)
namespace landai::geometry {

inline constexpr double kSameWidth_m = 0.0001;  ///< widths nearer to each other are the same: one cell

[[nodiscard]] double width_of(const ProfilePiece& piece, double t);
/// The position t at a place of the profile.
[[nodiscard]] double position_at(const ProfilePiece& piece, double along_m);
/// Where on the piece the width is the given one, which lies between those of its ends.
[[nodiscard]] double place_of_width(const ProfilePiece& piece, double width_m);
/// The narrowest sample of a part of the profile; of a stretch of one width the middle.
[[nodiscard]] WidthSample least_between(const WidthProfile& profile, double from_m, double to_m);

}  // namespace landai::geometry
