// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "landai/geometry/polygons.hpp"
#include "turning_shape.hpp"

namespace landai::geometry {
namespace {

using Answer = ShapeFit::Answer;

constexpr double kTolerance_m = 0.0002;  ///< what the comparisons give for the grid
/// The tolerance and what rounding may add to it over the subdivisions.
constexpr double kSlack_m = 2 * kTolerance_m;
constexpr double kFarthestApart_m = 10'000;
constexpr double kQuarter = std::numbers::pi / 2;

ShapePart part(double x0, double y0, double x1, double y1, double less_m) {
  const double t = less_m / 2;
  return {(x0 + t) * kFineCells, (y0 + t) * kFineCells, (x1 - t) * kFineCells, (y1 - t) * kFineCells};
}

/// `outline` of the shape at full size, about the point it turns about; metres.
ShapeFit fit(const MultiPolygon& raw, const TurningShape& shape, const Ring& outline) {
  ShapeFit result;
  result.slack_m = kSlack_m;
  const MultiPolygon region = united(raw);
  const Box box = bounds(region);
  if (!region.empty() && std::max(box.width(), box.height()) > kFarthestApart_m) return result;
  result.answer = Answer::no;
  const double least_area = std::abs(signed_area(outline)) * (1 - 1e-9);
  const Frame frame = Frame::around(box, kFineCells);
  Box reach;
  reach.add(outline);
  for (const Polygon& piece : region) {
    // The shape with its tolerance off is larger than this.
    if (area(piece) < least_area - kTolerance_m * 2 * (reach.width() + reach.height())) continue;
    const ShapePlace place = find_place(paths_of({piece}, frame), shape, kTolerance_m * kFineCells / 2);
    if (place.answer == Answer::cannot_tell) result.answer = place.answer;
    if (place.answer != Answer::yes) continue;
    result.answer = place.answer;
    const PlanPoint u{std::cos(place.angle), std::sin(place.angle)};
    result.placement.emplace();
    for (const PlanPoint p : outline)
      result.placement->push_back(frame.metres(place.centre) + p.x * u + p.y * left_normal(u));
    return result;
  }
  return result;
}

bool is_length(double value_m) { return value_m > kTolerance_m && std::isfinite(value_m); }

}  // namespace

ShapeFit fits_rectangle(const MultiPolygon& region, double a_m, double b_m) {
  if (!is_length(a_m) || !is_length(b_m)) return {Answer::cannot_tell, {}, kSlack_m};
  const double x = a_m / 2, y = b_m / 2;
  TurningShape shape;
  shape.parts = {part(-x, -y, x, y, kTolerance_m)};
  shape.period = a_m == b_m ? kQuarter : 2 * kQuarter;
  return fit(region, shape, {{-x, -y}, {x, -y}, {x, y}, {-x, y}});
}

ShapeFit fits_t_turn(const MultiPolygon& region, double size_m, double arm_m) {
  if (!is_length(size_m) || !is_length(arm_m) || arm_m > size_m) return {Answer::cannot_tell, {}, kSlack_m};
  // About the middle of the square that holds the T: the bar on top, the stem down its middle.
  const double s = size_m / 2, a = arm_m / 2, under = s - arm_m;
  TurningShape shape;
  shape.parts = {part(-a, -s, a, s, kTolerance_m), part(-s, under, s, s, kTolerance_m)};
  return fit(region, shape,
             {{-a, -s}, {a, -s}, {a, under}, {s, under}, {s, s}, {-s, s}, {-s, under}, {-a, under}});
}

}  // namespace landai::geometry
