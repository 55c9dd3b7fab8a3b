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

Plan moved(const Plan& plan, const std::string& element, PlanPoint by_m) {
  Plan out = plan;
  const auto family = family_of(plan, element);
  for (Element& e : out.elements)
    if (family.contains(e.id)) shift(e, by_m);
  return out;
}

}  // namespace landai::remedy
