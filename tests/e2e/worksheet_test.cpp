// SPDX-License-Identifier: GPL-3.0-or-later
// The worksheet as an assessor gets it: pages, markers that are found again, data, and a form that follows XLSForm's rules.
#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <opencv2/aruco.hpp>
#include <regex>
#include <set>

#include "form_sheet.hpp"
#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "read_json.hpp"
#include "run_program.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;

const std::string kSample = LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.dxf";

std::string content(const fs::path& file) {
  auto bytes = read_file(file);
  return bytes ? *bytes : std::string();
}

/// A worksheet made once, and what it holds.
struct Made {
  TempFolder folder;
  fs::path pdf = folder / "w.pdf", data = folder / "w.json", form = folder / "w.xlsx";
  Run run;
  std::vector<std::string> pages;   ///< texts

  explicit Made(const std::string& arguments) {
    run = landai("worksheet " + arguments + " -o " + pdf.string() + " --xlsform " + form.string(), 120);
    std::string text = test::run("pdftotext -layout " + pdf.string() + " -").out;
    for (std::size_t at = 0, end; (end = text.find('\f', at)) != std::string::npos; at = end + 1) pages.push_back(text.substr(at, end - at));
  }
  [[nodiscard]] json rows() const { return json::parse(content(data)); }
};

const Made& sample() {
  static const Made kMade(kSample + " --lang id --date 2026-11-20 --assessor Sari --name \"Kelurahan Contoh\"");
  return kMade;
}

/// A page as grey pixels.
cv::Mat rendered(const Made& made, std::size_t page, int dpi) {
  const fs::path stem = made.folder / "page";
  const std::string n = std::to_string(page + 1);
  if (test::run("pdftoppm -gray -singlefile -r " + std::to_string(dpi) + " -f " + n + " -l " + n + " " + made.pdf.string() + " " + stem.string()).exit_code != 0) return {};
  const std::string bytes = content(stem.string() + ".pgm");
  int width = 0, height = 0, most = 0, used = 0;
  if (std::sscanf(bytes.c_str(), "P5 %d %d %d%n", &width, &height, &most, &used) != 3 || most != 255) return {};
  cv::Mat out(height, width, CV_8UC1);
  std::copy_n(bytes.begin() + used + 1, static_cast<std::size_t>(width) * static_cast<std::size_t>(height), out.data);
  return out;
}

TEST(Worksheet, HasA4PagesWithNumberFacilityPlanAndFields) {
  const Made& made = sample();
  ASSERT_EQ(made.run.exit_code, 0) << made.run.err;
  EXPECT_EQ(made.run.out, "");
  ASSERT_GT(made.pages.size(), 5u);
  const auto info = test::run("pdfinfo -f 1 -l 999 " + made.pdf.string()).out;
  const std::regex size("Page +[0-9]+ size: +([0-9.]+) x ([0-9.]+) pts");
  std::size_t count = 0;
  for (auto at = std::sregex_iterator(info.begin(), info.end(), size); at != std::sregex_iterator(); ++at, ++count) {
    EXPECT_NEAR(std::stod((*at)[1]) / 72 * 25.4, 210, 0.01);
    EXPECT_NEAR(std::stod((*at)[2]) / 72 * 25.4, 297, 0.01);
  }
  EXPECT_EQ(count, made.pages.size());
  const auto plan = json::parse(content(made.data))["plan"][0]["sha256"].get<std::string>();
  for (std::size_t i = 0; i < made.pages.size(); ++i)
    for (const std::string& wanted : {std::string("Kelurahan Contoh"), plan.substr(0, 12), "halaman " + std::to_string(i + 1) + " dari " + std::to_string(made.pages.size()),
                                      std::string("2026-11-20"), std::string("Sari")})
      EXPECT_THAT(made.pages[i], HasSubstr(wanted)) << "page " << i + 1;
}

