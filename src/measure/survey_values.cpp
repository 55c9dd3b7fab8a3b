// SPDX-License-Identifier: GPL-3.0-or-later
// What quantity functions begin and end with: the opening of a door, a place in an element, a value set or missing, a parameter.
#include <algorithm>
#include <cmath>

#include "survey_caches.hpp"

namespace landai::measure {
namespace {

constexpr double kUnknownHalfWall = 0.20;   // how far an opening reaches when the wall's thickness is not known

}  // namespace

std::optional<DoorFrame> frame_of(const Element& door) {
  const DoorShape* shape = door.door();
  if (!shape || !is_opening(door)) return std::nullopt;
  const double length = distance(shape->jamb_a, shape->jamb_b);
  if (!(length > 0.05) || !std::isfinite(length)) return std::nullopt;
  DoorFrame f;
  f.a = shape->jamb_a;
  f.b = shape->jamb_b;
  f.middle = 0.5 * (f.a + f.b);
  f.along = (1 / length) * (f.b - f.a);
  f.normal = left_normal(f.along);
  f.length = length;
  f.half_wall = shape->wall_thickness / 2;
  return f;
}

Polygon opening_box(const DoorFrame& frame, double width_m, double margin_m) {
  const double half = (frame.half_wall > 0 ? frame.half_wall : kUnknownHalfWall) + margin_m;
  const PlanPoint u = (width_m / 2) * frame.along;
  const PlanPoint v = half * frame.normal;
  return {{frame.middle - u - v, frame.middle + u - v, frame.middle + u + v, frame.middle - u + v}, {}};
}

PlanPoint place_of(const Element& e) {
  if (!e.geometry.areas.empty()) return interior_point(e.geometry.areas.front());
  if (const auto* f = e.fixture()) return f->position;
  if (const auto f = frame_of(e)) return f->middle;
  const Box box = e.geometry.box();
  return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

Measurement blank(const Element& subject, const char* quantity, const Params& params) {
  Measurement m;
  m.subject = {subject.id};
  m.quantity = quantity;
  m.params = params;
  return m;
}

Measurement& set(Measurement& m, double value, double lo, double hi, Method method, std::string from) {
  m.value = value;
  m.lo = std::min(lo, value);
  m.hi = std::max(hi, value);
  m.method = method;
  m.evidence.from = std::move(from);
  return m;
}

Measurement& set(Measurement& m, const Known& k) { return set(m, k.value, k.lo, k.hi, k.method, k.from); }
Measurement& set_exact(Measurement& m, double value, Method method) { return set(m, value, value, value, method); }

Measurement& missing(Measurement& m, Message why) {
  m.value.reset();
  m.missing = std::move(why);
  return m;
}

Measurement& not_applicable(Measurement& m, Message why) {
  m.applies = false;
  return missing(m, std::move(why));
}

double number_param(const Params& params, const char* name, double otherwise) {
  const auto it = params.find(name);
  if (it == params.end()) return otherwise;
  const auto* number = std::get_if<double>(&it->second);
  return number ? *number : otherwise;
}

std::string word_param(const Params& params, const char* name) {
  const auto it = params.find(name);
  if (it == params.end()) return {};
  const auto* word = std::get_if<std::string>(&it->second);
  return word ? *word : std::string{};
}

}  // namespace landai::measure
