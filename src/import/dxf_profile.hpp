// SPDX-License-Identifier: GPL-3.0-or-later
// Layer profiles: what the names of layers and blocks mean. Data, in data/profiles/*.yaml.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/plan/plan.hpp"

namespace landai::importer {

/// What a layer is for when it holds no elements.
enum class LayerRole { none, room_outline, room_name, level_mark, dimension, text, building_outline, ignore };

/// What a name means.
struct NameRule {
  std::vector<std::string> names;      ///< upper case; words, or globs with * and ?
  std::optional<Category> category;
  LayerRole role = LayerRole::none;
  std::string kind;                    ///< Element::kind
  DoorOperation operation = DoorOperation::unknown;
  int line = 0;
};

/// A block attribute that says what the block is: tag and pattern of its value.
struct AttributeRule {
  std::vector<std::string> tags;
  NameRule means;
};

class LayerProfile {
 public:
  /// Reads a profile and those it falls back to ("then"). Error (pack) with file and line.
  [[nodiscard]] static Result<LayerProfile> load(const std::filesystem::path& file, const std::filesystem::path& data_dir);

  [[nodiscard]] const std::string& id() const { return id_; }
  /// First rule that fits, own ones before those of the fallback; nullptr when no rule knows the name.
  [[nodiscard]] const NameRule* layer(std::string_view name) const;
  [[nodiscard]] const NameRule* block(std::string_view name) const;
  [[nodiscard]] const NameRule* attribute(std::string_view tag, std::string_view value) const;
  /// True when a rule of this profile itself knows the layer.
  [[nodiscard]] bool owns_layer(std::string_view name) const;
  /// Tags whose value is a height above the floor, upper case.
  [[nodiscard]] bool is_height_tag(std::string_view tag) const;

 private:
  std::string id_;
  std::vector<NameRule> layers_, blocks_;
  std::vector<AttributeRule> attributes_;
  std::vector<std::string> height_tags_;
  std::shared_ptr<const LayerProfile> then_;
};

/// Does a pattern (upper case) fit a name? Without wildcards: its words follow each other among the name's words
/// ("RAM" fits "RAM-1" and not "FRAME"). With * or ?: the whole name.
[[nodiscard]] bool name_fits(std::string_view pattern, std::string_view name);

/// A layer of the drawing with the number of entities on it.
struct LayerUse {
  std::string name;
  int entities = 0;
};

struct ChosenProfile {
  LayerProfile profile;
  int layers_known = 0;
  int layers_used = 0;
  bool asked_for = false;
};

/// The profile of `wanted` (a file, or an id in data_dir/profiles), or else the one that knows most of the layers.
[[nodiscard]] Result<ChosenProfile> choose_profile(const std::filesystem::path& data_dir,
                                                   const std::optional<std::filesystem::path>& wanted,
                                                   const std::vector<LayerUse>& layers);

}  // namespace landai::importer
