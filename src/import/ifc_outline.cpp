// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <polyclipping/clipper.hpp>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr double kGrid = 1e4;      // cells per metre
constexpr double kFarthest = 1e9;  // metres; beyond it a coordinate is broken and the ring is left out
constexpr double kSliver = 1e-6;   // square metres

bool put(ClipperLib::Paths& out, const Ring& ring, bool outer) {
  ClipperLib::Path path;
  path.reserve(ring.size());
  for (const PlanPoint p : ring) {
    if (!(std::abs(p.x) < kFarthest) || !(std::abs(p.y) < kFarthest)) return false;
    path.emplace_back(std::llround(p.x * kGrid), std::llround(p.y * kGrid));
  }
  if (ClipperLib::Orientation(path) != outer) std::reverse(path.begin(), path.end());
  out.push_back(std::move(path));
  return true;
}

ClipperLib::Paths paths(const MultiPolygon& polygons) {
  ClipperLib::Paths out;
  for (const Polygon& p : polygons) {
    if (!put(out, p.outer, true)) continue;
    for (const Ring& hole : p.holes) put(out, hole, false);
  }
  return out;
}

Ring ring(const ClipperLib::Path& path) {
  Ring out;
  out.reserve(path.size());
  for (const auto& p : path)
    out.push_back({static_cast<double>(p.X) / kGrid, static_cast<double>(p.Y) / kGrid});
  return out;
}

void take(const ClipperLib::PolyNode& node, MultiPolygon& out) {
  for (const ClipperLib::PolyNode* outer : node.Childs) {
    Polygon p{ring(outer->Contour), {}};
    for (const ClipperLib::PolyNode* hole : outer->Childs) {
      p.holes.push_back(ring(hole->Contour));
      take(*hole, out);  // islands in the hole
    }
    if (area(p) > kSliver) out.push_back(std::move(p));
  }
}

MultiPolygon run(ClipperLib::ClipType what, const MultiPolygon& a, const MultiPolygon& b) {
  MultiPolygon out;
  try {
    ClipperLib::Clipper clipper;
    clipper.AddPaths(paths(a), ClipperLib::ptSubject, true);
    clipper.AddPaths(paths(b), ClipperLib::ptClip, true);
    ClipperLib::PolyTree tree;
    clipper.Execute(what, tree, ClipperLib::pftNonZero, ClipperLib::pftNonZero);
    take(tree, out);
  } catch (const std::exception&) {
    out.clear();  // Clipper throws for coordinates out of its range only; put() keeps those away
  }
  return out;
}

}  // namespace

MultiPolygon outlines_united(const MultiPolygon& a) { return run(ClipperLib::ctUnion, a, {}); }
MultiPolygon outlines_less(const MultiPolygon& a, const MultiPolygon& b) {
  return run(ClipperLib::ctDifference, a, b);
}
MultiPolygon outlines_shared(const MultiPolygon& a, const MultiPolygon& b) {
  return run(ClipperLib::ctIntersection, a, b);
}

const Outline& outline_of(IfcImport& in, const StepRecord& product) {
  const auto [it, fresh] = in.outlines.try_emplace(&product);
  Outline& out = it->second;
  if (!fresh) return out;
  const auto prisms = in.shapes.prisms(product);
  for (const auto& prism : prisms) {
    out.areas.push_back(prism.outline);
    out.z = out.z ? ZRange{std::min(out.z->lo, prism.z.lo), std::max(out.z->hi, prism.z.hi)} : prism.z;
  }
  out.exact = !prisms.empty();
  if (prisms.size() > 1) out.areas = outlines_united(out.areas);
  if (!out.exact) {
    const auto bodies = in.shapes.bodies(product);
    out.areas = footprint(bodies);
    out.z = z_range(bodies);
  }
  return out;
}

}  // namespace landai::importer
