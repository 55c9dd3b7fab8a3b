// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies given by their faces: B-reps, surface models and tessellated sets.
#include <algorithm>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

std::vector<Point3> edge_loop(GeometryFile& g, const StepRecord& loop) {
  std::vector<Point3> points;
  const auto vertex = [&](const StepArg& arg) {
    const StepRecord* v = g.follow(arg);
    return v ? point(g, (*v)[0]) : Point3{};
  };
  for (const StepArg& item : loop[0].items()) {
    const StepRecord* oriented = g.follow(item);
    const StepRecord* edge = oriented ? g.follow((*oriented)[2]) : nullptr;
    if (!edge || points.size() > kMaxCurvePoints || !g.step()) return {};
    const Point3 from = vertex((*edge)[0]), to = vertex((*edge)[1]);
    std::vector<Point3> piece{from, to};
    if (edge->type == "IFCEDGECURVE")
      piece = edge_points(g, g.follow((*edge)[2]), from, to, is_true((*edge)[3]));
    if (!is_true((*oriented)[3])) std::reverse(piece.begin(), piece.end());
    points.insert(points.end(), piece.begin(), piece.end() - 1);
  }
  return points;
}

std::vector<Point3> loop_points(GeometryFile& g, const StepRecord& bound) {
  const StepRecord* loop = g.follow(bound[0]);
  if (!loop || !g.step()) return {};
  std::vector<Point3> points;
  if (loop->type == "IFCPOLYLOOP") {
    const auto items = (*loop)[0].items();
    if (items.size() > kMaxCurvePoints) return {};
    points.reserve(items.size());
    for (const StepArg& p : items) points.push_back(point(g, p));
  } else if (loop->type == "IFCEDGELOOP") {
    points = edge_loop(g, *loop);
  } else if (loop->type != "IFCVERTEXLOOP") {
    g.miss(loop->type);
  }
  if (bound[1].kind == StepArg::Kind::enumeration && bound[1].text == "F")
    std::reverse(points.begin(), points.end());
  return points;
}

void add_ifc_face(GeometryFile& g, const StepRecord& face, Mesh& out) {
  const bool surface_stated = face.type == "IFCADVANCEDFACE" || face.type == "IFCFACESURFACE";
  if (surface_stated) {
    const StepRecord* surface = g.follow(face[1]);
    // A curved side throws no shadow of its own that the flat faces of its body do not throw too.
    if (surface && surface->type != "IFCPLANE") {
      g.miss(surface->type);
      return;
    }
  }
  std::vector<std::vector<Point3>> loops;
  std::size_t outer = 0;
  bool outer_stated = false;
  double largest = -1;
  for (const StepArg& item : face[0].items()) {
    const StepRecord* bound = g.follow(item);
    if (!bound || loops.size() > 1024) return;
    auto points = loop_points(g, *bound);
    if (points.size() < 3) continue;
    if (bound->type == "IFCFACEOUTERBOUND") {
      outer = loops.size();
      outer_stated = true;
    } else if (!outer_stated) {
      const double size = norm(newell(points));
      if (size > largest) {
        largest = size;
        outer = loops.size();
      }
    }
    loops.push_back(std::move(points));
  }
  if (loops.empty()) return;
  std::swap(loops[0], loops[outer]);
  for (const auto& loop : loops) {
    if (!std::all_of(loop.begin(), loop.end(), [](Point3 p) { return finite(p); })) return;
  }
  add_face(out, loops);
}

void add_shell(GeometryFile& g, const StepRecord* shell, Mesh& out) {
  if (!shell) return;
  for (const StepArg& item : (*shell)[0].items()) {
    const StepRecord* face = g.follow(item);
    if (!face || !g.step()) continue;
    if (out.triangles.size() > kMaxBodyTriangles) {
      g.miss(std::string(shell->type) + " (too large)");
      return;
    }
    add_ifc_face(g, *face, out);
  }
}

