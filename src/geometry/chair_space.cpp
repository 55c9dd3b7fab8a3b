// SPDX-License-Identifier: GPL-3.0-or-later
#include "chair_space.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

constexpr double kTile_m = 1.6;
/// Headings per half turn on the first level.
constexpr int kIntervals = 16;
constexpr int kDeepest = 14;
/// A sure piece below 4 × 4 cells is no place to stand on, nor is a shared part.
constexpr double kLeastArea = 16;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Side of a's tile on which b's tile lies: left, right, bottom, top.
std::size_t side_towards(const ChairBox& a, const ChairBox& b) {
  if (b.x < a.x) return 0;
  if (b.x > a.x) return 1;
  return b.y < a.y ? 2 : 3;
}

}  // namespace

ChairSpace::ChairSpace(const ChairObstacles& obstacles, const Extents& e, double period_rad, double slack_m,
                       const Box& domain)
    : obstacles_(obstacles),
      e_(e),
      period_(period_rad),
      intervals_(static_cast<int>(std::round(kIntervals * period_rad / std::numbers::pi))) {
  while (finest_ < kDeepest && slack_of(e_, half_of(finest_)) > slack_m) ++finest_;
  for (int level = 0; level <= finest_; ++level) {
    const double half = half_of(level);
    // Mirrored through the origin, as the Minkowski sums need them.
    levels_.push_back({turned(inner_shape(e_, half, kChairRounding_m), std::numbers::pi),
                       turned(outer_shape(e_, half, kChairRounding_m), std::numbers::pi)});
  }
  tile_size_ = std::llround(std::max(kTile_m, 2 * reach_of(e_)) * kChairCells);
  corner_ = chair_cells({domain.min_x, domain.min_y});
  const cl::IntPoint end = chair_cells({domain.max_x, domain.max_y});
  columns_ = static_cast<int>((end.X - corner_.X) / tile_size_) + 1;
  rows_ = static_cast<int>((end.Y - corner_.Y) / tile_size_) + 1;
}

std::pair<double, double> ChairSpace::headings(int i) const {
  const double width = 2 * half_of(box(i).level);
  return {box(i).index * width, (box(i).index + 1) * width};
}

cl::Path ChairSpace::tile_ring(int x, int y) const {
  const cl::IntPoint lo(corner_.X + x * tile_size_, corner_.Y + y * tile_size_);
  const cl::IntPoint hi(lo.X + tile_size_, lo.Y + tile_size_);
  return {lo, {hi.X, lo.Y}, hi, {lo.X, hi.Y}};
}

ChairSpace::Tile& ChairSpace::tile(int x, int y) {
  const auto [found, fresh] = tiles_.try_emplace(tile_number(x, y));
  Tile& t = found->second;
  if (!fresh) return t;
  t.first_box = static_cast<int>(boxes_.size());
  for (int k = 0; k < intervals_; ++k) boxes_.push_back({.x = x, .y = y, .index = k});
  const cl::Path ring = tile_ring(x, y);
  Box box;
  for (const cl::IntPoint& p : ring) box.add(chair_metres(real(p)));
  const PlanPoint middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  obstacles_.index.visit(box.grown(reach_of(e_) * 1.1), [&](int i) {
    t.near.push_back(i);
    return true;
  });
  std::sort(t.near.begin(), t.near.end());
  t.near.erase(std::unique(t.near.begin(), t.near.end()), t.near.end());
  std::stable_sort(t.near.begin(), t.near.end(), [&](int a, int b) {
    return distance(obstacles_.index.segments()[at(a)], middle) <
           distance(obstacles_.index.segments()[at(b)], middle);
  });
  return t;
}

void ChairSpace::collect(int i, std::vector<int>& leaves) const {
  if (box(i).child < 0) {
    leaves.push_back(i);
    return;
  }
  collect(box(i).child, leaves);
  collect(box(i).child + 1, leaves);
}

std::vector<int> ChairSpace::boxes_at(cl::IntPoint p) {
  const int x = static_cast<int>((p.X - corner_.X) / tile_size_),
            y = static_cast<int>((p.Y - corner_.Y) / tile_size_);
  std::vector<int> leaves;
  const int first = tile(x, y).first_box;
  for (int k = 0; k < intervals_; ++k) collect(first + k, leaves);
  return leaves;
}

