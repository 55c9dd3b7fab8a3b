// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml.hpp"

#include "text.hpp"

namespace landai::report {
namespace {

std::string option(const char* name, const std::string& value) {
  return "<Option name=\"" + std::string(name) + "\" type=\"QString\" value=\"" + xml(value) + "\"/>";
}

std::string layer(StyleGeometry geometry, const StyleClass& c) {
  std::string out = "<layer pass=\"0\" enabled=\"1\" locked=\"0\" class=\"";
  switch (geometry) {
    case StyleGeometry::point:
      return out + "SimpleMarker\"><Option type=\"Map\">" + option("name", c.shape) + option("color", c.colour) +
             option("outline_color", "255,255,255,255") + option("outline_width", "0.4") + option("size", "5") +
             option("size_unit", "MM") + "</Option></layer>";
    case StyleGeometry::line:
      return out + "SimpleLine\"><Option type=\"Map\">" + option("line_color", c.colour) + option("line_width", "0.5") +
             option("line_width_unit", "MM") + "</Option></layer>";
    case StyleGeometry::polygon:
      return out + "SimpleFill\"><Option type=\"Map\">" + option("color", c.colour) + option("style", "solid") +
             option("outline_color", "90,100,110,255") + option("outline_width", "0.15") + option("outline_width_unit", "MM") +
             "</Option></layer>";
  }
  return out;
}

const char* symbol_type(StyleGeometry geometry) {
  return geometry == StyleGeometry::point ? "marker" : geometry == StyleGeometry::line ? "line" : "fill";
}

}  // namespace

std::string qml(StyleGeometry geometry, const std::string& field, const std::vector<StyleClass>& classes,
                const std::string& label_field) {
  std::string out = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22\" styleCategories=\"Symbology|Labeling\"";
  out += label_field.empty() ? ">\n" : " labelsEnabled=\"1\">\n";
  out += "<renderer-v2 type=\"categorizedSymbol\" attr=\"" + xml(field) + "\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n<categories>\n";
  for (std::size_t i = 0; i < classes.size(); ++i)
    out += "<category render=\"true\" symbol=\"" + std::to_string(i) + "\" value=\"" + xml(classes[i].value) + "\" type=\"string\" label=\"" +
           xml(classes[i].label) + "\"/>\n";
  out += "</categories>\n<symbols>\n";
  for (std::size_t i = 0; i < classes.size(); ++i)
    out += "<symbol name=\"" + std::to_string(i) + "\" type=\"" + symbol_type(geometry) +
           "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">" + layer(geometry, classes[i]) + "</symbol>\n";
  out += "</symbols>\n</renderer-v2>\n";
  if (!label_field.empty())
    out += "<labeling type=\"simple\"><settings><text-style fieldName=\"" + xml(label_field) +
           "\" isExpression=\"0\" fontSize=\"8\" textColor=\"31,41,51,255\"><text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" "
           "bufferColor=\"255,255,255,255\"/></text-style></settings></labeling>\n";
  return out + "<layerGeometryType>" + std::to_string(static_cast<int>(geometry)) + "</layerGeometryType>\n</qgis>\n";
}

}  // namespace landai::report
