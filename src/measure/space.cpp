// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms: size, what fits, what stands in them.
#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "landai/measure/inner_size.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

Measurement& no_outline(Measurement& m, const Element& e) {
  return missing(m, message("measure.space.no_outline").with("space", Survey::label(e)));
}

/// Between walls and furniture, outside the swept sectors of the room's doors.
MultiPolygon turning_floor(Survey& s, const Element& space) {
  const MultiPolygon swept = swept_in(s, space);
  const MultiPolygon& free = s.free_region(space, kAll);
  return swept.empty() ? free : geometry::difference(free, swept);
}

Measurement fits(Survey& s, const Element& e, const char* quantity, const Params& params, unsigned kinds) {
  Measurement m = blank(e, quantity, params);
  const double a = number_param(params, "a", 0), b = number_param(params, "b", 0);
  if (e.geometry.areas.empty() || !(a > 0) || !(b > 0)) return no_outline(m, e);
  m.evidence.level = level_of(s, e);
  const MultiPolygon& region = s.free_region(e, kinds);
  if (const auto size = inner_size_of(region)) tell_inner_size(m, *size);
  // Quick no: too small in area, or too slim for the shorter side.
  const Box box = bounds(region);
  const double shorter = std::min(a, b);
  if (area(region) < a * b - 0.001 || std::hypot(box.width(), box.height()) < std::hypot(a, b) - 0.001 ||
      box.width() < shorter - 0.0005 || box.height() < shorter - 0.0005) {
    m.value = false;
    return m;
  }
  const auto fit = geometry::fits_rectangle(region, a, b);
  if (fit.answer == geometry::ShapeFit::Answer::cannot_tell)
    return missing(m, message("measure.space.cannot_tell").with("a", a, "m").with("b", b, "m"));
  m.value = fit.answer == geometry::ShapeFit::Answer::yes;
  if (fit.placement) m.evidence.areas = {Polygon{*fit.placement, {}}};
  return m;
}

}  // namespace

Measurement space_area(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.area");
  if (e.geometry.areas.empty()) return no_outline(m, e);
  m.evidence.level = level_of(s, e);
  return set_exact(m, area(e.geometry.areas));
}

Measurement space_turning_diameter(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.turning_diameter");
  if (e.geometry.areas.empty()) return no_outline(m, e);
  const auto circle = geometry::largest_circle(turning_floor(s, e));
  m.evidence.level = level_of(s, e);
  if (!circle) return set_exact(m, 0);
  const PlanPoint half{circle->diameter_m / 2, 0};
  m.evidence.witness = {{circle->centre - half, circle->centre + half}};
  return set_exact(m, circle->diameter_m);
}

/// On the same floor as the turning circle.
Measurement space_fits_t_turn(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "space.fits_t_turn", params);
  const double size = number_param(params, "size", 1.525), arm = number_param(params, "arm", 0.915);
  if (e.geometry.areas.empty()) return no_outline(m, e);
  m.evidence.level = level_of(s, e);
  const auto fit = geometry::fits_t_turn(turning_floor(s, e), size, arm);
  if (fit.answer == geometry::ShapeFit::Answer::cannot_tell)
    return missing(m, message("measure.space.cannot_tell").with("a", size, "m").with("b", arm, "m"));
  m.value = fit.answer == geometry::ShapeFit::Answer::yes;
  if (fit.placement) m.evidence.areas = {Polygon{*fit.placement, {}}};
  return m;
}

Measurement space_fits_rectangle(Survey& s, const Element& e, const Params& params) {
  return fits(s, e, "space.fits_rectangle", params, kFixed);
}

Measurement space_fits_free_rectangle(Survey& s, const Element& e, const Params& params) {
  return fits(s, e, "space.fits_free_rectangle", params, kAll);
}

Measurement space_count_sanitary(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.count_sanitary");
  if (!s.has_category(Category::sanitary)) return missing(m, message("measure.space.no_sanitary"));
  double count = 0;
  for (const Element* thing : s.contents_of(e))
    count += thing->category == Category::sanitary && (thing->kind == "toilet_pan" || thing->kind == "squat_pan");
  return set_exact(m, count, Method::drawn);
}

Measurement space_seat_count(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.seat_count");
  if (!s.has_category(Category::seat)) return missing(m, message("measure.space.no_seats"));
  double count = 0;
  for (const Element* thing : s.contents_of(e)) count += thing->category == Category::seat;
  return set_exact(m, count, Method::drawn);
}

/// The seats' zone: seats less than 0.90 m apart belong together with the floor between them.
Measurement space_seat_share(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.seat_share");
  if (e.geometry.areas.empty()) return no_outline(m, e);
  if (!s.has_category(Category::seat)) return missing(m, message("measure.space.no_seats"));
  MultiPolygon seats;
  for (const Element* thing : s.contents_of(e))
    if (thing->category == Category::seat)
      seats.insert(seats.end(), thing->geometry.areas.begin(), thing->geometry.areas.end());
  const double whole = area(e.geometry.areas);
  if (seats.empty() || whole < 0.01) return set_exact(m, 0);
  constexpr double kApart = 0.45;
  const auto zone = geometry::intersection(geometry::offset(geometry::offset(geometry::united(seats), kApart), -kApart),
                                           e.geometry.areas);
  m.evidence.areas = zone;
  m.evidence.level = level_of(s, e);
  return set_exact(m, area(zone) / whole);
}

}  // namespace landai::measure
