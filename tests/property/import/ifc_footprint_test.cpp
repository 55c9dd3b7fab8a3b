// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of footprints: the shadow of a prism is its profile, whatever its shape, height, place and turn.
#include <algorithm>
#include <random>

#include "ifc_shape_snippets.hpp"

namespace landai::snippets {
namespace {

using namespace landai::importer;

double perimeter(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) sum += distance(ring[i], ring[(i + 1) % ring.size()]);
  return sum;
}

/// A star-shaped ring about the origin, radii between lo and hi: simple, seldom convex.
Ring star(std::mt19937& random, int n, double lo, double hi) {
  std::uniform_real_distribution<double> radius(lo, hi);
  Ring ring;
  for (int i = 0; i < n; ++i) {
    const double t = 2 * std::numbers::pi * i / n, r = radius(random);
    ring.push_back({r * std::cos(t), r * std::sin(t)});
  }
  return ring;
}

class RandomPrisms : public ::testing::TestWithParam<int> {};

TEST_P(RandomPrisms, FootprintIsTheProfileUnderEveryTurn) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  std::uniform_int_distribution<int> corners(3, 40);
  std::uniform_real_distribution<double> turn(0, 2 * std::numbers::pi), shift(-200, 200);
  Polygon profile{star(random, corners(random), 1.0, 4.0), {}};
  if (GetParam() % 2 == 0) {
    Ring hole = star(random, corners(random), 0.2,
                     0.45);  // inside every chord of the outer ring with many corners only
    if (profile.outer.size() > 8) profile.holes.push_back(hole);
  }
  profile = normalised(profile);
  const double expected = std::abs(signed_area(profile.outer)) -
                          (profile.holes.empty() ? 0 : std::abs(signed_area(profile.holes[0])));
  const double a = turn(random), c = std::cos(a), s = std::sin(a);
  const Placement placed{{c, s, 0}, {-s, c, 0}, {0, 0, 1}, {shift(random), shift(random), 3}};
  const Mesh mesh = extrusion({profile}, placed({0, 0, 2.5}) - placed.origin, placed);
  const std::vector<Body> bodies{{mesh.vertices, mesh.triangles, 1, ""}};
  const MultiPolygon shadow = footprint(bodies);
  // Every corner moves by at most half the grid's diagonal.
  const double slack =
      0.8e-4 * (perimeter(profile.outer) + (profile.holes.empty() ? 0 : perimeter(profile.holes[0])));
  EXPECT_NEAR(area(shadow), expected, slack);
  EXPECT_NEAR(volume(bodies), 2.5 * expected, 1e-6);
  EXPECT_NEAR(area(footprint(bodies, 3.5, 4.0)), expected, slack);
  EXPECT_TRUE(footprint(bodies, 6, 7).empty());
  for (const Polygon& p : shadow)
    EXPECT_TRUE(std::none_of(p.outer.begin(), p.outer.end(), [&](PlanPoint q) {
      return std::abs(q.x * 1e4 - std::round(q.x * 1e4)) > 1e-3;
    }));
}

TEST_P(RandomPrisms, TwoHalvesOfACutMakeTheWhole) {
  std::mt19937 random(static_cast<unsigned>(GetParam()) + 1000);
  const Polygon profile{star(random, 12, 1.0, 4.0), {}};
  const Mesh mesh = extrusion({profile}, {0, 0, 3}, {});
  std::normal_distribution<double> any;
  const Point3 n = unit({any(random), any(random), any(random)}, {0, 0, 1});
  const double offset = dot(n, Point3{0, 0, 1.5});
  const Mesh below = clipped(mesh, {n, offset}), above = clipped(mesh, {-1.0 * n, -offset});
  const auto volume_of = [](const Mesh& m) { return volume({{m.vertices, m.triangles, 1, ""}}); };
  EXPECT_NEAR(volume_of(below) + volume_of(above), volume_of(mesh), 1e-6);
  EXPECT_GT(volume_of(below), 0);
  EXPECT_GT(volume_of(above), 0);
}

TEST_P(RandomPrisms, TrianglesCoverThePolygonOnce) {
  std::mt19937 random(static_cast<unsigned>(GetParam()) + 2000);
  Polygon p{star(random, 60, 2.0, 4.0), {}};
  for (int k = 0; k < 4; ++k) {
    Ring hole = star(random, 7, 0.1, 0.4);
    for (PlanPoint& q : hole) q = q + PlanPoint{k % 2 ? 0.9 : -0.9, k / 2 ? 0.9 : -0.9};
    p.holes.push_back(hole);
  }
  std::vector<PlanPoint> points = p.outer;
  double expected = signed_area(p.outer);
  for (const Ring& hole : p.holes) {
    points.insert(points.end(), hole.begin(), hole.end());
    expected -= std::abs(signed_area(hole));
  }
  double sum = 0;
  for (const auto& t : triangulate(p)) {
    const double twice = cross(points[t[1]] - points[t[0]], points[t[2]] - points[t[0]]);
    EXPECT_GT(twice, 0);
    sum += twice / 2;
  }
  EXPECT_NEAR(sum, expected, 1e-9);
}

// Anything at all must end, and quickly.
TEST_P(RandomPrisms, RandomRingsEnd) {
  std::mt19937 random(static_cast<unsigned>(GetParam()) + 3000);
  std::uniform_int_distribution<int> small(0, 6);
  Polygon p;
  for (int i = 0; i < 200; ++i)
    p.outer.push_back({static_cast<double>(small(random)), static_cast<double>(small(random))});
  for (int k = 0; k < 3; ++k) {
    Ring hole;
    for (int i = 0; i < 9; ++i)
      hole.push_back({static_cast<double>(small(random)), static_cast<double>(small(random))});
    p.holes.push_back(hole);
  }
  EXPECT_LE(triangulate(p).size(), 240u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPrisms, ::testing::Range(0, 60));

}  // namespace
}  // namespace landai::snippets
