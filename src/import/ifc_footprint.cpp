// SPDX-License-Identifier: GPL-3.0-or-later
// Shadows, extents and walkable faces of bodies.
#include <algorithm>
#include <polyclipping/clipper.hpp>
#include <unordered_map>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

constexpr double kGrid = 1e-4;
using ClipperLib::IntPoint;

struct EdgeKey {
  IntPoint a, b;
  bool operator==(const EdgeKey& o) const { return a == o.a && b == o.b; }
};

struct Hash {
  std::size_t operator()(const IntPoint& p) const {
    return static_cast<std::size_t>(p.X) * 0x9E3779B97F4A7C15ull ^
           (static_cast<std::size_t>(p.Y) * 0xC2B2AE3D27D4EB4Full + 0x165667B1ull);
  }
  std::size_t operator()(const EdgeKey& e) const { return (*this)(e.a) * 31 + (*this)(e.b); }
};

bool sound(const IntPoint& p) {
  constexpr ClipperLib::cInt kLimit = 1ll << 40;
  return std::abs(p.X) < kLimit && std::abs(p.Y) < kLimit;
}

IntPoint on_grid(Point3 p) {
  const auto grid = [](double v) {
    return static_cast<ClipperLib::cInt>(std::llround(std::clamp(v / kGrid, -4e12, 4e12)));
  };
  return {grid(p.x), grid(p.y)};
}

/// Sum of triangles, kept as the edges that do not cancel: an inner edge is walked once each way and is gone.
/// What is left has the same winding number everywhere, with far fewer edges to unite.
class Shadow {
 public:
  void add(IntPoint a, IntPoint b, IntPoint c) {
    if (!sound(a) || !sound(b) || !sound(c)) return;
    edge(a, b);
    edge(b, c);
    edge(c, a);
  }

  [[nodiscard]] MultiPolygon united() const {
    ClipperLib::Paths paths = loops();
    MultiPolygon out;
    if (paths.empty()) return out;
    try {
      ClipperLib::Clipper clipper;
      ClipperLib::PolyTree tree;
      clipper.AddPaths(paths, ClipperLib::ptSubject, true);
      clipper.Execute(ClipperLib::ctUnion, tree, ClipperLib::pftPositive, ClipperLib::pftPositive);
      collect(tree, out);
    } catch (const ClipperLib::clipperException&) {
      out.clear();
    }
    return out;
  }

 private:
  void edge(IntPoint a, IntPoint b) {
    if (a == b) return;
    if (const auto back = edges_.find({b, a}); back != edges_.end()) {
      if (--back->second == 0) edges_.erase(back);
      return;
    }
    ++edges_[{a, b}];
  }

