// SPDX-License-Identifier: GPL-3.0-or-later
// How long the clearance diagram takes to build, and a question to it, against the number of segments.
#include <benchmark/benchmark.h>

#include <cmath>

#include "landai/geometry/clearance.hpp"
#include "landai/geometry/polygons.hpp"

namespace {

using namespace landai;
using geometry::Clearance;
using geometry::Floor;

/// rooms × rooms cells of 4 × 3 m: walls with a door of 0.90 m in each and a table; 16 segments per room.
Floor grid_of_rooms(int rooms, double angle) {
  Floor floor;
  const double w = 4.0 * rooms, h = 3.0 * rooms;
  const auto turned = [&](double x, double y) {
    x -= w / 2;
    y -= h / 2;
    return PlanPoint{x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle)};
  };
  const auto add = [&](double x0, double y0, double x1, double y1) {
    floor.solids.push_back({{turned(x0, y0), turned(x1, y0), turned(x1, y1), turned(x0, y1)}, {}});
  };
  for (int i = 0; i < rooms; ++i) {
    for (int j = 0; j < rooms; ++j) {
      const double x = 4.0 * i, y = 3.0 * j;
      add(x, y, x + 1.5, y + 0.15);
      add(x + 2.4, y, x + 4.15, y + 0.15);
      add(x, y, x + 0.15, y + 3.15);
      add(x + 1.01, y + 1.03, x + 1.83, y + 1.8);
    }
  }
  return floor;
}

void build(benchmark::State& state) {
  const Floor floor =
      grid_of_rooms(static_cast<int>(state.range(0)), 0.01 * static_cast<double>(state.range(1)));
  for (auto _ : state) {
    auto clearance = Clearance::build(floor);
    if (!clearance) state.SkipWithError("not built");
    benchmark::DoNotOptimize(clearance);
  }
  state.counters["segments"] = static_cast<double>(floor.solids.size() * 4);
}
BENCHMARK(build)
    ->ArgNames({"rooms", "angle"})
    ->ArgsProduct({{7, 20, 64}, {0, 30}})
    ->Unit(benchmark::kMillisecond);

void widest(benchmark::State& state) {
  const int rooms = static_cast<int>(state.range(0));
  const auto clearance = Clearance::build(grid_of_rooms(rooms, 0));
  if (!clearance) {
    state.SkipWithError("not built");
    return;
  }
  const PlanPoint from{-2.0 * rooms + 2.2, -1.5 * rooms + 2.5};
  int i = 0;
  for (auto _ : state) {
    i = (i + 7) % (rooms - 1);
    benchmark::DoNotOptimize(clearance->widest(from, from + PlanPoint{0, 3.0 * i}));
  }
}
BENCHMARK(widest)->Arg(20)->Unit(benchmark::kMicrosecond);

void shortest(benchmark::State& state) {
  const auto clearance = Clearance::build(grid_of_rooms(20, 0));
  if (!clearance) {
    state.SkipWithError("not built");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(clearance->shortest({-37.8, -27.5}, {-37.8, 26.5}, 0.85));
}
BENCHMARK(shortest)->Unit(benchmark::kMicrosecond);

void fits(benchmark::State& state) {
  const MultiPolygon room{{{{0, 0}, {4, 0}, {4, 1.6}, {2.4, 1.6}, {2.4, 3}, {0, 3}}, {}}};
  for (auto _ : state) benchmark::DoNotOptimize(geometry::fits_rectangle(room, 2.275, 1.65));
}
BENCHMARK(fits)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
