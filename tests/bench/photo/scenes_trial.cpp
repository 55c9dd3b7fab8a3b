// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage and error of doors in rendered photos, many scenes a case. Usage: trial_photo [SCENES] [CASE…]
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "photo_trial.hpp"

namespace {

using namespace landai::test;

struct Case {
  const char* name;
  int markers;
  double most_depth, exposure, focal_u, noise;
};
constexpr Case kCases[] = {{"one", 1, 0, 1, 0.01, 4},        {"one-offset", 1, 0.03, 1, 0.01, 4}, {"one-bright", 1, 0, 1.6, 0.01, 4},
                           {"one-focal4", 1, 0.03, 1, 0.04, 4}, {"two", 2, 0, 1, 0.01, 4},          {"two-offset", 2, 0.03, 1, 0.01, 4},
                           {"two-focal4", 2, 0.03, 1, 0.04, 4}, {"two-bright", 2, 0, 1.6, 0.01, 4}};

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
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
      const Trial trial = try_door(scene, c.focal_u);
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
        std::printf("  %d: width %.1f yaw %.2f dist %.2f depth %.1f px %.0f: error %+.2f U %.2f first %s\n", i + 1, 1000 * scene.width, scene.yaw, scene.distance,
                    1000 * scene.depth, scene.focal * 0.15 / scene.distance, error, 1000 * m.half_width(), m.budget[0].source.c_str());
    }
    const auto n = static_cast<double>(std::max<std::size_t>(1, errors.size()));
    std::printf("%-12s %6d %8d %8.2f %8.2f %+8.2f %8.2f %7.1f%%\n", c.name, scenes, refused, quantile(errors, 0.5), quantile(errors, 0.95), mean / n, quantile(widths, 0.5),
                100 * held / n);
    std::fflush(stdout);
  }
}
