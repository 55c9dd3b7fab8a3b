// SPDX-License-Identifier: GPL-3.0-or-later
// Which forms there are, and what is wrong with them.
#include <algorithm>
#include <set>

#include "form_data.hpp"
#include "landai/core/file.hpp"

namespace landai::indicators {
namespace {

namespace fs = std::filesystem;

fs::path form_schema(const fs::path& data_dir) { return data_dir / "schema" / "indicators.schema.json"; }

fs::path file_of(const std::string& name, const fs::path& data_dir) {
  return is_path(name) ? fs::path(name) : data_dir / "indicators" / (name + ".yaml");
}

Error no_form(const std::string& name, const fs::path& data_dir) {
  const auto ids = names_in(data_dir / "indicators");
  if (!ids) return ids.error();
  const std::string meant = nearest(name, *ids);
  return Error{
      ErrorCode::pack, message("indicators.form.none").with("name", name), "", "",
      meant.empty() ? message("indicators.form.list") : message("indicators.form.meant").with("name", meant)};
}

/// Attestations name items by id alone, so an id may come once in a run.
Status all_different(const std::vector<Form>& forms) {
  std::map<std::string, const Form*> seen;
  for (const Form& form : forms) {
    for (const auto& [id, other] : seen)
      if (other->id == form.id)
        return broken(form.file, 1,
                      message("indicators.form.form_twice").with("what", form.id).with("other", other->file));
    const auto& nodes = (*form.source)["indicators"].items();
    for (std::size_t i = 0; i < form.indicators.size(); ++i) {
      const auto [at, fresh] = seen.try_emplace(form.indicators[i].id, &form);
      if (!fresh)
        return broken(form.file, nodes[i].line(),
                      message("indicators.form.form_twice")
                          .with("what", form.indicators[i].id)
                          .with("other", at->second->file));
    }
  }
  return std::nullopt;
}

/// Whether a pack has a rule of that id, or for a prefix (trailing *) any that begins so.
bool exists(const std::string& pattern, const std::vector<std::string>& ids) {
  return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return matches({pattern}, id); });
}

std::vector<std::string> rule_ids(std::span<const standards::Pack> packs) {
  std::vector<std::string> ids;
  for (const standards::Pack& pack : packs) {
    for (const standards::Rule& rule : pack.rules) ids.push_back(rule.id);
    if (pack.source)
      for (const Node& unchecked : (*pack.source)["unchecked"].items())
        ids.push_back(unchecked.text_of("id"));
  }
  return ids;
}

/// "pupr14.l2.*" for every beginning of the ids that ends at a dot.
std::vector<std::string> prefixes(const std::vector<std::string>& ids) {
  std::set<std::string> out;
  for (const std::string& id : ids)
    for (std::size_t dot = id.find('.'); dot != std::string::npos; dot = id.find('.', dot + 1))
      out.insert(id.substr(0, dot + 1) + "*");
  return {out.begin(), out.end()};
}

/// What may be a part of such a facility, or stand in it, so that its checks come to the item by themselves.
bool may_belong(Category thing, Category facility) {
  if (thing == facility || thing == Category::building || facility == Category::space) return true;
  const bool sloping = facility == Category::ramp || facility == Category::stair;
  return sloping && (thing == Category::flight || thing == Category::landing || thing == Category::handrail);
}

/// Rules that are asked of what no facility of the item can have: without `anywhere` their checks would be
/// lost in silence.
Status rules_belong(const Form& form, std::span<const standards::Pack> packs) {
  for (const Node& node : (*form.source)["indicators"].items()) {
    const auto how = judging(node, form.file);
    if (!how || how->any.empty()) continue;
    for (const standards::Pack& pack : packs)
      for (const standards::Rule& rule : pack.rules) {
        if (!matches(how->rules, rule.id) || matches(how->anywhere, rule.id)) continue;
        const auto has_it = [&rule](const Facility& f) { return may_belong(rule.subject, f.category); };
        if (std::any_of(how->any.begin(), how->any.end(), has_it)) continue;
        Error error = broken(form.file, node["rules"].line(),
                             message("indicators.form.apart")
                                 .with("rule", rule.id)
                                 .with("item", node.text_of("id"))
                                 .with("subject", to_string(rule.subject)));
        error.advice = message("indicators.form.apart.advice");
        return error;
      }
  }
  return std::nullopt;
}

}  // namespace

