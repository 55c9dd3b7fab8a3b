// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_treads.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace landai::importer {
namespace {

constexpr double kParallel = 0.02;        // sine of the largest lean between lines that count as parallel
constexpr double kAtEnd = 0.02;           // a line this near the outline's end lies on it
constexpr double kSquare = 1e-3;          // corners of a rectangle
constexpr double kEqual = 0.003;          // treads that differ by no more are equal
constexpr double kTreadLow = 0.18, kTreadHigh = 0.6;

PlanPoint unit(PlanPoint v) { return norm(v) > 0 ? (1 / norm(v)) * v : v; }

/// Extent of a ring along a direction.
struct Extent {
  double lo = INFINITY, hi = -INFINITY;
  [[nodiscard]] double size() const { return hi - lo; }
};
Extent extent(const Ring& ring, PlanPoint along) {
  Extent e;
  for (const PlanPoint p : ring) {
    e.lo = std::min(e.lo, dot(p, along));
    e.hi = std::max(e.hi, dot(p, along));
  }
  return e;
}

bool rectangle(const Ring& ring) {
  if (ring.size() != 4) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    const PlanPoint a = unit(ring[(i + 1) % 4] - ring[i]), b = unit(ring[(i + 2) % 4] - ring[(i + 1) % 4]);
    if (std::abs(dot(a, b)) > kSquare) return false;
  }
  return true;
}

/// The direction of the outline's side that is nearest to `wanted`; `wanted` itself when no side comes near.
PlanPoint side_along(const Ring& ring, PlanPoint wanted) {
  PlanPoint best = wanted;
  double most = 0.97;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    PlanPoint side = unit(ring[(i + 1) % ring.size()] - ring[i]);
    if (dot(side, wanted) < 0) side = -1 * side;
    if (dot(side, wanted) > most) {
      most = dot(side, wanted);
      best = side;
    }
  }
  return best;
}

PlanPoint longest_side(const Ring& ring) {
  PlanPoint best{1, 0};
  double length = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint side = ring[(i + 1) % ring.size()] - ring[i];
    if (norm(side) <= length) continue;
    length = norm(side);
    best = unit(side);
  }
  return best;
}

/// Width across `along`: exact for a rectangle, else narrowest to widest at the corners' places.
Known width_across(const Polygon& outline, PlanPoint along, const std::string& from) {
  const PlanPoint across = left_normal(along);
  const double widest = extent(outline.outer, across).size();
  if (rectangle(outline.outer)) return Known::exact(widest, Method::drawn, from);
  const Extent run = extent(outline.outer, along);
  double narrowest = widest;
  for (const PlanPoint corner : outline.outer)
    for (const double side : {-1e-6, 1e-6}) {
      const double s = dot(corner, along) + side * std::max(1.0, run.size());
      if (s <= run.lo || s >= run.hi) continue;
      std::vector<double> hits;
      for (std::size_t i = 0; i < outline.outer.size(); ++i) {
        const PlanPoint a = outline.outer[i], b = outline.outer[(i + 1) % outline.outer.size()];
        const double sa = dot(a, along), sb = dot(b, along);
        if ((sa < s) == (sb < s)) continue;
        hits.push_back(dot(a + ((s - sa) / (sb - sa)) * (b - a), across));
      }
      if (hits.size() >= 2) narrowest = std::min(narrowest, *std::max_element(hits.begin(), hits.end()) - *std::min_element(hits.begin(), hits.end()));
    }
  return Known{narrowest, narrowest, widest, Method::drawn, from};
}

