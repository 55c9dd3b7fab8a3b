// SPDX-License-Identifier: GPL-3.0-or-later
// Forms through the program: attestations, the table, the evidence bundle.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "kelurahan.hpp"
#include "landai/core/file.hpp"
#include "photo_file.hpp"
#include "read_json.hpp"
#include "unpacked.hpp"
#include "xml_balance.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

const char* const kReadings =
    "subject,quantity,value,by,date,evidence,note\n"
    "p2ham18.imi.a09,state,Ada,Sari,2026-11-20,foto/kursi roda.jpg,two chairs\n"
    "p2ham18.imi.a06,state,Tidak,Sari,2026-11-20,../secret.txt|link.jpg|gone.jpg|foto,\n"
    "p2ham18.imi.c01,state,Cukup patuh,Sari,2026-11-20,survei.pdf,\n"
    "p2ham18.imi.b01,state,Ada,Sari,2026-11-20,,\n";

const std::string& chairs() {
  static const std::string kPhoto = coded(cv::Mat(30, 40, CV_8UC3, cv::Scalar(90, 120, 150)));
  return kPhoto;
}

/// A folder with a readings file, evidence inside, and things that must not get out.
class Visit {
 public:
  Visit() {
    fs::create_directories(folder_ / "visit/foto");
    write(folder_ / "visit/foto/kursi roda.jpg", chairs());
    write(folder_ / "visit/survei.pdf", "%PDF survey");
    write(folder_ / "secret.txt", "secret");
    fs::create_symlink(folder_ / "secret.txt", folder_ / "visit/link.jpg");
    write(folder_ / "visit/readings.csv", kReadings);
  }
  [[nodiscard]] Run check(const std::string& options) const {
    return landai("check " + kKelurahanIfc + " --readings " + (folder_ / "visit/readings.csv").string() + " " +
                  options);
  }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] json report(const std::string& options = {}) const {
    const Run result = check("--json - " + options);
    EXPECT_EQ(result.exit_code, 1) << result.err;
    return read_json(result.out);
  }

 private:
  TempFolder folder_;
};

json item(const json& report, const std::string& id) {
  for (const auto& each : report["indicators"])
    if (each["id"] == id) return each;
  ADD_FAILURE() << id;
  return {};
}

TEST(Forms, AttestationsFillTheReport) {
  const Visit visit;
  const json report = visit.report(
      "--name Kelurahan --facility-id K-7 --facility-unit PTSP --assessor Sari --date 2026-11-20");
  EXPECT_EQ(
      report["facility"],
      json::parse(R"({"id":"K-7","name":"Kelurahan","unit":"PTSP","assessor":"Sari","date":"2026-11-20"})"));
  EXPECT_EQ(item(report, "p2ham18.imi.a09")["state"], "present");
  EXPECT_EQ(item(report, "p2ham18.imi.a09")["state_word"], "Present");
  EXPECT_EQ(item(report, "p2ham18.imi.a09")["claim"], "attested_with_evidence");
  EXPECT_EQ(item(report, "p2ham18.imi.a09")["attestations"][0]["evidence"][0], "foto/kursi roda.jpg");
  EXPECT_EQ(item(report, "p2ham18.imi.b01")["claim"], "attested");
  EXPECT_EQ(item(report, "p2ham18.imi.c01")["state"], "fairly_compliant");
  EXPECT_EQ(item(report, "p2ham18.imi.a06")["state"], "absent");
  EXPECT_THAT(item(report, "p2ham18.imi.a06")["notes"].dump(), HasSubstr("Contradiction"));
  EXPECT_EQ(item(report, "p2ham18.imi.a06")["attestations"][0]["lost"].size(), 4U)
      << "none of its files can be had";
  EXPECT_EQ(item(report, "p2ham18.imi.a06")["claim"], "attested");
}

TEST(Forms, TheStrictPolicyWantsEvidenceAndSaysThatItIsHousePolicy) {
  const Visit visit;
  const json report = visit.report("--policy strict");
  EXPECT_EQ(item(report, "p2ham18.imi.b01")["state"], "unknown");
  EXPECT_THAT(item(report, "p2ham18.imi.b01")["notes"].dump(), HasSubstr("policy strict"));
  EXPECT_EQ(item(report, "p2ham18.imi.a09")["state"], "present");
  bool told = false;
  for (const auto& pack : report["tool"]["packs"])
    told = told || (pack["kind"] == "policy" && pack["id"] == "strict");
  EXPECT_TRUE(told);
}

