// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_profile.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <system_error>

#include "dxf_text.hpp"
#include "landai/core/file.hpp"
#include "landai/core/node.hpp"

namespace landai::importer {
namespace {

constexpr int kMaxThen = 4;

/// The part of a layer's name after what binding an external reference puts in front: "SITE|A-WALL", "SITE$0$A-WALL".
std::string_view without_reference(std::string_view name) {
  if (const auto bar = name.rfind('|'); bar != std::string_view::npos) return name.substr(bar + 1);
  if (const auto last = name.rfind('$'); last != std::string_view::npos && last > 1) {
    const auto before = name.rfind('$', last - 1);
    if (before != std::string_view::npos && last - before == 2) return name.substr(last + 1);
  }
  return name;
}

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0; }
bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// "A-DOOR_90x2" → A, DOOR, 90, X, 2 (upper-case input).
std::vector<std::string_view> words(std::string_view s) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < s.size();) {
    const bool a = letter(s[i]);
    const bool d = digit(s[i]);
    std::size_t end = i + 1;
    while (end < s.size() && ((a && letter(s[end])) || (d && digit(s[end])))) ++end;
    if (a || d) out.push_back(s.substr(i, end - i));
    i = end;
  }
  return out;
}

bool glob(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = std::string_view::npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p, ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

const NameRule* first_fit(const std::vector<NameRule>& rules, std::string_view name) {
  for (const NameRule& rule : rules)
    for (const std::string& pattern : rule.names)
      if (name_fits(pattern, name)) return &rule;
  return nullptr;
}

std::optional<LayerRole> role_from(std::string_view word) {
  static constexpr std::pair<std::string_view, LayerRole> kRoles[] = {
      {"room_outline", LayerRole::room_outline}, {"room_name", LayerRole::room_name}, {"level_mark", LayerRole::level_mark},
      {"dimension", LayerRole::dimension},       {"text", LayerRole::text},           {"building_outline", LayerRole::building_outline},
      {"ignore", LayerRole::ignore}};
  for (const auto& [name, role] : kRoles)
    if (name == word) return role;
  return {};
}

DoorOperation operation_from(std::string_view word) {
  for (const auto op : {DoorOperation::swing, DoorOperation::double_acting, DoorOperation::sliding, DoorOperation::folding,
                        DoorOperation::revolving, DoorOperation::overhead, DoorOperation::none, DoorOperation::fixed})
    if (word == to_string(op)) return op;
  return DoorOperation::unknown;
}

NameRule rule_from(const Node& node) {
  NameRule rule;
  rule.line = node.line();
  for (const std::string& name : node["names"].texts()) rule.names.push_back(upper(name));
  if (node.has("category")) rule.category = category_from(node.text_of("category"));
  if (const auto role = role_from(node.text_of("role"))) rule.role = *role;
  if (rule.role == LayerRole::room_outline) rule.category = Category::space;
  rule.kind = node.text_of("kind");
  rule.operation = operation_from(node.text_of("operation"));
  return rule;
}

Error broken(const std::filesystem::path& file, const SchemaProblem& problem) {
  return Error{ErrorCode::pack,
               message("import.profile.broken").with("problem", problem.message).with("at", problem.where), file.string(),
               "line " + std::to_string(problem.line), message("import.profile.advice_schema")};
}

/// Path of a profile that the user or another profile names.
std::filesystem::path profile_path(const std::filesystem::path& wanted, const std::filesystem::path& data_dir) {
  std::error_code ec;
  if (!wanted.has_parent_path() && !wanted.has_extension()) return data_dir / "profiles" / (wanted.string() + ".yaml");
  return wanted;
}

}  // namespace

bool name_fits(std::string_view pattern, std::string_view name) {
  if (pattern.find_first_of("*?") != std::string_view::npos) return glob(pattern, name);
  const auto wanted = words(pattern);
  const auto have = words(name);
  if (wanted.empty()) return pattern == name;
  return std::search(have.begin(), have.end(), wanted.begin(), wanted.end()) != have.end();
}

const NameRule* LayerProfile::layer(std::string_view name) const {
  const std::string bare = upper(without_reference(name));
  if (const NameRule* own = first_fit(layers_, bare)) return own;
  return then_ ? then_->layer(name) : nullptr;
}

bool LayerProfile::owns_layer(std::string_view name) const {
  return first_fit(layers_, upper(without_reference(name))) != nullptr;
}

const NameRule* LayerProfile::block(std::string_view name) const {
  const std::string bare = upper(without_reference(name));
  if (const NameRule* own = first_fit(blocks_, bare)) return own;
  return then_ ? then_->block(name) : nullptr;
}

