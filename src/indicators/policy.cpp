// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/indicators/policy.hpp"

#include <algorithm>
#include <array>

#include "form_data.hpp"
#include "landai/core/file.hpp"

namespace landai::indicators {
namespace {

namespace fs = std::filesystem;

template <class Choice, std::size_t N>
Status choose(Choice& out, const Node& root, const char* key,
              const std::array<std::pair<const char*, Choice>, N>& words, const std::string& file) {
  const std::string word = root.text_of(key);
  std::string known;
  for (const auto& [name, choice] : words) {
    if (word == name) {
      out = choice;
      return std::nullopt;
    }
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  const int line = std::max({root[key].line(), root.line(), 1});
  Error error = broken(file, line,
                       message("indicators.form.unknown_of")
                           .with("what", std::string(key) + ": " + word)
                           .with("known", known));
  error.advice = message("indicators.policy.advice");
  return error;
}

Status read_choices(Policy& policy, const Node& root, const std::string& file) {
  using Defect = Policy::Defect;
  using DrawnOnly = Policy::DrawnOnly;
  using AttestedOnly = Policy::AttestedOnly;
  using ExistingPlan = Policy::ExistingPlan;
  static constexpr std::array kDefect = {std::pair{"note", Defect::note},
                                         std::pair{"in_progress", Defect::in_progress}};
  static constexpr std::array kDrawn = {std::pair{"in_progress", DrawnOnly::in_progress},
                                        std::pair{"unknown", DrawnOnly::unknown},
                                        std::pair{"absent", DrawnOnly::absent}};
  static constexpr std::array kAttested = {std::pair{"lower", AttestedOnly::lower},
                                           std::pair{"needs_evidence", AttestedOnly::needs_evidence}};
  if (Status problem = choose(policy.defect, root, "defect", kDefect, file)) return problem;
  static constexpr std::array kExisting = {std::pair{"drawn_only", ExistingPlan::drawn_only},
                                           std::pair{"present", ExistingPlan::present}};
  if (Status problem = choose(policy.drawn_only, root, "drawn_only", kDrawn, file)) return problem;
  if (root.has("existing_plan"))
    if (Status problem = choose(policy.existing_plan, root, "existing_plan", kExisting, file)) return problem;
  return choose(policy.attested_only, root, "attested_only", kAttested, file);
}

Error no_policy(const std::string& name, const fs::path& data_dir) {
  const auto names = names_in(data_dir / "indicators" / "policies");
  if (!names) return names.error();
  std::string known;
  for (const std::string& one : *names) known += (known.empty() ? "" : ", ") + one;
  return Error{ErrorCode::pack, message("indicators.policy.none").with("name", name), "", "",
               message("indicators.policy.known").with("known", known)};
}

}  // namespace

Result<Policy> load_policy(const fs::path& data_dir, const std::string& name) {
  const std::string wanted = name.empty() ? "default" : name;
  const fs::path path =
      is_path(wanted) ? fs::path(wanted) : data_dir / "indicators" / "policies" / (wanted + ".yaml");
  std::error_code ignored;
  if (!is_path(wanted) && !fs::exists(path, ignored)) return no_policy(wanted, data_dir);
  auto bytes = read_file(path, 1U << 20U);
  if (!bytes) {
    Error error = bytes.error();
    error.code = ErrorCode::pack;
    return error;
  }
  auto root = parse_yaml(*bytes, path.string());
  if (!root) return root.error();
  Policy policy;
  policy.sha256 = sha256(*bytes);
  policy.id = root->text_of("id");
  policy.version = root->text_of("version");
  policy.title = {(*root)["title"].text_of("id"), (*root)["title"].text_of("en")};
  policy.about = {(*root)["about"].text_of("id"), (*root)["about"].text_of("en")};
  if (Status problem = read_choices(policy, *root, path.string())) return *problem;
  if (Status problem = against_schema(*root, path, data_dir / "schema" / "policy.schema.json")) {
    problem->advice = message("indicators.policy.advice");
    return *problem;
  }
  return policy;
}

}  // namespace landai::indicators
