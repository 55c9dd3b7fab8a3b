// SPDX-License-Identifier: GPL-3.0-or-later
// `landai check --readings` from end to end on the sample and its readings.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "kelurahan.hpp"
#include "landai/core/file.hpp"

namespace landai::test {
namespace {

class Readings : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] std::string plan() const { return kKelurahanFolder + "kelurahan." + GetParam(); }
  static std::string with(const std::string& rows, const std::string& columns = "subject,quantity,value") {
    const auto file = std::filesystem::path(testing::TempDir()) / ("readings-" + std::to_string(getpid()) + ".csv");
    EXPECT_FALSE(write_file(file, columns + "\n" + rows));
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

// What is only stated would contradict the drawing and decide nothing.
constexpr const char* kPhotographed = "subject,quantity,value,method";
constexpr const char* kTwoReaders = "subject,quantity,value,method,by";

// Truths have no number to be told; the check's own title says which answers there are, in the document and on the page.
TEST_P(Readings, ThatContradictEachOtherAreNamedByTheCheckItself) {
  const TempFolder folder;
  const std::string page = (folder / "page.html").string();
  for (const std::string method : {"photo", "attested"}) {
    const std::string rows = "P-01,door.one_fist,yes," + method + ",Sari\nP-01,door.one_fist,no," + method + ",Budi\n";
    for (const auto& [language, words] : {std::pair{"id", "tidak dapat diputuskan, yang dikatakan saling bertentangan: ya ("}, {"en", "not decided, what is said contradicts itself: yes ("}}) {
      const Json report = report_of(plan() + " --lang " + language + " --html " + page + " --readings " + with(rows, kTwoReaders));
      const auto checks = checks_of(report, "pupr14.l2.door.hardware.fist", element_named(report, "P-01", "door"));
      ASSERT_EQ(checks.size(), 1U);
      EXPECT_EQ(checks[0]["reason"], "contradiction");
      std::string title;
      for (const Json& f : report["findings"])
        if (std::find(f["checks"].begin(), f["checks"].end(), checks[0]["id"]) != f["checks"].end()) title = f["title"];
      EXPECT_NE(title.find(words), std::string::npos) << title;
      EXPECT_NE(slurp(page).find(words), std::string::npos) << method << ' ' << language;
    }
  }
}

TEST_P(Readings, WithoutThemTheDoorPasses) {
  const Json report = report_of(plan());
  const std::string door = element_named(report, "P-01", "door");
  const auto checks = checks_of(report, "pupr14.l2.door.main.clear", door);
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_EQ(checks[0]["verdict"], "pass");
}

// Reference, 8.14: the orientation is free, so either way round is one question; and no floor that does not hold a smaller rectangle holds
// the one that is asked (152.5 x 227.5 cm).
TEST_P(Readings, AnswerForARectangleHoweverItsSidesAreOrderedAndForEveryOtherThatFollows) {
  const auto verdict = [&](const std::string& sides, const char* answer) {
    const Json report = report_of(plan() + " --readings " + with("TOILET DIFABEL PRIA,\"space.fits_rectangle(" + sides + ")\"," + answer + ",photo\n", kPhotographed));
    const auto checks = checks_of(report, "pupr14.l3.toilet.acc.size", element_named(report, "TOILET DIFABEL PRIA", "space"));
    EXPECT_EQ(checks.size(), 1U);
    bool told = false;
    for (const Json& d : report["diagnostics"]) told = told || (d["where"] == "line 2" && d["severity"] == "warning");
    return (checks.empty() ? std::string() : checks[0]["verdict"].get<std::string>()) + (told ? " told" : "");
  };
  EXPECT_EQ(verdict("a=152.5 cm,b=227.5 cm", "yes"), "pass");
  EXPECT_EQ(verdict("a=152.5 cm,b=227.5 cm", "no"), "fail");
  EXPECT_EQ(verdict("a=227.5 cm,b=152.5 cm", "no"), "fail");
  EXPECT_EQ(verdict("a=220 cm,b=150 cm", "no"), "fail");
  // These say nothing to the question; the drawing answers it (1.70 x 2.28 m), and the reading is told.
  EXPECT_EQ(verdict("a=300 cm,b=152.5 cm", "no"), "pass told");
  EXPECT_EQ(verdict("a=220 cm,b=150 cm", "yes"), "pass told");
}

TEST_P(Readings, OfALargerRectangleThatFitsAnswerForTheSmallerOne) {
  // Drawn 2.10 x 2.27 m, 5 mm too short.
  const auto verdict = [&](const std::string& sides) {
    const Json report = report_of(plan() + " --readings " + with("TOILET DIFABEL WANITA,\"space.fits_rectangle(" + sides + ")\",yes,photo\n", kPhotographed));
    return checks_of(report, "pupr14.l3.toilet.acc.size", element_named(report, "TOILET DIFABEL WANITA", "space"))[0]["verdict"].get<std::string>();
  };
  EXPECT_EQ(verdict("a=230 cm,b=210 cm"), "pass");
  EXPECT_EQ(verdict("a=227 cm,b=210 cm"), "fail");
}

// Three storeys that are stated need no lift, however many of them the plan shows; a drawing of some says nothing of the others.
TEST_P(Readings, OfNoLiftFailNothingWhereThreeStoreysAreStated) {
  const auto facts = std::filesystem::path(testing::TempDir()) / ("facts-" + std::to_string(getpid()) + ".yaml");
  const auto verdicts = [&](const char* building) {
    EXPECT_FALSE(write_file(facts, std::string("building: ") + building + "\n"));
    const Json report = report_of(plan() + " --standard all --facts " + facts.string() + " --readings " +
                                  with("building,facility.count(category=lift),0\n"));
    std::set<std::string> all;
    for (const char* rule : {"pupr14.l2.lift.required", "perda7.art105", "pu30.lift.required"})
      for (const Json& c : checks_of(report, rule, "building")) all.insert(c["verdict"]);
    return all;
  };
  EXPECT_EQ(verdicts("{storeys: 3, coverage: partial}"), std::set<std::string>{"not_applicable"});
  EXPECT_EQ(verdicts("{storeys: 6, coverage: partial}"), std::set<std::string>{"fail"});
  EXPECT_EQ(verdicts("{coverage: partial}"), std::set<std::string>{"not_measured"});
}

// The sample draws 9 bays, 2 of them accessible. Of a part of the site these are the least, and the table may demand more.
TEST_P(Readings, OfAllBaysDecideWhatAPlanOfAPartLeavesOpen) {
  const auto facts = std::filesystem::path(testing::TempDir()) / ("facts-" + std::to_string(getpid()) + ".yaml");
  EXPECT_FALSE(write_file(facts, std::string("building: {coverage: partial}\n")));
  const auto verdict = [&](const std::string& rows) {
    const Json report = report_of(plan() + " --facts " + facts.string() + " --readings " + with(rows));
    return checks_of(report, "pupr14.l3.park.count", "building")[0]["verdict"].get<std::string>();
  };
  EXPECT_EQ(verdict(""), "undecided");
  EXPECT_EQ(verdict("building,facility.count(category=parking_bay),25\n"), "pass");
  EXPECT_EQ(verdict("building,facility.count(category=parking_bay),60\nbuilding,facility.accessible_parking,2\n"), "fail");
}

// The plan is drawn before the building stands and stays as it was drawn.
TEST_P(Readings, APlanOfAnExistingBuildingShowsNoFacilityThatStands) {
  const auto facts = std::filesystem::path(testing::TempDir()) / ("facts-" + std::to_string(getpid()) + ".yaml");
  EXPECT_FALSE(write_file(facts, std::string("building: {status: existing}\n")));
  const Json report = report_of(plan() + " --facts " + facts.string());
  for (const Json& i : report["indicators"]) {
    EXPECT_NE(i["state"], "present") << i["id"];
    EXPECT_NE(i["claim"], "measured") << i["id"];
    EXPECT_NE(i["claim"], "seen") << i["id"];
  }
}

TEST_P(Readings, WaiversAndAttestationsOfALaterDayThanTheReportAreTold) {
  const auto folder = std::filesystem::path(testing::TempDir());
  const auto facts = folder / ("facts-" + std::to_string(getpid()) + ".yaml"), rows = folder / ("later-" + std::to_string(getpid()) + ".csv");
  EXPECT_FALSE(write_file(facts, std::string("waivers:\n  - {rules: [pupr14.l2.door.other.clear], document: TABG 1, date: 2026-05-02}\n")));
  EXPECT_FALSE(write_file(rows, std::string("subject,quantity,value,date\nP-01,door.clear_width,91 cm,2026-05-02\np2ham18.imi.a01,state,Ada,2026-05-02\n")));
  const auto report = [&](const char* date) {
    return report_of(plan() + " --facts " + facts.string() + " --readings " + rows.string() + " --date " + date);
  };
  const auto told = [](const Json& document) {
    std::map<std::string, int> lines;
    for (const Json& d : document["diagnostics"])
      if (d["message"].get<std::string>().find("2026-05-02") != std::string::npos) ++lines[d["where"]];
    return lines;
  };
  const auto waived = [](const Json& document) {
    return std::count_if(document["checks"].begin(), document["checks"].end(), [](const Json& c) { return c["duty"] == "waived"; });
  };
  const auto state = [](const Json& document) {
    for (const Json& i : document["indicators"])
      if (i["id"] == "p2ham18.imi.a01") return i["state"].get<std::string>();
    return std::string();
  };
  const Json before = report("2026-05-01"), on = report("2026-05-02");
  EXPECT_EQ(told(before), (std::map<std::string, int>{{"line 2", 2}, {"line 3", 1}}));
  EXPECT_EQ(waived(before), 0);
  EXPECT_EQ(state(before), "unknown");
  EXPECT_TRUE(told(on).empty());
  EXPECT_GT(waived(on), 0);
  EXPECT_EQ(state(on), "present");
}

TEST_P(Readings, ThatNoRuleAsksAreTold) {
  const Json report = report_of(plan() + " --readings " + with("P-01,door.passage_depth,20 cm\nP-01,door.clear_width,91 cm\n"));
  std::vector<std::string> places;
  for (const Json& d : report["diagnostics"])
    if (d["file"].get<std::string>().ends_with(".csv") && d["severity"] == "info")
      places.push_back(d["where"]);
  EXPECT_EQ(places, std::vector<std::string>{"line 2"});
}

TEST_P(Readings, WhatIsWrongNamesFileLineColumnAndTheNearestElement) {
  const auto near = landai("check " + plan() + " --strict --lang en --readings " + with("P-011,door.clear_width,89 cm\n"));
  EXPECT_EQ(near.exit_code, 3);
  EXPECT_EQ(near.out, "");
  EXPECT_NE(near.err.find("line 2, subject"), std::string::npos) << near.err;
  EXPECT_NE(near.err.find("P-01"), std::string::npos) << near.err;
  const auto unit = landai("check " + plan() + " --strict --lang en --readings " + with("P-01,door.clear_width,89\n"));
  EXPECT_EQ(unit.exit_code, 3);
  EXPECT_NE(unit.err.find("mm, cm, m"), std::string::npos) << unit.err;
  EXPECT_EQ(landai("check " + plan() + " --readings /no/such/file.csv").exit_code, 3);
}

TEST_P(Readings, RowsThatAreNotTakenAreInTheReportAndInTheExitCode) {
  const std::string file = with("P-01,door.clear_width,89.2 cm\nP-011,door.clear_width,89 cm\n");
  const auto result = landai("check " + plan() + " --lang en --json - --readings " + file);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("1 row was not taken"), std::string::npos) << result.err;
  const Json report = Json::parse(result.out);
  auto problems = check_schema_json(result.out, LANDAI_SOURCE_DIR "/data/schema/report.schema.json");
  ASSERT_TRUE(problems);
  EXPECT_TRUE(problems->empty());
  int read = 0;
  for (const Json& m : report["measurements"]) read += m["method"] == "reading";
  EXPECT_EQ(read, 1);
  ASSERT_EQ(report["readings"]["unmatched"].size(), 1u);
  const Json& row = report["readings"]["unmatched"][0];
  EXPECT_EQ(row["where"], "line 3, subject");
  EXPECT_EQ(row["cells"]["subject"], "P-011");
  EXPECT_FALSE(row["near"].empty());
}

TEST_P(Readings, ThatContradictEachOtherDecideNothing) {
  const auto file = std::filesystem::path(testing::TempDir()) / ("readings-two-" + std::to_string(getpid()) + ".csv");
  ASSERT_FALSE(write_file(file, "subject,quantity,value,u,by\nP-01,door.clear_width,93 cm,1 mm,Sari\nP-01,door.clear_width,88 cm,2 mm,Budi\n"));
  const auto result = landai("check " + plan() + " --lang en --json - --readings " + file.string());
  const Json report = Json::parse(result.out);
  int seen = 0;
  for (const Json& check : report["checks"]) {
    if (check["rule"] != "pupr14.l2.door.main.clear" || check["measurements"].size() != 2) continue;
    EXPECT_EQ(check["verdict"], "undecided") << "0.93 m with the smaller u would pass 0.90 m, 0.88 m fails it";
    EXPECT_EQ(check["reason"], "contradiction");
    ++seen;
  }
  EXPECT_EQ(seen, 1);
  ASSERT_EQ(report["reconciliation"].size(), 1u);
  EXPECT_EQ(report["reconciliation"][0]["contradicting"].size(), 1u);
  EXPECT_EQ(report["reconciliation"][0]["values"].size(), 3u) << "both readings and the drawing";
  int told = 0;
  for (const Json& f : report["findings"]) told += f["title"].get<std::string>().find("contradict each other") != std::string::npos && f["checks"].empty();
  EXPECT_EQ(told, 1);
  const auto table = landai("check " + plan() + " --lang en --values-csv - --readings " + file.string());
  EXPECT_NE(table.out.find("Budi"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("± 0.002 m"), std::string::npos) << table.out;
}

// The same hand, day and tape: 95 cm passes 90 cm, 80 cm fails it, and the order of the rows decides nothing.
TEST_P(Readings, OfOneReaderThatContradictEachOtherDecideNothingInAnyOrder) {
  const std::string columns = "subject,quantity,value,by,date,instrument";
  const std::string wide = "P-01,door.clear_width,95 cm,Sari,2026-11-20,tape\n", narrow = "P-01,door.clear_width,80 cm,Sari,2026-11-20,tape\n";
  for (const std::string& rows : {wide + narrow, narrow + wide}) {
    const auto result = landai("check " + plan() + " --lang en --date 2026-12-01 --json - --readings " + with(rows, columns));
    EXPECT_EQ(result.exit_code, 1) << "both rows were taken";
    const Json report = Json::parse(result.out);
    const auto checks = checks_of(report, "pupr14.l2.door.main.clear", element_named(report, "P-01", "door"));
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(checks[0]["verdict"], "undecided");
    EXPECT_EQ(checks[0]["reason"], "contradiction");
    int told = 0;
    for (const Json& f : report["findings"]) {
      const std::string title = f["title"];
      told += f["checks"].empty() && title.find("contradict each other") != std::string::npos && title.find("0.950") != std::string::npos && title.find("0.800") != std::string::npos;
    }
    EXPECT_EQ(told, 1);
  }
}

// The door was widened and looked at again; the other way round it was spoilt.
TEST_P(Readings, OfALaterDayTakeThePlaceOfEarlierOnes) {
  const std::string columns = "subject,quantity,value,u,by,date", narrow = "P-01,door.clear_width,75 cm,2 mm,Sari,2026-03-02\n",
                    wide = "P-01,door.clear_width,95 cm,2 mm,Budi,2026-11-20\n", spoilt = "P-01,door.clear_width,75 cm,2 mm,Sari,2026-11-22\n";
  const auto run = [&](const std::string& rows, const std::string& options) {
    return landai("check " + plan() + " --lang en " + options + " --readings " + with(rows, columns));
  };
  const auto verdict = [&](const std::string& rows, const std::string& day) {
    const auto result = run(rows, "--json - --date " + day);
    expect_schema(result.out);
    const Json report = Json::parse(result.out);
    const auto checks = checks_of(report, "pupr14.l2.door.main.clear", element_named(report, "P-01", "door"));
    return checks.size() == 1U ? checks[0]["verdict"].get<std::string>() : std::string();
  };
  EXPECT_EQ(verdict(narrow, "2026-12-01"), "fail");
  EXPECT_EQ(verdict(narrow + wide, "2026-12-01"), "pass");
  EXPECT_EQ(verdict(wide + narrow, "2026-12-01"), "pass");
  EXPECT_EQ(verdict(wide + spoilt, "2026-12-01"), "fail");
  EXPECT_EQ(verdict(narrow + wide, "2026-11-19"), "undecided") << "that day has not been";
  const Json report = Json::parse(run(narrow + wide, "--json - --date 2026-12-01").out);
  ASSERT_EQ(report["earlier"].size(), 1u);
  const std::string told = "0.750 m on 2026-03-02, since then 0.950 m on 2026-11-20";
  EXPECT_EQ(report["earlier"][0]["told"], told);
  EXPECT_EQ(report["earlier"][0]["was"]["value"], 0.75);
  for (const Json& f : report["findings"]) EXPECT_EQ(f["title"].get<std::string>().find("clear width 0.750 m"), std::string::npos) << f["title"];
  const auto flat = [](const std::string& text) {   // a terminal breaks its lines
    std::string out;
    for (const char c : text)
      if (const char blank = c == '\n' ? ' ' : c; blank != ' ' || !out.ends_with(' ')) out += blank;
    return out;
  };
  for (const char* output : {"", "--html -", "--values-csv -"})
    EXPECT_NE(flat(run(narrow + wide, std::string(output) + " --date 2026-12-01").out).find(told), std::string::npos) << output;
  const auto compared = landai("standards compare " + plan() + " --standard permen-pupr-14-2017 --lang en --date 2026-12-01 --readings " + with(narrow + wide, columns));
  EXPECT_NE(flat(compared.out).find(told), std::string::npos) << compared.err;
}

// Two photos of one handle that show different things: both are named, in words, and no limit that is none.
TEST_P(Readings, OfWordsThatContradictEachOtherAreNamed) {
  const auto file = std::filesystem::path(testing::TempDir()) / ("readings-words-" + std::to_string(getpid()) + ".csv");
  ASSERT_FALSE(write_file(file, "subject,quantity,value,method,by\nP-01,door.handle_kind,lever,photo,Sari\nP-01,door.handle_kind,knob,photo,Budi\n"));
  for (const auto& [lang, wanted] : {std::pair{"en", "Readings contradict each other: lever and rotating knob. Look again."},
                                     {"id", "Bacaan saling bertentangan: tuas dan kenop putar. Periksa sekali lagi."}}) {
    const Json report = Json::parse(landai("check " + plan() + " --lang " + lang + " --json - --readings " + file.string()).out);
    int seen = 0;
    for (const Json& check : report["checks"]) {
      if (check["reason"] != "contradiction") continue;
      EXPECT_EQ(check["message"], wanted);
      ++seen;
    }
    EXPECT_EQ(seen, 1);
  }
}

// The rise of the flight is read as a fifteenth and as a sixth of its run: the slope that follows meets 1:10, or misses it.
TEST_P(Readings, ThatContradictEachOtherLeaveWhatFollowsFromThemOpen) {
  const Json drawn = report_of(plan());
  std::string flight;
  double run = 0;
  for (const Json& m : drawn["measurements"])
    if (m["quantity"] == "ramp.flight_length" && m["value"].is_number() && flight.empty()) flight = m["subject"][0], run = m["value"];
  ASSERT_GT(run, 0);
  const auto file = std::filesystem::path(testing::TempDir()) / ("readings-rise-" + std::to_string(getpid()) + ".csv");
  const auto row = [&](double rise, const char* by) { return flight + ",ramp.flight_rise," + std::to_string(rise) + " m,1 mm," + by + "\n"; };
  ASSERT_FALSE(write_file(file, "subject,quantity,value,u,by\n" + row(run / 15, "Sari") + row(run / 6, "Budi")));
  const Json report = Json::parse(landai("check " + plan() + " --lang en --json - --readings " + file.string()).out);
  int seen = 0;
  for (const Json& check : report["checks"]) {
    if (check["subject"] != Json::array({flight}) || check["verdict"] == "not_applicable") continue;
    if (!check["rule"].get<std::string>().starts_with("pupr14.l2.ramp.slope.")) continue;
    EXPECT_EQ(check["verdict"], "undecided") << check["message"];
    EXPECT_EQ(check["reason"], "contradiction");
    EXPECT_EQ(check["settle"], (Json{{"quantity", "ramp.flight_rise"}, {"u_max", nullptr}}));
    ++seen;
  }
  EXPECT_EQ(seen, 1);
}

// 49 to 51 places: 50 ask for two bays, 51 for more. What a count finds nobody knows, so no uncertainty can be promised.
TEST_P(Readings, BetweenBoundsNoUncertaintyIsPromised) {
  const Json report = Json::parse(landai("check " + plan() + " --lang en --json - --readings " +
                                         with("building,facility.count(category=parking_bay),49..51\nbuilding,facility.accessible_parking,2\n")).out);
  const auto checks = checks_of(report, "pupr14.l3.park.count", "building");
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0]["verdict"], "undecided");
  EXPECT_EQ(checks[0]["settle"], (Json{{"quantity", "facility.count"}, {"u_max", nullptr}}));
}

TEST_P(Readings, AreNotOverwrittenByAnOutput) {
  const std::string file = with("P-01,door.clear_width,89 cm\n");
  EXPECT_EQ(landai("check " + plan() + " --readings " + file + " --json " + file).exit_code, 2);
}

INSTANTIATE_TEST_SUITE_P(Kelurahan, Readings, testing::Values("dxf", "ifc"));

}  // namespace
}  // namespace landai::test
