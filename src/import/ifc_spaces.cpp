// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "ifc_model.hpp"

namespace landai::importer {

namespace {

constexpr double kClosed = 1e-4;    // metres; a curve whose ends are farther apart encloses nothing
constexpr double kNiches = 0.95;    // a drawn floor smaller than this part of the body is another thing
constexpr double kLargestBay = 40;  // m²; a larger space for cars is a garage or a lot, not one bay

/// IfcSpace says of parking only that it is; one car's place is told from a garage by its size.
bool is_bay(const IfcImport& in, const StepRecord& space, const MultiPolygon& areas) {
  return attribute_word(in, space, "PredefinedType") == "PARKING" && !areas.empty() &&
         area(areas) <= kLargestBay;
}

/// The drawn floor outline of a space: closed curves, the largest the border, those inside it holes.
std::optional<Polygon> drawn_floor(IfcImport& in, const StepRecord& space) {
  std::vector<Ring> rings;
  for (const Polyline& line : in.shapes.curves(space, "FootPrint")) {
    if (line.size() < 4 || distance(line.front(), line.back()) > kClosed) return std::nullopt;
    rings.emplace_back(line.begin(), line.end() - 1);
  }
  if (rings.empty()) return std::nullopt;
  const auto outer = std::max_element(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) {
    return std::abs(signed_area(a)) < std::abs(signed_area(b));
  });
  std::iter_swap(rings.begin(), outer);
  Polygon floor{rings.front(), {}};
  for (auto hole = rings.begin() + 1; hole != rings.end(); ++hole) {
    if (!contains(floor.outer, hole->front())) return std::nullopt;
    floor.holes.push_back(*hole);
  }
  return normalised(std::move(floor));
}

/// The floor of a space. Bodies often reach into the doorways; where the file draws the floor as well, and
/// the two differ by no more than such niches, the drawn floor is the room's net outline.
MultiPolygon floor_of_space(IfcImport& in, const StepRecord& space, const MultiPolygon& body) {
  const auto floor = drawn_floor(in, space);
  if (!floor) return body;
  const double drawn = area(*floor);
  const double solid = area(body);
  if (!(drawn > 0) || (solid > 0 && (drawn > solid * 1.0001 || drawn < solid * kNiches))) return body;
  return {*floor};
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
    e.geometry.areas = floor_of_space(in, *space, outline.areas);
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
