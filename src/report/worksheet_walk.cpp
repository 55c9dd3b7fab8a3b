// SPDX-License-Identifier: GPL-3.0-or-later
#include "worksheet_walk.hpp"

#include <algorithm>
#include <map>

namespace landai::report {
namespace {

const std::string kNowhere;
const std::string kOutside = "outside";

}  // namespace

Walk::Walk(const View& view) : view_(view) {
  for (std::size_t i = 0; i < view.in.plan.levels.size(); ++i) levels_.emplace(view.in.plan.levels[i].id, i);
  visit_rooms();
  for (const Element& e : view.in.plan.elements) rooms_.emplace(e.id, room_of(e));
}

void Walk::visit_rooms() {
  std::map<std::string, std::vector<std::string>> next;
  std::vector<std::string> spaces;
  for (const Element& e : view_.in.plan.elements) {
    if (e.category == Category::space) spaces.push_back(e.id);
    if (e.category == Category::space || e.connects.size() < 2) continue;
    for (const auto& from : e.connects)
      for (const auto& to : e.connects)
        if (from != to) next[from].push_back(to);
  }
  const auto by_view = [this](const std::string& a, const std::string& b) { return view_.before(a, b); };
  for (auto& [from, to] : next) {
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
    std::sort(to.begin(), to.end(), by_view);
  }
  std::sort(spaces.begin(), spaces.end(), by_view);
  spaces.insert(spaces.begin(), kOutside);
  // Depth first: into a room, through the rooms behind it, and back. A stack of our own, for plans of thousands of rooms in a row.
  for (const std::string& start : spaces) {
    std::vector<std::string> stack{start};
    while (!stack.empty()) {
      const std::string room = std::move(stack.back());
      stack.pop_back();
      if (!visited_.emplace(room, visited_.size()).second) continue;
      const auto to = next.find(room);
      if (to != next.end()) stack.insert(stack.end(), to->second.rbegin(), to->second.rend());
    }
  }
}

std::size_t Walk::rank(const std::string& room) const {
  const auto found = visited_.find(room);
  return found == visited_.end() ? visited_.size() : found->second;
}

std::string Walk::room_of(const Element& element) const {
  if (element.category == Category::space) return element.id;
  const std::string* best = nullptr;
  for (const auto& side : element.connects)
    if (visited_.contains(side) && (!best || rank(side) < rank(*best))) best = &side;
  if (best) return *best;
  const Element* parent = element.parent && *element.parent != element.id ? view_.element(*element.parent) : nullptr;
  for (int up = 0; parent && up < 4; ++up, parent = parent->parent ? view_.element(*parent->parent) : nullptr) {
    if (parent->category == Category::space) return parent->id;
    for (const auto& side : parent->connects)
      if (visited_.contains(side) && (!best || rank(side) < rank(*best))) best = &side;
    if (best) return *best;
  }
  const auto spot = view_.spot(element.id);
  if (!spot) return kNowhere;
  for (const Element& space : view_.in.plan.elements) {
    if (space.category != Category::space) continue;
    const bool here = spot->level.empty() || space.levels.empty() || std::find(space.levels.begin(), space.levels.end(), spot->level) != space.levels.end();
    if (here && contains(space.geometry.areas, spot->point)) return space.id;
  }
  return kNowhere;
}

const std::string& Walk::room(const std::string& element) const {
  const auto found = rooms_.find(element);
  return found == rooms_.end() ? kNowhere : found->second;
}

std::string Walk::level(const std::string& element) const {
  const Element* e = view_.element(element);
  if (e && !e->levels.empty()) return e->levels.front();
  const auto spot = view_.spot(element);
  if (spot && !spot->level.empty()) return spot->level;
  return e && view_.in.plan.levels.size() == 1 ? view_.in.plan.levels.front().id : std::string();
}

bool Walk::before(const std::string& a, const std::string& b) const {
  const auto level_rank = [this](const std::string& id) {
    const auto found = levels_.find(level(id));
    return found == levels_.end() ? levels_.size() : found->second;
  };
  const std::size_t level_a = level_rank(a), level_b = level_rank(b);
  if (level_a != level_b) return level_a < level_b;
  const std::size_t room_a = rank(room(a)), room_b = rank(room(b));
  if (room_a != room_b) return room_a < room_b;
  // The room itself before what stands in it.
  const bool space_a = view_.category(a) == Category::space, space_b = view_.category(b) == Category::space;
  if (space_a != space_b) return space_a;
  return view_.before(a, b);
}

}  // namespace landai::report
