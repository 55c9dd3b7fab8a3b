// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_text.hpp"

#include <cmath>

#include "text.hpp"

namespace landai::report {

using geometry::ChairAnswer;

const char* answer_word(const measure::Journey& journey) {
  const auto answer = journey.answer();
  return !answer ? "undecided" : *answer ? "yes" : "no";
}

std::string place_name(const View& view, const measure::Place& place) {
  if (place.element == "outside") return view.texts("report.route.outside");
  if (!place.element.empty()) return view.name(place.element);
  return view.texts.render(message("report.route.point").with("x", place.at.x, "m").with("y", place.at.y, "m"));
}

std::string things_text(const View& view, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const auto& id : ids) names.push_back(view.name(id));
  return join(names, ", ");
}

std::string footprint_text(const View& view, const measure::Mobility& mobility, const measure::Stage& stage) {
  if (!stage.footprint) return stage.widest.size() < 2 ? std::string() : view.texts("report.route.footprint.unknown");
  const ChairAnswer& found = *stage.footprint;
  const auto say = [&](const char* key) {
    return view.texts.render(message(key).with("length", mobility.length.value, "m").with("width", mobility.width.value, "m")
        .with("widest", std::isfinite(found.widest_m) ? found.widest_m : 0, "m").with("slack", std::isfinite(found.slack_m) ? found.slack_m : 0, "m"));
  };
  switch (found.decided) {
    case ChairAnswer::Decided::start: return say("report.route.footprint.start");
    case ChairAnswer::Decided::goal: return say("report.route.footprint.goal");
    case ChairAnswer::Decided::pinch: return say("report.route.footprint.pinch");
    case ChairAnswer::Decided::disc: return say("report.route.footprint.disc");
    case ChairAnswer::Decided::limit: return say("report.route.footprint.limit");
    case ChairAnswer::Decided::subdivision: break;
  }
  switch (found.answer) {
    case ChairAnswer::Answer::yes: return say("report.route.footprint.yes");
    case ChairAnswer::Answer::no:
      if (!stage.stuck_at) return say("report.route.footprint.no");
      return view.texts.render(message(stage.stuck_between.empty() ? "report.route.footprint.stuck" : "report.route.footprint.stuck_between")
          .with("length", mobility.length.value, "m").with("width", mobility.width.value, "m").with("x", stage.stuck_at->x, "m")
          .with("y", stage.stuck_at->y, "m").with("things", things_text(view, stage.stuck_between)));
    case ChairAnswer::Answer::open: return say("report.route.footprint.open");
  }
  return {};
}

}  // namespace landai::report
