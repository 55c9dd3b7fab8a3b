// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "picture.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr double kPaper = 1000;          ///< long side of a picture, in units of its viewBox
constexpr double kMargin = 26;
constexpr double kMostScale = 110;       ///< units per metre: a single door is not blown up to a poster
constexpr double kLeastWidth = 460;
constexpr std::size_t kMostMarks = 300;  ///< per level
constexpr double kDetailWidth = 380, kDetailHeight = 270;

constexpr const char* kStyle =
    ".pl-bg{fill:#fff}"
    ".pl-space{fill:#f3f6f9}.pl-staff{fill:#e9ebee}.pl-service{fill:#e2e4e8}"
    ".pl-wall{fill:#3a434f;stroke:#3a434f;stroke-width:.5;stroke-linejoin:round}"
    ".pl-wall-line{fill:none;stroke:#3a434f;stroke-width:1.1;stroke-linecap:round}"
    ".pl-hole{fill:#fff;stroke:none}"
    ".pl-leaf{fill:none;stroke:#3a434f;stroke-width:1.7}"
    ".pl-arc{fill:none;stroke:#7c8794;stroke-width:.7}"
    ".pl-door{fill:#fff;stroke:#3a434f;stroke-width:.8}"
    ".pl-window{fill:#fff;stroke:#5d6875;stroke-width:.8}"
    ".pl-furniture{fill:#fff;stroke:#a3adb8;stroke-width:.7}"
    ".pl-sanitary{fill:#fff;stroke:#6b8aa5;stroke-width:.8}"
    ".pl-counter{fill:#efe6d4;stroke:#94825c;stroke-width:.9}"
    ".pl-ramp{fill:#dfeee3;fill-opacity:.8;stroke:#4f7f5e;stroke-width:.9}"
    ".pl-stair,.pl-lift{fill:#e8ecf0;stroke:#68737f;stroke-width:.8}"
    ".pl-landing{fill:#f0f4f1;stroke:#7f9486;stroke-width:.7}"
    ".pl-tread{fill:none;stroke:#68737f;stroke-width:.7}"
    ".pl-arrow{fill:none;stroke:#2f3a46;stroke-width:1.1;stroke-linejoin:round;stroke-linecap:round}"
    ".pl-arrow-foot{fill:#2f3a46}"
    ".pl-tactile{fill:#f6d860;stroke:#b3922a;stroke-width:.5}"
    ".pl-bay{fill:none;stroke:#8f9aa6;stroke-width:.9;stroke-dasharray:5 3}"
    ".pl-rail{fill:none;stroke:#8c5a2b;stroke-width:1.3}"
    ".pl-name,.pl-size,.pl-value,.pl-mark-number,.pl-scale-text,.pl-legend{"
    "font-family:system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif}"
    ".pl-name{fill:#1f2933;font-weight:600}"
    ".pl-size{fill:#52606d}"
    ".pl-name,.pl-size,.pl-value{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round;stroke-opacity:.85}"
    ".pl-value{font-weight:700}"
    ".pl-place{fill-opacity:.12;stroke-width:1.6}.pl-room{fill-opacity:.05;stroke-width:1.2}"
    ".pl-place-line{fill:none;stroke-width:3;stroke-opacity:.45;stroke-linecap:round}"
    ".pl-dim{fill:none;stroke-width:1.2}"
    ".pl-free{fill-opacity:.07;stroke-width:1;stroke-dasharray:4 3}"
    ".pl-way{fill:none;stroke-width:1.8;stroke-dasharray:2 4;stroke-linecap:round;stroke-linejoin:round}"
    ".pl-leader{fill:none;stroke-width:1}"
    ".s1{stroke:#b3261e}.s2{stroke:#b45309}.s3{stroke:#1d4ed8}.s4{stroke:#4b5563}"
    ".pl-place.s1,.pl-free.s1,.pl-dot.s1{fill:#b3261e}.pl-place.s2,.pl-free.s2,.pl-dot.s2{fill:#b45309}"
    ".pl-place.s3,.pl-free.s3,.pl-dot.s3{fill:#1d4ed8}.pl-place.s4,.pl-free.s4,.pl-dot.s4{fill:#4b5563}"
    ".pl-mark{stroke:#fff;stroke-width:1.6;stroke-linejoin:round}"
    ".pl-mark.s1{fill:#b3261e}.pl-mark.s2{fill:#b45309}.pl-mark.s3{fill:#1d4ed8}.pl-mark.s4{fill:#4b5563}"
    ".pl-value.s1{fill:#9c1c15;stroke:#fff}.pl-value.s2{fill:#92400e;stroke:#fff}"
    ".pl-value.s3{fill:#1e40af;stroke:#fff}.pl-value.s4{fill:#374151;stroke:#fff}"
    ".pl-mark-number{fill:#fff;font-weight:700;stroke:none}"
    ".pl-scale{fill:none;stroke:#1f2933;stroke-width:1.4}.pl-scale-text{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    ".pl-scale-text,.pl-legend{fill:#1f2933}"
    ".pl-marker:target .pl-mark{stroke:#111;stroke-width:2.6}";

/// Farther than this from the middle of a level nothing of one building stands: a broken coordinate.
constexpr double kFar = 10'000;

/// Takes away what lies impossibly far off, so that it cannot shrink the building to a dot. Returns how many things that were.
std::size_t without_far(std::vector<Drawn>& drawn) {
  if (drawn.empty()) return 0;
  std::vector<double> xs, ys;
  for (const Drawn& d : drawn) {
    xs.push_back(0.5 * d.box.min_x + 0.5 * d.box.max_x);
    ys.push_back(0.5 * d.box.min_y + 0.5 * d.box.max_y);
  }
  const auto median = [](std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
  };
  const double x = median(xs), y = median(ys);
  return std::erase_if(drawn, [x, y](const Drawn& d) {
    const bool near = d.box.min_x >= x - kFar && d.box.max_x <= x + kFar && d.box.min_y >= y - kFar && d.box.max_y <= y + kFar;
    return !near;  // also what is not a number
  });
}

/// Box of what a level shows. A few things drawn far away (a stray block, the world's origin) do not shrink the building.
Box shown_box(const std::vector<Drawn>& drawn) {
  Box all;
  std::vector<double> xs, ys;
  for (const Drawn& d : drawn) {
    if (d.box.empty()) continue;
    all.add(d.box);
    xs.push_back(0.5 * (d.box.min_x + d.box.max_x));
    ys.push_back(0.5 * (d.box.min_y + d.box.max_y));
  }
  if (all.empty()) return Box{0, 0, 1, 1};
  std::sort(xs.begin(), xs.end());
  std::sort(ys.begin(), ys.end());
  const std::size_t low = xs.size() / 50, high = xs.size() - 1 - low;
  const double reach = 20 + 2 * std::max(xs[high] - xs[low], ys[high] - ys[low]);
  all.min_x = std::max(all.min_x, xs[low] - reach);
  all.max_x = std::min(all.max_x, xs[high] + reach);
  all.min_y = std::max(all.min_y, ys[low] - reach);
  all.max_y = std::min(all.max_y, ys[high] + reach);
  return all;
}

Frame frame_of(Box box) {
  const double more_x = std::max(0.0, 0.5 * (3.0 - box.width())), more_y = std::max(0.0, 0.5 * (2.0 - box.height()));
  box = Box{box.min_x - more_x, box.min_y - more_y, box.max_x + more_x, box.max_y + more_y};
  Frame frame;
  frame.plan = box;
  frame.scale = std::min(kMostScale, (kPaper - 2 * kMargin) / std::max(box.width(), box.height()));
  frame.left = kMargin + std::max(0.0, 0.5 * (kLeastWidth - 2 * kMargin - frame.width()));
  frame.top = kMargin;
  return frame;
}

/// A round length that is between a tenth and a quarter of the picture.
double scale_length(double width_m) {
  double best = 0.1;
  for (const double length : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0})
    if (length <= width_m / 4) best = length;
  return best;
}

