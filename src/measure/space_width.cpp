// SPDX-License-Identifier: GPL-3.0-or-later
// Clear width of a room: the smallest, over pairs of its openings, of the largest disc that travels between them.
//
// A room with fewer than two openings has ends instead: the places, wide enough to stand in, that lie farthest from each other.
// Furniture and columns count. The narrow places between things in the room are evidence: each is a pair of points.
#include <algorithm>

#include "landai/geometry/clearance.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "space_openings.hpp"

namespace landai::measure {
namespace {

constexpr double kStand = 0.60;         // an end is where a person can stand; narrower tips are corners
constexpr std::size_t kMostEnds = 12;
constexpr double kProfileLimit = 2.5;   // gaps wider than this are no narrow places
constexpr std::size_t kMostThings = 60;

/// Ends of a room: its widest spot, then again and again the place farthest from all chosen ones where one can stand.
std::vector<PlanPoint> ends_of(const geometry::Clearance& clearance, const Element& space, std::vector<PlanPoint> ends) {
  std::vector<PlanPoint> places;
  PlanPoint seed{};
  double widest = 0;
  std::vector<PlanPoint> probes;
  for (const auto& polygon : space.geometry.areas) {
    probes.push_back(interior_point(polygon));
    probes.push_back(centroid(polygon.outer));
  }
  for (const PlanPoint p : probes)
    if (const double c = clearance.clearance_at(p); contains(space.geometry.areas, p) && c > widest) widest = c, seed = p;
  if (widest <= 0 && ends.empty()) return ends;
  for (const PlanPoint p : clearance.reachable(ends.empty() ? seed : ends.front(), 0.05))
    if (clearance.clearance_at(p) >= kStand) places.push_back(p);
  if (places.empty()) return ends;
  if (ends.empty()) {   // the first end is as far as one gets from the middle
    PlanPoint first = places.front();
    for (const PlanPoint p : places)
      if (distance(p, seed) > distance(first, seed)) first = p;
    ends.push_back(first);
  }
  while (ends.size() < kMostEnds) {
    PlanPoint next{};
    double farthest = 0;
    for (const PlanPoint p : places) {
      double near = INFINITY;
      for (const PlanPoint e : ends) near = std::min(near, distance(p, e));
      if (near > farthest) farthest = near, next = p;
    }
    if (farthest < 1.5) break;
    ends.push_back(next);
  }
  return ends;
}

/// Narrow places between separate things in the room: the wall around it, columns, furniture.
std::vector<PlanSegment> narrow_places(const MultiPolygon& region) {
  std::vector<PlanSegment> found;
  MultiPolygon things;
  for (const auto& part : region)
    for (const auto& hole : part.holes)
      if (things.size() < kMostThings) things.push_back(normalised({hole, {}}));
  const auto add = [&](const std::optional<geometry::Gap>& gap) {
    if (gap && gap->distance_m > 0.01 && gap->distance_m < kProfileLimit) found.push_back(gap->witness);
  };
  for (std::size_t i = 0; i < things.size(); ++i)
    for (std::size_t k = i + 1; k < things.size(); ++k)
      if (bounds(things[i]).grown(kProfileLimit).overlaps(bounds(things[k]))) add(geometry::gap({things[i]}, {things[k]}));
  std::sort(found.begin(), found.end(), [](const PlanSegment& a, const PlanSegment& b) {
    return std::tuple(distance(a.a, a.b), a.a, a.b) < std::tuple(distance(b.a, b.b), b.a, b.b);
  });
  return found;
}

/// Says the narrowest of them in numbers; where they are, the witnesses show.
Message narrow_note(const std::vector<PlanSegment>& places) {
  static constexpr const char* kKeys[] = {"measure.space.narrow_one", "measure.space.narrow_two", "measure.space.narrow_three"};
  if (places.empty()) return {};
  const std::size_t told = std::min<std::size_t>(places.size(), 3);
  Message note = message(kKeys[told - 1]);
  for (std::size_t i = 0; i < told; ++i)
    std::move(note).with(std::string(1, static_cast<char>('a' + i)), distance(places[i].a, places[i].b), "m");
  std::move(note).with("count", std::to_string(places.size()));
  return note;
}

}  // namespace

Measurement space_clear_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.clear_width");
  if (e.geometry.areas.empty()) return missing(m, message("measure.space.no_outline").with("space", Survey::label(e)));
  const auto& on = s.levels_of(e);
  m.evidence.level = on.empty() ? std::string{} : on.front();
  const MultiPolygon& region = s.free_region(e, kAll);
  if (region.empty()) return set_exact(m, 0);
  geometry::Floor floor;
  floor.within = region;
  auto clearance = geometry::Clearance::build(floor);
  if (!clearance) return missing(m, message("measure.space.no_diagram").with("space", Survey::label(e)));
  std::vector<PlanPoint> points = openings_of(s, e, *clearance);
  if (points.size() < 2) points = ends_of(*clearance, e, std::move(points));
  if (points.size() < 2) {
    const auto circle = geometry::largest_circle(region);
    if (!circle) return set_exact(m, 0);
    const PlanPoint half{circle->diameter_m / 2, 0};
    m.evidence.witness = {{circle->centre - half, circle->centre + half}};
    m.evidence.note = message("measure.space.one_place");
    return set_exact(m, circle->diameter_m);
  }
  // Between any two points the way is as narrow as the narrower of their ways to the first: n - 1 questions do for all pairs.
  std::optional<geometry::Passage> least;
  for (std::size_t i = 1; i < points.size(); ++i) {
    auto passage = clearance->widest(points[0], points[i]);
    if (!passage) {
      m.evidence.witness = {{points[0], points[i]}};
      m.evidence.note = message("measure.space.cut").with("space", Survey::label(e));
      return set_exact(m, 0);
    }
    if (!least || passage->width_m < least->width_m) least = std::move(passage);
  }
  // Nothing narrow between the openings: the room is as wide there as its largest circle.
  if (least->width_m > 900) {
    const auto circle = geometry::largest_circle(region);
    if (circle) return set_exact(m, circle->diameter_m);
  }
  m.evidence.witness = {least->pinch};
  m.evidence.path = least->path;
  const auto places = narrow_places(region);
  for (const auto& place : places) m.evidence.witness.push_back(place);
  m.evidence.note = narrow_note(places);
  return set_exact(m, least->width_m);
}

}  // namespace landai::measure
