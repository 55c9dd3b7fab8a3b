// SPDX-License-Identifier: GPL-3.0-or-later
// The drawn office and its answer key: every planted defect and near miss gets the verdict that the design says, in both files;
// nothing else fails; and a planted dimension that crosses its limit by a millimetre flips its verdict and no other.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "landai/core/node.hpp"
#include "read_json.hpp"
#include "run_program.hpp"

namespace landai::test {
namespace {

using nlohmann::json;

const std::filesystem::path kSample = LANDAI_SOURCE_DIR "/samples/kelurahan";
const std::string kFormats[] = {"dxf", "ifc"};

/// One row of samples/kelurahan/key.yaml.
struct Row {
  std::string id, rule, element, from;
  std::optional<std::pair<double, double>> at;   ///< metres, for what a drawing gives no code
  std::map<std::string, std::string> verdict;    ///< by format
  std::string parameter, good, bad;              ///< what moves it, and the values on either side of the limit
  std::string at_good = "pass", at_bad = "fail";
  std::set<std::string> also;                    ///< ids of rows that the same dimension decides
  int line = 0;
};

std::vector<Row> load_key() {
  const auto key = load_yaml(kSample / "key.yaml");
  if (!key) throw std::runtime_error("key.yaml cannot be read");
  std::vector<Row> rows;
  for (const Node& node : (*key)["rows"].items()) {
    Row row;
    row.id = node.text_of("id");
    row.rule = node.text_of("rule");
    row.element = node.text_of("element");
    row.from = node.text_of("from");
    if (const auto& at = node["at"].items(); at.size() == 2)
      row.at = {*at[0].number() / 1000, *at[1].number() / 1000};
    for (const auto& format : kFormats) row.verdict[format] = node.text_of(format);
    if (const Node& moves = node["moves"]; moves.is_map()) {
      row.parameter = moves.text_of("set");
      row.good = moves.text_of("good");
      row.bad = moves.text_of("bad");
      row.at_good = moves.text_of("at_good", "pass");
      row.at_bad = moves.text_of("at_bad", "fail");
      for (const auto& id : moves["also"].texts()) row.also.insert(id);
    }
    row.line = node.line();
    rows.push_back(row);
  }
  return rows;
}

/// What `landai check` says of one file.
struct Answer {
  json document;
  std::map<std::string, const json*> elements;
  std::map<std::string, std::string> verdicts;  ///< "rule subject subject" → verdict
};

struct Work {
  TempFolder folder;
  int runs = 0;
};

std::unique_ptr<Answer> read_answer(const std::filesystem::path& report, const std::string& why) {
  auto answer = std::make_unique<Answer>();
  answer->document = read_json(slurp(report));
  std::filesystem::remove(report);
  if (!answer->document.is_object()) {
    ADD_FAILURE() << "no report: " << why;
    return nullptr;
  }
  for (const json& e : answer->document["plan"]["elements"]) answer->elements[e["id"]] = &e;
  for (const json& c : answer->document["checks"]) {
    std::string key = c["rule"];
    for (const auto& s : c["subject"]) key += " " + s.get<std::string>();
    answer->verdicts[key] = c["verdict"];
  }
  return answer;
}

std::unique_ptr<Answer> check(Work& work, const std::filesystem::path& file) {
  const auto out = work.folder / ("report" + std::to_string(++work.runs) + ".json");
  const Run run = landai("check " + file.string() + " --json " + out.string());
  EXPECT_TRUE(run.exit_code == 0 || run.exit_code == 1) << file << ": " << run.err;
  return read_answer(out, run.err);
}

/// Draws and checks the building once for every setting, two at a time.
std::map<std::string, std::unique_ptr<Answer>> check_all(Work& work, const std::string& format, const std::set<std::string>& settings) {
  std::map<std::string, std::filesystem::path> reports;
  std::vector<std::string> commands;
  for (const auto& setting : settings) {
    const auto folder = work.folder / (format + std::to_string(++work.runs));
    std::filesystem::create_directories(folder);
    reports[setting] = folder / "report.json";
    commands.push_back("( python3 " + (kSample / "draw.py").string() + " --only " + format + " --out " + folder.string() + " --set " +
                       setting + " && " LANDAI_PROGRAM " check " + (folder / ("kelurahan." + format)).string() + " --json " +
                       reports[setting].string() + " )");
  }
  for (std::size_t i = 0; i < commands.size(); i += 2)
    run(commands[i] + (i + 1 < commands.size() ? " & " + commands[i + 1] : "") + "; wait", 120);
  std::map<std::string, std::unique_ptr<Answer>> answers;
  for (const auto& [setting, report] : reports) answers[setting] = read_answer(report, setting);
  return answers;
}

std::filesystem::path draw(Work& work, const std::string& format, const std::string& setting) {
  const auto folder = work.folder / (format + std::to_string(++work.runs));
  std::filesystem::create_directories(folder);
  const std::string command = "python3 " + (kSample / "draw.py").string() + " --only " + format + " --out " + folder.string() +
                              (setting.empty() ? std::string{} : " --set " + setting);
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  return folder / ("kelurahan." + format);
}

void spread(const json& coordinates, double& lo_x, double& lo_y, double& hi_x, double& hi_y) {
  if (!coordinates.is_array() || coordinates.empty()) return;
  if (coordinates[0].is_number()) {
    lo_x = std::min(lo_x, coordinates[0].get<double>());
    hi_x = std::max(hi_x, coordinates[0].get<double>());
    lo_y = std::min(lo_y, coordinates[1].get<double>());
    hi_y = std::max(hi_y, coordinates[1].get<double>());
    return;
  }
  for (const auto& part : coordinates) spread(part, lo_x, lo_y, hi_x, hi_y);
}

bool holds(const json& element, std::pair<double, double> at) {
  double lo_x = INFINITY, lo_y = INFINITY, hi_x = -INFINITY, hi_y = -INFINITY;
  const json& geometry = element["geometry"];
  if (geometry.is_object() && geometry.contains("coordinates")) spread(geometry["coordinates"], lo_x, lo_y, hi_x, hi_y);
  return at.first >= lo_x && at.first <= hi_x && at.second >= lo_y && at.second <= hi_y;
}

/// Is this the element that the row means? By the code or name it carries, that of the whole it is a part of, or its place.
bool is_meant(const Answer& answer, const std::string& id, const Row& row) {
  if (row.element == "building") return id == "building" || (answer.elements.contains(id) && (*answer.elements.at(id))["category"] == "building");
  for (std::string at = id; answer.elements.contains(at);) {
    const json& e = *answer.elements.at(at);
    const std::string name = e.value("name", "");
    if (name == row.element || name.starts_with(row.element + "/") || name.starts_with(row.element + " ") || e.value("mark", "") == row.element ||
        e.value("long_name", "") == row.element)
      return true;
    if (!e.contains("parent") || e["parent"].is_null()) break;
    at = e["parent"];
  }
  return row.at && id.starts_with("dxf") && answer.elements.contains(id) && holds(*answer.elements.at(id), *row.at);
}

/// The keys of the checks a row speaks of.
std::vector<std::string> meant(const Answer& answer, const Row& row) {
  std::vector<std::string> keys;
  for (const json& c : answer.document["checks"]) {
    if (c["rule"] != row.rule || c["subject"].empty()) continue;
    if (!is_meant(answer, c["subject"].back(), row)) continue;
    if (!row.from.empty()) {
      Row start = row;
      start.element = row.from;
      start.at.reset();
      if (!is_meant(answer, c["subject"].front(), start)) continue;
    }
    std::string key = c["rule"];
    for (const auto& s : c["subject"]) key += " " + s.get<std::string>();
    keys.push_back(key);
  }
  return keys;
}

std::string describe(const Answer& answer, const std::string& key) {
  for (const json& c : answer.document["checks"]) {
    std::string own = c["rule"];
    for (const auto& s : c["subject"]) own += " " + s.get<std::string>();
    if (own != key) continue;
    std::string text = c["rule"].get<std::string>() + " [";
    for (const auto& s : c["subject"]) {
      const auto e = answer.elements.find(s);
      text += (e == answer.elements.end() ? s.get<std::string>() : e->second->value("name", "") + " " + s.get<std::string>()) + " ";
    }
    return text + "] " + c.value("message", "");
  }
  return key;
}

TEST(Kelurahan, TheScriptDrawsTheCommittedFiles) {
  Work work;
  for (const auto& format : kFormats) {
    const auto drawn = draw(work, format, "");
    std::ifstream a(drawn, std::ios::binary), b(kSample / ("kelurahan." + format), std::ios::binary);
    const std::string x{std::istreambuf_iterator<char>(a), {}}, y{std::istreambuf_iterator<char>(b), {}};
    EXPECT_GT(x.size(), 100000U);
    EXPECT_TRUE(x == y) << "samples/kelurahan/kelurahan." << format << " is not what draw.py draws: run it again";
  }
}

TEST(Kelurahan, TheKeyIsLargeEnough) {
  int defects = 0, fine = 0;
  for (const Row& row : load_key()) {
    const bool fails = row.verdict.at("dxf") == "fail" || row.verdict.at("ifc") == "fail";
    (fails ? defects : fine) += 1;
  }
  EXPECT_GE(defects, 20);
  EXPECT_GE(fine, 20);
}

TEST(Kelurahan, EveryRowOfTheKeyGetsItsVerdict) {
  Work work;
  for (const auto& format : kFormats) {
    const auto answer = check(work, kSample / ("kelurahan." + format));
    ASSERT_TRUE(answer);
    for (const Row& row : load_key()) {
      const auto keys = meant(*answer, row);
      if (row.verdict.at(format) == "none") {
        EXPECT_TRUE(keys.empty()) << row.id;
        continue;
      }
      EXPECT_FALSE(keys.empty()) << format << " " << row.id << ": no check " << row.rule << " on " << row.element;
      for (const auto& key : keys)
        EXPECT_EQ(answer->verdicts.at(key), row.verdict.at(format))
            << format << " " << row.id << " (key.yaml:" << row.line << "): " << describe(*answer, key);
    }
  }
}

TEST(Kelurahan, NothingElseFails) {
  Work work;
  const auto rows = load_key();
  for (const auto& format : kFormats) {
    const auto answer = check(work, kSample / ("kelurahan." + format));
    ASSERT_TRUE(answer);
    std::set<std::string> known;
    for (const Row& row : rows)
      for (const auto& key : meant(*answer, row)) known.insert(key);
    for (const json& c : answer->document["checks"]) {
      if (c["verdict"] != "fail" || c["obligation"] != "mandatory" || c["standard"] != "permen-pupr-14-2017") continue;
      std::string key = c["rule"];
      for (const auto& s : c["subject"]) key += " " + s.get<std::string>();
      EXPECT_TRUE(known.contains(key)) << format << " fails and is not in the key: " << describe(*answer, key);
    }
  }
}

void expect_flips(const std::string& format) {
  Work work;
  const auto rows = load_key();
  std::map<std::string, const Row*> by_id;
  std::vector<const Row*> movable;
  std::set<std::string> settings;   // several rows may share a dimension
  for (const Row& row : rows) {
    by_id[row.id] = &row;
    const std::string& verdict = row.verdict.at(format);
    if (row.parameter.empty() || (verdict != "pass" && verdict != "fail" && verdict != "undecided")) continue;
    movable.push_back(&row);
    settings.insert(row.parameter + "=" + row.good);
    settings.insert(row.parameter + "=" + row.bad);
  }
  const auto answers = check_all(work, format, settings);
  for (const Row* meant_row : movable) {
    const Row& row = *meant_row;
    const Answer* good = answers.at(row.parameter + "=" + row.good).get();
    const Answer* bad = answers.at(row.parameter + "=" + row.bad).get();
    ASSERT_TRUE(good && bad);
    std::set<std::string> expected;
    for (const auto& key : meant(*good, row)) {
      EXPECT_EQ(good->verdicts.at(key), row.at_good) << format << " " << row.id << " at " << row.good << ": " << describe(*good, key);
      ASSERT_TRUE(bad->verdicts.contains(key)) << key;
      EXPECT_EQ(bad->verdicts.at(key), row.at_bad) << format << " " << row.id << " at " << row.bad << ": " << describe(*bad, key);
      expected.insert(key);
    }
    EXPECT_FALSE(expected.empty()) << format << " " << row.id << ": no check of " << row.rule;
    for (const auto& other : row.also) {
      ASSERT_TRUE(by_id.contains(other)) << row.id << " names " << other;
      for (const auto& key : meant(*good, *by_id.at(other))) expected.insert(key);
    }
    EXPECT_EQ(good->verdicts.size(), bad->verdicts.size());
    for (const auto& [key, verdict_then] : good->verdicts) {
      const auto now = bad->verdicts.find(key);
      if (now == bad->verdicts.end() || now->second == verdict_then || expected.contains(key)) continue;
      if (!key.starts_with("pupr14.")) continue;   // historical packs have limits of their own
      ADD_FAILURE() << format << " " << row.id << " also moves " << describe(*bad, key) << " from " << verdict_then << " to "
                    << now->second;
    }
  }
}

TEST(Kelurahan, AMillimetreAcrossTheLimitFlipsThatVerdictAndNoOtherDxf) { expect_flips("dxf"); }
TEST(Kelurahan, AMillimetreAcrossTheLimitFlipsThatVerdictAndNoOtherIfc) { expect_flips("ifc"); }

// North lies where it lies: the whole site turned changes no verdict. The depth of a basin was that of the box along the file's axes.
TEST(Kelurahan, TurnedOnItsSiteItIsJudgedAlike) {
  const TempFolder folder;
  const std::string model = slurp(kSample / "kelurahan.ifc"), unturned = "#11=IFCAXIS2PLACEMENT3D(#6,$,$);";
  ASSERT_NE(model.find(unturned), std::string::npos);
  const auto verdicts = [&](const std::string& text) {
    write(folder / "p.ifc", text);
    const auto run = landai("check " + (folder / "p.ifc").string() + " --json -");
    EXPECT_EQ(run.exit_code, 1) << run.err;
    std::map<std::string, std::string> out;
    const json report = read_json(run.out);
    for (const json& check : report["checks"]) out[check["standard"].get<std::string>() + check["rule"].dump() + check["subject"].dump()] = check["verdict"];
    return out;
  };
  const auto there = verdicts(model);
  EXPECT_GT(there.size(), 2000U);
  for (const char* north : {"0.9659258,0.2588190", "0.8660254,0.5", "-0.6,0.8"}) {
    std::string turned = model;
    turned.replace(turned.find(unturned), unturned.size(),
                   "#11=IFCAXIS2PLACEMENT3D(#6,#99998,#99999);\n#99998=IFCDIRECTION((0.,0.,1.));\n#99999=IFCDIRECTION((" + std::string(north) + ",0.));");
    EXPECT_EQ(verdicts(turned), there) << north;
  }
}

}  // namespace
}  // namespace landai::test
