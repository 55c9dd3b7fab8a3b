// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_entity.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string_view>

namespace landai::importer {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr std::size_t kMaxVertices = 200'000;  // of one polyline

DxfKind kind_of(std::string_view type) {
  struct Row {
    std::string_view type;
    DxfKind kind;
  };
  static constexpr Row kRows[] = {
      {"LINE", DxfKind::path},       {"LWPOLYLINE", DxfKind::path},   {"POLYLINE", DxfKind::path},
      {"ARC", DxfKind::path},        {"CIRCLE", DxfKind::path},       {"SOLID", DxfKind::face},
      {"TRACE", DxfKind::face},      {"3DFACE", DxfKind::face},       {"HATCH", DxfKind::curve},
      {"MPOLYGON", DxfKind::curve},  {"SPLINE", DxfKind::curve},      {"ELLIPSE", DxfKind::curve},
      {"INSERT", DxfKind::insert},   {"TEXT", DxfKind::text},         {"MTEXT", DxfKind::text},
      {"DIMENSION", DxfKind::dimension}, {"POINT", DxfKind::point},
      {"VIEWPORT", DxfKind::passive}, {"ATTDEF", DxfKind::passive},   {"ATTRIB", DxfKind::passive},
      {"SEQEND", DxfKind::passive},  {"VERTEX", DxfKind::passive},    {"IMAGE", DxfKind::passive},
      {"WIPEOUT", DxfKind::passive}, {"LEADER", DxfKind::passive},    {"MULTILEADER", DxfKind::passive},
      {"MLEADER", DxfKind::passive}, {"TOLERANCE", DxfKind::passive}, {"XLINE", DxfKind::passive},
      {"RAY", DxfKind::passive},     {"LIGHT", DxfKind::passive},     {"SUN", DxfKind::passive},
      {"OLE2FRAME", DxfKind::passive}, {"ACAD_TABLE", DxfKind::passive}, {"PDFUNDERLAY", DxfKind::passive},
      {"DWFUNDERLAY", DxfKind::passive}, {"DGNUNDERLAY", DxfKind::passive}, {"ARC_DIMENSION", DxfKind::passive}};
  for (const Row& row : kRows)
    if (row.type == type) return row.kind;
  return DxfKind::unknown;
}

double value(std::span<const DxfGroup> groups, int code, double otherwise = 0) {
  for (const DxfGroup& g : groups)
    if (g.code == code) return g.number;
  return otherwise;
}

PlanPoint point(std::span<const DxfGroup> groups, int code) { return {value(groups, code), value(groups, code + 10)}; }

std::string_view text_of(std::span<const DxfGroup> groups, int code) {
  for (const DxfGroup& g : groups)
    if (g.code == code) return g.text;
  return {};
}

void common(DxfEntity& e, std::span<const DxfGroup> groups, const DxfEntityContext& context) {
  bool in_application_data = false;
  double nx = 0, ny = 0, nz = 1;
  e.layer = 0;
  for (const DxfGroup& g : groups) {
    if (g.code == 102) in_application_data = g.text.starts_with("{");
    if (in_application_data) continue;
    // Heights above the plan's floor do not matter; places, sizes, scales and angles do.
    if (g.bad_number && ((g.code >= 10 && g.code <= 28) || (g.code >= 40 && g.code <= 59))) e.broken = true;
    switch (g.code) {
      case 5: e.handle = std::string(g.text); break;
      case 8: e.layer = context.layer(trimmed_text(context.decoder.decode(g.text))); break;
      case 60: e.hidden = e.hidden || g.number == 1; break;
      case 67: e.paper = g.number == 1; break;
      case 210: nx = g.number; break;
      case 220: ny = g.number; break;
      case 230: nz = g.number; break;
      default: break;
    }
    if (g.code == 101) break;  // embedded object: its groups repeat codes with another meaning
  }
  const double sideways = std::hypot(nx, ny);
  e.mirrored = nz < 0 && sideways <= 1e-6 * std::abs(nz);
  e.tilted = sideways > 1e-6 * std::abs(nz);
}

void mirror(DxfEntity& e) {
  for (DxfVertex& v : e.path) {
    v.at.x = -v.at.x;
    v.bulge = -v.bulge;
  }
  e.position.x = -e.position.x;
}

/// An arc as one or two corners with bulges; a full circle as two halves.
void add_arc(DxfEntity& e, PlanPoint centre, double radius, double from, double sweep) {
  const int pieces = sweep > std::numbers::pi * 1.001 ? 2 : 1;
  const auto on = [&](double a) { return centre + radius * PlanPoint{std::cos(a), std::sin(a)}; };
  for (int i = 0; i < pieces; ++i)
    e.path.push_back({on(from + sweep * i / pieces), std::tan(sweep / pieces / 4)});
  e.path.push_back({on(from + sweep), 0});
}

void read_path(DxfEntity& e, std::span<const DxfGroup> groups) {
  if (e.type == "LINE") {
    e.path = {{point(groups, 10), 0}, {point(groups, 11), 0}};
    e.mirrored = false;  // lines are given in world coordinates
    e.tilted = false;
    return;
  }
  if (e.type == "ARC" || e.type == "CIRCLE") {
    const double radius = value(groups, 40);
    if (!(radius > 0)) return;
    const double from = e.type == "ARC" ? value(groups, 50) * kDegree : 0;
    double sweep = 2 * std::numbers::pi;
    if (e.type == "ARC") {
      sweep = std::fmod(value(groups, 51) * kDegree - from, 2 * std::numbers::pi);
      if (sweep <= 1e-9) sweep += 2 * std::numbers::pi;
    }
    add_arc(e, point(groups, 10), radius, from, sweep);
    if (e.type == "CIRCLE") {
      e.path.pop_back();
      e.closed = true;
    }
    return;
  }
  const int flags = static_cast<int>(value(groups, 70));
  e.closed = (flags & 1) != 0;
  if (e.type == "POLYLINE") {
    if ((flags & (16 | 64)) != 0) e.kind = DxfKind::unknown;  // meshes
    if ((flags & 8) != 0) e.mirrored = e.tilted = false;     // 3D polylines are in world coordinates
    return;
  }
  for (const DxfGroup& g : groups) {
    if (g.code == 10 && e.path.size() < kMaxVertices) e.path.push_back({{g.number, 0}, 0});
    if (e.path.empty()) continue;
    if (g.code == 20) e.path.back().at.y = g.number;
    if (g.code == 42) e.path.back().bulge = g.number;
  }
}

void read_insert(DxfEntity& e, std::span<const DxfGroup> groups, const DxfEntityContext& context) {
  DxfInsert in;
  in.block = trimmed_text(context.decoder.decode(text_of(groups, 2)));
  in.scale_x = value(groups, 41, 1);
  in.scale_y = value(groups, 42, 1);
  if (in.scale_x == 0) in.scale_x = 1;
  if (in.scale_y == 0) in.scale_y = 1;
  in.rotation = value(groups, 50) * kDegree;
  in.columns = std::clamp(static_cast<int>(std::clamp(value(groups, 70, 1), 1.0, 32767.0)), 1, 32767);
  in.rows = std::clamp(static_cast<int>(std::clamp(value(groups, 71, 1), 1.0, 32767.0)), 1, 32767);
  in.column_step = value(groups, 44);
  in.row_step = value(groups, 45);
  e.position = point(groups, 10);
  e.closed = value(groups, 66) == 1;
  e.insert = std::move(in);
}

void read_text(DxfEntity& e, std::span<const DxfGroup> groups, const DxfEntityContext& context) {
  std::string words;
  bool aligned = false;
  for (const DxfGroup& g : groups) {
    if (g.code == 101) break;
    if (g.code == 1 || g.code == 3) words += context.decoder.decode(g.text);
    if (g.code == 72 || g.code == 73) aligned = aligned || g.number != 0;
  }
  const bool rich = e.type == "MTEXT";
  e.text = trimmed_text(rich ? plain_mtext(words) : plain_text(words));
  e.position = point(groups, 10);
  if (!rich && aligned && (value(groups, 11) != 0 || value(groups, 21) != 0)) e.position = point(groups, 11);
  e.text_height = value(groups, 40);
  if (rich) e.mirrored = e.tilted = false;
}

void read_dimension(DxfEntity& e, std::span<const DxfGroup> groups, const DxfEntityContext& context) {
  DxfDimension d;
  d.measured = value(groups, 42);
  d.text = trimmed_text(plain_mtext(context.decoder.decode(text_of(groups, 1))));
  d.from = point(groups, 13);
  d.to = point(groups, 14);
  const int type = static_cast<int>(value(groups, 70)) & 7;
  d.linear = type == 0 || type == 1;
  // A rotated dimension measures along its own direction only.
  if (type == 0) {
    const double a = value(groups, 50) * kDegree;
    const double along = dot(d.to - d.from, {std::cos(a), std::sin(a)});
    if (d.measured <= 0) d.measured = std::abs(along);
  } else if (d.measured <= 0) {
    d.measured = distance(d.from, d.to);
  }
  e.dimension = std::move(d);
}

/// The groups that GDAL needs to draw a curve, as text; the handle and layer are put in front later.
std::string raw_groups(std::span<const DxfGroup> groups) {
  std::string out;
  for (const DxfGroup& g : groups) {
    if (g.code >= 1000 || g.code == 5 || g.code == 8 || g.code == 102 || (g.code >= 330 && g.code < 370) || g.code == 6 ||
        g.code == 60 || g.code == 62 || g.code == 67 || (g.code >= 310 && g.code < 320) || g.code == 420 || g.code == 430)
      continue;
    out += std::to_string(g.code);
    out += '\n';
    if (g.is_number && g.text.empty()) {  // binary form: the value was never text
      char digits[40];
      const auto kind = dxf_value_kind(g.code);
      const auto end = kind == DxfValueKind::real ? std::to_chars(digits, digits + sizeof digits, g.number).ptr
                                                  : std::to_chars(digits, digits + sizeof digits, static_cast<long long>(g.number)).ptr;
      out.append(digits, end);
    } else {
      out += g.text;
    }
    out += '\n';
  }
  return out;
}

}  // namespace

