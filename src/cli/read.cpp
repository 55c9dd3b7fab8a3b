// SPDX-License-Identifier: GPL-3.0-or-later
#include "read.hpp"

#include <algorithm>
#include <filesystem>

#include "landai/measure/measure.hpp"
#include "landai/measure/readings.hpp"
#include "landai/plan/merge.hpp"

namespace landai::cli {
namespace {

bool nothing_understood(const Plan& plan) {
  return std::none_of(plan.elements.begin(), plan.elements.end(), [](const Element& e) {
    return e.category != Category::building && e.category != Category::level;
  });
}

/// Two names for one file, or two copies of it.
bool same_source(const Plan& a, const Plan& b) {
  return !a.sources.empty() && !b.sources.empty() && !a.sources[0].sha256.empty() && a.sources[0].sha256 == b.sources[0].sha256;
}

Error unknown_mobility(const std::string& name, const std::vector<measure::Mobility>& all) {
  std::string ids;
  for (const auto& m : all) ids += (ids.empty() ? "" : ", ") + m.id;
  return Error{ErrorCode::usage, message("cli.route.unknown_mobility").with("name", name).with("ids", ids), "", "", message("cli.usage.advice")};
}

}  // namespace

Result<Plan> read_building(const Context& context, const std::vector<std::string>& files, const std::string& profile,
                           const std::string& unit) {
  std::vector<Plan> plans;
  for (const std::string& file : files) {
    auto plan = read_one(context, file, profile, unit);
    if (!plan) return plan.error();
    if (std::any_of(plans.begin(), plans.end(), [&](const Plan& other) { return same_source(*plan, other); }))
      return Error{ErrorCode::usage, message("cli.check.file_twice"), file, "", message("cli.check.file_twice.advice")};
    plans.push_back(std::move(*plan));
  }
  auto plan = measure::complete(merge(std::move(plans)), context.data_dir);
  if (plan && nothing_understood(*plan))
    return Error{ErrorCode::input, message("cli.nothing_understood"), files.front(), "", message("cli.nothing_understood_advice")};
  return plan;
}

Result<measure::Facts> read_facts(const std::string& file, const Plan& plan) {
  if (file.empty()) return measure::Facts{};
  return measure::load_facts(file, plan);
}

Status read_readings(const Context& context, const std::string& file, const std::string& worksheet, bool strict, const report::Rules* rules, Plan& plan,
                     measure::Facts& facts) {
  if (file.empty()) return std::nullopt;
  measure::WorksheetNames names;
  if (!worksheet.empty()) {
    auto read = measure::load_worksheet_names(worksheet);
    if (!read) return read.error();
    names = std::move(*read);
  }
  measure::ReadingOptions wanted{.strict = strict, .worksheet = std::move(names)};
  if (rules) wanted.unfit = [rules](measure::Attestation& said) { return indicators::unfit(said, rules->forms, rules->known_forms); };
  auto readings = measure::load_readings(file, plan, context.data_dir, wanted);
  if (!readings) return readings.error();
  facts.readings = std::move(*readings);
  const measure::Readings& r = facts.readings;
  plan.diagnostics.insert(plan.diagnostics.end(), r.diagnostics.begin(), r.diagnostics.end());
  if (r.readings.empty() && r.attestations.empty() && r.unmatched.empty() && r.evidence.empty())
    plan.diagnostics.push_back({DiagnosticSeverity::warning, file, "", message("cli.readings.none"), {}, 1});
  return std::nullopt;
}

Status rows_not_taken(const Context& context, const measure::Readings& readings, const std::string& file, Message advice) {
  const auto& rows = readings.unmatched;
  if (rows.empty()) return std::nullopt;
  Message what = message("cli.readings.unmatched").with("count", std::to_string(rows.size())).with("why", context.texts.render(rows.front().why));
  return Error{ErrorCode::input, std::move(what), file, rows.front().where, std::move(advice)};
}

Result<std::vector<measure::Mobility>> read_mobilities(const Context& context, const std::vector<std::string>& names) {
  auto all = measure::load_mobilities(context.data_dir);
  if (!all) return all.error();
  std::vector<measure::Mobility> wanted;
  const auto add = [&wanted](const measure::Mobility& m) {
    if (!measure::find_mobility(wanted, m.id)) wanted.push_back(m);
  };
  for (const std::string& name : names) {
    if (name == "all") {
      for (const auto& m : *all) add(m);
      continue;
    }
    const std::filesystem::path path = name;
    if (path.has_extension() || path.has_parent_path()) {
      auto own = measure::load_mobility(path, context.data_dir);
      if (!own) return own.error();
      add(*own);
      continue;
    }
    const auto* known = measure::find_mobility(*all, name);
    if (!known) return unknown_mobility(name, *all);
    add(*known);
  }
  return wanted;
}

}  // namespace landai::cli
