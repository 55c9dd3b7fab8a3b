// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/diagram.hpp"

#include <gtest/gtest.h>

#include "geometry/forest.hpp"
#include "geometry/noding.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;

/// Boxes upright and turned in a closed frame; on small extents everything touches and is cocircular.
std::vector<GridSegment> random_plan(Dice& dice, int extent) {
  std::vector<GridSegment> segments;
  const auto add = [&](const std::vector<GridPoint>& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) segments.push_back({ring[i], ring[(i + 1) % ring.size()]});
  };
  for (int i = 3 + dice.below(14); i > 0; --i) {
    const double x = dice.between(-1, 1) * extent, y = dice.between(-1, 1) * extent;
    const double a = dice.between(0.01, 0.3) * extent, b = dice.between(0.01, 0.3) * extent;
    const double angle = dice.below(2) == 0 ? 0 : dice.between(0, 3);
    std::vector<GridPoint> corners;
    for (const PlanPoint p : test::turned(test::box_ring(-a, -b, a, b), angle, {x, y}))
      corners.push_back({std::llround(p.x), std::llround(p.y)});
    add(corners);
  }
  const std::int64_t m = 2 * static_cast<std::int64_t>(extent);
  add({{-m, -m}, {m, -m}, {m, m}, {-m, m}});
  return node(segments)->segments;
}

WidestForest forest_of(const Diagram& d) {
  std::vector<WidestForest::Edge> edges;
  for (const Diagram::Edge& e : d.edges) {
    const bool dead_end = d.is_corner(e.v[0]) || d.is_corner(e.v[1]);
    edges.push_back({e.v[0], dead_end ? e.v[0] : e.v[1], e.limits() ? e.least : INFINITY});
  }
  return WidestForest(static_cast<int>(d.vertices.size()), edges, [&](int i, int j) {
    return d.closest_pair(d.edges[static_cast<std::size_t>(i)]).squared() <
           d.closest_pair(d.edges[static_cast<std::size_t>(j)]).squared();
  });
}

int vertex_at(const Diagram& d, PlanPoint p) {
  int best = 0;
  for (std::size_t i = 0; i < d.vertices.size(); ++i) {
    if (distance(d.vertices[i].at, p) < distance(d.vertices[static_cast<std::size_t>(best)].at, p))
      best = static_cast<int>(i);
  }
  return best;
}

// Two libraries that share no code: between any two places the narrowest pair is as wide, to the last bit.
TEST(DiagramProperty, CgalAndBoostAgreeOnEveryBottleneck) {
  int compared = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const int extents[] = {20, 300, 20'000, 1'000'000};
    const auto segments = random_plan(dice, extents[seed % 4]);
    const auto boost = build_diagram(segments, Builders::boost),
               cgal = build_diagram(segments, Builders::cgal);
    ASSERT_TRUE(boost && cgal);
    const WidestForest of_boost = forest_of(*boost), of_cgal = forest_of(*cgal);
    for (int i = 0; i < 20; ++i) {
      const int a = dice.below(static_cast<int>(boost->vertices.size()));
      const int b = dice.below(static_cast<int>(boost->vertices.size()));
      const auto &va = boost->vertices[static_cast<std::size_t>(a)],
                 &vb = boost->vertices[static_cast<std::size_t>(b)];
      if (a == b || va.clearance < 1 || vb.clearance < 1) continue;
      const int c = vertex_at(*cgal, va.at), e = vertex_at(*cgal, vb.at);
      ASSERT_LT(distance(cgal->vertices[static_cast<std::size_t>(c)].at, va.at), 0.01);
      if (c == e) continue;
      const int one = of_boost.bottleneck(a, b), other = of_cgal.bottleneck(c, e);
      ASSERT_EQ(one < 0, other < 0);
      if (one < 0) continue;
      const auto &p = boost->edges[static_cast<std::size_t>(one)],
                 &q = cgal->edges[static_cast<std::size_t>(other)];
      // Where CGAL keeps an edge of no length, its pair is as wide as the disc there: it limits nothing.
      const double low = std::min(va.clearance, vb.clearance);
      if (!p.limits() || !q.limits()) {
        EXPECT_TRUE((!p.limits() || p.least >= low * (1 - 1e-9)) &&
                    (!q.limits() || q.least >= low * (1 - 1e-9)));
        continue;
      }
      EXPECT_EQ(boost->closest_pair(p).squared(), cgal->closest_pair(q).squared());
      ++compared;
    }
  }
  EXPECT_GT(compared, 1000);
}

}  // namespace
}  // namespace landai::geometry