bool is_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml");
}

Result<std::vector<std::string>> names_in(const fs::path& folder) {
  const auto files = yaml_files(folder);
  if (!files) return files.error();
  std::vector<std::string> names;
  for (const fs::path& file : *files) names.push_back(file.stem().string());
  return names;
}

Status against_schema(const Node& document, const fs::path& file, const fs::path& schema) {
  auto found = check_schema(document, schema);
  if (!found) return found.error();
  if (found->empty()) return std::nullopt;
  const SchemaProblem& first = found->front();
  return Error{ErrorCode::pack, message("indicators.form.schema").with("why", first.message), file.string(),
               "line " + std::to_string(first.line) + (first.where.empty() ? "" : ", " + first.where),
               message("indicators.form.advice")};
}

Result<std::vector<Form>> load_forms(const fs::path& data_dir, std::span<const std::string> wanted) {
  std::vector<Form> forms;
  std::vector<std::string> names(wanted.begin(), wanted.end());
  if (names.empty()) {
    auto all = names_in(data_dir / "indicators");
    if (!all) return all.error();
    names = std::move(*all);
  }
  for (const std::string& name : names) {
    const fs::path file = file_of(name, data_dir);
    std::error_code ignored;
    if (!is_path(name) && !fs::exists(file, ignored)) return no_form(name, data_dir);
    auto form = read_form(file);
    if (!form) return form.error();
    // A form of the user's own is held against the schema on every load; ours are by `landai indicators
    // check` and the tests.
    if (is_path(name))
      if (Status problem = against_schema(*form->source, file, form_schema(data_dir))) return *problem;
    forms.push_back(std::move(*form));
  }
  if (Status problem = all_different(forms)) return *problem;
  return forms;
}

Result<std::vector<Form>> default_forms(const fs::path& data_dir) {
  auto forms = load_forms(data_dir, {});
  if (!forms) return forms.error();
  std::erase_if(*forms, [](const Form& form) { return !form.by_default; });
  return std::move(*forms);
}

Status rules_exist(const Form& form, std::span<const standards::Pack> packs) {
  const auto ids = rule_ids(packs);
  for (const Node& node : (*form.source)["indicators"].items())
    for (const std::string& pattern : node["rules"].texts()) {
      if (exists(pattern, ids)) continue;
      Error error =
          broken(form.file, node["rules"].line(),
                 message("indicators.form.no_rule").with("rule", pattern).with("item", node.text_of("id")));
      if (const std::string meant = nearest(pattern, pattern.ends_with('*') ? prefixes(ids) : ids);
          !meant.empty())
        error.advice = message("indicators.form.meant").with("name", meant);
      return error;
    }
  return std::nullopt;
}

std::vector<Error> problems(const fs::path& data_dir, std::span<const std::string> wanted) {
  std::vector<fs::path> files;
  std::vector<Error> out;
  const auto all_of = [&out](const fs::path& folder) {
    auto found = yaml_files(folder);
    if (!found) out.push_back(found.error());
    return found ? std::move(*found) : std::vector<fs::path>{};
  };
  if (wanted.empty()) files = all_of(data_dir / "indicators");
  for (const std::string& name : wanted) {
    std::error_code ignored;
    if (!is_path(name) && !fs::exists(file_of(name, data_dir), ignored))
      out.push_back(no_form(name, data_dir));
    else
      files.push_back(file_of(name, data_dir));
  }
  auto packs = standards::load_packs(data_dir, {});
  if (!packs) out.push_back(packs.error());
  for (const fs::path& file : files) {
    auto form = read_form(file);
    if (!form) {
      out.push_back(form.error());
      continue;
    }
    if (Status problem = against_schema(*form->source, file, form_schema(data_dir))) out.push_back(*problem);
    if (!packs) continue;
    if (Status problem = rules_exist(*form, *packs))
      out.push_back(*problem);
    else if (Status apart = rules_belong(*form, *packs))
      out.push_back(*apart);
  }
  if (wanted.empty())
    for (const fs::path& file : all_of(data_dir / "indicators" / "policies"))
      if (auto policy = load_policy(data_dir, file.string()); !policy) out.push_back(policy.error());
  return out;
}

}  // namespace landai::indicators
