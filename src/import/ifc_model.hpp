// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the IFC importer share: units, relations, properties, levels, and the plan that they
// fill.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ifc_parts.hpp"
#include "ifc_shape.hpp"
#include "landai/import/import.hpp"
#include "landai/plan/plan.hpp"
#include "step.hpp"

namespace landai::importer {

// --- ifc_schema.cpp
enum class IfcSchema { ifc2x, ifc2x3, ifc4, ifc4x3 };

/// The schema of a FILE_SCHEMA word; nothing when it is no IFC that we read.
[[nodiscard]] std::optional<IfcSchema> ifc_schema(std::string_view word);

/// What a number in an attribute measures, so that it becomes SI.
enum class IfcMeasure { plain, length, area, volume, angle };

/// One attribute of an entity that we use, and where it stands. Where schemas differ there is one row for
/// each.
struct IfcAttribute {
  std::string_view entity;
  std::string_view name;
  std::size_t index;
  IfcMeasure measure = IfcMeasure::plain;
  IfcSchema from = IfcSchema::ifc2x;
  IfcSchema to = IfcSchema::ifc4x3;
};
[[nodiscard]] std::span<const IfcAttribute> ifc_attributes();

/// "IFCWALLSTANDARDCASE" → "IFCWALL": the subtypes that add nothing.
[[nodiscard]] std::string_view plain_entity(std::string_view type);

// --- ifc_units.cpp
struct IfcUnits {
  double length = 1, area = 1, volume = 1, angle = 1;  ///< SI per unit of the file
  std::string length_name;  ///< "mm", "m", "inch", "foot"; empty when the file states none
  /// The factor of a measure type: "IFCPOSITIVELENGTHMEASURE" → length. 1 for what is no length, area, volume
  /// or angle.
  [[nodiscard]] double of(IfcMeasure measure) const;
};
[[nodiscard]] IfcMeasure measure_of_type(std::string_view measure_type);
[[nodiscard]] IfcUnits read_units(const StepFile& file);
/// SI per unit of one IfcSIUnit, IfcConversionBasedUnit …; nothing when it is none of them.
[[nodiscard]] std::optional<double> si_factor(const StepFile& file, const StepRecord* unit);

// --- ifc_relations.cpp
using Records = std::vector<const StepRecord*>;

/// The relations of the file, both ways. Dangling ends are left out and counted.
struct IfcRelations {
  std::unordered_map<const StepRecord*, const StepRecord*> whole;      ///< part → whole (aggregates, nests)
  std::unordered_map<const StepRecord*, Records> parts;                ///< whole → parts
  std::unordered_map<const StepRecord*, const StepRecord*> container;  ///< element → spatial structure
  std::unordered_map<const StepRecord*, Records> referenced;           ///< element → further spatial structures
  std::unordered_map<const StepRecord*, Records> openings;             ///< wall → openings
  std::unordered_map<const StepRecord*, const StepRecord*> host;       ///< opening → wall
  std::unordered_map<const StepRecord*, Records> fillings;             ///< opening → doors and windows
  std::unordered_map<const StepRecord*, const StepRecord*> opening;    ///< door, window → opening
  std::unordered_map<const StepRecord*, Records> property_sets;   ///< object → property sets and quantities
  std::unordered_map<const StepRecord*, const StepRecord*> type;  ///< object → its type
  struct Bound {
    Records spaces;         ///< each once, file order
    bool external = false;  ///< one side is stated to be outside
  };
  std::unordered_map<const StepRecord*, Bound> bounds;  ///< door → spaces it bounds
  int dangling = 0;
};
[[nodiscard]] IfcRelations read_relations(const StepFile& file);

struct IfcImport;

// --- ifc_properties.cpp
/// Attributes, property sets and quantities of an object and its type, SI.
[[nodiscard]] Attributes read_attributes(IfcImport& in, const StepRecord& object);
/// Number of an attribute of the table, SI; nothing when absent.
[[nodiscard]] std::optional<double> attribute_number(const IfcImport& in, const StepRecord& object,
                                                     std::string_view name);
/// Word or text of an attribute of the table; empty when absent.
[[nodiscard]] std::string attribute_word(const IfcImport& in, const StepRecord& object,
                                         std::string_view name);
/// The first key that ends with "." + `name`, whatever the set is called.
[[nodiscard]] std::optional<double> find_number(const Attributes& attributes, std::string_view name);

// --- ifc_words.cpp
/// What a name or type name says that a thing is; nothing when it says nothing.
struct Guess {
  Category category = Category::furniture;
  std::string kind;
};
[[nodiscard]] std::optional<Guess> thing_from_words(std::string_view name);
[[nodiscard]] std::optional<Guess> furniture_from_type(std::string_view predefined);
[[nodiscard]] std::optional<std::string> sanitary_from_type(std::string_view predefined);

// --- ifc_outline.cpp
struct Outline {
  MultiPolygon areas;
  std::optional<ZRange> z;
  bool exact = false;  ///< from prisms
};
/// Plan outline and height range of a product: exact from prisms where it has them, else the shadow of its
/// bodies. Kept.
[[nodiscard]] const Outline& outline_of(IfcImport& in, const StepRecord& product);
/// Set operations on the 0.1 mm grid.
[[nodiscard]] MultiPolygon outlines_united(const MultiPolygon& a);
[[nodiscard]] MultiPolygon outlines_less(const MultiPolygon& a, const MultiPolygon& b);
[[nodiscard]] MultiPolygon outlines_shared(const MultiPolygon& a, const MultiPolygon& b);

/// One file while it is read.
struct IfcImport {
  const StepFile& file;
  ShapeReader& shapes;
  Plan& plan;
  const Options& options;
  std::string file_name;
  IfcSchema schema = IfcSchema::ifc4;
  IfcUnits units;
  IfcRelations relations;