TEST(Forms, WrongAttestationsAreNamedWithTheirLine) {
  const Visit visit;
  for (const auto& [row, part] : {std::pair{"p2ham18.imi.a99,,Ada", "a99"},
                                  {"p2ham18.imi.b01,state,Proses", "Proses"},
                                  {"p2ham21.01,,Ada", "empty slot"}}) {
    write(visit / "visit/readings.csv", std::string("subject,quantity,value\n\n") + row + "\n");
    const auto result = visit.check("");
    EXPECT_EQ(result.exit_code, 3) << row;
    EXPECT_THAT(result.err, HasSubstr("line 3")) << row;
    EXPECT_THAT(result.err, HasSubstr(part));
  }
  write(visit / "visit/readings.csv", "subject,quantity,value\npekppp18.01,state,Dicentang\n");
  EXPECT_THAT(visit.report()["diagnostics"].dump(), HasSubstr("pekppp18.01"))
      << "of a form that is not shown: told, not lost";
}

TEST(Forms, EmptySlotsAreNotFilledNeverAbsent) {
  const Visit visit;
  const std::string slots = "--indicators p2ham-2021-draft --indicators p2ham-2018-immigration";
  const json report = visit.report(slots);
  EXPECT_EQ(item(report, "p2ham21.16")["filled"], false);
  EXPECT_EQ(item(report, "p2ham21.16")["state"], "unknown");
  const auto table = visit.check("--form-csv - " + slots);
  EXPECT_THAT(table.out, HasSubstr("\"p2ham21.16\",\"Not filled\",\"Not filled\",\"not_filled\""));
  EXPECT_THAT(table.out, Not(HasSubstr("\"p2ham21.16\",\"Not filled\",\"Tidak\"")));
}

TEST(Bundle, HoldsWhatTheManifestSaysAndNothingElse) {
  const Visit visit;
  const std::string options =
      "--assessor \"Sari & <Budi>\" --facility-unit PTSP --date 2026-11-20 --lang id --bundle ";
  ASSERT_EQ(visit.check(options + (visit / "a.zip").string()).exit_code, 1);
  ASSERT_EQ(visit.check(options + (visit / "b.zip").string()).exit_code, 1);
  EXPECT_EQ(slurp(visit / "a.zip"), slurp(visit / "b.zip")) << "the same bytes";
  const Unpacked bundle(visit / "a.zip");
  const json manifest = json::parse(bundle["manifest.json"]);
  std::set<std::string> listed{"manifest.json"};
  for (const auto& file : manifest["files"]) {
    const std::string bytes = bundle[file["path"]];
    EXPECT_EQ(sha256(bytes), file["sha256"]) << file["path"];
    listed.insert(file["path"]);
  }
  EXPECT_EQ(bundle.files(), listed);
  EXPECT_EQ(manifest["facility"]["assessor"], "Sari & <Budi>");
  for (const char* set : {"packs", "forms", "plans"}) {
    ASSERT_FALSE(manifest[set].empty()) << set;
    for (const auto& each : manifest[set]) {
      const std::string file = each.value("file", "");
      EXPECT_EQ(file.find('/'), std::string::npos) << "a folder of this machine: " << file;
      EXPECT_EQ(each["sha256"].get<std::string>().size(), 64U);
      EXPECT_THAT(bundle["signature.html"], HasSubstr(each["sha256"].get<std::string>()));
    }
  }
  // What set the states is signed for, too.
  ASSERT_EQ(manifest["given"].size(), 1U);
  const std::string given = sha256(slurp(visit / "visit/readings.csv"));
  EXPECT_EQ(manifest["given"][0], (json{{"what", "readings"}, {"file", "readings.csv"}, {"sha256", given}}));
  EXPECT_THAT(bundle["signature.html"], HasSubstr(given));
  for (const std::string& name : bundle.files())
    EXPECT_EQ(
        name.ends_with(".html") || name.ends_with(".svg") ? landai::testing::xml_problem(bundle[name]) : "",
        "")
        << name;
}

TEST(Bundle, TakesEvidenceFromInsideTheFolderAndListsTheRest) {
  const Visit visit;
  ASSERT_EQ(visit.check("--bundle " + (visit / "a.zip").string()).exit_code, 1);
  const Unpacked bundle(visit / "a.zip");
  const std::string base = "p2ham-2018-immigration/p2ham18.imi.";
  EXPECT_EQ(bundle[base + "a09/evidence/kursi_roda.jpg"], chairs()) << "there is nothing to take out of it";
  EXPECT_EQ(bundle[base + "c01/evidence/survei.pdf"], "%PDF survey");
  std::map<std::string, std::string> missing;
  const json manifest = json::parse(bundle["manifest.json"]);
  for (const auto& file : manifest["evidence"])
    if (!file["missing"].is_null()) missing[file["named"]] = file["missing"];
  EXPECT_EQ(missing, (std::map<std::string, std::string>{{"../secret.txt", "outside"},
                                                         {"link.jpg", "outside"},
                                                         {"gone.jpg", "not_found"},
                                                         {"foto", "not_plain"}}));
  for (const std::string& name : bundle.files())
    EXPECT_THAT(bundle[name], Not(HasSubstr("secret\n"))) << name;
  for (const std::string& name : bundle.files()) EXPECT_NE(bundle[name], "secret") << name;
  EXPECT_THAT(bundle[base + "a06/findings.html"], HasSubstr("gone.jpg"));
}

