// SPDX-License-Identifier: GPL-3.0-or-later
// A DXF file as it stands: header, layers, blocks, entities. Lengths are drawing units, nothing is judged or placed yet.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "landai/core/diagnostic.hpp"
#include "landai/core/error.hpp"
#include "landai/core/geometry.hpp"

namespace landai::importer {

/// A corner of a path. `bulge` = tan(angle / 4) of the arc to the next corner, 0 for a straight piece.
struct DxfVertex {
  PlanPoint at;
  double bulge = 0;
};

struct DxfAttribute {
  std::string tag;
  std::string value;
};

enum class DxfKind {
  path,       ///< LINE, LWPOLYLINE, POLYLINE, ARC, CIRCLE
  face,       ///< SOLID, TRACE, 3DFACE: closed path, filled
  curve,      ///< HATCH, SPLINE, ELLIPSE: GDAL turns them into lines and polygons
  insert,
  text,       ///< TEXT, MTEXT
  dimension,
  point,
  passive,    ///< annotation and page furniture that says nothing about the building: VIEWPORT, ATTDEF, IMAGE, WIPEOUT …
  unknown,    ///< a kind we cannot read: 3DSOLID, REGION, proxies …
};

struct DxfInsert {
  std::string block;
  double scale_x = 1, scale_y = 1;
  double rotation = 0;              ///< radians
  int columns = 1, rows = 1;
  double column_step = 0, row_step = 0;
  std::vector<DxfAttribute> attributes;
};

struct DxfDimension {
  double measured = 0;              ///< group 42, 0 when absent
  std::string text;                 ///< override; empty when the value is shown
  PlanPoint from, to;
  bool linear = false;
};

struct DxfEntity {
  DxfKind kind = DxfKind::unknown;
  std::string type;                 ///< "LWPOLYLINE"
  std::string handle;
  int layer = 0;
  std::size_t place = 0;            ///< line in the file
  bool hidden = false;              ///< group 60
  bool paper = false;               ///< group 67
  bool mirrored = false;            ///< drawn looking from below (extrusion 0,0,-1)
  bool tilted = false;              ///< drawn in a plane that is not horizontal
  bool closed = false;
  bool broken = false;              ///< a place, size or angle of it is no number: not used
  std::vector<DxfVertex> path;
  MultiPolygon areas;               ///< of curves, once GDAL has made them
  std::vector<Polyline> lines;
  PlanPoint position;               ///< of inserts, texts, points
  std::string text;
  double text_height = 0;
  std::optional<DxfInsert> insert;
  std::optional<DxfDimension> dimension;
  std::string raw;                  ///< groups of a curve as text, for GDAL
};

struct DxfLayer {
  std::string name;
  bool frozen = false;
  bool off = false;
  int entities = 0;
};

struct DxfBlock {
  std::string name;
  PlanPoint base;
  std::string external;             ///< file of an external reference
  std::vector<DxfEntity> entities;
};

struct DxfHeader {
  std::string version;              ///< "AC1027"
  std::string code_page;
  std::optional<int> units;         ///< $INSUNITS
  std::optional<int> measurement;   ///< $MEASUREMENT: 0 English, 1 metric
  std::optional<int> linear_format; ///< $LUNITS: 3 engineering and 4 architectural mean inches
};

struct DxfDrawing {
  DxfHeader header;
  std::vector<DxfLayer> layers;     ///< [0] is layer "0"
  std::vector<DxfEntity> entities;  ///< of the model
  std::map<std::string, DxfBlock> blocks;  ///< by upper-case name
  std::map<std::string, int> passive, unknown;  ///< counts by type
  int paper_entities = 0;
  int broken_entities = 0;          ///< left out: a number of theirs is none
  std::string first_broken;         ///< "LINE, line 120"
  Diagnostics diagnostics;
  [[nodiscard]] const DxfBlock* block(std::string_view name) const;
};

/// Parses the whole file. At most 2 million entities. Error (input) with the line for anything that is no DXF or ends before
/// its entities do.
[[nodiscard]] Result<DxfDrawing> parse_dxf(std::string_view bytes, const std::string& file_name);

/// Fills `areas` and `lines` of the curve entities with GDAL (dxf_curves.cpp). What it cannot read is counted in a diagnostic.
void resolve_curves(DxfDrawing& drawing, const std::string& file_name);

}  // namespace landai::importer
