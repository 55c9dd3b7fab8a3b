// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_steps.hpp"

#include <algorithm>

namespace landai::importer {
namespace {

constexpr double kLevel = 0.02;       // treads may be laid to a fall
constexpr double kLeastDepth = 0.10;  // less is the top of a riser or a stringer
constexpr double kLeastWidth = 0.30;
constexpr double kHeadroom = 1.9;
constexpr double kLowestRiser = 0.02, kHighestRiser = 0.42;
constexpr double kShallowestLanding = 0.55;
constexpr std::size_t kMaxFaces = 4000;

/// Short and long side of the smallest rectangle with an edge of the outline in it.
std::pair<double, double> sides(const Polygon& p) {
  double best = INFINITY;
  std::pair<double, double> found{0, 0};
  for (std::size_t i = 0; i < p.outer.size(); ++i) {
    const PlanPoint edge = p.outer[(i + 1) % p.outer.size()] - p.outer[i];
    if (norm(edge) < 1e-4) continue;
    const PlanPoint u = 1 / norm(edge) * edge;
    const Extent a = extent_of({p}, u), b = extent_of({p}, left_normal(u));
    const double along = a.hi - a.lo, across = b.hi - b.lo;
    if (along * across < best) {
      best = along * across;
      found = {std::min(along, across), std::max(along, across)};
    }
  }
  return found;
}

/// Part of `lower` that lies under `upper`, from a grid of points.
double covered_part(const Polygon& lower, const Polygon& upper) {
  const Box box = bounds(lower);
  if (!box.overlaps(bounds(upper))) return 0;
  int inside = 0, under = 0;
  constexpr int n = 9;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      const PlanPoint p{box.min_x + (i + 0.5) / n * box.width(), box.min_y + (j + 0.5) / n * box.height()};
      if (!contains(lower, p)) continue;
      ++inside;
      under += contains(upper, p) ? 1 : 0;
    }
  }
  if (inside == 0) return contains(upper, interior_point(lower)) ? 1 : 0;
  return static_cast<double>(under) / inside;
}

bool near(const MultiPolygon& a, const MultiPolygon& b, double within) {
  if (!bounds(a).grown(within).overlaps(bounds(b))) return false;
  for (const Polygon& p : a) {
    for (const Polygon& q : b) {
      if (contains(p, q.outer[0]) || contains(q, p.outer[0])) return true;
      for (std::size_t i = 0; i < p.outer.size(); ++i) {
        const PlanSegment s{p.outer[i], p.outer[(i + 1) % p.outer.size()]};
        for (std::size_t j = 0; j < q.outer.size(); ++j) {
          const PlanSegment c = closest_points(s, {q.outer[j], q.outer[(j + 1) % q.outer.size()]});
          if (distance(c.a, c.b) <= within) return true;
        }
      }
    }
  }
  return false;
}

PlanPoint middle(const MultiPolygon& figure) {
  PlanPoint sum;
  double all = 0;
  for (const Polygon& p : figure) {
    const double a = area(p);
    sum = sum + a * centroid(p.outer);
    all += a;
  }
  return all > 0 ? 1 / all * sum : sum;
}

/// Level faces of one height that touch are one step.
std::vector<Step> steps_of(const std::vector<WalkFace>& faces) {
  std::vector<Step> steps;
  for (const WalkFace& f : faces) {
    if (f.slope > kLevel) continue;
    const double z = (f.z.lo + f.z.hi) / 2;
    bool joined = false;
    for (Step& s : steps) {
      if (std::abs(s.z - z) < 0.005 && near(s.outline, {f.outline}, 0.02)) {
        s.outline.push_back(f.outline);
        joined = true;
        break;
      }
    }
    if (!joined) steps.push_back({{f.outline}, z, {}, 0, 0, false});
  }
  for (Step& s : steps) s.centre = middle(s.outline);
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return a.z != b.z ? a.z < b.z : a.centre < b.centre; });
  return steps;
}

