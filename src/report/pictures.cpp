// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "picture.hpp"
#include "sheet.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::size_t kMostMarks = 300;  ///< per level
constexpr double kDetailWidth = 380, kDetailHeight = 270;

/// The legend: only the shapes that stand on this picture. Returns the height it took.
double draw_legend(Canvas& canvas, const View& view, const std::set<std::pair<int, std::string>>& severities, double x0, double y, double width) {
  double x = x0;
  double used = 0;
  for (const auto& [severity, duty] : severities) {
    const std::string text = severity_text(view, severity, duty);
    const double need = 34 + 6.6 * static_cast<double>(letters(text));
    if (x > x0 && x + need > x0 + width) x = x0, y += 26, used += 26;
    draw_marker_shape(canvas, {x + 12, y}, severity, 0);
    canvas.text({x + 30, y + 4}, text, "pl-legend", "start", 11);
    x += need + 14;
  }
  return severities.empty() ? 0 : used + 26;
}

}  // namespace

const char* Pictures::style() { return picture_style(); }

Pictures::Pictures(const View& view, const std::vector<Finding>& findings) : view_(view) {
  drawn_ = drawn_by_level(view.in.plan);
  for (auto& [level, drawn] : drawn_)
    if (const std::size_t far = without_far(drawn); far > 0) far_[level] = far;
  int number = 0;
  for (const Finding& f : findings) {
    if (f.verdict == standards::Verdict::not_measured) continue;
    ++number;
    bool first = true;
    // The check that speaks of each place; an element's own before a route's that is folded into it.
    std::unordered_map<std::string, const standards::Check*> told;
    for (const auto& id : f.checks) {
      const auto* c = view.check(id);
      if (!c || c->subject.empty()) continue;
      const auto*& known = told[c->subject.back()];
      if (!known || c->subject.size() < known->subject.size()) known = c;
    }
    for (const std::string& place : f.places) {
      auto spot = view.spot(place);
      Mark mark{number, &f, nullptr, nullptr, place, spot.value_or(Spot{}), first};
      if (const auto at = told.find(place); at != told.end()) {
        mark.check = at->second;
        mark.measurement = view.deciding(*at->second);
      }
      if (mark.measurement && !mark.measurement->evidence.witness.empty() && drawn_.contains(mark.measurement->evidence.level)) {
        // A way to a place may be pinched on another level than the place's own.
        const PlanSegment& w = mark.measurement->evidence.witness.front();
        if (!spot || mark.measurement->evidence.level != spot->level)
          spot = mark.spot = Spot{mark.measurement->evidence.level, 0.5 * (w.a + w.b)};
      }
      if (spot && spot->level.empty() && drawn_.size() == 1) mark.spot.level = drawn_.begin()->first;
      if (!spot || !drawn_.contains(mark.spot.level)) continue;
      marks_.push_back(mark);
      first = false;
    }
  }
}

bool Pictures::shows(int number) const {
  return std::any_of(marks_.begin(), marks_.end(), [number](const Mark& m) { return m.number == number; });
}

std::string Pictures::level(const std::string& id, bool standalone) const {
  const auto& drawn = drawn_.at(id);
  const Frame frame = frame_of(shown_box(drawn));
  const double width = std::max(kLeastWidth, frame.width() + 2 * kMargin);
  const double bottom = frame.top + frame.height() + kMargin;
  LabelPlaces places({2, 2, width - 2, bottom - 2});
  Canvas building, names, witnesses, markers, foot;
  draw_building(building, view_, frame, drawn);
  for (const Drawn& d : drawn)
    if (outlined_.contains(d.element->id)) draw_outlined(building, frame, *d.element);
  std::set<std::pair<int, std::string>> severities;
  std::set<int> numbers;
  std::vector<const Mark*> here;
  std::vector<std::pair<int, PagePoint>> marked;
  for (const Mark& m : marks_)
    if (m.spot.level == id && here.size() < kMostMarks) here.push_back(&m);
  for (const Mark* m : here) {
    reserve_witness(frame, *m, places);
  }
  for (const Mark* m : here) {
    severities.emplace(m->finding->severity, m->finding->duty);
    numbers.insert(m->number);
    // One finding at one point (many places behind one narrow door) has one marker.
    const PagePoint p = frame(mark_point(*m));
    const auto same = [&](const std::pair<int, PagePoint>& o) { return o.first == m->number && std::hypot(o.second.x - p.x, o.second.y - p.y) < 8; };
    if (!m->first && std::any_of(marked.begin(), marked.end(), same)) continue;
    marked.emplace_back(m->number, p);
    draw_marker(markers, frame, *m, places, !standalone && m->first);
  }
  for (const Mark* m : here) {
    draw_witness(witnesses, view_, frame, *m, places);
    draw_shift(witnesses, view_, frame, *m, places);
  }
  draw_names(names, view_, frame, drawn, places);
  draw_scale(foot, view_, frame, kMargin, bottom + 8);
  double height = bottom + 30 + draw_legend(foot, view_, severities, kMargin, bottom + 32, width - 2 * kMargin);
  std::string far_note;
  if (const auto far = far_.find(id); far != far_.end()) {
    far_note = view_.texts.render(message("report.picture.far").with("count", std::to_string(far->second)));
    foot.text({kMargin, height + 2}, far_note, "pl-legend", "start", 11);
    height += 20;
  }

  const std::string key = "plan-" + markup_id(id);
  const std::string title = view_.level_name(id);
  const std::string desc = view_.texts.render(message("report.picture.desc").with("level", title)
      .with("count", std::to_string(numbers.size())).with("width", view_.texts.number(frame.plan.width(), "m"))
      .with("height", view_.texts.number(frame.plan.height(), "m"))) + (far_note.empty() ? "" : " " + far_note);
  Canvas out;
  if (standalone) out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"" + key + "-t " + key + "-d\"");
  if (standalone) out.attribute("width", width).attribute("height", height);
  out.raw(" viewBox=\"0 0 ").number(width).raw(" ").number(height).raw("\">\n<title id=\"" + key + "-t\">").raw(xml(title));
  out.raw("</title>\n<desc id=\"" + key + "-d\">").raw(xml(desc)).raw("</desc>\n");
  if (standalone) out.raw("<style>").raw(picture_style()).raw("</style>\n");
  out.raw("<rect class=\"pl-bg\"").attribute("width", width).attribute("height", height).raw("/>\n");
  out.raw(building.str()).raw(names.str()).raw(witnesses.str()).raw(markers.str()).raw(foot.str()).raw("</svg>\n");
  return out.take();
}

