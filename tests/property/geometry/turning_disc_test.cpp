// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "landai/geometry/polygons.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;
using Answer = DiscFit::Answer;
using Number = long double;

struct Point {
  Number x, y;
};
struct Side {
  Point a, b;
};

/// Sides in cells of 0.1 mm.
std::vector<Side> sides_of(const MultiPolygon& region) {
  std::vector<Side> sides;
  const auto cells = [](PlanPoint p) { return Point{std::round(p.x * 1e4L), std::round(p.y * 1e4L)}; };
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      sides.push_back({cells(ring[i]), cells(ring[(i + 1) % ring.size()])});
  };
  for (const Polygon& polygon : region) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return sides;
}

Number away(const Side& s, Point p) {
  const Number dx = s.b.x - s.a.x, dy = s.b.y - s.a.y;
  const Number t = std::clamp(((p.x - s.a.x) * dx + (p.y - s.a.y) * dy) / (dx * dx + dy * dy), 0.0L, 1.0L);
  return std::hypot(s.a.x + t * dx - p.x, s.a.y + t * dy - p.y);
}

/// The plain way: every point at distance r from two sides or corners, tried against all. r in cells.
bool stands_somewhere(const MultiPolygon& region, Number r) {
  const std::vector<Side> sides = sides_of(region);
  const auto good = [&](Point p) {
    for (const Side& s : sides)
      if (away(s, p) < r - 1e-7L) return false;
    return contains(region, {static_cast<double>(p.x / 1e4L), static_cast<double>(p.y / 1e4L)});
  };
  struct Line {
    Point at, d;  // d: unit
  };
  std::vector<Line> lines;
  std::vector<Point> corners;
  for (const Side& s : sides) {
    corners.push_back(s.a);
    const Number n = std::hypot(s.b.x - s.a.x, s.b.y - s.a.y);
    const Point d{(s.b.x - s.a.x) / n, (s.b.y - s.a.y) / n};
    for (const Number side : {-r, r}) lines.push_back({{s.a.x - side * d.y, s.a.y + side * d.x}, d});
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t j = i + 1; j < lines.size(); ++j) {
      const Number det = lines[i].d.x * lines[j].d.y - lines[i].d.y * lines[j].d.x;
      if (std::abs(det) < 1e-12L) continue;
      const Number ex = lines[j].at.x - lines[i].at.x, ey = lines[j].at.y - lines[i].at.y;
      const Number t = (ex * lines[j].d.y - ey * lines[j].d.x) / det;
      if (good({lines[i].at.x + t * lines[i].d.x, lines[i].at.y + t * lines[i].d.y})) return true;
    }
    for (const Point u : corners) {
      const Number ex = u.x - lines[i].at.x, ey = u.y - lines[i].at.y;
      const Number along = ex * lines[i].d.x + ey * lines[i].d.y;
      const Number across = -ex * lines[i].d.y + ey * lines[i].d.x;
      const Number h = r * r - across * across;
      if (h < 0) continue;
      for (const Number t : {along - std::sqrt(h), along + std::sqrt(h)})
        if (good({lines[i].at.x + t * lines[i].d.x, lines[i].at.y + t * lines[i].d.y})) return true;
    }
  }
  for (std::size_t i = 0; i < corners.size(); ++i) {
    for (std::size_t j = i + 1; j < corners.size(); ++j) {
      const Number dx = corners[j].x - corners[i].x, dy = corners[j].y - corners[i].y;
      const Number q = dx * dx + dy * dy, h = r * r / q - 0.25L;
      if (h < 0) continue;
      for (const Number t : {-std::sqrt(h), std::sqrt(h)})
        if (good({(corners[i].x + corners[j].x) / 2 - t * dy, (corners[i].y + corners[j].y) / 2 + t * dx}))
          return true;
    }
  }
  return false;
}

MultiPolygon random_room(Dice& dice) {
  MultiPolygon room = dice.below(2)
                          ? test::box(0, 0, dice.between(1, 4), dice.between(1, 3))
                          : MultiPolygon{{test::star(dice, {2, 2}, 0.8, 2.2, 5 + dice.below(5)), {}}};
  room = difference(room, test::clutter(dice, 4, 3, dice.below(4)));
  return united(test::turned(room, dice.below(3) ? dice.between(0, 6.28) : 0, {0, 0}));
}

TEST(DiscFitsProperty, AgreesWithEveryPairTriedWithinAMicrometre) {
  int yes = 0, no = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const MultiPolygon room = random_room(dice);
    const auto circle = largest_circle(room);
    if (!circle) continue;
    // Just below, just above and around what is reported: whole micrometres, half of them a hundredth of a
    // cell.
    const double um = std::floor(circle->diameter_m * 1e6);
    for (const double off : {-200.0, -1.0, 0.0, 1.0, 2.0, 200.0}) {
      const double limit_um = um + off;
      if (std::abs(limit_um - circle->diameter_m * 1e6) < 1e-3) continue;  // long double cannot tell either
      const bool expected = stands_somewhere(room, limit_um / 200);
      const DiscFit fit = disc_fits(room, limit_um / 1e6);
      ASSERT_EQ(fit.answer, expected ? Answer::yes : Answer::no) << limit_um << " um";
      ASSERT_EQ(circle->diameter_m >= limit_um / 1e6, expected) << "the reported value is of another mind";
      ++(expected ? yes : no);
      if (!fit.centre) continue;
      const Point c{fit.centre->x * 1e4L, fit.centre->y * 1e4L};
      for (const Side& s : sides_of(room)) ASSERT_GE(away(s, c), limit_um / 200 - 1e-5L);
    }
  }
  EXPECT_GT(yes, 900);
  EXPECT_GT(no, 900);
}

// Rooms whose largest disc is known in whole cells though no side lies on an axis: a rectangle along (3, 4)
// or (5, 12), and right triangles of Pythagoras, whose inscribed radius is (a + b - c) / 2, turned the same
// way.
TEST(DiscFitsProperty, IsRightAtTheLimitWithoutSlack) {
  constexpr std::array<std::array<int, 3>, 4> kTriples{{{3, 4, 5}, {5, 12, 13}, {8, 15, 17}, {20, 21, 29}}};
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const auto turn = kTriples[static_cast<std::size_t>(dice.below(4))];
    const auto shape = kTriples[static_cast<std::size_t>(dice.below(4))];
    const double ox = dice.below(400'000), oy = dice.below(400'000);
    // (x, y) in cells, both whole and turned by a triple: whole again, longer by its hypotenuse.
    const auto at = [&](double x, double y) {
      return PlanPoint{(ox + turn[0] * x - turn[1] * y) / 1e4, (oy + turn[1] * x + turn[0] * y) / 1e4};
    };
    const double k = 100 + dice.below(300);
    const bool triangle = dice.below(2) == 1;
    const double a = triangle ? k * shape[0] : k, b = triangle ? k * shape[1] : k + dice.below(2) * 37;
    const Ring ring =
        triangle ? Ring{at(0, 0), at(a, 0), at(0, b)} : Ring{at(0, 0), at(a, 0), at(a, b), at(0, b)};
    const double diameter = (triangle ? k * (shape[0] + shape[1] - shape[2]) : k) * turn[2];
    EXPECT_EQ(disc_fits({{ring, {}}}, diameter / 1e4).answer, Answer::yes) << diameter;
    EXPECT_EQ(disc_fits({{ring, {}}}, diameter / 1e4 + 1e-6).answer, Answer::no) << diameter;
    EXPECT_GE(largest_circle({{ring, {}}})->diameter_m, diameter / 1e4);
  }
}

}  // namespace
}  // namespace landai::geometry
