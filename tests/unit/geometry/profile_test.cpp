// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/profile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box;
using test::box_ring;

constexpr double kGrid = 0.0005;

Floor inside(MultiPolygon within, MultiPolygon solids = {}) {
  Floor floor;
  floor.within = std::move(within);
  floor.solids = std::move(solids);
  return floor;
}

WidthProfile profile(const Floor& floor, PlanPoint from, PlanPoint to) {
  const auto clearance = Clearance::build(floor);
  EXPECT_TRUE(clearance);
  const auto found = width_profile(*clearance, from, to);
  EXPECT_TRUE(found);
  return found ? *found : WidthProfile{};
}

/// Length of the parabola between a wall and a corner h from it, from its vertex to t along the wall.
double parabola(double t, double h) {
  const double u = t / h;
  return h / 2 * (u * std::sqrt(1 + u * u) + std::asinh(u));
}

/// A corridor of 20 x 1.2 m with a pier of 0.3 m along 0.4 m of its lower wall.
Floor corridor_with_pier() { return inside(box(0, 0, 20, 1.2), box(10, -1, 10.4, 0.3)); }

TEST(WidthProfile, OfAPlainCorridorIsItsWidth) {
  const auto p = profile(inside(box(0, 0, 20, 1.2)), {1, 0.6}, {19, 0.6});
  EXPECT_NEAR(p.least_m, 1.2, kGrid);
  EXPECT_NEAR(p.length_m, 18, kGrid);
  for (const auto& s : p.samples) {
    EXPECT_NEAR(s.width_m, 1.2, kGrid);
    EXPECT_NEAR(s.at.y, 0.6, kGrid);
    EXPECT_NEAR(distance(s.between.a, s.between.b), 1.2, kGrid);
  }
  for (std::size_t i = 1; i < p.samples.size(); ++i)
    EXPECT_LE(p.samples[i].along_m - p.samples[i - 1].along_m, 0.0501);
}

TEST(WidthProfile, APierMakesAStretchWhoseLengthIsKnown) {
  const auto p = profile(corridor_with_pier(), {1, 0.6}, {19, 0.6});
  EXPECT_NEAR(p.least_m, 0.9, kGrid);
  EXPECT_NEAR(p.where.at.x, 10.2, 0.03);
  // Between the pier's corner and the wall opposite the width is (t^2 + h^2) / h, so 1.0 m at t = 0.3 m.
  const auto below = stretches_below(p, 1.0, 0.1);
  ASSERT_EQ(below.size(), 1u);
  EXPECT_NEAR(below[0].length_m(), 0.4 + 2 * parabola(0.3, 0.9), 0.002);
  EXPECT_NEAR(below[0].least_m, 0.9, kGrid);
  EXPECT_TRUE(stretches_below(p, 1.0, 1.1).empty());
  EXPECT_TRUE(stretches_below(p, 0.9, 0).empty());  // the limit itself passes
  EXPECT_EQ(stretches_below(p, 0.901, 0).size(), 1u);
  EXPECT_NEAR(stretches_below(p, 0.901, 0)[0].length_m(), 0.4, 0.1);
  const auto all = stretches_below(p, 1.3, 5);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_NEAR(all[0].length_m(), p.to_m - p.from_m, 1e-6);
}

TEST(WidthProfile, BetweenWallsThatConvergeTheWidthIsLinear) {
  const Floor floor = inside({{{{0, 0}, {10, 0.5}, {10, 1.5}, {0, 2}}, {}}});
  const auto p = profile(floor, {2, 1}, {9, 1});
  // Half the width at x is its distance from the lower wall y = x / 20: (1 - x / 20) cos(atan(1 / 20)).
  for (const auto& s : p.samples) {
    EXPECT_NEAR(s.width_m, 2 * (1 - s.at.x / 20) / std::hypot(1, 0.05), kGrid);
  }
  EXPECT_NEAR(width_at(p, 3), 2 * (1 - 5.0 / 20) / std::hypot(1, 0.05), 0.01);
  EXPECT_TRUE(std::isnan(width_at(p, -1)));
}

