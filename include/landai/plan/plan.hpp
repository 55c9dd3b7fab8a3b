// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "landai/core/diagnostic.hpp"
#include "landai/core/geometry.hpp"
#include "landai/core/known.hpp"

namespace landai {

/// What an element is. The words are those of the report document (docs/design.md).
enum class Category {
  building, level, space, wall, door, leaf, opening, window, ramp, stair, flight, landing, lift, column, counter, seat,
  furniture, sanitary, handrail, tactile_path, parking_bay, sign, obstacle,
};

[[nodiscard]] const char* to_string(Category category);
[[nodiscard]] std::optional<Category> category_from(std::string_view word);

/// Heights above the plan's zero, metres.
struct ZRange {
  double lo = 0;
  double hi = 0;
};

/// Where an element came from.
struct SourceRef {
  int file = 0;        ///< index in Plan::sources
  std::string layer;   ///< DXF layer, IFC class
  std::string entity;  ///< "#345", DXF handle, block name and handle
};

/// As read from the file, numbers already SI. Keys as the file has them: "OverallWidth", "Pset_DoorCommon.FireExit",
/// "LongName", "block", "scale", "rotation", "att.KODE".
using AttributeValue = std::variant<bool, double, std::string>;
using Attributes = std::map<std::string, AttributeValue>;

/// Plan view of an element, metres, plan frame. Any part may be empty.
struct Geometry {
  MultiPolygon areas;
  std::vector<Polyline> lines;
  std::vector<PlanPoint> points;
  [[nodiscard]] bool empty() const { return areas.empty() && lines.empty() && points.empty(); }
  [[nodiscard]] Box box() const;
};

enum class DoorOperation {
  unknown,
  swing,          ///< leaves turn to one side
  double_acting,  ///< leaves turn to both sides
  sliding, folding, revolving, overhead,
  none,           ///< an opening without a leaf
  fixed,          ///< drawn as a door, cannot be opened
};

[[nodiscard]] const char* to_string(DoorOperation operation);

/// One leaf of a door in plan view.
struct Leaf {
  PlanPoint hinge;        ///< turning point of a swinging leaf; one end of a sliding one
  PlanPoint closed_tip;   ///< other end when shut
  PlanPoint open_tip;     ///< other end when open (90 degrees for a swinging leaf unless the file draws another angle)
  Known width;            ///< along the leaf
  std::optional<Known> thickness;
};

/// Plan-view facts of a door. Importers fill what the file says and leave the rest empty: nothing here is guessed.
struct DoorShape {
  DoorOperation operation = DoorOperation::unknown;
  PlanPoint jamb_a;             ///< the two ends of the opening in the middle of the wall; a != b
  PlanPoint jamb_b;
  double wall_thickness = 0;    ///< 0 when unknown
  std::optional<Known> attribute_width;    ///< IFC OverallWidth or the drawing's attribute
  std::optional<Known> opening_width;      ///< hole in the wall, from the opening body or the wall ends
  std::optional<Known> frame_clear_width;  ///< between the lining's faces or stops, from lining bodies or properties
  std::optional<Known> height;
  std::vector<Leaf> leaves;
};

/// One run of a ramp or a stair between landings.
struct FlightShape {
  PlanPoint foot;   ///< lower end of the centre line
  PlanPoint head;   ///< upper end of the centre line
  std::optional<Known> run;     ///< horizontal length along the centre line, landings excluded
  std::optional<Known> rise;    ///< head above foot
  std::optional<Known> width;   ///< between the sides or rails
  std::optional<Known> slope;   ///< only when the file states it as such, or measured on the body's top face
  // Stairs only:
  std::optional<Known> riser;          ///< height of one riser, from the body or lines
  std::optional<Known> tread;          ///< going of one tread
  std::optional<Known> riser_attribute; ///< as stated in an attribute or property, when it differs in source from `riser`
  std::optional<Known> tread_attribute;
  std::optional<int> risers;           ///< number of risers
  /// Counted on the body where it does not tell whether one more leads to the floor above: fewest and most.
  std::optional<int> risers_least = {}, risers_most = {};
  // Ramps only:
  std::optional<Known> cross_slope = {};  ///< fall across the axis, measured on the top face
};

/// Counter: one element per part of one height; a lower part is a child of the whole.
struct CounterShape {
  std::optional<Known> height;         ///< top above the floor
  std::optional<Known> knee_height;
  std::optional<Known> knee_depth;
  std::optional<PlanSegment> client_edge;  ///< the side the public stands at, when the file tells
};

/// Parking bay, seat, sanitary fixture and others that have a front.
struct FixtureShape {
  PlanPoint position;              ///< insertion point or centre
  PlanPoint facing;                ///< unit vector to the user's side; (0,0) when unknown
  std::optional<Known> height;     ///< seat height, rim height, rail height …
};

using Shape = std::variant<std::monostate, DoorShape, FlightShape, CounterShape, FixtureShape>;

/// Whatever can be measured.
struct Element {
  std::string id;          ///< stable: IFC GlobalId, "dxf-<handle>", "<parent>/leaf-1"
  Category category = Category::obstacle;
  std::string kind;        ///< finer word within the category: sanitary "toilet_pan", "basin", "urinal", "shower";
                           ///< furniture "table"; stair/ramp "flight"; empty when unknown
  std::string name;
  std::vector<std::string> levels;   ///< ids of levels, lowest first
  std::optional<std::string> parent;
  std::vector<std::string> connects; ///< spaces, or "outside"
  Geometry geometry;
  std::optional<ZRange> z;
  Attributes attributes;
  std::vector<SourceRef> sources;
  double confidence = 1;   ///< below 1 when recognised, not stated
  bool derived = false;    ///< made by landai (spaces found from walls), not drawn as such
  Shape shape;

