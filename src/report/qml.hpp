// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace landai::report {

/// A class of a layer: the value of its field, what the legend calls it, and its colour.
struct StyleClass {
  std::string value;
  std::string label;
  std::string colour;   ///< "r,g,b,a"
  std::string shape;    ///< of markers: "triangle", "square", "circle", "hexagon"
};

enum class StyleGeometry { point, line, polygon };

/// A QGIS style (QML) that gives each value of `field` a symbol of its own; a label field may be empty.
[[nodiscard]] std::string qml(StyleGeometry geometry, const std::string& field, const std::vector<StyleClass>& classes,
                              const std::string& label_field);

}  // namespace landai::report
