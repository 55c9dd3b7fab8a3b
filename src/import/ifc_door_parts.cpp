// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_door_parts.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace landai::importer {
namespace {

constexpr double kTouch = 1e-3;
constexpr double kLowestDoorPart = 0.6;  // of the door's height: leaves and linings are at least that high
constexpr double kNarrowestLeaf = 0.30;
constexpr double kThickestLeaf = 0.16;
constexpr double kThinnestWood = 0.025;  // a pane is thinner
constexpr double kHighestSill = 0.07;    // a leaf's bottom rail is higher

double height(const DoorPiece& p) { return p.hi.z - p.lo.z; }

/// Convex hull of the plan, counter-clockwise (monotone chain).
Ring hull(std::vector<PlanPoint> points) {
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 3) return points;
  Ring chain(2 * points.size());
  std::size_t k = 0;
  const auto push = [&](PlanPoint p, std::size_t least) {
    while (k >= least && cross(chain[k - 1] - chain[k - 2], p - chain[k - 1]) <= 0) --k;
    chain[k++] = p;
  };
  for (PlanPoint p : points) push(p, 2);
  const std::size_t lower = k + 1;
  for (auto it = points.rbegin() + 1; it != points.rend(); ++it) push(*it, lower);
  chain.resize(k - 1);
  return chain;
}

void measure_plan(DoorPiece& piece) {
  std::vector<PlanPoint> points;
  for (const auto& t : piece.triangles) {
    for (Point3 p : t) points.push_back({p.x, p.y});
  }
  const Ring outline = hull(std::move(points));
  double best = INFINITY;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const PlanPoint edge = outline[(i + 1) % outline.size()] - outline[i];
    if (norm(edge) < 1e-6) continue;
    PlanPoint u = 1 / norm(edge) * edge;
    Interval a{INFINITY, -INFINITY}, b{INFINITY, -INFINITY};
    for (PlanPoint p : outline) {
      const double s = dot(p, u), t = dot(p, left_normal(u));
      a = {std::min(a.lo, s), std::max(a.hi, s)};
      b = {std::min(b.lo, t), std::max(b.hi, t)};
    }
    // The shorter side decides, so that flat pieces without area are ranked too.
    const double size = a.length() * b.length() + 1e-9 * (a.length() + b.length());
    if (size >= best * (1 - 1e-9)) continue;
    best = size;
    piece.centre = (a.lo + a.hi) / 2 * u + (b.lo + b.hi) / 2 * left_normal(u);
    const bool turned = b.length() > a.length();
    piece.length = turned ? b.length() : a.length();
    piece.thickness = turned ? a.length() : b.length();
    piece.along = turned ? left_normal(u) : u;
    if (piece.along.x < 0 || (piece.along.x == 0 && piece.along.y < 0)) piece.along = -1.0 * piece.along;
  }
}

struct GridKey {
  std::int64_t x, y, z;
  bool operator==(const GridKey&) const = default;
};
struct GridHash {
  std::size_t operator()(const GridKey& k) const {
    return static_cast<std::size_t>(k.x) * 0x9E3779B97F4A7C15ull ^
           static_cast<std::size_t>(k.y) * 0xC2B2AE3D27D4EB4Full ^
           static_cast<std::size_t>(k.z) * 0x165667B19E3779F9ull;
  }
};

