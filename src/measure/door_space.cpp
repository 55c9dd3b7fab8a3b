// SPDX-License-Identifier: GPL-3.0-or-later
// What lies around a door: where it opens to, whether it can, and the room to stand in front of it.
#include <algorithm>
#include <numbers>

#include "landai/geometry/polygons.hpp"
#include "landai/measure/beyond.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

constexpr double kSquareLimit = 2.0;     // a larger square is "2 m or more"
constexpr double kNear = 5.0;            // stairs farther away do not concern a door
constexpr double kFurnitureNear = 2.0;
constexpr double kHardlyOpens = 15 * std::numbers::pi / 180;

std::string level_of(const Survey& s, const Element& e) {
  const auto& on = s.levels_of(e);
  return on.empty() ? std::string{} : on.front();
}

/// +1 or -1: the side of the frame that the leaves swing to. 0 when no leaf tells.
double swing_side(const DoorShape& door, const DoorFrame& frame) {
  if (door.operation == DoorOperation::sliding) return 0;
  for (const auto& leaf : door.leaves) {
    const double off = dot(leaf.open_tip - leaf.hinge, frame.normal);
    if (std::abs(off) > 0.1) return off > 0 ? 1 : -1;
  }
  return 0;
}

/// The wall's face on one side of the door: half the thickness if known, else where the wall beside the jambs ends.
double face_distance(Survey& s, const Element& e, const DoorFrame& frame, double side) {
  if (frame.half_wall > 0) return frame.half_wall;
  Box box;
  box.add(frame.a);
  box.add(frame.b);
  const MultiPolygon walls = s.obstacles(level_of(s, e), box.grown(0.5), kFixed, &e);
  const auto in_wall = [&](PlanPoint p) {
    return std::any_of(walls.begin(), walls.end(), [&](const Polygon& w) { return contains(w, p); });
  };
  const auto beside_wall = [&](double d) {
    const PlanPoint off = (side * d) * frame.normal;
    return !in_wall(frame.a - 0.03 * frame.along + off) && !in_wall(frame.b + 0.03 * frame.along + off);
  };
  constexpr double kStep = 0.005, kGrid = 0.0001;
  for (double d = 0; d < 0.45; d += kStep) {
    if (!beside_wall(d)) continue;
    double in = std::max(0.0, d - kStep);   // to the grid, so that a hair of the wall does not move the face by a step
    while (d - in > kGrid / 4) {
      const double middle = (in + d) / 2;
      (beside_wall(middle) ? d : in) = middle;
    }
    return std::round(in / kGrid) * kGrid;
  }
  return 0;
}

Measurement free_square(Survey& s, const Element& e, const char* quantity, bool swing) {
  Measurement m = blank(e, quantity);
  const DoorShape* door = e.door();
  const auto frame = frame_of(e);
  if (!door || !frame) return missing(m, message("measure.door.no_jambs").with("door", Survey::label(e)));
  double side = swing_side(*door, *frame);
  if (side == 0 && !swing && door->operation != DoorOperation::sliding && door->operation != DoorOperation::none)
    return missing(m, message("measure.door.no_leaf").with("door", Survey::label(e)));
  if (side == 0) {
    if (door->operation != DoorOperation::sliding && door->operation != DoorOperation::none &&
        door->operation != DoorOperation::double_acting)
      return missing(m, message("measure.door.no_leaf").with("door", Survey::label(e)));
    side = 1;   // no side is the swing's: the two squares are still two
  }
  if (!swing) side = -side;
  const PlanPoint toward = side * frame->normal;
  const PlanPoint shift = face_distance(s, e, *frame, side) * toward;
  const PlanSegment opening{frame->a + shift, frame->b + shift};
  const std::string level = level_of(s, e);
  if (!s.plan.levels.empty() && s.solids(level).solids.empty())
    return missing(m, message("measure.door.no_walls").with("door", Survey::label(e)));
  Box box;
  box.add(opening.a);
  box.add(opening.b);
  const auto square = geometry::free_square(opening, toward, s.obstacles(level, box.grown(kSquareLimit + 0.3), kAll, &e), kSquareLimit);
  m.evidence.level = level;
  m.evidence.areas = {Polygon{square.placement, {}}};
  if (square.placement.size() < 3) m.evidence.areas.clear();
  if (square.witness) m.evidence.witness = {*square.witness};
  // Nobody looked further: it may be larger.
  const double most = square.side_m >= kSquareLimit ? INFINITY : square.side_m;
  return set(m, square.side_m, square.least_m, most, Method::geometry);
}

