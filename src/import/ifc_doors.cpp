// SPDX-License-Identifier: GPL-3.0-or-later
// Doors and windows.
#include <algorithm>
#include <cmath>
#include <map>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr double kSameWidth = 0.005;    // metres: larger differences between attribute and body are said
constexpr std::size_t kNamedDoors = 6;  // how many doors one diagnostic names

std::string first_word(const IfcImport& in, const StepRecord* r, std::string_view name) {
  return r == nullptr ? std::string() : attribute_word(in, *r, name);
}

/// Operation of IFC4's occurrence, else of the type, else of the style; "NOTDEFINED" counts as silence.
std::string operation_of(const IfcImport& in, const StepRecord& door) {
  for (const StepRecord* r : {&door, in.type_of(door)}) {
    const std::string word = first_word(in, r, "OperationType");
    if (!word.empty() && word != "NOTDEFINED") return word;
  }
  return {};
}

/// The predefined sets of a door and its type: lining once, panels each.
Records door_sets(const IfcImport& in, const StepRecord& door) {
  Records out;
  const auto sets = [&](const StepRecord* of) {
    if (const auto it = in.relations.property_sets.find(of); it != in.relations.property_sets.end())
      out.insert(out.end(), it->second.begin(), it->second.end());
  };
  sets(&door);
  if (const StepRecord* type = in.type_of(door); type != nullptr) {
    for (const StepArg& item : (*type)[5].items()) {
      if (const StepRecord* set = in.file.follow(item); set != nullptr) out.push_back(set);
    }
    sets(type);
  }
  return out;
}

DoorParts parts_of(const IfcImport& in, const StepRecord& door, const Attributes& attributes) {
  DoorParts p;
  p.door = &door;
  if (const auto it = in.relations.opening.find(&door); it != in.relations.opening.end())
    p.opening = it->second;
  if (const auto it = in.relations.host.find(p.opening); it != in.relations.host.end()) p.wall = it->second;
  const auto positive = [](std::optional<double> v) { return v && *v > 0 ? v : std::nullopt; };
  p.overall_width = positive(attribute_number(in, door, "OverallWidth"));
  p.overall_height = positive(attribute_number(in, door, "OverallHeight"));
  // Quantities state the same overall sizes; taken only where the attribute is missing.
  for (const char* set : {"Qto_DoorBaseQuantities.", "BaseQuantities."}) {
    const auto quantity = [&](const char* name) -> std::optional<double> {
      const auto it = attributes.find(std::string(set) + name);
      const double* n = it == attributes.end() ? nullptr : std::get_if<double>(&it->second);
      return n == nullptr ? std::nullopt : positive(*n);
    };
    if (!p.overall_width) p.overall_width = quantity("Width");
    if (!p.overall_height) p.overall_height = quantity("Height");
  }
  p.operation = operation_of(in, door);
  bool lining = false;
  for (const StepRecord* set : door_sets(in, door)) {
    if (set->type == "IFCDOORLININGPROPERTIES" && !lining) {
      lining = true;
      p.lining_depth = attribute_number(in, *set, "LiningDepth");
      p.lining_thickness = attribute_number(in, *set, "LiningThickness");
    } else if (set->type == "IFCDOORPANELPROPERTIES") {
      p.panels.push_back({attribute_word(in, *set, "PanelOperation"),
                          attribute_word(in, *set, "PanelPosition"), attribute_number(in, *set, "PanelWidth"),
                          attribute_number(in, *set, "PanelDepth")});
    }
  }
  return p;
}

/// Jamb to jamb, as deep as the wall.
MultiPolygon doorway(const DoorShape& d) {
  if (d.jamb_a == d.jamb_b || !(d.wall_thickness > 0)) return {};
  const PlanPoint along = d.jamb_b - d.jamb_a;
  const PlanPoint half = (d.wall_thickness / 2 / norm(along)) * left_normal(along);
  return {Polygon{{d.jamb_a - half, d.jamb_b - half, d.jamb_b + half, d.jamb_a + half}, {}}};
}

std::optional<ZRange> height_range(IfcImport& in, const DoorParts& p) {
  for (const StepRecord* r : {p.opening, p.door}) {
    if (r == nullptr) continue;
    if (const Outline& o = outline_of(in, *r); o.z) return o.z;
  }
  return std::nullopt;
}

/// Both sides of a door as the space boundaries state them; nothing unless there are exactly two.
std::vector<std::string> sides(const IfcImport& in, const StepRecord& door) {
  const auto it = in.relations.bounds.find(&door);
  if (it == in.relations.bounds.end()) return {};
  std::vector<std::string> out;
  for (const StepRecord* space : it->second.spaces) out.push_back(in.id_of(*space));
  if (out.size() == 1 && it->second.external) out.emplace_back("outside");
  if (out.size() != 2) out.clear();
  return out;
}