std::map<std::string, std::string> Pictures::levels(bool standalone) const {
  std::map<std::string, std::string> all;
  for (const auto& [id, drawn] : drawn_) all[id] = level(id, standalone);
  return all;
}

std::string Pictures::detail(int number) const {
  const auto found = std::find_if(marks_.begin(), marks_.end(), [number](const Mark& m) { return m.number == number && m.first; });
  if (found == marks_.end()) return {};
  const auto& drawn = drawn_.at(found->spot.level);
  Box box;
  box.add(mark_point(*found));
  if (const Element* e = view_.element(found->place)) {
    Box own = e->geometry.box();
    if (const DoorShape* door = e->door()) own.add(door->jamb_a), own.add(door->jamb_b);
    // A whole corridor would show the pinch too small; then the pinch alone is looked at.
    if (!own.empty() && std::max(own.width(), own.height()) < 9) box.add(own);
  }
  if (found->measurement)
    for (const auto& w : found->measurement->evidence.witness) box.add(w.a), box.add(w.b);
  box.add(shift_box(view_, *found));
  const double half_x = std::clamp(0.5 * box.width() + 1.2, 1.9, 14.0);
  const double half_y = std::clamp(0.5 * box.height() + 1.2, 1.9 * kDetailHeight / kDetailWidth, 14.0);
  const double scale = std::min(kDetailWidth / (2 * half_x), kDetailHeight / (2 * half_y));
  const PlanPoint centre{0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)};
  Frame frame;
  frame.scale = scale;
  frame.plan = {centre.x - 0.5 * kDetailWidth / scale, centre.y - 0.5 * kDetailHeight / scale,
                centre.x + 0.5 * kDetailWidth / scale, centre.y + 0.5 * kDetailHeight / scale};
  LabelPlaces places({4, 4, kDetailWidth - 4, kDetailHeight - 22});
  Canvas building, names, witness, marker, foot;
  draw_building(building, view_, frame, drawn);
  reserve_witness(frame, *found, places);
  places.reserve({0, kDetailHeight - 26, 110, kDetailHeight});  // the scale
  draw_witness(witness, view_, frame, *found, places);
  draw_shift(witness, view_, frame, *found, places);
  draw_marker(marker, frame, *found, places, false);
  draw_names(names, view_, frame, drawn, places);
  draw_scale(foot, view_, frame, 10, kDetailHeight - 10);
  Canvas out;
  const std::string title = view_.texts.render(message("report.picture.detail").with("number", std::to_string(number))
      .with("place", view_.name(found->place)));
  out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ").number(kDetailWidth).raw(" ").number(kDetailHeight);
  out.raw("\"><title>").raw(xml(title)).raw("</title>\n<rect class=\"pl-bg\"");
  out.attribute("width", kDetailWidth).attribute("height", kDetailHeight).raw("/>\n");
  out.raw(building.str()).raw(names.str()).raw(witness.str()).raw(marker.str()).raw(foot.str()).raw("</svg>\n");
  return out.take();
}

std::map<std::string, std::string> svg(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  const auto findings = find_all(view);
  return Pictures(view, findings).levels(true);
}

}  // namespace landai::report
