// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "family.hpp"
#include "landai/remedy/remedy.hpp"

namespace landai::remedy {
namespace {

void shift(std::vector<PlanPoint>& points, PlanPoint by) {
  for (PlanPoint& p : points) p = p + by;
}

void shift(Element& e, PlanPoint by) {
  for (Polygon& polygon : e.geometry.areas) polygon = shifted(std::move(polygon), by);
  for (Polyline& line : e.geometry.lines) shift(line, by);
  shift(e.geometry.points, by);
  if (auto* fixture = std::get_if<FixtureShape>(&e.shape)) fixture->position = fixture->position + by;
  if (auto* counter = std::get_if<CounterShape>(&e.shape); counter && counter->client_edge)
    counter->client_edge = PlanSegment{counter->client_edge->a + by, counter->client_edge->b + by};
}

}  // namespace

Polygon shifted(Polygon polygon, PlanPoint by) {
  shift(polygon.outer, by);
  for (Ring& hole : polygon.holes) shift(hole, by);
  return polygon;
}

std::set<std::string> family_of(const Plan& plan, const std::string& element) {
  std::set<std::string> family{element};
  for (std::size_t before = 0; before != family.size();) {
    before = family.size();
    for (const Element& e : plan.elements)
      if (e.parent && family.contains(*e.parent)) family.insert(e.id);
  }
  return family;
}

Plan without(const Plan& plan, const std::set<std::string>& gone) {
  Plan out = plan;
  std::erase_if(out.elements, [&](const Element& e) { return gone.contains(e.id); });
  return out;
}

Ring plain(const Ring& ring) {
  constexpr std::size_t kFew = 64;
  constexpr double kStep = 0.005;
  if (ring.size() <= kFew) return ring;
  Ring out;
  for (const PlanPoint p : ring)
    if (out.empty() || distance(out.back(), p) >= kStep) out.push_back(p);
  return out.size() < 3 ? ring : out;
}

Plan drawn_plainly(Plan plan) {
  for (Element& e : plan.elements) {
    const bool loose = e.category == Category::furniture || e.category == Category::seat || e.category == Category::counter ||
                       e.category == Category::sanitary;
    if (!loose || e.geometry.areas.empty()) continue;
    for (Polygon& polygon : e.geometry.areas) polygon.outer = plain(polygon.outer);
    std::erase_if(e.geometry.lines, [&](const Polyline& line) {
      return std::all_of(line.begin(), line.end(), [&](PlanPoint p) { return contains(e.geometry.areas, p); });
    });
  }
  return plan;
}

Plan moved(const Plan& plan, const std::string& element, PlanPoint by_m) {
  Plan out = plan;
  const auto family = family_of(plan, element);
  for (Element& e : out.elements)
    if (family.contains(e.id)) shift(e, by_m);
  return out;
}

}  // namespace landai::remedy
