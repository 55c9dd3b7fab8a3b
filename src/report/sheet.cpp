// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet a plan is drawn on: which part of it, how large, in which style.
#include "sheet.hpp"

#include <algorithm>
#include <cmath>

#include "landai/core/texts.hpp"

namespace landai::report {
namespace {

constexpr double kPaper = 1000;     ///< long side of a picture, in units of its viewBox
constexpr double kMostScale = 110;  ///< units per metre: a single door is not blown up to a poster

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
    ".pl-item{fill:#0b5a5e;fill-opacity:.14;stroke:#0b5a5e;stroke-width:2.2}.pl-item-line{fill:none;stroke:#0b5a5e;stroke-width:4;stroke-linecap:round}"
    ".pl-dim{fill:none;stroke-width:1.2}"
    ".pl-free{fill-opacity:.07;stroke-width:1;stroke-dasharray:4 3}"
    ".pl-way{fill:none;stroke-width:1.8;stroke-dasharray:2 4;stroke-linecap:round;stroke-linejoin:round}"
    ".pl-ghost{fill:#0f766e;fill-opacity:.12;stroke:#0f766e;stroke-width:1.3;stroke-dasharray:5 3}"
    ".pl-shift{fill:none;stroke:#0f766e;stroke-width:1.8}.pl-shift-head{fill:#0f766e}.pl-shift-value{fill:#0f5f59;stroke:#fff}"
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

}  // namespace

const char* picture_style() { return kStyle; }

std::map<std::string, std::vector<Drawn>> drawn_by_level(const Plan& plan) {
  std::map<std::string, std::vector<Drawn>> drawn;
  for (const Level& level : plan.levels) drawn[level.id];
  for (const Element& e : plan.elements) {
    if (e.category == Category::building || e.category == Category::level || e.category == Category::leaf) continue;
    Box box = e.geometry.box();
    if (const DoorShape* door = e.door()) box.add(door->jamb_a), box.add(door->jamb_b);
    if (const FixtureShape* fixture = e.fixture(); fixture && box.empty()) box.add(fixture->position);
    if (box.empty()) continue;
    if (e.levels.empty() && drawn.size() == 1) drawn.begin()->second.push_back({&e, box});
    for (const auto& level : e.levels)
      if (const auto at = drawn.find(level); at != drawn.end()) at->second.push_back({&e, box});
  }
  return drawn;
}

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

namespace {

/// A round length that is between a tenth and a quarter of the picture.
double scale_length(double width_m) {
  double best = 0.1;
  for (const double length : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0})
    if (length <= width_m / 4) best = length;
  return best;
}

}  // namespace

void draw_scale(Canvas& canvas, const View& view, const Frame& frame, double x, double y) {
  const double length = scale_length(frame.width() / frame.scale);
  const double end = x + length * frame.scale;
  canvas.open("path", "pl-scale").raw(" d=\"M").number(x).raw(" ").number(y - 5).raw("V").number(y + 1).raw("H").number(end);
  canvas.raw("V").number(y - 5).raw("M").number(0.5 * (x + end)).raw(" ").number(y - 3).raw("V").number(y + 1).raw("\"/>\n");
  canvas.text({end + 6, y + 2}, view.texts.number(length, "") + " m", "pl-scale-text", "start", 11);
}

std::string markup_id(std::string_view level) {
  std::string id;
  for (const char c : level.substr(0, 40)) id += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '-';
  return id;
}

}  // namespace landai::report
