// SPDX-License-Identifier: GPL-3.0-or-later
#include "site.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "landai/measure/catalogue.hpp"
#include "landai/measure/reconcile.hpp"

namespace landai::standards {
namespace {

constexpr std::size_t kCategories = static_cast<std::size_t>(Category::obstacle) + 1;
constexpr int kMaxAncestors = 8;

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

PlanPoint somewhere_in(const Element& e) {
  if (!e.geometry.areas.empty()) return interior_point(e.geometry.areas.front());
  if (const auto* fixture = e.fixture()) return fixture->position;
  if (!e.geometry.points.empty()) return e.geometry.points.front();
  const Box box = e.geometry.box();
  return {0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)};
}

/// Whether the quantity is one of other things: a rule on flights may ask what only stairs have.
bool not_of(const std::string& quantity, Category category) {
  const auto* info = measure::quantity(quantity);
  return info && std::find(info->subjects.begin(), info->subjects.end(), category) == info->subjects.end();
}

/// The first quantity that the condition asks for.
std::string some_quantity(const Condition& c) {
  if (!c.quantity.empty()) return c.quantity;
  for (const Condition& part : c.parts)
    if (auto found = some_quantity(part); !found.empty()) return found;
  return "space.use";
}

}  // namespace

Site::Site(const Plan& plan, const measure::MeasurementSet& measurements)
    : plan_(plan), measurements_(measurements), by_category_(kCategories) {
  elements_.reserve(plan.elements.size());
  for (const Element& e : plan.elements) {
    elements_.emplace(e.id, &e);
    by_category_[static_cast<std::size_t>(e.category)].push_back(&e);
    if (e.parent) children_[*e.parent].push_back(&e);
  }
  of_place_.resize(plan.elements.size());
  index_measurements();
  ground_ = find_ground();
  for (const Element& e : plan.elements) of_place_[index(e)].spaces = find_spaces(e);
  for (const Element* door : of(Category::door))
    for (const Element* space : spaces(*door)) of_place_[index(*space)].doors.push_back(door);
  for (const Element& e : plan.elements) {
    of_place_[index(e)].ignored = find_ignored(e);
    of_place_[index(e)].staff_only = find_staff_only(e);
  }
}

/// The floor that one enters from the outside: that of the main entrance, else of the lowest door that leads outside, else
/// the floor nearest to the plan's zero.
std::string Site::find_ground() const {
  static const std::string kRole = "door.role";
  std::string outer;
  for (const Element& e : plan_.elements) {
    if (e.category != Category::door || e.levels.empty()) continue;
    const auto* role = find(&e, kRole, {});
    if (role && role->word() && *role->word() == "main_entrance") return e.levels.front();
    if (has(e.connects, "outside") && (outer.empty() || e.levels.front() < outer)) outer = e.levels.front();
  }
  if (!outer.empty()) return outer;
  const Level* nearest = nullptr;
  for (const Level& level : plan_.levels)
    if (!nearest || std::abs(level.elevation) < std::abs(nearest->elevation)) nearest = &level;
  return nearest ? nearest->id : std::string();
}

/// The measurements of each element side by side, in their order.
void Site::index_measurements() {
  const std::size_t building = plan_.elements.size(), nowhere = building + 1;
  const auto& all = measurements_.all();
  std::vector<std::size_t> places(all.size(), nowhere);
  std::vector<std::size_t> begin(nowhere + 1, 0);  // of each place in slots_; first how many it has
  const std::string* subject = nullptr;
  std::size_t place = nowhere;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& m = all[i];
    if (m.subject.size() == 2) routes_[m.subject.back()].push_back(&m);
    if (m.subject.size() != 1) continue;
    if (!subject || *subject != m.subject.front()) {  // mostly one subject's measurements follow each other
      subject = &m.subject.front();
      const Element* e = *subject == building_ ? nullptr : element(*subject);
      place = e ? index(*e) : *subject == building_ ? building : nowhere;
    }
    places[i] = place;
    ++begin[place];
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i <= building; ++i) count += std::exchange(begin[i], count);
  slots_.resize(count);
  std::vector<std::size_t> next = begin;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (places[i] != nowhere) slots_[next[places[i]]++] = {std::hash<std::string>{}(all[i].quantity), &all[i]};
  const auto those = [&](std::size_t i) { return std::span<const Slot>(slots_).subspan(begin[i], next[i] - begin[i]); };
  for (std::size_t i = 0; i < building; ++i) of_place_[i].slots = those(i);
  of_building_ = those(building);
}