void ChairSpace::add_pieces(int i, const Paths& region, bool sure) {
  const cl::Path ring = tile_ring(box(i).x, box(i).y);
  for (ChairPiece& piece : pieces_of_region(region, ring, sure ? kLeastArea : 0, work_)) {
    const int id = static_cast<int>(pieces_.size());
    piece.box = i;
    piece.sure = sure;
    piece.within = sure ? -1 : id;
    for (const int other : box(i).pieces) {
      const ChairPiece& possible = this->piece(other);
      if (!sure || possible.sure) continue;
      if (possible.holds(piece.inside) || possible.holds(piece.rings.front().front())) piece.within = other;
    }
    pieces_.push_back(std::move(piece));
    neighbours_.emplace_back();
    boxes_[at(i)].pieces.push_back(id);
  }
}

const std::vector<int>& ChairSpace::pieces_of(int i) {
  if (box(i).looked_at) return box(i).pieces;
  boxes_[at(i)].looked_at = true;
  ++looked_at_;
  const Tile& t = tile(box(i).x, box(i).y);
  Paths where;
  if (box(i).parent < 0) {
    where = {tile_ring(box(i).x, box(i).y)};
  } else {
    for (const int p : pieces_of(box(i).parent)) {
      if (!piece(p).sure) where.insert(where.end(), piece(p).rings.begin(), piece(p).rings.end());
    }
  }
  const auto [from, to] = headings(i);
  const auto free_in = [&](Paths region, const Shape& mirrored) {
    return less_obstacles(std::move(region), obstacles_.index.segments(), t.near,
                          turned(mirrored, (from + to) / 2), work_);
  };
  where = free_in(std::move(where), levels_[at(box(i).level)].inner);
  add_pieces(i, where, false);
  add_pieces(i, free_in(std::move(where), levels_[at(box(i).level)].outer), true);
  return box(i).pieces;
}

void ChairSpace::halve(int i) {
  (void)pieces_of(i);
  const ChairBox of = box(i);
  for (const int b : boxes_beside(of)) {
    for (const int p : box(b).pieces) neighbours_[at(p)].known = false;
  }
  boxes_[at(i)].child = static_cast<int>(boxes_.size());
  for (int k = 0; k < 2; ++k) {
    boxes_.push_back({.x = of.x, .y = of.y, .level = of.level + 1, .index = 2 * of.index + k, .parent = i});
  }
}

void ChairSpace::keep_near(const Polyline& line) {
  near_line_.clear();
  for (Neighbours& n : neighbours_) n.known = false;
  const double radius = reach_of(e_) + 0.5;
  const auto add = [&](PlanPoint p) {
    const cl::IntPoint lo = chair_cells(p - PlanPoint{radius, radius}),
                       hi = chair_cells(p + PlanPoint{radius, radius});
    for (cl::cInt x = (lo.X - corner_.X) / tile_size_; x <= (hi.X - corner_.X) / tile_size_; ++x) {
      for (cl::cInt y = (lo.Y - corner_.Y) / tile_size_; y <= (hi.Y - corner_.Y) / tile_size_; ++y) {
        near_line_.insert(tile_number(static_cast<int>(x), static_cast<int>(y)));
      }
    }
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    add(line[i]);
    if (i == 0) continue;
    const int parts = static_cast<int>(distance(line[i - 1], line[i]) / radius) + 1;
    for (int k = 1; k < parts; ++k)
      add(line[i - 1] + (k / static_cast<double>(parts)) * (line[i] - line[i - 1]));
  }
}

/// The box with this interval of headings, or the one not halved that holds it, or, when it is halved, the
/// lowest (from_below) or highest that is in it.
int ChairSpace::interval_at(int x, int y, int level, int index, bool from_below) {
  const int count = intervals_ << level;
  index = (index % count + count) % count;
  int i = tile(x, y).first_box + (index >> level);
  for (int l = level - 1; l >= 0 && box(i).child >= 0; --l) i = box(i).child + ((index >> l) & 1);
  while (box(i).child >= 0) i = box(i).child + (from_below ? 0 : 1);
  return i;
}

