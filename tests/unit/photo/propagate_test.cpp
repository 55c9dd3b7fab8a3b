// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/propagate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace landai::photo {
namespace {

TEST(Propagate, AddsVariancesOfALinearModel) {
  const std::vector<Input> inputs{{"photo.source.corners", 3}, {"photo.source.target", 2, Spread::rectangular}, {"photo.source.target", 2}};
  const auto m = propagate(inputs, [](std::span<const double> e) { return std::optional(10 + e[0] + 2 * e[1] - e[2]); }, {20000, 7});
  ASSERT_TRUE(m);
  EXPECT_DOUBLE_EQ(m->value, 10);
  const double u = std::sqrt(9.0 + 16 + 4);
  EXPECT_NEAR(m->u, u, 0.02 * u);
  EXPECT_FALSE(m->budget_by_draws);
  ASSERT_EQ(m->budget.size(), 2U);
  EXPECT_EQ(m->budget[0].source, "photo.source.target");
  EXPECT_NEAR(m->budget[0].share, 20.0 / 29, 1e-9);
  EXPECT_NEAR(m->budget[1].u, 3, 1e-9);
}

TEST(Propagate, NormalIntervalIsTwoSidedNinetyFivePercent) {
  const auto m = propagate({{"photo.source.corners", 1}}, [](std::span<const double> e) { return std::optional(e[0]); }, {100000, 1});
  ASSERT_TRUE(m);
  EXPECT_NEAR(m->lo, -1.96, 0.03);
  EXPECT_NEAR(m->hi, 1.96, 0.03);
  EXPECT_NEAR(m->percentiles[84], 0.994, 0.03);
}

TEST(Propagate, SaysWhenTheFirstOrderIsWrong) {
  // The square of a normal error has no first order at all.
  const auto m = propagate({{"photo.source.corners", 1}, {"photo.source.target", 0.01}},
                           [](std::span<const double> e) { return std::optional(e[0] * e[0] + e[1]); });
  ASSERT_TRUE(m);
  EXPECT_TRUE(m->budget_by_draws);
  EXPECT_EQ(m->budget[0].source, "photo.source.corners");
  EXPECT_GT(m->budget[0].share, 0.99);
  EXPECT_GE(m->lo, -0.03);
  EXPECT_NEAR(m->hi, 5.02, 0.4);  // chi squared with one degree of freedom
}

TEST(Propagate, RepeatsWithTheSameSeed) {
  const Model model = [](std::span<const double> e) { return std::optional(std::exp(e[0])); };
  const auto a = propagate({{"x", 0.5}}, model, {500, 3}), b = propagate({{"x", 0.5}}, model, {500, 3}), c = propagate({{"x", 0.5}}, model, {500, 4});
  ASSERT_TRUE(a && b && c);
  EXPECT_EQ(a->percentiles, b->percentiles);
  EXPECT_NE(a->lo, c->lo);
}

TEST(Propagate, NothingWhenTheModelFailsTooOften) {
  const Model half = [](std::span<const double> e) { return e[0] > 0.5 ? std::nullopt : std::optional(e[0]); };
  EXPECT_FALSE(propagate({{"x", 1}}, half));
  const Model never = [](std::span<const double>) { return std::optional<double>(); };
  EXPECT_FALSE(propagate({{"x", 1}}, never));
}

TEST(United, ReachesOverBoth) {
  const Model narrow = [](std::span<const double> e) { return std::optional(1 + e[0]); };
  const Model other = [](std::span<const double> e) { return std::optional(2 + e[0]); };
  const auto a = propagate({{"x", 0.01}}, narrow), b = propagate({{"x", 0.01}}, other);
  ASSERT_TRUE(a && b);
  const Measured both = united(*a, *b);
  EXPECT_DOUBLE_EQ(both.value, 1);
  EXPECT_DOUBLE_EQ(both.lo, a->lo);
  EXPECT_DOUBLE_EQ(both.hi, b->hi);
  EXPECT_NEAR(both.u, 0.5, 0.001);
  EXPECT_NEAR(both.percentiles[25], 1, 0.02);
  EXPECT_NEAR(both.percentiles[75], 2, 0.02);
}

}  // namespace
}  // namespace landai::photo
