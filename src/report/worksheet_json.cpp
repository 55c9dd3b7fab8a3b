// SPDX-License-Identifier: GPL-3.0-or-later
// The worksheet's data: what comes back from site finds its question and its element through it.
#include <algorithm>

#include "json_writer.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/photo/marker_sheet.hpp"
#include "view.hpp"
#include "worksheet_asks.hpp"

namespace landai::report {
namespace {

const char* kind_word(const std::string& quantity) {
  const auto* info = measure::quantity(quantity);
  if (!info) return "word";
  switch (info->kind) {
    case measure::ValueKind::number: return "number";
    case measure::ValueKind::truth: return "truth";
    case measure::ValueKind::words: return "words";
    case measure::ValueKind::word: break;
  }
  return "word";
}

void write_row(JsonWriter& json, const HowTos& how, const Ask& ask, int stop) {
  const HowTo& entry = how.quantities.at(ask.quantity);
  json.line().object().text("key", ask.key).text("label", ask.label).key("stop").integer(stop);
  json.text("quantity", asked_as(ask)).text("kind", kind_word(ask.quantity)).text("unit", entry.unit);
  json.key("subjects").array();
  for (const auto& subject : ask.subjects) json.text(subject_as(subject));
  json.end_array();
  json.key("after").array();
  std::vector<std::string> after;
  for (const After& condition : ask.after)
    if (std::find(after.begin(), after.end(), condition.key) == after.end()) after.push_back(condition.key);
  for (const auto& key : after) json.text(key);
  json.end_array();
  json.key("severity").integer(ask.severity).boolean("undecided", ask.undecided);
  json.key("u_max");
  if (ask.u_max) json.number(*ask.u_max);
  else json.null();
  json.texts("instruments", entry.instruments);
  std::vector<std::string> rules;
  for (const auto* check : ask.checks)
    if (std::find(rules.begin(), rules.end(), check->rule) == rules.end()) rules.push_back(check->rule);
  json.texts("rules", rules).end_object();
}

Error no_worksheet(const std::filesystem::path& file, int line) {
  return Error{ErrorCode::input, message("report.worksheet.no_data"), file.string(), line > 0 ? "line " + std::to_string(line) : "", message("report.worksheet.no_data.advice")};
}

}  // namespace

Result<std::map<std::string, int>> worksheet_tags(const std::filesystem::path& file, const std::filesystem::path& data_dir) {
  auto root = load_yaml(file, ErrorCode::input);   // JSON is YAML
  if (!root) return root.error();
  auto problems = check_schema(*root, data_dir / "schema" / "worksheet.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty()) return no_worksheet(file, problems->front().line);
  std::map<std::string, int> out;
  for (const Node& place : (*root)["tags"].items())
    if (place.has("element")) out[place.text_of("element")] = static_cast<int>(place["tag"].number().value_or(0));
  return out;
}

std::string worksheet_json(const Worksheet& sheet, const Inputs& in, const Texts& texts, const HowTos& how) {
  const View view(in, texts);
  JsonWriter json;
  json.object().text("schema", "landai-worksheet/1").key("plan").array();
  for (const auto& source : in.plan.sources) json.object().text("file", source.file).text("sha256", source.sha256).end_object();
  json.end_array();
  json.line().key("stops").array();
  for (const StopGroup& group : sheet.groups)
    for (const Stop& stop : group.stops) {
      if (stop.number == 0) continue;
      json.line().object().key("number").integer(stop.number).text("element", stop.element).text("name", view.name(stop.element));
      json.text("level", group.level).text("space", group.space).end_object();
    }
  json.end_array().line().key("rows").array();
  for (const StopGroup& group : sheet.groups)
    for (const Stop& stop : group.stops)
      for (const Ask& ask : stop.asks) write_row(json, how, ask, stop.number);
  json.end_array().line().key("for_author").array();
  for (const Ask& ask : sheet.for_author) {
    json.line().object().text("quantity", asked_as(ask)).key("subjects").array();
    for (const auto& subject : ask.subjects) json.text(subject_as(subject));
    json.end_array().end_object();
  }
  json.end_array().line().text("dictionary", photo::kSheetDictionary).key("tags").array();
  for (const TagPlace& place : sheet.tags) {
    json.line().object().key("tag").integer(place.tag).text_or_null("element", place.element).number("side", place.side).boolean("printed", place.printed).end_object();
  }
  json.end_array().line().end_object();
  return json.take() + "\n";
}

}  // namespace landai::report