// scripts/setup brings a font for what DejaVu lacks; without one these letters are boxes, and a PDF has no text for boxes.
TEST(Worksheet, WritesNamesInOtherScripts) {
  const Made made(kSample + " --name \"会社 プロジェクト 服务厅 화장실\"");
  ASSERT_EQ(made.run.exit_code, 0) << made.run.err;
  EXPECT_THAT(made.pages.at(0), HasSubstr("会社 プロジェクト 服务厅 화장실"));
}

TEST(Worksheet, TwoRunsGiveTheSameFiles) {
  const Made& made = sample();
  const Made again(kSample + " --lang id --date 2026-11-20 --assessor Sari --name \"Kelurahan Contoh\"");
  EXPECT_EQ(content(made.pdf), content(again.pdf));
  EXPECT_EQ(content(made.data), content(again.data));
  EXPECT_EQ(content(made.form), content(again.form));
}

TEST(Worksheet, ItsDataFollowTheSchemaAndEveryRowIsPrinted) {
  const Made& made = sample();
  const auto problems = check_schema_json(content(made.data), fs::path(LANDAI_SOURCE_DIR) / "data/schema/worksheet.schema.json");
  ASSERT_TRUE(problems);
  EXPECT_TRUE(problems->empty()) << (problems->empty() ? "" : problems->front().where + ": " + problems->front().message);
  std::string all;
  for (const auto& page : made.pages) all += page + "\n";
  std::set<std::string> keys;
  const auto data = made.rows();
  for (const auto& row : data["rows"]) {
    EXPECT_TRUE(keys.insert(row["key"]).second) << row["key"];
    EXPECT_TRUE(std::regex_search(all, std::regex("(^|\\n) *" + row["label"].get<std::string>() + " "))) << row["label"];
  }
  EXPECT_GT(keys.size(), 20u);
}

TEST(Worksheet, ItsRowsAreWhatCheckLeavesOpen) {
  const auto report = read_json(landai("check " + kSample + " --json -").out);
  std::map<std::string, json> measured;
  for (const auto& m : report["measurements"]) measured[m["id"]] = m;
  std::set<std::string> open;
  for (const auto& check : report["checks"])
    if (check["counts"] == true && (check["verdict"] == "not_measured" || check["verdict"] == "undecided"))
      for (const auto& id : check["measurements"]) open.insert(measured.at(id)["quantity"].get<std::string>());
  std::set<std::string> asked;
  const auto data = sample().rows();
  for (const char* list : {"rows", "for_author"})
    for (const auto& row : data[list]) {
      if (row.contains("after") && !row["after"].empty()) continue;   // arises only from an answer
      const std::string question = row["quantity"];
      asked.insert(question.substr(0, question.find('(')));
    }
  for (const auto& quantity : asked) EXPECT_TRUE(open.contains(quantity)) << quantity;
  for (const char* quantity : {"door.handle_height", "door.force", "handrail.height", "ramp.surface_grip", "building.function"})
    EXPECT_TRUE(asked.contains(quantity)) << quantity;
}

TEST(Worksheet, AsksWithAQuestionWhatItsAnswerMakesArise) {
  const auto data = sample().rows();
  std::set<std::string> before;
  bool glass = false;
  for (const auto& row : data["rows"]) {
    for (const auto& key : row["after"]) EXPECT_TRUE(before.contains(key.get<std::string>())) << row["label"];
    before.insert(row["key"].get<std::string>());
    glass = glass || (row["quantity"] == "door.glass_marked" && !row["after"].empty());
  }
  EXPECT_TRUE(glass) << "whether a glass door is marked is asked beside whether it is of glass";
}

/// What a worksheet asks of these quantities, with the things it asks it of.
std::map<std::string, std::set<std::string>> asked_of(const json& data) {
  std::map<std::string, std::set<std::string>> out;
  for (const auto& row : data["rows"])
    for (const auto& subject : row["subjects"]) out[row["quantity"].get<std::string>()].insert(subject.get<std::string>());
  return out;
}

