// SPDX-License-Identifier: GPL-3.0-or-later
// Packs side by side, the coverage statement and the order of repair, through the program.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "kelurahan.hpp"
#include "read_json.hpp"

namespace landai::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

json document(const landai::test::Run& run) {
  const json parsed = read_json(run.out);
  EXPECT_TRUE(parsed.is_object()) << run.err << run.out.substr(0, 300);
  return parsed;
}

/// Verdict and limits of the cell of one rule.
json cell(const json& cells, const std::string& rule) {
  for (const json& c : cells)
    if (c["rule"] == rule) return c;
  return nullptr;
}

TEST(Diff, TellsWhatTheRampsOf2006And2017AskDifferently) {
  const json d = document(landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf + " --json -"));
  // Reference: 1:8 inside and 1:10 outside in 2006, 1:10 and 1:12 in 2017. R-4 rises 0.450 m over 5.100 m outside.
  int slopes = 0;
  bool r4 = false;
  for (const json& change : d["changes"]) {
    if (change["quantity"] != "ramp.slope") continue;
    const json then = cell(change["in_a"], "pu30.ramp.slope.out"), now = cell(change["in_b"], "pupr14.l2.ramp.slope.out");
    const json then_in = cell(change["in_a"], "pu30.ramp.slope.in"), now_in = cell(change["in_b"], "pupr14.l2.ramp.slope.in");
    EXPECT_TRUE((then.is_object() && now.is_object()) || (then_in.is_object() && now_in.is_object())) << change;
    slopes += static_cast<int>(change["subjects"].size());
    if (std::abs(change["value"].get<double>() - 0.450 / 5.100) > 1e-4) continue;
    r4 = true;
    EXPECT_EQ(then["verdict"], "pass");
    EXPECT_EQ(now["verdict"], "fail");
    EXPECT_NEAR(now["max"].get<double>(), 1.0 / 12, 1e-6);
  }
  EXPECT_EQ(slopes, 4) << "R-1 to R-4";
  EXPECT_TRUE(r4);
}

TEST(Diff, TheTableAndTheOtherWayRound) {
  const auto table = landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf);
  EXPECT_EQ(table.exit_code, 0) << table.err;
  EXPECT_THAT(table.out, HasSubstr("R-4"));
  EXPECT_THAT(table.out, HasSubstr("permen-pupr-14-2017"));
  const json one = document(landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf + " --json -"));
  const json other = document(landai("standards diff permen-pupr-14-2017 permen-pu-30-2006 " + kKelurahanDxf + " --json -"));
  EXPECT_EQ(one["only_a"], other["only_b"]);
  EXPECT_EQ(one["only_b"], other["only_a"]);
  EXPECT_EQ(one["changes"].size(), other["changes"].size());
  EXPECT_EQ(one["same"], other["same"]);
}

/// A facts file with one waiver of that day.
std::string waived(const TempFolder& folder, const char* date, const char* where = "") {
  write(folder / "facts.yaml", std::string("waivers:\n  - {rules: [pupr14.l2.door.other.clear], document: TABG 1, date: ") + date + where + "}\n");
  return " --facts " + (folder / "facts.yaml").string();
}

TEST(Diff, TellsOfWaiversThatDoNotHoldYet) {
  const TempFolder folder;
  const std::string asked = "standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf + " --date 2026-05-01" + waived(folder, "2026-05-02");
  const json d = document(landai(asked + " --json -"));
  int told = 0;
  for (const json& diagnostic : d["diagnostics"])
    if (diagnostic["where"] == "line 2") told += diagnostic["message"].get<std::string>().find("2026-05-02") != std::string::npos;
  EXPECT_EQ(told, 1);
  EXPECT_THAT(landai(asked).out, HasSubstr("2026-05-02"));
  const auto wrong = landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf + " --date May");
  EXPECT_EQ(wrong.exit_code, 2);
}

