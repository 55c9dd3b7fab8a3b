// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <future>

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
  indicators::Policy policy;
};

Result<Rules> load_rules(const Context& context, const CheckOptions& options) {
  auto packs = standards::load_packs(context.data_dir, options.standards);
  if (!packs) return packs.error();
  auto forms = options.indicators.empty() ? indicators::default_forms(context.data_dir)
                                          : indicators::load_forms(context.data_dir, options.indicators);
  if (!forms) return forms.error();
  auto policy = indicators::load_policy(context.data_dir, options.policy);
  if (!policy) return policy.error();
  return Rules{std::move(*packs), std::move(*forms), std::move(*policy)};
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
  const bool no_output = options.json.empty() && options.html.empty() && options.svg.empty() && options.gpkg.empty();
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

/// Who gets where; nothing when nobody asked.
Result<std::vector<measure::MobilityReach>> reach_of(const Plan& plan, const measure::Facts& facts,
                                                     const std::vector<measure::Mobility>& mobilities, const Context& context) {
  if (mobilities.empty()) return std::vector<measure::MobilityReach>{};
  return measure::reach(plan, facts, mobilities, context.data_dir);
}

}  // namespace

int check(const Context& context, const CheckOptions& options) {
  if (const Status refused = refused_outputs(options)) return complain(context, *refused);
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
  if (const Status wrong = standards::check_waivers(rules->packs, facts->waivers, options.facts)) return complain(context, *wrong);
  const auto asked = questions(*rules, *extra);
  auto measurements = measure::measure(*plan, *facts, asked, context.data_dir);
  if (!measurements) return complain(context, measurements.error());
  const auto checks = standards::evaluate(rules->packs, *plan, *measurements, facts->waivers);
  const auto states = indicators::evaluate(rules->forms, *plan, *measurements, checks, rules->policy);
  auto reached = reach_of(*plan, *facts, *mobilities, context);
  if (!reached) return complain(context, reached.error());
  std::vector<remedy::Proposal> proposals;
  if (options.remedy) {
    auto found = remedy::propose(*plan, *facts, rules->packs, *measurements, checks, context.data_dir);
    if (!found) return complain(context, found.error());
    proposals = std::move(*found);
  }
  const report::Inputs inputs{*plan, *measurements, rules->packs, checks, rules->forms, states, shaping_options(options), options.name,
                              options.remedy ? &proposals : nullptr, std::move(*mobilities), std::move(*reached), std::move(*extra),
                              {}, &rules->policy};
  if (const Status problem = write_outputs(context, options, inputs)) return complain(context, *problem);
  return verdict_code(checks, options.strict);
}

}  // namespace landai::cli
