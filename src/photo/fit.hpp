// SPDX-License-Identifier: GPL-3.0-or-later
// Non-linear least squares for a few dozen unknowns.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace landai::photo {

/// Residuals, each divided by its standard uncertainty, of the unknowns. False where they make no sense (behind the camera).
using Residuals = std::function<bool(std::span<const double> unknowns, std::span<double> residuals)>;

struct Fit {
  std::vector<double> unknowns;
  double cost = 0;  ///< sum of the squared residuals
  bool settled = false;  ///< at a minimum; else this is how far it came
};

/// Levenberg and Marquardt with central differences from `start`, until a step gains less than `small_gain` of chi squared. `scale` is a step of
/// each unknown that changes the residuals noticeably. Not settled when it does not converge within `most_steps`; nothing where `start` makes no sense.
[[nodiscard]] std::optional<Fit> least_squares(const Residuals& residuals, std::size_t count, std::vector<double> start, const std::vector<double>& scale,
                                               double small_gain = 1e-8, int most_steps = 400);

/// Refits of one problem with slightly other observations, as a Monte Carlo wants thousands of: Newton steps with the matrix of the best estimate
/// (chord method), which is taken anew, a few times at most, where the steps gain too little. It ends where the gradient is nought, as a fit from
/// scratch does; where it does not get there, one goes on from the best it came to.
class Refit {
 public:
  Refit(const Residuals& residuals, std::size_t count, const Fit& best, std::vector<double> scale);
  /// `residuals` are those of the other observations.
  [[nodiscard]] std::optional<std::vector<double>> operator()(const Residuals& residuals) const;

 private:
  std::size_t count_;
  std::vector<double> best_, scale_;
  std::vector<double> step_;   ///< (JtJ)^-1 Jt, row by row
  std::vector<double> sigma_;  ///< standard uncertainty of each unknown
};

}  // namespace landai::photo
