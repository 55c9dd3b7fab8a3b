// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/profile.hpp"

#include <gtest/gtest.h>

#include "clearance_oracle.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::Dice;

Floor random_floor(Dice& dice) {
  Floor floor;
  floor.within = test::box(0, 0, 8, 6);
  floor.solids = test::clutter(dice, 8, 6, 4 + dice.below(14));
  for (int i = dice.below(4); i > 0; --i) {
    const PlanPoint a{dice.between(0, 8), dice.between(0, 6)};
    floor.thin.push_back(
        {a, dice.below(3) == 0 ? a : a + PlanPoint{dice.between(-2, 2), dice.between(-2, 2)}});
  }
  return floor;
}

PlanPoint free_place(Dice& dice, const Floor& floor) {
  for (;;) {
    const PlanPoint p{dice.between(0, 8), dice.between(0, 6)};
    if (test::oracle_radius(floor, p) > 0.02) return p;
  }
}

TEST(WidthProfileProperty, EverySampleIsADiscThatTouchesBothSides) {
  int profiles = 0;
  for (unsigned seed = 1; seed <= 80; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const Floor floor = random_floor(dice);
    const auto clearance = Clearance::build(floor);
    ASSERT_TRUE(clearance);
    const PlanPoint from = free_place(dice, floor), to = free_place(dice, floor);
    const auto p = width_profile(*clearance, from, to);
    ASSERT_EQ(p.has_value(), clearance->widest(from, to).has_value());
    if (!p) continue;
    ++profiles;
    for (const WidthSample& s : p->samples) {
      EXPECT_NEAR(test::oracle_radius(floor, s.at), s.width_m / 2, 0.0003);
      EXPECT_NEAR(distance(s.at, s.between.a), s.width_m / 2, 0.0003);
      EXPECT_NEAR(distance(s.at, s.between.b), s.width_m / 2, 0.0003);
      EXPECT_NEAR(width_at(*p, s.along_m), s.width_m, 0.0005);
    }
    double along = 0;
    for (const ProfilePiece& piece : p->pieces) {
      EXPECT_NEAR(piece.from.along_m, along, 1e-9);
      along = piece.to.along_m;
    }
    EXPECT_NEAR(along, p->length_m, 1e-9);
    for (const WidthStretch& s : stretches_below(*p, 0.8, 0)) {
      EXPECT_LT(s.least_m, 0.8);
      for (const double end : {s.from_m, s.to_m}) {
        if (end > p->from_m + 1e-6 && end < p->to_m - 1e-6) {
          EXPECT_NEAR(width_at(*p, end), 0.7998, 0.0002);
        }
      }
    }
  }
  EXPECT_GT(profiles, 40);
}

TEST(WidthProfileProperty, TheLeastOfTheWidestWayIsItsWidth) {
  int profiles = 0;
  for (unsigned seed = 300; seed <= 420; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const Floor floor = random_floor(dice);
    const auto clearance = Clearance::build(floor);
    ASSERT_TRUE(clearance);
    const PlanPoint from = free_place(dice, floor), to = free_place(dice, floor);
    const auto widest = clearance->widest(from, to);
    const auto p = width_profile(*clearance, from, to);
    if (!p) continue;
    // Two ends that climb the same slope meet before its top: nothing narrow lies between them.
    if (p->from_m == p->to_m) {
      EXPECT_LE(p->least_m, widest->width_m + 0.0005);
      continue;
    }
    ++profiles;
    EXPECT_NEAR(p->least_m, widest->width_m, 0.0005);
  }
  EXPECT_GT(profiles, 60);
}

}  // namespace
}  // namespace landai::geometry
