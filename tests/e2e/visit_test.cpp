// SPDX-License-Identifier: GPL-3.0-or-later
// What an assessor brings back into a project: exports with photos, and rows that are not clear.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "kelurahan.hpp"
#include "landai/core/file.hpp"
#include "photo_file.hpp"
#include "visit.hpp"
#include "zip_bytes.hpp"

namespace landai::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kHeader = "subject;quantity;value;instrument;by;date;turned;spot;evidence\n";

TEST_F(Visit, AnExportGivesTheSameReportAsACheckOfIt) {
  const std::string door = element_named(drawn_, "P-01", "door");
  const std::string shown = element_named(drawn_, "P-04", "door");
  std::string ramp;
  for (const Json& e : drawn_["plan"]["elements"])
    if (e["category"] == "flight" && ramp.empty()) ramp = e["id"];
  ASSERT_FALSE(ramp.empty());
  // A pair of a level that was turned, two spots of a force, a range, a photo that brings no value, an attestation.
  const std::string table = kHeader + ramp + ";ramp.slope;4,8°;phone level;Sari;2026-03-02;;;media/r1.jpg\n" + ramp +
                            ";ramp.slope;-4,4°;phone level;Sari;2026-03-02;ya;;\n" + door + ";door.force;3,2 kg;;Sari;2026-03-02;;atas;\n" + door +
                            ";door.force;3,9 kg;;Sari;2026-03-02;;bawah;r2.jpg\nP-13;door.clear_width;78..79,5 cm;;Sari;2026-03-02;;;\n" + shown +
                            ";;;;;;;;shown.jpg\np2ham18.imi.a10;state;Ada;;Sari;2026-03-02;;;r2.jpg\n";
  fs::remove(project_);  // one without a worksheet: with one, the made-up photos would be looked into
  expect_fine("import " + kKelurahanDxf + " -o " + project_);
  const std::string archive = file("export.zip", zip({{"form.csv", table},
                                                     {"media/r1.jpg", "\xFF\xD8\xFF one"},
                                                     {"media/r2.jpg", "\xFF\xD8\xFF two"},
                                                     {"media/shown.jpg", "\xFF\xD8\xFF three"}}));
  const Json checked = document("check " + kKelurahanDxf + " --readings " + archive);
  EXPECT_EQ(of_method(checked, "reading").size() + of_method(checked, "photo").size(), 3u);
  const test::Run run = attach(archive);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  fs::remove(archive);
  const Json reported = document("report " + project_);
  // The photo of the element is in both; a project holds it under its own name, not by its place in the archive.
  Json expected = checked;
  ASSERT_FALSE(expected["evidence"].empty());
  EXPECT_EQ(expected["evidence"].back()["elements"], Json::array({shown}));
  EXPECT_EQ(expected["evidence"].back()["file"], "media/shown.jpg");
  expected["evidence"].back()["file"] = "shown.jpg";
  EXPECT_EQ(reported["measurements"], checked["measurements"]);
  EXPECT_EQ(reported["diagnostics"], checked["diagnostics"]) << "an assumed uncertainty is told, and how the file was read";
  EXPECT_TRUE(reported == expected) << Json::diff(expected, reported).dump().substr(0, 2000);
  bool turned = false;
  for (const Json& m : of_method(reported, "reading"))
    turned = turned || m["evidence"]["note"].get<std::string>().find("form.csv:2") != std::string::npos;
  EXPECT_TRUE(turned);
  // The photos are in the project: they are found when the archive is gone.
  const std::string page = landai("report " + project_ + " --lang en --html -").out;
  for (const char* name : {"r1.jpg", "r2.jpg", "shown.jpg"}) EXPECT_THAT(page, HasSubstr(name));
  EXPECT_EQ(page.find("Not found"), std::string::npos);
}

