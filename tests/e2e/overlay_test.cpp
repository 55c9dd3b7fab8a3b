// SPDX-License-Identifier: GPL-3.0-or-later
// An overlay through the program: checked, shown, listed, compared, and told in every output.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "read_json.hpp"
#include "run_program.hpp"

namespace landai::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string kSample = LANDAI_SOURCE_DIR "/samples/overlays/kelurahan-contoh.yaml";
const std::string kPlan = LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.dxf";
const std::string kDoor = "pupr14.l2.door.other.clear";

std::string slurp(const std::filesystem::path& file) {
  const auto text = read_file(file);
  EXPECT_TRUE(text) << file;
  return text ? *text : std::string();
}

const json& with_id(const json& list, const std::string& id) {
  static const json kNone;
  for (const json& one : list)
    if (one["id"] == id) return one;
  return kNone;
}

int failures(const json& report, const std::string& rule) {
  int n = 0;
  for (const json& check : report["checks"]) n += check["rule"] == rule && check["verdict"] == "fail" ? 1 : 0;
  return n;
}

TEST(OverlayProgram, CheckTellsInEveryOutputWhatItChanged) {
  const TempFolder folder;
  const std::string common = "check " + kPlan + " --lang en --indicators p2ham-2018-immigration --standard ";
  const auto run = landai(common + kSample + " --json " + (folder / "r.json").string() + " --html " +
                          (folder / "r.html").string());
  ASSERT_EQ(run.exit_code, 1) << run.err;
  const std::string document = slurp(folder / "r.json");
  const auto against = check_schema_json(document, LANDAI_SOURCE_DIR "/data/schema/report.schema.json");
  ASSERT_TRUE(against);
  for (const auto& problem : *against) ADD_FAILURE() << problem.where << " " << problem.message;

  const json report = read_json(document);
  const std::string hash = sha256(slurp(kSample));
  EXPECT_EQ(with_id(report["tool"]["packs"], "kelurahan-contoh")["sha256"], hash);
  EXPECT_EQ(with_id(report["tool"]["packs"], "kelurahan-contoh")["over"], "pergub-64-2008");
  const json& rule = with_id(report["rules"], kDoor);
  ASSERT_EQ(rule["changed_by"].size(), 1U) << rule;
  EXPECT_EQ(rule["changed_by"][0]["overlay"], "kelurahan-contoh");
  EXPECT_THAT(rule["changed_by"][0]["was"], HasSubstr("0.80"));
  EXPECT_THAT(rule["changed_by"][0]["now"], HasSubstr("0.85"));
  EXPECT_THAT(rule["instrument"], HasSubstr("CONTOH"));
  // The check names the pack that its rule comes from, and who changed it.
  int told = 0;
  for (const json& check : report["checks"]) {
    EXPECT_EQ(check.contains("changed_by"), check["rule"] == kDoor || check["rule"] == "pergub64.todo.counter") << check;
    if (check["rule"] != kDoor) continue;
    EXPECT_EQ(check["standard"], "permen-pupr-14-2017");
    EXPECT_EQ(check["changed_by"], json::array({"kelurahan-contoh"}));
    ++told;
  }
  EXPECT_GT(told, 0);
  EXPECT_FALSE(with_id(report["rules"], "pupr14.l2.door.main.clear").contains("changed_by"));

  // The key of the sample: clear widths of its doors. P-13 has 0.79 m, others lie between 0.80 and 0.85 m.
  const auto plain = landai(common + "pergub-64-2008 --json -");
  const json before = read_json(plain.out);
  EXPECT_GT(failures(report, kDoor), failures(before, kDoor));
  EXPECT_GT(failures(before, kDoor), 0);
  EXPECT_EQ(failures(report, "contoh.counter.count"), 1);

  const std::string html = slurp(folder / "r.html");
  for (const std::string& part : {hash, std::string("kelurahan-contoh"), std::string("Changed rule"), kDoor})
    EXPECT_THAT(html, HasSubstr(part));
}

