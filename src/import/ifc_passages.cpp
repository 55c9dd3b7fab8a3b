// SPDX-License-Identifier: GPL-3.0-or-later
// Openings in walls: which door or window stands in them, and those that one simply walks through.
#include <algorithm>
#include <cmath>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr double kSill = 0.15;       // an open passage that starts higher is a window or a hatch
constexpr double kHeight = 1.8;      // … and one that ends lower is a hatch
constexpr double kLeastWidth = 0.3;  // metres; nobody walks through less: a duct or a joint

/// Length of a segment inside a box, by Liang and Barsky.
double length_inside(PlanSegment s, const Box& box) {
  double from = 0;
  double to = 1;
  const PlanPoint d = s.b - s.a;
  const auto side = [&](double step, double room) {
    if (step == 0) return room >= 0;
    const double t = room / step;
    if (step < 0)
      from = std::max(from, t);
    else
      to = std::min(to, t);
    return from <= to;
  };
  const bool meets = side(-d.x, s.a.x - box.min_x) && side(d.x, box.max_x - s.a.x) &&
                     side(-d.y, s.a.y - box.min_y) && side(d.y, box.max_y - s.a.y);
  return meets ? (to - from) * norm(d) : 0;
}

bool overlap(const std::optional<ZRange>& a, const std::optional<ZRange>& b) {
  return a && b && a->lo < b->hi && b->lo < a->hi;
}

struct Hole {
  const StepRecord* opening = nullptr;
  Box box;
  std::optional<ZRange> z;
};

/// The hole in which the middle of a thing lies.
const Hole* hole_around(IfcImport& in, const std::vector<Hole>& holes, const Box& thing,
                        const std::optional<ZRange>& z) {
  if (thing.empty()) return nullptr;
  const PlanPoint middle{(thing.min_x + thing.max_x) / 2, (thing.min_y + thing.max_y) / 2};
  for (const Hole& h : holes) {
    if (h.box.overlaps(thing) && overlap(h.z, z) && contains(outline_of(in, *h.opening).areas, middle))
      return &h;
  }
  return nullptr;
}

/// A hole in a wall that nothing fills and that reaches the floor: one walks through it.
void read_passage(IfcImport& in, const StepRecord& opening) {
  const auto host = in.relations.host.find(&opening);
  if (host == in.relations.host.end()) return;
  const StepRecord& wall = *host->second;
  const auto type = plain_entity(wall.type);
  if (type != "IFCWALL" && type != "IFCCURTAINWALL") return;  // holes in slabs and roofs
  if (attribute_word(in, opening, "PredefinedType") == "RECESS") return;
  const Outline& hole = outline_of(in, opening);
  if (!hole.z || hole.areas.empty()) return;
  Element e = in.element(opening, Category::opening);
  e.z = hole.z;
  e.levels = in.levels_of(opening, e.z);
  const double floor = in.floor_of(e).value_or(in.storey_at(hole.z->lo)->elevation);
  if (hole.z->lo > floor + kSill || hole.z->hi < floor + kHeight) return;
  e.geometry.areas = outlines_shared(hole.areas, outline_of(in, wall).areas);
  if (e.geometry.areas.empty()) return;
  DoorShape shape;
  shape.operation = DoorOperation::none;
  shape.height = Known::exact(hole.z->hi - std::max(hole.z->lo, floor), Method::geometry, "opening body");
  if (const auto along = wall_direction(e.geometry.areas.front(), outline_of(in, wall).areas); along) {
    const PlanPoint across = left_normal(*along);
    double from = INFINITY, to = -INFINITY, near = INFINITY, far = -INFINITY;
    for (const Polygon& p : hole.areas) {  // as wide as the hole …
      for (const PlanPoint q : p.outer) {
        from = std::min(from, dot(q, *along));
        to = std::max(to, dot(q, *along));
      }
    }
    for (const Polygon& p : e.geometry.areas) {  // … and as deep as what of it lies in the wall
      for (const PlanPoint q : p.outer) {
        near = std::min(near, dot(q, across));
        far = std::max(far, dot(q, across));
      }
    }
    if (to - from < kLeastWidth) return;
    shape.jamb_a = from * *along + (near + far) / 2 * across;
    shape.jamb_b = to * *along + (near + far) / 2 * across;
    shape.wall_thickness = far - near;
    shape.opening_width = Known::exact(to - from, Method::geometry, "opening body");
  }
  e.shape = std::move(shape);
  in.add(std::move(e), opening);
}

}  // namespace

std::optional<PlanPoint> wall_direction(const Polygon& passage, const MultiPolygon& wall) {
  const Box box = bounds(passage).grown(0.01);
  std::optional<PlanPoint> along;
  double longest = 1e-6;
  for (const Polygon& p : wall) {
    for (std::size_t i = 0; i < p.outer.size(); ++i) {
      const PlanSegment edge{p.outer[i], p.outer[(i + 1) % p.outer.size()]};
      const double inside = length_inside(edge, box);
      if (inside <= longest) continue;
      longest = inside;
      along = (1 / norm(edge.b - edge.a)) * (edge.b - edge.a);
    }
  }
  return along;
}

MultiPolygon hole_in_wall(IfcImport& in, const StepRecord* opening, const StepRecord* wall) {
  if (opening == nullptr) return {};
  const Outline& hole = outline_of(in, *opening);
  if (wall == nullptr || hole.areas.empty()) return hole.areas;
  auto inside = outlines_shared(hole.areas, outline_of(in, *wall).areas);
  return inside.empty() ? hole.areas : inside;
}

void fill_openings(IfcImport& in) {
  std::vector<Hole> empty;
  std::vector<Hole> filled;
  for (const StepRecord& r : in.file.records()) {
    if (plain_entity(r.type) != "IFCOPENINGELEMENT" || !in.relations.host.contains(&r)) continue;
    (in.relations.fillings.contains(&r) ? filled : empty).push_back({&r, {}, {}});
  }
  if (empty.empty()) return;
  for (auto* holes : {&empty, &filled}) {
    for (Hole& h : *holes) {
      const Outline& o = outline_of(in, *h.opening);
      h.box = bounds(o.areas);
      h.z = o.z;
    }
  }
  for (const StepRecord& r : in.file.records()) {
    const auto type = plain_entity(r.type);
    if ((type != "IFCDOOR" && type != "IFCWINDOW") || in.relations.opening.contains(&r)) continue;
    const Outline& body = outline_of(in, r);
    const Hole* hole = hole_around(in, empty, bounds(body.areas), body.z);
    if (hole == nullptr) continue;
    in.relations.opening.emplace(&r, hole->opening);
    in.relations.fillings[hole->opening].push_back(&r);
  }
  // Where walls join, some programs repeat the opening of one wall as an opening of the other: the same door
  // stands in both.
  for (const Hole& h : empty) {
    if (in.relations.fillings.contains(h.opening)) continue;
    const Hole* twin = hole_around(in, filled, h.box, h.z);
    if (twin != nullptr) in.relations.fillings[h.opening] = in.relations.fillings[twin->opening];
  }
}

void read_passages(IfcImport& in) {
  for (const StepRecord& r : in.file.records()) {
    if (plain_entity(r.type) != "IFCOPENINGELEMENT") continue;
    if (!in.relations.fillings.contains(&r)) read_passage(in, r);
    if (!in.used.contains(&r)) in.count(r, Category::opening);
  }
}

}  // namespace landai::importer
