// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <polyclipping/clipper.hpp>

#include "grid.hpp"
#include "landai/core/geometry.hpp"

/// Clipper behind our own few verbs. Private to this room.
namespace landai::geometry {

using Paths = ClipperLib::Paths;

/// Rings of all polygons as Clipper paths, overlaps within and between polygons resolved: filled is whatever
/// lies in an outer ring (non-zero) and in none of its holes. Outer rings counter-clockwise, holes clockwise.
/// Rings that are not finite are left out.
[[nodiscard]] Paths paths_of(const MultiPolygon& polygons, const Frame& frame);
[[nodiscard]] ClipperLib::Path path_of(const Ring& ring, const Frame& frame);

/// Set operation on oriented paths (fill: positive winding). Empty when Clipper gives up.
[[nodiscard]] Paths clip(ClipperLib::ClipType type, const Paths& subject, const Paths& clip);
/// The same, as polygons with holes, without slivers below one cell.
[[nodiscard]] MultiPolygon clip_polygons(ClipperLib::ClipType type, const Paths& subject, const Paths& clip,
                                         const Frame& frame);
/// Joins what is apart by less than `gap` cells (pieces that share a side which rounding has moved); nothing
/// else changes.
[[nodiscard]] Paths closed(const Paths& paths, double gap);
/// Strip around an open or closed chain, in cells; flat ends.
[[nodiscard]] Paths strip(const ClipperLib::Path& line, bool closed, double half_width);

}  // namespace landai::geometry
