// SPDX-License-Identifier: GPL-3.0-or-later
#include "chair_space.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

constexpr double kFine = 100'000;  ///< cells per metre here: 0.01 mm
/// Cells that a shape is grown or shrunk by for its rounding and Clipper's: what is called free is, and no
/// way is lost.
constexpr double kRounding_m = 3 / kFine;
constexpr double kTile_m = 1.6;
/// Headings per half turn on the first level.
constexpr int kIntervals = 16;
constexpr int kDeepest = 14;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

cl::Path path_of_shape(const Shape& shape) {
  cl::Path path;
  path.reserve(shape.size());
  for (const PlanPoint p : shape) path.push_back(ChairSpace::cells(p));
  return path;
}

void bounds_of(const cl::Path& path, cl::IntPoint& lo, cl::IntPoint& hi) {
  lo = hi = path.front();
  for (const cl::IntPoint& p : path) {
    lo = {std::min(lo.X, p.X), std::min(lo.Y, p.Y)};
    hi = {std::max(hi.X, p.X), std::max(hi.Y, p.Y)};
  }
}

bool apart(const cl::IntPoint& lo, const cl::IntPoint& hi, const cl::IntPoint& lo2, const cl::IntPoint& hi2) {
  return lo.X > hi2.X || hi.X < lo2.X || lo.Y > hi2.Y || hi.Y < lo2.Y;
}

PlanPoint inside_of(const Paths& rings) {
  Polygon polygon;
  const auto ring = [](const cl::Path& path) {
    Ring r;
    for (const cl::IntPoint& p : path) r.push_back({static_cast<double>(p.X), static_cast<double>(p.Y)});
    return r;
  };
  polygon.outer = ring(rings.front());
  for (std::size_t i = 1; i < rings.size(); ++i) polygon.holes.push_back(ring(rings[i]));
  return interior_point(polygon);
}

/// Side of a's tile on which b's tile lies: left, right, bottom, top.
std::size_t side_towards(const ChairBox& a, const ChairBox& b) {
  if (b.x < a.x) return 0;
  if (b.x > a.x) return 1;
  return b.y < a.y ? 2 : 3;
}

/// Set operation on oriented paths. Sets `failed` when Clipper gives up: an empty result must not pass for a
/// proof.
Paths clipped(cl::ClipType type, const Paths& subject, const Paths& by, bool& failed) {
  Paths result;
  try {
    cl::Clipper clipper;
    clipper.AddPaths(subject, cl::ptSubject, true);
    clipper.AddPaths(by, cl::ptClip, true);
    if (!clipper.Execute(type, result, cl::pftPositive, cl::pftPositive)) failed = true;
  } catch (const cl::clipperException&) {
    failed = true;
  }
  return result;
}

std::size_t corners_of(const Paths& paths) {
  std::size_t n = 0;
  for (const cl::Path& path : paths) n += path.size();
  return n;
}

}  // namespace

bool ChairPiece::holds(cl::IntPoint p) const {
  if (p.X < lo.X || p.X > hi.X || p.Y < lo.Y || p.Y > hi.Y) return false;
  if (cl::PointInPolygon(p, rings.front()) == 0) return false;
  for (std::size_t i = 1; i < rings.size(); ++i) {
    if (cl::PointInPolygon(p, rings[i]) == 1) return false;
  }
  return true;
}

cl::IntPoint ChairSpace::cells(PlanPoint p) { return {std::llround(p.x * kFine), std::llround(p.y * kFine)}; }
PlanPoint ChairSpace::metres(PlanPoint cells) { return {cells.x / kFine, cells.y / kFine}; }

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
    levels_.push_back({turned(inner_shape(e_, half, kRounding_m), std::numbers::pi),
                       turned(outer_shape(e_, half, kRounding_m), std::numbers::pi)});
  }
  tile_size_ = std::llround(std::max(kTile_m, 2 * reach_of(e_)) * kFine);
  corner_ = cells({domain.min_x, domain.min_y});
  const cl::IntPoint end = cells({domain.max_x, domain.max_y});
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
  for (const cl::IntPoint& p : ring) box.add(metres({static_cast<double>(p.X), static_cast<double>(p.Y)}));
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

/// What is left of `where` when nothing may enter the shape. The nearest obstacles come first, a few at a
/// time: often nothing is left soon, and what is left is small.
Paths ChairSpace::free_places(Paths where, const Shape& shape, double angle, const Tile& tile) {
  const Shape mirrored = turned(shape, angle);
  Shape sum;
  Paths blocked;
  std::size_t batch = 8;
  cl::IntPoint lo, hi;
  const auto extent = [&] {
    bounds_of(where.front(), lo, hi);
    for (const cl::Path& path : where) {
      cl::IntPoint l, h;
      bounds_of(path, l, h);
      lo = {std::min(lo.X, l.X), std::min(lo.Y, l.Y)};
      hi = {std::max(hi.X, h.X), std::max(hi.Y, h.Y)};
    }
  };
  const auto subtract = [&] {
    work_ += corners_of(where) + corners_of(blocked);
    where = clipped(cl::ctDifference, where, blocked, failed_);
    blocked.clear();
    batch = std::min<std::size_t>(2 * batch, 32);
    if (!where.empty()) extent();
  };
  if (where.empty()) return where;
  extent();
  for (const int i : tile.near) {
    forbidden(obstacles_.index.segments()[at(i)], mirrored, sum);
    cl::Path path = path_of_shape(sum);
    cl::IntPoint l, h;
    bounds_of(path, l, h);
    if (apart(lo, hi, l, h)) continue;
    blocked.push_back(std::move(path));
    if (blocked.size() < batch) continue;
    subtract();
    if (where.empty()) return where;
  }
  if (!blocked.empty()) subtract();
  return where;
}

