// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/geometry.hpp"

namespace landai::geometry {

/// What stands on one floor, for someone who moves on it. Metres, plan frame.
struct Floor {
  MultiPolygon solids;                 ///< walls, columns, furniture, stairs: nobody goes in
  std::vector<PlanSegment> thin;       ///< obstacles without thickness: single-line walls, open leaves
  std::optional<MultiPolygon> within;  ///< when given, only the inside of these is floor
  /// Who owns solids[i] and thin[i]: any number the caller likes (the place of an element in its plan).
  /// Either empty, or one for each; what has no owner gets kNoOwner.
  std::vector<int> solid_owner;
  std::vector<int> thin_owner;
};

inline constexpr int kNoOwner = -1;

/// Largest disc that travels somewhere, with the two obstacle points that pinch it.
struct Passage {
  double width_m = 0;  ///< diameter, whole picometres, rounded down; infinite when nothing limits it
  PlanSegment pinch;   ///< witness: the two obstacle points at the narrowest place
  Polyline path;       ///< where its centre goes
  /// Who owns pinch.a and pinch.b (Floor::solid_owner, thin_owner). kNoOwner where nobody does: the border of
  /// `within`, or a passage that nothing limits. Of several owners (a line drawn twice, a corner where two
  /// meet) the smallest number.
  std::array<int, 2> owners{kNoOwner, kNoOwner};
};

/// Answer to "at least this wide?", with what decided it.
struct Decision {
  bool yes = false;
  /// The two obstacle points at the narrowest place of the widest way, and their owners as in Passage. Both
  /// points equal when there is no way at all, or nothing limits it.
  PlanSegment pinch;
  std::array<int, 2> owners{kNoOwner, kNoOwner};
};

/// What was put in order before the diagram could be built. Everything is survived; a caller tells its reader
/// what is worth a look.
struct NodingCounts {
  std::size_t input = 0;        ///< segments given
  std::size_t zero_length = 0;  ///< of them no longer than the grid (0.1 mm): a point each
  /// Points that no line passes: obstacles still, of no size. A post smaller than the grid never vanishes.
  std::size_t points = 0;
  std::size_t duplicates = 0;          ///< segments that lie exactly on another one, beyond the first
  std::size_t collinear_overlaps = 0;  ///< pairs that lie partly on each other
  std::size_t crossings = 0;           ///< pairs that cross
  std::size_t touching = 0;            ///< ends that lie on the middle of a segment (within half a cell)
  double moved_max_m = 0;  ///< how far splitting bent a segment at most, beyond the grid's rounding
  std::size_t result = 0;  ///< segments of the diagram
};

/// Shortest path along the clearance diagram that keeps a width.
struct Path {
  double length_m = 0;
  double width_m = 0;  ///< smallest clearance along it
  Polyline points;
};

/// Clearance diagram: Voronoi diagram of the floor's obstacle segments (Boost.Polygon; CGAL where that fails
/// its check) on the 0.1 mm grid.
///
/// Along a Voronoi edge the clearance is least where its two sites are closest, so every bottleneck is the
/// distance of two obstacle points: of two corners, or of a corner and a wall. On the grid its square is a
/// ratio of integers, and widths are ordered and compared with limits in integers. The grid itself moves a
/// width by at most 0.15 mm against the original metres.
class Clearance {
 public:
  /// Error (limit) above 2 million segments, before or after noding, or 1.98 km (the grid is not made
  /// coarser: the widths would be). Error (input) for coordinates that are not finite, and when neither
  /// library's diagram stands the check: no number then, never a wrong one. Crossing input is noded first
  /// (see noding()). An unbounded floor gets a frame 5 m outside its box, which limits no way. The result
  /// does not depend on the number of threads.
  [[nodiscard]] static Result<Clearance> build(const Floor& floor);

  /// The widest way between two points: the largest over paths of the smallest width on the path. Nothing
  /// when no way exists, also not for a point. A point in a solid or nearer than 1 mm to one has no way. The
  /// discs around the two end points do not limit the passage: only what lies between does (a person in a
  /// corner of a room still stands in the room). That is: from either end the way is free as long as it only
  /// gets wider, and along a stretch of one width (the reveal of the door one stands in; walls on the grid
  /// are never quite parallel, so 0.2 mm are one width) within the disc around the end. Two points that climb
  /// to the same widest place have that place's disc between them. A way narrower than 1 mm is a crack
  /// between walls that do not quite touch: no way. O(log n) but for writing down the path.
  ///
  /// The width is exact and given in whole picometres (10^-12 m), rounded down, so that `width_m >= limit` is
  /// what at_least(limit) says, for every limit. The disc of a widest place (nothing narrower between the two
  /// points) is known to 10^-16 m instead.
  [[nodiscard]] std::optional<Passage> widest(PlanPoint from, PlanPoint to) const;
  /// Is the widest way between two points at least `width_m` wide? The limit itself passes. Decided in
  /// integers on the grid. The limit is the decimal number that the double stands for, in whole picometres:
  /// 0.9 is 9/10, and what is finer than a picometre is taken up to the next. Ends as in `widest`. No when
  /// there is no way, and for a limit that is not a number; yes for a limit of 0 or less when there is a way.
  [[nodiscard]] Decision at_least(PlanPoint from, PlanPoint to, double width_m) const;
  /// How narrow it is where one stands: the widest way out of a place, as long as that only gets wider (what
  /// `widest` leaves out at its ends), counting where two obstacles face each other across it (their nearest
  /// points are seen more than 143 degrees apart). A place in the corner of a room is not narrow, one between
  /// two walls is, also where the walls open toward one end. Width, pinch and owners; infinite when nothing faces
  /// it. Nothing for a point in, or nearer than 1 mm to, an obstacle.
  [[nodiscard]] std::optional<Passage> way_out(PlanPoint p) const;
  /// The shortest way that keeps `width_m` everywhere, its ends as in `widest`. Nothing when none exists. It
  /// takes passages up to 0.2 mm narrower, for the grid; whether a limit is met is what at_least decides.
  [[nodiscard]] std::optional<Path> shortest(PlanPoint from, PlanPoint to, double width_m) const;
  /// Diameter of the largest disc around p that touches nothing; 0 inside a solid.
  [[nodiscard]] double clearance_at(PlanPoint p) const;
  /// Points that a disc of `width_m` can reach from p, as centres of diagram vertices; to find out where a
  /// way ends.
  [[nodiscard]] std::vector<PlanPoint> reachable(PlanPoint from, double width_m) const;

  /// What noding met in the floor's lines (the frame around an unbounded floor is not counted).
  [[nodiscard]] const NodingCounts& noding() const;

  Clearance(Clearance&&) noexcept;
  Clearance& operator=(Clearance&&) noexcept;
  ~Clearance();

  /// For the other sources of this room, which read the diagram (src/geometry/clearance_impl.hpp).
  struct Impl;
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  friend class Network;
  Clearance();
  std::unique_ptr<Impl> impl_;
};

}  // namespace landai::geometry
