// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage and error of sheets, ramps, heights and walls, many scenes a case. Usage: trial_views [SCENES] [CASE…]
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>

#include "view_trial.hpp"

namespace {

using namespace landai::test;

struct Case {
  const char* name;
  std::function<Trial(unsigned)> run;
};
const Case kCases[] = {
    {"a4", [](unsigned s) { return try_sheet(s, "a4", 0.210, 0.297, 0.0012, 1); }},
    {"a4-two", [](unsigned s) { return try_sheet(s, "a4", 0.210, 0.297, 0.0012, 2); }},
    {"letter", [](unsigned s) { return try_sheet(s, "letter", 0.2159, 0.2794, 0.001, 1); }},
    {"ramp", [](unsigned s) { return try_ramp(s, 0.0001); }},
    {"ramp-centre", [](unsigned s) { return try_ramp(s, 0.0001, 0.0); }},
    {"ramp-told", [](unsigned s) { return try_ramp(s, 0.0001, 0.003); }},
    {"ramp-0.3deg", [](unsigned s) { return try_ramp(s, 0.0052); }},
    {"side-square", [](unsigned s) { return try_side(s, SideHelp::squareness, 0.0052); }},
    {"side-level", [](unsigned s) { return try_side(s, SideHelp::level, 0.0052); }},
    {"side-marker", [](unsigned s) { return try_side(s, SideHelp::marker, 0.0052); }},
    {"height-lines", [](unsigned s) { return try_height(s, true); }},
    {"height-gravity", [](unsigned s) { return try_height(s, false); }},
    {"wall-lines", [](unsigned s) { return try_wall(s); }},
};

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

}  // namespace

// Millimetres, or thousandths of a slope.
int main(int argc, char** argv) {
  const int scenes = argc > 1 ? std::atoi(argv[1]) : 200;
  std::printf("%-15s %6s %8s %8s %8s %8s %8s %8s\n", "case", "n", "refused", "median", "p95", "mean", "U95", "held");
  for (const Case& c : kCases) {
    bool asked = argc <= 2;
    for (int i = 2; i < argc; ++i) asked = asked || std::strcmp(argv[i], c.name) == 0;
    if (!asked) continue;
    std::vector<double> errors, widths;
    double mean = 0;
    int refused = 0, held = 0;
    for (int i = 1; i <= scenes; ++i) {
      const Trial trial = c.run(static_cast<unsigned>(i));
      if (!trial.answer.measured) {
        ++refused;
        std::printf("  scene %d refused: %s\n", i, trial.answer.refused.key.c_str());
        continue;
      }
      const auto& m = *trial.answer.measured;
      const double error = 1000 * (m.value - trial.truth);
      errors.push_back(std::abs(error));
      mean += error;
      widths.push_back(1000 * m.half_width());
      held += m.lo <= trial.truth && trial.truth <= m.hi;
      if (std::getenv("TRIAL_EACH"))
        std::printf("  %d: truth %.1f error %+.2f U %.2f first %s\n", i, 1000 * trial.truth, error, 1000 * m.half_width(), m.budget.empty() ? "-" : m.budget[0].source.c_str());
    }
    const auto n = static_cast<double>(std::max<std::size_t>(1, errors.size()));
    std::printf("%-15s %6d %8d %8.2f %8.2f %+8.2f %8.2f %7.1f%%\n", c.name, scenes, refused, quantile(errors, 0.5), quantile(errors, 0.95), mean / n, quantile(widths, 0.5), 100 * held / n);
    std::fflush(stdout);
  }
}
