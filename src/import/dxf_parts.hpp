// SPDX-License-Identifier: GPL-3.0-or-later
// The model of a drawing with its blocks put in place: loose parts, and inserts that are one thing each.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dxf_drawing.hpp"
#include "dxf_profile.hpp"

namespace landai::importer {

/// A circular arc. For an arc squeezed by a block's unequal scales `radius` is 0 and centre, a and b are exact.
struct DxfArc {
  PlanPoint centre, a, b;
  double radius = 0;
  double sweep = 0;      ///< radians, positive
  bool fitted = false;   ///< found in a chain of chords
};

/// One line, outline, area or word in place.
struct DxfPart {
  enum class Kind { path, areas, text };
  Kind kind = Kind::path;
  bool closed = false;
  int layer = 0;
  const DxfEntity* source = nullptr;   ///< lives in the drawing
  std::vector<DxfVertex> path;
  std::optional<DxfArc> squeezed;
  MultiPolygon areas;
  std::vector<Polyline> lines;
  std::string text;
  PlanPoint position;
  double height = 0;
};

/// An INSERT that is one thing.
struct DxfObject {
  std::string block, handle;
  int layer = 0;
  Category category = Category::obstacle;
  std::string kind;
  DoorOperation operation = DoorOperation::unknown;
  bool named = false;      ///< category comes from the block's name or an attribute, not from its layer
  PlanPoint position;
  double scale_x = 1, scale_y = 1, rotation = 0;
  PlanPoint axis_x{1, 0}, axis_y{0, 1};   ///< the block's axes in the drawing
  std::vector<DxfAttribute> attributes;
  std::vector<DxfPart> parts;
};

struct DxfParts {
  std::vector<DxfPart> loose;
  std::vector<DxfObject> objects;
  std::vector<DxfDimension> dimensions;
  std::map<std::string, int> blocks, blocks_unknown;  ///< inserts by block name: all, and those that no rule knows
  std::map<std::string, std::string> block_category;
  std::map<int, int> unknown_layers;                  ///< entities on layers that no rule knows
  int frozen = 0, off = 0, hidden = 0;
  bool off_believed = true;                           ///< false when nearly everything would be off
  bool over_limit = false;                            ///< the rest was not placed: half a drawing is not measured
  std::size_t limit = 0;
  Diagnostics diagnostics;
};

/// Puts everything in place. Blocks nest at most 16 deep; at most 1.5 million parts.
[[nodiscard]] DxfParts place_parts(const DxfDrawing& drawing, const LayerProfile& profile, const std::string& file_name);

/// Arcs of a part: real ones, bulges, and chains of chords that lie on a circle.
[[nodiscard]] std::vector<DxfArc> arcs_of(const DxfPart& part);
/// Straight pieces of a part, without the chords of its arcs.
[[nodiscard]] std::vector<PlanSegment> straights_of(const DxfPart& part);
/// The arc from `a` to `b` of a bulge that is not 0: the tangent of a quarter of its angle, positive to the left (DXF, LWPOLYLINE).
[[nodiscard]] DxfArc arc_from_bulge(PlanPoint a, PlanPoint b, double bulge);
/// The path with its arcs as chords that stay within `sagitta` of it.
[[nodiscard]] Polyline chords_of(const std::vector<DxfVertex>& path, bool closed, double sagitta);
/// Multiplies by `scale` after moving `origin` to zero.
void rescale(DxfPart& part, PlanPoint origin, double scale);

}  // namespace landai::importer
