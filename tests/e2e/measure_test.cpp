// SPDX-License-Identifier: GPL-3.0-or-later
// `landai measure` through the built program, on a photo drawn here.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

#include "heif_file.hpp"
#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "photo_scene.hpp"
#include "run_program.hpp"
#include "sample_photo.hpp"

namespace landai::test {
namespace {

class Measure : public testing::Test {
 protected:
  void SetUp() override {
    scene_.columns = 1600, scene_.rows = 1200, scene_.focal = 1300;
    scene_.depth = 0.03;
    scene_.yaw = 0.25;
    scene_.distance = 2.2;
    scene_.noise = 2;
    scene_.aim = {0.55, 0.05, 0};
    scene_.markers = {{scene_.width + 0.2, 0.1, 0.01, 0.15, 7}};
    const DoorRenderer renderer(scene_);
    write("door.jpg", renderer.jpeg());
    for (const double x : {0.0, scene_.width}) {
      const auto a = renderer.camera().see({x, 0.3, -scene_.depth}), b = renderer.camera().see({x, -0.3, -scene_.depth});
      lines_.push_back(fmt::format("{:.0f},{:.0f},{:.0f},{:.0f}", a[0], a[1], b[0], b[1]));
    }
  }
  void write(const std::string& name, const std::string& bytes) const { test::write(folder_ / name, bytes); }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string ends() const { return " --from " + lines_[0] + " --to " + lines_[1] + " --offset 30mm"; }
  [[nodiscard]] nlohmann::json answer(const std::string& arguments, int expected) const {
    const auto result = landai("measure " + arguments + " --json -");
    EXPECT_EQ(result.exit_code, expected) << result.err;
    const auto problems = check_schema_json(result.out, LANDAI_SOURCE_DIR "/data/schema/photo-answer.schema.json");
    EXPECT_TRUE(problems && problems->empty()) << (problems && !problems->empty() ? problems->front().where + ": " + problems->front().message : result.out);
    return nlohmann::json::parse(result.out, nullptr, false);
  }