/// The arrow: the longest line along the flight, and its direction. Two short lines at one end are its head.
std::optional<PlanPoint> arrow_of(const Ring& ring, const std::vector<PlanSegment>& lines, PlanPoint along) {
  const PlanSegment* arrow = nullptr;
  for (const PlanSegment& line : lines) {
    const PlanPoint v = line.b - line.a;
    if (std::abs(dot(v, along)) < 0.97 * norm(v) || norm(v) < 0.4 * extent(ring, along).size()) continue;
    if (arrow == nullptr || norm(v) > distance(arrow->a, arrow->b)) arrow = &line;
  }
  if (arrow == nullptr) return {};
  int at_a = 0, at_b = 0;
  for (const PlanSegment& line : lines) {
    if (&line == arrow || distance(line.a, line.b) > 0.4 * distance(arrow->a, arrow->b)) continue;
    at_a += std::min(distance(line.a, arrow->a), distance(line.b, arrow->a)) < 0.02 ? 1 : 0;
    at_b += std::min(distance(line.a, arrow->b), distance(line.b, arrow->b)) < 0.02 ? 1 : 0;
  }
  const PlanPoint up = arrow->b - arrow->a;
  return at_a >= 2 && at_b == 0 ? -1 * up : up;
}

/// Direction across the flight: that of most of the lines, by length.
std::optional<PlanPoint> riser_direction(const std::vector<PlanSegment>& lines) {
  std::optional<PlanPoint> best;
  std::size_t most = 1;
  for (const PlanSegment& line : lines) {
    const PlanPoint d = unit(line.b - line.a);
    const double length = distance(line.a, line.b);
    std::size_t n = 0;
    for (const PlanSegment& other : lines) {
      const PlanPoint v = other.b - other.a;
      if (std::abs(cross(d, v)) < kParallel * norm(v) && std::abs(norm(v) - length) < 0.1 * length) ++n;
    }
    if (n > most) {
      most = n;
      best = d;
    }
  }
  return best;
}

/// Places of the riser lines along the flight, each once.
std::vector<double> places(const std::vector<PlanSegment>& lines, PlanPoint along, double width) {
  std::vector<double> out;
  for (const PlanSegment& line : lines) {
    const PlanPoint v = line.b - line.a;
    if (norm(v) < 0.6 * width || std::abs(dot(v, along)) > kParallel * norm(v)) continue;
    out.push_back(dot(0.5 * (line.a + line.b), along));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end(), [](double a, double b) { return b - a < 0.01; }), out.end());
  return out;
}

void set_treads(FlightShape& f, const std::vector<double>& at) {
  if (at.size() < 2) return;
  std::vector<double> steps;
  for (std::size_t i = 0; i + 1 < at.size(); ++i) steps.push_back(at[i + 1] - at[i]);
  const auto [low, high] = std::minmax_element(steps.begin(), steps.end());
  if (*low < kTreadLow || *high > kTreadHigh) return;
  const double mean = (at.back() - at.front()) / static_cast<double>(steps.size());
  if (*high - *low <= kEqual)
    f.tread = Known::exact(mean, Method::drawn, "riser lines");
  else
    f.tread = Known{*low, *low, *high, Method::drawn, "riser lines"};
}

void set_ends(FlightShape& f, const Ring& ring, PlanPoint up) {
  const PlanPoint across = left_normal(up);
  const Extent run = extent(ring, up), side = extent(ring, across);
  const double middle = (side.lo + side.hi) / 2;
  f.foot = run.lo * up + middle * across;
  f.head = run.hi * up + middle * across;
}

}  // namespace

FlightDrawing read_ramp(const Polygon& outline, const std::vector<PlanSegment>& lines) {
  FlightDrawing out;
  PlanPoint along = longest_side(outline.outer);
  std::optional<PlanPoint> up;
  for (const PlanPoint direction : {along, left_normal(along)})
    if (!up) up = arrow_of(outline.outer, lines, direction);
  if (up) {
    along = side_along(outline.outer, unit(*up));
    out.arrow = true;
  }
  set_ends(out.shape, outline.outer, along);
  const Extent run = extent(outline.outer, along);
  // Without an arrow the long side is taken for the run; a ramp can be wider than long, so that is no certainty.
  const double other = extent(outline.outer, left_normal(along)).size();
  if (out.arrow) {
    out.shape.run = Known::exact(run.size(), Method::drawn, "outline along the arrow");
    out.shape.width = width_across(outline, along, "outline across the arrow");
  } else if (run.size() > 2 * other) {
    out.shape.run = Known::exact(run.size(), Method::drawn, "long side of the outline");
    out.shape.width = width_across(outline, along, "short side of the outline");
  }
  return out;
}

