// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "dxf_build.hpp"

namespace landai::importer {
namespace {

constexpr double kTouching = 0.01;
constexpr std::size_t kMaxGrouped = 2000;

bool touching(const Element& a, const Element& b) {
  if (!a.geometry.box().grown(kTouching).overlaps(b.geometry.box())) return false;
  for (const Polygon& p : a.geometry.areas)
    for (const Polygon& q : b.geometry.areas)
      for (std::size_t i = 0; i < p.outer.size(); ++i)
        for (std::size_t k = 0; k < q.outer.size(); ++k) {
          const PlanSegment gap = closest_points({p.outer[i], p.outer[(i + 1) % p.outer.size()]}, {q.outer[k], q.outer[(k + 1) % q.outer.size()]});
          if (distance(gap.a, gap.b) <= kTouching) return true;
        }
  return false;
}

double height_of(const Element& e) {
  const CounterShape* shape = e.counter();
  return shape != nullptr && shape->height ? shape->height->value : -1;
}

/// A lower part of a counter is a child of the highest part it touches. Parts that touch are of one counter.
void group_counters(DxfBuild& b) {
  std::vector<std::size_t> counters;
  for (std::size_t i = 0; i < b.plan.elements.size(); ++i)
    if (b.plan.elements[i].category == Category::counter && height_of(b.plan.elements[i]) > 0) counters.push_back(i);
  if (counters.size() > kMaxGrouped) return;
  for (const std::size_t i : counters) {
    const Element* best = nullptr;
    for (const std::size_t k : counters) {
      const Element& other = b.plan.elements[k];
      if (k == i || height_of(other) <= height_of(b.plan.elements[i]) + 0.01 || !touching(b.plan.elements[i], other)) continue;
      if (best == nullptr || height_of(other) > height_of(*best)) best = &other;
    }
    if (best != nullptr && !best->parent) b.plan.elements[i].parent = best->id;
  }
}

/// A wheelchair symbol in a bay makes it accessible.
void mark_bays(DxfBuild& b) {
  std::vector<std::size_t> signs;
  for (std::size_t i = 0; i < b.plan.elements.size(); ++i)
    if (b.plan.elements[i].category == Category::sign && b.plan.elements[i].kind == "accessible_parking") signs.push_back(i);
  if (signs.empty() || signs.size() > kMaxGrouped) return;
  for (Element& bay : b.plan.elements) {
    if (bay.category != Category::parking_bay || bay.geometry.areas.empty()) continue;
    for (const std::size_t s : signs) {
      Element& sign = b.plan.elements[s];
      const FixtureShape* shape = sign.fixture();
      if (shape == nullptr || !contains(bay.geometry.areas, shape->position)) continue;
      bay.kind = "accessible";
      sign.parent = bay.id;
      if (bay.name.empty()) bay.name = sign.name;
    }
  }
}

/// A word that stands in a bay, a lift or a loose counter is its name.
void name_from_labels(DxfBuild& b) {
  for (Element& e : b.plan.elements) {
    const bool wanted = e.category == Category::parking_bay || e.category == Category::lift || e.category == Category::counter;
    if (!wanted || !e.name.empty() || e.geometry.areas.empty()) continue;
    for (const Label& label : b.plan.labels)
      if (label.text.size() < 60 && !level_mark(label.text, false) && contains(e.geometry.areas, label.position)) {
        e.name = label.text;
        break;
      }
  }
}

}  // namespace

void build_groups(DxfBuild& b) {
  group_counters(b);
  mark_bays(b);
  if (b.plan.elements.size() < 200'000 && b.plan.labels.size() < 20'000) name_from_labels(b);
}

}  // namespace landai::importer
