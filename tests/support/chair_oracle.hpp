// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "chair_scenes.hpp"

/// The chair on a dense grid of poses: slow, simple, and right on both sides of a margin. For small floors
/// with a `within`, any start and goal heading, the reference point in the middle.
namespace landai::test {

class ChairOracle {
 public:
  ChairOracle(const ChairScene& scene, const Footprint& footprint)
      : scene_(scene), f_(footprint), segments_(borders(scene.floor)), box_(bounds(*scene.floor.within)) {
    columns_ = static_cast<int>(box_.width() / kStep_m) + 2;
    rows_ = static_cast<int>(box_.height() / kStep_m) + 2;
    reach_ = std::hypot(f_.length_m, f_.width_m) / 2;
  }

  /// Certain: the footprint grown by half of what a corner moves between neighbours stands in every pose of a
  /// chain of neighbours, so the footprint itself can move along the chain. The ends are tied in with
  /// straight motions.
  [[nodiscard]] bool certainly_passes() { return flood(std::max(kStep_m, reach_ * kTurn) / 2, false); }

  /// Certain when false: each pose of a motion is so near to a pose of the grid that the footprint shrunk by
  /// that much stands there, and from one to the next one goes to a neighbour (also a diagonal one).
  [[nodiscard]] bool may_pass() { return flood(-(kStep_m / std::sqrt(2.0) + reach_ * kTurn / 2), true); }

 private:
  static constexpr double kStep_m = 0.05;
  static constexpr int kHeadings = 48;  ///< of half a turn
  static constexpr double kTurn = M_PI / kHeadings;

  [[nodiscard]] std::size_t number(int x, int y, int h) const {
    return static_cast<std::size_t>((y * columns_ + x) * kHeadings + h);
  }
  [[nodiscard]] PlanPoint place(int x, int y) const {
    return {box_.min_x + x * kStep_m, box_.min_y + y * kStep_m};
  }
  [[nodiscard]] bool stands(PlanPoint p, double heading, double grown) const {
    return contains(*scene_.floor.within, p) && !contains(scene_.floor.solids, p) &&
           !collides(segments_, f_, {p, heading}, grown);
  }

  bool flood(double grown, bool diagonal) {
    std::vector<signed char> state(number(0, rows_, 0), -1);  // not looked at, blocked, free, reached
    const auto is_free = [&](int x, int y, int h) {
      signed char& s = state[number(x, y, h)];
      if (s < 0) s = stands(place(x, y), h * kTurn, grown) ? 1 : 0;
      return s >= 1;
    };
    struct Node {
      int x, y, h;
    };
    std::vector<Node> open;
    const auto near = [&](PlanPoint end, auto&& f) {  // grid poses around an end, that belong to it
      const int x0 = static_cast<int>((end.x - box_.min_x) / kStep_m),
                y0 = static_cast<int>((end.y - box_.min_y) / kStep_m);
      for (int x = x0; x <= x0 + 1; ++x) {
        for (int y = y0; y <= y0 + 1; ++y) {
          for (int h = 0; h < kHeadings; ++h) {
            // To the end itself in the same heading: half a diagonal of a cell away at most from either.
            if (grown > 0 && (!stands(end, h * kTurn, kStep_m / std::sqrt(2.0)) ||
                              !stands(place(x, y), h * kTurn, kStep_m / std::sqrt(2.0)))) {
              continue;
            }
            if (x < columns_ && y < rows_ && is_free(x, y, h)) f(Node{x, y, h});
          }
        }
      }
    };
    const auto reach = [&](const Node& n) {
      signed char& s = state[number(n.x, n.y, n.h)];
      if (s == 2) return;
      s = 2;
      open.push_back(n);
    };
    near(scene_.from, reach);
    while (!open.empty()) {
      const Node n = open.back();
      open.pop_back();
      for (int dx = -1; dx <= 1; ++dx) {
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dh = -1; dh <= 1; ++dh) {
            if (!diagonal && std::abs(dx) + std::abs(dy) + std::abs(dh) != 1) continue;
            const Node m{n.x + dx, n.y + dy, (n.h + dh + kHeadings) % kHeadings};
            if (m.x < 0 || m.y < 0 || m.x >= columns_ || m.y >= rows_) continue;
            if (is_free(m.x, m.y, m.h)) reach(m);
          }
        }
      }
    }
    bool arrived = false;
    near(scene_.to, [&](const Node& n) { arrived = arrived || state[number(n.x, n.y, n.h)] == 2; });
    return arrived;
  }

  const ChairScene& scene_;
  Footprint f_;
  std::vector<PlanSegment> segments_;
  Box box_;
  int columns_ = 0, rows_ = 0;
  double reach_ = 0;
};

}  // namespace landai::test
