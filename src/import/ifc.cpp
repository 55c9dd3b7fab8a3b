// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc.hpp"

#include <algorithm>
#include <cmath>
#include <new>

#include "ifc_model.hpp"
#include "landai/core/file.hpp"
#include "zip.hpp"

namespace landai::importer {
namespace {

/// More elements than any building we can judge; a file that makes more is broken or hostile.
constexpr std::size_t kMaxElements = 2'000'000;

Error refused(const std::string& file, const char* key, std::string schema = {}) {
  return {ErrorCode::input, message(key).with("schema", std::move(schema)), file, "FILE_SCHEMA",
          message("import.ifc.schema.advice")};
}

std::string project_name(const StepFile& file) {
  for (const char* type : {"IFCBUILDING", "IFCPROJECT"}) {
    for (const StepRecord* r : file.of_type(type)) {
      if (std::string name = file.text((*r)[2]); !name.empty()) return name;
      if (std::string name = file.text((*r)[type[3] == 'B' ? 7 : 5]); !name.empty()) return name;
    }
  }
  return {};
}

Error no_unit(const std::string& file) {
  return {ErrorCode::no_unit, message("import.ifc.no_unit"), file, "IFCUNITASSIGNMENT",
          message("import.ifc.no_unit.advice")};
}

Result<Plan> read_model(const StepFile& file, const std::string& file_name, const std::string& sha,
                        const Options& options) {
  const auto schema = ifc_schema(file.schema());
  if (!schema)
    return refused(file_name, file.schema().empty() ? "import.ifc.no_schema" : "import.ifc.schema",
                   std::string(file.schema()));
  IfcUnits units = read_units(file);
  std::string unit_from = "header";
  if (units.length_name.empty()) {
    if (!options.metres_per_unit) return no_unit(file_name);
    units.length = *options.metres_per_unit;
    units.area = units.length * units.length;
    units.volume = units.area * units.length;
    units.length_name = options.unit_name;
    unit_from = "user";
  }
  Plan plan;
  ShapeReader shapes(file, units.length, units.angle);
  IfcImport in{file, shapes, plan, options, file_name, *schema, units, read_relations(file),
               {},   {},     {},   {},      0};
  plan.name = project_name(file);
  plan.has_heights = true;
  plan.sources.push_back(
      {file_name, "ifc", std::string(file.schema()), units.length_name, unit_from, units.length, sha, ""});
  if (unit_from == "header" && options.metres_per_unit &&
      std::abs(*options.metres_per_unit - units.length) > 1e-9) {
    in.say(DiagnosticSeverity::warning, nullptr,
           message("import.ifc.unit_ignored").with("unit", units.length_name).with("user", options.unit_name),
           {});
  }
  read_levels(in);
  read_spaces(in);
  fill_openings(in);
  read_walls(in);
  read_doors(in);
  read_passages(in);
  read_windows(in);
  read_stairs_and_ramps(in);
  read_things(in);
  write_inventory(in);
  if (plan.elements.empty()) {
    in.say(DiagnosticSeverity::warning, nullptr, message("import.ifc.nothing_found"),
           message("import.ifc.nothing_found.advice"));
  }
  if (plan.elements.size() > kMaxElements) {
    return Error{ErrorCode::limit, message("import.ifc.too_many_elements"), file_name, "",
                 message("import.step.too_many.advice")};
  }
  finish(plan);
  return plan;
}

Result<Plan> read_text(std::string bytes, const std::string& file_name, const std::string& sha,
                       const Options& options) {
  try {
    auto file = StepFile::parse(std::move(bytes), file_name);
    if (!file) return file.error();
    return read_model(*file, file_name, sha, options);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::limit, message("import.step.too_many"), file_name, "",
                 message("import.step.too_many.advice")};
  }
}

}  // namespace

bool sniff_ifc(std::string_view head) {
  if (is_zip(head)) return true;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const auto first = head.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && head.substr(first).starts_with("ISO-10303-21");
}

Result<Plan> read_ifc(const std::filesystem::path& file, const Options& options) {
  auto bytes = read_file(file);
  if (!bytes) return bytes.error();
  const std::string name = file.string();
  const std::string sha = sha256(*bytes);
  if (!is_zip(*bytes)) return read_text(*std::move(bytes), name, sha, options);
  auto content = unzip_one(*bytes, ".ifc", name);
  if (!content) return content.error();
  bytes->clear();
  bytes->shrink_to_fit();
  if (!sniff_ifc(content->bytes) || is_zip(content->bytes)) {
    return Error{ErrorCode::input, message("import.zip.not_ifc").with("name", content->name), name,
                 content->name, message("import.zip.not_ifc.advice")};
  }
  return read_text(std::move(content->bytes), name, sha, options);
}

Result<Plan> read_ifc_text(std::string bytes, const std::string& file_name, const Options& options) {
  const std::string sha = sha256(bytes);
  return read_text(std::move(bytes), file_name, sha, options);
}

// --- what every reader of entities uses

std::string IfcImport::id_of(const StepRecord& object) const {
  std::string id = file.text(object[0]);
  return id.empty() ? "ifc-" + std::to_string(object.id) : id;
}

std::string IfcImport::name_of(const StepRecord& object) const { return file.text(object[2]); }

std::string IfcImport::label_of(const StepRecord& object) const {
  std::string name = name_of(object);
  return name.empty() ? id_of(object) : name;
}

const StepRecord* IfcImport::type_of(const StepRecord& object) const {
  const auto it = relations.type.find(&object);
  return it == relations.type.end() ? nullptr : it->second;
}

std::string IfcImport::where(const StepRecord& object) const {
  return "#" + std::to_string(object.id) + " (line " + std::to_string(file.line_of(object)) + ")";
}

Element IfcImport::element(const StepRecord& object, Category category) {
  Element e;
  e.id = id_of(object);
  e.category = category;
  e.name = name_of(object);
  e.levels = levels_of(object, std::nullopt);
  e.attributes = read_attributes(*this, object);
  e.sources.push_back({0, std::string(object.type), "#" + std::to_string(object.id)});
  return e;
}

void IfcImport::count(const StepRecord& object, Category category) {
  auto [it, fresh] = understood.try_emplace(object.type, category, 0);
  ++it->second.second;
}

void IfcImport::add(Element element, const StepRecord& object) {
  count(object, element.category);
  used.insert(&object);
  plan.elements.push_back(std::move(element));
}

void IfcImport::say(DiagnosticSeverity severity, const StepRecord* object, Message text, Message advice,
                    int n) {
  plan.diagnostics.push_back({severity, file_name, object == nullptr ? std::string() : where(*object),
                              std::move(text), std::move(advice), n});
}

}  // namespace landai::importer
