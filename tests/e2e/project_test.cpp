// SPDX-License-Identifier: GPL-3.0-or-later
// A project from end to end: import, attach, report, and the life of its findings.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "landai/core/file.hpp"
#include "photo_file.hpp"
#include "project_steps.hpp"
#include "reexport.hpp"

namespace landai::test {
namespace {

TEST(ProjectFile, IsToldFromAMapWhereAPlanIsWanted) {
  const TempFolder folder;
  const std::string project = (folder / "p.gpkg").string(), results = (folder / "r.gpkg").string();
  expect_fine("import " + kFolder + "kelurahan.dxf -o " + project);
  for (const std::string& verb : {"check " + project, "inspect " + project, "route " + project + " --from 1,1 --to 2,2",
                                  "standards diff permen-pupr-14-2017 permen-pu-30-2006 " + project, "standards compare " + project}) {
    const auto run = landai(verb + " --lang en");
    EXPECT_EQ(run.exit_code, 3) << verb;
    EXPECT_NE(run.err.find("this is a landai project"), std::string::npos) << verb << "\n" << run.err;
    EXPECT_NE(run.err.find("landai report " + project), std::string::npos) << verb;
  }
  // Results without a plan are no project.
  static_cast<void>(landai("check " + kFolder + "kelurahan.dxf --gpkg " + results));
  EXPECT_NE(landai("check " + results + " --lang en").err.find("this is map data"), std::string::npos);
}

TEST(ProjectFile, IsRefusedWithWhatToDo) {
  const TempFolder folder;
  const auto refused = [&](const std::string& arguments, const char* part, int code) {
    const auto run = landai(arguments + " --lang en");
    EXPECT_EQ(run.exit_code, code) << arguments << "\n" << run.err;
    EXPECT_NE(run.err.find(part), std::string::npos) << run.err;
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 2) << "what and what to do\n" << run.err;
  };
  const std::string plan = kFolder + "kelurahan.dxf", result = (folder / "result.gpkg").string();
  EXPECT_EQ(landai("check " + plan + " --gpkg " + result).exit_code, 1);
  refused("report " + result, "holds only the results of a check", 3);
  refused("import " + plan + " -o " + result, "holds only the results of a check", 3);
  refused("attach " + (folder / "none.gpkg").string() + " " + kFolder + "bacaan.csv", "no such project", 3);
  refused("report " + plan, "no GeoPackage", 3);
  refused("import " + plan + " -o " + plan, "overwrite", 2);
  refused("import " + plan + " -o " + (folder / "nowhere/p.gpkg").string(), "cannot be written", 2);
  const std::string project = (folder / "p.gpkg").string();
  expect_fine("import " + plan + " -o " + project);
  const std::string whole = *read_file(project);
  write(folder / "bad.csv", "subject,quantity,value\nP-99,door.clear_width,80 cm\n");
  refused("attach --strict " + project + " " + (folder / "bad.csv").string(), "line 2, subject", 3);
  write(folder / "x.bin", "????");
  refused("attach " + project + " " + (folder / "x.bin").string(), "kind of file", 3);
  refused("report " + project + " --json " + project, "overwrite", 2);
  EXPECT_EQ(*read_file(project), whole) << "a refused change changes nothing";
  write(folder / "cut.gpkg", whole.substr(0, whole.size() / 2));
  refused("attach " + (folder / "cut.gpkg").string() + " " + kFolder + "bacaan.csv", "damaged", 3);
  refused("report " + (folder / "cut.gpkg").string(), "damaged", 3);
}

TEST(ProjectFile, OpensInAGis) {
  const TempFolder folder;
  const std::string project = (folder / "p.gpkg").string();
  expect_fine("import " + kFolder + "kelurahan.dxf -o " + project);
  expect_fine("attach " + project + " " + kFolder + "bacaan.csv");
  const auto layers = run("ogrinfo " + project);
  EXPECT_EQ(layers.exit_code, 0);
  EXPECT_EQ(layers.err, "");
  for (const char* layer :
       {"elements_polygon (Multi Polygon)", "findings (Point)", "witnesses (Line String)", "checks (None)",
        "measurements (None)", "indicators (None)", "landai_readings (None)", "landai_changes (None)"})
    EXPECT_NE(layers.out.find(layer), std::string::npos) << layer << "\n" << layers.out;
  // The same geometry as the writer of `check --gpkg` makes.
  EXPECT_LE(landai("check " + kFolder + "kelurahan.dxf --readings " + kFolder + "bacaan.csv --gpkg " +
                   (folder / "c.gpkg").string())
                .exit_code,
            1);
  for (const char* layer : {"elements_polygon", "elements_line", "elements_point", "witnesses"}) {
    const auto ours = run("ogrinfo -q -al " + project + " " + layer),
               theirs = run("ogrinfo -q -al " + (folder / "c.gpkg").string() + " " + layer);
    EXPECT_EQ(ours.out, theirs.out) << layer;
    EXPECT_EQ(ours.err, "");
  }
}

class Project : public testing::TestWithParam<std::string> {
 protected:
  TempFolder folder_;
  std::string project_ = (folder_ / "office.gpkg").string();
  std::string plan_ = kFolder + "kelurahan." + GetParam();