  [[nodiscard]] ClipperLib::Paths loops() const {
    std::vector<std::pair<IntPoint, IntPoint>> sorted;
    for (const auto& [key, times] : edges_)
      sorted.insert(sorted.end(), static_cast<std::size_t>(times), {key.a, key.b});
    const auto less = [](const IntPoint& a, const IntPoint& b) { return a.X != b.X ? a.X < b.X : a.Y < b.Y; };
    std::sort(sorted.begin(), sorted.end(), [&](const auto& s, const auto& t) {
      return s.first == t.first ? less(s.second, t.second) : less(s.first, t.first);
    });
    std::unordered_map<IntPoint, std::pair<std::size_t, std::size_t>, Hash> leaving;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const auto at = leaving.try_emplace(sorted[i].first, i, i).first;
      at->second.second = i + 1;
    }
    ClipperLib::Paths paths;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      ClipperLib::Path path;
      IntPoint at = sorted[i].first;
      for (auto next = leaving.find(at); next != leaving.end() && next->second.first < next->second.second;
           next = leaving.find(at)) {
        path.push_back(at);
        at = sorted[next->second.first++].second;
      }
      if (path.size() > 2) paths.push_back(std::move(path));
    }
    return paths;
  }

  /// Rounding leaves cracks and splinters thinner than the grid; they are not there in the building.
  static bool splinter(const ClipperLib::Path& path) {
    double around = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const IntPoint &a = path[i], &b = path[(i + 1) % path.size()];
      around += std::hypot(static_cast<double>(b.X - a.X), static_cast<double>(b.Y - a.Y));
    }
    return std::abs(ClipperLib::Area(path)) < 0.75 * around;
  }

  static Ring ring(const ClipperLib::Path& path) {
    Ring r;
    r.reserve(path.size());
    for (const IntPoint& p : path)
      r.push_back({static_cast<double>(p.X) * kGrid, static_cast<double>(p.Y) * kGrid});
    return r;
  }

  static void collect(const ClipperLib::PolyNode& parent, MultiPolygon& out) {
    for (const ClipperLib::PolyNode* outer : parent.Childs) {
      if (!splinter(outer->Contour)) {
        Polygon polygon{ring(outer->Contour), {}};
        for (const ClipperLib::PolyNode* hole : outer->Childs) {
          if (!splinter(hole->Contour)) polygon.holes.push_back(ring(hole->Contour));
        }
        out.push_back(normalised(std::move(polygon)));
      }
      for (const ClipperLib::PolyNode* hole : outer->Childs) collect(*hole, out);
    }
  }

  std::unordered_map<EdgeKey, int, Hash> edges_;
};

void grow(ZRange& range, const Body& body) {
  for (const auto& t : body.triangles) {
    for (std::uint32_t i : t) {
      range.lo = std::min(range.lo, body.vertices[i].z);
      range.hi = std::max(range.hi, body.vertices[i].z);
    }
  }
}

/// Whether the faces close a volume: then their area vectors cancel.
bool closed(const Body& body) {
  Point3 sum;
  double all = 0;
  for (const auto& t : body.triangles) {
    const Point3 a = body.vertices[t[0]];
    const Point3 area = cross(body.vertices[t[1]] - a, body.vertices[t[2]] - a);
    sum = sum + area;
    all += norm(area);
  }
  return norm(sum) < 1e-6 * all;
}

void cast_shadow(const Body& body, Shadow& shadow) {
  // The upper side of a closed body covers all of its shadow.
  const bool one_side = closed(body);
  for (const auto& t : body.triangles) {
    const Point3 &a = body.vertices[t[0]], &b = body.vertices[t[1]], &c = body.vertices[t[2]];
    if (!finite(a) || !finite(b) || !finite(c)) continue;
    const double up = cross(b - a, c - a).z;
    if (up > 0) {
      shadow.add(on_grid(a), on_grid(b), on_grid(c));
    } else if (up < 0 && !one_side) {
      shadow.add(on_grid(a), on_grid(c), on_grid(b));
    }
  }
}

double signed_volume(const Body& body) {
  double volume = 0;
  for (const auto& t : body.triangles) {
    const Point3 o = body.vertices[body.triangles[0][0]];
    volume += dot(body.vertices[t[0]] - o, cross(body.vertices[t[1]] - o, body.vertices[t[2]] - o));
  }
  return volume;
}

/// Triangles of one plane that people can stand on.
struct Plane {
  Point3 normal;
  Point3 through;
  Shadow shadow;
};

constexpr std::size_t kMaxPlanes = 4096;
constexpr double kSteepest = 1.0;

