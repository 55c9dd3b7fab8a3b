// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_floor.hpp"

#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "follows.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

bool on(const Survey& s, const Element& e, const std::string& level) {
  const auto& levels = s.levels_of(e);
  return std::find(levels.begin(), levels.end(), level) != levels.end();
}

/// A floor that grows piece by piece, each with its owner.
struct Building {
  const Plan& plan;
  geometry::Floor& floor;

  void solid(const Polygon& polygon, const Element& owner) {
    floor.solids.push_back(polygon);
    floor.solid_owner.push_back(owner_of(plan, owner));
  }
  void thin(const PlanSegment& segment, const Element* owner) {
    floor.thin.push_back(segment);
    floor.thin_owner.push_back(owner ? owner_of(plan, *owner) : geometry::kNoOwner);
  }
};

/// Stated: the floors on both sides of inner doors lie at one height, but for what is drawn or read.
bool floors_level(const Survey& s) {
  const auto said = s.said("building", "building.floors_level");
  const bool* truth = said && !said->disputed ? std::get_if<bool>(&said->value) : nullptr;
  return truth && *truth;
}

/// Whether a step at a door whose floors are not both known would be seen by nobody. Rooms without a height of their own lie on their
/// level, where it has one and no room beside them tells that heights were marked room by room.
bool heights_open(const Survey& s, const std::string& level, const std::vector<const Element*>& beside) {
  if (floors_level(s)) return false;
  if (const Level* here = s.plan.level(level); here && !here->elevation_known) return true;
  if (std::all_of(beside.begin(), beside.end(), [](const Element* space) { return space->z.has_value(); })) return false;
  const auto& spaces = s.of(Category::space);
  return std::any_of(spaces.begin(), spaces.end(), [&](const Element* space) { return space->z && on(s, *space, level); });
}

bool opens_outside(const Element& door) { return std::find(door.connects.begin(), door.connects.end(), "outside") != door.connects.end(); }

/// Height of the floor at a point before or behind a door: that of the room or the landing there; `outdoors` says which side it is.
std::optional<double> floor_at(const Survey& s, PlanPoint p, const std::string& level, bool& outdoors) {
  for (const Element* landing : s.of(Category::landing))
    if (landing->z && on(s, *landing, level) && contains(landing->geometry.areas, p)) {
      const Element* space = s.space_at(p, level);
      outdoors = !space || s.outdoor(*space);
      return landing->z->hi;
    }
  const Element* space = s.space_at(p, level);
  outdoors = !space || s.outdoor(*space);
  return space && space->z ? std::optional(space->z->lo) : std::nullopt;
}

/// The step at a door that leads outside, where the plan has the floor before it: a terrace, the head of a ramp.
std::optional<double> outer_step(const Survey& s, const DoorFrame& frame, const std::string& level) {
  for (const double beyond : {0.15, 0.30, 0.60}) {
    bool out_a = false, out_b = false;
    const auto a = floor_at(s, frame.beyond(1, beyond), level, out_a), b = floor_at(s, frame.beyond(-1, beyond), level, out_b);
    if (a && b && out_a != out_b) return std::abs(*a - *b);
  }
  return std::nullopt;
}

PassDoor pass_door(Survey& s, const Element& e, const DoorFrame& frame, RouteMode mode, double largest_step, const std::string& level) {
  PassDoor door{&e, frame};
  door.outer = opens_outside(e);
  const auto spaces = s.spaces_of(e);
  if (spaces.size() == 2 && spaces[0]->z && spaces[1]->z) {
    door.step = std::abs(spaces[0]->z->lo - spaces[1]->z->lo);
    door.step_known = true;
  } else if (const auto step = door.outer ? outer_step(s, frame, level) : std::nullopt) {
    door.step = *step;
    door.step_known = true;
  }
  door.step_lo = door.step_hi = door.step;
  // Read on site it is measured down to the floors on both sides, and counts before what is drawn; the file's own threshold stands upon the floors.
  if (const auto read = s.stated_number(e.id, "door.threshold_height")) {
    door.step = read->value;
    door.step_lo = read->lo;
    door.step_hi = read->hi;
    door.step_known = true;
  } else if (const Measurement drawn = as_known(s, e, "door.threshold_height"); drawn.number()) {
    door.step = door.step_lo = door.step_hi = std::max(door.step, *drawn.number());
  }
  door.step_open = step_open(s, e, level);
  door.step_known = door.step_known || (!door.outer && floors_level(s));
  if (e.door()->operation == DoorOperation::fixed) return door;
  if (const Measurement width = as_known(s, e, "door.clear_width"); width.number()) {
    const SureBounds sure = sure_bounds(width);
    door.clear = *width.number();
    door.lo = std::max(0.0, sure.lo);
    door.hi = sure.hi;
    door.known = true;
  } else {
    door.clear = door.hi = frame.length;
  }
  const double step = mode == RouteMode::widest_doors ? door.step_lo : door.step_hi;
  const bool shut = door.outer || (step > largest_step && mode != RouteMode::steps_allowed);
  door.width = shut ? 0 : mode == RouteMode::widest_doors ? door.hi : door.clear;
  return door;
}

