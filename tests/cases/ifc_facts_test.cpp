// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of IFC models made by others. The numbers come from the models' own text, counted with a text search
// and written down in the list of sources that comes with the plans; areas and widths from attributes check
// what is read off the bodies.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>

#include "landai/import/import.hpp"
#include "shared_model.hpp"

namespace landai {
namespace {

int count(const Plan& plan, Category category) {
  int n = 0;
  for (const Element& e : plan.elements) n += e.category == category ? 1 : 0;
  return n;
}

/// How many doors have each stated width, in whole millimetres.
std::map<long, int> widths(const Plan& plan) {
  std::map<long, int> out;
  for (const Element& e : plan.elements) {
    if (e.category == Category::door && e.door() != nullptr && e.door()->attribute_width)
      ++out[std::lround(e.door()->attribute_width->value * 1000)];
  }
  return out;
}

/// Every door: the hole in the wall is as wide as stated, within the 5 mm above which a difference is
/// reported.
void expect_openings_as_stated(const Plan& plan) {
  for (const Element& e : plan.elements) {
    if (e.category != Category::door) continue;
    ASSERT_NE(e.door(), nullptr);
    ASSERT_TRUE(e.door()->opening_width.has_value()) << e.name;
    EXPECT_NEAR(e.door()->opening_width->value, e.door()->attribute_width->value, 0.005) << e.name;
    EXPECT_EQ(e.door()->opening_width->method, Method::geometry);
  }
}

/// Every door can be walked through: no wall of its level covers the middle of its opening.
void expect_doors_are_free(const Plan& plan) {
  for (const Element& e : plan.elements) {
    if (e.category != Category::door || e.door() == nullptr || e.door()->jamb_a == e.door()->jamb_b) continue;
    const PlanPoint middle = 0.5 * (e.door()->jamb_a + e.door()->jamb_b);
    for (const Element& wall : plan.elements) {
      if (wall.category != Category::wall || wall.levels.empty() || e.levels.empty()) continue;
      if (std::find(wall.levels.begin(), wall.levels.end(), e.levels.front()) == wall.levels.end()) continue;
      EXPECT_FALSE(contains(wall.geometry.areas, middle)) << e.name << " in " << wall.name;
    }
  }
}

bool said(const Plan& plan, const std::string& key) {
  for (const Diagnostic& d : plan.diagnostics) {
    if (d.message.key == key) return true;
  }
  return false;
}

TEST(IfcFacts, Institute) {
  PLAN_OR_SKIP(plan, "AC11-Institute-Var-2-IFC.ifczip");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{1000, 67}, {1800, 9}, {2000, 1}}));
  EXPECT_EQ(count(plan, Category::space), 82);
  EXPECT_EQ(count(plan, Category::stair), 4);
  EXPECT_EQ(plan.levels.size(), 5u);
  EXPECT_EQ(plan.levels[1].name, "Erdgeschoss");
  EXPECT_DOUBLE_EQ(plan.levels[0].elevation, -3);
  EXPECT_EQ(plan.sources[0].unit, "m");
  double stated = 0;
  for (const Element& e : plan.elements) {
    if (e.category != Category::space) continue;
    const auto gross = e.number("BaseQuantities.GrossFloorArea");
    ASSERT_TRUE(gross.has_value()) << e.name;
    stated += *gross;
    EXPECT_NEAR(area(e.geometry.areas), *gross, 0.01 * *gross + 0.05)
        << e.name << ": the outline that was read";
  }
  EXPECT_NEAR(stated, 2266.66, 0.005);
  expect_openings_as_stated(plan);
  expect_doors_are_free(plan);
}

TEST(IfcFacts, Duplex) {
  PLAN_OR_SKIP(plan, "Duplex_A.ifc");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{762, 4}, {813, 2}, {864, 6}, {1250, 2}}));
  EXPECT_EQ(count(plan, Category::space), 21);
  EXPECT_EQ(count(plan, Category::stair), 2);
  EXPECT_EQ(count(plan, Category::window), 24);
  EXPECT_EQ(count(plan, Category::opening), 0) << "openings repeated in a joining wall are no passages";
  EXPECT_TRUE(said(plan, "import.ifc.step_contradiction_feet"));
  expect_openings_as_stated(plan);
  expect_doors_are_free(plan);
  int between_two = 0;
  for (const Element& e : plan.elements)
    between_two += e.category == Category::door && e.connects.size() == 2 ? 1 : 0;
  EXPECT_GE(between_two, 12) << "space boundaries are given";
}

