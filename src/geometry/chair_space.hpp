// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "chair_motion.hpp"
#include "chair_piece.hpp"

/// The subdivision of (x, y, heading). Private to this room.
///
/// The floor is laid out in square tiles, the headings over each tile are halved where needed. In a box (a
/// tile and an interval of headings) the places of the reference point are kept as polygons, not subdivided:
///   sure pieces:      where the shape that covers all turned footprints of the interval meets nothing,
///   possible pieces:  where the shape that lies in all of them meets nothing.
/// Every pose in a sure piece is free; every free pose is in a possible piece. Two pieces of neighbouring
/// boxes that share a place share a pose, so a chain of sure pieces is a motion, and where no chain of
/// possible pieces leads there is none.
namespace landai::geometry {

struct ChairBox {
  int x = 0, y = 0;  ///< tile
  int level = 0;     ///< of halving
  int index = 0;     ///< of the interval on its level
  int child = -1;    ///< first of two, once halved
  int parent = -1;
  bool looked_at = false;
  std::vector<int> pieces{};
};

class ChairSpace {
 public:
  /// `e`: of the rectangle. Headings repeat after `period_rad`. Boxes whose slack is at most slack_m are not
  /// halved.
  ChairSpace(const ChairObstacles& obstacles, const Extents& e, double period_rad, double slack_m,
             const Box& domain);

  /// Boxes over a place (cells) that are not halved, in the order of their headings.
  [[nodiscard]] std::vector<int> boxes_at(ClipperLib::IntPoint p);
  /// Looks at the box when that has not happened yet.
  [[nodiscard]] const std::vector<int>& pieces_of(int box);
  void halve(int box);
  /// Pieces that share a pose with this one; those of boxes that were not looked at are made.
  [[nodiscard]] const std::vector<int>& neighbours(int piece);
  /// From now on only tiles near this line (metres) have neighbours, or all of them when it is empty.
  void keep_near(const Polyline& line);

  [[nodiscard]] const ChairPiece& piece(int i) const { return pieces_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] const ChairBox& box(int i) const { return boxes_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] std::size_t piece_count() const { return pieces_.size(); }
  [[nodiscard]] bool finest(int box) const { return this->box(box).level == finest_; }
  /// Headings of a box: [first, second], radians.
  [[nodiscard]] std::pair<double, double> headings(int box) const;
  [[nodiscard]] double period() const { return period_; }
  /// What a box on the finest level leaves unsaid, metres.
  [[nodiscard]] double finest_slack() const { return slack_of(e_, half_of(finest_)); }
  /// A place that both pieces hold, cells.
  [[nodiscard]] PlanPoint shared_place(int a, int b) const;

  [[nodiscard]] std::size_t boxes_looked_at() const { return looked_at_; }
  /// Corners that were clipped: measures the work where much stands in one place.
  [[nodiscard]] std::size_t work() const { return work_.corners; }

  /// Clipper gave up somewhere: nothing is proven then.
  [[nodiscard]] bool failed() const { return work_.failed; }

 private:
  struct Tile {
    int first_box = 0;
    std::vector<int> near;  ///< segments that may matter
  };
  struct Level {
    Shape inner, outer;
  };
  [[nodiscard]] double half_of(int level) const { return period_ / (2.0 * intervals_ * (1 << level)); }
  [[nodiscard]] bool same_tile(int a, int b) const { return box(a).x == box(b).x && box(a).y == box(b).y; }
  [[nodiscard]] Tile& tile(int x, int y);
  [[nodiscard]] ClipperLib::Path tile_ring(int x, int y) const;
  void add_pieces(int box, const Paths& region, bool sure);
  void collect(int box, std::vector<int>& leaves) const;
  [[nodiscard]] int interval_at(int x, int y, int level, int index, bool from_below);
  [[nodiscard]] std::vector<int> boxes_in(const ChairBox& like, int x, int y);
  [[nodiscard]] std::vector<int> boxes_beside(const ChairBox& of);
  [[nodiscard]] bool overlap(int a, int b);
  [[nodiscard]] std::int64_t tile_number(int x, int y) const {
    return static_cast<std::int64_t>(y) * columns_ + x;
  }

  const ChairObstacles& obstacles_;
  Extents e_;
  double period_;
  int intervals_;  ///< of headings on level 0
  int finest_ = 0;
  ClipperLib::IntPoint corner_;  ///< of the first tile
  ClipperLib::cInt tile_size_;
  int columns_, rows_;
  std::vector<Level> levels_;
  std::unordered_map<std::int64_t, Tile> tiles_;
  std::vector<ChairBox> boxes_;
  std::vector<ChairPiece> pieces_;
  struct Neighbours {
    bool known = false;
    std::vector<int> pieces;
  };
  std::vector<Neighbours> neighbours_;  ///< of each piece, until a box beside it is halved
  std::unordered_set<std::int64_t> near_line_;
  std::unordered_map<std::uint64_t, bool> overlaps_;
  std::size_t looked_at_ = 0;
  ChairWork work_;
};

}  // namespace landai::geometry
