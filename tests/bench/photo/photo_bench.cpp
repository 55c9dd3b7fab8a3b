// SPDX-License-Identifier: GPL-3.0-or-later
// Rendered photos of 12 megapixels with markers: measured, against OpenCV's own detectMarkers on the same pixels. Both take turns in one run, so that they
// meet the same machine.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "door_task.hpp"

namespace landai::test {
namespace {

template <class Work>
double seconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

cv::Mat grey_of(const std::string& bytes) {
  return cv::imdecode(cv::Mat(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data())), cv::IMREAD_GRAYSCALE);
}

void detect(const cv::Mat& grey) {
  std::vector<std::vector<cv::Point2f>> corners;
  std::vector<int> ids;
  cv::aruco::detectMarkers(grey, cv::aruco::getPredefinedDictionary(cv::aruco::DICT_APRILTAG_36h11), corners, ids);
}

/// The time is that of measuring; reading and decoding are told beside it. The least of each counts: what else the machine does only adds.
void measure(benchmark::State& state, DoorScene scene, bool focal_told = true) {
  scene.columns = 4032, scene.rows = 3024, scene.focal = 3087;
  const std::string bytes = DoorRenderer(scene).jpeg();
  photo::Task task = task_for(scene, 0.01);
  if (!focal_told) task.camera = {};
  const auto photo = photo::read_photo(bytes, "scene.jpg");
  if (!photo) return state.SkipWithError(photo.error().message.key.c_str());
  const cv::Mat grey = grey_of(bytes);
  double detecting = std::numeric_limits<double>::max(), measuring = detecting, reading = detecting;
  for (auto _ : state) {
    detecting = std::min(detecting, seconds([&] { detect(grey); }));
    const double now = seconds([&] { benchmark::DoNotOptimize(photo::measure_photo(*photo, task)); });
    reading = std::min(reading, seconds([&] { benchmark::DoNotOptimize(photo::read_photo(bytes, "scene.jpg")); }));
    measuring = std::min(measuring, now);
    state.SetIterationTime(now);
  }
  const auto answer = photo::measure_photo(*photo, task);
  if (!answer || !answer->measured) return state.SkipWithError("not measured");
  state.counters["detect_ms"] = 1000 * detecting;
  state.counters["read_ms"] = 1000 * reading;
  state.counters["ratio"] = measuring / detecting;
}

DoorScene one_marker(double distance, double yaw) {
  DoorScene scene = random_door(3, 1, 0.03);
  scene.yaw = yaw, scene.pitch = 0, scene.distance = distance;
  return scene;
}

// Nearly straight on from far away one square has two poses that nearly become one: the slowest fit.
BENCHMARK_CAPTURE(measure, two_markers, random_door(3, 2, 0.03))->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(measure, one_near, one_marker(2.8, 0.06))->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(measure, one_far, one_marker(7.0, 0.0))->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(measure, two_without_focal, random_door(3, 2, 0.03), false)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(measure, one_without_focal, one_marker(2.8, 0.06), false)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(measure, one_far_turned, one_marker(7.0, 0.06))->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace landai::test
