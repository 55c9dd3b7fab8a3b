// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_model.hpp"

namespace landai::importer {

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
