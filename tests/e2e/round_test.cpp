// SPDX-License-Identifier: GPL-3.0-or-later
// The assessor's whole round on a plan of others: import, worksheet, what is filled in and photographed on site, report.
#include <gmock/gmock.h>

#include <map>
#include <set>
#include <tuple>

#include "form_sheet.hpp"
#include "kelurahan.hpp"
#include "landai/core/file.hpp"
#include "marked_door.hpp"
#include "zip_bytes.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr double kJambs = 0.93;   // m, of every door that is photographed

/// An answer as people write it: decimal comma; the unit stands on the sheet.
std::string answer(const Json& row) {
  if (row["kind"] == "truth") return "ya";
  if (row["kind"] != "number") return {};
  static const std::map<std::string, std::string> kBy{{"cm", "87,5"}, {"mm", "38"}, {"m", "12,5"}, {"%", "1,5"}, {"lx", "180"}, {"kg", "2,4"}, {"N", "21,5"}, {"", "1"}};
  const auto it = kBy.find(row["unit"]);
  return it == kBy.end() ? std::string() : it->second;
}

class Round : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(plan_)) GTEST_SKIP() << plan_ << " is not there";
    run_fine("import " + plan_.string() + " -o " + project_ + " --author Budi --reason plan");
    run_fine("worksheet " + project_ + " -o " + path("w.pdf") + " --author Budi --reason \"for the visit\"");
    sheet_ = Json::parse(*read_file(folder_ / "w.json"));
    before_ = report();
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static test::Run run_fine(const std::string& arguments) {
    const test::Run done = landai(arguments + " --lang en");
    EXPECT_EQ(done.exit_code, 0) << arguments << "\n" << done.err << done.out;
    return done;
  }
  [[nodiscard]] Json report() const {
    const test::Run done = landai("report " + project_ + " --json -");
    EXPECT_LE(done.exit_code, 1) << done.err;
    return Json::parse(done.out, nullptr, false);
  }
  /// Rows of one thing, by what they ask.
  [[nodiscard]] std::vector<Json> single_rows() const {
    std::vector<Json> rows;
    for (const Json& row : sheet_["rows"])
      if (row["subjects"].size() == 1) rows.push_back(row);
    return rows;
  }
  /// Verdicts of the rules of a row on its subject.
  static std::multiset<std::string> verdicts(const Json& report, const Json& row) {
    std::multiset<std::string> out;
    for (const Json& c : report["checks"])
      if (c["subject"] == row["subjects"] && std::count(row["rules"].begin(), row["rules"].end(), c["rule"])) out.insert(c["verdict"]);
    return out;
  }

  TempFolder folder_;
  fs::path plan_ = fs::path(LANDAI_SHARED_DIR) / "plans/ifc/Duplex_A.ifc";
  std::string project_ = path("p.gpkg");
  Json sheet_, before_;
};

/// What a phone sends back of a form: a column for each question, groups in front of its name, what is calculated filled in. `said` holds the answers
/// by question; what a formula makes of them stands there, too.
std::string filled(const FormSheet& survey, const std::map<std::string, std::string>& said, char separator, char joint) {
  std::string head, cells;
  std::vector<std::string> groups;
  for (const auto& row : survey) {
    const std::string type = row.at("type").substr(0, row.at("type").find(' ')), name = row.at("name"), formula = row.at("calculation");
    if (type == "end_group") groups.pop_back();
    if (type == "begin_group") groups.push_back(name);
    if (type.ends_with("_group")) continue;
    std::string column;
    for (const std::string& group : groups) column += group + joint;
    std::string value;
    if (const auto at = said.find(name); at != said.end()) value = at->second;
    else if (type == "calculate" && formula.starts_with("'")) value = formula.substr(1, formula.size() - 2);
    head += '"' + column + name + '"' + separator;
    cells += '"' + value + '"' + separator;
  }
  return head + (joint == '/' ? "\"_id\"\n" : "\"KEY\"\n") + cells + "\"uuid:1\"\n";
}