TEST(Compare, TellsOfWaiversThatDoNotHoldYetOrWaiveNothing) {
  const TempFolder folder;
  const std::string compare = "standards compare " + kKelurahanDxf + " --standard permen-pupr-14-2017";
  const std::string asked = compare + " --date 2026-05-01" + waived(folder, "2026-05-02");
  EXPECT_THAT(landai(asked).out, HasSubstr("2026-05-02"));
  const auto table = landai(asked + " --csv -");
  EXPECT_THAT(table.err, HasSubstr("2026-05-02"));
  EXPECT_THAT(table.out, Not(HasSubstr("2026-05-02")));
  EXPECT_THAT(landai(compare + waived(folder, "2025-05-02", ", elements: [building]")).out, HasSubstr("waives nothing"));
}

TEST(Diff, APackAgainstItselfChangesNothing) {
  const json d = document(landai("standards diff permen-pupr-14-2017 permen-pupr-14-2017 " + kKelurahanDxf + " --json -"));
  EXPECT_TRUE(d["changes"].empty());
  EXPECT_GT(d["same"].get<int>(), 50);  // what nobody measured is left out
  EXPECT_TRUE(d["only_a"].empty());
}

TEST(Diff, RulesThatOnlyOnePackHasAreNamed) {
  const json d = document(landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf + " --json -"));
  std::set<std::string> only;
  for (const json& rule : d["only_b"]) only.insert(rule["rule"]);
  EXPECT_TRUE(only.contains("pupr14.l2.door.swing90"));
  for (const json& rule : d["only_b"]) EXPECT_NE(rule["quantity"], "ramp.slope");
}

/// A pack with one rule of its own.
std::string pack_presenting(const std::string& id, const std::string& presents, const std::string& quantity) {
  return "schema: landai-standard/1\nid: " + id + "\nversion: \"1\"\ncounts: true\ninstrument: Mine\ntitle: {id: Punyaku, en: Mine}\n"
         "status: {id: ada, en: there}\nabout: {id: coba, en: a trial}\n" + (presents.empty() ? "" : "presents: [" + presents + "]\n") +
         "sources:\n  S: {id: sini, en: here}\nrules:\n  - id: " + id + ".rule\n    article: Art. 1\n    source: S\n    title: {id: Ukuran, en: Size}\n"
         "    obligation: mandatory\n    verified: text\n    subject: door\n    access: any\n    quantity: " + quantity +
         "\n    limit: {min: 10 cm}\n    remedy: {id: Lebarkan, en: Widen}\n";
}

TEST(Diff, APackBringsWhatItPresentsAndWhatThatPresents) {
  const TempFolder folder;
  std::filesystem::copy(LANDAI_SOURCE_DIR "/data", folder / "data", std::filesystem::copy_options::recursive);
  const auto standards = folder / "data" / "standards";
  write(standards / "outer.yaml", pack_presenting("outer", "middle", "door.opening_width"));
  write(standards / "middle.yaml", pack_presenting("middle", "inner", "door.leaf_width"));
  write(standards / "inner.yaml", pack_presenting("inner", "", "door.nominal_width"));
  const std::string program = "LC_ALL=C LANDAI_DATA=" + (folder / "data").string() + " " LANDAI_PROGRAM " ";
  const auto done = run(program + "standards diff outer landai-routes " + kKelurahanDxf + " --json -");
  ASSERT_EQ(done.exit_code, 0) << done.err;
  std::set<std::string> only;
  const json d = document(done);
  for (const json& rule : d["only_a"]) only.insert(rule["rule"]);
  for (const char* rule : {"outer.rule", "middle.rule", "inner.rule"}) EXPECT_TRUE(only.contains(rule)) << rule;
}

TEST(Diff, WrongUseIsSaid) {
  EXPECT_EQ(landai("standards diff permen-pupr-14-2017 " + kKelurahanDxf).exit_code, 2);
  const auto unknown = landai("standards diff permen-pupr-14-2017 nobody " + kKelurahanDxf);
  EXPECT_NE(unknown.exit_code, 0);
  EXPECT_THAT(unknown.err, HasSubstr("nobody"));
  EXPECT_EQ(landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 /nowhere.dxf").exit_code, 3);
  EXPECT_EQ(landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf + " --json " + kKelurahanDxf).exit_code, 2);
}

