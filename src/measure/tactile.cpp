// SPDX-License-Identifier: GPL-3.0-or-later
// What guiding paths lead to.
#include <algorithm>
#include <optional>
#include <set>

#include "landai/geometry/polygons.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/word_list.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kTouching = 0.05;  // m: tiles no farther apart are one path
constexpr double kReached = 0.60;   // m: what lies no farther from a tile is reached

bool near_point(const MultiPolygon& body, PlanPoint p, double within) {
  if (contains(body, p)) return true;
  for (const auto& polygon : body)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i)
      if (distance(PlanSegment{polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]}, p) <= within) return true;
  return false;
}


/// The tile and all that it is joined to.
MultiPolygon path_of(const Survey& s, const Element& e) {
  std::vector<const Element*> path{&e};
  std::set<const Element*> seen{&e};
  for (std::size_t i = 0; i < path.size(); ++i)
    for (const Element* tile : s.of(Category::tactile_path)) {
      if (seen.contains(tile) || !s.share_level(*tile, e)) continue;
      if (!tile->geometry.box().grown(kTouching).overlaps(path[i]->geometry.box())) continue;
      const auto gap = geometry::gap(body_of(*tile), body_of(*path[i]));
      if (gap && gap->distance_m <= kTouching) seen.insert(tile), path.push_back(tile);
    }
  MultiPolygon body;
  for (const Element* tile : path)
    for (auto& polygon : body_of(*tile)) body.push_back(std::move(polygon));
  return body;
}

/// What a path leads to, and what the plan has that it could lead to.
class Reached {
 public:
  Reached(const Survey& s, const Element& tile, const MultiPolygon& body)
      : s_(s), tile_(tile), body_(body), box_(bounds(body).grown(kReached)) {}

  void doors();
  void parts();
  void named();
  [[nodiscard]] std::vector<std::string> words() const { return {reached_.begin(), reached_.end()}; }
  /// Neither reached nor shown anywhere on the plan.
  [[nodiscard]] std::vector<std::string> open() const;

 private:
  [[nodiscard]] bool near(const Element& thing, const MultiPolygon& shape) const {
    if (!s_.share_level(thing, tile_) || shape.empty() || !bounds(shape).overlaps(box_)) return false;
    const auto gap = geometry::gap(body_, shape);
    return gap && gap->distance_m <= kReached;
  }
  void look(const Element& thing, const MultiPolygon& shape, const char* word) {
    if (shape.empty()) return;
    shown_.insert(word);
    if (near(thing, shape)) reached_.insert(word);
  }

  const Survey& s_;
  const Element& tile_;
  const MultiPolygon& body_;
  Box box_;
  std::set<std::string> reached_, shown_, doubtful_;
};

/// The plan view of a stair, ramp or counter: its own, else its flights'.
MultiPolygon shape_of(const Survey& s, const Element& thing) {
  MultiPolygon shape = body_of(thing);
  if (!shape.empty()) return shape;
  for (const Element* part : s.children(thing.id))
    if (part->category == Category::flight)
      for (auto& polygon : body_of(*part)) shape.push_back(std::move(polygon));
  return shape;
}

/// Where one gets into a lift: its doors, else its outline, of which nobody knows the front.
MultiPolygon way_into(const Survey& s, const Element& lift) {
  MultiPolygon doors = lift_doors(s, lift);
  return doors.empty() ? shape_of(s, lift) : doors;
}

MultiPolygon hole_of(const DoorFrame& door) { return {opening_box(door, door.length, 0)}; }

/// A door of the building to the outside.
bool is_entrance(const Survey& s, const Element& door) {
  const std::string role = s.role(door);
  return role == "main_entrance" || role == "entrance";
}

void Reached::doors() {
  for (const Element* door : s_.of(Category::door)) {
    const auto frame = frame_of(*door);
    if (!frame || s_.is_ignored(*door)) continue;
    const MultiPolygon box = hole_of(*frame);
    look(*door, box, "door");
    if (is_entrance(s_, *door)) look(*door, box, "entrance");
    if (s_.role(*door).empty() && near(*door, box)) doubtful_.insert("entrance");
    for (const Element* space : s_.spaces_of(*door)) {
      const std::string use = s_.use(*space);
      if (use.starts_with("toilet")) look(*door, box, "toilet");
      if (use.empty() && near(*door, box)) doubtful_.insert("toilet");
    }
  }
}

void Reached::parts() {
  for (const auto& [category, word] : {std::pair{Category::counter, "counter"}, {Category::stair, "stair"}, {Category::ramp, "ramp"},
                                       {Category::lift, "lift"}, {Category::parking_bay, "parking"}})
    for (const Element* thing : s_.of(category)) look(*thing, category == Category::lift ? way_into(s_, *thing) : shape_of(s_, *thing), word);
}

