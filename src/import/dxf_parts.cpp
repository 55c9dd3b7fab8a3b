// SPDX-License-Identifier: GPL-3.0-or-later
// What the path of a part holds: arcs, straight pieces, chords.
#include "dxf_parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace landai::importer {
namespace {

/// The circle through a chain of at least five chords, when all its corners lie on one.
std::optional<DxfArc> fitted_arc(const std::vector<PlanPoint>& chain) {
  if (chain.size() < 6 || chain.size() > 2000) return {};
  const PlanPoint a = chain.front(), m = chain[chain.size() / 2], b = chain.back();
  const PlanPoint u = m - a, v = b - a;
  const double d = 2 * cross(u, v);
  if (std::abs(d) < 1e-9 * norm(u) * norm(v)) return {};
  const PlanPoint rel{(v.y * dot(u, u) - u.y * dot(v, v)) / d, (u.x * dot(v, v) - v.x * dot(u, u)) / d};
  DxfArc arc{a + rel, a, b, norm(rel), 0, true};
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (std::abs(distance(arc.centre, chain[i]) - arc.radius) > 0.004 * arc.radius) return {};
    if (i > 0) {
      const PlanPoint p = chain[i - 1] - arc.centre, q = chain[i] - arc.centre;
      const double turn = std::atan2(cross(p, q), dot(p, q));
      if (std::abs(turn) > 0.45) return {};
      arc.sweep += turn;
    }
  }
  arc.sweep = std::abs(arc.sweep);
  return arc;
}

/// Quarter circles within a polyline of straight pieces: at least six chords of equal turn, before or after a leaf's line.
void leaf_chains(const DxfPart& part, std::vector<DxfArc>& out) {
  std::vector<PlanPoint> all;
  for (const DxfVertex& v : part.path) all.push_back(v.at);
  if (part.closed) all.push_back(all.front());
  std::size_t from = 0;
  const auto turn = [&all](std::size_t i) {
    const PlanPoint u = all[i] - all[i - 1], v = all[i + 1] - all[i];
    return std::abs(std::atan2(cross(u, v), dot(u, v)));
  };
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (i + 1 < all.size() && turn(i) < 0.45 && turn(i) > 1e-4) continue;
    const std::vector<PlanPoint> chain(all.begin() + static_cast<long>(from), all.begin() + static_cast<long>(i) + 1);
    from = i;
    if (chain.size() < 7) continue;
    const auto arc = fitted_arc(chain);
    if (arc && arc->sweep > std::numbers::pi / 3.05 && arc->sweep < std::numbers::pi / 1.48) out.push_back(*arc);
  }
}

}  // namespace

DxfArc arc_from_bulge(PlanPoint a, PlanPoint b, double bulge) {
  const PlanPoint chord = b - a;
  const double c = norm(chord);
  DxfArc arc{{}, a, b, c * (1 + bulge * bulge) / (4 * std::abs(bulge)), 4 * std::atan(std::abs(bulge)), false};
  const double offset = (1 - bulge * bulge) / (4 * bulge);  // of the centre from the chord's middle, in chords, to the left
  arc.centre = 0.5 * (a + b) + offset * left_normal(chord);
  return arc;
}

std::vector<DxfArc> arcs_of(const DxfPart& part) {
  std::vector<DxfArc> out;
  if (part.squeezed) return {*part.squeezed};
  if (part.kind == DxfPart::Kind::areas) {
    for (const Polyline& line : part.lines)
      if (const auto arc = fitted_arc(line)) out.push_back(*arc);
    return out;
  }
  bool bent = false;
  const std::size_t n = part.path.size();
  for (std::size_t i = 0; i < n && (part.closed || i + 1 < n); ++i) {
    if (part.path[i].bulge == 0) continue;
    bent = true;
    const PlanPoint a = part.path[i].at, b = part.path[(i + 1) % n].at;
    if (distance(a, b) <= 0) continue;
    DxfArc arc = arc_from_bulge(a, b, part.path[i].bulge);
    // Pieces of one arc belong together.
    if (!out.empty() && out.back().b == a && distance(out.back().centre, arc.centre) < 1e-4 * arc.radius) {
      out.back().b = b;
      out.back().sweep += arc.sweep;
    } else {
      out.push_back(arc);
    }
  }
  if (!bent && !part.closed && n >= 6) {
    std::vector<PlanPoint> chain;
    for (const DxfVertex& v : part.path) chain.push_back(v.at);
    if (const auto arc = fitted_arc(chain)) out.push_back(*arc);
  }
  if (!bent && out.empty() && n >= 7 && n < 2000) leaf_chains(part, out);
  return out;
}

std::vector<PlanSegment> straights_of(const DxfPart& part) {
  std::vector<PlanSegment> out;
  if (part.kind == DxfPart::Kind::areas) {
    const auto ring = [&out](const std::vector<PlanPoint>& r, bool closed) {
      for (std::size_t i = 0; i + (closed ? 0 : 1) < r.size(); ++i) out.push_back({r[i], r[(i + 1) % r.size()]});
    };
    for (const Polygon& polygon : part.areas) ring(polygon.outer, true);
    for (const Polyline& line : part.lines)
      if (line.size() <= 5) ring(line, false);
    return out;
  }
  if (part.squeezed) return out;
  const std::size_t n = part.path.size();
  for (std::size_t i = 0; i < n && (part.closed || i + 1 < n); ++i)
    if (part.path[i].bulge == 0 && part.path[i].at != part.path[(i + 1) % n].at)
      out.push_back({part.path[i].at, part.path[(i + 1) % n].at});
  return out;
}

Polyline chords_of(const std::vector<DxfVertex>& path, bool closed, double sagitta) {
  Polyline out;
  const std::size_t n = path.size();
  for (std::size_t i = 0; i < n; ++i) {
    out.push_back(path[i].at);
    if (path[i].bulge == 0 || (!closed && i + 1 == n)) continue;
    const PlanPoint a = path[i].at, b = path[(i + 1) % n].at;
    if (a == b) continue;
    const DxfArc arc = arc_from_bulge(a, b, path[i].bulge);
    const double step = 2 * std::acos(std::max(0.0, 1 - std::min(1.0, sagitta / arc.radius)));
    const int pieces = std::clamp(static_cast<int>(std::ceil(arc.sweep / std::max(step, 1e-3))), 1, 256);
    const double from = std::atan2(a.y - arc.centre.y, a.x - arc.centre.x);
    const double sign = path[i].bulge > 0 ? 1 : -1;
    for (int k = 1; k < pieces; ++k) {
      const double t = from + sign * arc.sweep * k / pieces;
      out.push_back(arc.centre + arc.radius * PlanPoint{std::cos(t), std::sin(t)});
    }
  }
  if (closed && !out.empty()) out.push_back(out.front());
  return out;
}

void rescale(DxfPart& part, PlanPoint origin, double scale) {
  const auto move = [&](PlanPoint& p) { p = scale * (p - origin); };
  for (DxfVertex& v : part.path) move(v.at);
  for (Polygon& polygon : part.areas) {
    std::for_each(polygon.outer.begin(), polygon.outer.end(), move);
    for (Ring& hole : polygon.holes) std::for_each(hole.begin(), hole.end(), move);
  }
  for (Polyline& line : part.lines) std::for_each(line.begin(), line.end(), move);
  move(part.position);
  part.height *= scale;
  if (part.squeezed) {
    move(part.squeezed->centre);
    move(part.squeezed->a);
    move(part.squeezed->b);
  }
}

}  // namespace landai::importer
