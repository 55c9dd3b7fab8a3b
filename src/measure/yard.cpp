// SPDX-License-Identifier: GPL-3.0-or-later
#include "yard.hpp"

#include <algorithm>
#include <cmath>

#include "route_net_impl.hpp"
#include "route_steps.hpp"

namespace landai::measure {
namespace {

constexpr double kSlopes = 0.02;     // marks that differ by more tell that the ground between them slopes
constexpr double kHardlyFarther = 1.5;
constexpr double kStride = 0.25;     // along a border
constexpr double kBeside = 0.15;     // how far beyond the border the ground is asked, past a kerb

bool wall_between(const Survey& s, PlanPoint a, PlanPoint b, const std::string& level) {
  Box box;
  box.add(a), box.add(b);
  for (const Element* wall : s.of(Category::wall)) {
    if (!on(s, *wall, level) || !wall->geometry.box().overlaps(box)) continue;
    for (const Polygon& polygon : wall->geometry.areas) {
      Polyline edge = polygon.outer;
      edge.push_back(edge.front());
      if (crosses(edge, {a, b})) return true;
    }
    for (const Polyline& line : wall->geometry.lines)
      if (crosses(line, {a, b})) return true;
  }
  return false;
}

}  // namespace

bool has_floor(const Survey& s, PlanPoint p, const std::string& level) {
  if (s.space_at(p, level)) return true;
  for (const auto category : {Category::landing, Category::flight, Category::wall, Category::column})
    for (const Element* e : s.of(category))
      if (on(s, *e, level) && contains(e->geometry.areas, p)) return true;
  return false;
}

std::vector<YardMark> yard_marks(const Survey& s, const std::string& level) {
  std::vector<YardMark> marks;
  for (const auto& [z, label] : s.level_marks())
    if ((label->level.empty() || label->level == level) && !has_floor(s, label->position, level)) marks.push_back({z, label->position, label->text});
  return marks;
}

const YardMark* yard_at(const Survey& s, const std::vector<YardMark>& marks, PlanPoint p, const std::string& level, double reach) {
  const YardMark* nearest = nullptr;
  double best = reach;
  for (const YardMark& mark : marks)
    if (const double d = distance(mark.at, p); d < best && !wall_between(s, p, mark.at, level)) best = d, nearest = &mark;
  if (!nearest) return nullptr;
  const bool slopes = std::any_of(marks.begin(), marks.end(), [&](const YardMark& mark) {
    return std::abs(mark.z - nearest->z) > kSlopes && distance(mark.at, p) < kHardlyFarther * best && !wall_between(s, p, mark.at, level);
  });
  return slopes ? nullptr : nearest;
}

std::vector<Polyline> edges_above_yard(const Survey& s, const std::vector<YardMark>& marks, const Element& floor, const std::string& level, double largest_step) {
  std::vector<Polyline> out;
  if (marks.empty() || !floor.z) return out;
  for (const Polygon& polygon : floor.geometry.areas)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
      const PlanPoint a = polygon.outer[i], b = polygon.outer[(i + 1) % polygon.outer.size()];
      const double length = distance(a, b);
      if (length < 1e-3) continue;
      const PlanPoint outward = (-1 / length) * left_normal(b - a);   // rings are counter-clockwise
      const int pieces = std::max(1, static_cast<int>(std::ceil(length / kStride)));
      for (int k = 0; k < pieces; ++k) {
        const auto at = [&](double t) { return a + (t / pieces) * (b - a); };
        const PlanPoint beside = at(k + 0.5) + kBeside * outward;
        if (has_floor(s, beside, level)) continue;
        const YardMark* mark = yard_at(s, marks, beside, level, kMarkHolds);
        if (!mark || std::abs(mark->z - floor.z->lo) <= largest_step) continue;
        const bool goes_on = !out.empty() && distance(out.back().back(), at(k)) < 1e-9;
        if (goes_on) out.back().push_back(at(k + 1));
        else out.push_back({at(k), at(k + 1)});
      }
    }
  return out;
}

}  // namespace landai::measure
