// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <exception>
#include <functional>
#include <new>

#include "dxf_build.hpp"
#include "dxf_drawing.hpp"
#include "dxf_profile.hpp"
#include "dxf_unit.hpp"
#include "landai/core/file.hpp"

namespace landai::importer {
namespace {

constexpr std::ptrdiff_t kMaxWalls = 60'000;  // pieces of walls; a storey has a few thousand
constexpr double kFarPiece = 1000;  // metres from the bulk of the drawing; a piece beyond it belongs to no building
constexpr double kFarAway = 1000;   // metres from the drawing's origin; beyond it coordinates move to a local one

std::vector<LayerUse> layers_in_use(const DxfDrawing& drawing) {
  std::vector<int> count(drawing.layers.size(), 0);
  for (std::size_t i = 0; i < drawing.layers.size(); ++i) count[i] = drawing.layers[i].entities;
  // Layers that only blocks use count too: programs put everything into blocks.
  for (const auto& [name, block] : drawing.blocks)
    for (const DxfEntity& e : block.entities)
      if (e.layer != 0) ++count[static_cast<std::size_t>(e.layer)];
  std::vector<LayerUse> out;
  for (std::size_t i = 0; i < count.size(); ++i)
    if (count[i] > 0 && drawing.layers[i].name != "0") out.push_back({drawing.layers[i].name, count[i]});
  return out;
}

void each_point(const DxfPart& part, const std::function<void(PlanPoint)>& f) {
  for (const DxfVertex& v : part.path) f(v.at);
  for (const Polygon& polygon : part.areas)
    for (const PlanPoint p : polygon.outer) f(p);
  for (const Polyline& line : part.lines)
    for (const PlanPoint p : line) f(p);
}

/// Box of the drawing without its stray ends: the middle 98 % of all points, by axis.
Box settled_box(const DxfParts& parts) {
  std::vector<double> xs, ys;
  const auto take = [&](PlanPoint p) {
    xs.push_back(p.x);
    ys.push_back(p.y);
  };
  for (const DxfPart& part : parts.loose) each_point(part, take);
  for (const DxfObject& o : parts.objects) take(o.position);
  if (xs.empty()) return {};
  const auto at = [](std::vector<double>& v, double share) {
    const auto k = static_cast<long>(share * static_cast<double>(v.size() - 1));
    std::nth_element(v.begin(), v.begin() + k, v.end());
    return v[static_cast<std::size_t>(k)];
  };
  Box box;
  if (xs.size() < 200) {  // too few to call one in a hundred stray: only what lies a hundred times as far out as the rest
    auto sx = xs, sy = ys;
    const PlanPoint mid{at(sx, 0.5), at(sy, 0.5)};
    std::vector<double> off;
    for (std::size_t i = 0; i < xs.size(); ++i) off.push_back(distance(mid, {xs[i], ys[i]}));
    const double most = 100 * at(off, 0.75);
    for (std::size_t i = 0; i < xs.size(); ++i)
      if (const PlanPoint p{xs[i], ys[i]}; !(most > 0) || distance(mid, p) <= most) box.add(p);
    return box;
  }
  box.add(PlanPoint{at(xs, 0.01), at(ys, 0.01)});
  box.add(PlanPoint{at(xs, 0.99), at(ys, 0.99)});
  return box;
}

UnitEvidence evidence_of(const std::vector<const NameRule*>& rules, const DxfParts& parts) {
  UnitEvidence e;
  std::vector<const DxfPart*> loose;
  for (const DxfPart& part : parts.loose) {
    const NameRule* rule = rules[static_cast<std::size_t>(part.layer)];
    if (rule == nullptr || !rule->category || part.kind == DxfPart::Kind::text) continue;
    if (*rule->category == Category::door) loose.push_back(&part);
    if (*rule->category == Category::wall && part.kind == DxfPart::Kind::path)
      for (const Polygon& polygon : areas_of(part)) {
        double perimeter = 0;
        for (std::size_t i = 0; i < polygon.outer.size(); ++i)
          perimeter += distance(polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]);
        if (perimeter > 0) e.wall_thicknesses.push_back(2 * std::abs(signed_area(polygon.outer)) / perimeter);
      }
  }
  const auto take = [&e](const std::vector<DrawnLeaf>& leaves) {
    for (const DrawnLeaf& leaf : leaves) e.leaves.push_back(leaf.radius);
  };
  take(find_leaves(loose, true));
  for (const DxfObject& o : parts.objects) {
    if (o.category != Category::door) continue;
    std::vector<const DxfPart*> mine;
    for (const DxfPart& part : o.parts) mine.push_back(&part);
    take(find_leaves(mine, false));
  }
  const Box box = settled_box(parts);
  if (!box.empty()) e.extent = std::max(box.width(), box.height());
  e.dimensions = parts.dimensions;
  return e;
}

std::optional<PlanPoint> middle_of(const DxfPart& part) {
  Box box;
  each_point(part, [&box](PlanPoint p) { box.add(p); });
  if (part.kind == DxfPart::Kind::text) box.add(part.position);
  if (box.empty()) return {};
  return PlanPoint{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

/// Where most of the drawing is: the median of its pieces, by axis.
std::optional<PlanPoint> bulk_of(const DxfParts& parts) {
  std::vector<double> xs, ys;
  const auto take = [&](PlanPoint p) {
    xs.push_back(p.x);
    ys.push_back(p.y);
  };
  for (const DxfPart& part : parts.loose)
    if (const auto at = middle_of(part)) take(*at);
  for (const DxfObject& o : parts.objects) take(o.position);
  if (xs.empty()) return {};
  const auto median = [](std::vector<double>& v) {
    const auto k = static_cast<long>(v.size() / 2);
    std::nth_element(v.begin(), v.begin() + k, v.end());
    return v[static_cast<std::size_t>(k)];
  };
  return PlanPoint{median(xs), median(ys)};
}

/// Leaves out what is so far from the bulk that it cannot belong to the building: lost pieces spoil every box and every grid.
void drop_far(DxfDrawing& drawing, DxfParts& parts, double metres_per_unit, const std::string& file) {
  const auto bulk = bulk_of(parts);
  if (!bulk) return;
  struct Far {
    int count = 0;
    PlanPoint at;
  };
  std::map<int, Far> far;
  const double reach = kFarPiece / metres_per_unit;
  const auto lost = [&](PlanPoint p) { return !(std::abs(p.x - bulk->x) <= reach && std::abs(p.y - bulk->y) <= reach); };
  const auto note = [&far](int layer, PlanPoint p) {
    Far& f = far[layer];
    if (f.count++ == 0) f.at = p;
  };
  std::erase_if(parts.loose, [&](const DxfPart& part) {
    std::optional<PlanPoint> out;
    each_point(part, [&](PlanPoint p) {
      if (!out && lost(p)) out = p;
    });
    if (part.kind == DxfPart::Kind::text && lost(part.position)) out = part.position;
    if (out) note(part.layer, *out);
    return out.has_value();
  });
  std::erase_if(parts.objects, [&](const DxfObject& o) {
    std::optional<PlanPoint> out;
    if (lost(o.position)) out = o.position;
    for (const DxfPart& part : o.parts)
      each_point(part, [&](PlanPoint p) {
        if (!out && lost(p)) out = p;
      });
    if (out) note(o.layer, *out);
    return out.has_value();
  });
  const auto place = [](double v) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", v);
    return std::string(text);
  };
  for (const auto& [layer, f] : far)
    drawing.diagnostics.push_back({DiagnosticSeverity::warning, file, drawing.layers[static_cast<std::size_t>(layer)].name,
                                   message("import.dxf.far_pieces")
                                       .with("count", std::to_string(f.count))
                                       .with("layer", drawing.layers[static_cast<std::size_t>(layer)].name)
                                       .with("x", place(f.at.x))
                                       .with("y", place(f.at.y)),
                                   {}, f.count});
}

/// Metres, around a local origin when the coordinates are large.
PlanPoint settle(DxfParts& parts, double metres_per_unit) {
  const Box box = settled_box(parts);
  PlanPoint origin;
  if (!box.empty()) {
    const PlanPoint centre{(box.min_x + box.max_x) / 2 * metres_per_unit, (box.min_y + box.max_y) / 2 * metres_per_unit};
    // Whole hundreds of metres, so that people can add them in their heads.
    if (std::abs(centre.x) > kFarAway || std::abs(centre.y) > kFarAway)
      origin = {std::round(centre.x / 100) * 100 / metres_per_unit, std::round(centre.y / 100) * 100 / metres_per_unit};
  }
  for (DxfPart& part : parts.loose) rescale(part, origin, metres_per_unit);
  for (DxfObject& o : parts.objects) {
    o.position = metres_per_unit * (o.position - origin);
    for (DxfPart& part : o.parts) rescale(part, origin, metres_per_unit);
  }
  return metres_per_unit * origin;
}

void say_left_out(DxfBuild& b) {
  const auto count = [&b](const char* key, int n) {
    if (n > 0) b.say(DiagnosticSeverity::info, "", message(key).with("count", std::to_string(n)), n);
  };
  count("import.dxf.frozen", b.parts.frozen);
  count("import.dxf.off", b.parts.off);
  count("import.dxf.hidden", b.parts.hidden);
  count("import.dxf.paper", b.drawing.paper_entities);
  if (b.drawing.broken_entities > 0)
    b.say(DiagnosticSeverity::warning, b.drawing.first_broken,
          message("import.dxf.bad_number").with("count", std::to_string(b.drawing.broken_entities)).with("first", b.drawing.first_broken),
          b.drawing.broken_entities);
  for (const auto& [name, block] : b.drawing.blocks)
    if (!block.external.empty())
      b.say(DiagnosticSeverity::warning, "block " + block.name, message("import.dxf.external").with("name", block.name).with("path", block.external));
  for (const auto& [type, n] : b.drawing.unknown)
    b.say(DiagnosticSeverity::warning, type, message("import.dxf.unknown_type").with("type", type).with("count", std::to_string(n)), n);
}

void inventory(DxfBuild& b) {
  std::vector<int> total(b.drawing.layers.size(), 0);
  std::vector<std::map<std::string, int>> types(b.drawing.layers.size());
  for (const DxfEntity& e : b.drawing.entities) {
    ++total[static_cast<std::size_t>(e.layer)];
    ++types[static_cast<std::size_t>(e.layer)][e.type];
  }
  int lost = 0;
  for (std::size_t i = 0; i < total.size(); ++i) {
    if (total[i] == 0) continue;
    InventoryRow row{"layer", b.drawing.layers[i].name, total[i], {}, {}, 0};
    for (const auto& [type, n] : types[i]) row.note += (row.note.empty() ? "" : ", ") + std::to_string(n) + " " + type;
    if (b.drawing.layers[i].frozen || b.drawing.layers[i].off) row.note += b.drawing.layers[i].frozen ? " (frozen)" : " (off)";
    const NameRule* rule = b.rules[i];
    if (rule != nullptr && rule->category) row.category = to_string(*rule->category);
    const auto unknown = b.parts.unknown_layers.find(static_cast<int>(i));
    row.understood = rule != nullptr ? total[i] : unknown == b.parts.unknown_layers.end() ? total[i] : total[i] - unknown->second;
    lost += total[i] - row.understood;
    b.plan.inventory.push_back(std::move(row));
  }
  for (const auto& [name, n] : b.parts.blocks) {
    const auto unknown = b.parts.blocks_unknown.find(name);
    const auto category = b.parts.block_category.find(name);
    const int missed = unknown == b.parts.blocks_unknown.end() ? 0 : unknown->second;
    b.plan.inventory.push_back({"block", name, n, category == b.parts.block_category.end() ? "" : category->second, {}, n - missed});
    lost += missed;
  }
  if (lost > 0)
    b.say(DiagnosticSeverity::warning, "", message("import.dxf.not_understood").with("count", std::to_string(lost)), lost);
}

void say_profile(DxfBuild& b, const ChosenProfile& chosen) {
  const char* key = chosen.asked_for ? "import.profile.asked" : chosen.layers_known > 0 ? "import.profile.chosen" : "import.profile.nothing_known";
  b.say(chosen.layers_known > 0 || chosen.asked_for ? DiagnosticSeverity::info : DiagnosticSeverity::warning, "",
        message(key)
            .with("profile", chosen.profile.id())
            .with("known", std::to_string(chosen.layers_known))
            .with("layers", std::to_string(chosen.layers_used)));
}

/// Ways are looked for on what is drawn: a step that no line and no mark shows is in none of them.
void say_heights_unknown(DxfBuild& b) {
  const auto& elements = b.plan.elements;
  const auto joins = std::count_if(elements.begin(), elements.end(), [](const Element& e) { return e.category == Category::door || e.category == Category::opening; });
  if (joins == 0) return;
  if (b.marks.empty()) return b.say(DiagnosticSeverity::warning, "", message("import.dxf.no_marks").with("count", std::to_string(joins)), static_cast<int>(joins));
  constexpr int kNamed = 5;
  int count = 0;
  std::string names;
  for (const Element& e : elements) {
    if (e.category != Category::space || e.z) continue;
    if (count++ < kNamed) names += (names.empty() ? "" : ", ") + (e.name.empty() ? e.id : e.name);
  }
  if (count > kNamed) names += ", …";
  if (count > 0) b.say(DiagnosticSeverity::warning, "", message("import.dxf.rooms_without_marks").with("count", std::to_string(count)).with("rooms", names), count);
}

Result<Plan> plan_of(const std::string& bytes, const std::string& file, const Options& options) {
  auto parsed = parse_dxf(bytes, file);
  if (!parsed) return parsed.error();
  DxfDrawing drawing = *std::move(parsed);
  auto chosen = choose_profile(options.data_dir, options.profile, layers_in_use(drawing));
  if (!chosen) return chosen.error();
  resolve_curves(drawing, file);
  DxfParts parts = place_parts(drawing, chosen->profile, file);
  if (parts.over_limit)
    return Error{ErrorCode::limit, message("import.dxf.too_many_parts").with("limit", std::to_string(parts.limit)), file, "",
                 message("import.dxf.advice_split")};
  if (parts.loose.empty() && parts.objects.empty())
    return Error{ErrorCode::input, message("import.dxf.nothing_drawn"), file, "", message("import.dxf.advice_nothing")};
  std::vector<const NameRule*> rules;
  for (const DxfLayer& layer : drawing.layers) rules.push_back(chosen->profile.layer(layer.name));
  const auto walls = std::count_if(parts.loose.begin(), parts.loose.end(), [&rules](const DxfPart& part) {
    const NameRule* rule = rules[static_cast<std::size_t>(part.layer)];
    return rule != nullptr && rule->category == Category::wall;
  });
  if (walls > kMaxWalls)
    return Error{ErrorCode::limit, message("import.dxf.too_many_walls").with("count", std::to_string(walls)).with("limit", std::to_string(kMaxWalls)),
                 file, "", message("import.dxf.advice_split")};
  auto unit = choose_unit(drawing.header, evidence_of(rules, parts), options, file);
  if (!unit) return unit.error();
  check_dimensions(*unit, parts.dimensions, file);
  drop_far(drawing, parts, unit->metres_per_unit, file);
  const PlanPoint origin = settle(parts, unit->metres_per_unit);

  Plan plan;
  plan.name = std::filesystem::path(file).stem().string();
  PlanSource source;
  source.file = file;
  source.format = "dxf";
  source.detail = drawing.header.version;
  source.unit = unit->name;
  source.unit_from = unit->from;
  source.metres_per_unit = unit->metres_per_unit;
  source.sha256 = sha256(bytes);
  source.profile = chosen->profile.id();
  plan.sources.push_back(std::move(source));
  plan.levels.push_back({"L0", "", 0, false});
  for (const Diagnostics* list : {&drawing.diagnostics, &parts.diagnostics, &unit->diagnostics})
    plan.diagnostics.insert(plan.diagnostics.end(), list->begin(), list->end());

  DxfBuild build{drawing, chosen->profile, parts, file, unit->name, unit->metres_per_unit, plan, std::move(rules), {}, {}, {}, {}, {}};
  build.used.assign(parts.loose.size(), 0);
  say_profile(build, *chosen);
  if (origin != PlanPoint{})
    build.say(DiagnosticSeverity::info, "", message("import.dxf.shifted").with("x", origin.x, "m").with("y", origin.y, "m"));
  build_words(build);
  build_spaces(build);
  build_solids(build);
  build_objects(build);
  build_doors(build);
  build_flights(build);
  attach_rails_and_kerbs(build);
  build_groups(build);
  say_left_out(build);
  inventory(build);
  plan.levels.front().elevation_known = !build.marks.empty();
  say_heights_unknown(build);
  finish(plan);
  return plan;
}

}  // namespace

bool looks_like_dxf(std::string_view head) {
  if (head.starts_with("AutoCAD Binary DXF")) return true;
  // The first group is 0 SECTION, or comments (999) come before it.
  const auto section = head.find("SECTION");
  if (section == std::string_view::npos) return false;
  const std::string_view before = head.substr(0, section);
  const auto line = before.find_last_not_of(" \t\r\n");
  if (line == std::string_view::npos || before[line] != '0') return false;
  return before.find("ISO-10303") == std::string_view::npos && before.find('<') == std::string_view::npos;
}

Result<Plan> read_dxf(const std::filesystem::path& file, const Options& options) {
  const auto bytes = read_file(file);
  if (!bytes) return bytes.error();
  try {
    return plan_of(*bytes, file.string(), options);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::limit, message("import.dxf.memory"), file.string(), "", message("import.dxf.advice_split")};
  } catch (const std::exception& e) {
    return Error{ErrorCode::input, message("import.dxf.failed").with("detail", e.what()), file.string(), "", {}};
  }
}

}  // namespace landai::importer
