// SPDX-License-Identifier: GPL-3.0-or-later
// What an indicator's entry in a form says besides its title: what on a plan is the facility. Private to the
// room.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/node.hpp"
#include "landai/indicators/indicators.hpp"
#include "landai/plan/plan.hpp"

namespace landai::indicators {

/// One way an element can be the facility; every condition that is given must hold.
struct Facility {
  Category category = Category::space;
  std::vector<std::string> uses;  ///< of a space
  std::vector<std::string> kinds;
  std::vector<std::string> names;  ///< parts of the name, lower case
  std::map<std::string, std::vector<std::string>>
      where;          ///< quantity → words it may have ("true" for a truth)
  bool part = false;  ///< must be a part of another element (the low place of a counter)
};

/// How an indicator is judged.
struct Judging {
  std::vector<Facility> any;
  bool plan_shows = false;  ///< a complete plan would show it: its absence means absent
  bool plan_decides =
      true;               ///< false: the item asks for more than that the thing is there ("easy", "special")
  bool single_storey = false;         ///< the form counts it as present in a building of one storey
  std::vector<std::string> rules;     ///< ids; a trailing * stands for any ending
  std::vector<std::string> anywhere;  ///< of `rules` those whose checks support it whatever they are about
  std::vector<std::string> evidence;  ///< kinds of evidence it needs
};

/// The keys of an indicator's node that say how it is judged. Error (pack) with the line.
[[nodiscard]] Result<Judging> judging(const Node& indicator, const std::string& file);

/// Whether a rule id is meant by one of the patterns.
[[nodiscard]] bool matches(const std::vector<std::string>& patterns, const std::string& rule);

[[nodiscard]] Result<Form> read_form(const std::filesystem::path& path);
/// A name that is a path rather than an id.
[[nodiscard]] bool is_path(const std::string& name);
/// The names (without .yaml) of the YAML files directly in a folder, sorted. Error (pack) as yaml_files.
[[nodiscard]] Result<std::vector<std::string>> names_in(const std::filesystem::path& folder);
/// First breach of a schema as an Error (pack) with its line.
[[nodiscard]] Status against_schema(const Node& document, const std::filesystem::path& file,
                                    const std::filesystem::path& schema);
/// Error (pack) of a form or policy file.
[[nodiscard]] Error broken(const std::string& file, int line, Message what);

/// The candidate with the fewest changed letters, when it is near enough to be what was meant; else empty.
[[nodiscard]] std::string nearest(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace landai::indicators
