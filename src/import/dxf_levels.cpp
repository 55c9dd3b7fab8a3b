// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_levels.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace landai::importer {
namespace {

constexpr double kNearEnd = 1.5;        // a mark this near beyond a flight's end speaks for that end
constexpr double kGroundReach = 12;     // a mark on open ground holds this far
constexpr double kStep = 0.1;           // along a landing's edge
constexpr double kAcrossEdge = 0.3;     // how far beyond the edge the neighbour is asked, past rails on the edge
constexpr double kOpenEdge = 0.5;       // an edge shorter than this is no passage
constexpr double kSameLevel = 0.001;

bool in_box(const Box& box, PlanPoint p) { return p.x >= box.min_x && p.x <= box.max_x && p.y >= box.min_y && p.y <= box.max_y; }

bool cross_each_other(const PlanSegment& s, const PlanSegment& t) {
  const PlanSegment gap = closest_points(s, t);
  return distance(gap.a, gap.b) < 1e-6;
}

void add_level(std::vector<LevelAt>& to, const LevelAt& level) {
  for (const LevelAt& have : to)
    if (std::abs(have.z - level.z) <= kSameLevel) return;
  to.push_back(level);
}

}  // namespace

FloorLevels::FloorLevels(DxfBuild& build, std::vector<FloorRegion> regions, const std::vector<PlanPoint>& flight_ends)
    : build_(build), regions_(std::move(regions)) {
  std::stable_sort(regions_.begin(), regions_.end(), [](const FloorRegion& a, const FloorRegion& b) { return area(a.polygon) < area(b.polygon); });
  for (const LevelMark& mark : build_.marks) {
    const FloorRegion* region = region_at(mark.at, false);
    region_of_mark_.push_back(region == nullptr ? -1 : static_cast<int>(region - regions_.data()));
  }
  level_spaces(flight_ends);
  level_landings();
}

const FloorRegion* FloorLevels::region_at(PlanPoint p, bool flights) const {
  for (const FloorRegion& region : regions_) {
    if (!flights && region.kind == FloorRegion::Kind::flight) continue;
    if (in_box(region.box, p) && contains(region.polygon, p)) return &region;
  }
  return nullptr;
}

void FloorLevels::level_spaces(const std::vector<PlanPoint>& flight_ends) {
  for (std::size_t r = 0; r < regions_.size(); ++r) {
    FloorRegion& region = regions_[r];
    std::vector<LevelAt> all, quiet;
    for (std::size_t i = 0; i < build_.marks.size(); ++i) {
      if (region_of_mark_[i] != static_cast<int>(r)) continue;
      const LevelMark& mark = build_.marks[i];
      add_level(all, {mark.z, mark.text});
      const bool at_flight = std::any_of(flight_ends.begin(), flight_ends.end(), [&mark](PlanPoint end) { return distance(end, mark.at) < kNearEnd; });
      if (!at_flight) add_level(quiet, {mark.z, mark.text});
    }
    const std::vector<LevelAt>& use = all.size() <= 1 ? all : quiet;
    if (use.size() == 1) {
      region.z = use.front().z;
      region.mark = use.front().mark;
    } else if (all.size() > 1) {
      const Element& e = build_.plan.elements[region.element];
      build_.say(DiagnosticSeverity::warning, e.id, message("import.dxf.marks_disagree").with("name", e.name.empty() ? e.id : e.name));
    }
  }
}

std::optional<LevelAt> FloorLevels::ground_at(PlanPoint p) const {
  double best = kGroundReach;
  const LevelMark* nearest = nullptr;
  for (std::size_t i = 0; i < build_.marks.size(); ++i) {
    if (region_of_mark_[i] >= 0) continue;
    const double d = distance(build_.marks[i].at, p);
    if (d >= best) continue;
    best = d;
    nearest = &build_.marks[i];
  }
  if (nearest == nullptr) return {};
  // Ground that slopes has marks that differ: then the nearest one alone says little.
  for (std::size_t i = 0; i < build_.marks.size(); ++i)
    if (region_of_mark_[i] < 0 && distance(build_.marks[i].at, p) < 1.5 * best && std::abs(build_.marks[i].z - nearest->z) > 0.02) return {};
  return LevelAt{nearest->z, nearest->text};
}

