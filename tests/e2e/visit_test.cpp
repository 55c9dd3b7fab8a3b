// SPDX-License-Identifier: GPL-3.0-or-later
// What an assessor brings back into a project: exports with photos, rows that are not clear, photos with a marker of the worksheet.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "kelurahan.hpp"
#include "landai/core/file.hpp"
#include "marked_door.hpp"
#include "photo_file.hpp"
#include "sheet_scene.hpp"
#include "zip_bytes.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

void expect_fine(const std::string& arguments) {
  const test::Run run = landai(arguments);
  EXPECT_EQ(run.exit_code, 0) << arguments << "\n" << run.err;
  EXPECT_EQ(run.err, "") << arguments;
}

/// The document of a run, without its options and the past of findings, which a check has not.
Json document(const std::string& arguments, int most_code = 1) {
  const test::Run run = landai(arguments + " --json - --lang en");
  EXPECT_LE(run.exit_code, most_code) << run.err;
  Json json = Json::parse(run.out, nullptr, false);
  EXPECT_TRUE(json.is_object()) << run.err;
  if (!json.is_object()) return json;
  json["tool"].erase("options");
  json.erase("history");
  for (Json& f : json["findings"]) f.erase("life");
  return json;
}

std::vector<Json> of_method(const Json& report, const std::string& method) {
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
  Json reported = document("report " + project_);
  // A check shows what belongs to a reading or an item; a project keeps the photo of the element, too.
  ASSERT_EQ(reported["evidence"].size(), checked["evidence"].size() + 1);
  EXPECT_EQ(reported["evidence"].back()["elements"], Json::array({shown}));
  reported["evidence"].erase(reported["evidence"].size() - 1);
  EXPECT_EQ(reported["measurements"], checked["measurements"]);
  EXPECT_EQ(reported["diagnostics"], checked["diagnostics"]) << "an assumed uncertainty is told, and how the file was read";
  EXPECT_EQ(reported, checked);
  bool turned = false;
  for (const Json& m : of_method(reported, "reading"))
    turned = turned || m["evidence"]["note"].get<std::string>().find("form.csv:2") != std::string::npos;
  EXPECT_TRUE(turned);
  // The photos are in the project: they are found when the archive is gone.
  const std::string page = landai("report " + project_ + " --lang en --html -").out;
  for (const char* name : {"r1.jpg", "r2.jpg", "shown.jpg"}) EXPECT_THAT(page, HasSubstr(name));
  EXPECT_EQ(page.find("Not found"), std::string::npos);
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
  EXPECT_THAT(told, HasSubstr("1 rows of an earlier state of this file are not in it any more"));
  EXPECT_THAT(told, HasSubstr("r1  P-01  door.clear_width 0.5  v.csv:2, Sari, 2026-03-02"));
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
  EXPECT_THAT(log, HasSubstr("taken back: r1 P-01 door.clear_width 0.5 (v.csv:2, Sari, 2026-03-02)"));
  file("v.csv", wrong);
  expect_fine("attach " + project_ + " " + csv);
  EXPECT_THAT(widths(), testing::UnorderedElementsAre(0.5, 0.81)) << "attached again it counts again";
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
  EXPECT_THAT(run.out, HasSubstr("1 new rows"));
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
  EXPECT_THAT(first.out, HasSubstr("1 new rows"));
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
  EXPECT_THAT(second.out, HasSubstr("1 rows that were not taken before are clear now"));
  const test::Run listed = landai("unmatched " + project_ + " --lang en");
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("1 rows not taken"));
  EXPECT_THAT(listed.out, HasSubstr("P-99"));
  EXPECT_EQ(landai("unmatched " + project_ + " --dismiss 77").exit_code, 2);
  expect_fine("unmatched " + project_ + " --dismiss 1 --reason \"another building\" --author Sari");
  const Json after = document("report " + project_);
  EXPECT_FALSE(after.contains("readings"));
  EXPECT_EQ(of_method(after, "reading").size(), 2u);
  EXPECT_THAT(landai("log " + project_ + " --lang en").out, HasSubstr("1 rows that were not taken dismissed"));
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

