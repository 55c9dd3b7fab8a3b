// SPDX-License-Identifier: GPL-3.0-or-later
// Elements of a plan from the parts of a drawing, metres from here on.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dxf_doors.hpp"
#include "dxf_parts.hpp"
#include "landai/plan/plan.hpp"

namespace landai::importer {

/// A level mark: "+0.45" at its place.
struct LevelMark {
  PlanPoint at;
  double z = 0;
  std::string text;
};

/// What the steps below share.
struct DxfBuild {
  const DxfDrawing& drawing;
  const LayerProfile& profile;
  DxfParts& parts;
  std::string file;
  std::string unit;                ///< name of the drawing's unit
  double metres_per_unit = 1;
  Plan& plan;
  std::vector<const NameRule*> rules;   ///< by layer
  std::vector<char> used;               ///< loose parts that became something, by index
  WallEdges walls;                      ///< walls and columns
  WallEdges barriers;                   ///< walls, windows, handrails: what stops people at an edge
  std::vector<LevelMark> marks;
  std::unordered_map<std::string, int> ids;

  [[nodiscard]] const std::string& layer_name(int layer) const { return drawing.layers[static_cast<std::size_t>(layer)].name; }
  /// Category of a loose part's layer, if any.
  [[nodiscard]] std::optional<Category> category_of(const DxfPart& part) const;
  [[nodiscard]] LayerRole role_of(const DxfPart& part) const;
  /// A new element at the end of the plan. The reference holds until the next one is made.
  Element& add(Category category, const std::string& handle, int layer);
  void say(DiagnosticSeverity severity, std::string where, Message text, int count = 1);
};

/// Polygon of a closed path or the areas of a hatch; empty for open lines.
[[nodiscard]] MultiPolygon areas_of(const DxfPart& part);
/// The part as lines (a closed path repeats its first point).
[[nodiscard]] std::vector<Polyline> lines_of(const DxfPart& part);
/// Adds a part to a geometry: area where it is closed, else lines.
void add_geometry(Geometry& to, const DxfPart& part);
/// Body of one thing: its areas, what its touching lines enclose (outer border), and the lines that enclose nothing.
[[nodiscard]] Geometry bodies_of(std::span<const DxfPart* const> parts);
/// Height in metres that a level mark says ("+0.45", "±0.00", "EL. -0,05 m"); `certain` layer: no sign needed.
[[nodiscard]] std::optional<double> level_mark(std::string_view text, bool certain);

/// Rectangle around parts along two axes.
struct AxisBox {
  PlanPoint origin, x, y;     ///< corner and unit axes
  double width = 0, depth = 0;
  [[nodiscard]] Ring ring() const;
  [[nodiscard]] PlanPoint centre() const { return origin + 0.5 * width * x + 0.5 * depth * y; }
};
[[nodiscard]] std::optional<AxisBox> axis_box(std::span<const DxfPart* const> parts, PlanPoint x, PlanPoint y);

// The steps, in this order.
void build_words(DxfBuild& build);      ///< labels and level marks
void build_solids(DxfBuild& build);     ///< walls, columns, windows, rails and all that is loose and needs no thinking
void build_objects(DxfBuild& build);    ///< inserts
void build_doors(DxfBuild& build);      ///< loose leaves and openings, door inserts
void build_spaces(DxfBuild& build);     ///< rooms with their names
void build_flights(DxfBuild& build);    ///< ramps, stairs, landings and the levels at their ends
void attach_rails_and_kerbs(DxfBuild& build);
void build_groups(DxfBuild& build);     ///< parts of one counter, accessible parking bays

}  // namespace landai::importer
