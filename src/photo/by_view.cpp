// SPDX-License-Identifier: GPL-3.0-or-later
// Without a marker (reference section 4; Criminisi, Reid, Zisserman 2000): heights on one floor, and lengths in a wall whose directions are known.
#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "agree.hpp"
#include "directions.hpp"
#include "ends.hpp"
#include "landai/photo/measure.hpp"
#include "lines.hpp"
#include "on_plane.hpp"

namespace landai::photo {
namespace {

constexpr double kHeightU = 0.003;      // m, of a reference height that was measured with a tape
constexpr double kHiddenBase = 0.030;   // m, half-width: skirting, carpet
constexpr int kFocalDraws = 300;
constexpr double kWidest = 0.25;        // of the value
constexpr double kLowReference = 1.0 / 3;

/// Inputs of the camera and of the families of lines, and what a draw makes of them.
class View {
 public:
  View(const Camera& camera, const Task& task, std::optional<Gravity> gravity) : camera_(camera), lines_(task.lines), gravity_(std::move(gravity)) {
    // A focal length that nobody tells is taken from directions that are square to each other, where they tell it: lines seen from
    // straight in front meet nowhere, whatever it is, and then it hardly matters.
    std::size_t families = 0;
    for (const auto* family : {&lines_.vertical, &lines_.level, &lines_.across}) families += family->size() >= 2;
    self_ = camera_.source == FocalSource::assumed && families >= 2;
    self_ = self_ && tells_focal();
  }
  [[nodiscard]] std::vector<Input> inputs() const {
    std::vector<Input> all{{"photo.source.focal_length", self_ ? 0 : camera_.u_f},
                           {"photo.source.principal_point", camera_.u_c},
                           {"photo.source.principal_point", camera_.u_c},
                           {"photo.source.distortion", camera_.u_k1}};
    if (camera_.u_aspect > 0) all.push_back({"photo.source.aspect", camera_.u_aspect});
    const std::size_t count = lines_.vertical.size() + lines_.level.size() + lines_.across.size();
    all.insert(all.end(), 2 * count, Input{"photo.source.lines", lines_.u});
    if (gravity_ && lines_.vertical.size() < 2)
      for (const Input& input : gravity_->inputs()) all.push_back(input);
    return all;
  }
  struct Seen {
    Lens lens;
    std::optional<Direction> down, level, across;
  };
  [[nodiscard]] std::optional<Seen> at(std::span<const double> errors) const {
    Seen seen;
    seen.lens = lens_of(camera_);
    // By a factor: a focal length that is hardly known is still none below 0.
    seen.lens.f *= std::exp(errors[0] / camera_.f), seen.lens.cx += errors[1], seen.lens.cy += errors[2], seen.lens.k[0] += errors[3];
    std::size_t used = 4;
    if (camera_.u_aspect > 0) seen.lens.aspect = std::exp(errors[used++]);
    const auto family = [&](const std::vector<PixelLine>& lines) {
      const auto found = common_direction(seen.lens, lines, errors.subspan(used, 2 * lines.size()));
      used += 2 * lines.size();
      return found;
    };
    seen.down = family(lines_.vertical);
    seen.level = family(lines_.level);
    seen.across = family(lines_.across);
    if (self_ && !refocus(seen)) return std::nullopt;
    if (gravity_ && lines_.vertical.size() < 2) seen.down = gravity_->at(seen.lens, errors.subspan(used));
    if (seen.down && (*seen.down)[1] < 0)
      for (double& d : *seen.down) d = -d;  // photos are upright
    return seen;
  }
  [[nodiscard]] bool self_calibrated() const { return self_; }

 private:
  /// Whether the families give a focal length in nearly every one of a few draws of their errors.
  [[nodiscard]] bool tells_focal() const {
    const std::vector<Input> all = inputs();
    return propagate(all, [this](std::span<const double> errors) -> std::optional<double> {
      const auto seen = at(errors);
      return seen ? std::optional(seen->lens.f) : std::nullopt;
    }, {kFocalDraws, 1}).has_value();
  }

