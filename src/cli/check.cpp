// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <functional>
#include <future>
#include <set>

#include "landai/core/file.hpp"
#include "landai/indicators/indicators.hpp"
#include "landai/report/inspection.hpp"
#include "read.hpp"
#include "render.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

/// Evidence is named from where the readings file lies.
std::filesystem::path evidence_folder(const CheckOptions& options) {
  return options.readings.empty() ? std::filesystem::path() : std::filesystem::absolute(options.readings).parent_path();
}

/// Every file that a row names.
std::vector<std::string> evidence_files(const measure::Readings& readings, const CheckOptions& options) {
  std::vector<std::string> out;
  for (const measure::EvidenceFile& file : readings.evidence) out.push_back((evidence_folder(options) / file.name).string());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// The files that shaped the result with the plan; whoever signs a bundle signs them, too.
Result<std::vector<report::GivenFile>> given_files(const CheckOptions& options) {
  std::vector<report::GivenFile> given;
  if (options.bundle.empty()) return given;
  for (const auto& [what, file] : {std::pair{"facts", &options.facts}, {"readings", &options.readings}}) {
    if (file->empty()) continue;
    auto bytes = read_file(*file);
    if (!bytes) return bytes.error();
    given.push_back({what, *file, sha256(*bytes)});
  }
  return given;
}

/// Whether evidence can be had: inside the archive, or beside the readings file.
std::function<bool(const std::string&)> evidence_test(const measure::Readings& readings, const CheckOptions& options) {
  std::set<std::string> inside;
  for (const auto& e : readings.evidence)
    if (e.inside) inside.insert(e.name);
  return [inside = std::move(inside), folder = evidence_folder(options)](const std::string& file) {
    return inside.contains(file) || indicators::evidence_problem(folder, file).empty();
  };
}

std::map<std::string, std::string> options_told(const CheckOptions& options) {
  auto out = shaping_options(options);
  for (const auto& [name, value] : {std::pair{"profile", &options.profile}, {"unit", &options.unit}, {"facts", &options.facts}, {"readings", &options.readings}, {"worksheet", &options.worksheet}})
    if (!value->empty()) out[name] = *value;
  return out;
}

}  // namespace

int check(const Context& context, const CheckOptions& options) {
  if (const Status refused = refused_outputs(options)) return complain(context, *refused);
  auto extra = wanted(context, options);
  if (!extra) return complain(context, extra.error());
  const auto photos = photo_export(options);
  if (!photos) return complain(context, photos.error());
  // Packs and forms are read while the plan is: they do not depend on each other.
  auto loading = std::async(std::launch::async, [&] {
    return report::load_rules(context.data_dir, {options.standards, options.indicators, options.policy});
  });
  auto plan = read_building(context, options.files, options.profile, options.unit);
  auto rules = loading.get();
  if (!plan) return complain(context, plan.error());
  if (!rules) return complain(context, rules.error());
  auto facts = read_facts(options.facts, *plan);
  if (!facts) return complain(context, facts.error());
  if (const Status wrong = read_readings(context, options.readings, options.worksheet, options.strict, &*rules, *plan, *facts)) return complain(context, *wrong);
  if (const Status refused = refused_outputs(options, evidence_files(facts->readings, options))) return complain(context, *refused);
  extra->has_evidence = evidence_test(facts->readings, options);
  auto judged = report::judge_building(std::move(*plan), std::move(*facts), std::move(*rules), std::move(*extra), context.data_dir);
  if (!judged) return complain(context, judged.error());
  auto inputs = (*judged)->inputs(options_told(options), options.name, {options.facility_id, options.facility_unit, options.assessor, options.date});
  inputs.evidence_folder = evidence_folder(options);
  inputs.photo_export = *photos;
  auto given = given_files(options);
  if (!given) return complain(context, given.error());
  inputs.given = std::move(*given);
  if (const auto& named = (*judged)->facts.readings.evidence; std::any_of(named.begin(), named.end(), [](const auto& e) { return e.inside; })) {
    auto archive = measure::EvidenceSource::open(options.readings);
    if (!archive) return complain(context, archive.error());
    inputs.evidence_archive = std::move(*archive);
  }
  if (const Status problem = write_outputs(context, options, inputs)) return complain(context, *problem);
  // The verdict is about a part of what was read: no script may take it for the whole.
  if (const Status part = rows_not_taken(context, (*judged)->facts.readings, options.readings)) return complain(context, *part);
  return report::has_failures((*judged)->checks, options.strict) ? kFailures : kFine;
}

}  // namespace landai::cli
