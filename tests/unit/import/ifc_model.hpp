// SPDX-License-Identifier: GPL-3.0-or-later
// Small IFC models written for the tests: a storey or two, and what each test adds.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "import/ifc.hpp"

namespace landai::importer::testing {

inline constexpr const char* kMillimetres =
    "#3=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);#4=IFCSIUNIT(*,.PLANEANGLEUNIT.,$,.RADIAN.);";

/// Entities #1…#49 are the frame: project, units, building #5, storeys #6 (0) and #7 (3000), axes.
/// Point #20 and axes #21 lie in the origin; profile directions are #22 (z) and #23 (x).
inline std::string model(const std::string& data, const std::string& units = kMillimetres,
                         const std::string& schema = "IFC4") {
  return "ISO-10303-21;HEADER;FILE_SCHEMA(('" + schema +
         "'));ENDSEC;\nDATA;\n"
         "#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,$,#2);\n#2=IFCUNITASSIGNMENT((#3,#4));\n" +
         units +
         "\n#5=IFCBUILDING('0000000000000000000005',$,'House',$,$,$,$,$,.ELEMENT.,$,$,$);\n"
         "#6=IFCBUILDINGSTOREY('0000000000000000000006',$,'Ground',$,$,#10,$,$,.ELEMENT.,0.);\n"
         "#7=IFCBUILDINGSTOREY('0000000000000000000007',$,'Upper',$,$,#11,$,$,.ELEMENT.,3000.);\n"
         "#8=IFCRELAGGREGATES('0000000000000000000008',$,$,$,#1,(#5));\n#9=IFCRELAGGREGATES('"
         "0000000000000000000009',$,$,$,#5,(#7,#6));\n"
         "#10=IFCLOCALPLACEMENT($,#21);\n#11=IFCLOCALPLACEMENT($,#25);\n#20=IFCCARTESIANPOINT((0.,0.,0.));\n"
         "#21=IFCAXIS2PLACEMENT3D(#20,$,$);\n#22=IFCDIRECTION((0.,0.,1.));\n#23=IFCDIRECTION((1.,0.));\n"
         "#24=IFCCARTESIANPOINT((0.,0.,3000.));\n#25=IFCAXIS2PLACEMENT3D(#24,$,$);\n" +
         data + "\nENDSEC;\nEND-ISO-10303-21;\n";
}

/// A box from (x, y, z) of the size (dx, dy, dz) in file units: uses ids n … n+7, the
/// IfcProductDefinitionShape is #n.
inline std::string box(int n, double x, double y, double z, double dx, double dy, double dz) {
  const auto id = [n](int k) { return "#" + std::to_string(n + k); };
  const auto num = [](double v) { return std::to_string(v); };
  return id(0) + "=IFCPRODUCTDEFINITIONSHAPE($,$,(" + id(1) + "));\n" + id(1) +
         "=IFCSHAPEREPRESENTATION($,'Body','SweptSolid',(" + id(2) + "));\n" + id(2) +
         "=IFCEXTRUDEDAREASOLID(" + id(3) + "," + id(6) + ",#22," + num(dz) + ");\n" + id(3) +
         "=IFCRECTANGLEPROFILEDEF(.AREA.,$," + id(4) + "," + num(dx) + "," + num(dy) + ");\n" + id(4) +
         "=IFCAXIS2PLACEMENT2D(" + id(5) + ",$);\n" + id(5) + "=IFCCARTESIANPOINT((" + num(x + dx / 2) + "," +
         num(y + dy / 2) + "));\n" + id(6) + "=IFCAXIS2PLACEMENT3D(" + id(7) + ",$,$);\n" + id(7) +
         "=IFCCARTESIANPOINT((0.,0.," + num(z) + "));\n";
}

/// A global id that ends in the number.
inline std::string guid(int n) {
  std::string digits = std::to_string(n);
  return "'" + std::string(22 - digits.size(), '0') + digits + "'";
}

inline std::string id(int n) {
  const std::string quoted = guid(n);
  return quoted.substr(1, quoted.size() - 2);
}

/// A wall 4000 x 200 x 2700 with one opening from x = 1000, `width` wide, from `sill` up to 2100.
inline std::string wall_with_opening(const std::string& fills, double width = 900, double sill = 0,
                                     double top = 2100, double height = 2700) {
  return box(100, 0, 0, 0, 4000, 200, height) + box(110, 1000, 0, sill, width, 200, top - sill) +
         "#50=IFCWALLSTANDARDCASE(" + guid(50) +
         ",$,'W',$,$,#10,#100,$,$);\n"
         "#51=IFCOPENINGELEMENT(" +
         guid(51) +
         ",$,'O',$,$,#10,#110,$,$);\n"
         "#52=IFCRELVOIDSELEMENT(" +
         guid(52) +
         ",$,$,$,#50,#51);\n"
         "#53=IFCRELCONTAINEDINSPATIALSTRUCTURE(" +
         guid(53) + ",$,$,$,(#50,#54),#6);\n" +
         (fills.empty() ? ""
                        : "#54=" + fills + ";\n#55=IFCRELFILLSELEMENT(" + guid(55) + ",$,$,$,#51,#54);\n");
}

inline std::string door(double width) {
  return "IFCDOOR(" + guid(54) + ",$,'D1',$,$,#10,$,$,2100.," + std::to_string(width) +
         ",.DOOR.,.SINGLE_SWING_LEFT.,$)";
}

inline bool has(const Plan& plan, const std::string& key) {
  return std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(),
                     [&](const Diagnostic& d) { return d.message.key == key; });
}

inline const Diagnostic* said(const Plan& plan, const std::string& key) {
  for (const Diagnostic& d : plan.diagnostics) {
    if (d.message.key == key) return &d;
  }
  return nullptr;
}

inline int count(const Plan& plan, Category category) {
  return static_cast<int>(std::count_if(plan.elements.begin(), plan.elements.end(),
                                        [&](const Element& e) { return e.category == category; }));
}

inline Plan read(const std::string& data, const std::string& units = kMillimetres,
                 const std::string& schema = "IFC4") {
  auto plan = read_ifc_text(model(data, units, schema), "test.ifc", {});
  return plan ? *std::move(plan) : Plan{};
}

}  // namespace landai::importer::testing
