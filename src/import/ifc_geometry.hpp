// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of IFC curves, profiles and solids share. Lengths are metres from the moment a coordinate
// is read.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ifc_shape.hpp"

namespace landai::importer {

inline Point3 operator+(Point3 a, Point3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Point3 operator-(Point3 a, Point3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Point3 operator*(double s, Point3 a) { return {s * a.x, s * a.y, s * a.z}; }
inline double dot(Point3 a, Point3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline Point3 cross(Point3 a, Point3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double norm(Point3 a) { return std::sqrt(dot(a, a)); }
inline double distance(Point3 a, Point3 b) { return norm(b - a); }
inline bool finite(Point3 a) { return std::isfinite(a.x) && std::isfinite(a.y) && std::isfinite(a.z); }
/// Unit vector, or `otherwise` for a vector without length.
Point3 unit(Point3 a, Point3 otherwise);

/// A sagitta of this size is not seen: arcs become chords within it.
inline constexpr double kArcTolerance = 1e-4;
/// References deeper than this are taken for a cycle.
inline constexpr int kMaxDepth = 64;
/// Nothing that we read is larger: one curve, one face, one body, one product, one file.
inline constexpr std::size_t kMaxCurvePoints = 20000;
inline constexpr std::size_t kMaxBodyTriangles = 1000000;
inline constexpr std::size_t kMaxFileTriangles = 20000000;
inline constexpr std::size_t kMaxItemsPerProduct = 20000;
inline constexpr std::size_t kMaxSteps = 50000000;

struct Mesh {
  std::vector<Point3> vertices;
  std::vector<std::array<std::uint32_t, 3>> triangles;

  [[nodiscard]] bool empty() const { return triangles.empty(); }
  void append(const Mesh& other);
  /// Moves the mesh; a mirroring placement turns the triangles round, so that they keep facing outwards.
  void move(const Placement& placement);
};

/// A plane and what lies below it: dot(normal, p) <= offset.
struct HalfSpace {
  Point3 normal;
  double offset = 0;
};

/// One file while its geometry is read.
struct GeometryFile {
  const StepFile& file;
  double metres = 1;   ///< per length unit
  double radians = 1;  ///< per plane angle unit
  NotUnderstood missed;
  std::size_t triangles_made = 0;

  std::size_t steps = 0;  ///< records read; references that fan out again and again end here

  void miss(std::string_view what) { ++missed[std::string(what)]; }
  [[nodiscard]] bool step() { return ++steps < kMaxSteps; }
  [[nodiscard]] const StepRecord* follow(const StepArg& arg) const { return file.follow(arg); }
};

// --- ifc_place.cpp
/// Number of an argument, seen through a type name; `otherwise` when it is none or not finite.
[[nodiscard]] double number(const StepArg& arg, double otherwise = 0);
[[nodiscard]] double length(const GeometryFile& g, const StepArg& arg, double otherwise = 0);
[[nodiscard]] bool is_true(const StepArg& arg);
/// IfcCartesianPoint in metres (z = 0 when it has two coordinates); origin when it is none.
[[nodiscard]] Point3 point(const GeometryFile& g, const StepArg& arg);
[[nodiscard]] Point3 point_of_list(const GeometryFile& g, const StepArg& coordinates);
[[nodiscard]] Point3 direction(const GeometryFile& g, const StepArg& arg, Point3 otherwise);
/// IfcAxis2Placement2D / 3D; identity for anything else.
[[nodiscard]] Placement axis_placement(const GeometryFile& g, const StepArg& arg);
/// IfcCartesianTransformationOperator2D / 3D, with their non-uniform kinds.
[[nodiscard]] Placement transformation(const GeometryFile& g, const StepArg& arg);
/// Inverse of a placement; identity when it has none.
[[nodiscard]] Placement inverse(const Placement& placement);
[[nodiscard]] double determinant(const Placement& placement);

// --- ifc_curve.cpp
/// A bounded curve as points; closed curves do not repeat their first point when `closed` comes back true.
[[nodiscard]] std::vector<Point3> curve_points(GeometryFile& g, const StepRecord* curve, int depth = 0);
/// The part of a curve between two points of it, as the edges of a brep need it.
[[nodiscard]] std::vector<Point3> edge_points(GeometryFile& g, const StepRecord* curve, Point3 from,
                                              Point3 to, bool same_sense);

// --- ifc_profile.cpp
/// Areas of an IfcProfileDef in its own plane, normalised. Empty when not understood (and counted).
[[nodiscard]] std::vector<Polygon> profile_areas(GeometryFile& g, const StepRecord* profile, int depth = 0);

// --- ifc_triangulate.cpp
/// Triangles of a polygon with holes, as indices into outer, holes[0], holes[1] … put one after the other.
/// Counter-clockwise. Ear clipping; always ends, also for rings that cross themselves (then the result covers
/// them roughly).
[[nodiscard]] std::vector<std::array<std::uint32_t, 3>> triangulate(const Polygon& polygon);
/// Adds a planar face given by its loops in space, the outer first; it faces the side from which `loops[0]`
/// is seen counter-clockwise. False when it has no area.
bool add_face(Mesh& mesh, const std::vector<std::vector<Point3>>& loops);
/// Vector area of a closed loop (Newell); its direction is the normal.
[[nodiscard]] Point3 newell(const std::vector<Point3>& loop);

// --- ifc_clip.cpp
/// What of the mesh lies in the half space; the cut is closed again.
[[nodiscard]] Mesh clipped(const Mesh& mesh, const HalfSpace& keep);
/// The mesh less the convex body that all half spaces share.
[[nodiscard]] Mesh without_convex(Mesh mesh, const std::vector<HalfSpace>& body);

// --- ifc_solid.cpp
/// A representation item in its own frame.
struct ItemMesh {
  Mesh mesh;
  const StepRecord* item = nullptr;
};
/// Meshes of one representation item that is not a mapped item; nothing when not understood (and counted).
void read_solid(GeometryFile& g, const StepRecord& item, std::vector<ItemMesh>& out, int depth = 0);
/// Of normalised areas (holes clockwise).
[[nodiscard]] Mesh extrusion(const std::vector<Polygon>& areas, Point3 sweep, const Placement& placement);

// --- ifc_brep.cpp
/// IfcFacetedBrep, IfcAdvancedBrep, surface models and tessellated sets. False when the item is none of them.
bool read_brep(GeometryFile& g, const StepRecord& item, Mesh& out);

}  // namespace landai::importer