void ChairSpace::add_pieces(int i, const Paths& where, bool sure) {
  if (where.empty()) return;
  cl::PolyTree tree;
  try {
    cl::Clipper clipper;
    clipper.AddPaths(where, cl::ptSubject, true);
    if (!clipper.Execute(cl::ctUnion, tree, cl::pftPositive, cl::pftPositive)) failed_ = true;
  } catch (const cl::clipperException&) {
    failed_ = true;
  }
  const cl::Path ring = tile_ring(box(i).x, box(i).y);
  for (const cl::PolyNode* node = tree.GetFirst(); node != nullptr; node = node->GetNext()) {
    if (node->IsHole() || node->Contour.size() < 3) continue;
    ChairPiece piece;
    piece.box = i;
    piece.sure = sure;
    piece.rings.push_back(node->Contour);
    for (const cl::PolyNode* hole : node->Childs) piece.rings.push_back(hole->Contour);
    if (sure && std::abs(cl::Area(node->Contour)) < 16) continue;  // 4 × 4 cells: no place to stand on
    bounds_of(node->Contour, piece.lo, piece.hi);
    const PlanPoint inside = inside_of(piece.rings);
    piece.inside = {std::llround(inside.x), std::llround(inside.y)};
    for (const cl::Path& r : piece.rings) {
      for (std::size_t k = 0; k < r.size(); ++k) {
        const cl::IntPoint& p = r[k];
        const cl::IntPoint& q = r[(k + 1) % r.size()];
        if (p.X == q.X && p.X == ring[0].X) piece.sides[0].push_back(std::minmax(p.Y, q.Y));
        if (p.X == q.X && p.X == ring[2].X) piece.sides[1].push_back(std::minmax(p.Y, q.Y));
        if (p.Y == q.Y && p.Y == ring[0].Y) piece.sides[2].push_back(std::minmax(p.X, q.X));
        if (p.Y == q.Y && p.Y == ring[2].Y) piece.sides[3].push_back(std::minmax(p.X, q.X));
      }
    }
    const int id = static_cast<int>(pieces_.size());
    piece.within = id;
    if (sure) {
      piece.within = -1;
      for (const int other : box(i).pieces) {
        const ChairPiece& o = this->piece(other);
        if (!o.sure && (o.holds(piece.inside) || o.holds(piece.rings.front().front()))) piece.within = other;
      }
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
  const Level& level = levels_[at(box(i).level)];
  where = free_places(std::move(where), level.inner, (from + to) / 2, t);
  add_pieces(i, where, false);
  add_pieces(i, free_places(std::move(where), level.outer, (from + to) / 2, t), true);
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
    const cl::IntPoint lo = cells(p - PlanPoint{radius, radius}), hi = cells(p + PlanPoint{radius, radius});
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

namespace {

/// The longest common stretch of two pieces on the side between their tiles. Nothing: first > second.
std::pair<cl::cInt, cl::cInt> common_stretch(const ChairPiece& a, std::size_t side, const ChairPiece& b) {
  std::pair<cl::cInt, cl::cInt> best{1, 0};
  for (const auto& [p, q] : a.sides[side]) {
    for (const auto& [r, s] : b.sides[side ^ 1]) {
      const cl::cInt lo = std::max(p, r), hi = std::min(q, s);
      if (hi - lo > best.second - best.first) best = {lo, hi};
    }
  }
  return best;
}

/// Common part of two pieces over one tile, as oriented paths.
Paths common_part(const ChairPiece& a, const ChairPiece& b, bool& failed) {
  return clipped(cl::ctIntersection, a.rings, b.rings, failed);
}

}  // namespace

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
  } else if (!apart(p.lo, p.hi, q.lo, q.hi)) {
    if (p.holds(q.inside) || q.holds(p.inside)) {
      shared = true;
    } else {
      work_ += corners_of(p.rings) + corners_of(q.rings);
      const Paths common = common_part(p, q, failed_);
      double area = 0;
      for (const cl::Path& path : common) area += cl::Area(path);
      shared = area > (both_sure ? 16 : 0);
    }
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
  bool failed = false;
  const Paths common = common_part(p, q, failed);
  const cl::Path* largest = nullptr;
  for (const cl::Path& path : common) {
    if (cl::Area(path) > 0 && (largest == nullptr || cl::Area(path) > cl::Area(*largest))) largest = &path;
  }
  if (largest == nullptr) return {static_cast<double>(p.inside.X), static_cast<double>(p.inside.Y)};
  Paths rings{*largest};
  for (const cl::Path& path : common) {
    if (cl::Area(path) < 0 && cl::PointInPolygon(path.front(), *largest) != 0) rings.push_back(path);
  }
  return inside_of(rings);
}

}  // namespace landai::geometry