const NameRule* LayerProfile::attribute(std::string_view tag, std::string_view value) const {
  const std::string tag_upper = upper(tag);
  const std::string value_upper = upper(value);
  for (const AttributeRule& rule : attributes_) {
    if (std::find(rule.tags.begin(), rule.tags.end(), tag_upper) == rule.tags.end()) continue;
    for (const std::string& pattern : rule.means.names)
      if (name_fits(pattern, value_upper)) return &rule.means;
  }
  return then_ ? then_->attribute(tag, value) : nullptr;
}

bool LayerProfile::is_height_tag(std::string_view tag) const {
  const std::string bare = upper(tag);
  return std::find(height_tags_.begin(), height_tags_.end(), bare) != height_tags_.end() || (then_ && then_->is_height_tag(tag));
}

Result<LayerProfile> LayerProfile::load(const std::filesystem::path& file, const std::filesystem::path& data_dir) {
  // `then` is followed a few steps only, so a profile that names itself ends with an error and not in a loop.
  struct Chain {
    static Result<LayerProfile> read(const std::filesystem::path& path, const std::filesystem::path& data, int depth) {
      const auto node = load_yaml(path, ErrorCode::pack);
      if (!node) return node.error();
      const auto problems = check_schema(*node, data / "schema" / "profile.schema.json");
      if (!problems) return problems.error();
      if (!problems->empty()) return broken(path, problems->front());
      LayerProfile profile;
      profile.id_ = node->text_of("id");
      for (const Node& item : (*node)["layers"].items()) profile.layers_.push_back(rule_from(item));
      for (const Node& item : (*node)["blocks"].items()) profile.blocks_.push_back(rule_from(item));
      for (const Node& item : (*node)["attributes"].items()) {
        AttributeRule rule{{}, rule_from(item)};
        for (const std::string& tag : item["tags"].texts()) rule.tags.push_back(upper(tag));
        profile.attributes_.push_back(std::move(rule));
      }
      for (const std::string& tag : (*node)["height_tags"].texts()) profile.height_tags_.push_back(upper(tag));
      const std::string then = node->text_of("then");
      if (then.empty()) return profile;
      if (depth >= kMaxThen)
        return Error{ErrorCode::pack, message("import.profile.then_loop").with("then", then), path.string(),
                     "line " + std::to_string((*node)["then"].line()), {}};
      auto next = read(profile_path(then, data), data, depth + 1);
      if (!next) return next.error();
      profile.then_ = std::make_shared<const LayerProfile>(*std::move(next));
      return profile;
    }
  };
  return Chain::read(file, data_dir, 0);
}

Result<ChosenProfile> choose_profile(const std::filesystem::path& data_dir, const std::optional<std::filesystem::path>& wanted,
                                     const std::vector<LayerUse>& layers) {
  const auto known = [&layers](const LayerProfile& profile) {
    return static_cast<int>(std::count_if(layers.begin(), layers.end(), [&profile](const LayerUse& l) { return profile.owns_layer(l.name); }));
  };
  const int used = static_cast<int>(layers.size());
  if (wanted) {
    auto profile = LayerProfile::load(profile_path(*wanted, data_dir), data_dir);
    if (!profile) return profile.error();
    const int n = known(*profile);
    return ChosenProfile{*std::move(profile), n, used, true};
  }
  const auto files = yaml_files(data_dir / "profiles");
  if (!files) return files.error();
  std::optional<ChosenProfile> best;
  for (const auto& file : *files) {
    // The folder holds other lists of names too.
    const auto kind = load_yaml(file, ErrorCode::pack);
    if (!kind) return kind.error();
    if (kind->text_of("schema") != "landai-profile/1" || (*kind)["only_when_named"].boolean().value_or(false)) continue;
    auto profile = LayerProfile::load(file, data_dir);
    if (!profile) return profile.error();
    const int n = known(*profile);
    // On a tie the special one wins over the generic one, which stands for "nothing better".
    const bool better = !best || n > best->layers_known ||
                        (n == best->layers_known && best->profile.id() != "generic" && n == 0 && profile->id() == "generic") ||
                        (n == best->layers_known && n > 0 && best->profile.id() == "generic");
    if (better) best = ChosenProfile{*std::move(profile), n, used, false};
  }
  if (!best)
    return Error{ErrorCode::pack, message("import.profile.none"), (data_dir / "profiles").string(), {}, {}};
  return *std::move(best);
}

}  // namespace landai::importer