/// Sectors that the leaves sweep.
MultiPolygon sectors(const DoorShape& door) {
  MultiPolygon swept;
  for (const auto& leaf : door.leaves)
    if (distance(leaf.closed_tip, leaf.open_tip) > 0.05)
      swept.push_back(geometry::swept_sector(leaf.hinge, leaf.closed_tip, leaf.open_tip));
  return swept;
}

/// Nearest of some elements that share a room with the door.
struct Nearest {
  double distance_m = 0;
  PlanSegment witness;
  const Element* element = nullptr;
};
std::optional<Nearest> nearest_of(const Survey& s, const Element& door, const MultiPolygon& from,
                                  std::initializer_list<Category> categories, double within) {
  std::optional<Nearest> best;
  const Box reach = bounds(from).grown(within);
  const auto box_distance = [from_box = bounds(from)](const Box& b) {
    return std::hypot(std::max({0.0, b.min_x - from_box.max_x, from_box.min_x - b.max_x}),
                      std::max({0.0, b.min_y - from_box.max_y, from_box.min_y - b.max_y}));
  };
  for (const auto category : categories)
    for (const Element* e : s.of(category)) {
      if (e->kind == "kerb" || !s.share_level(*e, door) || !e->geometry.box().overlaps(reach)) continue;
      const bool shared = std::any_of(e->connects.begin(), e->connects.end(), [&](const std::string& id) {
        return std::find(door.connects.begin(), door.connects.end(), id) != door.connects.end();
      });
      const bool both_outside = e->connects.empty() &&
          (door.connects.empty() || std::find(door.connects.begin(), door.connects.end(), "outside") != door.connects.end());
      if (!shared && !both_outside) continue;
      if (best && box_distance(e->geometry.box()) >= best->distance_m) continue;
      const auto gap = geometry::gap(from, body_of(*e));
      if (gap && gap->distance_m <= within && (!best || gap->distance_m < best->distance_m))
        best = Nearest{gap->distance_m, gap->witness, e};
    }
  return best;
}

Measurement& set_nearest(Measurement& m, const Survey& s, const Element& e, const Nearest& nearest) {
  m.evidence.level = level_of(s, e);
  m.evidence.witness = {nearest.witness};
  m.evidence.note = message("measure.door.nearest").with("what", Survey::label(*nearest.element));
  return set_exact(m, nearest.distance_m);
}

}  // namespace

Measurement door_opens_into(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "door.opens_into");
  const DoorShape* door = e.door();
  const auto frame = frame_of(e);
  const double side = door && frame ? swing_side(*door, *frame) : 0;
  if (side == 0 || door->operation == DoorOperation::double_acting)
    return missing(m, message("measure.door.no_swing").with("door", Survey::label(e)));
  for (const double beyond : {0.10, 0.25, 0.45})
    for (const auto& level : s.levels_of(e))
      if (const Element* space = s.space_at(frame->beyond(side, beyond), level)) {
        m.value = space->id;
        m.evidence.areas = sectors(*door);
        m.evidence.level = level;
        return m;
      }
  if (std::find(e.connects.begin(), e.connects.end(), "outside") == e.connects.end())
    return missing(m, message("measure.door.unplaced").with("door", Survey::label(e)));
  m.value = std::string("outside");
  return m;
}

