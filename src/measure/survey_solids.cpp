// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on a level and is in the way: bodies of walls and things, lines drawn for them, and the floor that they leave.
#include <algorithm>
#include <cmath>

#include "landai/geometry/polygons.hpp"
#include "survey_caches.hpp"

namespace landai::measure {
namespace {

constexpr double kLineBody = 0.0004;        // what a line without thickness takes up: two cells of the grid on each side

/// The parts of a segment outside a convex ring that runs counter-clockwise.
std::vector<PlanSegment> outside_of(const PlanSegment& s, const Ring& ring) {
  double enter = 0, leave = 1;
  const PlanPoint d = s.b - s.a;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint edge = ring[(i + 1) % ring.size()] - ring[i];
    const double at = cross(edge, s.a - ring[i]);   // positive: on the inner side
    const double rate = cross(edge, d);
    if (rate == 0) {
      if (at < 0) return {s};
    } else if (rate > 0) {
      enter = std::max(enter, -at / rate);
    } else {
      leave = std::min(leave, -at / rate);
    }
  }
  if (enter >= leave) return {s};
  std::vector<PlanSegment> parts;
  if (enter > 0) parts.push_back({s.a, s.a + enter * d});
  if (leave < 1) parts.push_back({s.a + leave * d, s.b});
  return parts;
}

/// The line with the points left out that lie nearer than 5 mm to the last one kept: a chord that short leaves an arc of furniture's
/// size by a hundredth of a millimetre.
Polyline coarser(const Polyline& line) {
  constexpr double kStep = 0.005;
  Polyline out;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (out.empty() || i + 1 == line.size() || distance(out.back(), line[i]) >= kStep) out.push_back(line[i]);
  return out;
}

/// The body of a thing drawn with much detail, as one who walks around it meets it: chords of 5 mm, what lies upon the thing itself gone
/// and with it the gaps within that nobody could stand in. Things of few points stay as they are drawn.
MultiPolygon plain_body(const Element& e) {
  constexpr std::size_t kFew = 64;
  constexpr double kStandingRoom = 1.0;   // m2
  std::size_t points = 0;
  for (const Polygon& polygon : e.geometry.areas) points += polygon.outer.size();
  if (points <= kFew) return e.geometry.areas;
  MultiPolygon body;
  for (const Polygon& polygon : e.geometry.areas) {
    Ring ring = coarser(polygon.outer);
    body.push_back({ring.size() < 3 ? polygon.outer : std::move(ring), {}});
  }
  body = geometry::united(body);
  for (Polygon& polygon : body)
    std::erase_if(polygon.holes, [](const Ring& hole) { return std::abs(signed_area(hole)) < kStandingRoom; });
  return body;
}

/// The end of a wall that is drawn as a line lies on the jamb, and belongs to the wall: of lines across the doorway only those between the jambs go.
constexpr double kJamb = 0.0005;

/// What a door or an opening takes out of the wall around it.
struct Opening {
  Polygon whole, between_jambs;
  PlanPoint along;
  Box box;
};

}  // namespace

unsigned solid_kind(Category category) {
  switch (category) {
    case Category::wall:
    case Category::column:
    case Category::window:
    case Category::obstacle: return kFixed;
    case Category::counter:
    case Category::seat:
    case Category::furniture:
    case Category::sanitary: return kFurniture;
    case Category::stair: return kStairs;
    default: return 0;
  }
}

