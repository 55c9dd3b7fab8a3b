// SPDX-License-Identifier: GPL-3.0-or-later
#include "directions.hpp"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

namespace landai::photo {

Direction cross(const Direction& a, const Direction& b) { return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]}; }
double dot(const Direction& a, const Direction& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

std::optional<Direction> unit(const Direction& a) {
  const double size = std::sqrt(dot(a, a));
  if (!(size > 1e-12)) return std::nullopt;
  return Direction{a[0] / size, a[1] / size, a[2] / size};
}

Direction tilted(const Direction& a, double first, double second) {
  const Direction axis = std::abs(a[2]) < 0.9 ? Direction{0, 0, 1} : Direction{1, 0, 0};
  const Direction e = *unit(cross(a, axis)), f = cross(a, e);
  return *unit({a[0] + first * e[0] + second * f[0], a[1] + first * e[1] + second * f[1], a[2] + first * e[2] + second * f[2]});
}

std::array<PixelPoint, 2> pushed(const PixelLine& line, double first, double last) {
  const PixelPoint a = line.front(), b = line.back();
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (!(length > 0)) return {a, b};
  const double nx = -(b.y - a.y) / length, ny = (b.x - a.x) / length;
  return {PixelPoint{a.x + first * nx, a.y + first * ny}, PixelPoint{b.x + last * nx, b.y + last * ny}};
}

std::optional<Direction> plane_of(const Lens& lens, const std::array<PixelPoint, 2>& ends) {
  const Ray a = ray_of(lens, ends[0]), b = ray_of(lens, ends[1]);
  return unit(cross({a.x, a.y, 1}, {b.x, b.y, 1}));
}

std::optional<Direction> common_direction(const Lens& lens, const std::vector<PixelLine>& lines, std::span<const double> errors) {
  if (lines.size() < 2) return std::nullopt;
  cv::Matx33d sum = cv::Matx33d::zeros();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto ends = pushed(lines[i], errors[2 * i], errors[2 * i + 1]);
    const auto m = plane_of(lens, ends);
    if (!m) return std::nullopt;
    const double length = std::hypot(ends[1].x - ends[0].x, ends[1].y - ends[0].y);
    for (int r = 0; r < 3; ++r)
      for (int c = 0; c < 3; ++c) sum(r, c) += length * length * (*m)[static_cast<std::size_t>(r)] * (*m)[static_cast<std::size_t>(c)];
  }
  cv::Vec3d values;
  cv::Matx33d vectors;
  cv::eigen(sum, values, vectors);  // the largest first
  if (!(values[1] > 0)) return std::nullopt;  // all lines in one plane: any direction in it would do
  return unit({vectors(2, 0), vectors(2, 1), vectors(2, 2)});
}

Direction with_focal(const Direction& d, double from, double to) { return {d[0] * from / to, d[1] * from / to, d[2]}; }

std::optional<double> focal_of(const std::vector<Direction>& square, const Lens& lens) {
  if (square.size() < 2) return std::nullopt;
  const auto skew = [&](double f) {
    double sum = 0;
    for (std::size_t i = 0; i < square.size(); ++i)
      for (std::size_t k = i + 1; k < square.size(); ++k) {
        const auto a = unit(with_focal(square[i], lens.f, f)), b = unit(with_focal(square[k], lens.f, f));
        if (a && b) sum += std::pow(dot(*a, *b), 2);
      }
    return sum;
  };
  // One dip over the whole range of lenses: a coarse look, then golden section.
  double best = 0, least = 1e18;
  for (double f = 0.1 * lens.f; f < 10 * lens.f; f *= 1.05)
    if (const double s = skew(f); s < least) least = s, best = f;
  if (best <= 0.1 * lens.f * 1.06 || best >= 10 * lens.f / 1.06) return std::nullopt;  // they do not tell: points too far away
  double lo = best / 1.06, hi = best * 1.06;
  constexpr double kGolden = 0.6180339887498949;
  for (int i = 0; i < 40; ++i) {
    const double a = hi - kGolden * (hi - lo), b = lo + kGolden * (hi - lo);
    (skew(a) < skew(b) ? hi : lo) = skew(a) < skew(b) ? b : a;
  }
  return (lo + hi) / 2;
}

std::optional<Gravity> Gravity::of(const Photo& photo, const Task& task) {
  Gravity gravity;
  gravity.u_ = task.gravity_u;
  if (task.gravity) {
    gravity.told_ = task.gravity;
  } else if (task.lines.vertical.size() >= 2) {
    gravity.lines_ = task.lines.vertical;
    gravity.line_u_ = task.lines.u;
  } else if (photo.exif().gravity) {
    gravity.told_ = photo.exif().gravity;
    gravity.from_file_ = true;
  } else {
    return std::nullopt;
  }
  return gravity;
}

std::vector<Input> Gravity::inputs() const {
  if (told_) return std::vector<Input>(2, Input{"photo.source.gravity", u_});
  return std::vector<Input>(2 * lines_.size(), Input{"photo.source.lines", line_u_});
}

std::optional<Direction> Gravity::at(const Lens& lens, std::span<const double> errors) const {
  if (told_) return tilted(*told_, errors[0], errors[1]);
  auto down = common_direction(lens, lines_, errors);
  if (down && (*down)[1] < 0)
    for (double& d : *down) d = -d;  // photos are upright: down is downwards in them
  return down;
}

Message Gravity::assumption() const {
  if (!told_) return message("photo.assumed.gravity_lines").with("count", static_cast<double>(lines_.size()), "");
  return message(from_file_ ? "photo.assumed.gravity_file" : "photo.assumed.gravity_told").with("u", u_, "rad");
}

}  // namespace landai::photo
