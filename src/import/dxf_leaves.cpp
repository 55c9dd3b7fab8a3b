// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "dxf_doors.hpp"

namespace landai::importer {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kNear = 0.13;   // how far a leaf's ends may lie from hinge and arc end, in radii
constexpr std::size_t kMaxSegmentsPerArc = 4000;

/// Number of a grid cell, or of its neighbour. Neighbours are counted in whole numbers: adding to the coordinate rounds.
long long cell_key(PlanPoint p, double cell, int dx = 0, int dy = 0) {
  const auto part = [cell](double v) { return static_cast<long long>(std::floor(std::clamp(v / cell, -1e9, 1e9))); };
  return (part(p.x) + dx) * 4'000'000'007LL + part(p.y) + dy;
}

struct Straight {
  PlanSegment line;
  std::size_t part;
};

/// Ends of straight pieces by place, so that a plan with 10^5 lines on its door layer stays fast.
class Ends {
 public:
  Ends(const std::vector<Straight>& straights, double cell) : straights_(straights), cell_(cell) {
    for (std::size_t i = 0; i < straights.size(); ++i)
      for (const PlanPoint p : {straights[i].line.a, straights[i].line.b}) cells_[cell_key(p, cell_)].push_back(i);
  }
  template <class F>
  void near(PlanPoint p, double reach, F&& f) const {
    const int n = std::clamp(static_cast<int>(std::ceil(reach / cell_)), 1, 8);
    std::size_t seen = 0;
    for (int dx = -n; dx <= n; ++dx)
      for (int dy = -n; dy <= n; ++dy) {
        const auto found = cells_.find(cell_key(p, cell_, dx, dy));
        if (found == cells_.end()) continue;
        for (const std::size_t i : found->second)
          if (++seen <= kMaxSegmentsPerArc) f(straights_[i]);
      }
  }

 private:
  const std::vector<Straight>& straights_;
  double cell_;
  std::unordered_map<long long, std::vector<std::size_t>> cells_;
};

struct FoundArc {
  DxfArc arc;
  double radius;
  std::size_t part;
};

/// The line from near the centre to near one end of the arc.
struct LeafLine {
  const Straight* line = nullptr;
  PlanPoint from, to;   ///< hinge side, tip side
  double miss = 1e300;
};

LeafLine leaf_line(const FoundArc& a, PlanPoint end, const Ends& ends) {
  LeafLine best;
  const double r = a.radius;
  ends.near(a.arc.centre, kNear * r, [&](const Straight& s) {
    const double length = distance(s.line.a, s.line.b);
    if (length < 0.75 * r || length > 1.15 * r) return;
    for (const bool turned : {false, true}) {
      const PlanPoint from = turned ? s.line.b : s.line.a, to = turned ? s.line.a : s.line.b;
      const double off_hinge = distance(from, a.arc.centre), off_tip = distance(to, end);
      if (off_hinge > kNear * r || off_tip > kNear * r) continue;
      if (off_hinge + off_tip < best.miss) best = {&s, from, to, off_hinge + off_tip};
    }
  });
  return best;
}

/// A line from the hinge towards an end of the arc that is shorter or longer than the arc says: leaf and arc contradict.
LeafLine other_leaf_line(const FoundArc& a, PlanPoint end, const Ends& ends) {
  LeafLine best;
  const double r = a.radius;
  const PlanPoint along = (1 / std::max(distance(a.arc.centre, end), 1e-12)) * (end - a.arc.centre);
  ends.near(a.arc.centre, 0.03 * r, [&](const Straight& s) {
    for (const bool turned : {false, true}) {
      const PlanPoint from = turned ? s.line.b : s.line.a, to = turned ? s.line.a : s.line.b;
      const double length = dot(to - from, along);
      if (distance(from, a.arc.centre) > 0.03 * r || length < 0.6 * r || length > 1.4 * r) continue;
      if (std::abs(cross(along, to - from)) > 0.03 * r) continue;
      const double miss = distance(to, end);
      if (miss < best.miss) best = {&s, from, to, miss};
    }
  });
  return best;
}

/// Distance to the other long side of the leaf, 0 when the leaf is one line.
double leaf_thickness(const LeafLine& leaf, const FoundArc& a, const Ends& ends, bool loose) {
  const PlanPoint along = leaf.to - leaf.from;
  const double length = norm(along);
  double best = 0;
  ends.near(a.arc.centre, 2 * kNear * a.radius, [&](const Straight& s) {
    // Loose lines beside each other may be two leaves; those of one outline or one insert belong together.
    if (&s == leaf.line || (loose && s.part != leaf.line->part)) return;
    const PlanPoint other = s.line.b - s.line.a;
    const double n = norm(other);
    if (n < 0.85 * length || n > 1.15 * length || std::abs(cross(along, other)) > 0.01 * n * length) return;
    const double offset = std::abs(cross(along, s.line.a - leaf.from)) / length;
    if (offset < 0.015 * length || offset > 0.12 * length) return;
    const double t0 = dot(along, s.line.a - leaf.from) / (length * length), t1 = dot(along, s.line.b - leaf.from) / (length * length);
    if (std::min(t0, t1) < -0.15 || std::max(t0, t1) > 1.15) return;
    best = std::max(best, offset);  // panels and seals lie between the two faces
  });
  return best;
}

bool same_leaf(const DrawnLeaf& a, const DrawnLeaf& b) {
  const double tolerance = 0.06 * std::max(a.radius, b.radius);
  return distance(a.hinge, b.hinge) < tolerance && distance(a.closed_tip, b.closed_tip) < 2 * tolerance &&
         distance(a.open_tip, b.open_tip) < 2 * tolerance;
}

}  // namespace

