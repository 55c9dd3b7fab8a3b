// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage and error of doors in rendered photos, many scenes a case. Usage: trial_photo [SCENES] [CASE…]; trial_photo time: a photo of 12 megapixels against
// OpenCV's own detectMarkers.
#include <chrono>
#include <cstdio>
#include <cstring>

#include "trial_cases.hpp"

namespace {

using namespace landai::test;

template <class Work>
double seconds(const Work& work) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

/// One photo of 12 megapixels. Straight on from far away one square has two poses that nearly become one: the slowest fit.
int time_one(const char* name, DoorScene scene) {
  scene.columns = 4032, scene.rows = 3024, scene.focal = 3087;
  const std::string bytes = DoorRenderer(scene).jpeg();
  const landai::photo::Task task = task_for(scene, 0.01);
  const auto photo = landai::photo::read_photo(bytes, "scene.jpg");
  if (!photo) return 1;
  const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
  const cv::Mat grey = cv::imdecode(raw, cv::IMREAD_GRAYSCALE);
  const double detector = seconds([&] {
    std::vector<std::vector<cv::Point2f>> corners;
    std::vector<int> ids;
    cv::aruco::detectMarkers(grey, cv::aruco::getPredefinedDictionary(cv::aruco::DICT_APRILTAG_36h11), corners, ids);
  });
  const double measuring = seconds([&] { (void)landai::photo::measure_photo(*photo, task); });
  const double reading = seconds([&] { (void)landai::photo::read_photo(bytes, "scene.jpg"); });
  std::printf("%-10s detectMarkers %.3f s, measured %.3f s (%.2f times), read and decoded %.3f s\n", name, detector, measuring, measuring / detector, reading);
  std::fflush(stdout);
  return 0;
}

int time_it() {
  int failed = time_one("usual", random_door(3, 2, 0.03));
  for (const double distance : {2.8, 7.0})
    for (const double yaw : {0.0, 0.03, 0.06, 0.1}) {
      DoorScene scene = random_door(3, 1, 0.03);
      scene.yaw = yaw, scene.pitch = 0, scene.distance = distance;
      failed += time_one(distance > 5 ? "one, far" : "one, near", scene);
    }
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "time") == 0) return time_it();
  return run_trials(door_cases(), argc, argv);
}
