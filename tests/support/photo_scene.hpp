// SPDX-License-Identifier: GPL-3.0-or-later
// Photos of a door with printed markers, rendered with a known truth. Nothing here is shared with src/photo: its own camera (points are moved by
// the inverse of the camera's motion, z towards the viewer, y up), its own distortion, light, noise. Only the patterns of the markers and the JPEG
// coder come from OpenCV.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <opencv2/aruco.hpp>
#include <opencv2/imgcodecs.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace landai::test {

struct ScenePoint {
  double x = 0, y = 0, z = 0;  ///< m; x right, y up, z out of the wall; (0, 0, 0) at the left jamb, 1 m above the floor
};

struct SceneMarker {
  double x = 0, y = 0;  ///< centre on the wall, m
  double turn = 0;      ///< rad
  double side = 0.15;   ///< m, truth
  int id = 7;
  double lean = 0;      ///< rad, about the upright: one of its edges stands out of the wall (the right one where positive), the other touches it
};

struct DoorScene {
  int columns = 3056, rows = 2292;
  double focal = 2340;             ///< px
  double k1 = 0;
  double centre_x = 0, centre_y = 0;  ///< px that the lens's axis lies off the middle of the picture
  double width = 0.86;             ///< m, truth
  double depth = 0;                ///< m that the door's edges lie behind the wall
  std::vector<SceneMarker> markers;
  double yaw = 0, pitch = 0, roll = 0;   ///< rad
  ScenePoint aim{0.43, 0, 0};
  double distance = 2.2;           ///< m
  double blur = 1.0;               ///< px, in light
  double exposure = 1.0;
  double noise = 4;                ///< levels of 255
  int quality = 90;
  unsigned seed = 1;
};

/// Where the camera stands and looks, as three axes and a place in the scene's frame.
class SceneCamera {
 public:
  explicit SceneCamera(const DoorScene& s) : s_(s) {
    const double cy = std::cos(s.yaw), sy = std::sin(s.yaw), cp = std::cos(s.pitch), sp = std::sin(s.pitch);
    back_ = {sy * cp, sp, cy * cp};  // from the aim to the camera
    right_ = {cy, 0, -sy};
    up_ = {back_.y * right_.z - back_.z * right_.y, back_.z * right_.x - back_.x * right_.z, back_.x * right_.y - back_.y * right_.x};
    const double cr = std::cos(s.roll), sr = std::sin(s.roll);
    const ScenePoint r = right_, u = up_;
    right_ = {cr * r.x + sr * u.x, cr * r.y + sr * u.y, cr * r.z + sr * u.z};
    up_ = {-sr * r.x + cr * u.x, -sr * r.y + cr * u.y, -sr * r.z + cr * u.z};
    eye_ = {s.aim.x + s.distance * back_.x, s.aim.y + s.distance * back_.y, s.aim.z + s.distance * back_.z};
  }
  /// Column and row of a point, centre of the top left pixel at 0, 0.
  [[nodiscard]] std::array<double, 2> see(const ScenePoint& p) const {
    const ScenePoint v{p.x - eye_.x, p.y - eye_.y, p.z - eye_.z};
    const double depth = -dot(v, back_), a = dot(v, right_) / depth, b = -dot(v, up_) / depth;
    const double stretch = 1 + s_.k1 * (a * a + b * b);
    return {s_.focal * a * stretch + middle_x(), s_.focal * b * stretch + middle_y()};
  }
  /// Direction of the ray through a place of the picture.
  [[nodiscard]] ScenePoint look(double column, double row) const {
    const double a = (column - middle_x()) / s_.focal, b = (row - middle_y()) / s_.focal;
    // The cubic r (1 + k1 r^2) = seen, by Newton on the radius.
    const double seen = std::hypot(a, b);
    double r = seen;
    for (int i = 0; i < 3 && s_.k1 != 0; ++i) r -= (r * (1 + s_.k1 * r * r) - seen) / (1 + 3 * s_.k1 * r * r);
    const double shrink = seen > 0 ? r / seen : 1, x = a * shrink, y = -b * shrink;
    return {right_.x * x + up_.x * y - back_.x, right_.y * x + up_.y * y - back_.y, right_.z * x + up_.z * y - back_.z};
  }
  [[nodiscard]] const ScenePoint& eye() const { return eye_; }
  /// A direction of the scene as the camera has it: x right, y down, z forward.
  [[nodiscard]] std::array<double, 3> turned(const ScenePoint& d) const { return {dot(d, right_), -dot(d, up_), -dot(d, back_)}; }

