// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a way: where it goes, what it passes, and the footprint as it turns.
#include <algorithm>
#include <cmath>
#include <set>

#include "route_text.hpp"
#include "sheet.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr double kFootprintStep_m = 0.35;       ///< between two drawn footprints
constexpr std::size_t kMostFootprints = 400;
constexpr double kAround_m = 2.5;               ///< shown around the way
constexpr double kWhole_m = 60;                 ///< a way this long is shown with its whole level

constexpr const char* kRouteStyle =
    ".rt-foot{fill:#0b6e4f;fill-opacity:.08;stroke:#0b6e4f;stroke-width:.7;stroke-opacity:.55}"
    ".rt-wide{fill:none;stroke:#64748b;stroke-width:1.3;stroke-dasharray:2 4;stroke-linecap:round}"
    ".rt-short{fill:none;stroke:#0b5cad;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}"
    ".rt-stuck{fill:none;stroke:#b3261e;stroke-width:3}.rt-from{fill:#0b5cad;stroke:#fff;stroke-width:1.5}.rt-to{fill:#fff;stroke:#0b5cad;stroke-width:3}";

/// What is drawn of one journey on one level.
struct Sheet {
  std::string level;
  std::vector<Polyline> widest;
  std::vector<const measure::Stage*> stages;
  std::vector<const measure::Change*> cut;
};

std::vector<Sheet> sheets_of(const measure::Journey& journey) {
  std::vector<Sheet> sheets;
  const auto sheet = [&](const std::string& level) -> Sheet& {
    for (Sheet& s : sheets)
      if (s.level == level) return s;
    sheets.push_back({level, {}, {}, {}});
    return sheets.back();
  };
  for (const auto& leg : journey.reached.legs) sheet(leg.level).widest.push_back(leg.path);
  for (const auto& stage : journey.stages) sheet(stage.level).stages.push_back(&stage);
  for (const auto& change : journey.reached.cut)
    if (!change.level.empty()) sheet(change.level).cut.push_back(&change);
  return sheets;
}

/// The way and what is around it; a long one on its whole level.
Box shown(const Sheet& sheet, const std::vector<Drawn>& drawn) {
  Box box;
  for (const Polyline& line : sheet.widest)
    for (const PlanPoint p : line) box.add(p);
  for (const auto* change : sheet.cut) {
    box.add(change->witness.a);
    box.add(change->witness.b);
  }
  if (box.empty() || std::max(box.width(), box.height()) > kWhole_m) {
    Box whole = shown_box(drawn);
    if (!box.empty()) whole.add(box);
    return whole;
  }
  return box.grown(kAround_m);
}

void draw_chain(Canvas& canvas, const Frame& frame, const Polyline& points, std::string_view css) {
  Canvas data;
  data.chain(frame, points, false);
  if (data.size()) canvas.open("path", css).raw(" d=\"").raw(data.str()).raw("\"/>\n");
}

void draw_footprints(Canvas& canvas, const Frame& frame, const measure::Mobility& mobility, const measure::Stage& stage) {
  if (!stage.footprint || stage.footprint->path.empty()) return;
  const geometry::Footprint footprint{mobility.length.value, mobility.width.value, {}};
  const auto rings = geometry::swept(footprint, stage.footprint->path, kFootprintStep_m);
  const std::size_t every = rings.size() / kMostFootprints + 1;
  Canvas data;
  for (std::size_t i = 0; i < rings.size(); i += every) data.polygon(frame, {rings[i], {}});
  if (data.size()) canvas.open("path", "rt-foot").raw(" d=\"").raw(data.str()).raw("\"/>\n");
}

/// The narrow places of the way, and those that keep the footprint or the mobility from passing.
void draw_places(Canvas& canvas, const View& view, const Frame& frame, const Sheet& sheet, const measure::Mobility& mobility, LabelPlaces& places) {
  for (const auto* stage : sheet.stages) {
    const auto* footprint = stage->footprint ? &*stage->footprint : nullptr;
    // The narrowest place is the reason only when the pinch decided; else it misleads.
    if (footprint && footprint->decided == geometry::ChairAnswer::Decided::pinch && footprint->pinch)
      draw_dimension(canvas, frame, *footprint->pinch, view.texts.number(footprint->widest_m, "m"), 1, places);
    if (stage->stuck_at) canvas.circle(frame(*stage->stuck_at), 9, "rt-stuck");
    if (!stage->shortest) continue;
    for (const auto& pinch : stage->shortest->pinches)
      draw_dimension(canvas, frame, pinch.between, view.texts.number(pinch.width_m, "m"), pinch.width_m < mobility.clear_width.value ? 2 : 4, places);
  }
  for (const auto* change : sheet.cut) {
    const bool width = change->kind == measure::ChangeKind::pinch || change->kind == measure::ChangeKind::door;
    draw_dimension(canvas, frame, change->witness, width && change->value_m > 0 ? view.texts.number(change->value_m, "m") : std::string(),
                   change->doubtful ? 3 : 1, places);
  }
}

