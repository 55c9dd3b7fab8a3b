// SPDX-License-Identifier: GPL-3.0-or-later
#include "render.hpp"

#include <algorithm>
#include <cstdio>

#include "landai/core/date.hpp"
#include "landai/core/file.hpp"
#include "landai/measure/catalogue.hpp"
#include "read.hpp"

namespace landai::cli {
namespace {

Status write_forms(const Context& context, const ReportOptions& options, const report::Inputs& inputs) {
  if (!options.form_csv.empty()) {
    const std::string table = report::form_csv(inputs, context.texts);
    if (Status problem = options.form_csv == "-" ? print(table) : write_file(options.form_csv, table))
      return problem;
  }
  if (!options.values_csv.empty()) {
    const std::string table = report::values_csv(inputs, context.texts);
    if (Status problem = options.values_csv == "-" ? print(table) : write_file(options.values_csv, table))
      return problem;
  }
  if (options.bundle.empty()) return std::nullopt;
  auto archive = report::bundle(inputs, context.texts);
  return archive ? write_file(options.bundle, *archive) : Status(archive.error());
}

Result<std::vector<measure::Request>> requests_of(const std::vector<std::string>& texts) {
  std::vector<measure::Request> requests;
  for (const std::string& text : texts) {
    auto request = measure::request_from(text);
    if (!request) return request.error();
    if (std::find(requests.begin(), requests.end(), *request) == requests.end())
      requests.push_back(std::move(*request));
  }
  return requests;
}

/// On standard error, which no output goes to.
void tell_blurred(const Context& context, const report::PhotoExport& how) {
  const photo::Looked looked = how.finder ? how.finder->looked() : photo::Looked{};
  if (looked.photos == 0) return;
  const Message told = message("cli.blur.told").with("places", std::to_string(looked.places)).with("photos", std::to_string(looked.photos));
  std::fputs((context.texts.render(told) + "\n").c_str(), stderr);
}

}  // namespace

Status write_outputs(const Context& context, const ReportOptions& options, const report::Inputs& inputs) {
  if (!options.json.empty()) {
    const std::string document = report::json(inputs, context.texts);
    if (Status problem = options.json == "-" ? print(document) : write_file(options.json, document))
      return problem;
  }
  if (!options.html.empty()) {
    const std::string page = report::html(inputs, context.texts);
    if (Status problem = options.html == "-" ? print(page) : write_file(options.html, page)) return problem;
  }
  if (!options.svg.empty())
    if (Status problem = write_pictures(report::svg(inputs, context.texts), options.svg)) return problem;
  if (!options.gpkg.empty())
    if (Status problem = report::gpkg(inputs, context.texts, options.gpkg)) return problem;
  if (Status problem = write_forms(context, options, inputs)) return problem;
  const bool no_output = options.json.empty() && options.html.empty() && options.svg.empty() &&
                         options.gpkg.empty() && options.form_csv.empty() && options.values_csv.empty() &&
                         options.bundle.empty();
  tell_blurred(context, inputs.photo_export);
  if (no_output || options.summary) return print(report::terminal(inputs, context.texts, context.colour));
  return std::nullopt;
}

Result<report::PhotoExport> photo_export(const ReportOptions& options) {
  report::PhotoExport how;
  how.keep = {options.keep_gps, options.keep_metadata};
  std::vector<int> sides;
  if (!options.html.empty()) sides.push_back(report::kPagePhotoSide);
  if (!options.bundle.empty()) sides.push_back(0);
  how.publisher = std::make_shared<photo::Publisher>(std::move(sides));
  if (!options.blur) return how;
  auto finder = photo::PrivacyFinder::load();
  if (!finder) return finder.error();
  how.finder = std::move(*finder);
  return how;
}

std::map<std::string, std::string> shaping_options(const ReportOptions& options) {
  std::map<std::string, std::string> out;
  const auto keep = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  keep("policy", options.policy);
  std::string who;
  for (const std::string& mobility : options.mobilities) who += (who.empty() ? "" : ",") + mobility;
  keep("mobility", who);
  std::string asked;
  for (const std::string& question : options.asked) asked += (asked.empty() ? "" : " ") + question;
  keep("ask", asked);
  if (options.strict) out["strict"] = "true";
  if (options.remedy) out["remedy"] = "true";
  if (options.blur) out["blur"] = "true";
  if (options.keep_gps) out["keep-gps"] = "true";
  if (options.keep_metadata) out["keep-metadata"] = "true";
  return out;
}

Result<report::Wanted> wanted(const Context& context, const ReportOptions& options) {
  if (!options.date.empty() && !is_date(options.date))
    return Error{ErrorCode::usage, message("cli.date.wrong").with("date", options.date), "", "",
                 message("cli.date.advice")};
  auto asked = requests_of(options.asked);
  if (!asked) return asked.error();
  auto mobilities = read_mobilities(context, options.mobilities);
  if (!mobilities) return mobilities.error();
  return report::Wanted{std::move(*mobilities), std::move(*asked), options.remedy, {}, options.date};
}

}  // namespace landai::cli
