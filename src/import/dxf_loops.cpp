// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of things drawn with lines: pieces whose ends meet enclose an area.
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "dxf_build.hpp"

namespace landai::importer {
namespace {

constexpr double kMeet = 0.001;             // ends this near are one corner
constexpr double kNearlyShut = 0.02;        // one polyline ends this near its start: shut by its drawer
constexpr double kForgotten = 1.5;          // a rectangle whose fourth side was left out, when it is no wider than this
constexpr std::size_t kMaxCut = 300;        // pieces among which every crossing is looked for
constexpr std::size_t kMaxPieces = 20'000;

/// Straight pieces as a graph of corners.
class Net {
 public:
  void add(PlanPoint a, PlanPoint b) {
    const int i = corner(a), k = corner(b);
    if (i == k || !edges_.insert(key(i, k)).second) return;
    next_[static_cast<std::size_t>(i)].push_back(k);
    next_[static_cast<std::size_t>(k)].push_back(i);
  }

  /// Outer borders of all that hangs together; what encloses nothing comes back as lines.
  void outlines(Geometry& to) {
    std::vector<char> seen(at_.size(), 0);
    for (std::size_t i = 0; i < at_.size(); ++i) {
      if (seen[i] != 0) continue;
      const int start = lowest(static_cast<int>(i), seen);
      walk(start, to);
    }
  }

 private:
  static long long key(int a, int b) { return (static_cast<long long>(std::min(a, b)) << 32) | static_cast<unsigned>(std::max(a, b)); }

