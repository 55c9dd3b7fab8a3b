// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/measure.hpp"
#include "landai/report/report.hpp"
#include "landai/store/project.hpp"
#include "read.hpp"
#include "verbs.hpp"

namespace landai::cli {

namespace {

/// A wrong profile is wrong whatever the format of the plan; the importers look at it only where layers have names.
Status wrong_profile(const Context& context, const std::string& profile) {
  const std::filesystem::path named = profile;
  const bool id = !named.has_parent_path() && !named.has_extension();
  auto root = load_yaml(id ? context.data_dir / "profiles" / (profile + ".yaml") : named, ErrorCode::pack);
  if (!root) {
    Error error = root.error();
    error.code = ErrorCode::pack;
    if (id) error.advice = message("cli.profile.advice");
    return error;
  }
  if (root->text_of("schema") == "landai-profile/1") return std::nullopt;
  return Error{ErrorCode::pack, message("cli.profile.none").with("profile", profile), "", "", message("cli.profile.advice")};
}

/// Says that nothing was done with the profile that was asked for.
void tell_unused_profile(Plan& plan, const std::string& file, const std::string& profile) {
  for (const PlanSource& source : plan.sources)
    if (!source.profile.empty()) return;
  plan.diagnostics.push_back({DiagnosticSeverity::info, file, "", message("cli.profile.unused").with("profile", profile), {}, 1});
}

}  // namespace

Result<Plan> read_one(const Context& context, const std::string& file, const std::string& profile, const std::string& unit) {
  importer::Options options;
  options.data_dir = context.data_dir;
  if (!profile.empty()) {
    if (const Status wrong = wrong_profile(context, profile)) return *wrong;
    options.profile = profile;
  }
  if (!unit.empty()) {
    options.unit_name = unit;
    options.metres_per_unit = importer::metres_per_unit(unit);
    if (!options.metres_per_unit)
      return Error{ErrorCode::usage, message("cli.unit_unknown").with("unit", unit), "", "", message("cli.unit_advice")};
  }
  auto plan = importer::read_plan(file, options);
  // A project is a GeoPackage, too, and other maps are not read; whoever names one wants another command.
  if (!plan && plan.error().message.key == "import.is.map" && store::is_project(file))
    return Error{ErrorCode::input, message("cli.is_project"), file, "", message("cli.is_project.advice").with("project", file)};
  if (plan && !profile.empty()) tell_unused_profile(*plan, file, profile);
  return plan;
}

namespace {

std::string formats_text(const Texts& texts) {
  std::string text;
  for (const importer::Format& format : importer::formats())
    text += std::string(format.id) + "  " + texts("cli.format." + std::string(format.id)) + "  " + format.extensions + "  " + format.specification + "\n";
  return text;
}

/// One line per quantity: its id, parameters, name in the reader's language, unit.
std::string quantities_text(const Texts& texts) {
  std::string text;
  for (const measure::QuantityInfo& info : measure::catalogue()) {
    std::string params = info.params;
    std::replace(params.begin(), params.end(), ' ', ',');
    text += std::string(info.id) + (params.empty() ? "" : ":" + params) + "  " + texts("words.quantity." + std::string(info.id)) +
            (*info.unit && std::string_view(info.unit) != "1" ? " (" + std::string(info.unit) + ")" : "") + "\n";
  }
  return text;
}

}  // namespace

int inspect(const Context& context, const InspectOptions& options) {
  const auto printed = [&context](const std::string& text) {
    const Status failed = print(text);
    return failed ? complain(context, *failed) : kFine;
  };
  if (options.formats) return printed(formats_text(context.texts));
  if (options.quantities) return printed(quantities_text(context.texts));
  if (options.file.empty())
    return complain(context, Error{ErrorCode::usage, message("cli.usage.required").with("what", "FILE"), "", "", message("cli.usage.advice")});
  auto read = read_one(context, options.file, options.profile, options.unit);
  if (!read) return complain(context, read.error());
  auto plan = measure::complete(std::move(*read), context.data_dir);
  if (!plan) return complain(context, plan.error());
  if (!options.facts) return printed(report::inspect(*plan, context.texts, context.colour));
  // Facts are measured whether asked or not, so no question is needed.
  auto measurements = measure::measure(*plan, {}, {}, context.data_dir);
  if (!measurements) return complain(context, measurements.error());
  return printed(measure::write_facts(*plan, *measurements, &context.texts));
}

}  // namespace landai::cli
