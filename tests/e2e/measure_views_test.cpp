// SPDX-License-Identifier: GPL-3.0-or-later
// `landai measure` with sheets, slopes and heights, and `landai calibrate`, through the built program on photos drawn here.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "photo_file.hpp"
#include "run_program.hpp"
#include "sheet_scene.hpp"

namespace landai::test {
namespace {

class Views : public testing::Test {
 protected:
  Views() {
    scene_.columns = 1600, scene_.rows = 1200, scene_.focal = 1300;
    scene_.noise = 2;
  }
  void write(const std::string& name, const std::string& bytes) const { test::write(folder_ / name, bytes); }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] nlohmann::json answer(const std::string& arguments, int expected) const {
    const auto result = program("measure " + arguments + " --json -");
    EXPECT_EQ(result.exit_code, expected) << result.err;
    const auto problems = check_schema_json(result.out, LANDAI_SOURCE_DIR "/data/schema/photo-answer.schema.json");
    EXPECT_TRUE(problems && problems->empty()) << (problems && !problems->empty() ? problems->front().where + ": " + problems->front().message : result.out);
    return nlohmann::json::parse(result.out, nullptr, false);
  }
  /// With calibrations of this test only.
  [[nodiscard]] test::Run program(const std::string& arguments) const { return run("XDG_DATA_HOME=" + folder_.path().string() + " LC_ALL=C " LANDAI_PROGRAM " " + arguments); }
  [[nodiscard]] static std::string pixels(const SceneCamera& camera, std::initializer_list<ScenePoint> points) {
    std::string out;
    for (const ScenePoint& p : points) out += fmt::format("{}{:.1f},{:.1f}", out.empty() ? "" : ",", camera.see(p)[0], camera.see(p)[1]);
    return out;
  }
  [[nodiscard]] static std::string gravity(const SceneCamera& camera, const ScenePoint& down) {
    const auto g = camera.turned(down);
    return fmt::format(" --gravity {:.6f},{:.6f},{:.6f} --gravity-u 0.02°", g[0], g[1], g[2]);
  }
  static void expect_held(const nlohmann::json& json, double truth) {
    ASSERT_TRUE(json.value("measured", false)) << json;
    EXPECT_LE(json["interval"][0].get<double>(), truth);
    EXPECT_GE(json["interval"][1].get<double>(), truth);
  }
  static double width_of(const nlohmann::json& json) {
    EXPECT_TRUE(json.value("measured", false)) << json;
    return json["interval"][1].get<double>() - json["interval"][0].get<double>();
  }