void Reached::named() {
  for (const char* word : {"vehicle_lane", "stop", "map"}) {
    const auto named = s_.profile.kinds.find(word);
    if (named == s_.profile.kinds.end()) continue;
    const auto matches = [&](const std::string& name) { return !name.empty() && named->second.match(folded(name)); };
    for (const Category category : {Category::space, Category::sign, Category::obstacle, Category::furniture})
      for (const Element* thing : s_.of(category))
        if (matches(thing->name)) look(*thing, body_of(*thing), word);
    for (const Label& label : s_.plan.labels) {
      if (!matches(label.text)) continue;
      shown_.insert(word);
      if ((label.level.empty() || label.level == level_of(s_, tile_)) && near_point(body_, label.position, kReached)) reached_.insert(word);
    }
  }
}

/// What somebody said of a tile: whether it leads to the one thing of its kind. Nothing when nobody spoke of it.
std::optional<bool> said_to_reach(const Survey& s, const Element& tile, const char* word) {
  const auto said = s.said(tile.id, "tactile_path.reaches");
  const auto* words = said && !said->disputed ? std::get_if<std::vector<std::string>>(&said->value) : nullptr;
  if (!words) return std::nullopt;
  return std::find(words->begin(), words->end(), word) != words->end();
}

/// A thing that guiding paths have to lead to, and whether the plan has no other of its kind: of several a word does not tell
/// which one is meant.
struct Goal {
  const Element& thing;
  MultiPolygon shape;
  const char* word;
  bool only_one;
};

/// Whether one of the plan's tiles lies at the thing.
Measurement guided(const Survey& s, const char* quantity, const Goal& goal) {
  const auto& [e, shape, word, only_one] = goal;
  Measurement m = blank(e, quantity);
  const auto& tiles = s.of(Category::tactile_path);
  bool known = false, which = false;
  for (const Element* tile : tiles) {
    if (const auto said = said_to_reach(s, *tile, word)) {
      known = true;
      which = which || (*said && !only_one);
      if (*said && only_one) {
        m.value = true;
        m.method = Method::attested;
        return m;
      }
      continue;
    }
    const MultiPolygon body = body_of(*tile);
    if (shape.empty() || body.empty() || !s.share_level(*tile, e)) continue;
    known = true;
    if (!bounds(shape).overlaps(bounds(body).grown(kReached))) continue;
    const auto gap = geometry::gap(body, shape);
    if (!gap || gap->distance_m > kReached) continue;
    m.value = true;
    m.evidence.level = level_of(s, *tile);
    m.evidence.areas = body;
    return m;
  }
  if (tiles.empty()) return missing(m, message("measure.tactile.none_drawn"));
  if (which || !known) return missing(m, message("measure.tactile.which").with("thing", Survey::label(e)));
  m.value = false;
  return m;
}

std::vector<std::string> Reached::open() const {
  std::vector<std::string> out;
  for (const std::string& word : vocabulary("tactile_path.reaches"))
    if (!reached_.contains(word) && (!shown_.contains(word) || doubtful_.contains(word))) out.push_back(word);
  return out;
}

}  // namespace

/// Tiles that touch (within 5 cm) are one path; it reaches what lies within 0.60 m of any of its tiles. Vehicle lanes, stops and maps are
/// known by the names of rooms, signs and labels only (data/profiles/uses.yaml). Where a plan has nothing of a kind, or does not tell
/// what a door by the path is, the word is left open: what is not drawn may be there.
Measurement tactile_path_reaches(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "tactile_path.reaches");
  const MultiPolygon body = path_of(s, e);
  if (body.empty()) return missing(m, message("measure.tactile.no_outline").with("path", Survey::label(e)));
  Reached reached(s, e, body);
  reached.doors();
  reached.parts();
  reached.named();
  m.value = reached.words();
  m.evidence.areas = body;
  leave_open(m, reached.open());
  return m;
}

/// A tile lies within 0.60 m of the stair, the ramp or the lift's door (of its outline where no door is drawn); what is said of a path counts before what is drawn of it. A plan without tiles tells
/// nothing: whether there are any is asked elsewhere.
Measurement stair_guided(Survey& s, const Element& e, const Params&) {
  return guided(s, "stair.guided", {e, shape_of(s, e), "stair", s.of(Category::stair).size() == 1});
}
Measurement ramp_guided(Survey& s, const Element& e, const Params&) {
  return guided(s, "ramp.guided", {e, shape_of(s, e), "ramp", s.of(Category::ramp).size() == 1});
}
Measurement lift_guided(Survey& s, const Element& e, const Params&) {
  return guided(s, "lift.guided", {e, way_into(s, e), "lift", s.of(Category::lift).size() == 1});
}

/// The same of a door; "entrance" in what is said of a path is this door only when no other leads in or out.
Measurement door_guided(Survey& s, const Element& e, const Params&) {
  const auto frame = frame_of(e);
  const auto& doors = s.of(Category::door);
  const auto leads_out = [&s](const Element* door) { return is_entrance(s, *door); };
  const bool only_one = is_entrance(s, e) && std::count_if(doors.begin(), doors.end(), leads_out) == 1;
  return guided(s, "door.guided", {e, frame ? hole_of(*frame) : MultiPolygon{}, "entrance", only_one});
}

}  // namespace landai::measure