TEST(Bundle, DrawsThePlacesOfAnItem) {
  const Visit visit;
  ASSERT_EQ(visit.check("--bundle " + (visit / "a.zip").string()).exit_code, 1);
  const Unpacked bundle(visit / "a.zip");
  const std::string base = "p2ham-2018-immigration/p2ham18.imi.";
  const std::string ramps = bundle[base + "a10/level-L0.svg"];
  EXPECT_THAT(ramps, HasSubstr("class=\"pl-item\"")) << "the ramps are outlined";
  EXPECT_THAT(ramps, HasSubstr("class=\"pl-marker\"")) << "and their defects marked";
  EXPECT_THAT(bundle[base + "a10/findings.html"], HasSubstr("level-L0.svg"));
  EXPECT_FALSE(bundle.files().contains(base + "b01/level-L0.svg")) << "nothing to draw";
}

// A row that brings a photo and nothing else was lost: "no row" where it stood alone, not a word where it stood beside others.
TEST(Bundle, HoldsThePhotoOfARowWithoutAValue) {
  const Visit visit;
  for (const char* row : {"RUANG LAKTASI,,,Sari,2026-11-20,foto/kursi roda.jpg,\n", "RUANG LAKTASI,space.area,12 m2,Sari,2026-11-20,foto/kursi roda.jpg,\n"}) {
    write(visit / "visit/readings.csv", std::string("subject,quantity,value,by,date,evidence,note\n") + row);
    const json report = visit.report("--bundle " + (visit / "a.zip").string());
    const json lactation = item(report, "p2ham18.imi.a06");
    EXPECT_EQ(lactation["state"], "present") << row;
    const Unpacked bundle(visit / "a.zip");
    EXPECT_EQ(bundle["p2ham-2018-immigration/p2ham18.imi.a06/evidence/kursi_roda.jpg"], chairs()) << row;
    EXPECT_FALSE(bundle.files().contains("other/evidence/kursi_roda.jpg")) << row;
    EXPECT_THAT(report["diagnostics"].dump(), Not(HasSubstr("holds no row"))) << row;
  }
  write(visit / "visit/readings.csv", "subject,quantity,value,by,date,evidence,note\nRUANG LAKTASI,,,Sari,2026-11-20,foto/gone.jpg,\n");
  const json lost = visit.report("--lang en");
  EXPECT_THAT(lost["diagnostics"].dump(), HasSubstr("foto/gone.jpg"));
  EXPECT_EQ(item(lost, "p2ham18.imi.a06")["state"], "in_progress") << "nobody can open it";
}

TEST(Bundle, AFileThatIsTooLargeIsListed) {
  const Visit visit;
  write(visit / "visit/survei.pdf", "");
  fs::resize_file(visit / "visit/survei.pdf", (20ULL << 20U) + 1);
  ASSERT_EQ(visit.check("--bundle " + (visit / "a.zip").string()).exit_code, 1);
  EXPECT_THAT(Unpacked(visit / "a.zip")["manifest.json"], HasSubstr("\"missing\":\"too_large\""));
}

TEST(Bundle, NoOutputOverwritesEvidence) {
  const Visit visit;
  for (const char* option : {"--bundle ", "--form-csv ", "--json "})
    EXPECT_EQ(visit.check(option + (visit / "visit/survei.pdf").string()).exit_code, 2) << option;
  EXPECT_EQ(slurp(visit / "visit/survei.pdf"), "%PDF survey");
}

TEST(Forms, AFormOfOnesOwnMayNotNameARuleThatIsNotThere) {
  const TempFolder folder;
  std::string form = slurp(LANDAI_SOURCE_DIR "/data/indicators/p2ham-2022.yaml");
  const std::string rule = "pupr14.l2.tactile.*";
  write(folder / "mine.yaml", form);
  const std::string command = "check " + kKelurahanIfc + " --json /dev/null --indicators " + (folder / "mine.yaml").string();
  EXPECT_EQ(landai(command).exit_code, 1);
  EXPECT_EQ(landai(command + " --standard permen-pu-30-2006").exit_code, 0) << "the rules exist, though this run does not use them";
  write(folder / "mine.yaml", form.replace(form.find(rule), rule.size(), "pupr14.l2.tactiel.*"));
  const auto wrong = landai(command);
  EXPECT_EQ(wrong.exit_code, 4);
  EXPECT_THAT(wrong.err, HasSubstr("Did you mean pupr14.l2.tactile.*"));
  EXPECT_THAT(wrong.err, HasSubstr("line "));
}

TEST(Forms, ADateIsADayOfTheCalendar) {
  for (const char* date : {"20-11-2026", "2026-02-30", "2026-13-01", "tomorrow", "2026-11-2"})
    EXPECT_EQ(landai("check " + kKelurahanIfc + " --date " + date).exit_code, 2) << date;
}

}  // namespace
}  // namespace landai::test