TEST(IfcFacts, WallAndDoorInFeet) {
  PLAN_OR_SKIP(plan, "wall_door_columnt_rgb4x3.ifc");
  EXPECT_EQ(plan.sources[0].unit, "foot");
  EXPECT_EQ(plan.sources[0].detail, "IFC4X3_ADD2");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{1016, 1}}));
  EXPECT_EQ(count(plan, Category::wall), 1);
  EXPECT_EQ(count(plan, Category::column), 1);
  EXPECT_NEAR(plan.levels.at(1).elevation, 12 * 0.3048, 1e-9);
  expect_doors_are_free(plan);
}

TEST(IfcFacts, Demo2) {
  PLAN_OR_SKIP(plan, "demo2.ifc");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{915, 5}, {1830, 1}}));
  EXPECT_EQ(count(plan, Category::space), 19);
  EXPECT_EQ(count(plan, Category::window), 44);
  EXPECT_EQ(count(plan, Category::handrail), 9);
  EXPECT_EQ(count(plan, Category::ramp), 1);
  EXPECT_EQ(count(plan, Category::stair), 2);
  EXPECT_TRUE(said(plan, "import.ifc.step_contradiction_feet"))
      << "riser 0.586 in a file in millimetres, 178.6 mm in the set";
  int flights = 0;
  for (const Element& e : plan.elements) {
    const FlightShape* f = e.flight();
    if (f == nullptr || e.category != Category::flight) continue;
    ++flights;
    EXPECT_FALSE(f->riser_attribute.has_value()) << "neither side of a contradiction is believed";
    if (e.kind == "ramp") {  // rise 1500 over run 4000, 1000 wide
      ASSERT_TRUE(f->slope.has_value());
      EXPECT_NEAR(f->slope->value, 0.375, 1e-6);
      ASSERT_TRUE(f->width.has_value());
      EXPECT_NEAR(f->width->value, 1.0, 1e-4);
    } else if (f->risers == 14) {
      ASSERT_TRUE(f->riser.has_value());
      EXPECT_NEAR(f->riser->value, 0.1786, 1e-4) << "2500 mm in 14 risers";
    }
  }
  EXPECT_EQ(flights, 3);
  for (const Element& e : plan.elements) {
    if (e.category != Category::space) continue;
    EXPECT_EQ(e.name, "Room");
  }
  expect_openings_as_stated(plan);
  expect_doors_are_free(plan);
}

TEST(IfcFacts, FzkHaus) {
  PLAN_OR_SKIP(plan, "AC20-FZK-Haus.ifc");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{885, 3}, {1010, 1}, {2010, 1}}));
  EXPECT_EQ(count(plan, Category::space), 7);
  EXPECT_EQ(count(plan, Category::window), 11);
  EXPECT_EQ(count(plan, Category::stair), 1);
  EXPECT_EQ(plan.levels.size(), 2u);
  EXPECT_NEAR(plan.levels[1].elevation, 2.7, 1e-9);
  expect_openings_as_stated(plan);
  expect_doors_are_free(plan);
}

TEST(IfcFacts, Vogel) {
  PLAN_OR_SKIP(plan, "Vogel_Gesamt.ifc");
  EXPECT_EQ(plan.sources[0].detail, "IFC2X_FINAL");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{760, 2}, {885, 6}, {1010, 5}}));
  EXPECT_EQ(count(plan, Category::space), 0);
  EXPECT_EQ(count(plan, Category::stair), 3);
  ASSERT_EQ(plan.levels.size(), 4u);
  EXPECT_NEAR(plan.levels[0].elevation, -2.625, 1e-9);
  EXPECT_NEAR(plan.levels[3].elevation, 5.6, 1e-9);
  expect_openings_as_stated(plan);
  expect_doors_are_free(plan);
}

