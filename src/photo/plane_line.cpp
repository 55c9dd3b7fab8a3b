// SPDX-License-Identifier: GPL-3.0-or-later
#include "plane_line.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace landai::photo {

std::optional<PlaneLine> plane_line(const WallState& state, std::span<const PixelPoint> pixels, double depth) {
  std::vector<Ray> rays;
  rays.reserve(pixels.size());
  for (const PixelPoint& pixel : pixels) rays.push_back(ray_of(state.lens, pixel));
  return plane_line(state.pose, rays, depth);
}

std::optional<PlaneLine> plane_line(const Pose& pose, std::span<const Ray> rays, double depth) {
  std::vector<PlanePoint3> points;
  points.reserve(rays.size());
  PlaneLine line;
  for (const Ray& ray : rays) {
    const auto point = on_plane(pose, ray, depth);
    if (!point) return std::nullopt;
    points.push_back(*point);
    line.x += point->x / static_cast<double>(rays.size());
    line.y += point->y / static_cast<double>(rays.size());
  }
  if (points.size() < 2) return points.empty() ? std::nullopt : std::optional(line);
  double xx = 0, xy = 0, yy = 0;
  for (const PlanePoint3& p : points) {
    xx += (p.x - line.x) * (p.x - line.x);
    xy += (p.x - line.x) * (p.y - line.y);
    yy += (p.y - line.y) * (p.y - line.y);
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
  line.dx = std::cos(angle);
  line.dy = std::sin(angle);
  double from = 0, to = 0;
  for (const PlanePoint3& p : points) {
    const double s = (p.x - line.x) * line.dx + (p.y - line.y) * line.dy;
    from = std::min(from, s);
    to = std::max(to, s);
  }
  line.length = to - from;
  // The middle of the stretch, not of the points, which may stand closer at one end.
  line.x += (from + to) / 2 * line.dx;
  line.y += (from + to) / 2 * line.dy;
  return line;
}

double apart(const PlaneLine& a, const PlaneLine& b) {
  const double x = b.x - a.x, y = b.y - a.y;
  if (a.length == 0 && b.length == 0) return std::hypot(x, y);
  if (a.length == 0) return std::abs(x * b.dy - y * b.dx);
  if (b.length == 0) return std::abs(x * a.dy - y * a.dx);
  // Mean direction, the longer line counting more; lines have no sense, so one may have to be turned round.
  const double sense = a.dx * b.dx + a.dy * b.dy < 0 ? -1 : 1;
  const double dx = a.length * a.dx + sense * b.length * b.dx, dy = a.length * a.dy + sense * b.length * b.dy;
  return std::abs(x * dy - y * dx) / std::hypot(dx, dy);
}

}  // namespace landai::photo