void add_dxf_vertex(DxfEntity& polyline, std::span<const DxfGroup> groups) {
  const int flags = static_cast<int>(value(groups, 70));
  if ((flags & 16) != 0 || polyline.path.size() >= kMaxVertices) return;  // control points of a spline frame
  for (const DxfGroup& g : groups) polyline.broken = polyline.broken || (g.bad_number && (g.code == 10 || g.code == 20 || g.code == 42));
  polyline.path.push_back({point(groups, 10), value(groups, 42)});
}

void add_dxf_attribute(DxfEntity& insert, std::span<const DxfGroup> groups, const DxfEntityContext& context) {
  if (!insert.insert || insert.insert->attributes.size() >= 200) return;
  DxfAttribute a;
  a.tag = trimmed_text(context.decoder.decode(text_of(groups, 2)));
  a.value = trimmed_text(plain_text(context.decoder.decode(text_of(groups, 1))));
  insert.insert->attributes.push_back(std::move(a));
}

void finish_dxf_polyline(DxfEntity& e) {
  if (e.type == "POLYLINE" && e.mirrored) mirror(e);
}

void read_dxf_entity(DxfEntity& e, std::span<const DxfGroup> groups, const DxfEntityContext& context) {
  e.kind = kind_of(e.type);
  common(e, groups, context);
  switch (e.kind) {
    case DxfKind::path: read_path(e, groups); break;
    case DxfKind::face: {
      e.path = {{point(groups, 10), 0}, {point(groups, 11), 0}, {point(groups, 13), 0}, {point(groups, 12), 0}};
      if (e.type == "3DFACE") {
        std::swap(e.path[2], e.path[3]);
        e.mirrored = e.tilted = false;
      }
      e.closed = true;
      break;
    }
    case DxfKind::curve:
      e.raw = raw_groups(groups);
      e.mirrored = e.tilted = false;  // GDAL turns them the right way
      break;
    case DxfKind::insert: read_insert(e, groups, context); break;
    case DxfKind::text: read_text(e, groups, context); break;
    case DxfKind::dimension: read_dimension(e, groups, context); break;
    case DxfKind::point: e.position = point(groups, 10); break;
    default: break;
  }
  if (e.mirrored && e.type != "POLYLINE") mirror(e);
  if (e.tilted && e.kind != DxfKind::text && e.kind != DxfKind::dimension) e.kind = DxfKind::unknown;
}

}  // namespace landai::importer
