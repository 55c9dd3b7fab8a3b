// SPDX-License-Identifier: GPL-3.0-or-later
// Parking and tactile paths.
#include <algorithm>
#include <set>

#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "route_net.hpp"

namespace landai::measure {
namespace {

bool says_accessible(const std::string& text) {
  static const NamePatterns patterns = [] {
    NamePatterns p;
    for (const char* word : {"*difabel*", "*disabilitas*", "*disabled*", "*accessible*", "*handicap*", "*wheelchair*", "*behindert*",
                             "*kursi*roda*", "kursi roda"})
      p.add(word);
    return p;
  }();
  return patterns.match(folded(text));
}

/// Smallest rectangle around the ring that has a side on one of its edges: its two side lengths, the shorter first.
struct Sides {
  double shorter = 0, longer = 0;
  PlanSegment across;
};
std::optional<Sides> sides_of(const Ring& ring) {
  std::optional<Sides> best;
  double least = INFINITY;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double length = distance(a, b);
    if (length < 0.05) continue;
    const PlanPoint u = (1 / length) * (b - a), v = left_normal(u);
    double lu = INFINITY, hu = -INFINITY, lv = INFINITY, hv = -INFINITY;
    for (const PlanPoint p : ring) {
      lu = std::min(lu, dot(p, u)), hu = std::max(hu, dot(p, u));
      lv = std::min(lv, dot(p, v)), hv = std::max(hv, dot(p, v));
    }
    const double w = hu - lu, h = hv - lv;
    if (w * h > least - 1e-9) continue;
    least = w * h;
    const double mu = (lu + hu) / 2, mv = (lv + hv) / 2;
    best = w < h ? Sides{w, h, {lu * u + mv * v, hu * u + mv * v}} : Sides{h, w, {mu * u + lv * v, mu * u + hv * v}};
  }
  return best;
}

}  // namespace

std::optional<bool> bay_marked(const Survey& s, const Element& bay, std::string* from) {
  const auto marked = [&](const Element& b, std::string* why) {
    if (b.kind == "accessible" || says_accessible(b.name)) {
      if (why) *why = b.name.empty() ? b.kind : b.name;
      return true;
    }
    for (const auto& [key, value] : b.attributes)
      if (const auto* text = std::get_if<std::string>(&value); text && says_accessible(*text)) {
        if (why) *why = key;
        return true;
      }
    for (const Element* sign : s.of(Category::sign)) {
      if (sign->kind != "accessible_parking" && !says_accessible(sign->name)) continue;
      const bool child = sign->parent && *sign->parent == b.id;
      if (child || contains(b.geometry.areas, place_of(*sign))) {
        if (why) *why = "sign " + (sign->name.empty() ? sign->id : sign->name);
        return true;
      }
    }
    return false;
  };
  if (marked(bay, from)) return true;
  for (const Element* other : s.of(Category::parking_bay))
    if (other != &bay && marked(*other, nullptr)) return false;
  return std::nullopt;   // a drawing that marks no bay does not say that none is
}

Measurement parking_bay_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "parking_bay.width");
  if (e.geometry.areas.empty()) return missing(m, message("measure.bay.no_outline").with("bay", Survey::label(e)));
  const auto sides = sides_of(e.geometry.areas.front().outer);
  if (!sides) return missing(m, message("measure.bay.no_outline").with("bay", Survey::label(e)));
  m.evidence.witness = {sides->across};
  if (!s.levels_of(e).empty()) m.evidence.level = s.levels_of(e).front();
  return set_exact(m, sides->shorter, Method::drawn);
}

Measurement parking_bay_accessible(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "parking_bay.accessible");
  std::string from;
  const auto marked = bay_marked(s, e, &from);
  if (!marked) return missing(m, message("measure.bay.no_marks").with("bay", Survey::label(e)));
  m.value = *marked;
  m.method = Method::drawn;
  m.evidence.from = from;
  return m;
}

Measurement parking_bay_distance(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "parking_bay.distance");
  if (s.outer_doors().empty()) return missing(m, message("measure.route.no_entrance"));
  if (e.geometry.areas.empty()) return missing(m, message("measure.bay.no_outline").with("bay", Survey::label(e)));
  const auto way = s.routes().from_bay(e);
  if (!way) return missing(m, message("measure.bay.no_way").with("bay", Survey::label(e)));
  m.evidence.path = way->path.points;
  if (!s.levels_of(e).empty()) m.evidence.level = s.levels_of(e).front();
  return set(m, way->path.length_m, way->lo, way->path.length_m, Method::geometry);
}

/// Tiles that touch (within 5 cm) are one path; it reaches what lies within 0.60 m of any of its tiles.
Measurement tactile_path_reaches(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "tactile_path.reaches");
  const auto& tiles = s.of(Category::tactile_path);
  std::vector<const Element*> path{&e};
  std::set<const Element*> seen{&e};
  for (std::size_t i = 0; i < path.size(); ++i)
    for (const Element* tile : tiles) {
      if (seen.contains(tile) || !s.share_level(*tile, e)) continue;
      if (!tile->geometry.box().grown(0.05).overlaps(path[i]->geometry.box())) continue;
      const auto gap = geometry::gap(body_of(*tile), body_of(*path[i]));
      if (gap && gap->distance_m <= 0.05) seen.insert(tile), path.push_back(tile);
    }
  MultiPolygon body;
  for (const Element* tile : path)
    for (auto& polygon : body_of(*tile)) body.push_back(std::move(polygon));
  if (body.empty()) return missing(m, message("measure.tactile.no_outline").with("path", Survey::label(e)));
  const Box reach = bounds(body).grown(0.60);
  std::set<std::string> words;
  const auto look = [&](const Element& thing, const MultiPolygon& shape, const char* word) {
    if (!s.share_level(thing, e) || shape.empty() || !bounds(shape).overlaps(reach)) return;
    if (const auto gap = geometry::gap(body, shape); gap && gap->distance_m <= 0.60) words.insert(word);
  };
  for (const Element* door : s.of(Category::door)) {
    const auto frame = frame_of(*door);
    if (!frame || s.is_ignored(*door)) continue;
    const MultiPolygon box{opening_box(*frame, frame->length, 0)};
    const std::string role = s.role(*door);
    if (role == "main_entrance" || role == "entrance") look(*door, box, "entrance");
    for (const Element* space : s.spaces_of(*door))
      if (s.use(*space).starts_with("toilet")) look(*door, box, "toilet");
  }
  for (const auto& [category, word] : {std::pair{Category::counter, "counter"}, {Category::stair, "stair"}, {Category::ramp, "ramp"},
                                       {Category::lift, "lift"}})
    for (const Element* thing : s.of(category)) {
      MultiPolygon shape = body_of(*thing);
      for (const Element* part : s.children(thing->id))
        if (shape.empty() && part->category == Category::flight) shape = body_of(*part);
      look(*thing, shape, word);
    }
  m.value = std::vector<std::string>(words.begin(), words.end());
  m.evidence.areas = body;
  return m;
}

}  // namespace landai::measure
