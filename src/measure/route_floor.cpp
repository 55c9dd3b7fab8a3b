// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_floor.hpp"

#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "flight_axis.hpp"
#include "follows.hpp"
#include "quantities.hpp"
#include "yard.hpp"

namespace landai::measure {
namespace {

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

/// A ramp that was read narrower than it is drawn is that narrow in the middle of its flight: what stands there is not drawn.
void narrow_ramp(const Survey& s, const Element& flight, RouteMode mode, RouteFloor& out, Building& to) {
  auto read = s.stated_number(flight.id, "ramp.width");
  if (!read && flight.parent) read = s.stated_number(*flight.parent, "ramp.width");
  const auto axis = read ? axis_of(flight) : std::nullopt;
  const auto sides = axis ? sides_of_flight(flight, *axis) : std::nullopt;
  if (!sides) return;
  out.unsure_width = out.unsure_width || read->hi > read->lo;
  const double side = (sides->second - sides->first - (mode == RouteMode::widest_doors ? read->hi : read->lo)) / 2;
  if (side < 0.0002) return;
  const PlanPoint middle = axis->foot + 0.5 * axis->length * axis->along;
  const auto at = [&](double offset) { return middle + offset * axis->across; };
  to.thin({at(sides->first), at(sides->first + side)}, &flight);
  to.thin({at(sides->second), at(sides->second - side)}, &flight);
}

bool is_flight(const Element& e, const char* kind) { return e.category == Category::flight && e.kind == kind; }

std::vector<const Element*> flights_on(const Survey& s, const std::string& level) {
  std::vector<const Element*> flights;
  for (const Element* f : s.of(Category::flight))
    if (on(s, *f, level) && f->flight()) flights.push_back(f);
  return flights;
}

/// Landings, and rooms in the open.
std::vector<const Element*> open_air_floors(const Survey& s, const std::string& level) {
  std::vector<const Element*> floors;
  for (const auto category : {Category::landing, Category::space})
    for (const Element* e : s.of(category))
      if (on(s, *e, level) && !e->geometry.areas.empty() && (category != Category::space || s.outdoor(*e))) floors.push_back(e);
  return floors;
}

/// Where one passes an edge: over flights, between which and their floors drawings leave slits, and through doors.
MultiPolygon passages(const std::vector<const Element*>& flights, const std::vector<PassDoor>& doors, double slit) {
  MultiPolygon out;
  for (const Element* f : flights) {
    auto grown = geometry::offset(f->geometry.areas, slit);
    out.insert(out.end(), grown.begin(), grown.end());
  }
  for (const auto& door : doors) out.push_back(opening_box(door.frame, door.frame.length, 0.40));
  return out;
}

/// Landings and open-air floors that a flight leads up to: their edges are drops, except where flights, doors or floors of the same
/// height adjoin.
void raised_edges(Survey& s, const std::string& level, const std::vector<PassDoor>& doors, Building& to) {
  const std::vector<const Element*> flights = flights_on(s, level);
  if (flights.empty()) return;
  const std::vector<const Element*> floors = open_air_floors(s, level);
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
  const MultiPolygon openings = passages(flights, doors, 0.06);
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

/// Open-air floors beside ground that is marked at another height: a step along that border, except where one passes it.
void yard_edges(Survey& s, const std::string& level, const std::vector<PassDoor>& doors, double largest_step, Building& to) {
  const auto marks = yard_marks(s, level);
  if (marks.empty()) return;
  constexpr double kSlit = 0.30;   // as far a level mark is looked for beyond the end of a flight
  const MultiPolygon open = geometry::united(passages(flights_on(s, level), doors, kSlit));
  for (const Element* e : open_air_floors(s, level))
    for (const Polyline& edge : edges_above_yard(s, marks, *e, level, largest_step)) {
      const MultiPolygon step = geometry::thickened(edge, 0.004);
      for (auto& strip : open.empty() ? step : geometry::difference(step, open)) to.solid(strip, *e);
    }
}

/// Rooms side by side without a wall, at different heights: a drop along their common border.
void split_levels(Survey& s, const std::string& level, const std::vector<PassDoor>& doors, double largest_step, Building& to) {
  std::vector<const Element*> known;
  for (const Element* e : s.of(Category::space))
    if (on(s, *e, level) && e->z && !e->geometry.areas.empty()) known.push_back(e);
  MultiPolygon at_doors;
  std::vector<std::pair<MultiPolygon, const Element*>> ramps;
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
          if (is_flight(*f, "ramp")) ramps.emplace_back(geometry::offset(f->geometry.areas, 0.06), f);
        for (const auto& door : doors) at_doors.push_back(opening_box(door.frame, door.frame.length, 0.10));
      }
      // A ramp joins the floors where it gets up to the higher one.
      const double higher = std::max(known[i]->z->lo, known[k]->z->lo);
      MultiPolygon open = at_doors;
      for (const auto& [shape, flight] : ramps)
        if (!flight->z || flight->z->hi >= higher - largest_step) open.insert(open.end(), shape.begin(), shape.end());
      open = geometry::united(open);
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

const PassLift* RouteFloor::lift(const Element& lift) const {
  const auto at = std::find_if(lifts.begin(), lifts.end(), [&](const PassLift& l) { return l.element == &lift; });
  return at == lifts.end() ? nullptr : &*at;
}

const RouteFloor::ReadRoom* RouteFloor::narrowest_on(const Polyline& path, double width) const {
  constexpr double kSame = 0.0005;
  const ReadRoom* narrowest = nullptr;
  for (const ReadRoom& room : read_rooms) {
    if (room.width.lo >= width - kSame || (narrowest && room.width.lo >= narrowest->width.lo)) continue;
    if (std::any_of(path.begin(), path.end(), [&](PlanPoint p) { return contains(room.space->geometry.areas, p); })) narrowest = &room;
  }
  return narrowest;
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
      const bool goods = goods_ramp(s, *f);
      if (is_flight(*f, "ramp") && !goods) ramp_sides(*f, to), narrow_ramp(s, *f, mode, out, to);
      else if (f->kind == "stair" || goods)
        for (const auto& polygon : f->geometry.areas) to.solid(polygon, *f);
    }
    raised_edges(s, level, out.doors, to);
    yard_edges(s, level, out.doors, walker.step, to);
    split_levels(s, level, out.doors, walker.step, to);
  }
  for (const Element* lift : s.of(Category::lift)) {
    if (!on(s, *lift, level)) continue;
    const auto had = [&](const char* quantity) -> std::optional<Known> {
      const Measurement m = as_known(s, *lift, quantity);
      if (!m.number()) return std::nullopt;
      const SureBounds sure = sure_bounds(m);
      return Known{*m.number(), sure.lo, sure.hi, m.method, {}};
    };
    out.lifts.push_back({lift, had("lift.door_width"), had("lift.level_gap"), had("lift.car_width"), had("lift.car_depth")});
  }
  for (const Element* space : s.of(Category::space))
    if (on(s, *space, level))
      if (const auto read = s.stated_number(space->id, "space.clear_width")) out.read_rooms.push_back({space, *read});
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
