// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets of paper, the side of a ramp and calibration boards, rendered like the doors.
#pragma once

#include <array>
#include <cmath>
#include <opencv2/aruco/charuco.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "photo_scene.hpp"

namespace landai::test {

/// A sheet of paper on the wall, and below a line the side of a ramp.
struct SceneSheet {
  double x = 0, y = 0, turn = 0, width = 0.21, height = 0.297;  ///< centre; m, rad
  std::array<std::array<double, 2>, 4> off{};                   ///< m by which each corner lies beside that of the rectangle: cut, curl
};

/// Corners of a sheet, clockwise as seen, on the wall.
inline std::array<ScenePoint, 4> corners_of(const SceneSheet& sheet) {
  std::array<ScenePoint, 4> out;
  const double c = std::cos(sheet.turn), s = std::sin(sheet.turn);
  constexpr double kAround[4][2] = {{-0.5, 0.5}, {0.5, 0.5}, {0.5, -0.5}, {-0.5, -0.5}};
  for (std::size_t k = 0; k < 4; ++k) {
    const double u = kAround[k][0] * sheet.width + sheet.off[k][0], v = kAround[k][1] * sheet.height + sheet.off[k][1];
    out[k] = {sheet.x + c * u - s * v, sheet.y + s * u + c * v, 0};
  }
  return out;
}

class SheetRenderer : public DoorRenderer {
 public:
  SheetRenderer(const DoorScene& scene, std::vector<SceneSheet> sheets, std::optional<double> ramp = std::nullopt) : DoorRenderer(scene), ramp_(ramp) {
    for (const SceneSheet& sheet : sheets) sheets_.push_back(corners_of(sheet));
  }

 protected:
  [[nodiscard]] float shade(double column, double row) const override {
    const ScenePoint d = camera().look(column, row), e = camera().eye();
    const double t = -e.z / d.z, x = e.x + t * d.x, y = e.y + t * d.y;
    for (const auto& corners : sheets_) {
      bool within = true;  // to the right of every edge
      for (std::size_t k = 0; k < 4; ++k) {
        const ScenePoint &p = corners[k], &q = corners[(k + 1) % 4];
        within = within && (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x) < 0;
      }
      if (within) return 0.85F;
    }
    if (!ramp_) return DoorRenderer::shade(column, row);
    return y < *ramp_ * x ? 0.12F : 0.55F;
  }

 private:
  std::vector<std::array<ScenePoint, 4>> sheets_;
  std::optional<double> ramp_;
};

/// The front of a counter: its top above, the floor below, a marker on it.
class CounterRenderer : public DoorRenderer {
 public:
  CounterRenderer(const DoorScene& scene, double floor, double top) : DoorRenderer(scene), floor_(floor), top_(top) {}

 protected:
  [[nodiscard]] float shade(double column, double row) const override {
    const ScenePoint d = camera().look(column, row), e = camera().eye();
    const double y = e.y - e.z / d.z * d.y;
    return y > top_ ? 0.75F : y < floor_ ? 0.18F : DoorRenderer::shade(column, row);
  }

 private:
  double floor_, top_;
};

/// A board of 10 x 7 squares (9 x 6 inner corners) or a ChArUco board of 5 x 7 squares, its middle at the origin.
class BoardRenderer : public DoorRenderer {
 public:
  BoardRenderer(const DoorScene& scene, bool charuco, double square) : DoorRenderer(scene), square_(square) {
    if (!charuco) return;
    const auto dictionary = cv::aruco::getPredefinedDictionary(cv::aruco::DICT_6X6_250);
    cv::aruco::CharucoBoard::create(kAcross, kDown, 1, 0.5F, dictionary)->draw({kAcross * kCell, kDown * kCell}, printed_, 0, 1);
  }

 protected:
  [[nodiscard]] float shade(double column, double row) const override {
    const ScenePoint d = camera().look(column, row), e = camera().eye();
    const double t = -e.z / d.z, across = printed_.empty() ? 10 : kAcross, down = printed_.empty() ? 7 : kDown;
    const double x = (e.x + t * d.x) / square_ + across / 2, y = down / 2 - (e.y + t * d.y) / square_;
    if (x < -1 || y < -1 || x > across + 1 || y > down + 1) return 0.25F;
    if (x < 0 || y < 0 || x >= across || y >= down) return 0.80F;
    const bool white = printed_.empty() ? (static_cast<int>(x) + static_cast<int>(y)) % 2 == 1 : printed_(static_cast<int>(y * kCell), static_cast<int>(x * kCell)) > 127;
    return white ? 0.80F : 0.04F;
  }

 private:
  static constexpr int kAcross = 5, kDown = 7, kCell = 160;
  double square_;
  cv::Mat1b printed_;
};

/// One of the views that a calibration wants: tilted to all sides, 0.45 to 0.6 m away.
inline DoorScene board_view(int i) {
  DoorScene scene;
  scene.columns = 1200, scene.rows = 900, scene.focal = 975, scene.k1 = -0.03;
  scene.noise = 2;
  scene.seed = static_cast<unsigned>(i) + 1;
  constexpr double kTilts[8][2] = {{0.5, 0}, {-0.5, 0}, {0, 0.5}, {0, -0.5}, {0.4, 0.4}, {-0.4, 0.4}, {0.4, -0.4}, {-0.4, -0.4}};
  scene.yaw = kTilts[i % 8][0];
  scene.pitch = kTilts[i % 8][1];
  scene.roll = 0.1 * (i % 3 - 1);
  scene.aim = {0.04 * (i % 3 - 1), 0.03 * (i % 2), 0};
  scene.distance = 0.45 + 0.05 * (i % 4);
  return scene;
}

}  // namespace landai::test