TEST(Compare, HasAColumnPerPackAndALinePerSubject) {
  const auto run = landai("standards compare " + kKelurahanDxf + " --csv -");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const std::string head = run.out.substr(0, run.out.find("\r\n"));
  EXPECT_THAT(head, HasSubstr("subject,place,quantity,value"));
  for (const char* pack : {"permen-pupr-14-2017", "permen-pu-30-2006", "landai-routes"}) {
    EXPECT_THAT(head, HasSubstr(std::string(pack) + " limit"));
    EXPECT_THAT(head, HasSubstr(std::string(pack) + " verdict"));
  }
  std::istringstream lines(run.out);
  int doors = 0;
  for (std::string line; std::getline(lines, line);) doors += line.find(",door.clear_width,") != std::string::npos;
  EXPECT_EQ(doors, 23);
  const auto text = landai("standards compare " + kKelurahanDxf + " --lang id");
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_THAT(text.out, HasSubstr("paling sedikit 0,800 m"));
}

/// The cells of a line of a table; commas in quotes do not part them.
std::vector<std::string> cells_in(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    else if (c == ',' && !quoted) out.emplace_back();
    else if (c != '\r') out.back() += c;
  }
  return out;
}

// Several rules of one subject ask several quantities; the value beside a quantity must be one that was measured of it.
TEST(Compare, ShowsTheValueOfTheQuantityThatItNames) {
  const json report = document(landai("check " + kKelurahanDxf + " --standard all --json -"));
  std::map<std::pair<std::string, std::string>, std::vector<double>> measured;
  for (const json& m : report["measurements"])
    if (m["value"].is_number())
      for (const json& value : {m["value"], m["bounds"][0]}) measured[{m["subject"].back(), m["quantity"]}].push_back(value);  // a range is shown from its beginning
  std::istringstream lines(landai("standards compare " + kKelurahanDxf + " --csv -").out);
  std::string line;
  std::getline(lines, line);
  int seen = 0;
  while (std::getline(lines, line)) {
    const auto cells = cells_in(line);
    ASSERT_GE(cells.size(), 4u) << line;
    if (!cells[3].ends_with(" m")) continue;
    const double shown = std::stod(cells[3].substr(cells[3].find_first_of("0123456789")));   // "at least 2 m": nobody looked further
    const auto from = cells[0].rfind(" > ");   // a way: "entrance > place"
    const auto& values = measured[{from == std::string::npos ? cells[0] : cells[0].substr(from + 3), cells[2]}];
    EXPECT_TRUE(std::any_of(values.begin(), values.end(), [shown](double v) { return std::abs(v - shown) < 0.00051; })) << line;
    ++seen;
  }
  EXPECT_GT(seen, 100);
}

/// The table as maps from column to cell.
std::vector<std::map<std::string, std::string>> compared(const std::string& options) {
  std::istringstream lines(landai("standards compare " + options + " --csv -").out);
  std::string line;
  std::getline(lines, line);
  const auto head = cells_in(line);
  std::vector<std::map<std::string, std::string>> out;
  while (std::getline(lines, line)) {
    const auto cells = cells_in(line);
    EXPECT_EQ(cells.size(), head.size()) << line;
    out.emplace_back();
    for (std::size_t i = 0; i < std::min(head.size(), cells.size()); ++i) out.back()[head[i]] = cells[i];
  }
  return out;
}