TEST_F(Round, AFilledFormComesBackAsKoboToolboxAndOdkCentralExportIt) {
  run_fine("worksheet " + project_ + " -o " + path("f.pdf") + " --xlsform " + path("form.xlsx"));
  const FormSheet survey = form_sheet(path("form.xlsx"), "survey");
  ASSERT_GT(survey.size(), 100u);
  const auto tags = tags_in(sheet_);
  std::map<std::string, std::string> said{{"today", "2026-03-02"}, {"by", "Sari"}};
  Json door, measured, seen, left, several;   // a photo without a value, a number, a truth with its photo, one that could not be measured, a common row
  for (const Json& row : sheet_["rows"]) {
    const bool one = row["subjects"].size() == 1, number = row["kind"] == "number";
    if (row["subjects"][0] == "building" && row["kind"] != "truth") continue;
    if (one && row["quantity"] == "door.clear_width" && tags.contains(row["subjects"][0]) && door.is_null()) door = row;
    else if (one && number && row["unit"] == "cm" && row["quantity"] != "door.clear_width" && measured.is_null()) measured = row;
    else if (one && row["kind"] == "truth" && row["after"].empty() && seen.is_null()) seen = row;
    else if (one && number && !measured.is_null() && left.is_null()) left = row;
    else if (!one && number && row["unit"] == "cm" && several.is_null()) several = row;
  }
  const auto slot = [](const Json& row) { return "m_" + row["key"].get<std::string>(); };
  for (const Json* row : {&door, &measured, &seen, &left}) ASSERT_FALSE(row->is_null());
  said[slot(door) + "_done"] = said[slot(measured) + "_done"] = "yes";
  said[slot(door) + "_evidence"] = "door-1.jpg";
  said[slot(measured) + "_value"] = "87.5";
  said[slot(measured) + "_instrument"] = "tape";
  said[slot(seen) + "_seen"] = said[slot(seen) + "_value"] = "no";
  said[slot(seen) + "_evidence"] = "seen-1.jpg";
  said[slot(left) + "_done"] = "no";
  said[slot(left) + "_why"] = "no_access";
  if (!several.is_null())
    for (std::size_t i = 1; i <= several["subjects"].size(); ++i) said[slot(several) + "_" + std::to_string(i) + "_value"] = i == 1 ? "" : "70..75";
  const std::string photo = DoorRenderer(door_with(tags.at(door["subjects"][0]), 586, kJambs, 0)).jpeg();
  fs::copy_file(project_, path("empty.gpkg"));
  for (const auto& [separator, joint, folder] : {std::tuple{';', '/', "attachments/uuid-1/"}, {',', '-', "media/"}}) {
    SCOPED_TRACE(folder);
    fs::copy_file(path("empty.gpkg"), project_, fs::copy_options::overwrite_existing);
    write(folder_ / "export.zip", zip({{"form.csv", filled(survey, said, separator, joint)}, {folder + std::string("door-1.jpg"), photo},
                                       {folder + std::string("seen-1.jpg"), std::string("\xFF\xD8\xFF\xE0", 4) + "a small photo"}}));
    const test::Run attached = run_fine("attach " + project_ + " " + path("export.zip") + " --bar 100mm --author Sari --reason visit");
    EXPECT_THAT(attached.out, HasSubstr("door-1.jpg: "));
    const Json after = report();
    std::map<std::string, Json> on_site;
    for (const Json& m : after["measurements"])
      if (m["method"] != "geometry" && m["method"] != "attribute") on_site[m["subject"].dump() + m["quantity"].get<std::string>() + m["method"].get<std::string>()] = m;
    const auto of = [&](const Json& row, const std::string& method) {
      const std::string quantity = row["quantity"];
      return on_site[row["subjects"].dump() + quantity.substr(0, quantity.find('(')) + method];
    };
    const Json wide = of(door, "photo"), tall = of(measured, "reading"), truth = of(seen, "photo");
    ASSERT_TRUE(wide.is_object()) << attached.out;
    EXPECT_GE(wide["bounds"][1].get<double>() + 3 * wide["u"].get<double>(), kJambs - 0.05);
    EXPECT_LE(wide["bounds"][0].get<double>() - 3 * wide["u"].get<double>(), kJambs);
    EXPECT_THAT(wide["evidence"]["from"].get<std::string>(), HasSubstr("door-1.jpg.measured.jpg"));
    ASSERT_TRUE(tall.is_object());
    EXPECT_NEAR(tall["value"].get<double>(), 0.875, 1e-9);
    EXPECT_LT(tall["u"].get<double>(), 0.002) << "a tape";
    ASSERT_TRUE(truth.is_object());
    EXPECT_EQ(truth["value"], false);
    EXPECT_THAT(truth["evidence"]["from"].get<std::string>(), HasSubstr("seen-1.jpg"));
    EXPECT_FALSE(of(left, "reading").is_object()) << "nobody measured it";
    if (!several.is_null()) {
      std::size_t known = 0;
      for (const Json& subject : several["subjects"]) known += on_site[Json::array({subject}).dump() + several["quantity"].get<std::string>() + "reading"].is_object() ? 1 : 0;
      EXPECT_EQ(known, several["subjects"].size() - 1) << "one was left out";
    }
    EXPECT_FALSE(after.contains("readings")) << "every row was taken";
    EXPECT_EQ(landai("report " + project_ + " --html -").out.find("Not found"), std::string::npos);
  }
}