/// Boxes of a tile that share headings with this one.
std::vector<int> ChairSpace::boxes_in(const ChairBox& like, int x, int y) {
  std::vector<int> leaves;
  if (x < 0 || y < 0 || x >= columns_ || y >= rows_) return leaves;
  if (!near_line_.empty() && !near_line_.contains(tile_number(x, y))) return leaves;
  int i = tile(x, y).first_box + (like.index >> like.level);
  for (int l = like.level - 1; l >= 0 && box(i).child >= 0; --l) i = box(i).child + ((like.index >> l) & 1);
  collect(i, leaves);
  return leaves;
}

std::vector<int> ChairSpace::boxes_beside(const ChairBox& of) {
  std::vector<int> beside = {interval_at(of.x, of.y, of.level, of.index + 1, true),
                             interval_at(of.x, of.y, of.level, of.index - 1, false)};
  std::array<bool, 4> touched{};
  for (const int p : of.pieces) {
    for (std::size_t side = 0; side < 4; ++side)
      touched[side] = touched[side] || !piece(p).sides[side].empty();
  }
  constexpr std::array<std::pair<int, int>, 4> kSteps = {{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
  for (std::size_t side = 0; side < 4; ++side) {
    if (!touched[side]) continue;
    const std::vector<int> there = boxes_in(of, of.x + kSteps[side].first, of.y + kSteps[side].second);
    beside.insert(beside.end(), there.begin(), there.end());
  }
  return beside;
}

const std::vector<int>& ChairSpace::neighbours(int i) {
  if (neighbours_[at(i)].known) return neighbours_[at(i)].pieces;
  std::vector<int> result;
  const ChairBox of = box(piece(i).box);
  for (const int other : of.pieces) {
    if (other != i && (piece(other).within == i || piece(i).within == other)) result.push_back(other);
  }
  for (const int b : boxes_beside(of)) {
    const ChairBox& there = box(b);
    // Nothing of this piece on the side towards that tile: no need to look at the box.
    if (!(there.x == of.x && there.y == of.y) && piece(i).sides[side_towards(of, there)].empty()) continue;
    for (const int other : pieces_of(b)) {
      if (overlap(i, other)) result.push_back(other);
    }
  }
  neighbours_[at(i)] = {true, std::move(result)};
  return neighbours_[at(i)].pieces;
}

bool ChairSpace::overlap(int a, int b) {
  const std::uint64_t key =
      static_cast<std::uint64_t>(std::min(a, b)) << 32 | static_cast<std::uint64_t>(std::max(a, b));
  const auto [found, fresh] = overlaps_.try_emplace(key, false);
  if (!fresh) return found->second;
  const ChairPiece& p = piece(a);
  const ChairPiece& q = piece(b);
  const bool both_sure = p.sure && q.sure;
  bool shared = false;
  if (!same_tile(p.box, q.box)) {
    const auto [lo, hi] = common_stretch(p, side_towards(box(p.box), box(q.box)), q);
    // A motion needs a place in between; whether there is none must be said of every point.
    shared = both_sure ? hi - lo >= 2 : hi >= lo;
  } else if (p.holds(q.inside) || q.holds(p.inside)) {
    shared = true;
  } else if (p.lo.X <= q.hi.X && p.hi.X >= q.lo.X && p.lo.Y <= q.hi.Y && p.hi.Y >= q.lo.Y) {
    double area = 0;
    for (const cl::Path& path : common_part(p, q, work_)) area += cl::Area(path);
    shared = area > (both_sure ? kLeastArea : 0);
  }
  found->second = shared;
  return shared;
}

PlanPoint ChairSpace::shared_place(int a, int b) const {
  const ChairPiece& p = piece(a);
  const ChairPiece& q = piece(b);
  if (!same_tile(p.box, q.box)) {
    const std::size_t side = side_towards(box(p.box), box(q.box));
    const auto [lo, hi] = common_stretch(p, side, q);
    const double middle = (static_cast<double>(lo) + static_cast<double>(hi)) / 2;
    const cl::Path ring = tile_ring(box(p.box).x, box(p.box).y);
    const cl::IntPoint corner = ring[side == 1 || side == 3 ? 2 : 0];
    if (side < 2) return {static_cast<double>(corner.X), middle};
    return {middle, static_cast<double>(corner.Y)};
  }
  ChairWork work;
  const Paths common = common_part(p, q, work);
  return common.empty() ? real(p.inside) : point_inside(common);
}

}  // namespace landai::geometry
