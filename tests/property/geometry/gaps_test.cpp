// SPDX-License-Identifier: GPL-3.0-or-later
// Ten thousand gaps within a millimetre of a limit, at any angle and with coordinates that are on no grid.
// Against the metres as given, no width errs by more than 0.15 mm, and no decision where the gap is further
// than that from the limit.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "landai/geometry/clearance.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;
using Real = long double;

constexpr double kExact_m = 0.00015;

/// Distance from p to the segment, in long double and by other formulas than the engine's.
Real apart(PlanPoint p, PlanPoint a, PlanPoint b) {
  const Real dx = Real(b.x) - a.x, dy = Real(b.y) - a.y, px = Real(p.x) - a.x, py = Real(p.y) - a.y;
  const Real n = dx * dx + dy * dy;
  Real t = n > 0 ? (px * dx + py * dy) / n : 0;
  t = std::min(Real(1), std::max(Real(0), t));
  return std::sqrt((px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy));
}

/// Two places with a gap between them. Built upright around the origin, then moved.
struct Case {
  Floor floor;
  PlanPoint p, q;
  Polyline one, other;  ///< the two sides of the gap, as chains that do not cross

  void move(double angle, PlanPoint shift) {
    const auto to = [&](PlanPoint& x) { x = test::turned(x, angle, shift); };
    floor.solids = test::turned(std::move(floor.solids), angle, shift);
    if (floor.within) floor.within = test::turned(std::move(*floor.within), angle, shift);
    for (PlanSegment& s : floor.thin) to(s.a), to(s.b);
    for (Polyline* side : {&one, &other}) {
      for (PlanPoint& x : *side) to(x);
    }
    to(p), to(q);
  }
  [[nodiscard]] Real gap() const {
    Real best = INFINITY;
    const auto look = [&](const Polyline& points, const Polyline& chain) {
      for (const PlanPoint x : points) {
        for (std::size_t i = 0; i < chain.size(); ++i)
          best = std::min(best, apart(x, chain[i], chain[i + (i + 1 < chain.size())]));
      }
    };
    look(one, other);
    look(other, one);
    return best;
  }
};

constexpr PlanPoint kLeft{-3, 0.1}, kRight{3, -0.1};

/// Two spikes of the border, point to point.
Case spikes(Dice& dice, double gap) {
  const double angle = dice.between(-0.5, 0.5);
  const PlanPoint low = test::turned({0, -gap / 2}, angle), high = test::turned({0, gap / 2}, angle);
  Case c;
  c.floor.within = {
      {{{-5, -2}, {-1, -2}, low, {1, -2}, {5, -2}, {5, 2}, {1, 2}, high, {-1, 2}, {-5, 2}}, {}}};
  c.one = {low};
  c.other = {high};
  return c;
}

/// A spike of the border in front of the straight wall opposite.
Case spike_and_wall(Dice& dice, double gap) {
  const PlanPoint tip{dice.between(-0.5, 0.5), 2 - gap};
  Case c;
  c.floor.within = {{{{-5, -2}, {-1, -2}, tip, {1, -2}, {5, -2}, {5, 2}, {-5, 2}}, {}}};
  c.one = {tip};
  c.other = {{5, 2}, {-5, 2}};
  return c;
}

/// The same where another line crosses the wall beside the gap.
Case spike_and_crossed_wall(Dice& dice, double gap) {
  Case c = spike_and_wall(dice, gap);
  const double x = dice.between(-0.3, 0.3);
  c.floor.thin.push_back({{x, 1.9995}, {x + dice.between(-1, 1), 3}});
  for (const PlanPoint on : {PlanPoint{-5, 4}, c.floor.thin.front().b, c.floor.thin.front().a})
    c.other.push_back(on);
  return c;
}

/// The reveal of a door: two faces opposite each other.
Case reveal(Dice& dice, double gap) {
  const double t = dice.between(0.03, 0.3), y = gap / 2;
  Case c;
  c.floor.within = {{{{-5, -2},
                      {-t, -2},
                      {-t, -y},
                      {t, -y},
                      {t, -2},
                      {5, -2},
                      {5, 2},
                      {t, 2},
                      {t, y},
                      {-t, y},
                      {-t, 2},
                      {-5, 2}},
                     {}}};
  c.one = {{-t, -y}, {t, -y}};
  c.other = {{t, y}, {-t, y}};
  return c;
}

