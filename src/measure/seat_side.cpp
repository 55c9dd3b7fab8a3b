// SPDX-License-Identifier: GPL-3.0-or-later
// The wheelchair's bay beside a seat: whoever comes along sits next to the chair.
#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

constexpr double kRowGap = 0.30;       // seats of a row stand no farther apart
constexpr double kOutOfLine = 0.10;    // and their middles in one line

/// Box of a seat in given directions: `along` the row, and left of that.
struct SeatBox {
  PlanPoint along, across;
  double a0 = INFINITY, a1 = -INFINITY, c0 = INFINITY, c1 = -INFINITY;

  SeatBox(const Element& e, PlanPoint direction) : along(direction), across(left_normal(direction)) {
    for (const auto& polygon : e.geometry.areas)
      for (const PlanPoint p : polygon.outer) {
        a0 = std::min(a0, dot(p, along)), a1 = std::max(a1, dot(p, along));
        c0 = std::min(c0, dot(p, across)), c1 = std::max(c1, dot(p, across));
      }
  }
  [[nodiscard]] PlanPoint at(double a, double c) const { return a * along + c * across; }
};

/// Whether another seat of the room stands next to this one in the direction.
bool in_row(const Survey& s, const Element& e, PlanPoint direction) {
  const SeatBox here(e, direction);
  for (const Element* space : s.spaces_of(e))
    for (const Element* other : s.contents_of(*space)) {
      if (other == &e || other->category != Category::seat || other->geometry.areas.empty()) continue;
      const SeatBox there(*other, direction);
      const double gap = std::max(there.a0 - here.a1, here.a0 - there.a1);
      const double off = std::abs((there.c0 + there.c1) - (here.c0 + here.c1)) / 2;
      if (gap > -kOutOfLine && gap <= kRowGap && off <= kOutOfLine) return true;
    }
  return false;
}

/// Directions that may be to the side of the seat. One when the plan tells: how it faces, else the row it stands in. Two when not.
std::vector<PlanPoint> sideways(const Survey& s, const Element& e) {
  const auto* fixture = e.fixture();
  if (fixture && norm(fixture->facing) > 0.5) return {left_normal((1 / norm(fixture->facing)) * fixture->facing)};
  // As it is drawn: along its longest side and across it.
  PlanPoint longest{0, 0};
  for (const auto& polygon : e.geometry.areas)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i)
      if (const PlanPoint side = polygon.outer[(i + 1) % polygon.outer.size()] - polygon.outer[i]; norm(side) > norm(longest) + 1e-9)
        longest = side;
  if (!(norm(longest) > 0)) return {};
  const PlanPoint x = (1 / norm(longest)) * longest, y = left_normal(x);
  const bool row_x = in_row(s, e, x), row_y = in_row(s, e, y);
  if (row_x != row_y) return {row_x ? x : y};
  return {x, y};
}

/// A free bay at either end of the seat in this direction.
std::optional<Ring> bay_beside(Survey& s, const Element& e, PlanPoint direction, double a, double b, const std::string& level) {
  const SeatBox box(e, direction);
  for (const bool end : {true, false}) {
    const double x = end ? box.a1 : box.a0;
    const StandingEdge edge{{box.at(x, box.c0), box.at(x, box.c1)}, (end ? 1.0 : -1.0) * direction};
    Surroundings around = surroundings(s, e, edge, level, a + b);
    for (const Element* space : s.spaces_of(e))
      for (auto& sector : swept_in(s, *space)) around.things.push_back(std::move(sector));
    if (auto ring = place_beside(edge, b, a, 0, around)) return ring;
  }
  return std::nullopt;
}

}  // namespace

/// a wide and b long, its long side touching the seat's side, over half of the seat's depth at least; clear of what stands in the room
/// and of the doors' swings. Where the plan does not tell which sides are the seat's, both answers must agree.
Measurement seat_side_bay(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "seat.side_bay", params);
  const double a = number_param(params, "a", 0.8), b = number_param(params, "b", 1.2);
  const std::vector<PlanPoint> directions = e.geometry.areas.empty() ? std::vector<PlanPoint>{} : sideways(s, e);
  if (directions.empty() || !(a > 0) || !(b > 0)) return missing(m, message("measure.seat.no_outline").with("seat", Survey::label(e)));
  const std::string level = level_of(s, e);
  m.evidence.level = level;
  std::size_t good = 0;
  for (const PlanPoint direction : directions)
    if (auto ring = bay_beside(s, e, direction, a, b, level); ring && good++ == 0) m.evidence.areas = {Polygon{std::move(*ring), {}}};
  if (good > 0 && good < directions.size()) {
    m.evidence.areas.clear();
    return missing(m, message("measure.seat.no_side").with("seat", Survey::label(e)));
  }
  m.value = good > 0;
  return m;
}

}  // namespace landai::measure