/// What a bundle holds, by path.
Json bundle_of(const std::string& project, const fs::path& folder) {
  const test::Run run = landai("report " + project + " --bundle " + (folder / "b.zip").string());
  EXPECT_LE(run.exit_code, 1) << run.err;
  const test::Run unpacked = test::run("python3 -m zipfile -e " + (folder / "b.zip").string() + " " + (folder / "b").string());
  EXPECT_EQ(unpacked.exit_code, 0) << unpacked.err;
  return Json::parse(*read_file(folder / "b" / "manifest.json"));
}

class PhotoVisit : public Visit {
 protected:
  void SetUp() override {
    Visit::SetUp();
    sheet_ = Json::parse(*read_file(*shared_ / "w.json"));
    tags_ = tags_in(sheet_);
    door_ = element_named(drawn_, "P-13", "door");
    other_ = element_named(drawn_, "P-20", "door");
    ASSERT_TRUE(tags_.contains(door_) && tags_.contains(other_));
  }
  Json sheet_;
  std::map<std::string, int> tags_;
  std::string door_, other_;
};

TEST_F(PhotoVisit, TheMarkerTellsTheElementAndTheJambsAreFound) {
  const DoorScene scene = door_with(tags_[door_], 586, 0.86, 0);
  const std::string photo = file("door.jpg", DoorRenderer(scene).jpeg());
  const test::Run run = attach(photo + " --bar 100mm --author Sari");
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json report = document("report " + project_);
  const auto photos = of_method(report, "photo");
  ASSERT_EQ(photos.size(), 1u) << run.out;
  EXPECT_EQ(photos[0]["subject"], Json::array({door_}));
  EXPECT_EQ(photos[0]["quantity"], "door.clear_width");
  // Between the jambs it is 0.86 m. What an open leaf may take of that is in data/profiles/doors.yaml: 0 to 50 mm.
  const double u = photos[0]["u"], lo = photos[0]["bounds"][0], hi = photos[0]["bounds"][1];
  EXPECT_GE(hi + 3 * u, 0.86);
  EXPECT_LE(lo - 3 * u, 0.81);
  EXPECT_LE(hi - lo + 2 * 1.96 * u, 0.05 + 0.06) << "no focal length is known, but there are two markers";
  EXPECT_EQ(photos[0]["evidence"]["from"], "door.jpg; door.jpg.measured.jpg");
  EXPECT_THAT(run.out, HasSubstr("door.jpg: P-13 (" + door_ + ") door.clear_width"));
  // Nobody has drawn the lines: that stands wherever the value does.
  const std::string doubt = "the two ends were found by looking: check the lines";
  EXPECT_THAT(run.out, HasSubstr("note: " + doubt));
  EXPECT_THAT(photos[0]["evidence"]["note"].get<std::string>(), HasSubstr(doubt));
  EXPECT_THAT(landai("report " + project_ + " --html -").out, HasSubstr(doubt));
  // Both are in the project.
  fs::remove(photo);
  EXPECT_THAT(landai("report " + project_ + " --html -").out, HasSubstr("door.jpg.measured.jpg"));
  EXPECT_EQ(attach(file("other.jpg", DoorRenderer(scene).jpeg()) + " --bar 89.5mm").exit_code, 2) << "no printer is off so far: a slip";
  const test::Run again = attach(file("door.jpg", DoorRenderer(scene).jpeg()) + " --bar 100mm --author Sari");
  EXPECT_THAT(again.out, HasSubstr("0 new rows"));
}

// What the photo shows with a value of one door says nothing of the other one; who took it and when is told by its row.
TEST_F(PhotoVisit, APhotoThatTwoRowsNameIsLookedIntoForTheOneWithoutAValue) {
  file("both.jpg", DoorRenderer(door_with(tags_[door_], 586, 0.86, 0)).jpeg());
  const test::Run run = attach(file("rows.csv", "subject;quantity;value;foto;oleh;tanggal\n" + door_ + ";door.clear_width;;both.jpg;Sari;20-11-2026\n" + other_ +
                                                    ";door.clear_width;90,2 cm;both.jpg;Budi;20-11-2026\n") + " --bar 100mm");
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  std::string told;
  const Json report = document("report " + project_);
  for (const Json& of : report["reconciliation"])
    for (const Json& value : of["values"])
      if (value["method"] == "photo") told += of["subject"][0].get<std::string>() + " " + value["by"].get<std::string>() + " " + value["date"].get<std::string>();
  EXPECT_EQ(told, door_ + " Sari 2026-11-20") << run.out;
}

