// SPDX-License-Identifier: GPL-3.0-or-later
#include "verdict.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace landai::standards {
namespace {

constexpr double kSure = 0.95;
/// Two doubles closer than this are the same number: 0.45 / 5.4 must meet 1:12.
constexpr double kSameNumber = 1e-9;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

double normal_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

struct Window {
  double min = -kInfinite;
  double max = kInfinite;
  bool strict = false;

  /// Probability that x + u·N lies within.
  [[nodiscard]] double holds(double x, double u) const {
    if (u > 0) {
      const double below = max == kInfinite ? 1 : normal_below((max - x) / u), under = min == -kInfinite ? 0 : normal_below((min - x) / u);
      return std::clamp(below - under, 0.0, 1.0);
    }
    return (strict ? x > min && x < max : x >= min && x <= max) ? 1.0 : 0.0;
  }
  /// Probability that it is not too small, and that it is not too large.
  [[nodiscard]] double from(double x, double u) const { return Window{min, kInfinite, strict}.holds(x, u); }
  [[nodiscard]] double upto(double x, double u) const { return Window{-kInfinite, max, strict}.holds(x, u); }
};

/// What lies within `tolerance` of a limit counts as on it: that passes, or fails when the limit is strict.
Window window(const Limit& limit, double tolerance) {
  const auto slack = [&](double at) {
    const double t = tolerance + kSameNumber * std::max(1.0, std::abs(at));
    return limit.strict ? -t : t;
  };
  Window w;
  w.strict = limit.strict;
  if (limit.min) w.min = *limit.min - slack(*limit.min);
  if (limit.max) w.max = *limit.max + slack(*limit.max);
  return w;
}

}  // namespace

Decision decide(const Limit& limit, const Spread& s, double tolerance) {
  const Window w = window(limit, tolerance);
  Decision d;
  if (limit.min) d.margin = s.value - *limit.min;
  if (limit.max) d.margin = d.margin ? std::min(*d.margin, *limit.max - s.value) : *limit.max - s.value;
  const bool one_number = limit.min && limit.max && w.max - w.min <= 4 * kSameNumber * std::max(1.0, std::abs(*limit.min));
  const double at_lo = w.holds(s.lo, s.u), at_hi = s.hi == s.lo ? at_lo : w.holds(s.hi, s.u);
  if (!one_number || s.u == 0) d.probability = s.value == s.lo ? at_lo : w.holds(s.value, s.u);
  if (!(s.lo <= s.hi) || std::isnan(s.value) || !(s.u >= 0)) {  // nothing can be said from broken bounds
    d.verdict = Verdict::undecided;
    return d;
  }
  // Met surely: at both ends of the bounds, as the probability rises to the middle of the window and falls after it. Missed surely:
  // all that the bounds allow lies below the one side or above the other. The probability of a window narrower than u is low
  // everywhere, also in its middle, where the measurement contradicts nothing: that tells too coarse a measurement, not a failure.
  const double least = std::min(at_lo, at_hi);
  const double most = std::min(w.from(s.hi, s.u), w.upto(s.lo, s.u));
  d.verdict = verdict_of(least, most);
  return d;
}

Verdict verdict_of(double least, double most) {
  if (least >= kSure) return Verdict::pass;
  return most <= 1 - kSure ? Verdict::fail : Verdict::undecided;
}

std::optional<double> settling_uncertainty(double value, double first, const std::function<bool(double)>& decided) {
  constexpr int kDoublings = 100, kHalvings = 60;
  if (!decided(0)) return std::nullopt;
  double enough = 0, too_much = std::max(first, kSameNumber);
  for (int i = 0; decided(too_much); ++i, too_much *= 2) {
    if (i == kDoublings) return std::nullopt;  // nothing hangs on it
    enough = too_much;
  }
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (enough + too_much);
    (decided(middle) ? enough : too_much) = middle;
  }
  // On the limit only what counts as the same number decides: nobody measures so well.
  return enough > 2 * kSameNumber * std::max(1.0, std::abs(value)) ? std::optional(enough) : std::nullopt;
}

std::optional<double> settling_uncertainty(const Limit& limit, double value, double tolerance) {
  if (limit.min.has_value() != limit.max.has_value()) {   // one side: no search, which would take most of the time of judging
    constexpr double kOneSided = 1.6448536269514722;      // 95 % of a normal distribution
    const Window w = window(limit, tolerance);
    const double enough = std::abs(value - (limit.min ? w.min : w.max)) / kOneSided;
    return enough > 2 * kSameNumber * std::max(1.0, std::abs(value)) ? std::optional(enough) : std::nullopt;
  }
  double distance = 0;
  for (const auto& side : {limit.min, limit.max})
    if (side) distance = std::max(distance, std::abs(value - *side));
  return settling_uncertainty(value, distance, [&](double u) {
    return decide(limit, {value, value, value, u}, tolerance).verdict != Verdict::undecided;
  });
}

}  // namespace landai::standards
