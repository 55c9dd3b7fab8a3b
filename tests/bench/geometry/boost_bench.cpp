// SPDX-License-Identifier: GPL-3.0-or-later
// The bare Boost.Polygon Voronoi diagram of segments that are on the grid and noded already.
#include <boost/polygon/voronoi.hpp>

#include "floors.hpp"

namespace {

using namespace landai;

void boost_voronoi(benchmark::State& state) {
  const geometry::Floor floor = bench::floor_of(state);
  const auto segments = bench::noded_segments(floor);
  for (auto _ : state) {
    boost::polygon::voronoi_builder<std::int32_t> builder;
    for (const geometry::GridSegment& s : segments) {
      builder.insert_segment(static_cast<std::int32_t>(s.a.x), static_cast<std::int32_t>(s.a.y),
                             static_cast<std::int32_t>(s.b.x), static_cast<std::int32_t>(s.b.y));
    }
    boost::polygon::voronoi_diagram<double> diagram;
    builder.construct(&diagram);
    benchmark::DoNotOptimize(diagram);
  }
  bench::report(state, floor);
}
BENCHMARK(boost_voronoi)->Apply(bench::on_all_floors);

}  // namespace
