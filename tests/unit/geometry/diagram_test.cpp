// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/diagram.hpp"

#include <gtest/gtest.h>

#include "geometry/noding.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

std::vector<GridSegment> ring(const std::vector<GridPoint>& points) {
  std::vector<GridSegment> sides;
  for (std::size_t i = 0; i < points.size(); ++i)
    sides.push_back({points[i], points[(i + 1) % points.size()]});
  return *noded(sides);
}

/// Where in the diagram nearest sites change along a line, an edge must be crossed: looks for pairs that have
/// none.
int missing_edges(const Diagram& d, PlanPoint from, PlanPoint to) {
  constexpr int kSteps = 4000;
  int missing = 0;
  int last = -1;
  for (int i = 0; i <= kSteps; ++i) {
    const auto nearest = d.index.nearest(from + (static_cast<double>(i) / kSteps) * (to - from));
    const auto& s = d.sites[static_cast<std::size_t>(nearest.segment)];
    const bool at_end = nearest.foot == s.a || nearest.foot == s.b;
    const int site = at_end ? d.site_of_point(nearest.foot) : nearest.segment;
    if (last >= 0 && site != last) {
      bool found = false;
      for (const Diagram::Edge& e : d.edges) {
        found = found || (e.site[0] == site && e.site[1] == last) || (e.site[1] == site && e.site[0] == last);
      }
      // Between a segment and its own end point there is no edge to walk on.
      const auto& t = d.sites[static_cast<std::size_t>(last)];
      const bool own = s.a == t.a || s.a == t.b || s.b == t.a || s.b == t.b || t.point() || at_end;
      if (!found && !own) ++missing;
    }
    last = site;
  }
  return missing;
}

// Boost 1.74 loses edges of this one (its issue 43). The check must see it, and the result be whole.
TEST(Diagram, SurvivesThePolygonThatBoostGetsWrong) {
  const std::vector<GridPoint> points{{0, 10000000},      {700000, 1},  {700000, 9000000},
                                      {9100000, 9000000}, {9100000, 0}, {10000000, 10000000}};
  const auto diagram = build_diagram(ring(points));
  ASSERT_TRUE(diagram);
  test::Dice dice(43);
  int missing = 0;
  for (int i = 0; i < 40; ++i) {
    missing += missing_edges(*diagram, {dice.between(0, 1e7), dice.between(0, 1e7)},
                             {dice.between(0, 1e7), dice.between(0, 1e7)});
  }
  EXPECT_EQ(missing, 0);
  for (const Diagram::Vertex& v : diagram->vertices) {
    EXPECT_NEAR(v.clearance, diagram->index.nearest(v.at).distance, 0.1);
  }
}

}  // namespace
}  // namespace landai::geometry
