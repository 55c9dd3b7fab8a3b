// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "dxf_build.hpp"

namespace landai::importer {
namespace {

constexpr double kSagitta = 0.0005;      // arcs as chords: at most this far off
constexpr double kThickest = 0.7;        // a closed outline on a wall layer that is thicker on average is a room's outline
constexpr double kTouch = 0.005;
constexpr int kMaxCellsPerPart = 400;

/// Mean thickness of what a ring encloses: 2 · area / perimeter.
double mean_thickness(const Ring& ring) {
  double perimeter = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) perimeter += distance(ring[i], ring[(i + 1) % ring.size()]);
  return perimeter > 0 ? 2 * std::abs(signed_area(ring)) / perimeter : 0;
}

void add_edges(const Geometry& g, WallEdges& to) {
  const auto ring = [&to](const Ring& r) {
    for (std::size_t i = 0; i < r.size(); ++i) to.add(r[i], r[(i + 1) % r.size()]);
  };
  for (const Polygon& polygon : g.areas) {
    ring(polygon.outer);
    for (const Ring& hole : polygon.holes) ring(hole);
  }
  for (const Polyline& line : g.lines)
    for (std::size_t i = 0; i + 1 < line.size(); ++i) to.add(line[i], line[i + 1]);
}

/// Bodies of walls: closed outlines that are thin, hatches. A room's outline on the wall layer stays a line.
Geometry wall_geometry(const DxfPart& part) {
  Geometry g;
  for (Polygon& polygon : areas_of(part)) {
    if (mean_thickness(polygon.outer) <= kThickest || !polygon.holes.empty()) {
      g.areas.push_back(std::move(polygon));
      continue;
    }
    Polyline line = polygon.outer;
    line.push_back(line.front());
    g.lines.push_back(std::move(line));
  }
  if (g.empty()) g.lines = lines_of(part);
  return g;
}

Box box_of(const DxfPart& part) {
  Box box;
  for (const DxfVertex& v : part.path) box.add(v.at);
  for (const Polygon& polygon : part.areas) box.add(polygon.outer);
  for (const Polyline& line : part.lines)
    for (const PlanPoint p : line) box.add(p);
  return box;
}

/// Groups of parts whose boxes touch: a table drawn with twelve lines is one thing.
std::vector<std::vector<std::size_t>> clusters(const std::vector<std::size_t>& members, const std::vector<DxfPart>& parts) {
  std::vector<std::size_t> root(members.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&root](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  std::vector<Box> boxes;
  std::unordered_map<long long, std::vector<std::size_t>> cells;
  for (std::size_t i = 0; i < members.size(); ++i) {
    boxes.push_back(box_of(parts[members[i]]).grown(kTouch));
    const Box& b = boxes.back();
    if (b.empty()) continue;
    const auto cell = [](double v) { return static_cast<long long>(std::floor(std::clamp(v, -1e8, 1e8))); };
    int seen = 0;
    for (long long x = cell(b.min_x); x <= cell(b.max_x); ++x)
      for (long long y = cell(b.min_y); y <= cell(b.max_y) && ++seen <= kMaxCellsPerPart; ++y) {
        auto& here = cells[x * 400'000'007LL + y];
        int tried = 0;
        for (auto it = here.rbegin(); it != here.rend() && tried < 300; ++it, ++tried)
          if (boxes[*it].overlaps(b)) root[find(i)] = find(*it);
        here.push_back(i);
      }
  }
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < members.size(); ++i) groups[find(i)].push_back(members[i]);
  std::vector<std::vector<std::size_t>> out;
  for (auto& [r, group] : groups) out.push_back(std::move(group));
  std::sort(out.begin(), out.end());
  return out;
}

std::string handle_of(const DxfPart& part) { return part.source == nullptr ? std::string() : part.source->handle; }

/// The one of the elements that holds a point or passes within reach, for kerbs and rails.
const Element* near_element(const std::vector<const Element*>& among, PlanPoint p, double reach) {
  for (const Element* e : among)
    for (const Polygon& polygon : e->geometry.areas) {
      if (contains(polygon, p)) return e;
      for (std::size_t i = 0; i < polygon.outer.size(); ++i)
        if (distance(PlanSegment{polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]}, p) <= reach) return e;
    }
  return nullptr;
}

}  // namespace

