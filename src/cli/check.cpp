// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <future>
#include <optional>
#include <set>

#include "landai/core/file.hpp"
#include "landai/indicators/indicators.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/measure.hpp"
#include "landai/measure/reach.hpp"
#include "landai/remedy/remedy.hpp"
#include "landai/report/report.hpp"
#include "landai/standards/standards.hpp"
#include "read.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

struct Rules {
  std::vector<standards::Pack> packs;
  std::vector<indicators::Form> forms;
  std::vector<indicators::Form> known_forms;  ///< all of ours: attestations may speak of those that are not shown
  indicators::Policy policy;
};

/// A form of the user's own may name rules of our packs and of those of this run.
Status own_forms(const Context& context, const CheckOptions& options, const std::vector<indicators::Form>& forms,
                 const std::vector<standards::Pack>& packs) {
  const auto ours = context.data_dir / "indicators";
  std::optional<std::vector<standards::Pack>> all;
  for (const indicators::Form& form : forms) {
    if (std::filesystem::path(form.file).parent_path() == ours) continue;
    if (!all) {
      all = packs;
      if (!options.standards.empty()) {
        auto shipped = standards::load_packs(context.data_dir, {});
        if (!shipped) return shipped.error();
        all->insert(all->end(), shipped->begin(), shipped->end());
      }
    }
    if (Status problem = indicators::rules_exist(form, *all)) return problem;
  }
  return std::nullopt;
}

Result<Rules> load_rules(const Context& context, const CheckOptions& options) {
  auto packs = standards::load_packs(context.data_dir, options.standards);
  if (!packs) return packs.error();
  auto forms = options.indicators.empty() ? indicators::default_forms(context.data_dir)
                                          : indicators::load_forms(context.data_dir, options.indicators);
  if (!forms) return forms.error();
  auto known = indicators::load_forms(context.data_dir, {});
  if (!known) return known.error();
  auto policy = indicators::load_policy(context.data_dir, options.policy);
  if (!policy) return policy.error();
  if (const Status problem = own_forms(context, options, *forms, *packs)) return *problem;
  return Rules{std::move(*packs), std::move(*forms), std::move(*known), std::move(*policy)};
}

/// What packs and forms ask, and what the user asks beside them.
std::vector<measure::Request> questions(const Rules& rules, const std::vector<measure::Request>& asked) {
  auto all = standards::requests(rules.packs);
  all.insert(all.end(), asked.begin(), asked.end());
  auto more = indicators::requests(rules.forms);
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// Evidence is named from where the readings file lies.
std::filesystem::path evidence_folder(const CheckOptions& options) {
  return options.readings.empty() ? std::filesystem::path() : std::filesystem::absolute(options.readings).parent_path();
}

/// Every file that a reading or an attestation names.
std::vector<std::string> evidence_files(const measure::Readings& readings, const CheckOptions& options) {
  std::vector<std::string> out;
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows)
      for (const std::string& file : row.evidence) out.push_back((evidence_folder(options) / file).string());
  };
  add(readings.readings);
  add(readings.attestations);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Status write_forms(const Context& context, const CheckOptions& options, const report::Inputs& inputs) {
  if (!options.form_csv.empty()) {
    const std::string table = report::form_csv(inputs, context.texts);
    if (Status problem = options.form_csv == "-" ? print(table) : write_file(options.form_csv, table)) return problem;
  }
  if (options.bundle.empty()) return std::nullopt;
  auto archive = report::bundle(inputs, context.texts);
  return archive ? write_file(options.bundle, *archive) : Status(archive.error());
}

