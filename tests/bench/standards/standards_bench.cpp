// SPDX-License-Identifier: GPL-3.0-or-later
// How long packs take to load, and measurements to be judged.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <span>
#include <string>

#include "landai/measure/catalogue.hpp"
#include "landai/standards/standards.hpp"

namespace landai::standards {
namespace {

const std::filesystem::path kData = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";

/// Packs from their files.
void load(benchmark::State& state, std::span<const std::string> wanted) {
  std::size_t rules = 0, packs_read = 0;
  for (auto _ : state) {
    const auto packs = load_packs(kData, wanted);
    if (!packs) return state.SkipWithError(packs.error().message.key.c_str());
    rules = 0;
    packs_read = packs->size();
    for (const Pack& pack : *packs) rules += pack.rules.size();
  }
  state.counters["packs"] = static_cast<double>(packs_read);
  state.counters["rules"] = static_cast<double>(rules);
}

/// Those that every check loads.
void load_default_packs(benchmark::State& state) { load(state, {}); }
BENCHMARK(load_default_packs)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Those for comparison too.
void load_all_packs(benchmark::State& state) {
  const std::vector<std::string> all{"all"};
  load(state, all);
}
BENCHMARK(load_all_packs)->Unit(benchmark::kMillisecond)->UseRealTime();

measure::Measurement one(std::string subject, const char* quantity, measure::Value value) {
  measure::Measurement m;
  m.subject = {std::move(subject)};
  m.quantity = quantity;
  m.unit = measure::quantity(quantity)->unit;
  if (const double* number = std::get_if<double>(&value)) m.lo = m.hi = *number;
  m.value = std::move(value);
  m.u = measure::quantity(quantity)->kind == measure::ValueKind::number ? 0.004 : 0;
  return m;
}

/// Floors of a city: corridors with doors, each with what a plan gives of it. `count` measurements.
struct City {
  Plan plan;
  measure::MeasurementSet measurements;

  explicit City(std::size_t count) {
    Element corridor;
    corridor.id = "corridor";
    corridor.category = Category::space;
    corridor.levels = {"L0"};
    plan.elements.push_back(corridor);
    measurements.add(one("corridor", "space.use", std::string("corridor")));
    measurements.add(one("corridor", "space.access", std::string("public")));
    for (std::size_t i = 0; measurements.all().size() < count; ++i) {
      const std::string door = "door-" + std::to_string(i), room = "room-" + std::to_string(i);
      Element e;
      e.id = room;
      e.category = Category::space;
      e.levels = {"L0"};
      plan.elements.push_back(e);
      e.id = door;
      e.category = Category::door;
      e.connects = {"corridor", room};
      plan.elements.push_back(e);
      const double spread = 0.001 * static_cast<double>(i % 200);
      measurements.add(one(room, "space.use", std::string("office")));
      measurements.add(one(room, "space.access", std::string("public")));
      measurements.add(one(door, "door.role", std::string("internal")));
      measurements.add(one(door, "door.operation", std::string("swing")));
      measurements.add(one(door, "door.opens_outward", i % 2 == 0));
      measurements.add(one(door, "door.clear_width", 0.75 + spread));
      measurements.add(one(door, "door.opening_angle", 1.5707963267948966));
      measurements.add(one(door, "door.free_square_swing", 1.6 + spread));
      measurements.add(one(door, "door.free_square_other", 1.45 + spread));
      measurements.add(one(door, "door.furniture_distance", 0.7 + spread));
    }
  }
};

void judge(benchmark::State& state, const std::vector<Pack>& packs, const City& city) {
  std::size_t checks = 0, decided = 0;
  for (auto _ : state) {
    const auto all = evaluate(packs, city.plan, city.measurements);
    checks = all.size();
    decided = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Check& c) {
      return c.verdict == Verdict::pass || c.verdict == Verdict::fail || c.verdict == Verdict::undecided;
    }));
  }
  state.counters["measurements"] = static_cast<double>(city.measurements.all().size());
  state.counters["checks"] = static_cast<double>(checks);
  state.counters["decided"] = static_cast<double>(decided);
}

/// One rule for each of five numbers of a door: 100,000 measurements, each judged once.
void judge_each_once(benchmark::State& state) {
  const auto packs = load_packs(kData, std::vector<std::string>{std::string(LANDAI_SOURCE_DIR) + "/tests/bench/standards/five-rules.yaml"});
  if (!packs) return state.SkipWithError(packs.error().message.key.c_str());
  judge(state, *packs, City(200'000));
}
BENCHMARK(judge_each_once)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Every rule of the national regulation put to all that stands in the city, what does not apply and what is not measured included.
void judge_by_the_regulation(benchmark::State& state) {
  const auto packs = load_packs(kData, std::vector<std::string>{"permen-pupr-14-2017"});
  if (!packs) return state.SkipWithError(packs.error().message.key.c_str());
  judge(state, *packs, City(100'000));
}
BENCHMARK(judge_by_the_regulation)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace landai::standards