const LevelSolids& Survey::solids(const std::string& level, const BodyZone& zone) {
  auto [it, fresh] = caches_->solids.try_emplace({level, zone});
  LevelSolids& out = it->second;
  if (!fresh) return out;
  const Level* here = plan.level(level);
  const double floor = here ? here->elevation : 0;
  const bool single = plan.levels.size() < 2;
  std::vector<Opening> openings;
  for (const auto category : {Category::door, Category::opening})
    for (const Element* e : of(category)) {
      const auto& on = levels_of(*e);
      if (std::find(on.begin(), on.end(), level) == on.end() || is_ignored(*e)) continue;
      if (e->door() && e->door()->operation == DoorOperation::fixed) continue;
      if (const auto f = frame_of(*e)) {
        Polygon whole = opening_box(*f, f->length, 0.05);
        const Box box = bounds(whole);
        openings.push_back({std::move(whole), opening_box(*f, std::max(0.0, f->length - 2 * kJamb), 0.05), f->along, box});
      }
    }
  for (const auto& e : plan.elements) {
    const unsigned kind = solid_kind(e.category);
    if (kind == 0 || (e.category == Category::obstacle && e.kind == "overhead")) continue;
    const auto& on = levels_of(e);
    if (std::find(on.begin(), on.end(), level) == on.end()) continue;
    // What hangs above people's heads or lies within the floor stops nobody. A flat symbol tells no height of a single storey's things.
    const bool body = e.z && e.z->hi > e.z->lo && here && (here->elevation_known || plan.has_heights);
    const bool heights = e.z && plan.has_heights && !single;
    if (kind != kStairs && (heights || body) && (e.z->lo > floor + zone.top || e.z->hi < floor + zone.low)) continue;
    const bool building = kind == kFixed;
    for (const auto& polygon : building ? e.geometry.areas : plain_body(e)) {
      const Box box = bounds(polygon);
      MultiPolygon cuts;
      if (e.category == Category::wall || e.category == Category::window)
        for (const Opening& opening : openings)
          if (opening.box.overlaps(box)) cuts.push_back(opening.whole);
      if (cuts.empty()) {
        out.solids.push_back({&e, polygon, box});
        continue;
      }
      for (auto& piece : geometry::difference({polygon}, cuts)) {
        const Box piece_box = bounds(piece);
        out.solids.push_back({&e, std::move(piece), piece_box});
      }
    }
    // What is drawn with lines stands in the way like what is drawn with outlines: a cupboard of four lines is a cupboard.
    for (const auto& whole : e.geometry.lines) {
      const Polyline line = kind == kFixed ? whole : coarser(whole);
      for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        // What is drawn upon a thing's own body is its picture, not one more obstacle.
        if (contains(e.geometry.areas, line[i]) && contains(e.geometry.areas, line[i + 1])) continue;
        std::vector<PlanSegment> parts{{line[i], line[i + 1]}};
        Box box;
        box.add(line[i]);
        box.add(line[i + 1]);
        // A wall or a pane drawn through a doorway does not close it.
        if (e.category == Category::wall || e.category == Category::window)
          for (const Opening& opening : openings) {
            if (!opening.box.overlaps(box)) continue;
            const PlanPoint way = line[i + 1] - line[i];
            const bool across = std::abs(dot(way, opening.along)) < 0.1 * norm(way);
            std::vector<PlanSegment> left;
            for (const PlanSegment& part : parts)
              for (const PlanSegment& piece : outside_of(part, normalised(across ? opening.between_jambs : opening.whole).outer)) left.push_back(piece);
            parts = std::move(left);
          }
        for (const PlanSegment& part : parts) out.thin.emplace_back(&e, part);
      }
    }
  }
  return out;
}

std::optional<ZRange> Survey::above_floor(const Element& e, const std::string& level) const {
  const Level* here = plan.level(level);
  if (!plan.has_heights || !e.z || !here || !here->elevation_known || !(e.z->hi > e.z->lo)) return std::nullopt;
  return ZRange{e.z->lo - here->elevation, e.z->hi - here->elevation};
}

MultiPolygon Survey::obstacles(const std::string& level, const Box& box, unsigned kinds, const Element* but,
                               std::optional<ZRange> zone) {
  const auto counts = [&](const Element& e) {
    if ((solid_kind(e.category) & kinds) == 0) return false;
    if (but && (&e == but || (e.parent && *e.parent == but->id))) return false;
    const auto z = zone ? above_floor(e, level) : std::nullopt;
    return !z || (z->lo < zone->hi && z->hi > zone->lo);
  };
  MultiPolygon found;
  for (const auto& solid : solids(level).solids)
    if (solid.box.overlaps(box) && counts(*solid.element)) found.push_back(solid.polygon);
  for (const auto& [element, segment] : solids(level).thin) {
    Box b;
    b.add(segment.a);
    b.add(segment.b);
    if (!b.overlaps(box) || !counts(*element)) continue;
    for (auto& strip : geometry::thickened({segment.a, segment.b}, kLineBody)) found.push_back(std::move(strip));
  }
  return found;
}

const MultiPolygon& Survey::free_region(const Element& space, unsigned kinds) {
  auto [it, fresh] = caches_->regions.try_emplace({space.id, kinds});
  if (fresh && !levels_of(space).empty()) {
    const Box box = bounds(space.geometry.areas);
    const MultiPolygon solids_here = box.empty() ? MultiPolygon{} : obstacles(levels_of(space).front(), box, kinds);
    it->second = solids_here.empty() ? geometry::united(space.geometry.areas)
                                     : geometry::difference(space.geometry.areas, solids_here);
  }
  return it->second;
}

MultiPolygon body_of(const Element& e) {
  if (!e.geometry.areas.empty()) return e.geometry.areas;
  MultiPolygon body;
  for (const auto& line : e.geometry.lines)
    for (auto& piece : geometry::thickened(line, kLineBody)) body.push_back(std::move(piece));
  return body;
}

}  // namespace landai::measure
