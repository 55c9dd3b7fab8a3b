// SPDX-License-Identifier: GPL-3.0-or-later
// `landai check --readings` from end to end on the sample and its readings.
#include <gtest/gtest.h>

#include <map>

#include "kelurahan.hpp"
#include "landai/core/file.hpp"

namespace landai::test {
namespace {

class Readings : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] std::string plan() const { return kKelurahanFolder + "kelurahan." + GetParam(); }
  static std::string with(const std::string& rows) {
    const auto file = std::filesystem::path(testing::TempDir()) / ("readings-" + std::to_string(getpid()) + ".csv");
    EXPECT_FALSE(write_file(file, "subject,quantity,value\n" + rows));
    return file.string();
  }
};

TEST_P(Readings, BeatWhatIsDrawnAndBothAreInTheDocument) {
  const auto result = landai("check " + plan() + " --readings " + kKelurahanFolder + "bacaan.csv --json -");
  ASSERT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(result.err, "");
  expect_schema(result.out);
  const Json report = Json::parse(result.out);
  EXPECT_EQ(report["tool"]["options"]["readings"], kKelurahanFolder + "bacaan.csv");
  const std::string door = element_named(report, "P-01", "door");
  std::map<std::string, Json> by_method;
  for (const Json& m : report["measurements"])
    if (m["quantity"] == "door.clear_width" && m["subject"][0] == door) by_method[m["method"]] = m;
  ASSERT_TRUE(by_method.contains("reading"));
  EXPECT_EQ(by_method.size(), 2u);
  const Json& read = by_method["reading"];
  EXPECT_DOUBLE_EQ(read["value"].get<double>(), 0.892);
  EXPECT_DOUBLE_EQ(read["u"].get<double>(), 0.002);
  EXPECT_NE(read["evidence"]["note"].get<std::string>().find("steel tape"), std::string::npos);
  EXPECT_EQ(read["evidence"]["from"], "p01.jpg");
  // Drawn it is 0.905 m and passes; 0.892 m with u 2 mm is below 0.90 m by four u.
  const auto checks = checks_of(report, "pupr14.l2.door.main.clear", door);
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_EQ(checks[0]["verdict"], "fail");
  EXPECT_EQ(checks[0]["measurements"], Json::array({read["id"]}));
}

TEST_P(Readings, WithoutThemTheDoorPasses) {
  const Json report = report_of(plan());
  const std::string door = element_named(report, "P-01", "door");
  const auto checks = checks_of(report, "pupr14.l2.door.main.clear", door);
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_EQ(checks[0]["verdict"], "pass");
}

TEST_P(Readings, WhatIsWrongNamesFileLineColumnAndTheNearestElement) {
  const auto near = landai("check " + plan() + " --lang en --readings " + with("P-011,door.clear_width,89 cm\n"));
  EXPECT_EQ(near.exit_code, 3);
  EXPECT_NE(near.err.find("line 2, subject"), std::string::npos) << near.err;
  EXPECT_NE(near.err.find("P-01"), std::string::npos) << near.err;
  const auto unit = landai("check " + plan() + " --lang en --readings " + with("P-01,door.clear_width,89\n"));
  EXPECT_EQ(unit.exit_code, 3);
  EXPECT_NE(unit.err.find("mm, cm, m"), std::string::npos) << unit.err;
  EXPECT_EQ(landai("check " + plan() + " --readings /no/such/file.csv").exit_code, 3);
}

TEST_P(Readings, AreNotOverwrittenByAnOutput) {
  const std::string file = with("P-01,door.clear_width,89 cm\n");
  EXPECT_EQ(landai("check " + plan() + " --readings " + file + " --json " + file).exit_code, 2);
}

INSTANTIATE_TEST_SUITE_P(Kelurahan, Readings, testing::Values("dxf", "ifc"));

}  // namespace
}  // namespace landai::test
