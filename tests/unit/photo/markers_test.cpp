// SPDX-License-Identifier: GPL-3.0-or-later
// Many markers, and few, in a picture drawn flat: what enters the fit, and what they have in common.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/aruco.hpp>
#include <opencv2/imgcodecs.hpp>

#include "landai/photo/annotate.hpp"
#include "landai/photo/measure.hpp"
#include "photo/pixels.hpp"
#include "photo/on_plane.hpp"
#include "photo_file.hpp"

namespace landai::photo {
namespace {

/// So many markers of apriltag_36h11 of `side` px in rows of six; every second one a little smaller.
Photo page_of(int count, int side) {
  const int step = 2 * side, rows = (count + 5) / 6;
  cv::Mat1b page(rows * step + side, 6 * step + side, static_cast<unsigned char>(200));
  for (int i = 0; i < count; ++i) {
    const int own = side - side / 8 * (i % 2);
    cv::Mat cells;
    cv::aruco::drawMarker(cv::aruco::getPredefinedDictionary(cv::aruco::DICT_APRILTAG_36h11), i, own, cells);
    cells.copyTo(page(cv::Rect(side / 2 + step * (i % 6), side / 2 + step * (i / 6), own, own)));
  }
  return *read_photo(test::coded(page, ".png"), "page.png");
}

MarkerReference of_side(double metres) {
  MarkerReference reference;
  reference.side = Stated{metres, 0.0001};
  return reference;
}

/// From the middle of one marker to that of another.
Task between(int a, int b) {
  Task task;
  task.camera.focal_px = 1000;
  task.markers = of_side(0.15);
  for (const int id : {a, b}) {
    End end;
    end.marker = id;
    task.target.ends.push_back(end);
  }
  return task;
}

bool has(const std::vector<Message>& messages, const std::string& key) {
  return std::any_of(messages.begin(), messages.end(), [&](const Message& m) { return m.key == key; });
}

TEST(Markers, OnlySoManyOfTheLargestEnterTheFit) {
  const auto many = see_markers(page_of(36, 64), of_side(0.05));
  ASSERT_TRUE(many);
  ASSERT_EQ(many->found.size(), 36U);
  EXPECT_EQ(many->used.size(), 24U);
  EXPECT_TRUE(has(many->answer.warnings, "photo.warned.many"));
  for (const SizedMarker& m : many->used) EXPECT_TRUE(many->used.size() < 18 || m.marker.side() > 50);
  const auto large = std::count_if(many->used.begin(), many->used.end(), [](const SizedMarker& m) { return m.marker.id % 2 == 0; });
  EXPECT_EQ(large, 18) << "all of the larger ones";
  const auto few = see_markers(page_of(6, 64), of_side(0.05));
  ASSERT_TRUE(few);
  EXPECT_EQ(few->used.size(), 6U);
  EXPECT_FALSE(has(few->answer.warnings, "photo.warned.many"));
}

TEST(Markers, NamedTwiceCountOnce) {
  const Photo page = page_of(6, 64);
  Task task = between(0, 4);
  task.markers->ids = {0};
  const auto once = measure_photo(page, task, {500, 1});
  task.markers->ids = {0, 0};
  const auto twice = measure_photo(page, task, {500, 1});
  ASSERT_TRUE(once && once->measured && twice && twice->measured);
  EXPECT_DOUBLE_EQ(once->measured->u, twice->measured->u);
  EXPECT_FALSE(has(once->warnings, "photo.warned.marker_twice"));
  EXPECT_TRUE(has(twice->warnings, "photo.warned.marker_twice"));
}

TEST(Markers, TwoEndsAreTwoPlaces) {
  const auto same = measure_photo(page_of(6, 64), between(4, 4), {500, 1});
  ASSERT_TRUE(same);
  EXPECT_EQ(same->refused.key, "photo.refused.same_end");
  // Two markers of one number: which one is meant is not told.
  cv::Mat1b page(300, 600, static_cast<unsigned char>(200));
  for (const auto& [id, x] : {std::pair{7, 60}, {7, 260}, {8, 460}}) {
    cv::Mat cells;
    cv::aruco::drawMarker(cv::aruco::getPredefinedDictionary(cv::aruco::DICT_APRILTAG_36h11), id, 80, cells);
    cells.copyTo(page(cv::Rect(x, 100, 80, 80)));
  }
  const auto photo = read_photo(test::coded(page, ".png"), "page.png");
  ASSERT_TRUE(photo);
  const auto which = measure_photo(*photo, between(7, 8), {500, 1});
  ASSERT_TRUE(which);
  EXPECT_EQ(which->refused.key, "photo.refused.end_twice");
  EXPECT_FALSE(which->advice.empty());
}

// What was done already is no advice: there are two markers.
TEST(Markers, SeveralThatDoNotSettleAreNotAnsweredWithMore) {
  const Marker marker = see_markers(page_of(6, 64), of_side(0.05))->used.front().marker;
  const auto advice = [&](std::size_t count) { return std::string(unstable_advice(Wall(camera_of(page_of(6, 64), {}).camera, std::vector<SizedMarker>(count, {marker, 0.05, 0.001}), {}))); };
  EXPECT_EQ(advice(1), "photo.refused.unstable_advice");
  EXPECT_EQ(advice(2), "photo.refused.unstable_several_advice");
}

/// A marker in the plane z = 0 of `pose`, seen exactly.
SizedMarker exactly(const Lens& lens, const Pose& pose, double side) {
  Marker marker;
  marker.sigma = 0.04, marker.bias = 0.05;
  for (std::size_t k = 0; k < 4; ++k) marker.corners[k] = *pixel_of(lens, pose, {k == 1 || k == 2 ? side / 2 : -side / 2, k > 1 ? side / 2 : -side / 2, 0});
  return {marker, side, 0.0003};
}

// A page that was scanned, or a marker that was taped upside down: straight in front of the camera and turned in the picture by any angle.
TEST(Markers, StraightInFrontTheyFitHoweverTheyAreTurned) {
  Camera camera;
  camera.width = 2200, camera.height = 1700, camera.f = 1928, camera.u_f = 0.3 * camera.f, camera.cx = 1100, camera.cy = 850, camera.u_c = 22, camera.u_k1 = 0.05;
  for (const double aside : {0.0, 0.3, -0.509})
    for (const double tilt : {0.0, 0.5})
      for (int turn = 0; turn < 360; turn += 15) {
        Pose pose;
        pose.rotation = turned(turned(pose.rotation, {0, tilt, 0}), {0, 0, turn * std::numbers::pi / 180});
        pose.shift = {aside, aside / 5, 1.928};
        const Wall wall(camera, {exactly(lens_of(camera), pose, 0.2)}, {});
        const auto found = wall.solve();
        const auto state = found.empty() ? std::nullopt : wall.state(found[0], found[0].fit.unknowns);
        ASSERT_TRUE(state) << turn << " degrees, " << aside << " m aside, tilted by " << tilt;
        EXPECT_LT(found[0].fit.cost, 1e-6) << turn << " degrees, " << aside << " m aside, tilted by " << tilt;
        for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(state->pose.rotation[i], pose.rotation[i], 1e-4) << turn << " degrees, " << aside << " m aside, tilted by " << tilt;
      }
}

/// Why a fit of these markers is refused.
Message refusal(const Camera& camera, const std::vector<SizedMarker>& markers, const WallHints& hints = {}) {
  double spread = 1;
  Answer answer;
  EXPECT_TRUE(usable_solutions(Wall(camera, markers, hints), spread, answer).empty());
  EXPECT_FALSE(answer.advice.empty());
  return answer.refused;
}

// The corners fit to a hundredth of a pixel in each of these; what does not fit is what was told.
TEST(Markers, ARefusalSaysWhatDoesNotFit) {
  Camera camera;
  camera.width = 2200, camera.height = 1700, camera.f = 1928, camera.u_f = 0.005 * camera.f, camera.cx = 1100, camera.cy = 850, camera.u_c = 5, camera.u_k1 = 0.002;
  Pose tilted, beside;
  tilted.rotation = turned(tilted.rotation, {0.3, 0.7, 0});
  tilted.shift = {0.1, 0, 0.6};
  beside.shift = {0.4, 0, 1};
  Lens longer = lens_of(camera);
  longer.f *= 1.3;
  EXPECT_EQ(refusal(camera, {exactly(longer, tilted, 0.2)}).key, "photo.refused.misfit_lens");
  WallHints floor;
  floor.floor = true;
  floor.gravity = Direction{0, 1, 0};
  EXPECT_EQ(refusal(camera, {exactly(lens_of(camera), beside, 0.2)}, floor).key, "photo.refused.misfit_gravity");
  const SizedMarker right = exactly(lens_of(camera), beside, 0.2);
  beside.shift[0] = -0.4;
  SizedMarker wrong = exactly(lens_of(camera), beside, 0.2);
  wrong.side = 0.21;
  const Message sides = refusal(camera, {right, wrong});
  ASSERT_EQ(sides.key, "photo.refused.misfit");
  // 5 % of 386 px are 19 px between two opposite sides, so 10 px at each corner, shared by two markers of which one may be the wrong one.
  EXPECT_GT(sides.args.at(0).second.value.value_or(0), 2);
  EXPECT_LT(sides.args.at(0).second.value.value_or(0), 14);
}

// A picture without pixels cannot be had from a file; OpenCV throws on it wherever it is used.
TEST(EdgeOfTheRoom, NoExceptionOfOpenCvLeavesIt) {
  const Photo nothing("empty.jpg", "", {}, std::make_shared<Photo::Pixels>());
  const auto found = find_markers(nothing, "apriltag_36h11");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().message.key, "photo.file.opencv");
  EXPECT_EQ(found.error().file, "empty.jpg");
  EXPECT_FALSE(measure_photo(nothing, between(7, 8), {100, 1}));
  const auto texts = Texts::load(LANDAI_SOURCE_DIR "/data", Language::en);
  ASSERT_TRUE(texts);
  EXPECT_FALSE(annotate(nothing, {}, *texts));
  const auto finder = PrivacyFinder::load();
  ASSERT_TRUE(finder);
  EXPECT_FALSE(finder->find(nothing)) << "nobody may take it for looked through";
}

/// Bright pixels of the value beside a line from one pixel of a black photo to another.
int ink_of_value(PixelPoint from, PixelPoint to, const Texts& texts) {
  const auto photo = read_photo(test::coded(cv::Mat3b(600, 800, cv::Vec3b(0, 0, 0)), ".png"), "black.png");
  Answer answer;
  answer.measured.emplace();
  answer.measured->value = 2.05, answer.measured->lo = 1.982, answer.measured->hi = 2.118, answer.measured->u = 0.034;
  answer.drawing.lines.push_back({from, to, DrawnLine::Kind::measured});
  AnnotateOptions options;
  options.png = true;
  const auto bytes = annotate(*photo, answer, texts, options);
  EXPECT_TRUE(bytes);
  const cv::Mat drawn = cv::imdecode(std::vector<unsigned char>(bytes->begin(), bytes->end()), cv::IMREAD_COLOR);
  cv::Mat1b white;
  cv::inRange(drawn.rowRange(0, 600), cv::Scalar(200, 200, 200), cv::Scalar(255, 255, 255), white);
  return cv::countNonZero(white);
}

TEST(Annotate, TheValueStaysInsideOfThePicture) {
  const auto texts = Texts::load(LANDAI_SOURCE_DIR "/data", Language::en);
  ASSERT_TRUE(texts);
  const int whole = ink_of_value({300, 300}, {300, 500}, *texts);
  ASSERT_GT(whole, 100);
  EXPECT_EQ(ink_of_value({790, 300}, {790, 500}, *texts), whole) << "right edge";
  EXPECT_EQ(ink_of_value({300, 2}, {500, 2}, *texts), whole) << "upper edge";
  EXPECT_EQ(ink_of_value({300, 599}, {500, 599}, *texts), whole) << "lower edge";
}

TEST(Markers, TheScaleOfAPrintIsNotAveragedOut) {
  const Photo page = page_of(6, 64);
  Task task = between(0, 4);  // of equal size
  task.markers->ids = {0, 2, 4};
  task.markers->scale_u = 0.03;
  const auto answer = measure_photo(page, task, {2000, 1});
  ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
  EXPECT_NEAR(answer->measured->u / answer->measured->value, 0.03, 0.0015) << "three markers are as wrong as one";
}

TEST(Markers, AnEndInTheirPlaneHasNoOffset) {
  const Photo page = page_of(6, 64);
  Task task = between(0, 4);
  task.target.ends[1].offset = Stated{0.03, std::nullopt};
  const auto fitted = measure_photo(page, task, {500, 1});
  ASSERT_TRUE(fitted);
  EXPECT_EQ(fitted->refused.key, "photo.refused.marker_offset");
  task.markers->ids = {0, 2, 4};  // of equal size
  task.target.ends[1].offset = Stated{0, std::nullopt};  // which is what it has
  const auto within = measure_photo(page, task, {500, 1});
  ASSERT_TRUE(within && within->measured) << within->refused.key;
  EXPECT_FALSE(has(within->assumptions, "photo.assumed.offset")) << "an offset that is known to be 0 has no doubt";
  task.target.ends[1].offset = Stated{0.03, std::nullopt};
  task.markers->ids = {0, 2};  // then the other one may hang somewhere else
  const auto behind = measure_photo(page, task, {500, 1});
  task.target.ends[1].offset = Stated{0, 0.0001};
  const auto beside = measure_photo(page, task, {500, 1});
  ASSERT_TRUE(behind && behind->measured) << behind->refused.key;
  ASSERT_TRUE(beside && beside->measured) << beside->refused.key;
  EXPECT_GT(behind->measured->value, beside->measured->value) << "seen farther away, it is farther off";
}

}  // namespace
}  // namespace landai::photo
