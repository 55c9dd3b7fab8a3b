// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "landai/geometry/polygons.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;
using Answer = ShapeFit::Answer;

Ring rectangle(PlanPoint centre, double a, double b, double angle) {
  return test::turned(test::box_ring(-a / 2, -b / 2, a / 2, b / 2), angle, centre);
}

/// Looks only: corners inside, no side of the region within the rectangle shrunk by `give`.
bool stands(const MultiPolygon& region, PlanPoint centre, double a, double b, double angle, double give) {
  const double ha = a / 2 - give, hb = b / 2 - give;
  if (!contains(region, centre)) return false;
  const PlanPoint u{std::cos(angle), std::sin(angle)};
  const auto ring_free = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanPoint p = ring[i] - centre, q = ring[(i + 1) % ring.size()] - centre;
      double t0 = 0, t1 = 1;
      const double from[] = {dot(p, u), cross(u, p)}, to[] = {dot(q, u), cross(u, q)}, half[] = {ha, hb};
      bool apart = false;
      for (int k = 0; k < 2; ++k) {
        const double d = to[k] - from[k];
        if (std::abs(d) < 1e-12) {
          apart = apart || std::abs(from[k]) >= half[k];
          continue;
        }
        const double x = (-half[k] - from[k]) / d, y = (half[k] - from[k]) / d;
        t0 = std::max(t0, std::min(x, y));
        t1 = std::min(t1, std::max(x, y));
      }
      if (!apart && t0 < t1) return false;
    }
    return true;
  };
  for (const Polygon& polygon : region) {
    if (!ring_free(polygon.outer)) return false;
    for (const Ring& hole : polygon.holes) {
      if (!ring_free(hole)) return false;
    }
  }
  return true;
}

MultiPolygon random_room(Dice& dice) {
  MultiPolygon room = dice.below(2)
                          ? test::box(0, 0, dice.between(2, 5), dice.between(2, 4))
                          : MultiPolygon{{test::star(dice, {2, 2}, 1.0, 2.5, 5 + dice.below(6)), {}}};
  room = difference(room, test::clutter(dice, 4, 4, dice.below(5)));
  return test::turned(room, dice.between(0, 6.28), {dice.between(-100, 100), dice.between(-100, 100)});
}

TEST(FitsRectangleProperty, YesStandsAndNoIsNotFoundByTrying) {
  int yes = 0, no = 0, open = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const MultiPolygon room = random_room(dice);
    const double a = dice.between(0.5, 3.5), b = dice.between(0.5, 2.0);
    const ShapeFit fit = fits_rectangle(room, a, b);
    if (fit.answer == Answer::yes) {
      ++yes;
      ASSERT_TRUE(fit.placement);
      const Ring& ring = *fit.placement;
      const PlanPoint centre = 0.25 * (ring[0] + ring[1] + ring[2] + ring[3]);
      const PlanPoint u = ring[1] - ring[0];
      EXPECT_NEAR(norm(u), a, 1e-6);
      EXPECT_NEAR(distance(ring[1], ring[2]), b, 1e-6);
      EXPECT_TRUE(stands(room, centre, a, b, std::atan2(u.y, u.x), 0.0003));
    } else if (fit.answer == Answer::no) {
      ++no;
      // A few thousand tries, each pushed about: none may stand. The slack is granted.
      const Box box = bounds(room);
      for (int i = 0; i < 3000; ++i) {
        const PlanPoint c{dice.between(box.min_x, box.max_x), dice.between(box.min_y, box.max_y)};
        ASSERT_FALSE(stands(room, c, a, b, dice.between(0, 3.1416), -0.0002)) << a << " x " << b;
      }
    } else {
      ++open;
    }
  }
  EXPECT_GT(yes, 40);
  EXPECT_GT(no, 40);
  EXPECT_LT(open, 4);
}

// A region made round a rectangle at an angle that no side of the region has.
TEST(FitsRectangleProperty, FindsTheDirectionThatNoWallHas) {
  for (unsigned seed = 500; seed < 600; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const double a = dice.between(1, 3), b = dice.between(0.5, 1.5), angle = dice.between(0, 3);
    Ring ring;
    const Ring inner = rectangle({0, 0}, a, b, angle);
    for (std::size_t i = 0; i < 4; ++i) {
      const PlanPoint p = inner[i], q = inner[(i + 1) % 4];
      const double t = dice.between(0.2, 0.8);
      const PlanPoint side = q - p;
      const PlanPoint outward = (dice.between(0.02, 0.3) / norm(side)) * PlanPoint{side.y, -side.x};
      ring.push_back(p + (-0.001) * (1 / norm(p)) * PlanPoint{-p.x, -p.y});  // 1 mm of play at the corner
      ring.push_back(p + t * side + outward);
    }
    EXPECT_EQ(fits_rectangle({{ring, {}}}, a, b).answer, Answer::yes) << a << " x " << b << " at " << angle;
  }
}

