// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <cmath>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"

namespace landai {
namespace {

using Json = nlohmann::json;

/// The YAML tree as the JSON that schemas speak of: unquoted numbers and truths become numbers and truths.
Json to_json(const Node& node) {
  switch (node.kind()) {
    case Node::Kind::null: return nullptr;
    case Node::Kind::scalar:
      if (const auto truth = node.boolean()) return *truth;
      if (const auto number = node.number()) {
        // Whole numbers as integers, so that "type": "integer" means something.
        const bool small = std::abs(*number) < 9e15;  // an integer that a double holds; also false for nan
        if (small && *number == static_cast<double>(static_cast<long long>(*number))) return static_cast<long long>(*number);
        return *number;
      }
      return node.text();
    case Node::Kind::list: {
      Json list = Json::array();
      for (const Node& item : node.items()) list.push_back(to_json(item));
      return list;
    }
    case Node::Kind::map: {
      Json map = Json::object();
      for (const auto& [key, value] : node.members()) map[key] = to_json(value);
      return map;
    }
  }
  return nullptr;
}

/// "<root>[rules][3][limit]" → "rules[3].limit", and the line of that place in the YAML, as far as the path exists.
std::pair<std::string, int> place(const std::vector<std::string>& context, const Node* node) {
  std::string path;
  int line = node != nullptr ? node->line() : 0;
  for (std::size_t i = 1; i < context.size(); ++i) {
    const std::string step = context[i].substr(1, context[i].size() - 2);  // without [ ]
    const bool index = !step.empty() && step.find_first_not_of("0123456789") == std::string::npos;
    path += index ? "[" + step + "]" : (path.empty() ? "" : ".") + step;
    if (node == nullptr) continue;
    if (index && node->is_list() && std::stoul(step) < node->items().size()) {
      node = &node->items()[std::stoul(step)];
    } else {
      const Node& member = (*node)[step];
      node = member.is_null() ? nullptr : &member;
    }
    if (node != nullptr && node->line() > 0) line = node->line();
  }
  return {path, line};
}

/// The schema "urn:landai:NAME" that another one speaks of: NAME.schema.json beside it; nullptr when there is none.
const Json* beside(const std::filesystem::path& schema_file, const std::string& urn) {
  constexpr std::string_view kOurs = "urn:landai:";
  if (!urn.starts_with(kOurs)) return nullptr;
  const std::string name = urn.substr(kOurs.size());
  if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string::npos) return nullptr;
  const auto text = read_file(schema_file.parent_path() / (name + ".schema.json"));
  return text ? new Json(Json::parse(*text)) : nullptr;
}

Result<std::vector<SchemaProblem>> validate(const Json& document, const Node* lines, const std::filesystem::path& schema_file) {
  const auto broken = [&schema_file](const std::string& why) {
    return Error{ErrorCode::pack, message("core.schema.broken").with("why", why), schema_file.string(), "", {}};
  };
  auto text = read_file(schema_file);
  if (!text) return text.error();
  try {
    const Json schema_json = Json::parse(*text);
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(
        valijson::adapters::NlohmannJsonAdapter(schema_json), schema,
        [&schema_file](const std::string& name) { return beside(schema_file, name); }, [](const Json* other) { delete other; });
    valijson::Validator validator;
    valijson::ValidationResults results;
    std::vector<SchemaProblem> problems;
    if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results)) return problems;
    valijson::ValidationResults::Error problem;
    while (results.popError(problem)) {
      auto [where, line] = place(problem.context, lines);
      std::string said = problem.description;
      if (said.ends_with('.')) said.pop_back();   // it stands within a sentence of ours
      problems.push_back({std::move(where), line, std::move(said)});
    }
    return problems;
  } catch (const std::exception& problem) {
    return broken(problem.what());
  }
}

}  // namespace

Result<std::vector<SchemaProblem>> check_schema(const Node& document, const std::filesystem::path& schema) {
  return validate(to_json(document), &document, schema);
}

Result<std::vector<SchemaProblem>> check_schema_json(std::string_view json, const std::filesystem::path& schema) {
  Json document = Json::parse(json, nullptr, false);
  if (document.is_discarded())
    return std::vector<SchemaProblem>{SchemaProblem{"", 0, "not JSON"}};
  return validate(document, nullptr, schema);
}

}  // namespace landai