TEST(OverlayProgram, TheSummaryAndTheSignaturePageNameItWithItsHash) {
  const TempFolder folder;
  const std::string bundle = (folder / "b.zip").string();
  const auto run = landai("check " + kPlan + " --lang en --standard " + kSample);
  EXPECT_THAT(run.out, HasSubstr("kelurahan-contoh 1"));
  EXPECT_THAT(run.out, HasSubstr(sha256(slurp(kSample)).substr(0, 40)));
  EXPECT_THAT(run.out, HasSubstr("no limit becomes"));
  const auto packed = landai("check " + kPlan + " --lang en --indicators p2ham-2018-immigration --standard " +
                             kSample + " --bundle " + bundle);
  ASSERT_EQ(packed.exit_code, 1) << packed.err;
  ASSERT_EQ(landai::test::run("python3 -m zipfile -e " + bundle + " " + folder.path().string()).exit_code, 0);
  std::string pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
    if (entry.path().extension() == ".html" && slurp(entry.path()).find("Changed rule") != std::string::npos)
      pages += slurp(entry.path());
  EXPECT_THAT(pages, HasSubstr(sha256(slurp(kSample))));
  EXPECT_THAT(pages, HasSubstr(kDoor));
}

TEST(OverlayProgram, CheckShowAndListKnowIt) {
  const auto checked = landai("standards check --lang en " + kSample);
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("kelurahan-contoh: no problem (over pergub-64-2008: tightens 1 rule, fills 1, changes 0 without tightening, adds 1)"));
  EXPECT_THAT(checked.out, HasSubstr(" 0 wrong; 0 things"));
  const auto shown = landai("standards show --lang en " + kSample);
  EXPECT_THAT(shown.out, HasSubstr("EXAMPLE"));
  EXPECT_THAT(shown.out, HasSubstr("at least 80 cm becomes at least 85 cm"));
  EXPECT_THAT(shown.out, HasSubstr("contoh.counter.count"));
  const auto listed = landai("standards list --lang en " + kSample);
  EXPECT_THAT(listed.out, HasSubstr("an overlay on pergub-64-2008; changes 2 and adds 1 rules"));
  const auto covered = landai("standards coverage --lang en " + kSample);
  EXPECT_THAT(covered.out, HasSubstr("contoh.counter.count"));
}

TEST(OverlayProgram, DiffShowsWhatItChangesOnOnePlan) {
  const auto run = landai("standards diff pergub-64-2008 " + kSample + " " + kPlan + " --json -");
  const json d = read_json(run.out);
  ASSERT_TRUE(d.is_object()) << run.err;
  const auto has = [](const json& cells, const std::string& rule, const char* verdict, double min) {
    return std::any_of(cells.begin(), cells.end(), [&](const json& cell) {
      return cell["rule"] == rule && cell["verdict"] == verdict && cell.value("min", 0.0) == min;
    });
  };
  bool narrow = false, counters = false, high = false;
  for (const json& change : d["changes"]) {
    const json &then = change["in_a"], &now = change["in_b"];
    narrow |= has(then, kDoor, "pass", 0.80) && has(now, kDoor, "fail", 0.85);
    counters |= !has(then, "contoh.counter.count", "fail", 6) && has(now, "contoh.counter.count", "fail", 6);
    high |= then.empty() && has(now, "pergub64.todo.counter", "fail", 0);
    EXPECT_NE(change["quantity"], "ramp.slope") << "the overlay says nothing of ramps";
  }
  EXPECT_TRUE(narrow) << run.out.substr(0, 500);
  EXPECT_TRUE(counters) << run.out.substr(0, 500);
  EXPECT_TRUE(high) << run.out.substr(0, 500);
  const auto beside = landai("standards compare " + kPlan + " --standard permen-pupr-14-2017 --standard " +
                             kSample + " --csv -");
  EXPECT_THAT(beside.out.substr(0, beside.out.find("\r\n")), HasSubstr("kelurahan-contoh"));
}

TEST(OverlayProgram, ALooserLimitStopsTheCheckWithTheLineAndTheWayOut) {
  const TempFolder folder;
  std::string text = slurp(kSample);
  const auto at = text.find("min: 85 cm");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 10, "min: 75 cm");
  write(folder / "office.yaml", text);
  const auto run = landai("check " + kPlan + " --lang en --standard " + (folder / "office.yaml").string());
  EXPECT_EQ(run.exit_code, 4);
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  EXPECT_THAT(run.err, HasSubstr("line " + std::to_string(line)));
  EXPECT_THAT(run.err, HasSubstr("can only tighten"));
  EXPECT_THAT(run.err, HasSubstr("waivers"));
}

}  // namespace
}  // namespace landai::test