FlightDrawing read_stair(const Polygon& outline, const std::vector<PlanSegment>& lines) {
  FlightDrawing out;
  const auto across = riser_direction(lines);
  if (!across) {
    set_ends(out.shape, outline.outer, longest_side(outline.outer));
    return out;
  }
  PlanPoint along = side_along(outline.outer, left_normal(*across));
  if (const auto up = arrow_of(outline.outer, lines, along)) {
    if (dot(*up, along) < 0) along = -1 * along;
    out.arrow = true;
  }
  const Extent run = extent(outline.outer, along);
  const double width = extent(outline.outer, left_normal(along)).size();
  const auto at = places(lines, along, width);
  set_ends(out.shape, outline.outer, along);
  out.shape.width = width_across(outline, along, "outline across the arrow");
  set_treads(out.shape, at);
  // The whole outline is the flight only when riser lines are drawn on both its ends; else its ends are guesses.
  const bool both_ends = at.size() >= 2 && at.front() - run.lo < kAtEnd && run.hi - at.back() < kAtEnd;
  if (both_ends) {
    out.shape.risers = static_cast<int>(at.size());
    out.shape.run = Known::exact(at.back() - at.front(), Method::drawn, "riser lines");
  } else if (at.size() >= 2) {
    out.shape.run = Known{at.back() - at.front(), at.back() - at.front(), run.size(), Method::drawn, "riser lines"};
  }
  return out;
}

std::vector<LooseStair> loose_stairs(const std::vector<PlanSegment>& lines) {
  constexpr std::size_t kMaxLines = 5000;
  std::vector<LooseStair> out;
  if (lines.size() < 3 || lines.size() > kMaxLines) return out;
  std::vector<bool> taken(lines.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (taken[i]) continue;
    const PlanPoint across = unit(lines[i].b - lines[i].a);
    const double width = distance(lines[i].a, lines[i].b);
    if (width < 0.5 || width > 12) continue;
    PlanPoint along = left_normal(across);
    // Lines of the same length side by side: their middles lie on one line along the flight.
    std::vector<std::pair<double, std::size_t>> row;
    const PlanPoint middle = 0.5 * (lines[i].a + lines[i].b);
    for (std::size_t k = 0; k < lines.size(); ++k) {
      if (taken[k]) continue;
      const PlanPoint v = lines[k].b - lines[k].a;
      if (std::abs(norm(v) - width) > 0.02 * width || std::abs(cross(across, v)) > kParallel * norm(v)) continue;
      const PlanPoint d = 0.5 * (lines[k].a + lines[k].b) - middle;
      if (std::abs(dot(d, across)) < 0.05 * width) row.emplace_back(dot(d, along), k);
    }
    std::sort(row.begin(), row.end());
    const auto self = std::find_if(row.begin(), row.end(), [i](const auto& r) { return r.second == i; });
    auto first = self, last = self;
    const auto step_ok = [](double d) { return d > kTreadLow && d < 0.45; };
    while (first != row.begin() && step_ok(first->first - std::prev(first)->first)) --first;
    while (std::next(last) != row.end() && step_ok(std::next(last)->first - last->first)) ++last;
    if (last - first < 2) continue;
    LooseStair stair;
    std::vector<PlanSegment> mine;
    for (auto it = first; it <= last; ++it) {
      taken[it->second] = true;
      stair.lines.push_back(it->second);
      mine.push_back(lines[it->second]);
    }
    const PlanPoint low = middle + first->first * along, high = middle + last->first * along;
    const PlanPoint half = 0.5 * width * across;
    stair.outline = normalised(Polygon{{low - half, low + half, high + half, high - half}, {}});
    stair.drawing = read_stair(stair.outline, mine);
    stair.drawing.shape.risers.reset();   // whether the last line is a riser or the landing's edge is not drawn
    out.push_back(std::move(stair));
  }
  return out;
}

}  // namespace landai::importer