  int corner(PlanPoint p) {
    const auto cell = [](double v) { return static_cast<long long>(std::floor(std::clamp(v / kMeet, -1e14, 1e14))); };
    const long long x = cell(p.x), y = cell(p.y);
    for (long long dx = -1; dx <= 1; ++dx)
      for (long long dy = -1; dy <= 1; ++dy) {
        const auto found = cells_.find((x + dx) * 4'000'000'007LL + y + dy);
        if (found == cells_.end()) continue;
        for (const int i : found->second)
          if (distance(at_[static_cast<std::size_t>(i)], p) <= kMeet) return i;
      }
    const int fresh = static_cast<int>(at_.size());
    at_.push_back(p);
    next_.emplace_back();
    cells_[x * 4'000'000'007LL + y].push_back(fresh);
    return fresh;
  }

  int lowest(int from, std::vector<char>& seen) const {
    std::vector<int> open{from};
    seen[static_cast<std::size_t>(from)] = 1;
    int best = from;
    while (!open.empty()) {
      const int i = open.back();
      open.pop_back();
      const PlanPoint p = at_[static_cast<std::size_t>(i)], q = at_[static_cast<std::size_t>(best)];
      if (p.y < q.y || (p.y == q.y && p.x < q.x)) best = i;
      for (const int k : next_[static_cast<std::size_t>(i)])
        if (seen[static_cast<std::size_t>(k)] == 0) {
          seen[static_cast<std::size_t>(k)] = 1;
          open.push_back(k);
        }
    }
    return best;
  }

  /// The next corner along the outside, counter-clockwise: the first one right of where we came from.
  [[nodiscard]] int turn(int here, double back, int came) const {
    const PlanPoint p = at_[static_cast<std::size_t>(here)];
    int best = -1;
    double least = 1e9;
    for (const int k : next_[static_cast<std::size_t>(here)]) {
      const PlanPoint q = at_[static_cast<std::size_t>(k)];
      double angle = std::atan2(q.y - p.y, q.x - p.x) - back;
      while (angle <= 1e-12) angle += 2 * 3.14159265358979323846;
      if (k == came) angle = 7;   // back only when there is no other way
      if (angle < least) {
        least = angle;
        best = k;
      }
    }
    return best;
  }

  void walk(int start, Geometry& to) {
    if (next_[static_cast<std::size_t>(start)].empty()) return;
    std::vector<int> path{start};
    std::unordered_map<int, std::size_t> place{{start, 0}};
    std::unordered_map<long long, int> passed;
    int here = start, came = -1, first = -1;
    double back = -3.14159265358979323846 / 2;   // nothing lies below the lowest corner
    std::vector<Ring> rings;
    for (std::size_t steps = 0; steps <= 2 * edges_.size() + 2; ++steps) {
      const int next = turn(here, back, came);
      if (next < 0 || (here == start && next == first)) break;
      if (first < 0) first = next;
      ++passed[key(here, next)];
      const PlanPoint p = at_[static_cast<std::size_t>(here)], q = at_[static_cast<std::size_t>(next)];
      back = std::atan2(p.y - q.y, p.x - q.x);
      came = here;
      here = next;
      const auto known = place.find(here);
      if (known == place.end()) {
        place[here] = path.size();
        path.push_back(here);
        continue;
      }
      Ring ring;
      for (std::size_t i = known->second; i < path.size(); ++i) ring.push_back(at_[static_cast<std::size_t>(path[i])]);
      for (std::size_t i = known->second + 1; i < path.size(); ++i) place.erase(path[i]);
      path.resize(known->second + 1);
      if (ring.size() >= 3 && std::abs(signed_area(ring)) > 1e-6) rings.push_back(std::move(ring));
    }
    for (Ring& ring : rings) to.areas.push_back({std::move(ring), {}});
    for (const auto& [edge, times] : passed)
      if (times > 1)
        loose_.push_back({at_[static_cast<std::size_t>(edge >> 32)], at_[static_cast<std::size_t>(edge & 0xFFFFFFFF)]});
    std::sort(loose_.begin(), loose_.end(), [](const Polyline& a, const Polyline& b) {
      return a[0].x != b[0].x ? a[0].x < b[0].x : a[0].y != b[0].y ? a[0].y < b[0].y : a[1].x != b[1].x ? a[1].x < b[1].x : a[1].y < b[1].y;
    });
    for (Polyline& line : loose_) to.lines.push_back(std::move(line));
    loose_.clear();
  }

  std::vector<PlanPoint> at_;
  std::vector<std::vector<int>> next_;
  std::unordered_set<long long> edges_;
  std::unordered_map<long long, std::vector<int>> cells_;
  std::vector<Polyline> loose_;
};

/// Pieces cut where others end on them or cross them.
std::vector<PlanSegment> cut(const std::vector<PlanSegment>& pieces) {
  if (pieces.size() > kMaxCut) return pieces;
  std::vector<PlanSegment> out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const PlanSegment& s = pieces[i];
    const PlanPoint v = s.b - s.a;
    const double length = norm(v);
    std::vector<double> at{0, 1};
    for (std::size_t k = 0; k < pieces.size() && length > kMeet; ++k) {
      if (k == i) continue;
      const PlanSegment gap = closest_points(s, pieces[k]);
      if (distance(gap.a, gap.b) <= kMeet) at.push_back(dot(gap.a - s.a, v) / (length * length));
      for (const PlanPoint p : {pieces[k].a, pieces[k].b}) {
        const double t = dot(p - s.a, v) / (length * length);
        if (t > 0 && t < 1 && distance(s.a + t * v, p) <= kMeet) at.push_back(t);
      }
    }
    std::sort(at.begin(), at.end());
    PlanPoint from = s.a;
    for (std::size_t n = 1; n < at.size(); ++n) {
      const PlanPoint to = s.a + std::clamp(at[n], 0.0, 1.0) * v;
      if (distance(from, to) <= kMeet && n + 1 < at.size()) continue;
      out.push_back({from, to});
      from = to;
    }
  }
  return out;
}

bool shut(const Polyline& line) {
  if (line.size() < 4) return false;
  if (line.size() == 4) {  // three sides of a rectangle
    const PlanPoint u = line[1] - line[0], v = line[2] - line[1], w = line[3] - line[2];
    if (std::min(norm(u), norm(v)) > 0.05 && std::min(norm(u), norm(v)) <= kForgotten && norm(u + w) < 0.01 * norm(u) &&
        std::abs(dot(u, v)) < 0.02 * norm(u) * norm(v))
      return true;
  }
  double length = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) length += distance(line[i], line[i + 1]);
  return distance(line.front(), line.back()) <= std::min(kNearlyShut, 0.02 * length);
}

}  // namespace

Geometry bodies_of(std::span<const DxfPart* const> parts) {
  Geometry g;
  std::vector<Polyline> open;
  for (const DxfPart* part : parts) {
    if (part->kind == DxfPart::Kind::text) continue;
    MultiPolygon areas = areas_of(*part);
    if (part->kind == DxfPart::Kind::areas || areas.empty())
      for (Polyline& line : lines_of(*part)) {
        if (!shut(line)) {
          open.push_back(std::move(line));
          continue;
        }
        if (distance(line.front(), line.back()) <= kMeet) line.pop_back();
        areas.push_back({std::move(line), {}});
      }
    for (Polygon& polygon : areas) g.areas.push_back(std::move(polygon));
  }
  std::vector<PlanSegment> pieces;
  for (const Polyline& line : open)
    for (std::size_t i = 0; i + 1 < line.size(); ++i) pieces.push_back({line[i], line[i + 1]});
  if (pieces.size() < 3 || pieces.size() > kMaxPieces) {
    for (Polyline& line : open) g.lines.push_back(std::move(line));
    return g;
  }
  Net net;
  for (const PlanSegment& piece : cut(pieces)) net.add(piece.a, piece.b);
  Geometry found;
  net.outlines(found);
  if (found.areas.empty()) {
    for (Polyline& line : open) g.lines.push_back(std::move(line));
    return g;
  }
  for (Polygon& polygon : found.areas) g.areas.push_back(std::move(polygon));
  for (Polyline& line : found.lines) g.lines.push_back(std::move(line));
  return g;
}

}  // namespace landai::importer
