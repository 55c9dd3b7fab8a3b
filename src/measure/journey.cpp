// SPDX-License-Identifier: GPL-3.0-or-later
// One way looked at from all sides: how wide, how long, and whether the footprint turns where it has to.
#include "landai/measure/journey.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace landai::measure {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double edge_distance(const Ring& ring, PlanPoint p) {
  double best = kInfinity;
  for (std::size_t i = 0; i < ring.size(); ++i)
    best = std::min(best, distance(PlanSegment{ring[i], ring[(i + 1) % ring.size()]}, p));
  return best;
}

/// Ids of what stands at the two ends of a pinch, each once.
std::vector<std::string> ids_of(const Plan& plan, const std::array<int, 2>& owners) {
  std::vector<std::string> ids;
  for (const int owner : owners) {
    if (owner < 0 || static_cast<std::size_t>(owner) >= plan.elements.size()) continue;
    const std::string& id = plan.elements[static_cast<std::size_t>(owner)].id;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

/// Whether the import left out things with broken coordinates: nobody knows where they stand.
bool things_lost(const Plan& plan) {
  static constexpr std::string_view kLosses[] = {"import.dxf.bad_number", "import.ifc.bad_numbers", "plan.geometry_dropped"};
  return std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(), [](const Diagnostic& d) {
    return d.severity != DiagnosticSeverity::info && std::find(std::begin(kLosses), std::end(kLosses), d.message.key) != std::end(kLosses);
  });
}

/// The point this far along a path.
PlanPoint along(const geometry::SmoothPath& path, double by_m) {
  for (const auto& piece : path.pieces) {
    if (by_m <= piece.length_m()) return piece.at(by_m);
    by_m -= piece.length_m();
  }
  return path.points.empty() ? PlanPoint{} : path.points.back();
}

/// Ids of the two things nearest to a point.
std::vector<std::string> nearest_things(const Plan& plan, const geometry::Floor& floor, PlanPoint p) {
  std::map<int, double> away;
  const auto look = [&](double d, const std::vector<int>& owners, std::size_t i) {
    if (i >= owners.size() || owners[i] < 0 || static_cast<std::size_t>(owners[i]) >= plan.elements.size()) return;
    const auto [it, fresh] = away.try_emplace(owners[i], d);
    it->second = std::min(it->second, d);
  };
  for (std::size_t i = 0; i < floor.solids.size(); ++i) look(edge_distance(floor.solids[i].outer, p), floor.solid_owner, i);
  for (std::size_t i = 0; i < floor.thin.size(); ++i) look(distance(floor.thin[i], p), floor.thin_owner, i);
  std::vector<std::pair<double, int>> sorted;
  for (const auto& [owner, d] : away) sorted.emplace_back(d, owner);
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < sorted.size() && i < 2; ++i) ids.push_back(plan.elements[static_cast<std::size_t>(sorted[i].second)].id);
  return ids;
}

/// Halves the shortest way until the last place that the footprint reaches is known to 0.1 m.
void find_stuck(const Plan& plan, const geometry::Floor& floor, const geometry::Clearance& clearance, geometry::ChairQuestion question,
                Stage& stage) {
  constexpr double kResolution_m = 0.1;
  constexpr int kMostHalvings = 12;
  if (!stage.shortest || !stage.footprint || stage.footprint->answer != geometry::ChairAnswer::Answer::no) return;
  if (stage.footprint->decided != geometry::ChairAnswer::Decided::subdivision) return;
  double reached = 0, missed = stage.shortest->length_m;
  for (int i = 0; i < kMostHalvings && missed - reached > kResolution_m; ++i) {
    const double middle = (reached + missed) / 2;
    question.to = along(*stage.shortest, middle);
    const auto there = geometry::chair_passes(floor, clearance, question);
    (there && there->answer == geometry::ChairAnswer::Answer::yes ? reached : missed) = middle;
  }
  stage.stuck_at = along(*stage.shortest, reached);
  stage.stuck_between = nearest_things(plan, floor, *stage.stuck_at);
}