/// Leaves of the opening only its clear width open, so that the diagram knows how narrow it is.
void narrow(const PassDoor& door, Building& to) {
  const DoorFrame& f = door.frame;
  if (door.shut()) {
    to.thin({f.a, f.b}, door.element);
    return;
  }
  const double side = (f.length - door.width) / 2;
  if (side < 0.0002) return;
  to.thin({f.a, f.a + side * f.along}, door.element);
  to.thin({f.b, f.b - side * f.along}, door.element);
}

/// The long sides of a ramp's flight: nobody rolls onto it from there.
void ramp_sides(const Element& flight, Building& to) {
  const FlightShape* f = flight.flight();
  if (!f || distance(f->foot, f->head) < 0.05) return;
  const PlanPoint along = (1 / distance(f->foot, f->head)) * (f->head - f->foot);
  for (const auto& polygon : flight.geometry.areas)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
      const PlanPoint a = polygon.outer[i], b = polygon.outer[(i + 1) % polygon.outer.size()];
      const double length = distance(a, b);
      if (length > 0.01 && std::abs(cross(along, b - a)) < 0.5 * length) to.thin({a, b}, &flight);
    }
}

/// The clearance diagram ends a little outside the obstacles. What is used but stops nobody (a parking bay across the yard) may lie
/// farther out: posts of a millimetre, well away from everything, widen the diagram to hold it.
void widen(const Survey& s, const std::string& level, Box& box, Building& to) {
  constexpr double kAway = 3.0;
  Box all = box;
  for (const auto category : {Category::parking_bay, Category::space, Category::landing})
    for (const Element* e : s.of(category))
      if (on(s, *e, level) && !e->geometry.areas.empty()) all.add(bounds(e->geometry.areas));
  if (box.empty() || (all.min_x >= box.min_x && all.min_y >= box.min_y && all.max_x <= box.max_x && all.max_y <= box.max_y)) return;
  box = all.grown(kAway);
  for (const PlanPoint p : {PlanPoint{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}})
    to.thin({p, p + PlanPoint{0.001, 0}}, nullptr);
}

bool is_flight(const Element& e, const char* kind) { return e.category == Category::flight && e.kind == kind; }

/// Landings and open-air floors that a flight leads up to: their edges are drops, except where flights, doors or floors of the same
/// height adjoin.
void raised_edges(Survey& s, const std::string& level, const std::vector<PassDoor>& doors, Building& to) {
  std::vector<const Element*> flights, floors;
  for (const Element* f : s.of(Category::flight))
    if (on(s, *f, level) && f->flight()) flights.push_back(f);
  if (flights.empty()) return;
  for (const auto category : {Category::landing, Category::space})
    for (const Element* e : s.of(category)) {
      if (!on(s, *e, level) || e->geometry.areas.empty() || (category == Category::space && !s.outdoor(*e))) continue;
      floors.push_back(e);
    }
  const auto touches_head = [&](const Element& e) {
    return std::any_of(flights.begin(), flights.end(), [&](const Element* f) {
      const FlightShape& shape = *f->flight();
      const double length = distance(shape.foot, shape.head);
      if (length < 0.05) return false;
      const PlanPoint up = (1 / length) * (shape.head - shape.foot);
      return contains(e.geometry.areas, shape.head + 0.08 * up) || contains(e.geometry.areas, shape.head + 0.02 * up);
    });
  };
  // A landing within a room is part of the room's floor.
  const auto in_room = [&](const Element& e) {
    const Element* space = e.category == Category::landing ? s.space_at(place_of(e), level) : nullptr;
    return space && !s.outdoor(*space);
  };
  std::vector<const Element*> raised;
  for (const Element* e : floors)
    if (touches_head(*e) && !in_room(*e)) raised.push_back(e);
  if (raised.empty()) return;
  MultiPolygon openings;
  for (const Element* f : flights) {
    auto grown = geometry::offset(f->geometry.areas, 0.06);
    openings.insert(openings.end(), grown.begin(), grown.end());
  }
  for (const auto& door : doors) openings.push_back(opening_box(door.frame, door.frame.length, 0.40));
  for (const Element* e : raised) {
    MultiPolygon open = openings;
    for (const Element* other : floors) {
      if (other == e) continue;
      const bool same = std::find(raised.begin(), raised.end(), other) != raised.end() &&
                        (!e->z || !other->z || std::abs(e->z->lo - other->z->lo) <= kLargestStep);
      if (!same) continue;
      auto grown = geometry::offset(other->geometry.areas, 0.06);
      open.insert(open.end(), grown.begin(), grown.end());
    }
    for (const auto& polygon : e->geometry.areas) {
      Polyline edge = polygon.outer;
      edge.push_back(edge.front());
      for (auto& strip : geometry::difference(geometry::thickened(edge, 0.004), geometry::united(open)))
        to.solid(strip, *e);
    }
  }
}