TEST(Worksheet, AsksWhatSettlesTheCheckAndNotAgainWhenItIsAnswered) {
  const char *low = "facility.low_counters(height=0.75)", *accessible = "facility.accessible_counters", *reaches = "tactile_path.reaches";
  const auto asked = asked_of(sample().rows());
  EXPECT_FALSE(asked.contains(low)) << "heights never settle it";
  EXPECT_TRUE(asked.contains(accessible));
  TempFolder folder;
  const std::string file = (folder / "r.csv").string();
  std::string rows = "subject,quantity,value,by,date\nbuilding,facility.accessible_counters,1,Sari,2026-03-02\nbuilding,building.vehicle_lane,yes,Sari,2026-03-02\n";
  write(file, rows);
  const Made again(kSample + " --readings " + file);
  ASSERT_EQ(again.run.exit_code, 0) << again.run.err;
  const auto left = asked_of(again.rows());
  EXPECT_FALSE(left.contains(low));
  EXPECT_FALSE(left.contains(accessible));
  ASSERT_TRUE(left.contains(reaches));
  EXPECT_GT(left.at(reaches).size(), 1u) << "the lists of all paths count as one";
  for (const std::string& path : left.at(reaches)) rows += path + ",tactile_path.reaches,door,Sari,2026-03-02\n";
  write(file, rows);
  const auto report = json::parse(landai("check " + kSample + " --json - --readings " + file).out);
  std::map<std::string, std::string> verdicts;
  for (const auto& check : report["checks"]) verdicts[check["rule"].get<std::string>()] = check["verdict"].get<std::string>();
  EXPECT_EQ(verdicts["pupr14.l4.counter.count"], "pass");
  EXPECT_EQ(verdicts["pupr14.l2.tactile.where.vehicle"], "fail");
}

TEST(Worksheet, EveryMarkerIsFoundAgainAtItsTrueSize) {
  const Made& made = sample();
  const auto tags = made.rows()["tags"];
  constexpr int kDpi = 150;
  const double mm_per_pixel = 25.4 / kDpi;
  std::size_t sheets = 0, looked = 0;
  for (std::size_t i = 0; i < made.pages.size(); ++i) {
    std::smatch said;
    if (!std::regex_search(made.pages[i], said, std::regex("AprilTag 36h11 nomor ([0-9]+) · sisi kotak hitam ([0-9]+) mm"))) continue;
    const auto place = std::find_if(tags.begin(), tags.end(), [&](const json& t) { return t["tag"] == std::stoi(said[1]); });
    ASSERT_NE(place, tags.end()) << said[1];
    EXPECT_NEAR((*place)["side"].get<double>() * 1000, std::stod(said[2]), 1e-9);
    // The first, the last (the spare one) and every ninth between are looked at through a camera's eyes.
    if (sheets++ % 9 != 0 && i + 1 != made.pages.size()) continue;
    ++looked;
    const cv::Mat page = rendered(made, i, kDpi);
    ASSERT_FALSE(page.empty());
    std::vector<std::vector<cv::Point2f>> corners;
    std::vector<int> ids;
    const auto parameters = cv::aruco::DetectorParameters::create();
    parameters->cornerRefinementMethod = cv::aruco::CORNER_REFINE_SUBPIX;
    cv::aruco::detectMarkers(page, cv::aruco::getPredefinedDictionary(cv::aruco::DICT_APRILTAG_36h11), corners, ids, parameters);
    ASSERT_EQ(ids.size(), 1u) << "page " << i + 1;
    EXPECT_EQ(ids[0], std::stoi(said[1]));
    for (int side = 0; side < 4; ++side) {
      const auto edge = corners[0][static_cast<std::size_t>(side)] - corners[0][static_cast<std::size_t>((side + 1) % 4)];
      EXPECT_NEAR(std::hypot(edge.x, edge.y) * mm_per_pixel, std::stod(said[2]), 0.15) << "page " << i + 1;
    }
  }
  EXPECT_EQ(static_cast<long>(sheets), std::count_if(tags.begin(), tags.end(), [](const json& t) { return t["printed"] == true; }));
  EXPECT_GE(looked, 2u);
}

