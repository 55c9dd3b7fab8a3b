// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets, ramps, heights and walls with a known truth, put to landai's measuring as a user would: everything entered carries an error of its own.
#pragma once

#include <gtest/gtest.h>

#include <numbers>
#include <random>

#include "landai/photo/measure.hpp"
#include "photo_trial.hpp"
#include "sheet_scene.hpp"

namespace landai::test {

/// Random numbers of one trial.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed * 7919U + 13U) {}
  double between(double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(engine_); }
  double normal(double sigma) { return std::normal_distribution<double>(0, sigma)(engine_); }
  photo::PixelPoint near(const SceneCamera& camera, const ScenePoint& p, double sigma) {
    const auto [column, row] = camera.see(p);
    const double x = column + normal(sigma), y = row + normal(sigma);
    return {x, y};
  }

 private:
  std::mt19937 engine_;
};

inline Trial tried(double truth, const photo::Photo& photo, const photo::Task& task, int draws) {
  const auto answer = photo::measure_photo(photo, task, {draws, 20260101});
  if (!answer) {
    ADD_FAILURE() << answer.error().message.key;
    return {};
  }
  return {truth, *answer};
}

inline Trial tried(double truth, const std::string& bytes, const photo::Task& task, int draws) {
  const auto photo = photo::read_photo(bytes, "scene");
  if (photo) return tried(truth, *photo, task, draws);
  ADD_FAILURE() << photo.error().message.key;
  return {};
}

/// A grey picture of 12 MP: for what is clicked, not looked for.
inline const photo::Photo& blank() {
  static const photo::Photo picture = [] {
    std::vector<uchar> bytes;
    cv::imencode(".png", cv::Mat1b(3024, 4032, static_cast<uchar>(128)), bytes);
    return *photo::read_photo(std::string(bytes.begin(), bytes.end()), "blank.png");
  }();
  return picture;
}

inline bool in_sight(const DoorScene& s, const SceneCamera& camera, const ScenePoint& p) {
  const auto [x, y] = camera.see(p);
  return x > 15 && y > 15 && x < s.columns - 16 && y < s.rows - 16;
}

/// A door with sheets beside it (reference section 3): sides within the tolerance, corners 0.3 px from where a flat rectangle has them (cut, curl), the light
/// of the paper up to where it clips and moves its edges, corners clicked to 3 px, jambs to 2 px and snapped, f to 1 %.
inline Trial try_sheet(unsigned seed, const std::string& kind, double width, double height, double u, int sheets, int draws = 5000) {
  for (unsigned more = 0;; ++more) {
    Dice dice(seed + 1000 * more);
    DoorScene scene = random_door(seed + 1000 * more, 1, 0.03);
    const double left = scene.markers[0].x < 0 ? -0.28 : scene.width + 0.28;
    scene.markers.clear();
    std::vector<SceneSheet> papers;
    for (int i = 0; i < sheets; ++i)
      papers.push_back({i == 0 ? left : scene.width - left, dice.between(0, 0.15), dice.between(-0.02, 0.02), width + dice.normal(u), height + dice.normal(u)});
    for (SceneSheet& paper : papers)
      for (auto& corner : paper.off)
        for (double& off : corner) off = dice.normal(0.3 * scene.distance / scene.focal);
    scene.exposure = dice.between(1, 1.3);
    const SceneCamera camera(scene);
    bool all = true;
    for (const SceneSheet& paper : papers)
      for (const ScenePoint& p : corners_of(paper)) all = all && in_sight(scene, camera, p);
    if (!all) continue;
    photo::Task task;
    task.camera.focal_px = scene.focal * (1 + dice.normal(0.01));
    task.camera.focal_u = 0.01;
    const double offset = scene.depth + dice.normal(0.003);
    for (const double x : {0.0, scene.width}) {
      photo::End end;
      end.taken = photo::Taken::snap;
      end.offset = photo::Stated{offset, 0.003};
      for (const double y : {-0.4, 0.4}) end.pixels.push_back(dice.near(camera, {x, y, -scene.depth}, 2));
      task.target.ends.push_back(end);
    }
    auto reference = photo::reference_named(kind, LANDAI_SOURCE_DIR "/data");
    if (!reference) {
      ADD_FAILURE() << reference.error().message.key;
      return {};
    }
    task.rectangle = *reference;
    for (const SceneSheet& paper : papers) {
      std::vector<photo::PixelPoint> rough;
      for (const ScenePoint& p : corners_of(paper)) rough.push_back(dice.near(camera, p, 3));
      task.rectangle->corners.push_back(rough);
    }
    return tried(scene.width, SheetRenderer(scene, papers).jpeg(), task, draws);
  }
}

