// SPDX-License-Identifier: GPL-3.0-or-later
// Stairs and ramps: the whole, its flights and landings, and what the file states about them.
#include <algorithm>
#include <cmath>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr double kSameSize =
    0.001;  // metres: attribute and property set that differ more contradict each other
constexpr double kBodyDiffers =
    0.005;  // metres: a stated riser or tread that differs more from the body is said
constexpr double kLeastStep = 0.02;  // a riser or tread outside these is no step of a stair in metres
constexpr double kLargestStep = 1.5;
constexpr double kSameSlope = 0.005;
constexpr double kFoot = 0.3048;

/// A size stated twice, in an attribute of the flight and in its property sets.
struct Stated {
  std::optional<double> attribute;
  std::optional<double> property;
};

bool plausible(double v) { return v >= kLeastStep && v <= kLargestStep; }

/// What can be believed of a size: one value, or two that agree. A contradiction or a size no stair has is
/// said and gives nothing.
std::optional<Known> believed(IfcImport& in, const StepRecord& flight, const Stated& s, const char* attribute,
                              const char* size) {
  if (s.attribute && s.property && std::abs(*s.attribute - *s.property) > kSameSize) {
    // Some exporters write the attribute in feet whatever the file's unit is.
    const bool feet = std::abs(*s.attribute / in.units.length * kFoot - *s.property) < 0.0015;
    in.say(DiagnosticSeverity::warning, &flight,
           message(feet ? "import.ifc.step_contradiction_feet" : "import.ifc.step_contradiction")
               .with("name", in.label_of(flight))
               .with("attribute", attribute)
               .with("stated", *s.attribute, "m")
               .with("raw", *s.attribute / in.units.length, "")
               .with("property", *s.property, "m"),
           message("import.ifc.step_contradiction.advice"));
    return std::nullopt;
  }
  const auto value = s.property ? s.property : s.attribute;
  if (!value) return std::nullopt;
  if (!plausible(*value)) {
    in.say(DiagnosticSeverity::warning, &flight,
           message("import.ifc.step_implausible")
               .with("name", in.label_of(flight))
               .with("attribute", attribute)
               .with("stated", *value, "m"),
           message("import.ifc.step_contradiction.advice"));
    return std::nullopt;
  }
  return Known::exact(*value, Method::attribute, s.property ? std::string("property ") + size : attribute);
}

std::vector<std::string> joined_levels(const IfcImport& in, const std::vector<std::string>& own,
                                       const std::optional<ZRange>& z) {
  auto out = own;
  if (!z) return out;
  for (const auto& s : in.storeys) {  // the upper floor that it reaches
    if (std::abs(s.elevation - z->hi) < 0.35 && std::find(out.begin(), out.end(), s.level) == out.end())
      out.push_back(s.level);
  }
  return out;
}

void grow(std::optional<ZRange>& z, const std::optional<ZRange>& by) {
  if (!by) return;
  z = z ? ZRange{std::min(z->lo, by->lo), std::max(z->hi, by->hi)} : *by;
}

class StairReader {
 public:
  StairReader(IfcImport& in, bool stair) : in_(in), stair_(stair) {}