struct Picture {
  const View& view;
  const RouteInputs& in;
  const measure::Mobility& mobility;
  const measure::Journey& journey;

  std::string drawn(const Sheet& sheet, const std::vector<Drawn>& things, bool first, bool last) const {
    const Frame frame = frame_of(shown(sheet, things));
    const double width = std::max(kLeastWidth, frame.width() + 2 * kMargin), bottom = frame.top + frame.height() + kMargin;
    LabelPlaces places({2, 2, width - 2, bottom - 2});
    Canvas building, way, marks, names, foot;
    draw_building(building, view, frame, things);
    for (const auto* stage : sheet.stages) draw_footprints(way, frame, mobility, *stage);
    for (const Polyline& line : sheet.widest) draw_chain(way, frame, line, "rt-wide");
    for (const auto* stage : sheet.stages)
      if (stage->shortest) draw_chain(way, frame, stage->shortest->points, "rt-short");
    draw_places(marks, view, frame, sheet, mobility, places);
    if (!sheet.widest.empty() && !sheet.widest.front().empty() && first) marks.circle(frame(sheet.widest.front().front()), 5, "rt-from");
    if (!sheet.widest.empty() && !sheet.widest.back().empty() && last) marks.circle(frame(sheet.widest.back().back()), 5, "rt-to");
    draw_names(names, view, frame, things, places);
    // What reaches beyond the shown part does not run under the scale.
    foot.raw("<rect class=\"pl-bg\"").attribute("y", bottom - 6).attribute("width", width).attribute("height", 60).raw("/>\n");
    draw_scale(foot, view, frame, kMargin, bottom + 8);
    const std::string told = view.texts.render(message("report.route.picture").with("mobility", mobility.title.in(view.texts.language()))
        .with("from", place_name(view, in.from)).with("to", place_name(view, in.to)).with("level", view.level_name(sheet.level))
        .with("answer", view.word("answer", answer_word(journey))));
    foot.text({kMargin, bottom + 34}, told, "pl-legend", "start", 12);
    return page(frame, width, bottom + 48, told, building.str() + names.str() + way.str() + marks.str() + foot.str());
  }

  [[nodiscard]] std::string page(const Frame&, double width, double height, const std::string& told, const std::string& body) const {
    Canvas out;
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"rt-t\"");
    out.attribute("width", width).attribute("height", height).raw(" viewBox=\"0 0 ").number(width).raw(" ").number(height);
    out.raw("\">\n<title id=\"rt-t\">").raw(xml(told)).raw("</title>\n<style>").raw(picture_style()).raw(kRouteStyle).raw("</style>\n");
    out.raw("<rect class=\"pl-bg\"").attribute("width", width).attribute("height", height).raw("/>\n").raw(body).raw("</svg>\n");
    return out.take();
  }
};

}  // namespace

std::map<std::string, std::string> route_svg(const RouteInputs& in, const Texts& texts) {
  const PlanView plan(in.plan, texts);
  auto drawn = drawn_by_level(in.plan);
  for (auto& [level, things] : drawn) without_far(things);
  std::map<std::string, std::string> pictures;
  for (std::size_t i = 0; i < in.journeys.size(); ++i) {
    const Picture picture{plan.view, in, in.mobilities[i], in.journeys[i]};
    const auto sheets = sheets_of(in.journeys[i]);
    for (std::size_t k = 0; k < sheets.size(); ++k)
      if (const auto at = drawn.find(sheets[k].level); at != drawn.end())
        pictures[in.mobilities[i].id + "-" + sheets[k].level] = picture.drawn(sheets[k], at->second, k == 0, k + 1 == sheets.size());
  }
  return pictures;
}

}  // namespace landai::report
