// SPDX-License-Identifier: GPL-3.0-or-later
// Four edges are fitted and intersected, since corners are rounded, bent or worn (reference section 3).
#include "sheet_edges.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "edge.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

constexpr double kCornerSigma = 0.3;  // px, of a corner between fitted edges (reference section 3)
constexpr double kClickSigma = 2, kLoupeSigma = 1;  // px, reference section 6
constexpr double kRoughSigma = 3;     // px, of corners that were stated "within a few pixels"
constexpr double kEdgeBias = 0.25;    // px, reference section 6
constexpr double kSeen = 0.75;        // share of an edge: the rim of a chessboard shows half of itself, and is fitted a pixel or two off
constexpr double kCornerShare = 0.1;  // of an edge left out at each end: a card's corners have a radius of 3 mm

/// Straight line of rays: a x + b y = c.
struct RayLine {
  double a = 0, b = 0, c = 0;
};

/// The straight line through pixels, by least squares.
RayLine line_through(const Lens& lens, const std::vector<PixelPoint>& points) {
  double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
  std::vector<Ray> rays;
  for (const PixelPoint& point : points) rays.push_back(ray_of(lens, point));
  const auto n = static_cast<double>(rays.size());
  for (const Ray& r : rays) mx += r.x / n, my += r.y / n;
  for (const Ray& r : rays) xx += (r.x - mx) * (r.x - mx), xy += (r.x - mx) * (r.y - my), yy += (r.y - my) * (r.y - my);
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy), a = -std::sin(angle), b = std::cos(angle);
  return {a, b, a * mx + b * my};
}

std::optional<RayLine> edge_line(const Photo& photo, const Lens& lens, PixelPoint p, PixelPoint q, int& unsure) {
  const auto along = [&](double s) { return PixelPoint{p.x + s * (q.x - p.x), p.y + s * (q.y - p.y)}; };
  const double length = std::hypot(q.x - p.x, q.y - p.y), reach = std::clamp(0.05 * length, 4.0, 14.0);
  const Snapped edge = snap(photo.pixels(), along(kCornerShare), along(1 - kCornerShare), reach, kSeen);
  if (edge.unsure) {
    ++unsure;
    return line_through(lens, {p, q});
  }
  if (edge.points.size() < 2) return std::nullopt;
  return line_through(lens, edge.points);
}

/// Mean light along an edge, beside it by some pixels to the right (below 0: left) of p to q; nothing outside the photo.
std::optional<double> light_beside(const cv::Mat& light, cv::Rect part, PixelPoint p, PixelPoint q, double from, double to) {
  constexpr int kPlaces = 40, kDeep = 5;
  const double length = std::hypot(q.x - p.x, q.y - p.y), dx = (q.x - p.x) / length, dy = (q.y - p.y) / length;
  double sum = 0;
  int count = 0;
  for (int i = 0; i < kPlaces; ++i)
    for (int k = 0; k < kDeep; ++k) {
      const double s = length * (kCornerShare + (1 - 2 * kCornerShare) * i / (kPlaces - 1)), o = from + (to - from) * k / (kDeep - 1);
      const cv::Point at(static_cast<int>(std::lround(p.x + s * dx - o * dy)) - part.x, static_cast<int>(std::lround(p.y + s * dy + o * dx)) - part.y);
      if (at.x < 0 || at.y < 0 || at.x >= light.cols || at.y >= light.rows) continue;
      sum += light.at<float>(at.y, at.x);
      ++count;
    }
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

/// A sheet differs from what lies around it, and in one sense; a rectangle drawn over the lines of something else is brighter here and darker there. What is
/// seen of it is clockwise, so that the inside is on the right of each side.
bool sheet_like(const Photo& photo, const std::vector<PixelPoint>& corners) {
  constexpr double kUnlike = 0.04;   // of the brighter one: bare walls differ by 1 %
  constexpr int kSidesMore = 2;
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const PixelPoint& c : corners) left = std::min(left, c.x), top = std::min(top, c.y), right = std::max(right, c.x), bottom = std::max(bottom, c.y);
  constexpr int kBeside = 16;   // px
  const cv::Rect part = inside(photo.pixels(), cv::Rect(static_cast<int>(left) - kBeside, static_cast<int>(top) - kBeside, static_cast<int>(right - left) + 2 * kBeside,
                                                        static_cast<int>(bottom - top) + 2 * kBeside));
  if (part.empty()) return false;
  const cv::Mat light = linear_light(photo.pixels(), part);
  int brighter = 0, darker = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    const PixelPoint p = corners[k], q = corners[(k + 1) % 4];
    const double deep = std::clamp(0.06 * std::hypot(q.x - p.x, q.y - p.y), 3.0, 14.0);
    const auto within = light_beside(light, part, p, q, 0.4 * deep, deep), outside = light_beside(light, part, p, q, -0.4 * deep, -deep);
    if (!within || !outside || std::abs(*within - *outside) < kUnlike * std::max(*within, *outside)) continue;
    ++(*within > *outside ? brighter : darker);
  }
  return std::abs(brighter - darker) >= kSidesMore;
}

PixelPoint meeting(const Lens& lens, const RayLine& u, const RayLine& v, double det) { return pixel_of(lens, Ray{(u.c * v.b - u.b * v.c) / det, (u.a * v.c - u.c * v.a) / det}); }

}  // namespace

std::optional<SeenRectangle> see_rectangle(const Photo& photo, const Lens& lens, const std::vector<PixelPoint>& corners, Taken taken) {
  if (corners.size() != 4) return std::nullopt;
  SeenRectangle seen;
  Marker& marker = seen.marker;
  marker.id = -1;
  marker.bias = kEdgeBias;
  if (taken != Taken::snap) {
    std::copy(corners.begin(), corners.end(), marker.corners.begin());
    marker.sigma = taken == Taken::click ? kClickSigma : kLoupeSigma;
    // Whoever states them vouches for them; that nothing is seen there is told all the same.
    for (std::size_t k = 0; k < 4; ++k) {
      int unsure = 0;
      if (!edge_line(photo, lens, corners[k], corners[(k + 1) % 4], unsure) || unsure > 0) ++seen.unsure;
    }
    seen.sheet_like = sheet_like(photo, corners);
    return seen;
  }
  std::array<RayLine, 4> edges;
  for (std::size_t k = 0; k < 4; ++k) {
    const auto edge = edge_line(photo, lens, corners[k], corners[(k + 1) % 4], seen.unsure);
    if (!edge) return std::nullopt;
    edges[k] = *edge;
  }
  marker.sigma = seen.unsure > 0 ? kRoughSigma : kCornerSigma;
  for (std::size_t k = 0; k < 4; ++k) {
    const RayLine &u = edges[(k + 3) % 4], &v = edges[k];
    const double det = u.a * v.b - u.b * v.a;
    if (std::abs(det) < 0.05) return std::nullopt;
    marker.corners[k] = meeting(lens, u, v, det);
    if (std::hypot(marker.corners[k].x - corners[k].x, marker.corners[k].y - corners[k].y) > 40) return std::nullopt;
  }
  return seen;
}

}  // namespace landai::photo
