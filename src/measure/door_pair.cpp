// SPDX-License-Identifier: GPL-3.0-or-later
// Doors beside doors: another way in beside a revolving one, and leaves that swing over the same floor.
#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "follows.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kNextTo = 2.0;         // doors farther apart are not beside one another
constexpr double kSameWall = 0.50;      // out of line by no more: they stand in one wall
constexpr double kTouching = 0.005;     // m2: what two sectors share at a common jamb
constexpr double kGrid = 0.0002;         // lengths go through a grid of 0.1 mm

bool is_turnstile(const Survey& s, const Element& e) {
  const auto found = s.profile.kinds.find("turnstile");
  return e.kind == "turnstile" || (found != s.profile.kinds.end() && found->second.match(folded(e.name)));
}

/// Known spaces (or outside) on both sides.
std::vector<std::string> both_sides(const Element& e) {
  std::vector<std::string> sides = e.connects;
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  return sides;
}

/// Whether one can use the other door instead: it joins the same two spaces, or stands beside this one in the same wall.
bool serves_instead(const Survey& s, const Element& e, const Element& other) {
  const auto here = both_sides(e), there = both_sides(other);
  const bool known = here.size() == 2 && there.size() == 2;
  if (known && here == there) return true;
  const auto a = frame_of(e), b = frame_of(other);
  if (!a || !b || !s.share_level(e, other)) return false;
  const auto nearest = closest_points({a->a, a->b}, {b->a, b->b});
  if (distance(nearest.a, nearest.b) > kNextTo) return false;
  const bool in_line = std::abs(dot(b->middle - a->middle, a->normal)) <= kSameWall && std::abs(cross(a->along, b->along)) < 0.26;
  if (!known) return in_line;
  const bool shared = std::any_of(here.begin(), here.end(), [&](const auto& id) { return std::find(there.begin(), there.end(), id) != there.end(); });
  return in_line && shared;
}

/// Leaves of a door as they sweep the floor, to both sides for a double-acting one.
MultiPolygon sweeps_of(const DoorShape& door) {
  MultiPolygon swept;
  if (door.operation == DoorOperation::sliding || door.operation == DoorOperation::overhead || door.operation == DoorOperation::none ||
      door.operation == DoorOperation::fixed || door.operation == DoorOperation::revolving)
    return swept;
  for (const auto& leaf : door.leaves) {
    const PlanPoint closed = leaf.closed_tip - leaf.hinge, open = leaf.open_tip - leaf.hinge;
    if (distance(leaf.closed_tip, leaf.open_tip) < 0.05 || norm(closed) < 0.05) continue;
    swept.push_back(geometry::swept_sector(leaf.hinge, leaf.closed_tip, leaf.open_tip));
    if (door.operation != DoorOperation::double_acting) continue;
    const PlanPoint axis = (1 / norm(closed)) * closed;
    const PlanPoint other = 2 * dot(open, axis) * axis - open;   // mirrored in the closed leaf
    swept.push_back(geometry::swept_sector(leaf.hinge, leaf.closed_tip, leaf.hinge + other));
  }
  return swept;
}

/// A leaf that is not drawn could sweep anywhere within its width of the opening.
bool may_sweep_unseen(const Element& e) {
  const DoorShape* door = e.door();
  return e.category == Category::door && door && door->operation == DoorOperation::unknown && door->leaves.empty();
}

}  // namespace

/// Asked of revolving doors and turnstiles only (Permen PUPR 14/2017 Annex II A.1.21 and A.1.23). By clear width, the least that is sure.
Measurement door_has_alternative(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "door.has_alternative", params);
  const double clear = number_param(params, "clear", 0.80);
  const DoorShape* door = e.door();
  const bool turnstile = is_turnstile(s, e);
  if (!turnstile && (!door || door->operation == DoorOperation::unknown))
    return missing(m, message("measure.door.no_operation").with("door", Survey::label(e)));
  if (!turnstile && door->operation != DoorOperation::revolving) return not_applicable(m, message("measure.door.not_revolving"));
  m.evidence.level = level_of(s, e);
  const Element* doubtful = nullptr;
  for (const Category category : {Category::door, Category::opening})
    for (const Element* other : s.of(category)) {
      if (other == &e || s.is_ignored(*other) || is_turnstile(s, *other)) continue;
      const DoorShape* shape = other->door();
      if (shape && (shape->operation == DoorOperation::revolving || shape->operation == DoorOperation::fixed)) continue;
      if (!serves_instead(s, e, *other)) continue;
      double lo = 0, hi = INFINITY;
      if (const Measurement width = as_known(s, *other, "door.clear_width"); width.value) {
        const SureBounds sure = sure_bounds(width);
        lo = sure.lo;
        hi = sure.hi;
      }
      if (hi < clear - kGrid) continue;
      if (lo < clear - kGrid) {
        doubtful = other;
        continue;
      }
      if (const auto frame = frame_of(*other)) m.evidence.witness = {{frame->a, frame->b}};
      m.evidence.note = message("measure.door.alternative").with("door", Survey::label(*other));
      m.value = true;
      return m;
    }
  if (doubtful) return missing(m, message("measure.door.alternative_width").with("door", Survey::label(*doubtful)));
  m.value = false;
  return m;
}

/// By the sectors as drawn, all leaves; sectors that share no more than 50 cm2 at a common jamb do not meet. A door that sweeps no floor
/// (sliding, revolving, without a leaf) is not asked.
Measurement door_sweeps_apart(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "door.sweeps_apart");
  const DoorShape* door = e.door();
  if (!door || may_sweep_unseen(e)) return missing(m, message("measure.door.no_swing").with("door", Survey::label(e)));
  const MultiPolygon own = sweeps_of(*door);
  if (own.empty() && !door->leaves.empty() && door->operation == DoorOperation::swing)
    return missing(m, message("measure.door.no_swing").with("door", Survey::label(e)));
  if (own.empty()) return not_applicable(m, message("measure.door.sweeps_nothing"));
  const Box box = bounds(own);
  m.evidence.level = level_of(s, e);
  const Element* unseen = nullptr;
  for (const Element* other : s.of(Category::door)) {
    if (other == &e || s.is_ignored(*other) || !other->door() || !s.share_level(*other, e)) continue;
    const auto frame = frame_of(*other);
    if (may_sweep_unseen(*other)) {
      Box reach;
      if (frame) reach.add(frame->a), reach.add(frame->b);
      if (frame && reach.grown(frame->length).overlaps(box)) unseen = other;
      continue;
    }
    const MultiPolygon theirs = sweeps_of(*other->door());
    if (theirs.empty() || !bounds(theirs).overlaps(box)) continue;
    const MultiPolygon both = geometry::intersection(own, theirs);
    if (area(both) <= kTouching) continue;
    m.evidence.areas = both;
    m.evidence.note = message("measure.door.sweeps_meet").with("door", Survey::label(*other));
    m.value = false;
    return m;
  }
  if (unseen) return missing(m, message("measure.door.no_swing").with("door", Survey::label(*unseen)));
  m.value = true;
  return m;
}

}  // namespace landai::measure
