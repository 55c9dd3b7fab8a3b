// SPDX-License-Identifier: GPL-3.0-or-later
// Photos made by others: a camera calibrated again, chessboards as references, gravity, vanishing points (shared/photos/SOURCES.md, recipes 1, 4, 7, 9).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>

#include "landai/photo/calibrate.hpp"
#include "landai/photo/measure.hpp"
#include "photo/board.hpp"
#include "photo/directions.hpp"
#include "photo/on_plane.hpp"
#include "photo/pixels.hpp"
#include "recipe.hpp"

namespace landai::photo {
namespace {

const std::string kPhotos = std::string(LANDAI_SHARED_DIR) + "/photos/";
const char* const kLeft[] = {"left01.jpg", "left03.jpg", "left07.jpg", "left12.jpg"};

/// The camera of left_intrinsics.yml, as that file gives it.
CameraStatement left_camera() {
  CameraStatement camera;
  camera.focal_px = 535.9157;
  camera.focal_u = 0.005;
  camera.principal_point = PixelPoint{342.283, 235.571};
  camera.principal_u = 1;
  camera.distortion = std::array<double, 5>{-0.266373, -0.0385889, 0.00178319, -0.000281221, 0.238392};
  camera.k1_u = 0.003;
  camera.calibrated = true;
  return camera;
}

bool saw(Calibrator& calibrator, const Photo& photo) {
  const auto seen = calibrator.add(photo);
  return seen && *seen;
}

class Chessboards : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : kLeft) {
      if (!std::filesystem::exists(kPhotos + "opencv/" + name)) GTEST_SKIP() << "the photo " << name << " is not here";
      auto photo = load_photo(kPhotos + "opencv/" + name);
      ASSERT_TRUE(photo);
      photos_.push_back(*photo);
    }
  }
  std::vector<Photo> photos_;
  Board board_ = *board_of("chessboard:9x6:25mm");
};

TEST_F(Chessboards, FourViewsGiveTheFocalLengthOfThirteen) {
  Calibrator calibrator(board_);
  for (const Photo& photo : photos_) EXPECT_TRUE(saw(calibrator, photo)) << photo.file();
  const Calibrated result = calibrator.solve("left");
  ASSERT_TRUE(result.calibration) << result.refused.key;
  const Calibration& c = *result.calibration;
  EXPECT_NEAR(c.f, 535.9, 2 * *statement_of(c, photos_[0]).focal_u * c.f);
  EXPECT_NEAR(c.f, 535.9, 0.015 * 535.9);
  EXPECT_NEAR(c.distortion[0], -0.266, 0.06);
  EXPECT_LT(c.rms, 0.5);
  EXPECT_FALSE(result.warnings.empty()) << "four photos are few";
  EXPECT_GE(*statement_of(c, photos_[0]).focal_u, 0.005);
}

TEST_F(Chessboards, OneViewOrTheWrongBoardIsRefused) {
  Calibrator one(board_);
  for (const double part : {0.1, 0.2, 0.3}) {  // three photos from one place: each moved by a part of a pixel
    Photo::Pixels moved = photos_[0].pixels();
    moved.bgr = moved.bgr.clone();
    const cv::Rect here(0, 0, moved.bgr.cols - 1, moved.bgr.rows), beside(1, 0, here.width, here.height);
    cv::addWeighted(photos_[0].pixels().bgr(here), 1 - part, photos_[0].pixels().bgr(beside), part, 0, moved.bgr(here));
    ASSERT_TRUE(saw(one, Photo("left.jpg", "", photos_[0].exif(), std::make_shared<Photo::Pixels>(moved))));
  }
  EXPECT_EQ(one.solve("left").refused.key, "photo.calibrate.angles");
  Calibrator twice(board_);
  for (const std::size_t i : {0u, 0u, 0u, 1u}) ASSERT_TRUE(saw(twice, photos_[i]));
  const Calibrated told = twice.solve("left");
  EXPECT_EQ(told.refused.key, "photo.calibrate.few") << "two photos, one of them given three times";
  EXPECT_EQ(std::count_if(told.warnings.begin(), told.warnings.end(), [](const Message& m) { return m.key == "photo.calibrate.twice"; }), 2);
  Calibrator wrong(*board_of("chessboard:8x7:25mm"));
  for (const Photo& photo : photos_) EXPECT_FALSE(saw(wrong, photo));
  EXPECT_EQ(wrong.solve("left").refused.key, "photo.calibrate.few");
}

