// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests through the program share: the sample office, and looking things up in a report.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "landai/core/node.hpp"
#include "read_json.hpp"
#include "run_program.hpp"

namespace landai::test {

using Json = nlohmann::json;

inline const std::string kKelurahanFolder = LANDAI_SOURCE_DIR "/samples/kelurahan/";
inline const std::string kKelurahanIfc = kKelurahanFolder + "kelurahan.ifc";
inline const std::string kKelurahanDxf = kKelurahanFolder + "kelurahan.dxf";

/// The document of `landai check`; exit codes 0 and 1 are as they should be.
inline Json report_of(const std::string& plan, const std::string& options = {}) {
  const Run result = landai("check " + plan + " --json - " + options);
  EXPECT_LE(result.exit_code, 1) << result.err;
  Json document = read_json(result.out);
  EXPECT_FALSE(document.is_discarded()) << result.err;
  return document;
}

/// Every way in which a document does not fit its schema is a failure.
inline void expect_schema(const std::string& document, const std::string& schema = "report.schema.json") {
  const auto problems = check_schema_json(document, std::filesystem::path(LANDAI_SOURCE_DIR) / "data/schema" / schema);
  ASSERT_TRUE(problems.has_value()) << schema;
  for (const SchemaProblem& problem : *problems) ADD_FAILURE() << problem.where << ": " << problem.message;
}

/// Id of the element of a category with this name.
inline std::string element_named(const Json& report, const std::string& name, const std::string& category) {
  for (const Json& e : report["plan"]["elements"])
    if (e["name"] == name && e["category"] == category) return e["id"];
  ADD_FAILURE() << category << " " << name;
  return {};
}

/// The checks of a rule on an element.
inline std::vector<Json> checks_of(const Json& report, const std::string& rule, const std::string& element) {
  std::vector<Json> out;
  for (const Json& check : report["checks"])
    if (check["rule"] == rule && check["subject"][0] == element) out.push_back(check);
  return out;
}

}  // namespace landai::test