// The review comes after the download: what was attached counts until somebody takes it back, and attach says which rows that are.
TEST_F(Visit, ASubmissionThatIsRejectedLaterIsNamed) {
  const std::string head = "start,assessor,m_1a_subject,m_1a_quantity,m_1a_value,meta-instanceID,KEY,ReviewState\n2026-03-02,Sari,P-20,door.clear_width,55 cm,uuid:1,uuid:1,";
  fs::create_directory(folder_ / "later");
  expect_fine("attach " + project_ + " " + file("odk.zip", zip({{"visit.csv", head + "\n"}})));
  const test::Run run = attach(file("later/odk.zip", zip({{"visit.csv", head + "rejected\n"}})));
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.out, HasSubstr("a reviewer rejected this submission"));
  EXPECT_THAT(run.out, HasSubstr("r1  P-20  door.clear_width 0.550 m"));
  EXPECT_THAT(run.out, HasSubstr("landai withdraw"));
}

TEST_F(Visit, WhatWasReadAtTheWrongDoorIsTakenBack) {
  const std::string head = "subject,quantity,value,u,by,date\n", wrong = head + "P-01,door.clear_width,50 cm,2 mm,Sari,2026-03-02\n";
  const auto widths = [&] {
    std::vector<double> out;
    for (const Json& m : of_method(document("report " + project_), "reading")) out.push_back(m["value"]);
    return out;
  };
  const std::string csv = file("v.csv", wrong);
  expect_fine("attach " + project_ + " " + csv);
  EXPECT_THAT(widths(), ElementsAre(0.5));
  file("v.csv", head + "P-13,door.clear_width,81 cm,2 mm,Sari,2026-03-02\n");
  const std::string told = attach(csv).out;
  EXPECT_THAT(told, HasSubstr("1 row that this file brought earlier was not read from it now"));
  EXPECT_THAT(told, HasSubstr("r1  P-01  door.clear_width 0.500 m  v.csv:2, Sari, 2026-03-02"));
  EXPECT_THAT(widths(), testing::UnorderedElementsAre(0.5, 0.81)) << "nothing goes by itself";
  EXPECT_THAT(landai("withdraw " + project_ + " --lang en").out, HasSubstr("2 attached"));
  EXPECT_EQ(landai("withdraw " + project_ + " r1 --author Sari").exit_code, 2) << "without a reason";
  EXPECT_EQ(landai("withdraw " + project_ + " r1 r99 --author Sari --reason slip").exit_code, 2);
  EXPECT_THAT(widths(), testing::UnorderedElementsAre(0.5, 0.81)) << "all of it or nothing";
  expect_fine("withdraw " + project_ + " r1 --author Sari --reason \"wrong door\"");
  EXPECT_THAT(widths(), ElementsAre(0.81));
  const std::string log = landai("log " + project_ + " --lang en").out;
  EXPECT_THAT(log, HasSubstr("Sari  landai withdraw"));
  EXPECT_THAT(log, HasSubstr("wrong door"));
  EXPECT_THAT(log, HasSubstr("taken back: r1 P-01 door.clear_width 0.500 m (v.csv:2, Sari, 2026-03-02)"));
  file("v.csv", wrong);
  expect_fine("attach " + project_ + " " + csv);
  EXPECT_THAT(widths(), testing::UnorderedElementsAre(0.5, 0.81)) << "attached again it counts again";
}

TEST_F(Visit, WhatALaterDaySaysOtherwiseIsListedWithTheFindings) {
  const std::string head = "subject,quantity,value,u,by,date\n";
  expect_fine("attach " + project_ + " " + file("v.csv", head + "P-13,door.clear_width,75 cm,2 mm,Sari,2026-03-02\n"));
  EXPECT_EQ(landai("findings " + project_ + " --lang en --date 2026-12-01").out.find("Read otherwise since"), std::string::npos);
  expect_fine("attach " + project_ + " " + file("w.csv", head + "P-13,door.clear_width,95 cm,2 mm,Budi,2026-11-20\n"));
  EXPECT_THAT(landai("findings " + project_ + " --lang en --date 2026-12-01").out,
              HasSubstr("Read otherwise since: 1\n  P-13: clear width 0.750 m on 2026-03-02, since then 0.950 m on 2026-11-20\n"));
  EXPECT_THAT(landai("findings " + project_ + " --lang id --date 2026-12-01").out, HasSubstr("0,750 m pada 2026-03-02, sejak itu 0,950 m pada 2026-11-20"));
  EXPECT_EQ(landai("findings " + project_ + " --lang en --date 2026-11-01").out.find("Read otherwise since"), std::string::npos) << "that day has not been";
}