TEST_F(Round, EndsWithDecidedChecksAndTheirEvidence) {
  const auto tags = tags_in(sheet_);
  std::string csv = "nomor;nilai;alat;oleh;tanggal;foto\n";
  std::vector<Json> read, photographed;
  std::string photos;
  for (const Json& row : single_rows()) {
    const std::string subject = row["subjects"][0], label = row["label"];
    if (row["quantity"] == "door.clear_width" && photographed.size() < 4 && tags.contains(subject)) {
      // Every second one has the lines drawn; in the others the jambs are found beside the markers.
      const DoorScene scene = door_with(tags.at(subject), 586, kJambs, 0);
      const std::string name = "door-" + label + ".jpg";
      if (photographed.size() % 2 == 0)
        write(folder_ / (name + ".yaml"), sidecar_of(scene, "markers: {side: 150 mm, u: 0.3 mm}\nmeasures: {quantity: door.clear_width}\nby: Sari\n"));
      write(folder_ / name, DoorRenderer(scene).jpeg());
      photos += " " + path(name);
      photographed.push_back(row);
      continue;
    }
    const std::string value = answer(row);
    if (value.empty()) continue;
    csv += label + ";" + value + ";pita ukur baja, 5 m;Sari;2026-03-02;" + (read.empty() ? "first.jpg" : "") + "\n";
    read.push_back(row);
  }
  ASSERT_EQ(photographed.size(), 4u);
  ASSERT_GT(read.size(), 50u);
  write(folder_ / "first.jpg", std::string("\xFF\xD8\xFF\xE0", 4) + "a small photo");
  write(folder_ / "visit.csv", csv);
  const test::Run attached = run_fine("attach " + project_ + " " + path("visit.csv") + photos + " --bar 100mm --author Sari --reason visit");
  EXPECT_THAT(attached.out, HasSubstr(std::to_string(read.size()) + " new rows"));
  const Json after = report();

  // Each answer is on its element, with its value and unit.
  std::map<std::string, Json> by_photo, by_hand;
  for (const Json& m : after["measurements"]) {
    const std::string key = m["subject"].dump() + m["quantity"].get<std::string>();
    if (m["method"] == "photo" && m["evidence"].value("from", "").find(".measured.jpg") != std::string::npos) by_photo[key] = m;
    else if (m["method"] == "reading" || m["method"] == "photo" || m["method"] == "attested") by_hand[key] = m;
  }
  for (const Json& row : photographed) {
    const auto m = by_photo.find(row["subjects"].dump() + "door.clear_width");
    ASSERT_NE(m, by_photo.end()) << row;
    const double lo = m->second["bounds"][0], hi = m->second["bounds"][1], u = m->second["u"];
    EXPECT_GE(hi + 3 * u, kJambs);
    EXPECT_LE(lo - 3 * u, kJambs);
    EXPECT_GE(lo - 2 * u, kJambs - 0.05 - 0.04) << "what an open leaf may take, and the interval of two markers without a focal length";
    EXPECT_THAT(m->second["evidence"]["from"].get<std::string>(), HasSubstr("door-" + row["label"].get<std::string>() + ".jpg; door-"));
  }
  int found = 0;
  for (const Json& row : read) {
    const std::string quantity = row["quantity"], id = quantity.substr(0, quantity.find('('));
    const auto m = by_hand.find(row["subjects"].dump() + id);
    if (m == by_hand.end()) continue;   // of parameters, or of the building
    ++found;
    EXPECT_TRUE(row["unit"] != "cm" || std::abs(m->second["value"].get<double>() - 0.875) < 1e-9) << row;
    EXPECT_TRUE(row["unit"] != "lx" || m->second["value"] == 180) << row;
  }
  EXPECT_GT(found, 40);

  // What waited for them is decided: 0.93 m less an open leaf passes 0.80 m, and nothing is as open as it was.
  for (const Json& row : photographed) {
    const auto was = verdicts(before_, row), is = verdicts(after, row);
    EXPECT_GT(was.count("undecided") + was.count("not_measured"), 0u);
    EXPECT_EQ(is.count("undecided") + is.count("not_measured"), 0u) << row;
  }
  const auto open = [](const Json& report) { return report["summary"]["undecided"].get<int>() + report["summary"]["not_measured"].get<int>(); };
  EXPECT_LT(open(after) + 50, open(before_));

  // The evidence is there when the folder is gone, and the worksheet asks no more for what was answered.
  for (const auto& file : fs::directory_iterator(folder_.path()))
    if (file.path().extension() == ".jpg") fs::remove(file);
  const std::string page = landai("report " + project_ + " --html -").out;
  for (const Json& row : photographed) EXPECT_NE(page.find("door-" + row["label"].get<std::string>() + ".jpg.measured.jpg"), std::string::npos);
  EXPECT_EQ(page.find("Not found"), std::string::npos);
  run_fine("worksheet " + project_ + " -o " + path("again.pdf"));
  const Json again = Json::parse(*read_file(folder_ / "again.json"));
  std::set<std::string> asked;
  for (const Json& row : again["rows"]) asked.insert(row["key"]);
  for (const Json& row : photographed) EXPECT_FALSE(asked.contains(row["key"])) << row;
  EXPECT_LT(std::count_if(read.begin(), read.end(), [&](const Json& row) { return asked.contains(row["key"]); }) * 10, static_cast<long>(read.size()));
  EXPECT_EQ(tags_in(again), tags);
  // Who did what, and why.
  const test::Run log = landai("log " + project_ + " --lang en");
  for (const char* part : {"Budi  landai worksheet", "for the visit", "Sari  landai attach", "reason: visit"}) EXPECT_THAT(log.out, HasSubstr(part));
}

}  // namespace
}  // namespace landai::test