namespace {

/// The room a door serves: never the outside, and no corridor when the other side is a room; of two rooms the one for many people,
/// then the one that has no other door, then the smaller one.
const Element* served_room(const Survey& s, const std::vector<const Element*>& spaces) {
  const Element* served = spaces.front();
  if (spaces.size() < 2) return served;
  const auto rank = [&](const Element& space) {
    const std::string use = s.use(space);
    for (const char* way : {"corridor", "selasar", "lobby", "entrance_hall", "stairwell", "lift_lobby", "terrace", "path", "bridge"})
      if (use == way) return 0;
    for (const char* crowd : {"meeting", "classroom", "assembly", "prayer"})
      if (use == crowd) return 2;
    return 1;
  };
  const Element& first = *spaces[0];
  const Element& second = *spaces[1];
  if (rank(first) != rank(second)) return rank(second) > rank(first) ? &second : &first;
  const bool end0 = s.doors_of(first).size() == 1, end1 = s.doors_of(second).size() == 1;
  if (end0 != end1) return end1 ? &second : &first;
  return area(second.geometry.areas) < area(first.geometry.areas) ? &second : &first;
}

}  // namespace

Measurement door_opens_outward(Survey& s, const Element& e, const Params& params) {
  Measurement m = door_opens_into(s, e, params);
  m.quantity = "door.opens_outward";
  if (!m.value) return m;
  const std::string into = *m.word();
  const auto spaces = s.spaces_of(e);
  if (spaces.empty()) return missing(m, message("measure.door.unplaced").with("door", Survey::label(e)));
  const Element* served = served_room(s, spaces);
  m.value = into != served->id;
  m.evidence.note = message("measure.door.serves").with("space", Survey::label(*served));
  return m;
}

namespace {

/// Obstacles of a leaf, less the wall it hangs in: from both jambs along the wall, as thick as the wall and 5 cm more on either face.
MultiPolygon without_own_wall(Survey& s, const Element& e, const MultiPolygon& fixed, MultiPolygon loose) {
  constexpr double kBeyondFace = 0.05, kAlong = 0.60, kOverJamb = 0.06;
  const auto frame = frame_of(e);
  if (!frame || fixed.empty()) {
    loose.insert(loose.end(), fixed.begin(), fixed.end());
    return loose;
  }
  const PlanPoint left = (face_distance(s, e, *frame, 1) + kBeyondFace) * frame->normal;
  const PlanPoint right = (face_distance(s, e, *frame, -1) + kBeyondFace) * frame->normal;
  MultiPolygon own;
  for (const auto& [jamb, away] : {std::pair{frame->a, -1.0}, {frame->b, 1.0}}) {
    const PlanPoint out = jamb + away * kAlong * frame->along, in = jamb - away * kOverJamb * frame->along;
    own.push_back(normalised({{out + left, out - right, in - right, in + left}, {}}));
  }
  for (auto& piece : geometry::difference(fixed, own)) loose.push_back(std::move(piece));
  return loose;
}

}  // namespace

Measurement door_opening_angle(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "door.opening_angle");
  const DoorShape* door = e.door();
  if (!door || door->leaves.empty() || door->operation == DoorOperation::sliding)
    return missing(m, message("measure.door.no_swing").with("door", Survey::label(e)));
  const std::string level = level_of(s, e);
  double least = INFINITY;
  for (const auto& leaf : door->leaves) {
    if (distance(leaf.closed_tip, leaf.open_tip) < 0.05) continue;
    // A leaf drawn half open can open fully: the question is what stands in its way, up to 90 degrees.
    const PlanPoint closed = leaf.closed_tip - leaf.hinge;
    const double side = cross(closed, leaf.open_tip - leaf.hinge) >= 0 ? 1 : -1;
    const PlanPoint open = leaf.hinge + side * left_normal(closed);
    Box box;
    box.add(leaf.hinge);
    const Box reach = box.grown(norm(closed) + 0.1);
    const auto near = without_own_wall(s, e, s.obstacles(level, reach, kFixed, &e), s.obstacles(level, reach, kAll & ~kFixed, &e));
    const double ignore = std::max(0.08, door->wall_thickness / 2 + 0.03);
    const auto swing = geometry::free_swing(leaf.hinge, leaf.closed_tip, open, near, ignore);
    if (swing.angle_rad < least) {
      least = swing.angle_rad;
      m.evidence.witness.clear();
      if (swing.blocked_at) m.evidence.witness = {{leaf.hinge, *swing.blocked_at}};
      m.evidence.areas = {geometry::swept_sector(leaf.hinge, leaf.closed_tip, open)};
    }
  }
  if (!std::isfinite(least)) return missing(m, message("measure.door.no_swing").with("door", Survey::label(e)));
  m.evidence.level = level;
  // Nobody hangs a door that does not open at all: the hinge or the wall is drawn otherwise than it was read.
  if (least < kHardlyOpens) return missing(m, message("measure.door.swing_unclear").with("door", Survey::label(e)));
  return set_exact(m, least);
}

