// SPDX-License-Identifier: GPL-3.0-or-later
// A length beside markers of known side (reference section 2): find them, fit camera and plane, cut the target's rays with its plane, draw.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ends.hpp"
#include "landai/photo/measure.hpp"
#include "look.hpp"
#include "wall.hpp"

namespace landai::photo {
namespace {

constexpr double kSideU = 0.0003;         // m, reference section 6
constexpr double kLeastSide = 15;         // px: below two pixels a cell nothing is told about the tilt
constexpr double kGoodSide = 60;          // px
constexpr double kSteepest = 75;          // degrees between the camera's axis and the normal
constexpr double kOblique = 55;           // degrees
constexpr double kWidest = 0.25;          // of the value: an interval that says nothing
constexpr double kSameFit = 12;           // difference of chi squared below which two poses are both kept
constexpr double kWorstFit = 25;          // chi squared per degree of freedom, and ...
constexpr double kWorstRest = 0.008;      // ... of a marker's side: not one plane, or a wrong side. A curled sheet shows 0.006
constexpr double kHopelessFit = 100;      // chi squared per degree of freedom, whatever the rest
constexpr double kPoorFit = 4;            // the same, from where on the interval is told to be wider
constexpr double kFar = 6;                // sides of a single marker

std::vector<SizedMarker> sized(const std::vector<Marker>& found, const MarkerReference& reference) {
  std::vector<SizedMarker> out;
  for (const Marker& marker : found) {
    const bool asked = reference.ids.empty() || std::count(reference.ids.begin(), reference.ids.end(), marker.id) > 0;
    const auto own = reference.sides.find(marker.id);
    const std::optional<Stated> side = own != reference.sides.end() ? std::optional(own->second) : reference.side;
    if (asked && side) out.push_back({marker, side->value, side->u.value_or(kSideU)});
  }
  return out;
}

void draw_markers(const std::vector<Marker>& found, Answer& answer) {
  for (const Marker& m : found) answer.drawing.outlines.push_back({{m.corners.begin(), m.corners.end()}, std::to_string(m.id)});
}

/// Why these markers cannot be the reference, if so.
std::optional<Answer> unusable(const std::vector<Marker>& found, std::vector<SizedMarker>& used, const MarkerReference& reference) {
  if (!reference.side && reference.sides.empty()) return refuse(message("photo.refused.no_side"), message("photo.refused.no_side_advice"));
  if (found.empty()) return refuse(message("photo.refused.no_marker").with("dictionary", reference.dictionary), message("photo.refused.no_marker_advice"));
  if (used.empty()) return refuse(message("photo.refused.other_marker").with("id", std::to_string(found.front().id)), message("photo.refused.other_marker_advice"));
  double largest = 0;
  for (const SizedMarker& m : used) largest = std::max(largest, m.marker.side());
  if (largest < kLeastSide)
    return refuse(message("photo.refused.small").with("px", std::round(largest), "").with("least", kGoodSide, ""), message("photo.refused.small_advice"));
  std::erase_if(used, [](const SizedMarker& m) { return m.marker.side() < kLeastSide; });
  return std::nullopt;
}

/// Degrees between the normal of the plane and the ray to its first marker.
double obliqueness(const WallState& state) {
  const auto& r = state.pose.rotation;
  const auto& t = state.pose.shift;
  const double cosine = std::abs(r[2] * t[0] + r[5] * t[1] + r[8] * t[2]) / std::hypot(t[0], t[1], t[2]);
  return std::acos(std::min(1.0, cosine)) * 180 / std::numbers::pi;
}

class Measuring {
 public:
  Measuring(const Wall& wall, const std::array<SeenEnd, 2>& ends, double spread) : wall_(wall), ends_(ends), spread_(spread) {}

  [[nodiscard]] std::vector<Input> inputs() const {
    std::vector<Input> all = wall_.inputs();
    for (std::size_t i = 0; i < 8 * wall_.markers().size(); ++i) all[i].u *= spread_;
    const auto of_ends = end_inputs(ends_);
    all.insert(all.end(), of_ends.begin(), of_ends.end());
    return all;
  }
  [[nodiscard]] std::optional<Measured> operator()(const Wall::Solution& solution, const MonteCarlo& how) const {
    const std::size_t rows = wall_.residual_count();
    const std::vector<double> none(rows, 0.0);
    const Refit refit(wall_.residuals(solution, none), rows, solution.fit, wall_.scale());
    const Model model = [&](std::span<const double> errors) -> std::optional<double> {
      const auto unknowns = refit(wall_.residuals(solution, errors.first(rows)));
      if (!unknowns) return std::nullopt;
      const auto state = wall_.state(solution, *unknowns);
      if (!state) return std::nullopt;
      return length_between(*state, ends_, errors.subspan(rows));
    };
    return propagate(inputs(), model, how);
  }

