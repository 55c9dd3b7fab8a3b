// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong use widens, warns or refuses; it never gives a narrow interval beside the truth.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "photo_file.hpp"
#include "photo_trial.hpp"

namespace landai::test {
namespace {

using photo::Answer;
using photo::Task;

DoorScene small_scene() {
  DoorScene scene;
  scene.columns = 1600, scene.rows = 1200, scene.focal = 1250;
  scene.noise = 3;
  scene.yaw = 0.3;
  scene.aim = {0.5, 0, 0};
  scene.markers = {{scene.width + 0.2, 0.1, 0.01, 0.15, 7}};
  return scene;
}

bool has(const std::vector<Message>& messages, const std::string& key) {
  return std::any_of(messages.begin(), messages.end(), [&](const Message& m) { return m.key == key; });
}

void expect_held(const Answer& answer, double truth) {
  ASSERT_TRUE(answer.measured) << answer.refused.key;
  EXPECT_LE(answer.measured->lo, truth);
  EXPECT_GE(answer.measured->hi, truth);
}

Task told(const DoorScene& scene) {
  Task task = task_for(scene, 0.01);
  for (photo::End& end : task.target.ends) end.offset = photo::Stated{scene.depth, 0.003};
  return task;
}

Answer measured(const DoorScene& scene, const Task& task) {
  const auto photo = photo::read_photo(DoorRenderer(scene).jpeg(), "scene.jpg");
  if (!photo) return {};
  const auto answer = photo::measure_photo(*photo, task);
  return answer ? *answer : Answer{};
}

TEST(WrongUse, AnOffsetThatNobodyToldWidens) {
  DoorScene scene = small_scene();
  scene.markers.push_back({-0.2, 0.1, 0, 0.15, 8});
  scene.depth = 0.018;
  const Answer with = measured(scene, told(scene));
  Task task = told(scene);
  for (photo::End& end : task.target.ends) end.offset.reset();
  const Answer without = measured(scene, task);
  expect_held(with, scene.width);
  expect_held(without, scene.width);
  EXPECT_GT(without.measured->half_width(), 1.2 * with.measured->half_width());
  EXPECT_TRUE(has(without.warnings, "photo.warned.offset"));
}

TEST(WrongUse, AnUnknownFocalLengthWidens) {
  DoorScene scene = small_scene();
  scene.markers.push_back({-0.2, 0.1, 0, 0.15, 8});  // with one alone it is refused
  Task task = told(scene);
  const Answer known = measured(scene, task);
  task.camera = {};
  const Answer answer = measured(scene, task);
  expect_held(known, scene.width);
  expect_held(answer, scene.width);
  EXPECT_GT(answer.measured->half_width(), 1.1 * known.measured->half_width());
  EXPECT_TRUE(has(answer.warnings, "photo.camera.assumed"));
}

/// A part of a photo as a program cuts it out that leaves EXIF as it was, with the task's pixels counted in the part.
Answer measured_part(const std::string& whole, const std::string& exif, const cv::Rect& part, Task task) {
  const cv::Mat picture = cv::imdecode(cv::Mat(1, static_cast<int>(whole.size()), CV_8U, const_cast<char*>(whole.data())), cv::IMREAD_COLOR);
  for (photo::End& end : task.target.ends)
    for (photo::PixelPoint& p : end.pixels) p = {p.x - part.x, p.y - part.y};
  const auto photo = photo::read_photo(with_exif(coded(picture(part)), exif), "part.jpg");
  if (!photo) return {};
  const auto answer = photo::measure_photo(*photo, task, {1000, 1});
  return answer ? *answer : Answer{};
}

// The part has the shape of the whole, so that it looks as if it had been scaled.
TEST(WrongUse, ACutOfTheSameShapeIsCoveredOrRefused) {
  DoorScene scene = small_scene();
  scene.distance = 3.6;
  scene.yaw = 0.5;
  const std::string whole = DoorRenderer(scene).jpeg(), exif = phone_exif(scene.columns, scene.rows, static_cast<int>(std::lround(scene.focal * 43.2666 / 2000)));
  Task task = told(scene);
  task.camera = {};
  const Answer original = measured_part(whole, exif, {0, 0, scene.columns, scene.rows}, task);
  expect_held(original, scene.width);
  for (const cv::Rect& part : {cv::Rect(400, 300, 800, 600), {340, 260, 800, 600}, {480, 300, 800, 600}}) {
    const Answer cut = measured_part(whole, exif, part, task);
    EXPECT_TRUE(has(cut.warnings, "photo.camera.resized")) << part << cut.refused.key;
    if (!cut.measured) continue;
    expect_held(cut, scene.width);
    EXPECT_GT(cut.measured->half_width(), 1.2 * original.measured->half_width()) << part;
  }
}

// A gallery writes the part's own size into EXIF: nothing but the markers tells that the lens's axis is not in the middle. Without EXIF nothing tells it at all.
TEST(WrongUse, ACutWhoseSizeWasWrittenAnewIsCoveredOrRefused) {
  DoorScene scene = small_scene();
  const std::string whole = DoorRenderer(scene).jpeg();
  Task task = told(scene);
  task.camera = {};
  const int f35 = static_cast<int>(std::lround(scene.focal * 43.2666 / std::hypot(scene.columns, scene.rows)));
  const Answer original = measured_part(whole, phone_exif(scene.columns, scene.rows, f35), {0, 0, scene.columns, scene.rows}, task);
  expect_held(original, scene.width);
  EXPECT_FALSE(has(original.warnings, "photo.warned.cut"));
  for (const cv::Rect& part : {cv::Rect(0, 0, 1360, 1020), {240, 180, 1360, 1020}, {0, 180, 1360, 1020}, {120, 0, 1360, 1020}})
    for (const std::string& exif : {phone_exif(part.width, part.height, f35), std::string()}) {
      const Answer cut = measured_part(whole, exif, part, task);
      if (cut.measured) expect_held(cut, scene.width);
      else EXPECT_FALSE(cut.advice.empty()) << part;
    }
}

/// The photo made wider and higher by these factors, as a program does that leaves no EXIF, and what is measured in it.
Answer measured_stretched(const cv::Mat& whole, double wide, double high, Task task) {
  cv::Mat picture;
  cv::resize(whole, picture, {}, wide, high, cv::INTER_CUBIC);
  for (photo::End& end : task.target.ends)
    for (photo::PixelPoint& p : end.pixels) p = {(p.x + 0.5) * wide - 0.5, (p.y + 0.5) * high - 0.5};
  const auto photo = photo::read_photo(coded(picture), "stretched.jpg");
  if (!photo) return {};
  const auto answer = photo::measure_photo(*photo, task, {1000, 1});
  return answer ? *answer : Answer{};
}

// 4:3 made 3:2 or 16:9 has a camera's shape, so that only the markers show it.
TEST(WrongUse, APhotoStretchedInOneDirectionIsCoveredAndNamed) {
  DoorScene scene = small_scene();
  scene.markers.push_back({-0.2, 0.1, 0, 0.15, 8});
  const std::string whole = DoorRenderer(scene).jpeg();
  const cv::Mat picture = cv::imdecode(cv::Mat(1, static_cast<int>(whole.size()), CV_8U, const_cast<char*>(whole.data())), cv::IMREAD_COLOR);
  Task two = told(scene);
  two.camera = {};
  Task one = two;
  one.markers->ids = {7};
  const auto named = [](const Answer& a) { return has(a.warnings, "photo.warned.stretched_wide") || has(a.warnings, "photo.warned.stretched_high"); };
  const Answer original = measured_stretched(picture, 1, 1, two);
  expect_held(original, scene.width);
  EXPECT_FALSE(named(original));
  for (const auto& [wide, high] : {std::pair{1.03, 1.0}, {1.06, 1.0}, {1.0, 1.1}, {1.125, 1.0}, {4.0 / 3, 1.0}}) {
    const Answer both = measured_stretched(picture, wide, high, two);
    expect_held(both, scene.width);
    EXPECT_TRUE(has(both.warnings, wide > 1.11 ? "photo.warned.stretched_wide" : "photo.camera.reshaped")) << wide << " " << high;
    const Answer alone = measured_stretched(picture, wide, high, one);
    if (alone.measured) expect_held(alone, scene.width);
    else EXPECT_FALSE(alone.advice.empty());
  }
}

TEST(WrongUse, ATinyMarkerIsRefused) {
  DoorScene scene = small_scene();
  scene.markers[0].side = 0.02;
  Task task = told(scene);
  task.markers->side = photo::Stated{0.02, {}};
  const Answer answer = measured(scene, task);
  EXPECT_FALSE(answer.measured);
  EXPECT_FALSE(answer.advice.empty());
}

TEST(WrongUse, AWrongSideOfOneOfTwoMarkersIsSeen) {
  DoorScene scene = small_scene();
  scene.markers.push_back({-0.2, 0.1, 0, 0.15, 8});
  const Answer right = measured(scene, told(scene));
  expect_held(right, scene.width);
  Task task = told(scene);
  task.markers->sides[8] = photo::Stated{0.12, {}};
  const Answer wrong = measured(scene, task);
  EXPECT_FALSE(wrong.measured);
  EXPECT_FALSE(wrong.advice.empty());
}

// A door frame or a casing under one edge of the paper: the fit would take it for a lens of another kind, or for a photo that was cut.
TEST(WrongUse, AMarkerThatLeansOutOfTheWallIsRefused) {
  DoorScene scene = small_scene();
  scene.markers.push_back({-0.2, 0.1, 0, 0.15, 8});
  const int f35 = static_cast<int>(std::lround(scene.focal * 43.2666 / std::hypot(scene.columns, scene.rows)));
  const std::string exif = phone_exif(scene.columns, scene.rows, f35);
  const cv::Rect all(0, 0, scene.columns, scene.rows);
  for (const int id : {7, 8})
    for (const double degrees : {-30.0, -20.0, 20.0, 30.0}) {
      DoorScene leaning = scene;
      leaning.markers[id == 7 ? 0 : 1].lean = degrees * std::numbers::pi / 180;
      for (const bool focal : {true, false}) {
        Task task = told(leaning);
        if (!focal) task.camera = {};
        const Answer answer = measured_part(DoorRenderer(leaning).jpeg(), exif, all, task);
        EXPECT_EQ(answer.refused.key, "photo.refused.leans") << id << " " << degrees << " " << focal;
      }
    }
}

TEST(WrongUse, LinesThatAreNotParallelAreToldOf) {
  const DoorScene scene = small_scene();
  Task task = told(scene);
  for (photo::End& end : task.target.ends) end.taken = photo::Taken::click;
  task.target.ends[1].pixels[0].x += 60;
  const Answer answer = measured(scene, task);
  ASSERT_TRUE(answer.measured) << answer.refused.key;
  EXPECT_TRUE(has(answer.warnings, "photo.warned.not_parallel"));
}

TEST(WrongUse, LinesOutsideThePhotoAreRefused) {
  const DoorScene scene = small_scene();
  Task task = told(scene);
  task.target.ends[1].pixels[0].x = 5000;
  EXPECT_EQ(measured(scene, task).refused.key, "photo.refused.outside");
}

TEST(WrongUse, OneEndIsNoTask) {
  const DoorScene scene = small_scene();
  Task task = told(scene);
  task.target.ends.pop_back();
  const auto photo = photo::read_photo(DoorRenderer(scene).jpeg(), "scene.jpg");
  ASSERT_TRUE(photo);
  const auto answer = photo::measure_photo(*photo, task);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::usage);
}

// Without a second pair of edges as strong as the jambs the two are found; with a marker that hangs in the opening they are not.
TEST(Look, FindsJambsBesideAMarkerOnly) {
  DoorScene scene = small_scene();
  Task task = told(scene);
  task.target.ends.clear();
  task.target.look = photo::Look::door;
  const Answer found = measured(scene, task);
  ASSERT_TRUE(found.measured) << found.refused.key;
  EXPECT_NEAR(found.measured->value, scene.width, 0.015);
  EXPECT_TRUE(has(found.warnings, "photo.warned.looked"));
  task.target.look = photo::Look::counter;
  const Answer none = measured(scene, task);
  EXPECT_FALSE(none.measured);
  EXPECT_EQ(none.refused.key, "photo.refused.no_counter");
}

/// A dark rectangle from `foot` upwards, on a wall that ends on the floor 0.75 m below the marker's height.
class StandingRenderer : public DoorRenderer {
 public:
  StandingRenderer(const DoorScene& s, double foot) : DoorRenderer(s), foot_(foot) {}

