// SPDX-License-Identifier: GPL-3.0-or-later
// What the file holds and what became of it, type by type.
#include <algorithm>
#include <array>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

/// Read for what they say about others, or of no use for a plan. They are counted, and no diagnostic is made
/// of them.
constexpr std::array<std::string_view, 30> kNoElements{"IFCPROJECT",
                                                       "IFCSITE",
                                                       "IFCBUILDING",
                                                       "IFCZONE",
                                                       "IFCGROUP",
                                                       "IFCSYSTEM",
                                                       "IFCANNOTATION",
                                                       "IFCGRID",
                                                       "IFCVIRTUALELEMENT",
                                                       "IFCSLAB",
                                                       "IFCROOF",
                                                       "IFCFOOTING",
                                                       "IFCPILE",
                                                       "IFCCOVERING",
                                                       "IFCBEAM",
                                                       "IFCMEMBER",
                                                       "IFCPLATE",
                                                       "IFCFLOWTERMINAL",
                                                       "IFCOPENINGELEMENT",
                                                       "IFCDISTRIBUTIONPORT",
                                                       "IFCLIGHTFIXTURE",
                                                       "IFCOUTLET",
                                                       "IFCSPATIALZONE",
                                                       "IFCELEMENTASSEMBLY",
                                                       "IFCREINFORCINGBAR",
                                                       "IFCREINFORCINGMESH",
                                                       "IFCDISCRETEACCESSORY",
                                                       "IFCMECHANICALFASTENER",
                                                       "IFCCHIMNEY",
                                                       "IFCSHADINGDEVICE"};

bool starts_with_any(std::string_view type, std::initializer_list<std::string_view> heads) {
  return std::any_of(heads.begin(), heads.end(), [&](std::string_view h) { return type.starts_with(h); });
}

/// A thing in or of the building: rooted, placed, and neither a relation nor a definition.
bool is_object(const StepRecord& r) {
  if (r.count < 5 || r[0].kind != StepArg::Kind::string || r[0].text.size() != 22) return false;
  if (starts_with_any(r.type, {"IFCREL", "IFCPROPERTY", "IFCELEMENTQUANTITY", "IFCQUANTITY"})) return false;
  return !r.type.ends_with("TYPE") && !r.type.ends_with("STYLE") && !r.type.ends_with("PROPERTIES");
}

bool is_placed(const StepRecord& r) { return r.count > 6 && !r[6].is_null(); }

}  // namespace

void write_inventory(IfcImport& in) {
  std::string not_read;
  int left_out = 0;
  for (const auto& [type, count] : in.file.types()) {
    const StepRecord& sample = *in.file.of_type(type).front();
    if (!is_object(sample)) continue;
    InventoryRow row{"entity", std::string(type), count, {}, {}, 0};
    if (const auto it = in.understood.find(type); it != in.understood.end()) {
      row.category = to_string(it->second.first);
      row.understood = std::min(it->second.second, count);
    } else if (std::find(kNoElements.begin(), kNoElements.end(), plain_entity(type)) != kNoElements.end()) {
      row.understood = count;
      row.note = "context";
    }
    const int missed = count - row.understood;
    if (missed > 0 && row.category.empty() && is_placed(sample)) {
      left_out += missed;
      not_read += (not_read.empty() ? "" : ", ") + std::string(type) + " (" + std::to_string(missed) + ")";
    }
    in.plan.inventory.push_back(std::move(row));
  }
  if (left_out > 0) {
    in.say(DiagnosticSeverity::warning, nullptr,
           message("import.ifc.entities_not_read")
               .with("count", std::to_string(left_out))
               .with("types", not_read),
           message("import.ifc.entities_not_read.advice"), left_out);
  }
  int shapes = 0;
  std::string shape_types;
  for (const auto& [type, count] : in.shapes.not_understood()) {
    in.plan.inventory.push_back({"entity", type, count, {}, "shape", 0});
    shapes += count;
    shape_types += (shape_types.empty() ? "" : ", ") + type + " (" + std::to_string(count) + ")";
  }
  if (shapes > 0) {
    in.say(DiagnosticSeverity::warning, nullptr,
           message("import.ifc.shapes_not_read")
               .with("count", std::to_string(shapes))
               .with("types", shape_types),
           message("import.ifc.shapes_not_read.advice"), shapes);
  }
  if (in.relations.dangling > 0) {
    in.say(DiagnosticSeverity::warning, nullptr,
           message("import.ifc.dangling").with("count", std::to_string(in.relations.dangling)),
           message("import.ifc.dangling.advice"), in.relations.dangling);
  }
  if (in.bad_numbers > 0) {
    in.say(DiagnosticSeverity::warning, nullptr,
           message("import.ifc.bad_numbers").with("count", std::to_string(in.bad_numbers)), {},
           in.bad_numbers);
  }
}

}  // namespace landai::importer