 private:
  const Wall& wall_;
  const std::array<SeenEnd, 2>& ends_;
  double spread_;
};

void assume(const std::vector<SizedMarker>& used, const std::array<SeenEnd, 2>& ends, const CameraPrior& camera, Answer& answer) {
  answer.assumptions.push_back(message(used.size() > 1 ? "photo.assumed.planes" : "photo.assumed.plane").with("count", static_cast<double>(used.size()), ""));
  answer.assumptions.push_back(message("photo.assumed.side").with("side", used.front().side, "m").with("u", 1000 * used.front().u_side, "mm"));
  for (std::size_t i = 0; i < 2; ++i)
    if (ends[i].offset_told)
      answer.assumptions.push_back(message("photo.assumed.offset").with("end", std::string(1, static_cast<char>('A' + i))).with("offset", 1000 * ends[i].offset, "mm").with("u", 1000 * ends[i].u_offset, "mm"));
  const bool untold = std::any_of(ends.begin(), ends.end(), [](const SeenEnd& end) { return !end.offset_told && end.u_offset > 0; });
  if (untold) answer.warnings.push_back(message("photo.warned.offset").with("within", 1000 * kUntoldOffset, "mm"));
  answer.assumptions.insert(answer.assumptions.end(), camera.assumptions.begin(), camera.assumptions.end());
  answer.warnings.insert(answer.warnings.end(), camera.warnings.begin(), camera.warnings.end());
}

void warn(const Wall& wall, const WallState& state, const std::array<SeenEnd, 2>& ends, const Measured& measured, Answer& answer) {
  double smallest = 1e9;
  bool rough = false;
  for (const SizedMarker& m : wall.markers()) {
    smallest = std::min(smallest, m.marker.side());
    rough = rough || m.marker.bias >= 0.25;
  }
  if (smallest < kGoodSide) answer.warnings.push_back(message("photo.warned.small").with("px", std::round(smallest), "").with("good", kGoodSide, ""));
  if (rough) answer.warnings.push_back(message("photo.warned.unsharp"));
  if (obliqueness(state) > kOblique) answer.warnings.push_back(message("photo.warned.oblique").with("angle", obliqueness(state) * std::numbers::pi / 180, "rad"));
  if (wall.markers().size() == 1 && measured.value > kFar * wall.markers().front().side)
    answer.warnings.push_back(message("photo.warned.far").with("times", std::round(measured.value / wall.markers().front().side), ""));
  if (measured.budget_by_draws) answer.warnings.push_back(message("photo.warned.skewed"));
  const bool lines = ends[0].pixels.size() > 1 && ends[1].pixels.size() > 1;
  const auto a = lines ? direction_of(state, ends[0].pixels) : std::nullopt, b = lines ? direction_of(state, ends[1].pixels) : std::nullopt;
  if (a && b && std::abs(std::sin(*a - *b)) > std::sin(1.5 * std::numbers::pi / 180))
    answer.warnings.push_back(message("photo.warned.not_parallel").with("angle", std::asin(std::min(1.0, std::abs(std::sin(*a - *b)))), "rad"));
}

WallHints hints_of(const Photo& photo, const Task& task, const std::array<SeenEnd, 2>& ends) {
  WallHints hints;
  hints.gravity = task.gravity ? task.gravity : photo.exif().gravity;
  hints.gravity_u = task.gravity_u;
  hints.wall = task.surface == Surface::wall;
  hints.floor = task.surface == Surface::floor;
  if (task.target.parallel && ends[0].pixels.size() > 1 && ends[1].pixels.size() > 1) hints.parallel = {ends[0].pixels, ends[1].pixels};
  return hints;
}

Answer finish(Answer answer, const std::optional<Measured>& measured) {
  if (!measured || !(measured->value > 0)) {
    answer.refused = message("photo.refused.unstable");
    answer.advice = message("photo.refused.unstable_advice");
  } else if (measured->half_width() > kWidest * measured->value) {
    answer.refused = message("photo.refused.wide").with("percent", std::round(100 * measured->half_width() / measured->value), "%");
    answer.advice = message("photo.refused.wide_advice");
  } else {
    answer.measured = measured;
  }
  return answer;
}

/// Finds the ends by itself. False, with a refusal, when it would have to guess.
bool look_beside(const Photo& photo, const Camera& camera, const std::vector<SizedMarker>& used, Target& target, Answer& answer) {
  const Wall wall(camera, used, {});
  const auto solutions = wall.solve();
  const auto state = solutions.empty() ? std::nullopt : wall.state(solutions[0], solutions[0].fit.unknowns);
  if (state) target.ends = look_for(target.look, photo, *state, target.offset ? target.offset->value : 0, answer.drawing);
  if (target.ends.empty()) {
    answer.refused = message(target.look == Look::door ? "photo.refused.no_door" : "photo.refused.no_counter");
    answer.advice = message("photo.refused.look_advice");
    return false;
  }
  for (End& end : target.ends) end.offset = target.offset;
  answer.warnings.push_back(message("photo.warned.looked"));
  return true;
}

/// Observations less unknowns; priors and their nuisances cancel.
double misfit_of(const Wall& wall, const Wall::Solution& solution) {
  const auto n = static_cast<double>(wall.markers().size());
  return solution.fit.cost / std::max(1.0, 8 * n - 6 - 3 * (n - 1));
}

/// Fits, and follows every pose that cannot be told from the best one.
Answer measure_on(const Wall& wall, const std::array<SeenEnd, 2>& ends, const MonteCarlo& how, Answer answer) {
  const auto solutions = wall.solve();
  if (solutions.empty()) return finish(std::move(answer), std::nullopt);
  const auto state = wall.state(solutions[0], solutions[0].fit.unknowns);
  if (!state || obliqueness(*state) > kSteepest) {
    answer.refused = message("photo.refused.steep").with("angle", kSteepest * std::numbers::pi / 180, "rad");
    answer.advice = message("photo.refused.steep_advice");
    return answer;
  }
  const double misfit = misfit_of(wall, solutions[0]);
  if (misfit > kHopelessFit || (misfit > kWorstFit && solutions[0].rms > kWorstRest * wall.markers().front().marker.side())) {
    answer.refused = message("photo.refused.misfit").with("px", solutions[0].rms, "");
    answer.advice = message("photo.refused.misfit_advice");
    return answer;
  }
  const double spread = std::sqrt(std::max(1.0, misfit));
  if (misfit > kPoorFit) answer.warnings.push_back(message("photo.warned.misfit").with("px", std::round(100 * solutions[0].rms) / 100, ""));
  const Measuring measuring(wall, ends, spread);
  auto measured = measuring(solutions[0], how);
  if (solutions.size() > 1 && (solutions[1].fit.cost - solutions[0].fit.cost) / (spread * spread) < kSameFit) {
    const auto other = measuring(solutions[1], how);
    if (measured && other && std::abs(measured->value - other->value) > 0.1 * measured->u) {
      answer.warnings.push_back(message("photo.warned.two_poses").with("first", 1000 * measured->value, "mm").with("second", 1000 * other->value, "mm"));
      measured = united(*measured, *other);
    } else if (!other) {
      measured.reset();  // a pose that fits and cannot be followed leaves the interval open
    }
  }
  if (measured) warn(wall, *state, ends, *measured, answer);
  return finish(std::move(answer), measured);
}

}  // namespace

Result<Answer> measure_by_markers(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how) {
  const MarkerReference reference = task.markers.value_or(MarkerReference{});
  const auto found = find_markers(photo, reference.dictionary);
  if (!found) return found.error();
  auto used = sized(*found, reference);
  if (auto refused = unusable(*found, used, reference)) {
    draw_markers(*found, *refused);
    return *refused;
  }
  // Largest first, as the fit orders them.
  std::stable_sort(used.begin(), used.end(), [](const SizedMarker& a, const SizedMarker& b) { return a.marker.side() > b.marker.side(); });
  Answer answer;
  draw_markers(*found, answer);
  Target target = task.target;
  if (target.ends.empty() && !look_beside(photo, camera.camera, used, target, answer)) return answer;
  const auto ends = see_ends(photo, lens_of(camera.camera), target, *found, used, answer);
  if (!ends) return answer;
  assume(used, *ends, camera, answer);
  WallHints hints = hints_of(photo, task, *ends);
  if (!hints.parallel.empty()) {  // lines that do not come out parallel would bend the pose; `warn` tells of them
    const Wall probe(camera.camera, used, hints);
    const auto solutions = probe.solve();
    if (!solutions.empty() && misfit_of(probe, solutions[0]) > kPoorFit) hints.parallel.clear();
  }
  const Wall wall(camera.camera, used, hints);
  return measure_on(wall, *ends, how, std::move(answer));
}

}  // namespace landai::photo