/// A marker of 200 mm lying on a ramp, seen from 1.3 to 2 m at 30 to 60 degrees down; gravity known to `gravity_u` (rad). With a calibrated phone the
/// focal length is known to 0.5 % and the principal point is told to 3 px. Else the focal length is told to 1 % and the lens's axis lies `off` (of the long
/// side, one sigma) from the middle, which nobody tells.
inline Trial try_ramp(unsigned seed, double gravity_u, std::optional<double> off = std::nullopt, int draws = 5000) {
  Dice dice(seed);
  DoorScene scene;
  scene.seed = seed;
  scene.width = 0;
  scene.markers = {{-1, 0, dice.between(-3, 3), 0.2 * (1 + dice.normal(0.001)), 7}};
  scene.aim = {-1 + dice.between(-0.1, 0.1), dice.between(-0.1, 0.1), 0};
  scene.distance = dice.between(1.3, 2.0);
  scene.pitch = -dice.between(30, 60) * std::numbers::pi / 180;  // from the normal of the ramp
  scene.roll = dice.between(-0.05, 0.05);
  scene.k1 = dice.normal(0.01);
  const double axis = off ? *off * scene.columns : 3;
  scene.centre_x = dice.normal(axis), scene.centre_y = dice.normal(axis);
  const double slope = dice.between(0.02, 0.14), towards = dice.between(-std::numbers::pi, std::numbers::pi), size = std::hypot(1.0, slope);
  const SheetRenderer renderer(scene, {});
  const auto down = renderer.camera().turned({slope / size * std::cos(towards), slope / size * std::sin(towards), -1 / size});
  photo::Task task;
  task.markers = photo::MarkerReference{};
  task.markers->side = photo::Stated{0.2, 0.0003};
  task.camera.focal_u = off ? 0.01 : 0.005;
  task.camera.focal_px = scene.focal * (1 + dice.normal(*task.camera.focal_u));
  if (!off) {
    task.camera.principal_point = photo::PixelPoint{(scene.columns - 1) / 2.0, (scene.rows - 1) / 2.0};
    task.camera.principal_u = axis;
  }
  task.gravity_u = gravity_u;
  task.gravity = down;
  for (double& d : *task.gravity) d += dice.normal(gravity_u);
  const double length = std::hypot((*task.gravity)[0], (*task.gravity)[1], (*task.gravity)[2]);
  for (double& d : *task.gravity) d /= length;
  task.slope = photo::SlopeTask{};
  return tried(slope, renderer.jpeg(), task, draws);
}

/// Of the long side: how far the axis lies from the middle where the focal length is known to 1 % (docs/photos.md).
inline constexpr double kCentreU = 0.003;

enum class SideHelp { squareness, level, marker };