void draw_scale(Canvas& canvas, const View& view, const Frame& frame, double x, double y) {
  const double length = scale_length(frame.width() / frame.scale);
  const double end = x + length * frame.scale;
  canvas.open("path", "pl-scale").raw(" d=\"M").number(x).raw(" ").number(y - 5).raw("V").number(y + 1).raw("H").number(end);
  canvas.raw("V").number(y - 5).raw("M").number(0.5 * (x + end)).raw(" ").number(y - 3).raw("V").number(y + 1).raw("\"/>\n");
  canvas.text({end + 6, y + 2}, view.texts.number(length, "") + " m", "pl-scale-text", "start", 11);
}

/// The legend: only the shapes that stand on this picture. Returns the height it took.
double draw_legend(Canvas& canvas, const View& view, const std::set<int>& severities, double x0, double y, double width) {
  double x = x0;
  double used = 0;
  for (const int severity : severities) {
    const std::string text = view.word("severity", std::to_string(severity));
    const double need = 34 + 6.6 * static_cast<double>(letters(text));
    if (x > x0 && x + need > x0 + width) x = x0, y += 26, used += 26;
    draw_marker_shape(canvas, {x + 12, y}, severity, 0);
    canvas.text({x + 30, y + 4}, text, "pl-legend", "start", 11);
    x += need + 14;
  }
  return severities.empty() ? 0 : used + 26;
}

