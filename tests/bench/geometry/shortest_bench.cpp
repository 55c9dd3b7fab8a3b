// SPDX-License-Identifier: GPL-3.0-or-later
// How long the shortest way takes that keeps 0.90 m, from one room of a hospital-like floor to another.
#include "floors.hpp"
#include "landai/geometry/shortest.hpp"

namespace {

using namespace landai;
using geometry::Clearance;

void smooth_shortest(benchmark::State& state) {
  const test::HospitalSize size{static_cast<int>(state.range(0)), static_cast<int>(state.range(1))};
  const auto clearance = Clearance::build(test::hospital_floor(size));
  if (!clearance) {
    state.SkipWithError("not built");
    return;
  }
  const auto corridor = [&](int wing, double x) {
    return PlanPoint{x, (wing + 0.5) * (2 * test::kRoomDepth_m + test::kCorridor_m + 3 * test::kWall_m)};
  };
  const double length = size.rooms_per_side * test::kRoomWidth_m;
  geometry::SmoothPath path;
  for (auto _ : state) {
    geometry::ShortestWays ways(*clearance, 0.9);
    auto found = ways.between(corridor(0, length - 2), corridor(size.wings - 1, 0.6 * length));
    if (!found) {
      state.SkipWithError("no way");
      return;
    }
    path = std::move(*found);
  }
  state.counters["edges"] = 48.0 * size.rooms();
  state.counters["length_m"] = path.length_m;
  state.counters["unproven_m"] = path.length_m - path.lower_bound_m;
}
BENCHMARK(smooth_shortest)
    ->ArgNames({"wings", "rooms"})
    ->Args({1, 8})
    ->Args({6, 12})
    ->Args({18, 38})
    ->Unit(benchmark::kMillisecond);

}  // namespace