/// Rooms side by side without a wall, at different heights: a drop along their common border.
void split_levels(Survey& s, const std::string& level, const std::vector<PassDoor>& doors, double largest_step, Building& to) {
  std::vector<const Element*> known;
  for (const Element* e : s.of(Category::space))
    if (on(s, *e, level) && e->z && !e->geometry.areas.empty()) known.push_back(e);
  MultiPolygon open;
  bool prepared = false;
  for (std::size_t i = 0; i < known.size(); ++i)
    for (std::size_t k = i + 1; k < known.size(); ++k) {
      if (std::abs(known[i]->z->lo - known[k]->z->lo) <= largest_step) continue;
      if (!bounds(known[i]->geometry.areas).grown(0.02).overlaps(bounds(known[k]->geometry.areas))) continue;
      MultiPolygon border;
      for (const auto& polygon : known[i]->geometry.areas) {
        Polyline edge = polygon.outer;
        edge.push_back(edge.front());
        auto strip = geometry::thickened(edge, 0.004);
        border.insert(border.end(), strip.begin(), strip.end());
      }
      auto common = geometry::intersection(border, geometry::offset(known[k]->geometry.areas, 0.02));
      if (common.empty()) continue;
      if (!prepared) {
        prepared = true;
        for (const Element* f : s.of(Category::flight))
          if (is_flight(*f, "ramp")) {
            auto grown = geometry::offset(f->geometry.areas, 0.06);
            open.insert(open.end(), grown.begin(), grown.end());
          }
        for (const auto& door : doors) open.push_back(opening_box(door.frame, door.frame.length, 0.10));
        open = geometry::united(open);
      }
      for (auto& strip : open.empty() ? common : geometry::difference(common, open)) to.solid(strip, *known[i]);
    }
}

}  // namespace

int owner_of(const Plan& plan, const Element& e) { return static_cast<int>(&e - plan.elements.data()); }

std::optional<PlanSegment> open_leaf(const Element& door) {
  const DoorShape* shape = door.door();
  if (!shape || (shape->operation != DoorOperation::swing && shape->operation != DoorOperation::double_acting)) return std::nullopt;
  const Leaf* leaf = nullptr;   // one leaf of a pair is what is opened
  for (const auto& l : shape->leaves)
    if (!leaf || l.width.value > leaf->width.value) leaf = &l;
  if (!leaf) return std::nullopt;
  const PlanPoint shut = leaf->closed_tip - leaf->hinge;
  const double turn = cross(shut, leaf->open_tip - leaf->hinge);
  if (norm(shut) < 0.05 || std::abs(turn) < 1e-6) return std::nullopt;
  return PlanSegment{leaf->hinge, leaf->hinge + (turn > 0 ? 1.0 : -1.0) * left_normal(shut)};
}

bool step_open(const Survey& s, const Element& door, const std::string& level) {
  if (opens_outside(door) || s.stated_number(door.id, "door.threshold_height")) return false;
  const auto beside = s.spaces_of(door);
  return !(beside.size() == 2 && beside[0]->z && beside[1]->z) && heights_open(s, level, beside);
}