/// Doors whose stated and modelled widths differ, those with the same two values together.
class WidthDifferences {
 public:
  void compare(const Element& e, const StepRecord& door, const DoorShape& shape) {
    if (!shape.attribute_width || !shape.opening_width) return;
    const double stated = shape.attribute_width->value;
    const double built = shape.opening_width->value;
    if (std::abs(stated - built) <= kSameWidth + 1e-9) return;
    auto& group = groups_[{std::llround(stated * 1e4), std::llround(built * 1e4)}];
    if (group.count == 0) group = {&door, {}, stated, built, 0};
    if (group.names.size() < kNamedDoors) group.names.push_back(e.name.empty() ? e.id : e.name);
    ++group.count;
  }
  void say(IfcImport& in) const {
    for (const auto& [key, g] : groups_) {
      std::string names;
      for (const std::string& n : g.names) names += (names.empty() ? "" : ", ") + n;
      if (g.count > static_cast<int>(g.names.size())) names += ", …";
      in.say(DiagnosticSeverity::warning, g.first,
             message("import.ifc.door_width_differs")
                 .with("doors", names)
                 .with("count", std::to_string(g.count))
                 .with("attribute", g.stated, "m")
                 .with("body", g.built, "m"),
             message("import.ifc.door_width_differs.advice"), g.count);
    }
  }

 private:
  struct Group {
    const StepRecord* first = nullptr;
    std::vector<std::string> names;
    double stated = 0, built = 0;
    int count = 0;
  };
  std::map<std::pair<long long, long long>, Group> groups_;
};

struct Unmeasured {
  int count = 0;
  const StepRecord* first = nullptr;
  void add(const StepRecord& r) {
    if (count++ == 0) first = &r;
  }
};

void read_door(IfcImport& in, const StepRecord& door, WidthDifferences& differences, Unmeasured& unmeasured) {
  Element e = in.element(door, Category::door);
  if (const auto width = attribute_number(in, door, "OverallWidth"); width && !(*width > 0)) {
    in.say(DiagnosticSeverity::warning, &door,
           message("import.ifc.door_width_impossible").with("name", in.label_of(door)).with("width", *width, "m"),
           message("import.ifc.door_without_width.advice"));
    e.attributes.erase("OverallWidth");
  }
  const DoorParts parts = parts_of(in, door, e.attributes);
  DoorShape shape;
  measure_door(in.shapes, parts, shape);
  if (shape.operation == DoorOperation::unknown) shape.operation = door_operation(parts.operation);
  if (!parts.operation.empty()) e.attributes.emplace("OperationType", parts.operation);
  e.z = height_range(in, parts);
  e.levels = in.levels_of(door, e.z);
  e.geometry.areas = doorway(shape);
  if (e.geometry.areas.empty()) e.geometry.areas = hole_in_wall(in, parts.opening, parts.wall);
  if (e.geometry.areas.empty()) e.geometry.areas = outline_of(in, door).areas;
  e.connects = sides(in, door);
  if (!shape.attribute_width && !shape.opening_width && shape.leaves.empty()) unmeasured.add(door);
  differences.compare(e, door, shape);
  e.shape = std::move(shape);
  in.add(std::move(e), door);
}

}  // namespace

void read_doors(IfcImport& in) {
  WidthDifferences differences;
  Unmeasured unmeasured;
  for (const StepRecord& r : in.file.records()) {
    if (plain_entity(r.type) == "IFCDOOR") read_door(in, r, differences, unmeasured);
  }
  differences.say(in);
  if (unmeasured.count > 0) {
    in.say(DiagnosticSeverity::warning, unmeasured.first,
           message("import.ifc.door_without_width").with("count", std::to_string(unmeasured.count)),
           message("import.ifc.door_without_width.advice"), unmeasured.count);
  }
}

void read_windows(IfcImport& in) {
  for (const StepRecord& r : in.file.records()) {
    if (plain_entity(r.type) != "IFCWINDOW") continue;
    Element e = in.element(r, Category::window);
    DoorParts parts;
    if (const auto it = in.relations.opening.find(&r); it != in.relations.opening.end())
      parts.opening = it->second;
    if (const auto it = in.relations.host.find(parts.opening); it != in.relations.host.end())
      parts.wall = it->second;
    parts.door = &r;
    e.geometry.areas = hole_in_wall(in, parts.opening, parts.wall);
    if (e.geometry.areas.empty()) e.geometry.areas = outline_of(in, r).areas;
    e.z = height_range(in, parts);
    e.levels = in.levels_of(r, e.z);
    in.add(std::move(e), r);
  }
}

}  // namespace landai::importer
