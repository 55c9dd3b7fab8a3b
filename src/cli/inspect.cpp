// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/measure.hpp"
#include "landai/report/report.hpp"
#include "read.hpp"
#include "verbs.hpp"

namespace landai::cli {

Result<Plan> read_one(const Context& context, const std::string& file, const std::string& profile, const std::string& unit) {
  importer::Options options;
  options.data_dir = context.data_dir;
  if (!profile.empty()) options.profile = profile;
  if (!unit.empty()) {
    options.unit_name = unit;
    options.metres_per_unit = importer::metres_per_unit(unit);
    if (!options.metres_per_unit)
      return Error{ErrorCode::usage, message("cli.unit_unknown").with("unit", unit), "", "", message("cli.unit_advice")};
  }
  return importer::read_plan(file, options);
}

namespace {

std::string formats_text() {
  std::string text;
  for (const importer::Format& format : importer::formats())
    text += std::string(format.id) + "  " + format.title + "  " + format.extensions + "  " + format.specification + "\n";
  return text;
}

}  // namespace

int inspect(const Context& context, const InspectOptions& options) {
  const auto printed = [&context](const std::string& text) {
    const Status failed = print(text);
    return failed ? complain(context, *failed) : kFine;
  };
  if (options.formats) return printed(formats_text());
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
  return printed(measure::write_facts(*plan, *measurements));
}

}  // namespace landai::cli