TEST_F(Visit, AWaiverThatCameInAFileIsTakenBackAndNeverAnsweredWithWaived) {
  expect_fine("attach " + project_ + " " + file("v.csv", "subject,quantity,value,u,by,date\nP-01,door.clear_width,80 cm,2 mm,Sari,2026-03-02\n"));
  expect_fine("attach " + project_ + " " + file("w.yaml", "waivers:\n  - {rules: [pupr14.l2.door.main.clear], elements: [P-01], document: TABG 12/2025}\n"));
  const auto listed = [&](const std::string& state) {
    const Json report = document("report " + project_);
    const auto checks = checks_of(report, "pupr14.l2.door.main.clear", element_named(report, "P-01", "door"));
    EXPECT_EQ(checks.size(), 1u);
    for (const Json& f : report["findings"])
      if (std::count(f["checks"].begin(), f["checks"].end(), checks.at(0)["id"]) && (checks[0]["duty"] == "waived") == (state == "waived"))
        return f["fingerprint"].get<std::string>();
    return std::string();
  };
  const std::string finding = listed("waived");
  ASSERT_NE(finding, "");
  const test::Run refused = landai("finding " + project_ + " " + finding + " --state open --reason withdrawn --lang en");
  EXPECT_EQ(refused.exit_code, 2);
  for (const char* part : {"came in a file that is attached: TABG 12/2025", "w.yaml", "line 2", "w1 --reason"}) EXPECT_THAT(refused.err, HasSubstr(part));
  EXPECT_NE(listed("waived"), "");
  expect_fine("withdraw " + project_ + " w1 --reason withdrawn");
  EXPECT_EQ(listed("open"), finding);
}

TEST_F(Visit, WhyThereIsNoValueStandsInEveryReport) {
  const std::string csv = file("visit.csv", "subject;quantity;value;u;by;date;evidence;why\nP-01;door.clear_width;89.2 cm;2 mm;Sari;2026-03-02;;\n"
                                            "P-13;door.force;;;Sari;2026-03-02;;not_there\n");
  const test::Run run = attach(csv);
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("1 new row (0 in place of older ones), "));
  EXPECT_THAT(landai("report " + project_ + " --json - --lang en").out, HasSubstr("force that opens the door: it is not there on site, though the plan asks for it (Sari, 2026-03-02)"));
  EXPECT_THAT(landai("report " + project_ + " --html - --lang id").out, HasSubstr("beban dorong atau tarik pintu: tidak ada di lokasi"));
}