  TempFolder folder_;
  DoorScene scene_;
  std::vector<std::string> lines_;
};

TEST_F(Measure, HoldsTheWidthOfADoor) {
  const auto json = answer(path("door.jpg") + " --marker-side 150mm --focal 1300px" + ends() + " --picture " + path("proof.jpg"), 0);
  ASSERT_TRUE(json["measured"]);
  EXPECT_LE(json["interval"][0].get<double>(), scene_.width);
  EXPECT_GE(json["interval"][1].get<double>(), scene_.width);
  EXPECT_NEAR(json["value"].get<double>(), scene_.width, 0.012);
  double shares = 0;
  for (const auto& row : json["budget"]) shares += row["share"].get<double>();
  EXPECT_NEAR(shares, 1, 1e-4);
  std::ifstream picture(path("proof.jpg"), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(picture), {});
  EXPECT_TRUE(bytes.starts_with("\xFF\xD8\xFF"));
  EXPECT_EQ(bytes.find("Exif"), std::string::npos);
}

TEST_F(Measure, ReadsAnIPhonesPhotoAsWell) {
  const std::string jpeg = DoorRenderer(scene_).jpeg();
  const cv::Mat picture = cv::imdecode(cv::Mat(1, static_cast<int>(jpeg.size()), CV_8U, const_cast<char*>(jpeg.data())), cv::IMREAD_COLOR);
  write("door.heic", heic(picture, {.exif = telling_tiff(1)}));
  const auto json = answer(path("door.heic") + " --marker-side 150mm --focal 1300px" + ends() + " --picture " + path("proof.jpg"), 0);
  ASSERT_TRUE(json["measured"]);
  EXPECT_NEAR(json["value"].get<double>(), scene_.width, 0.012);
  const std::string proof = *read_file(path("proof.jpg"));
  for (const std::string& tell : tells()) EXPECT_EQ(proof.find(tell), std::string::npos);
  const auto torn = [&] { return landai("measure " + path("torn.heic") + " --marker-side 150mm" + ends()); };
  write("torn.heic", heic(picture(cv::Rect(0, 0, 64, 64))).substr(0, 400));
  EXPECT_EQ(torn().exit_code, 3);
}

TEST_F(Measure, FindsTheJambsByItself) {
  const auto json = answer(path("door.jpg") + " --marker-side 150mm --focal 1300px --look door --offset 30mm", 0);
  ASSERT_TRUE(json["measured"]) << json["refused"];
  EXPECT_NEAR(json["value"].get<double>(), scene_.width, 0.012);
}

TEST_F(Measure, ASidecarSaysTheSame) {
  write("door.jpg.yaml", "schema: landai-photo/1\nphoto: door.jpg\nmarkers: {side: 15 cm}\ncamera: {focal_px: 2600, width: 3200}\ntarget:\n"
                         "  a: {line: [[" + lines_[0].substr(0, lines_[0].find(',', lines_[0].find(',') + 1)) + "], [" + lines_[0].substr(lines_[0].find(',', lines_[0].find(',') + 1) + 1) +
                         "]], offset: 30 mm}\n  b: {marker: 7}\nmeasures: {element: P-01, quantity: door.clear_width}\n");
  const auto json = answer(path("door.jpg"), 0);
  ASSERT_TRUE(json["measured"]) << json;
  EXPECT_EQ(json["element"], "P-01");
  // From the marker's centre to the far jamb; across the line, so the point's height does not matter.
  EXPECT_NEAR(json["value"].get<double>(), scene_.width + 0.2, 0.02);
  write("door.jpg.yaml", "schema: landai-photo/1\nphoto: other.jpg\n");
  EXPECT_EQ(landai("measure " + path("door.jpg")).exit_code, 3);
  write("door.jpg.yaml", "schema: landai-photo/1\nmarkers: {side: 150}\n");
  const auto no_unit = landai("measure " + path("door.jpg"));
  EXPECT_EQ(no_unit.exit_code, 3);
  EXPECT_NE(no_unit.err.find("line 2"), std::string::npos) << no_unit.err;
}

TEST_F(Measure, RefusesWithoutAKnownLength) {
  const auto json = answer(path("door.jpg") + ends(), 1);
  EXPECT_FALSE(json["measured"]);
  EXPECT_EQ(json["refused_key"], "photo.refused.no_reference");
  EXPECT_FALSE(json["advice"].is_null());
  EXPECT_EQ(answer(path("door.jpg") + ends() + " --dictionary apriltag_36h11", 1)["refused_key"], "photo.refused.no_side");
  EXPECT_EQ(answer(path("door.jpg") + ends() + " --marker-side 150mm --dictionary apriltag_16h5", 1)["measured"], false);
  EXPECT_EQ(answer(path("door.jpg") + ends() + " --marker-side 150mm --marker 3", 1)["refused_key"], "photo.refused.other_marker");
}

TEST_F(Measure, AnOffsetOfAMarkersOwnEndIsNotLeftOutSilently) {
  const std::string asked = path("door.jpg") + " --marker-side 150mm --focal 1300px --from " + lines_[0] + " --to marker:7";
  EXPECT_TRUE(answer(asked + " --offset 30mm", 0)["measured"]) << "of the line";
  EXPECT_EQ(answer(asked + " --offset-from 30mm --offset-to 10mm", 1)["refused_key"], "photo.refused.marker_offset");
}

// Metres for millimetres, nothing for something, a doubt of what is not there.
TEST_F(Measure, ASlipInANumberIsTold) {
  const std::string asked = path("door.jpg") + ends() + " --marker-side 150mm";
  EXPECT_EQ(answer(asked + " --offset-from 5m", 1)["refused_key"], "photo.refused.far_offset");
  const auto none = landai("measure " + path("door.jpg") + ends() + " --marker-side 0mm --lang en");
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("above 0"), std::string::npos) << none.err;
  const auto doubt = landai("measure " + asked + " --focal-u 5% --lang en");
  EXPECT_EQ(doubt.exit_code, 2);
  EXPECT_NE(doubt.err.find("give --focal, too"), std::string::npos) << doubt.err;
}

TEST_F(Measure, SpeaksBothLanguages) {
  const std::string arguments = "measure " + path("door.jpg") + " --marker-side 150mm --focal 1300px" + ends();
  const auto english = landai(arguments + " --lang en"), indonesian = landai(arguments + " --lang id");
  EXPECT_EQ(english.exit_code, 0);
  EXPECT_NE(english.out.find("95 % interval"), std::string::npos) << english.out;
  EXPECT_NE(indonesian.out.find("selang 95 %"), std::string::npos) << indonesian.out;
  EXPECT_EQ(indonesian.out.find("photo."), std::string::npos) << indonesian.out;
}

TEST_F(Measure, BadInputEndsInAnError) {
  write("cut.jpg", std::string(400, 'x'));
  EXPECT_EQ(landai("measure " + path("cut.jpg") + " --marker-side 150mm" + ends()).exit_code, 3);
  EXPECT_EQ(landai("measure " + path("none.jpg") + " --marker-side 150mm" + ends()).exit_code, 3);
  EXPECT_EQ(landai("measure " + path("door.jpg") + " --marker-side 150" + ends()).exit_code, 2);
  EXPECT_EQ(landai("measure " + path("door.jpg") + " --marker-side 150mm --from 1,2 --to 3").exit_code, 2);
  EXPECT_EQ(landai("measure " + path("door.jpg") + " --marker-side 150mm").exit_code, 2);
  EXPECT_EQ(landai("measure " + path("door.jpg") + " --marker-side 150mm" + ends() + " --picture " + path("door.jpg")).exit_code, 2);
  EXPECT_EQ(landai("measure " + path("door.jpg") + " --marker-side 150mm --dictionary nobody" + ends()).exit_code, 2);
}

/// Light of every pixel of a photo.
cv::Mat1f levels_of(const std::string& jpeg) {
  cv::Mat1f out;
  cv::imdecode(std::vector<uchar>(jpeg.begin(), jpeg.end()), cv::IMREAD_GRAYSCALE).convertTo(out, CV_32F);
  return out;
}

TEST(SamplePhoto, IsWhatIsDrawnAndTheIntervalHoldsTheDoor) {
  const std::string photo = LANDAI_SOURCE_DIR "/samples/kelurahan/foto/p13.jpg";
  const cv::Mat1f stored = levels_of(slurp(photo)), drawn = levels_of(DoorRenderer(sample_photo()).jpeg());
  ASSERT_EQ(stored.size(), drawn.size());
  EXPECT_LT(cv::norm(stored, drawn, cv::NORM_L1) / static_cast<double>(stored.total()), 0.1) << "draw it anew with sample_photo";
  const auto result = landai("measure " + photo + " --json -");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto json = nlohmann::json::parse(result.out);
  EXPECT_EQ(json["element"], "P-13");
  EXPECT_LE(json["interval"][0].get<double>(), kSamplePhotoWidth);
  EXPECT_GE(json["interval"][1].get<double>(), kSamplePhotoWidth);
  EXPECT_LT(json["interval"][1].get<double>() - json["interval"][0].get<double>(), 0.012);
}

}  // namespace
}  // namespace landai::test
