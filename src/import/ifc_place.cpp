// SPDX-License-Identifier: GPL-3.0-or-later
// Points, directions and placements of an IFC file.
#include "ifc_geometry.hpp"

namespace landai::importer {

Point3 unit(Point3 a, Point3 otherwise) {
  const double length = norm(a);
  return std::isfinite(length) && length > 1e-12 ? (1 / length) * a : otherwise;
}

Point3 Placement::operator()(Point3 p) const { return p.x * x + p.y * y + p.z * z + origin; }

Placement Placement::operator*(const Placement& inner) const {
  const auto turned = [this](Point3 v) { return v.x * x + v.y * y + v.z * z; };
  return {turned(inner.x), turned(inner.y), turned(inner.z), (*this)(inner.origin)};
}

double determinant(const Placement& p) { return dot(p.x, cross(p.y, p.z)); }

Placement inverse(const Placement& p) {
  const double det = determinant(p);
  if (!std::isfinite(det) || std::abs(det) < 1e-18) return {};
  const Point3 row_x = (1 / det) * cross(p.y, p.z);
  const Point3 row_y = (1 / det) * cross(p.z, p.x);
  const Point3 row_z = (1 / det) * cross(p.x, p.y);
  Placement back{{row_x.x, row_y.x, row_z.x}, {row_x.y, row_y.y, row_z.y}, {row_x.z, row_y.z, row_z.z}, {}};
  back.origin = -1.0 * back(p.origin);
  return back;
}

void Mesh::append(const Mesh& other) {
  const auto base = static_cast<std::uint32_t>(vertices.size());
  vertices.insert(vertices.end(), other.vertices.begin(), other.vertices.end());
  triangles.reserve(triangles.size() + other.triangles.size());
  for (const auto& t : other.triangles) triangles.push_back({t[0] + base, t[1] + base, t[2] + base});
}

void Mesh::move(const Placement& placement) {
  for (Point3& v : vertices) v = placement(v);
  if (determinant(placement) < 0) {
    for (auto& t : triangles) std::swap(t[1], t[2]);
  }
}

double number(const StepArg& arg, double otherwise) {
  const StepArg* at = &arg;
  for (int i = 0; i < 4 && at->kind == StepArg::Kind::typed && at->count > 0; ++i) at = at->first;
  return at->kind == StepArg::Kind::number && std::isfinite(at->number) ? at->number : otherwise;
}

double length(const GeometryFile& g, const StepArg& arg, double otherwise) {
  const double value = number(arg, NAN);
  return std::isfinite(value) ? value * g.metres : otherwise;
}

bool is_true(const StepArg& arg) { return arg.kind == StepArg::Kind::enumeration && arg.text == "T"; }

Point3 point_of_list(const GeometryFile& g, const StepArg& coordinates) {
  const auto items = coordinates.items();
  const auto at = [&](std::size_t i) { return i < items.size() ? length(g, items[i]) : 0.0; };
  return {at(0), at(1), at(2)};
}

Point3 point(const GeometryFile& g, const StepArg& arg) {
  const StepRecord* record = g.follow(arg);
  return record && record->type == "IFCCARTESIANPOINT" ? point_of_list(g, (*record)[0]) : Point3{};
}

Point3 direction(const GeometryFile& g, const StepArg& arg, Point3 otherwise) {
  const StepRecord* record = g.follow(arg);
  if (!record || record->type != "IFCDIRECTION") return otherwise;
  const auto items = (*record)[0].items();
  const auto at = [&](std::size_t i) { return i < items.size() ? number(items[i]) : 0.0; };
  return unit({at(0), at(1), at(2)}, otherwise);
}

namespace {

/// Right-handed axes from the wished z and x directions; a wish parallel to z is replaced as ISO 16739 says.
Placement axes(Point3 z, Point3 wished_x) {
  Point3 x = wished_x - dot(wished_x, z) * z;
  if (norm(x) < 1e-9) {
    const Point3 other = std::abs(z.x) < 0.9 ? Point3{1, 0, 0} : Point3{0, 1, 0};
    x = other - dot(other, z) * z;
  }
  x = unit(x, {1, 0, 0});
  return {x, cross(z, x), z, {}};
}

}  // namespace

Placement axis_placement(const GeometryFile& g, const StepArg& arg) {
  const StepRecord* record = g.follow(arg);
  if (!record) return {};
  Placement placed;
  if (record->type == "IFCAXIS2PLACEMENT3D") {
    placed = axes(direction(g, (*record)[1], {0, 0, 1}), direction(g, (*record)[2], {1, 0, 0}));
  } else if (record->type == "IFCAXIS2PLACEMENT2D") {
    placed = axes({0, 0, 1}, direction(g, (*record)[1], {1, 0, 0}));
  } else {
    return {};
  }
  placed.origin = point(g, (*record)[0]);
  return placed;
}

Placement transformation(const GeometryFile& g, const StepArg& arg) {
  const StepRecord* record = g.follow(arg);
  if (!record) return {};
  const std::string_view type = record->type;
  if (!type.starts_with("IFCCARTESIANTRANSFORMATIONOPERATOR")) return {};
  const bool flat = type.find("2D") != std::string_view::npos;
  const double scale = number((*record)[3], 1);
  const double scale_y = flat ? number((*record)[4], scale) : number((*record)[5], scale);
  const double scale_z = flat ? scale : number((*record)[6], scale);
  const Point3 z = flat ? Point3{0, 0, 1} : direction(g, (*record)[4], {0, 0, 1});
  Placement t = axes(z, direction(g, (*record)[0], {1, 0, 0}));
  // The second axis may make the operator a mirror; only its side of the first matters.
  const Point3 wished_y = direction(g, (*record)[1], t.y);
  if (dot(wished_y, t.y) < 0) t.y = -1.0 * t.y;
  return {scale * t.x, scale_y * t.y, scale_z * t.z, point(g, (*record)[2])};
}

}  // namespace landai::importer