TEST(Worksheet, TheBarOnAMarkerSheetIsAHundredMillimetres) {
  const Made& made = sample();
  const std::size_t last = made.pages.size() - 1;
  constexpr int kDpi = 254;   // ten pixels a millimetre
  const cv::Mat page = rendered(made, last, kDpi);
  ASSERT_FALSE(page.empty());
  // Of the rows that hold one long dark line below the marker: the bar.
  double longest = 0;
  for (int y = 2450; y < 2800; ++y) {
    int begin = -1, best = 0;
    for (int x = 0; x < page.cols; ++x) {
      const bool dark = page.at<unsigned char>(y, x) < 128;
      if (dark && begin < 0) begin = x;
      if (!dark) begin = -1;
      if (begin >= 0) best = std::max(best, x - begin + 1);
    }
    if (best < 1500) longest = std::max(longest, static_cast<double>(best));   // the foot's lines are longer
  }
  EXPECT_NEAR(longest / 10, 100, 0.35);   // a tick is 0.25 mm wide, half of it beyond the end
  EXPECT_THAT(made.pages[last], HasSubstr("100 mm"));
}

FormSheet sheet(const Made& made, const std::string& name) { return form_sheet(made.form.string(), name); }

/// What breaks the rules of XLSForm (xlsform.org, "Question types" to "Choice lists").
std::vector<std::string> form_problems(const std::vector<std::map<std::string, std::string>>& survey, const std::vector<std::map<std::string, std::string>>& choices) {
  const std::set<std::string> types{"start", "end", "today", "text", "integer", "decimal", "image", "calculate", "begin_group", "end_group", "select_one", "select_multiple"};
  std::vector<std::string> problems;
  std::set<std::string> names, lists;
  std::set<std::pair<std::string, std::string>> values;
  const std::regex xml_name("[A-Za-z_][A-Za-z0-9_.-]*"), reference("\\$\\{([^}]*)\\}");
  for (const auto& choice : choices) {
    lists.insert(choice.at("list_name"));
    if (!values.emplace(choice.at("list_name"), choice.at("name")).second) problems.push_back("choice twice: " + choice.at("name"));
    if (choice.at("name").find(' ') != std::string::npos) problems.push_back("choice with a blank: " + choice.at("name"));
    for (const char* label : {"label::Bahasa Indonesia (id)", "label::English (en)"})
      if (choice.at(label).empty()) problems.push_back("choice without a label: " + choice.at("name"));
  }
  int depth = 0;
  for (const auto& row : survey) {
    const std::string type = row.at("type").substr(0, row.at("type").find(' '));
    if (!types.contains(type)) problems.push_back("type: " + row.at("type"));
    if (type == "end_group") {
      if (--depth < 0) problems.push_back("end_group without a beginning");
      continue;
    }
    const std::string& name = row.at("name");
    if (!std::regex_match(name, xml_name)) problems.push_back("name: " + name);
    if (!names.insert(name).second) problems.push_back("name twice: " + name);
    depth += type == "begin_group" ? 1 : 0;
    if (type.starts_with("select") && !lists.contains(row.at("type").substr(type.size() + 1))) problems.push_back("no list: " + row.at("type"));
    if (type == "calculate" && row.at("calculation").empty()) problems.push_back("nothing to calculate: " + name);
    const bool shown = !std::set<std::string>{"calculate", "start", "end", "today"}.contains(type);
    for (const char* label : {"label::Bahasa Indonesia (id)", "label::English (en)"})
      if (shown && row.at(label).empty()) problems.push_back("no label: " + name);
    if (!row.at("constraint").empty() && row.at("constraint_message::English (en)").empty()) problems.push_back("constraint without a message: " + name);
    for (const char* column : {"relevant", "constraint", "calculation"}) {
      const std::string& text = row.at(column);
      for (auto at = std::sregex_iterator(text.begin(), text.end(), reference); at != std::sregex_iterator(); ++at)
        if (!names.contains((*at)[1])) problems.push_back(name + ": " + column + " refers to " + (*at)[1].str());
    }
  }
  if (depth != 0) problems.push_back("groups do not end");
  return problems;
}