  static bool refocus(Seen& seen) {
    std::vector<Direction> square;
    for (const auto* d : {&seen.down, &seen.level, &seen.across})
      if (*d) square.push_back(**d);
    const auto f = focal_of(square, seen.lens);
    if (!f) return false;
    for (auto* d : {&seen.down, &seen.level, &seen.across})
      if (*d) *d = unit(with_focal(**d, seen.lens.f, *f));
    seen.lens.f = *f;
    return true;
  }
  Camera camera_;
  DirectionLines lines_;
  std::optional<Gravity> gravity_;
  bool self_ = false;
};

Direction ray(const Lens& lens, PixelPoint p) {
  const Ray r = ray_of(lens, p);
  return {r.x, r.y, 1};
}

/// What the height of an upright thing is a multiple of: |b x t| / ((l.b) |v x t|).
std::optional<double> upright_ratio(const View::Seen& seen, const Direction& floor, const Upright& thing, std::span<const double> errors) {
  const Direction b = ray(seen.lens, {thing.base.x + errors[0], thing.base.y + errors[1]}), t = ray(seen.lens, {thing.top.x + errors[2], thing.top.y + errors[3]});
  const Direction bt = cross(b, t), vt = cross(*seen.down, t);
  const double under = dot(floor, b) * std::sqrt(dot(vt, vt));
  if (std::abs(under) < 1e-12) return std::nullopt;
  return std::sqrt(dot(bt, bt)) / under;
}

void draw(const Upright& thing, DrawnLine::Kind kind, Answer& answer) { answer.drawing.lines.push_back({thing.base, thing.top, kind}); }

void tell(const CameraPrior& camera, const View& view, const Task& task, const std::optional<Gravity>& gravity, Answer& answer) {
  if (gravity && task.lines.vertical.size() < 2) answer.assumptions.push_back(gravity->assumption());
  const std::size_t count = task.lines.vertical.size() + task.lines.level.size() + task.lines.across.size();
  if (count > 0) answer.assumptions.push_back(message("photo.assumed.lines").with("count", static_cast<double>(count), ""));
  if (view.self_calibrated()) {
    answer.assumptions.push_back(message("photo.assumed.focal_lines"));
  } else {
    answer.assumptions.insert(answer.assumptions.end(), camera.assumptions.begin(), camera.assumptions.end());
    answer.warnings.insert(answer.warnings.end(), camera.warnings.begin(), camera.warnings.end());
  }
  for (const auto* family : {&task.lines.vertical, &task.lines.level, &task.lines.across})
    for (const PixelLine& line : *family) answer.drawing.lines.push_back({line.front(), line.back(), DrawnLine::Kind::reference});
}

/// The task with lines of the photo added to the families that were begun, when asked.
Task with_detected(const Photo& photo, const Camera& camera, const Task& task) {
  Task out = task;
  if (task.lines.detect) add_detected(photo, lens_of(camera), out.lines);
  return out;
}

std::size_t seen_families(const Task& task) {
  return static_cast<std::size_t>(task.lines.vertical.size() >= 2) + static_cast<std::size_t>(task.lines.level.size() >= 2) + static_cast<std::size_t>(task.lines.across.size() >= 2);
}

/// Takes into `task` the lines that go together. Other readings of them that have to be covered; a refusal in `answer` where they contradict one another.
std::vector<DirectionLines> readings_of(const Camera& camera, const Task& asked, const std::optional<Gravity>& gravity, Task& task, Answer& answer) {
  Agreement agreed = agreement(camera, asked.lines, task.lines, gravity ? gravity->told() : std::nullopt);
  task.lines = std::move(agreed.lines);
  answer.refused = std::move(agreed.refused);
  answer.advice = std::move(agreed.advice);
  answer.warnings.insert(answer.warnings.end(), agreed.warnings.begin(), agreed.warnings.end());
  return std::move(agreed.also);
}

/// A value from the view and the errors of further inputs.
using ViewValue = std::function<std::optional<double>(const View::Seen&, std::span<const double> rest)>;

/// The value by the task's lines, its interval stretched over what their other readings give.
std::optional<Measured> followed(const Camera& camera, const Task& task, const std::optional<Gravity>& gravity, const std::vector<DirectionLines>& readings,
                                 const std::vector<Input>& rest, const ViewValue& value, const MonteCarlo& how) {
  const auto by = [&](const DirectionLines& lines) {
    Task read = task;
    read.lines = lines;
    const View view(camera, read, gravity);
    std::vector<Input> inputs = view.inputs();
    const std::size_t of_view = inputs.size();
    inputs.insert(inputs.end(), rest.begin(), rest.end());
    return propagate(inputs, [&](std::span<const double> errors) -> std::optional<double> {
      const auto seen = view.at(errors.first(of_view));
      return seen ? value(*seen, errors.subspan(of_view)) : std::nullopt;
    }, how);
  };
  auto measured = by(task.lines);
  for (const DirectionLines& lines : readings) {
    const auto other = by(lines);
    if (!measured || !other) return std::nullopt;  // it says what nobody can check
    measured = united(*measured, *other);
  }
  return measured;
}

/// What to do where the lines do not tell how the camera stands: what is not there yet.
const char* unsettled(const Camera& camera, const Task& task) {
  const bool told = camera.source != FocalSource::assumed || task.lines.across.size() >= 2;
  return told ? "photo.refused.unstable_lines_advice" : "photo.refused.unstable_focal_advice";
}

/// Lower bound of how much taller than the reference the target may be before that is told.
void warn_heights(const HeightTask& height, double value, Answer& answer) {
  if (height.height.value < kLowReference * value)
    answer.warnings.push_back(message("photo.warned.low_reference").with("height", 1000 * height.height.value, "mm"));
  if (!height.reference.base_visible || !height.target.base_visible)
    answer.warnings.push_back(message("photo.warned.hidden_base").with("within", 1000 * kHiddenBase, "mm"));
}

}  // namespace

Result<Answer> measure_height(const Photo& photo, const CameraPrior& camera, const Task& asked, const MonteCarlo& how) {
  const HeightTask& height = *asked.height;
  Task task = with_detected(photo, camera.camera, asked);
  const auto gravity = Gravity::of(photo, task);
  if (!gravity && seen_families(task) < 2) return refuse(message("photo.refused.no_directions"), message("photo.refused.no_directions_advice"));
  Answer answer;
  const auto readings = readings_of(camera.camera, asked, gravity, task, answer);
  const View view(camera.camera, task, gravity);
  answer.assumptions.push_back(message("photo.assumed.floor").with("height", 1000 * height.height.value, "mm").with("u", 1000 * height.height.u.value_or(kHeightU), "mm"));
  tell(camera, view, task, gravity, answer);
  draw(height.reference, DrawnLine::Kind::reference, answer);
  draw(height.target, DrawnLine::Kind::measured, answer);
  if (!answer.refused.empty()) return answer;
  std::vector<Input> rest_of;
  for (const Upright* thing : {&height.reference, &height.target}) rest_of.insert(rest_of.end(), 4, Input{"photo.source.target", thing->u});
  rest_of.push_back({"photo.source.reference", height.height.u.value_or(kHeightU)});
  // A base taken too high or too low shifts the height by at most as much.
  for (const Upright* thing : {&height.reference, &height.target}) rest_of.push_back({"photo.source.base", thing->base_visible ? 0 : kHiddenBase / std::sqrt(3.0), Spread::rectangular});
  const ViewValue value = [&](View::Seen seen_now, std::span<const double> rest) -> std::optional<double> {
    View::Seen* const seen = &seen_now;
    if (!seen->down && seen->level && seen->across) seen->down = unit(cross(*seen->level, *seen->across));
    if (!seen->down) return std::nullopt;
    const Direction floor = seen->level && seen->across ? cross(*seen->level, *seen->across) : *seen->down;
    const auto reference = upright_ratio(*seen, floor, height.reference, rest.first(4)), target = upright_ratio(*seen, floor, height.target, rest.subspan(4, 4));
    if (!reference || !target || std::abs(*reference) < 1e-12) return std::nullopt;
    return (height.height.value + rest[8] + rest[9]) * *target / *reference + rest[10];
  };
  auto measured = followed(camera.camera, task, gravity, readings, rest_of, value, how);
  if (measured && !(measured->value > 0)) measured.reset();
  if (measured) warn_heights(height, measured->value, answer);
  return finish(std::move(answer), measured, measured ? kWidest * measured->value : 0, unsettled(camera.camera, task));
}

namespace {

/// The wall at distance 1 before the camera: its axes along the level lines and downwards.
std::optional<WallState> wall_at(const View::Seen& seen) {
  if (!seen.level || !seen.down) return std::nullopt;
  Direction x = *seen.level;
  if (x[0] < 0)
    for (double& d : x) d = -d;
  const auto z = unit(cross(x, *seen.down));
  if (!z) return std::nullopt;
  // Both directions carry errors: the middle of the two square frames.
  const Direction y0 = *seen.down, y1 = cross(*z, x);
  const auto y = unit({y0[0] + y1[0], y0[1] + y1[1], y0[2] + y1[2]});
  if (!y) return std::nullopt;
  const Direction x2 = cross(*y, *z);
  WallState state;
  state.lens = seen.lens;
  state.pose.rotation = {x2[0], (*y)[0], (*z)[0], x2[1], (*y)[1], (*z)[1], x2[2], (*y)[2], (*z)[2]};
  state.pose.shift = *z;
  if (state.pose.shift[2] < 0) return std::nullopt;  // seen from behind: the wall is not before the camera
  return state;
}

}  // namespace

Result<Answer> measure_by_lines(const Photo& photo, const CameraPrior& camera, const Task& asked, const MonteCarlo& how) {
  Task task = with_detected(photo, camera.camera, asked);
  const auto gravity = Gravity::of(photo, task);
  if (task.lines.level.size() < 2 || (!gravity && task.lines.vertical.size() < 2)) return refuse(message("photo.refused.no_wall"), message("photo.refused.no_wall_advice"));
  Answer answer;
  const auto readings = readings_of(camera.camera, asked, gravity, task, answer);
  const View view(camera.camera, task, gravity);
  Target known;
  known.ends = task.known->ends;
  for (End& end : known.ends) end.offset = Stated{0, 1e-9};  // it lies in the wall: the plane is where it is
  const Lens lens = lens_of(camera.camera);
  const auto of_known = see_ends(photo, lens, known, {}, {}, answer);
  if (!of_known) return answer;
  for (DrawnLine& line : answer.drawing.lines) line.kind = DrawnLine::Kind::reference;
  const auto ends = see_ends(photo, lens, task.target, {}, {}, answer);
  if (!ends) return answer;
  const double u = task.known->length.u.value_or(kHeightU);
  answer.assumptions.push_back(message("photo.assumed.known").with("length", 1000 * task.known->length.value, "mm").with("u", 1000 * u, "mm"));
  if (!(*ends)[0].offset_told) answer.warnings.push_back(message("photo.warned.offset").with("within", 1000 * kUntoldOffset, "mm"));
  tell(camera, view, task, gravity, answer);
  if (!answer.refused.empty()) return answer;
  std::vector<Input> rest_of{{"photo.source.reference", u}};
  const std::vector<Input> first = end_inputs(*of_known), second = end_inputs(*ends);
  rest_of.insert(rest_of.end(), first.begin(), first.end());
  rest_of.insert(rest_of.end(), second.begin(), second.end());
  const ViewValue value = [&](const View::Seen& seen, std::span<const double> rest) -> std::optional<double> {
    auto state = wall_at(seen);
    if (!state) return std::nullopt;
    const auto as_seen = length_between(*state, *of_known, rest.subspan(1, first.size()));
    if (!as_seen || !(*as_seen > 0)) return std::nullopt;
    for (double& s : state->pose.shift) s *= (task.known->length.value + rest[0]) / *as_seen;
    return length_between(*state, *ends, rest.subspan(1 + first.size()));
  };
  auto measured = followed(camera.camera, task, gravity, readings, rest_of, value, how);
  if (measured && !(measured->value > 0)) measured.reset();  // both ends are one: no share of it can be told
  return finish(std::move(answer), measured, measured ? kWidest * measured->value : 0, unsettled(camera.camera, task));
}

std::optional<Measured> focal_of_lines(const Photo& photo, const CameraPrior& camera, const DirectionLines& lines, const MonteCarlo& how) {
  Task task;
  task.lines = lines;
  if (lines.detect) add_detected(photo, lens_of(camera.camera), task.lines);
  Camera unknown = camera.camera;
  unknown.source = FocalSource::assumed;
  const View view(unknown, task, std::nullopt);
  if (!view.self_calibrated()) return std::nullopt;  // too few families, or they meet nowhere
  auto measured = propagate(view.inputs(), [&](std::span<const double> errors) -> std::optional<double> {
    const auto seen = view.at(errors);
    if (!seen) return std::nullopt;
    return seen->lens.f;
  }, how);
  if (measured) measured->unit = "px";
  return measured;
}

}  // namespace landai::photo