 private:
  [[nodiscard]] double middle_x() const { return (s_.columns - 1) / 2.0 + s_.centre_x; }
  [[nodiscard]] double middle_y() const { return (s_.rows - 1) / 2.0 + s_.centre_y; }
  static double dot(const ScenePoint& a, const ScenePoint& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
  const DoorScene& s_;
  ScenePoint right_{}, up_{}, back_{}, eye_{};
};

class DoorRenderer {
 public:
  explicit DoorRenderer(const DoorScene& s) : s_(s), camera_(s) {
    for (const SceneMarker& m : s.markers) {
      cv::aruco::drawMarker(cv::aruco::getPredefinedDictionary(cv::aruco::DICT_APRILTAG_36h11), m.id, 8, cells_[m.id]);
    }
  }
  virtual ~DoorRenderer() = default;
  [[nodiscard]] const SceneCamera& camera() const { return camera_; }

  [[nodiscard]] std::string jpeg() const {
    std::vector<float> light = sharp();
    blur(light);
    cv::Mat1b picture(s_.rows, s_.columns);
    std::mt19937 engine(s_.seed);
    std::vector<float> noise(1 << 16);
    std::normal_distribution<float> normal(0, static_cast<float>(s_.noise));
    for (float& n : noise) n = normal(engine);
    std::vector<float> shown(8193);  // the display gamma, in steps far below a level
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const double v = static_cast<double>(i) / 8192;
      shown[i] = static_cast<float>(255 * (v < 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055));
    }
    const auto exposure = static_cast<float>(8192 * s_.exposure);
    for (int y = 0; y < s_.rows; ++y)
      for (int x = 0; x < s_.columns; ++x) {
        const float v = std::min(8191.0F, exposure * light[at(x, y)]);
        const auto below = static_cast<std::size_t>(v);
        const float level = shown[below] + (v - static_cast<float>(below)) * (shown[below + 1] - shown[below]);
        picture(y, x) = cv::saturate_cast<uchar>(level + noise[engine() & 0xFFFFU]);
      }
    std::vector<uchar> bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, s_.quality});
    return {bytes.begin(), bytes.end()};
  }

 private:
  [[nodiscard]] std::size_t at(int x, int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(s_.columns) + static_cast<std::size_t>(x); }

 protected:
  /// Reflected light at a place of the picture.
  [[nodiscard]] virtual float shade(double column, double row) const {
    const ScenePoint d = camera_.look(column, row), e = camera_.eye();
    const double t = -e.z / d.z, x = e.x + t * d.x, y = e.y + t * d.y;
    if (const auto leaning = before_wall(d, e)) return *leaning;
    if (d.z < 0 && (x < -kFrame || x > s_.width + kFrame || y > 1.15)) return wall(x, y);
    const double u = (-s_.depth - e.z) / d.z, bx = e.x + u * d.x, by = e.y + u * d.y;
    if (bx >= 0 && bx <= s_.width && by <= 1.05) return 0.10F;  // the leaf
    return 0.55F;                                               // the frame
  }
 private:
  /// Light of a marker's sheet at a place from its middle, along its own plane.
  [[nodiscard]] std::optional<float> sheet(const SceneMarker& m, double dx, double dy) const {
    const double c = std::cos(m.turn), s = std::sin(m.turn);
    const double u = (c * dx + s * dy) / m.side + 0.5, v = 0.5 - (-s * dx + c * dy) / m.side;  // v down, as printed
    if (u < -0.125 || v < -0.125 || u > 1.125 || v > 1.125) return std::nullopt;
    if (u < 0 || v < 0 || u >= 1 || v >= 1) return 0.80F;
    return cells_.at(m.id).at<uchar>(static_cast<int>(v * 8), static_cast<int>(u * 8)) > 127 ? 0.80F : 0.04F;
  }
  /// A sheet that stands out of the wall.
  [[nodiscard]] std::optional<float> before_wall(const ScenePoint& d, const ScenePoint& e) const {
    for (const SceneMarker& m : s_.markers) {
      if (m.lean == 0) continue;
      const double c = std::cos(m.lean), s = std::sin(m.lean), out = 0.625 * m.side * std::abs(s);   // z of its middle
      const double along = -s * d.x + c * d.z;   // its normal is (-s, 0, c)
      const double t = (-s * (m.x - e.x) + c * (out - e.z)) / along;
      const double dx = e.x + t * d.x - m.x, dz = e.z + t * d.z - out;
      if (const auto paper = sheet(m, c * dx + s * dz, e.y + t * d.y - m.y)) return paper;
    }
    return std::nullopt;
  }
  [[nodiscard]] float wall(double x, double y) const {
    for (const SceneMarker& m : s_.markers)
      if (const auto paper = m.lean == 0 ? sheet(m, x - m.x, y - m.y) : std::nullopt) return *paper;
    return static_cast<float>(0.42 + 0.02 * x - 0.015 * y * y);  // lit from one side
  }
  /// Blocks of four pixels a side in or beside which light changes abruptly.
  [[nodiscard]] std::vector<char> busy_blocks(const std::vector<float>& corner, int across, int down) const {
    const auto node = [across](int x, int y) { return static_cast<std::size_t>(y) * static_cast<std::size_t>(across + 1) + static_cast<std::size_t>(x); };
    std::vector<char> busy(corner.size(), 0);
    for (int y = 0; y < down; ++y)
      for (int x = 0; x < across; ++x) {
        const auto [lo, hi] = std::minmax({corner[node(x, y)], corner[node(x + 1, y)], corner[node(x, y + 1)], corner[node(x + 1, y + 1)]});
        if (hi - lo < 0.02F) continue;
        for (int j = std::max(0, y - 1); j <= std::min(down - 1, y + 1); ++j)
          for (int i = std::max(0, x - 1); i <= std::min(across - 1, x + 1); ++i) busy[node(i, j)] = 1;
      }
    return busy;
  }
  /// 36 samples a pixel where light changes, between blocks' corners elsewhere.
  [[nodiscard]] std::vector<float> sharp() const {
    constexpr int kBlock = 4;
    const int across = (s_.columns + kBlock - 1) / kBlock, down = (s_.rows + kBlock - 1) / kBlock;
    const auto node = [across](int x, int y) { return static_cast<std::size_t>(y) * static_cast<std::size_t>(across + 1) + static_cast<std::size_t>(x); };
    std::vector<float> corner(node(0, down + 1)), out(at(0, s_.rows));
    for (int y = 0; y <= down; ++y)
      for (int x = 0; x <= across; ++x) corner[node(x, y)] = shade(kBlock * x, kBlock * y);
    const std::vector<char> busy = busy_blocks(corner, across, down);
    for (int y = 0; y < s_.rows; ++y)
      for (int x = 0; x < s_.columns; ++x) {
        const int bx = x / kBlock, by = y / kBlock;
        if (busy[node(bx, by)] != 0) {
          out[at(x, y)] = sampled(x, y);
          continue;
        }
        const float fx = static_cast<float>(x % kBlock) / kBlock, fy = static_cast<float>(y % kBlock) / kBlock;
        out[at(x, y)] = (1 - fy) * ((1 - fx) * corner[node(bx, by)] + fx * corner[node(bx + 1, by)]) + fy * ((1 - fx) * corner[node(bx, by + 1)] + fx * corner[node(bx + 1, by + 1)]);
      }
    return out;
  }
  /// Mean light of a pixel: one sample at each of its corners, and 36 within where they differ.
  [[nodiscard]] float sampled(int x, int y) const {
    const auto [lo, hi] = std::minmax({shade(x - 0.5, y - 0.5), shade(x + 0.5, y - 0.5), shade(x - 0.5, y + 0.5), shade(x + 0.5, y + 0.5)});
    if (hi - lo < 0.02F) return (lo + hi) / 2;
    float sum = 0;
    for (int i = 0; i < 6; ++i)
      for (int j = 0; j < 6; ++j) sum += shade(x + (j - 2.5) / 6, y + (i - 2.5) / 6);
    return sum / 36;
  }
  void blur(std::vector<float>& light) const {
    const int reach = static_cast<int>(std::ceil(3 * s_.blur));
    std::vector<float> kernel;
    float total = 0;
    for (int i = -reach; i <= reach; ++i) kernel.push_back(static_cast<float>(std::exp(-0.5 * i * i / (s_.blur * s_.blur)))), total += kernel.back();
    for (float& k : kernel) k /= total;
    std::vector<float> between(light.size());
    for (int y = 0; y < s_.rows; ++y)
      for (int x = 0; x < s_.columns; ++x) {
        float sum = 0;
        for (int i = -reach; i <= reach; ++i) sum += kernel[static_cast<std::size_t>(i + reach)] * light[at(std::clamp(x + i, 0, s_.columns - 1), y)];
        between[at(x, y)] = sum;
      }
    for (int y = 0; y < s_.rows; ++y)
      for (int i = -reach; i <= reach; ++i) {
        const float k = kernel[static_cast<std::size_t>(i + reach)];
        const float* from = &between[at(0, std::clamp(y + i, 0, s_.rows - 1))];
        float* to = &light[at(0, y)];
        if (i == -reach) std::fill(to, to + s_.columns, 0.0F);
        for (int x = 0; x < s_.columns; ++x) to[x] += k * from[x];
      }
  }

  static constexpr double kFrame = 0.10;  ///< m of frame beside the opening, in the plane of the door
  const DoorScene& s_;
  SceneCamera camera_;
  std::map<int, cv::Mat> cells_;
};