/// Blocks of 2 x 2 squares as the known rectangle, seen at their four corners; what they make of 200 mm of the board.
std::vector<double> extrapolated(const Photo& photo, const Board& board, int& held) {
  std::vector<double> errors;
  const SeenBoard seen = see_board(photo, board);
  const auto corner = [&](int x, int y) { return PixelPoint{seen.pixels[static_cast<std::size_t>(y * board.columns + x)].x, seen.pixels[static_cast<std::size_t>(y * board.columns + x)].y}; };
  const CameraPrior camera = camera_of(photo, left_camera());
  // The board may be seen from either end: the corners must go round as a printed square's do.
  const PixelPoint o = corner(0, 0), x = corner(1, 0), y = corner(0, 1);
  const bool mirrored = (x.x - o.x) * (y.y - o.y) - (x.y - o.y) * (y.x - o.x) < 0;
  for (int row = 0; row + 2 < board.rows; ++row)
    for (int column = 0; column + 2 < board.columns; ++column) {
      SizedMarker block;
      block.marker.corners = {corner(column, row), corner(column + 2, row), corner(column + 2, row + 2), corner(column, row + 2)};
      if (mirrored) std::swap(block.marker.corners[1], block.marker.corners[3]);
      block.marker.sigma = 0.1;  // saddle points
      block.marker.bias = 0;
      block.side = 0.050, block.u_side = 0.0001;
      SeenReferences references;
      references.used = {block};
      Task task;
      for (const int end : {0, 8}) {
        End point;
        point.pixels = {corner(end, row + 1)};
        point.offset = Stated{0, 0.0001};
        task.target.ends.push_back(point);
      }
      const Answer answer = measure_length(photo, camera, task, references, {400, 1});
      EXPECT_TRUE(answer.measured) << answer.refused.key;
      if (!answer.measured) continue;
      errors.push_back(std::abs(answer.measured->value / 0.200 - 1));
      held += test::recipe_held(photo.file() + " squares from " + std::to_string(column) + ", " + std::to_string(row), 0.200, *answer.measured);
    }
  return errors;
}

// Recipe 1: 95 % within 1.0 % with 2 x 2 squares and a known camera.
TEST_F(Chessboards, TwoSquaresTellEight) {
  std::vector<double> errors;
  int held = 0;
  for (const Photo& photo : photos_) {
    const auto more = extrapolated(photo, board_, held);
    errors.insert(errors.end(), more.begin(), more.end());
  }
  ASSERT_EQ(errors.size(), 4U * 7 * 4);
  std::sort(errors.begin(), errors.end());
  EXPECT_LE(errors[static_cast<std::size_t>(0.95 * static_cast<double>(errors.size()))], 0.010);
  EXPECT_GE(held, static_cast<int>(0.9 * static_cast<double>(errors.size())));
}

