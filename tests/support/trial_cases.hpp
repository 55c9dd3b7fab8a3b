// SPDX-License-Identifier: GPL-3.0-or-later
// The cases of the trial, each with what the reference's method states for such a photo. Its tables are of other set-ups in part; what they leave out and a
// case draws is added by the rules of thumb of section 2, for a door of 860 mm at 2.2 m.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "trial_table.hpp"
#include "view_trial.hpp"

namespace landai::test {

constexpr double kOfOffset = 860 * 3 / 2200.0;       ///< mm of u: an offset known to 3 mm
constexpr double kOfSide = 860 * 0.002;              ///< mm of u: a side known to 0.2 %
constexpr double kOfSides = kOfSide * 0.8660254037844386;  ///< of two: half of the variance is common to both
constexpr double kOfPaper = 860 * 0.005;             ///< mm of u: section 3, 0.4 to 0.6 % of scale
constexpr double kPoints = 100;                      ///< of a slope

struct DoorCase {
  int markers = 1;
  double most_depth = 0, exposure = 1, focal_u = 0.01;
  bool sides_off = true;  ///< by 0.2 % each; else as told
  bool frontal = false;   ///< seen straight on, where one square has two poses that fit
};

inline Trial try_door_case(unsigned seed, const DoorCase& c) {
  DoorScene scene = random_door(seed, c.markers, c.most_depth);
  scene.exposure = c.exposure;
  if (!c.sides_off)
    for (SceneMarker& m : scene.markers) m.side = 0.15;
  if (c.frontal) scene.yaw /= 20, scene.pitch /= 20;
  return try_door(scene, c.focal_u, c.sides_off ? 0.0003 : 0.00005);
}

/// Doors beside markers. "listed": what a scene is asked to have and no more, so the markers have the side that is told; those two carry the bounds.
inline std::vector<TrialCase> door_cases() {
  const auto door = [](const DoorCase& c) { return [c](unsigned seed) { return try_door_case(seed, c); }; };
  const double one = 5.7, two = 1.2, two_wide = 2.4;  // section 7: base, and the geometry of two markers with f to 1 and to 3 %
  const double two_told = widened(widened(two, kOfSides), kOfOffset);
  return {
      {"one-listed", door({1, 0.03, 1, 0.01, false}), {widened(one, kOfOffset), "7 base; 2 offset"}, 8},
      {"one", door({1, 0}), {widened(one, kOfOffset), "7 base; 2 offset"}, 8},
      {"one-offset", door({1, 0.03}), {widened(one, kOfOffset), "7 base; 2 offset"}, 8},
      {"one-bright", door({1, 0, 1.6}), {10, "7 over-exposed, linearised"}},
      {"one-focal4", door({1, 0.03, 1, 0.04}), {widened(widened(16, kOfSide), kOfOffset), "7 geometry, f 3 %; 2 side, offset"}},
      {"one-front", door({1, 0, 1, 0.01, true, true}), {widened(one, kOfOffset), "7 base; 2 offset"}},
      {"two-listed", door({2, 0.03, 1, 0.01, false}), {widened(two, kOfOffset), "7 geometry; 2 offset"}, 3},
      {"two", door({2, 0}), {two_told, "7 geometry; 2 side, offset"}},
      {"two-offset", door({2, 0.03}), {two_told, "7 geometry; 2 side, offset"}},
      {"two-bright", door({2, 0, 1.6}), {two_told, "7 geometry; 2 side, offset"}},
      {"two-focal4", door({2, 0.03, 1, 0.04}), {widened(widened(two_wide, kOfSides), kOfOffset), "7 geometry, f 3 %; 2 side, offset"}},
      {"two-front", door({2, 0, 1, 0.01, true, true}), {two_told, "7 geometry; 2 side, offset"}},
  };
}

/// Sheets, ramps, heights, walls.
inline std::vector<TrialCase> view_cases(int draws = 5000) {
  const double sheet = widened(widened(8, kOfPaper), kOfOffset);
  const double sheets = widened(widened(3.4, kOfPaper / 1.4142135623730951), kOfOffset);
  const double gravity = 0.0052;
  return {
      {"a4", [=](unsigned s) { return try_sheet(s, "a4", 0.210, 0.297, 0.0012, 1, draws); }, {sheet, "7 geometry, A4 0.3 px; 3 paper; 2 offset"}},
      {"a4-two", [=](unsigned s) { return try_sheet(s, "a4", 0.210, 0.297, 0.0012, 2, draws); }, {sheets, "7 geometry, two A4; 3 paper; 2 offset"}},
      {"letter", [=](unsigned s) { return try_sheet(s, "letter", 0.2159, 0.2794, 0.001, 1, draws); }, {sheet, "7 geometry, A4 0.3 px; 3 paper; 2 offset"}},
      {"ramp", [=](unsigned s) { return try_ramp(s, 0.0001, std::nullopt, draws); }, {0.32, "5 marker on the ramp"}, 0.35, true, kPoints},
      {"ramp-centre", [=](unsigned s) { return try_ramp(s, 0.0001, 0.0, draws); }, {0.32, "5 marker on the ramp"}, 0.35, false, kPoints},
      {"ramp-told", [=](unsigned s) { return try_ramp(s, 0.0001, kCentreU, draws); }, {0.32, "5 marker on the ramp"}, 0, true, kPoints},
      {"ramp-0.3deg", [=](unsigned s) { return try_ramp(s, gravity, std::nullopt, draws); }, {1.0, "5 marker, gravity 0.3 deg"}, 0, true, kPoints},
      {"side-square", [=](unsigned s) { return try_side(s, SideHelp::squareness, gravity, draws); }, {1.1, "5 side view, 0.3 deg"}, 0, true, kPoints},
      {"side-level", [=](unsigned s) { return try_side(s, SideHelp::level, gravity, draws); }, {1.1, "5 side view, 0.3 deg"}, 0, true, kPoints},
      {"side-marker", [=](unsigned s) { return try_side(s, SideHelp::marker, gravity, draws); }, {1.1, "5 side view, 0.3 deg"}, 0, true, kPoints},
      {"height-lines", [=](unsigned s) { return try_height(s, true, draws); }, {11, "5 clicks 1.5 px, 1000 mm"}},
      {"height-gravity", [=](unsigned s) { return try_height(s, false, draws); }, {16, "5 gravity 0.3 deg, f 1 %"}},
      {"wall-lines", [=](unsigned s) { return try_wall(s, draws); }, {11, "5 clicks 1.5 px, 1000 mm"}},
      {"wall-clicked", [=](unsigned s) { return try_wall(s, draws, {{-0.8, -0.35, 0.1, 0.6}, 2, 0}); }, {15, "5 clicks 1.5 px and 3 px, 1000 mm"}},
      // One end of one of the level lines slipped: refused, or held.
      {"wall-slip", [=](unsigned s) { return try_wall(s, draws, {{-0.8, -0.35, 0.1, 0.6}, 1, 12}); }, {11, "5 clicks 1.5 px, 1000 mm"}, 0, false},
      {"wall-slip-click", [=](unsigned s) { return try_wall(s, draws, {{-0.8, -0.35, 0.1, 0.6}, 2, 12}); }, {15, "5 clicks 1.5 px and 3 px, 1000 mm"}, 0, false},
  };
}

inline TrialCase case_named(const std::vector<TrialCase>& cases, const std::string& name) {
  for (const TrialCase& c : cases)
    if (c.name == name) return c;
  throw std::invalid_argument("no case " + name);
}

}  // namespace landai::test
