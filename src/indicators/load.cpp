// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "form_data.hpp"
#include "landai/core/file.hpp"
#include "landai/indicators/indicators.hpp"

namespace landai::indicators {
namespace {

namespace fs = std::filesystem;

constexpr std::array kStates = {"present", "in_progress", "absent", "compliant", "fairly_compliant", "less_compliant", "unknown"};
constexpr std::array kGroups = {"elderly", "child", "pregnant_or_nursing", "women", "disability"};

Error broken(const std::string& file, int line, Message what) {
  return Error{ErrorCode::pack, std::move(what), file, "line " + std::to_string(line), message("indicators.form.advice")};
}

template <class List>
bool known(const List& words, const std::string& word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

Result<BilingualText> bilingual(const Node& parent, const char* key, const std::string& file) {
  const Node& node = parent[key];
  if (!node["id"].is_scalar() || !node["en"].is_scalar())
    return broken(file, parent.line(), message("indicators.form.missing").with("what", std::string(key) + ": {id, en}"));
  return BilingualText{node["id"].text(), node["en"].text()};
}

Result<Indicator> read_indicator(const Node& node, const std::string& form, const std::set<std::string>& blocks, const std::string& file) {
  Indicator out;
  out.form = form;
  out.id = node.text_of("id");
  if (out.id.empty()) return broken(file, node.line(), message("indicators.form.missing").with("what", "id"));
  out.block = node.text_of("block");
  if (!blocks.contains(out.block)) return broken(file, node.line(), message("indicators.form.unknown").with("what", "block: " + out.block));
  auto title = bilingual(node, "title", file);
  if (!title) return title.error();
  out.title = *title;
  out.groups = node["groups"].texts();
  if (out.groups.empty()) return broken(file, node.line(), message("indicators.form.missing").with("what", "groups"));
  for (const std::string& group : out.groups)
    if (!known(kGroups, group)) return broken(file, node["groups"].line(), message("indicators.form.unknown").with("what", "group: " + group));
  if (auto how = judging(node, file); !how) return how.error();
  return out;
}

Result<Form> read_form(const fs::path& path) {
  auto bytes = read_file(path, 8U << 20U);
  const std::string file = path.string();
  if (!bytes) {
    Error error = bytes.error();
    error.code = ErrorCode::pack;
    return error;
  }
  auto parsed = parse_yaml(*bytes, file);
  if (!parsed) return parsed.error();
  auto root = std::make_shared<const Node>(std::move(*parsed));
  Form form;
  form.id = root->text_of("id");
  form.version = root->text_of("version");
  form.sha256 = sha256(*bytes);
  form.source = root;
  if (form.id.empty() || form.version.empty())
    return broken(file, std::max(root->line(), 1), message("indicators.form.missing").with("what", "id, version"));
  for (auto [key, target] : {std::pair{"title", &form.title}, std::pair{"about", &form.about}}) {
    auto text = bilingual(*root, key, file);
    if (!text) return text.error();
    *target = *text;
  }
  std::set<std::string> blocks;
  for (const Node& block : (*root)["blocks"].items()) {
    blocks.insert(block.text_of("id"));
    for (const std::string& state : block["states"].texts())
      if (!known(kStates, state)) return broken(file, block.line(), message("indicators.form.unknown").with("what", "state: " + state));
  }
  std::set<std::string> ids;
  for (const Node& node : (*root)["indicators"].items()) {
    auto indicator = read_indicator(node, form.id, blocks, file);
    if (!indicator) return indicator.error();
    if (!ids.insert(indicator->id).second) return broken(file, node.line(), message("indicators.form.twice").with("what", indicator->id));
    form.indicators.push_back(std::move(*indicator));
  }
  if (form.indicators.empty()) return broken(file, std::max(root->line(), 1), message("indicators.form.missing").with("what", "indicators"));
  return form;
}

bool is_path(const std::string& name) { return name.find('/') != std::string::npos || name.ends_with(".yaml"); }

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// A form of the user's own is held against the schema on every load; ours are by `landai indicators check` and the tests.
Status against_schema(const Form& form, const fs::path& file, const fs::path& data_dir) {
  auto problems = check_schema(*form.source, data_dir / "schema" / "indicators.schema.json");
  if (!problems) return problems.error();
  if (problems->empty()) return std::nullopt;
  const SchemaProblem& first = problems->front();
  return Error{ErrorCode::pack, message("indicators.form.schema").with("why", first.message), file.string(),
               "line " + std::to_string(first.line) + (first.where.empty() ? "" : ", " + first.where), message("indicators.form.advice")};
}

}  // namespace

Result<Judging> judging(const Node& indicator, const std::string& file) {
  Judging out;
  out.plan_shows = indicator["plan_shows"].boolean().value_or(false);
  out.rules = indicator["rules"].texts();
  for (const Node& node : indicator["facility"].items()) {
    Facility facility;
    const auto category = category_from(node.text_of("category"));
    if (!category) return broken(file, node.line(), message("indicators.form.unknown").with("what", "category: " + node.text_of("category")));
    facility.category = *category;
    facility.uses = node["use"].texts();
    facility.kinds = node["kind"].texts();
    facility.names = node["name"].texts();
    facility.part = node["part"].boolean().value_or(false);
    out.any.push_back(std::move(facility));
  }
  return out;
}

Result<std::vector<Form>> load_forms(const fs::path& data_dir, std::span<const std::string> wanted) {
  std::vector<Form> forms;
  if (wanted.empty()) {
    for (const fs::path& file : files_of(data_dir / "indicators")) {
      auto form = read_form(file);
      if (!form) return form.error();
      forms.push_back(std::move(*form));
    }
    return forms;
  }
  for (const std::string& name : wanted) {
    const fs::path file = is_path(name) ? fs::path(name) : data_dir / "indicators" / (name + ".yaml");
    std::error_code ignored;
    if (!is_path(name) && !fs::exists(file, ignored))
      return Error{ErrorCode::pack, message("indicators.form.none").with("name", name), "", "", message("indicators.form.list")};
    auto form = read_form(file);
    if (!form) return form.error();
    if (is_path(name))
      if (Status problem = against_schema(*form, file, data_dir)) return *problem;
    forms.push_back(std::move(*form));
  }
  return forms;
}

std::vector<Error> problems(const fs::path& data_dir, std::span<const std::string> wanted) {
  std::vector<fs::path> files;
  if (wanted.empty()) files = files_of(data_dir / "indicators");
  for (const std::string& name : wanted) files.push_back(is_path(name) ? fs::path(name) : data_dir / "indicators" / (name + ".yaml"));
  std::vector<Error> out;
  for (const fs::path& file : files) {
    auto form = read_form(file);
    if (!form) {
      out.push_back(form.error());
      continue;
    }
    if (Status problem = against_schema(*form, file, data_dir)) out.push_back(*problem);
  }
  return out;
}

}  // namespace landai::indicators
