// SPDX-License-Identifier: GPL-3.0-or-later
// Small IFC data sections around one shape, for tests of bodies. Metres and degrees unless told.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "import/ifc_geometry.hpp"
#include "import/ifc_parts.hpp"

namespace landai::snippets {

inline constexpr double kDegree = std::numbers::pi / 180;

inline std::string real(double v) {
  char text[40];
  std::snprintf(text, sizeof text, "%.9f", v);
  return text;
}

inline std::string point(int id, std::vector<double> xs) {
  std::string s = "#" + std::to_string(id) + "=IFCCARTESIANPOINT((";
  for (std::size_t i = 0; i < xs.size(); ++i) s += (i ? "," : "") + real(xs[i]);
  return s + "));\n";
}

inline std::string direction(int id, std::vector<double> xs) {
  std::string s = "#" + std::to_string(id) + "=IFCDIRECTION((";
  for (std::size_t i = 0; i < xs.size(); ++i) s += (i ? "," : "") + real(xs[i]);
  return s + "));\n";
}

/// IfcPolyline `id` through the points, closed when the caller repeats the first one. Uses id + 1 … for the
/// points.
inline std::string polyline(int id, const std::vector<std::vector<double>>& points) {
  std::string s, list;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const int p = id + 1 + static_cast<int>(i);
    s += point(p, points[i]);
    list += (i ? ",#" : "#") + std::to_string(p);
  }
  return s + "#" + std::to_string(id) + "=IFCPOLYLINE((" + list + "));\n";
}

/// What every snippet has: #1 origin, #2 x, #3 y, #4 z, #5 the identity placement, #6 its IfcLocalPlacement,
/// #7 2D origin, #8 2D placement.
inline std::string frame() {
  return point(1, {0, 0, 0}) + direction(2, {1, 0, 0}) + direction(3, {0, 1, 0}) + direction(4, {0, 0, 1}) +
         "#5=IFCAXIS2PLACEMENT3D(#1,$,$);\n#6=IFCLOCALPLACEMENT($,#5);\n" + point(7, {0, 0}) +
         "#8=IFCAXIS2PLACEMENT2D(#7,$);\n";
}

/// Box from (x, y, z) with the given sizes as an extrusion with id `id`; uses id + 1 … id + 8.
inline std::string box(int id, double x, double y, double z, double dx, double dy, double dz) {
  const auto n = [&](int i) { return "#" + std::to_string(id + i); };
  return point(id + 1, {x + dx / 2, y + dy / 2, z}) + n(2) + "=IFCAXIS2PLACEMENT3D(" + n(1) + ",$,$);\n" +
         n(3) + "=IFCRECTANGLEPROFILEDEF(.AREA.,$,#8," + real(dx) + "," + real(dy) + ");\n" + n(0) +
         "=IFCEXTRUDEDAREASOLID(" + n(3) + "," + n(2) + ",#4," + real(dz) + ");\n";
}

/// A file whose product #900 has the items as its body.
struct Snippet {
  importer::StepFile file;
  importer::ShapeReader shapes;
  Snippet(importer::StepFile f, double metres, double radians)
      : file(std::move(f)), shapes(file, metres, radians) {}
  [[nodiscard]] const importer::StepRecord& product(std::uint32_t id = 900) const { return *file.find(id); }
  [[nodiscard]] std::vector<importer::Body> bodies() { return shapes.bodies(product()); }
};

inline std::string product(const std::string& items, int id = 900, const std::string& placement = "#6",
                           const std::string& type = "IFCBUILDINGELEMENTPROXY",
                           const std::string& more = "") {
  const auto n = [&](int i) { return "#" + std::to_string(id + i); };
  return n(1) + "=IFCSHAPEREPRESENTATION($,'Body','SweptSolid',(" + items + "));\n" + n(2) +
         "=IFCPRODUCTDEFINITIONSHAPE($,$,(" + n(1) + "));\n" + n(0) + "=" + type +
         "('0000000000000000000000',$,'P',$,$," + placement + "," + n(2) + ",$" + more + ");\n";
}

inline std::unique_ptr<Snippet> snippet(const std::string& data, double metres = 1, double radians = kDegree,
                                        const std::string& schema = "IFC4") {
  const std::string text =
      "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\nFILE_"
      "SCHEMA(('" +
      schema + "'));\nENDSEC;\nDATA;\n" + frame() + data + "ENDSEC;\nEND-ISO-10303-21;\n";
  auto file = importer::StepFile::parse(text, "snippet.ifc");
  if (!file) {
    ADD_FAILURE() << "the snippet does not parse: " << file.error().message.key << " " << file.error().where;
    std::abort();
  }
  return std::make_unique<Snippet>(std::move(*file), metres, radians);
}

inline double volume(const std::vector<importer::Body>& bodies) {
  double v = 0;
  for (const auto& body : bodies) {
    for (const auto& t : body.triangles) {
      const auto &a = body.vertices[t[0]], &b = body.vertices[t[1]], &c = body.vertices[t[2]];
      v += importer::dot(a, importer::cross(b, c)) / 6;
    }
  }
  return v;
}

}  // namespace landai::snippets