// Recipe 4: gravity of the iPhone against the normal of the board on the floor. Corners of a block of 8 x 27 squares of 10 mm, read off the picture.
TEST(Gravity, OfThePhoneIsSquareToTheFloor) {
  const std::string file = kPhotos + "iphone/setup.jpg";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the photo " << file << " is not here";
  const auto photo = load_photo(file);
  ASSERT_TRUE(photo && photo->exif().gravity);
  SizedMarker block;
  block.marker.corners = {PixelPoint{1858.7, 1852.9}, {1977.9, 1857.1}, {1976.6, 2190.6}, {1848.0, 2182.9}};
  block.marker.sigma = 1;
  block.side = 0.080, block.u_side = 0.0001;
  block.height = 0.270, block.u_height = 0.0001;
  const Wall wall(camera_of(*photo, {}).camera, {block}, {});
  const auto solutions = wall.solve();
  ASSERT_FALSE(solutions.empty());
  const auto state = wall.state(solutions[0], solutions[0].fit.unknowns);
  ASSERT_TRUE(state);
  const auto& r = state->pose.rotation;
  const Direction normal{r[2], r[5], r[8]};
  const double angle = std::acos(std::abs(dot(normal, *photo->exif().gravity))) * 180 / std::numbers::pi;
  EXPECT_LT(angle, 3) << "0.5 degrees of gravity and a pixel of the corners";
}

/// A block of 11 x 29 squares of 10 mm as the reference, its corners read off the picture. The inner lines of a chessboard are no edges, at its rim half of
/// the edge is seen, and the board's own edge lies 8 px farther and is stronger.
TEST(Tiles, OfAChessboardAreNotMovedToTheEdgeOfTheBoard) {
  const std::string file = kPhotos + "iphone/setup.jpg";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the photo " << file << " is not here";
  const auto photo = load_photo(file);
  ASSERT_TRUE(photo);
  const double truth = std::hypot(0.110, 0.290);
  double half_width = 1;
  for (const Taken taken : {Taken::snap, Taken::loupe}) {
    Task task;
    task.rectangle = *reference_named("tiles", LANDAI_SOURCE_DIR "/data");
    task.rectangle->corners = {{{1831.0, 1840.9}, {1992.3, 1846.7}, {1992.0, 2203.4}, {1816.4, 2195.0}}};
    task.rectangle->taken = taken;
    task.rectangle->width = Stated{0.110, 0.0001};
    task.rectangle->height = Stated{0.290, 0.0001};
    for (const PixelPoint p : {PixelPoint{1831.0, 1840.9}, {1992.0, 2203.4}}) {
      End end;
      end.pixels = {p};
      end.offset = Stated{0, 0.001};
      task.target.ends.push_back(end);
    }
    const auto answer = measure_photo(*photo, task);
    ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
    EXPECT_LE(answer->measured->lo, truth);
    EXPECT_GE(answer->measured->hi, truth);
    EXPECT_NEAR(answer->measured->value, truth, 0.01 * truth);
    EXPECT_EQ(std::any_of(answer->warnings.begin(), answer->warnings.end(), [](const Message& m) { return m.key == "photo.warned.unsure_edges"; }), taken == Taken::snap);
    EXPECT_LT(answer->measured->half_width(), half_width) << "corners read with a loupe are surer than rough ones";
    half_width = answer->measured->half_width();
  }
}

// A real door, and nothing of known size in the photo: whoever says that there is a sheet over its lines gets no length.
TEST(Sheet, ThatIsNotThereIsRefusedHoweverItsCornersWereRead) {
  const std::string file = kPhotos + "../plans/photo/kegonsa-door-14.12.41.jpg";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the photo " << file << " is not here";
  const auto photo = load_photo(file);
  ASSERT_TRUE(photo);
  for (const PixelPoint at : {PixelPoint{300, 200}, {600, 300}, {300, 400}, {350, 250}}) {
    Task task;
    task.rectangle = *reference_named("a4", LANDAI_SOURCE_DIR "/data");
    task.rectangle->corners = {{at, {at.x + 100, at.y}, {at.x + 100, at.y + 141}, {at.x, at.y + 141}}};
    task.rectangle->taken = Taken::loupe;
    for (const double x : {200.0, 600.0}) {
      End end;
      end.pixels = {{x, 300}, {x, 700}};
      end.offset = Stated{0, 0.003};
      task.target.ends.push_back(end);
    }
    const auto answer = measure_photo(*photo, task);
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->measured) << at.x << ", " << at.y;
    EXPECT_FALSE(answer->refused.empty());
  }
}

