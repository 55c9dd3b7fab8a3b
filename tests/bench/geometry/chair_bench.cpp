// SPDX-License-Identifier: GPL-3.0-or-later
// How long the chair takes: the suite (a corridor of 1.50 m, side doors of 1.20 to 0.79 m, ten rotations),
// corners close to their limit, and the way across a floor of some thousand segments.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>

#include "chair_scenes.hpp"

namespace {

using namespace landai;
using geometry::ChairAnswer;
using geometry::ChairQuestion;
using geometry::Floor;
using test::ChairScene;

void ask(benchmark::State& state, const std::vector<ChairScene>& scenes, ChairQuestion question) {
  double boxes = 0, slowest_ms = 0;
  std::size_t i = 0;
  ChairAnswer::Answer answer{};
  for (auto _ : state) {
    const ChairScene& scene = scenes[i++ % scenes.size()];
    question.from = scene.from;
    question.to = scene.to;
    const auto start = std::chrono::steady_clock::now();
    const auto result = geometry::chair_passes(scene.floor, question);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    slowest_ms = std::max(slowest_ms, took.count());
    if (!result) {
      state.SkipWithError("not answered");
      return;
    }
    answer = result->answer;
    boxes += static_cast<double>(result->boxes);
  }
  state.counters["boxes"] = benchmark::Counter(boxes, benchmark::Counter::kAvgIterations);
  state.counters["slowest_ms"] = slowest_ms;
  state.SetLabel(answer == ChairAnswer::Answer::yes  ? "yes"
                 : answer == ChairAnswer::Answer::no ? "no"
                                                     : "open");
}

void side_door(benchmark::State& state) {
  std::vector<ChairScene> scenes;
  test::Dice dice(7);
  for (int k = 0; k < 10; ++k) {
    scenes.push_back(test::moved(test::side_door(1.5, static_cast<double>(state.range(0)) / 100, 0.12),
                                 dice.between(0, 2 * M_PI), {dice.between(-50, 50), dice.between(-50, 50)}));
  }
  ask(state, scenes, {});
}
BENCHMARK(side_door)
    ->ArgName("door_cm")
    ->Arg(120)
    ->Arg(100)
    ->Arg(90)
    ->Arg(85)
    ->Arg(82)
    ->Arg(79)
    ->Iterations(20)
    ->Unit(benchmark::kMillisecond);

/// The chair is narrower (negative) or wider than the limit by this many tenths of a millimetre.
void right_angle(benchmark::State& state) {
  std::vector<ChairScene> scenes;
  for (int k = 0; k < 10; ++k) scenes.push_back(test::moved(test::right_angle(0.95, 1.02), 0.61 * k, {3, 4}));
  const double limit = test::widest_around_corner(1.2, 0.95, 1.02);
  ask(state, scenes, {.footprint = {1.2, limit + static_cast<double>(state.range(0)) * 1e-4, {}}});
}
BENCHMARK(right_angle)
    ->ArgName("over_limit_0.1mm")
    ->Arg(-100)
    ->Arg(-10)
    ->Arg(0)
    ->Arg(10)
    ->Arg(100)
    ->Iterations(10)
    ->Unit(benchmark::kMillisecond);

/// rooms × rooms cells of 4 × 3 m, a door of 0.90 m in each horizontal wall and one in each vertical wall, a
/// table.
ChairScene rooms(int count, double door, double angle) {
  ChairScene scene;
  const double w = 4.0, h = 3.0, t = 0.15;
  for (int i = 0; i < count; ++i) {
    for (int j = 0; j < count; ++j) {
      const double x = w * i, y = h * j;
      test::add_wall(scene, x, y, x + 1.5, y + t);
      test::add_wall(scene, x + 1.5 + door, y, x + w + t, y + t);
      test::add_wall(scene, x, y, x + t, y + 1.2);
      test::add_wall(scene, x, y + 1.2 + door, x + t, y + h + t);
      test::add_wall(scene, x + 2.9, y + 2.2, x + 3.6, y + 2.8);
    }
  }
  scene.floor.within = test::box(0, 0, w * count + t, h * count + t);
  scene.from = {0.8, 0.8};
  scene.to = {w * (count - 1) + 1.9, h * (count - 1) + 1.6};
  return test::moved(scene, angle, {0, 0});
}

void across_a_floor(benchmark::State& state) {
  const ChairScene scene = rooms(static_cast<int>(state.range(0)), static_cast<double>(state.range(1)) / 100,
                                 0.01 * static_cast<double>(state.range(2)));
  state.counters["segments"] = static_cast<double>(test::borders(scene.floor).size());
  ask(state, {scene}, {});
}
BENCHMARK(across_a_floor)
    ->ArgNames({"rooms", "door_cm", "angle"})
    ->ArgsProduct({{4, 16}, {95, 84}, {0, 30}})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
