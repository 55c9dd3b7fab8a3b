// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <functional>

#include "dxf_build.hpp"
#include "dxf_text.hpp"

namespace landai::importer {
namespace {

constexpr double kTiny = 0.02;              // parts of an insert smaller than this are screws and handles
constexpr double kThinnestOpening = 0.05;   // a closed rectangle on a door layer thinner than this is a leaf
constexpr double kNarrowestLeaf = 0.3, kWidestLeaf = 1.6;   // an arc outside these is no leaf's
constexpr double kContradicts = 0.95;       // two widths of one leaf that differ by more are said
constexpr double kWallReach = 0.15;

std::vector<const DxfPart*> pointers(const std::vector<DxfPart>& parts) {
  std::vector<const DxfPart*> out;
  for (const DxfPart& part : parts)
    if (part.kind != DxfPart::Kind::text) out.push_back(&part);
  return out;
}

/// What people call the thing: its code, else its block.
std::string name_of(const DxfObject& o) {
  for (const char* tag : {"NAMA", "NAME", "KODE", "CODE", "NO", "NUMBER", "NUMMER", "MARK", "TAG", "ID"})
    for (const DxfAttribute& a : o.attributes)
      if (upper(a.tag) == tag && !a.value.empty()) return a.value;
  return o.block;
}

void describe(Element& e, const DxfObject& o) {
  e.name = name_of(o);
  e.attributes["block"] = o.block;
  if (std::abs(o.scale_x - o.scale_y) < 1e-9)
    e.attributes["scale"] = o.scale_x;
  else
    e.attributes["scale"] = std::to_string(o.scale_x) + " x " + std::to_string(o.scale_y);
  e.attributes["rotation"] = o.rotation;
  for (const DxfAttribute& a : o.attributes) e.attributes["att." + a.tag] = a.value;
  e.sources.front().entity = o.handle;
  if (!o.kind.empty()) e.kind = o.kind;
}

/// Height attribute in metres. A value that is no height in the drawing's unit is said and not used.
std::optional<Known> height_of(DxfBuild& b, const DxfObject& o) {
  for (const DxfAttribute& a : o.attributes) {
    if (!b.profile.is_height_tag(a.tag) || a.value.empty()) continue;
    std::string digits = a.value;
    std::replace(digits.begin(), digits.end(), ',', '.');
    digits = trimmed_text(digits);
    const bool as_level = digits.starts_with("+");   // "+0.75" is written as levels are: metres
    if (as_level) digits.erase(0, 1);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    std::string rest = trimmed_text(digits.substr(static_cast<std::size_t>(end - digits.data())));
    double scale = as_level && digits.find('.') != std::string::npos ? 1 : b.metres_per_unit;
    if (rest == "mm") scale = 0.001;
    else if (rest == "cm") scale = 0.01;
    else if (rest == "m") scale = 1;
    else if (!rest.empty()) scale = -1;   // words: said below
    const double metres = value * scale;
    if (error != std::errc{} || metres < 0.1 || metres > 4) {
      b.say(DiagnosticSeverity::warning, "block " + o.block + " " + o.handle,
            message("import.dxf.height_implausible").with("tag", a.tag).with("value", a.value).with("unit", b.unit));
      continue;
    }
    return Known::exact(metres, Method::attribute, "att." + a.tag);
  }
  return {};
}

bool tiny(const DxfPart& part) {
  Box box;
  for (const Polyline& line : lines_of(part))
    for (const PlanPoint p : line) box.add(p);
  for (const Polygon& polygon : part.areas) box.add(polygon.outer);
  return box.empty() || std::hypot(box.width(), box.height()) < kTiny;
}

void body(Element& e, const DxfObject& o) {
  const auto parts = pointers(o.parts);
  const auto box = axis_box(parts, o.axis_x, o.axis_y);
  // A window is as good as its rectangle; so is anything with more detail than a plan can use.
  const bool plain = box && std::min(box->width, box->depth) > 0.01 &&
                     ((o.category == Category::window && std::min(box->width, box->depth) < 0.6) || parts.size() > 400);
  if (plain) {
    e.geometry.areas.push_back({box->ring(), {}});
    return;
  }
  if (o.category == Category::window || o.category == Category::sign || o.category == Category::handrail) {
    for (const DxfPart* part : parts)
      if (!tiny(*part)) add_geometry(e.geometry, *part);
  } else {
    std::vector<const DxfPart*> kept;
    for (const DxfPart* part : parts)
      if (areas_of(*part).empty() || !tiny(*part)) kept.push_back(part);
    e.geometry = bodies_of(kept);
  }
  if (e.geometry.empty() && box && box->width > 0 && box->depth > 0) e.geometry.areas.push_back({box->ring(), {}});
  if (e.geometry.empty()) e.geometry.points.push_back(o.position);
}

/// The side away from the only wall behind it; (0,0) when none or several sides stand at a wall.
PlanPoint facing(const AxisBox& box, const WallEdges& walls) {
  const std::array<std::pair<PlanPoint, PlanPoint>, 4> sides{{{box.origin + 0.5 * box.width * box.x, box.y},
                                                              {box.origin + 0.5 * box.width * box.x + box.depth * box.y, -1 * box.y},
                                                              {box.origin + 0.5 * box.depth * box.y, box.x},
                                                              {box.origin + 0.5 * box.depth * box.y + box.width * box.x, -1 * box.x}}};
  PlanPoint out;
  int at_wall = 0;
  for (const auto& [middle, away] : sides) {
    bool wall = false;
    for (const PlanSegment& edge : walls.near(middle, kWallReach)) {
      const PlanPoint v = edge.b - edge.a;
      wall = wall || std::abs(dot(v, away)) < 0.1 * norm(v);
    }
    if (!wall) continue;
    ++at_wall;
    out = away;
  }
  return at_wall == 1 ? out : PlanPoint{};
}

void add_thing(DxfBuild& b, const DxfObject& o) {
  Element& e = b.add(o.category, o.handle, o.layer);
  describe(e, o);
  body(e, o);
  const auto height = height_of(b, o);
  const auto box = axis_box(pointers(o.parts), o.axis_x, o.axis_y);
  const PlanPoint centre = box ? box->centre() : o.position;
  switch (o.category) {
    case Category::counter: {
      CounterShape shape;
      shape.height = height;
      e.shape = shape;
      break;
    }
    case Category::sanitary: e.shape = FixtureShape{centre, box ? facing(*box, b.walls) : PlanPoint{}, height}; break;
    case Category::seat:
    case Category::handrail:
    case Category::parking_bay:
    case Category::sign: e.shape = FixtureShape{centre, {}, height}; break;
    case Category::window: {
      const Ring ring = box ? box->ring() : Ring{};
      for (std::size_t i = 0; i < ring.size(); ++i) b.barriers.add(ring[i], ring[(i + 1) % ring.size()]);
      break;
    }
    default: break;
  }
}

/// Long and thin, with lines along most of its length: glass in a wall.
bool looks_like_window(const DxfObject& o) {
  const auto parts = pointers(o.parts);
  const auto box = axis_box(parts, o.axis_x, o.axis_y);
  if (!box) return false;
  const bool wide = box->width >= box->depth;
  const double length = std::max(box->width, box->depth), depth = std::min(box->width, box->depth);
  if (length < 0.4 || depth > 0.5 || depth > 0.5 * length) return false;
  int along = 0;
  for (const DxfPart* part : parts)
    for (const PlanSegment& s : straights_of(*part)) {
      const PlanPoint v = s.b - s.a;
      if (norm(v) > 0.4 * length && std::abs(dot(v, wide ? box->x : box->y)) > 0.99 * norm(v)) ++along;
    }
  return along >= 2;
}

void door_body(Element& e, const DoorShape& door) {
  const PlanPoint along = door.jamb_b - door.jamb_a;
  const double w = norm(along);
  if (door.wall_thickness > 0 && w > 0) {
    const PlanPoint half = (0.5 * door.wall_thickness / w) * left_normal(along);
    e.geometry.areas.push_back({{door.jamb_a - half, door.jamb_b - half, door.jamb_b + half, door.jamb_a + half}, {}});
  } else {
    e.geometry.lines.push_back({door.jamb_a, door.jamb_b});
  }
}

void add_doors(DxfBuild& b, const std::vector<DrawnLeaf>& leaves, std::span<const DxfPart* const> frame, const std::string& from,
               const std::function<Element&(std::size_t)>& make) {
  const auto groups = group_leaves(leaves);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::vector<const DrawnLeaf*> mine;
    for (const std::size_t k : groups[i]) mine.push_back(&leaves[k]);
    DoorShape shape = door_from_leaves(mine, frame, b.walls, from);
    double widths = 0;
    bool leaf_differs = false;
    for (const Leaf& leaf : shape.leaves) {
      widths += leaf.width.value;
      leaf_differs = leaf_differs || leaf.width.lo < kContradicts * leaf.width.hi;
    }
    Element& e = make(groups[i].front());
    const std::string name = e.name.empty() ? e.id : e.name;
    if (shape.opening_width && shape.opening_width->value < kContradicts * widths)
      b.say(DiagnosticSeverity::warning, e.id,
            message("import.dxf.leaf_wider").with("door", name).with("leaf", widths, "m").with("opening", shape.opening_width->value, "m"));
    else if (leaf_differs)
      b.say(DiagnosticSeverity::warning, e.id,
            message("import.dxf.leaf_differs").with("door", name).with("low", shape.leaves[0].width.lo, "m").with("high", shape.leaves[0].width.hi, "m"));
    if (mine.front()->length <= 0) e.confidence = std::min(e.confidence, 0.7);
    door_body(e, shape);
    e.shape = std::move(shape);
  }
}

/// An insert without a leaf: a sliding or overhead door when its name says so, a door of unknown kind when it is called one and
/// fills a hole in the wall, a window when it looks like one. Anything else (tags, symbols) is nothing we know.
void add_leafless(DxfBuild& b, const DxfObject& o, int& not_doors) {
  const auto parts = pointers(o.parts);
  const auto box = axis_box(parts, o.axis_x, o.axis_y);
  const double length = box ? std::max(box->width, box->depth) : 0;
  if (o.named && length > 0.3) {
    const bool wide = box->width >= box->depth;
    const PlanPoint along = wide ? box->x : box->y, across = wide ? box->y : box->x;
    const PlanPoint a = box->origin + 0.5 * std::min(box->width, box->depth) * across;
    auto shape = door_without_leaf(a, a + length * along, 0, b.walls, "block " + o.block);
    if (shape && (o.operation != DoorOperation::unknown || shape->opening_width)) {
      Element& e = b.add(Category::door, o.handle, o.layer);
      describe(e, o);
      shape->operation = o.operation;
      e.confidence = 0.8;
      door_body(e, *shape);
      e.shape = *std::move(shape);
      return;
    }
  }
  ++not_doors;
  if (!looks_like_window(o)) {
    b.plan.unread_doors.push_back(box ? box->origin + 0.5 * box->width * box->x + 0.5 * box->depth * box->y : o.position);
    ++b.parts.blocks_unknown[o.block];
    return;
  }
  DxfObject other = o;
  other.category = Category::window;
  other.kind.clear();
  add_thing(b, other);
  b.plan.elements.back().confidence = 0.6;
}

/// What stands on a door layer and became no door, unless it lies where a leaf swings: frames, handles, thresholds.
void say_leafless(DxfBuild& b, const std::vector<std::size_t>& index, const std::vector<DrawnLeaf>& leaves) {
  int count = 0;
  std::string first;
  std::size_t looked = 0;
  for (const std::size_t i : index) {
    if (b.used[i] != 0) continue;
    Box box;
    for (const Polyline& line : lines_of(b.parts.loose[i]))
      for (const PlanPoint p : line) box.add(p);
    for (const Polygon& polygon : b.parts.loose[i].areas) box.add(polygon.outer);
    if (box.empty() || std::hypot(box.width(), box.height()) < 0.3) continue;
    const PlanPoint middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    bool of_door = false;
    for (std::size_t k = 0; k < leaves.size() && !of_door && ++looked < 20'000'000; ++k)
      of_door = distance(leaves[k].hinge, middle) < 1.2 * leaves[k].radius;
    if (of_door) continue;
    b.plan.unread_doors.push_back(middle);
    if (count++ == 0) {
      char text[64];
      std::snprintf(text, sizeof text, "x %.2f m, y %.2f m", middle.x, middle.y);
      first = text;
    }
  }
  if (count > 0)
    b.say(DiagnosticSeverity::warning, first, message("import.dxf.leafless").with("count", std::to_string(count)).with("first", first), count);
}

}  // namespace