// Two squares of the board as tiles, their corners as found to a fraction of a pixel and told with u 1 px: what a user does who has no sheet in the photo.
TEST_F(Chessboards, TilesByTheirCornersTellTheBoard) {
  const Photo& photo = photos_[0];
  const SeenBoard seen = see_board(photo, board_);
  ASSERT_EQ(seen.pixels.size(), 54U);
  const auto corner = [&](int x, int y) { return PixelPoint{seen.pixels[static_cast<std::size_t>(y * 9 + x)].x, seen.pixels[static_cast<std::size_t>(y * 9 + x)].y}; };
  Task task;
  task.camera = left_camera();
  task.rectangle = *reference_named("tiles", LANDAI_SOURCE_DIR "/data");
  task.rectangle->corners = {{corner(2, 1), corner(6, 1), corner(6, 4), corner(2, 4)}};
  task.rectangle->taken = Taken::loupe;
  task.rectangle->width = Stated{0.100, 0.0002};
  task.rectangle->height = Stated{0.075, 0.0002};
  for (const int end : {0, 8}) {
    End point;
    point.pixels = {corner(end, 2)};
    point.offset = Stated{0, 0.0001};
    task.target.ends.push_back(point);
  }
  const auto answer = measure_photo(photo, task);
  ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
  EXPECT_LE(answer->measured->lo, 0.200);
  EXPECT_GE(answer->measured->hi, 0.200);
  EXPECT_NEAR(answer->measured->value, 0.200, 0.006);
}

// Recipe 8: a plan whose ink lies in the alpha channel, 188.445 px a metre. Wall rectangles of floor302.json, by their ids: the length of 20309 (5.52 m) is told.
TEST(RasterPlan, OneWallTellsOthers) {
  const std::string file = kPhotos + "floorplan/f23ccf42b9c42bfe7c37a1fb7a1ea100e3d34596.png";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the photo " << file << " is not here";
  const auto plan = load_photo(file);
  ASSERT_TRUE(plan);
  constexpr double kScale = 188.445;
  const auto at = [](double x, double y) { return PixelPoint{kScale * x, kScale * y}; };
  const auto points = [](PixelPoint a, PixelPoint b) { return std::vector{End{{a}, {}, Taken::click, {}}, End{{b}, {}, Taken::click, {}}}; };
  Task task;
  task.camera.square_pixels = true;  // a drawing is not stretched
  task.lines.level = {{at(19.09, 21.4), at(24.6, 21.4)}, {at(43.24, 11.63), at(48.39, 11.63)}};      // 20309, 20354
  task.lines.vertical = {{at(26.34, 18.6), at(26.34, 24.69)}, {at(31.54, 11.08), at(31.54, 17.18)}};  // 28488, 20334
  task.known = Known{points(at(19.086, 21.32), at(24.606, 21.32)), Stated{5.52, 0.005}};
  struct Row {
    PixelPoint a, b;
    double truth;
  };
  for (const Row& row : {Row{at(26.416, 18.589), at(26.416, 24.699), 6.11}, Row{at(43.236, 11.709), at(48.396, 11.709), 5.16}, Row{at(8.866, 18.589), at(8.866, 24.539), 5.95}}) {
    task.target.ends = points(row.a, row.b);
    for (End& end : task.target.ends) end.offset = Stated{0, 1e-6};
    const auto answer = measure_photo(*plan, task, {1000, 1});
    ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
    EXPECT_LE(answer->measured->lo, row.truth);
    EXPECT_GE(answer->measured->hi, row.truth);
    EXPECT_NEAR(answer->measured->value, row.truth, 0.01 * row.truth);
    EXPECT_LT(answer->measured->half_width(), 0.06 * row.truth);
    std::printf("[ recipe   ] floor302 true %.3f m, measured %.3f m, U %.3f m\n", row.truth, answer->measured->value, answer->measured->half_width());
  }
}

