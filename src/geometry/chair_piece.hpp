// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "chair_shape.hpp"
#include "clip.hpp"

/// Places of the chair's reference point as polygons, on a grid of 0.01 mm. Private to this room.
namespace landai::geometry {

inline constexpr double kChairCells = 100'000;  ///< per metre
/// By how much a shape is grown or shrunk for its rounding and Clipper's: what is called free is, and no way
/// is lost.
inline constexpr double kChairRounding_m = 3 / kChairCells;

[[nodiscard]] ClipperLib::IntPoint chair_cells(PlanPoint metres);
[[nodiscard]] PlanPoint chair_metres(PlanPoint cells);
[[nodiscard]] PlanPoint real(ClipperLib::IntPoint p);

/// One connected part of the places in a tile.
struct ChairPiece {
  Paths rings;  ///< the outer one first, then its holes; cells
  ClipperLib::IntPoint lo, hi;
  ClipperLib::IntPoint inside;  ///< some point of it
  int box = 0;
  bool sure = false;
  int within = -1;  ///< the possible piece a sure one lies in; itself for a possible one
  /// Where it touches the sides of its tile (left, right, bottom, top), as intervals along the side.
  std::array<std::vector<std::pair<ClipperLib::cInt, ClipperLib::cInt>>, 4> sides;

  /// True inside and on the border.
  [[nodiscard]] bool holds(ClipperLib::IntPoint p) const;
};

/// What was clipped, and whether Clipper gave up: an empty result must not pass for a proof then.
struct ChairWork {
  std::size_t corners = 0;
  bool failed = false;
};

/// What is left of `where` when none of the segments may enter the shape; `mirrored`: see `forbidden`. The
/// segments that are likeliest to matter come first.
[[nodiscard]] Paths less_obstacles(Paths where, const std::vector<PlanSegment>& segments,
                                   const std::vector<int>& which, const Shape& mirrored, ChairWork& work);

/// The parts of a region within a tile (its four corners, counter-clockwise from the lower left). Parts below
/// `least_area` cells are left out.
[[nodiscard]] std::vector<ChairPiece> pieces_of_region(const Paths& region, const ClipperLib::Path& tile,
                                                       double least_area, ChairWork& work);

/// Common part of two pieces over one tile.
[[nodiscard]] Paths common_part(const ChairPiece& a, const ChairPiece& b, ChairWork& work);

/// The longest common stretch of two pieces on a side of a's tile, b's tile being beyond it. None: first >
/// second.
[[nodiscard]] std::pair<ClipperLib::cInt, ClipperLib::cInt> common_stretch(const ChairPiece& a,
                                                                           std::size_t side,
                                                                           const ChairPiece& b);

/// A point inside the largest part of a region that is not empty. Cells.
[[nodiscard]] PlanPoint point_inside(const Paths& region);

}  // namespace landai::geometry
