// SPDX-License-Identifier: GPL-3.0-or-later
// Rules may ask routes of a mobility.
#include <gmock/gmock.h>

#include "reaching.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::completed;
using test::fact;
using test::measured;

struct Asked {
  Plan plan;
  Facts facts;
  std::string entrance, right;
};

Asked asked(std::size_t doorway) {
  Asked a{completed(ascii_plan(0.1, test::two_rooms(doorway))), {}, {}, {}};
  a.right = test::space_at(a.plan, test::kRight);
  for (const auto& e : a.plan.elements)
    if (e.category == Category::space) a.facts.facts.push_back(fact(e.id, "space.access", std::string("public")));
  a.entrance = test::reached(a.plan).front().entrance;
  return a;
}

Params of(const std::string& mobility) { return {{"mobility", mobility}}; }

TEST(RouteOfAMobility, ExistsWhereTheMobilityPasses) {
  const Asked a = asked(7);
  const auto chair = measured(a.plan, {a.entrance, a.right}, "route.exists", of("manual_chair"), a.facts);
  EXPECT_EQ(chair.truth(), false);
  EXPECT_EQ(chair.evidence.note.key, "measure.reach.door");
  EXPECT_EQ(chair.evidence.witness.size(), 1u);
  EXPECT_EQ(measured(a.plan, {a.entrance, a.right}, "route.exists", of("pushchair"), a.facts).truth(), true);
}

TEST(RouteOfAMobility, IsAsWideAsItsNarrowestPlace) {
  const Asked a = asked(9);
  const auto chair = measured(a.plan, {a.entrance, a.right}, "route.clear_width", of("manual_chair"), a.facts);
  ASSERT_TRUE(chair.number().has_value());
  EXPECT_NEAR(*chair.number(), 0.9, 0.0005);
  EXPECT_FALSE(chair.evidence.path.empty());
}

TEST(RouteOfAMobility, IsNotKnownWhereNothingTellsTheFloorHeights) {
  Asked a = asked(9);
  a.plan.levels.front().elevation_known = false;
  const auto open = measured(a.plan, {a.entrance, a.right}, "route.exists", of("manual_chair"), a.facts);
  EXPECT_FALSE(open.value.has_value());
  EXPECT_EQ(open.missing.key, "measure.route.step_open");
  const auto width = measured(a.plan, {a.entrance, a.right}, "route.clear_width", of("manual_chair"), a.facts);
  EXPECT_NEAR(width.hi, 0.9, 0.0005);
  EXPECT_EQ(width.lo, 0);
  a.facts.facts.push_back(fact("building", "building.floors_level", true));
  EXPECT_EQ(measured(a.plan, {a.entrance, a.right}, "route.exists", of("manual_chair"), a.facts).truth(), true);
}

TEST(RouteOfAMobility, OfNobodyIsNotMeasured) {
  const Asked a = asked(9);
  const auto none = measured(a.plan, {a.entrance, a.right}, "route.exists", of("unicycle"), a.facts);
  EXPECT_FALSE(none.value.has_value());
  EXPECT_EQ(none.missing.key, "measure.route.no_mobility");
}

TEST(RouteOfAMobility, WithoutOneIsAsBefore) {
  const Asked a = asked(9);
  EXPECT_EQ(measured(a.plan, {a.entrance, a.right}, "route.exists", {{"width", 0.85}}, a.facts).truth(), true);
  EXPECT_EQ(measured(a.plan, {a.entrance, a.right}, "route.exists", {{"width", 0.95}}, a.facts).truth(), false);
}

}  // namespace
}  // namespace landai::measure
