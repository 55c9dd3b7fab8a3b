// SPDX-License-Identifier: GPL-3.0-or-later
// The plan indexed: elements, their parts, what lies in which space, and what is worked out once for all quantities.
#include "survey.hpp"

#include <algorithm>
#include <cmath>

#include "heights.hpp"
#include "landai/geometry/polygons.hpp"
#include "survey_caches.hpp"

namespace landai::measure {
namespace {

const std::vector<const Element*> kNone;

}  // namespace

Survey::Survey(const Plan& p, const Facts& f, Profile names)
    : plan(p), facts(f), profile(std::move(names)), caches_(std::make_unique<Caches>()) {
  auto& c = *caches_;
  if (!plan.levels.empty()) c.only_level = {plan.levels.front().id};
  for (const auto& e : plan.elements) {
    c.index.emplace(e.id, &e);
    c.by_category[e.category].push_back(&e);
  }
  for (const auto& fact : facts.facts) c.facts[{fact.subject, fact.quantity}] = &fact;
  for (const Label& label : plan.labels)
    if (const auto z = level_mark(label.text)) c.level_marks.emplace_back(*z, &label);
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

const std::vector<std::pair<double, const Label*>>& Survey::level_marks() const { return caches_->level_marks; }
std::string Survey::ground_level() const { return caches_->ground; }
const std::vector<const Element*>& Survey::outer_doors() const { return caches_->outer_doors; }

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

}  // namespace landai::measure