/// The doors of the way that lie on a storey.
std::vector<std::string> doors_on(const Plan& plan, const std::vector<std::string>& doors, const std::string& level) {
  std::vector<std::string> here;
  const std::set<std::string> wanted(doors.begin(), doors.end());
  for (const Element& e : plan.elements)
    if (wanted.contains(e.id) && std::find(e.levels.begin(), e.levels.end(), level) != e.levels.end()) here.push_back(e.id);
  return here;
}

Result<Stage> stage_of(const Plan& plan, const Facts& facts, const Mobility& mobility, const Reached& reached, const Leg& leg,
                       const std::filesystem::path& data_dir) {
  Stage stage;
  stage.level = leg.level;
  stage.by = leg.by;
  stage.widest = leg.path;
  if (leg.path.size() < 2) return stage;
  auto floor = floor_of(plan, facts, mobility, leg.level, doors_on(plan, reached.doors, leg.level), data_dir);
  if (!floor) return floor.error();
  auto clearance = geometry::Clearance::build(floor->floor);
  if (!clearance) return clearance.error();
  stage.noding = clearance->noding();
  const PlanPoint from = leg.path.front(), to = leg.path.back();
  const auto widest = clearance->widest(from, to);
  if (!widest) return stage;
  stage.kept_m = std::min({mobility.clear_width.value, widest->width_m, reached.width_m});
  stage.shortest = geometry::ShortestWays(*clearance, stage.kept_m).between(from, to);
  if (stage.shortest)
    for (const auto& pinch : stage.shortest->pinches) stage.pinched_by.push_back(ids_of(plan, pinch.owners));
  geometry::ChairQuestion question;
  question.footprint = {mobility.length.value, mobility.width.value, {}};
  question.from = from;
  question.to = to;
  auto passes = geometry::chair_passes(floor->floor, *clearance, question);
  if (!passes) return passes.error();
  stage.footprint = std::move(*passes);
  find_stuck(plan, floor->floor, *clearance, question, stage);
  return stage;
}

}  // namespace

std::optional<bool> Journey::answer() const {
  if (!reached.reachable.has_value() || !*reached.reachable) return reached.reachable;
  std::optional<bool> all = true;
  if (things_lost) all.reset();
  for (const Stage& stage : stages) {
    if (!stage.footprint) {
      // Nothing was asked where nobody moves (a lift from one storey to the next); else nobody knows.
      if (stage.widest.size() >= 2) all.reset();
      continue;
    }
    if (stage.footprint->answer == geometry::ChairAnswer::Answer::no) return false;
    if (stage.footprint->answer == geometry::ChairAnswer::Answer::open) all.reset();
  }
  return all;
}

const Stage* Journey::stuck() const {
  for (const Stage& stage : stages)
    if (stage.footprint && stage.footprint->answer != geometry::ChairAnswer::Answer::yes) return &stage;
  return nullptr;
}

double Journey::length_m() const {
  double sum = 0;
  for (const Stage& stage : stages) sum += stage.shortest ? stage.shortest->length_m : kInfinity;
  return stages.empty() ? kInfinity : sum;
}

Result<Journey> journey(const Plan& plan, const Facts& facts, const Mobility& mobility, const Place& from, const Place& to,
                        const std::filesystem::path& data_dir) {
  Journey out;
  out.mobility = mobility.id;
  out.things_lost = things_lost(plan);
  auto reached = route(plan, facts, mobility, from, to, data_dir);
  if (!reached) return reached.error();
  out.reached = std::move(*reached);
  // What a change would open is drawn, but nobody travels it yet.
  if (out.reached.reachable.has_value() && !*out.reached.reachable) return out;
  for (const Leg& leg : out.reached.legs) {
    auto stage = stage_of(plan, facts, mobility, out.reached, leg, data_dir);
    if (!stage) return stage.error();
    out.stages.push_back(std::move(*stage));
  }
  return out;
}

}  // namespace landai::measure
