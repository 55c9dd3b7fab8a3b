// SPDX-License-Identifier: GPL-3.0-or-later
// Uncertainty of a photo's value: Monte Carlo (JCGM 101:2008) with a budget and a first order cross-check (JCGM 100:2008, 5.1.2).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landai/photo/measured.hpp"

namespace landai::photo {

enum class Spread { normal, rectangular };

/// One input of a model. Its error is drawn with this standard uncertainty about 0.
struct Input {
  std::string source;  ///< text key of the row of the budget it belongs to; inputs of one row are drawn independently
  double u = 0;        ///< standard uncertainty, in the unit the model takes
  Spread spread = Spread::normal;
};

/// The value when the inputs have these errors (same order as the inputs; all 0: the best estimate). Nothing when the fit fails.
/// Several threads call it at once.
using Model = std::function<std::optional<double>(std::span<const double> errors)>;

struct MonteCarlo {
  int draws = 5000;  ///< the 2.5 % quantile to about 4 % of u
  std::uint64_t seed = 20260101;
};

/// Draws all inputs, evaluates the model, takes the probabilistically symmetric 95 % interval. The budget is of first order from central
/// differences of one u each; where that and the draws differ by more than 15 % in u, each row is drawn alone instead. Nothing when the
/// model fails at the best estimate or in more than 2 % of the draws. The same inputs and seed give the same numbers.
[[nodiscard]] std::optional<Measured> propagate(const std::vector<Input>& inputs, const Model& model, const MonteCarlo& how = {});

/// Both of two answers that cannot be told apart: the interval reaches over both, u is that of the mixture, the value is the first one's.
[[nodiscard]] Measured united(const Measured& first, const Measured& second);

}  // namespace landai::photo
