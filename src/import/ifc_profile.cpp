// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles of swept solids as plane areas.
#include <algorithm>
#include <numbers>
#include <polyclipping/clipper.hpp>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

Ring ring_of(const std::vector<Point3>& points) {
  Ring ring;
  ring.reserve(points.size());
  for (Point3 p : points) {
    if (ring.empty() || distance(ring.back(), PlanPoint{p.x, p.y}) > 1e-9) ring.push_back({p.x, p.y});
  }
  while (ring.size() > 1 && distance(ring.front(), ring.back()) <= 1e-7) ring.pop_back();
  return ring;
}

Ring ellipse(double a, double b) {
  const double step = 2 * std::acos(std::max(0.5, 1 - kArcTolerance / std::max({a, b, kArcTolerance})));
  const int n = std::clamp(static_cast<int>(std::ceil(2 * std::numbers::pi / step)), 12, 720);
  Ring ring;
  for (int i = 0; i < n; ++i) {
    const double t = 2 * std::numbers::pi * i / n;
    ring.push_back({a * std::cos(t), b * std::sin(t)});
  }
  return ring;
}

Ring rectangle(double x, double y) {
  return {{-x / 2, -y / 2}, {x / 2, -y / 2}, {x / 2, y / 2}, {-x / 2, y / 2}};
}

Ring rounded_rectangle(double x, double y, double radius) {
  const double r = std::clamp(radius, 0.0, std::min(x, y) / 2);
  if (r < kArcTolerance) return rectangle(x, y);
  Ring ring;
  const PlanPoint corners[] = {
      {x / 2 - r, y / 2 - r}, {r - x / 2, y / 2 - r}, {r - x / 2, r - y / 2}, {x / 2 - r, r - y / 2}};
  for (int quarter = 0; quarter < 4; ++quarter) {
    for (int i = 0; i <= 8; ++i) {
      const double t = (quarter + i / 8.0) * std::numbers::pi / 2;
      ring.push_back({corners[quarter].x + r * std::cos(t), corners[quarter].y + r * std::sin(t)});
    }
  }
  return ring;
}

/// A symmetric I, or one with two flanges of their own.
Ring i_shape(double bottom, double depth, double web, double bottom_flange, double top, double top_flange) {
  const double d = depth / 2, w = web / 2, b = bottom / 2, t = top / 2;
  const double low = bottom_flange - d, high = d - top_flange;
  return {{-b, -d}, {b, -d}, {b, low},   {w, low},   {w, high}, {t, high},
          {t, d},   {-t, d}, {-t, high}, {-w, high}, {-w, low}, {-b, low}};
}

Ring l_shape(double depth, double width, double thickness) {
  const double d = depth / 2, w = width / 2;
  return {{-w, -d}, {w, -d}, {w, thickness - d}, {thickness - w, thickness - d}, {thickness - w, d}, {-w, d}};
}

Ring t_shape(double depth, double flange, double web, double flange_thickness) {
  const double d = depth / 2, f = flange / 2, w = web / 2, low = d - flange_thickness;
  return {{-w, -d}, {w, -d}, {w, low}, {f, low}, {f, d}, {-f, d}, {-f, low}, {-w, low}};
}

Ring u_shape(double depth, double flange, double web, double flange_thickness) {
  const double d = depth / 2, f = flange / 2, in = web - f;
  return {{-f, -d},
          {f, -d},
          {f, flange_thickness - d},
          {in, flange_thickness - d},
          {in, d - flange_thickness},
          {f, d - flange_thickness},
          {f, d},
          {-f, d}};
}

Ring z_shape(double depth, double flange, double web, double flange_thickness) {
  const double d = depth / 2, w = web / 2, out = flange - w;
  return {{-w, -d}, {out, -d}, {out, flange_thickness - d},  {w, flange_thickness - d},
          {w, d},   {-out, d}, {-out, d - flange_thickness}, {-w, d - flange_thickness}};
}