// The row names the quantity, and nobody can look for the ends of a handle's height: the ends are asked for, not the quantity again.
TEST_F(PhotoVisit, APhotoWhoseEndsNobodyCanLookForIsNotMeasured) {
  file("handle.jpg", DoorRenderer(door_with(tags_[door_], 586, 0.86, 0)).jpeg());
  const test::Run run = attach(file("rows.csv", "subject;quantity;value;foto\n" + door_ + ";door.handle_height;;handle.jpg\n") + " --bar 100mm");
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("handle.jpg: kept, not measured: the ends of door.handle_height cannot be looked for by itself. State its ends"));
  EXPECT_EQ(run.out.find("Name the quantity"), std::string::npos);
}

/// The only photo's value of a report.
Json only_photo(const Json& report) {
  const auto photos = of_method(report, "photo");
  EXPECT_EQ(photos.size(), 1u);
  return photos.empty() ? Json() : photos.front();
}

/// A phone's original photo of a scene.
std::string original(const std::string& jpeg, const DoorScene& scene, const std::string& make = {}, const std::string& model = {}) {
  const double focal_35mm = scene.focal * 43.267 / std::hypot(scene.columns, scene.rows);
  return with_exif(jpeg, phone_exif(scene.columns, scene.rows, static_cast<int>(std::lround(focal_35mm)), make, model));
}

TEST_F(PhotoVisit, WhosePhoneTookAPhotoDoesNotLeaveTheHouseUnlessItIsMeant) {
  const DoorScene scene = door_with(tags_[door_], 586, 0.86, 0);
  const std::string taken = original(DoorRenderer(scene).jpeg(), scene, "ACME", "Phone-3 of Sari");
  ASSERT_EQ(attach(file("door.jpg", taken) + " --bar 100mm --author Sari").exit_code, 0);
  // Two values that cannot both be true: the finding's title tells where they come from.
  ASSERT_EQ(attach(file("r.csv", "subject,quantity,value,u,by,date\nP-13,door.clear_width,60 cm,1 mm,Budi,2026-03-01\n")).exit_code, 0);
  const std::string page = (folder_ / "page.html").string();
  const auto page_of = [&](const std::string& more) {
    landai("report " + project_ + " --html " + page + more);
    return *read_file(page);
  };
  const std::string plain = page_of("");
  EXPECT_THAT(plain, HasSubstr("door.jpg"));
  EXPECT_EQ(plain.find("Phone-3"), std::string::npos);
  EXPECT_THAT(page_of(" --keep-metadata"), HasSubstr("ACME Phone-3 of Sari (door.jpg)"));
  bundle_of(project_, folder_.path());
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "b"))
    if (entry.is_regular_file()) {
      ++files;
      EXPECT_EQ(read_file(entry.path())->find("Phone-3"), std::string::npos) << entry.path();
    }
  EXPECT_GT(files, 5);
}

TEST_F(PhotoVisit, TheMarkerOnACounterTellsHowHighItIs) {
  std::string counter;
  for (const Json& e : drawn_["plan"]["elements"])
    if (e["category"] == "counter" && tags_.contains(e["id"]) && counter.empty()) counter = e["id"];
  ASSERT_FALSE(counter.empty());
  DoorScene scene = door_with(tags_[counter], 586, 0, 0);
  scene.markers = {{-3.0, 0.05, 0.01, 0.15, tags_[counter]}};
  scene.aim = {-3.0, 0, 0};
  scene.pitch = -0.1;
  const double height = 0.74;
  const CounterRenderer renderer(scene, -0.40, height - 0.40);
  const test::Run run = attach(file("counter.jpg", original(renderer.jpeg(), scene)) + " --bar 100mm --author Sari");
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json photo = only_photo(document("report " + project_));
  ASSERT_TRUE(photo.is_object()) << run.out;
  EXPECT_EQ(photo["subject"], Json::array({counter}));
  EXPECT_EQ(photo["quantity"], "counter.height");
  const double lo = photo["bounds"][0], hi = photo["bounds"][1], u = photo["u"];
  EXPECT_LE(lo - 1.96 * u, height);
  EXPECT_GE(hi + 1.96 * u, height);
  EXPECT_LE(hi - lo + 2 * 1.96 * u, 0.1 * height) << "half-width of 5 %";
}