TEST_F(Visit, RowsThatAreNotClearAreListedKeptAndPutRight) {
  const std::string rows = "subject,quantity,value,u,by\nP-01,door.clear_width,89.2 cm,2 mm,Sari\nP-99,door.clear_width,81 cm,2 mm,Sari\n"
                           "P-13,door.clear_width,8l cm,2 mm,Sari\n";
  const std::string csv = file("rows.csv", rows);
  const std::string whole = *read_file(project_);
  const test::Run strict = attach("--strict " + csv);
  EXPECT_EQ(strict.exit_code, 3);
  EXPECT_THAT(strict.err, HasSubstr("line 3, subject"));
  EXPECT_EQ(*read_file(project_), whole);

  const test::Run first = attach(csv);
  EXPECT_EQ(first.exit_code, 3);
  EXPECT_THAT(first.out, HasSubstr("1 new row (0 in place of older ones), "));
  EXPECT_THAT(first.out, HasSubstr("not taken: line 3, subject"));
  EXPECT_THAT(first.out, HasSubstr("not taken: line 4, value"));
  const test::Run checked = landai("check " + kKelurahanDxf + " --json - --lang en --readings " + csv);
  const test::Run reported = landai("report " + project_ + " --json - --lang en");
  EXPECT_EQ(checked.exit_code, 3);
  EXPECT_EQ(reported.exit_code, 3);
  EXPECT_THAT(reported.err, Not(HasSubstr("{why}"))) << "what was wrong with the first row is said";
  EXPECT_EQ(Json::parse(reported.out)["readings"], Json::parse(checked.out)["readings"]);
  EXPECT_EQ(Json::parse(reported.out)["readings"]["unmatched"].size(), 2u);
  EXPECT_THAT(landai("log " + project_ + " --lang en").out, HasSubstr("2 rows not taken, kept and listed"));

  // One is put right in the file, with nothing else touched; the other stays until somebody dismisses it.
  write(csv, std::string(rows).replace(rows.find("8l cm"), 5, "81 cm"));
  const test::Run second = attach(csv);
  EXPECT_EQ(second.exit_code, 3);
  EXPECT_THAT(second.out, HasSubstr("1 row that was not taken before is clear now"));
  const test::Run listed = landai("unmatched " + project_ + " --lang en");
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("1 row not taken"));
  EXPECT_THAT(listed.out, HasSubstr("P-99"));
  EXPECT_EQ(landai("unmatched " + project_ + " --dismiss 77").exit_code, 2);
  expect_fine("unmatched " + project_ + " --dismiss 1 --reason \"another building\" --author Sari");
  const Json after = document("report " + project_);
  EXPECT_FALSE(after.contains("readings"));
  EXPECT_EQ(of_method(after, "reading").size(), 2u);
  EXPECT_THAT(landai("log " + project_ + " --lang en").out, HasSubstr("1 row that was not taken dismissed"));
}

/// An answer to a row of the worksheet, as it is written into the printed table.
std::string answer(const Json& row) {
  if (row["kind"] == "truth") return "ya";
  if (row["kind"] == "word") return row["quantity"] == "door.handle_kind" ? "lever" : "";
  if (row["kind"] == "words") return row["quantity"] == "space.kit" ? "mirror, basin" : "toilet, path";
  static const std::map<std::string, std::string> kBy{{"cm", "87,5"}, {"mm", "38"}, {"m", "12,5"}, {"%", "1,5"}, {"lx", "180"}, {"kg", "2,4"}, {"N", "21,5"}, {"°", "1"}, {"", "1"}};
  return kBy.at(row["unit"]);
}

TEST_F(Visit, EveryRowOfThePrintedTableIsGivenBackByItsNumber) {
  const Json sheet = Json::parse(*read_file(*shared_ / "w.json"));
  std::string csv = "nomor;nilai;oleh;tanggal\n";
  std::size_t answers = 0, common = 0;
  Json several;
  for (const Json& row : sheet["rows"]) {
    ASSERT_NE(answer(row), "") << row;
    csv += row["label"].get<std::string>() + ";" + answer(row) + ";Sari;2026-03-02\n";
    answers += row["subjects"].size();
    common += row["subjects"].size() > 1 ? 1 : 0;
    if (row["quantity"] == "door.force") several = row;
  }
  ASSERT_GT(common, 30u);
  ASSERT_GT(several["subjects"].size(), 2u);
  // One door is unlike the others.
  const std::string label = several["label"], odd = several["subjects"][1];
  csv += label + "/" + odd + ";4,5;Sari;2026-03-02\n";
  const test::Run run = attach(file("all.csv", csv));
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  EXPECT_THAT(run.out, HasSubstr(std::to_string(answers) + " new rows"));
  const Json report = document("report " + project_);
  std::map<std::string, double> forces;
  for (const Json& m : of_method(report, "reading"))
    if (m["quantity"] == "door.force") forces[m["subject"][0]] = m["value"];
  ASSERT_EQ(forces.size(), several["subjects"].size());
  for (const auto& [door, force] : forces) EXPECT_DOUBLE_EQ(force, door == odd ? 4.5 : 2.4) << door;
  // The same of a check with the worksheet's data, and nothing is asked again.
  const std::string readings = " --readings " + file("all.csv", csv);
  EXPECT_EQ(document("check " + kKelurahanDxf + readings + " --worksheet " + (*shared_ / "w.json").string())["measurements"], report["measurements"]);
  expect_fine("worksheet " + project_ + " -o " + (folder_ / "again.pdf").string());
  std::set<std::string> asked;
  const Json again = Json::parse(*read_file(folder_ / "again.json"));
  for (const Json& row : again["rows"]) asked.insert(row["key"]);
  EXPECT_FALSE(asked.contains(several["key"]));
}

