// SPDX-License-Identifier: GPL-3.0-or-later
// How long the shortest way takes that keeps 0.90 m, across a floor of rooms on both sides of corridors.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "landai/geometry/shortest.hpp"

namespace {

using namespace landai;
using namespace landai::geometry;

constexpr double kRoom = 5.0, kDeep = 4.5, kCorridor = 2.0, kWall = 0.15;

/// Rows of rooms of 5 x 4.5 m, two rows on each corridor of 2 m, cross corridors at both ends; eight pieces of
/// furniture, turned, in each room.
Floor hospital(int rows, int rooms, double angle) {
  Floor floor;
  std::mt19937 engine(7);
  const auto dice = [&](double lo, double hi) { return lo + (hi - lo) * static_cast<double>(engine() >> 1) / 2147483648.0; };
  const auto turned = [&](PlanPoint p, double a) {
    return PlanPoint{p.x * std::cos(a) - p.y * std::sin(a), p.x * std::sin(a) + p.y * std::cos(a)};
  };
  const auto add = [&](Ring ring) {
    for (PlanPoint& p : ring) p = turned(p, angle);
    floor.solids.push_back({std::move(ring), {}});
  };
  const auto box = [&](double x0, double y0, double x1, double y1) { add({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}); };
  const double row = 2 * kDeep + kCorridor, length = rooms * kRoom;
  for (int r = 0; r < rows; ++r) {
    for (const bool upper : {false, true}) {
      const double y0 = r * row + (upper ? kDeep + kCorridor : 0), y1 = y0 + kDeep;
      const double front = upper ? y0 : y1 - kWall, back = upper ? y1 - kWall : y0;
      box(0, back, length, back + kWall);
      for (int i = 0; i <= rooms; ++i) box(i * kRoom, y0 + kWall, i * kRoom + kWall, y1 - kWall);
      for (int i = 0; i < rooms; ++i) {
        const double door = dice(0.95, 1.1), at = i * kRoom + dice(0.5, 3);
        box(i * kRoom, front, at, front + kWall);
        box(at + door, front, (i + 1) * kRoom, front + kWall);
        for (int k = 0; k < 8; ++k) {
          const double a = dice(0.3, 0.9) / 2, b = dice(0.3, 0.6) / 2, turn = dice(0, 3);
          const PlanPoint c{i * kRoom + dice(0.6, kRoom - 0.6), y0 + dice(0.7, kDeep - 0.7)};
          Ring ring{{-a, -b}, {a, -b}, {a, b}, {-a, b}};
          for (PlanPoint& p : ring) p = c + turned(p, turn);
          add(std::move(ring));
        }
      }
    }
  }
  return floor;
}

void shortest(benchmark::State& state) {
  const int rows = static_cast<int>(state.range(0)), rooms = static_cast<int>(state.range(1));
  const double angle = 0.01 * static_cast<double>(state.range(2)), row = 2 * kDeep + kCorridor;
  const auto clearance = Clearance::build(hospital(rows, rooms, angle));
  if (!clearance) {
    state.SkipWithError("not built");
    return;
  }
  const auto turned = [&](PlanPoint p) {
    return PlanPoint{p.x * std::cos(angle) - p.y * std::sin(angle), p.x * std::sin(angle) + p.y * std::cos(angle)};
  };
  const PlanPoint from = turned({-1, kDeep + 1});
  const PlanPoint to = turned({rooms * kRoom * 0.6, (rows - 1) * row + kDeep + 1});
  double length = 0, bound = 0;
  for (auto _ : state) {
    ShortestWays ways(*clearance, 0.9);
    const auto path = ways.between(from, to);
    if (!path) {
      state.SkipWithError("no way");
      return;
    }
    length = path->length_m;
    bound = path->lower_bound_m;
  }
  state.counters["segments"] = rows * 2.0 * rooms * 44;
  state.counters["length"] = length;
  state.counters["bound"] = bound;
}
BENCHMARK(shortest)
    ->ArgNames({"rows", "rooms", "angle"})
    ->Args({1, 8, 0})
    ->Args({3, 20, 0})
    ->Args({3, 20, 30})
    ->Args({10, 60, 30})
    ->Unit(benchmark::kMillisecond);

}  // namespace