TEST_F(PhotoVisit, TheMarkerOnARampAndGravityTellItsSlope) {
  std::string flight;
  for (const Json& e : drawn_["plan"]["elements"])
    if (e["category"] == "flight" && e["kind"] == "ramp" && tags_.contains(e["id"]) && flight.empty()) flight = e["id"];
  ASSERT_FALSE(flight.empty());
  DoorScene scene = door_with(tags_[flight], 586, 0, 0);
  scene.markers = {{-1, 0, 0.4, 0.16, tags_[flight]}};
  scene.aim = {-1, 0.02, 0};
  scene.distance = 1.3;
  scene.yaw = 0;
  scene.pitch = -0.8;
  const SheetRenderer renderer(scene, {});
  const double slope = 1.0 / 10;
  const auto down = renderer.camera().turned({slope, 0, -1});
  file("ramp.jpg.yaml", "schema: landai-photo/1\ncamera: {focal_px: " + std::to_string(scene.focal) + ", u: 0.5 %}\ngravity: {down: [" + std::to_string(down[0]) + ", " +
                            std::to_string(down[1]) + ", " + std::to_string(down[2]) + "], u: 0.02°}\nslope: {method: lying}\nmeasures: {quantity: ramp.slope}\n");
  const test::Run run = attach(file("ramp.jpg", renderer.jpeg()) + " --bar 100mm --author Sari");
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json report = document("report " + project_), photo = only_photo(report);
  ASSERT_TRUE(photo.is_object()) << run.out;
  EXPECT_EQ(photo["subject"], Json::array({flight}));
  EXPECT_EQ(photo["quantity"], "ramp.slope");
  const double lo = photo["bounds"][0], hi = photo["bounds"][1], u = photo["u"];
  EXPECT_LE(lo - 1.96 * u, slope);
  EXPECT_GE(hi + 1.96 * u, slope);
  EXPECT_LE(hi - lo + 2 * 1.96 * u, 0.02) << "a percentage point either way";
}

