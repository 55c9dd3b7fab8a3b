// SPDX-License-Identifier: GPL-3.0-or-later
// Photos as they leave the house: in the page, in the bundle, in the picture of a measurement.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "drawn_people.hpp"
#include "heif_file.hpp"
#include "kelurahan.hpp"
#include "landai/core/file.hpp"
#include "photo_file.hpp"
#include "unpacked.hpp"
#include "xml_balance.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string decoded(const std::string& base64) {
  static const std::string kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (const char c : base64) {
    const auto at = kLetters.find(c);
    if (at == std::string::npos) break;
    held = held << 6U | static_cast<unsigned>(at);
    if ((bits += 6) >= 8) out += static_cast<char>(held >> (bits -= 8) & 0xFFU);
  }
  return out;
}

/// The pictures of a page, in their order.
std::vector<std::string> pictures(const std::string& page) {
  std::vector<std::string> out;
  const std::string start = "src=\"data:image/jpeg;base64,";
  for (auto at = page.find(start); at != std::string::npos; at = page.find(start, at + 1))
    out.push_back(decoded(page.substr(at + start.size(), page.find('"', at + start.size()) - at - start.size())));
  return out;
}

cv::Mat pixels(const std::string& bytes) {
  return bytes.empty() ? cv::Mat() : cv::imdecode(cv::Mat(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data())), cv::IMREAD_COLOR);
}

/// How far a part of a picture is from even: standard deviation, levels of 255.
double grain(const cv::Mat& picture, const cv::Rect& part) {
  cv::Mat mean, spread;
  cv::meanStdDev(picture(part & cv::Rect(0, 0, picture.cols, picture.rows)), mean, spread);
  return spread.at<double>(0);
}

/// Share of the pixels whose green lies within 5 of a level that a mosaic has: 16, 48, 80, …
double share_at_steps(const cv::Mat& part) {
  int at = 0;
  for (int y = 0; y < part.rows; ++y)
    for (int x = 0; x < part.cols; ++x) at += std::abs(part.at<cv::Vec3b>(y, x)[1] % 32 - 16) <= 5;
  return static_cast<double>(at) / static_cast<double>(part.total());
}

void expect_untold(const std::string& bytes, const std::string& where) {
  for (const std::string& tell : tells()) EXPECT_THAT(bytes, Not(HasSubstr(tell))) << where;
}

/// A wall with a person before it and a notice whose letters are for nobody's eyes.
cv::Mat wall() {
  cv::Mat picture(600, 800, CV_8UC3);
  cv::RNG(3).fill(picture, cv::RNG::NORMAL, cv::Scalar(150, 155, 160), cv::Scalar(3, 3, 3));
  draw_face(picture, {220, 250}, 140);
  for (int y = 420; y < 500; y += 8) cv::rectangle(picture, {500, y, 160, 4}, {20, 20, 20}, cv::FILLED);
  return picture;
}
const cv::Rect kFace(170, 200, 100, 120), kNotice(504, 424, 150, 70);

constexpr const char* kReadings =
    "subject,quantity,value,u,method,by,date,instrument,evidence,note\n"
    "P-13,door.clear_width,78 cm,2 mm,photo,Sari,2026-11-20,,door.jpg,leaf held at 90 degrees\n"
    "P-20,door.clear_width,85 cm,1 mm,reading,Sari,2026-11-20,steel tape,scan.tif|gone.jpg,\n"
    "p2ham18.imi.a09,state,Ada,,,Sari,2026-11-20,,door.jpg|torn.jpg|decree.pdf,\n";

