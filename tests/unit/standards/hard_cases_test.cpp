// SPDX-License-Identifier: GPL-3.0-or-later
// The table hard_cases.yaml put to our packs.
#include "bench_plan.hpp"
#include "landai/core/node.hpp"
#include "standards/examples.hpp"

namespace landai::standards {
namespace {

std::string told(const Error& error) {
  static const auto texts = Texts::load(data_dir(), Language::en);
  return error.where + ": " + (texts ? texts->render(error.message) : error.message.key);
}

void put(const std::string& rule_id, const Node& node) {
  std::vector<Error> errors;
  const auto examples = read_examples(rule_id, node, "hard_cases.yaml", errors);
  for (const Error& error : errors) ADD_FAILURE() << told(error);
  for (const Pack& pack : packs())
    for (const RuleData& rule : pack.data->rules) {
      if (rule.rule.id != rule_id) continue;
      const auto alone = std::make_shared<const PackData>(around(*pack.data, rule));
      const auto self = std::find_if(alone->rules.begin(), alone->rules.end(), [&](const RuleData& r) { return r.rule.id == rule_id; });
      for (const Example& example : examples)
        if (const auto wrong = run_example(example, *self, alone))
          ADD_FAILURE() << told(Error{ErrorCode::pack, *wrong, "", "hard_cases.yaml:" + std::to_string(example.line) + ", " + rule_id, {}});
      return;
    }
  ADD_FAILURE() << "no rule " << rule_id;
}

TEST(HardCases, AreJudgedAsTheTextsHaveIt) {
  const auto table = load_yaml(std::filesystem::path(LANDAI_SOURCE_DIR) / "tests/unit/standards/hard_cases.yaml");
  ASSERT_TRUE(table);
  ASSERT_GT(table->members().size(), 10U);
  for (const auto& [name, rules] : table->members()) {
    SCOPED_TRACE(name);
    for (const auto& [rule, examples] : rules.members()) put(rule, examples);
  }
}

}  // namespace
}  // namespace landai::standards