 protected:
  [[nodiscard]] float shade(double column, double row) const override {
    const ScenePoint d = camera().look(column, row), e = camera().eye();
    const double t = -e.z / d.z, y = e.y + t * d.y, x = e.x + t * d.x;
    if (y < kFloor) return 0.25F;
    if (y < foot_ && x > -0.05 && x < width_ + 0.05) return 0.42F;   // the wall goes on
    return DoorRenderer::shade(column, row);
  }

 private:
  static constexpr double kFloor = -0.75;
  double foot_, width_ = 0.86;
};

// A notice board has two upright edges as a door has. Its edges end on the wall.
TEST(Look, AJambEndsOnTheFloor) {
  const DoorScene scene = small_scene();
  Task task = told(scene);
  task.target.ends.clear();
  task.target.look = photo::Look::door;
  const auto looked_at = [&](double foot) {
    const auto photo = photo::read_photo(StandingRenderer(scene, foot).jpeg(), "scene.jpg");
    EXPECT_TRUE(photo);
    return *photo::measure_photo(*photo, task);
  };
  const Answer door = looked_at(-0.75);
  ASSERT_TRUE(door.measured) << door.refused.key;
  EXPECT_NEAR(door.measured->value, scene.width, 0.015);
  for (const double foot : {-0.45, -0.55}) {
    const Answer board = looked_at(foot);
    EXPECT_FALSE(board.measured) << foot;
    EXPECT_EQ(board.refused.key, "photo.refused.above_floor") << foot;
    EXPECT_EQ(board.drawing.lines.size(), 2u) << "a person may choose them";
  }
}

}  // namespace
}  // namespace landai::test