class Photos : public ::testing::Test {
 protected:
  Photos() {
    write(folder_ / "readings.csv", kReadings);
    write(folder_ / "door.jpg", original_);
    write(folder_ / "torn.jpg", original_.substr(0, original_.size() / 2));
    write(folder_ / "scan.tif", "II*" + std::string(1, '\0') + latitude());
    write(folder_ / "decree.pdf", "%PDF decree");
  }
  test::Run check(const std::string& options, const std::string& variables = {}) const {
    const std::string files = " --html " + path("a.html") + " --bundle " + path("a.zip") + " --json " + path("a.json");
    return run(variables + " LC_ALL=C " LANDAI_PROGRAM " check " + kKelurahanDxf + " --readings " + path("readings.csv") + files + " " + options, 120);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string page() const { return slurp(folder_ / "a.html"); }
  /// What the manifest says of a file of the item that names it.
  Json handed(const std::string& named) const {
    const Json manifest = Json::parse(Unpacked(folder_ / "a.zip")["manifest.json"]);
    for (const Json& file : manifest["evidence"])
      if (file["named"] == named && file["item"] == "p2ham18.imi.a09") return file;
    ADD_FAILURE() << named;
    return {};
  }

  TempFolder folder_;
  const cv::Mat upright_ = wall();
  /// Stored as a phone held upright stores it: turned, with the tag that turns it back, and with all that such a file tells.
  const std::string original_ = [this] {
    cv::Mat stored;
    cv::rotate(upright_, stored, cv::ROTATE_90_COUNTERCLOCKWISE);
    return telling_jpeg(coded(stored), 6);
  }();
};

TEST_F(Photos, StandBesideTheirMeasurementAndTellNothing) {
  write(folder_ / "door.jpg.measured.jpg", telling_jpeg(coded(cv::Mat(900, 800, CV_8UC3, cv::Scalar(10, 200, 10))), 1));
  ASSERT_EQ(check("").exit_code, 1);
  EXPECT_EQ(landai::testing::xml_problem(page()), "");
  const auto shown = pictures(page());
  ASSERT_EQ(shown.size(), 2U) << "the measured one and the photo, each once though named twice";
  EXPECT_NEAR(pixels(shown[0]).at<cv::Vec3b>(400, 400)[1], 200, 4) << "the picture with the measurement stands first";
  EXPECT_EQ(pixels(shown[1]).cols, 800) << "upright";
  EXPECT_LT(cv::norm(pixels(shown[1]), upright_, cv::NORM_L1) / upright_.total() / 3, 4) << "and the picture it was";
  for (const std::string& picture : shown) expect_untold(picture, "page");
  const std::string text = page();
  const auto card = text.find("<article class=\"proof\">");
  ASSERT_NE(card, std::string::npos);
  const std::string first = text.substr(card, text.find("src=\"data:", card) - card);
  for (const char* part : {"P-13", "0.780 m ± 0.004 m", "photo", "Sari", "2026-11-20", "leaf held at 90 degrees"}) EXPECT_THAT(first, HasSubstr(part));
  EXPECT_THAT(text, HasSubstr(sha256(original_)));
  EXPECT_THAT(text, HasSubstr("not looked for (--blur)"));
  const Json report = Json::parse(slurp(folder_ / "a.json"));
  ASSERT_EQ(report["evidence"].size(), 5U);
  EXPECT_EQ(report["evidence"][0]["file"], "door.jpg");
  EXPECT_EQ(report["evidence"][0]["sha256"], sha256(original_));
  EXPECT_EQ(report["evidence"][0]["measured_picture"], "door.jpg.measured.jpg");
  EXPECT_THAT(report["evidence"][0]["items"], ElementsAre("p2ham18.imi.a09"));
  EXPECT_EQ(report["evidence"][2]["missing"], "not_found");
}

TEST_F(Photos, InTheBundleKeepThePictureToTheLastBitAndNothingElse) {
  ASSERT_EQ(check("").exit_code, 1);
  const Unpacked bundle(folder_ / "a.zip");
  for (const std::string& name : bundle.files()) {
    expect_untold(bundle[name], name);
    EXPECT_THAT(bundle[name], Not(HasSubstr("TRAILER"))) << name;
  }
  const Json door = handed("door.jpg");
  EXPECT_EQ(door["original_sha256"], sha256(original_));
  EXPECT_EQ(door["made_anew"], false);
  EXPECT_EQ(cv::norm(pixels(bundle[door["path"]]), pixels(original_), cv::NORM_INF), 0) << "also turned as it was";
  EXPECT_THAT(door["removed"].dump(), HasSubstr("place"));
  EXPECT_EQ(handed("torn.jpg")["left_out"], "broken");
  EXPECT_TRUE(handed("torn.jpg")["path"].is_null());
  EXPECT_EQ(bundle[handed("decree.pdf")["path"]], "%PDF decree");
  EXPECT_THAT(page(), HasSubstr("Left out: of this format")) << "TIFF";
  EXPECT_THAT(page(), HasSubstr("Not found"));
  EXPECT_THAT(bundle["p2ham-2018-immigration/p2ham18.imi.a09/findings.html"], HasSubstr("Left out: the photo is broken"));
}

// An iPhone's photo under an Android's name and the other way round: what is in the file counts.
TEST_F(Photos, OfAnIPhoneLeaveTheHouseAsJpegs) {
  const std::string whole = heic(upright_, {.exif = telling_tiff(1)});
  ASSERT_THAT(whole, HasSubstr(latitude()));
  fs::remove(folder_ / "door.jpg");
  write(folder_ / "door.heic", whole);
  std::string readings = kReadings;
  for (auto at = readings.find("door.jpg"); at != std::string::npos; at = readings.find("door.jpg")) readings.replace(at, 8, "door.heic");
  write(folder_ / "readings.csv", readings);
  write(folder_ / "torn.jpg", whole);
  ASSERT_EQ(check("").exit_code, 1);
  const auto shown = pictures(page());
  ASSERT_EQ(shown.size(), 2U);
  EXPECT_LT(cv::norm(pixels(shown[0]), upright_, cv::NORM_L1) / upright_.total() / 3, 4);
  for (const std::string& picture : shown) expect_untold(picture, "page");
  const Unpacked bundle(folder_ / "a.zip");
  for (const std::string& name : bundle.files()) expect_untold(bundle[name], name);
  const Json door = handed("door.heic");
  EXPECT_THAT(door["path"], EndsWith("/door.heic.jpg"));
  EXPECT_THAT(bundle[door["path"]], StartsWith("\xFF\xD8\xFF"));
  EXPECT_EQ(door["made_anew"], true);
  EXPECT_THAT(door["removed"].dump(), HasSubstr("place"));
  EXPECT_THAT(handed("torn.jpg")["path"], EndsWith("/torn.jpg"));

  ASSERT_EQ(check("--keep-gps --keep-metadata").exit_code, 1);
  EXPECT_EQ(Unpacked(folder_ / "a.zip")[handed("door.heic")["path"]], whole) << "then the file is the original";
}

TEST_F(Photos, KeepWhatIsAskedFor) {
  ASSERT_EQ(check("--keep-gps").exit_code, 1);
  const auto shown = pictures(page());
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_THAT(shown[0], HasSubstr(latitude()));
  EXPECT_THAT(shown[0], Not(HasSubstr("OWNER-SECRET")));
  EXPECT_THAT(page(), HasSubstr("keep the place"));
  ASSERT_EQ(check("--keep-gps --keep-metadata").exit_code, 1);
  EXPECT_EQ(Unpacked(folder_ / "a.zip")[handed("door.jpg")["path"]], original_) << "then the file is the original";
}

TEST_F(Photos, AreBlurredOnRequestAndThatIsTold) {
  const test::Run plain = check("");
  EXPECT_THAT(plain.err, Not(HasSubstr("Blurred")));
  ASSERT_GT(grain(pixels(pictures(page()).at(0)), kFace), 25) << "else the test below shows nothing";
  const test::Run result = check("--blur");
  ASSERT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.err, HasSubstr("in 1 photos"));
  EXPECT_THAT(result.err, HasSubstr("look at every photo before you publish"));
  const auto shown = pictures(page());
  ASSERT_EQ(shown.size(), 1U);
  ASSERT_LT(share_at_steps(upright_(kFace)), 0.5) << "by chance 11 of 32";
  const Unpacked bundle(folder_ / "a.zip");
  for (const std::string& bytes : {shown[0], bundle[handed("door.jpg")["path"]]}) {
    EXPECT_GT(share_at_steps(pixels(bytes)(kFace)), 0.8);
    expect_untold(bytes, "blurred");
  }
  EXPECT_GE(handed("door.jpg")["blurred"], 1);
  EXPECT_EQ(handed("door.jpg")["made_anew"], true);
  EXPECT_THAT(page(), HasSubstr("looked for by machine and blurred"));
}

