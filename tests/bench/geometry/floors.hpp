// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "geometry/noding.hpp"
#include "hospital_floor.hpp"

/// The floors that every side of the comparison gets. One process measures one side on one floor
/// (scripts/bench), so that its peak of memory is its own.
namespace landai::bench {

inline test::HospitalSize hospital_of(std::int64_t edges) {
  if (edges <= 700) return {1, 8};
  if (edges <= 6400) return {6, 12};
  if (edges <= 66000) return {15, 50};
  return {65, 175};
}

inline geometry::Floor floor_of(const benchmark::State& state) {
  return test::hospital_floor(hospital_of(state.range(0)));
}

/// Names of a comparison begin with `<side>/<edges>/`. What counts is the processor time of all threads,
/// which other work on the machine hardly changes.
inline void on_all_floors(benchmark::internal::Benchmark* side) {
  for (const int edges : {700, 6400, 66000, 1000000}) side->Arg(edges);
  side->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
}

/// Largest memory of this process so far, the floor itself included. From Linux; 0 elsewhere.
inline double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes / 1000;
  }
  return 0;
}

inline void report(benchmark::State& state, const geometry::Floor& floor) {
  std::size_t edges = 0;
  for (const Polygon& polygon : floor.solids) edges += polygon.outer.size();
  for (const Polygon& polygon : *floor.within) edges += polygon.outer.size();
  state.counters["edges"] = static_cast<double>(edges);
  state.counters["peak_mb"] = peak_mb();
}

/// What Clearance::build hands to the Voronoi builder: the floor's segments on the grid, noded.
inline std::vector<geometry::GridSegment> noded_segments(const geometry::Floor& floor) {
  Box box = bounds(*floor.within);
  box.add(bounds(floor.solids));
  const auto frame = geometry::Frame::around(box);
  std::vector<geometry::GridSegment> segments;
  const auto add = [&](const MultiPolygon& polygons) {
    for (const Polygon& polygon : polygons) {
      for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
        const PlanPoint a = polygon.outer[i], b = polygon.outer[(i + 1) % polygon.outer.size()];
        segments.push_back({frame.grid(a), frame.grid(b)});
      }
    }
  };
  add(floor.solids);
  add(*floor.within);
  return geometry::noded(std::move(segments)).value();
}

/// A square part of a floor, for the rasters: they would not fit into memory whole. The middle of a tile
/// counts, its border of kTileBorder_m only lends the obstacles around it.
inline constexpr double kTile_m = 40, kTileBorder_m = 3;

struct Tile {
  Box box;
  std::vector<const Ring*> solids;
};

inline std::vector<Tile> tiles_of(const geometry::Floor& floor) {
  const Box all = bounds(*floor.within);
  const int columns = static_cast<int>(std::ceil(all.width() / kTile_m));
  const int rows = static_cast<int>(std::ceil(all.height() / kTile_m));
  std::vector<Tile> tiles;
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i < columns; ++i) {
      const double x = all.min_x + i * kTile_m, y = all.min_y + j * kTile_m;
      tiles.push_back({{std::max(x - kTileBorder_m, all.min_x), std::max(y - kTileBorder_m, all.min_y),
                        std::min(x + kTile_m + kTileBorder_m, all.max_x),
                        std::min(y + kTile_m + kTileBorder_m, all.max_y)},
                       {}});
    }
  }
  for (const Polygon& polygon : floor.solids) {
    const Box box = bounds(polygon).grown(kTileBorder_m);
    const auto place = [](double v, double from, int count) {
      return std::clamp(static_cast<int>(std::floor((v - from) / kTile_m)), 0, count - 1);
    };
    for (int j = place(box.min_y, all.min_y, rows); j <= place(box.max_y, all.min_y, rows); ++j) {
      for (int i = place(box.min_x, all.min_x, columns); i <= place(box.max_x, all.min_x, columns); ++i)
        tiles[static_cast<std::size_t>(j * columns + i)].solids.push_back(&polygon.outer);
    }
  }
  return tiles;
}

}  // namespace landai::bench
