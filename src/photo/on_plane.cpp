// SPDX-License-Identifier: GPL-3.0-or-later
#include "on_plane.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "directions.hpp"

namespace landai::photo {
namespace {

/// Of chi squared, per chi squared of what is left: one unknown more takes off 4 by chance once in twenty photos, this much never.
constexpr double kStretchGain = 16;
/// px. Beside a pose and the shape of the pixels a single square leaves nothing that would show how wrong its corners are, so they are not taken for sharper
/// than markers in common (reference section 6) when a stretch is looked for, and than a photo that was coded again where one is allowed for.
constexpr double kLoneCorner = 0.15, kLoneStretched = 0.25;
constexpr double kCutLeaves = 0.5;   // of chi squared: a photo is taken for cut out of another one where that explains half of what does not fit
constexpr double kAnySide = 0.05;     // of a side: a print that was fitted to its page
constexpr double kSidesApart = 0.01;  // from here on sides that contradict each other are no matter of how the paper lies
constexpr double kNoPrint = 0.2;      // and from here on of no printer: something else does not fit
constexpr double kAnyStretch = 0.3;  // standard uncertainty of the pixels' shape: their sides may have any

/// The fit leaves its rest where it costs least: corners that fit well may do so with a lens or sides that were told otherwise.
void refuse_misfit(const Wall::Shares& of, bool sheets, Answer& answer) {
  const double half = (of.corners + of.sides + of.lens + of.hints) / 2;
  if (of.lens > half || of.hints > half) {
    answer.refused = message(of.lens > half ? "photo.refused.misfit_lens" : "photo.refused.misfit_gravity");
    answer.advice = message(of.lens > half ? "photo.refused.misfit_lens_advice" : "photo.refused.misfit_gravity_advice");
    return;
  }
  answer.refused = message(sheets ? "photo.refused.misfit_sheet" : "photo.refused.misfit").with("px", std::round(100 * of.rest) / 100, "");
  answer.advice = message(sheets ? "photo.refused.misfit_sheet_advice" : "photo.refused.misfit_advice");
}

}  // namespace

std::optional<Measured> follow(const Wall& wall, const Wall::Solution& solution, double spread, const PlaneValue& value, const MonteCarlo& how) {
  std::vector<Input> inputs = wall.inputs();
  for (std::size_t i = 0; i < 8 * wall.markers().size(); ++i) inputs[i].u *= spread;
  inputs.insert(inputs.end(), value.inputs.begin(), value.inputs.end());
  const std::size_t rows = wall.residual_count();
  const std::vector<double> none(rows, 0.0);
  const Refit refit(wall.residuals(solution, none), rows, solution.fit, wall.scale());
  const Model model = [&](std::span<const double> errors) -> std::optional<double> {
    const auto unknowns = refit(wall.residuals(solution, errors.first(rows)));
    if (!unknowns) return std::nullopt;
    const auto state = wall.state(solution, *unknowns);
    if (!state) return std::nullopt;
    return value.value(*state, errors.subspan(rows));
  };
  return propagate(inputs, model, how);
}

double degrees_of_freedom(std::size_t references) {
  const auto n = static_cast<double>(references);
  return std::max(1.0, 8 * n - 6 - 3 * (n - 1));
}

double misfit_of(const Wall& wall, const Wall::Solution& solution) {
  return solution.fit.cost / degrees_of_freedom(wall.markers().size());
}

bool fits_badly(const Wall& wall, const Wall::Solution& solution) {
  const double misfit = misfit_of(wall, solution);
  return misfit > kHopelessFit || (misfit > kWorstFit && solution.rms > kWorstRest * wall.markers().front().marker.side());
}

double obliqueness(const WallState& state) {
  const auto& r = state.pose.rotation;
  const auto& t = state.pose.shift;
  const double cosine = std::abs(r[2] * t[0] + r[5] * t[1] + r[8] * t[2]) / std::hypot(t[0], t[1], t[2]);
  return std::acos(std::min(1.0, cosine)) * 180 / std::numbers::pi;
}

Camera with_stretch(const Camera& camera, std::vector<SizedMarker>& used, const WallHints& hints, Answer& answer) {
  Camera square = camera, open = camera;
  square.u_aspect = 0;
  open.u_aspect = kAnyStretch;
  std::vector<SizedMarker> seen = used;
  const auto blunt = [](std::vector<SizedMarker>& markers, double least) {
    if (markers.size() == 1) markers[0].marker.sigma = std::max(markers[0].marker.sigma, least);
  };
  blunt(seen, kLoneCorner);
  if (camera.u_aspect > 0) blunt(used, kLoneStretched);
  const auto plain = Wall(square, seen, hints).solve();
  if (plain.empty() || plain[0].fit.cost < kStretchGain) return camera;
  const Wall wall(open, seen, hints);
  const auto free = wall.solve();
  const auto state = free.empty() ? std::nullopt : wall.state(free[0], free[0].fit.unknowns);
  if (!state || plain[0].fit.cost - free[0].fit.cost < kStretchGain * std::max(1.0, misfit_of(wall, free[0]))) return camera;
  blunt(used, kLoneStretched);
  const double aspect = state->lens.aspect;
  answer.warnings.push_back(message(aspect < 1 ? "photo.warned.stretched_wide" : "photo.warned.stretched_high").with("percent", std::round(1000 * (std::max(aspect, 1 / aspect) - 1)) / 10, "%"));
  return open;
}

namespace {

/// The camera as it is where the photo was cut out of another one.
Camera cut_out_of(const Camera& camera) {
  Camera cut = camera;
  cut.u_c = kCutU * std::max(camera.width, camera.height);
  cover_cut(cut);
  return cut;
}

double least_cost(const Camera& camera, const std::vector<SizedMarker>& used, const WallHints& hints) {
  const auto solutions = Wall(camera, used, hints).solve();
  return solutions.empty() ? INFINITY : solutions[0].fit.cost;
}

/// EXIF tells the size of this photo, and still the references, which fit badly, do so much better when it was cut out of another one (or warped): a program
/// that does not name itself wrote both anew. Then it is taken for cut, and that is told.
Camera with_cut(const Camera& camera, const std::vector<SizedMarker>& used, const WallHints& hints, Answer& answer) {
  const Camera cut = cut_out_of(camera);
  if (camera.source != FocalSource::exif || cut.u_c <= camera.u_c) return camera;
  const Wall whole(camera, used, hints);
  const auto plain = whole.solve();
  if (plain.empty() || misfit_of(whole, plain[0]) < kPoorFit) return camera;
  const auto free = Wall(cut, used, hints).solve();
  if (free.empty() || free[0].fit.cost > kCutLeaves * plain[0].fit.cost) return camera;
  answer.warnings.push_back(message("photo.warned.cut"));
  return cut;
}

}  // namespace

namespace {

/// Normals of the poses in which one reference alone fits, camera frame.
struct Alone {
  std::vector<Direction> normals;
  double cost = INFINITY;
};

Alone alone(const Camera& camera, const SizedMarker& marker) {
  Alone out;
  const Wall wall(camera, {marker}, WallHints{});
  const auto solutions = wall.solve();
  for (const Wall::Solution& solution : solutions) {
    const auto state = wall.state(solution, solution.fit.unknowns);
    if (!state || solution.fit.cost - solutions[0].fit.cost >= kSameFit) continue;
    const auto& r = state->pose.rotation;
    out.normals.push_back({r[2], r[5], r[8]});
    out.cost = std::min(out.cost, solution.fit.cost);
  }
  return out;
}

/// By how much, in radians, the planes of several references lie apart where each is let lie in a plane of its own, and that explains at least half of a fit of
/// this chi squared. Each may lie in one of two planes: the nearest ones count.
std::optional<double> leaning(const Camera& camera, const std::vector<SizedMarker>& used, double cost) {
  double most = 0, sum = 0;
  std::vector<Alone> each;
  for (const SizedMarker& marker : used) {
    each.push_back(alone(camera, marker));
    sum += each.back().cost;
  }
  if (!(sum <= kCutLeaves * cost)) return std::nullopt;
  for (const Alone& one : each) {
    double least = std::numbers::pi;
    for (const Direction& a : each.front().normals)
      for (const Direction& b : one.normals) least = std::min(least, std::acos(std::clamp(dot(a, b), -1.0, 1.0)));
    most = std::max(most, least);
  }
  return most;
}

/// False, with a refusal, where one of them leans out of the plane of the others. A photo that was cut out of another one shows 0 to 6 degrees of that, a
/// wrong side 1; a marker that leans by 8 moves a length beside it by half a percent.
bool lie_flat(const Camera& camera, const std::vector<SizedMarker>& used, Answer& answer) {
  constexpr double kLeans = 8 * std::numbers::pi / 180;
  const Wall told(camera, used, WallHints{});
  const auto plain = told.solve();
  if (plain.empty() || misfit_of(told, plain[0]) < kPoorFit) return true;
  const auto lean = leaning(camera, used, plain[0].fit.cost);
  if (!lean || *lean < kLeans) return true;
  answer.refused = message("photo.refused.leans").with("angle", std::round(*lean * 180 / std::numbers::pi) * std::numbers::pi / 180, "rad");
  answer.advice = message("photo.refused.leans_advice");
  return false;
}

}  // namespace

bool sides_agree(const Camera& camera, std::vector<SizedMarker>& used, const WallHints& hints, Answer& answer) {
  if (used.size() < 2 || used.front().marker.id < 0) return true;
  if (!lie_flat(camera, used, answer)) return false;
  const Wall told(camera, used, hints);
  const auto plain = told.solve();
  if (plain.empty() || misfit_of(told, plain[0]) < kPoorFit) return true;
  std::vector<SizedMarker> any = used;
  for (SizedMarker& m : any) m.u_side = std::max(m.u_side, kAnySide * m.side);
  const Wall open(camera, any, hints);
  const auto free = open.solve();
  const auto state = free.empty() ? std::nullopt : open.state(free[0], free[0].fit.unknowns);
  if (!state || free[0].fit.cost > kCutLeaves * plain[0].fit.cost || plain[0].fit.cost - free[0].fit.cost < kStretchGain * std::max(1.0, misfit_of(open, free[0]))) return true;
  // Where the pixels explain it as well, they are asked first.
  Camera stretched = camera;
  stretched.u_aspect = kAnyStretch;
  if (least_cost(stretched, used, hints) <= free[0].fit.cost || (camera.source == FocalSource::exif && least_cost(cut_out_of(camera), used, hints) <= free[0].fit.cost)) return true;
  double least = INFINITY, most = 0;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const double ratio = state->markers[i].side / used[i].side;
    least = std::min(least, ratio), most = std::max(most, ratio);
  }
  const double apart = most / least - 1;
  if (apart > kNoPrint) return true;
  if (apart > kSidesApart) {
    answer.refused = message("photo.refused.sides").with("percent", std::round(1000 * apart) / 10, "%");
    answer.advice = message("photo.refused.sides_advice");
    return false;
  }
  for (SizedMarker& m : used) m.u_side = std::hypot(m.u_side, apart * m.side);  // any of them may be the right one
  answer.warnings.push_back(message("photo.warned.sides").with("percent", std::round(1000 * apart) / 10, "%"));
  return true;
}