TEST_F(Photos, WithoutCascadesThereIsNoOutputAtAll) {
  const test::Run result = check("--blur", "LANDAI_CASCADES=" + folder_.path().string());
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("opencv-data"));
  for (const char* output : {"a.html", "a.zip", "a.json"}) EXPECT_FALSE(fs::exists(folder_ / output)) << output;
}

TEST_F(Photos, PlacesThatTheSidecarStatesAreAlwaysBlurred) {
  write(folder_ / "door.jpg.yaml", "schema: landai-photo/1\nblur: [[490, 410, 180, 100]]\n");
  // The measured picture is half as large; its lines of text stand below.
  cv::Mat half, measured(420, 400, CV_8UC3, cv::Scalar(30, 30, 30));
  cv::resize(upright_, half, {400, 300}, 0, 0, cv::INTER_AREA);
  half.copyTo(measured(cv::Rect(0, 0, 400, 300)));
  write(folder_ / "door.jpg.measured.jpg", coded(measured));
  ASSERT_EQ(check("").exit_code, 1);
  const auto shown = pictures(page());
  ASSERT_EQ(shown.size(), 2U);
  EXPECT_GT(grain(upright_, kNotice), 55);
  EXPECT_LT(grain(pixels(shown[1]), kNotice), 25);
  EXPECT_LT(grain(pixels(shown[0]), cv::Rect(252, 212, 75, 35)), 25) << "also in the picture made of it";
  EXPECT_GT(grain(pixels(shown[1]), kFace), 25) << "nobody asked for faces";
  EXPECT_EQ(handed("door.jpg")["blurred"], 1);
  EXPECT_EQ(handed("door.jpg")["found"], 0);

  for (const char* wrong : {"schema: landai-photo/1\nblurr: [[490, 410, 180, 100]]\n", "schema: landai-photo/1\nblur: [[900, 0, 10, 10]]\n", "blur: ["}) {
    write(folder_ / "door.jpg.yaml", wrong);
    ASSERT_EQ(check("").exit_code, 1);
    EXPECT_TRUE(pictures(page()).empty()) << "never unblurred because of a slip: " << wrong;
    EXPECT_FALSE(handed("door.jpg")["left_out"].is_null());
  }
}

