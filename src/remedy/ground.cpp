// SPDX-License-Identifier: GPL-3.0-or-later
#include "ground.hpp"

#include <algorithm>

#include "family.hpp"
#include "landai/geometry/polygons.hpp"

namespace landai::remedy {
namespace {

constexpr double kTouch = 0.0003;     // m; grid and drawing leave things this far in each other
constexpr double kSpeck = 1e-7;       // m2; what two roundings of the grid can cover
constexpr double kLine = 0.002;       // m; body of a thing drawn with lines
constexpr double kOverhead = 1e-3;    // m; things whose heights meet by less pass over each other

bool stands_in_the_way(const Element& e) {
  switch (e.category) {
    case Category::wall: case Category::column: case Category::window: case Category::furniture: case Category::seat:
    case Category::counter: case Category::sanitary: case Category::stair: case Category::flight: case Category::ramp:
    case Category::landing: case Category::lift: case Category::tactile_path: case Category::handrail: return true;
    case Category::obstacle: return e.kind != "overhead";
    default: return false;
  }
}

bool closes(Category category) {
  return category == Category::wall || category == Category::column || category == Category::window;
}

MultiPolygon body_of(const Element& e) {
  MultiPolygon body;
  for (const Polygon& polygon : e.geometry.areas) body.push_back({plain(polygon.outer), polygon.holes});
  if (!body.empty()) return body;
  for (const auto& line : e.geometry.lines)
    for (auto& piece : geometry::thickened(line, kLine)) body.push_back(std::move(piece));
  return body;
}

bool on_one_level(const Element& a, const Element& b) {
  if (a.levels.empty() || b.levels.empty()) return true;
  return std::any_of(a.levels.begin(), a.levels.end(), [&](const std::string& level) {
    return std::find(b.levels.begin(), b.levels.end(), level) != b.levels.end();
  });
}

bool heights_meet(const std::optional<ZRange>& a, const std::optional<ZRange>& b) {
  return !a || !b || std::min(a->hi, b->hi) - std::max(a->lo, b->lo) > kOverhead || a->hi <= a->lo || b->hi <= b->lo;
}

/// The sectors of a door's leaves and the passage itself.
MultiPolygon kept_free(const DoorShape& door) {
  MultiPolygon out;
  for (const Leaf& leaf : door.leaves)
    if (door.operation != DoorOperation::sliding && distance(leaf.closed_tip, leaf.open_tip) > 0.05)
      out.push_back(geometry::swept_sector(leaf.hinge, leaf.closed_tip, leaf.open_tip));
  if (distance(door.jamb_a, door.jamb_b) > 0.05)
    for (auto& strip : geometry::thickened({door.jamb_a, door.jamb_b}, std::max(0.02, door.wall_thickness)))
      out.push_back(std::move(strip));
  return out;
}

double covered(const MultiPolygon& body, const Box& box, const MultiPolygon& other, const Box& other_box) {
  return box.overlaps(other_box) ? area(geometry::intersection(body, other)) : 0;
}

}  // namespace

std::optional<Ground> Ground::of(const Plan& plan, const std::string& thing, double reach_m) {
  const auto family = family_of(plan, thing);
  const Element* root = plan.find(thing);
  if (!root) return std::nullopt;
  Ground out;
  MultiPolygon body;
  std::vector<std::string> rooms;
  std::optional<ZRange> z = root->z;
  for (const Element& e : plan.elements) {
    if (!family.contains(e.id)) continue;
    for (auto& piece : body_of(e)) body.push_back(std::move(piece));
    rooms.insert(rooms.end(), e.connects.begin(), e.connects.end());
    if (z && e.z) z = ZRange{std::min(z->lo, e.z->lo), std::max(z->hi, e.z->hi)};
  }
  body = geometry::united(body);
  out.body_ = geometry::offset(body, -kTouch);
  if (out.body_.empty()) return std::nullopt;
  for (const Element& e : plan.elements)
    if (e.category == Category::space && std::find(rooms.begin(), rooms.end(), e.id) != rooms.end())
      out.rooms_.insert(out.rooms_.end(), e.geometry.areas.begin(), e.geometry.areas.end());
  if (out.rooms_.empty()) return std::nullopt;
  // Of a large hall only what is within reach is looked at, again and again.
  const Box here = bounds(out.body_), reach = here.grown(reach_m + 0.1);
  const Polygon window{{{reach.min_x, reach.min_y}, {reach.max_x, reach.min_y}, {reach.max_x, reach.max_y}, {reach.min_x, reach.max_y}}, {}};
  out.rooms_ = geometry::intersection(geometry::united(out.rooms_), {window});
  out.outside_before_ = area(geometry::difference(out.body_, out.rooms_));
  const auto take = [&](MultiPolygon area, bool closes) {
    const Box box = bounds(area);
    if (area.empty() || !box.overlaps(reach)) return;
    const double before = covered(out.body_, here, area, box);
    out.taken_.push_back({std::move(area), box, closes, before});
  };
  for (const Element& e : plan.elements) {
    if (family.contains(e.id) || !on_one_level(e, *root)) continue;
    if (const DoorShape* door = e.door()) take(kept_free(*door), false);
    else if (stands_in_the_way(e) && heights_meet(z, e.z) && e.geometry.box().overlaps(reach)) take(body_of(e), closes(e.category));
  }
  return out;
}

Ground::Answer Ground::at(PlanPoint by_m) const {
  MultiPolygon there;
  for (const Polygon& polygon : body_) there.push_back(shifted(polygon, by_m));
  const Box box = bounds(there);
  if (area(geometry::difference(there, rooms_)) > outside_before_ + kSpeck) return Answer::closed;
  Answer answer = Answer::free;
  for (const Taken& taken : taken_) {
    if ((answer != Answer::free && !taken.closes) || covered(there, box, taken.area, taken.box) <= taken.before + kSpeck) continue;
    if (taken.closes) return Answer::closed;
    answer = Answer::taken;
  }
  return answer;
}

std::vector<PlanPoint> Ground::edge_directions() const {
  PlanPoint longest{};
  for (const Polygon& polygon : body_)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
      const PlanPoint edge = polygon.outer[(i + 1) % polygon.outer.size()] - polygon.outer[i];
      if (norm(edge) > norm(longest) + 1e-6) longest = edge;
    }
  if (norm(longest) < 1e-3) return {};
  const PlanPoint along = (1 / norm(longest)) * longest, across = left_normal(along);
  return {along, across, -1.0 * along, -1.0 * across};
}

}  // namespace landai::remedy
