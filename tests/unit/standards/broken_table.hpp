// SPDX-License-Identifier: GPL-3.0-or-later
// A table of broken files: a good one, and rows that each replace one text of it. What must be told of each.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "bench_plan.hpp"
#include "landai/core/node.hpp"
#include "run_program.hpp"

namespace landai::standards {

inline Node broken_table(const std::string& name) {
  auto read = load_yaml(std::filesystem::path(LANDAI_SOURCE_DIR) / "tests/unit/standards" / name);
  if (!read) throw std::runtime_error(name + " cannot be read: " + read.error().where);
  return std::move(*read);
}

inline std::vector<Error> problems_of_file(const std::string& name, const std::string& text) {
  const test::TempFolder folder;
  test::write(folder / name, text);
  return problems(data_dir(), std::vector<std::string>{(folder / name).string()});
}

/// The good file with the text of a row replaced; `from: whole` replaces all of it.
inline std::string broken_by(const Node& table, const Node& row) {
  std::string text = table.text_of("good");
  const std::string from = row.text_of("from");
  if (from == "whole") return row.text_of("to");
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), row.text_of("to"));
}

/// JSON pointers of all that a schema demands; each required key is a constraint of its own.
inline void constraints(const nlohmann::json& node, const std::string& at, std::set<std::string>& into) {
  static const std::set<std::string> kPlain{"enum",          "const", "pattern", "minItems", "minLength",
                                            "minProperties", "oneOf", "anyOf",   "type",     "dependencies"};
  for (const auto& [key, value] : node.items()) {
    if (key == "required") {
      for (const auto& name : value) into.insert(at + "/required/" + name.get<std::string>());
    } else if (key == "properties" || key == "definitions") {
      for (const auto& [name, inner] : value.items()) constraints(inner, at + "/" + key + "/" + name, into);
    } else if (kPlain.contains(key) || (key == "additionalProperties" && value.is_boolean())) {
      into.insert(at + "/" + key);
    } else if (key == "items" || key == "additionalProperties") {
      constraints(value, at + "/" + key, into);
    }
  }
}

inline void expect_a_row_for_every_constraint(const Node& table, const std::string& schema,
                                              std::size_t at_least) {
  std::ifstream in(data_dir() / "schema" / schema);
  std::set<std::string> all, rows;
  constraints(nlohmann::json::parse(in), "", all);
  ASSERT_GT(all.size(), at_least);
  for (const Node& row : table["rows"].items()) {
    rows.insert(row.text_of("breaks"));
    EXPECT_TRUE(all.contains(row.text_of("breaks")) || row.text_of("breaks").starts_with("rule: "))
        << "no such constraint: " << row.text_of("breaks");
  }
  for (const auto& pointer : all) EXPECT_TRUE(rows.contains(pointer)) << "no row for " << pointer;
}

/// The first thing told of each row: in our words and both languages, with the file and the line.
inline void expect_each_row_is_told(const Node& table, const std::string& file) {
  const auto en = Texts::load(data_dir(), Language::en), id = Texts::load(data_dir(), Language::id);
  ASSERT_TRUE(en);
  ASSERT_TRUE(id);
  for (const Node& row : table["rows"].items()) {
    SCOPED_TRACE("line " + std::to_string(row.line()) + " of the table: " + row.text_of("breaks"));
    const auto errors = problems_of_file(file, broken_by(table, row));
    ASSERT_FALSE(errors.empty());
    const Error& first = errors.front();
    EXPECT_EQ(first.code, ErrorCode::pack);
    EXPECT_NE(first.message.key, "standards.pack.schema") << en->render(first.message);
    EXPECT_TRUE(first.file.ends_with(file)) << first.file;
    EXPECT_TRUE((first.where + ",").starts_with("line " + row.text_of("line") + ",")) << first.where;
    EXPECT_NE(en->render(first.message).find(row.text_of("en")), std::string::npos)
        << en->render(first.message);
    EXPECT_NE(id->render(first.message).find(row.text_of("id")), std::string::npos)
        << id->render(first.message);
    EXPECT_NE(en->render(first.advice).find(row.text_of("advice")), std::string::npos)
        << en->render(first.advice);
    EXPECT_NE(id->render(first.advice).find(row.text_of("advice_id")), std::string::npos) << id->render(first.advice);
  }
}

}  // namespace landai::standards