// Six winders of a half turn: each body reaches 8 cm under the next step, which is no going. On the middle of its nosing the third one has 0.289 m up to the next
// nosing, by the outlines of the file; the straight flights of the same stair have 0.280 m.
TEST(IfcFacts, WindersAreMeasuredFromNosingToNosing) {
  PLAN_OR_SKIP(plan, "Vogel_Gesamt.ifc");
  int winding = 0;
  for (const Element& e : plan.elements) {
    const FlightShape* flight = e.flight();
    if (!flight || !flight->tread) continue;
    if (flight->tread->lo == flight->tread->hi) {
      EXPECT_NEAR(flight->tread->value, 0.280, 0.001);
      continue;
    }
    ++winding;
    EXPECT_NEAR(flight->tread->value, 0.285, 0.010);
    EXPECT_LT(flight->tread->lo, 0.262) << "half a metre from the newel: 0.5 m times pi over six";
  }
  EXPECT_EQ(winding, 1);
}

TEST(IfcFacts, Unicode) {
  PLAN_OR_SKIP(plan, "revit2014_unicode.ifc");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{960, 1}}));
  EXPECT_EQ(plan.levels.at(0).name, "1\xE9\x9A\x8E") << "first floor, in \\X2\\968E\\X0\\";
  EXPECT_EQ(count(plan, Category::wall), 8);
  EXPECT_EQ(count(plan, Category::window), 1);
}

TEST(IfcFacts, LargeBuilding) {
  PLAN_OR_SKIP(plan, "LargeBuilding.ifc");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{915, 16}, {1550, 2}}));
  EXPECT_EQ(count(plan, Category::space), 8);
  EXPECT_EQ(count(plan, Category::window), 42);
  expect_doors_are_free(plan);
}

TEST(IfcFacts, SampleHouse) {
  PLAN_OR_SKIP(plan, "SampleHouse4.ifc");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{810, 2}, {1810, 1}}));
  EXPECT_EQ(count(plan, Category::space), 4);
  EXPECT_EQ(count(plan, Category::seat) + count(plan, Category::furniture), 14);
  expect_doors_are_free(plan);
}

TEST(IfcFacts, ThreeStoreysOfThreeRooms) {
  PLAN_OR_SKIP(pass, "09_d_pass.ifc");
  PLAN_OR_SKIP(fail, "09_d_fail_noSpace.ifc");
  const auto areas = [](const Plan& plan) {
    double sum = 0;
    for (const Element& e : plan.elements) sum += e.category == Category::space ? area(e.geometry.areas) : 0;
    return sum;
  };
  EXPECT_EQ(count(pass, Category::space), 9);
  EXPECT_EQ(count(fail, Category::space), 8);
  EXPECT_NEAR(areas(pass), 103.06, 0.01);
  EXPECT_NEAR(areas(fail), 92.75, 0.01);
  EXPECT_EQ(widths(pass), (std::map<long, int>{{900, 8}}));
  expect_doors_are_free(pass);
}

TEST(IfcFacts, OpenHouse) {
  PLAN_OR_SKIP(plan, "IfcOpenHouse_IFC4.ifc");
  EXPECT_EQ(widths(plan), (std::map<long, int>{{1000, 1}}));
  EXPECT_EQ(count(plan, Category::window), 5);
  EXPECT_EQ(count(plan, Category::flight), 1);
  ASSERT_EQ(plan.levels.size(), 1u);
  EXPECT_EQ(plan.levels[0].name, "");
  expect_doors_are_free(plan);
}

TEST(IfcFacts, IfcXmlIsRefusedWithItsName) {
  const std::filesystem::path file =
      std::filesystem::path(LANDAI_SHARED_DIR) / "plans" / "ifc" / "SixSpaces.ifcxml";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "SKIPPED: no shared plans";
  const auto plan = importer::read_plan(file, {});
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().code, ErrorCode::input);
  EXPECT_EQ(plan.error().message.key, "import.is.ifcxml");
}

}  // namespace
}  // namespace landai
