// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "landai/plan/plan.hpp"

namespace landai {
namespace {

bool finite(PlanPoint p) { return std::isfinite(p.x) && std::isfinite(p.y); }

bool usable(const Ring& ring) {
  return ring.size() >= 3 && std::all_of(ring.begin(), ring.end(), finite) && signed_area(ring) != 0;
}

/// Drops what no later station can use; returns how many pieces went.
int clean(Geometry& geometry) {
  int dropped = 0;
  MultiPolygon areas;
  for (Polygon& polygon : geometry.areas) {
    Polygon good = normalised(std::move(polygon));
    if (!usable(good.outer)) {
      ++dropped;
      continue;
    }
    const auto holes = good.holes.size();
    std::erase_if(good.holes, [](const Ring& hole) { return !usable(hole); });
    dropped += static_cast<int>(holes - good.holes.size());
    areas.push_back(std::move(good));
  }
  geometry.areas = std::move(areas);
  dropped += static_cast<int>(std::erase_if(geometry.lines, [](const Polyline& line) {
    return line.size() < 2 || !std::all_of(line.begin(), line.end(), finite);
  }));
  dropped += static_cast<int>(std::erase_if(geometry.points, [](PlanPoint p) { return !finite(p); }));
  return dropped;
}

void make_ids_unique(Plan& plan) {
  std::unordered_map<std::string, int> seen;
  for (Element& element : plan.elements) {
    const int nth = ++seen[element.id];
    if (nth == 1) continue;
    // A copy of an id is rare; the loop runs on only when somebody used our suffix already.
    std::string fresh = element.id + "~" + std::to_string(nth);
    for (int k = nth; seen.contains(fresh); ++k) fresh = element.id + "~" + std::to_string(k);
    plan.diagnostics.push_back({DiagnosticSeverity::warning, "", element.id,
                                message("plan.id_twice").with("id", element.id).with("fresh", fresh), {}, 1});
    ++seen[fresh];
    element.id = std::move(fresh);
  }
}

Element leaf_of(const Element& door, const Leaf& leaf, std::size_t nth) {
  Element out;
  out.id = door.id + "/leaf-" + std::to_string(nth);
  out.category = Category::leaf;
  out.name = door.name;
  out.levels = door.levels;
  out.parent = door.id;
  out.geometry.lines.push_back({leaf.hinge, leaf.closed_tip});
  out.z = door.z;
  out.sources = door.sources;
  out.confidence = door.confidence;
  out.derived = true;
  return out;
}

void add_leaves(Plan& plan) {
  std::set<std::string> have;
  for (const Element& element : plan.elements)
    if (element.category == Category::leaf && element.parent) have.insert(*element.parent);
  std::vector<Element> all;
  all.reserve(plan.elements.size());
  for (Element& element : plan.elements) {
    std::vector<Element> leaves;
    if (const DoorShape* shape = element.door(); shape != nullptr && !have.contains(element.id))
      for (std::size_t i = 0; i < shape->leaves.size(); ++i) leaves.push_back(leaf_of(element, shape->leaves[i], i + 1));
    all.push_back(std::move(element));
    for (Element& leaf : leaves) all.push_back(std::move(leaf));
  }
  plan.elements = std::move(all);
}

void sort_levels(Plan& plan) {
  std::stable_sort(plan.levels.begin(), plan.levels.end(),
                   [](const Level& a, const Level& b) { return a.elevation < b.elevation; });
  std::unordered_map<std::string, std::string> renamed;
  for (std::size_t i = 0; i < plan.levels.size(); ++i) {
    std::string id = "L" + std::to_string(i);
    renamed[plan.levels[i].id] = id;
    plan.levels[i].id = std::move(id);
  }
  const auto rename = [&renamed](std::string& id) {
    if (const auto found = renamed.find(id); found != renamed.end()) id = found->second;
  };
  for (Element& element : plan.elements) {
    std::for_each(element.levels.begin(), element.levels.end(), rename);
    std::sort(element.levels.begin(), element.levels.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;  // L2 before L10
    });
  }
  for (Label& label : plan.labels) rename(label.level);
}

}  // namespace

void finish(Plan& plan) {
  int dropped = 0;
  for (Element& element : plan.elements) dropped += clean(element.geometry);
  if (dropped > 0)
    plan.diagnostics.push_back({DiagnosticSeverity::warning, "", "", message("plan.geometry_dropped").with("count", std::to_string(dropped)),
                                {}, dropped});
  make_ids_unique(plan);
  sort_levels(plan);
  add_leaves(plan);
}

}  // namespace landai