const measure::Measurement* Site::counting(std::span<const Slot> slots, const std::string& quantity, const measure::Params& params) {
  const std::size_t wanted = std::hash<std::string>{}(quantity);
  const measure::Measurement* best = nullptr;
  for (const Slot& slot : slots) {
    if (slot.quantity != wanted) continue;
    const auto& m = *slot.measurement;
    if (m.quantity == quantity && measure::answers(m, params) && (!best || measure::counts_before(m, *best))) best = &m;
  }
  return best;
}

const measure::Measurement* Site::find(const Element* e, const std::string& quantity, const measure::Params& params) const {
  return counting(e ? of_place_[index(*e)].slots : of_building_, quantity, params);
}

/// What is left out of the judgement must be said by all: of statements that contradict each other none comes first.
bool Site::agreed(const measure::Measurement& m, const std::function<bool(const measure::Measurement&)>& says) const {
  const auto others = contradicting(m);
  return says(m) && std::all_of(others.begin(), others.end(), [&says](const auto* other) { return says(*other); });
}

bool Site::find_ignored(const Element& e) const {
  if (e.category != Category::door && e.category != Category::opening) return false;
  static const std::string kIsDoor = "door.is_door", kRole = "door.role";
  const auto* is_door = find(&e, kIsDoor, {});
  const auto is_none = [](const measure::Measurement& m) { return m.truth() && !*m.truth(); };
  if (is_door && agreed(*is_door, is_none)) return true;
  const auto* role = find(&e, kRole, {});
  return role && agreed(*role, [](const measure::Measurement& m) { return m.word() && *m.word() == "ignored"; });
}

/// The regulation makes no exception for the staff by itself, so a room nobody spoke of is judged.
bool Site::find_staff_only(const Element& e) const {
  static const std::string kAccess = "space.access";
  return std::any_of(spaces(e).begin(), spaces(e).end(), [this](const Element* space) {
    const auto* access = find(space, kAccess, {});
    return access && agreed(*access, [](const measure::Measurement& m) {
      return m.word() && (*m.word() == "staff" || *m.word() == "service");
    });
  });
}

const std::vector<const Element*>& Site::of(Category category) const { return by_category_[static_cast<std::size_t>(category)]; }

const Element* Site::element(const std::string& id) const {
  const auto found = elements_.find(id);
  return found == elements_.end() ? nullptr : found->second;
}

std::vector<const Element*> Site::children(const Element& e) const {
  const auto found = children_.find(e.id);
  return found == children_.end() ? std::vector<const Element*>{} : found->second;
}

std::vector<const Element*> Site::descendants(const Element& e, Category category) const {
  std::vector<const Element*> out, open{&e};
  for (int depth = 0; depth < kMaxAncestors && !open.empty(); ++depth) {
    std::vector<const Element*> next;
    for (const Element* one : open)
      for (const Element* part : children(*one)) {
        if (part->category == category) out.push_back(part);
        next.push_back(part);
      }
    open = std::move(next);
  }
  return out;
}

std::vector<const Element*> Site::find_spaces(const Element& e) const {
  if (e.category == Category::space) return {&e};
  std::vector<const Element*> out;
  for (const auto& id : e.connects)
    if (const Element* s = element(id); s && s->category == Category::space) out.push_back(s);
  if (!out.empty() || e.category == Category::door || e.category == Category::opening) return out;
  const Element* above = e.parent ? element(*e.parent) : nullptr;
  if (above && above->category == Category::space) return {above};
  if (!e.geometry.empty() || e.fixture()) {
    const PlanPoint p = somewhere_in(e);
    for (const Element* s : of(Category::space)) {
      const bool same_level = e.levels.empty() || s->levels.empty() || has(s->levels, e.levels.front());
      if (same_level && contains(s->geometry.areas, p)) return {s};
    }
  }
  for (int i = 0; above && i < kMaxAncestors; ++i) {
    for (const auto& id : above->connects)
      if (const Element* s = element(id); s && s->category == Category::space) out.push_back(s);
    if (!out.empty()) return out;
    above = above->parent ? element(*above->parent) : nullptr;
  }
  return out;
}

const Element* Site::whole_of(const Element& e) const {
  const Element* parent = e.parent ? element(*e.parent) : nullptr;
  const Element* at = parent;
  for (int i = 0; at && i < kMaxAncestors; ++i) {  // a rail may be part of a flight that is part of a stair
    if (at->category == Category::ramp || at->category == Category::stair) return at;
    at = at->parent ? element(*at->parent) : nullptr;
  }
  return parent;
}