std::optional<Category> DxfBuild::category_of(const DxfPart& part) const {
  const NameRule* rule = rules[static_cast<std::size_t>(part.layer)];
  return rule == nullptr ? std::nullopt : rule->category;
}

LayerRole DxfBuild::role_of(const DxfPart& part) const {
  const NameRule* rule = rules[static_cast<std::size_t>(part.layer)];
  return rule == nullptr ? LayerRole::none : rule->role;
}

Element& DxfBuild::add(Category category, const std::string& handle, int layer) {
  Element e;
  const std::string base = handle.empty() ? "dxf-" + std::string(to_string(category)) : "dxf-" + handle;
  const int nth = ++ids[base];
  e.id = nth == 1 && !handle.empty() ? base : base + "." + std::to_string(nth);
  e.category = category;
  e.levels = {"L0"};
  const NameRule* rule = rules[static_cast<std::size_t>(layer)];
  if (rule != nullptr && rule->category == category) e.kind = rule->kind;
  e.sources.push_back({0, layer_name(layer), handle});
  plan.elements.push_back(std::move(e));
  return plan.elements.back();
}

void DxfBuild::say(DiagnosticSeverity severity, std::string where, Message text, int count) {
  plan.diagnostics.push_back({severity, file, std::move(where), std::move(text), {}, count});
}

MultiPolygon areas_of(const DxfPart& part) {
  if (part.kind == DxfPart::Kind::areas) return part.areas;
  if (part.kind != DxfPart::Kind::path || part.path.size() < 2) return {};
  Ring ring = chords_of(part.path, part.closed, kSagitta);
  const bool shut = part.closed || (ring.size() > 3 && distance(ring.front(), ring.back()) < 1e-6);
  if (!shut) return {};
  ring.pop_back();
  if (ring.size() < 3) return {};
  return {Polygon{std::move(ring), {}}};
}

std::vector<Polyline> lines_of(const DxfPart& part) {
  if (part.kind == DxfPart::Kind::areas) return part.lines;
  if (part.kind != DxfPart::Kind::path) return {};
  return {chords_of(part.path, part.closed, kSagitta)};
}

void add_geometry(Geometry& to, const DxfPart& part) {
  MultiPolygon areas = areas_of(part);
  if (areas.empty()) {
    for (Polyline& line : lines_of(part)) to.lines.push_back(std::move(line));
    return;
  }
  for (Polygon& polygon : areas) to.areas.push_back(std::move(polygon));
  if (part.kind == DxfPart::Kind::areas)
    for (const Polyline& line : part.lines) to.lines.push_back(line);
}

Ring AxisBox::ring() const { return {origin, origin + width * x, origin + width * x + depth * y, origin + depth * y}; }

std::optional<AxisBox> axis_box(std::span<const DxfPart* const> parts, PlanPoint x, PlanPoint y) {
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  const auto take = [&](PlanPoint p) {
    x0 = std::min(x0, dot(p, x)), x1 = std::max(x1, dot(p, x));
    y0 = std::min(y0, dot(p, y)), y1 = std::max(y1, dot(p, y));
  };
  for (const DxfPart* part : parts) {
    if (part->kind == DxfPart::Kind::text) continue;
    for (const Polyline& line : lines_of(*part))
      for (const PlanPoint p : line) take(p);
    for (const Polygon& polygon : part->areas)
      for (const PlanPoint p : polygon.outer) take(p);
  }
  if (!(x1 > x0) && !(y1 > y0)) return {};
  return AxisBox{x0 * x + y0 * y, x, y, x1 - x0, y1 - y0};
}