Measurement door_free_square_swing(Survey& s, const Element& e, const Params&) {
  return free_square(s, e, "door.free_square_swing", true);
}

Measurement door_free_square_other(Survey& s, const Element& e, const Params&) {
  return free_square(s, e, "door.free_square_other", false);
}

namespace {

/// What a door takes up: what its leaves sweep, or its opening. Where that is not known both what it may be at the most and what it is at the least:
/// nothing is nearer to `most`, and nothing farther from `least`.
struct TakenUp {
  MultiPolygon most, least;
  bool exact = true;
};

/// The opening between the frame's sides: as the frame's bodies tell it, else with bounds for a frame that is not drawn.
std::pair<double, double> opening_widths(const Survey& s, const DoorShape& door, const DoorFrame& frame) {
  if (door.frame_clear_width && door.frame_clear_width->hi <= frame.length) return {door.frame_clear_width->hi, door.frame_clear_width->lo};
  if (door.operation == DoorOperation::none) return {frame.length, frame.length};
  const Deduction sides = s.profile.deduction("overall");
  return {std::max(0.0, frame.length - sides.least), std::max(0.0, frame.length - sides.most)};
}

/// A point on the other side of the line from a to b, as far from it.
PlanPoint mirrored(PlanPoint p, PlanPoint a, PlanPoint b) {
  const PlanPoint along = (1 / distance(a, b)) * (b - a);
  return a + 2 * dot(p - a, along) * along - (p - a);
}

/// Permen PUPR 14/2017 asks the distance to where the leaf opens and does not say from where: from what the leaf sweeps, and of a leaf that sweeps nothing
/// from the opening. Of a door of which nobody knows how it opens, a leaf may hang on either side and turn either way.
TakenUp taken_up(const Survey& s, const Element& e) {
  const DoorShape* door = e.door();
  TakenUp out;
  if (door) {
    out.most = sectors(*door);
    if (door->operation == DoorOperation::double_acting)   // drawn to one side, and it turns to the other one as well
      for (const auto& leaf : door->leaves)
        if (distance(leaf.closed_tip, leaf.open_tip) > 0.05)
          out.most.push_back(geometry::swept_sector(leaf.hinge, leaf.closed_tip, mirrored(leaf.open_tip, leaf.hinge, leaf.closed_tip)));
    out.least = out.most;
  }
  const auto frame = frame_of(e);
  if (!out.most.empty() || !frame) return out;
  static const DoorShape kNothingKnown;
  const DoorShape& shape = door ? *door : kNothingKnown;
  const bool may_swing = e.category == Category::door && (shape.operation == DoorOperation::unknown || shape.operation == DoorOperation::swing ||
                                                          shape.operation == DoorOperation::double_acting || shape.operation == DoorOperation::revolving);
  auto [wide, narrow] = opening_widths(s, shape, *frame);
  if (may_swing) wide = frame->length;   // a leaf lies on its stops: it is wider than what is open between them
  out.most = {opening_box(*frame, wide, 0)};
  out.least = {opening_box(*frame, narrow, 0)};
  if (may_swing) {
    const PlanPoint half = 0.5 * wide * frame->along;
    for (const double side : {1.0, -1.0}) {   // it hangs in the face of the wall at the farthest
      const PlanPoint out_to = side * frame->normal, middle = frame->middle + frame->half_wall * out_to;
      for (const auto& [hinge, tip] : {std::pair{middle - half, middle + half}, {middle + half, middle - half}})
        out.most.push_back(geometry::swept_sector(hinge, tip, hinge + wide * out_to));
    }
  }
  out.exact = wide == narrow && out.most.size() == 1;
  return out;
}

Measurement& distance_to(Measurement& m, const Survey& s, const Element& e, const TakenUp& door, std::initializer_list<Category> categories, double within, const char* far) {
  const auto nearest = nearest_of(s, e, door.most, categories, within);
  if (!nearest) return not_within(m, within, message(far).with("distance", within, "m"));
  set_nearest(m, s, e, *nearest);
  if (door.exact) return m;
  const Box box = bounds(door.most);
  const auto surely = nearest_of(s, e, door.least, categories, within + box.width() + box.height());
  if (surely) m.evidence.witness = {surely->witness};
  const double most = surely ? surely->distance_m : INFINITY;
  return set(m, surely ? most : nearest->distance_m, nearest->distance_m, most, Method::geometry);
}

}  // namespace

