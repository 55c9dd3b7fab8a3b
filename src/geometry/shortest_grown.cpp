// SPDX-License-Identifier: GPL-3.0-or-later
#include "shortest_grown.hpp"

#include <algorithm>
#include <numbers>

namespace landai::geometry {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kSlack = 0.02;  ///< cells: 2 micrometres that rounding may take from the radius
constexpr double kFlat = 1e-9;   ///< a bend of less is none

double squared(PlanPoint v) { return dot(v, v); }

double squared_to(const PlanSegment& s, PlanPoint p) {
  const PlanPoint d = s.b - s.a;
  const double length2 = dot(d, d);
  const double t = length2 > 0 ? std::clamp(dot(p - s.a, d) / length2, 0.0, 1.0) : 0;
  return squared(p - (s.a + t * d));
}

bool cross_each_other(const PlanSegment& s, const PlanSegment& t) {
  const double a = cross(s.b - s.a, t.a - s.a), b = cross(s.b - s.a, t.b - s.a);
  const double c = cross(t.b - t.a, s.a - t.a), d = cross(t.b - t.a, s.b - t.a);
  return ((a > 0) != (b > 0)) && ((c > 0) != (d > 0));
}

bool nearer_than(const PlanSegment& s, const PlanSegment& t, double reach) {
  if (std::max(s.a.x, s.b.x) + reach < std::min(t.a.x, t.b.x)) return false;
  if (std::max(t.a.x, t.b.x) + reach < std::min(s.a.x, s.b.x)) return false;
  if (std::max(s.a.y, s.b.y) + reach < std::min(t.a.y, t.b.y)) return false;
  if (std::max(t.a.y, t.b.y) + reach < std::min(s.a.y, s.b.y)) return false;
  const double reach2 = reach * reach;
  return squared_to(s, t.a) < reach2 || squared_to(s, t.b) < reach2 || squared_to(t, s.a) < reach2 ||
         squared_to(t, s.b) < reach2 || cross_each_other(s, t);
}

}  // namespace

double wrapped(double angle) {
  if (angle > kPi) return angle - 2 * kPi;
  return angle <= -kPi ? angle + 2 * kPi : angle;
}

GrownObstacles::GrownObstacles(const Clearance::Impl& clearance, double radius) : radius_(radius) {
  std::vector<PlanSegment> segments;
  const auto& all = clearance.diagram.index.segments();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!clearance.is_frame(static_cast<int>(i))) segments.push_back(all[i]);
  }
  index_ = SegmentIndex(std::move(segments));
  find_corners();
  seen_segment_.assign(index_.segments().size(), 0);
  seen_corner_.assign(corners_.size(), 0);
  seen_cell_.assign(at(index_.columns()) * at(index_.rows()), 0);
}

void GrownObstacles::find_corners() {
  struct End {
    PlanPoint at;
    double away = 0;  // direction in which the obstacle leaves its end
    std::size_t slot = 0;
  };
  std::vector<End> ends;
  const auto& segments = index_.segments();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const PlanPoint d = segments[i].b - segments[i].a;
    ends.push_back({segments[i].a, std::atan2(d.y, d.x), 2 * i});
    ends.push_back({segments[i].b, std::atan2(-d.y, -d.x), 2 * i + 1});
  }
  std::sort(ends.begin(), ends.end(), [](const End& s, const End& t) {
    return std::tie(s.at, s.away, s.slot) < std::tie(t.at, t.away, t.slot);
  });
  corner_of_.assign(ends.size(), -1);
  for (std::size_t i = 0, j = 0; i < ends.size(); i = j) {
    while (j < ends.size() && ends[j].at == ends[i].at) ++j;
    // The widest free sector around the point.
    double start = 0, widest = 0;
    for (std::size_t k = i; k < j; ++k) {
      const double next = k + 1 < j ? ends[k + 1].away : ends[i].away + 2 * kPi;
      if (next - ends[k].away > widest) widest = next - ends[k].away, start = ends[k].away;
    }
    double half = (widest - kPi) / 2;
    if (j - i == 2 && ends[i].slot / 2 == ends[i + 1].slot / 2) half = kPi;  // a post
    if (2 * half < kFlat) continue;
    for (std::size_t k = i; k < j; ++k) corner_of_[ends[k].slot] = static_cast<int>(corners_.size());
    corners_.push_back({ends[i].at, wrapped(wrapped(start) + widest / 2), half});
  }
}

