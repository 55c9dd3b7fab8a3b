// SPDX-License-Identifier: GPL-3.0-or-later
// Parking and tactile paths.
#include <algorithm>
#include <set>

#include "footprint.hpp"
#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "route_net.hpp"
#include "standing.hpp"

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

bool near_point(const MultiPolygon& body, PlanPoint p, double within) {
  if (contains(body, p)) return true;
  for (const auto& polygon : body)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i)
      if (distance(PlanSegment{polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]}, p) <= within) return true;
  return false;
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

namespace {

Measurement bay_side(Survey& s, const Element& e, const char* quantity, bool longer) {
  Measurement m = blank(e, quantity);
  const auto sides = sides_of(e.geometry.areas);
  if (!sides) return missing(m, message("measure.bay.no_outline").with("bay", Survey::label(e)));
  m.evidence.witness = {longer ? sides->lengthwise : sides->across};
  if (!s.levels_of(e).empty()) m.evidence.level = s.levels_of(e).front();
  return set_exact(m, longer ? sides->longer : sides->shorter, Method::drawn);
}

}  // namespace

Measurement parking_bay_width(Survey& s, const Element& e, const Params&) { return bay_side(s, e, "parking_bay.width", false); }
Measurement parking_bay_length(Survey& s, const Element& e, const Params&) { return bay_side(s, e, "parking_bay.length", true); }

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

/// Tiles that touch (within 5 cm) are one path; it reaches what lies within 0.60 m of any of its tiles. Vehicle lanes, stops and maps are
/// known by the names of rooms, signs and labels only (data/profiles/uses.yaml): where a plan does not name them the list lacks them.
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
    look(*door, box, "door");
    const std::string role = s.role(*door);
    if (role == "main_entrance" || role == "entrance") look(*door, box, "entrance");
    for (const Element* space : s.spaces_of(*door))
      if (s.use(*space).starts_with("toilet")) look(*door, box, "toilet");
  }
  for (const auto& [category, word] : {std::pair{Category::counter, "counter"}, {Category::stair, "stair"}, {Category::ramp, "ramp"},
                                       {Category::lift, "lift"}, {Category::parking_bay, "parking"}})
    for (const Element* thing : s.of(category)) {
      MultiPolygon shape = body_of(*thing);
      for (const Element* part : s.children(thing->id))
        if (shape.empty() && part->category == Category::flight) shape = body_of(*part);
      look(*thing, shape, word);
    }
  for (const char* word : {"vehicle_lane", "stop", "map"}) {
    const auto named = s.profile.kinds.find(word);
    if (named == s.profile.kinds.end()) continue;
    const auto matches = [&](const std::string& name) { return !name.empty() && named->second.match(folded(name)); };
    for (const Category category : {Category::space, Category::sign, Category::obstacle, Category::furniture})
      for (const Element* thing : s.of(category))
        if (matches(thing->name)) look(*thing, body_of(*thing), word);
    for (const Label& label : s.plan.labels)
      if ((label.level.empty() || label.level == level_of(s, e)) && matches(label.text) && near_point(body, label.position, 0.60))
        words.insert(word);
  }
  m.value = std::vector<std::string>(words.begin(), words.end());
  m.evidence.areas = body;
  return m;
}

}  // namespace landai::measure