void add_walkable(const Body& body, std::vector<Plane>& planes) {
  const bool solid = closed(body);
  const double outside = solid && signed_volume(body) < 0 ? -1 : 1;
  for (const auto& t : body.triangles) {
    const Point3 &a = body.vertices[t[0]], &b = body.vertices[t[1]], &c = body.vertices[t[2]];
    if (!finite(a) || !finite(b) || !finite(c)) continue;
    Point3 normal = outside * unit(cross(b - a, c - a), {});
    if (!solid && normal.z < 0) normal = -1.0 * normal;  // an open surface has no reliable side
    if (!(normal.z > 0) || std::hypot(normal.x, normal.y) > kSteepest * normal.z * (1 + 1e-9)) continue;
    const Point3 middle = (1.0 / 3) * (a + b + c);
    const auto same = [&](const Plane& p) {
      return norm(p.normal - normal) < 1e-3 && std::abs(dot(p.normal, middle - p.through)) < 5e-4;
    };
    auto plane = std::find_if(planes.begin(), planes.end(), same);
    if (plane == planes.end()) {
      if (planes.size() >= kMaxPlanes) return;
      planes.push_back({normal, middle, {}});
      plane = planes.end() - 1;
    }
    if (cross(b - a, c - a).z > 0) {
      plane->shadow.add(on_grid(a), on_grid(b), on_grid(c));
    } else {
      plane->shadow.add(on_grid(a), on_grid(c), on_grid(b));
    }
  }
}

WalkFace walk_face(const Plane& plane, Polygon outline) {
  WalkFace face;
  const double flat = std::hypot(plane.normal.x, plane.normal.y);
  face.slope = flat / plane.normal.z;
  if (face.slope < 1e-6) {
    face.slope = 0;
  } else {
    face.uphill = {-plane.normal.x / flat, -plane.normal.y / flat};
  }
  face.z = {INFINITY, -INFINITY};
  for (PlanPoint p : outline.outer) {
    const Point3 d{p.x - plane.through.x, p.y - plane.through.y, 0};
    const double z = plane.through.z - dot(plane.normal, d) / plane.normal.z;
    face.z = {std::min(face.z.lo, z), std::max(face.z.hi, z)};
  }
  face.outline = std::move(outline);
  return face;
}

}  // namespace

MultiPolygon footprint(const std::vector<Body>& bodies) {
  Shadow shadow;
  for (const Body& body : bodies) cast_shadow(body, shadow);
  return shadow.united();
}

MultiPolygon footprint(const std::vector<Body>& bodies, double z_lo, double z_hi) {
  Shadow shadow;
  for (const Body& body : bodies) {
    ZRange range{INFINITY, -INFINITY};
    grow(range, body);
    if (range.hi < z_lo || range.lo > z_hi) continue;
    if (range.lo >= z_lo && range.hi <= z_hi) {
      cast_shadow(body, shadow);
      continue;
    }
    Mesh mesh{body.vertices, body.triangles};
    mesh = clipped(clipped(mesh, {{0, 0, 1}, z_hi}), {{0, 0, -1}, -z_lo});
    cast_shadow({std::move(mesh.vertices), std::move(mesh.triangles), body.item, {}}, shadow);
  }
  return shadow.united();
}

std::optional<ZRange> z_range(const std::vector<Body>& bodies) {
  ZRange range{INFINITY, -INFINITY};
  for (const Body& body : bodies) grow(range, body);
  return range.lo <= range.hi && std::isfinite(range.hi - range.lo) ? std::optional(range) : std::nullopt;
}

std::optional<Extent> extent(const std::vector<Body>& bodies, PlanPoint direction) {
  Extent e{INFINITY, -INFINITY};
  for (const Body& body : bodies) {
    for (const auto& t : body.triangles) {
      for (std::uint32_t i : t) {
        const double along = dot(PlanPoint{body.vertices[i].x, body.vertices[i].y}, direction);
        e.lo = std::min(e.lo, along);
        e.hi = std::max(e.hi, along);
      }
    }
  }
  return e.lo <= e.hi && std::isfinite(e.hi - e.lo) ? std::optional(e) : std::nullopt;
}

std::vector<WalkFace> walk_faces(const std::vector<Body>& bodies) {
  std::vector<Plane> planes;
  for (const Body& body : bodies) add_walkable(body, planes);
  std::vector<WalkFace> faces;
  for (const Plane& plane : planes) {
    for (Polygon& outline : plane.shadow.united()) faces.push_back(walk_face(plane, std::move(outline)));
  }
  return faces;
}

}  // namespace landai::importer
