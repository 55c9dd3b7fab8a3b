// SPDX-License-Identifier: GPL-3.0-or-later
// What bad input gets: a clear error, the right exit code, within a second, without a crash.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run_program.hpp"

namespace landai::test {
namespace {

const std::string kSample = LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan";

void expect_refused(const Run& result, int exit_code, const std::string& file, const std::string& says) {
  EXPECT_EQ(result.exit_code, exit_code) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find(file), std::string::npos) << result.err;
  EXPECT_NE(result.err.find(says), std::string::npos) << result.err;
  EXPECT_LT(result.seconds, 1.5);
}

TEST(BadInput, MissingEmptyFolder) {
  const TempFolder folder;
  expect_refused(landai("check " + (folder / "none.ifc").string()), 3, "none.ifc", "no such file");
  write(folder / "empty.dxf", "");
  expect_refused(landai("check " + (folder / "empty.dxf").string()), 3, "empty.dxf", "empty");
  expect_refused(landai("check " + folder.path().string()), 3, folder.path().string(), "folder");
}

TEST(BadInput, NoReadPermission) {
  if (geteuid() == 0) GTEST_SKIP() << "SKIPPED: root may read everything";
  const TempFolder folder;
  write(folder / "closed.ifc", slurp(kSample + ".ifc"));
  chmod((folder / "closed.ifc").c_str(), 0);
  expect_refused(landai("check " + (folder / "closed.ifc").string()), 3, "closed.ifc", "permission");
}

TEST(BadInput, TruncatedAnywhere) {
  const TempFolder folder;
  for (const std::string extension : {".ifc", ".dxf"}) {
    const std::string whole = slurp(kSample + extension);
    ASSERT_GT(whole.size(), 1000U);
    for (const double share : {0.001, 0.01, 0.1, 0.5, 0.9}) {
      const auto file = folder / ("cut" + extension);
      write(file, whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
      const auto result = landai("check " + file.string());
      EXPECT_EQ(result.exit_code, 3) << extension << " cut at " << share << ": " << result.err;
      EXPECT_NE(result.err.find("cut" + extension), std::string::npos) << result.err;
      EXPECT_LT(result.seconds, 1.5);
    }
  }
}

// All entities are there and only the closing mark is not: usable, and said.
TEST(BadInput, ADrawingWithoutItsEndMarkIsReadAndSaid) {
  const TempFolder folder;
  const std::string whole = slurp(kSample + ".dxf");
  write(folder / "cut.dxf", whole.substr(0, whole.find("\n", whole.rfind("ENDSEC")) + 1));
  const auto result = landai("check --json - " + (folder / "cut.dxf").string());
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_NE(result.out.find("(EOF)"), std::string::npos);
}

TEST(BadInput, RenamedFilesAreReadByTheirContent) {
  const TempFolder folder;
  write(folder / "model.dxf", slurp(kSample + ".ifc"));
  write(folder / "drawing.ifc", slurp(kSample + ".dxf"));
  for (const std::string name : {"model.dxf", "drawing.ifc"}) {
    const auto result = landai("check --json - " + (folder / name).string());
    EXPECT_LE(result.exit_code, 1) << result.err;
    EXPECT_NE(result.out.find("\"landai-report/1\""), std::string::npos);
  }
}

// A drawing of which nothing is recognised must not end as one without failures.
TEST(BadInput, ADrawingNobodyUnderstandsIsNoPass) {
  const TempFolder folder;
  write(folder / "strange.dxf",
        "0\nSECTION\n2\nENTITIES\n0\nLINE\n8\nqwxyz\n10\n0\n20\n0\n11\n9000\n21\n0\n0\nLINE\n8\nqwxyz\n10\n0\n20\n0\n11\n0\n21\n7000\n"
        "0\nENDSEC\n0\nEOF\n");
  expect_refused(landai("check --unit mm " + (folder / "strange.dxf").string()), 3, "strange.dxf", "nothing in it was recognised");
}

TEST(BadInput, OtherThingsAreNamed) {
  const TempFolder folder;
  write(folder / "a.ifc", "%PDF-1.7\n%abc\n");
  expect_refused(landai("check " + (folder / "a.ifc").string()), 3, "a.ifc", "PDF");
  write(folder / "b.dxf", std::string("AC1032\0\0\0\0\0", 11) + std::string(200, 'x'));
  expect_refused(landai("check " + (folder / "b.dxf").string()), 3, "b.dxf", "DWG");
  write(folder / "c.ifc", std::string(5000, '\x01'));
  EXPECT_EQ(landai("check " + (folder / "c.ifc").string()).exit_code, 3);
}

TEST(BadInput, AnEnormousFileIsRefusedBeforeItIsRead) {
  const TempFolder folder;
  const auto file = folder / "huge.ifc";
  write(file, "ISO-10303-21;\n");
  std::filesystem::resize_file(file, 8ULL << 30U);  // sparse
  expect_refused(landai("check " + file.string()), 3, "huge.ifc", "too large");
}

TEST(BadInput, DeepNestingDoesNotOverflowTheStack) {
  const TempFolder folder;
  write(folder / "deep.ifc", "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n#1=IFCWALL(" +
                                 std::string(2000000, '(') + ");\nENDSEC;\nEND-ISO-10303-21;\n");
  expect_refused(landai("check " + (folder / "deep.ifc").string()), 3, "deep.ifc", "line 6");
}

// Whatever is given beside the plan: empty, cut off, of another kind, no text at all.
TEST(BadInput, EveryYamlInputIsRefusedWithItsFileAndWhatToDo) {
  const TempFolder folder;
  const std::pair<const char*, std::string> kBad[] = {
      {"empty.yaml", ""},
      {"cut.yaml", "id: x\nrules: [{id: y\n"},
      {"foreign.yaml", "recipe:\n  - {egg: 2, flour: 500 g}\n"},
      {"picture.yaml", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + std::string(300, '\1')}};
  for (const auto& [name, content] : kBad) write(folder / name, content);
  for (const auto& [option, code] : {std::pair{"facts", 3}, {"readings", 3}, {"standard", 4}, {"indicators", 4}, {"policy", 4},
                                     {"profile", 4}, {"mobility", 4}})
    for (const auto& [name, content] : kBad) {
      SCOPED_TRACE(std::string(option) + " " + name);
      const auto result = landai("check " + kSample + ".ifc --" + option + " " + (folder / name).string());
      expect_refused(result, code, name, content.empty() ? "the file is empty" : "\n  ");   // the second line is what to do
    }
}

TEST(WrongUse, ExitsWithTwo) {
  EXPECT_EQ(landai("").exit_code, 2);
  EXPECT_EQ(landai("check").exit_code, 2);
  EXPECT_EQ(landai("check --no-such-option x.ifc").exit_code, 2);
  EXPECT_EQ(landai("check --unit furlong " + kSample + ".dxf").exit_code, 2);
  EXPECT_EQ(landai("check " + kSample + ".dxf --html /no/such/folder/a.html").exit_code, 2);
}

TEST(WrongUse, BrokenPacksExitWithFour) {
  const TempFolder folder;
  write(folder / "pack.yaml", "id: x\nrules: 7\n");
  const auto result = landai("check " + kSample + ".dxf --standard " + (folder / "pack.yaml").string());
  EXPECT_EQ(result.exit_code, 4) << result.err;
  EXPECT_NE(result.err.find("pack.yaml"), std::string::npos);
  EXPECT_NE(result.err.find("line"), std::string::npos) << result.err;
  EXPECT_EQ(landai("check " + kSample + ".dxf --standard no-such-pack").exit_code, 4);
  EXPECT_EQ(landai("check " + kSample + ".dxf --profile no-such-profile").exit_code, 4);
}

TEST(Help, EveryVerbHasAnExampleInBothLanguages) {
  for (const std::string verb : {"check", "inspect", "standards", "indicators", "standards list", "standards show", "standards check", "standards diff", "standards compare",
                                 "standards coverage", "indicators list", "indicators show", "indicators check"}) {
    SCOPED_TRACE(verb);
    const auto en = landai(verb + " --help");
    EXPECT_EQ(en.exit_code, 0);
    EXPECT_NE(en.out.find("Example: landai " + verb), std::string::npos) << en.out;
    const auto id = landai(verb + " --help --lang id");
    EXPECT_NE(id.out.find("Contoh: landai " + verb), std::string::npos) << id.out;
  }
}

TEST(Help, OnlyShowOffersThePartsOfAPack) {
  for (const std::string verb : {"standards list", "standards check", "standards diff", "standards coverage", "indicators list", "indicators check"}) {
    const auto help = landai(verb + " --help");
    EXPECT_NE(help.out.find("or a YAML file"), std::string::npos) << help.out;
    EXPECT_EQ(help.out.find("name of a rule"), std::string::npos) << help.out;
    EXPECT_EQ(help.out.find("an indicator or"), std::string::npos) << help.out;
  }
  EXPECT_NE(landai("standards show --help").out.find("name of a rule"), std::string::npos);
  EXPECT_NE(landai("indicators show --help").out.find("an indicator or"), std::string::npos);
}

}  // namespace
}  // namespace landai::test