/// What a landing opens to: over each piece of its border that no wall, rail or window closes.
std::vector<LevelAt> FloorLevels::open_neighbours(const FloorRegion& landing) const {
  std::map<int, double> open;   // region index, -1 ground → length
  std::map<int, PlanPoint> where;
  const Ring& ring = landing.polygon.outer;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double length = distance(a, b);
    if (length < kStep || length > 500) continue;
    const PlanPoint out = (-1 / length) * left_normal(b - a);   // rings are counter-clockwise
    const int steps = static_cast<int>(length / kStep);
    for (int k = 0; k < steps; ++k) {
      const PlanPoint at = a + ((k + 0.5) / steps) * (b - a);
      const PlanSegment step{at - 0.02 * out, at + kAcrossEdge * out};
      bool closed = false;
      for (const PlanSegment& edge : build_.barriers.near(at, kAcrossEdge + 0.05)) closed = closed || cross_each_other(step, edge);
      if (closed) continue;
      const FloorRegion* other = region_at(step.b, true);
      if (other == &landing || (other != nullptr && other->kind == FloorRegion::Kind::flight)) continue;
      const int key = other == nullptr ? -1 : static_cast<int>(other - regions_.data());
      open[key] += length / steps;
      where[key] = step.b;
    }
  }
  std::vector<LevelAt> out;
  for (const auto& [key, length] : open) {
    if (length < kOpenEdge) continue;
    if (key >= 0 && regions_[static_cast<std::size_t>(key)].z)
      add_level(out, {*regions_[static_cast<std::size_t>(key)].z, regions_[static_cast<std::size_t>(key)].mark});
    if (key < 0)
      if (const auto ground = ground_at(where[key])) add_level(out, *ground);
  }
  return out;
}

void FloorLevels::level_landings() {
  for (FloorRegion& landing : regions_) {
    if (landing.kind != FloorRegion::Kind::landing || landing.z) continue;
    // A landing drawn inside a room lies on its floor.
    const PlanPoint centre = interior_point(landing.polygon);
    for (const FloorRegion& room : regions_)
      if (room.kind == FloorRegion::Kind::space && room.z && in_box(room.box, centre) && contains(room.polygon, centre)) {
        landing.z = room.z;
        landing.mark = room.mark;
        break;
      }
    if (landing.z) continue;
    const auto levels = open_neighbours(landing);
    if (levels.size() == 1) {
      landing.z = levels.front().z;
      landing.mark = levels.front().mark;
    }
    landing.candidates = levels;
  }
}

std::vector<LevelAt> FloorLevels::beyond(PlanPoint end, PlanPoint away, double half_width) const {
  // The flight's own end is asked a hand further on, then further still: a kerb or a gap in the drawing may lie between.
  const FloorRegion* region = nullptr;
  PlanPoint at = end;
  for (const double reach : {0.05, 0.15, 0.3}) {
    at = end + reach * away;
    region = region_at(at, false);
    if (region != nullptr) break;
  }
  const int index = region == nullptr ? -1 : static_cast<int>(region - regions_.data());
  // A mark right at this end speaks for it.
  const LevelMark* nearest = nullptr;
  double best = kNearEnd;
  for (std::size_t i = 0; i < build_.marks.size(); ++i) {
    const PlanPoint d = build_.marks[i].at - end;
    if (region_of_mark_[i] != index || dot(d, away) < -0.05 || std::abs(cross(away, d)) > half_width + 0.5 || norm(d) >= best) continue;
    best = norm(d);
    nearest = &build_.marks[i];
  }
  if (nearest != nullptr) return {{nearest->z, nearest->text}};
  if (region == nullptr) {
    if (const auto ground = ground_at(at)) return {*ground};
    return {};
  }
  if (region->z) return {{*region->z, region->mark}};
  return region->candidates;
}

}  // namespace landai::importer