TEST(WidthProfile, BetweenTwoWallEndsItIsNarrowestHalfway) {
  Floor floor = inside(box(0, 0, 10, 4));
  floor.thin = {{{5, 0}, {5, 1.5}}, {{5, 2.5}, {5, 4}}};
  const auto p = profile(floor, {1, 2}, {9, 2});
  EXPECT_NEAR(p.least_m, 1.0, kGrid);
  EXPECT_NEAR(p.where.at.x, 5, 0.001);
  const auto below = stretches_below(p, 1.25, 0);
  ASSERT_EQ(below.size(), 1u);
  EXPECT_NEAR(below[0].length_m(), 2 * std::sqrt(0.625 * 0.625 - 0.25), 0.001);
  EXPECT_THAT(narrow_places(p, 1.5), testing::SizeIs(1));
  EXPECT_THAT(narrow_places(p, 1.0), testing::IsEmpty());
}

TEST(WidthProfile, ADoorsTwoFacesAreOneNarrowPlace) {
  const Floor floor =
      inside(box(0, 0, 8.2, 4), {{box_ring(4, 0, 4.2, 1.6), {}}, {box_ring(4, 2.4, 4.2, 4), {}}});
  const auto p = profile(floor, {1, 2}, {7, 2});
  const auto narrow = narrow_places(p, 1.5);
  ASSERT_EQ(narrow.size(), 1u);
  EXPECT_NEAR(narrow[0].width_m, 0.8, kGrid);
  EXPECT_NEAR(narrow[0].at.x, 4.1, 0.03);
}

TEST(WidthProfile, AlongAnyWayItIsThatOfTheSameSides) {
  // Past a block in a hall: on one side 1.0 m, on the other 2.0 m.
  const Floor floor = inside(box(0, 0, 12, 6), box(4, 1, 8, 4));
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  const auto below = width_profile(*clearance, Polyline{{2, 2}, {3.9, 0.2}, {8.1, 0.8}, {10, 3}});
  ASSERT_TRUE(below);
  EXPECT_NEAR(below->least_m, 1.0, kGrid);
  const auto above = width_profile(*clearance, Polyline{{2, 2}, {3, 5.5}, {9, 4.1}, {10, 3}});
  ASSERT_TRUE(above);
  EXPECT_NEAR(above->least_m, 2.0, kGrid);
  EXPECT_FALSE(width_profile(*clearance, Polyline{{2, 2}, {10, 2}}));  // through the block
  EXPECT_FALSE(width_profile(*clearance, Polyline{{5, 2}, {10, 2}}));
  EXPECT_FALSE(width_profile(*clearance, Polyline{{2, 2}}));
  EXPECT_FALSE(width_profile(*clearance, Polyline{{2, 2}, {NAN, 2}}));
  EXPECT_TRUE(width_profile(*clearance, Polyline{{2, 2}, {2, 2}, {1, 1}}));
}

/// A corridor of 30 x 1.2 m with bays of 0.8 m depth on its upper side.
Floor corridor_with_bays(std::vector<std::pair<double, double>> bays) {
  Ring outline{{0, 0}, {30, 0}, {30, 1.2}};
  for (auto it = bays.rbegin(); it != bays.rend(); ++it)
    outline.insert(outline.end(), {{it->second, 1.2}, {it->second, 2.0}, {it->first, 2.0}, {it->first, 1.2}});
  outline.push_back({0, 1.2});
  return inside({{outline, {}}});
}

TEST(PassingPlaces, AreWhereTheDiscFitsLongEnough) {
  const auto p = profile(corridor_with_bays({{5, 9}, {20, 21}, {24, 28}}), {0.7, 0.6}, {29.3, 0.6});
  // A bay of 4 m holds a disc of 1.8 m along part of it; one of 1 m does not.
  const auto places = passing_places(p, 1.8, 1.0);
  ASSERT_EQ(places.size(), 2u);
  for (const auto& s : p.samples) {
    const bool in_first = s.along_m >= places[0].from_m && s.along_m <= places[0].to_m;
    EXPECT_EQ(in_first, s.width_m >= 1.8 - 0.0002 && s.at.x < 15) << s.at.x;
  }
  EXPECT_GE(places[0].least_m, 1.8 - 0.0003);
  const auto longest = longest_without_passing_place(p, 1.8, 1.0);
  EXPECT_NEAR(longest.from_m, places[0].to_m, 1e-9);
  EXPECT_NEAR(longest.to_m, places[1].from_m, 1e-9);
  EXPECT_NEAR(longest.length_m(), 15 + 2 * 0.9, 1.2);  // 15 m between the bays, a disc's radius at each
  EXPECT_NEAR(longest.least_m, 1.2, kGrid);
  EXPECT_TRUE(passing_places(p, 2.1, 0).empty());
  EXPECT_NEAR(longest_without_passing_place(p, 2.1, 0).length_m(), p.to_m - p.from_m, 1e-9);
  EXPECT_NEAR(longest_without_passing_place(p, 1.2, 0).length_m(), 0, 1e-9);
}

