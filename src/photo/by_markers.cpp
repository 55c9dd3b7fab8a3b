// SPDX-License-Identifier: GPL-3.0-or-later
// A length beside markers of known side (reference section 2): find them, fit camera and plane, cut the target's rays with its plane, draw.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "ends.hpp"
#include "landai/photo/measure.hpp"
#include "look.hpp"
#include "on_plane.hpp"
#include "wall.hpp"

namespace landai::photo {
namespace {

constexpr double kSideU = 0.0003;         // m, reference section 6
constexpr double kLeastSide = 15;         // px: below two pixels a cell nothing is told about the tilt
constexpr double kGoodSide = 60;          // px
constexpr double kOblique = 55;           // degrees
constexpr double kWidest = 0.25;          // of the value: an interval that says nothing
constexpr double kFar = 6;                // sides of a single marker
constexpr std::size_t kMostMarkers = 24;  // in one fit

std::vector<SizedMarker> sized(const std::vector<Marker>& found, const MarkerReference& reference) {
  std::vector<SizedMarker> out;
  for (const Marker& marker : found) {
    const bool asked = reference.ids.empty() || std::count(reference.ids.begin(), reference.ids.end(), marker.id) > 0;
    const auto own = reference.sides.find(marker.id);
    const std::optional<Stated> side = own != reference.sides.end() ? std::optional(own->second) : reference.side;
    if (asked && side) out.push_back({marker, side->value, side->u.value_or(kSideU), 0, 0, reference.scale_u * side->value});
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
    return refuse(message("photo.refused.small").with("px", std::round(largest), "").with("least", kLeastSide, ""), message("photo.refused.small_advice"));
  std::erase_if(used, [](const SizedMarker& m) { return m.marker.side() < kLeastSide; });
  return std::nullopt;
}

void assume(const std::vector<SizedMarker>& used, const Target& target, const std::array<SeenEnd, 2>& ends, const CameraPrior& camera, Answer& answer) {
  answer.assumptions.push_back(message(used.size() > 1 ? "photo.assumed.planes" : "photo.assumed.plane").with("count", static_cast<double>(used.size()), ""));
  if (target.rounding) answer.assumptions.push_back(message("photo.assumed.rounding").with("radius", 1000 * *target.rounding, "mm"));
  if (!target.edge.empty()) answer.assumptions.push_back(message("photo.edge." + target.edge));
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
    rough = rough || (m.marker.id >= 0 && m.marker.bias >= 0.25);  // of a sheet it is the default
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

/// Finds the ends by itself. False, with a refusal, when it would have to guess.
bool look_beside(const Photo& photo, const Camera& camera, const std::vector<SizedMarker>& used, Target& target, Answer& answer) {
  const Wall wall(camera, used, {});
  const auto solutions = wall.solve();
  const auto state = solutions.empty() ? std::nullopt : wall.state(solutions[0], solutions[0].fit.unknowns);
  FoundEnds looked;
  if (state) looked = look_for(target.look, photo, *state, target.offset ? target.offset->value : 0, answer.drawing);
  target.ends = std::move(looked.ends);
  if (target.ends.empty()) {
    answer.refused = message(looked.above_floor ? "photo.refused.above_floor" : target.look == Look::door ? "photo.refused.no_door" : "photo.refused.no_counter");
    answer.advice = message("photo.refused.look_advice");
    return false;
  }
  for (End& end : target.ends) end.offset = target.offset;
  answer.warnings.push_back(message("photo.warned.looked"));
  return true;
}

/// What the length hangs on beside the plane.
PlaneValue length_of(const std::array<SeenEnd, 2>& ends, std::optional<double> rounding) {
  PlaneValue out;
  out.inputs = end_inputs(ends);
  const std::size_t count = out.inputs.size();
  // Seen from above or from the side, an edge of radius r is taken anywhere within r of where its faces would meet.
  if (rounding) out.inputs.insert(out.inputs.end(), 2, Input{"photo.source.rounding", *rounding / std::sqrt(3.0), Spread::rectangular});
  out.value = [&ends, count](const WallState& state, std::span<const double> errors) -> std::optional<double> {
    auto length = length_between(state, ends, errors.first(count));
    for (const double error : errors.subspan(count))
      if (length) *length += error;
    return length;
  };
  return out;
}

/// Fits, and follows every pose that cannot be told from the best one. Nothing, and `answer` may hold a refusal already, when that does not lead to a length.
std::optional<Measured> measure_on(const Wall& wall, const std::array<SeenEnd, 2>& ends, std::optional<double> rounding, const MonteCarlo& how, Answer& answer) {
  double spread = 1;
  const auto solutions = usable_solutions(wall, spread, answer);
  if (solutions.empty()) return std::nullopt;
  const PlaneValue length = length_of(ends, rounding);
  auto measured = follow(wall, solutions[0], spread, length, how);
  if (solutions.size() > 1) {
    const auto other = follow(wall, solutions[1], spread, length, how);
    if (measured && other && std::abs(measured->value - other->value) > 0.1 * measured->u) {
      answer.warnings.push_back(message("photo.warned.two_poses").with("first", std::round(1e4 * measured->value) / 10, "mm").with("second", std::round(1e4 * other->value) / 10, "mm"));
      measured = united(*measured, *other);
    } else if (!other) {
      measured.reset();  // a pose that fits and cannot be followed leaves the interval open
    }
  }
  const auto state = wall.state(solutions[0], solutions[0].fit.unknowns);
  if (measured && !(measured->value > 0)) measured.reset();
  if (measured && state) warn(wall, *state, ends, *measured, answer);
  return measured;
}

/// Under every way to understand the pixels; the interval holds what comes out of each.
Answer measure_under(const std::vector<Understood>& ways, const WallHints& hints, const std::array<SeenEnd, 2>& ends, std::optional<double> rounding, const MonteCarlo& how,
                     Answer answer) {
  std::optional<Measured> measured;
  for (const Understood& way : ways) {
    const bool first = &way == &ways.front();
    Answer again;  // what it warns of was told of the first
    Answer& told = first ? answer : again;
    const auto one = measure_on(Wall(way.lens, way.used, hints), ends, rounding, how, told);
    if (!told.refused.empty()) return refused_as(std::move(answer), told.refused, told.advice);
    measured = first ? one : measured && one ? std::optional(united(*measured, *one)) : std::nullopt;
  }
  return finish(std::move(answer), measured, measured ? kWidest * measured->value : 0, unstable_advice(Wall(ways.front().lens, ways.front().used, hints)));
}

}  // namespace

Result<SeenReferences> see_markers(const Photo& photo, const MarkerReference& reference) {
  auto found = find_markers(photo, reference.dictionary);
  if (!found) return found.error();
  SeenReferences seen;
  seen.used = sized(*found, reference);
  if (auto refused = unusable(*found, seen.used, reference)) seen.answer = std::move(*refused);
  draw_markers(*found, seen.answer);
  const std::set<int> ids(reference.ids.begin(), reference.ids.end());
  if (ids.size() < reference.ids.size()) seen.answer.warnings.push_back(message("photo.warned.marker_twice"));
  // Largest first, as the fit orders them.
  std::stable_sort(seen.used.begin(), seen.used.end(), [](const SizedMarker& a, const SizedMarker& b) { return a.marker.side() > b.marker.side(); });
  if (seen.used.size() > kMostMarkers) {  // the fit's time grows with the third power of their number, and the large ones tell most
    seen.answer.warnings.push_back(message("photo.warned.many").with("count", static_cast<double>(seen.used.size()), "").with("used", static_cast<double>(kMostMarkers), ""));
    seen.used.resize(kMostMarkers);
  }
  seen.found = std::move(*found);
  if (!seen.used.empty())
    seen.answer.assumptions.push_back(message("photo.assumed.side").with("side", seen.used.front().side, "m").with("u", 1000 * std::hypot(seen.used.front().u_side, seen.used.front().u_common), "mm"));
  return seen;
}

/// Jambs, and a counter's top and the floor, lie side by side: edges found by looking that do not are others (a pattern on the wall).
void refuse_aslant(Look look, Answer& answer) {
  constexpr double kMost = 2 * std::numbers::pi / 180;
  for (const Message& warning : answer.warnings) {
    if (warning.key != "photo.warned.not_parallel") continue;
    for (const auto& [name, arg] : warning.args)
      if (name == "angle" && arg.value && *arg.value > kMost) {
        answer.measured.reset();
        answer.refused = message(look == Look::door ? "photo.refused.no_door" : "photo.refused.no_counter");
        answer.advice = message("photo.refused.look_advice");
        return;
      }
  }
}

Answer measure_length(const Photo& photo, const CameraPrior& camera, const Task& task, SeenReferences seen, const MonteCarlo& how) {
  Answer answer = std::move(seen.answer);
  Target target = task.target;
  if (target.ends.empty() && !look_beside(photo, camera.camera, seen.used, target, answer)) return answer;
  const auto ends = see_ends(photo, lens_of(camera.camera), target, seen.found, seen.used, answer);
  if (!ends) return answer;
  assume(seen.used, task.target, *ends, camera, answer);
  WallHints hints = hints_of(photo, task, *ends);
  if (!hints.parallel.empty()) {  // lines that do not come out parallel would bend the pose; `warn` tells of them
    Answer untold;
    std::vector<SizedMarker> used = seen.used;
    const Camera lens = with_stretch(camera.camera, used, hints, untold);
    const Wall probe(lens, used, hints);
    const auto solutions = probe.solve();
    if (!solutions.empty() && misfit_of(probe, solutions[0]) > kPoorFit) hints.parallel.clear();
  }
  if (!sides_agree(camera.camera, seen.used, hints, answer)) return answer;
  const auto ways = cut_or_stretched(camera.camera, seen.used, hints, answer);
  answer = measure_under(ways, hints, *ends, task.target.rounding, how, std::move(answer));
  if (task.target.ends.empty() && answer.measured) refuse_aslant(target.look, answer);
  return answer;
}

Result<Answer> measure_by_markers(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how) {
  auto seen = see_markers(photo, task.markers.value_or(MarkerReference{}));
  if (!seen) return seen.error();
  if (!seen->answer.refused.empty()) return seen->answer;
  return measure_length(photo, camera, task, std::move(*seen), how);
}

}  // namespace landai::photo