  void whole(const StepRecord& record) {
    Element e = in_.element(record, stair_ ? Category::stair : Category::ramp);
    const Records parts = parts_of(record);
    // The level as a whole; its flights inherit it.
    std::optional<ZRange> z = outline_of(in_, record).z;
    MultiPolygon areas = outline_of(in_, record).areas;
    for (const StepRecord* part : parts) {
      const Outline& o = outline_of(in_, *part);
      areas.insert(areas.end(), o.areas.begin(), o.areas.end());
      grow(z, o.z);
    }
    e.geometry.areas = outlines_united(areas);
    e.z = z;
    e.levels = joined_levels(in_, in_.levels_of(record, z), z);
    std::vector<Element> made;
    for (const StepRecord* part : parts) {
      in_.used.insert(part);
      const bool flight = is_flight(*part);
      auto some = flights(*part, e, flight);
      made.insert(made.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
      in_.count(*part, flight ? Category::flight : Category::landing);
    }
    if (std::none_of(made.begin(), made.end(),
                     [](const Element& m) { return m.category == Category::flight; })) {
      auto some = flights(record, e, false);
      made.insert(made.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    if (made.empty()) {
      in_.say(DiagnosticSeverity::warning, &record,
              message(stair_ ? "import.ifc.stair_without_flights" : "import.ifc.ramp_without_flights")
                  .with("name", e.name.empty() ? e.id : e.name),
              message("import.ifc.flights.advice"));
    }
    in_.used.insert(&record);
    in_.add(std::move(e), record);
    for (Element& m : made) in_.plan.elements.push_back(std::move(m));
  }

  /// A flight that belongs to no stair or ramp: the whole is made for it.
  void orphan(const StepRecord& record) {
    if (in_.used.contains(&record)) return;
    in_.used.insert(&record);
    Element whole = in_.element(record, stair_ ? Category::stair : Category::ramp);
    whole.id += stair_ ? "/stair" : "/ramp";
    whole.derived = true;
    const Outline& o = outline_of(in_, record);
    whole.geometry.areas = o.areas;
    whole.z = o.z;
    whole.levels = joined_levels(in_, in_.levels_of(record, o.z), o.z);
    auto made = flights(record, whole, true);
    in_.plan.elements.push_back(std::move(whole));
    for (Element& m : made) in_.plan.elements.push_back(std::move(m));
    in_.count(record, Category::flight);
  }

 private:
  [[nodiscard]] bool is_flight(const StepRecord& r) const {
    return r.type == (stair_ ? "IFCSTAIRFLIGHT" : "IFCRAMPFLIGHT");
  }

  /// Flights and landings among the parts, also of parts that are assemblies themselves.
  Records parts_of(const StepRecord& whole, int depth = 0) {
    Records out;
    const auto it = in_.relations.parts.find(&whole);
    if (it == in_.relations.parts.end() || depth > 4) return out;
    for (const StepRecord* part : it->second) {
      if (is_flight(*part) || plain_entity(part->type) == "IFCSLAB") {
        out.push_back(part);
      } else if (part->type == "IFCELEMENTASSEMBLY" || part->type == whole.type) {
        in_.used.insert(part);
        const auto deeper = parts_of(*part, depth + 1);
        out.insert(out.end(), deeper.begin(), deeper.end());
      }
    }
    return out;
  }

  std::vector<Element> flights(const StepRecord& record, const Element& whole, bool is_the_flight) {
    FlightParts p;
    p.product = &record;
    p.stair = stair_;
    p.id = in_.id_of(record);
    p.parent = whole.id;
    p.take_id = is_the_flight;
    p.levels = whole.levels;
    p.sources = {source(record)};
    const Attributes attributes = read_attributes(in_, record);
    if (stair_) {
      const Stated riser{attribute_number(in_, record, "RiserHeight"),
                         find_number(attributes, "RiserHeight")};
      const Stated tread{attribute_number(in_, record, "TreadLength"),
                         find_number(attributes, "TreadLength")};
      p.riser_attribute = believed(in_, record, riser, "RiserHeight", "RiserHeight");
      p.tread_attribute = believed(in_, record, tread, "TreadLength", "TreadLength");
      auto n = attribute_number(in_, record, "NumberOfRiser");
      for (const char* name : {"NumberOfRiser", "NumberOfRisers"}) {
        if (!n) n = find_number(attributes, name);
      }
      if (n && *n >= 1 && *n < 1000) p.risers_attribute = static_cast<int>(std::lround(*n));
    }
    auto made = measure_flight(in_.shapes, p);
    if (is_the_flight && std::none_of(made.begin(), made.end(),
                                      [](const Element& m) { return m.category == Category::flight; }))
      made.insert(made.begin(), from_attributes(p, record));
    for (Element& m : made) {
      if (m.category != Category::flight) continue;
      if (m.attributes.empty()) m.attributes = attributes;
      if (m.name.empty()) m.name = in_.name_of(record);
      compare(record, m, attributes);
    }
    return made;
  }

  /// A flight without a readable body still has what the file states.
  Element from_attributes(const FlightParts& p, const StepRecord& record) {
    Element e;
    e.id = p.id;
    e.category = Category::flight;
    e.kind = stair_ ? "stair" : "ramp";
    e.parent = p.parent;
    e.levels = p.levels;
    e.sources = p.sources;
    e.geometry.areas = outline_of(in_, record).areas;
    e.z = outline_of(in_, record).z;
    FlightShape shape;
    shape.riser_attribute = p.riser_attribute;
    shape.tread_attribute = p.tread_attribute;
    shape.risers = p.risers_attribute;
    e.shape = shape;
    in_.say(DiagnosticSeverity::warning, &record,
            message("import.ifc.flight_without_body").with("name", in_.label_of(record)),
            message("import.ifc.flights.advice"));
    return e;
  }

  void differs(const StepRecord& record, const Element& e, const char* what, double stated, double body,
               const char* unit) {
    in_.say(DiagnosticSeverity::warning, &record,
            message("import.ifc.flight_differs")
                .with("name", e.name.empty() ? e.id : e.name)
                .with("attribute", what)
                .with("stated", stated, unit)
                .with("body", body, unit),
            message("import.ifc.flight_differs.advice"));
  }

  void compare(const StepRecord& record, Element& e, const Attributes& attributes) {
    auto* f = std::get_if<FlightShape>(&e.shape);
    if (f == nullptr) return;
    if (f->riser && f->riser_attribute &&
        std::abs(f->riser->value - f->riser_attribute->value) > kBodyDiffers)
      differs(record, e, "RiserHeight", f->riser_attribute->value, f->riser->value, "m");
    if (f->tread && f->tread_attribute &&
        std::abs(f->tread->value - f->tread_attribute->value) > kBodyDiffers)
      differs(record, e, "TreadLength", f->tread_attribute->value, f->tread->value, "m");
    const auto angle =
        stair_ ? std::nullopt : find_number(attributes, "Slope");  // Pset_RampFlightCommon: a plane angle
    if (!angle || !(*angle > 0) || !(*angle < 1.5)) return;
    const double stated = std::tan(*angle);
    if (!f->slope) {
      f->slope = Known::exact(stated, Method::attribute, "property Slope");
    } else if (std::abs(f->slope->value - stated) > kSameSlope) {
      differs(record, e, "Slope", stated, f->slope->value, "1");
    }
  }

  static SourceRef source(const StepRecord& r) {
    return {0, std::string(r.type), "#" + std::to_string(r.id)};
  }

  IfcImport& in_;
  bool stair_;
};

}  // namespace

void read_stairs_and_ramps(IfcImport& in) {
  StairReader stairs(in, true);
  StairReader ramps(in, false);
  // A stair inside a stair is read with the outer one, so the outer ones come first.
  for (const char* type : {"IFCSTAIR", "IFCRAMP"}) {
    const bool stair = std::string_view(type) == "IFCSTAIR";
    for (const bool inner : {false, true}) {
      for (const StepRecord* r : in.file.of_type(type)) {
        const auto whole = in.relations.whole.find(r);
        const bool nested = whole != in.relations.whole.end() && whole->second->type == type;
        if (nested == inner && !in.used.contains(r)) (stair ? stairs : ramps).whole(*r);
      }
    }
  }
  for (const StepRecord* r : in.file.of_type("IFCSTAIRFLIGHT")) stairs.orphan(*r);
  for (const StepRecord* r : in.file.of_type("IFCRAMPFLIGHT")) ramps.orphan(*r);
}

}  // namespace landai::importer
