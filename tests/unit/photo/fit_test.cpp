// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "photo/projection.hpp"

namespace landai::photo {
namespace {

/// A decaying curve a * exp(-b t) seen at six times.
Residuals curve(const std::vector<double>& seen) {
  return [seen](std::span<const double> u, std::span<double> r) {
    for (std::size_t i = 0; i < seen.size(); ++i) r[i] = u[0] * std::exp(-u[1] * static_cast<double>(i)) - seen[i];
    return true;
  };
}

TEST(LeastSquares, FindsTheCurveItsPointsLieOn) {
  std::vector<double> seen;
  for (int i = 0; i < 6; ++i) seen.push_back(3 * std::exp(-0.4 * i));
  const auto fit = least_squares(curve(seen), 6, {1, 1}, {0.1, 0.1});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->unknowns[0], 3, 1e-6);
  EXPECT_NEAR(fit->unknowns[1], 0.4, 1e-6);
  EXPECT_NEAR(fit->cost, 0, 1e-10);
}

TEST(LeastSquares, NothingWhereTheStartMakesNoSense) {
  const Residuals never = [](std::span<const double>, std::span<double>) { return false; };
  EXPECT_FALSE(least_squares(never, 3, {1, 1}, {1, 1}));
}

TEST(Refit, EndsWhereAFitFromScratchEnds) {
  std::vector<double> seen{3.0, 2.05, 1.3, 0.95, 0.6, 0.42};
  const std::vector<double> scale{0.1, 0.1};
  const auto best = least_squares(curve(seen), 6, {1, 1}, scale);
  ASSERT_TRUE(best);
  const Refit refit(curve(seen), 6, *best, scale);
  for (double& v : seen) v *= 1.07;
  seen[2] += 0.2;
  const auto other = refit(curve(seen));
  const auto scratch = least_squares(curve(seen), 6, {1, 1}, scale);
  ASSERT_TRUE(other && scratch);
  EXPECT_NEAR((*other)[0], scratch->unknowns[0], 1e-3);
  EXPECT_NEAR((*other)[1], scratch->unknowns[1], 1e-3);
}

TEST(Projection, UndoesItsDistortion) {
  const Lens lens{1100, 630, 340, {0.14, -0.4, -0.003, -0.0014, 0.3}};
  for (const Ray ray : {Ray{0, 0}, {0.4, -0.2}, {-0.3, 0.3}, {0.1, 0.35}}) {
    const Ray back = ray_of(lens, pixel_of(lens, ray));
    EXPECT_NEAR(back.x, ray.x, 1e-8);
    EXPECT_NEAR(back.y, ray.y, 1e-8);
  }
}

TEST(Projection, CutsThePlaneWhereThePointLies) {
  const Lens lens{1000, 500, 400, {0.05, 0, 0, 0, 0}};
  Pose pose;
  pose.rotation = turned(pose.rotation, {0.1, -0.4, 0.05});
  pose.shift = {0.2, -0.1, 2.5};
  const PlanePoint3 point{0.6, 0.3, 0.03};
  const auto pixel = pixel_of(lens, pose, point);
  ASSERT_TRUE(pixel);
  const auto back = on_plane(pose, ray_of(lens, *pixel), 0.03);
  ASSERT_TRUE(back);
  EXPECT_NEAR(back->x, point.x, 1e-9);
  EXPECT_NEAR(back->y, point.y, 1e-9);
  EXPECT_FALSE(pixel_of(lens, pose, {0, 0, -20})) << "behind the camera";
}

}  // namespace
}  // namespace landai::photo
