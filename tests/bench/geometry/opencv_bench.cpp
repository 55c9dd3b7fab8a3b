// SPDX-License-Identifier: GPL-3.0-or-later
// OpenCV's precise distance transform at 10 mm: obstacles drawn, then the distance at every pixel. Tile by
// tile, which also keeps it in the cache.
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "floors.hpp"

namespace {

using namespace landai;

constexpr double kPixelsPerMetre = 100;

void opencv_distance(benchmark::State& state) {
  const geometry::Floor floor = bench::floor_of(state);
  cv::setNumThreads(1);  // as all sides
  for (auto _ : state) {
    for (const bench::Tile& tile : bench::tiles_of(floor)) {
      const auto pixels = [&](double metres) {
        return static_cast<int>(std::lround(metres * kPixelsPerMetre));
      };
      cv::Mat free(pixels(tile.box.height()), pixels(tile.box.width()), CV_8U, cv::Scalar(255));
      for (const Ring* ring : tile.solids) {
        std::vector<cv::Point> corners;
        for (const PlanPoint p : *ring)
          corners.emplace_back(pixels(p.x - tile.box.min_x), pixels(p.y - tile.box.min_y));
        cv::fillConvexPoly(free, corners, cv::Scalar(0));
      }
      cv::Mat distances;
      cv::distanceTransform(free, distances, cv::DIST_L2, cv::DIST_MASK_PRECISE, CV_32F);
      benchmark::DoNotOptimize(distances.data);
    }
  }
  bench::report(state, floor);
}
BENCHMARK(opencv_distance)->Apply(bench::on_all_floors);

}  // namespace
