// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen from a point: cells of the index in growing squares around it, until all directions are
// closed.
#include <algorithm>
#include <array>
#include <numbers>

#include "shortest_grown.hpp"

namespace landai::geometry {
namespace {

constexpr int kSectors = 720;
constexpr double kSector = 2 * std::numbers::pi / kSectors;

/// Unit vectors at the borders of the sectors.
const std::array<PlanPoint, kSectors + 1>& borders() {
  static const auto table = [] {
    std::array<PlanPoint, kSectors + 1> t;
    for (std::size_t i = 0; i <= kSectors; ++i) {
      const double angle = -std::numbers::pi + static_cast<double>(i) * kSector;
      t[i] = {std::cos(angle), std::sin(angle)};
    }
    return t;
  }();
  return table;
}

/// Position in sectors, 0 to kSectors.
double sector_of(PlanPoint d) { return (std::atan2(d.y, d.x) + std::numbers::pi) / kSector; }

/// How far one sees at most in each sector.
class Depth {
 public:
  Depth() { depth_.fill(kInfinity); }

  /// Only sectors that the obstacle closes from border to border count.
  void close(PlanPoint a, PlanPoint b) {
    if (cross(a, b) == 0) return;  // seen from its end, or along its length
    if (cross(a, b) < 0) std::swap(a, b);
    const double lo = sector_of(a);
    double hi = sector_of(b);
    if (hi < lo) hi += kSectors;
    if (hi - lo > kSectors / 2) return;  // through the point itself
    const PlanPoint along = b - a;
    const double area = cross(a, along);
    const auto reach = [&](int border) {
      const double turn = cross(borders()[at(border % kSectors)], along);
      return turn > 0 ? area / turn : kInfinity;
    };
    const int first = static_cast<int>(std::ceil(lo)), last = static_cast<int>(std::floor(hi));
    if (first >= last) return;
    double before = reach(first);
    for (int i = first; i < last; ++i) {
      const double after = reach(i + 1);
      double& d = depth_[at(i % kSectors)];
      d = std::min(d, std::max(before, after));
      before = after;
    }
  }
  /// Nothing at this distance is seen between the two positions (lo < hi, in sectors).
  [[nodiscard]] bool hides(double lo, double hi, double distance) const {
    for (int i = static_cast<int>(std::floor(lo)); i <= static_cast<int>(std::floor(hi)); ++i) {
      if (!(depth_[at((i + kSectors) % kSectors)] * (1 + 1e-9) + 1 < distance)) return false;
    }
    return true;
  }

 private:
  std::array<double, kSectors> depth_{};
};

/// Whether a box that does not hold the point is hidden.
bool hidden(const Depth& depth, const Box& box, PlanPoint from) {
  const double dx = std::max({box.min_x - from.x, 0.0, from.x - box.max_x});
  const double dy = std::max({box.min_y - from.y, 0.0, from.y - box.max_y});
  const double distance = std::hypot(dx, dy);
  if (!(distance > 0)) return false;
  const double first = sector_of(PlanPoint{box.min_x, box.min_y} - from);
  double lo = first, hi = first;
  for (const PlanPoint p :
       {PlanPoint{box.max_x, box.min_y}, PlanPoint{box.max_x, box.max_y}, PlanPoint{box.min_x, box.max_y}}) {
    double s = sector_of(p - from);
    if (s - first > kSectors / 2) s -= kSectors;
    if (first - s > kSectors / 2) s += kSectors;
    lo = std::min(lo, s);
    hi = std::max(hi, s);
  }
  return depth.hides(lo, hi, distance);
}

/// Calls f(x, y) for every cell of the square r cells around a cell.
template <class F>
void on_ring(int cx, int cy, int r, F&& f) {
  for (int x = cx - r; x <= cx + r; ++x) {
    f(x, cy - r);
    if (r > 0) f(x, cy + r);
  }
  for (int y = cy - r + 1; y < cy + r; ++y) {
    f(cx - r, y);
    f(cx + r, y);
  }
}

}  // namespace

std::vector<int> GrownObstacles::in_sight(PlanPoint p) {
  ++look_;
  Depth depth;
  std::vector<int> found;
  const auto& segments = index_.segments();
  if (segments.empty()) return found;
  const auto look_into = [&](int x, int y) {
    index_.in_cell(x, y, [&](int i) {
      if (seen_segment_[at(i)] == look_) return;
      seen_segment_[at(i)] = look_;
      depth.close(segments[at(i)].a - p, segments[at(i)].b - p);
      for (const int end : {0, 1}) {
        const int corner = corner_at(i, end);
        if (corner < 0 || seen_corner_[at(corner)] == look_) continue;
        seen_corner_[at(corner)] = look_;
        if (corners_[at(corner)].at != p) found.push_back(corner);
      }
    });
  };
  const int cx = index_.column(p.x), cy = index_.row(p.y);
  const Box home = index_.cell_box(cx, cy).grown(1);
  const bool inside = p.x >= home.min_x && p.x <= home.max_x && p.y >= home.min_y && p.y <= home.max_y;
  const auto look = [&](int x, int y, int ring) {
    if (x < 0 || y < 0 || x >= index_.columns() || y >= index_.rows()) return false;
    auto& seen = seen_cell_[at(y) * at(index_.columns()) + at(x)];
    if (seen == look_) return false;
    seen = look_;
    if (ring > 1 && hidden(depth, index_.cell_box(x, y), p)) return false;
    look_into(x, y);
    return true;
  };
  if (!inside) {  // from beyond the floor lines of sight do not cross the squares in order
    const int last = std::max(index_.columns(), index_.rows());
    for (int r = 0; r <= last; ++r) on_ring(cx, cy, r, [&](int x, int y) { look(x, y, r); });
  } else {
    // What is seen in one square is seen through a cell of the square before.
    std::vector<std::pair<int, int>> open{{cx, cy}}, next;
    look(cx, cy, 0);
    for (int r = 1; !open.empty(); ++r) {
      next.clear();
      for (const auto& [x, y] : open) {
        for (int dx = -1; dx <= 1; ++dx) {
          for (int dy = -1; dy <= 1; ++dy) {
            if (std::max(std::abs(x + dx - cx), std::abs(y + dy - cy)) != r) continue;
            if (look(x + dx, y + dy, r)) next.emplace_back(x + dx, y + dy);
          }
        }
      }
      std::swap(open, next);
    }
  }
  std::erase_if(found, [&](int corner) {
    const PlanPoint d = corners_[at(corner)].at - p;
    const double s = sector_of(d);
    return depth.hides(s - 1e-6, s + 1e-6, norm(d));
  });
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace landai::geometry
