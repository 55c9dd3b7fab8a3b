// SPDX-License-Identifier: GPL-3.0-or-later
// A project of the sample office with one worksheet, into which an assessor brings something back.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kelurahan.hpp"
#include "read_json.hpp"

namespace landai::test {

namespace fs = std::filesystem;

inline void expect_fine(const std::string& arguments) {
  const test::Run run = landai(arguments);
  EXPECT_EQ(run.exit_code, 0) << arguments << "\n" << run.err;
  EXPECT_EQ(run.err, "") << arguments;
}

/// The document of a run, without its options and the past of findings, which a check has not.
inline Json document(const std::string& arguments, int most_code = 1) {
  const test::Run run = landai(arguments + " --json - --lang en");
  EXPECT_LE(run.exit_code, most_code) << run.err;
  Json json = read_json(run.out);
  EXPECT_TRUE(json.is_object()) << run.err;
  if (!json.is_object()) return json;
  json["tool"].erase("options");
  json.erase("history");
  for (Json& f : json["findings"]) f.erase("life");
  return json;
}

inline std::vector<Json> of_method(const Json& report, const std::string& method) {
  std::vector<Json> out;
  for (const Json& m : report["measurements"])
    if (m["method"] == method) out.push_back(m);
  return out;
}

/// Every test works on a copy of one project with one worksheet.
class Visit : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shared_ = std::make_unique<TempFolder>();
    drawn_ = report_of(kKelurahanDxf);
    const std::string project = (*shared_ / "p.gpkg").string();
    expect_fine("import " + kKelurahanDxf + " -o " + project);
    expect_fine("worksheet " + project + " -o " + (*shared_ / "w.pdf").string() + " --author Sari --reason visit");
  }
  static void TearDownTestSuite() { shared_.reset(); }
  void SetUp() override { fs::copy_file(*shared_ / "p.gpkg", project_); }
  std::string file(const std::string& name, const std::string& content) const {
    write(folder_ / name, content);
    return (folder_ / name).string();
  }
  test::Run attach(const std::string& arguments) const { return landai("attach " + project_ + " --lang en " + arguments); }
  static inline std::unique_ptr<TempFolder> shared_;
  static inline Json drawn_;
  TempFolder folder_;
  std::string project_ = (folder_ / "p.gpkg").string();
};

}  // namespace landai::test
