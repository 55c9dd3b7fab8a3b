// SPDX-License-Identifier: GPL-3.0-or-later
// Cutting meshes by planes: half spaces and convex bodies, all that clipped walls, roofs and ramps need.
#include <algorithm>
#include <map>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

constexpr double kOnPlane = 1e-7;
constexpr double kSamePoint = 1e-6;

struct Key {
  std::int64_t x, y, z;
  auto operator<=>(const Key&) const = default;
};

Key key_of(Point3 p) {
  const auto grid = [](double v) {
    return static_cast<std::int64_t>(std::llround(std::clamp(v, -1e9, 1e9) / kSamePoint));
  };
  return {grid(p.x), grid(p.y), grid(p.z)};
}

bool before(Point3 a, Point3 b) {
  if (a.x != b.x) return a.x < b.x;
  return a.y != b.y ? a.y < b.y : a.z < b.z;
}

/// Where the edge a-b meets the plane; the same point whichever end is named first.
Point3 cut(Point3 a, double da, Point3 b, double db) {
  if (before(b, a)) {
    std::swap(a, b);
    std::swap(da, db);
  }
  return a + (da / (da - db)) * (b - a);
}

/// The directed edges that the cut left open, chained to loops that bound the cap.
class Cap {
 public:
  void add(Point3 a, Point3 b) {
    const Key ka = key_of(a), kb = key_of(b);
    if (ka == kb) return;
    // Two triangles that keep the same edge from both sides leave nothing open there.
    const auto back = edges_.find({kb, ka});
    if (back != edges_.end()) {
      if (--back->second == 0) edges_.erase(back);
      return;
    }
    ++edges_[{ka, kb}];
    points_[ka] = a;
    points_[kb] = b;
  }

  /// Faces that close the cut. They look along `normal`.
  void close(Mesh& mesh, Point3 normal) const {
    std::multimap<Key, Key> from;
    for (const auto& [edge, times] : edges_)
      from.emplace(edge.second, edge.first);  // a cap runs against its edges
    std::vector<std::vector<Point3>> outers, holes;
    while (!from.empty()) {
      const Key start = from.begin()->first;
      std::vector<Point3> loop;
      Key at = start;
      for (auto next = from.find(at); next != from.end(); next = from.find(at)) {
        loop.push_back(points_.at(at));
        at = next->second;
        from.erase(next);
        if (at == start) break;
      }
      if (at != start || loop.size() < 3) continue;  // an open shell has no cap here
      (dot(newell(loop), normal) > 0 ? outers : holes).push_back(std::move(loop));
    }
    emit(mesh, normal, outers, holes);
  }

 private:
  static void emit(Mesh& mesh, Point3 normal, const std::vector<std::vector<Point3>>& outers,
                   const std::vector<std::vector<Point3>>& holes) {
    const Point3 u =
        unit(cross(std::abs(normal.x) < 0.9 ? Point3{1, 0, 0} : Point3{0, 1, 0}, normal), {1, 0, 0});
    const Point3 v = cross(normal, u);
    const auto ring = [&](const std::vector<Point3>& loop) {
      Ring flat;
      for (Point3 p : loop) flat.push_back({dot(p, u), dot(p, v)});
      return flat;
    };
    std::vector<std::vector<std::vector<Point3>>> faces;
    std::vector<Ring> rings;
    for (const auto& outer : outers) {
      faces.push_back({outer});
      rings.push_back(ring(outer));
    }
    for (const auto& hole : holes) {
      const PlanPoint p = ring(hole).front();
      std::size_t best = faces.size();
      for (std::size_t i = 0; i < faces.size(); ++i) {
        if (contains(rings[i], p) &&
            (best == faces.size() || signed_area(rings[i]) < signed_area(rings[best])))
          best = i;
      }
      if (best < faces.size()) faces[best].push_back(hole);
    }
    for (const auto& loops : faces) add_face(mesh, loops);
  }

  std::map<std::pair<Key, Key>, int> edges_;
  std::map<Key, Point3> points_;
};

/// Keeps the part of one triangle below the plane, and notes the edge that the cut makes.
void clip_triangle(const std::array<Point3, 3>& t, const std::array<double, 3>& d, Mesh& out, Cap& cap) {
  std::array<Point3, 4> kept;
  std::array<bool, 4> on{};
  std::size_t n = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t j = (i + 1) % 3;
    if (d[i] <= 0) {
      on[n] = d[i] == 0;
      kept[n++] = t[i];
    }
    if ((d[i] < 0 && d[j] > 0) || (d[i] > 0 && d[j] < 0)) {
      on[n] = true;
      kept[n++] = cut(t[i], d[i], t[j], d[j]);
    }
  }
  if (n < 3) return;
  const auto base = static_cast<std::uint32_t>(out.vertices.size());
  for (std::size_t i = 0; i < n; ++i) {
    out.vertices.push_back(kept[i]);
    if (on[i] && on[(i + 1) % n]) cap.add(kept[i], kept[(i + 1) % n]);
  }
  out.triangles.push_back({base, base + 1, base + 2});
  if (n == 4) out.triangles.push_back({base, base + 2, base + 3});
}

std::vector<double> heights(const Mesh& mesh, const HalfSpace& plane) {
  std::vector<double> d;
  d.reserve(mesh.vertices.size());
  for (Point3 p : mesh.vertices) {
    const double h = dot(p, plane.normal) - plane.offset;
    d.push_back(std::abs(h) < kOnPlane ? 0 : h);
  }
  return d;
}

}  // namespace

Mesh clipped(const Mesh& mesh, const HalfSpace& keep) {
  const auto d = heights(mesh, keep);
  if (std::all_of(d.begin(), d.end(), [](double h) { return h <= 0; })) return mesh;
  if (std::all_of(d.begin(), d.end(), [](double h) { return h >= 0; })) return {};
  Mesh out;
  Cap cap;
  for (const auto& t : mesh.triangles) {
    const std::array<double, 3> h{d[t[0]], d[t[1]], d[t[2]]};
    if (h[0] == 0 && h[1] == 0 && h[2] == 0) continue;  // the cap covers it
    if (h[0] >= 0 && h[1] >= 0 && h[2] >= 0) continue;
    clip_triangle({mesh.vertices[t[0]], mesh.vertices[t[1]], mesh.vertices[t[2]]}, h, out, cap);
  }
  cap.close(out, keep.normal);
  return out;
}

Mesh without_convex(Mesh mesh, const std::vector<HalfSpace>& body) {
  Mesh result;
  for (const HalfSpace& side : body) {
    if (mesh.empty()) break;
    // What lies beyond one side of the body is outside of it; the rest is asked about the next side.
    result.append(clipped(mesh, {-1.0 * side.normal, -side.offset}));
    mesh = clipped(mesh, side);
    if (result.triangles.size() > kMaxBodyTriangles) break;
  }
  return result;
}

}  // namespace landai::importer
