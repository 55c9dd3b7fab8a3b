// SPDX-License-Identifier: GPL-3.0-or-later
// Swept solids, primitives and their booleans as meshes.
#include <algorithm>
#include <numbers>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

Ring circle(double radius, int n) {
  Ring ring;
  for (int i = 0; i < n; ++i) {
    const double t = 2 * std::numbers::pi * i / n;
    ring.push_back({radius * std::cos(t), radius * std::sin(t)});
  }
  return ring;
}

Ring box(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}; }

/// Bottom, top and the wall between, as strips along every ring. `at(point, 0)` is the start, `at(point, n)`
/// the end.
template <class At>
Mesh swept(const std::vector<Polygon>& areas, std::uint32_t sections, At at) {
  Mesh mesh;
  for (const Polygon& area : areas) {
    std::vector<PlanPoint> points = area.outer;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rings{
        {0, static_cast<std::uint32_t>(points.size())}};
    for (const Ring& hole : area.holes) {
      rings.emplace_back(static_cast<std::uint32_t>(points.size()), static_cast<std::uint32_t>(hole.size()));
      points.insert(points.end(), hole.begin(), hole.end());
    }
    const auto base = static_cast<std::uint32_t>(mesh.vertices.size());
    const auto n = static_cast<std::uint32_t>(points.size());
    for (std::uint32_t s = 0; s <= sections; ++s) {
      for (PlanPoint p : points) mesh.vertices.push_back(at(p, s));
    }
    const std::uint32_t top = base + sections * n;
    for (const auto& t : triangulate(area)) {
      mesh.triangles.push_back({base + t[0], base + t[2], base + t[1]});
      mesh.triangles.push_back({top + t[0], top + t[1], top + t[2]});
    }
    for (std::uint32_t s = 0; s < sections; ++s) {
      for (const auto& [first, count] : rings) {
        for (std::uint32_t i = 0; i < count; ++i) {
          const std::uint32_t a = base + s * n + first + i, b = base + s * n + first + (i + 1) % count;
          mesh.triangles.push_back({a, b, b + n});
          mesh.triangles.push_back({a, b + n, a + n});
        }
      }
    }
  }
  return mesh;
}

double signed_volume(const Mesh& mesh) {
  if (mesh.vertices.empty()) return 0;
  double volume = 0;
  const Point3 o = mesh.vertices[0];
  for (const auto& t : mesh.triangles) {
    volume += dot(mesh.vertices[t[0]] - o, cross(mesh.vertices[t[1]] - o, mesh.vertices[t[2]] - o)) / 6;
  }
  return volume;
}

void face_outwards(Mesh& mesh) {
  if (signed_volume(mesh) >= 0) return;
  for (auto& t : mesh.triangles) std::swap(t[1], t[2]);
}

struct Sweep {
  std::vector<Polygon> areas;
  Placement placement;
  Point3 along;  ///< in the frame of the item
};

std::optional<Sweep> sweep_of(GeometryFile& g, const StepRecord& solid) {
  if (!solid.type.starts_with("IFCEXTRUDEDAREASOLID")) return std::nullopt;
  Sweep s{profile_areas(g, g.follow(solid[0])), axis_placement(g, solid[1]), {}};
  const Point3 local = length(g, solid[3]) * direction(g, solid[2], {0, 0, 1});
  s.along = s.placement(local) - s.placement.origin;
  if (s.areas.empty() || !(norm(s.along) > 1e-9)) return std::nullopt;
  return s;
}

Mesh revolution(GeometryFile& g, const StepRecord& solid) {
  const auto areas = profile_areas(g, g.follow(solid[0]));
  const Placement placement = axis_placement(g, solid[1]);
  const StepRecord* axis = g.follow(solid[2]);
  const double angle = number(solid[3]) * g.radians;
  if (areas.empty() || !axis || !(std::abs(angle) > 1e-9)) return {};
  const Point3 centre = point(g, (*axis)[0]), k = direction(g, (*axis)[1], {0, 0, 1});
  const auto sections = static_cast<std::uint32_t>(std::clamp(std::ceil(std::abs(angle) / 0.1), 1.0, 64.0));
  Mesh mesh = swept(areas, sections, [&](PlanPoint q, std::uint32_t s) {
    const double t = angle * s / sections;
    const Point3 v = Point3{q.x, q.y, 0} - centre;  // Rodrigues
    return centre + std::cos(t) * v + std::sin(t) * cross(k, v) + (dot(k, v) * (1 - std::cos(t))) * k;
  });
  mesh.move(placement);
  face_outwards(mesh);
  return mesh;
}

