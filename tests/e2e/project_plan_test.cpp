// SPDX-License-Identifier: GPL-3.0-or-later
// A project whose plan changes: what stays with its elements, what loses them and comes back.
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

TEST(ProjectPlan, WhatLosesItsElementIsListedAndComesBack) {
  const TempFolder folder;
  const std::string plan = kFolder + "kelurahan.dxf", project = (folder / "p.gpkg").string(),
                    changed = (folder / "changed.dxf").string();
  expect_fine("import " + plan + " -o " + project);
  expect_fine("attach " + project + " " + kFolder + "bacaan.csv");
  const int before = readings_in(document("report " + project));
  const std::string text = without(*read_file(plan), "P-13");
  ASSERT_FALSE(text.empty());
  write(changed, text);
  const auto gone = landai("import " + changed + " -o " + project + " --lang en");
  EXPECT_EQ(gone.exit_code, 0) << gone.err;
  EXPECT_NE(gone.out.find("P-13 is not in the plan any more: 1 reading,"), std::string::npos) << gone.out;
  const Json report = document("report " + project);
  EXPECT_EQ(orphans_in(report), 1);
  EXPECT_EQ(readings_in(report), before - 1);
  EXPECT_NE(landai("report " + project + " --html - --lang en").out.find("P-13 is not in the plan any more"),
            std::string::npos);
  const auto back = landai("import " + plan + " -o " + project + " --lang en");
  EXPECT_EQ(back.exit_code, 0) << back.err;
  EXPECT_NE(back.out.find(" 0 new, 0 gone, 2 back"), std::string::npos) << "the door and its leaf: " << back.out;
  const Json again = document("report " + project);
  EXPECT_EQ(orphans_in(again), 0);
  EXPECT_EQ(readings_in(again), before);
}

// North is set when the plan is drawn up for the permit: every coordinate is another one, and every reading stays with its door.
TEST(ProjectPlan, TurnedAsAWholeKeepsWhatIsAttached) {
  const TempFolder folder;
  const std::string plan = kFolder + "kelurahan.ifc", project = (folder / "p.gpkg").string(), turned = (folder / "turned.ifc").string();
  expect_fine("import " + plan + " -o " + project);
  expect_fine("attach " + project + " " + kFolder + "bacaan.csv");
  const auto told_of = [](const Json& report) {
    std::map<std::string, std::string> out;
    for (const Json& check : report["checks"]) out[check["standard"].get<std::string>() + check["rule"].dump() + check["subject"].dump()] = check["verdict"];
    return out;
  };
  const Json before = document("report " + project);
  ASSERT_GT(readings_in(before), 0);
  write(turned, ifc_turned(slurp(plan), 30, 12.0, -5.0));
  const auto run = landai("import " + turned + " -o " + project + " --update --lang en");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("turned as a whole by 30° counter-clockwise and moved by "), std::string::npos) << run.out;
  EXPECT_NE(run.out.find(" 0 by place and shape, 0 new, 0 gone, 0 back"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("Known by their id alone"), std::string::npos) << run.out;
  const Json after = document("report " + project);
  EXPECT_EQ(readings_in(after), readings_in(before));
  EXPECT_EQ(orphans_in(after), 0);
  EXPECT_EQ(told_of(after), told_of(before));
  EXPECT_NE(landai("log " + project + " --lang en").out.find("turned as a whole by 30°"), std::string::npos);
  // What was turned once lies so from now on, and can be turned back.
  const auto back = landai("import " + plan + " -o " + project + " --lang en");
  EXPECT_NE(back.out.find("turned as a whole by 30° clockwise"), std::string::npos) << back.out;
  EXPECT_EQ(readings_in(document("report " + project)), readings_in(before));
}

TEST(ProjectPlan, OfAnotherBuildingIsRefusedUnlessItIsMeant) {
  const TempFolder folder;
  const std::string plan = kFolder + "kelurahan.dxf", project = (folder / "p.gpkg").string(), other = (folder / "other.dxf").string();
  const std::string made = landai("import " + plan + " -o " + project + " --lang en").out;
  ASSERT_TRUE(made.starts_with("Project made: ")) << made;
  const int elements = std::stoi(made.substr(std::string("Project made: ").size()));
  expect_fine("attach " + project + " " + kFolder + "bacaan.csv");
  const auto findings_in = [&](const std::string& state) {
    std::set<std::string> out;
    const Json report = Json::parse(landai("report " + project + " --json -").out);
    for (const Json& f : report["history"])
      if (f["state"] == state) out.insert(f["fingerprint"]);
    return out;
  };
  const auto open_before = findings_in("open");
  ASSERT_GT(open_before.size(), 5u);
  // Two rooms and a door far away.
  write(other, small_house());
  const std::string whole = *read_file(project);
  const auto refused = landai("import " + other + " -o " + project + " --update --lang en");
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.err.find("seems to be another building's"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("--other-building"), std::string::npos);
  EXPECT_EQ(*read_file(project), whole);

  const auto meant = landai("import " + other + " -o " + project + " --update --other-building --lang en");
  EXPECT_EQ(meant.exit_code, 0) << meant.err;
  EXPECT_NE(meant.out.find("P-13 is not in the plan any more"), std::string::npos) << meant.out;
  EXPECT_NE(meant.out.find("findings whose place is not in the plan any more"), std::string::npos) << meant.out;
  const auto gone = findings_in("gone");
  for (const std::string& f : findings_in("fixed")) EXPECT_FALSE(open_before.contains(f)) << "nobody mended " << f;
  EXPECT_GT(gone.size(), 5u);
  const std::string listed = landai("findings " + project + " --all --lang en").out;
  EXPECT_NE(listed.find("no longer in the plan"), std::string::npos);
  EXPECT_NE(listed.find(*gone.begin()), std::string::npos);

  const auto back = landai("import " + plan + " -o " + project + " --update --lang en");
  EXPECT_EQ(back.exit_code, 0) << back.err;
  EXPECT_NE(back.out.find(" 0 new, "), std::string::npos) << back.out;
  EXPECT_NE(back.out.find(std::to_string(elements) + " back"), std::string::npos) << back.out;
  EXPECT_EQ(findings_in("open"), open_before);
}