std::string id_of(std::string_view level) {
  std::string id;
  for (const char c : level.substr(0, 40)) id += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '-';
  return id;
}

}  // namespace

const char* Pictures::style() { return kStyle; }

Pictures::Pictures(const View& view, const std::vector<Finding>& findings) : view_(view) {
  for (const Level& level : view.in.plan.levels) drawn_[level.id];
  for (const Element& e : view.in.plan.elements) {
    if (e.category == Category::building || e.category == Category::level || e.category == Category::leaf) continue;
    Box box = e.geometry.box();
    if (const DoorShape* door = e.door()) box.add(door->jamb_a), box.add(door->jamb_b);
    if (const FixtureShape* fixture = e.fixture(); fixture && box.empty()) box.add(fixture->position);
    if (box.empty()) continue;
    if (e.levels.empty() && drawn_.size() == 1) drawn_.begin()->second.push_back({&e, box});
    for (const auto& level : e.levels)
      if (const auto at = drawn_.find(level); at != drawn_.end()) at->second.push_back({&e, box});
  }
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
  std::set<int> severities;
  std::set<int> numbers;
  std::vector<const Mark*> here;
  std::vector<std::pair<int, PagePoint>> marked;
  for (const Mark& m : marks_)
    if (m.spot.level == id && here.size() < kMostMarks) here.push_back(&m);
  for (const Mark* m : here) {
    reserve_witness(frame, *m, places);
  }
  for (const Mark* m : here) {
    severities.insert(m->finding->severity);
    numbers.insert(m->number);
    // One finding at one point (many places behind one narrow door) has one marker.
    const PagePoint p = frame(mark_point(*m));
    const auto same = [&](const std::pair<int, PagePoint>& o) { return o.first == m->number && std::hypot(o.second.x - p.x, o.second.y - p.y) < 8; };
    if (!m->first && std::any_of(marked.begin(), marked.end(), same)) continue;
    marked.emplace_back(m->number, p);
    draw_marker(markers, frame, *m, places, !standalone && m->first);
  }
  for (const Mark* m : here) draw_witness(witnesses, view_, frame, *m, places);
  draw_names(names, view_, frame, drawn, places);
  draw_scale(foot, view_, frame, kMargin, bottom + 8);
  double height = bottom + 30 + draw_legend(foot, view_, severities, kMargin, bottom + 32, width - 2 * kMargin);
  std::string far_note;
  if (const auto far = far_.find(id); far != far_.end()) {
    far_note = view_.texts.render(message("report.picture.far").with("count", std::to_string(far->second)));
    foot.text({kMargin, height + 2}, far_note, "pl-legend", "start", 11);
    height += 20;
  }

  const std::string key = "plan-" + id_of(id);
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
  if (standalone) out.raw("<style>").raw(kStyle).raw("</style>\n");
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
