// SPDX-License-Identifier: GPL-3.0-or-later
// What a GIS gets to see, as values: the layers of `--gpkg` and of a project. Who writes them decides how.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "landai/core/geometry.hpp"
#include "landai/report/report.hpp"

namespace landai::report {

enum class LayerShape { none, point, line, multi_point, multi_line, multi_polygon };
enum class FieldType { text, integer, real, truth, time };

struct LayerField {
  const char* name;
  FieldType type;
};

/// Empty: NULL.
using LayerCell = std::variant<std::monostate, std::string, int, double>;

struct LayerRow {
  std::vector<LayerCell> cells;    ///< one for each field
  landai::Geometry geometry = {};  ///< metres, plan frame; empty: none
};

struct Layer {
  const char* name;
  LayerShape shape;
  const char* key;  ///< name of the column of row numbers
  std::vector<LayerField> fields;
  std::vector<LayerRow> rows;
};

/// The layers of a report in the language of `texts`: the elements by kind of geometry, levels, findings and
/// witnesses, checks, measurements, indicators, and `layer_styles`, the table in which QGIS looks for how to
/// draw them.
[[nodiscard]] std::vector<Layer> layers(const Inputs& in, const Texts& texts);

}  // namespace landai::report