/// A pipe as straight pieces of eight sides; joints are not mitred.
Mesh disk_sweep(GeometryFile& g, const StepRecord& solid) {
  const auto line = curve_points(g, g.follow(solid[0]));
  const double radius = length(g, solid[1]);
  Mesh mesh;
  if (!(radius > 0) || line.size() > 4096) return mesh;
  // Circumscribed, so that the shadow is not narrower than the pipe.
  const std::vector<Polygon> disk{{circle(radius / std::cos(std::numbers::pi / 8), 8), {}}};
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point3 along = line[i + 1] - line[i], z = unit(along, {});
    if (norm(z) < 0.5) continue;
    const Point3 x = unit(cross(std::abs(z.x) < 0.9 ? Point3{1, 0, 0} : Point3{0, 1, 0}, z), {1, 0, 0});
    mesh.append(extrusion(disk, along, {x, cross(z, x), z, line[i]}));
  }
  return mesh;
}

bool convex(const Ring& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint a = ring[i], b = ring[(i + 1) % ring.size()], c = ring[(i + 2) % ring.size()];
    if (cross(b - a, c - b) < -1e-12) return false;
  }
  return ring.size() <= 32;
}

/// The prism over an area, as convex bodies without their ends.
std::vector<std::vector<HalfSpace>> convex_prisms(const Polygon& area, const Placement& placement,
                                                  Point3 axis) {
  std::vector<Ring> parts;
  if (area.holes.empty() && convex(area.outer)) {
    parts.push_back(area.outer);
  } else {
    std::vector<PlanPoint> points = area.outer;
    for (const Ring& hole : area.holes) points.insert(points.end(), hole.begin(), hole.end());
    for (const auto& t : triangulate(area)) parts.push_back({points[t[0]], points[t[1]], points[t[2]]});
  }
  std::vector<std::vector<HalfSpace>> bodies;
  for (const Ring& part : parts) {
    std::vector<HalfSpace> sides;
    for (std::size_t i = 0; i < part.size(); ++i) {
      const PlanPoint p = part[i], q = part[(i + 1) % part.size()];
      const Point3 a = placement({p.x, p.y, 0}), b = placement({q.x, q.y, 0});
      const Point3 normal = unit(cross(b - a, axis), {});
      if (norm(normal) > 0.5) sides.push_back({normal, dot(normal, a)});
    }
    bodies.push_back(std::move(sides));
  }
  return bodies;
}

/// The stuff of an IfcHalfSpaceSolid. AgreementFlag true: the surface's normal points away from it.
std::optional<HalfSpace> half_space(GeometryFile& g, const StepRecord& solid) {
  const StepRecord* surface = g.follow(solid[0]);
  if (!surface || surface->type != "IFCPLANE") return std::nullopt;
  const Placement plane = axis_placement(g, (*surface)[0]);
  const Point3 normal = is_true(solid[1]) ? plane.z : -1.0 * plane.z;
  return HalfSpace{normal, dot(normal, plane.origin)};
}

std::vector<std::vector<HalfSpace>> bounded_half_space(GeometryFile& g, const StepRecord& solid,
                                                       const HalfSpace& half) {
  const Placement placement = axis_placement(g, solid[2]);
  Polygon boundary;
  for (Point3 p : curve_points(g, g.follow(solid[3]))) {
    if (boundary.outer.empty() || distance(boundary.outer.back(), {p.x, p.y}) > 1e-9)
      boundary.outer.push_back({p.x, p.y});
  }
  if (boundary.outer.size() > 1 && distance(boundary.outer.front(), boundary.outer.back()) < 1e-7)
    boundary.outer.pop_back();
  if (boundary.outer.size() < 3) return {};
  if (signed_area(boundary.outer) < 0) std::reverse(boundary.outer.begin(), boundary.outer.end());
  auto bodies = convex_prisms(boundary, placement, placement.z);
  for (auto& body : bodies) body.push_back(half);
  return bodies;
}

/// Convex bodies whose union is the second operand of a difference; nothing when it is of another kind.
std::optional<std::vector<std::vector<HalfSpace>>> cutter(GeometryFile& g, const StepRecord& solid) {
  std::vector<std::vector<HalfSpace>> bodies;
  if (solid.type == "IFCHALFSPACESOLID" || solid.type == "IFCBOXEDHALFSPACE") {
    const auto half = half_space(g, solid);
    if (!half) return std::nullopt;
    return std::vector<std::vector<HalfSpace>>{{*half}};
  }
  if (solid.type == "IFCPOLYGONALBOUNDEDHALFSPACE") {
    const auto half = half_space(g, solid);
    if (!half) return std::nullopt;
    bodies = bounded_half_space(g, solid, *half);
    return bodies.empty() ? std::nullopt : std::optional(bodies);
  }
  const auto sweep = sweep_of(g, solid);
  if (!sweep) return std::nullopt;
  const double up = dot(sweep->along, sweep->placement.z) >= 0 ? 1 : -1;
  const Point3 top = up * sweep->placement.z;
  for (const Polygon& area : sweep->areas) {
    for (auto& body : convex_prisms(area, sweep->placement, up * sweep->along)) {
      body.push_back({top, dot(top, sweep->placement.origin + sweep->along)});
      body.push_back({-1.0 * top, -dot(top, sweep->placement.origin)});
      bodies.push_back(std::move(body));
    }
  }
  return bodies;
}