TEST_F(PhotoVisit, TheBundleHoldsThePhotosOfWhatAnItemAsksAndTheOthersToo) {
  // The doors of an accessible toilet and of the lactation room are what items ask for; P-12 is not.
  const std::string toilet = element_named(drawn_, "P-04", "door"), lactation = element_named(drawn_, "P-03", "door");
  ASSERT_TRUE(tags_.contains(toilet));
  ASSERT_EQ(attach(file("door.jpg", DoorRenderer(door_with(tags_[toilet], 586, 0.95, 0)).jpeg()) + " --bar 100mm").exit_code, 0);
  const std::string grey = DoorRenderer(door_with(400, 401, 0.86, 0)).jpeg();
  const test::Run evidence = attach(file("shown.jpg", grey) + " --element P-03");
  EXPECT_EQ(evidence.exit_code, 0) << evidence.err;
  EXPECT_THAT(evidence.out, HasSubstr("shown.jpg: kept: as evidence of P-03; nothing was measured in it. To measure, take it again"));
  ASSERT_EQ(attach(file("other.jpg", grey + "x") + " --element P-12").exit_code, 0);
  std::map<std::string, std::set<std::string>> at, about;   // items by photo, and by what their checks are about
  const Json manifest = bundle_of(project_, folder_.path());
  for (const Json& f : manifest["evidence"]) {
    ASSERT_TRUE(f["path"].is_string()) << f;
    EXPECT_TRUE(fs::exists(folder_ / "b" / f["path"].get<std::string>())) << f;
    at[f["named"]].insert(f["item"].is_null() ? "none" : f["item"].get<std::string>());
  }
  const Json report = document("report " + project_);
  std::map<std::string, std::string> subject;
  for (const Json& c : report["checks"])
    if (!c["subject"].empty()) subject[c["id"]] = c["subject"].back();
  for (const Json& item : report["indicators"])
    for (const Json& check : item["checks"]) about[subject[check]].insert(item["id"].get<std::string>());
  ASSERT_FALSE(about[toilet].empty());
  ASSERT_FALSE(about[lactation].empty());
  ASSERT_TRUE(about[element_named(drawn_, "P-12", "door")].empty());
  EXPECT_EQ(at["door.jpg"], about[toilet]);
  EXPECT_EQ(at["door.jpg.measured.jpg"], about[toilet]);
  EXPECT_EQ(at["shown.jpg"], about[lactation]);
  EXPECT_EQ(at["other.jpg"], std::set<std::string>{"none"});
  // Each item's folder has its findings and drawings beside them.
  for (const std::string& item : about[toilet]) {
    const fs::path folder = folder_ / "b" / "p2ham-2018-immigration" / item;
    EXPECT_TRUE(fs::exists(folder / "findings.html")) << item;
    EXPECT_TRUE(fs::exists(folder / "level-L0.svg")) << item;
  }
}

TEST_F(PhotoVisit, TheSidecarSaysWhatIsMeasuredAndItsLinesDecide) {
  const DoorScene scene = door_with(400, 401, 0.75, 0.02);
  const std::string more = "markers: {side: 150 mm, u: 0.3 mm}\nmeasures: {element: P-13, quantity: door.clear_width}\nby: Budi\n";
  file("d.jpg.yaml", sidecar_of(scene, more));
  const test::Run run = attach(file("d.jpg", DoorRenderer(scene).jpeg()));
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json report = document("report " + project_);
  const auto photos = of_method(report, "photo");
  ASSERT_EQ(photos.size(), 1u) << run.out;
  EXPECT_NEAR(photos[0]["value"].get<double>(), 0.75, 3 * photos[0]["u"].get<double>());
  EXPECT_THAT(photos[0]["evidence"]["note"].get<std::string>(), HasSubstr("Budi"));
  for (const Json& check : checks_of(report, "pupr14.l2.door.other.clear", door_)) EXPECT_EQ(check["verdict"], "fail");
  EXPECT_EQ(checks_of(report, "pupr14.l2.door.other.clear", door_).size(), 1u);
}

TEST_F(PhotoVisit, WhatCannotBeMeasuredIsKeptAndToldWithItsReason) {
  std::string files;
  const auto add = [&](const std::string& name, const std::string& bytes, const std::string& sidecar) {
    if (!sidecar.empty()) file(name + ".yaml", sidecar);
    files += " " + file(name, bytes);
  };
  const DoorScene two = door_with(tags_[door_], tags_[other_], 0.86, 0);
  const std::string both = DoorRenderer(two).jpeg(), neither = DoorRenderer(door_with(400, 401, 0.86, 0)).jpeg();
  add("both.jpg", both, "");
  add("cut.jpg", both.substr(0, both.size() / 3), "");
  add("other.jpg", both + "y", "schema: landai-photo/1\nmeasures: {element: P-12}\n");
  add("slip.jpg", both + "x", "schema: landai-photo/1\nmeasure: {element: P-13}\n");
  add("none.jpg", neither, sidecar_of(two, "measures: {element: P-13, quantity: door.clear_width}\n"));
  add("plain.jpg", neither + "x", "");
  const test::Run run = attach(files);
  EXPECT_EQ(run.exit_code, 1) << run.err << run.out;
  for (const char* part : {"both.jpg: kept, not measured: it shows the markers of several elements: ", "cut.jpg: kept, not measured: ",
                           "other.jpg: kept, not measured: it is said to be of P-12, but it shows P-", "slip.jpg: kept, not measured: slip.jpg.yaml, line",
                           "none.jpg: kept, not measured: "})
    EXPECT_THAT(run.out, HasSubstr(part));
  EXPECT_EQ(run.out.find("plain.jpg: kept"), std::string::npos) << "nobody asked anything of it";
  const Json report = document("report " + project_);
  EXPECT_TRUE(of_method(report, "photo").empty());
  std::map<std::string, int> told;
  for (const Json& d : report["diagnostics"]) ++told[fs::path(d["file"].get<std::string>()).filename()];
  for (const char* name : {"both.jpg", "cut.jpg", "other.jpg", "slip.jpg", "none.jpg"}) EXPECT_EQ(told[name], 1) << name;
  EXPECT_EQ(told["plain.jpg"], 0);
}

