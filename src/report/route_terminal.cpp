// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to `landai route` for a terminal.
#include <cmath>

#include "page.hpp"
#include "route_text.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

using Ink = Page::Ink;
constexpr std::size_t kPinchesShown = 8;

Ink ink_of(const measure::Journey& journey) {
  const auto answer = journey.answer();
  return !answer ? Ink::blue : *answer ? Ink::green : Ink::red;
}

std::string on_level(const View& view, const std::string& level, std::string text) {
  if (view.in.plan.levels.size() < 2 || level.empty()) return text;
  return text + " (" + view.level_name(level) + ")";
}

void write_width(Page& page, const View& view, const measure::Mobility& mobility, const measure::Journey& journey) {
  const auto& reached = journey.reached;
  if (!reached.reachable.value_or(true)) return;
  const double width = reached.width_m;
  page.paragraph("    ", 4, std::isfinite(width)
      ? view.texts.render(message("report.route.width").with("width", width, "m").with("needed", mobility.clear_width.value, "m"))
      : view.texts("report.route.width_free"));
  if (!reached.doors.empty())
    page.paragraph("    ", 4, view.texts.render(message("report.route.doors").with("doors", things_text(view, reached.doors))));
}

void write_pinches(Page& page, const View& view, const measure::Stage& stage) {
  const auto& pinches = stage.shortest->pinches;
  for (std::size_t i = 0; i < pinches.size(); ++i) {
    if (i == kPinchesShown) {
      page.line("        " + view.texts.render(message("report.more").with("count", std::to_string(pinches.size() - i))));
      return;
    }
    const auto& ids = stage.pinched_by[i];
    page.paragraph("      · ", 8, view.texts.render(message(ids.empty() ? "report.route.pinch" : "report.route.pinch_at")
        .with("along", pinches[i].along_m, "m").with("width", pinches[i].width_m, "m").with("things", things_text(view, ids))), Ink::dim);
  }
}

void write_stage(Page& page, const View& view, const measure::Mobility& mobility, const measure::Stage& stage) {
  if (stage.shortest) {
    const auto& way = *stage.shortest;
    page.paragraph("    ", 4, on_level(view, stage.level, view.texts.render(message(way.turns.empty() ? "report.route.straight" : "report.route.shortest")
        .with("length", way.length_m, "m").with("kept", stage.kept_m, "m").with("turns", std::to_string(way.turns.size())))));
    if (way.length_m > way.lower_bound_m + 1e-6)
      page.paragraph("    ", 4, view.texts.render(message("report.route.bound").with("least", way.lower_bound_m, "m")), Ink::dim);
    write_pinches(page, view, stage);
  }
  if (const std::string text = footprint_text(view, mobility, stage); !text.empty()) page.paragraph("    ", 4, on_level(view, stage.level, text));
  if (!stage.by.empty())
    page.paragraph("    ", 4, view.texts.render(message("report.route.by").with("by", view.name(stage.by))));
}

void write_cut(Page& page, const View& view, const measure::Journey& journey) {
  const auto& cut = journey.reached.cut;
  if (cut.empty()) return;
  const bool open = !journey.reached.reachable.has_value();
  page.paragraph("    ", 4, view.texts.render(message(open ? "report.route.to_settle" : "report.route.cut").with("count", std::to_string(cut.size()))));
  for (const auto& change : cut)
    page.paragraph("      · ", 8, on_level(view, change.level, sentence(view.render(change.text))), change.doubtful ? Ink::blue : Ink::yellow);
}

/// Warnings of the import: what was left out stands in nobody's way here.
void write_warnings(Page& page, const View& view) {
  bool first = true;
  for (const auto& d : view.in.plan.diagnostics) {
    if (d.severity == DiagnosticSeverity::info) continue;
    if (first) page.blank(), page.paragraph("  ", 2, view.texts("report.route.warnings"), Ink::yellow);
    first = false;
    page.paragraph("  · ", 4, told(view, d), Ink::yellow);
  }
}

}  // namespace

std::string route_terminal(const RouteInputs& in, const Texts& texts, bool colour) {
  const PlanView plan(in.plan, texts);
  const View& view = plan.view;
  Page page(colour);
  page.line(page.ink("landai", Ink::bold) + "  " + shortened(place_name(view, in.from) + " → " + place_name(view, in.to), kPageWidth - 10));
  for (const auto& s : in.plan.sources) page.paragraph("  ", 2, clean(s.file) + ": " + source_text(view, s), Ink::dim);
  for (std::size_t i = 0; i < in.journeys.size(); ++i) {
    const auto& journey = in.journeys[i];
    const auto& mobility = in.mobilities[i];
    page.blank();
    page.line("  " + page.ink(padded(view.word("answer", answer_word(journey)), 14), ink_of(journey)) + mobility.title.in(texts.language()));
    write_width(page, view, mobility, journey);
    for (const auto& stage : journey.stages) write_stage(page, view, mobility, stage);
    write_cut(page, view, journey);
    if (journey.things_lost && journey.reached.reachable.value_or(false)) page.paragraph("    ", 4, view.texts("report.route.lost"), Ink::blue);
  }
  write_warnings(page, view);
  return page.take();
}

}  // namespace landai::report