TEST(WorksheetForm, FollowsTheRulesOfXlsForm) {
  const auto survey = sheet(sample(), "survey"), choices = sheet(sample(), "choices"), settings = sheet(sample(), "settings");
  ASSERT_GT(survey.size(), 100u);
  EXPECT_THAT(form_problems(survey, choices), ::testing::IsEmpty());
  ASSERT_EQ(settings.size(), 1u);
  EXPECT_EQ(settings[0].at("default_language"), "Bahasa Indonesia (id)");
  EXPECT_THAT(settings[0].at("form_title"), HasSubstr("Kelurahan Contoh"));
}

TEST(WorksheetForm, EveryRowOfTheWorksheetIsAskedAndSaysWhatItIsOf) {
  std::map<std::string, std::string> calculated;
  std::set<std::string> names;
  for (const auto& row : sheet(sample(), "survey")) {
    names.insert(row.at("name"));
    if (row.at("type") == "calculate") calculated[row.at("name")] = row.at("calculation");
  }
  const auto data = sample().rows();
  ASSERT_GT(data["rows"].size(), 20u);
  for (const auto& row : data["rows"]) {
    const std::string slot = "m_" + row["key"].get<std::string>();
    const auto subjects = row["subjects"];
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const std::string one = subjects.size() == 1 ? slot : slot + "_" + std::to_string(i + 1);
      EXPECT_TRUE(names.contains(one + "_value")) << one;
      EXPECT_EQ(calculated[one + "_subject"], "'" + subjects[i].get<std::string>() + "'");
      EXPECT_EQ(calculated[one + "_quantity"], "'" + row["quantity"].get<std::string>() + "'");
      const std::string unit = row["unit"];
      EXPECT_EQ(calculated[one + "_unit"], unit.empty() ? "" : "'" + unit + "'");
    }
  }
}

// Both values of a phone that is turned are asked for: nobody is to work out their mean.
TEST(WorksheetForm, TheHintOfAPhoneLevelAsksForWhatTheFormAsksFor) {
  // The sample's ramps are asked together, and then the phone is not turned; this house has a ramp of its own.
  const fs::path plan = fs::path(LANDAI_SHARED_DIR) / "plans/ifc/Duplex_A.ifc";
  if (!fs::exists(plan)) GTEST_SKIP() << "not there: " << plan;
  const Made house(plan.string());
  ASSERT_EQ(house.run.exit_code, 0) << house.run.err;
  const auto survey = sheet(house, "survey");
  std::set<std::string> turned;
  for (const auto& row : survey)
    if (const std::string& name = row.at("name"); name.ends_with("_t_value")) turned.insert(name.substr(0, name.size() - std::string("t_value").size()) + "done");
  ASSERT_FALSE(turned.empty());
  for (const auto& row : survey) {
    if (!row.at("name").ends_with("_done")) continue;
    const std::string& hint = row.at("hint::English (en)");
    EXPECT_THAT(hint, ::testing::Not(HasSubstr("take the mean"))) << row.at("name");
    EXPECT_EQ(hint.find("write both values below") != std::string::npos, turned.contains(row.at("name"))) << hint;
  }
}

TEST(WorksheetForm, NoCellIsAFormula) {
  const std::string sheet = test::run("unzip -p " + sample().form.string() + " xl/worksheets/sheet1.xml").out;
  ASSERT_THAT(sheet, HasSubstr("<sheetData>"));
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
  EXPECT_FALSE(std::regex_search(sheet, std::regex("<c [^>]*t=\"(n|b)\""))) << "a cell that is no text";
}

