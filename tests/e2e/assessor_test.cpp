// SPDX-License-Identifier: GPL-3.0-or-later
// What an assessor brings back: readings near the limits, photos, a waiver. One run of the program for each, with every output.
#include <gmock/gmock.h>

#include <map>
#include <regex>

#include "kelurahan.hpp"
#include "landai/core/file.hpp"
#include "photo_file.hpp"
#include "xml_balance.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

/// The sample checked with what a visit gave, in one language, all outputs at once.
class Visit {
 public:
  Visit(const std::string& readings, const std::string& facts, const std::string& language, const std::map<std::string, std::string>& files = {}) {
    for (const auto& [name, bytes] : files) write(folder_ / name, bytes);
    std::string options = " --summary --lang " + language;
    for (const char* kind : {"json", "html", "bundle"}) options += " --" + std::string(kind) + " " + (folder_ / ("out." + std::string(kind))).string();
    if (!readings.empty()) {
      write(folder_ / "readings.csv", readings);
      options += " --readings " + (folder_ / "readings.csv").string();
    }
    if (!facts.empty()) {
      write(folder_ / "facts.yaml", facts);
      options += " --facts " + (folder_ / "facts.yaml").string();
    }
    const Run result = landai("check " + kKelurahanDxf + options);
    EXPECT_EQ(result.exit_code, 1) << result.err;
    terminal = result.out;
    html = slurp(folder_ / "out.html");
    report = Json::parse(slurp(folder_ / "out.json"), nullptr, false);
    EXPECT_FALSE(report.is_discarded());
  }
  /// The one check of a rule on a door.
  [[nodiscard]] Json door(const std::string& rule, const std::string& name) const {
    const auto checks = checks_of(report, rule, element_named(report, name, "door"));
    EXPECT_EQ(checks.size(), 1U) << rule << " " << name;
    return checks.empty() ? Json{} : checks.front();
  }
  [[nodiscard]] Run unzipped(const std::string& file) const {
    return run("python3 -c \"import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))\" " +
               (folder_ / "out.bundle").string() + " " + file);
  }

  std::string terminal, html;
  Json report;

 private:
  TempFolder folder_;
};

/// Lines joined, so that a sentence is found wherever the terminal broke it.
std::string flat(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  return out;
}

// JCGM 106:2012, 7.4: with value y and standard uncertainty u a lower limit T is met with the probability Φ((y − T)/u). Tables of Φ:
// Φ(−1.5) = 0.066807, Φ(0) = 0.5, Φ(1.65) = 0.950529, Φ(−1.65) = 0.049471. A reading of the same value settles the first when
// u <= 3 mm / 1.645 = 1.824 mm.
const char* const kNearTheLimit =
    "subject,quantity,value,u,by,date\n"
    "P-01,door.clear_width,89.7 cm,2 mm,Sari,2026-11-20\n"
    "P-13,door.clear_width,80 cm,2 mm,Sari,2026-11-20\n"
    "P-20,door.clear_width,80.33 cm,2 mm,Sari,2026-11-20\n"
    "P-12,door.clear_width,79.67 cm,2 mm,Sari,2026-11-20\n";

class NearTheLimit : public ::testing::Test {
 protected:
  static const Visit& visit(const std::string& language) {
    static const Visit kEnglish(kNearTheLimit, {}, "en"), kIndonesian(kNearTheLimit, {}, "id");
    return language == "en" ? kEnglish : kIndonesian;
  }
};

TEST_F(NearTheLimit, ProbabilitiesAreThoseOfJcgm106) {
  struct Row {
    const char* door;
    const char* rule;
    const char* verdict;
    double probability;
  };
  for (const Row& row : {Row{"P-01", "pupr14.l2.door.main.clear", "undecided", 0.066807}, Row{"P-13", "pupr14.l2.door.other.clear", "undecided", 0.5},
                         Row{"P-20", "pupr14.l2.door.other.clear", "pass", 0.950529}, Row{"P-12", "pupr14.l2.door.other.clear", "fail", 0.049471}}) {
    const Json check = visit("en").door(row.rule, row.door);
    EXPECT_EQ(check["verdict"], row.verdict) << row.door;
    EXPECT_NEAR(check["probability"].get<double>(), row.probability, 1.5e-6) << row.door;
    EXPECT_EQ(check.contains("settle"), std::string(row.verdict) == "undecided") << row.door;
  }
  EXPECT_NEAR(visit("en").door("pupr14.l2.door.main.clear", "P-01")["settle"]["u_max"].get<double>(), 0.003 / 1.6449, 1e-6);
  EXPECT_TRUE(visit("en").door("pupr14.l2.door.other.clear", "P-13")["settle"]["u_max"].is_null()) << "no u settles a value on the limit";
}