TEST(FitsRectangleProperty, TurningAndSwappingChangesNoAnswer) {
  for (unsigned seed = 700; seed < 760; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const MultiPolygon room = random_room(dice);
    const double a = dice.between(0.5, 3.0), b = dice.between(0.5, 2.0);
    const auto one = fits_rectangle(room, a, b).answer;
    const auto two = fits_rectangle(test::turned(room, dice.between(0, 6), {50, -70}), b, a).answer;
    if (one != Answer::cannot_tell && two != Answer::cannot_tell) {
      EXPECT_EQ(one, two);
    }
    // A smaller one fits where a larger one does.
    if (one == Answer::yes) {
      EXPECT_EQ(fits_rectangle(room, 0.95 * a, 0.9 * b).answer, Answer::yes);
    }
  }
}

/// A T whose bar and stem both stand, each looked at by itself.
bool t_stands(const MultiPolygon& region, PlanPoint centre, double size, double arm, double angle,
              double give) {
  const PlanPoint up{-std::sin(angle), std::cos(angle)};
  return stands(region, centre, arm, size, angle, give) &&
         stands(region, centre + ((size - arm) / 2) * up, size, arm, angle, give);
}

TEST(FitsTTurnProperty, YesStandsAndNoIsNotFoundByTrying) {
  int yes = 0, no = 0, open = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const MultiPolygon room = random_room(dice);
    const double size = dice.between(1.0, 2.6), arm = dice.between(0.3, 0.8) * size;
    const ShapeFit fit = fits_t_turn(room, size, arm);
    if (fit.answer == Answer::yes) {
      ++yes;
      const Ring& ring = fit.placement.value();
      ASSERT_EQ(ring.size(), 8u);
      const PlanPoint across = ring[1] - ring[0];  // the foot of the stem
      const PlanPoint up = ring[4] - ring[3];
      EXPECT_NEAR(norm(across), arm, 1e-6);
      EXPECT_NEAR(norm(up), arm, 1e-6);
      const PlanPoint centre = 0.5 * (0.5 * (ring[0] + ring[1]) + 0.5 * (ring[4] + ring[5]));
      EXPECT_TRUE(t_stands(room, centre, size, arm, std::atan2(across.y, across.x), 0.0003));
    } else if (fit.answer == Answer::no) {
      ++no;
      const Box box = bounds(room);
      for (int i = 0; i < 3000; ++i) {
        const PlanPoint c{dice.between(box.min_x, box.max_x), dice.between(box.min_y, box.max_y)};
        ASSERT_FALSE(t_stands(room, c, size, arm, dice.between(0, 6.2832), -0.0002)) << size << ", " << arm;
      }
    } else {
      ++open;
    }
  }
  EXPECT_GT(yes, 40);
  EXPECT_GT(no, 40);
  EXPECT_LT(open, 4);
}

// A region made round a T at an angle that no wall has, with 1 mm of play.
TEST(FitsTTurnProperty, FindsTheDirectionThatNoWallHas) {
  for (unsigned seed = 800; seed < 860; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const double size = dice.between(1.2, 2.5), arm = dice.between(0.35, 0.7) * size,
                 angle = dice.between(0, 6.28);
    const double s = size / 2 + 0.001, a = arm / 2 + 0.001, under = size / 2 - arm - 0.001;
    const Ring inner{{-a, -s}, {a, -s}, {a, under}, {s, under}, {s, s}, {-s, s}, {-s, under}, {-a, under}};
    Ring ring;
    for (std::size_t i = 0; i < inner.size(); ++i) {
      const PlanPoint p = inner[i], q = inner[(i + 1) % inner.size()], side = q - p;
      ring.push_back(p);
      ring.push_back(p + dice.between(0.2, 0.8) * side +
                     (dice.between(0.02, 0.1) / norm(side)) * PlanPoint{side.y, -side.x});
    }
    EXPECT_EQ(fits_t_turn({{test::turned(ring, angle), {}}}, size, arm).answer, Answer::yes)
        << size << ", " << arm;
  }
}

TEST(LargestCircleProperty, IsFreeAndNothingLargerIsFoundByTrying) {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const MultiPolygon room = random_room(dice);
    const auto circle = largest_circle(room);
    ASSERT_TRUE(circle);
    std::vector<PlanSegment> sides;
    for (const Polygon& polygon : room) {
      const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[(i + 1) % ring.size()]});
      };
      add(polygon.outer);
      for (const Ring& hole : polygon.holes) add(hole);
    }
    const auto radius = [&](PlanPoint p) {
      if (!contains(room, p)) return 0.0;
      double best = INFINITY;
      for (const PlanSegment& s : sides) best = std::min(best, distance(s, p));
      return best;
    };
    EXPECT_NEAR(2 * radius(circle->centre), circle->diameter_m, 0.0004);
    const Box box = bounds(room);
    for (int i = 0; i < 300; ++i) {
      PlanPoint p{dice.between(box.min_x, box.max_x), dice.between(box.min_y, box.max_y)};
      double best = radius(p);
      for (double step = 0.3; step > 1e-4; step *= 0.7) {
        const PlanPoint q = p + PlanPoint{dice.between(-step, step), dice.between(-step, step)};
        if (radius(q) > best) {
          best = radius(q);
          p = q;
        }
      }
      ASSERT_LE(2 * best, circle->diameter_m + 0.0004);
    }
  }
}

}  // namespace
}  // namespace landai::geometry
