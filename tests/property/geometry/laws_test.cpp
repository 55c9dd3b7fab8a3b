// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the widest way: the same plan laid down otherwise has the same widths, and nothing widens where
// something is added.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "cell_plans.hpp"
#include "landai/geometry/clearance.hpp"

namespace landai::geometry {
namespace {

using test::Cell;
using test::CellPlan;
using test::CellPlans;
using test::CellRing;
using test::CellWall;
using test::Dice;

constexpr double kLastBits_m = 1e-12;
constexpr double kRounded_m =
    0.0003;  ///< what rounding crossings to the grid may take from a width, or give it

double width(const Floor& floor, PlanPoint p, PlanPoint q) {
  const auto clearance = Clearance::build(floor);
  if (!clearance) return NAN;
  const auto passage = clearance->widest(p, q);
  return passage ? passage->width_m : 0;
}
double width(const CellPlan& plan, Cell p, Cell q) {
  return width(floor_of(plan), test::metres(p), test::metres(q));
}

CellPlan mapped(CellPlan plan, const std::function<Cell(Cell)>& to) {
  for (CellWall& w : plan.thin) w = {to(w.a), to(w.b)};
  for (std::vector<CellRing>* rings : {&plan.solids, &plan.within}) {
    for (CellRing& ring : *rings) std::transform(ring.begin(), ring.end(), ring.begin(), to);
  }
  return plan;
}

/// Calls f(dice, plan, places, width) for plans of every kind.
template <class F>
void each_plan(unsigned seeds, F&& f) {
  int pinched = 0;
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    for (int kind = 0; kind < CellPlans::kinds; ++kind) {
      SCOPED_TRACE("kind " + std::to_string(kind) + ", seed " + std::to_string(seed));
      CellPlans plans(7919 * seed + static_cast<unsigned>(kind));
      const CellPlan plan = plans.make(static_cast<CellPlans::Kind>(kind));
      const auto places = places_in(plans, plan);
      if (!places) continue;
      Dice dice(seed);
      const double w = width(plan, places->p, places->q);
      ASSERT_FALSE(std::isnan(w));
      pinched += places->widest_squared.has_value() ? 1 : 0;
      f(dice, plan, *places, w);
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
  EXPECT_GT(pinched, static_cast<int>(seeds) * 2);
}

/// To the last bits where a pinch decides. Where the widest place of all does, its disc touches three
/// obstacles and its diameter is no ratio of integers.
void expect_same(double v, double w, const test::Places& places) {
  if (std::isinf(w)) {
    EXPECT_EQ(v, w);
  } else if (w * 10000 <= static_cast<double>(places.most)) {
    EXPECT_NEAR(v, w, kLastBits_m);
  } else {
    EXPECT_NEAR(v, w, 1e-5);
  }
}

/// Of two widths where one may be a crack that counts as none: the same within `by`.
void expect_near(double w, double v, double by) {
  if (std::isinf(w) || std::isinf(v)) {
    EXPECT_EQ(w, v);
  } else if (std::max(w, v) > 0.001 + by) {
    EXPECT_NEAR(w, v, by);
  }
}

TEST(Laws, ShiftingByWholeCellsChangesNothing) {
  each_plan(40, [](Dice& dice, const CellPlan& plan, const test::Places& places, double w) {
    const Cell by{dice.below(2000000) - 1000000, dice.below(2000000) - 1000000};
    const auto to = [by](Cell c) { return c + by; };
    expect_same(width(mapped(plan, to), to(places.p), to(places.q)), w, places);
  });
}

TEST(Laws, QuarterTurnsAndMirroringChangeNothing) {
  each_plan(40, [](Dice& dice, const CellPlan& plan, const test::Places& places, double w) {
    const int way = 1 + dice.below(7);
    const auto to = [way](Cell c) {
      if ((way & 1) != 0) c.x = -c.x;
      if ((way & 2) != 0) c.y = -c.y;
      if ((way & 4) != 0) std::swap(c.x, c.y);
      return c;
    };
    const double v = width(mapped(plan, to), to(places.p), to(places.q));
    if (at_home_on_the_grid(plan.walls())) {
      expect_same(v, w, places);
    } else {
      expect_near(v, w, kRounded_m);
    }
  });
}

TEST(Laws, TheOrderOfWallsChangesNothing) {
  each_plan(40, [](Dice& dice, CellPlan plan, const test::Places& places, double w) {
    const auto shuffle = [&dice](auto& things) {
      for (std::size_t i = things.size(); i > 1; --i)
        std::swap(things[i - 1], things[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
    };
    shuffle(plan.solids);
    shuffle(plan.thin);
    for (CellWall& wall : plan.thin) {
      if (dice.below(2) == 0) std::swap(wall.a, wall.b);
    }
    for (CellRing& ring : plan.solids) {
      std::rotate(ring.begin(), ring.begin() + dice.below(static_cast<int>(ring.size())), ring.end());
      if (dice.below(2) == 0) std::reverse(ring.begin(), ring.end());
    }
    EXPECT_EQ(width(plan, places.p, places.q), w);
    expect_same(width(plan, places.q, places.p), w, places);
  });
}

TEST(Laws, TurningByAnyAngleChangesNoWidthByMoreThanTheGrid) {
  each_plan(40, [](Dice& dice, const CellPlan& plan, const test::Places& places, double w) {
    const double angle = dice.between(0, 2 * M_PI);
    const PlanPoint shift{dice.between(-50, 50), dice.between(-50, 50)};
    Floor floor = floor_of(plan);
    floor.solids = test::turned(std::move(floor.solids), angle, shift);
    if (floor.within) floor.within = test::turned(std::move(*floor.within), angle, shift);
    for (PlanSegment& s : floor.thin) s = {test::turned(s.a, angle, shift), test::turned(s.b, angle, shift)};
    const auto to = [&](Cell c) { return test::turned(test::metres(c), angle, shift); };
    const double v = width(floor, to(places.p), to(places.q));
    // Wider than the discs at the ends the ends decide, and they are elsewhere on the diagram after turning.
    const double most = static_cast<double>(places.most) / 10000;
    expect_near(std::min(v, most), std::min(w, most), kRounded_m);
  });
}

// Among the widths that fit at both ends: beyond them the ends climb to other places when something is added.
TEST(Laws, NothingWidensWhereSomethingIsAdded) {
  int narrowed = 0;
  each_plan(80, [&](Dice& dice, CellPlan plan, const test::Places& places, double w) {
    CellPlans more(static_cast<unsigned>(dice.below(1 << 30)));
    const Cell a = more.somewhere(plan.walls()), b = more.somewhere(plan.walls());
    plan.thin.push_back({a, b});
    const double most = test::free_diameter(plan.walls(), places.p, places.q) / 10000;
    const double before = std::min(w, most), after = std::min(width(plan, places.p, places.q), most);
    narrowed += after < before ? 1 : 0;
    EXPECT_LE(after, before + (at_home_on_the_grid(plan.walls()) ? kLastBits_m : kRounded_m));
  });
  EXPECT_GT(narrowed, 40);
}

}  // namespace
}  // namespace landai::geometry
