// SPDX-License-Identifier: GPL-3.0-or-later
// The route document (data/schema/route.schema.json).
#include <cmath>

#include "reach_json.hpp"
#include "route_text.hpp"
#include "text.hpp"

#ifndef LANDAI_VERSION
#define LANDAI_VERSION "0"
#endif

namespace landai::report {
namespace {

using geometry::ChairAnswer;

void chain(JsonWriter& json, std::string_view name, const Polyline& points) {
  json.key(name).array();
  for (const PlanPoint p : points) json.point(p);
  json.end_array();
}

void write_place(JsonWriter& json, const View& view, std::string_view name, const measure::Place& place) {
  json.line().key(name).object().text_or_null("element", place.element).text("name", place_name(view, place));
  if (place.element.empty()) json.key("point").point(place.at);
  else json.null("point");
  json.text_or_null("level", place.level).end_object();
}

void write_shortest(JsonWriter& json, const measure::Stage& stage) {
  if (!stage.shortest) {
    json.null("shortest");
    return;
  }
  const auto& way = *stage.shortest;
  json.line().key("shortest").object().number("length", way.length_m).number("lower_bound", way.lower_bound_m).number("width", way.width_m);
  chain(json, "points", way.points);
  json.key("turns").array();
  for (const auto& t : way.turns)
    json.object().number("along", t.along_m).key("at").point(t.where).number("angle", t.angle_rad).number("radius", t.radius_m).end_object();
  json.end_array().key("pinches").array();
  for (std::size_t i = 0; i < way.pinches.size(); ++i) {
    json.object().number("along", way.pinches[i].along_m).number("width", way.pinches[i].width_m);
    write_segment(json, "witness", way.pinches[i].between);
    json.texts("elements", stage.pinched_by[i]).end_object();
  }
  json.end_array().end_object();
}

void write_footprint(JsonWriter& json, const View& view, const measure::Mobility& mobility, const measure::Stage& stage) {
  if (!stage.footprint) {
    json.null("footprint");
    return;
  }
  static constexpr const char* kAnswers[] = {"yes", "no", "open"};
  static constexpr const char* kDecided[] = {"start", "goal", "pinch", "disc", "subdivision", "limit"};
  const ChairAnswer& found = *stage.footprint;
  json.line().key("footprint").object().number("length", mobility.length.value).number("width", mobility.width.value)
      .text("answer", kAnswers[static_cast<int>(found.answer)]).text("decided", kDecided[static_cast<int>(found.decided)]);
  write_length(json, "slack", found.slack_m);
  write_length(json, "widest", found.widest_m);
  if (found.pinch) write_segment(json, "pinch", *found.pinch);
  else json.null("pinch");
  json.key("boxes").integer(static_cast<long long>(found.boxes)).text("message", footprint_text(view, mobility, stage));
  if (stage.stuck_at) json.key("stuck_at").point(*stage.stuck_at).texts("stuck_between", stage.stuck_between);
  json.key("path").array();
  for (const auto& pose : found.path) json.array().number(pose.at.x).number(pose.at.y).number(pose.heading_rad).end_array();
  json.end_array().end_object();
}

/// What the drawing's lines were like: doubled, crossing, without length.
void write_noding(JsonWriter& json, const geometry::NodingCounts& n) {
  json.key("noding").object();
  const auto count = [&json](const char* name, std::size_t value) { json.key(name).integer(static_cast<long long>(value)); };
  count("input", n.input);
  count("zero_length", n.zero_length);
  count("points", n.points);
  count("duplicates", n.duplicates);
  count("collinear_overlaps", n.collinear_overlaps);
  count("crossings", n.crossings);
  count("touching", n.touching);
  count("result", n.result);
  json.number("moved_max", n.moved_max_m).end_object();
}

void write_journey(JsonWriter& json, const View& view, const measure::Mobility& mobility, const measure::Journey& journey) {
  const auto& reached = journey.reached;
  json.line().object().text("mobility", journey.mobility).text("answer", answer_word(journey)).key("reachable");
  if (reached.reachable) json.boolean(*reached.reachable);
  else json.null();
  write_length(json, "width", reached.width_m);
  write_length(json, "length", journey.length_m());
  json.texts("doors", reached.doors).key("legs").array();
  for (const auto& leg : reached.legs) {
    json.line().object().text("level", leg.level).text_or_null("by", leg.by);
    chain(json, "path", leg.path);
    json.end_object();
  }
  json.end_array().key("stages").array();
  for (const auto& stage : journey.stages) {
    json.line().object().text("level", stage.level).text_or_null("by", stage.by);
    chain(json, "widest", stage.widest);
    write_length(json, "kept", stage.kept_m);
    write_noding(json, stage.noding);
    write_shortest(json, stage);
    write_footprint(json, view, mobility, stage);
    json.end_object();
  }
  json.end_array().key("narrows").array();
  for (const auto& n : reached.narrows) {
    json.line().object().number("width", n.width_m);
    write_segment(json, "witness", n.witness);
    json.text("level", n.level).texts("elements", n.elements).end_object();
  }
  json.end_array().key("cut").array();
  for (const auto& c : reached.cut) write_change(json, view, c);
  json.end_array().end_object();
}

}  // namespace

std::string route_json(const RouteInputs& in, const Texts& texts) {
  const PlanView plan(in.plan, texts);
  const View& view = plan.view;
  JsonWriter json;
  json.object().text("schema", "landai-route/1").line().key("tool").object().text("version", LANDAI_VERSION).key("options").object();
  for (const auto& [name, value] : in.options) json.text(name, value);
  json.end_object().text("language", texts.language() == Language::id ? "id" : "en").end_object();
  json.line().key("plan").object().text("name", in.plan.name).key("sources").array();
  for (const auto& s : in.plan.sources)
    json.object().text("file", s.file).text("format", s.format).text("unit", s.unit).text("unit_from", s.unit_from).text("sha256", s.sha256).end_object();
  json.end_array().key("levels").array();
  for (const auto& l : in.plan.levels) json.object().text("id", l.id).text("name", l.name).number("elevation", l.elevation).end_object();
  json.end_array().end_object().line().key("mobilities").array();
  for (const auto& m : in.mobilities) write_mobility(json, m, texts);
  json.end_array();
  write_place(json, view, "from", in.from);
  write_place(json, view, "to", in.to);
  json.line().key("routes").array();
  for (std::size_t i = 0; i < in.journeys.size(); ++i) write_journey(json, view, in.mobilities[i], in.journeys[i]);
  json.line().end_array();
  write_diagnostics(json, view);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace landai::report