void subtract(GeometryFile& g, const StepRecord& second, std::vector<ItemMesh>& first) {
  const auto bodies = cutter(g, second);
  if (!bodies || bodies->size() > 256) {
    g.miss(std::string(second.type) + " (subtracted)");
    return;
  }
  for (ItemMesh& part : first) {
    for (const auto& body : *bodies) {
      if (part.mesh.triangles.size() > kMaxBodyTriangles / 4) break;
      if (body.size() == 1) {
        part.mesh = clipped(part.mesh, {-1.0 * body[0].normal, -body[0].offset});
      } else {
        part.mesh = without_convex(std::move(part.mesh), body);
      }
    }
  }
}

/// Long chains of clippings are read from the inside out, without recursion.
void boolean(GeometryFile& g, const StepRecord& result, std::vector<ItemMesh>& out, int depth) {
  std::vector<const StepRecord*> chain;
  const StepRecord* at = &result;
  while (at && (at->type == "IFCBOOLEANCLIPPINGRESULT" || at->type == "IFCBOOLEANRESULT") &&
         chain.size() < 2048) {
    chain.push_back(at);
    at = g.follow((*at)[1]);
  }
  if (!at || chain.size() == 2048) {
    g.miss(std::string(result.type) + " (too deep)");
    return;
  }
  std::vector<ItemMesh> parts;
  read_solid(g, *at, parts, depth + 1);
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    const StepRecord* second = g.follow((**it)[2]);
    if (!second) continue;
    const std::string_view operation = (**it)[0].text;
    if (operation == "DIFFERENCE") {
      subtract(g, *second, parts);
    } else if (operation == "UNION") {
      read_solid(g, *second, parts, depth + 1);
    } else {
      g.miss(std::string(result.type) + " (" + std::string(operation) + ")");
    }
  }
  for (ItemMesh& part : parts) part.item = &result;
  out.insert(out.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
}

bool primitive(GeometryFile& g, const StepRecord& item, Mesh& out) {
  const auto size = [&](std::size_t i) { return std::max(0.0, length(g, item[i])); };
  if (item.type == "IFCBOUNDINGBOX") {
    Placement at;
    at.origin = point(g, item[0]);
    out = extrusion({{box(0, 0, size(1), size(2)), {}}}, {0, 0, size(3)}, at);
  } else if (item.type == "IFCBLOCK") {
    const Placement at = axis_placement(g, item[0]);
    out = extrusion({{box(0, 0, size(1), size(2)), {}}}, size(3) * at.z, at);
  } else if (item.type == "IFCRIGHTCIRCULARCYLINDER") {
    const Placement at = axis_placement(g, item[0]);
    out = extrusion({{circle(size(2), 72), {}}}, size(1) * at.z, at);
  } else {
    return false;
  }
  return true;
}

}  // namespace

Mesh extrusion(const std::vector<Polygon>& areas, Point3 sweep, const Placement& placement) {
  Mesh mesh = swept(areas, 1, [&](PlanPoint p, std::uint32_t s) {
    const Point3 bottom = placement({p.x, p.y, 0});
    return s == 0 ? bottom : bottom + sweep;
  });
  if (dot(sweep, cross(placement.x, placement.y)) < 0) {
    for (auto& t : mesh.triangles) std::swap(t[1], t[2]);
  }
  return mesh;
}

void read_solid(GeometryFile& g, const StepRecord& item, std::vector<ItemMesh>& out, int depth) {
  if (depth > kMaxDepth || !g.step()) return;
  const std::string_view type = item.type;
  if (type == "IFCBOOLEANCLIPPINGRESULT" || type == "IFCBOOLEANRESULT") return boolean(g, item, out, depth);
  if (type == "IFCCSGSOLID") {
    if (const StepRecord* root = g.follow(item[0])) read_solid(g, *root, out, depth + 1);
    return;
  }
  ItemMesh made{{}, &item};
  if (type.starts_with("IFCEXTRUDEDAREASOLID")) {
    if (const auto sweep = sweep_of(g, item))
      made.mesh = extrusion(sweep->areas, sweep->along, sweep->placement);
  } else if (type.starts_with("IFCREVOLVEDAREASOLID")) {
    made.mesh = revolution(g, item);
  } else if (type.starts_with("IFCSWEPTDISKSOLID")) {
    made.mesh = disk_sweep(g, item);
  } else if (!primitive(g, item, made.mesh) && !read_brep(g, item, made.mesh)) {
    g.miss(type);
    return;
  }
  if (!std::all_of(made.mesh.vertices.begin(), made.mesh.vertices.end(),
                   [](Point3 p) { return finite(p); })) {
    g.miss(std::string(type) + " (not finite)");
    return;
  }
  if (!made.mesh.empty()) out.push_back(std::move(made));
}

}  // namespace landai::importer
