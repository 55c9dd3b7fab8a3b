// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>

#include "dxf_levels.hpp"
#include "dxf_treads.hpp"

namespace landai::importer {
namespace {

constexpr double kTouch = 0.05;       // outlines this near belong to one ramp
constexpr std::size_t kMaxFlights = 2000;

std::string handle_of(const DxfPart& part) { return part.source == nullptr ? std::string() : part.source->handle; }

/// An outline of a flight or a landing with what is drawn in it.
struct Outline {
  std::size_t part = 0;
  Category layer = Category::ramp;
  Polygon polygon;
  std::optional<FlightDrawing> drawing;   ///< of flights
  std::size_t element = 0;
  std::size_t group = 0;
};

bool near_each_other(const Polygon& a, const Polygon& b) {
  if (!bounds(a).grown(kTouch).overlaps(bounds(b))) return false;
  for (std::size_t i = 0; i < a.outer.size(); ++i)
    for (std::size_t k = 0; k < b.outer.size(); ++k) {
      const PlanSegment gap = closest_points({a.outer[i], a.outer[(i + 1) % a.outer.size()]}, {b.outer[k], b.outer[(k + 1) % b.outer.size()]});
      if (distance(gap.a, gap.b) <= kTouch) return true;
    }
  return false;
}

bool inside(const Polygon& polygon, PlanPoint p) {
  if (contains(polygon, p)) return true;
  for (std::size_t i = 0; i < polygon.outer.size(); ++i)
    if (distance(PlanSegment{polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]}, p) < 0.02) return true;
  return false;
}

/// Closed outlines on the layers of ramps, stairs and landings, with the lines that lie in them.
std::vector<Outline> outlines(DxfBuild& b) {
  std::vector<Outline> out;
  std::vector<std::pair<PlanSegment, std::size_t>> lines;
  for (std::size_t i = 0; i < b.parts.loose.size(); ++i) {
    const DxfPart& part = b.parts.loose[i];
    const auto category = b.category_of(part);
    if (part.kind == DxfPart::Kind::text || !category ||
        (*category != Category::ramp && *category != Category::stair && *category != Category::landing))
      continue;
    MultiPolygon areas = areas_of(part);
    if (areas.empty()) {
      // An arrow may bend: its first and last point count.
      if (part.kind == DxfPart::Kind::path && part.path.size() >= 2 && *category != Category::landing)
        lines.push_back({{part.path.front().at, part.path.back().at}, i});
      continue;
    }
    for (Polygon& polygon : areas) {
      polygon = normalised(std::move(polygon));
      if (area(polygon) < 0.05 || out.size() >= kMaxFlights) continue;
      out.push_back({i, *category, std::move(polygon), {}, 0, out.size()});
      b.used[i] = 1;
    }
  }
  for (Outline& o : out) {
    if (o.layer == Category::landing) continue;
    std::vector<PlanSegment> mine;
    const Box box = bounds(o.polygon).grown(0.05);
    for (const auto& [line, part] : lines) {
      if (line.a.x < box.min_x || line.a.x > box.max_x || line.a.y < box.min_y || line.a.y > box.max_y) continue;
      if (!inside(o.polygon, line.a) || !inside(o.polygon, line.b)) continue;
      mine.push_back(line);
      b.used[part] = 1;
    }
    o.drawing = o.layer == Category::ramp ? read_ramp(o.polygon, mine) : read_stair(o.polygon, mine);
  }
  // Stairs without an outline: equal parallel lines.
  std::vector<PlanSegment> left;
  std::vector<std::size_t> left_parts;
  for (const auto& [line, part] : lines)
    if (b.used[part] == 0 && b.category_of(b.parts.loose[part]) == Category::stair) {
      left.push_back(line);
      left_parts.push_back(part);
    }
  for (LooseStair& stair : loose_stairs(left)) {
    if (out.size() >= kMaxFlights) break;
    for (const std::size_t k : stair.lines) b.used[left_parts[k]] = 1;
    out.push_back({left_parts[stair.lines.front()], Category::stair, std::move(stair.outline), std::move(stair.drawing), 0, out.size()});
  }
  return out;
}

void group(std::vector<Outline>& all) {
  std::vector<std::size_t> root(all.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&root](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const bool mixed = all[i].layer != all[k].layer && all[i].layer != Category::landing && all[k].layer != Category::landing;
      if (mixed || find(i) == find(k) || !near_each_other(all[i].polygon, all[k].polygon)) continue;
      root[find(i)] = find(k);
    }
  for (std::size_t i = 0; i < all.size(); ++i) all[i].group = find(i);
}

/// How far a point lies outside an outline, m; 0 within it.
double beside(const Polygon& polygon, PlanPoint p) {
  if (contains(polygon, p)) return 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < polygon.outer.size(); ++i)
    least = std::min(least, distance(PlanSegment{polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]}, p));
  return least;
}

