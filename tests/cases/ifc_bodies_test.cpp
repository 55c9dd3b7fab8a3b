// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of IFC models made by others, against what the same models state in words: lining thickness,
// quantities, property sets.
#include <gtest/gtest.h>

#include <cmath>
#include <iostream>

#include "landai/import/import.hpp"
#include "shared_model.hpp"

namespace landai {
namespace {

/// Single-leaf swing doors whose leaf fills the frame: clear of the lining and leaf are both the width less
/// two linings.
int expect_linings(const Plan& plan, double lining, bool frame_too) {
  int seen = 0;
  for (const Element& e : plan.elements) {
    const DoorShape* d = e.category == Category::door ? e.door() : nullptr;
    if (!d || d->operation != DoorOperation::swing || d->leaves.size() != 1 || !d->attribute_width) continue;
    const double clear = d->attribute_width->value - 2 * lining;
    if (std::abs(d->leaves[0].width.value - clear) > 0.0005)
      continue;  // rebated leaves are counted by the caller
    if (frame_too) {
      EXPECT_NEAR(d->frame_clear_width->value, clear, 0.0005) << e.name;
    }
    ++seen;
  }
  return seen;
}

TEST(IfcBodies, InstituteLiningsOfFiftyMillimetres) {  // IfcDoorLiningProperties: LiningThickness 0.05
  const auto plan = test::shared_model("AC11-Institute-Var-2-IFC.ifczip");
  if (!plan) GTEST_SKIP() << "no shared plans";
  EXPECT_EQ(expect_linings(*plan, 0.05, true), 67);
}

TEST(IfcBodies, VogelLeavesDrawnOpenBetweenLiningsOfSixty) {  // LiningThickness 0.06, with stops in front
  const auto plan = test::shared_model("Vogel_Gesamt.ifc");
  if (!plan) GTEST_SKIP() << "no shared plans";
  EXPECT_EQ(expect_linings(*plan, 0.06, false), 12);
}

TEST(IfcBodies, DuplexLeavesAreAsWideAsTheDoorsAndTrimsAreNoFrame) {
  const auto plan = test::shared_model("Duplex_A.ifc");
  if (!plan) GTEST_SKIP() << "no shared plans";
  int doors = 0;
  for (const Element& e : plan->elements) {
    const DoorShape* d = e.category == Category::door ? e.door() : nullptr;
    if (!d) continue;
    ++doors;
    ASSERT_EQ(d->leaves.size(), 1u) << e.name;
    EXPECT_NEAR(d->leaves[0].width.value, d->attribute_width->value, 0.0005) << e.name;
    EXPECT_FALSE(d->frame_clear_width) << e.name;
    EXPECT_NEAR(distance(d->jamb_a, d->jamb_b), d->attribute_width->value, 0.0005) << e.name;
  }
  EXPECT_EQ(doors, 14);
}

TEST(IfcBodies, DemoRampAndStairs) {  // profile 1500 over 4000, 1000 wide; property sets: riser 178.6 mm, 14
                                      // and 22 risers
  const auto plan = test::shared_model("demo2.ifc");
  if (!plan) GTEST_SKIP() << "no shared plans";
  int ramps = 0, stairs = 0;
  for (const Element& e : plan->elements) {
    const FlightShape* f = e.category == Category::flight ? e.flight() : nullptr;
    if (!f) continue;
    if (e.kind == "ramp") {
      ++ramps;
      EXPECT_NEAR(f->slope->value, 0.375, 1e-9);
      EXPECT_NEAR(f->run->value, 4, 1e-4);
      EXPECT_NEAR(f->rise->value, 1.5, 1e-4);
      EXPECT_NEAR(f->width->value, 1, 1e-4);
    } else if (++stairs == 1) {
      EXPECT_NEAR(f->riser->value, 2.5 / 14, 1e-4);
      EXPECT_NEAR(f->tread->value, 0.25, 1e-4);
      EXPECT_EQ(f->risers.value_or(0), 14);
    }
  }
  EXPECT_EQ(ramps, 1);
  EXPECT_EQ(stairs, 2);
}

}  // namespace
}  // namespace landai
