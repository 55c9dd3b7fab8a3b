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

std::vector<GridSegment> polygon_of_issue_43() {
  return ring({{0, 10000000},
               {700000, 1},
               {700000, 9000000},
               {9100000, 9000000},
               {9100000, 0},
               {10000000, 10000000}});
}

int missing_edges(const Diagram& diagram) {
  test::Dice dice(43);
  int missing = 0;
  for (int i = 0; i < 40; ++i) {
    missing += missing_edges(diagram, {dice.between(0, 1e7), dice.between(0, 1e7)},
                             {dice.between(0, 1e7), dice.between(0, 1e7)});
  }
  return missing;
}

// Boost 1.74 loses edges of this one (boostorg/polygon, issue 43). The check must see it, and the result be
// whole.
TEST(Diagram, BoostsWrongPolygonIsSeen) {
  EXPECT_FALSE(build_diagram(polygon_of_issue_43(), Builders::boost));
}

TEST(Diagram, CgalBuildsThePolygonThatBoostGetsWrong) {
  for (const Builders builders : {Builders::boost_then_cgal, Builders::cgal}) {
    const auto diagram = build_diagram(polygon_of_issue_43(), builders);
    ASSERT_TRUE(diagram);
    EXPECT_EQ(missing_edges(*diagram), 0);
    for (const Diagram::Vertex& v : diagram->vertices) {
      EXPECT_NEAR(v.clearance, diagram->index.nearest(v.at).distance, 1e-4);
    }
  }
}

// Of the same kind: long walls of a regular drawing with one end a cell off.
TEST(Diagram, BuildsPolygonsOfThatKind) {
  int caught = 0;
  for (const std::int64_t shift : {1, 2, 3, 5, 10, 100}) {
    for (const std::int64_t x : {500000, 700000, 1000000, 1500000}) {
      const auto sides = ring({{0, 10000000},
                               {x, shift},
                               {x, 9000000},
                               {10000000 - x - 200000, 9000000},
                               {10000000 - x - 200000, 0},
                               {10000000, 10000000}});
      caught += build_diagram(sides, Builders::boost) ? 0 : 1;
      const auto diagram = build_diagram(sides);
      ASSERT_TRUE(diagram) << x << ' ' << shift;
      EXPECT_EQ(missing_edges(*diagram), 0) << x << ' ' << shift;
    }
  }
  RecordProperty("caught", caught);
}

TEST(Diagram, PostsWithoutSizeAreSites) {
  std::vector<GridSegment> segments = ring({{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}});
  segments.push_back({{500, 500}, {500, 500}});
  segments = node(segments)->segments;
  for (const Builders builders : {Builders::boost, Builders::cgal}) {
    const auto diagram = build_diagram(segments, builders);
    ASSERT_TRUE(diagram);
    int limits = 0;
    for (const Diagram::Edge& e : diagram->edges)
      limits += e.limits() && std::abs(e.least - 250) < 1e-9;  // from the post to each wall
    EXPECT_EQ(limits, 4);
  }
}

TEST(Diagram, OfPointsOnly) {
  const std::vector<GridSegment> points{{{0, 0}, {0, 0}}, {{0, 100}, {0, 100}}, {{60, 50}, {60, 50}}};
  for (const Builders builders : {Builders::boost, Builders::cgal})
    EXPECT_TRUE(build_diagram(points, builders));
}

TEST(Diagram, OfOneLine) {
  const std::vector<GridSegment> line{{{0, 0}, {100, 0}}, {{100, 0}, {300, 0}}};
  for (const Builders builders : {Builders::boost, Builders::cgal})
    EXPECT_TRUE(build_diagram(line, builders));
}

TEST(Diagram, SaysWhatTheClearanceDoes) {
  // A corridor 100 wide that ends in a wall: level between its walls, growing out of its corners.
  const auto diagram = build_diagram(ring({{0, 0}, {1000, 0}, {1000, 100}, {0, 100}}));
  ASSERT_TRUE(diagram);
  int level = 0, growing = 0;
  for (const Diagram::Edge& e : diagram->edges) {
    level += e.narrowing == Diagram::Narrowing::level;
    growing += e.narrowing == Diagram::Narrowing::none;
  }
  EXPECT_EQ(level, 1);
  EXPECT_EQ(growing, 4);
}

}  // namespace
}  // namespace landai::geometry
