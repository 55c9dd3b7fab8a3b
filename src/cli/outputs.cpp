// SPDX-License-Identifier: GPL-3.0-or-later
// Outputs that would destroy something are refused before any work is done.
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "landai/core/file.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

struct Output {
  const char* option;
  const std::string* path;
  bool may_be_stdout;
};

Error wrong(Message what, const std::string& path) {
  return Error{ErrorCode::usage, std::move(what), path, "", message("cli.output.advice")};
}

Status refused(std::span<const Output> outputs, const std::vector<std::string>& inputs) {
  for (const Output& output : outputs) {
    const std::string& path = *output.path;
    if (path.empty()) continue;
    if (path == "-" && !output.may_be_stdout)
      return Error{ErrorCode::usage, message("cli.output.no_stdout").with("option", output.option), "", "", message("cli.output.name_file")};
    for (const std::string& input : inputs)
      if (path != "-" && !input.empty() && same_file(path, input)) return wrong(message("cli.output.is_input").with("option", output.option), path);
    for (const Output* other = outputs.data(); other != &output; ++other) {
      const bool same = !other->path->empty() && (path == *other->path || (path != "-" && *other->path != "-" && same_file(path, *other->path)));
      if (same) return wrong(message("cli.output.twice").with("one", other->option).with("other", output.option), path == "-" ? "" : path);
    }
  }
  return std::nullopt;
}

}  // namespace

Status write_pictures(const std::map<std::string, std::string>& pictures, const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return Error{ErrorCode::output, message("core.file.cannot_write").with("why", failed.message()), folder, "", message("core.file.advice_write")};
  for (const auto& [name, picture] : pictures)
    if (Status problem = write_file(std::filesystem::path(folder) / (name + ".svg"), picture)) return problem;
  return std::nullopt;
}

Status refused_outputs(const ReportOptions& options, std::vector<std::string> read) {
  const Output outputs[] = {{"--json", &options.json, true}, {"--html", &options.html, true},
                            {"--svg", &options.svg, false}, {"--gpkg", &options.gpkg, false},
                            {"--form-csv", &options.form_csv, true}, {"--values-csv", &options.values_csv, true}, {"--bundle", &options.bundle, false}};
  read.push_back(options.policy);
  for (const auto* names : {&options.standards, &options.indicators, &options.mobilities}) read.insert(read.end(), names->begin(), names->end());
  return refused(outputs, read);
}

Status refused_outputs(const CheckOptions& options, const std::vector<std::string>& evidence) {
  std::vector<std::string> inputs = options.files;
  for (const auto* name : {&options.facts, &options.readings, &options.worksheet, &options.profile}) inputs.push_back(*name);
  inputs.insert(inputs.end(), evidence.begin(), evidence.end());
  return refused_outputs(static_cast<const ReportOptions&>(options), std::move(inputs));
}

Status refused_outputs(const CompareOptions& options) {
  const Output outputs[] = {{"--json", &options.json, true}, {"--csv", &options.csv, true}};
  std::vector<std::string> inputs = options.files;
  for (const auto* name : {&options.facts, &options.readings, &options.worksheet, &options.profile, &options.a, &options.b}) inputs.push_back(*name);
  inputs.insert(inputs.end(), options.packs.begin(), options.packs.end());
  return refused(outputs, inputs);
}

Status refused_outputs(const WorksheetOptions& options) {
  const Output outputs[] = {{"--output", &options.output, false}, {"--data", &options.data, false}, {"--xlsform", &options.xlsform, false}};
  std::vector<std::string> inputs = options.files;
  for (const auto* name : {&options.facts, &options.readings, &options.profile, &options.earlier}) inputs.push_back(*name);
  inputs.insert(inputs.end(), options.standards.begin(), options.standards.end());
  inputs.insert(inputs.end(), options.indicators.begin(), options.indicators.end());
  return refused(outputs, inputs);
}

Status refused_outputs(const RouteOptions& options) {
  const Output outputs[] = {{"--json", &options.json, true}, {"--svg", &options.svg, false}};
  std::vector<std::string> inputs = options.files;
  inputs.push_back(options.facts);
  inputs.push_back(options.profile);
  inputs.insert(inputs.end(), options.mobilities.begin(), options.mobilities.end());
  return refused(outputs, inputs);
}

Status refused_outputs(const MeasureOptions& options) {
  const Output outputs[] = {{"--json", &options.json, true}, {"--picture", &options.picture, false}};
  return refused(outputs, {options.photo, options.sidecar, options.photo + ".yaml"});
}

}  // namespace landai::cli
