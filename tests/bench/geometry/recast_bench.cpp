// SPDX-License-Identifier: GPL-3.0-or-later
// Recast at 50 mm: obstacles as boxes of 2.5 m, voxels, compact heightfield, and its distance field, which
// holds the clearance of every cell and so answers all widths as ours does. No regions and no mesh are built.
// Tile by tile: a compact heightfield holds 16 million spans at most.
#include <recastnavigation/Recast.h>

#include <memory>

#include "floors.hpp"

namespace {

using namespace landai;

constexpr float kCell_m = 0.05f, kCellHeight_m = 0.1f, kBoxHeight_m = 2.5f;
constexpr int kHeadroom = 30;  ///< cells: more than a box, so that nobody stands inside one

struct Triangles {
  std::vector<float> corners;
  std::vector<int> indices;
  std::vector<unsigned char> areas;

  void quad(PlanPoint a, float a_up, PlanPoint b, float b_up, PlanPoint c, float c_up, PlanPoint d,
            float d_up, unsigned char area) {
    const int first = static_cast<int>(corners.size() / 3);
    const auto add = [&](PlanPoint p, float up) {
      for (const double v : {p.x, static_cast<double>(up), p.y}) corners.push_back(static_cast<float>(v));
    };
    add(a, a_up);
    add(b, b_up);
    add(c, c_up);
    add(d, d_up);
    for (const int corner : {0, 1, 2, 0, 2, 3}) indices.push_back(first + corner);
    areas.insert(areas.end(), 2, area);
  }
};

Triangles triangles_of(const bench::Tile& tile) {
  Triangles t;
  const PlanPoint from{tile.box.min_x, tile.box.min_y};  // near zero: Recast counts in float
  const double w = tile.box.width(), h = tile.box.height();
  t.quad({0, 0}, 0, {w, 0}, 0, {w, h}, 0, {0, h}, 0, RC_WALKABLE_AREA);
  for (const Ring* ring : tile.solids) {
    const auto corner = [&](std::size_t i) { return (*ring)[i % ring->size()] - from; };
    for (std::size_t i = 0; i < ring->size(); ++i)
      t.quad(corner(i), 0, corner(i + 1), 0, corner(i + 1), kBoxHeight_m, corner(i), kBoxHeight_m,
             RC_NULL_AREA);
    t.quad(corner(0), kBoxHeight_m, corner(1), kBoxHeight_m, corner(2), kBoxHeight_m, corner(3), kBoxHeight_m,
           RC_NULL_AREA);
  }
  return t;
}

bool distance_field(const bench::Tile& tile) {
  rcContext context(false);
  const Triangles t = triangles_of(tile);
  const float low[3] = {0, 0, 0};
  const float high[3] = {static_cast<float>(tile.box.width()), kBoxHeight_m + 1,
                         static_cast<float>(tile.box.height())};
  int width = 0, height = 0;
  rcCalcGridSize(low, high, kCell_m, &width, &height);
  const std::unique_ptr<rcHeightfield, void (*)(rcHeightfield*)> solid(rcAllocHeightfield(),
                                                                       rcFreeHeightField);
  const std::unique_ptr<rcCompactHeightfield, void (*)(rcCompactHeightfield*)> open(
      rcAllocCompactHeightfield(), rcFreeCompactHeightfield);
  if (!solid || !open) return false;
  if (!rcCreateHeightfield(&context, *solid, width, height, low, high, kCell_m, kCellHeight_m)) return false;
  if (!rcRasterizeTriangles(&context, t.corners.data(), static_cast<int>(t.corners.size() / 3),
                            t.indices.data(), t.areas.data(), static_cast<int>(t.areas.size()), *solid)) {
    return false;
  }
  rcFilterWalkableLowHeightSpans(&context, kHeadroom, *solid);
  return rcBuildCompactHeightfield(&context, kHeadroom, 1, *solid, *open) &&
         rcBuildDistanceField(&context, *open);
}

void recast_distance(benchmark::State& state) {
  const geometry::Floor floor = bench::floor_of(state);
  for (auto _ : state) {
    for (const bench::Tile& tile : bench::tiles_of(floor)) {
      if (!distance_field(tile)) state.SkipWithError("not built");
    }
  }
  bench::report(state, floor);
}
BENCHMARK(recast_distance)->Apply(bench::on_all_floors);

}  // namespace
