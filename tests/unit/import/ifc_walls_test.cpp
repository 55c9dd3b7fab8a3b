// SPDX-License-Identifier: GPL-3.0-or-later
// Walls, the doors and passages in them, and the floors of spaces.
#include <gtest/gtest.h>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

using namespace testing;

TEST(IfcWalls, ADoorCutsItsWall) {
  const Plan p = read(wall_with_opening(door(900)));
  const Element* wall = p.find(id(50));
  ASSERT_NE(wall, nullptr);
  EXPECT_NEAR(area(wall->geometry.areas), 0.2 * (4.0 - 0.9), 1e-6);
  EXPECT_FALSE(contains(wall->geometry.areas, {1.45, 0.1}));
  EXPECT_TRUE(contains(wall->geometry.areas, {0.999, 0.1}));
  EXPECT_TRUE(contains(wall->geometry.areas, {1.901, 0.1}));
  EXPECT_EQ(wall->levels, std::vector<std::string>{"L0"});
  const Element* d = p.find(id(54));
  ASSERT_NE(d, nullptr);
  ASSERT_NE(d->door(), nullptr);
  EXPECT_NEAR(area(d->geometry.areas), 0.9 * 0.2, 1e-6);
  ASSERT_TRUE(d->z.has_value());
  EXPECT_NEAR(d->z->hi, 2.1, 1e-9);
  EXPECT_EQ(d->text("OperationType") == nullptr ? "" : *d->text("OperationType"), "SINGLE_SWING_LEFT");
}

TEST(IfcWalls, AWindowLeavesItsWallWhole) {
  const Plan p =
      read(wall_with_opening("IFCWINDOW(" + guid(54) + ",$,'F',$,$,#10,$,$,1200.,900.,$,$,$)", 900, 900));
  EXPECT_NEAR(area(p.find(id(50))->geometry.areas), 0.8, 1e-6);
  ASSERT_EQ(count(p, Category::window), 1);
  EXPECT_NEAR(area(p.find(id(54))->geometry.areas), 0.18, 1e-6);
  EXPECT_EQ(count(p, Category::opening), 0);
}

TEST(IfcWalls, AnEmptyOpeningIsAPassageOnlyWhenItReachesTheFloor) {
  const Plan open = read(wall_with_opening(""));
  EXPECT_NEAR(area(open.find(id(50))->geometry.areas), 0.2 * 3.1, 1e-6);
  ASSERT_EQ(count(open, Category::opening), 1);
  ASSERT_NE(open.find(id(51))->door(), nullptr);
  EXPECT_EQ(open.find(id(51))->door()->operation, DoorOperation::none);
  for (const auto& hatch : {wall_with_opening("", 900, 160), wall_with_opening("", 900, 0, 1790)}) {
    const Plan p = read(hatch);
    EXPECT_NEAR(area(p.find(id(50))->geometry.areas), 0.8, 1e-6);
    EXPECT_EQ(count(p, Category::opening), 0);
  }
}

TEST(IfcWalls, ARotatedWallIsCutThrough) {
  // The placement turns the wall by an angle at which no corner falls on the grid.
  const std::string turned = "#30=IFCAXIS2PLACEMENT3D(#20,$,#31);\n#31=IFCDIRECTION((0.9,0.37,0.));\n";
  std::string data = turned + wall_with_opening(door(900));
  std::string text = model(data);
  text.replace(text.find("#10=IFCLOCALPLACEMENT($,#21)"), 28, "#10=IFCLOCALPLACEMENT($,#30)");
  const auto p = read_ifc_text(text, "a", {});
  ASSERT_TRUE(p.has_value());
  const Element* wall = p->find(id(50));
  EXPECT_EQ(wall->geometry.areas.size(), 2u) << "no skin is left across the doorway";
  EXPECT_NEAR(area(wall->geometry.areas), 0.62, 2e-4);
}

TEST(IfcWalls, AWallOverTwoStoreysIsCutOnlyWhereTheDoorIs) {
  const std::string space = box(120, 0, 200, 3000, 1000, 1000, 2500) + "#60=IFCSPACE(" + guid(60) +
                            ",$,'1',$,$,#10,#120,'Room',.ELEMENT.,.INTERNAL.,$);\n#61=IFCRELAGGREGATES(" +
                            guid(61) + ",$,$,$,#7,(#60));\n";
  const Plan p = read(space + wall_with_opening(door(900), 900, 0, 2100, 6000));
  const Element* low = p.find(id(50));
  const Element* high = p.find(id(50) + "/L1");
  ASSERT_NE(low, nullptr);
  ASSERT_NE(high, nullptr);
  EXPECT_NEAR(area(low->geometry.areas), 0.62, 1e-6);
  EXPECT_NEAR(area(high->geometry.areas), 0.8, 1e-6);
  EXPECT_EQ(high->levels, std::vector<std::string>{"L1"});
}

