// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage and error of doors in rendered photos, many scenes a case. Usage: trial_photo [SCENES] [CASE…]; trial_photo time: a photo of 12 megapixels against
// OpenCV's own detectMarkers.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "photo_trial.hpp"

namespace {

using namespace landai::test;

struct Case {
  const char* name;
  int markers;
  double most_depth, exposure, focal_u, noise;
  double side_error = 1;  ///< times the 0.2 % by which each marker's side differs from what is entered
  bool frontal = false;   ///< seen straight on, where one square has two poses that fit
  double offset_error = 0.003;  ///< standard deviation of what is entered, m
};
constexpr Case kCases[] = {{"one", 1, 0, 1, 0.01, 4},        {"one-offset", 1, 0.03, 1, 0.01, 4}, {"one-bright", 1, 0, 1.6, 0.01, 4},
                           {"one-focal4", 1, 0.03, 1, 0.04, 4}, {"two", 2, 0, 1, 0.01, 4},          {"two-offset", 2, 0.03, 1, 0.01, 4},
                           {"two-focal4", 2, 0.03, 1, 0.04, 4}, {"two-bright", 2, 0, 1.6, 0.01, 4},
                           {"two-sides", 2, 0, 1, 0.01, 4, 0},     {"two-sides-off", 2, 0.03, 1, 0.01, 4, 0},
                           {"two-exact", 2, 0.03, 1, 0.01, 4, 0, false, 0}, {"two-off1.7", 2, 0.03, 1, 0.01, 4, 1, false, 0.0017},
                           {"one-front", 1, 0, 1, 0.01, 4, 1, true}, {"two-front", 2, 0, 1, 0.01, 4, 1, true}};

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

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
  const int scenes = argc > 1 ? std::atoi(argv[1]) : 200;
  std::printf("%-12s %6s %8s %8s %8s %8s %8s %8s\n", "case", "n", "refused", "median", "p95", "mean", "U95", "held");
  for (const Case& c : kCases) {
    bool asked = argc <= 2;
    for (int i = 2; i < argc; ++i) asked = asked || std::strcmp(argv[i], c.name) == 0;
    if (!asked) continue;
    std::vector<double> errors, widths;
    double mean = 0;
    int refused = 0, held = 0;
    for (int i = 0; i < scenes; ++i) {
      DoorScene scene = random_door(static_cast<unsigned>(1 + i), c.markers, c.most_depth);
      scene.exposure = c.exposure;
      scene.noise = c.noise;
      for (SceneMarker& m : scene.markers) m.side = 0.15 + c.side_error * (m.side - 0.15);
      if (c.frontal) scene.yaw /= 20, scene.pitch /= 20;
      const auto start = std::clock();
      const Trial trial = try_door(scene, c.focal_u, c.offset_error);
      const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      if (!trial.answer.measured) {
        ++refused;
        std::printf("  scene %d refused: %s\n", i + 1, trial.answer.refused.key.c_str());
        continue;
      }
      const auto& m = *trial.answer.measured;
      const double error = 1000 * (m.value - trial.truth);
      errors.push_back(std::abs(error));
      mean += error;
      widths.push_back(1000 * m.half_width());
      held += m.lo <= trial.truth && trial.truth <= m.hi;
      if (std::getenv("TRIAL_EACH"))
        std::printf("  %d: width %.1f yaw %.2f dist %.2f depth %.1f px %.0f: error %+.2f U %.2f first %s, %.1f s\n", i + 1, 1000 * scene.width, scene.yaw, scene.distance,
                    1000 * scene.depth, scene.focal * 0.15 / scene.distance, error, 1000 * m.half_width(), m.budget[0].source.c_str(), took);
    }
    const auto n = static_cast<double>(std::max<std::size_t>(1, errors.size()));
    std::printf("%-12s %6d %8d %8.2f %8.2f %+8.2f %8.2f %7.1f%%\n", c.name, scenes, refused, quantile(errors, 0.5), quantile(errors, 0.95), mean / n, quantile(widths, 0.5),
                100 * held / n);
    std::fflush(stdout);
  }
}