/// Chains of steps, each a riser above the one before.
std::vector<std::vector<Step>> chains_of(const std::vector<Step>& steps) {
  std::vector<std::vector<Step>> chains;
  std::vector<bool> used(steps.size(), false);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (used[i]) continue;
    std::vector<Step> chain{steps[i]};
    used[i] = true;
    for (std::size_t j = i + 1; j < steps.size() && steps[j].z <= chain.back().z + kHighestRiser; ++j) {
      if (used[j] || steps[j].z < chain.back().z + kLowestRiser) continue;
      if (!near(chain.back().outline, steps[j].outline, 0.10)) continue;
      used[j] = true;
      chain.push_back(steps[j]);
    }
    chains.push_back(std::move(chain));
  }
  return chains;
}

PlanPoint way_at(const std::vector<Step>& chain, std::size_t i) {
  const PlanPoint from = chain[i > 0 ? i - 1 : i].centre,
                  to = chain[std::min(i + 1, chain.size() - 1)].centre;
  const double length = distance(from, to);
  return length > 1e-6 ? 1 / length * (to - from) : PlanPoint{1, 0};
}

void measure_chain(std::vector<Step>& chain) {
  std::vector<double> depths;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    Step& s = chain[i];
    if (chain.size() == 1) {
      const auto [shorter, longer] = sides(s.outline[0]);
      s.depth = shorter;
      s.width = longer;
    } else {
      const PlanPoint way = way_at(chain, i);
      const Extent along = extent_of(s.outline, way), across = extent_of(s.outline, left_normal(way));
      s.depth = along.hi - along.lo;
      s.width = across.hi - across.lo;
    }
    depths.push_back(s.depth);
  }
  std::nth_element(depths.begin(), depths.begin() + static_cast<std::ptrdiff_t>(depths.size() / 2),
                   depths.end());
  const double usual = depths[depths.size() / 2];
  for (Step& s : chain) {
    double shorter = 0;
    for (const Polygon& p : s.outline) shorter = std::max(shorter, sides(p).first);
    // Where most "treads" are deep, it is a stair of landings; a single deep face is one too.
    s.landing = shorter >= kShallowestLanding && (s.depth > 1.6 * usual || usual > 0.8);
  }
}

}  // namespace

Extent extent_of(const MultiPolygon& figure, PlanPoint direction) {
  Extent e{INFINITY, -INFINITY};
  for (const Polygon& p : figure) {
    for (PlanPoint q : p.outer) {
      e.lo = std::min(e.lo, dot(q, direction));
      e.hi = std::max(e.hi, dot(q, direction));
    }
  }
  return e;
}

std::vector<WalkFace> open_faces(const std::vector<WalkFace>& faces) {
  std::vector<WalkFace> wide;
  for (const WalkFace& f : faces) {
    const auto [depth, width] = sides(f.outline);
    if (depth >= kLeastDepth && width >= kLeastWidth) wide.push_back(f);
  }
  if (wide.size() > kMaxFaces) return {};
  std::vector<WalkFace> open;
  for (const WalkFace& f : wide) {
    const double z = (f.z.lo + f.z.hi) / 2;
    const bool hidden = std::any_of(wide.begin(), wide.end(), [&](const WalkFace& other) {
      const double above = (other.z.lo + other.z.hi) / 2 - z;
      return above > 0.001 && above < kHeadroom && covered_part(f.outline, other.outline) > 0.6;
    });
    if (!hidden) open.push_back(f);
  }
  return open;
}

Steps find_steps(const std::vector<WalkFace>& faces) {
  Steps found;
  auto chains = chains_of(steps_of(open_faces(faces)));
  const bool any_stair =
      std::any_of(chains.begin(), chains.end(), [](const auto& c) { return c.size() > 1; });
  for (auto& chain : chains) {
    measure_chain(chain);
    if (any_stair && chain.size() == 1 && !chain[0].landing) continue;  // top of a post or a wall
    StepRun run;
    for (const Step& s : chain) {
      if (!s.landing) {
        run.treads.push_back(s);
        continue;
      }
      if (!run.treads.empty()) {
        run.above = s;
        found.runs.push_back(run);
      }
      run = StepRun{{}, s, {}};
      found.landings.push_back(s);
    }
    if (!run.treads.empty()) found.runs.push_back(std::move(run));
  }
  return found;
}

}  // namespace landai::importer
