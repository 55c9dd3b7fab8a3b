// SPDX-License-Identifier: GPL-3.0-or-later
#include "room_parts.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace landai::report {
namespace {

constexpr double kFinest = 0.10;         // metres between the points of the lattice
constexpr double kMostPoints = 20'000;
constexpr double kReach = 60.0;          // no cut is longer to one side

bool cross_each_other(const PlanSegment& s, const PlanSegment& t) {
  const double d1 = cross(t.b - t.a, s.a - t.a), d2 = cross(t.b - t.a, s.b - t.a);
  const double d3 = cross(s.b - s.a, t.a - s.a), d4 = cross(s.b - s.a, t.b - s.a);
  return (d1 > 0) != (d2 > 0) && (d3 > 0) != (d4 > 0);
}

/// The witness prolonged until it leaves the room on both sides.
PlanSegment cut_through(const MultiPolygon& room, const PlanSegment& witness, double step) {
  const double length = distance(witness.a, witness.b);
  if (length < 1e-6) return witness;
  const PlanPoint along = (1 / length) * (witness.b - witness.a);
  const auto out = [&](PlanPoint from, double sign) {
    double far = step;
    while (far < kReach && contains(room, from + (sign * far) * along)) far += 0.5 * step;
    return from + (sign * (far + step)) * along;
  };
  return {out(witness.a, -1), out(witness.b, 1)};
}

}  // namespace

RoomParts::RoomParts(const MultiPolygon& room, const std::vector<PlanSegment>& narrow) {
  const Box box = bounds(room);
  if (box.empty()) return;
  const double step = std::max(kFinest, std::sqrt(box.width() * box.height() / kMostPoints));
  std::vector<PlanSegment> cuts;
  for (const auto& witness : narrow) cuts.push_back(cut_through(room, witness, step));
  const auto columns = static_cast<int>(std::ceil(box.width() / step)) + 1, rows = static_cast<int>(std::ceil(box.height() / step)) + 1;
  std::map<std::pair<int, int>, int> at;
  for (int x = 0; x < columns; ++x)
    for (int y = 0; y < rows; ++y) {
      // A little off the whole, so that no point of the lattice lies on a cut along an axis.
      const PlanPoint p{box.min_x + (x + 0.4871) * step, box.min_y + (y + 0.5137) * step};
      if (!contains(room, p)) continue;
      at[{x, y}] = static_cast<int>(points_.size());
      points_.push_back(p);
    }
  part_.resize(points_.size());
  std::iota(part_.begin(), part_.end(), 0);
  const auto root = [this](int i) {
    while (part_[static_cast<std::size_t>(i)] != i) i = part_[static_cast<std::size_t>(i)] = part_[static_cast<std::size_t>(part_[static_cast<std::size_t>(i)])];
    return i;
  };
  std::vector<Border> cut_moves;   // points on both sides of a cut
  for (const auto& [cell, i] : at)
    for (const auto& [dx, dy] : {std::pair{1, 0}, std::pair{0, 1}}) {
      const auto other = at.find({cell.first + dx, cell.second + dy});
      if (other == at.end()) continue;
      const PlanSegment move{points_[static_cast<std::size_t>(i)], points_[static_cast<std::size_t>(other->second)]};
      const auto cut = std::find_if(cuts.begin(), cuts.end(), [&](const PlanSegment& c) { return cross_each_other(move, c); });
      if (cut == cuts.end()) part_[static_cast<std::size_t>(root(i))] = root(other->second);
      else cut_moves.push_back({i, other->second, static_cast<int>(cut - cuts.begin())});
    }
  std::map<int, int> numbers;
  for (std::size_t i = 0; i < part_.size(); ++i) numbers.try_emplace(root(static_cast<int>(i)), static_cast<int>(numbers.size()));
  std::vector<int> numbered(part_.size());
  for (std::size_t i = 0; i < part_.size(); ++i) numbered[i] = numbers.at(root(static_cast<int>(i)));
  part_ = std::move(numbered);
  count_ = std::max<int>(1, static_cast<int>(numbers.size()));
  for (const Border& move : cut_moves) {
    const int a = part_[static_cast<std::size_t>(move.a)], b = part_[static_cast<std::size_t>(move.b)];
    if (a != b) borders_.push_back({std::min(a, b), std::max(a, b), move.cut});
  }
  std::sort(borders_.begin(), borders_.end());
  borders_.erase(std::unique(borders_.begin(), borders_.end()), borders_.end());
}

int RoomParts::at(PlanPoint p) const {
  int best = 0;
  double nearest = INFINITY;
  for (std::size_t i = 0; i < points_.size(); ++i)
    if (const double d = distance(points_[i], p); d < nearest) nearest = d, best = part_[i];
  return best;
}

}  // namespace landai::report