TEST_F(NearTheLimit, TheReportSaysHowSureItIsAndWhatWouldSettleIt) {
  EXPECT_THAT(visit("en").html, HasSubstr("standard uncertainty 2 mm; probability that the limit is met 6.7 %"));
  EXPECT_THAT(visit("en").html, HasSubstr("Measure clear width with a standard uncertainty of at most 1.82 mm."));
  EXPECT_THAT(visit("en").html, HasSubstr("The value lies on the limit itself: measure clear width again"));
  EXPECT_THAT(flat(visit("en").terminal), HasSubstr("Measure clear width with a standard uncertainty of at most 1.82 mm."));
  EXPECT_THAT(visit("id").html, HasSubstr("ketidakpastian baku 2 mm; peluang memenuhi batas 6,7 %"));
  EXPECT_THAT(flat(visit("id").terminal), HasSubstr("ketidakpastian baku paling besar 1,82 mm."));
}

TEST_F(NearTheLimit, WhatIsBuiltDifferentlyFromThePlanIsAFinding) {
  const Json& report = visit("en").report;
  const std::string door = element_named(report, "P-12", "door");
  std::map<std::string, Json> measurements;
  for (const Json& m : report["measurements"]) measurements[m["id"]] = m;
  int told = 0;
  for (const Json& finding : report["findings"]) {
    if (finding["measurements"].empty() || finding["places"] != Json::array({door})) continue;
    ++told;
    EXPECT_TRUE(finding["checks"].empty());
    EXPECT_EQ(finding["severity"], 3);
    ASSERT_EQ(finding["measurements"].size(), 2U);
    const Json &built = measurements[finding["measurements"][0]], &drawn = measurements[finding["measurements"][1]];
    EXPECT_EQ(built["method"], "reading");
    EXPECT_DOUBLE_EQ(built["value"].get<double>(), 0.7967);
    EXPECT_NE(drawn["method"], "reading");
    EXPECT_NEAR(drawn["value"].get<double>(), 0.85, 0.0005) << "as the sample is drawn";
  }
  EXPECT_EQ(told, 1);
  EXPECT_THAT(visit("en").html, HasSubstr("built differently from the plan: clear width measured 0.797 m ± 0.004 m (reading on site), drawn 0.850 m"));
  EXPECT_THAT(flat(visit("en").terminal), HasSubstr("built differently from the plan: clear width measured 0.797 m"));
  EXPECT_THAT(flat(visit("id").terminal), HasSubstr("dibangun lain dari denah: lebar bersih pintu terukur 0,797 m"));
}

TEST(Waiver, ChangesTheDutyAndIsToldTheVerdictStays) {
  const Json before = report_of(kKelurahanDxf);
  const std::string door = element_named(before, "P-13", "door");
  const std::string facts = "waivers:\n  - rules: [pupr14.l2.door.other.clear]\n    elements: [" + door +
                            "]\n    document: Surat 12/PTSP/2026\n    date: 2026-01-05\n    by: Dinas <Cipta>\n";
  const Visit visit({}, facts, "en");
  const Json check = visit.door("pupr14.l2.door.other.clear", "P-13");
  EXPECT_EQ(check["verdict"], "fail");
  EXPECT_EQ(check["duty"], "waived");
  EXPECT_EQ(check["waiver"], "Surat 12/PTSP/2026, 2026-01-05, Dinas <Cipta>");
  EXPECT_EQ(visit.report["summary"], before["summary"]);
  EXPECT_THAT(visit.html, HasSubstr("waived by Surat 12/PTSP/2026, 2026-01-05, Dinas &lt;Cipta&gt;"));
  EXPECT_THAT(flat(visit.terminal), HasSubstr("waived by Surat 12/PTSP/2026, 2026-01-05, Dinas <Cipta>"));
  EXPECT_EQ(visit.door("pupr14.l2.door.other.clear", "P-20")["duty"], "required") << "of other doors nothing is waived";
  // It is no advice: it stands under a heading of its own, and as such in the document.
  const auto heading = visit.html.find(">Waived, with document</h3>");
  ASSERT_NE(heading, std::string::npos);
  EXPECT_GT(visit.html.find("waived by Surat 12/PTSP/2026", heading), heading);
  int waived = 0;
  for (const Json& f : visit.report["findings"]) waived += f["duty"] == "waived" && f["severity"] == 4;
  EXPECT_EQ(waived, 1);
}

