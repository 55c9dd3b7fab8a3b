// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_door_symbol.hpp"

#include <algorithm>
#include <numbers>
#include <optional>

namespace landai::importer {
namespace {

struct Circle {
  PlanPoint centre;
  double radius = 0;
};

std::optional<Circle> through(PlanPoint a, PlanPoint b, PlanPoint c) {
  const PlanPoint ab = b - a, ac = c - a;
  const double d = 2 * cross(ab, ac);
  if (std::abs(d) < 1e-9) return std::nullopt;
  const PlanPoint to{(ac.y * dot(ab, ab) - ab.y * dot(ac, ac)) / d,
                     (ab.x * dot(ac, ac) - ac.x * dot(ab, ab)) / d};
  return Circle{a + to, norm(to)};
}

/// The longest run of points on one circle.
std::optional<SwingArc> swing_arc(const Polyline& line, PlanPoint along) {
  if (line.size() < 5 || line.size() > 4096) return std::nullopt;
  std::size_t best_first = 0, best_last = 0;
  for (std::size_t first = 0; first + 4 < line.size();) {
    const auto circle = through(line[first], line[first + 1], line[first + 2]);
    std::size_t last = first + 2;
    if (circle && circle->radius < 3) {
      while (last + 1 < line.size() &&
             std::abs(distance(line[last + 1], circle->centre) - circle->radius) < 0.002)
        ++last;
      if (last - first > best_last - best_first) {
        best_first = first;
        best_last = last;
      }
    }
    first = std::max(first + 1, last - 1);
  }
  if (best_last - best_first < 4) return std::nullopt;
  const PlanPoint a = line[best_first], b = line[best_last];
  const auto circle = through(a, line[(best_first + best_last) / 2], b);
  if (!circle || circle->radius < 0.4 || circle->radius > 2.5) return std::nullopt;
  const PlanPoint ca = a - circle->centre, cb = b - circle->centre;
  const double sweep = std::abs(std::atan2(cross(ca, cb), dot(ca, cb)));
  if (sweep < std::numbers::pi / 9 || sweep > 1.75) return std::nullopt;
  const double off_a = std::abs(cross(along, ca)) / circle->radius,
               off_b = std::abs(cross(along, cb)) / circle->radius;
  if (std::min(off_a, off_b) > 0.1) return std::nullopt;
  const bool a_closed = off_a <= off_b;
  return SwingArc{circle->centre, a_closed ? a : b, a_closed ? b : a, circle->radius};
}

}  // namespace

std::vector<SwingArc> swing_arcs(const std::vector<Polyline>& curves, PlanPoint along_wall) {
  std::vector<SwingArc> arcs;
  if (norm(along_wall) < 1e-9) return arcs;
  const PlanPoint along = 1 / norm(along_wall) * along_wall;
  for (const Polyline& line : curves) {
    const auto arc = swing_arc(line, along);
    if (!arc) continue;
    const bool known = std::any_of(arcs.begin(), arcs.end(), [&](const SwingArc& other) {
      return distance(other.hinge, arc->hinge) < 0.02 && std::abs(other.radius - arc->radius) < 0.06;
    });
    if (!known) arcs.push_back(*arc);
  }
  return arcs;
}

}  // namespace landai::importer