  /// Facts and a waiver for doors of the plan.
  std::string facts(const Json& report) {
    const std::string door = id_of(report, "P-04", "door");
    EXPECT_FALSE(door.empty());
    const fs::path file = folder_ / "facts.yaml";
    write(file, "by: Sari\nbuilding: {status: existing}\nelements:\n  \"" + door +
                    "\": {is_door: false}\n"
                    "waivers:\n  - {rules: [pupr14.l2.door.main.clear], document: \"TABG 12/2025\", date: "
                    "2025-03-01}\n");
    return file.string();
  }
};

TEST_P(Project, ReportsWhatACheckOfTheSameFilesReports) {
  const std::string given = facts(document("check " + plan_));
  write(folder_ / "bacaan.csv", *read_file(kFolder + "bacaan.csv"));
  write(folder_ / "a10.jpg", jpeg(40, 30));
  const std::string readings = (folder_ / "bacaan.csv").string();
  expect_fine("import " + plan_ + " -o " + project_ + " --name Kelurahan");
  EXPECT_EQ(document("report " + project_), document("check " + plan_ + " --name Kelurahan"));
  expect_fine("attach " + project_ + " " + readings + " " + given + " --author Sari");
  const Json checked =
      document("check " + plan_ + " --name Kelurahan --readings " + readings + " --facts " + given);
  const Json reported = document("report " + project_);
  EXPECT_GT(readings_in(reported), 3);
  EXPECT_EQ(reported, checked);
  // The evidence came along: the bundle is the same without the folder.
  fs::remove(folder_ / "a10.jpg");
  EXPECT_EQ(landai("report " + project_ + " --bundle " + (folder_ / "bundle.zip").string()).exit_code, 1);
  const auto listed = run("unzip -l " + (folder_ / "bundle.zip").string());
  EXPECT_NE(listed.out.find("a10.jpg"), std::string::npos) << listed.out;
  // Whoever signs it signs the files that the rows came from, as another tool hashes them.
  const Json manifest = Json::parse(run("unzip -p " + (folder_ / "bundle.zip").string() + " manifest.json").out);
  ASSERT_EQ(manifest["given"].size(), 2U) << manifest.dump();
  const auto sum = [](const std::string& file) { return run("sha256sum " + file).out.substr(0, 64); };
  EXPECT_EQ(manifest["given"][0], (Json{{"what", "facts"}, {"file", fs::path(given).filename().string()}, {"sha256", sum(given)}}));
  EXPECT_NE(run("unzip -p " + (folder_ / "bundle.zip").string() + " signature.html").out.find("TABG 12/2025"), std::string::npos) << "nor what is waived, and by which document";
  EXPECT_EQ(manifest["given"][1], (Json{{"what", "readings"}, {"file", "bacaan.csv"}, {"sha256", sum(readings)}}));
}

TEST_P(Project, TellsWhoChangedWhatAndWhy) {
  expect_fine("import " + plan_ + " -o " + project_ + " --author Budi --reason first");
  expect_fine("attach " + project_ + " " + kFolder + "bacaan.csv --author Sari --reason \"visit of March\"");
  expect_fine("attach " + project_ + " " + kFolder + "bacaan.csv --author Sari --reason again");
  const auto log = landai("log " + project_ + " --lang en");
  ASSERT_EQ(log.exit_code, 0) << log.err;
  for (const char* part :
       {"Budi", "first", "landai import", "Sari", "visit of March", "5 new", "0 new", "5 were there"})
    EXPECT_NE(log.out.find(part), std::string::npos) << part << "\n" << log.out;
  EXPECT_LT(log.out.find("Budi"), log.out.find("Sari"));
  EXPECT_NE(landai("log " + project_ + " --lang id").out.find("bacaan dari"), std::string::npos);
}

TEST_P(Project, KeepsAttachmentsOnAnotherExportOfThePlan) {
  expect_fine("import " + plan_ + " -o " + project_);
  expect_fine("attach " + project_ + " " + kFolder + "bacaan.csv");
  const Json before = document("report " + project_);
  const fs::path other = folder_ / ("other." + GetParam());
  const std::string text = *read_file(plan_);
  write(other,
        GetParam() == "dxf" ? dxf_reexport(text, 7, 123456.78, -98765.43, 0) : ifc_reexport(text, 7, true));
  const auto again = landai("import " + other.string() + " -o " + project_ + " --update --lang en");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_NE(again.out.find("by place and shape"), std::string::npos) << again.out;
  const Json after = document("report " + project_);
  EXPECT_NE(id_of(before, "P-01", "door"), id_of(after, "P-01", "door"));
  EXPECT_EQ(readings_in(before), 4);
  EXPECT_EQ(readings_in(after), 4) << again.out;
  EXPECT_EQ(orphans_in(after), 0) << again.out;
  // They are on the same doors: P-01 with its 892 mm.
  const std::string door = id_of(after, "P-01", "door");
  int seen = 0;
  for (const Json& m : after["measurements"])
    if (m["quantity"] == "door.clear_width" && m["method"] == "reading") {
      EXPECT_EQ(m["subject"][0], door);
      EXPECT_DOUBLE_EQ(m["value"].get<double>(), 0.892);
      ++seen;
    }
  EXPECT_EQ(seen, 1);
}

TEST_P(Project, AFindingIsFixedByAReadingAndOpenAgainByAnother) {
  expect_fine("import " + plan_ + " -o " + project_);
  const auto finding_of = [&](const Json& report, const std::string& name) {
    const std::string door = id_of(report, name, "door");
    for (const Json& c : report["checks"])
      if (c["subject"][0] == door && c["rule"] == "pupr14.l2.door.main.clear")
        for (const Json& f : report["findings"])
          if (std::count(f["checks"].begin(), f["checks"].end(), c["id"]))
            return f["fingerprint"].get<std::string>();
    return std::string();
  };
  const auto read = [&](const char* width, const char* date) {
    write(folder_ / "r.csv", std::string("subject,quantity,value,u,date\nP-01,door.clear_width,") + width +
                                 ",1 mm," + date + "\n");
    const auto attached = landai("attach " + project_ + " " + (folder_ / "r.csv").string() + " --lang en");
    EXPECT_EQ(attached.exit_code, 0) << attached.err;
    return attached.out;
  };
  read("88 cm", "2026-03-01");
  const std::string fingerprint = finding_of(document("report " + project_), "P-01");
  ASSERT_FALSE(fingerprint.empty());
  expect_fine("finding " + project_ + " " + fingerprint.substr(0, 8) +
              " --state accepted --owner Budi --due 2027-01-31 --reason agreed --author Sari");
  const std::string listed = landai("findings " + project_ + " --lang en").out;
  EXPECT_NE(listed.find("Budi sees to it"), std::string::npos);
  EXPECT_NE(listed.find(" not shown: --all)"), std::string::npos) << "what only waits to be measured is counted";
  // Late is what was due before the day.
  EXPECT_EQ(landai("findings " + project_ + " --lang en --date 2027-01-31").out.find("OVERDUE"), std::string::npos);
  EXPECT_NE(landai("findings " + project_ + " --lang en --date 2027-02-01").out.find("due 2027-01-31, OVERDUE"), std::string::npos);
  EXPECT_EQ(landai("findings " + project_ + " --date tomorrow").exit_code, 2);
  const auto overdue_at = [&](const std::string& day) {
    int late = 0;
    const Json json = Json::parse(landai("report " + project_ + " --json - --date " + day).out);
    for (const Json& f : json["findings"]) late += f["life"]["overdue"] == true;
    for (const Json& h : json["history"]) late += h["overdue"] == true;
    return late;
  };
  EXPECT_EQ(overdue_at("2027-01-31"), 0);
  EXPECT_EQ(overdue_at("2027-02-01"), 2) << "in both lists";
  const auto page = landai("report " + project_ + " --html - --lang en");
  EXPECT_NE(page.out.find("accepted; Budi; due 2027-01-31"), std::string::npos);
  // It was widened: the same reading, corrected, and the finding is fixed.
  EXPECT_NE(read("93 cm", "2026-03-01").find("fixed"), std::string::npos);
  EXPECT_EQ(finding_of(document("report " + project_), "P-01"), "");
  EXPECT_NE(landai("findings " + project_ + " --all --lang en").out.find("it passes now"), std::string::npos);
  const auto history = landai("report " + project_ + " --html - --lang en");
  EXPECT_NE(history.out.find("fixed; it passes now"), std::string::npos) << "closed, and still told";
  EXPECT_NE(history.out.find("<code>" + fingerprint), std::string::npos);
  EXPECT_NE(read("88 cm", "2026-03-01").find("1 open again"), std::string::npos);
  EXPECT_EQ(finding_of(document("report " + project_), "P-01"), fingerprint);
  // Looked at again on other days: what was read last counts.
  EXPECT_NE(read("93 cm", "2026-03-05").find("1 fixed"), std::string::npos);
  EXPECT_EQ(finding_of(document("report " + project_), "P-01"), "");
  EXPECT_NE(read("88 cm", "2026-03-09").find("1 open again"), std::string::npos);
  EXPECT_EQ(finding_of(document("report " + project_), "P-01"), fingerprint);
  // Waived, it fails as before and is not due.
  EXPECT_EQ(landai("finding " + project_ + " " + fingerprint + " --state waived").exit_code, 2);
  const auto waived = landai("finding " + project_ + " " + fingerprint +
                             " --state waived --document \"TABG 12/2025\" --lang en");
  EXPECT_EQ(waived.exit_code, 0) << waived.err;
  EXPECT_NE(waived.out.find("waived"), std::string::npos) << waived.out;
  int seen = 0;
  const Json after = document("report " + project_);
  for (const Json& c : after["checks"])
    if (c["rule"] == "pupr14.l2.door.main.clear" && c["subject"][0] == id_of(after, "P-01", "door")) {
      EXPECT_EQ(c["verdict"], "fail");
      EXPECT_EQ(c["duty"], "waived");
      ++seen;
    }
  EXPECT_EQ(seen, 1);
}

TEST(ProjectFindings, StayThemselvesWhenANameChangesAndSpeakTheReadersLanguage) {
  TempFolder folder;
  const std::string project = (folder / "p.gpkg").string(), plan = (folder / "plan.dxf").string();
  std::string drawing = *read_file(kFolder + "kelurahan.dxf");
  write(plan, drawing);
  write(folder / "r.csv", "subject,quantity,value,u,by,date\nP-13,door.clear_width,78 cm,1 mm,Sari,2026-03-02\n"
                          "P-13,door.clear_width,76 cm,1 mm,Budi,2026-03-02\n");
  expect_fine("import " + plan + " -o " + project + " --lang en");
  expect_fine("attach " + project + " " + (folder / "r.csv").string() + " --lang en");
  const auto listed = [&](const std::string& part, const std::string& name) {
    const Json report = Json::parse(landai("report " + project + " --json - --lang en").out);
    std::string titles;
    for (const Json& h : report["history"]) {
      const std::string title = h["title"];
      if (title.starts_with("Door " + name + " (") && title.find(part) != std::string::npos) return h;
      titles += title + "\n";
    }
    ADD_FAILURE() << part << " " << name << " in:\n" << titles;
    return Json();
  };
  const Json built = listed("built differently", "P-13"), contradiction = listed("contradict", "P-13");
  const std::string named = built["fingerprint"];
  expect_fine("finding " + project + " " + named + " --state accepted --owner Tono --due 2027-01-15 --lang en");
  const auto at = drawing.find("\nP-13\n");
  ASSERT_NE(at, std::string::npos);
  write(plan, drawing.replace(at, 6, "\nP-113\n"));
  const auto updated = landai("import " + plan + " -o " + project + " --update --lang en");
  EXPECT_EQ(updated.exit_code, 0) << updated.err;
  EXPECT_EQ(updated.out.find("fixed"), std::string::npos) << updated.out;
  const Json built_now = listed("built differently", "P-113"), contradiction_now = listed("contradict", "P-113");
  EXPECT_EQ(built_now["follows"], named);
  EXPECT_EQ(built_now["owner"], "Tono");
  EXPECT_EQ(built_now["due"], "2027-01-15");
  EXPECT_EQ(contradiction_now["follows"], contradiction["fingerprint"]);
  EXPECT_EQ(contradiction_now["owner"], Json());
  expect_fine("finding " + project + " " + built_now["fingerprint"].get<std::string>() + " --owner \"\" --lang en");
  const test::Run late = landai("report " + project + " --date 2027-01-16 --lang en"), due = landai("report " + project + " --date 2027-01-15 --lang en");
  EXPECT_NE(late.out.find("due 2027-01-15, OVERDUE"), std::string::npos) << late.out;
  EXPECT_NE(late.out.find("Overdue findings as of 2027-01-16: 1"), std::string::npos);
  EXPECT_EQ(due.out.find("verdue"), std::string::npos);
  EXPECT_NE(due.out.find("due 2027-01-15"), std::string::npos);

  const std::string findings = landai("findings " + project + " --all --lang id").out;
  EXPECT_NE(findings.find("lebar bersih"), std::string::npos);
  for (const char* english : {"built differently", "clear width", "should be at least"})
    EXPECT_EQ(findings.find(english), std::string::npos) << english;
  const std::string log = landai("log " + project + " --lang id").out;
  EXPECT_NE(log.find("temuan " + named + ": diterima\n"), std::string::npos) << log;
  EXPECT_EQ(log.find("accepted"), std::string::npos) << log;
  EXPECT_NE(log.find(": tidak ada lagi yang menangani\n"), std::string::npos) << log;
  const auto history = Json::parse(landai("report " + project + " --json - --lang id").out)["history"];
  EXPECT_GT(history.size(), 20u);
  for (const Json& h : history) EXPECT_EQ(h["title"].get<std::string>().find("clear width"), std::string::npos) << h["title"];
}

INSTANTIATE_TEST_SUITE_P(Kelurahan, Project, testing::Values("dxf", "ifc"));

}  // namespace
}  // namespace landai::test