TEST_F(Visit, WhatIsWrongIsSaidInTheUsersLanguageAsWhatItIs) {
  const std::string csv = file("n.csv", "nomor;besaran;nilai;foto\n99z;;12;\nA1;;-4;\n0b;;tidak;away.jpg\n0c;;tidak;../out.jpg\n0e;;tidak;big.jpg\n");
  file("big.jpg", std::string(21u << 20U, 'x'));
  const test::Run run = attach(csv);
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.out, HasSubstr("the worksheet has no number 99z"));
  EXPECT_THAT(run.out, HasSubstr("is never negative"));
  EXPECT_THAT(run.out, HasSubstr("away.jpg cannot be had: it is not there\n"));
  EXPECT_THAT(run.out, HasSubstr("../out.jpg cannot be had: it lies outside the folder of the readings\n"));
  EXPECT_THAT(run.out, HasSubstr("big.jpg cannot be had: it is above 20 MB\n"));
  const std::string told = landai("unmatched " + project_ + " --lang id").out;
  EXPECT_THAT(told, HasSubstr("nomor: 99z · nilai: 12"));
  EXPECT_THAT(told, HasSubstr("baris 3, nilai"));
  for (const char* english : {"number:", "value:", ", value", ", number"}) EXPECT_THAT(told, Not(HasSubstr(english)));
}

TEST_F(Visit, APhotoIsOfTheElementsWithItsNumber) {
  const Json sheet = Json::parse(*read_file(*shared_ / "w.json"));
  const auto common = std::find_if(sheet["rows"].begin(), sheet["rows"].end(), [](const Json& row) { return row["subjects"].size() > 1; });
  ASSERT_NE(common, sheet["rows"].end());
  const Json& stop = sheet["stops"][0];
  const std::string bytes = "\xFF\xD8\xFF cut off";
  attach(file("one.jpg", bytes) + " --element " + stop["number"].dump());
  attach(file("all.jpg", bytes + "!") + " --element " + (*common)["label"].get<std::string>());
  std::map<std::string, Json> shown;
  const Json report = document("report " + project_);
  for (const Json& f : report["evidence"]) shown[f["file"]] = f["elements"];
  EXPECT_EQ(shown["one.jpg"], Json::array({stop["element"]}));
  EXPECT_EQ(shown["all.jpg"], (*common)["subjects"]);
  EXPECT_EQ(attach(file("none.jpg", bytes + "?") + " --element 99z").exit_code, 2);
}

// A row that brings a photo and no value leaves no reading behind: what it says is told until the photo comes.
TEST_F(Visit, APhotoThatIsNotThereAndWhatIsSaidBesideItStandInEveryReport) {
  const std::string door = element_named(drawn_, "P-13", "door");
  const std::string rows = file("rows.csv", "subject;foto;catatan;oleh;besaran;nilai\n" + door + ";gone.jpg;pintu macet;Sari;;\n");
  attach(rows);
  std::string told = document("report " + project_)["diagnostics"].dump();
  EXPECT_THAT(told, HasSubstr("photo gone.jpg: pintu macet (Sari)"));
  EXPECT_THAT(told, HasSubstr("is not beside the readings and is not kept"));
  file("gone.jpg", "\xFF\xD8\xFF cut off");
  attach(rows);
  told = document("report " + project_)["diagnostics"].dump();
  EXPECT_THAT(told, HasSubstr("photo gone.jpg: pintu macet (Sari)"));
  EXPECT_THAT(told, ::testing::Not(HasSubstr("is not beside the readings")));
}

}  // namespace
}  // namespace landai::test
