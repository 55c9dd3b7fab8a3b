// SPDX-License-Identifier: GPL-3.0-or-later
#include "site.hpp"

#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "landai/measure/reconcile.hpp"

namespace landai::standards {
namespace {

constexpr std::size_t kCategories = static_cast<std::size_t>(Category::obstacle) + 1;

PlanPoint somewhere_in(const Element& e) {
  if (!e.geometry.areas.empty()) return interior_point(e.geometry.areas.front());
  if (const auto* fixture = e.fixture()) return fixture->position;
  if (!e.geometry.points.empty()) return e.geometry.points.front();
  const Box box = e.geometry.box();
  return {0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)};
}

/// Those that do not depend on each other, on all cores: of a city's elements each costs a walk through memory.
template <typename Work>
void for_each_of(std::size_t count, const Work& work) {
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 512), [&work](const auto& range) {
    for (std::size_t i = range.begin(); i != range.end(); ++i) work(i);
  });
}

}  // namespace

Site::Site(const Plan& plan, const measure::MeasurementSet& measurements)
    : plan_(plan), measurements_(measurements), by_category_(kCategories) {
  tbb::parallel_invoke(
      [&] {
        elements_.reserve(plan.elements.size());
        for (const Element& e : plan.elements) elements_.emplace(e.id, &e);
      },
      [&] {
        of_place_.resize(plan.elements.size());
        for (const Element& e : plan.elements) {
          by_category_[static_cast<std::size_t>(e.category)].push_back(&e);
          if (e.parent) children_[*e.parent].push_back(&e);
        }
      });
  index_measurements();
  find_ground();
  for_each_of(plan.elements.size(), [&](std::size_t i) { of_place_[i].spaces = find_spaces(plan.elements[i]); });
  for (const Element* door : of(Category::door))
    for (const Element* space : spaces(*door)) of_place_[index(*space)].doors.push_back(door);
  for_each_of(plan.elements.size(), [&](std::size_t i) {
    of_place_[i].ignored = find_ignored(plan.elements[i]);
    of_place_[i].staff_only = find_staff_only(plan.elements[i]);
  });
}

/// The floor that one enters from the outside: that of the main entrance, else of the lowest door that leads outside, else
/// the floor nearest to the plan's zero.
void Site::find_ground() {
  static const std::string kRole = "door.role";
  const auto is_main = [](const measure::Measurement& m) { return m.word() && *m.word() == "main_entrance"; };
  std::string outer;
  for (const Element& e : plan_.elements) {
    if (e.category != Category::door || e.levels.empty()) continue;
    if (const auto* role = find(&e, kRole, {})) {
      const auto others = contradicting(*role);
      if (is_main(*role) || std::any_of(others.begin(), others.end(), [&](const auto* m) { return is_main(*m); })) {
        grounds_.push_back(e.levels.front());
        if (agreed(*role, is_main)) return;
        ground_open_.push_back({kRole, e.id, role->id, true});
      }
    }
    if (has(e.connects, "outside") && (outer.empty() || e.levels.front() < outer)) outer = e.levels.front();
  }
  if (outer.empty()) {
    const Level* nearest = nullptr;
    for (const Level& level : plan_.levels)
      if (!nearest || std::abs(level.elevation) < std::abs(nearest->elevation)) nearest = &level;
    if (nearest) outer = nearest->id;
  }
  grounds_.push_back(outer);
}

/// The measurements of each element side by side, in their order.
void Site::index_measurements() {
  const std::size_t building = plan_.elements.size(), nowhere = building + 1;
  constexpr std::size_t kRoute = std::numeric_limits<std::size_t>::max();
  struct Known {
    std::size_t place = 0, quantity = 0;
  };
  const auto& all = measurements_.all();
  std::vector<Known> known(all.size());
  for_each_of(all.size(), [&](std::size_t i) {
    const auto& m = all[i];
    known[i] = {m.subject.size() == 2 ? kRoute : nowhere, std::hash<std::string>{}(m.quantity)};
    if (m.subject.size() != 1) return;
    const std::string& subject = m.subject.front();
    const Element* e = subject == building_ ? nullptr : element(subject);
    if (e) known[i].place = index(*e);
    else if (subject == building_) known[i].place = building;
  });
  std::vector<std::size_t> begin(nowhere + 1, 0);  // of each place in slots_; first how many it has
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (known[i].place == kRoute) routes_[all[i].subject.back()].push_back(&all[i]);
    else ++begin[known[i].place];
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i <= building; ++i) count += std::exchange(begin[i], count);
  slots_.resize(count);
  std::vector<std::size_t> next = begin;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (known[i].place <= building) slots_[next[known[i].place]++] = {known[i].quantity, &all[i]};
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

Tri Site::on_ground_floor(const Element& e, std::vector<Unknown>& unknown) const {
  if (e.levels.empty()) return Tri::yes;
  const auto on = std::count_if(grounds_.begin(), grounds_.end(), [&e](const std::string& ground) { return ground.empty() || has(e.levels, ground); });
  if (on == 0) return Tri::no;
  if (static_cast<std::size_t>(on) == grounds_.size()) return Tri::yes;
  unknown.insert(unknown.end(), ground_open_.begin(), ground_open_.end());
  return Tri::unknown;
}

const measure::Measurement* Site::find(const std::string& subject, const std::string& quantity, const measure::Params& params) const {
  return measurements_.find(subject, quantity, params);
}

std::vector<const measure::Measurement*> Site::to(const std::string& place, const std::string& quantity, const measure::Params& params) const {
  std::vector<const measure::Measurement*> out;
  const auto found = routes_.find(place);
  if (found == routes_.end()) return out;
  for (const auto* m : found->second) {
    if (m->quantity != quantity || !measure::answers(*m, params)) continue;
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

Tri Site::cut_off(const std::string& entrance, std::vector<Unknown>& unknown) const {
  const auto is_none = [](const measure::Measurement& m) { return m.truth() && !*m.truth(); };
  const auto found = routes_.find(entrance);
  if (found == routes_.end()) return Tri::no;
  const measure::Measurement* open = nullptr;
  for (const auto* one : found->second) {
    if (one->quantity != "route.exists" || !one->truth()) continue;
    const auto* m = measurements_.find(one->subject, one->quantity, one->params);   // of several the one that counts
    if (agreed(*m, is_none)) return Tri::yes;
    const auto others = contradicting(*m);
    if (is_none(*m) || std::any_of(others.begin(), others.end(), [&](const auto* other) { return is_none(*other); })) open = m;
  }
  if (!open) return Tri::no;
  unknown.push_back({open->quantity, entrance, open->id, true});
  return Tri::unknown;
}

}  // namespace landai::standards