std::vector<DrawnLeaf> find_leaves(std::span<const DxfPart* const> parts, bool loose) {
  std::vector<FoundArc> arcs;
  std::vector<Straight> straights;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i]->kind == DxfPart::Kind::text) continue;
    for (const DxfArc& arc : arcs_of(*parts[i])) {
      const double radius = arc.radius > 0 ? arc.radius : std::max(distance(arc.centre, arc.a), distance(arc.centre, arc.b));
      if (arc.sweep < 20 * kDegree || arc.sweep > 200 * kDegree || !(radius > 0)) continue;
      arcs.push_back({arc, radius, i});
    }
    for (const PlanSegment& s : straights_of(*parts[i])) straights.push_back({s, i});
  }
  if (arcs.empty()) return {};
  // Arcs of hinges are a hundred times smaller than those of leaves: one grid for each size.
  std::map<int, Ends> grids;
  std::vector<DrawnLeaf> leaves, bare;
  for (const FoundArc& a : arcs) {
    const int size = static_cast<int>(std::ceil(std::log2(2 * kNear * a.radius)));
    const Ends& ends = grids.try_emplace(size, straights, std::exp2(size)).first->second;
    LeafLine at_a = leaf_line(a, a.arc.a, ends), at_b = leaf_line(a, a.arc.b, ends);
    if (at_a.line == nullptr && at_b.line == nullptr) {
      at_a = other_leaf_line(a, a.arc.a, ends);
      at_b = other_leaf_line(a, a.arc.b, ends);
    }
    const bool first = at_a.miss <= at_b.miss;
    const LeafLine& line = first ? at_a : at_b;
    DrawnLeaf leaf;
    leaf.hinge = a.arc.centre;
    leaf.open_tip = first ? a.arc.a : a.arc.b;
    leaf.closed_tip = first ? a.arc.b : a.arc.a;
    leaf.radius = a.radius;
    leaf.radius_low = a.arc.radius > 0 ? a.radius : std::min(distance(a.arc.centre, a.arc.a), distance(a.arc.centre, a.arc.b));
    leaf.sweep = a.arc.sweep;
    leaf.parts = {a.part};
    if (line.line == nullptr) {
      leaf.both_ends = true;
      if (a.arc.sweep > 60 * kDegree && a.arc.sweep < 120 * kDegree) bare.push_back(leaf);
      continue;
    }
    leaf.both_ends = at_a.line != nullptr && at_b.line != nullptr;
    leaf.length = distance(line.from, line.to);
    leaf.direction = (1 / leaf.length) * (line.to - line.from);
    leaf.thickness = leaf_thickness(line, a, ends, loose);
    if (leaf.both_ends && leaf.thickness == 0) {  // a leaf with a thickness beats the line of a threshold
      const double other = leaf_thickness(first ? at_b : at_a, a, ends, loose);
      if (other > 0) {
        std::swap(leaf.open_tip, leaf.closed_tip);
        const LeafLine& real = first ? at_b : at_a;
        leaf.length = distance(real.from, real.to);
        leaf.direction = (1 / leaf.length) * (real.to - real.from);
        leaf.thickness = other;
      }
    }
    leaf.parts.push_back(line.line->part);
    leaves.push_back(leaf);
  }
  if (leaves.empty()) leaves = std::move(bare);
  // Hinges and handles have small arcs of their own; a leaf drawn twice counts once.
  double largest = 0;
  for (const DrawnLeaf& leaf : leaves) largest = std::max(largest, leaf.radius);
  std::vector<DrawnLeaf> out;
  for (DrawnLeaf& leaf : leaves) {
    if (leaf.radius < 0.25 * largest) continue;
    const auto twin = std::find_if(out.begin(), out.end(), [&leaf](const DrawnLeaf& o) { return same_leaf(o, leaf); });
    if (twin == out.end())
      out.push_back(std::move(leaf));
    else
      twin->parts.insert(twin->parts.end(), leaf.parts.begin(), leaf.parts.end());
  }
  return out;
}

std::vector<std::vector<std::size_t>> group_leaves(const std::vector<DrawnLeaf>& leaves) {
  std::vector<std::vector<std::size_t>> out;
  std::vector<bool> taken(leaves.size(), false);
  double largest = 0;
  for (const DrawnLeaf& leaf : leaves) largest = std::max(largest, leaf.radius);
  std::unordered_map<long long, std::vector<std::size_t>> cells;
  const double cell = std::max(0.5 * largest, 1e-9);
  for (std::size_t i = 0; i < leaves.size(); ++i) cells[cell_key(leaves[i].closed_tip, cell)].push_back(i);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (taken[i]) continue;
    taken[i] = true;
    const DrawnLeaf& a = leaves[i];
    std::size_t partner = i;
    double best = 1e300;
    for (int dx = -1; dx <= 1; ++dx)
      for (int dy = -1; dy <= 1; ++dy) {
        const auto found = cells.find(cell_key(a.closed_tip, cell, dx, dy));
        if (found == cells.end()) continue;
        for (const std::size_t k : found->second) {
          const DrawnLeaf& b = leaves[k];
          if (taken[k]) continue;
          const double tips = distance(a.closed_tip, b.closed_tip), sum = a.radius + b.radius;
          const double hinges = distance(a.hinge, b.hinge);
          const bool meet = tips < 0.12 * std::max(a.radius, b.radius) && std::abs(hinges - sum) < 0.08 * sum;
          const bool same_hinge = hinges < 0.05 * a.radius && tips < 0.08 * a.radius;  // swings to both sides
          if ((meet || same_hinge) && tips < best) {
            best = tips;
            partner = k;
          }
        }
      }
    out.push_back({i});
    if (partner != i) {
      taken[partner] = true;
      out.back().push_back(partner);
    }
  }
  return out;
}

}  // namespace landai::importer