// A prayer room is no changing room: the sample has a MUSALA and nothing to change in.
TEST(Compare, WhatIsCountedIsNotMixed) {
  std::map<std::string, const std::map<std::string, std::string>*> counts;
  const auto rows = compared(kKelurahanDxf);
  for (const auto& row : rows) {
    if (row.at("quantity") != "facility.count") continue;
    EXPECT_TRUE(counts.emplace(row.at("parameters"), &row).second) << "two rows of " << row.at("parameters");
    // Two rules of a pack may ask it, and then the answer is one.
    for (const auto& [column, cell] : row) EXPECT_FALSE(column.ends_with(" verdict") && cell.find("pass") != std::string::npos && cell.find("not_measured") != std::string::npos) << column << ": " << cell;
  }
  ASSERT_TRUE(counts.contains("category=space,use=prayer"));
  const auto& prayer = *counts["category=space,use=prayer"];
  EXPECT_EQ(prayer.at("value"), "1");
  for (const char* pack : {"national-duties", "perda-dki-7-2010"}) EXPECT_EQ(prayer.at(std::string(pack) + " verdict"), "pass") << pack;
  EXPECT_FALSE(counts.contains("category=space,use=changing")) << "nobody measured it";
  const auto text = landai("standards compare " + kKelurahanDxf);
  EXPECT_THAT(text.out, HasSubstr("Number of facilities: prayer room"));
}

// ADA 904.4: a part no higher than 36 in. The rule asks for its length too; whichever decides, both quantities have ADA's cell.
TEST(Compare, ARuleOfSeveralQuantitiesStandsAtEachOfThem) {
  std::map<std::string, std::map<std::string, std::string>> heights;
  int lengths = 0;
  for (const auto& row : compared(kKelurahanDxf)) {
    if (row.at("quantity") == "counter.lowest_height") heights[row.at("place")] = row;
    lengths += row.at("quantity") == "counter.low_length" && !row.at("ada-2010 limit").empty();
  }
  ASSERT_EQ(heights.size(), 5u);
  for (const auto& [place, row] : heights) {
    EXPECT_EQ(row.at("ada-2010 limit"), "at most 0.915 m") << place;
    EXPECT_EQ(row.at("ada-2010 verdict"), std::stod(row.at("value")) <= 0.915 ? "pass" : "fail") << place;
  }
  EXPECT_EQ(lengths, 5);
}

// "The ramp's width, namely 120 cm": two readings of the text, told as two. R-3 is 1.86 m wide, its landing 1.70 m long.
TEST(Compare, AnAmbiguousLimitIsToldWithAllItsReadings) {
  bool seen = false;
  for (const auto& row : compared(kKelurahanDxf)) {
    if (row.at("quantity") != "ramp.landing_length") continue;
    // The narrow ramps: 120 cm, whether or not their width is asked for too.
    if (row.at("value") != "1.700 m") {
      EXPECT_THAT(row.at("permen-pupr-14-2017 limit"), testing::AnyOf("at least 1.200 m", "at least 1.200 m or at least 1.205 m")) << row.at("place");
      continue;
    }
    seen = true;
    EXPECT_EQ(row.at("permen-pupr-14-2017 limit"), "at least 1.200 m or at least 1.860 m");
    EXPECT_EQ(row.at("permen-pupr-14-2017 verdict"), "undecided");
  }
  EXPECT_TRUE(seen);
  EXPECT_THAT(landai("standards compare " + kKelurahanDxf + " --lang id").out, HasSubstr("paling sedikit 1,200 m atau paling sedikit 1,860 m: belum dapat"));
}

// A part of "any of" that is not met is no failure of the rule; and of an advice nobody may think that it is a duty.
TEST(Compare, TellsTheVerdictsOfRulesAndWhichOnesAreNoDuty) {
  std::map<std::string, std::set<std::string>> verdicts;  // of rules of Jakarta's law
  int parts = 0, advice = 0;
  for (const auto& row : compared(kKelurahanDxf + " --standard all")) {
    if (row.at("subject") == "building") verdicts[row.at("perda-dki-7-2010 rule")].insert(row.at("perda-dki-7-2010 verdict"));
    parts += row.at("perda-dki-7-2010 part") != "";
    advice += row.at("permen-pupr-14-2017 rule").find("(advisory)") != std::string::npos;
  }
  const json report = document(landai("check " + kKelurahanDxf + " --standard all --json -"));
  int seen = 0;
  for (const json& check : report["checks"]) {
    if (check["standard"] != "perda-dki-7-2010" || !verdicts.contains(check["rule"])) continue;
    EXPECT_EQ(verdicts[check["rule"]], std::set<std::string>{check["verdict"]}) << check["rule"];
    ++seen;
  }
  EXPECT_GT(seen, 0);
  EXPECT_GT(parts, 0);
  EXPECT_GT(advice, 0);
  const std::string text = landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + kKelurahanDxf + " --lang en").out;
  EXPECT_THAT(text, HasSubstr("[pu30.ramp.slope.out]"));
  EXPECT_THAT(text, HasSubstr("(advisory)"));
}

