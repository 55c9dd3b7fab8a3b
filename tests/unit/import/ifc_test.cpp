// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/ifc.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>

#include "ifc_model.hpp"
#include "import/ifc_model.hpp"
#include "landai/plan/kinds.hpp"

namespace landai::importer {
namespace {

using namespace testing;

TEST(Ifc, NamesUnitSchemaAndSource) {
  const Plan p = read("");
  ASSERT_EQ(p.sources.size(), 1u);
  EXPECT_EQ(p.sources[0].format, "ifc");
  EXPECT_EQ(p.sources[0].detail, "IFC4");
  EXPECT_EQ(p.sources[0].unit, "mm");
  EXPECT_EQ(p.sources[0].unit_from, "header");
  EXPECT_DOUBLE_EQ(p.sources[0].metres_per_unit, 0.001);
  EXPECT_EQ(p.name, "House");
  EXPECT_TRUE(p.has_heights);
}

TEST(Ifc, StoreysAreSortedAndTheirHeightsKnown) {
  const Plan p = read("");
  ASSERT_EQ(p.levels.size(), 2u);
  EXPECT_EQ(p.levels[0].id, "L0");
  EXPECT_EQ(p.levels[0].name, "Ground");
  EXPECT_DOUBLE_EQ(p.levels[0].elevation, 0);
  EXPECT_EQ(p.levels[1].name, "Upper");
  EXPECT_DOUBLE_EQ(p.levels[1].elevation, 3);
  EXPECT_FALSE(has(p, "import.ifc.storey_heights_differ"));
}

TEST(Ifc, StoreysAllPlacedAtZeroTakeTheirStatedHeight) {
  std::string text = model("");
  text.replace(text.find("#11=IFCLOCALPLACEMENT($,#25)"), 28, "#11=IFCLOCALPLACEMENT($,#21)");
  const auto p = read_ifc_text(text, "a.ifc", {});
  ASSERT_TRUE(p.has_value());
  EXPECT_DOUBLE_EQ(p->levels[1].elevation, 3);
}

TEST(Ifc, SaysWhenStoreysContradictTheirPlaces) {
  std::string text = model("");
  text.replace(text.find("3000.);\n#8"), 5, "2800.");
  const auto p = read_ifc_text(text, "a.ifc", {});
  ASSERT_TRUE(p.has_value());
  EXPECT_TRUE(has(*p, "import.ifc.storey_heights_differ"));
  EXPECT_DOUBLE_EQ(p->levels[1].elevation, 3) << "where the elements stand";
}

TEST(Ifc, AModelWithoutStoreysHasOneLevel) {
  const std::string data =
      "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);#2=IFCUNITASSIGNMENT((#3));#1=IFCPROJECT('a',$,$,$,$,$,$,$,#2)"
      ";";
  const auto p = read_ifc_text(
      "ISO-10303-21;HEADER;FILE_SCHEMA(('IFC2X3'));ENDSEC;DATA;" + data + "ENDSEC;END-ISO-10303-21;", "a",
      {});
  ASSERT_TRUE(p.has_value());
  ASSERT_EQ(p->levels.size(), 1u);
  EXPECT_FALSE(p->levels[0].elevation_known);
  EXPECT_TRUE(has(*p, "import.ifc.no_storeys"));
  EXPECT_TRUE(has(*p, "import.ifc.nothing_found"));
}

// 1 ft = 0.3048 m and 1 inch = 0.0254 m by definition (1959); 1 degree = pi / 180.
TEST(IfcUnits, ReadsPrefixesFeetAndDegrees) {
  const auto units = [](const std::string& text) {
    const auto f = StepFile::parse(model("", text), "a");
    EXPECT_TRUE(f.has_value());
    return read_units(*f);
  };
  EXPECT_DOUBLE_EQ(units("#3=IFCSIUNIT(*,.LENGTHUNIT.,.CENTI.,.METRE.);").length, 0.01);
  EXPECT_DOUBLE_EQ(units("#3=IFCSIUNIT(*,.LENGTHUNIT.,.CENTI.,.METRE.);").area, 1e-4)
      << "no area unit: that of the lengths";
  const auto feet = units(
      "#3=IFCCONVERSIONBASEDUNIT(#30,.LENGTHUNIT.,'FOOT',#31);#30=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);"
      "#31=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(304.8),#32);#32=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);"
      "#4=IFCCONVERSIONBASEDUNIT(#30,.PLANEANGLEUNIT.,'DEGREE',#34);"
      "#34=IFCMEASUREWITHUNIT(IFCPLANEANGLEMEASURE(0.0174532925199433),#35);#35=IFCSIUNIT(*,.PLANEANGLEUNIT.,"
      "$,.RADIAN.);");
  EXPECT_DOUBLE_EQ(feet.length, 0.3048);
  EXPECT_EQ(feet.length_name, "foot");
  EXPECT_NEAR(feet.angle, 3.14159265358979 / 180, 1e-15);
  EXPECT_EQ(units("#3=IFCSIUNIT(*,.AREAUNIT.,.MILLI.,.SQUARE_METRE.);").length_name, "");
  EXPECT_DOUBLE_EQ(units("#3=IFCSIUNIT(*,.AREAUNIT.,.MILLI.,.SQUARE_METRE.);").area, 1e-6);
}

TEST(Ifc, AsksForTheUnitWhenNoneIsStated) {
  const auto p = read_ifc_text(model("", "#3=IFCSIUNIT(*,.TIMEUNIT.,$,.SECOND.);"), "a.ifc", {});
  ASSERT_FALSE(p.has_value());
  EXPECT_EQ(p.error().code, ErrorCode::no_unit);
  Options user;
  user.metres_per_unit = 0.001;
  user.unit_name = "mm";
  const auto q = read_ifc_text(model("", "#3=IFCSIUNIT(*,.TIMEUNIT.,$,.SECOND.);"), "a.ifc", user);
  ASSERT_TRUE(q.has_value());
  EXPECT_EQ(q->sources[0].unit_from, "user");
}

TEST(Ifc, RefusesOtherSchemas) {
  for (const char* schema : {"AUTOMOTIVE_DESIGN", "IFC151", ""}) {
    const auto p = read_ifc_text(model("", kMillimetres, schema), "a.ifc", {});
    ASSERT_FALSE(p.has_value()) << schema;
    EXPECT_EQ(p.error().code, ErrorCode::input);
    EXPECT_EQ(p.error().where, "FILE_SCHEMA");
  }
  for (const char* schema : {"IFC2X_FINAL", "IFC2X2_FINAL", "IFC2X3", "IFC4", "IFC4X3_ADD2"})
    EXPECT_TRUE(read_ifc_text(model("", kMillimetres, schema), "a.ifc", {}).has_value()) << schema;
}

TEST(IfcProperties, AreConvertedByTheirMeasure) {
  const std::string data =
      "#60=IFCSPACE(" + guid(60) +
      ",$,'101',$,$,#10,$,'B\\X\\FCro',.ELEMENT.,.INTERNAL.,$);\n"
      "#61=IFCPROPERTYSET(" +
      guid(61) +
      ",$,'Pset_A',$,(#62,#63,#64,#65,#66,#67,#68));\n"
      "#62=IFCPROPERTYSINGLEVALUE('Depth',$,IFCPOSITIVELENGTHMEASURE(1500.),$);\n"
      "#63=IFCPROPERTYSINGLEVALUE('Area',$,IFCAREAMEASURE(2.5),$);\n"
      "#64=IFCPROPERTYSINGLEVALUE('Public',$,IFCBOOLEAN(.T.),$);\n"
      "#65=IFCPROPERTYSINGLEVALUE('Own',$,IFCLENGTHMEASURE(2.),#70);\n"
      "#66=IFCPROPERTYSINGLEVALUE('Ratio',$,IFCREAL(0.3),$);\n"
      "#67=IFCPROPERTYENUMERATEDVALUE('Status',$,(IFCLABEL('NEW')),$);\n"
      "#68=IFCPROPERTYSINGLEVALUE('Unknown',$,IFCLOGICAL(.U.),$);\n"
      "#70=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n"
      "#71=IFCRELDEFINESBYPROPERTIES(" +
      guid(71) +
      ",$,$,$,(#60),#61);\n"
      "#72=IFCELEMENTQUANTITY(" +
      guid(72) +
      ",$,'BaseQuantities',$,$,(#73,#74));\n"
      "#73=IFCQUANTITYAREA('GrossFloorArea',$,$,12.5);\n#74=IFCQUANTITYLENGTH('Height',$,$,2500.);\n"
      "#75=IFCRELDEFINESBYPROPERTIES(" +
      guid(75) + ",$,$,$,(#60),#72);\n";
  const std::string units = std::string(kMillimetres) + "#40=IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.);";
  std::string text = model(data, units);
  text.replace(text.find("(#3,#4)"), 7, "(#3,#4,#40)");
  const auto p = read_ifc_text(text, "a", {});
  ASSERT_TRUE(p.has_value());
  const Element& e = *p->find(id(60));
  EXPECT_EQ(e.name, "B\xC3\xBCro");
  EXPECT_EQ(*e.text("Name"), "101");
  EXPECT_DOUBLE_EQ(e.number("Pset_A.Depth").value_or(0), 1.5);
  EXPECT_DOUBLE_EQ(e.number("Pset_A.Area").value_or(0), 2.5);
  EXPECT_TRUE(std::get<bool>(e.attributes.at("Pset_A.Public")));
  EXPECT_DOUBLE_EQ(e.number("Pset_A.Own").value_or(0), 2) << "a property's own unit goes first";
  EXPECT_DOUBLE_EQ(e.number("Pset_A.Ratio").value_or(0), 0.3);
  EXPECT_EQ(*e.text("Pset_A.Status"), "NEW");
  EXPECT_FALSE(e.attributes.contains("Pset_A.Unknown"));
  EXPECT_DOUBLE_EQ(e.number("BaseQuantities.GrossFloorArea").value_or(0), 12.5);
  EXPECT_DOUBLE_EQ(e.number("BaseQuantities.Height").value_or(0), 2.5);
}

std::string flight(const char* riser, const char* property) {
  return "#60=IFCSTAIR(" + guid(60) + ",$,'S',$,$,#10,$,$,$);\n#61=IFCSTAIRFLIGHT(" + guid(61) +
         ",$,'F',$,$,#10,$,$,14,13," + riser + ",250.,$);\n#62=IFCRELAGGREGATES(" + guid(62) +
         ",$,$,$,#60,(#61));\n#63=IFCPROPERTYSET(" + guid(63) +
         ",$,'Pset_StairFlightCommon',$,(#64));\n#64=IFCPROPERTYSINGLEVALUE('RiserHeight',$,"
         "IFCPOSITIVELENGTHMEASURE(" +
         property + "),$);\n#65=IFCRELDEFINESBYPROPERTIES(" + guid(65) + ",$,$,$,(#61),#63);\n";
}

TEST(IfcStairs, AContradictionIsSaidAndNeitherSideBelieved) {
  const Plan agree = read(flight("178.6", "178.6"));
  ASSERT_NE(agree.find(id(61)), nullptr);
  const FlightShape& f = *agree.find(id(61))->flight();
  ASSERT_TRUE(f.riser_attribute.has_value());
  EXPECT_NEAR(f.riser_attribute->value, 0.1786, 1e-9);
  EXPECT_EQ(f.risers.value_or(0), 14);
  EXPECT_EQ(agree.find(id(61))->parent.value_or(""), id(60));
  EXPECT_FALSE(has(agree, "import.ifc.step_contradiction"));

  const Plan feet = read(flight("0.586", "178.6"));  // 0.586 ft = 178.6 mm
  EXPECT_TRUE(has(feet, "import.ifc.step_contradiction_feet"));
  EXPECT_FALSE(feet.find(id(61))->flight()->riser_attribute.has_value());

  const Plan other = read(flight("150.", "178.6"));
  EXPECT_TRUE(has(other, "import.ifc.step_contradiction"));
  EXPECT_FALSE(other.find(id(61))->flight()->riser_attribute.has_value());
}

TEST(IfcStairs, AFlightWithoutAStairGetsOne) {
  const Plan p = read("#61=IFCSTAIRFLIGHT(" + guid(61) + ",$,'F',$,$,#10,$,$,2,2,200.,250.,$);\n");
  EXPECT_EQ(count(p, Category::stair), 1);
  ASSERT_NE(p.find(id(61)), nullptr);
  EXPECT_EQ(p.find(id(61))->category, Category::flight);
  EXPECT_EQ(p.find(id(61))->parent.value_or(""), id(61) + "/stair");
  EXPECT_TRUE(p.find(id(61) + "/stair")->derived);
}

TEST(IfcThings, SanitaryKindsComeFromTypeOrName) {
  const std::string data = box(100, 0, 0, 0, 400, 600, 400) + "#60=IFCSANITARYTERMINAL(" + guid(60) +
                           ",$,'x',$,$,#10,#100,$,.TOILETPAN.);\n"
                           "#61=IFCFLOWTERMINAL(" +
                           guid(61) +
                           ",$,'Lamp',$,$,#10,#100,$);\n"
                           "#62=IFCFLOWTERMINAL(" +
                           guid(62) +
                           ",$,'Wastafel 50',$,$,#10,#100,$);\n"
                           "#63=IFCFURNITURE(" +
                           guid(63) +
                           ",$,'y',$,$,#10,#100,$,.CHAIR.);\n"
                           "#64=IFCBUILDINGELEMENTPROXY(" +
                           guid(64) +
                           ",$,'thing',$,$,#10,#100,$,$);\n"
                           "#65=IFCTRANSPORTELEMENT(" +
                           guid(65) + ",$,'L',$,$,#10,#100,$,.ELEVATOR.);\n";
  const Plan p = read(data);
  EXPECT_EQ(p.find(id(60))->kind, "toilet_pan");
  EXPECT_DOUBLE_EQ(p.find(id(60))->confidence, 1);
  EXPECT_EQ(p.find(id(61)), nullptr) << "a lamp is no sanitary fixture";
  EXPECT_EQ(p.find(id(62))->kind, "basin");
  EXPECT_LT(p.find(id(62))->confidence, 1);
  EXPECT_EQ(p.find(id(63))->category, Category::seat);
  EXPECT_EQ(p.find(id(64))->category, Category::obstacle);
  EXPECT_EQ(p.find(id(65))->category, Category::lift);
}

TEST(IfcThings, WhatHangsOverheadStandsInNobodysWay) {
  const std::string data = box(100, 0, 0, 2500, 4000, 200, 300) + "#60=IFCBEAM(" + guid(60) +
                           ",$,'B',$,$,#10,#100,$,$);\n" + box(110, 0, 0, 1900, 4000, 200, 300) +
                           "#61=IFCBEAM(" + guid(61) + ",$,'B',$,$,#10,#110,$,$);\n";
  const Plan p = read(data);
  EXPECT_EQ(p.find(id(60)), nullptr);
  EXPECT_NE(p.find(id(61)), nullptr);
}

TEST(IfcWords, ReadNamesOfThings) {
  const auto word = [](const char* name) {
    const auto g = thing_from_words(name);
    return g ? std::string(to_string(g->category)) + (g->kind.empty() ? "" : ":" + g->kind) : std::string();
  };
  EXPECT_EQ(word("Schreibtischstuhl"), "seat");
  EXPECT_EQ(word("Schreibtisch"), "furniture:desk");
  EXPECT_EQ(word("Furniture_Table_Dining_w-Chairs_Rectangular"), "furniture:table");
  EXPECT_EQ(word("M_Counter Top w Sink Hole:600mm Depth"), "furniture");
  EXPECT_EQ(word("Loket 3"), "counter");
  EXPECT_EQ(word("Reception Desk"), "counter");
  EXPECT_EQ(word("Toilet Paper Holder"), "furniture");
  EXPECT_EQ(word("Kloset duduk"), "sanitary:toilet_pan");
  EXPECT_EQ(word("Kursi tunggu"), "seat");
  EXPECT_EQ(word("Kanstin ram"), "obstacle:kerb");
  EXPECT_EQ(word("Chairman portrait"), "");
  EXPECT_EQ(word(""), "");
}

TEST(IfcWords, KindsAreThoseThatRulesCanName) {
  const auto known = [](const std::string& kind, Category category) {
    const auto words = kind_words(std::span(&category, 1));
    return std::find(words.begin(), words.end(), kind) != words.end();
  };
  for (const char* type : {"TOILETPAN", "WCSEAT", "WASHHANDBASIN", "URINAL", "SHOWER", "SINK", "BATH", "BIDET",
                           "CISTERN", "SANITARYFOUNTAIN"}) {
    const auto kind = sanitary_from_type(type);
    ASSERT_TRUE(kind) << type;
    EXPECT_TRUE(known(*kind, Category::sanitary)) << *kind;
  }
  for (const char* name : {"partition", "grab bar", "squat", "wc", "urinal", "vanity", "shower", "bathtub", "bidet",
                           "desk", "table", "bed", "locker", "bookcase", "kerb", "warning tile", "guiding", "bollard"}) {
    const auto thing = thing_from_words(name);
    ASSERT_TRUE(thing) << name;
    EXPECT_TRUE(known(thing->kind, thing->category)) << thing->kind;
  }
}

TEST(Ifc, CountsWhatItDoesNotRead) {
  const Plan p =
      read(box(100, 0, 0, 0, 400, 600, 400) + "#60=IFCPUMP(" + guid(60) + ",$,'x',$,$,#10,#100,$,$);\n" +
           "#61=IFCFOOTING(" + guid(61) + ",$,'x',$,$,#10,#100,$,$);\n");
  const Diagnostic* d = said(p, "import.ifc.entities_not_read");
  ASSERT_NE(d, nullptr);
  EXPECT_EQ(d->count, 1);
  bool found = false;
  for (const InventoryRow& row : p.inventory) {
    if (row.name != "IFCPUMP") continue;
    found = true;
    EXPECT_EQ(row.count, 1);
    EXPECT_EQ(row.understood, 0);
  }
  EXPECT_TRUE(found);
}

TEST(IfcHostile, CyclesAndDanglingReferencesEnd) {
  const std::string data =
      "#60=IFCWALL(" + guid(60) +
      ",$,'w',$,$,#70,#80,$,$);\n#70=IFCLOCALPLACEMENT(#71,#21);\n#71=IFCLOCALPLACEMENT(#70,#21);\n"
      "#80=IFCPRODUCTDEFINITIONSHAPE($,$,(#81));\n#81=IFCSHAPEREPRESENTATION($,'Body','MappedRepresentation',"
      "(#82));\n"
      "#82=IFCMAPPEDITEM(#83,$);\n#83=IFCREPRESENTATIONMAP(#21,#81);\n"
      "#61=IFCSTAIR(" +
      guid(61) + ",$,'s',$,$,#10,#999,$,$);\n#62=IFCSTAIR(" + guid(62) +
      ",$,'t',$,$,#10,$,$,$);\n"
      "#63=IFCRELAGGREGATES(" +
      guid(63) + ",$,$,$,#61,(#62));\n#64=IFCRELAGGREGATES(" + guid(64) +
      ",$,$,$,#62,(#61));\n"
      "#65=IFCRELAGGREGATES(" +
      guid(65) + ",$,$,$,#998,(#62));\n#66=IFCRELCONTAINEDINSPATIALSTRUCTURE(" + guid(66) +
      ",$,$,$,(#997,#60),#60);\n"
      "#67=IFCRELDEFINESBYPROPERTIES(" +
      guid(67) + ",$,$,$,(#60),#68);\n#68=IFCPROPERTYSET(" + guid(68) +
      ",$,'A',$,(#69));\n"
      "#69=IFCCOMPLEXPROPERTY('c',$,'u',(#69,#69));\n#90=IFCOPENINGELEMENT(" +
      guid(90) +
      ",$,$,$,$,#10,$,$,$);\n"
      "#91=IFCRELVOIDSELEMENT(" +
      guid(91) + ",$,$,$,#90,#90);\n#92=IFCRELFILLSELEMENT(" + guid(92) + ",$,$,$,#90,#90);\n";
  const auto start = std::chrono::steady_clock::now();
  const auto p = read_ifc_text(model(data), "a.ifc", {});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  ASSERT_TRUE(p.has_value());
  EXPECT_TRUE(has(*p, "import.ifc.dangling"));
}

TEST(IfcHostile, AnyCutOfAModelIsAnAnswer) {
  const std::string text = model(wall_with_opening(door(900)) + flight("0.586", "178.6"));
  for (std::size_t n = 0; n < text.size(); n += 7) {
    const auto p = read_ifc_text(text.substr(0, n), "a.ifc", {});
    ASSERT_FALSE(p.has_value()) << n;
    EXPECT_EQ(p.error().code, ErrorCode::input);
  }
}

TEST(IfcHostile, AnyChangedByteIsAnAnswer) {
  const std::string text = model(wall_with_opening(door(900)) + flight("0.586", "178.6"));
  unsigned seed = 7;
  for (int round = 0; round < 1500; ++round) {
    std::string broken = text;
    for (int i = 0; i < 3; ++i) {
      seed = seed * 1664525u + 1013904223u;
      static constexpr std::string_view kBytes = "#0123456789,()$*'.-E;=ABC/";
      broken[seed % broken.size()] = kBytes[(seed >> 20) % kBytes.size()];
    }
    (void)read_ifc_text(broken, "a.ifc", {});
  }
}

std::string lift(int n, double z, double height, int storey) {
  return box(n + 10, 3000, 2000, z, 1500, 1900, height) + "#" + std::to_string(n) + "=IFCTRANSPORTELEMENT(" + guid(n) +
         ",$,'Lift',$,$,#10,#" + std::to_string(n + 10) + ",$,.ELEVATOR.);\n#" + std::to_string(n + 1) +
         "=IFCRELCONTAINEDINSPATIALSTRUCTURE(" + guid(n + 1) + ",$,$,$,(#" + std::to_string(n) + "),#" +
         std::to_string(storey) + ");\n";
}

std::vector<std::string> lift_levels(const std::string& data) {
  const Plan plan = read(data);
  for (const Element& e : plan.elements)
    if (e.category == Category::lift) return e.levels;
  return {};
}

TEST(Ifc, ALiftServesEveryStoreyItsBodyPasses) {
  const std::vector<std::string> both{"L0", "L1"};
  EXPECT_EQ(lift_levels(lift(200, 0, 6000, 6)), both);
  EXPECT_EQ(lift_levels(lift(200, 0, 2500, 6)), std::vector<std::string>{"L0"});
  EXPECT_EQ(lift_levels(lift(200, 0, 2500, 6) + lift(300, 3000, 2500, 7)), both);
  EXPECT_EQ(lift_levels(lift(200, 0, 2500, 6) + "#400=IFCRELREFERENCEDINSPATIALSTRUCTURE(" + guid(400) +
                        ",$,$,$,(#200),#7);\n"),
            both);
}

TEST(Ifc, AWidthThatNoDoorHasIsSaidAndNotUsed) {
  for (const double width : {0.0, -900.0}) {
    const Plan plan = read(wall_with_opening(door(width)));
    EXPECT_TRUE(has(plan, "import.ifc.door_width_impossible"));
    for (const Element& e : plan.elements) {
      if (e.door()) {
        EXPECT_FALSE(e.door()->attribute_width);
      }
    }
  }
  EXPECT_FALSE(has(read(wall_with_opening(door(900))), "import.ifc.door_width_impossible"));
}

TEST(Ifc, ABodyWithABrokenPointIsLeftOut) {
  const auto slab = [](double length) {
    return box(200, 0, 0, 0, length, 1000, 700) + "#300=IFCFURNITURE(" + guid(300) + ",$,'Meja',$,$,#10,#200,$,$);\n";
  };
  const auto areas = [&](double length) {
    for (const Element& e : read(slab(length)).elements)
      if (e.id == id(300)) return area(e.geometry.areas);
    return -1.0;
  };
  EXPECT_NEAR(areas(2000), 2, 1e-6);
  EXPECT_LE(areas(5e12), 0);
}

}  // namespace
}  // namespace landai::importer
