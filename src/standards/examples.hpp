// SPDX-License-Identifier: GPL-3.0-or-later
// Examples of a rule: what is there, typed from the article, and the verdict it must get. Private to the room.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "rule_data.hpp"

namespace landai::standards {

/// What an example says of one quantity at one place.
struct ExampleValue {
  std::string quantity;
  measure::Params params;             ///< typed by hand; empty: those of the rule's questions that hold words only
  bool with_params = false;
  const Node* value = nullptr;        ///< one, or a list with one for each place of its kind (several rooms, several handrails)
  const Node* u = nullptr;            ///< standard uncertainty, or nothing
  Method method = Method::reading;
};

struct Example {
  std::string rule;
  std::string file;
  int line = 0;
  Verdict expect = Verdict::pass;
  std::string reason, duty;           ///< empty: not looked at
  std::string kind, within, document; ///< of the subject; what it is part of; waiver
  std::optional<bool> outside, ground_floor;
  std::vector<ExampleValue> values;
};

/// The examples of one rule: a list of cases, or {given, cases}. `node` must outlive them.
[[nodiscard]] std::vector<Example> read_examples(const std::string& rule, const Node& node, const std::string& file, std::vector<Error>& errors);

/// Keeps the files alive that examples point into.
struct ExampleBook {
  std::vector<std::shared_ptr<const Node>> files;
  std::map<std::string, std::vector<Example>> of;   ///< by rule
  std::set<std::string> left_out;   ///< rules whose examples were left out, as an overlay changed another of their group
};
/// All examples of the pack: those in its rules and those in data_dir/standards/examples. What cannot be read is added to `errors`.
[[nodiscard]] ExampleBook example_book(const std::filesystem::path& data_dir, const Pack& pack, std::vector<Error>& errors);

/// What came of an example that was not to come of it; empty when it came out as it says.
[[nodiscard]] std::optional<Message> run_example(const Example& example, const RuleData& rule, const std::shared_ptr<const PackData>& pack);

/// The rule alone with those of its exclusive group, so that an example does not run the whole pack.
[[nodiscard]] PackData around(const PackData& pack, const RuleData& rule);

}  // namespace landai::standards