bool Site::on_ground_floor(const Element& e) const {
  return e.levels.empty() || ground_.empty() || has(e.levels, ground_);
}

const measure::Measurement* Site::find(const std::string& subject, const std::string& quantity, const measure::Params& params) const {
  return measurements_.find(subject, quantity, params);
}

std::vector<const measure::Measurement*> Site::to(const std::string& place, const std::string& quantity, const measure::Params& params) const {
  std::vector<const measure::Measurement*> out;
  const auto found = routes_.find(place);
  if (found == routes_.end()) return out;
  for (const auto* m : found->second) {
    if (m->quantity != quantity || m->params != params) continue;
    const bool again = std::any_of(out.begin(), out.end(), [m](const auto* o) { return o->subject == m->subject; });
    // Several values of one question: the set knows which one counts.
    if (!again) out.push_back(measurements_.find(m->subject, quantity, params));
  }
  std::erase(out, nullptr);
  return out;
}

std::vector<const measure::Measurement*> Site::contradicting(const measure::Measurement& m) const {
  return measure::contradicting(measurements_, m);
}

bool Site::cut_off(const std::string& entrance) const {
  const auto found = routes_.find(entrance);
  return found != routes_.end() && std::any_of(found->second.begin(), found->second.end(), [](const measure::Measurement* m) {
    return m->quantity == "route.exists" && m->truth() && !*m->truth();
  });
}

/// Several doors may be the main entrance, and nothing tells which: none of them is known not to be it.
bool Site::one_of_several_entrances(const Condition& c, const measure::Measurement& role) const {
  return c.quantity == "door.role" && has(c.words, "main_entrance") && role.evidence.note.key == "measure.role.which_main";
}

/// Readings or statements that contradict each other leave it open where they do not all say the same.
Tri Site::quantity_holds(const Condition& c, const Element* e, std::vector<Unknown>& unknown) const {
  const auto* m = find(e, c.quantity, c.params);
  const Tri first = value_holds(c, e, m, unknown);
  if (!m || first == Tri::unknown) return first;
  std::vector<Unknown> of_others;
  for (const auto* other : contradicting(*m)) {
    if (value_holds(c, e, other, of_others) == first) continue;
    unknown.push_back({c.quantity, e ? e->id : building_, m->id});
    return Tri::unknown;
  }
  return first;
}

Tri Site::value_holds(const Condition& c, const Element* e, const measure::Measurement* m, std::vector<Unknown>& unknown) const {
  const std::string& subject = e ? e->id : building_;
  if (m && !m->applies) return Tri::no;
  if (!m && e && not_of(c.quantity, e->category)) return Tri::no;  // a ramp is no exit stair, and nobody need say so
  if (!m || !m->value) {
    unknown.push_back({c.quantity, subject, m ? m->id : std::string()});
    return Tri::unknown;
  }
  if (c.truth) {
    const auto truth = m->truth();
    return truth && *truth == *c.truth ? Tri::yes : Tri::no;
  }
  if (!c.words.empty()) {
    if (m->word() && has(c.words, *m->word())) return Tri::yes;
    if (!one_of_several_entrances(c, *m)) return Tri::no;
    unknown.push_back({c.quantity, subject, m->id});
    return Tri::unknown;
  }
  if (!m->number()) return Tri::no;
  const auto meets = [&c](double x) {
    if (c.min && (c.strict ? x <= *c.min : x < *c.min)) return false;
    return !(c.max && (c.strict ? x >= *c.max : x > *c.max));
  };
  constexpr double kOneSided = 1.6448536269514722;  // 95 % of a normal distribution
  const double from = m->lo - kOneSided * m->u, to = m->hi + kOneSided * m->u;
  const bool lo = meets(from), hi = meets(to);
  const bool may_lie_between = c.min && c.max && from < *c.min && to > *c.max;
  if (lo == hi && !may_lie_between) return lo ? Tri::yes : Tri::no;
  unknown.push_back({c.quantity, subject, m->id});
  return Tri::unknown;
}

Tri Site::within(const Condition& c, const Element& e, std::vector<Unknown>&) const {
  const Element* at = &e;
  for (int i = 0; at && i < kMaxAncestors; ++i) {
    if (has(c.words, to_string(at->category)) || (!at->kind.empty() && has(c.words, at->kind))) return Tri::yes;
    at = at->parent ? element(*at->parent) : nullptr;
  }
  return Tri::no;  // a rail that belongs to no ramp is not the rail of a ramp
}

