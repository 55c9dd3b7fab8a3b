// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/propagate.hpp"

#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "random.hpp"

namespace landai::photo {
namespace {

constexpr double kAgree = 0.15;    // reference section 6
constexpr double kMayFail = 0.02;  // more failed draws would cut a tail off the interval
constexpr double kFailed = std::numeric_limits<double>::quiet_NaN();
constexpr int kRowDraws = 400;     // u of a row to 4 %, enough to rank the rows of a budget

double draw(Draws& draws, const Input& input) {
  if (input.spread == Spread::rectangular) return input.u * std::sqrt(3.0) * (2 * draws.uniform() - 1);
  return input.u * draws.normal();
}

/// Sorted values of the model; inputs of other rows than `row` stay at 0 unless it is empty. Nothing when too many draws fail.
std::optional<std::vector<double>> sampled(const std::vector<Input>& inputs, const Model& model, int count, std::uint64_t seed,
                                           const std::string& row = {}) {
  // Drawn in one order and evaluated in any: the numbers do not hang on how many cores there are.
  Draws draws(seed);
  const std::size_t n = inputs.size();
  std::vector<double> errors(n * static_cast<std::size_t>(count), 0.0), found(static_cast<std::size_t>(count), kFailed);
  for (std::size_t i = 0; i < errors.size(); ++i)
    if (row.empty() || inputs[i % n].source == row) errors[i] = draw(draws, inputs[i % n]);
  cv::parallel_for_(cv::Range(0, count), [&](const cv::Range& some) {
    for (auto i = static_cast<std::size_t>(some.start); i < static_cast<std::size_t>(some.end); ++i)
      found[i] = model(std::span(errors).subspan(i * n, n)).value_or(kFailed);
  });
  std::vector<double> values;
  std::copy_if(found.begin(), found.end(), std::back_inserter(values), [](double v) { return std::isfinite(v); });
  if (static_cast<double>(values.size()) < (1 - kMayFail) * count || values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  return values;
}

double deviation(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / n);
}

double quantile(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Share& row_of(std::vector<Share>& rows, const std::string& source) {
  for (Share& row : rows)
    if (row.source == source) return row;
  rows.push_back(Share{source, 0, 0});
  return rows.back();
}

/// u of each row (as squares until `finished`), from central differences of one u. Nothing when the model fails beside its best estimate.
std::optional<std::vector<Share>> first_order(const std::vector<Input>& inputs, const Model& model) {
  std::vector<Share> rows;
  std::vector<double> errors(inputs.size(), 0.0);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    errors[k] = inputs[k].u;
    const auto above = model(errors);
    errors[k] = -inputs[k].u;
    const auto below = model(errors);
    errors[k] = 0;
    if (!above || !below) return std::nullopt;
    const double effect = (*above - *below) / 2;
    row_of(rows, inputs[k].source).u += effect * effect;
  }
  return rows;
}

std::optional<std::vector<Share>> row_by_row(const std::vector<Input>& inputs, const Model& model, std::uint64_t seed) {
  std::vector<Share> rows;
  for (const Input& input : inputs) row_of(rows, input.source);
  for (Share& row : rows) {
    const auto values = sampled(inputs, model, kRowDraws, seed, row.source);
    if (!values) return std::nullopt;
    const double u = deviation(*values);
    row.u = u * u;
  }
  return rows;
}

/// Takes squares; the largest comes first.
std::vector<Share> finished(std::vector<Share> rows) {
  double sum = 0;
  for (const Share& row : rows) sum += row.u;
  for (Share& row : rows) {
    row.share = sum > 0 ? row.u / sum : 0;
    row.u = std::sqrt(row.u);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Share& a, const Share& b) { return a.share > b.share; });
  return rows;
}

}  // namespace

std::optional<Measured> propagate(const std::vector<Input>& inputs, const Model& model, const MonteCarlo& how) {
  const auto best = model(std::vector<double>(inputs.size(), 0.0));
  const auto values = sampled(inputs, model, how.draws, how.seed);
  if (!best || !std::isfinite(*best) || !values) return std::nullopt;
  Measured measured;
  measured.value = *best;
  measured.u = deviation(*values);
  measured.lo = quantile(*values, 0.025);
  measured.hi = quantile(*values, 0.975);
  measured.draws = how.draws;
  for (int p = 0; p <= 100; ++p) measured.percentiles.push_back(quantile(*values, p / 100.0));
  auto rows = first_order(inputs, model);
  double sum = 0;
  if (rows)
    for (const Share& row : *rows) sum += row.u;
  measured.budget_by_draws = !rows || std::abs(std::sqrt(sum) - measured.u) > kAgree * measured.u;
  if (measured.budget_by_draws) rows = row_by_row(inputs, model, how.seed);
  if (rows) measured.budget = finished(std::move(*rows));
  return measured;
}

Measured united(const Measured& first, const Measured& second) {
  Measured both = first;
  both.lo = std::min(first.lo, second.lo);
  both.hi = std::max(first.hi, second.hi);
  const double apart = (first.value - second.value) / 2;
  both.u = std::sqrt((first.u * first.u + second.u * second.u) / 2 + apart * apart);
  both.percentiles.clear();
  if (first.percentiles.size() == second.percentiles.size()) {  // the mixture's, read off both sets together
    std::vector<double> all = first.percentiles;
    all.insert(all.end(), second.percentiles.begin(), second.percentiles.end());
    std::sort(all.begin(), all.end());
    for (int p = 0; p <= 100; ++p) both.percentiles.push_back(quantile(all, p / 100.0));
  }
  return both;
}

}  // namespace landai::photo