// A door is named by the number that it has on the drawing; its leaf has it, too, and no rule is asked of that.
TEST(Waiver, MayNameTheDoorAndANameThatNothingHasIsAnError) {
  const std::string facts = "waivers:\n  - rules: [pupr14.l2.door.other.clear]\n    document: Surat 12\n    elements: [";
  EXPECT_EQ(Visit({}, facts + "P-13]\n", "en").door("pupr14.l2.door.other.clear", "P-13")["duty"], "waived");
  const TempFolder folder;
  write(folder / "f.yaml", facts + "P-131]\n");
  const auto wrong = landai("check " + kKelurahanDxf + " --lang en --facts " + (folder / "f.yaml").string());
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_THAT(wrong.err, HasSubstr("f.yaml: line 4: the plan has no element \"P-131\"; did you mean \"P-13"));
}

TEST(Questions, EveryAnswerThatTheReportSuggestsIsOneThatTheFactsFileTakes) {
  const TempFolder folder;
  ASSERT_EQ(landai("check " + kKelurahanDxf + " --lang en --html " + (folder / "a.html").string()).exit_code, 1);
  const std::string page = slurp(folder / "a.html");
  // {"building" or the element's id: the facts with the first of the values offered}
  std::map<std::string, std::string> answers;
  int told = 0;
  const std::regex line("facts file \\(--facts\\): (building|elements): \\{(?:&quot;([^&]+)&quot;: \\{)?(\\w+): (\\[?)([^ ,|\\]}]+)");
  for (std::sregex_iterator at(page.begin(), page.end(), line), end; at != end; ++at, ++told) {
    const std::string value = (*at)[5] == "…" ? "1" : (*at)[5].str();
    answers[(*at)[1] == "building" ? "building" : (*at)[2].str()] += (*at)[3].str() + ": " + ((*at)[4].length() ? "[" + value + "]" : value) + ", ";
  }
  EXPECT_GT(told, 20);
  std::string facts = "building: {" + answers["building"] + "}\nelements:\n";
  for (const auto& [element, stated] : answers)
    if (element != "building") facts += "  \"" + element + "\": {" + stated + "}\n";
  write(folder / "facts.yaml", facts);
  const auto result = landai("check " + kKelurahanDxf + " --json /dev/null --facts " + (folder / "facts.yaml").string());
  EXPECT_LE(result.exit_code, 1) << result.err << facts;
  EXPECT_EQ(result.err, "");
}

TEST(Evidence, PhotosAreInThePageWithinBoundsAndWhatIsMissingIsTold) {
  const std::string readings =
      "subject,quantity,value,u,by,date,evidence\n"
      "P-13,door.clear_width,78 cm,2 mm,Sari,2026-11-20,door.jpg|gone.jpg|big.jpg|notes.pdf|../readings.csv\n"
      "p2ham18.imi.a09,state,Ada,,Sari,2026-11-20,door.jpg\n";
  const std::string door = coded(cv::Mat(90, 120, CV_8UC3, cv::Scalar(60, 90, 200))), broken = door.substr(0, door.size() / 2);
  const Visit visit(readings, {}, "en", {{"door.jpg", door}, {"big.jpg", broken}, {"notes.pdf", "%PDF-1.4 <script>"}});
  EXPECT_EQ(landai::testing::xml_problem(visit.html), "");
  std::size_t pictures = 0;
  for (auto at = visit.html.find("data:image"); at != std::string::npos; at = visit.html.find("data:image", at + 1)) ++pictures;
  EXPECT_EQ(pictures, 1U) << "named twice, shown once; the broken one and the document are not shown";
  EXPECT_THAT(visit.html, HasSubstr("Left out: the photo is broken"));
  EXPECT_THAT(visit.html, HasSubstr(sha256(broken)));
  EXPECT_THAT(visit.html, HasSubstr("Not shown: no JPEG, PNG or HEIC photo."));
  EXPECT_THAT(visit.html, HasSubstr("<b>gone.jpg</b><br/><b>Not found</b>"));
  EXPECT_THAT(visit.html, HasSubstr("Not found"));
  EXPECT_THAT(visit.html, HasSubstr("Outside the folder of the readings file"));
  EXPECT_THAT(visit.html, HasSubstr("<a href=\"#evidence-1\">door.jpg</a>")) << "from the finding to its photo";
  EXPECT_THAT(flat(visit.terminal), HasSubstr("Files that readings name but that cannot be had: gone.jpg, ../readings.csv"));
  EXPECT_THAT(visit.report["diagnostics"].dump(), HasSubstr("gone.jpg"));
  const Json manifest = Json::parse(visit.unzipped("manifest.json").out);
  std::map<std::string, std::string> taken;
  for (const Json& file : manifest["evidence"])
    if (file["item"] == "p2ham18.imi.a09") taken[file["named"]] = file["path"].is_null() ? "" : file["path"];
  ASSERT_TRUE(taken.contains("door.jpg"));
  EXPECT_EQ(visit.unzipped(taken["door.jpg"]).out, door);
}

}  // namespace
}  // namespace landai::test
