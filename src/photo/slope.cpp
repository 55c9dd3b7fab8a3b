// SPDX-License-Identifier: GPL-3.0-or-later
// Slopes (reference section 5), as rise over run.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "agree.hpp"
#include "directions.hpp"
#include "edge.hpp"
#include "landai/photo/measure.hpp"
#include "on_plane.hpp"
#include "plane_line.hpp"

namespace landai::photo {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kMostOblique = 10 * kDegree;  // the slope comes out 1.5 % too steep
constexpr double kObliquityU = 3 * kDegree;
constexpr double kReadingU = 0.5 * kDegree;    // a phone laid down once
constexpr double kSteepestRamp = 0.6;          // rise over run: 31 degrees, steeper than any stair
constexpr double kMostRead = 1;                // rise over run of a reading: 45 degrees, as the catalogue of quantities has it
constexpr double kKnownFocal = 0.01;           // relative
constexpr double kKnownCentre = 0.003;         // of the long side: a working value
constexpr double kKnownLens = 0.01;            // k1 of a phone, which corrects its lens itself: reference, section 6
constexpr double kWidestSlope = 0.05;          // half-width that still says something: 5 percentage points

/// Rise over run of a direction; positive when it goes up as it is pointed.
double rise_over_run(const Direction& d, const Direction& down) {
  const double rise = -dot(d, down), run = std::sqrt(std::max(0.0, dot(d, d) - rise * rise));
  return run > 0 ? rise / run : 1e9;
}

Direction in_camera(const WallState& state, double x, double y, double z) {
  const auto& r = state.pose.rotation;
  return {r[0] * x + r[1] * y + r[2] * z, r[3] * x + r[4] * y + r[5] * z, r[6] * x + r[7] * y + r[8] * z};
}

std::vector<PixelPoint> moved(const PixelLine& line, double first, double last) {
  const auto ends = pushed(line, first, last);
  return {ends.begin(), ends.end()};
}

Answer no_gravity() { return refuse(message("photo.refused.no_gravity"), message("photo.refused.no_gravity_advice")); }

/// A line of the view, moved to the edge beside it where asked.
void take_line(const Photo& photo, SlopeTask& slope, Answer& answer) {
  if (slope.line.size() < 2) return;
  if (slope.snap) {
    const double reach = snap_reach(photo.width(), photo.height());
    const Snapped edge = snap(photo.pixels(), slope.line.front(), slope.line.back(), reach);
    if (edge.points.empty()) {
      slope.line_u = std::max(slope.line_u, edge.unsure ? 2.0 : reach);
      answer.warnings.push_back(edge.unsure ? message("photo.end.unsure_edge") : message("photo.end.no_edge").with("u", std::round(10 * slope.line_u) / 10, ""));
    } else {
      slope.line = {edge.points.front(), edge.points.back()};
    }
  }
  answer.drawing.lines.push_back({slope.line.front(), slope.line.back(), DrawnLine::Kind::measured});
}

/// Rise over run in the fitted plane: along a line of it, or the steepest. Inputs: gravity, then the line.
PlaneValue slope_in_plane(const Gravity& gravity, const SlopeTask& slope) {
  PlaneValue out;
  out.inputs = gravity.inputs();
  const std::size_t first = out.inputs.size();
  const bool along = slope.line.size() >= 2;
  if (along) out.inputs.insert(out.inputs.end(), 2, Input{"photo.source.target", slope.line_u});
  out.value = [gravity, slope, first, along](const WallState& state, std::span<const double> errors) -> std::optional<double> {
    const auto down = gravity.at(state.lens, errors.first(first));
    if (!down) return std::nullopt;
    if (!along) {
      const double up = std::abs(dot(in_camera(state, 0, 0, 1), *down));
      return std::sqrt(std::max(0.0, 1 - up * up)) / std::max(up, 1e-9);
    }
    const auto line = plane_line(state, moved(slope.line, errors[first], errors[first + 1]), 0);
    if (!line) return std::nullopt;
    return rise_over_run(in_camera(state, line->dx, line->dy, 0), *down);
  };
  return out;
}

/// A line may be drawn from either end: up is positive.
void turn_up(std::optional<Measured>& measured) {
  if (!measured || measured->value >= 0) return;
  measured->value = -measured->value;
  std::swap(measured->lo, measured->hi);
  measured->lo = -measured->lo, measured->hi = -measured->hi;
  std::reverse(measured->percentiles.begin(), measured->percentiles.end());
  for (double& p : measured->percentiles) p = -p;
}

/// The steepest slope of a level plane never comes out as nothing: errors along both axes add to a length. Nineteen times of twenty it stays below this
/// many standard deviations (Rayleigh), and then the plane may be level.
constexpr double kMayBeLevel = 2.448;

double best_estimate(const Wall& wall, const Wall::Solution& solution, const PlaneValue& value) {
  const auto state = wall.state(solution, solution.fit.unknowns);
  const auto m = state ? value.value(*state, std::vector<double>(value.inputs.size(), 0.0)) : std::nullopt;
  return m.value_or(1e9);
}

/// Follows the poses that fit. A marker that lies on a ramp is not tilted like a wall; where one pose is, the other one is right.
Answer follow_slope(const Wall& wall, const PlaneValue& value, const SlopeTask& slope, const MonteCarlo& how, Answer answer) {
  const bool lying = slope.method == SlopeMethod::lying, steepest = lying && slope.line.size() < 2;
  double spread = 1;
  auto solutions = usable_solutions(wall, spread, answer);
  if (solutions.empty()) return answer;
  if (lying && std::erase_if(solutions, [&](const Wall::Solution& s) { return std::abs(best_estimate(wall, s, value)) > kSteepestRamp; }) > 0)
    answer.assumptions.push_back(message("photo.assumed.no_wall").with("slope", 100 * kSteepestRamp, "%"));
  if (solutions.empty()) {
    answer.refused = message("photo.refused.no_ramp").with("slope", 100 * kSteepestRamp, "%");
    answer.advice = message("photo.refused.no_ramp_advice");
    return answer;
  }
  auto measured = follow(wall, solutions[0], spread, value, how);
  for (std::size_t i = 1; i < solutions.size(); ++i) {
    const auto other = follow(wall, solutions[i], spread, value, how);
    if (!measured || !other) {
      measured.reset();
      break;
    }
    if (std::abs(measured->value - other->value) <= 0.1 * measured->u) continue;
    answer.warnings.push_back(message("photo.warned.two_tilts").with("first", std::round(1000 * measured->value) / 10, "%").with("second", std::round(1000 * other->value) / 10, "%"));
    measured = united(*measured, *other);
  }
  turn_up(measured);
  if (measured && steepest && measured->value < kMayBeLevel * measured->u) measured->lo = 0;
  if (measured) measured->unit = "1";
  return finish(std::move(answer), measured, kWidestSlope);
}

Result<SeenReferences> see_references(const Photo& photo, const CameraPrior& camera, const Task& task) {
  if (task.rectangle) return see_rectangles(photo, camera.camera, *task.rectangle);
  return see_markers(photo, *task.markers);
}

void tell(const CameraPrior& camera, const Gravity& gravity, Answer& answer) {
  answer.assumptions.push_back(gravity.assumption());
  answer.assumptions.insert(answer.assumptions.end(), camera.assumptions.begin(), camera.assumptions.end());
  answer.warnings.insert(answer.warnings.end(), camera.warnings.begin(), camera.warnings.end());
}

/// With a marker or a sheet: on the ramp, or on the wall beside it.
Result<Answer> in_plane(const Photo& photo, const CameraPrior& camera, const Task& task, const Gravity& gravity, const MonteCarlo& how) {
  auto seen = see_references(photo, camera, task);
  if (!seen) return seen.error();
  if (!seen->answer.refused.empty()) return seen->answer;
  SlopeTask slope = *task.slope;
  const bool lying = slope.method == SlopeMethod::lying;
  if (lying) slope.snap = false;  // a direction of travel is no edge
  take_line(photo, slope, seen->answer);
  seen->answer.assumptions.push_back(message(lying ? slope.line.empty() ? "photo.assumed.steepest" : "photo.assumed.along" : "photo.assumed.side_wall"));
  tell(camera, gravity, seen->answer);
  const Camera lens = with_stretch(camera.camera, seen->used, {}, seen->answer);
  return follow_slope(Wall(lens, seen->used, {}), slope_in_plane(gravity, slope), slope, how, std::move(seen->answer));
}

/// What stands square to the upright plane of the ramp's side, from a level line in it, or from how the user stood. Unit.
struct SideNormal {
  PixelLine level;
  double line_u = 1, half_width = 0;
  [[nodiscard]] std::vector<Input> inputs() const {
    if (!level.empty()) return std::vector<Input>(2, Input{"photo.source.lines", line_u});
    return {Input{"photo.source.obliquity", half_width / std::sqrt(3.0), Spread::rectangular}};
  }
  [[nodiscard]] std::optional<Direction> at(const Lens& lens, const Direction& down, std::span<const double> errors) const {
    if (!level.empty()) {
      const auto plane = plane_of(lens, pushed(level, errors[0], errors[1]));
      return plane ? unit(cross(down, cross(*plane, down))) : std::nullopt;
    }
    const Direction axis{0, 0, 1};
    const double d = dot(axis, down);
    const auto ahead = unit({axis[0] - d * down[0], axis[1] - d * down[1], axis[2] - d * down[2]});
    if (!ahead) return std::nullopt;
    const Direction aside = cross(down, *ahead);
    const double c = std::cos(errors[0]), s = std::sin(errors[0]);
    return Direction{c * (*ahead)[0] + s * aside[0], c * (*ahead)[1] + s * aside[1], c * (*ahead)[2] + s * aside[2]};
  }
};

std::vector<Input> lens_inputs(const Camera& camera) {
  std::vector<Input> all{{"photo.source.focal_length", camera.u_f}, {"photo.source.principal_point", camera.u_c}, {"photo.source.principal_point", camera.u_c}, {"photo.source.distortion", camera.u_k1}};
  if (camera.u_aspect > 0) all.push_back({"photo.source.aspect", camera.u_aspect});
  return all;
}

std::optional<Lens> lens_with(const Camera& camera, std::span<const double> errors) {
  Lens lens = lens_of(camera);
  lens.f += errors[0], lens.cx += errors[1], lens.cy += errors[2], lens.k[0] += errors[3];
  if (errors.size() > 4) lens.aspect += errors[4];
  if (!(lens.f > 0.1 * camera.f) || !(lens.aspect > 0.1)) return std::nullopt;
  return lens;
}

/// The edge against gravity, without any marker: no length is needed for a slope.
Answer side_view(const Photo& photo, const CameraPrior& camera, const Task& task, const Gravity& gravity, const MonteCarlo& how) {
  SlopeTask slope = *task.slope;
  Answer answer;
  SideNormal normal;
  normal.level = slope.level;
  if (normal.level.empty() && !slope.obliquity) return refuse(message("photo.refused.no_obliquity"), message("photo.refused.no_obliquity_advice"));
  if (normal.level.empty() && std::abs(slope.obliquity->value) > kMostOblique)
    return refuse(message("photo.refused.oblique_side").with("angle", std::abs(slope.obliquity->value), "rad").with("most", kMostOblique, "rad"), message("photo.refused.oblique_side_advice"));
  if (normal.level.empty()) {  // to which side is not known, so the angle is a half-width
    normal.half_width = std::abs(slope.obliquity->value) + std::sqrt(3.0) * slope.obliquity->u.value_or(kObliquityU);
    answer.assumptions.push_back(message("photo.assumed.obliquity").with("within", normal.half_width, "rad"));
  } else {
    answer.assumptions.push_back(message("photo.assumed.level"));
    answer.drawing.lines.push_back({slope.level.front(), slope.level.back(), DrawnLine::Kind::reference});
  }
  take_line(photo, slope, answer);
  tell(camera, gravity, answer);
  std::vector<Input> inputs = lens_inputs(camera.camera);
  const std::size_t of_lens = inputs.size();
  for (const auto& more : {gravity.inputs(), normal.inputs(), std::vector<Input>(2, Input{"photo.source.target", slope.line_u})}) inputs.insert(inputs.end(), more.begin(), more.end());
  const std::size_t of_gravity = gravity.inputs().size(), of_normal = normal.inputs().size();
  const Model model = [&](std::span<const double> errors) -> std::optional<double> {
    const auto lens = lens_with(camera.camera, errors.first(of_lens));
    const auto down = lens ? gravity.at(*lens, errors.subspan(of_lens, of_gravity)) : std::nullopt;
    const auto square = down ? normal.at(*lens, *down, errors.subspan(of_lens + of_gravity, of_normal)) : std::nullopt;
    const auto line = errors.last(2);
    const auto plane = square ? plane_of(*lens, pushed(slope.line, line[0], line[1])) : std::nullopt;
    const auto along = plane ? unit(cross(*plane, *square)) : std::nullopt;
    if (!along) return std::nullopt;
    return rise_over_run(*along, *down);
  };
  auto measured = propagate(inputs, model, how);
  turn_up(measured);
  if (measured) measured->unit = "1";
  return finish(std::move(answer), measured, kWidestSlope);
}

/// Who knows the focal length to 1 % has a calibrated phone, and the principal points of those lie near the middle, their lenses corrected. A length hardly hangs on it. A slope
/// does, and a loose one would take up the error of the focal length: 1 % of it were 0.8 percentage points.
CameraPrior with_known_centre(CameraPrior prior, const CameraStatement& told) {
  Camera& camera = prior.camera;
  const bool known = (camera.source == FocalSource::stated || camera.source == FocalSource::calibrated) && camera.u_f <= 1.001 * kKnownFocal * camera.f;
  if (known && !told.principal_point && !told.principal_u) camera.u_c = std::min(camera.u_c, kKnownCentre * std::max(camera.width, camera.height));
  if (known && !told.distortion && !told.k1_u) camera.u_k1 = std::min(camera.u_k1, kKnownLens);
  return prior;
}

Answer documented(const SlopeTask& slope, const MonteCarlo& how) {
  if (!slope.reading) return refuse(message("photo.refused.no_reading"), message("photo.refused.no_reading_advice"));
  const double u = slope.reading->u.value_or(kReadingU), value = slope.reading->value;
  if (std::abs(value) > kMostRead)
    return refuse(message("photo.refused.steep_reading").with("angle", std::atan(std::abs(value)), "rad").with("most", std::atan(kMostRead), "rad"), message("photo.refused.steep_reading_advice"));
  auto measured = propagate({{"photo.source.reading", u}}, [value](std::span<const double> errors) { return std::optional(std::tan(std::atan(value) + errors[0])); }, how);
  turn_up(measured);  // held the other way round an inclinometer shows a minus
  if (measured) measured->unit = "1";
  Answer answer;
  answer.assumptions.push_back(message("photo.assumed.reading").with("u", u, "rad"));
  return finish(std::move(answer), measured, kWidestSlope);
}

}  // namespace