std::vector<Understood> cut_or_stretched(const Camera& told_camera, const std::vector<SizedMarker>& used, const WallHints& hints, Answer& answer) {
  const Camera camera = with_cut(told_camera, used, hints, answer);
  Understood whole{camera, used}, any{camera, used};
  whole.lens.u_c = std::min(camera.u_c, kWholeU * std::max(camera.width, camera.height));
  Answer told;
  const double before = whole.lens.u_aspect;
  if (whole.lens.u_c < camera.u_c) whole.lens = with_stretch(whole.lens, whole.used, hints, told);
  if (told.warnings.empty() || whole.lens.u_aspect == before) {
    any.lens = with_stretch(camera, any.used, hints, answer);
    return {any};
  }
  answer.warnings.insert(answer.warnings.end(), told.warnings.begin(), told.warnings.end());
  const Wall stretched(whole.lens, whole.used, hints);
  const auto cut = Wall(any.lens, any.used, hints).solve(), free = stretched.solve();
  if (cut.empty() || free.empty() || cut[0].fit.cost - free[0].fit.cost >= kStretchGain * std::max(1.0, misfit_of(stretched, free[0]))) return {whole};
  return {any, whole};
}

std::vector<Wall::Solution> usable_solutions(const Wall& wall, double& spread, Answer& answer) {
  auto solutions = wall.solve();
  if (solutions.empty()) {
    answer = refused_as(std::move(answer), message("photo.refused.unstable"), message(unstable_advice(wall)));
    return {};
  }
  const auto state = wall.state(solutions[0], solutions[0].fit.unknowns);
  if (!state || obliqueness(*state) > kSteepest) {
    answer.refused = message("photo.refused.steep").with("angle", kSteepest * std::numbers::pi / 180, "rad");
    answer.advice = message("photo.refused.steep_advice");
    return {};
  }
  const double misfit = misfit_of(wall, solutions[0]);
  const bool sheets = wall.markers().front().marker.id < 0;
  if (fits_badly(wall, solutions[0])) {
    refuse_misfit(wall.shares(solutions[0]), sheets, answer);
    return {};
  }
  spread = std::sqrt(std::max(1.0, misfit));
  if (misfit > kPoorFit) answer.warnings.push_back(message(sheets ? "photo.warned.misfit_sheet" : "photo.warned.misfit").with("px", std::round(100 * solutions[0].rms) / 100, ""));
  if (solutions.size() > 1 && (solutions[1].fit.cost - solutions[0].fit.cost) / (spread * spread) >= kSameFit) solutions.resize(1);
  return solutions;
}

const char* unstable_advice(const Wall& wall) { return wall.markers().size() > 1 ? "photo.refused.unstable_several_advice" : "photo.refused.unstable_advice"; }

Answer finish(Answer answer, const std::optional<Measured>& measured, double widest, const char* advice) {
  if (!measured) {
    answer = refused_as(std::move(answer), message("photo.refused.unstable"), message(advice));
  } else if (measured->half_width() > widest) {
    const bool slope = measured->unit == "1";
    answer.refused = slope ? message("photo.refused.wide_slope").with("within", std::round(1000 * measured->half_width()) / 10, "%")
                           : message("photo.refused.wide").with("percent", std::round(100 * measured->half_width() / std::abs(measured->value)), "%");
    answer.advice = message(slope ? "photo.refused.wide_slope_advice" : "photo.refused.wide_advice");
  } else {
    answer.measured = measured;
  }
  return answer;
}

}  // namespace landai::photo