Status write_outputs(const Context& context, const CheckOptions& options, const report::Inputs& inputs) {
  if (!options.json.empty()) {
    const std::string document = report::json(inputs, context.texts);
    if (Status problem = options.json == "-" ? print(document) : write_file(options.json, document)) return problem;
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
  const bool no_output = options.json.empty() && options.html.empty() && options.svg.empty() && options.gpkg.empty() &&
                         options.form_csv.empty() && options.bundle.empty();
  if (no_output || options.summary)
    return print(report::terminal(inputs, context.texts, context.colour));
  return std::nullopt;
}

/// 1 when a mandatory check of a pack that counts failed; with --strict also when one is open.
int verdict_code(const std::vector<standards::Check>& checks, bool strict) {
  for (const standards::Check& check : checks) {
    if (!check.counts || check.obligation != standards::Obligation::mandatory) continue;
    if (check.duty == "waived" || check.duty == "staged" || check.duty == "advisory") continue;
    if (check.verdict == standards::Verdict::fail) return kFailures;
    if (strict && (check.verdict == standards::Verdict::undecided || check.verdict == standards::Verdict::not_measured))
      return kFailures;
  }
  return kFine;
}

std::map<std::string, std::string> shaping_options(const CheckOptions& options) {
  std::map<std::string, std::string> out;
  const auto keep = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  keep("profile", options.profile);
  keep("unit", options.unit);
  keep("facts", options.facts);
  keep("policy", options.policy);
  keep("readings", options.readings);
  std::string who;
  for (const std::string& mobility : options.mobilities) who += (who.empty() ? "" : ",") + mobility;
  keep("mobility", who);
  std::string asked;
  for (const std::string& question : options.asked) asked += (asked.empty() ? "" : " ") + question;
  keep("ask", asked);
  if (options.strict) out["strict"] = "true";
  if (options.remedy) out["remedy"] = "true";
  return out;
}

Result<std::vector<measure::Request>> requests_of(const std::vector<std::string>& texts) {
  std::vector<measure::Request> requests;
  for (const std::string& text : texts) {
    auto request = measure::request_from(text);
    if (!request) return request.error();
    if (std::find(requests.begin(), requests.end(), *request) == requests.end()) requests.push_back(std::move(*request));
  }
  return requests;
}

/// A day of the calendar, as YYYY-MM-DD.
bool is_date(const std::string& text) {
  int year = 0, month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const auto& [from, n, value] : {std::tuple{0, 4, &year}, std::tuple{5, 2, &month}, std::tuple{8, 2, &day}}) {
    const char* begin = text.data() + from;
    const auto [stop, error] = std::from_chars(begin, begin + n, *value);
    if (error != std::errc{} || stop != begin + n) return false;
  }
  return year >= 1900 && std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                                     std::chrono::day{static_cast<unsigned>(day)}}.ok();
}

/// What is attested of forms that this run does not show is not lost silently.
void tell_elsewhere(Plan& plan, const std::vector<indicators::Attestation>& elsewhere, const std::string& file) {
  if (elsewhere.empty()) return;
  std::string items;
  for (const auto& said : elsewhere)
    if (items.find(said.indicator) == std::string::npos) items += (items.empty() ? "" : ", ") + said.indicator;
  plan.diagnostics.push_back({DiagnosticSeverity::warning, file, "", message("indicators.attest.elsewhere").with("items", items),
                              message("indicators.attest.elsewhere.advice"), static_cast<int>(elsewhere.size())});
}

/// Photos that readings name and nobody can open are told in every output, not only where they would stand.
void tell_lost(Plan& plan, const measure::Readings& readings, const CheckOptions& options) {
  std::string files;
  int lost = 0;
  std::set<std::string> seen;
  for (const auto& reading : readings.readings)
    for (const std::string& file : reading.evidence)
      if (seen.insert(file).second && !indicators::evidence_problem(evidence_folder(options), file).empty())
        files += (lost++ ? ", " : "") + file;
  if (readings.readings.empty() && readings.attestations.empty() && !options.readings.empty())
    plan.diagnostics.push_back({DiagnosticSeverity::warning, options.readings, "", message("cli.readings.none"), {}, 1});
  if (lost == 0) return;
  plan.diagnostics.push_back({DiagnosticSeverity::warning, options.readings, "", message("cli.evidence.lost").with("files", files),
                              message("cli.evidence.lost.advice"), lost});
}

