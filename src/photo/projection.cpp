// SPDX-License-Identifier: GPL-3.0-or-later
#include "projection.hpp"

#include <cmath>

namespace landai::photo {
namespace {

/// Brown's distortion of a ray.
Ray distorted(const std::array<double, 5>& k, Ray p) {
  const double r2 = p.x * p.x + p.y * p.y;
  const double radial = 1 + r2 * (k[0] + r2 * (k[1] + r2 * k[4]));
  return {p.x * radial + 2 * k[2] * p.x * p.y + k[3] * (r2 + 2 * p.x * p.x),
          p.y * radial + k[2] * (r2 + 2 * p.y * p.y) + 2 * k[3] * p.x * p.y};
}

std::array<double, 3> in_camera(const Pose& pose, const PlanePoint3& p) {
  const auto& r = pose.rotation;
  return {r[0] * p.x + r[1] * p.y + r[2] * p.z + pose.shift[0], r[3] * p.x + r[4] * p.y + r[5] * p.z + pose.shift[1],
          r[6] * p.x + r[7] * p.y + r[8] * p.z + pose.shift[2]};
}

}  // namespace

Lens lens_of(const Camera& camera) { return Lens{camera.f, camera.cx, camera.cy, camera.distortion, 1}; }

PixelPoint pixel_of(const Lens& lens, Ray ray) {
  const Ray d = distorted(lens.k, ray);
  return {lens.f * d.x + lens.cx, lens.f * lens.aspect * d.y + lens.cy};
}

Ray ray_of(const Lens& lens, PixelPoint pixel) {
  const Ray seen{(pixel.x - lens.cx) / lens.f, (pixel.y - lens.cy) / (lens.f * lens.aspect)};
  Ray ray = seen;
  for (int i = 0; i < 30; ++i) {
    const Ray d = distorted(lens.k, ray);
    const double dx = seen.x - d.x, dy = seen.y - d.y;
    ray.x += dx;
    ray.y += dy;
    if (std::abs(dx) + std::abs(dy) < 1e-12) break;   // differences of rays are taken over 1e-5 of a unit
  }
  return ray;
}

std::optional<PixelPoint> pixel_of(const Lens& lens, const Pose& pose, const PlanePoint3& point) {
  const auto c = in_camera(pose, point);
  if (!(c[2] > 1e-6)) return std::nullopt;
  return pixel_of(lens, Ray{c[0] / c[2], c[1] / c[2]});
}

std::optional<PlanePoint3> on_plane(const Pose& pose, Ray ray, double depth) {
  const auto& r = pose.rotation;
  const auto& t = pose.shift;
  // In the plane's frame the camera stands at -Rt t and looks along Rt (x, y, 1).
  const auto back = [&r](double x, double y, double z) {
    return std::array<double, 3>{r[0] * x + r[3] * y + r[6] * z, r[1] * x + r[4] * y + r[7] * z, r[2] * x + r[5] * y + r[8] * z};
  };
  const auto from = back(-t[0], -t[1], -t[2]), along = back(ray.x, ray.y, 1);
  if (std::abs(along[2]) < 1e-9) return std::nullopt;
  const double s = (depth - from[2]) / along[2];
  if (!(s > 0)) return std::nullopt;
  return PlanePoint3{from[0] + s * along[0], from[1] + s * along[1], depth};
}

std::array<double, 9> turned(const std::array<double, 9>& m, const std::array<double, 3>& w) {
  const double angle = std::hypot(w[0], w[1], w[2]);
  // Rodrigues: I + a K + b K^2 with the series where the angle vanishes.
  const double a = angle < 1e-8 ? 1 : std::sin(angle) / angle, b = angle < 1e-8 ? 0.5 : (1 - std::cos(angle)) / (angle * angle);
  const double x = w[0], y = w[1], z = w[2];
  const std::array<double, 9> e{1 - b * (y * y + z * z), b * x * y - a * z, b * x * z + a * y, b * x * y + a * z, 1 - b * (x * x + z * z),
                                b * y * z - a * x,       b * x * z - a * y, b * y * z + a * x, 1 - b * (x * x + y * y)};
  std::array<double, 9> out{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      out[3 * i + j] = m[3 * i] * e[j] + m[3 * i + 1] * e[3 + j] + m[3 * i + 2] * e[6 + j];
  return out;
}

}  // namespace landai::photo