Tri Site::outside(const Condition& c, const Element& e, std::vector<Unknown>& unknown) const {
  if (e.connects.empty()) {
    unknown.push_back({"door.role", e.id, {}});
    return Tri::unknown;
  }
  return has(e.connects, "outside") == c.truth.value_or(true) ? Tri::yes : Tri::no;
}

Tri Site::combined(const Condition& c, const Element* e, std::vector<Unknown>& unknown) const {
  const bool all = c.op == Condition::Op::all;
  const Tri decisive = all ? Tri::no : Tri::yes;
  Tri result = all ? Tri::yes : Tri::no;
  std::vector<Unknown> missing;
  for (const Condition& part : c.parts) {
    const Tri t = holds(part, e, missing);
    if (t == decisive) return t;  // the unknown parts do not matter then
    if (t == Tri::unknown) result = t;
  }
  if (result == Tri::unknown) unknown.insert(unknown.end(), missing.begin(), missing.end());
  return result;
}

/// Whether there is a room at the element that nobody knows: the other side of a door of which one side was found, the room
/// of a fixture that no room holds, the door of a room of which no door was found.
bool Site::something_hidden(const Element& e, bool no_other) const {
  switch (e.category) {
    case Category::door: {
      if (e.connects.size() >= 2) return false;
      static const std::string kRole = "door.role";
      const auto* role = find(&e, kRole, {});
      return !(role && role->word() && *role->word() == "toilet_cubicle");  // has the same room on both sides
    }
    case Category::sanitary:
    case Category::counter:
    case Category::space: return no_other;
    default: return false;  // a ramp or a bay in no room is outside
  }
}

Tri Site::over(const Condition& c, const std::vector<const Element*>& those, bool every, const Element& e, std::vector<Unknown>& unknown) const {
  const bool hidden = something_hidden(e, those.empty());
  if (those.empty() && !hidden) return Tri::no;
  const Tri decisive = every ? Tri::no : Tri::yes;
  Tri result = every ? Tri::yes : Tri::no;
  std::vector<Unknown> missing;
  for (const Element* one : those) {
    const Tri t = holds(c.parts.front(), one, missing);
    if (t == decisive) return t;
    if (t == Tri::unknown) result = t;
  }
  if (hidden) {
    result = Tri::unknown;
    missing.push_back({some_quantity(c.parts.front()), e.id, {}});
  }
  if (result == Tri::unknown) unknown.insert(unknown.end(), missing.begin(), missing.end());
  return result;
}

Tri Site::holds(const Condition& c, const Element* e, std::vector<Unknown>& unknown) const {
  using Op = Condition::Op;
  switch (c.op) {
    case Op::always: return c.truth.value_or(true) ? Tri::yes : Tri::no;
    case Op::quantity: return quantity_holds(c, e, unknown);
    case Op::building: return holds(c.parts.front(), nullptr, unknown);
    case Op::ground_floor:  // the building as a whole stands on it
      return (!e || on_ground_floor(*e)) == c.truth.value_or(true) ? Tri::yes : Tri::no;
    case Op::all:
    case Op::any: return combined(c, e, unknown);
    case Op::negate: {
      const Tri t = holds(c.parts.front(), e, unknown);
      return t == Tri::unknown ? t : t == Tri::yes ? Tri::no : Tri::yes;
    }
    case Op::stated: {
      std::vector<Unknown> ignored;
      return holds(c.parts.front(), e, ignored) == Tri::yes ? Tri::yes : Tri::no;
    }
    default: break;
  }
  if (e == nullptr) return Tri::no;
  switch (c.op) {
    case Op::kind:
      if (e->kind.empty()) {
        unknown.push_back({"kind", e->id, {}});
        return Tri::unknown;
      }
      return has(c.words, e->kind) ? Tri::yes : Tri::no;
    case Op::within: return within(c, *e, unknown);
    case Op::outside: return outside(c, *e, unknown);
    case Op::some_space:
    case Op::every_space: return over(c, spaces(*e), c.op == Op::every_space, *e, unknown);
    case Op::some_door: return over(c, of_place_[index(*e)].doors, false, *e, unknown);
    case Op::parent: {
      if (const Element* above = whole_of(*e)) return holds(c.parts.front(), above, unknown);
      unknown.push_back({some_quantity(c.parts.front()), e->id, {}});  // what it belongs to was not found
      return Tri::unknown;
    }
    default: return Tri::no;
  }
}

}  // namespace landai::standards