TEST(IfcWalls, ADoorStandsInItsOpeningAlsoWithoutARelation) {
  const std::string leaf = box(130, 1000, 80, 0, 900, 40, 2100);
  std::string data = leaf + wall_with_opening("");
  data += "#54=IFCDOOR(" + guid(54) + ",$,'D1',$,$,#10,#130,$,2100.,900.,.DOOR.,.SINGLE_SWING_LEFT.,$);\n";
  const Plan p = read(data);
  EXPECT_EQ(count(p, Category::opening), 0) << "the door closes it";
  ASSERT_NE(p.find(id(54)), nullptr);
  ASSERT_TRUE(p.find(id(54))->door()->opening_width.has_value());
  EXPECT_NEAR(p.find(id(54))->door()->opening_width->value, 0.9, 1e-6);
  EXPECT_NEAR(area(p.find(id(50))->geometry.areas), 0.62, 1e-6);
}

TEST(IfcWalls, AnOpeningRepeatedInTheJoiningWallIsNoPassage) {
  // A second wall meets the first beside the door; the program wrote the door's opening into both.
  const std::string joining = box(130, 800, 0, 0, 250, 3000, 2700) + box(140, 1000, 0, 0, 900, 200, 2100) +
                              "#60=IFCWALLSTANDARDCASE(" + guid(60) + ",$,'X',$,$,#10,#130,$,$);\n" +
                              "#61=IFCOPENINGELEMENT(" + guid(61) + ",$,'O',$,$,#10,#140,$,$);\n" +
                              "#62=IFCRELVOIDSELEMENT(" + guid(62) + ",$,$,$,#60,#61);\n";
  const Plan p = read(joining + wall_with_opening(door(900)));
  EXPECT_EQ(count(p, Category::opening), 0);
  EXPECT_EQ(count(p, Category::door), 1);
  EXPECT_FALSE(contains(p.find(id(60))->geometry.areas, {1.02, 0.1}))
      << "the corner is cut for the door all the same";
}

TEST(IfcSpaces, TheDrawnFloorIsTheNetOutline) {
  const auto space = [](const char* corner) {
    return box(100, 0, 0, 0, 4000, 3100, 2500) + "#60=IFCSPACE(" + guid(60) +
           ",$,'1',$,$,#10,#70,'Room',.ELEMENT.,.INTERNAL.,$);\n#70=IFCPRODUCTDEFINITIONSHAPE($,$,(#101,#71))"
           ";\n"
           "#71=IFCSHAPEREPRESENTATION($,'FootPrint','GeometricCurveSet',(#72));\n#72=IFCGEOMETRICCURVESET((#"
           "73));\n"
           "#73=IFCPOLYLINE((#74,#75,#76,#77,#74));\n#74=IFCCARTESIANPOINT((0.,0.));\n#75=IFCCARTESIANPOINT(("
           "4000.,0.));\n"
           "#76=IFCCARTESIANPOINT((4000.," +
           corner + "));\n#77=IFCCARTESIANPOINT((0.," + corner + "));\n";
  };
  EXPECT_NEAR(area(read(space("3000.")).find(id(60))->geometry.areas), 12.0, 1e-6)
      << "100 mm of doorway left out";
  EXPECT_NEAR(area(read(space("2000.")).find(id(60))->geometry.areas), 12.4, 1e-6)
      << "another thing than the floor";
}

TEST(IfcDoors, SaysWhenAttributeAndOpeningDiffer) {
  for (const auto& [stated, differs] :
       {std::pair{900.0, false}, {904.9, false}, {905.1, true}, {860.0, true}}) {
    const Plan p = read(wall_with_opening(door(stated)));
    const DoorShape& d = *p.find(id(54))->door();
    ASSERT_TRUE(d.attribute_width.has_value());
    EXPECT_NEAR(d.attribute_width->value, stated / 1000, 1e-9);
    EXPECT_EQ(d.attribute_width->method, Method::attribute);
    ASSERT_TRUE(d.opening_width.has_value());
    EXPECT_NEAR(d.opening_width->value, 0.9, 1e-6);
    const Diagnostic* said_so = said(p, "import.ifc.door_width_differs");
    EXPECT_EQ(said_so != nullptr, differs) << stated;
    if (said_so != nullptr) {
      EXPECT_EQ(said_so->message.args.front().second.text, "D1");
    }
  }
}

TEST(IfcDoors, TakesBothSidesFromSpaceBoundaries) {
  const std::string spaces = "#60=IFCSPACE(" + guid(60) +
                             ",$,'1',$,$,#10,$,'Hall',.ELEMENT.,.INTERNAL.,$);\n#61=IFCSPACE(" + guid(61) +
                             ",$,'2',$,$,#10,$,'Office',.ELEMENT.,.INTERNAL.,$);\n";
  const auto bound = [](int n, int space, const char* side) {
    return "#" + std::to_string(n) + "=IFCRELSPACEBOUNDARY(" + guid(n) + ",$,$,$,#" + std::to_string(space) +
           ",#54,$,.PHYSICAL.,." + side + ".);\n";
  };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(
      read(spaces + wall_with_opening(door(900)) + bound(70, 60, "INTERNAL") + bound(71, 61, "INTERNAL"))
          .find(id(54))
          ->connects,
      (Ids{id(60), id(61)}));
  EXPECT_EQ(read(spaces + wall_with_opening(door(900)) + bound(70, 60, "EXTERNAL")).find(id(54))->connects,
            (Ids{id(60), "outside"}));
  EXPECT_EQ(read(spaces + wall_with_opening(door(900)) + bound(70, 60, "INTERNAL")).find(id(54))->connects,
            Ids{})
      << "one side known is not enough";
}

}  // namespace
}  // namespace landai::importer