  TempFolder folder_;
  DoorScene scene_;
};

class Sheet : public Views {
 protected:
  void SetUp() override {
    scene_.depth = 0.03;
    scene_.yaw = 0.25;
    scene_.aim = {0.55, 0.05, 0};
    paper_.x = scene_.width + 0.28;
    const SheetRenderer renderer(scene_, {paper_});
    jpeg_ = renderer.jpeg();
    write("door.jpg", jpeg_);
    const double w = scene_.width, z = -scene_.depth;
    ends_ = " --from " + pixels(renderer.camera(), {{0, 0.3, z}, {0, -0.3, z}}) + " --to " + pixels(renderer.camera(), {{w, 0.3, z}, {w, -0.3, z}}) + " --offset 30mm";
    const auto corner = corners_of(paper_);
    corners_ = " --corners " + pixels(renderer.camera(), {corner[0], corner[1], corner[2], corner[3]});
  }
  SceneSheet paper_;
  std::string jpeg_, ends_, corners_;
};

TEST_F(Sheet, OfA4HoldsTheDoor) {
  const auto json = answer(path("door.jpg") + " --reference a4 --focal 1300px" + corners_ + ends_ + " --picture " + path("proof.png"), 0);
  expect_held(json, scene_.width);
  EXPECT_NEAR(json["value"].get<double>(), scene_.width, 0.03);  // 15 mm at 95 % with 12 MP, reference section 7; this photo has 2
  EXPECT_TRUE(slurp(path("proof.png")).starts_with("\x89PNG"));
}

TEST_F(Sheet, OfAnotherSizeOrNoneIsRefused) {
  const std::string photo = path("door.jpg") + " --focal 1300px" + ends_;
  EXPECT_EQ(answer(photo + " --reference letter" + corners_, 1)["refused_key"], "photo.refused.other_paper");
  EXPECT_EQ(answer(photo + " --reference id1" + corners_, 1)["measured"], false);
  EXPECT_EQ(answer(photo + " --reference a4", 1)["refused_key"], "photo.refused.no_corners");
  EXPECT_EQ(answer(photo + " --reference tiles" + corners_, 1)["refused_key"], "photo.refused.unmeasured");
  EXPECT_EQ(answer(photo + " --reference a4 --corners 100,100,300,100,300,300,100,300", 1)["refused_key"], "photo.refused.edges");
  EXPECT_EQ(program("measure " + photo + " --reference a2" + corners_).exit_code, 2);
  EXPECT_EQ(program("measure " + photo + corners_).exit_code, 2) << "corners of what?";
  EXPECT_EQ(program("measure " + photo + " --reference tiles --reference-width 20..22cm --reference-height 297mm" + corners_).exit_code, 2) << "a range is no length";
}

TEST_F(Sheet, OfAnotherShapeIsToldAsThatAndNotAsAMarker) {
  const std::string photo = path("door.jpg") + " --focal 1300px" + ends_ + corners_;
  EXPECT_EQ(answer(photo + " --reference id1", 1)["refused_key"], "photo.refused.no_shape");
  EXPECT_EQ(answer(photo + " --reference tiles --reference-width 297mm --reference-height 210mm", 1)["refused_key"], "photo.refused.turned_sides");
  EXPECT_EQ(answer(photo + " --reference tiles --reference-width 210mm --reference-height 210mm", 1)["refused_key"], "photo.refused.no_shape");
  EXPECT_EQ(answer(photo + " --reference paper", 1)["refused_key"], "photo.refused.which_paper") << "A3, A4, A5 and A6 have one shape";
  EXPECT_EQ(program("measure " + path("door.jpg") + " --corners-taken loupe" + ends_).exit_code, 2) << "corners of what?";
}

// Both from their top left corner, as anybody would.
TEST_F(Sheet, UprightAndLyingOnesGoTogether) {
  const SceneSheet lying{-0.33, 0.05, 0, 0.297, 0.210};
  const SheetRenderer renderer(scene_, {paper_, lying});
  write("two.jpg", renderer.jpeg());
  const auto corner = corners_of(lying);
  const std::string photo = path("two.jpg") + " --focal 1300px --reference a4" + ends_ + corners_;
  const auto one = answer(photo, 0), both = answer(photo + " --corners " + pixels(renderer.camera(), {corner[0], corner[1], corner[2], corner[3]}), 0), twice = answer(photo + corners_, 0);
  expect_held(one, scene_.width);
  expect_held(both, scene_.width);
  EXPECT_LT(width_of(both), 0.8 * width_of(one));
  EXPECT_DOUBLE_EQ(width_of(twice), width_of(one)) << "one sheet told twice is one sheet";
  EXPECT_EQ(twice["warnings"].size(), one["warnings"].size() + 1);
}

TEST_F(Sheet, WhatIsAssumedOfItsCornersIsHowTheyWereTaken) {
  const std::string asked = path("door.jpg") + " --reference a4 --focal 1300px" + corners_ + ends_;
  const auto assumed = [&](const std::string& more) { return answer(asked + more + " --lang en", 0)["assumptions"].dump(); };
  EXPECT_NE(assumed("").find("four edges were fitted"), std::string::npos);
  for (const auto& [taken, u] : {std::pair{"loupe", "u 1 px"}, {"click", "u 2 px"}}) {
    const std::string told = assumed(std::string(" --corners-taken ") + taken);
    EXPECT_EQ(told.find("fitted"), std::string::npos) << told;
    EXPECT_NE(told.find(u), std::string::npos) << told;
  }
}

// A rectangle that somebody draws on the bare wall is no sheet, however carefully its corners were read.
TEST_F(Sheet, OfWhichNoEdgeIsSeenIsRefused) {
  const std::string bare = " --corners 30,30,130,30,130,171,30,171";
  for (const char* taken : {"", " --corners-taken loupe", " --corners-taken click"}) {
    const auto found = answer(path("door.jpg") + " --reference a4 --focal 1300px" + bare + ends_ + taken, 1);
    EXPECT_TRUE(found["refused_key"] == "photo.refused.unclear" || found["refused_key"] == "photo.refused.edges") << found["refused_key"];
  }
}

// Lines of the door do for some of its edges; the inside of a sheet is brighter, or darker, than what is around it.
TEST_F(Sheet, OverTheLinesOfSomethingElseIsRefused) {
  const SheetRenderer renderer(scene_, {paper_});
  // Its right side on the left jamb, the others on the bare wall.
  const std::string over = " --corners " + pixels(renderer.camera(), {{-0.27, 0.3, 0}, {-0.06, 0.3, 0}, {-0.06, 0.003, 0}, {-0.27, 0.003, 0}});
  for (const char* taken : {" --corners-taken loupe", " --corners-taken click"})
    EXPECT_EQ(answer(path("door.jpg") + " --reference a4 --focal 1300px" + over + ends_ + taken, 1)["measured"], false) << taken;
  // And the real one is measured by its corners.
  expect_held(answer(path("door.jpg") + " --reference a4 --focal 1300px" + corners_ + ends_ + " --corners-taken loupe", 0), scene_.width);
}

TEST_F(Sheet, MeasuredSidesBeatItsName) {
  expect_held(answer(path("door.jpg") + " --focal 1300px --reference tiles --reference-width 210mm --reference-height 29,7cm" + corners_ + ends_, 0), scene_.width);
}

// Messengers resize photos, galleries crop them: both tell of it and widen, and neither names a wrong width.
TEST_F(Sheet, ResizedOrCroppedPhotosWiden) {
  const std::string asked = " --reference a4" + corners_ + ends_;  // 28 mm of the 35 mm frame are 1294 px
  write("whole.jpg", with_exif(jpeg_, phone_exif(1600, 1200, 28)));
  write("resized.jpg", with_exif(jpeg_, phone_exif(3200, 2400, 28)));
  write("cropped.jpg", with_exif(jpeg_, phone_exif(1600, 1600, 28)));
  const auto whole = answer(path("whole.jpg") + asked, 0), resized = answer(path("resized.jpg") + asked, 0);
  expect_held(whole, scene_.width);
  expect_held(resized, scene_.width);
  EXPECT_GT(width_of(resized), width_of(whole));
  EXPECT_GT(resized["warnings"].size(), whole["warnings"].size());
  const auto cropped = program("measure " + path("cropped.jpg") + asked + " --json -");
  const auto json = nlohmann::json::parse(cropped.out, nullptr, false);
  if (cropped.exit_code == 0) {
    expect_held(json, scene_.width);
    EXPECT_GT(width_of(json), width_of(resized));
    EXPECT_GT(json["warnings"].size(), whole["warnings"].size());
  } else {
    EXPECT_EQ(cropped.exit_code, 1) << cropped.err;
    EXPECT_FALSE(json["advice"].is_null());
  }
}

// 1:12 under a marker that lies on it, in the scene's plane z = 0.
TEST_F(Views, AMarkerOnARampTellsItsSlope) {
  scene_.width = 0;
  scene_.markers = {{-1, 0, 0.4, 0.2, 7}};
  scene_.aim = {-1, 0.02, 0};
  scene_.distance = 1.3;
  scene_.pitch = -0.8;
  const SheetRenderer renderer(scene_, {});
  write("ramp.jpg", renderer.jpeg());
  const double slope = 1.0 / 12;
  const std::string photo = path("ramp.jpg") + " --focal 1300px --focal-u 0.5% --slope lying --marker-side 200mm", down = gravity(renderer.camera(), {slope, 0, -1});
  const auto json = answer(photo + down, 0);
  expect_held(json, slope);
  EXPECT_EQ(json["unit"], "1");
  EXPECT_NEAR(json["value"].get<double>(), slope, 0.0035);
  // Along the line straight up, and across it where the ramp is level.
  expect_held(answer(photo + down + " --slope-line " + pixels(renderer.camera(), {{-1.2, 0, 0}, {-0.8, 0, 0}}), 0), slope);
  expect_held(answer(photo + down + " --slope-line " + pixels(renderer.camera(), {{-1, -0.1, 0}, {-1, 0.1, 0}}), 0), 0);
  expect_held(answer(photo + gravity(renderer.camera(), {0, 0, -1}), 0), 0);  // the same photo where the ground is level
  EXPECT_EQ(answer(photo, 1)["refused_key"], "photo.refused.no_gravity");
  EXPECT_EQ(answer(photo + gravity(renderer.camera(), {0, -1, 0}), 1)["refused_key"], "photo.refused.no_ramp") << "upright it is a wall";
}

TEST_F(Views, TheSideOfARampAgainstGravity) {
  scene_.aim = {0, 0.2, 0};
  scene_.pitch = 0.05;
  const double slope = 0.08;
  const SheetRenderer renderer(scene_, {}, slope);
  write("side.jpg", renderer.jpeg());
  const std::string photo = path("side.jpg") + " --focal 1300px --slope side" + gravity(renderer.camera(), {0, -1, 0}),
                    line = " --slope-line " + pixels(renderer.camera(), {{-0.5, -0.5 * slope, 0}, {0.5, 0.5 * slope, 0}});
  expect_held(answer(photo + line + " --obliquity 2°", 0), slope);
  expect_held(answer(photo + line + " --level " + pixels(renderer.camera(), {{-0.5, -0.7, 0}, {0.5, -0.7, 0}}), 0), slope);
  EXPECT_EQ(answer(photo + line, 1)["refused_key"], "photo.refused.no_obliquity");
  EXPECT_EQ(answer(photo + line + " --obliquity 12°", 1)["refused_key"], "photo.refused.oblique_side");
  EXPECT_EQ(program("measure " + photo + " --obliquity 2°").exit_code, 2) << "no line";
  // The value of an instrument; the photo is its evidence.
  expect_held(answer(path("side.jpg") + " --slope reading --reading 4.6° --reading-u 0.1°", 0), std::tan(4.6 * 3.14159265358979 / 180));
  EXPECT_EQ(answer(path("side.jpg") + " --slope reading", 1)["refused_key"], "photo.refused.no_reading");
  EXPECT_EQ(program("measure " + path("side.jpg") + " --slope reading --reading 4..5°").exit_code, 2);
  for (const char* beyond : {"95°", "89°", "-120°"}) {
    const auto run = program("measure " + path("side.jpg") + " --lang en --slope reading --reading " + beyond);
    EXPECT_EQ(run.exit_code, 2) << beyond;
    EXPECT_NE(run.err.find("an inclinometer shows 90° at most"), std::string::npos) << run.err;
  }
  for (const char* steep : {"60°", "88°", "-46°", "1200%", "2:1"}) EXPECT_EQ(answer(path("side.jpg") + " --slope reading --reading " + steep, 1)["refused_key"], "photo.refused.steep_reading") << steep;
  EXPECT_EQ(program("measure " + path("side.jpg") + " --slope reading --reading 4.8").exit_code, 2) << "degrees, a percentage or a ratio?";
  for (const char* u : {"0°", "-0.1°"}) EXPECT_EQ(program("measure " + path("side.jpg") + " --slope reading --reading 4.6° --reading-u " + u).exit_code, 2) << u;
}

TEST_F(Views, AHeightFromAHeightOnTheSameFloor) {
  scene_.yaw = 0.2;
  scene_.aim = {0.55, 0, 0};
  scene_.distance = 2.6;
  const SheetRenderer renderer(scene_, {});
  write("room.jpg", renderer.jpeg());
  const SceneCamera& camera = renderer.camera();
  const double far = scene_.width + 0.3;
  const std::string photo = path("room.jpg") + " --focal 1300px", things = " --standing " + pixels(camera, {{0, -0.8, 0}, {0, 0.2, 0}}) + " --height " + pixels(camera, {{far, -0.8, 0}, {far, -0.05, 0}}),
                    down = gravity(camera, {0, -1, 0});
  expect_held(answer(photo + things + " --height-of 1000mm" + down, 0), 0.75);
  EXPECT_EQ(answer(photo + things + down, 1)["refused_key"], "photo.refused.no_reference") << "no length is known";
  EXPECT_EQ(answer(photo + things + " --height-of 1000mm", 1)["refused_key"], "photo.refused.no_directions");
  // Upright and level lines of the wall instead of gravity, and a width in that wall.
  std::string lines;
  for (const double x : {-0.2, 0.5, far}) lines += " --upright-line " + pixels(camera, {{x, -0.8, 0}, {x, 0.5, 0}});
  for (const double y : {-0.8, 0.0, 0.5}) lines += " --level-line " + pixels(camera, {{-0.2, y, 0}, {far, y, 0}});
  const std::string width = " --from " + pixels(camera, {{0, 0, 0}}) + " --to " + pixels(camera, {{far, 0, 0}}) + " --offset 0mm";
  const std::string known = " --known-from " + pixels(camera, {{0, -0.8, 0}}) + " --known-to " + pixels(camera, {{0, 0.2, 0}});
  expect_held(answer(photo + lines + width + known + " --known 1000mm", 0), far);
  EXPECT_EQ(answer(photo + lines + width + known, 1)["refused_key"], "photo.refused.no_reference");
  EXPECT_EQ(answer(photo + width + known + " --known 1000mm", 1)["refused_key"], "photo.refused.no_wall");
  EXPECT_EQ(program("measure " + photo + lines + width + known + " --known 0.9..1.1m").exit_code, 2);
}

class Calibrating : public Views {
 protected:
  /// Views of a board by the phone "Nine" of "Maker"; their names.
  [[nodiscard]] std::string boards(int count, bool charuco, double square) const {
    std::string names;
    for (int i = 0; i < count; ++i) {
      const DoorScene scene = board_view(i);
      const std::string name = "board" + std::to_string(i) + ".jpg";
      write(name, with_exif(BoardRenderer(scene, charuco, square).jpeg(), phone_exif(scene.columns, scene.rows, 28, "Maker", "Nine")));
      names += " " + path(name);
    }
    return names;
  }
  /// Stored numbers of "my-phone".
  [[nodiscard]] std::map<std::string, double> stored() const {
    const auto root = load_yaml(folder_ / "landai/cameras/my-phone.yaml");
    EXPECT_TRUE(root);
    std::map<std::string, double> out;
    if (root)
      for (const char* key : {"focal_px", "focal_u", "rms", "photos"}) out[key] = (*root)[key].number().value_or(0);
    return out;
  }
};

TEST_F(Calibrating, AChessboardIsStoredAndFoundAgainByTheDoorsPhoto) {
  const auto done = program("calibrate" + boards(6, false, 0.025) + " --board chessboard:9x6:25mm --camera my-phone");
  ASSERT_EQ(done.exit_code, 0) << done.out << done.err;
  auto camera = stored();
  EXPECT_NEAR(camera["focal_px"], 975, 0.005 * 975);
  EXPECT_NEAR(camera["focal_px"], 975, 4 * camera["focal_u"]);
  EXPECT_EQ(camera["photos"], 6);
  scene_.columns = 1200, scene_.rows = 900, scene_.focal = 975, scene_.k1 = -0.03;
  scene_.yaw = 0.25;
  scene_.aim = {0.55, 0.05, 0};
  scene_.markers = {{scene_.width + 0.2, 0.1, 0.01, 0.15, 7}};
  const DoorRenderer renderer(scene_);
  const std::string jpeg = renderer.jpeg(), asked = " --marker-side 150mm --offset 0mm --from " + pixels(renderer.camera(), {{0, 0.3, 0}, {0, -0.3, 0}}) + " --to " +
                                                    pixels(renderer.camera(), {{scene_.width, 0.3, 0}, {scene_.width, -0.3, 0}});
  write("door.jpg", with_exif(jpeg, phone_exif(scene_.columns, scene_.rows, 28, "Maker", "Nine")));
  write("other.jpg", with_exif(jpeg, phone_exif(scene_.columns, scene_.rows, 28, "Maker", "Ten")));
  write("sent.jpg", jpeg);
  const auto found = answer(path("door.jpg") + asked, 0), other = answer(path("other.jpg") + asked, 0), named = answer(path("sent.jpg") + asked + " --camera my-phone", 0);
  const auto says = [](const nlohmann::json& json) { return json["assumptions"].dump().find("my-phone") != std::string::npos; };
  expect_held(found, scene_.width);
  EXPECT_TRUE(says(found));
  EXPECT_FALSE(says(other)) << "another model";
  EXPECT_TRUE(says(named));
  EXPECT_EQ(named["value"], found["value"]);
  EXPECT_LT(width_of(found), width_of(other));
  EXPECT_EQ(program("measure " + path("other.jpg") + asked + " --camera my-phone").exit_code, 2) << "that photo is another phone's";
  EXPECT_EQ(program("measure " + path("door.jpg") + asked + " --camera nobody").exit_code, 3);
  // A second calibration of the same phone: neither is taken for it silently.
  std::string second = *read_file(folder_ / "landai/cameras/my-phone.yaml");
  second.replace(second.find("my-phone"), 8, "my-other");
  write("landai/cameras/my-other.yaml", second);
  const auto both = program("measure " + path("door.jpg") + asked);
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_NE(both.err.find("my-other, my-phone"), std::string::npos) << both.err;
  EXPECT_EQ(program("measure " + path("door.jpg") + asked + " --camera my-phone").exit_code, 0);
  EXPECT_EQ(program("measure " + path("door.jpg") + asked + " --focal 975px").exit_code, 0) << "what is stated needs none";
  EXPECT_EQ(program("measure " + path("door.jpg") + asked + " --camera ../my-phone").exit_code, 2);
}

TEST_F(Calibrating, ACharucoBoardDoesTheSame) {
  const auto done = program("calibrate" + boards(6, true, 0.04) + " --board charuco:5x7:40mm:20mm:aruco_6x6_250 --camera my-phone");
  ASSERT_EQ(done.exit_code, 0) << done.out << done.err;
  auto camera = stored();
  EXPECT_NEAR(camera["focal_px"], 975, 0.01 * 975);
  EXPECT_EQ(camera["photos"], 6);
  // Columns and rows changed about: nothing is written that later photos would be measured with.
  const auto swapped = program("calibrate" + boards(6, true, 0.04) + " --board charuco:7x5:40mm:20mm:aruco_6x6_250 --camera swapped");
  EXPECT_EQ(swapped.exit_code, 1) << swapped.out;
  EXPECT_FALSE(std::filesystem::exists(folder_ / "landai/cameras/swapped.yaml"));
}

TEST_F(Calibrating, WhatTellsNothingIsRefusedAndNothingIsStored) {
  const std::string names = boards(2, false, 0.025);
  const auto few = program("calibrate" + names + " --camera my-phone");
  EXPECT_EQ(few.exit_code, 1);
  const std::string one = " " + path("board0.jpg");
  EXPECT_EQ(program("calibrate" + one + one + one + " --camera my-phone").exit_code, 1) << "one view three times";
  EXPECT_EQ(program("calibrate" + names + " --camera my-phone --board chessboard:9x6").exit_code, 2);
  EXPECT_EQ(program("calibrate" + names + " --camera my-phone --board chessboard:9x6:20..30mm").exit_code, 2);
  EXPECT_EQ(program("calibrate" + names + " --camera ../my-phone").exit_code, 2);
  EXPECT_EQ(program("calibrate" + names + one + " --camera my-phone --output " + path("board0.jpg")).exit_code, 2) << "over a photo";
  EXPECT_FALSE(std::filesystem::exists(folder_ / "landai/cameras/my-phone.yaml"));
}

TEST_F(Views, HostilePhotosEndInAnErrorForBoth) {
  scene_.columns = 320, scene_.rows = 240;
  const std::string jpeg = SheetRenderer(scene_, {}).jpeg();
  write("cut.jpg", jpeg.substr(0, jpeg.size() / 2));
  write("head.jpg", jpeg.substr(0, 300));
  write("huge.png", png_header(50000, 50000));
  std::string loop = phone_exif(320, 240, 28);
  for (std::size_t at = loop.size() - 12; at + 4 <= loop.size(); at += 4) loop.replace(at, 4, big(8, 4));
  write("loop.jpg", with_exif(jpeg, loop));
  write("empty.jpg", "");
  write("text.jpg", "not a photo");
  for (const char* name : {"cut.jpg", "head.jpg", "huge.png", "empty.jpg", "text.jpg"}) {
    const auto measured = program("measure " + path(name) + " --slope reading --reading 4.6°"), calibrated = program("calibrate " + path(name) + " --camera my-phone");
    EXPECT_EQ(measured.exit_code, 3) << name << measured.out;
    EXPECT_EQ(calibrated.exit_code, 3) << name << calibrated.out;
    EXPECT_NE(measured.err.find(name), std::string::npos) << measured.err;
  }
  EXPECT_EQ(program("measure " + path("loop.jpg") + " --slope reading --reading 4.6°").exit_code, 0);
  EXPECT_EQ(program("calibrate " + path("loop.jpg") + " --camera my-phone").exit_code, 1) << "no board in it";
}

}  // namespace
}  // namespace landai::test
