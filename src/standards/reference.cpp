// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace landai::standards {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kSameNumber = 1e-9;
constexpr double kHuge = 1e12;  // stands for an open end, where infinity would make no number
/// Beyond so many standard uncertainties there is nothing left (1e-9).
constexpr double kTails = 6;
/// A quantity so unsure that it spans more steps of a table is not decided by them.
constexpr std::size_t kMostSteps = 200;

/// A stretch (from, to] of the table's quantity on which it demands one thing.
struct Step {
  double from = -kInfinite;
  double to = kInfinite;
  std::optional<double> min;  ///< empty: the table does not say

  /// Probability that x + u·N lies in it.
  [[nodiscard]] double weight(double x, double u) const {
    if (u <= 0) return x > from && x <= to ? 1 : 0;
    const auto below = [&](double at) { return 0.5 * std::erfc((x - at) / u / std::numbers::sqrt2); };
    return below(to) - below(from);
  }
};

/// Counts are whole: "up to 50" ends halfway to 51.
double border(double at, bool whole) {
  return whole && std::isfinite(at) ? std::floor(at + kSameNumber) + 0.5 : at;
}

/// Where the demand of this row rises next after `at`.
double next_rise(const TableRow& row, double at) {
  const auto after = [at](double start, double width) {
    return start + width * (std::floor((at - start) / width + kSameNumber) + 1);
  };
  if (row.percent) return *row.percent > 0 ? after(0, 100 / *row.percent) : kInfinite;
  if (row.per > 0) return at < row.above - kSameNumber ? row.above : after(row.above, row.per);
  return kInfinite;
}

/// What the table demands between two values of its quantity.
std::vector<Step> steps(const std::vector<TableRow>& table, bool whole, double lo, double hi) {
  std::vector<Step> out;
  double from = -kInfinite;
  double at = std::max(
      0.0, lo - (whole ? 0.5 : 1e-6 * std::max(1.0, std::abs(lo))));  // `lo` may be the end of its step
  if (whole) {
    from = 0.5;
    out.push_back({-kInfinite, from, std::numeric_limits<double>::lowest()});
  }
  for (const TableRow& row : table) {
    if (border(row.upto, whole) < lo) {
      from = border(row.upto, whole);
      continue;
    }
    while (from < hi && out.size() < kMostSteps) {
      const double end = std::min(row.upto, next_rise(row, at));
      out.push_back({from, border(end, whole), std::isfinite(end) ? table_min(row, end) : row.min});
      from = out.back().to;
      at = end;
      if (end >= row.upto) break;
    }
    at = std::max(at, row.upto);
  }
  if (from < hi) out.push_back({from, kInfinite, std::nullopt});
  return out;
}

}  // namespace

const TableRow* row_for(const std::vector<TableRow>& table, double of, bool whole) {
  for (const TableRow& row : table)
    if (of <= border(row.upto, whole)) return &row;
  return nullptr;
}

double table_min(const TableRow& row, double of) {
  if (row.percent) return std::ceil(of * *row.percent / 100 - kSameNumber);
  if (row.per > 0) return row.base + std::ceil(std::max(0.0, of - row.above) / row.per - kSameNumber);
  return row.min;
}

Decision decide_by_table(const std::vector<TableRow>& table, bool whole, const Limit& limit, const Spread& of,
                         const Spread& value, double tolerance) {
  Decision d;
  if (!(of.lo <= of.hi) || !std::isfinite(of.value) || !(of.u >= 0) || !(value.lo <= value.hi)) return d;
  const auto all = steps(table, whole, of.lo - kTails * of.u, of.hi + kTails * of.u);
  // Probability that the limit is met: x is the value, r that of the table's quantity, `unsaid` counts for
  // rows that are not there.
  const auto met = [&](double x, double r, double unsaid) {
    double sum = 0;
    for (const Step& step : all) {
      const double weight = step.weight(r, of.u);
      if (weight <= 0) continue;
      Limit one = limit;
      one.min = step.min;
      sum += weight * (step.min ? decide(one, {x, x, x, value.u}, tolerance).probability.value_or(0) : unsaid);
    }
    return sum;
  };
  d.probability = met(value.value, of.value, 0);
  // A row weighs most where the quantity lies in its middle.
  std::vector<double> places{of.lo, of.hi};
  for (const Step& step : all)
    if (step.to > of.lo && step.from < of.hi)
      places.push_back(0.5 * (std::max(step.from, of.lo) + std::min(step.to, of.hi)));
  double least = 1, most = 0;
  for (const double r : places) {
    least = std::min(least, met(value.lo, r, 0));
    most = std::max(most, met(value.hi, r, 1));
  }
  d.verdict = verdict_of(least, most);
  return d;
}

Decision decide_relative(double times, bool is_max, const Limit& limit, const Spread& of, const Spread& value,
                         double tolerance) {
  const Spread together{value.value, value.lo, value.hi, std::hypot(value.u, times * of.u)};
  const auto against = [&](double other) {
    Limit at = limit;
    (is_max ? at.max : at.min) = std::clamp(times * other, -kHuge, kHuge);
    return decide(at, together, tolerance);
  };
  Decision d = against(of.value);
  const Verdict low = against(of.lo).verdict, high = against(of.hi).verdict;
  const bool broken = !(of.lo <= of.hi) || !std::isfinite(of.value);
  d.verdict = low == high && !broken ? low : Verdict::undecided;
  return d;
}

}  // namespace landai::standards
