// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/layers.hpp"

#include <unordered_map>

#include "qml.hpp"
#include "repair_text.hpp"
#include "text.hpp"
#include "view.hpp"

namespace landai::report {
namespace {

using enum FieldType;

LayerCell text_of(const std::string& value) { return clean(value); }
template <class Number>
LayerCell number_of(const std::optional<Number>& value) {
  return value ? LayerCell(*value) : LayerCell();
}

std::vector<LayerField> element_fields() {
  return {{"element_id", text}, {"category", text}, {"kind", text},     {"name", text},  {"label", text},
          {"level", text},      {"parent", text},   {"connects", text}, {"z_low", real}, {"z_high", real},
          {"confidence", real}, {"file", text},     {"layer", text},    {"entity", text}};
}

std::vector<LayerCell> described(const View& view, const Element& e) {
  std::vector<LayerCell> cells = {text_of(e.id),
                                  std::string(to_string(e.category)),
                                  text_of(e.kind),
                                  text_of(e.name),
                                  text_of(view.name(e.id)),
                                  text_of(join(e.levels, ",")),
                                  text_of(e.parent.value_or("")),
                                  text_of(join(e.connects, ","))};
  cells.push_back(e.z ? LayerCell(e.z->lo) : LayerCell());
  cells.push_back(e.z ? LayerCell(e.z->hi) : LayerCell());
  cells.push_back(e.confidence);
  LayerCell file, layer, entity;
  if (!e.sources.empty()) {
    const auto& s = e.sources.front();
    if (s.file >= 0 && static_cast<std::size_t>(s.file) < view.in.plan.sources.size())
      file = text_of(view.in.plan.sources[static_cast<std::size_t>(s.file)].file);
    layer = text_of(s.layer);
    entity = text_of(s.entity);
  }
  cells.insert(cells.end(), {file, layer, entity});
  return cells;
}

/// An element stands in one layer for each kind of geometry that it has.
void add_elements(std::vector<Layer>& out, const View& view) {
  Layer polygons{"elements_polygon", LayerShape::multi_polygon, "fid", element_fields(), {}};
  Layer lines{"elements_line", LayerShape::multi_line, "fid", element_fields(), {}};
  Layer points{"elements_point", LayerShape::multi_point, "fid", element_fields(), {}};
  for (const Element& e : view.in.plan.elements) {
    if (!e.geometry.areas.empty()) polygons.rows.push_back({described(view, e), {e.geometry.areas, {}, {}}});
    if (!e.geometry.lines.empty()) lines.rows.push_back({described(view, e), {{}, e.geometry.lines, {}}});
    if (!e.geometry.points.empty()) points.rows.push_back({described(view, e), {{}, {}, e.geometry.points}});
  }
  out.push_back(std::move(polygons));
  out.push_back(std::move(lines));
  out.push_back(std::move(points));
}

Layer findings_layer(const View& view) {
  Layer out{"findings",
            LayerShape::point,
            "fid",
            {{"number", integer},
             {"fingerprint", text},
             {"severity", text},
             {"verdict", text},
             {"title", text},
             {"remedy", text},
             {"place", text},
             {"place_name", text},
             {"level", text},
             {"fix_order", integer},
             {"opens", text},
             {"state", text},
             {"owner", text},
             {"due", text},
             {"document", text}},
            {}};
  int number = 0;
  for (const Finding& f : find_all(view)) {
    const bool open = f.verdict == standards::Verdict::not_measured;
    if (!open) ++number;
    const std::string opens = opens_text(view, f);
    const auto life = view.in.lives.find(f.fingerprint);
    const auto told = [&](std::string FindingLife::*part) {
      return life == view.in.lives.end() || (life->second.*part).empty() ? LayerCell()
                                                                         : text_of(life->second.*part);
    };
    for (const auto& place : f.places) {
      const auto spot = view.spot(place);
      LayerRow row;
      row.cells = {open ? LayerCell() : LayerCell(number),
                   text_of(f.fingerprint),
                   std::to_string(f.severity),
                   std::string(to_string(f.verdict)),
                   text_of(f.title),
                   text_of(f.remedy),
                   text_of(place),
                   text_of(view.name(place)),
                   spot ? text_of(spot->level) : LayerCell(),
                   number_of(f.order),
                   opens.empty() ? LayerCell() : text_of(opens),
                   told(&FindingLife::state),
                   told(&FindingLife::owner),
                   told(&FindingLife::due),
                   told(&FindingLife::document)};
      if (spot) row.geometry.points = {spot->point};
      out.rows.push_back(std::move(row));
    }
  }
  return out;
}

Layer witnesses_layer(const View& view) {
  std::unordered_map<std::string, standards::Verdict> verdicts;
  for (const auto& c : view.in.checks) {
    if (!c.counts) continue;
    for (const auto& id : c.measurements) {
      const auto [at, fresh] = verdicts.try_emplace(id, c.verdict);
      if (c.verdict == standards::Verdict::fail) at->second = c.verdict;
    }
  }
  Layer out{"witnesses",
            LayerShape::line,
            "fid",
            {{"measurement", text},
             {"subject", text},
             {"level", text},
             {"quantity", text},
             {"value", text},
             {"verdict", text}},
            {}};
  for (const auto& m : view.in.measurements.all())
    for (const PlanSegment& w : m.evidence.witness) {
      const auto verdict = verdicts.find(m.id);
      out.rows.push_back({{text_of(m.id), text_of(join(m.subject, ",")), text_of(m.evidence.level),
                           text_of(m.quantity), text_of(view.value(m)),
                           std::string(verdict == verdicts.end() ? "none" : to_string(verdict->second))},
                          {{}, {{w.a, w.b}}, {}}});
    }
  return out;
}

Layer levels_layer(const View& view) {
  Layer out{"levels", LayerShape::none, "fid", {{"level", text}, {"name", text}, {"elevation", real}}, {}};
  for (const Level& l : view.in.plan.levels)
    out.rows.push_back(
        {{text_of(l.id), text_of(l.name), l.elevation_known ? LayerCell(l.elevation) : LayerCell()}});
  return out;
}

Layer checks_layer(const View& view) {
  Layer out{"checks",
            LayerShape::none,
            "fid",
            {{"check_id", text},
             {"rule", text},
             {"standard", text},
             {"subject", text},
             {"place", text},
             {"verdict", text},
             {"reason", text},
             {"duty", text},
             {"severity", integer},
             {"obligation", text},
             {"verified", text},
             {"counts", integer},
             {"value", real},
             {"value_text", text},
             {"limit_text", text},
             {"margin", real},
             {"message", text}},
            {}};
  for (const auto& c : view.in.checks) {
    const auto* m = view.deciding(c);
    const auto* rule = view.rule(c.rule);
    out.rows.push_back(
        {{text_of(c.id), text_of(c.rule), text_of(c.standard), text_of(join(c.subject, ",")),
          text_of(c.subject.empty() ? std::string() : view.name(c.subject.back())),
          std::string(to_string(c.verdict)), text_of(c.reason), text_of(c.duty), number_of(c.severity),
          std::string(to_string(c.obligation)), std::string(to_string(c.verified)), c.counts ? 1 : 0,
          m ? number_of(m->number()) : LayerCell(), m && m->value ? text_of(view.value(*m)) : LayerCell(),
          text_of(limit_of(view, c, rule ? rule->quantity : std::string())), number_of(c.margin),
          text_of(view.render(c.message))}});
  }
  return out;
}

Layer measurements_layer(const View& view) {
  Layer out{"measurements",
            LayerShape::none,
            "fid",
            {{"measurement_id", text},
             {"subject", text},
             {"place", text},
             {"quantity", text},
             {"what", text},
             {"value", real},
             {"value_text", text},
             {"low", real},
             {"high", real},
             {"u", real},
             {"unit", text},
             {"method", text},
             {"why", text}},
            {}};
  for (const auto& m : view.in.measurements.all()) {
    const auto value = m.number();
    const Message& why = m.value ? m.evidence.note : m.missing;
    const auto part = [&](double number) { return value ? LayerCell(number) : LayerCell(); };
    out.rows.push_back(
        {{text_of(m.id), text_of(join(m.subject, ",")),
          text_of(m.subject.empty() ? std::string() : view.name(m.subject.back())), text_of(m.quantity),
          text_of(view.quantity(m.quantity, m.params)), number_of(value),
          m.value ? text_of(view.value(m)) : LayerCell(), part(m.lo), part(m.hi), part(m.u), text_of(m.unit),
          std::string(to_string(m.method)), why.empty() ? LayerCell() : text_of(view.render(why))}});
  }
  return out;
}

Layer indicators_layer(const View& view) {
  Layer out{"indicators",
            LayerShape::none,
            "fid",
            {{"form", text},
             {"item", text},
             {"title", text},
             {"state", text},
             {"claim", text},
             {"reason", text},
             {"groups", text},
             {"elements", text},
             {"checks", text}},
            {}};
  for (const auto& i : view.in.indicators)
    out.rows.push_back(
        {{text_of(i.form), text_of(i.id), text_of(i.title.in(view.texts.language())),
          std::string(to_string(i.state)), std::string(to_string(i.claim)),
          i.reason.empty() ? LayerCell() : text_of(view.render(i.reason)), text_of(join(i.groups, ",")),
          text_of(join(i.elements, ",")), text_of(join(i.checks, ","))}});
  return out;
}

std::vector<StyleClass> category_classes(const View& view) {
  const std::pair<const char*, const char*> colours[] = {
      {"space", "243,246,249,255"},   {"wall", "58,67,79,255"},           {"column", "58,67,79,255"},
      {"door", "255,255,255,255"},    {"window", "214,228,240,255"},      {"opening", "255,255,255,255"},
      {"ramp", "200,228,208,255"},    {"stair", "226,231,236,255"},       {"flight", "210,222,214,255"},
      {"landing", "232,238,233,255"}, {"lift", "226,231,236,255"},        {"counter", "239,230,212,255"},
      {"seat", "250,250,250,255"},    {"furniture", "250,250,250,255"},   {"sanitary", "222,234,244,255"},
      {"handrail", "140,90,43,255"},  {"tactile_path", "246,216,96,255"}, {"parking_bay", "255,255,255,120"},
      {"sign", "255,255,255,255"},    {"obstacle", "236,236,236,255"}};
  std::vector<StyleClass> out;
  for (const auto& [category, colour] : colours)
    out.push_back({category, view.word("category", category), colour, "circle"});
  return out;
}

std::vector<StyleClass> severity_classes(const View& view) {
  const std::pair<const char*, const char*> marks[] = {{"179,38,30,255", "triangle"},
                                                       {"180,83,9,255", "square"},
                                                       {"29,78,216,255", "circle"},
                                                       {"75,85,99,255", "hexagon"}};
  std::vector<StyleClass> out;
  for (int severity = 1; severity <= 4; ++severity)
    out.push_back({std::to_string(severity),
                   view.word("severity", severity < 4 ? std::to_string(severity) : "layer.4"),
                   marks[severity - 1].first, marks[severity - 1].second});
  return out;
}

std::vector<StyleClass> verdict_classes(const View& view) {
  const std::pair<const char*, const char*> colours[] = {{"fail", "179,38,30,255"},
                                                         {"undecided", "29,78,216,255"},
                                                         {"pass", "31,107,58,255"},
                                                         {"not_measured", "75,85,99,255"},
                                                         {"not_applicable", "160,168,176,255"}};
  std::vector<StyleClass> out;
  for (const auto& [verdict, colour] : colours)
    out.push_back({verdict, view.word("verdict", verdict), colour, "circle"});
  out.push_back({"none", "–", "160,168,176,255", "circle"});
  return out;
}

Layer styles_layer(const View& view) {
  Layer out{"layer_styles",
            LayerShape::none,
            "id",
            {{"f_table_catalog", text},
             {"f_table_schema", text},
             {"f_table_name", text},
             {"f_geometry_column", text},
             {"styleName", text},
             {"styleQML", text},
             {"styleSLD", text},
             {"useAsDefault", truth},
             {"description", text},
             {"owner", text},
             {"ui", text},
             {"update_time", time}},
            {}};
  auto lines = category_classes(view);
  for (auto& c : lines)
    if (c.colour.starts_with("2")) c.colour = "110,120,130,255";  // pale fills would vanish as lines
  const std::pair<const char*, std::string> styles[] = {
      {"elements_polygon", qml(StyleGeometry::polygon, "category", category_classes(view), "")},
      {"elements_line", qml(StyleGeometry::line, "category", lines, "")},
      {"elements_point", qml(StyleGeometry::point, "category", lines, "")},
      {"findings", qml(StyleGeometry::point, "severity", severity_classes(view), "number")},
      {"witnesses", qml(StyleGeometry::line, "verdict", verdict_classes(view), "value")}};
  const std::string none;
  for (const auto& [table, style] : styles)  // QML is many lines long: stored as it is
    out.rows.push_back(
        {{none, none, std::string(table), std::string("geom"), std::string("landai"), style, none, 1,
          std::string("landai"), none, none, std::string("2000-01-01T00:00:00.000Z")}});
  return out;
}

}  // namespace

std::vector<Layer> layers(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  std::vector<Layer> out;
  add_elements(out, view);
  for (auto* make : {witnesses_layer, findings_layer, levels_layer, checks_layer, measurements_layer,
                     indicators_layer, styles_layer})
    out.push_back(make(view));
  return out;
}

}  // namespace landai::report
