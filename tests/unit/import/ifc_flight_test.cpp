// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_shape_snippets.hpp"

namespace landai::snippets {
namespace {

using namespace landai::importer;

std::vector<Element> made(const std::string& data, const std::string& list, bool stair,
                          std::optional<int> risers = {},
                          const std::string& type = "IFCBUILDINGELEMENTPROXY") {
  auto s = snippet(data + product(list, 900, "#6", type));
  FlightParts parts;
  parts.product = &s->product();
  parts.stair = stair;
  parts.id = "f";
  parts.parent = "whole";
  parts.take_id = true;
  parts.risers_attribute = risers;
  return measure_flight(s->shapes, parts);
}

/// Treads as blocks from the floor up: `n` of them, 0.28 going, 0.17 riser, 1.2 wide, from (x, 0).
std::string blocks(int id, int n, double x, double z0, std::string& list) {
  std::string data;
  for (int i = 0; i < n; ++i) {
    data += box(id + 10 * i, x + 0.28 * i, 0, z0, 0.28, 1.2, 0.17 * (i + 1));
    list += (list.empty() ? "#" : ",#") + std::to_string(id + 10 * i);
  }
  return data;
}

TEST(Flight, AStairOfBlocks) {
  std::string list;
  const auto e = made(blocks(1000, 8, 0, 0, list), list, true, 8);
  ASSERT_EQ(e.size(), 1u);
  EXPECT_EQ(e[0].id, "f");
  EXPECT_EQ(e[0].kind, "stair");
  EXPECT_EQ(*e[0].parent, "whole");
  const FlightShape& f = *e[0].flight();
  EXPECT_NEAR(f.riser->value, 0.17, 1e-6);
  EXPECT_EQ(f.riser->lo, f.riser->hi);
  EXPECT_NEAR(f.tread->value, 0.28, 1e-6);
  EXPECT_NEAR(f.width->value, 1.2, 1e-6);
  EXPECT_EQ(*f.risers, 8);
  EXPECT_NEAR(f.rise->value, 8 * 0.17, 1e-6);
  EXPECT_NEAR(f.foot.x, 0, 1e-6);
  EXPECT_NEAR(f.foot.y, 0.6, 1e-6);
  EXPECT_GT(f.head.x, f.foot.x);
  EXPECT_FALSE(f.slope);  // a stair's slope is measured from riser and tread
}

TEST(Flight, WithoutANumberOfRisersTheLastOneIsABound) {
  std::string list;
  const auto e = made(blocks(1000, 8, 0, 0, list), list, true);
  ASSERT_EQ(e.size(), 1u);
  EXPECT_FALSE(e[0].flight()->risers);
  EXPECT_EQ(e[0].flight()->risers_least, 8);
  EXPECT_EQ(e[0].flight()->risers_most, 9);
  EXPECT_NEAR(e[0].flight()->rise->lo, 1.36, 1e-6);
  EXPECT_NEAR(e[0].flight()->rise->hi, 1.53, 1e-6);
}

TEST(Flight, OfUnequalStepsTheOneThatStandsOutCounts) {
  std::string list, data = blocks(1000, 4, 0, 0, list);
  data += box(1100, 1.12, 0, 0, 0.30, 1.1, 0.68 + 0.20) + box(1110, 1.42, 0, 0, 0.28, 1.2, 0.88 + 0.17);
  const auto e = made(data, list + ",#1100,#1110", true, 6);
  ASSERT_EQ(e.size(), 1u);
  EXPECT_NEAR(e[0].flight()->riser->value, 0.20, 1e-6);   // each riser has to be right
  EXPECT_NEAR(e[0].flight()->riser->lo, 0.20, 1e-6);
  EXPECT_NEAR(e[0].flight()->riser->hi, 0.20, 1e-6);
  EXPECT_EQ(e[0].flight()->riser->from, "largest of 6 risers 0.170-0.200");
  EXPECT_NEAR(e[0].flight()->tread->value, 0.28, 1e-6);
  EXPECT_NEAR(e[0].flight()->tread->hi, 0.28, 1e-6);
  EXPECT_NEAR(e[0].flight()->width->value, 1.1, 1e-6);  // the narrowest
}

TEST(Flight, OverlappingTreadsAreMeasuredFromNosingToNosing) {
  std::string data, list;
  for (int i = 0; i < 5; ++i) {  // boards 0.32 deep every 0.28, with riser boards of 12 mm below them
    data += box(1000 + 10 * i, 0.28 * i, 0, 0.17 * (i + 1) - 0.04, 0.32, 1, 0.04) +
            box(1200 + 10 * i, 0.28 * i + 0.04, 0, 0.17 * i, 0.012, 1, 0.13);
    list += (i ? ",#" : "#") + std::to_string(1000 + 10 * i) + ",#" + std::to_string(1200 + 10 * i);
  }
  const auto e = made(data, list, true, 5);
  ASSERT_EQ(e.size(), 1u);
  EXPECT_NEAR(e[0].flight()->tread->value, 0.28, 1e-6);
  EXPECT_NEAR(e[0].flight()->riser->value, 0.17, 1e-6);
  EXPECT_EQ(*e[0].flight()->risers, 5);
}

TEST(Flight, ALandingPartsTwoFlightsAndTurns) {
  // Five steps along x to a landing at z = 1.02, five more back along -x beside them.
  std::string list, data = blocks(1000, 5, 0, 0, list);
  data += box(1100, 1.4, 0, 0, 1.4, 2.6, 1.02);
  list += ",#1100";
  for (int i = 0; i < 5; ++i) {
    data += box(1200 + 10 * i, 1.4 - 0.28 * (i + 1), 1.4, 0, 0.28, 1.2, 1.02 + 0.17 * (i + 1));
    list += ",#" + std::to_string(1200 + 10 * i);
  }
  const auto e = made(data, list, true);
  ASSERT_EQ(e.size(), 3u);
  EXPECT_EQ(e[0].category, Category::flight);
  EXPECT_EQ(e[1].category, Category::flight);
  EXPECT_EQ(e[2].category, Category::landing);
  EXPECT_EQ(e[1].id, "f/flight-2");
  EXPECT_EQ(e[2].id, "f/landing-1");
  EXPECT_NEAR(area(e[2].geometry.areas), 1.4 * 2.6, 1e-3);
  EXPECT_EQ(*e[0].flight()->risers, 6);
  EXPECT_NEAR(e[0].flight()->rise->value, 1.02, 1e-6);
  EXPECT_NEAR(e[0].flight()->run->value, 1.4, 1e-3);
  EXPECT_NEAR(e[0].flight()->tread->value, 0.28, 1e-6);
  EXPECT_GT(e[0].flight()->head.x, e[0].flight()->foot.x);
  EXPECT_LT(e[1].flight()->head.x, e[1].flight()->foot.x);
}

TEST(Flight, ASlabOfAStairIsALanding) {
  const auto e = made(box(1000, 0, 0, 1, 1.5, 1.5, 0.2), "#1000", true, {}, "IFCSLAB");
  ASSERT_EQ(e.size(), 1u);
  EXPECT_EQ(e[0].category, Category::landing);
  EXPECT_NEAR(e[0].z->hi, 1.2, 1e-9);
}

// A ramp's side view swept across: level, 1:12 up over 6 m, level.
std::string ramp_profile(const std::vector<std::vector<double>>& points, double width) {
  return polyline(40, points) + "#20=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#40);\n" +
         direction(60, {0, -1, 0}) +
         "#61=IFCAXIS2PLACEMENT3D(#1,#60,#2);\n#30=IFCEXTRUDEDAREASOLID(#20,#61,#4," + real(width) + ");\n";
}

TEST(Flight, ARampOneInTwelveWithItsLanding) {
  const auto e = made(ramp_profile({{0, -0.2}, {7.5, -0.2}, {7.5, 0.5}, {6, 0.5}, {0, 0}, {0, -0.2}}, 1.2),
                      "#30", false);
  ASSERT_EQ(e.size(), 2u);
  const FlightShape& f = *e[0].flight();
  EXPECT_EQ(e[0].kind, "ramp");
  EXPECT_NEAR(f.slope->value, 1.0 / 12, 1e-9);
  EXPECT_NEAR(f.run->value, 6, 1e-6);
  EXPECT_NEAR(f.rise->value, 0.5, 1e-6);
  EXPECT_NEAR(f.width->value, 1.2, 1e-6);
  EXPECT_NEAR(f.foot.x, 0, 1e-6);
  EXPECT_NEAR(f.head.x, 6, 1e-6);
  EXPECT_EQ(e[1].category, Category::landing);
  EXPECT_NEAR(area(e[1].geometry.areas), 1.5 * 1.2, 1e-3);
}

TEST(Flight, KerbsOfTheSameBodyNarrowARampAndARailBesideItDoesNot) {
  const std::string rail = box(100, 0, -1.3, 1, 6, 0.05, 0.05);
  const std::string slab = ramp_profile({{0, 0}, {6, 0.5}, {6, 0.3}, {0, -0.2}, {0, 0}}, 1.2);
  const auto plain = made(slab + rail, "#30,#100", false);
  ASSERT_EQ(plain.size(), 1u);
  EXPECT_NEAR(plain[0].flight()->slope->value, 1.0 / 12, 1e-9);
  EXPECT_NEAR(plain[0].flight()->width->value, 1.2, 1e-6);
  // The same side view 0.1 higher, 80 mm wide, on the edge of the slab, which lies at y = -1.2 to 0 .
  const std::string kerb = polyline(200, {{0, 0}, {6, 0.5}, {6, 0.6}, {0, 0.1}, {0, 0}}) +
                           "#220=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#200);\n"
                           "#230=IFCEXTRUDEDAREASOLID(#220,#61,#4,0.08);\n";
  const auto edged = made(slab + kerb, "#30,#230", false);
  ASSERT_EQ(edged.size(), 1u);
  EXPECT_NEAR(edged[0].flight()->width->value, 1.12, 1e-6);
}

TEST(Flight, ARampWithCrossFallIsMeasuredAlongItsAxis) {
  // A plate of 6 x 1.2 m that rises 1:12 along x and 1:20 along y.
  const std::string plate = point(600, {3, 0.6}) + "#601=IFCAXIS2PLACEMENT2D(#600,$);\n" +
                            "#602=IFCRECTANGLEPROFILEDEF(.AREA.,$,#601,6.,1.2);\n" +
                            direction(603, {-1.0 / 12, -1.0 / 20, 1}) + direction(604, {1, 0, 1.0 / 12}) +
                            "#605=IFCAXIS2PLACEMENT3D(#1,#603,#604);\n#30=IFCEXTRUDEDAREASOLID(#602,#605,#4,0.2);\n";
  const auto e = made(plate, "#30", false);
  ASSERT_GE(e.size(), 1u);
  const FlightShape& f = *e[0].flight();
  EXPECT_NEAR(f.slope->value, 1.0 / 12, 5e-4);
  ASSERT_TRUE(f.cross_slope);
  EXPECT_NEAR(f.cross_slope->value, 1.0 / 20, 1e-3);
  EXPECT_NEAR(f.width->value, 1.2, 0.003);
  EXPECT_NEAR(f.run->value, 5.98, 0.006);
  EXPECT_NEAR(f.rise->value, 5.98 / 12, 0.005);
  EXPECT_NEAR(f.head.x - f.foot.x, 5.98, 0.01);
}

TEST(Flight, AWideShortRampStillGoesUphill) {
  const auto e = made(ramp_profile({{0, 0}, {1.2, 0.1}, {1.2, -0.2}, {0, -0.2}, {0, 0}}, 3), "#30", false);
  ASSERT_EQ(e.size(), 1u);
  EXPECT_NEAR(e[0].flight()->run->value, 1.2, 1e-6);
  EXPECT_NEAR(e[0].flight()->width->value, 3, 1e-6);
  EXPECT_NEAR(e[0].flight()->cross_slope->value, 0, 1e-9);
}

TEST(Flight, ALevelRampHasTheSlopeZero) {
  const auto e = made(box(1000, 0, 0, 0, 4, 1.2, 0.1), "#1000", false, {}, "IFCRAMPFLIGHT");
  ASSERT_EQ(e.size(), 1u);
  EXPECT_EQ(e[0].category, Category::flight);
  EXPECT_NEAR(e[0].flight()->slope->value, 0, 1e-9);
  EXPECT_NEAR(e[0].flight()->width->value, 1.2, 1e-6);
  EXPECT_NEAR(e[0].flight()->run->value, 4, 1e-6);
  EXPECT_EQ(made(box(1000, 0, 0, 0, 4, 1.2, 0.1), "#1000", false, {}, "IFCSLAB").at(0).category, Category::landing);
}

TEST(Flight, NoBodyNoElement) { EXPECT_TRUE(made("", "#12345", true).empty()); }

}  // namespace
}  // namespace landai::snippets