/// Words in the outline or hardly beside it: the name, which is the nearest of them, and "1:12" kept as a text. Beside the outline itself, however it is
/// turned: the box around a ramp that lies aslant holds the names of rooms.
void name_from_words(const DxfBuild& b, const Polygon& polygon, Element& e) {
  constexpr double kBeside = 0.3;  // m
  const Box box = bounds(polygon).grown(kBeside);
  double nearest = kBeside;
  for (const Label& label : b.plan.labels) {
    const PlanPoint p = label.position;
    if (p.x < box.min_x || p.x > box.max_x || p.y < box.min_y || p.y > box.max_y || label.text.size() > 60) continue;
    if (level_mark(label.text, false)) continue;
    const double apart = beside(polygon, p);
    if (apart > kBeside) continue;
    const auto colon = label.text.find(':');
    const bool percent = label.text.size() < 16 && label.text.ends_with("%") && label.text.find_first_of("0123456789") != std::string::npos;
    if (percent || (colon != std::string::npos && label.text.find('1') < colon && label.text.size() < 16))
      e.attributes["slope_text"] = label.text;
    else if (e.name.empty() || apart < nearest)
      e.name = label.text, nearest = apart;
  }
}

/// Rise from the levels beyond both ends. Empty unless exactly one pair goes up.
void set_rise(DxfBuild& b, const FloorLevels& levels, FlightShape& f, bool arrow, const std::string& name, const std::string& id,
              std::optional<ZRange>& z) {
  const PlanPoint d = f.head - f.foot;
  if (!(norm(d) > 0)) return;
  const PlanPoint up = (1 / norm(d)) * d;
  const double half = f.width ? f.width->hi / 2 : 1;
  const auto low = levels.beyond(f.foot, -1 * up, half), high = levels.beyond(f.head, up, half);
  std::vector<std::pair<LevelAt, LevelAt>> pairs;
  for (const LevelAt& a : low)
    for (const LevelAt& c : high)
      if (c.z > a.z + 0.001) pairs.emplace_back(a, c);
  if (pairs.empty() && low.size() == 1 && high.size() == 1 && low[0].z > high[0].z + 0.001) {
    std::swap(f.foot, f.head);
    pairs.emplace_back(high[0], low[0]);
    if (arrow) b.say(DiagnosticSeverity::warning, id, message("import.dxf.arrow_against_levels").with("name", name));
  }
  if (pairs.size() != 1) {
    b.plan.diagnostics.push_back({DiagnosticSeverity::warning, b.file, id, message("import.dxf.rise_unknown").with("name", name),
                                  message("import.dxf.rise_unknown.advice"), 1});
    return;
  }
  const auto& [a, c] = pairs.front();
  f.rise = Known::exact(c.z - a.z, Method::drawn, "level marks " + a.mark + ", " + c.mark);
  z = ZRange{a.z, c.z};
  if (f.risers && *f.risers > 0) {
    f.riser = Known::exact(f.rise->value / *f.risers, Method::drawn, f.rise->from + " over " + std::to_string(*f.risers) + " risers");
  }
}