/// Who gets where; nothing when nobody asked.
Result<std::vector<measure::MobilityReach>> reach_of(const Plan& plan, const measure::Facts& facts,
                                                     const std::vector<measure::Mobility>& mobilities, const Context& context) {
  if (mobilities.empty()) return std::vector<measure::MobilityReach>{};
  return measure::reach(plan, facts, mobilities, context.data_dir);
}

}  // namespace

int check(const Context& context, const CheckOptions& options) {
  if (const Status refused = refused_outputs(options)) return complain(context, *refused);
  if (!options.date.empty() && !is_date(options.date))
    return complain(context, Error{ErrorCode::usage, message("cli.date.wrong").with("date", options.date), "", "", message("cli.date.advice")});
  auto extra = requests_of(options.asked);
  if (!extra) return complain(context, extra.error());
  // Packs and forms are read while the plan is: they do not depend on each other.
  auto loading = std::async(std::launch::async, [&] { return load_rules(context, options); });
  auto plan = read_building(context, options.files, options.profile, options.unit);
  auto rules = loading.get();
  auto mobilities = read_mobilities(context, options.mobilities);
  if (!mobilities) return complain(context, mobilities.error());
  if (!plan) return complain(context, plan.error());
  if (!rules) return complain(context, rules.error());
  auto facts = read_facts(options.facts, *plan);
  if (!facts) return complain(context, facts.error());
  if (!options.readings.empty()) {
    auto readings = measure::load_readings(options.readings, *plan);
    if (!readings) return complain(context, readings.error());
    facts->readings = std::move(*readings);
  }
  if (const Status refused = refused_outputs(options, evidence_files(facts->readings, options))) return complain(context, *refused);
  if (const Status wrong = standards::check_waivers(rules->packs, facts->waivers, options.facts)) return complain(context, *wrong);
  const auto asked = questions(*rules, *extra);
  auto measurements = measure::measure(*plan, *facts, asked, context.data_dir);
  if (!measurements) return complain(context, measurements.error());
  const auto checks = standards::evaluate(rules->packs, *plan, *measurements, facts->waivers);
  const auto& attested = facts->readings.attestations;
  auto statements = indicators::fitting(attested, rules->forms, rules->known_forms, options.readings);
  if (!statements) return complain(context, statements.error());
  indicators::find_evidence(statements->here, evidence_folder(options));
  tell_elsewhere(*plan, statements->elsewhere, options.readings);
  tell_lost(*plan, facts->readings, options);
  const auto states = indicators::evaluate(rules->forms, *plan, *measurements, checks, rules->policy, statements->here);
  auto reached = reach_of(*plan, *facts, *mobilities, context);
  if (!reached) return complain(context, reached.error());
  auto proven = standards::load_proven(context.data_dir);
  if (!proven) return complain(context, proven.error());
  std::vector<remedy::Proposal> proposals;
  if (options.remedy) {
    auto found = remedy::propose(*plan, *facts, rules->packs, *measurements, checks, context.data_dir);
    if (!found) return complain(context, found.error());
    proposals = std::move(*found);
  }
  const report::Inputs inputs{*plan, *measurements, rules->packs, checks, rules->forms, states, shaping_options(options), options.name,
                              options.remedy ? &proposals : nullptr, std::move(*mobilities), std::move(*reached), std::move(*extra),
                              {options.facility_id, options.facility_unit, options.assessor, options.date}, &rules->policy,
                              standards::coverage(rules->packs, *proven), evidence_folder(options)};
  if (const Status problem = write_outputs(context, options, inputs)) return complain(context, *problem);
  return verdict_code(checks, options.strict);
}

}  // namespace landai::cli
