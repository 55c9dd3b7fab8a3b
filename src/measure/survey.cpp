// SPDX-License-Identifier: GPL-3.0-or-later
#include "survey.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "landai/geometry/polygons.hpp"
#include "landai/measure/reconcile.hpp"
#include "reach_on.hpp"
#include "route_net.hpp"

namespace landai::measure {
namespace {

constexpr double kLineBody = 0.0004;        // what a line without thickness takes up: two cells of the grid on each side
constexpr double kUnknownHalfWall = 0.20;   // how far an opening reaches when the wall's thickness is not known
const std::vector<const Element*> kNone;

bool is_opening(const Element& e) { return e.category == Category::door || e.category == Category::opening; }

}  // namespace

std::optional<DoorFrame> frame_of(const Element& door) {
  const DoorShape* shape = door.door();
  if (!shape || !is_opening(door)) return std::nullopt;
  const double length = distance(shape->jamb_a, shape->jamb_b);
  if (!(length > 0.05) || !std::isfinite(length)) return std::nullopt;
  DoorFrame f;
  f.a = shape->jamb_a;
  f.b = shape->jamb_b;
  f.middle = 0.5 * (f.a + f.b);
  f.along = (1 / length) * (f.b - f.a);
  f.normal = left_normal(f.along);
  f.length = length;
  f.half_wall = shape->wall_thickness / 2;
  return f;
}

Polygon opening_box(const DoorFrame& frame, double width_m, double margin_m) {
  const double half = (frame.half_wall > 0 ? frame.half_wall : kUnknownHalfWall) + margin_m;
  const PlanPoint u = (width_m / 2) * frame.along;
  const PlanPoint v = half * frame.normal;
  return {{frame.middle - u - v, frame.middle + u - v, frame.middle + u + v, frame.middle - u + v}, {}};
}

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

struct Survey::Caches {
  std::unordered_map<std::string_view, const Element*> index;
  std::map<Category, std::vector<const Element*>> by_category;
  std::unordered_map<std::string_view, std::vector<const Element*>> children, doors_of, contents_of;
  std::map<std::string, std::vector<std::pair<const Element*, Box>>, std::less<>> spaces_on;
  std::map<std::pair<std::string, std::string>, const Fact*> facts;
  std::map<std::pair<std::string, std::string>, std::vector<const Reading*>> readings;
  std::map<std::pair<std::string, std::string>, std::pair<const Reading*, Fact>> read;   ///< the one that counts, without parameters
  std::vector<std::string> only_level;
  std::vector<const Element*> outer_doors;
  std::string ground;
  std::map<std::pair<std::string, BodyZone>, LevelSolids> solids;
  std::map<std::pair<std::string, unsigned>, MultiPolygon> regions;
  std::unique_ptr<RouteNet> routes;
  std::map<std::string, std::optional<std::vector<MobilityReach>>> reaches;
};

Survey::Survey(const Plan& p, const Facts& f, Profile names)
    : plan(p), facts(f), profile(std::move(names)), caches_(std::make_unique<Caches>()) {
  auto& c = *caches_;
  if (!plan.levels.empty()) c.only_level = {plan.levels.front().id};
  for (const auto& e : plan.elements) {
    c.index.emplace(e.id, &e);
    c.by_category[e.category].push_back(&e);
  }
  for (const auto& fact : facts.facts) c.facts[{fact.subject, fact.quantity}] = &fact;
  take_readings();
  for (const auto& e : plan.elements) {
    if (e.parent) c.children[*e.parent].push_back(&e);
    if (e.category == Category::space && !e.geometry.areas.empty())
      for (const auto& level : levels_of(e)) c.spaces_on[level].emplace_back(&e, bounds(e.geometry.areas));
    for (const auto& id : e.connects)
      if (const auto it = c.index.find(id); it != c.index.end() && it->second->category == Category::space)
        (is_opening(e) ? c.doors_of : c.contents_of)[it->second->id].push_back(&e);
  }
  double nearest = INFINITY;   // entrances lie on the level nearest to the plan's zero
  for (const auto& level : plan.levels)
    if (std::abs(level.elevation) < nearest - 1e-9) nearest = std::abs(level.elevation), c.ground = level.id;
  for (const auto& e : plan.elements) {
    if (!is_opening(e) || is_ignored(e)) continue;
    const auto& on = levels_of(e);
    const bool outside = std::find(e.connects.begin(), e.connects.end(), "outside") != e.connects.end();
    if (outside && !spaces_of(e).empty() && std::find(on.begin(), on.end(), c.ground) != on.end())
      c.outer_doors.push_back(&e);
  }
}

Survey::~Survey() = default;

const Element* Survey::find(std::string_view id) const {
  const auto it = caches_->index.find(id);
  return it == caches_->index.end() ? nullptr : it->second;
}

const std::vector<const Element*>& Survey::of(Category category) const {
  const auto it = caches_->by_category.find(category);
  return it == caches_->by_category.end() ? kNone : it->second;
}

const std::vector<const Element*>& Survey::children(std::string_view id) const {
  const auto it = caches_->children.find(id);
  return it == caches_->children.end() ? kNone : it->second;
}

const std::vector<std::string>& Survey::levels_of(const Element& e) const {
  return e.levels.empty() ? caches_->only_level : e.levels;
}

bool Survey::share_level(const Element& a, const Element& b) const {
  for (const auto& x : levels_of(a))
    for (const auto& y : levels_of(b))
      if (x == y) return true;
  return false;
}

const Element* Survey::space_at(PlanPoint p, const std::string& level) const {
  const auto it = caches_->spaces_on.find(level);
  if (it == caches_->spaces_on.end()) return nullptr;
  const Element* best = nullptr;
  double best_area = INFINITY;
  for (const auto& [space, box] : it->second) {
    if (p.x < box.min_x || p.x > box.max_x || p.y < box.min_y || p.y > box.max_y) continue;
    if (!contains(space->geometry.areas, p)) continue;
    const double size = area(space->geometry.areas);
    if (size < best_area) best = space, best_area = size;
  }
  return best;
}

std::vector<const Element*> Survey::spaces_of(const Element& e) const {
  std::vector<const Element*> spaces;
  for (const auto& id : e.connects)
    if (const Element* s = find(id); s && s->category == Category::space) spaces.push_back(s);
  return spaces;
}

const std::vector<const Element*>& Survey::doors_of(const Element& space) const {
  const auto it = caches_->doors_of.find(space.id);
  return it == caches_->doors_of.end() ? kNone : it->second;
}

const std::vector<const Element*>& Survey::contents_of(const Element& space) const {
  const auto it = caches_->contents_of.find(space.id);
  return it == caches_->contents_of.end() ? kNone : it->second;
}

void Survey::take_readings() {
  const auto seen = [](const Reading& r) { return r.method != Method::attested; };
  auto& c = *caches_;
  for (const auto& reading : facts.readings.readings) {
    if (reading.subject.size() != 1) continue;
    const std::pair key{reading.subject.front(), reading.quantity};
    c.readings[key].push_back(&reading);
    if (!reading.params.empty() || (!seen(reading) && c.facts.contains(key))) continue;
    const auto it = c.read.find(key);
    const bool better = it == c.read.end() ||
        std::pair(!seen(reading), reading.u) < std::pair(!seen(*it->second.first), it->second.first->u);
    if (better) c.read.insert_or_assign(key, std::pair{&reading, Fact{key.first, key.second, reading.value, reading.by, reading.line}});
  }
}

const Fact* Survey::fact(const std::string& subject, std::string_view quantity) const {
  const auto it = caches_->facts.find({subject, std::string(quantity)});
  return it == caches_->facts.end() ? nullptr : it->second;
}

const Fact* Survey::stated(const std::string& subject, std::string_view quantity) const {
  if (disputed(subject, quantity)) return nullptr;
  const auto it = caches_->read.find({subject, std::string(quantity)});
  return it == caches_->read.end() ? fact(subject, quantity) : &it->second.second;
}

bool Survey::disputed(const std::string& subject, std::string_view quantity) const {
  if (readings_of(subject, quantity).empty()) return false;   // a fact is stated once
  const auto what = said(subject, quantity);
  return what && what->disputed;
}

namespace {

Measurement value_of(const Reading& r) {
  Measurement m;
  m.value = r.value;
  m.lo = r.lo;
  m.hi = r.hi;
  m.u = r.u;
  return m;
}

/// One of two readings that contradict each other is wrong, and nothing tells which: it may be either.
void widen(Said& said, const Reading& first, const Reading& other) {
  const bool equals = (first.method == Method::attested) == (other.method == Method::attested);
  if (!equals || !other.params.empty() || !contradict(value_of(first), value_of(other))) return;
  said.disputed = true;
  said.lo = std::min(said.lo, other.lo);
  said.hi = std::max(said.hi, other.hi);
  said.u = std::max(said.u, other.u);
}

}  // namespace

std::optional<Said> Survey::said(const std::string& subject, std::string_view quantity) const {
  const auto where = [](const std::string& file, int line) { return std::filesystem::path(file).filename().string() + ":" + std::to_string(line); };
  if (const auto it = caches_->read.find({subject, std::string(quantity)}); it != caches_->read.end()) {
    const Reading& r = *it->second.first;
    Said said{r.value, r.lo, r.hi, r.u, r.method, where(r.file.empty() ? facts.readings.file : r.file, r.line)};
    for (const Reading* other : readings_of(subject, quantity)) widen(said, r, *other);
    return said;
  }
  const Fact* stated = fact(subject, quantity);
  if (!stated) return std::nullopt;
  const auto* number = std::get_if<double>(&stated->value);
  const double at = number ? *number : 0;
  Said said{stated->value, at, at, 0, Method::attested, where(facts.file, stated->line)};
  Reading first;
  first.value = said.value;
  first.lo = first.hi = at;
  first.method = Method::attested;
  for (const Reading* other : readings_of(subject, quantity)) widen(said, first, *other);
  return said;
}

std::optional<Known> Survey::stated_number(const std::string& subject, std::string_view quantity) const {
  const auto what = said(subject, quantity);
  const auto* number = what ? std::get_if<double>(&what->value) : nullptr;
  if (!number) return std::nullopt;
  const SureBounds sure = sure_bounds(what->lo, what->hi, what->u);
  return Known{*number, sure.lo, sure.hi, what->method, {}};
}

const std::vector<const Reading*>& Survey::readings_of(const std::string& subject, std::string_view quantity) const {
  static const std::vector<const Reading*> kNoReadings;
  const auto it = caches_->readings.find({subject, std::string(quantity)});
  return it == caches_->readings.end() ? kNoReadings : it->second;
}

std::string Survey::coverage() const {
  const auto stated = said("building", "building.coverage");
  const auto* word = stated ? std::get_if<std::string>(&stated->value) : nullptr;
  return !word ? std::string() : stated->disputed ? "partial" : *word;
}

std::string Survey::ground_level() const { return caches_->ground; }
const std::vector<const Element*>& Survey::outer_doors() const { return caches_->outer_doors; }

namespace {

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

}  // namespace

const LevelSolids& Survey::solids(const std::string& level, const BodyZone& zone) {
  auto [it, fresh] = caches_->solids.try_emplace({level, zone});
  LevelSolids& out = it->second;
  if (!fresh) return out;
  const Level* here = plan.level(level);
  const double floor = here ? here->elevation : 0;
  const bool single = plan.levels.size() < 2;
  std::vector<std::pair<Polygon, Box>> openings;
  for (const auto category : {Category::door, Category::opening})
    for (const Element* e : of(category)) {
      const auto& on = levels_of(*e);
      if (std::find(on.begin(), on.end(), level) == on.end() || is_ignored(*e)) continue;
      if (e->door() && e->door()->operation == DoorOperation::fixed) continue;
      if (const auto f = frame_of(*e)) {
        Polygon box = opening_box(*f, f->length, 0.05);
        openings.emplace_back(box, bounds(box));
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
        for (const auto& [cut, cut_box] : openings)
          if (cut_box.overlaps(box)) cuts.push_back(cut);
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
          for (const auto& [cut, cut_box] : openings) {
            if (!cut_box.overlaps(box)) continue;
            std::vector<PlanSegment> left;
            for (const PlanSegment& part : parts)
              for (const PlanSegment& piece : outside_of(part, normalised(cut).outer)) left.push_back(piece);
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

RouteNet& Survey::routes() {
  if (!caches_->routes) caches_->routes = std::make_unique<RouteNet>(*this);
  return *caches_->routes;
}

const std::vector<MobilityReach>* Survey::reach(const std::string& mobility) {
  auto [it, fresh] = caches_->reaches.try_emplace(mobility);
  const Mobility* who = fresh ? find_mobility(mobilities, mobility) : nullptr;
  if (who)
    if (auto found = reach_on(*this, {who, 1})) it->second = std::move(*found);
  return it->second ? &*it->second : nullptr;
}

std::string Survey::label(const Element& e) {
  if (!e.name.empty()) return e.name;
  return e.id;
}

Measurement blank(const Element& subject, const char* quantity, const Params& params) {
  Measurement m;
  m.subject = {subject.id};
  m.quantity = quantity;
  m.params = params;
  return m;
}

Measurement& set(Measurement& m, double value, double lo, double hi, Method method, std::string from) {
  m.value = value;
  m.lo = std::min(lo, value);
  m.hi = std::max(hi, value);
  m.method = method;
  m.evidence.from = std::move(from);
  return m;
}

Measurement& set(Measurement& m, const Known& k) { return set(m, k.value, k.lo, k.hi, k.method, k.from); }
Measurement& set_exact(Measurement& m, double value, Method method) { return set(m, value, value, value, method); }

Measurement& missing(Measurement& m, Message why) {
  m.value.reset();
  m.missing = std::move(why);
  return m;
}

Measurement& not_applicable(Measurement& m, Message why) {
  m.applies = false;
  return missing(m, std::move(why));
}

double number_param(const Params& params, const char* name, double otherwise) {
  const auto it = params.find(name);
  if (it == params.end()) return otherwise;
  const auto* number = std::get_if<double>(&it->second);
  return number ? *number : otherwise;
}

std::string word_param(const Params& params, const char* name) {
  const auto it = params.find(name);
  if (it == params.end()) return {};
  const auto* word = std::get_if<std::string>(&it->second);
  return word ? *word : std::string{};
}

MultiPolygon body_of(const Element& e) {
  if (!e.geometry.areas.empty()) return e.geometry.areas;
  MultiPolygon body;
  for (const auto& line : e.geometry.lines)
    for (auto& piece : geometry::thickened(line, kLineBody)) body.push_back(std::move(piece));
  return body;
}

PlanPoint place_of(const Element& e) {
  if (!e.geometry.areas.empty()) return interior_point(e.geometry.areas.front());
  if (const auto* f = e.fixture()) return f->position;
  if (const auto f = frame_of(e)) return f->middle;
  const Box box = e.geometry.box();
  return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

}  // namespace landai::measure
