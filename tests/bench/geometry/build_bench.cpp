// SPDX-License-Identifier: GPL-3.0-or-later
// How long the complete clearance diagram takes: grid, noding, diagram, its verification, bottleneck tree.
#include "floors.hpp"
#include "landai/geometry/clearance.hpp"

namespace {

using namespace landai;

void ours(benchmark::State& state) {
  const geometry::Floor floor = bench::floor_of(state);
  for (auto _ : state) {
    auto clearance = geometry::Clearance::build(floor);
    if (!clearance) state.SkipWithError("not built");
    benchmark::DoNotOptimize(clearance);
  }
  bench::report(state, floor);
}
BENCHMARK(ours)->Apply(bench::on_all_floors);

}  // namespace
