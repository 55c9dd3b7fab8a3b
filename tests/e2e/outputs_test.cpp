// SPDX-License-Identifier: GPL-3.0-or-later
// Outputs never destroy what they are not meant for, and wrong use is named.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "run_program.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
const fs::path kSample = LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.ifc";

TEST(Outputs, AnInputIsNeverOverwritten) {
  const TempFolder folder;
  fs::copy_file(kSample, folder / "in.ifc");
  fs::create_symlink("in.ifc", folder / "soft.ifc");
  fs::create_hard_link(folder / "in.ifc", folder / "hard.ifc");
  write(folder / "facts.yaml", "building: {status: new}\n");
  const std::string before = slurp(folder / "in.ifc"), in = (folder / "in.ifc").string();
  for (const char* option : {"--json", "--html", "--gpkg"})
    for (const char* name : {"in.ifc", "soft.ifc", "hard.ifc", "facts.yaml"}) {
      const auto result = landai("check " + in + " --facts " + (folder / "facts.yaml").string() + " " + option + " " + (folder / name).string());
      EXPECT_EQ(result.exit_code, 2) << option << name << result.err;
      EXPECT_NE(result.err.find(option), std::string::npos) << result.err;
      EXPECT_LT(result.seconds, 1) << "refused before any work";
    }
  EXPECT_EQ(slurp(folder / "in.ifc"), before);
  EXPECT_EQ(slurp(folder / "facts.yaml"), "building: {status: new}\n");
}

TEST(Outputs, TwoForOnePlaceAreRefused) {
  const TempFolder folder;
  fs::create_symlink("a", folder / "b");
  for (const char* second : {"a", "./a", "b"}) {
    const auto result = landai("check " + kSample.string() + " --json " + (folder / "a").string() + " --html " + (folder / second).string());
    EXPECT_EQ(result.exit_code, 2) << second;
    EXPECT_FALSE(fs::exists(folder / "a"));
  }
  EXPECT_EQ(landai("check " + kSample.string() + " --json - --html -").exit_code, 2);
}

TEST(Outputs, ADashIsStandardOutputWhereThatCanBe) {
  const auto page = landai("check " + kSample.string() + " --html -");
  EXPECT_EQ(page.exit_code, 1) << page.err;
  EXPECT_TRUE(page.out.starts_with("<!DOCTYPE html>"));
  const TempFolder folder;
  for (const char* option : {"--gpkg", "--svg"}) {
    const auto result = run("cd " + folder.path().string() + " && " LANDAI_PROGRAM " check " + kSample.string() + " " + option + " -");
    EXPECT_EQ(result.exit_code, 2) << option;
    EXPECT_TRUE(fs::is_empty(folder.path()));
  }
}

TEST(Usage, TheMissingOrUnknownVerbIsNamed) {
  for (const char* language : {"id", "en"}) {
    const std::string lang = std::string(" --lang ") + language;
    const auto missing = landai(lang);
    EXPECT_EQ(missing.exit_code, 2);
    EXPECT_NE(missing.err.find("check, inspect, route, measure, calibrate, standards, indicators"), std::string::npos) << missing.err;
    const auto unknown = landai("bogus" + lang);
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_NE(unknown.err.find("'bogus'"), std::string::npos) << unknown.err;
    const auto action = landai("standards" + lang);
    EXPECT_EQ(action.exit_code, 2);
    EXPECT_NE(action.err.find("list, show, check"), std::string::npos) << action.err;
    const auto wrong = landai("standards bogus" + lang);
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_NE(wrong.err.find("'bogus'"), std::string::npos) << wrong.err;
  }
}

TEST(Usage, AnUnknownProfileIsAnErrorWhateverTheFormat) {
  const std::string dxf = LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.dxf";
  for (const std::string& file : {kSample.string(), dxf}) {
    EXPECT_EQ(landai("check " + file + " --profile nope").exit_code, 4) << file;
    EXPECT_EQ(landai("inspect " + file + " --profile nope").exit_code, 4) << file;
  }
  const auto unused = landai("inspect " + kSample.string() + " --profile indonesia");
  EXPECT_EQ(unused.exit_code, 0) << unused.err;
  EXPECT_NE(unused.out.find("indonesia"), std::string::npos) << unused.out;
}

}  // namespace
}  // namespace landai::test