void build_solids(DxfBuild& b) {
  std::map<std::pair<int, Category>, std::vector<std::size_t>> grouped;
  for (std::size_t i = 0; i < b.parts.loose.size(); ++i) {
    const DxfPart& part = b.parts.loose[i];
    const auto category = b.category_of(part);
    if (!category || part.kind == DxfPart::Kind::text) {
      if (b.role_of(part) == LayerRole::building_outline && part.kind != DxfPart::Kind::text) {
        for (Polygon& polygon : areas_of(part)) b.add(Category::building, handle_of(part), part.layer).geometry.areas.push_back(std::move(polygon));
        b.used[i] = 1;
      }
      continue;
    }
    switch (*category) {
      case Category::wall: {
        Element& e = b.add(Category::wall, handle_of(part), part.layer);
        e.geometry = wall_geometry(part);
        add_edges(e.geometry, b.walls);
        add_edges(e.geometry, b.barriers);
        b.used[i] = 1;
        break;
      }
      case Category::column: grouped[{part.layer, *category}].push_back(i); break;
      case Category::counter:
      case Category::lift:
        // Closed outlines are one part each; pieces of an exploded one belong together.
        if (areas_of(part).empty()) {
          grouped[{part.layer, *category}].push_back(i);
          break;
        }
        [[fallthrough]];
      case Category::handrail:
      case Category::tactile_path:
      case Category::parking_bay:
      case Category::opening: {
        Element& e = b.add(*category, handle_of(part), part.layer);
        add_geometry(e.geometry, part);
        if (*category == Category::counter) e.shape = CounterShape{};
        if (*category == Category::handrail) add_edges(e.geometry, b.barriers);
        b.used[i] = 1;
        break;
      }
      case Category::obstacle:
        if (const NameRule* rule = b.rules[static_cast<std::size_t>(part.layer)]; rule->kind == "kerb" || !areas_of(part).empty()) {
          add_geometry(b.add(Category::obstacle, handle_of(part), part.layer).geometry, part);
          b.used[i] = 1;
          break;
        }
        [[fallthrough]];
      case Category::furniture:
      case Category::seat:
      case Category::sanitary:
      case Category::window:
      case Category::sign: grouped[{part.layer, *category}].push_back(i); break;
      default: break;  // doors, spaces, ramps, stairs, landings have steps of their own
    }
  }
  for (const auto& [what, members] : grouped)
    for (const auto& group : clusters(members, b.parts.loose)) {
      Element& e = b.add(what.second, handle_of(b.parts.loose[group.front()]), what.first);
      const bool drawn_only = what.second == Category::window || what.second == Category::sign;
      std::vector<const DxfPart*> mine;
      for (const std::size_t i : group) {
        if (drawn_only) add_geometry(e.geometry, b.parts.loose[i]);
        mine.push_back(&b.parts.loose[i]);
        b.used[i] = 1;
      }
      if (!drawn_only) e.geometry = bodies_of(mine);
      if (what.second == Category::counter) e.shape = CounterShape{};
      if (what.second == Category::column) add_edges(e.geometry, b.walls);
      if (what.second == Category::column || what.second == Category::window) add_edges(e.geometry, b.barriers);
    }
}

void attach_rails_and_kerbs(DxfBuild& b) {
  std::vector<const Element*> flights;
  for (const Element& e : b.plan.elements)
    if (e.category == Category::flight && e.parent) flights.push_back(&e);
  if (flights.empty() || flights.size() > 2000) return;
  for (std::size_t i = 0; i < b.plan.elements.size(); ++i) {
    Element& e = b.plan.elements[i];
    const bool kerb = e.category == Category::obstacle && e.kind == "kerb";
    if ((e.category != Category::handrail && !kerb) || e.parent) continue;
    const Box box = e.geometry.box();
    if (box.empty()) continue;
    const PlanPoint middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    for (const double reach : {0.02, 0.2})
      if (const Element* flight = near_element(flights, middle, reach)) {
        e.parent = *flight->parent;
        break;
      }
  }
}

}  // namespace landai::importer
