// SPDX-License-Identifier: GPL-3.0-or-later
// What reaches into the way at breast or head height with nothing under it that a cane would find.
#include <algorithm>
#include <queue>

#include "headroom.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kLow = 0.70;     // within a cane's sweep (ADA 2010 307.2: 0.685 m)
constexpr double kHigh = 2.00;    // above people's heads (ADA 2010 307.2: 2.03 m)
constexpr double kCrumb = 1e-3;   // m2
constexpr double kFine = 0.0001;
constexpr int kMaxPieces = 20'000;

template <class F>
void each_side(const MultiPolygon& polygons, F&& f) {
  const auto ring = [&](const Ring& r) {
    for (std::size_t i = 0; i < r.size(); ++i) f(PlanSegment{r[i], r[(i + 1) % r.size()]});
  };
  for (const Polygon& polygon : polygons) {
    ring(polygon.outer);
    for (const Ring& hole : polygon.holes) ring(hole);
  }
}

/// The point of some sides nearest to p.
PlanPoint nearest_of(const std::vector<PlanSegment>& sides, PlanPoint p) {
  PlanPoint best = p;
  double least = INFINITY;
  for (const PlanSegment& side : sides) {
    const PlanPoint q = nearest_on(side, p);
    if (const double d = distance(p, q); d < least) least = d, best = q;
  }
  return best;
}

/// From the face to the point of the outline that is farthest from every face, to 0.1 mm: a stretch of outline is halved as long as it
/// may hold a farther one, for the distance grows by no more than one goes.
PlanSegment farthest(const MultiPolygon& outline, const std::vector<PlanSegment>& faces) {
  struct Piece {
    double at_most;
    PlanSegment line;
    double from, to;
    bool operator<(const Piece& other) const { return at_most < other.at_most; }
  };
  PlanSegment best{};
  double depth = -1;
  std::priority_queue<Piece> queue;
  const auto look = [&](PlanPoint p) {
    const PlanPoint face = nearest_of(faces, p);
    const double d = distance(face, p);
    if (d > depth) depth = d, best = {face, p};
    return d;
  };
  const auto add = [&](const PlanSegment& line, double from, double to) {
    queue.push({(from + to + distance(line.a, line.b)) / 2, line, from, to});
  };
  each_side(outline, [&](const PlanSegment& side) { add(side, look(side.a), look(side.b)); });
  for (int i = 0; !queue.empty() && i < kMaxPieces && queue.top().at_most > depth + kFine; ++i) {
    const Piece piece = queue.top();
    queue.pop();
    const PlanPoint middle = 0.5 * (piece.line.a + piece.line.b);
    const double here = look(middle);
    add({piece.line.a, middle}, piece.from, here);
    add({middle, piece.line.b}, here, piece.to);
  }
  return best;
}

}  // namespace

/// Things whose underside lies from `low` to below `high` above the floor; of each the part over the room that has nothing standing
/// under it that begins below `low`. Its depth is how far its outline gets from the nearest such face, a wall or a thing below; of
/// what hangs free of them likewise. The deepest counts. Does not apply where nothing hangs so; nothing where the plan has no heights,
/// where a thing in the room has none, or where a wall or stair stands on something that the plan does not show.
Measurement protrusion_depth(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "protrusion.depth", params);
  const double low = number_param(params, "low", kLow), high = number_param(params, "high", kHigh);
  if (e.geometry.areas.empty()) return missing(m, message("measure.space.no_outline").with("space", Survey::label(e)));
  if (!s.plan.has_heights) return missing(m, message("measure.headroom.no_heights"));
  const Overhead over = overhead(s, e, low);
  if (over.unknown) return missing(m, message("measure.headroom.unknown").with("what", Survey::label(*over.unknown)));
  MultiPolygon below;
  std::vector<PlanSegment> faces;
  double depth = -1;
  for (const Hanging& thing : over.hanging) {
    if (thing.lo >= high - 1e-9) continue;
    if (thing.carried()) return missing(m, message("measure.headroom.carried").with("what", Survey::label(*thing.element)));
    if (faces.empty()) {
      below = standing_below(s, e, low);
      each_side(below, [&](const PlanSegment& side) { faces.push_back(side); });
      // A plan of rooms without walls: their borders are the faces.
      if (!s.has_category(Category::wall)) each_side(e.geometry.areas, [&](const PlanSegment& side) { faces.push_back(side); });
      if (faces.empty()) return missing(m, message("measure.protrusion.no_faces").with("space", Survey::label(e)));
    }
    const MultiPolygon open = geometry::difference(thing.plan, below);
    if (area(open) < kCrumb) continue;
    const PlanSegment reach = farthest(open, faces);
    if (distance(reach.a, reach.b) <= depth) continue;
    depth = distance(reach.a, reach.b);
    m.evidence.witness = {reach};
    m.evidence.areas = open;
    m.evidence.note = message("measure.protrusion.what").with("what", Survey::label(*thing.element)).with("height", thing.lo, "m");
  }
  m.evidence.level = level_of(s, e);
  if (depth < 0) return not_applicable(m, message("measure.protrusion.none").with("low", low, "m").with("high", high, "m"));
  return set_exact(m, depth);
}

}  // namespace landai::measure