std::optional<OpenEdge> open_edge(const Survey& s, const Polyline& path, const std::string& level) {
  constexpr double kStride = 0.10, kSliver = 0.5;   // m: between a ramp and its terrace drawings leave slits
  // What one stands on: nothing that is drawn, a raised place, or anything else.
  const auto raised_at = [&](PlanPoint p) -> std::pair<const Element*, bool> {
    for (const auto category : {Category::flight, Category::landing})
      for (const Element* e : s.of(category))
        if (on(s, *e, level) && contains(e->geometry.areas, p)) return {nullptr, false};
    const Element* space = s.space_at(p, level);
    if (!space) return {nullptr, true};
    const std::string use = s.use(*space);
    return {use == "terrace" || use == "selasar" ? space : nullptr, false};
  };
  double ground = 0;                  // metres on open ground until here, or since the raised place
  const Element* left = nullptr;      // the raised place that was left for it
  PlanPoint left_at;
  const Element* on_it = nullptr;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const double length = distance(path[i], path[i + 1]);
    const int steps = std::max(1, static_cast<int>(length / kStride));
    for (int k = 0; k < steps; ++k) {
      const PlanPoint p = path[i] + (static_cast<double>(k) / steps) * (path[i + 1] - path[i]);
      const auto [raised, open] = raised_at(p);
      if (open) {
        if (on_it) left = on_it, left_at = p;
        ground += length / steps;
        if (left && ground > kSliver) return OpenEdge{left, left_at};
      } else {
        if (raised && ground > kSliver) return OpenEdge{raised, p};
        ground = 0;
        left = nullptr;
      }
      on_it = raised;
    }
  }
  return std::nullopt;
}

RouteFloor route_floor(Survey& s, const std::string& level, RouteMode mode, const Walker& walker, std::span<const std::string> open) {
  const bool steps_allowed = mode == RouteMode::steps_allowed;
  RouteFloor out;
  auto& floor = out.floor;
  Building to{s.plan, floor};
  for (const auto category : {Category::door, Category::opening})
    for (const Element* e : s.of(category)) {
      if (!on(s, *e, level) || s.is_ignored(*e)) continue;
      const auto frame = frame_of(*e);
      if (!frame) continue;
      out.doors.push_back(pass_door(s, *e, *frame, mode, walker.step, level));
      PassDoor& door = out.doors.back();
      if (std::find(open.begin(), open.end(), e->id) != open.end()) {
        if (door.outer) door.width = door.clear;
        if (const auto leaf = open_leaf(*e)) to.thin(*leaf, e);
      }
      narrow(door, to);
    }
  const auto& here = s.solids(level, walker.zone);
  bool walls = false;
  for (const auto& solid : here.solids) {
    walls = walls || solid.element->category == Category::wall;
    if (steps_allowed && solid_kind(solid.element->category) == kStairs) continue;
    to.solid(solid.polygon, *solid.element);
  }
  for (const auto& [element, segment] : here.thin) {
    walls = walls || element->category == Category::wall;
    to.thin(segment, element);
  }
  if (!steps_allowed) {
    for (const Element* f : s.of(Category::flight)) {
      if (!on(s, *f, level)) continue;
      if (is_flight(*f, "ramp")) ramp_sides(*f, to);
      else if (f->kind == "stair")
        for (const auto& polygon : f->geometry.areas) to.solid(polygon, *f);
    }
    raised_edges(s, level, out.doors, to);
    split_levels(s, level, out.doors, walker.step, to);
  }
  if (!walls) {   // rooms drawn without walls: their outlines are the walls
    MultiPolygon rooms;
    for (const Element* e : s.of(Category::space))
      if (on(s, *e, level)) rooms.insert(rooms.end(), e->geometry.areas.begin(), e->geometry.areas.end());
    for (const auto& door : out.doors) rooms.push_back(opening_box(door.frame, door.frame.length, 0.05));
    if (!rooms.empty()) floor.within = geometry::united(rooms);
  }
  for (const auto& polygon : floor.solids) out.box.add(bounds(polygon));
  for (const auto& segment : floor.thin) out.box.add(segment.a), out.box.add(segment.b);
  if (floor.within) out.box.add(bounds(*floor.within));
  else widen(s, level, out.box, to);
  return out;
}

}  // namespace landai::measure
