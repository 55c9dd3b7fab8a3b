// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of IFC products, reduced to what a plan needs: triangles in the plan frame, and from them footprints, heights, slopes.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/geometry.hpp"
#include "landai/plan/plan.hpp"
#include "step.hpp"

namespace landai::importer {

struct Point3 {
  double x = 0, y = 0, z = 0;
};

/// Rigid motion plus optional uniform scale: columns are the images of the axes. Maps local to parent coordinates.
struct Placement {
  Point3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1}, origin{0, 0, 0};
  [[nodiscard]] Point3 operator()(Point3 p) const;
  [[nodiscard]] Placement operator*(const Placement& inner) const;  ///< first `inner`, then this
};

/// One representation item turned into triangles. World (project) frame, metres.
struct Body {
  std::vector<Point3> vertices;
  std::vector<std::array<std::uint32_t, 3>> triangles;
  std::uint32_t item = 0;        ///< id of the representation item it came from (the inner one of a mapped item)
  std::string style;             ///< surface style or material name of the item, when there is one ("Glass")
};

/// What could not be turned into bodies, counted by entity type.
using NotUnderstood = std::map<std::string, int>;

/// Turns shapes into bodies. One per file; caches mapped items.
class ShapeReader {
 public:
  /// `metres_per_unit`, `radians_per_unit`: from IfcUnitAssignment.
  ShapeReader(const StepFile& file, double metres_per_unit, double radians_per_unit);
  ~ShapeReader();

  /// IfcObjectPlacement → world frame, metres; identity for null. Cycles end after 64 steps.
  [[nodiscard]] Placement placement(const StepArg& object_placement);
  /// Bodies of an IfcProduct's representation "Body" (else "Facetation", "SurfaceModel", any 3D one), in the world frame.
  /// IfcBooleanClippingResult with half spaces is clipped; other booleans return their first operand.
  [[nodiscard]] std::vector<Body> bodies(const StepRecord& product);
  /// Curves of representations "FootPrint", "Plan", "Axis", "Annotation" in the world frame, as polylines (arcs within 0.1 mm).
  [[nodiscard]] std::vector<Polyline> curves(const StepRecord& product, std::string_view representation_identifier);
  /// For an extrusion along world z (most walls, spaces, slabs): its exact outline and height range, without meshing.
  /// Nothing for other shapes.
  struct Prism {
    Polygon outline;
    ZRange z;
  };
  [[nodiscard]] std::vector<Prism> prisms(const StepRecord& product);
  [[nodiscard]] const NotUnderstood& not_understood() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Union of the triangles' shadows on the floor, on a 0.1 mm grid. Empty for no bodies.
[[nodiscard]] MultiPolygon footprint(const std::vector<Body>& bodies);
/// The same for the part of the bodies between two heights (for furniture in the way, walls with doors cut out).
[[nodiscard]] MultiPolygon footprint(const std::vector<Body>& bodies, double z_lo, double z_hi);
[[nodiscard]] std::optional<ZRange> z_range(const std::vector<Body>& bodies);
/// Extent of the bodies along two horizontal unit vectors: min and max of the dot products.
struct Extent {
  double lo = 0, hi = 0;
};
[[nodiscard]] std::optional<Extent> extent(const std::vector<Body>& bodies, PlanPoint direction);

/// Upward faces that people walk on, grouped by plane: for ramps (slope, width, landings) and stairs (treads).
struct WalkFace {
  Polygon outline;       ///< plan view
  double slope = 0;      ///< rise over horizontal run, 0 for level
  PlanPoint uphill;      ///< unit vector, (0,0) when level
  ZRange z;
};
/// Upward-facing faces steeper than vertical-ish excluded (slope ≤ 1.0), merged when coplanar and adjacent.
[[nodiscard]] std::vector<WalkFace> walk_faces(const std::vector<Body>& bodies);

}  // namespace landai::importer