void build_objects(DxfBuild& b) {
  for (const DxfObject& o : b.parts.objects)
    if (o.category != Category::door && o.category != Category::window) add_thing(b, o);
}

void build_doors(DxfBuild& b) {
  int not_doors = 0;
  for (const DxfObject& o : b.parts.objects) {
    const auto parts = pointers(o.parts);
    if (o.category == Category::window) {
      add_thing(b, o);
      continue;
    }
    if (o.category != Category::door) continue;
    const auto leaves = find_leaves(parts, false);
    if (leaves.empty() || leaves.front().radius < kNarrowestLeaf || leaves.front().radius > kWidestLeaf) {
      add_leafless(b, o, not_doors);
      continue;
    }
    bool first = true;
    add_doors(b, leaves, parts, "arc of block " + o.block, [&](std::size_t) -> Element& {
      Element& e = b.add(Category::door, first ? o.handle : o.handle + "-b", o.layer);
      describe(e, o);
      e.sources.front().entity = o.handle;
      first = false;
      return e;
    });
    // On a layer that is not for doors a name and an arc together are needed, and a leaf on top is certain.
    if (b.rules[static_cast<std::size_t>(o.layer)] == nullptr) b.plan.elements.back().confidence = std::min(b.plan.elements.back().confidence, 0.9);
  }
  if (not_doors > 0)
    b.say(DiagnosticSeverity::warning, "", message("import.dxf.not_doors").with("count", std::to_string(not_doors)), not_doors);

  std::vector<const DxfPart*> loose;
  std::vector<std::size_t> index;
  for (std::size_t i = 0; i < b.parts.loose.size(); ++i) {
    const DxfPart& part = b.parts.loose[i];
    if (part.kind == DxfPart::Kind::text || b.category_of(part) != Category::door) continue;
    loose.push_back(&part);
    index.push_back(i);
  }
  auto leaves = find_leaves(loose, true);
  std::erase_if(leaves, [](const DrawnLeaf& leaf) { return leaf.radius < kNarrowestLeaf || leaf.radius > kWidestLeaf; });
  for (const DrawnLeaf& leaf : leaves)
    for (const std::size_t k : leaf.parts) b.used[index[k]] = 1;
  add_doors(b, leaves, {}, "arc on the door layer", [&](std::size_t leaf) -> Element& {
    const DxfPart& arc = *loose[leaves[leaf].parts.front()];
    Element& e = b.add(Category::door, arc.source == nullptr ? "" : arc.source->handle, arc.layer);
    e.confidence = 0.95;
    return e;
  });
  // Closed rectangles as deep as a wall are openings drawn as such.
  for (const std::size_t i : index) {
    const DxfPart& part = b.parts.loose[i];
    if (b.used[i] != 0 || !part.closed || part.path.size() != 4 || !arcs_of(part).empty()) continue;
    const PlanPoint p0 = part.path[0].at, p1 = part.path[1].at, p2 = part.path[2].at, p3 = part.path[3].at;
    double a = distance(p0, p1), c = distance(p1, p2);
    if (std::abs(a - distance(p2, p3)) > 0.01 || std::abs(c - distance(p3, p0)) > 0.01) continue;
    const bool first_long = a >= c;
    const double length = std::max(a, c), depth = std::min(a, c);
    if (depth < kThinnestOpening || depth > 0.7 || length < 0.5) continue;
    DoorShape shape;
    shape.jamb_a = first_long ? 0.5 * (p0 + p3) : 0.5 * (p0 + p1);
    shape.jamb_b = first_long ? 0.5 * (p1 + p2) : 0.5 * (p3 + p2);
    shape.wall_thickness = depth;
    shape.opening_width = Known::exact(length, Method::drawn, "outline on layer " + b.layer_name(part.layer));
    Element& e = b.add(Category::door, part.source == nullptr ? "" : part.source->handle, part.layer);
    add_geometry(e.geometry, part);
    e.confidence = 0.9;
    e.shape = std::move(shape);
    b.used[i] = 1;
  }
  say_leafless(b, index, leaves);
}

}  // namespace landai::importer