  [[nodiscard]] const DoorShape* door() const { return std::get_if<DoorShape>(&shape); }
  [[nodiscard]] const FlightShape* flight() const { return std::get_if<FlightShape>(&shape); }
  [[nodiscard]] const CounterShape* counter() const { return std::get_if<CounterShape>(&shape); }
  [[nodiscard]] const FixtureShape* fixture() const { return std::get_if<FixtureShape>(&shape); }
  /// Text of an attribute, or nothing when absent or not text.
  [[nodiscard]] const std::string* text(std::string_view key) const;
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  [[nodiscard]] std::optional<bool> truth(std::string_view key) const;
};

struct Level {
  std::string id;    ///< "L0", "L1", … lowest first
  std::string name;
  double elevation = 0;             ///< finished floor above the plan's zero, metres
  bool elevation_known = true;
};

/// A word in the drawing: room names, level marks, notes. Kept so that later stations can use what import could not place.
struct Label {
  std::string text;
  PlanPoint position;
  std::string level;
  std::string layer;
};

/// A file of the plan.
struct PlanSource {
  std::string file;         ///< as the user named it
  std::string format;       ///< "ifc", "dxf"
  std::string detail;       ///< "IFC2X3", "AC1027"
  std::string unit;         ///< "mm", "m", "inch", "foot"
  std::string unit_from;    ///< "header", "user", "dimensions", "plausibility"
  double metres_per_unit = 1;
  std::string sha256;
  std::string profile;      ///< id of the layer profile; empty for IFC
};

/// How many things of a kind the file holds and what became of them; for `landai inspect`.
struct InventoryRow {
  std::string kind;         ///< "entity", "layer", "block"
  std::string name;         ///< "IFCDOOR", "A-WALL", "PINTU-90"
  int count = 0;
  std::string category;     ///< word of Category when it became elements, else empty
  std::string note;         ///< e.g. entity types on the layer
  int understood = 0;       ///< of `count`
};

/// One building, as its files say. Importers write it, everyone else reads it.
struct Plan {
  std::string name;
  std::vector<PlanSource> sources;
  std::vector<Level> levels;
  std::vector<Element> elements;   ///< in file order; ids are unique
  std::vector<Label> labels;
  Diagnostics diagnostics;
  std::vector<InventoryRow> inventory;
  /// What the files carry at all; a category that no source can express is "not measured", not "absent".
  bool has_heights = false;        ///< z of elements is known (IFC, 3D DXF)
  std::vector<PlanPoint> unread_doors;   ///< where something is drawn as doors are that could not be read as one: there may be a door

  [[nodiscard]] const Element* find(std::string_view id) const;   ///< linear; build an index for loops
  [[nodiscard]] const Level* level(std::string_view id) const;
};

/// Makes a raw plan strict: sorts levels, makes ids unique (adds "~2"), drops rings with fewer than three points or non-finite
/// coordinates (with a diagnostic), normalises polygons, adds a `leaf` child element for every leaf of every door that has none.
/// Every importer ends with it.
void finish(Plan& plan);

}  // namespace landai
