// SPDX-License-Identifier: GPL-3.0-or-later
#include "taut.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

namespace landai::measure {
namespace {

constexpr double kCell = 1.0;
constexpr double kTight = 0.0003;        // the diagram's own grid
constexpr double kNearVertex = 0.12;     // a bend is made of pieces of this length
constexpr int kMostPasses = 60;
constexpr double kSettled = 0.0005;
constexpr std::size_t kMostEdgeCells = 2'000'000;

long long index_of(double v) { return static_cast<long long>(std::floor(v / kCell)); }

double length_of(const Polyline& line) {
  double length = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) length += distance(line[i], line[i + 1]);
  return length;
}

/// More points beside every bend, so that it can become round.
Polyline refined(const Polyline& line) {
  Polyline out;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const PlanPoint a = line[i], b = line[i + 1];
    const double length = distance(a, b);
    out.push_back(a);
    if (length > 2.5 * kNearVertex) {
      if (i > 0) out.push_back(a + (kNearVertex / length) * (b - a));
      if (i + 2 < line.size()) out.push_back(b - (kNearVertex / length) * (b - a));
    }
  }
  out.push_back(line.back());
  return out;
}

}  // namespace

TautFloor::TautFloor(const geometry::Floor& floor) {
  const auto polygons = [&](const MultiPolygon& shape) {
    for (const auto& polygon : shape) {
      add(polygon.outer);
      for (const auto& hole : polygon.holes) add(hole);
    }
  };
  polygons(floor.solids);
  for (const auto& edge : floor.thin) add(edge);
  if (floor.within) polygons(*floor.within);
}

void TautFloor::add(const Ring& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) add(PlanSegment{ring[i], ring[(i + 1) % ring.size()]});
}

void TautFloor::add(const PlanSegment& edge) {
  box_.add(edge.a);
  box_.add(edge.b);
  const int id = static_cast<int>(edges_.size());
  edges_.push_back(edge);
  const int pieces = std::clamp(static_cast<int>(distance(edge.a, edge.b) / (kCell / 2)) + 1, 1, 20000);
  if (cells_.size() > kMostEdgeCells) return;
  // Every square within reach of a piece: pieces are half a square long.
  for (int i = 0; i < pieces; ++i) {
    const PlanPoint p = edge.a + (static_cast<double>(i) / pieces) * (edge.b - edge.a);
    const PlanPoint q = edge.a + (static_cast<double>(i + 1) / pieces) * (edge.b - edge.a);
    for (auto x = index_of(std::min(p.x, q.x)); x <= index_of(std::max(p.x, q.x)); ++x)
      for (auto y = index_of(std::min(p.y, q.y)); y <= index_of(std::max(p.y, q.y)); ++y) {
        auto& here = cells_[cell(x, y)];
        if (here.empty() || here.back() != id) here.push_back(id);
      }
  }
}

bool TautFloor::free(PlanPoint a, PlanPoint b, double radius) const {
  const double reach = radius - kTight;
  const int pieces = static_cast<int>(distance(a, b) / kCell) + 1;
  for (int i = 0; i < pieces; ++i) {
    const PlanPoint p = a + (static_cast<double>(i) / pieces) * (b - a);
    const PlanPoint q = a + (static_cast<double>(i + 1) / pieces) * (b - a);
    for (auto x = index_of(std::min(p.x, q.x) - reach); x <= index_of(std::max(p.x, q.x) + reach); ++x)
      for (auto y = index_of(std::min(p.y, q.y) - reach); y <= index_of(std::max(p.y, q.y) + reach); ++y) {
        const auto here = cells_.find(cell(x, y));
        if (here == cells_.end()) continue;
        for (const int id : here->second) {
          const auto pair = closest_points({p, q}, edges_[static_cast<std::size_t>(id)]);
          if (distance(pair.a, pair.b) < reach) return false;
        }
      }
  }
  return true;
}

geometry::Path TautFloor::pulled(const geometry::Path& path, double radius) const {
  const Polyline& all = path.points;
  std::size_t first = 0, last = all.size();
  while (first < all.size() && !free(all[first], all[first], radius)) ++first;
  while (last > first + 1 && !free(all[last - 1], all[last - 1], radius)) --last;
  if (last < first + 3) return path;
  Polyline core(all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last));
  // A stretch that the diagram lets through by its rounding stays as it is.
  for (std::size_t i = 0; i + 1 < core.size(); ++i)
    if (!free(core[i], core[i + 1], radius)) radius = std::min(radius, radius - kTight);
  const auto shortcut = [&](const Polyline& line) {
    Polyline out{line.front()};
    for (std::size_t i = 0; i + 1 < line.size();) {
      std::size_t good = i + 1, step = 1;
      while (good + step < line.size() && free(line[i], line[good + step], radius)) good += step, step *= 2;
      for (; step > 0; step /= 2)
        if (good + step < line.size() && free(line[i], line[good + step], radius)) good += step;
      out.push_back(line[good]);
      i = good;
    }
    return out;
  };
  double before = length_of(core);
  for (int pass = 0; pass < kMostPasses; ++pass) {
    core = refined(shortcut(core));
    for (std::size_t i = 1; i + 1 < core.size(); ++i) {
      const PlanPoint a = core[i - 1], c = core[i + 1];
      const PlanPoint goal = closest_points({a, c}, {core[i], core[i]}).a;
      double done = 0, step = 1;
      for (int k = 0; k < 10; ++k, step /= 2) {
        const double t = std::min(1.0, done + step);
        const PlanPoint b = core[i] + t * (goal - core[i]);
        if (free(a, b, radius) && free(b, c, radius)) done = t;
        if (done >= 1) break;
      }
      core[i] = core[i] + done * (goal - core[i]);
    }
    const double now = length_of(core);
    if (before - now < kSettled && pass > 2) break;
    before = now;
  }
  geometry::Path out = path;
  out.points.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first));
  core = shortcut(core);
  out.points.insert(out.points.end(), core.begin(), core.end());
  out.points.insert(out.points.end(), all.begin() + static_cast<std::ptrdiff_t>(last), all.end());
  out.length_m = length_of(out.points);
  return out.length_m < path.length_m ? out : path;
}