bool GrownObstacles::free(PlanPoint a, PlanPoint b) const {
  const double reach = radius_ - kSlack;
  // Piece by piece, so that whatever stands near the beginning is met first.
  const double length = distance(a, b), step = std::max(4 * radius_, 2e4);
  const int pieces = std::clamp(static_cast<int>(length / step) + 1, 1, 1 << 20);
  bool clear = true;
  for (int i = 0; i < pieces && clear; ++i) {
    const PlanSegment piece{a + (static_cast<double>(i) / pieces) * (b - a),
                            a + (static_cast<double>(i + 1) / pieces) * (b - a)};
    index_.along(piece, reach,
                 [&](int s) { clear = clear && !nearer_than(piece, index_.segments()[at(s)], reach); });
  }
  return clear;
}

void GrownObstacles::blocked_by(const Corner& corner, const PlanSegment& s,
                                std::vector<FreeArc>& blocked) const {
  const double reach = radius_ - kSlack;
  std::vector<double> cuts;
  const auto cut = [&](double direction) {
    const double angle = wrapped(direction - corner.middle);
    if (std::abs(angle) < corner.half) cuts.push_back(angle);
  };
  for (const PlanPoint end : {s.a, s.b}) {
    const PlanPoint d = end - corner.at;
    const double far = norm(d);
    if (!(far > 0)) continue;
    const double c = (far * far + radius_ * radius_ - reach * reach) / (2 * far * radius_);
    if (std::abs(c) > 1) continue;
    const double direction = std::atan2(d.y, d.x), off = std::acos(c);
    cut(wrapped(direction + off));
    cut(wrapped(direction - off));
  }
  if (const PlanPoint along = s.b - s.a; norm(along) > 0) {
    const PlanPoint n = (1 / norm(along)) * left_normal(along);
    const double height = dot(s.a - corner.at, n), direction = std::atan2(n.y, n.x);
    for (const double offset : {height - reach, height + reach}) {
      if (std::abs(offset) > radius_) continue;
      const double off = std::acos(offset / radius_);
      cut(wrapped(direction + off));
      cut(wrapped(direction - off));
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.push_back(corner.half);
  double lo = -corner.half;
  for (const double hi : cuts) {
    const double direction_here = corner.middle + (lo + hi) / 2;
    const PlanPoint p = corner.at + radius_ * PlanPoint{std::cos(direction_here), std::sin(direction_here)};
    if (squared_to(s, p) < reach * reach) blocked.push_back({lo, hi});
    lo = hi;
  }
}

std::vector<FreeArc> GrownObstacles::free_arcs(const Corner& corner) const {
  std::vector<FreeArc> blocked;
  Box box;
  box.add(corner.at);
  std::vector<int> near;
  index_.visit(box.grown(2 * radius_), [&](int i) {
    near.push_back(i);
    return true;
  });
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  for (const int i : near) {
    const PlanSegment& s = index_.segments()[at(i)];
    if (s.a == corner.at || s.b == corner.at) continue;  // the arc keeps clear of those by its ends
    if (squared_to(s, corner.at) < 4 * radius_ * radius_) blocked_by(corner, s, blocked);
  }
  std::sort(blocked.begin(), blocked.end(), [](const FreeArc& s, const FreeArc& t) { return s.lo < t.lo; });
  std::vector<FreeArc> arcs;
  double lo = -corner.half;
  for (const FreeArc& b : blocked) {
    if (b.lo > lo) arcs.push_back({lo, b.lo});
    lo = std::max(lo, b.hi);
  }
  if (lo < corner.half) arcs.push_back({lo, corner.half});
  if (corner.half < kPi || arcs.empty()) return arcs;
  // Around a post the last arc goes on in the first.
  if (arcs.size() == 1 && arcs[0].hi - arcs[0].lo >= 2 * kPi) return {{-3 * kPi, 3 * kPi}};
  if (arcs.size() > 1 && arcs.front().lo <= -kPi && arcs.back().hi >= kPi) {
    arcs.back().hi = arcs.front().hi + 2 * kPi;
    arcs.erase(arcs.begin());
  }
  return arcs;
}

}  // namespace landai::geometry
