// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_model.hpp"

namespace landai::importer {

namespace {

constexpr double kLargestBay = 40;  // m²; a larger space for cars is a garage or a lot, not one bay

/// IfcSpace says of parking only that it is; one car's place is told from a garage by its size.
bool is_bay(const IfcImport& in, const StepRecord& space, const MultiPolygon& areas) {
  return attribute_word(in, space, "PredefinedType") == "PARKING" && !areas.empty() && area(areas) <= kLargestBay;
}

}  // namespace

void read_spaces(IfcImport& in) {
  int without_shape = 0;
  const StepRecord* first_without = nullptr;
  for (const StepRecord* space : in.file.of_type("IFCSPACE")) {
    Element e = in.element(*space, Category::space);
    // The long name is what people call the room; the short one is mostly its number.
    if (const std::string* name = e.text("LongName"); name != nullptr && !name->empty()) e.name = *name;
    const Outline& outline = outline_of(in, *space);
    e.geometry.areas = outline.areas;
    e.z = outline.z;
    e.levels = in.levels_of(*space, e.z);
    if (is_bay(in, *space, e.geometry.areas)) {
      e.category = Category::parking_bay;
      FixtureShape shape;
      const Box box = bounds(e.geometry.areas);
      shape.position = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
      e.shape = shape;
    }
    if (e.geometry.areas.empty()) {
      ++without_shape;
      if (first_without == nullptr) first_without = space;
    }
    in.add(std::move(e), *space);
  }
  if (without_shape > 0) {
    in.say(DiagnosticSeverity::warning, first_without,
           message("import.ifc.space_without_shape").with("count", std::to_string(without_shape)),
           message("import.ifc.space_without_shape.advice"), without_shape);
  }
}

}  // namespace landai::importer
