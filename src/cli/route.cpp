// SPDX-License-Identifier: GPL-3.0-or-later
// `landai route`: one way through the building, for those who want to know whether they get there.
#include <algorithm>
#include <filesystem>

#include "landai/core/file.hpp"
#include "landai/measure/journey.hpp"
#include "landai/report/route.hpp"
#include "read.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

constexpr const char* kDefaultMobility = "manual_chair";

Status write_answers(const Context& context, const RouteOptions& options, const report::RouteInputs& inputs) {
  if (!options.json.empty()) {
    const std::string document = report::route_json(inputs, context.texts);
    if (Status problem = options.json == "-" ? print(document) : write_file(options.json, document)) return problem;
  }
  if (!options.svg.empty())
    if (Status problem = write_pictures(report::route_svg(inputs, context.texts), options.svg)) return problem;
  if (options.json != "-") return print(report::route_terminal(inputs, context.texts, context.colour));
  return std::nullopt;
}

/// 1 when somebody does not get there; with --strict also when that is open.
int answer_code(const std::vector<measure::Journey>& journeys, bool strict) {
  const bool short_of = std::any_of(journeys.begin(), journeys.end(), [strict](const measure::Journey& j) {
    const auto answer = j.answer();
    return answer ? !*answer : strict;
  });
  return short_of ? kFailures : kFine;
}

}  // namespace

int route(const Context& context, const RouteOptions& options) {
  if (const Status refused = refused_outputs(options)) return complain(context, *refused);
  auto mobilities = read_mobilities(context, options.mobilities.empty() ? std::vector<std::string>{kDefaultMobility} : options.mobilities);
  if (!mobilities) return complain(context, mobilities.error());
  auto plan = read_building(context, options.files, options.profile, options.unit);
  if (!plan) return complain(context, plan.error());
  auto facts = read_facts(options.facts, *plan);
  if (!facts) return complain(context, facts.error());
  const auto from = measure::find_place(*plan, options.from), to = measure::find_place(*plan, options.to);
  for (const auto* place : {&from, &to})
    if (!*place) return complain(context, place->error());
  std::vector<measure::Journey> journeys;
  for (const auto& mobility : *mobilities) {
    auto journey = measure::journey(*plan, *facts, mobility, *from, *to, context.data_dir);
    if (!journey) return complain(context, journey.error());
    journeys.push_back(std::move(*journey));
  }
  std::map<std::string, std::string> shaping{{"from", options.from}, {"to", options.to}};
  if (!options.profile.empty()) shaping["profile"] = options.profile;
  if (!options.unit.empty()) shaping["unit"] = options.unit;
  if (!options.facts.empty()) shaping["facts"] = options.facts;
  const report::RouteInputs inputs{*plan, *mobilities, journeys, *from, *to, shaping};
  if (const Status problem = write_answers(context, options, inputs)) return complain(context, *problem);
  return answer_code(journeys, options.strict);
}

}  // namespace landai::cli