TEST(Worksheet, OutputsThatWouldDestroySomethingAreRefused) {
  TempFolder folder;
  const std::string plan = (folder / "plan.dxf").string();
  fs::copy_file(kSample, plan);
  EXPECT_EQ(landai("worksheet " + plan + " -o " + plan).exit_code, 2);
  EXPECT_EQ(landai("worksheet " + plan + " -o " + (folder / "a.pdf").string() + " --xlsform " + (folder / "a.json").string()).exit_code, 2);
  EXPECT_EQ(content(plan), content(kSample));
  EXPECT_EQ(landai("worksheet " + plan).exit_code, 2);
  EXPECT_EQ(landai("worksheet " + (folder / "none.dxf").string() + " -o " + (folder / "a.pdf").string()).exit_code, 3);
  EXPECT_FALSE(fs::exists(folder / "a.pdf"));
}

TEST(Worksheet, AProjectGivesTheSameQuestionsAsItsPlan) {
  TempFolder folder;
  const std::string project = (folder / "p.gpkg").string();
  ASSERT_EQ(landai("import " + kSample + " -o " + project + " --name \"Kelurahan Contoh\"", 120).exit_code, 0);
  const Made made(project + " --lang id");
  ASSERT_EQ(made.run.exit_code, 0) << made.run.err;
  EXPECT_EQ(made.rows()["rows"], sample().rows()["rows"]);
  EXPECT_EQ(made.rows()["tags"], sample().rows()["tags"]);
  EXPECT_THAT(made.pages.at(0), HasSubstr("Kelurahan Contoh"));
  EXPECT_EQ(landai("worksheet " + project + " -o " + (folder / "a.pdf").string() + " --readings " + kSample).exit_code, 2);
}

TEST(Worksheet, TagsOfAnEarlierOneStay) {
  TempFolder folder;
  json earlier = sample().rows();
  auto& first = earlier["tags"][0];
  const std::string element = first["element"];
  first["tag"] = 500;
  ASSERT_FALSE(write_file(folder / "earlier.json", earlier.dump()));
  const Made made(kSample + " --all-markers --earlier " + (folder / "earlier.json").string());
  ASSERT_EQ(made.run.exit_code, 0) << made.run.err;
  long printed = 0;
  const auto data = made.rows();
  for (const auto& place : data["tags"]) {
    if (place["element"] == element) {
      EXPECT_EQ(place["tag"], 500);
    }
    printed += place["printed"] == true ? 1 : 0;
  }
  EXPECT_GT(printed, 20) << "with --all-markers the doors of the common rows have sheets, too";
  EXPECT_EQ(landai("worksheet " + kSample + " -o " + (folder / "a.pdf").string() + " --earlier " + kSample).exit_code, 3);
  EXPECT_EQ(landai("worksheet " + kSample + " -o " + (folder / "a.pdf").string() + " --date yesterday").exit_code, 2);
}

class RealPlan : public ::testing::TestWithParam<const char*> {};

TEST_P(RealPlan, GivesAWorksheet) {
  const fs::path plan = fs::path(LANDAI_SHARED_DIR) / "plans" / GetParam();
  if (!fs::exists(plan)) GTEST_SKIP() << "not there: " << plan;
  const Made made(plan.string());
  ASSERT_EQ(made.run.exit_code, 0) << made.run.err;
  const auto data = made.rows();
  EXPECT_GT(data["rows"].size(), 0u);
  EXPECT_GT(made.pages.size(), 3u);
  EXPECT_THAT(form_problems(sheet(made, "survey"), sheet(made, "choices")), ::testing::IsEmpty());
  // Every stop stands on a map: its number is a word of some page before the table.
  std::string maps;
  for (const auto& page : made.pages)
    if (page.find("Map of") != std::string::npos) maps += page + " ";
  for (const auto& stop : data["stops"])
    EXPECT_TRUE(std::regex_search(maps, std::regex("(^|[^0-9])" + std::to_string(stop["number"].get<int>()) + "([^0-9]|$)"))) << stop;
}

INSTANTIATE_TEST_SUITE_P(Shared, RealPlan, ::testing::Values("ifc/Duplex_A.ifc", "dxf/jupedsim-ISO-Office.dxf"));

}  // namespace
}  // namespace landai::test