/// A room of single lines around the left place, open by the gap.
Case lines(Dice& dice, double gap) {
  const double y = dice.between(-1.2, 1.2 - gap);
  Case c;
  const Polyline chain{{-1, y + gap}, {-1, 2}, {-5, 2}, {-5, -2}, {-1, -2}, {-1, y}};
  for (std::size_t i = 1; i < chain.size(); ++i) c.floor.thin.push_back({chain[i - 1], chain[i]});
  c.one = {chain.front()};
  c.other = {chain.back()};
  return c;
}

/// A room of walls with thickness that overlap at the corners, a door in one of them.
Case walls(Dice& dice, double gap) {
  const double t = dice.between(0.05, 0.3), y = dice.between(-1.2, 1.2 - gap);
  Case c;
  for (const auto& [x0, y0, x1, y1] : {std::array{-5 - t, -2 - t, -1 + t, -2.0},
                                       {-5 - t, 2.0, -1 + t, 2 + t},
                                       {-5 - t, -2 - t, -5.0, 2 + t},
                                       {-1.0, -2 - t, -1 + t, y},
                                       {-1.0, y + gap, -1 + t, 2 + t}}) {
    c.floor.solids.push_back({test::box_ring(x0, y0, x1, y1), {}});
  }
  c.one = {{-1, y}, {-1 + t, y}};
  c.other = {{-1, y + gap}, {-1 + t, y + gap}};
  return c;
}

/// A turned cupboard that stands through one wall of a corridor, opposite the other wall.
Case cupboard(Dice& dice, double gap) {
  Case c;
  c.floor.within = test::box(-5, -2, 5, 2);
  Ring ring = test::turned(test::box_ring(-0.4, -5, 0.4, 0), dice.between(-0.5, 0.5));
  double top = -INFINITY;
  for (const PlanPoint x : ring) top = std::max(top, x.y);
  for (PlanPoint& x : ring) x.y += 2 - gap - top;
  c.floor.solids.push_back({ring, {}});
  c.one = ring;
  c.one.push_back(ring.front());
  c.other = {{5, 2}, {-5, 2}};
  // The cupboard leans: the places stand away from it.
  c.p.y = c.q.y = 0.5;
  return c;
}

class Gaps : public ::testing::Test {
 protected:
  static constexpr unsigned kEach = 1430;

  static void no_error(Case (*make)(Dice&, double)) {
    double worst = 0;
    int yes = 0, no = 0;
    for (unsigned seed = 1; seed <= kEach; ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      Dice dice(seed);
      constexpr std::array kLimits{0.80, 0.90, 0.92, 1.20};
      const double limit = kLimits.at(seed % kLimits.size());
      const double by = (seed % 2 == 0 ? 0.0003 : 0.001) * dice.between(-1, 1);
      Case c = make(dice, limit + by);
      c.p = c.p + kLeft;
      c.q = c.q + kRight;
      c.move(dice.between(0, 2 * M_PI), {dice.between(-700, 700), dice.between(-700, 700)});
      const auto clearance = Clearance::build(c.floor);
      ASSERT_TRUE(clearance);
      const Real gap = c.gap();
      ASSERT_NEAR(static_cast<double>(gap), limit + by, 0.0006);  // the case is what it is meant to be
      const auto passage = clearance->widest(c.p, c.q);
      ASSERT_TRUE(passage);
      const double error = static_cast<double>(passage->width_m - gap);
      worst = std::max(worst, std::abs(error));
      EXPECT_LE(std::abs(error), kExact_m);
      const bool answer = clearance->at_least(c.p, c.q, limit).yes;
      ++(answer ? yes : no);
      if (gap >= limit + kExact_m) {
        EXPECT_TRUE(answer) << static_cast<double>(gap);
      } else if (gap <= limit - kExact_m) {
        EXPECT_FALSE(answer) << static_cast<double>(gap);
      }
    }
    std::cout << "largest error " << worst * 1000 << " mm; " << yes << " yes, " << no << " no\n";
    EXPECT_GT(yes, kEach / 4);
    EXPECT_GT(no, kEach / 4);
  }
};

TEST_F(Gaps, BetweenTwoCorners) { no_error(spikes); }
TEST_F(Gaps, BetweenACornerAndAWall) { no_error(spike_and_wall); }
TEST_F(Gaps, BetweenACornerAndAWallThatIsCrossed) { no_error(spike_and_crossed_wall); }
TEST_F(Gaps, InTheRevealOfADoor) { no_error(reveal); }
TEST_F(Gaps, BetweenSingleLines) { no_error(lines); }
TEST_F(Gaps, BetweenWallsThatOverlap) { no_error(walls); }
TEST_F(Gaps, BetweenFurnitureAndAWall) { no_error(cupboard); }

}  // namespace
}  // namespace landai::geometry