TEST_F(Photos, OfAnArchiveAreShownToo) {
  ASSERT_EQ(run("cd " + folder_.path().string() + " && python3 -m zipfile -c visit.zip readings.csv door.jpg").exit_code, 0);
  fs::remove(folder_ / "door.jpg");
  const test::Run result = landai("check " + kKelurahanDxf + " --readings " + path("visit.zip") + " --html " + path("z.html"));
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const auto shown = pictures(slurp(folder_ / "z.html"));
  ASSERT_EQ(shown.size(), 1U);
  expect_untold(shown[0], "of an archive");
}

TEST_F(Photos, OfAProjectAreShownAndALinkThatIsBrokenIsTold) {
  const std::string project = path("p.gpkg");
  ASSERT_EQ(landai("import " + kKelurahanDxf + " -o " + project).exit_code, 0);
  write(folder_ / "door.jpg.yaml", "schema: landai-photo/1\nblur: [[490, 410, 180, 100]]\n");
  write(folder_ / "in.jpg", telling_jpeg(coded(upright_), 1));
  write(folder_ / "in.jpg.yaml", "schema: landai-photo/1\nblur: [[490, 410, 180, 100]]\n");
  for (const char* name : {"there", "away", "changed"}) write(folder_ / (std::string(name) + ".jpg"), coded(cv::Mat(60, 80, CV_8UC3, cv::Scalar(name[0], 90, 90))));
  ASSERT_EQ(landai("attach " + project + " " + path("readings.csv")).exit_code, 0);
  ASSERT_EQ(landai("attach " + project + " " + path("in.jpg") + " --element P-01").exit_code, 0);
  for (const char* name : {"there", "away", "changed"})
    ASSERT_EQ(landai("attach " + project + " " + path(std::string(name) + ".jpg") + " --link --element P-02").exit_code, 0);
  for (const char* name : {"door.jpg", "door.jpg.yaml", "in.jpg", "in.jpg.yaml", "away.jpg"}) fs::remove(folder_ / name);
  write(folder_ / "changed.jpg", coded(cv::Mat(60, 80, CV_8UC3, cv::Scalar(1, 2, 3))));
  const test::Run result = landai("report " + project + " --html " + path("a.html") + " --json " + path("a.json"));
  ASSERT_EQ(result.exit_code, 1) << result.err;
  const auto shown = pictures(page());
  ASSERT_EQ(shown.size(), 3U) << "of the reading, embedded, linked";
  for (const std::string& picture : shown) expect_untold(picture, "project");
  for (const std::size_t i : {0U, 1U}) EXPECT_LT(grain(pixels(shown[i]), kNotice), 25) << "their sidecars came along";
  EXPECT_THAT(page(), HasSubstr("The linked photo is gone"));
  EXPECT_THAT(page(), HasSubstr("The linked photo was changed"));
  std::map<std::string, Json> told;
  const Json report = Json::parse(slurp(folder_ / "a.json"));
  for (const Json& file : report["evidence"]) told[fs::path(file["file"].get<std::string>()).filename().string()] = file["missing"];
  EXPECT_EQ(told["changed.jpg"], "link_changed");
  EXPECT_TRUE(told["there.jpg"].is_null());
}