Ring c_shape(double depth, double width, double wall, double girth) {
  const double d = depth / 2, w = width / 2, t = wall;
  return {{-w, -d},           {w, -d},        {w, girth - d}, {w - t, girth - d},
          {w - t, t - d},     {t - w, t - d}, {t - w, d - t}, {w - t, d - t},
          {w - t, d - girth}, {w, d - girth}, {w, d},         {-w, d}};
}

Polygon hollow(Ring outer, Ring inner) {
  Polygon p{std::move(outer), {}};
  if (std::abs(signed_area(inner)) < std::abs(signed_area(p.outer))) p.holes.push_back(std::move(inner));
  return p;
}

/// The parameterised kinds, before their position is applied.
std::vector<Polygon> parameterised(GeometryFile& g, const StepRecord& p) {
  const std::string_view type = p.type;
  const auto at = [&](std::size_t i) { return std::max(0.0, length(g, p[i])); };
  const auto one = [](Ring ring) { return std::vector<Polygon>{Polygon{std::move(ring), {}}}; };
  if (type == "IFCRECTANGLEPROFILEDEF") return one(rectangle(at(3), at(4)));
  if (type == "IFCROUNDEDRECTANGLEPROFILEDEF") return one(rounded_rectangle(at(3), at(4), at(5)));
  if (type == "IFCRECTANGLEHOLLOWPROFILEDEF") {
    const double wall = 2 * at(5);
    return {hollow(rounded_rectangle(at(3), at(4), at(7)),
                   rectangle(std::max(0.0, at(3) - wall), std::max(0.0, at(4) - wall)))};
  }
  if (type == "IFCCIRCLEPROFILEDEF") return one(ellipse(at(3), at(3)));
  if (type == "IFCCIRCLEHOLLOWPROFILEDEF") {
    const double inner = std::max(0.0, at(3) - at(4));
    return {hollow(ellipse(at(3), at(3)), ellipse(inner, inner))};
  }
  if (type == "IFCELLIPSEPROFILEDEF") return one(ellipse(at(3), at(4)));
  if (type == "IFCISHAPEPROFILEDEF") return one(i_shape(at(3), at(4), at(5), at(6), at(3), at(6)));
  if (type == "IFCASYMMETRICISHAPEPROFILEDEF") {
    // IFC2x3 derives it from the I shape and so has its attributes elsewhere.
    const bool old = g.file.schema().starts_with("IFC2X");
    const double top = at(8), top_flange = p[9].is_null() ? at(6) : at(9);
    return one(i_shape(at(3), at(4), at(5), at(6), old && top <= 0 ? at(3) : top, top_flange));
  }
  if (type == "IFCLSHAPEPROFILEDEF") return one(l_shape(at(3), p[4].is_null() ? at(3) : at(4), at(5)));
  if (type == "IFCTSHAPEPROFILEDEF") return one(t_shape(at(3), at(4), at(5), at(6)));
  if (type == "IFCUSHAPEPROFILEDEF") return one(u_shape(at(3), at(4), at(5), at(6)));
  if (type == "IFCZSHAPEPROFILEDEF") return one(z_shape(at(3), at(4), at(5), at(6)));
  if (type == "IFCCSHAPEPROFILEDEF") return one(c_shape(at(3), at(4), at(5), at(6)));
  if (type == "IFCTRAPEZIUMPROFILEDEF") {
    const double x = at(3) / 2, y = at(5) / 2, offset = length(g, p[6]);
    return one({{-x, -y}, {x, -y}, {offset - x + at(4), y}, {offset - x, y}});
  }
  g.miss(type);
  return {};
}

void place(std::vector<Polygon>& areas, const Placement& placement) {
  const auto move = [&](Ring& ring) {
    for (PlanPoint& q : ring) {
      const Point3 moved = placement(Point3{q.x, q.y, 0});
      q = {moved.x, moved.y};
    }
  };
  for (Polygon& a : areas) {
    move(a.outer);
    for (Ring& hole : a.holes) move(hole);
  }
}