// Recipe 9: three families of lines, read off the picture, are square to each other for one focal length.
TEST(VanishingPoints, AreSquareForOneFocalLength) {
  const std::string file = kPhotos + "vanishing/test_image.jpg";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the photo " << file << " is not here";
  const auto photo = load_photo(file);
  ASSERT_TRUE(photo);
  DirectionLines lines;
  lines.vertical = {{{135.7, 259.6}, {137.8, 565.0}}, {{484.8, 98.5}, {489.0, 640.0}}, {{577.2, 210.1}, {580.6, 424.5}}, {{719.6, 274.4}, {722.1, 471.7}}, {{779.6, 263.7}, {783.5, 441.7}}};
  lines.level = {{{500.0, 6.4}, {795.0, 244.4}}, {{502.2, 66.5}, {795.9, 262.4}}, {{577.2, 210.1}, {651.4, 241.0}}, {{575.5, 436.5}, {657.8, 416.0}}, {{493.6, 645.4}, {716.6, 499.6}}};
  lines.across = {{{137.8, 292.3}, {478.8, 265.1}}, {{138.2, 319.0}, {478.8, 299.9}}, {{137.8, 394.5}, {479.6, 403.8}}, {{137.8, 468.7}, {480.5, 509.4}}, {{138.7, 543.8}, {481.3, 611.2}}};
  lines.u = 1.5;
  for (const bool detect : {false, true}) {
    lines.detect = detect;
    const CameraPrior camera = camera_of(*photo, {});
    const auto f = focal_of_lines(*photo, camera, lines, {1000, 1});
    ASSERT_TRUE(f);
    EXPECT_EQ(f->unit, "px");
    EXPECT_GT(f->hi, f->lo);
    EXPECT_LT(f->half_width(), 0.25 * f->value);
    Lens lens = lens_of(camera.camera);
    lens.f = f->value;
    const auto towards = [&](const std::vector<PixelLine>& family) { return *common_direction(lens, family, std::vector<double>(2 * family.size(), 0.0)); };
    const Direction v = towards(lines.vertical), l = towards(lines.level), a = towards(lines.across);
    for (const double cosine : {dot(v, l), dot(v, a), dot(l, a)}) EXPECT_LT(std::abs(cosine), std::sin(4 * std::numbers::pi / 180));
  }
}

// Recipe 7: from figure 3 to figure 10 of the ruler are 70 mm. Thirty of them are told, from 5 to 8; the directions come from the ruler and the labels
// above it. Nothing is known of the camera. Pixels read off the picture.
TEST(Ruler, ThirtyMillimetresTellSeventy) {
  const std::string file = kPhotos + "ruler/BMNHE_1105737_angle0.jpg";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the photo " << file << " is not here";
  const auto photo = load_photo(file);
  ASSERT_TRUE(photo);
  const auto at = [](double x) {
    End end;
    end.pixels = {{x, 291}};
    end.taken = Taken::loupe;
    end.offset = Stated{0, 0.0002};
    return end;
  };
  Task task;
  task.lines.level = {{{10, 277.6}, {490, 281.3}}, {{374, 113}, {488, 112.2}}};
  task.lines.vertical = {{{369.2, 216}, {368.9, 264}}, {{487.6, 220}, {487.4, 260}}, {{368, 10}, {367.5, 100}}};
  task.known = Known{{at(154.1), at(354.0)}, {0.030, 0.0001}};
  task.target.ends = {at(20.2), at(489.2)};
  const auto answer = measure_photo(*photo, task);
  ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
  const Measured& m = *answer->measured;
  EXPECT_TRUE(test::recipe_held("ruler, 30 mm tell", 0.070, m));
  EXPECT_LE(m.half_width(), 0.05 * m.value);
}

}  // namespace
}  // namespace landai::photo