  struct Storey {
    const StepRecord* record = nullptr;
    double elevation = 0;
    std::string level;
  };
  std::vector<Storey> storeys;                              ///< lowest first
  std::unordered_map<const StepRecord*, Outline> outlines;  ///< cache of outline_of
  std::unordered_map<std::string_view, std::pair<Category, int>>
      understood;                              ///< entity type → what became of it
  std::unordered_set<const StepRecord*> used;  ///< objects already turned into elements
  int bad_numbers = 0;

  [[nodiscard]] std::string id_of(const StepRecord& object) const;
  [[nodiscard]] std::string name_of(const StepRecord& object) const;
  [[nodiscard]] std::string label_of(
      const StepRecord& object) const;  ///< its name, else its id: for messages
  [[nodiscard]] const StepRecord* type_of(const StepRecord& object) const;
  [[nodiscard]] std::string where(const StepRecord& object) const;  ///< "#345 (line 12)"
  /// An element with id, name, levels, attributes and source of the object; z and geometry still empty.
  [[nodiscard]] Element element(const StepRecord& object, Category category);
  /// Ids of the levels of an object: its storey; the storey of what it belongs to; the one its height says.
  [[nodiscard]] std::vector<std::string> levels_of(const StepRecord& object,
                                                   const std::optional<ZRange>& z) const;
  [[nodiscard]] const Storey* storey_of(const StepRecord& object) const;
  [[nodiscard]] const Storey* storey_at(double z) const;  ///< the one whose floor lies at or below z
  [[nodiscard]] std::optional<double> floor_of(const Element& element) const;
  void add(Element element, const StepRecord& object);
  void count(const StepRecord& object, Category category);
  void say(DiagnosticSeverity severity, const StepRecord* object, Message message, Message advice = {},
           int count = 1);
};

// --- ifc_levels.cpp
void read_levels(IfcImport& in);
// --- ifc_walls.cpp
void read_walls(IfcImport& in);
// --- ifc_doors.cpp
void read_doors(IfcImport& in);
void read_windows(IfcImport& in);
// --- ifc_passages.cpp
/// Doors and windows that stand in an opening without a relation that says so get that opening.
void fill_openings(IfcImport& in);
void read_passages(IfcImport& in);
/// The part of an opening that lies in its wall.
[[nodiscard]] MultiPolygon hole_in_wall(IfcImport& in, const StepRecord* opening, const StepRecord* wall);
/// Unit vector along the wall where a passage goes through it.
[[nodiscard]] std::optional<PlanPoint> wall_direction(const Polygon& passage, const MultiPolygon& wall);
// --- ifc_stairs.cpp
void read_stairs_and_ramps(IfcImport& in);
// --- ifc_things.cpp
void read_spaces(IfcImport& in);
void read_things(IfcImport& in);
// --- ifc_inventory.cpp
void write_inventory(IfcImport& in);

}  // namespace landai::importer