std::vector<DeadEnd> ends_of(const Floor& floor, std::vector<PlanPoint> openings,
                             DeadEndOptions options = {}) {
  const auto clearance = Clearance::build(floor);
  EXPECT_TRUE(clearance);
  return dead_ends(*clearance, openings, options);
}

/// A corridor of 12 x 2 m with openings at both ends, and one of `width` off its middle, 5 m deep.
Floor corridor_with_branch(double width, double bulge = 0) {
  const double l = 6 - width / 2, r = 6 + width / 2;
  Ring outline{{0, 0}, {12, 0}, {12, 2}, {r, 2}, {r, 5}};
  if (bulge > 0) {
    outline.insert(outline.end(),
                   {{6 + bulge / 2, 5}, {6 + bulge / 2, 7}, {6 - bulge / 2, 7}, {6 - bulge / 2, 5}});
  } else {
    outline.insert(outline.end(), {{r, 7}, {l, 7}});
  }
  outline.insert(outline.end(), {{l, 5}, {l, 2}, {0, 2}});
  return inside({{outline, {}}});
}

TEST(DeadEnds, ABranchWithoutAnOpeningIsOne) {
  const auto ends = ends_of(corridor_with_branch(1.2), {{0.3, 1}, {11.7, 1}});
  ASSERT_EQ(ends.size(), 1u);
  // The disc where it branches off touches the wall below and both corners: 0.36 + (2 - r)^2 = r^2.
  const double root = 4.36 / 4;
  EXPECT_NEAR(ends[0].length_m, 7 - 2 * root, kGrid);
  EXPECT_NEAR(ends[0].end_width_m, 1.2, kGrid);
  EXPECT_FALSE(ends[0].turning_at_end);
  EXPECT_LT(distance(ends[0].path.front(), PlanPoint{6, root}), 0.001);
  EXPECT_LT(distance(ends[0].path.back(), PlanPoint{6, 6.4}), 0.001);
  // One backs up to where a disc of 1.5 m fits between the corners: 0.36 + (2 - y)^2 = 0.75^2.
  EXPECT_NEAR(ends[0].backing_m, 6.4 - (2 - std::sqrt(0.5625 - 0.36)), 0.002);
}

TEST(DeadEnds, WhereOneCanTurnAtTheEndNobodyBacksUp) {
  const auto wide = ends_of(corridor_with_branch(1.6), {{0.3, 1}, {11.7, 1}});
  ASSERT_EQ(wide.size(), 1u);
  EXPECT_TRUE(wide[0].turning_at_end);
  EXPECT_EQ(wide[0].backing_m, 0);
  const auto bulge = ends_of(corridor_with_branch(1.0, 1.8), {{0.3, 1}, {11.7, 1}});
  ASSERT_EQ(bulge.size(), 1u);
  EXPECT_TRUE(bulge[0].turning_at_end);
  const auto narrower = ends_of(corridor_with_branch(1.0, 1.45), {{0.3, 1}, {11.7, 1}});
  ASSERT_EQ(narrower.size(), 1u);
  EXPECT_FALSE(narrower[0].turning_at_end);
  EXPECT_GT(narrower[0].backing_m, 3);
}

TEST(DeadEnds, AnOpeningMakesItAWay) {
  EXPECT_TRUE(ends_of(corridor_with_branch(1.2), {{0.3, 1}, {11.7, 1}, {6, 6.8}}).empty());
}

