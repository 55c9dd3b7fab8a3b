// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/plan/merge.hpp"

#include <unordered_set>
#include <utility>

namespace landai {
namespace {

/// Moves a later file's ids, levels and source numbers out of the way of the earlier ones.
void make_room(Plan& plan, const std::string& prefix, int first_source, bool rename_elements) {
  for (Level& level : plan.levels) level.id = prefix + level.id;
  for (Label& label : plan.labels) label.level = prefix + label.level;
  for (Element& element : plan.elements) {
    for (std::string& level : element.levels) level = prefix + level;
    for (SourceRef& source : element.sources) source.file += first_source;
    if (!rename_elements) continue;
    element.id = prefix + element.id;
    if (element.parent) element.parent = prefix + *element.parent;
    for (std::string& space : element.connects)
      if (space != "outside") space = prefix + space;
  }
}

template <class T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

Plan merge(std::vector<Plan> plans) {
  if (plans.empty()) return {};
  Plan all = std::move(plans.front());
  std::unordered_set<std::string> ids;
  for (const Element& element : all.elements) ids.insert(element.id);
  for (std::size_t k = 1; k < plans.size(); ++k) {
    Plan& next = plans[k];
    bool clash = false;
    for (const Element& element : next.elements) clash = clash || ids.contains(element.id);
    make_room(next, "file" + std::to_string(k + 1) + ":", static_cast<int>(all.sources.size()), clash);
    for (const Element& element : next.elements) ids.insert(element.id);
    append(all.sources, std::move(next.sources));
    append(all.levels, std::move(next.levels));
    append(all.elements, std::move(next.elements));
    append(all.labels, std::move(next.labels));
    append(all.diagnostics, std::move(next.diagnostics));
    append(all.inventory, std::move(next.inventory));
    all.has_heights = all.has_heights && next.has_heights;
  }
  finish(all);
  return all;
}

}  // namespace landai