void make_elements(DxfBuild& b, std::vector<Outline>& all) {
  for (std::size_t g = 0; g < all.size(); ++g) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].group == g) members.push_back(i);
    const auto flight = std::find_if(members.begin(), members.end(), [&all](std::size_t i) { return all[i].layer != Category::landing; });
    std::optional<std::string> parent;
    if (flight != members.end()) {
      const Outline& first = all[*flight];
      const std::string handle = handle_of(b.parts.loose[first.part]);
      Element& whole = b.add(first.layer, handle, b.parts.loose[first.part].layer);
      whole.kind.clear();
      for (const std::size_t i : members) whole.geometry.areas.push_back(all[i].polygon);
      name_from_words(b, first.polygon, whole);
      parent = whole.id;
    }
    int nth = 0;
    for (const std::size_t i : members) {
      Outline& o = all[i];
      const DxfPart& part = b.parts.loose[o.part];
      const bool landing = o.layer == Category::landing;
      Element& e = b.add(landing ? Category::landing : Category::flight, handle_of(part), part.layer);
      if (!landing && parent) e.id = *parent + "/flight-" + std::to_string(++nth);
      e.kind = landing ? "" : o.layer == Category::ramp ? "ramp" : "stair";
      e.parent = parent;
      e.geometry.areas.push_back(o.polygon);
      if (!landing) {
        name_from_words(b, o.polygon, e);
        e.shape = o.drawing->shape;
      }
      o.element = b.plan.elements.size() - 1;
    }
  }
}

}  // namespace

void build_flights(DxfBuild& b) {
  std::vector<Outline> all = outlines(b);
  group(all);
  make_elements(b, all);
  std::vector<FloorRegion> regions;
  std::vector<PlanPoint> ends;
  for (std::size_t i = 0; i < b.plan.elements.size(); ++i)
    if (const Element& e = b.plan.elements[i]; e.category == Category::space && !e.geometry.areas.empty())
      regions.push_back({FloorRegion::Kind::space, i, normalised(e.geometry.areas.front()), bounds(e.geometry.areas.front()), {}, {}, {}});
  for (const Outline& o : all) {
    const auto kind = o.layer == Category::landing ? FloorRegion::Kind::landing : FloorRegion::Kind::flight;
    regions.push_back({kind, o.element, o.polygon, bounds(o.polygon), {}, {}, {}});
    if (const FlightShape* f = b.plan.elements[o.element].flight()) {
      ends.push_back(f->foot);
      ends.push_back(f->head);
    }
  }
  if (b.marks.empty() && all.empty()) return;
  const FloorLevels levels(b, std::move(regions), ends);
  for (const FloorRegion& region : levels.regions())
    if (region.z && region.kind != FloorRegion::Kind::flight) {
      b.plan.elements[region.element].z = ZRange{*region.z, *region.z};
      b.plan.elements[region.element].attributes["level_mark"] = region.mark;
    }
  for (const Outline& o : all) {
    Element& e = b.plan.elements[o.element];
    if (FlightShape* f = std::get_if<FlightShape>(&e.shape)) {
      const std::string name = e.name.empty() ? e.id : e.name;
      std::optional<ZRange> z;
      set_rise(b, levels, *f, o.drawing->arrow, name, e.id, z);
      e.z = z;
      const std::string* said = e.text("slope_text");
      const auto at = said == nullptr ? std::string::npos : said->find("1:");
      double ratio = 0;
      if (at != std::string::npos && f->rise && f->run && f->rise->value > 0 &&
          std::from_chars(said->data() + at + 2, said->data() + said->size(), ratio).ec == std::errc{} && ratio > 0) {
        const double drawn = f->run->value / f->rise->value;
        if (std::abs(drawn - ratio) > 0.05 * ratio) {
          char digits[32];
          std::snprintf(digits, sizeof digits, "%.1f", drawn);
          b.say(DiagnosticSeverity::warning, e.id, message("import.dxf.slope_text").with("name", name).with("text", *said).with("ratio", std::string(digits)));
        }
      }
    }
  }
  // A whole ramp reaches from its lowest to its highest part.
  for (Element& whole : b.plan.elements) {
    if (whole.category != Category::ramp && whole.category != Category::stair) continue;
    for (const Outline& o : all) {
      const Element& part = b.plan.elements[o.element];
      if (part.parent != whole.id || !part.z) continue;
      whole.z = whole.z ? ZRange{std::min(whole.z->lo, part.z->lo), std::max(whole.z->hi, part.z->hi)} : *part.z;
    }
  }
}

}  // namespace landai::importer