/// To movable and fixed furniture, fixtures and counters of the two rooms it joins.
Measurement door_furniture_distance(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "door.furniture_distance");
  const TakenUp door = taken_up(s, e);
  if (door.most.empty()) return missing(m, message("measure.door.no_leaf").with("door", Survey::label(e)));
  if (!s.has_category(Category::furniture) && !s.has_category(Category::seat) && !s.has_category(Category::counter) &&
      !s.has_category(Category::sanitary))
    return missing(m, message("measure.door.no_furniture"));
  return distance_to(m, s, e, door, {Category::furniture, Category::seat, Category::counter, Category::sanitary}, kFurnitureNear, "measure.door.furniture_far");
}

Measurement door_stair_distance(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "door.stair_distance");
  const TakenUp door = taken_up(s, e);
  if (door.most.empty()) return missing(m, message("measure.door.no_leaf").with("door", Survey::label(e)));
  return distance_to(m, s, e, door, {Category::stair}, kNear, "measure.door.stair_far");
}

Measurement door_pan_distance(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "door.pan_distance");
  const auto frame = frame_of(e);
  const DoorShape* door = e.door();
  if (!door || !frame) return missing(m, message("measure.door.no_jambs").with("door", Survey::label(e)));
  // The plane of the closed leaf where one is drawn, else the middle of the wall.
  const PlanPoint plane = door->leaves.empty() ? frame->middle : 0.5 * (door->leaves[0].hinge + door->leaves[0].closed_tip);
  const Element* nearest = nullptr;
  PlanPoint face;
  double best = INFINITY;
  for (const Element* space : s.spaces_of(e))
    for (const Element* pan : s.contents_of(*space)) {
      if (pan->category != Category::sanitary || (pan->kind != "toilet_pan" && pan->kind != "squat_pan")) continue;
      for (const auto& polygon : body_of(*pan))
        for (const PlanPoint p : polygon.outer)
          if (const double d = std::abs(dot(p - plane, frame->normal)); d < best) best = d, face = p, nearest = pan;
    }
  if (!nearest) {
    for (const Element* space : s.spaces_of(e))
      if (s.use(*space).starts_with("toilet"))
        return missing(m, message("measure.door.no_pan").with("space", Survey::label(*space)));
    return not_applicable(m, message("measure.door.no_toilet"));
  }
  m.evidence.level = level_of(s, e);
  m.evidence.witness = {{face - dot(face - plane, frame->normal) * frame->normal, face}};
  return set_exact(m, best);
}

}  // namespace landai::measure
