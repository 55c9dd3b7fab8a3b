// SPDX-License-Identifier: GPL-3.0-or-later
// One table of many scenes a case, with the bounds that each case is judged by. Lengths in millimetres, slopes in percentage points.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "photo_trial.hpp"

namespace landai::test {

/// What the reference's method states for such a photo.
struct ReferenceU {
  double u95 = 0;  ///< half-width of its 95 % interval, mm or percentage points; where only errors are given, their 95th percentile
  const char* from = "";  ///< section of the reference
};

struct TrialCase {
  const char* name;
  std::function<Trial(unsigned seed)> run;
  ReferenceU reference;
  double most = 0;         ///< bound of the 95th percentile of the errors, 0: none
  bool drawn = true;       ///< whether the scenes draw all that the task tells; where they do not, an interval holds more than 99 %
  double per_unit = 1000;  ///< of the value, in the table
};

/// Half-width of two independent parts; the second one a standard uncertainty.
inline double widened(double u95, double u) { return std::hypot(u95, 1.96 * u); }

struct TrialOutcome {
  std::vector<double> errors, widths;  ///< errors absolute; both sorted
  double mean = 0, deviation = 0;      ///< of the errors with their signs
  int scenes = 0, held = 0;
  std::vector<std::string> refused;
  [[nodiscard]] static double quantile(const std::vector<double>& sorted, double p) {
    return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size() - 1))];
  }
  [[nodiscard]] double coverage() const { return errors.empty() ? 0 : static_cast<double>(held) / static_cast<double>(errors.size()); }
};

inline TrialOutcome run_case(const TrialCase& c, unsigned first, int scenes, bool each = false) {
  TrialOutcome out;
  out.scenes = scenes;
  double squares = 0;
  for (unsigned seed = first; seed < first + static_cast<unsigned>(scenes); ++seed) {
    const Trial trial = c.run(seed);
    if (!trial.answer.measured) {
      out.refused.push_back(std::to_string(seed) + ": " + trial.answer.refused.key);
      continue;
    }
    const photo::Measured& m = *trial.answer.measured;
    const double error = c.per_unit * (m.value - trial.truth);
    out.errors.push_back(std::abs(error));
    out.widths.push_back(c.per_unit * m.half_width());
    out.mean += error, squares += error * error;
    out.held += m.lo <= trial.truth && trial.truth <= m.hi;
    if (!each) continue;
    std::printf("  %u: truth %.1f error %+.2f U %.2f u", seed, c.per_unit * trial.truth, error, c.per_unit * m.half_width());
    for (std::size_t i = 0; i < std::min<std::size_t>(6, m.budget.size()); ++i) std::printf(" %s %.2f", m.budget[i].source.c_str(), c.per_unit * m.budget[i].u);
    std::printf("\n");
  }
  const auto n = static_cast<double>(std::max<std::size_t>(1, out.errors.size()));
  out.mean /= n;
  out.deviation = std::sqrt(std::max(0.0, squares / n - out.mean * out.mean));
  std::sort(out.errors.begin(), out.errors.end());
  std::sort(out.widths.begin(), out.widths.end());
  return out;
}

/// Prints a row; the number of bounds that do not hold.
inline int print_row(const TrialCase& c, const TrialOutcome& o) {
  const double p95 = TrialOutcome::quantile(o.errors, 0.95), u = TrialOutcome::quantile(o.widths, 0.5), ratio = u / c.reference.u95;
  const bool covers = o.coverage() >= 0.90 && (!c.drawn || o.coverage() <= 0.99), narrow = ratio <= 2, close = c.most == 0 || p95 <= c.most;
  char bound[32] = "-";
  if (c.most > 0) std::snprintf(bound, sizeof bound, "%.2f", c.most);
  std::printf("%-15s %5d %5zu %7.2f %7.2f %7s %+7.2f %7.2f %7.2f %6.2f %7.2f %6.2f %6.1f%%  %s%s %s %s  %s\n", c.name, o.scenes, o.refused.size(), TrialOutcome::quantile(o.errors, 0.5), p95,
              bound, o.mean, u, TrialOutcome::quantile(o.widths, 0.95), o.deviation > 0 ? u / o.deviation : 0, c.reference.u95, ratio, 100 * o.coverage(), covers ? "pass" : "FAIL",
              c.drawn ? "" : "*", narrow ? "pass" : "FAIL", c.most == 0 ? "-" : close ? "pass" : "FAIL", c.reference.from);
  for (const std::string& line : o.refused) std::printf("  refused %s\n", line.c_str());
  std::fflush(stdout);
  return static_cast<int>(!covers) + static_cast<int>(!narrow) + static_cast<int>(!close);
}

/// All cases, or those named: PROGRAM [SCENES] [CASE…]. 1 when a bound does not hold. With TRIAL_EACH every scene has its line.
inline int run_trials(const std::vector<TrialCase>& cases, int argc, char** argv) {
  const int scenes = argc > 1 ? std::atoi(argv[1]) : 200;
  std::printf("%-15s %5s %5s %7s %7s %7s %7s %7s %7s %6s %7s %6s %7s  %s\n", "case", "n", "refd", "median", "p95", "most", "mean", "U95", "U p95", "U/sd", "ref U", "ratio", "held",
              "held, width, p95; where the reference has it");
  int failed = 0;
  for (const TrialCase& c : cases) {
    bool asked = argc <= 2;
    for (int i = 2; i < argc; ++i) asked = asked || std::strcmp(argv[i], c.name) == 0;
    if (asked) failed += print_row(c, run_case(c, 1, scenes, std::getenv("TRIAL_EACH") != nullptr));
  }
  std::printf("*: these scenes draw less than the task tells, so only the lower bound of what is held is judged\n%d bounds do not hold\n", failed);
  return failed > 0 ? 1 : 0;
}

/// Of so many scenes, the fewest that must hold the truth: an interval of 95 % holds fewer once in some hundred times.
inline int least_held(int scenes) {
  double below = 0, one = std::pow(0.05, scenes);  // the chance of fewer than k, and of k
  for (int k = 0; k < scenes; ++k) {
    if (below + one > 0.004) return k;
    below += one;
    one *= 0.95 / 0.05 * (scenes - k) / (k + 1);
  }
  return scenes;
}

/// A few scenes in a test: none refused, the truth held, no wider than twice the reference, errors below their bound. From 200 on as the table has it.
inline void expect_case(const TrialCase& c, unsigned first, int scenes) {
  const TrialOutcome o = run_case(c, first, scenes);
  EXPECT_TRUE(o.refused.empty()) << c.name << " seed " << o.refused.front();
  ASSERT_FALSE(o.errors.empty()) << c.name;
  EXPECT_GE(o.held, scenes < 200 ? least_held(scenes) : static_cast<int>(0.90 * scenes)) << c.name;
  if (scenes >= 200 && c.drawn) {
    EXPECT_LE(o.coverage(), 0.99) << c.name << ": wider than its errors";
  }
  EXPECT_LE(TrialOutcome::quantile(o.widths, 0.5), 2 * c.reference.u95) << c.name;
  if (c.most > 0) {
    EXPECT_LE(TrialOutcome::quantile(o.errors, 0.95), c.most) << c.name;
  }
}

}  // namespace landai::test