TEST_F(Photos, OfAProjectThatWereChangedShowNoFacility) {
  const std::string project = path("p.gpkg");
  ASSERT_EQ(landai("import " + kKelurahanDxf + " -o " + project).exit_code, 0);
  write(folder_ / "desk.jpg", coded(cv::Mat(60, 80, CV_8UC3, cv::Scalar(9, 90, 90))));
  ASSERT_EQ(landai("attach " + project + " " + path("desk.jpg") + " --link --element \"RUANG PENGADUAN\"").exit_code, 0);
  const auto complaints = [&] {
    EXPECT_EQ(landai("report " + project + " --json " + path("a.json")).exit_code, 1);
    const Json report = Json::parse(slurp(folder_ / "a.json"));
    for (const Json& item : report["indicators"])
      if (item["id"] == "p2ham18.imi.a02") return item["state"].get<std::string>();
    return std::string("missing");
  };
  EXPECT_EQ(complaints(), "present");
  write(folder_ / "desk.jpg", coded(cv::Mat(60, 80, CV_8UC3, cv::Scalar(1, 2, 3))));
  EXPECT_EQ(complaints(), "in_progress") << "nobody knows what the photo showed";
}

TEST_F(Photos, OfAMeasurementAreBlurredInItsPicture) {
  write(folder_ / "door.jpg.yaml", "schema: landai-photo/1\nblur: [[490, 410, 180, 100]]\n");
  const test::Run result = landai("measure " + path("door.jpg") + " --from 10,10 --to 700,10 --blur --picture " + path("proof.png"));
  EXPECT_EQ(result.exit_code, 1) << "no length is known in it, but its picture is made";
  EXPECT_THAT(result.err, HasSubstr("1 stated"));
  EXPECT_THAT(result.err, HasSubstr("look at the picture before you publish"));
  EXPECT_LT(grain(pixels(slurp(folder_ / "proof.png")), kNotice), 25);
  const test::Run missing = run("LANDAI_CASCADES=/ LC_ALL=C " LANDAI_PROGRAM " measure " + path("door.jpg") + " --from 10,10 --to 700,10 --blur --picture " + path("no.png"));
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_FALSE(fs::exists(folder_ / "no.png"));
}

}  // namespace
}  // namespace landai::test