/// A plan made by others: a reading on each of its doors, and the same building in another export.
TEST(ProjectPlan, OfOthersKeepsEveryReadingThroughAnotherExport) {
  const fs::path plan = fs::path(LANDAI_SHARED_DIR) / "plans/ifc/Duplex_A.ifc";
  if (!fs::exists(plan)) GTEST_SKIP() << plan << " is not there";
  const TempFolder folder;
  const std::string project = (folder / "p.gpkg").string();
  expect_fine("import " + plan.string() + " -o " + project);
  const Json before = document("report " + project);
  EXPECT_EQ(before, document("check " + plan.string()));
  std::string rows = "subject,quantity,value,by\n";
  std::map<std::string, int> doors;  // by name: other exports have other ids
  for (const Json& e : before["plan"]["elements"])
    if (e["category"] == "door") {
      rows += e["id"].get<std::string>() + ",door.force,3 kg," + e["id"].get<std::string>() + "\n";
      ++doors[e["name"]];
    }
  ASSERT_GT(doors.size(), 3u);
  write(folder / "r.csv", rows);
  expect_fine("attach " + project + " " + (folder / "r.csv").string());
  const int readings = readings_in(document("report " + project));
  ASSERT_GT(readings, 10);
  write(folder / "other.ifc", ifc_reexport(*read_file(plan), 3, true));
  const auto again = landai("import " + (folder / "other.ifc").string() + " -o " + project + " --lang en");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  const Json after = document("report " + project);
  EXPECT_EQ(readings_in(after), readings) << again.out;
  EXPECT_EQ(orphans_in(after), 0);
  // Each is on a door of the name that it was on.
  std::map<std::string, std::string> names;
  for (const Json& e : after["plan"]["elements"]) names[e["id"]] = e["name"];
  std::map<std::string, int> on;
  for (const Json& m : after["measurements"])
    if (m["method"] == "reading") ++on[names[m["subject"][0]]];
  EXPECT_EQ(on, doors);
}

/// Packs of an office, of which one stands on another, come along with the project.
TEST(ProjectPlan, IsJudgedByTheOfficesOwnPacksWhereverItGoes) {
  const TempFolder folder;
  fs::create_directories(folder / "region");
  fs::create_directories(folder / "office");
  const std::string plan = kFolder + "kelurahan.dxf", project = (folder / "p.gpkg").string(),
                    pack = (folder / "office/office.yaml").string();
  write(folder / "region/region.yaml",
        *read_file(LANDAI_SOURCE_DIR "/samples/overlays/kelurahan-contoh.yaml"));
  write(pack,
        "schema: landai-overlay/1\nid: office-contoh\nversion: \"1\"\nover: "
        "../region/region.yaml\ninstrument: made up\n"
        "title: {id: rekaan, en: made up}\nabout: {id: rekaan, en: made up}\nsources:\n  X: {id: rekaan, en: "
        "made up}\n"
        "change:\n  - {id: pupr14.l2.door.other.clear, article: \"1\", source: X, verified: ours, limit: "
        "{min: 86 cm}}\n");
  const Json checked = document("check " + plan + " --standard " + pack);
  expect_fine("import " + plan + " -o " + project + " --standard " + pack);
  fs::remove_all(folder / "office");
  fs::remove_all(folder / "region");
  const Json reported = document("report " + project);
  EXPECT_EQ(reported["checks"], checked["checks"]);
  int stricter = 0;
  for (const Json& c : reported["checks"])
    stricter += c["rule"] == "pupr14.l2.door.other.clear" && c["limit"]["min"] == 0.86 ? 1 : 0;
  EXPECT_GT(stricter, 0);
  EXPECT_EQ(reported["tool"]["packs"], checked["tool"]["packs"]);
}

}  // namespace
}  // namespace landai::test