TEST(Compare, WithoutNamesEveryPackThatHasRulesIsAColumn) {
  const std::string out = landai("standards compare " + kKelurahanDxf + " --csv -").out;
  const std::string head = out.substr(0, out.find("\r\n"));
  int packs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(LANDAI_SOURCE_DIR "/data/standards")) {
    if (entry.path().extension() != ".yaml") continue;
    EXPECT_THAT(head, HasSubstr(entry.path().stem().string() + " verdict"));
    ++packs;
  }
  EXPECT_GE(packs, 13);
}

TEST(Compare, ReadingsCountAsTheyDoInACheck) {
  const TempFolder folder;
  write(folder / "r.csv", "subject,quantity,value,u\nP-01,door.clear_width,80 cm,1 mm\n");
  const std::string options = kKelurahanDxf + " --readings " + (folder / "r.csv").string();
  const auto run = landai("standards compare " + options + " --csv -");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  std::istringstream lines(run.out);
  std::string door;
  for (std::string line; std::getline(lines, line);)
    if (line.find("Door P-01 ") != std::string::npos && line.find(",door.clear_width,") != std::string::npos) door = line;
  EXPECT_THAT(door, HasSubstr(",0.800 m ± 0.002 m,"));
  const json d = document(landai("standards diff permen-pu-30-2006 permen-pupr-14-2017 " + options + " --json -"));
  EXPECT_TRUE(d.contains("changes"));
  write(folder / "r.csv", "subject,quantity,value,u\nP-011,door.clear_width,80 cm,1 mm\n");
  const auto wrong = landai("standards compare " + options + " --csv -");
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_THAT(wrong.err, HasSubstr("line 2"));
  EXPECT_THAT(wrong.err, HasSubstr("P-01"));
}

TEST(Compare, APackForComparisonAloneIsToldWithItsCountsAndWithoutAVerdict) {
  const test::TempFolder folder;
  const std::string json_file = (folder / "report.json").string();
  const auto run = landai("check " + kKelurahanDxf + " --lang en --standard ada-2010 --json " + json_file);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  const json report = read_json(slurp(json_file));
  std::map<std::string, int> verdicts;
  for (const json& check : report["checks"]) ++verdicts[check["verdict"].get<std::string>()];
  ASSERT_GT(verdicts["fail"], 0);
  const auto told = landai("check " + kKelurahanDxf + " --lang en --standard ada-2010");
  EXPECT_THAT(told.out, HasSubstr(": " + std::to_string(verdicts["fail"]) + " fail, " + std::to_string(verdicts["pass"]) + " pass"));
  EXPECT_THAT(told.out, HasSubstr("There is no verdict"));
  EXPECT_THAT(told.out, Not(HasSubstr("Nothing was checked")));
}

TEST(Compare, StandsInThePage) {
  const auto page = landai("check " + kKelurahanDxf + " --html -");
  EXPECT_THAT(page.out, HasSubstr("<section id=\"compare\""));
  const auto one = landai("check " + kKelurahanDxf + " --html - --standard landai-routes");
  EXPECT_THAT(one.out, Not(HasSubstr("<section id=\"compare\"")));
}

TEST(Coverage, ThePageOfTheDocsIsWhatTheProgramSays) {
  const auto run = landai("standards coverage all --markdown --lang en");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, slurp(LANDAI_SOURCE_DIR "/docs/coverage.md")) << "write it anew: landai standards coverage all --markdown --lang en > docs/coverage.md";
}

TEST(Coverage, EveryRuleOfEveryPackHasItsRow) {
  const auto run = landai("standards coverage permen-pupr-14-2017 --lang id");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("pupr14.l2.door.main.clear"));
  EXPECT_THAT(run.out, HasSubstr("ketentuan"));
  EXPECT_THAT(run.out, Not(HasSubstr("permen-pu-30-2006")));
}