/// A wall drawn as a line with a thickness.
std::vector<Polygon> thick_line(const Ring& line, double thickness) {
  constexpr double kGrid = 1e-5;
  ClipperLib::Path path;
  for (PlanPoint p : line) path.emplace_back(std::llround(p.x / kGrid), std::llround(p.y / kGrid));
  std::vector<Polygon> areas;
  try {
    ClipperLib::ClipperOffset offset(4.0);
    ClipperLib::PolyTree tree;
    offset.AddPath(path, ClipperLib::jtMiter, ClipperLib::etOpenButt);
    offset.Execute(tree, thickness / 2 / kGrid);
    for (const ClipperLib::PolyNode* node = tree.GetFirst(); node; node = node->GetNext()) {
      Ring ring;
      for (const auto& q : node->Contour) {
        ring.push_back({static_cast<double>(q.X) * kGrid, static_cast<double>(q.Y) * kGrid});
      }
      if (!node->IsHole()) {
        areas.push_back({std::move(ring), {}});
      } else if (!areas.empty()) {
        areas.back().holes.push_back(std::move(ring));
      }
    }
  } catch (const ClipperLib::clipperException&) {
    areas.clear();
  }
  return areas;
}

std::vector<Polygon> derived(GeometryFile& g, const StepRecord& p, int depth) {
  auto areas = profile_areas(g, g.follow(p[2]), depth + 1);
  if (p.type == "IFCMIRROREDPROFILEDEF") {
    place(areas, {{-1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {}});
  } else {
    place(areas, transformation(g, p[3]));
  }
  return areas;
}

std::vector<Polygon> raw_areas(GeometryFile& g, const StepRecord& p, int depth) {
  const std::string_view type = p.type;
  if (type == "IFCARBITRARYCLOSEDPROFILEDEF" || type == "IFCARBITRARYPROFILEDEFWITHVOIDS") {
    Polygon area{ring_of(curve_points(g, g.follow(p[2]))), {}};
    for (const StepArg& inner : p[3].items()) {
      if (area.holes.size() >= 4096) break;
      area.holes.push_back(ring_of(curve_points(g, g.follow(inner))));
    }
    return {area};
  }
  if (type == "IFCCOMPOSITEPROFILEDEF") {
    std::vector<Polygon> areas;
    for (const StepArg& part : p[2].items()) {
      auto more = profile_areas(g, g.follow(part), depth + 1);
      areas.insert(areas.end(), more.begin(), more.end());
      if (areas.size() > 4096) break;
    }
    return areas;
  }
  if (type == "IFCDERIVEDPROFILEDEF" || type == "IFCMIRROREDPROFILEDEF") return derived(g, p, depth);
  if (type == "IFCCENTERLINEPROFILEDEF")
    return thick_line(ring_of(curve_points(g, g.follow(p[2]))), length(g, p[3]));
  auto areas = parameterised(g, p);
  place(areas, axis_placement(g, p[2]));
  return areas;
}

bool sound(const Ring& ring) {
  return ring.size() >= 3 && std::abs(signed_area(ring)) > 1e-12 &&
         std::all_of(ring.begin(), ring.end(),
                     [](PlanPoint q) { return std::isfinite(q.x) && std::isfinite(q.y); });
}

}  // namespace

std::vector<Polygon> profile_areas(GeometryFile& g, const StepRecord* profile, int depth) {
  if (!profile || depth > kMaxDepth || !g.step()) return {};
  std::vector<Polygon> areas = raw_areas(g, *profile, depth);
  std::erase_if(areas, [](const Polygon& a) { return !sound(a.outer); });
  for (Polygon& a : areas) {
    std::erase_if(a.holes, [](const Ring& hole) { return !sound(hole); });
    if (signed_area(a.outer) < 0) std::reverse(a.outer.begin(), a.outer.end());
    for (Ring& hole : a.holes) {
      if (signed_area(hole) > 0) std::reverse(hole.begin(), hole.end());
    }
  }
  return areas;
}

}  // namespace landai::importer