std::size_t root(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/// Splits triangles into parts that share corners.
std::vector<DoorPiece> connected(
    const std::vector<std::pair<std::array<Point3, 3>, std::uint32_t>>& triangles) {
  std::unordered_map<GridKey, std::size_t, GridHash> corner;
  std::vector<std::size_t> parent;
  std::vector<std::size_t> first;
  for (const auto& [t, item] : triangles) {
    std::array<std::size_t, 3> at{};
    for (std::size_t i = 0; i < 3; ++i) {
      const GridKey key{std::llround(t[i].x * 1e4), std::llround(t[i].y * 1e4), std::llround(t[i].z * 1e4)};
      const auto [found, fresh] = corner.try_emplace(key, parent.size());
      if (fresh) parent.push_back(parent.size());
      at[i] = found->second;
      parent[root(parent, at[i])] = root(parent, at[0]);
    }
    first.push_back(at[0]);
  }
  std::unordered_map<std::size_t, std::size_t> piece_of;
  std::vector<DoorPiece> pieces;
  for (std::size_t i = 0; i < triangles.size(); ++i) {
    const auto [found, fresh] = piece_of.try_emplace(root(parent, first[i]), pieces.size());
    if (fresh) pieces.emplace_back();
    DoorPiece& piece = pieces[found->second];
    piece.add(triangles[i].first);
    if (std::find(piece.items.begin(), piece.items.end(), triangles[i].second) == piece.items.end()) {
      piece.items.push_back(triangles[i].second);
    }
  }
  return pieces;
}

bool closed(const Body& body) {
  Point3 sum;
  double all = 0;
  for (const auto& t : body.triangles) {
    const Point3 a = body.vertices[t[0]], area = cross(body.vertices[t[1]] - a, body.vertices[t[2]] - a);
    sum = sum + area;
    all += norm(area);
  }
  return norm(sum) < 1e-6 * all;
}

/// Parts of closed bodies one by one; loose faces of several items are put together where they meet.
std::vector<DoorPiece> pieces_of(const std::vector<Body>& bodies) {
  std::vector<DoorPiece> pieces;
  std::vector<std::pair<std::array<Point3, 3>, std::uint32_t>> loose;
  for (const Body& body : bodies) {
    std::vector<std::pair<std::array<Point3, 3>, std::uint32_t>> own;
    const bool whole = closed(body);
    for (const auto& t : body.triangles) {
      const std::array<Point3, 3> corners{body.vertices[t[0]], body.vertices[t[1]], body.vertices[t[2]]};
      if (finite(corners[0]) && finite(corners[1]) && finite(corners[2]))
        (whole ? own : loose).push_back({corners, body.item});
    }
    auto parts = connected(own);
    pieces.insert(pieces.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
  }
  auto parts = connected(loose);
  pieces.insert(pieces.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
  return pieces;
}

/// Some writers make one body of the lining and the open leaf that touches it. What stands far out of the
/// wall is cut off at the wall's face.
std::vector<DoorPiece> cut_at_wall(std::vector<DoorPiece> pieces, Interval wall) {
  constexpr double kFarOut = 0.35;
  if (wall.lo > wall.hi) return pieces;
  std::vector<DoorPiece> out;
  for (DoorPiece& p : pieces) {
    const bool inside_too = p.lo.y < wall.hi - 0.01 && p.hi.y > wall.lo + 0.01;
    if (!inside_too || (p.hi.y < wall.hi + kFarOut && p.lo.y > wall.lo - kFarOut)) {
      out.push_back(std::move(p));
      continue;
    }
    Mesh mesh;
    for (const auto& t : p.triangles) {
      const auto base = static_cast<std::uint32_t>(mesh.vertices.size());
      mesh.vertices.insert(mesh.vertices.end(), t.begin(), t.end());
      mesh.triangles.push_back({base, base + 1, base + 2});
    }
    const HalfSpace below_top{{0, 1, 0}, wall.hi}, above_top{{0, -1, 0}, -wall.hi};
    const HalfSpace above_low{{0, -1, 0}, -wall.lo}, below_low{{0, 1, 0}, wall.lo};
    for (const Mesh& part :
         {clipped(mesh, above_top), clipped(clipped(mesh, below_top), above_low), clipped(mesh, below_low)}) {
      std::vector<std::pair<std::array<Point3, 3>, std::uint32_t>> triangles;
      for (const auto& t : part.triangles) {
        triangles.push_back({{part.vertices[t[0]], part.vertices[t[1]], part.vertices[t[2]]}, p.items[0]});
      }
      for (DoorPiece& piece : connected(triangles)) out.push_back(std::move(piece));
    }
  }
  return out;
}

enum class Kind { unknown, solid, ring, arch };

/// Solid: no gap at half height. Ring: a gap, and closed at the foot. Arch: a gap down to the floor.
Kind kind_of(const DoorPiece& p) {
  const auto middle = covered(p, p.lo.z + 0.5 * height(p), p.along);
  if (middle.empty()) return Kind::unknown;
  if (middle.size() == 1) return middle[0].length() > 0.8 * p.length ? Kind::solid : Kind::unknown;
  const auto foot = covered(p, p.lo.z + 0.01, p.along);
  return foot.size() == 1 && foot[0].length() > 0.9 * p.length ? Kind::ring : Kind::arch;
}

bool boxes_touch(const DoorPiece& a, const DoorPiece& b) {
  return a.lo.x <= b.hi.x + kTouch && b.lo.x <= a.hi.x + kTouch && a.lo.z <= b.hi.z + kTouch &&
         b.lo.z <= a.hi.z + kTouch;
}

bool same_depth(const DoorPiece& a, const DoorPiece& b) {
  return std::abs(a.lo.y - b.lo.y) < kTouch && std::abs(a.hi.y - b.hi.y) < kTouch;
}

/// Posts and rails that lie in one layer and touch are one frame or one leaf.
std::vector<DoorPiece> assembled(std::vector<DoorPiece> parts) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (std::size_t j = parts.size(); j-- > i + 1;) {
        if (!same_depth(parts[i], parts[j]) || !boxes_touch(parts[i], parts[j])) continue;
        for (const auto& t : parts[j].triangles) parts[i].add(t);
        parts[i].items.insert(parts[i].items.end(), parts[j].items.begin(), parts[j].items.end());
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(j));
        changed = true;
      }
    }
  }
  for (DoorPiece& p : parts) measure_plan(p);
  return parts;
}