Result<Answer> measure_slope(const Photo& photo, const CameraPrior& told, const Task& task, const MonteCarlo& how) {
  const CameraPrior camera = with_known_centre(told, task.camera);
  const SlopeTask& slope = *task.slope;
  if (slope.method == SlopeMethod::reading) return documented(slope, how);
  const auto gravity = Gravity::of(photo, task);
  if (!gravity) return no_gravity();
  if (!gravity->told()) {  // upright lines tell it: one that slipped would tilt the ramp
    DirectionLines upright = task.lines;
    upright.level.clear(), upright.across.clear();
    if (Agreement agreed = agreement(camera.camera, upright, upright, std::nullopt); !agreed.refused.empty()) return refuse(std::move(agreed.refused), std::move(agreed.advice));
  }
  if (slope.method == SlopeMethod::side && slope.line.size() < 2)
    return Error{ErrorCode::usage, message("photo.task.no_edge"), photo.file(), "", message("photo.task.no_edge_advice")};
  if (task.markers || task.rectangle) return in_plane(photo, camera, task, *gravity, how);
  if (slope.method == SlopeMethod::lying) return refuse(message("photo.refused.no_marker_on_ramp"), message("photo.refused.no_marker_on_ramp_advice"));
  return side_view(photo, camera, task, *gravity, how);
}

}  // namespace landai::photo
