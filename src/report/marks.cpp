// SPDX-License-Identifier: GPL-3.0-or-later
// What findings add to a picture: the place, dimension lines with measured values, numbered markers.
#include <algorithm>
#include <array>
#include <cmath>

#include "picture.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

std::string severity_class(std::string_view base, int severity) {
  return std::string(base) + " s" + std::to_string(std::clamp(severity, 1, 4));
}

PageBox around(PagePoint p, double half) { return {p.x - half, p.y - half, p.x + half, p.y + half}; }

void draw_outline(Canvas& canvas, const Frame& frame, const Element& e, int severity) {
  const std::string css = severity_class(e.category == Category::space ? "pl-place pl-room" : "pl-place", severity);
  if (const DoorShape* door = e.door()) {
    canvas.line(frame(door->jamb_a), frame(door->jamb_b), severity_class("pl-place-line", severity));
    return;
  }
  Canvas data;
  for (const Polygon& p : e.geometry.areas) data.polygon(frame, p);
  if (data.size()) canvas.open("path", css).raw(" d=\"").raw(data.str()).raw("\"/>\n");
  Canvas lines;
  if (!data.size())
    for (const Polyline& l : e.geometry.lines) lines.chain(frame, l, false);
  if (lines.size()) canvas.open("path", severity_class("pl-place-line", severity)).raw(" d=\"").raw(lines.str()).raw("\"/>\n");
}

}  // namespace

void draw_outlined(Canvas& canvas, const Frame& frame, const Element& element) {
  if (const DoorShape* door = element.door()) return canvas.line(frame(door->jamb_a), frame(door->jamb_b), "pl-item-line");
  Canvas data;
  for (const Polygon& p : element.geometry.areas) data.polygon(frame, p);
  const bool area = data.size() > 0;
  if (!area)
    for (const Polyline& l : element.geometry.lines) data.chain(frame, l, false);
  if (data.size()) canvas.open("path", area ? "pl-item" : "pl-item-line").raw(" d=\"").raw(data.str()).raw("\"/>\n");
}

void draw_dimension(Canvas& canvas, const Frame& frame, const PlanSegment& witness, const std::string& value, int severity,
                    LabelPlaces& places) {
  const PagePoint a = frame(witness.a), b = frame(witness.b);
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const std::string css = severity_class("pl-dim", severity);
  double ux = 1, uy = 0;
  if (length > 0.1) ux = (b.x - a.x) / length, uy = (b.y - a.y) / length;
  canvas.open("path", css).raw(" d=\"M").number(a.x).raw(" ").number(a.y).raw(" ").number(b.x).raw(" ").number(b.y);
  for (const PagePoint& end : {a, b}) {
    // Architects' ticks lean 45 degrees against the dimension line.
    const double tx = 3.4 * (ux - uy), ty = 3.4 * (uy + ux);
    canvas.raw("M").number(end.x - tx).raw(" ").number(end.y - ty).raw(" ").number(end.x + tx).raw(" ").number(end.y + ty);
  }
  canvas.raw("\"/>\n");
  if (value.empty()) return;
  const PagePoint middle{0.5 * (a.x + b.x), 0.5 * (a.y + b.y)};
  const double half_width = text_box({}, value, 10).x1;
  std::vector<PageBox> boxes;
  std::vector<PagePoint> centres;
  // Close by, or not at all: a value far from its line would seem to belong to something else.
  for (const double away : {4.0, 10.0, 17.0})
    for (const double side : {1.0, -1.0}) {
      const double nx = -uy * side, ny = ux * side;
      const double reach = std::abs(nx) * half_width + std::abs(ny) * 8 + away;
      centres.push_back({middle.x + nx * reach, middle.y + ny * reach});
      boxes.push_back(text_box(centres.back(), value, 10));
    }
  const int chosen = places.take_first(boxes);
  if (chosen < 0) return;
  const PagePoint at = centres[static_cast<std::size_t>(chosen)];
  canvas.text({at.x, at.y + 3.5}, value, severity_class("pl-value", severity), "middle", 10);
}

PlanPoint mark_point(const Mark& mark) {
  if (mark.measurement && mark.measurement->value && !mark.measurement->evidence.witness.empty() &&
      (mark.measurement->evidence.level.empty() || mark.measurement->evidence.level == mark.spot.level)) {
    const PlanSegment& w = mark.measurement->evidence.witness.front();
    return 0.5 * (w.a + w.b);
  }
  return mark.spot.point;
}