std::vector<Point3> coordinates(GeometryFile& g, const StepArg& arg) {
  const StepRecord* list = g.follow(arg);
  std::vector<Point3> points;
  if (!list) return points;
  const auto items = (*list)[0].items();
  points.reserve(std::min(items.size(), 3 * kMaxBodyTriangles));
  for (const StepArg& p : items.first(std::min(items.size(), 3 * kMaxBodyTriangles)))
    points.push_back(point_of_list(g, p));
  return points;
}

/// 1-based index, perhaps through a list of point indices; nothing when out of range.
std::optional<std::uint32_t> vertex_index(const StepArg& index, std::span<const StepArg> through,
                                          std::size_t count) {
  double i = number(index, 0);
  if (!through.empty()) {
    if (!(i >= 1) || i > static_cast<double>(through.size())) return std::nullopt;
    i = number(through[static_cast<std::size_t>(i) - 1], 0);
  }
  if (!(i >= 1) || i > static_cast<double>(count)) return std::nullopt;
  return static_cast<std::uint32_t>(i) - 1;
}

void triangulated_set(GeometryFile& g, const StepRecord& item, Mesh& out) {
  out.vertices = coordinates(g, item[0]);
  const auto through = item[4].items();
  for (const StepArg& face : item[3].items()) {
    if (out.triangles.size() > kMaxBodyTriangles) {
      g.miss(std::string(item.type) + " (too large)");
      break;
    }
    const auto corner = [&](std::size_t i) {
      return i < face.count ? vertex_index(face.first[i], through, out.vertices.size()) : std::nullopt;
    };
    const auto a = corner(0), b = corner(1), c = corner(2);
    if (a && b && c) out.triangles.push_back({*a, *b, *c});
  }
}

void polygonal_set(GeometryFile& g, const StepRecord& item, Mesh& out) {
  const auto points = coordinates(g, item[0]);
  const auto through = item[3].items();
  const auto loop = [&](const StepArg& indices) {
    std::vector<Point3> chain;
    for (const StepArg& index : indices.items()) {
      if (const auto i = vertex_index(index, through, points.size())) chain.push_back(points[*i]);
      if (chain.size() > kMaxCurvePoints) break;
    }
    return chain;
  };
  for (const StepArg& arg : item[2].items()) {
    const StepRecord* face = g.follow(arg);
    if (!face || !g.step()) continue;
    if (out.triangles.size() > kMaxBodyTriangles) {
      g.miss(std::string(item.type) + " (too large)");
      break;
    }
    std::vector<std::vector<Point3>> loops{loop((*face)[0])};
    if (face->type == "IFCINDEXEDPOLYGONALFACEWITHVOIDS") {
      for (const StepArg& inner : (*face)[1].items()) loops.push_back(loop(inner));
    }
    add_face(out, loops);
  }
}

}  // namespace

bool read_brep(GeometryFile& g, const StepRecord& item, Mesh& out) {
  const std::string_view type = item.type;
  if (type == "IFCFACETEDBREP" || type == "IFCADVANCEDBREP" || type == "IFCFACETEDBREPWITHVOIDS" ||
      type == "IFCADVANCEDBREPWITHVOIDS") {
    add_shell(g, g.follow(item[0]), out);  // voids inside a body are of no use to a plan
  } else if (type == "IFCFACEBASEDSURFACEMODEL" || type == "IFCSHELLBASEDSURFACEMODEL") {
    for (const StepArg& shell : item[0].items()) add_shell(g, g.follow(shell), out);
  } else if (type == "IFCOPENSHELL" || type == "IFCCLOSEDSHELL" || type == "IFCCONNECTEDFACESET") {
    add_shell(g, &item, out);
  } else if (type == "IFCTRIANGULATEDFACESET" || type == "IFCTRIANGULATEDIRREGULARNETWORK") {
    triangulated_set(g, item, out);
  } else if (type == "IFCPOLYGONALFACESET") {
    polygonal_set(g, item, out);
  } else {
    return false;
  }
  return true;
}

}  // namespace landai::importer