/// The edge of a ramp from the side. Obliquity up to 5 degrees where it is told only, else up to 30.
inline Trial try_side(unsigned seed, SideHelp help, double gravity_u, int draws = 5000) {
  Dice dice(seed);
  DoorScene scene;
  scene.seed = seed;
  scene.columns = 2000, scene.rows = 1500, scene.focal = 1550;
  scene.yaw = dice.between(-1, 1) * (help == SideHelp::squareness ? 5 : 30) * std::numbers::pi / 180;
  scene.pitch = dice.between(0.0, 0.12);
  scene.roll = dice.between(-0.04, 0.04);
  scene.aim = {dice.between(-0.1, 0.1), dice.between(0.1, 0.3), 0};
  scene.distance = dice.between(2, 3);
  scene.k1 = dice.normal(0.01);
  scene.centre_x = dice.normal(kCentreU * scene.columns), scene.centre_y = dice.normal(kCentreU * scene.columns);
  const double slope = dice.between(0.03, 0.14);
  if (help == SideHelp::marker) scene.width = 0, scene.markers = {{0.35, 0.3, dice.between(-0.1, 0.1), 0.2, 7}};
  const SheetRenderer renderer(scene, {}, help == SideHelp::marker ? std::nullopt : std::optional(slope));
  photo::Task task;
  task.camera.focal_px = scene.focal * (1 + dice.normal(0.01));
  task.camera.focal_u = 0.01;
  task.gravity_u = gravity_u;
  task.gravity = renderer.camera().turned({dice.normal(gravity_u), -1, dice.normal(gravity_u)});
  photo::SlopeTask side;
  side.method = photo::SlopeMethod::side;
  side.line = {dice.near(renderer.camera(), {-0.6, -0.6 * slope, 0}, 2), dice.near(renderer.camera(), {0.6, 0.6 * slope, 0}, 2)};
  if (help == SideHelp::squareness) side.obliquity = photo::Stated{0, 3 * std::numbers::pi / 180};
  if (help == SideHelp::level) side.level = {dice.near(renderer.camera(), {-0.6, -0.7, 0}, 1), dice.near(renderer.camera(), {0.6, -0.7, 0}, 1)};
  if (help == SideHelp::marker) {  // two points clicked with a loupe
    side.snap = false;
    side.line_u = 1;
    side.line = {dice.near(renderer.camera(), {-0.6, -0.6 * slope, 0}, 1 / std::numbers::sqrt2), dice.near(renderer.camera(), {0.6, 0.6 * slope, 0}, 1 / std::numbers::sqrt2)};
    task.markers = photo::MarkerReference{};
    task.markers->side = photo::Stated{0.2, 0.0003};
  }
  task.slope = side;
  return tried(slope, renderer.jpeg(), task, draws);
}

/// Camera of the geometry-only cases: 12 MP, f 3120 px; the floor is y = -1 of the scene.
inline DoorScene standing_scene(Dice& dice) {
  DoorScene scene;
  scene.columns = 4032, scene.rows = 3024, scene.focal = 3120;
  scene.yaw = dice.between(-0.4, 0.4);
  scene.pitch = dice.between(-0.02, 0.12);
  scene.roll = dice.between(-0.03, 0.03);
  scene.k1 = dice.normal(0.01);
  scene.centre_x = dice.normal(0.01 * scene.columns), scene.centre_y = dice.normal(0.01 * scene.columns);
  return scene;
}

inline photo::PixelLine clicked(Dice& dice, const SceneCamera& camera, const ScenePoint& a, const ScenePoint& b, double sigma) {
  return {dice.near(camera, a, sigma), dice.near(camera, b, sigma)};
}