/// Draws a scene of reference section 7: door 0.76 to 0.96 m, yaw 30, pitch 10 degrees, 1.6 to 2.8 m, markers beside the jambs, everything in sight.
/// The lens is as section 6 has it: k1 0.01, its axis 1 % of the width from the middle (one sigma each). Sides are off by 0.2 %, half of the variance common
/// to all markers: one printer, one ruler.
inline DoorScene random_door(unsigned seed, int markers, double most_depth) {
  std::mt19937 engine(seed);
  const auto between = [&engine](double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(engine); };
  std::normal_distribution<double> normal(0, 1);
  for (;;) {
    DoorScene s;
    s.seed = seed;
    s.width = between(0.76, 0.96);
    s.depth = between(0, most_depth);
    s.yaw = between(-0.52, 0.52);
    s.pitch = between(-0.17, 0.17);
    s.roll = between(-0.03, 0.03);
    s.distance = between(1.6, 2.8);
    s.k1 = 0.01 * normal(engine);
    const bool right = between(0, 1) < 0.5;
    const double print = normal(engine);
    for (int i = 0; i < markers; ++i)
      s.markers.push_back({(right == (i == 0)) ? s.width + 0.20 : -0.20, between(-0.1, 0.3), between(-0.03, 0.03), 0.15 * (1 + 0.002 * std::sqrt(0.5) * (print + normal(engine))), 7 + i});
    s.aim = {s.width / 2 + between(-0.1, 0.1), between(-0.1, 0.1), 0};
    s.centre_x = 0.01 * s.columns * normal(engine), s.centre_y = 0.01 * s.columns * normal(engine);
    const SceneCamera camera(s);
    bool all = true;
    const auto seen = [&](ScenePoint p) {
      const auto [x, y] = camera.see(p);
      all = all && x > 20 && y > 20 && x < s.columns - 21 && y < s.rows - 21;
    };
    for (const SceneMarker& m : s.markers)
      for (const double dx : {-0.11, 0.11})
        for (const double dy : {-0.11, 0.11}) seen({m.x + dx, m.y + dy, 0});
    for (const double x : {0.0, s.width})
      for (const double y : {-0.4, 0.4}) seen({x, y, -s.depth});
    if (all) return s;
  }
}

}  // namespace landai::test
