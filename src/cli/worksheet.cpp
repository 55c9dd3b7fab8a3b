// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/worksheet.hpp"

#include <filesystem>
#include <future>
#include <map>
#include <optional>

#include "landai/core/date.hpp"
#include "landai/core/file.hpp"
#include "project.hpp"
#include "read.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

/// A building that was judged, with what it and its assessor are called.
struct Judged {
  std::unique_ptr<report::Inspection> inspection;
  std::string name;
  report::Facility facility;
  std::optional<store::Project> project;   ///< that the worksheet is kept in
};

bool is_project(const WorksheetOptions& options) {
  return options.files.size() == 1 && std::filesystem::path(options.files.front()).extension() == ".gpkg";
}

Result<Judged> judge_plan(const Context& context, const WorksheetOptions& options) {
  auto loading = std::async(std::launch::async, [&] { return report::load_rules(context.data_dir, {options.standards, options.indicators, {}}); });
  auto plan = read_building(context, options.files, options.profile, options.unit);
  auto rules = loading.get();
  if (!plan) return plan.error();
  if (!rules) return rules.error();
  auto facts = read_facts(options.facts, *plan);
  if (!facts) return facts.error();
  if (!options.readings.empty()) {
    auto readings = measure::load_readings(options.readings, *plan, context.data_dir, {.strict = true, .worksheet = {}});
    if (!readings) return readings.error();
    facts->readings = std::move(*readings);
  }
  auto judged = report::judge_building(std::move(*plan), std::move(*facts), std::move(*rules), {}, context.data_dir);
  if (!judged) return judged.error();
  return Judged{std::move(*judged), options.name, {"", "", options.assessor, options.date}, std::nullopt};
}

/// A project has its facts and readings in it; others beside it would be asked for by nobody the next time.
Status refused_beside_project(const WorksheetOptions& options) {
  for (const auto& [option, value] : {std::pair{"--facts", &options.facts}, {"--readings", &options.readings}, {"--profile", &options.profile}, {"--unit", &options.unit}})
    if (!value->empty())
      return Error{ErrorCode::usage, message("cli.worksheet.project").with("option", option), options.files.front(), "", message("cli.worksheet.project.advice")};
  return std::nullopt;
}

Result<Judged> judge_project(const Context& context, const WorksheetOptions& options) {
  if (const Status refused = refused_beside_project(options)) return *refused;
  auto opened = open_project(context, options.files.front(), store::Access::write, {options.standards, options.indicators, {}});
  if (!opened) return opened.error();
  auto gathered = gather(opened->project);
  if (!gathered) return gathered.error();
  auto judged = judge(context, std::move(*gathered), std::move(opened->subject), {});
  if (!judged) return judged.error();
  const store::Settings& kept = opened->unpacked.settings;
  return Judged{std::move(*judged), options.name.empty() ? kept.name : options.name,
                {kept.facility_id, kept.facility_unit, options.assessor.empty() ? kept.assessor : options.assessor, options.date}, std::move(opened->project)};
}

/// The markers that hang already: those of the project's worksheets, and of the file that is named. Both have to say the same.
Result<std::map<std::string, int>> earlier_tags(const Context& context, const WorksheetOptions& options, const Judged& judged) {
  std::map<std::string, int> tags;
  std::map<int, std::string> owners;
  if (judged.project) {
    auto kept = judged.project->sheet_tags();
    if (!kept) return kept.error();
    for (const store::SheetTag& tag : *kept) {
      if (tag.element.empty()) continue;
      // The number of a thing that is gone stays taken.
      const bool gone = judged.inspection->plan.find(tag.element) == nullptr;
      tags[gone ? tag.element + "#" + std::to_string(tag.tag) : tag.element] = tag.tag;
      owners[tag.tag] = tag.element;
    }
  }
  if (options.earlier.empty()) return tags;
  auto named = report::worksheet_tags(options.earlier, context.data_dir);
  if (!named) return named.error();
  for (const auto& [element, tag] : *named) {
    const auto owner = owners.find(tag);
    const auto own = tags.find(element);
    if ((owner != owners.end() && owner->second != element) || (own != tags.end() && own->second != tag))
      return Error{ErrorCode::usage, message("cli.worksheet.other_tag").with("tag", std::to_string(tag)).with("element", element), options.earlier, "",
                   message("cli.worksheet.other_tag.advice")};
    tags[element] = tag;
  }
  return tags;
}

/// The numbers and markers of the worksheet become part of the project: what comes back finds its element by them.
Status keep(const WorksheetOptions& options, const report::Worksheet& sheet, const std::string& data, store::Project& project) {
  auto names = measure::worksheet_names_of(data, options.data);
  if (!names) return names.error();
  std::vector<store::SheetTag> tags;
  for (const report::TagPlace& place : sheet.tags) tags.push_back({place.tag, place.element, place.side});
  if (const Status wrong = project.keep_worksheet(*names, tags)) return wrong;
  return project.commit({"worksheet", author_of(options), options.reason});
}

/// The data lie beside the sheet unless somebody says where.
std::string data_file(const WorksheetOptions& options) {
  if (!options.data.empty()) return options.data;
  return std::filesystem::path(options.output).replace_extension(".json").string();
}

/// The form speaks both languages, whichever the worksheet has.
Status write_form(const Context& context, const report::Worksheet& sheet, const report::Inputs& inputs, const report::HowTos& how, const std::string& file) {
  auto id = Texts::load(context.data_dir, Language::id);
  if (!id) return id.error();
  auto en = Texts::load(context.data_dir, Language::en);
  if (!en) return en.error();
  auto form = report::worksheet_xlsform(sheet, inputs, *id, *en, how, context.texts.language());
  return form ? write_file(file, *form) : Status(form.error());
}

Status write_all(const Context& context, const WorksheetOptions& options, Judged& judged) {
  auto how = report::load_how(context.data_dir);
  if (!how) return how.error();
  report::WorksheetOptions wanted;
  wanted.all_markers = options.all_markers;
  auto tags = earlier_tags(context, options, judged);
  if (!tags) return tags.error();
  wanted.tags = std::move(*tags);
  const report::Inputs inputs = judged.inspection->inputs({}, judged.name, judged.facility);
  auto sheet = report::worksheet(inputs, context.texts, *how, wanted);
  if (!sheet) return sheet.error();
  auto pages = report::worksheet_pdf(*sheet, inputs, context.texts, *how);
  if (!pages) return pages.error();
  if (const Status problem = write_file(options.output, *pages)) return problem;
  const std::string data = report::worksheet_json(*sheet, inputs, context.texts, *how);
  if (const Status problem = write_file(options.data, data)) return problem;
  if (!options.xlsform.empty())
    if (const Status problem = write_form(context, *sheet, inputs, *how, options.xlsform)) return problem;
  return judged.project ? keep(options, *sheet, data, *judged.project) : std::nullopt;
}

}  // namespace

int worksheet(const Context& context, const WorksheetOptions& given) {
  WorksheetOptions options = given;
  options.data = data_file(given);
  if (const Status refused = refused_outputs(options)) return complain(context, *refused);
  if (!options.date.empty() && !is_date(options.date))
    return complain(context, Error{ErrorCode::usage, message("cli.date.wrong").with("date", options.date), "", "", message("cli.date.advice")});
  auto judged = is_project(options) ? judge_project(context, options) : judge_plan(context, options);
  if (!judged) return complain(context, judged.error());
  if (const Status problem = write_all(context, options, *judged)) return complain(context, *problem);
  return kFine;
}

}  // namespace landai::cli
