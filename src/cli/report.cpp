// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <optional>

#include "landai/core/date.hpp"
#include "project.hpp"
#include "read.hpp"
#include "render.hpp"

namespace landai::cli {
namespace {

/// The settings of the project, with what this run asks otherwise.
ReportOptions with_settings(ReportOptions options, const store::Settings& settings) {
  const auto fill = [](auto& option, const auto& setting) {
    if (option.empty()) option = setting;
  };
  fill(options.standards, settings.standards);
  fill(options.indicators, settings.indicators);
  fill(options.policy, settings.policy);
  fill(options.name, settings.name);
  fill(options.facility_id, settings.facility_id);
  fill(options.facility_unit, settings.facility_unit);
  fill(options.assessor, settings.assessor);
  return options;
}

}  // namespace

int report(const Context& context, const ProjectReportOptions& options) {
  if (const Status refused = refused_outputs(options, {options.project})) return complain(context, *refused);
  auto extra = wanted(context, options);
  if (!extra) return complain(context, extra.error());
  const auto photos = photo_export(options);
  if (!photos) return complain(context, photos.error());
  std::optional<OpenProject> opened;
  if (auto project = open_project(context, options.project, store::Access::read, {options.standards, options.indicators, options.policy}))
    opened = std::move(*project);
  else
    return complain(context, project.error());
  const store::Project& project = opened->project;
  auto settings = project.settings();
  if (!settings) return complain(context, settings.error());
  const store::Unpacked unpacked = opened->unpacked;  // its folder stays when the project is closed
  const std::filesystem::path evidence = *unpacked.folder / "evidence";
  const bool shows_photos = !options.bundle.empty() || !options.html.empty() || !options.json.empty();
  std::error_code ignored;  // told by the writing
  std::filesystem::create_directories(evidence, ignored);
  std::vector<report::ElementPhoto> pictures;
  if (shows_photos) {
    if (const Status wrong = project.unpack_evidence(evidence)) return complain(context, *wrong);
    auto unpacked_photos = project.unpack_photos(evidence);
    if (!unpacked_photos) return complain(context, unpacked_photos.error());
    pictures = std::move(*unpacked_photos);
  }
  const ReportOptions asked = with_settings(options, unpacked.settings);
  auto gathered = gather(project, options.keep_metadata ? store::Cameras::named : store::Cameras::left_out);
  if (!gathered) return complain(context, gathered.error());
  auto lives = project.lives();
  if (!lives) return complain(context, lives.error());
  auto known = project.findings(context.texts.language());
  if (!known) return complain(context, known.error());
  auto origins = project.origins();
  if (!origins) return complain(context, origins.error());
  Subject subject = std::move(opened->subject);
  opened.reset();  // who waits to change it need not wait for the rest
  auto judged = judge(context, std::move(*gathered), std::move(subject), std::move(*extra));
  if (!judged) return complain(context, judged.error());
  auto told_options = shaping_options(with_settings(options, *settings));
  told_options["project"] = options.project;
  for (const auto& [name, value] : {std::pair{"profile", settings->profile}, {"unit", settings->unit}})
    if (!value.empty()) told_options[name] = value;
  auto inputs = (*judged)->inputs(std::move(told_options), asked.name,
                                  {asked.facility_id, asked.facility_unit, asked.assessor, asked.date});
  inputs.lives = std::move(*lives);
  inputs.day = asked.date.empty() ? utc_now().substr(0, 10) : asked.date;
  for (store::FindingTold& f : *known)
    // What is open and only waits to be measured is no history yet.
    if (f.verdict != "not_measured" || f.life.state != "open")
      inputs.history.push_back({f.fingerprint, f.title, f.severity, std::move(f.life), f.closed_by, f.follows, f.author, f.told});
  report::waive_lives(inputs, context.texts);
  inputs.given = std::move(*origins);
  inputs.evidence_folder = evidence;
  inputs.photo_export = *photos;
  inputs.photos = std::move(pictures);
  if (const Status problem = write_outputs(context, asked, inputs)) return complain(context, *problem);
  if (const Status part = rows_not_taken(context, (*judged)->facts.readings, options.project, message("cli.attach.unmatched.advice").with("project", options.project)))
    return complain(context, *part);
  return report::has_failures((*judged)->checks, options.strict) ? kFailures : kFine;
}

}  // namespace landai::cli