bool inside(const DoorPiece& inner, const DoorPiece& outer, double margin) {
  return inner.lo.x >= outer.lo.x + margin && inner.hi.x <= outer.hi.x - margin &&
         inner.lo.y <= outer.hi.y + kTouch && inner.hi.y >= outer.lo.y - kTouch;
}

/// A ring around a leaf is a frame with a sill; a ring around a pane is a leaf, unless its bottom is as low
/// as a sill.
bool frames_a_leaf(const DoorPiece& ring, const std::vector<DoorPiece>& others) {
  const auto rail = covered(ring, ring.lo.z + kHighestSill, ring.along);
  const bool sill = !(rail.size() == 1 && rail[0].length() > 0.9 * ring.length);
  return std::any_of(others.begin(), others.end(), [&](const DoorPiece& other) {
    if (&other == &ring || !inside(other, ring, 0.01)) return false;
    return sill || other.thickness >= std::max(kThinnestWood, 0.5 * ring.thickness);
  });
}

bool leaf_like(const DoorPiece& p, Interval wall, double width) {
  if (p.length < kNarrowestLeaf || p.thickness > kThickestLeaf) return false;
  if (std::abs(p.along.y) < 0.05) return true;
  // Standing open: most of it is outside of the wall, else it is the side of a deep lining.
  if (p.length < std::max(0.45, 0.4 * width)) return false;
  if (wall.lo > wall.hi) return p.length > 0.6;
  const double out = std::max(p.hi.y - wall.hi, wall.lo - p.lo.y);
  return out > 0.5 * (p.hi.y - p.lo.y);
}

/// An architrave lies on the wall's face. It stops no leaf, and says nothing of the lining that it hides.
bool trim(const DoorPiece& p, Interval wall, const std::vector<DoorPiece>& leaves) {
  if (wall.lo > wall.hi || (p.lo.y < wall.hi - kTouch && p.hi.y > wall.lo + kTouch)) return false;
  return std::none_of(leaves.begin(), leaves.end(), [&](const DoorPiece& leaf) {
    return p.lo.y < leaf.hi.y - kTouch && p.hi.y > leaf.lo.y + kTouch;
  });
}

/// Layers of one leaf (core and facings) become one.
void join_layers(std::vector<DoorPiece>& leaves) {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    for (std::size_t j = leaves.size(); j-- > i + 1;) {
      DoorPiece &a = leaves[i], &b = leaves[j];
      const double shared = std::min(a.hi.x, b.hi.x) - std::max(a.lo.x, b.lo.x);
      const double apart = std::max(a.lo.y, b.lo.y) - std::min(a.hi.y, b.hi.y);
      const double narrower = std::min(a.hi.x - a.lo.x, b.hi.x - b.lo.x);
      const bool flat = std::abs(a.along.y) < 0.05 && std::abs(b.along.y) < 0.05;
      if (!flat || shared < 0.8 * narrower || apart > 0.005) continue;
      // Sliding leaves overlap by their stiles only; layers have one width.
      if (std::abs(a.length - b.length) > 0.2 * std::max(a.length, b.length)) continue;
      for (const auto& t : b.triangles) a.add(t);
      a.items.insert(a.items.end(), b.items.begin(), b.items.end());
      leaves.erase(leaves.begin() + static_cast<std::ptrdiff_t>(j));
      measure_plan(a);
    }
  }
}

}  // namespace

void DoorPiece::add(const std::array<Point3, 3>& t) {
  triangles.push_back(t);
  for (Point3 p : t) {
    lo = {std::min(lo.x, p.x), std::min(lo.y, p.y), std::min(lo.z, p.z)};
    hi = {std::max(hi.x, p.x), std::max(hi.y, p.y), std::max(hi.z, p.z)};
  }
}

std::vector<Interval> covered(const DoorPiece& piece, double z, PlanPoint direction) {
  std::vector<Interval> found;
  for (const auto& t : piece.triangles) {
    Interval i{INFINITY, -INFINITY};
    for (std::size_t k = 0; k < 3; ++k) {
      const Point3 &a = t[k], &b = t[(k + 1) % 3];
      if ((a.z <= z) == (b.z <= z)) continue;
      const double f = (z - a.z) / (b.z - a.z);
      const double s = dot(PlanPoint{a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)}, direction);
      i = {std::min(i.lo, s), std::max(i.hi, s)};
    }
    if (i.lo <= i.hi) found.push_back(i);
  }
  std::sort(found.begin(), found.end(), [](Interval a, Interval b) { return a.lo < b.lo; });
  std::vector<Interval> merged;
  for (Interval i : found) {
    if (!merged.empty() && i.lo <= merged.back().hi + kTouch) {
      merged.back().hi = std::max(merged.back().hi, i.hi);
    } else {
      merged.push_back(i);
    }
  }
  return merged;
}

