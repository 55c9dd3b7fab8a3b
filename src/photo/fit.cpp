// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit.hpp"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

namespace landai::photo {
namespace {

constexpr int kMaxChords = 40, kMostAnew = 4;
constexpr double kSlow = 0.4;        // a chord that is not shorter by this than the last: the derivative is no longer the right one
constexpr double kLastGain = 1e-3;  // of chi squared
constexpr double kDrawGain = 1e-5;   // a step of 0.3 % of a standard uncertainty
constexpr double kSmallStep = 1e-3;  // of a standard uncertainty: far below what the draws can show

double squares(std::span<const double> values) {
  double sum = 0;
  for (const double v : values) sum += v * v;
  return sum;
}

/// d residual / d unknown, one row per residual. Empty when a neighbour makes no sense.
cv::Mat1d jacobian(const Residuals& residuals, std::size_t count, std::vector<double> at, const std::vector<double>& scale) {
  cv::Mat1d out(static_cast<int>(count), static_cast<int>(at.size()));
  std::vector<double> above(count), below(count);
  for (std::size_t k = 0; k < at.size(); ++k) {
    const double middle = at[k], h = 1e-3 * scale[k];
    at[k] = middle + h;
    if (!residuals(at, above)) return {};
    at[k] = middle - h;
    if (!residuals(at, below)) return {};
    at[k] = middle;
    for (std::size_t i = 0; i < count; ++i) out(static_cast<int>(i), static_cast<int>(k)) = (above[i] - below[i]) / (2 * h);
  }
  return out;
}

/// The same from one side, at half the price, for a fit that only needs to know where to go: `here` are the residuals at `at`.
cv::Mat1d one_sided_jacobian(const Residuals& residuals, const std::vector<double>& here, std::vector<double> at, const std::vector<double>& scale) {
  cv::Mat1d out(static_cast<int>(here.size()), static_cast<int>(at.size()));
  std::vector<double> beside(here.size());
  for (std::size_t k = 0; k < at.size(); ++k) {
    const double middle = at[k], h = 1e-5 * scale[k];
    at[k] = middle + h;
    if (!residuals(at, beside)) return {};
    at[k] = middle;
    for (std::size_t i = 0; i < here.size(); ++i) out(static_cast<int>(i), static_cast<int>(k)) = (beside[i] - here[i]) / h;
  }
  return out;
}

/// covariance * J^T, row by row, and the standard uncertainties; false where the unknowns are not determined.
bool steps_from(const cv::Mat1d& j, std::vector<double>& step, std::vector<double>& sigma) {
  cv::Mat1d covariance;
  if (j.empty() || cv::invert(j.t() * j, covariance, cv::DECOMP_CHOLESKY) == 0) return false;
  const cv::Mat1d all = covariance * j.t();
  step.assign(all.begin(), all.end());
  sigma.clear();
  for (int k = 0; k < covariance.rows; ++k) sigma.push_back(std::sqrt(covariance(k, k)));
  return true;
}

}  // namespace

std::optional<Fit> least_squares(const Residuals& residuals, std::size_t count, std::vector<double> at, const std::vector<double>& scale,
                                 double small_gain, int most_steps) {
  std::vector<double> r(count), trial_r(count), trial(at.size());
  if (!residuals(at, r)) return std::nullopt;
  double cost = squares(r), damping = 1e-3, gain = 0;
  for (int step = 0; step < most_steps; ++step) {
    const cv::Mat1d j = one_sided_jacobian(residuals, r, at, scale);
    if (j.empty()) return Fit{at, cost, false};
    const cv::Mat1d normal = j.t() * j, gradient = j.t() * cv::Mat1d(static_cast<int>(count), 1, r.data());
    bool better = false;
    for (; damping < 1e12 && !better; damping *= 10) {
      cv::Mat1d damped = normal.clone(), move;
      for (int k = 0; k < damped.rows; ++k) damped(k, k) *= 1 + damping;
      if (!cv::solve(damped, gradient, move, cv::DECOMP_CHOLESKY)) continue;
      for (std::size_t k = 0; k < at.size(); ++k) trial[k] = at[k] - move(static_cast<int>(k));
      if (!residuals(trial, trial_r)) continue;
      const double trial_cost = squares(trial_r);
      if (!(trial_cost <= cost)) continue;
      better = true;
      gain = cost - trial_cost;
      const bool done = gain <= small_gain * (1 + trial_cost);
      at = trial;
      r = trial_r;
      cost = trial_cost;
      if (done) return Fit{at, cost, true};
    }
    if (!better) return Fit{at, cost, true};  // no step improves it: the minimum within rounding
    damping = std::max(damping / 100, 1e-12);
  }
  // Where two minima are about to become one, steps get ever shorter; what is left to gain is then far below one unit of chi squared.
  return Fit{at, cost, gain <= kLastGain * (1 + cost)};
}

Refit::Refit(const Residuals& residuals, std::size_t count, const Fit& best, std::vector<double> scale)
    : count_(count), best_(best.unknowns), scale_(std::move(scale)) {
  if (!steps_from(jacobian(residuals, count, best_, scale_), step_, sigma_)) step_.clear();
}

/// Newton steps with one derivative for many of them (chords), which is taken anew where they gain too little.
std::optional<std::vector<double>> Refit::operator()(const Residuals& residuals) const {
  std::vector<double> at = best_, r(count_), from = best_, step = step_, sigma = sigma_;
  double least = INFINITY, before = INFINITY;
  for (int i = 0, anew = 0; i < kMaxChords && !step.empty(); ++i) {
    if (!residuals(at, r)) break;
    if (const double cost = squares(r); cost < least) least = cost, from = at;   // as far as they came
    double largest = 0;
    for (std::size_t k = 0; k < at.size(); ++k) {
      double move = 0;
      for (std::size_t n = 0; n < count_; ++n) move += step[k * count_ + n] * r[n];
      at[k] -= move;
      largest = std::max(largest, std::abs(move) / sigma[k]);
    }
    if (!std::isfinite(largest)) break;
    if (largest < kSmallStep) return at;
    if (largest > kSlow * before && anew < kMostAnew) {
      ++anew;
      if (!residuals(at, r) || !steps_from(one_sided_jacobian(residuals, r, at, scale_), step, sigma)) break;
      before = INFINITY;
      continue;
    }
    before = largest;
  }
  auto fit = least_squares(residuals, count_, from, scale_, kDrawGain);
  if (!fit || !fit->settled) return std::nullopt;
  return fit->unknowns;
}

}  // namespace landai::photo
