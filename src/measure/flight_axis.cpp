// SPDX-License-Identifier: GPL-3.0-or-later
#include "flight_axis.hpp"

#include <algorithm>

namespace landai::measure {
namespace {

std::pair<double, double> extent(const MultiPolygon& shape, PlanPoint from, PlanPoint direction) {
  double lo = INFINITY, hi = -INFINITY;
  for (const auto& polygon : shape)
    for (const PlanPoint p : polygon.outer) {
      const double d = dot(p - from, direction);
      lo = std::min(lo, d);
      hi = std::max(hi, d);
    }
  return {lo, hi};
}

}  // namespace

std::optional<Axis> axis_of(const Element& e) {
  const FlightShape* f = e.flight();
  if (!f) return std::nullopt;
  const double length = distance(f->foot, f->head);
  if (!(length > 0.05)) return std::nullopt;
  const PlanPoint along = (1 / length) * (f->head - f->foot);
  return Axis{f->foot, f->head, along, left_normal(along), length};
}

std::pair<double, double> extent_across(const MultiPolygon& shape, const Axis& axis) { return extent(shape, axis.foot, axis.across); }
std::pair<double, double> extent_along(const MultiPolygon& shape, const Axis& axis) { return extent(shape, axis.foot, axis.along); }

std::vector<const Element*> flights_of(const Survey& s, const Element& whole) {
  if (whole.category == Category::flight) return {&whole};
  std::vector<const Element*> flights;
  for (const Element* child : s.children(whole.id))
    if (child->category == Category::flight) flights.push_back(child);
  if (flights.empty() && whole.flight()) flights.push_back(&whole);
  return flights;
}

std::optional<std::pair<double, double>> sides_of_flight(const Element& flight, const Axis& axis) {
  const MultiPolygon body = body_of(flight);
  if (!body.empty()) return extent_across(body, axis);
  const FlightShape* f = flight.flight();
  if (!f || !f->width) return std::nullopt;
  return std::pair{-f->width->value / 2, f->width->value / 2};
}

}  // namespace landai::measure
