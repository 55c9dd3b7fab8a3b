// SPDX-License-Identifier: GPL-3.0-or-later
// What remedies add to a picture: the moved thing as a ghost where it would stand, an arrow to it, and how far.
#include <algorithm>
#include <cmath>

#include "picture.hpp"

namespace landai::report {
namespace {

/// The proposal that moves something for the finding at this place; nullptr when none does.
const remedy::Proposal* proposal_of(const View& view, const Mark& mark) {
  if (!view.in.proposals) return nullptr;
  for (const remedy::Proposal& p : *view.in.proposals) {
    if (!p.shift) continue;
    const auto& checks = mark.finding->checks;
    if (std::find(checks.begin(), checks.end(), p.check) == checks.end()) continue;
    const auto* check = view.check(p.check);
    if (check && !check->subject.empty() && check->subject.back() == mark.place) return &p;
  }
  return nullptr;
}

/// The thing and its parts as they stand now.
std::vector<const Element*> things_of(const View& view, const remedy::Shift& shift) {
  std::vector<const Element*> things;
  for (const Element& e : view.in.plan.elements)
    if (e.id == shift.element || (e.parent && *e.parent == shift.element)) things.push_back(&e);
  return things;
}

std::vector<PlanPoint> moved(std::vector<PlanPoint> points, PlanPoint by) {
  for (PlanPoint& p : points) p = p + by;
  return points;
}

void draw_arrow(Canvas& canvas, PagePoint from, PagePoint to) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  if (length < 1) return;
  const double ux = (to.x - from.x) / length, uy = (to.y - from.y) / length;
  const double head = std::min(7.0, 0.6 * length);
  const PagePoint neck{to.x - head * ux, to.y - head * uy};
  canvas.line(from, neck, "pl-shift");
  canvas.open("path", "pl-shift-head").raw(" d=\"M").number(to.x).raw(" ").number(to.y);
  for (const double side : {0.5, -0.5})
    canvas.raw(" ").number(neck.x - side * head * uy).raw(" ").number(neck.y + side * head * ux);
  canvas.raw("Z\"/>\n");
}

}  // namespace

Box shift_box(const View& view, const Mark& mark) {
  Box box;
  const auto* p = proposal_of(view, mark);
  if (!p) return box;
  for (const Element* e : things_of(view, *p->shift)) {
    const Box own = e->geometry.box();
    if (own.empty()) continue;
    box.add(own);
    box.add(PlanPoint{own.min_x + p->shift->by_m.x, own.min_y + p->shift->by_m.y});
    box.add(PlanPoint{own.max_x + p->shift->by_m.x, own.max_y + p->shift->by_m.y});
  }
  return box;
}

void draw_shift(Canvas& canvas, const View& view, const Frame& frame, const Mark& mark, LabelPlaces& places) {
  const auto* p = proposal_of(view, mark);
  if (!p) return;
  const PlanPoint by = p->shift->by_m;
  Canvas ghost;
  Box box;
  for (const Element* e : things_of(view, *p->shift)) {
    box.add(e->geometry.box());
    for (const Polygon& polygon : e->geometry.areas) ghost.polygon(frame, Polygon{moved(polygon.outer, by), {}});
    if (e->geometry.areas.empty())
      for (const Polyline& line : e->geometry.lines) ghost.chain(frame, moved(line, by), false);
  }
  if (box.empty()) return;
  if (ghost.size()) canvas.open("path", "pl-ghost").raw(" d=\"").raw(ghost.str()).raw("\"/>\n");
  const PlanPoint middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  const PagePoint from = frame(middle), to = frame(middle + by);
  draw_arrow(canvas, from, to);
  const std::string far = view.texts.number(std::ceil(p->shift->length_m * 1000 - 1e-6), "mm");
  std::vector<PagePoint> centres;
  std::vector<PageBox> boxes;
  for (const double away : {11.0, -11.0, 20.0, -20.0}) {
    centres.push_back({(from.x + to.x) / 2, (from.y + to.y) / 2 + away});
    boxes.push_back(text_box(centres.back(), far, 10));
  }
  if (const int chosen = places.take_first(boxes); chosen >= 0) {
    const PagePoint at = centres[static_cast<std::size_t>(chosen)];
    canvas.text({at.x, at.y + 3.5}, far, "pl-value pl-shift-value", "middle", 10);
  }
}

}  // namespace landai::report