/// A counter of 0.7 to 1.1 m from a door of 1 m beside it, by gravity and f or by clicked lines (reference section 5, last table).
inline Trial try_height(unsigned seed, bool by_lines, int draws = 5000) {
  for (unsigned more = 0;; ++more) {
    Dice dice(seed + 1000 * more);
    DoorScene scene = standing_scene(dice);
    const double height = dice.between(0.7, 1.1), away = dice.between(0.2, 0.8) * (dice.between(0, 1) < 0.5 ? -1 : 1), back = dice.between(-0.5, 0.3);
    scene.aim = {away / 2, -0.5, 0};
    scene.distance = dice.between(2.2, 4);
    const SceneCamera camera(scene);
    const ScenePoint base{away, -1, back}, top{away, -1 + height, back}, low{0, -1, 0}, high{0, 0, 0};
    bool all = true;
    for (const ScenePoint& p : {base, top, low, high, ScenePoint{-0.9, -1, 0}, ScenePoint{0.9, 0.2, 0}}) all = all && in_sight(scene, camera, p);
    if (!all) continue;
    const double click = by_lines ? 1.5 : 1;
    photo::Task task;
    if (by_lines) {
      for (const double x : {-0.9, -0.4, 0.5, 0.9}) task.lines.vertical.push_back(clicked(dice, camera, {x, -1, 0}, {x, 0.2, 0}, click));
      for (const double y : {-1.0, -0.4, 0.2}) task.lines.level.push_back(clicked(dice, camera, {-0.9, y, 0}, {0.9, y, 0}, click));
      for (const double x : {-0.5, 0.0, 0.5}) task.lines.across.push_back(clicked(dice, camera, {x, -1, 0}, {x, -1, 0.8}, click));
      task.lines.u = click;
    } else {
      task.gravity_u = 0.3 * std::numbers::pi / 180;
      task.gravity = camera.turned({dice.normal(task.gravity_u), -1, dice.normal(task.gravity_u)});
    }
    task.camera.focal_px = scene.focal * (1 + dice.normal(0.01));
    task.camera.focal_u = 0.01;
    task.height = photo::HeightTask{{dice.near(camera, low, click), dice.near(camera, high, click), click, true},
                                    {dice.near(camera, base, click), dice.near(camera, top, click), click, true},
                                    {1.0 + dice.normal(0.003), 0.003}};
    return tried(height, blank(), task, draws);
  }
}

/// How the lines of a wall are taken. Without a slip as the trial has them.
struct WallLines {
  std::vector<double> level{-0.8, 0.0, 0.6};  ///< m: heights of the level lines
  double click = 1;                           ///< px: u of all that is clicked
  double slip = 0;                            ///< px: one end of one of the level lines is off by as much, up or down
  double focal_u = 0.01;
};

/// A width in a wall from a known height of it; directions from clicked lines.
inline Trial try_wall(unsigned seed, int draws = 5000, const WallLines& how = {}) {
  for (unsigned more = 0;; ++more) {
    Dice dice(seed + 1000 * more);
    DoorScene scene = standing_scene(dice);
    scene.yaw = dice.between(-0.6, 0.6);
    const double width = dice.between(0.7, 1.0);
    scene.aim = {width / 2, 0, 0};
    scene.distance = dice.between(2.5, 3.5);
    const SceneCamera camera(scene);
    bool all = true;
    for (const double x : {-0.4, width + 0.4})
      for (const double y : {-0.8, 0.6}) all = all && in_sight(scene, camera, {x, y, 0});
    if (!all) continue;
    photo::Task task;
    for (const double x : {-0.4, 0.0, width, width + 0.4}) task.lines.vertical.push_back(clicked(dice, camera, {x, -0.8, 0}, {x, 0.6, 0}, how.click));
    for (const double y : how.level) task.lines.level.push_back(clicked(dice, camera, {-0.4, y, 0}, {width + 0.4, y, 0}, how.click));
    task.lines.level[seed % how.level.size()][seed / how.level.size() % 2].y += (seed / 8 % 2 == 0 ? 1 : -1) * how.slip;
    task.lines.u = how.click;
    task.camera.focal_px = scene.focal * (1 + dice.normal(how.focal_u));
    task.camera.focal_u = how.focal_u;
    const auto line = [&](const ScenePoint& a, const ScenePoint& b) {
      photo::End end;
      end.pixels = clicked(dice, camera, a, b, 1);
      end.offset = photo::Stated{0, 0.0005};
      return end;
    };
    task.known = photo::Known{{line({-0.4, -0.8, 0}, {width, -0.8, 0}), line({-0.4, 0.6, 0}, {width, 0.6, 0})}, {1.4 + dice.normal(0.003), 0.003}};
    task.target.ends = {line({0, -0.8, 0}, {0, 0.6, 0}), line({width, -0.8, 0}, {width, 0.6, 0})};
    return tried(width, blank(), task, draws);
  }
}

}  // namespace landai::test