TEST_F(PhotoVisit, OncePeopleSayWhichElementItShowsNobodyIsWarnedAnyMore) {
  const std::string photo = file("both.jpg", DoorRenderer(door_with(tags_[door_], tags_[other_], 0.86, 0)).jpeg());
  EXPECT_EQ(attach(photo).exit_code, 1);
  const auto warnings = [&] {
    int count = 0;
    const Json report = document("report " + project_);
    for (const Json& d : report["diagnostics"])
      count += fs::path(d["file"].get<std::string>()).filename() == "both.jpg" ? 1 : 0;
    return count;
  };
  EXPECT_EQ(warnings(), 1);
  const test::Run named = attach(photo + " --element " + door_ + " --bar 100mm");
  EXPECT_EQ(named.exit_code, 0) << named.err << named.out;
  EXPECT_EQ(warnings(), 0);
  const test::Run again = attach(photo);
  EXPECT_EQ(again.exit_code, 0) << again.err << again.out;
  EXPECT_EQ(warnings(), 0) << "they said it already";
  EXPECT_EQ(only_photo(document("report " + project_))["subject"], Json::array({door_}));
}

TEST_F(PhotoVisit, ANumberThatTwoWorksheetsGiveToDifferentThingsIsNotGuessed) {
  const Json& first = sheet_;
  // An answer takes questions away: the second worksheet counts anew.
  std::string number, subject;
  for (const Json& row : first["rows"])
    if (row["kind"] == "number" && row["subjects"].size() == 1 && row["stop"].get<int>() > 0 && number.empty())
      number = row["label"], subject = row["subjects"][0].get<std::string>() + "," + row["quantity"].get<std::string>() + ",1," + row["unit"].get<std::string>();
  ASSERT_FALSE(number.empty());
  attach(file("a.csv", "subject,quantity,value,unit\n" + subject + "\n"));
  expect_fine("worksheet " + project_ + " -o " + (folder_ / "w2.pdf").string());
  const Json second = Json::parse(*read_file(folder_ / "w2.json"));
  std::map<std::string, std::string> meant;
  for (const Json& row : first["rows"]) meant[row["label"]] = row["subjects"][0].get<std::string>() + row["quantity"].get<std::string>();
  std::string doubtful, unit;
  for (const Json& row : second["rows"])
    if (row["kind"] == "number" && row["subjects"].size() == 1 && meant.contains(row["label"]) && doubtful.empty() &&
        meant[row["label"]] != row["subjects"][0].get<std::string>() + row["quantity"].get<std::string>())
      doubtful = row["label"], unit = row["unit"];
  ASSERT_FALSE(doubtful.empty());
  const std::string csv = file("n.csv", "number,value\n" + doubtful + ",1 " + unit + "\n");
  const test::Run unclear = attach(csv);
  EXPECT_EQ(unclear.exit_code, 3);
  EXPECT_THAT(unclear.out, HasSubstr("different things on different worksheets"));
  const test::Run clear = attach(csv + " --worksheet " + (folder_ / "w2.json").string());
  EXPECT_EQ(clear.exit_code, 0) << clear.err << clear.out;
  EXPECT_THAT(clear.out, HasSubstr("1 rows that were not taken before are clear now"));
  EXPECT_EQ(tags_in(second), tags_) << "markers that hang already stay whose they are";
}

}  // namespace
}  // namespace landai::test