TEST(DeadEnds, CornersNichesAndGapsAreNone) {
  EXPECT_TRUE(ends_of(inside(box(0, 0, 5, 4)), {{0.3, 2}, {4.7, 2}}).empty());
  EXPECT_TRUE(ends_of(corridor_with_branch(0.55), {{0.3, 1}, {11.7, 1}}).empty());  // nobody stands in it
  EXPECT_EQ(ends_of(corridor_with_branch(0.61), {{0.3, 1}, {11.7, 1}}).size(), 1u);
  DeadEndOptions longer;
  longer.longer_than_m = 5;
  EXPECT_TRUE(ends_of(corridor_with_branch(1.2), {{0.3, 1}, {11.7, 1}}, longer).empty());
}

// The middle of a straight corridor is one edge of the diagram: an opening counts where it leads onto it, not at the edge's end.
TEST(DeadEnds, BeginAtTheOpeningsOfAStraightCorridor) {
  const Floor corridor = inside(box(0, 0, 20, 2));
  const auto both = ends_of(corridor, {{9, 0.3}, {12, 0.3}});
  ASSERT_EQ(both.size(), 2u);
  EXPECT_NEAR(both[0].to_middle_m, 9, kGrid);
  EXPECT_NEAR(both[0].length_m, 8, kGrid);
  EXPECT_NEAR(both[0].path.front().x, 9, 0.001);
  EXPECT_NEAR(both[0].path.back().x, 1, 0.001);
  EXPECT_NEAR(both[1].to_middle_m, 8, kGrid);
  const auto one = ends_of(corridor, {{5, 1.7}});
  ASSERT_EQ(one.size(), 2u);
  EXPECT_NEAR(one[0].to_middle_m, 15, kGrid);
  EXPECT_NEAR(one[1].to_middle_m, 5, kGrid);
  EXPECT_EQ(one[1].backing_m, 0);  // one turns round in a corridor of 2 m
  DeadEndOptions wider;
  wider.turning_m = 2.5;
  EXPECT_NEAR(ends_of(corridor, {{5, 1.7}}, wider)[1].backing_m, 4, 0.002);
  const auto front = ends_of(corridor, {{0.3, 1}});   // in its end: where one comes in is the middle of the disc there
  ASSERT_EQ(front.size(), 1u);
  EXPECT_NEAR(front[0].to_middle_m, 19, kGrid);
  EXPECT_NEAR(front[0].ahead_m, 0.7, 0.002);
  EXPECT_NEAR(one[0].ahead_m, 0, 0.002) << "in its side";
  EXPECT_TRUE(ends_of(corridor, {{0.9, 0.3}, {5, 0.3}, {19.2, 1.7}}).empty());  // nobody is led astray between doors
}

// Whatever openings lie along it, the two ends are as deep as the nearest of them.
TEST(DeadEnds, OfARandomCorridorAreAsDeepAsItsNearestOpenings) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> share(0, 1);
  for (int run = 0; run < 60; ++run) {
    const double length = 6 + 20 * share(random), width = 1 + 2 * share(random);
    std::vector<PlanPoint> openings;
    double first = length, last = 0;
    for (int k = 0; k < 1 + run % 5; ++k) {
      const double x = width / 2 + 0.05 + (length - width - 0.1) * share(random);
      openings.push_back({x, share(random) < 0.5 ? 0.3 : width - 0.3});
      first = std::min(first, x), last = std::max(last, x);
    }
    std::vector<double> expected, found;
    for (const double depth : {first, length - last})
      if (depth - width / 2 > 0.5) expected.push_back(depth);
    for (const auto& end : ends_of(inside(box(0, 0, length, width)), openings)) found.push_back(end.to_middle_m);
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    ASSERT_EQ(found.size(), expected.size()) << run;
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 0.002) << run;
  }
}

TEST(DeadEnds, BehindOneOpeningAllIsOne) {
  const auto ends = ends_of(inside(box(0, 0, 10, 1.2)), {{0.7, 0.6}});
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_NEAR(ends[0].path.back().x, 9.4, 0.001);
  EXPECT_NEAR(ends[0].backing_m, 8.7, 0.002);  // from the middle of the disc at its end to where one comes in
  EXPECT_NEAR(ends[0].to_middle_m, 9.3, 0.002);
  EXPECT_TRUE(ends_of(Floor{}, {}).empty());
  EXPECT_EQ(ends_of(corridor_with_branch(1.2), {}).size(), 3u);  // nobody says where one comes in
}

}  // namespace
}  // namespace landai::geometry
