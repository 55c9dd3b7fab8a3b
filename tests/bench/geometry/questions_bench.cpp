// SPDX-License-Identifier: GPL-3.0-or-later
// How long questions to a finished clearance diagram take, and whether a rectangle fits.
#include <algorithm>

#include "floors.hpp"
#include "landai/geometry/clearance.hpp"
#include "landai/geometry/polygons.hpp"

namespace {

using namespace landai;
using geometry::Clearance;

constexpr test::HospitalSize kSize{6, 12};
/// In the corridor of a wing, two metres from its blind end or its mouth.
PlanPoint in_corridor(int wing, bool blind_end) {
  const double y = (wing + 0.5) * (2 * test::kRoomDepth_m + test::kCorridor_m + 3 * test::kWall_m);
  return {blind_end ? kSize.rooms_per_side * test::kRoomWidth_m - 2 : 2, y};
}

void widest(benchmark::State& state) {
  const auto clearance = Clearance::build(test::hospital_floor(kSize));
  if (!clearance) {
    state.SkipWithError("not built");
    return;
  }
  int wing = 0;
  for (auto _ : state) {
    wing = wing % (kSize.wings - 1) + 1;
    auto passage = clearance->widest(in_corridor(0, true), in_corridor(wing, true));
    if (!passage) state.SkipWithError("no way");
    benchmark::DoNotOptimize(passage);
  }
}
BENCHMARK(widest)->Unit(benchmark::kMicrosecond);

void shortest(benchmark::State& state) {
  const auto clearance = Clearance::build(test::hospital_floor(kSize));
  if (!clearance) {
    state.SkipWithError("not built");
    return;
  }
  for (auto _ : state) {
    auto path = clearance->shortest(in_corridor(0, true), in_corridor(kSize.wings - 1, true), 1.2);
    if (!path) state.SkipWithError("no way");
    benchmark::DoNotOptimize(path);
  }
}
BENCHMARK(shortest)->Unit(benchmark::kMicrosecond);

void fits(benchmark::State& state) {
  const MultiPolygon room{{{{0, 0}, {4, 0}, {4, 1.6}, {2.4, 1.6}, {2.4, 3}, {0, 3}}, {}}};
  for (auto _ : state) benchmark::DoNotOptimize(geometry::fits_rectangle(room, 2.275, 1.65));
}
BENCHMARK(fits)->Unit(benchmark::kMicrosecond);

}  // namespace