TEST(Coverage, StandsInThePageClauseByClause) {
  const auto page = landai("check " + kKelurahanDxf + " --html -");
  for (const char* clause : {"pupr14.l3.share.others", "pupr14.l2.exitstair.landing", "pupr14.l2.tactile.where.passenger"})
    EXPECT_THAT(page.out, HasSubstr("<code>" + std::string(clause) + "</code>"));
}

TEST(Coverage, StandsInTheReport) {
  const json d = document(landai("check " + kKelurahanDxf + " --json -"));
  std::map<std::string, std::set<std::string>> rules, covered;
  for (const json& rule : d["rules"]) rules[rule["standard"]].insert(rule["id"].get<std::string>());
  for (const json& pack : d["coverage"])
    for (const json& clause : pack["clauses"]) covered[pack["pack"]].insert(clause["rule"].get<std::string>());
  EXPECT_FALSE(rules.empty());
  for (const auto& [pack, ids] : rules)
    for (const auto& id : ids) EXPECT_TRUE(covered[pack].contains(id)) << id;
}

/// What the drawing of the sample says (samples/kelurahan/key.yaml): behind the step D28 lies the complaints room, behind the door D04 a
/// toilet for wheelchairs; all other public rooms are reached from P-01 over R-1. Of the staff's rooms D01 shuts in that of the lurah, D02 the
/// archive with the panel room, D11 the pantry and the store.
TEST(Order, OpensInTheSampleWhatItsKeySays) {
  for (const char* format : {"dxf", "ifc"}) {
    SCOPED_TRACE(format);
    const json d = document(landai("check " LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan." + std::string(format) + " --json -"));
    std::map<std::string, std::set<std::string>> opened;   // rule → names
    std::vector<int> public_orders;
    int failures = 0, last_severity = 0;
    std::map<int, const json*> by_order;
    for (const json& f : d["findings"]) {
      EXPECT_EQ(f["order"].is_number(), f["verdict"] == "fail") << f["title"];
      if (!f["order"].is_number()) continue;
      ++failures;
      EXPECT_TRUE(by_order.emplace(f["order"].get<int>(), &f).second);
      for (const json& open : f["opens"])
        for (const json& c : d["checks"])
          if (c["id"] == f["checks"][0]) opened[c["rule"]].insert(open["name"].get<std::string>());
    }
    EXPECT_EQ(static_cast<int>(by_order.size()), failures);
    EXPECT_EQ(by_order.begin()->first, 1);
    EXPECT_EQ(by_order.rbegin()->first, failures);
    std::map<std::string, std::set<std::string>> wanted{
        {"landai.route.service", {"RUANG PENGADUAN"}},
        {"pupr14.l3.toilet.acc.door", {"TOILET DIFABEL WANITA"}},
        {"pupr14.l2.door.other.clear", {"RUANG LURAH", "ARSIP", "RUANG PANEL"}},
        {"pupr14.l2.corridor.1wc", {"PANTRI", "GUDANG ALAT"}},
    };
    EXPECT_EQ(opened, wanted);
    // The two that open public rooms come first, the rest by severity.
    for (const auto& [order, f] : by_order) {
      if (order <= 2) {
        EXPECT_EQ((*f)["opens"].size(), 1u) << *f;
        continue;
      }
      EXPECT_GE((*f)["severity"].get<int>(), last_severity);
      last_severity = (*f)["severity"].get<int>();
    }
  }
}

TEST(Order, IsToldInTheTerminalAndThePage) {
  const auto text = landai("check " + kKelurahanDxf);
  EXPECT_THAT(text.out, HasSubstr("Opens: RUANG PENGADUAN"));
  const auto page = landai("check " + kKelurahanDxf + " --html - --lang id");
  EXPECT_THAT(page.out, HasSubstr("<section id=\"repair\""));
  EXPECT_THAT(page.out, HasSubstr("Membuka: TOILET DIFABEL WANITA"));
}

}  // namespace
}  // namespace landai::test