void reserve_witness(const Frame& frame, const Mark& mark, LabelPlaces& places) {
  const PagePoint target = frame(mark_point(mark));
  places.reserve(around(target, 4));
  const auto* m = mark.measurement;
  if (!m || !m->value || m->evidence.witness.empty()) return;
  if (!m->evidence.level.empty() && m->evidence.level != mark.spot.level) return;
  const PagePoint a = frame(m->evidence.witness.front().a), b = frame(m->evidence.witness.front().b);
  const int steps = static_cast<int>(std::clamp(std::hypot(b.x - a.x, b.y - a.y) / 8, 1.0, 60.0));
  for (int i = 0; i <= steps; ++i)
    places.reserve(around({a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps}, 3));
}

void draw_witness(Canvas& canvas, const View& view, const Frame& frame, const Mark& mark, LabelPlaces& places) {
  const int severity = mark.finding->severity;
  const auto* m = mark.measurement;
  // Where a way is pinched matters; outlining everything it leads to would hide that.
  const bool pinched_way = m && m->subject.size() > 1 && m->value && !m->evidence.witness.empty();
  if (const Element* e = view.element(mark.place); e && !pinched_way) draw_outline(canvas, frame, *e, severity);
  if (!m || !m->value || (!m->evidence.level.empty() && m->evidence.level != mark.spot.level)) return;
  Canvas areas;
  for (const Polygon& p : m->evidence.areas) areas.polygon(frame, p);
  if (areas.size()) canvas.open("path", severity_class("pl-free", severity)).raw(" d=\"").raw(areas.str()).raw("\"/>\n");
  Canvas path;
  path.chain(frame, m->evidence.path, false);
  if (path.size()) canvas.open("path", severity_class("pl-way", severity)).raw(" d=\"").raw(path.str()).raw("\"/>\n");
  // A count is no length of its line.
  const std::string value = m->number() && (m->unit != "1" || m->quantity.find("slope") != std::string::npos) ? view.value(*m) : std::string();
  for (std::size_t i = 0; i < m->evidence.witness.size() && i < 12; ++i)
    draw_dimension(canvas, frame, m->evidence.witness[i], i == 0 ? value : std::string(), severity, places);
}

void draw_marker_shape(Canvas& canvas, PagePoint at, int severity, int number) {
  const std::string css = severity_class("pl-mark", severity);
  const auto corners = [&](std::initializer_list<PagePoint> points) {
    canvas.open("path", css).raw(" d=\"M");
    bool first = true;
    for (const PagePoint& p : points) {
      if (!first) canvas.raw(" ");
      canvas.number(at.x + p.x).raw(" ").number(at.y + p.y);
      first = false;
    }
    canvas.raw("Z\"/>\n");
  };
  double text_y = 3.7;
  switch (severity) {
    case 1: corners({{0, -12.5}, {12.5, 9.5}, {-12.5, 9.5}}), text_y = 6.6; break;
    case 2: corners({{-9, -9}, {9, -9}, {9, 9}, {-9, 9}}); break;
    case 3: canvas.circle(at, 9.8, css); break;
    default: corners({{-5.5, -9.5}, {5.5, -9.5}, {11, 0}, {5.5, 9.5}, {-5.5, 9.5}, {-11, 0}}); break;
  }
  if (number > 0)
    canvas.text({at.x, at.y + text_y}, std::to_string(number), "pl-mark-number", "middle", number > 99 ? 7.5 : severity == 1 ? 9 : 10);
}

void draw_marker(Canvas& canvas, const Frame& frame, const Mark& mark, LabelPlaces& places, bool with_id) {
  const PagePoint target = frame(mark_point(mark));
  std::vector<PageBox> boxes;
  std::vector<PagePoint> centres;
  for (const double radius : {24.0, 36.0, 50.0, 68.0})
    for (int step = 0; step < 8; ++step) {
      const double angle = (step * 0.25 - 0.25) * 3.14159265358979;
      centres.push_back({target.x + radius * std::cos(angle), target.y + radius * std::sin(angle)});
      boxes.push_back(around(centres.back(), 12.5));
    }
  const int chosen = places.take_first(boxes);
  const PagePoint at = chosen < 0 ? PagePoint{target.x, target.y - 16} : centres[static_cast<std::size_t>(chosen)];
  canvas.raw("<g");
  if (with_id) canvas.raw(" id=\"mark-" + std::to_string(mark.number) + "\"");
  canvas.raw(" class=\"pl-marker\"><title>").raw(xml(std::to_string(mark.number) + ". " + mark.finding->title)).raw("</title>\n");
  canvas.line(target, at, severity_class("pl-leader", mark.finding->severity));
  canvas.circle(target, 2, severity_class("pl-dot", mark.finding->severity));
  draw_marker_shape(canvas, at, mark.finding->severity, mark.number);
  canvas.raw("</g>\n");
}

}  // namespace landai::report
