// SPDX-License-Identifier: GPL-3.0-or-later
// The report document (docs/design.md, data/schema/report.schema.json).
#include <cmath>

#include "evidence.hpp"
#include "items_json.hpp"
#include "overlay_text.hpp"
#include "reach_json.hpp"
#include "text.hpp"
#include "view.hpp"
#include "values.hpp"

#ifndef LANDAI_VERSION
#define LANDAI_VERSION "0"
#endif

namespace landai::report {
namespace {

using measure::Measurement;
using standards::Check;

void write_params(JsonWriter& json, const measure::Params& params) {
  json.key("params").object();
  for (const auto& [name, param] : params) {
    json.key(name);
    if (const double* number = std::get_if<double>(&param)) json.number(*number);
    else json.text(std::get<std::string>(param));
  }
  json.end_object();
}

void write_ring(JsonWriter& json, const Ring& ring) {
  json.array();
  for (const PlanPoint& p : ring) json.point(p);
  if (!ring.empty()) json.point(ring.front());  // GeoJSON repeats the first point
  json.end_array();
}

void write_polygon(JsonWriter& json, const Polygon& polygon) {
  json.array();
  write_ring(json, polygon.outer);
  for (const Ring& hole : polygon.holes) write_ring(json, hole);
  json.end_array();
}

void write_chain(JsonWriter& json, const Polyline& chain) {
  json.array();
  for (const PlanPoint& p : chain) json.point(p);
  json.end_array();
}

/// One geometry object of GeoJSON for one kind of part; `one` writes a part's coordinates.
template <class Parts, class One>
void write_parts(JsonWriter& json, const char* type, const Parts& parts, One one) {
  json.object().text("type", parts.size() == 1 ? std::string(type) : "Multi" + std::string(type)).key("coordinates");
  if (parts.size() == 1) {
    one(parts.front());
  } else {
    json.array();
    for (const auto& part : parts) one(part);
    json.end_array();
  }
  json.end_object();
}

void write_geometry(JsonWriter& json, const Geometry& g) {
  const int kinds = !g.areas.empty() + !g.lines.empty() + !g.points.empty();
  if (kinds == 0) {
    json.null();
    return;
  }
  if (kinds > 1) json.object().text("type", "GeometryCollection").key("geometries").array();
  if (!g.areas.empty()) write_parts(json, "Polygon", g.areas, [&](const Polygon& p) { write_polygon(json, p); });
  if (!g.lines.empty()) write_parts(json, "LineString", g.lines, [&](const Polyline& l) { write_chain(json, l); });
  if (!g.points.empty()) write_parts(json, "Point", g.points, [&](PlanPoint p) { json.point(p); });
  if (kinds > 1) json.end_array().end_object();
}

void write_tool(JsonWriter& json, const View& view) {
  json.line().key("tool").object().text("version", LANDAI_VERSION).key("options").object();
  for (const auto& [name, value] : view.in.options) json.text(name, value);
  json.end_object().key("packs").array();
  for (const auto& pack : view.in.packs) {
    json.object().text("id", pack.id).text("version", pack.version).text("sha256", pack.sha256).text("kind", "standard")
        .boolean("counts", pack.counts).text("title", pack.title.in(view.texts.language()));
    if (!pack.over.empty()) json.text("over", pack.over);
    json.end_object();
  }
  for (const auto& form : view.in.forms)
    json.object().text("id", form.id).text("version", form.version).text("sha256", form.sha256).text("kind", "indicators")
        .boolean("counts", true).text("title", form.title.in(view.texts.language())).end_object();
  if (const auto* policy = view.in.policy)
    json.object().text("id", policy->id).text("version", policy->version).text("sha256", policy->sha256).text("kind", "policy")
        .boolean("counts", true).text("title", policy->title.in(view.texts.language())).end_object();
  json.end_array().text("language", view.texts.language() == Language::id ? "id" : "en").end_object();
}

void write_facility(JsonWriter& json, const View& view) {
  const Facility& f = view.in.facility;
  json.line().key("facility").object().text_or_null("id", f.id)
      .text_or_null("name", view.in.facility_name.empty() ? view.in.plan.name : view.in.facility_name)
      .text_or_null("unit", f.unit).text_or_null("assessor", f.assessor).text_or_null("date", f.date).end_object();
}

void write_element(JsonWriter& json, const Element& e, const Plan& plan) {
  json.line().object().text("id", e.id).text("category", to_string(e.category)).text("name", e.name).texts("levels", e.levels);
  json.text_or_null("parent", e.parent.value_or("")).texts("connects", e.connects);
  json.key("geometry");
  write_geometry(json, e.geometry);
  json.key("z");
  if (e.z) json.array().number(e.z->lo).number(e.z->hi).end_array();
  else json.null();
  json.key("sources").array();
  for (const auto& s : e.sources) {
    const bool known = s.file >= 0 && static_cast<std::size_t>(s.file) < plan.sources.size();
    json.object().text("file", known ? plan.sources[static_cast<std::size_t>(s.file)].file : std::string())
        .text("layer", s.layer).text("entity", s.entity).end_object();
  }
  json.end_array().number("confidence", e.confidence).text("kind", e.kind).boolean("derived", e.derived);
  if (const auto* door = e.door()) json.text("operation", to_string(door->operation));
  json.end_object();
}

void write_plan(JsonWriter& json, const Plan& plan) {
  json.line().key("plan").object().text("name", plan.name).key("sources").array();
  for (const auto& s : plan.sources)
    json.line().object().text("file", s.file).text("format", s.format).text("unit", s.unit).text("unit_from", s.unit_from)
        .text("sha256", s.sha256).text("detail", s.detail).number("metres_per_unit", s.metres_per_unit)
        .text_or_null("profile", s.profile).end_object();
  json.end_array().line().key("levels").array();
  for (const auto& l : plan.levels) {
    json.line().object().text("id", l.id).text("name", l.name).number("elevation", l.elevation)
        .boolean("elevation_known", l.elevation_known).end_object();
  }
  json.end_array().line().key("elements").array();
  // The building as a whole is a subject of measurements and checks; few files have an element for it.
  if (!plan.find("building")) {
    Element whole;
    whole.id = "building";
    whole.category = Category::building;
    whole.name = plan.name;
    whole.derived = true;
    for (const Level& level : plan.levels) whole.levels.push_back(level.id);
    write_element(json, whole, plan);
  }
  for (const auto& e : plan.elements) write_element(json, e, plan);
  json.line().end_array().end_object();
}

void write_value(JsonWriter& json, const Measurement& m) {
  json.key("value");
  if (!m.value) json.null();
  else if (const auto number = m.number()) json.number(*number);
  else if (const auto truth = m.truth()) json.boolean(*truth);
  else if (const auto* word = m.word()) json.text(*word);
  else {
    json.array();
    for (const auto& w : std::get<std::vector<std::string>>(*m.value)) json.text(w);
    json.end_array();
  }
}

void write_evidence(JsonWriter& json, const measure::Evidence& evidence, const View& view) {
  json.key("evidence").object();
  if (!evidence.level.empty()) json.text("level", evidence.level);
  if (!evidence.witness.empty()) {
    json.key("witness").array().point(evidence.witness[0].a).point(evidence.witness[0].b).end_array();
    if (evidence.witness.size() > 1) {
      json.key("witnesses").array();
      for (const auto& w : evidence.witness) json.array().point(w.a).point(w.b).end_array();
      json.end_array();
    }
  }
  if (!evidence.path.empty()) {
    json.key("path");
    write_chain(json, evidence.path);
  }
  if (!evidence.areas.empty()) {
    json.key("areas").array();
    for (const auto& area : evidence.areas) write_polygon(json, area);
    json.end_array();
  }
  if (!evidence.note.empty()) json.text("note", view.render(evidence.note));
  if (!evidence.from.empty()) json.text("from", view.from(evidence.from));
  json.end_object();
}

void write_measurement(JsonWriter& json, const Measurement& m, const View& view) {
  json.line().object().text("id", m.id).texts("subject", m.subject).text("quantity", m.quantity);
  write_params(json, m.params);
  write_value(json, m);
  json.key("bounds");
  if (m.number()) json.array().number(m.lo).number(m.hi).end_array();
  else json.null();
  json.number("u", m.u).text("unit", m.unit).text("method", to_string(m.method));
  write_evidence(json, m.evidence, view);
  if (!m.value) json.text("missing", view.render(m.missing));
  json.end_object();
}

void write_not_had(JsonWriter& json, const View& view) {
  json.line().key("unmeasured").array();
  for (const NotHad& n : view.not_had()) {
    json.line().object().text("quantity", n.quantity);
    write_params(json, n.params);
    json.boolean("applies", n.applies).text("missing", n.why).key("subjects").array();
    for (const auto& subject : n.subjects) {
      json.array();
      for (const auto& id : subject) json.text(id);
      json.end_array();
    }
    json.end_array().end_object();
  }
  json.line().end_array();
}

void write_limit(JsonWriter& json, const standards::Limit& limit) {
  json.key("limit").object();
  if (limit.min) json.number("min", *limit.min);
  if (limit.max) json.number("max", *limit.max);
  if (limit.strict) json.boolean("strict", true);
  if (limit.truth) json.boolean("truth", *limit.truth);
  if (!limit.one_of.empty()) json.texts("one_of", limit.one_of);
  if (!limit.as_written.empty()) json.text("as_written", limit.as_written);
  if (limit.rounded) json.boolean("rounded", true);
  json.end_object();
}

void write_check(JsonWriter& json, const Check& c, const View& view) {
  json.line().object().text("id", c.id).text("rule", c.rule).text("standard", c.standard).texts("subject", c.subject);
  json.text("verdict", to_string(c.verdict)).text_or_null("reason", c.reason).text("duty", c.duty).key("severity");
  if (c.severity) json.integer(*c.severity);
  else json.null();
  json.texts("measurements", c.measurements);
  write_limit(json, c.limit);
  json.key("margin");
  if (c.margin) json.number(*c.margin);
  else json.null();
  json.key("probability");
  if (c.probability) json.number(*c.probability);
  else json.null();
  // What a check has not is left out here: most have none of these, and there are thousands of checks.
  if (c.tolerance != 0) json.number("tolerance", c.tolerance);
  if (c.settle) {
    json.key("settle").object().text("quantity", c.settle->quantity).key("u_max");
    if (c.settle->u_max) json.number(std::floor(*c.settle->u_max * 1e6 * (1 + 1e-12)) / 1e6);   // never more than decides
    else json.null();
    json.end_object();
  }
  if (const std::string all = demanded_text(view, c); !all.empty()) json.text("demanded", all);
  if (const auto* rule = view.rule(c.rule); rule && rule->standard == c.standard && !rule->changed_by.empty()) {
    std::vector<std::string> overlays;
    for (const auto& change : rule->changed_by) overlays.push_back(change.overlay);
    json.texts("changed_by", overlays);
  }
  if (!c.waiver.empty()) json.text("waiver", c.waiver);
  if (!c.assumes.empty()) json.text("assumes", c.assumes);
  json.text("obligation", to_string(c.obligation)).text("verified", to_string(c.verified))
      .text("message", view.render(c.message)).boolean("counts", c.counts).end_object();
}

void write_rules(JsonWriter& json, const View& view) {
  const Language language = view.texts.language();
  json.line().key("rules").array();
  for (const auto& pack : view.in.packs)
    for (const auto& r : pack.rules) {
      json.line().object().text("id", r.id).text("standard", r.standard).text("title", r.title.in(language))
          .text("article", r.citation.article).text("instrument", r.citation.instrument)
          .text("quantity", r.quantity).text("subject", to_string(r.subject)).text("note", r.note.in(language));
      write_changed_by(json, view, r);
      json.end_object();
    }
  json.line().end_array();
}

void write_findings(JsonWriter& json, const View& view) {
  json.line().key("findings").array();
  for (const auto& f : find_all(view)) {
    json.line().object().text("fingerprint", f.fingerprint).key("severity").integer(f.severity).text_or_null("duty", f.duty).texts("checks", f.checks)
        .text("title", f.title).text("remedy", f.remedy).text("verdict", to_string(f.verdict)).texts("places", f.places).texts("measurements", f.measurements);
    json.key("order");
    if (f.order) json.integer(*f.order);
    else json.null();
    json.key("opens").array();
    for (const auto& id : f.opens) json.object().text("element", id).text("name", view.name(id)).end_object();
    json.end_array().key("opens_with").array();
    for (const int other : f.opens_with) json.integer(other);
    json.end_array();
    if (const auto life = view.in.lives.find(f.fingerprint); life != view.in.lives.end())
      json.key("life").object().text("state", life->second.state).text_or_null("owner", life->second.owner).text_or_null("due", life->second.due)
          .text_or_null("document", life->second.document).text("since", life->second.since)
          .boolean("overdue", is_overdue(life->second, view.in.day)).end_object();
    json.end_object();
  }
  json.line().end_array();
}

void write_coverage(JsonWriter& json, const View& view) {
  if (view.in.coverage.empty()) return;
  json.line().key("coverage").array();
  for (const auto& pack : view.in.coverage) {
    json.line().object().text("pack", pack.pack).key("clauses").array();
    for (const auto& c : pack.clauses) {
      json.object().text("rule", c.rule).boolean("plan", c.plan).boolean("photo", c.photo).boolean("reading", c.reading).boolean("attested", c.attested);
      if (!c.unproven.empty()) json.texts("unproven", c.unproven);
      if (c.unseen) json.boolean("unseen", true);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.line().end_array();
}

void write_proposals(JsonWriter& json, const View& view) {
  if (!view.in.proposals) return;
  json.line().key("proposals").array();
  for (const auto& p : *view.in.proposals) {
    json.line().object().text("check", p.check).text("outcome", remedy::to_string(p.outcome));
    if (p.shift)
      json.text("element", p.shift->element).key("by").point(p.shift->by_m).number("length", p.shift->length_m)
          .boolean("assumed_movable", p.assumed_movable);
    json.key("missing");
    if (p.missing) json.number(*p.missing);
    else json.null();
    json.text("unit", p.unit).texts("also_fixes", p.also_fixes).text("text", view.render(p.text)).key("tries").integer(p.tries)
        .key("flows").integer(p.flows).end_object();
  }
  json.line().end_array();
}

void write_summary(JsonWriter& json, const View& view) {
  using enum standards::Verdict;
  json.line().key("summary").object();
  for (const auto verdict : {pass, fail, undecided, not_measured, not_applicable}) {
    long long n = 0;
    for (const auto& c : view.in.checks) n += decides(c) && c.verdict == verdict;
    json.key(to_string(verdict)).integer(n);
  }
  json.end_object();
}

}  // namespace

std::string json(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  JsonWriter json;
  json.object().text("schema", "landai-report/1");
  write_tool(json, view);
  write_facility(json, view);
  write_plan(json, in.plan);
  json.line().key("measurements").array();
  for (const auto& m : in.measurements.all())
    if (view.listed(m)) write_measurement(json, m, view);
  json.line().end_array();
  write_not_had(json, view);
  json.line().key("checks").array();
  for (const auto& c : in.checks) write_check(json, c, view);
  json.line().end_array();
  write_indicators(json, view);
  write_findings(json, view);
  write_history(json, view);
  write_evidence_files(json, view);
  write_proposals(json, view);
  write_diagnostics(json, view);
  write_values(json, view);
  write_summary(json, view);
  write_rules(json, view);
  write_coverage(json, view);
  write_reach(json, view);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace landai::report
