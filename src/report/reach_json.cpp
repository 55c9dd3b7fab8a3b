// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_json.hpp"

#include <cmath>
#include <type_traits>

namespace landai::report {
namespace {

template <class T>
void sourced(JsonWriter& json, std::string_view name, const measure::Sourced<T>& s, const Texts& texts) {
  json.key(name).object().key("value");
  if constexpr (std::is_same_v<T, bool>) json.boolean(s.value);
  else json.number(s.value);
  json.text("source", s.source.in(texts.language())).text("verified", s.verified).end_object();
}

void write_reached(JsonWriter& json, const View& view, const measure::Reached& r) {
  json.line().object().text("place", r.place).text("level", r.level).key("reachable");
  if (r.reachable) json.boolean(*r.reachable);
  else json.null();
  write_length(json, "width", r.width_m);
  json.texts("doors", r.doors).key("cut").array();
  for (const auto& c : r.cut) write_change(json, view, c);
  json.end_array().end_object();
}

}  // namespace

void write_segment(JsonWriter& json, std::string_view name, const PlanSegment& s) {
  json.key(name).array().point(s.a).point(s.b).end_array();
}

void write_length(JsonWriter& json, std::string_view name, double metres) {
  if (std::isfinite(metres)) json.number(name, metres);
  else json.null(name);
}

void write_mobility(JsonWriter& json, const measure::Mobility& m, const Texts& texts) {
  json.line().object().text("id", m.id).text("title", m.title.in(texts.language()));
  sourced(json, "length", m.length, texts);
  sourced(json, "width", m.width, texts);
  sourced(json, "clear_width", m.clear_width, texts);
  sourced(json, "door_width", m.door_width, texts);
  sourced(json, "turning_diameter", m.turning_diameter, texts);
  sourced(json, "body_top", m.body_top, texts);
  sourced(json, "step", m.step, texts);
  sourced(json, "stairs", m.stairs, texts);
  sourced(json, "lifts", m.lifts, texts);
  sourced(json, "ramps", m.ramps, texts);
  if (m.slope) sourced(json, "slope", *m.slope, texts);
  if (m.slope_outdoor) sourced(json, "slope_outdoor", *m.slope_outdoor, texts);
  json.end_object();
}

void write_change(JsonWriter& json, const View& view, const measure::Change& c) {
  json.line().object().text("kind", to_string(c.kind)).boolean("doubtful", c.doubtful).texts("elements", c.elements);
  write_segment(json, "witness", c.witness);
  json.text_or_null("level", c.level).number("value", c.value_m).key("bounds").array().number(c.least_m).number(c.most_m).end_array();
  json.number("needed", c.needed_m).text("message", view.render(c.text)).end_object();
}

void write_diagnostics(JsonWriter& json, const View& view) {
  constexpr const char* kWords[] = {"info", "warning", "error"};
  json.line().key("diagnostics").array();
  for (const auto& d : view.in.plan.diagnostics)
    json.line().object().text("severity", kWords[static_cast<int>(d.severity)]).text("file", d.file).text("where", d.where)
        .text("message", view.render(d.message)).text("advice", view.render(d.advice)).key("count").integer(d.count).end_object();
  json.line().end_array();
}

void write_reach(JsonWriter& json, const View& view) {
  if (view.in.mobilities.empty()) return;
  json.line().key("mobilities").array();
  for (const auto& m : view.in.mobilities) write_mobility(json, m, view.texts);
  json.line().end_array().line().key("reach").array();
  for (const auto& from : view.in.reach) {
    json.line().object().text("mobility", from.mobility).text("entrance", from.entrance).key("notes").array();
    for (const auto& note : from.notes) json.text(view.render(note));
    json.end_array().key("places").array();
    for (const auto& place : from.places) write_reached(json, view, place);
    json.line().end_array().end_object();
  }
  json.line().end_array();
}

}  // namespace landai::report
