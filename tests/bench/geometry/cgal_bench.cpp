// SPDX-License-Identifier: GPL-3.0-or-later
// CGAL's segment Delaunay graph (filtered, exact predicates) of the same noded segments. Only the graph: no
// clearances, no bottlenecks.
#include <CGAL/Exact_predicates_inexact_constructions_kernel.h>
#include <CGAL/Segment_Delaunay_graph_2.h>
#include <CGAL/Segment_Delaunay_graph_filtered_traits_2.h>

#include <algorithm>
#include <utility>

#include "floors.hpp"

namespace {

using namespace landai;
using Kernel = CGAL::Exact_predicates_inexact_constructions_kernel;
using Traits = CGAL::Segment_Delaunay_graph_filtered_traits_without_intersections_2<Kernel>;
using Graph = CGAL::Segment_Delaunay_graph_2<Traits>;

void cgal_graph(benchmark::State& state) {
  const geometry::Floor floor = bench::floor_of(state);
  const auto segments = bench::noded_segments(floor);
  std::vector<geometry::GridPoint> ends;
  for (const geometry::GridSegment& s : segments) {
    ends.push_back(s.a);
    ends.push_back(s.b);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::vector<Kernel::Point_2> points;
  for (const geometry::GridPoint p : ends)
    points.emplace_back(static_cast<double>(p.x), static_cast<double>(p.y));
  const auto place = [&](geometry::GridPoint p) {
    return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), p) - ends.begin());
  };
  std::vector<std::pair<std::size_t, std::size_t>> between;
  for (const geometry::GridSegment& s : segments) between.emplace_back(place(s.a), place(s.b));
  for (auto _ : state) {
    Graph graph;
    graph.insert_segments(points.begin(), points.end(), between.begin(), between.end());
    benchmark::DoNotOptimize(graph);
  }
  bench::report(state, floor);
}
BENCHMARK(cgal_graph)->Apply(bench::on_all_floors);

}  // namespace