DoorBodies sort_door_bodies(const std::vector<Body>& local_bodies, Interval wall, double width) {
  DoorBodies door;
  std::vector<DoorPiece> pieces = cut_at_wall(pieces_of(local_bodies), wall);
  double top = -INFINITY;
  door.base = INFINITY;
  for (const DoorPiece& p : pieces) {
    door.base = std::min(door.base, p.lo.z);
    top = std::max(top, p.hi.z);
  }
  if (pieces.empty() || pieces.size() > 5000) return {};
  door.height = top - door.base;
  const double high = kLowestDoorPart * door.height;
  std::vector<DoorPiece> leaves, rings, parts;
  for (DoorPiece& p : pieces) {
    const bool small = height(p) < 0.25 * door.height && p.hi.x - p.lo.x < 0.36;
    if (small) {
      door.hardware.push_back(std::move(p));
      continue;
    }
    measure_plan(p);
    const Kind kind = height(p) >= high ? kind_of(p) : Kind::unknown;
    if (kind == Kind::solid && leaf_like(p, wall, width)) {
      leaves.push_back(std::move(p));
    } else if (kind == Kind::ring && leaf_like(p, wall, width)) {
      rings.push_back(std::move(p));
    } else if (kind == Kind::arch || kind == Kind::ring) {
      door.frame.push_back(std::move(p));
    } else {
      parts.push_back(std::move(p));
    }
  }
  std::vector<DoorPiece> posts;
  if (parts.size() <= 400) {
    for (DoorPiece& p : assembled(std::move(parts))) {
      if (height(p) < high) continue;
      const Kind kind = kind_of(p);
      if (kind == Kind::ring && leaf_like(p, wall, width)) {
        rings.push_back(std::move(p));
      } else if (kind == Kind::arch || kind == Kind::ring) {
        door.frame.push_back(std::move(p));
      } else if (kind == Kind::solid && leaf_like(p, wall, width)) {
        leaves.push_back(std::move(p));
      } else {
        posts.push_back(std::move(p));
      }
    }
  }
  std::vector<DoorPiece> all = leaves;
  all.insert(all.end(), rings.begin(), rings.end());
  std::vector<DoorPiece> ring_leaves;
  for (std::size_t i = leaves.size(); i < all.size(); ++i) {
    (frames_a_leaf(all[i], all) ? door.frame : ring_leaves).push_back(all[i]);
  }
  const auto in_ring = [&](const DoorPiece& p) {
    return std::any_of(ring_leaves.begin(), ring_leaves.end(),
                       [&](const DoorPiece& ring) { return inside(p, ring, 0.01); });
  };
  std::erase_if(leaves, in_ring);
  std::erase_if(door.frame, in_ring);  // glazing bars
  leaves.insert(leaves.end(), ring_leaves.begin(), ring_leaves.end());
  join_layers(leaves);
  for (DoorPiece& post : posts) {
    const bool in_leaf = std::any_of(leaves.begin(), leaves.end(),
                                     [&](const DoorPiece& leaf) { return inside(post, leaf, 0); });
    if (!in_leaf) door.frame.push_back(std::move(post));
  }
  std::erase_if(door.frame, [&](const DoorPiece& p) { return trim(p, wall, leaves); });
  std::sort(leaves.begin(), leaves.end(), [](const DoorPiece& a, const DoorPiece& b) {
    return a.centre.x != b.centre.x ? a.centre.x < b.centre.x : a.centre.y < b.centre.y;
  });
  door.leaves = std::move(leaves);
  return door;
}

std::optional<Interval> free_between(const std::vector<DoorPiece>& frame, const DoorBodies& door,
                                     double middle) {
  Interval free{-INFINITY, INFINITY};
  for (const DoorPiece& piece : frame) {
    for (double part : {0.15, 0.3, 0.5, 0.7, 0.85}) {
      for (Interval i : covered(piece, door.base + part * door.height, {1, 0})) {
        if (i.hi <= middle) {
          free.lo = std::max(free.lo, i.hi);
        } else if (i.lo >= middle) {
          free.hi = std::min(free.hi, i.lo);
        } else {
          return std::nullopt;  // something stands in the middle: not a frame as we know it
        }
      }
    }
  }
  if (!std::isfinite(free.lo) || !std::isfinite(free.hi) || free.length() < 0.1) return std::nullopt;
  return free;
}

}  // namespace landai::importer