PlanPoint LeastWays::centre(int x, int y) const {
  return corner_ + PlanPoint{(x + 0.5) * square_, (y + 0.5) * square_};
}

template <class Visit>
void LeastWays::around(PlanPoint p, double reach, Visit visit) const {
  const auto bound = [&](double v, int n) { return std::clamp(static_cast<int>(std::floor(v / square_)), 0, n - 1); };
  for (int x = bound(p.x - reach - corner_.x, nx_); x <= bound(p.x + reach - corner_.x, nx_); ++x)
    for (int y = bound(p.y - reach - corner_.y, ny_); y <= bound(p.y + reach - corner_.y, ny_); ++y)
      visit(centre(x, y), static_cast<std::size_t>(x) * static_cast<std::size_t>(ny_) + static_cast<std::size_t>(y));
}

LeastWays::LeastWays(const TautFloor& floor, const std::vector<PlanPoint>& places, double radius) : places_(places) {
  constexpr double kMostSquares = 1'000'000, kMargin = 3.0;
  Box box = floor.box_;
  for (const PlanPoint p : places) box.add(p);
  if (box.empty()) return;
  box = box.grown(kMargin);
  // A square that a way passes is free when its middle is 1.5 squares nearer to things than the way may be; and what stands must still
  // be too thick to be stepped over.
  if (radius - 1.5 * square_ < 1.13 * square_ || box.width() * box.height() / (square_ * square_) > kMostSquares) return;
  const double slim = radius - 1.5 * square_;
  corner_ = {box.min_x, box.min_y};
  nx_ = static_cast<int>(box.width() / square_) + 1;
  ny_ = static_cast<int>(box.height() / square_) + 1;
  length_.assign(static_cast<std::size_t>(nx_) * static_cast<std::size_t>(ny_), INFINITY);
  for (const auto& edge : floor.edges_) {
    const int pieces = static_cast<int>(distance(edge.a, edge.b) / square_) + 1;
    for (int i = 0; i < pieces; ++i) {
      const PlanSegment piece{edge.a + (static_cast<double>(i) / pieces) * (edge.b - edge.a),
                              edge.a + (static_cast<double>(i + 1) / pieces) * (edge.b - edge.a)};
      around(piece.a, slim + square_, [&](PlanPoint c, std::size_t at) {
        if (distance(piece, c) < slim) length_[at] = -1;
      });
    }
  }
  using Entry = std::pair<float, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  const auto reach = [&](float length, std::size_t at) {
    if (length < length_[at]) length_[at] = length, open.emplace(length, at);
  };
  for (const PlanPoint p : places)
    around(p, 1.0, [&](PlanPoint c, std::size_t at) { reach(static_cast<float>(distance(c, p)), at); });
  constexpr int kMoves[16][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {1, -1}, {-1, 1}, {-1, -1},
                                 {2, 1}, {2, -1}, {-2, 1}, {-2, -1}, {1, 2}, {1, -2}, {-1, 2}, {-1, -2}};
  while (!open.empty()) {
    const auto [length, at] = open.top();
    open.pop();
    if (length > length_[at]) continue;
    const int x = static_cast<int>(at / static_cast<std::size_t>(ny_)), y = static_cast<int>(at % static_cast<std::size_t>(ny_));
    for (const auto& [dx, dy] : kMoves) {
      if (x + dx < 0 || x + dx >= nx_ || y + dy < 0 || y + dy >= ny_) continue;
      reach(length + static_cast<float>(std::hypot(dx, dy) * square_),
            static_cast<std::size_t>(x + dx) * static_cast<std::size_t>(ny_) + static_cast<std::size_t>(y + dy));
    }
  }
}

double LeastWays::from(PlanPoint p) const {
  constexpr double kLonger = 1.04, kEnds = 0.6;   // sixteen directions: 2.8 %; a bend: half a square
  double straight = INFINITY;
  for (const PlanPoint place : places_) straight = std::min(straight, distance(place, p));
  if (length_.empty()) return straight;
  double least = INFINITY;
  around(p, 1.0, [&](PlanPoint c, std::size_t at) {
    if (length_[at] >= 0 && std::isfinite(length_[at])) least = std::min(least, length_[at] + distance(c, p));
  });
  return std::isfinite(least) ? std::max(straight, least / kLonger - kEnds) : straight;
}

}  // namespace landai::measure
