// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "clip.hpp"
#include "landai/geometry/polygons.hpp"
#include "segment_index.hpp"

namespace landai::geometry {
namespace cl = ClipperLib;
namespace {

constexpr double kFine = 100'000;  ///< cells per metre here: 0.01 mm
constexpr double kHalfStrip =
    2;  ///< half the width of a shut line: with the hair 0.04 mm, less than the grid
constexpr double kHair = 2;
constexpr double kOverreach_m = 0.002;  ///< a closure drawn 2 mm short of its jamb still shuts
constexpr double kBeside_m = 0.001;     ///< where to look for what lies on either side of a closure
constexpr double kLongestEnd_m = 0.6;   ///< an end of a wall is not wider than this

cl::IntPoint fine(PlanPoint p, const Frame& frame) {
  const GridPoint g = frame.grid(p);
  return {g.x, g.y};
}

void add_strip(const PlanSegment& s, double overreach_m, const Frame& frame, Paths& paths) {
  const double length = distance(s.a, s.b);
  if (!(length > 0) || !frame.holds(s.a) || !frame.holds(s.b)) return;
  const PlanPoint u = (overreach_m / length) * (s.b - s.a);
  const Paths one = strip({fine(s.a - u, frame), fine(s.b + u, frame)}, false, kHalfStrip);
  paths.insert(paths.end(), one.begin(), one.end());
}

struct WallEnd {
  PlanPoint at;       ///< middle of the end
  PlanPoint outward;  ///< unit vector along the wall
};

/// Short sides between two longer ones that turn the same way, and loose ends of lines.
std::vector<WallEnd> wall_ends(const MultiPolygon& walls, std::span<const PlanSegment> lines) {
  std::vector<WallEnd> ends;
  const auto look = [&](const Ring& ring) {
    const std::size_t n = ring.size();
    if (n < 4) return;
    for (std::size_t i = 0; i < n; ++i) {
      const PlanPoint a = ring[i], b = ring[(i + 1) % n], c = ring[(i + 2) % n], d = ring[(i + 3) % n];
      const double width = distance(b, c);
      if (!(width > 0) || width > kLongestEnd_m) continue;
      if (distance(a, b) < 1.5 * width || distance(c, d) < 1.5 * width) continue;
      if (cross(b - a, c - b) <= 0 || cross(c - b, d - c) <= 0) continue;  // both corners stick out
      const PlanPoint across = (1 / width) * (c - b);
      ends.push_back({0.5 * (b + c), {across.y, -across.x}});
    }
  };
  for (const Polygon& polygon : walls) {
    look(polygon.outer);
    for (const Ring& hole : polygon.holes) look(hole);
  }
  const SegmentIndex index(std::vector<PlanSegment>(lines.begin(), lines.end()));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double length = distance(lines[i].a, lines[i].b);
    if (!(length > 0)) continue;
    for (const bool start : {true, false}) {
      const PlanPoint tip = start ? lines[i].a : lines[i].b;
      const PlanPoint tail = start ? lines[i].b : lines[i].a;
      bool loose = true;
      Box box;
      box.add(tip);
      index.visit(box.grown(kOverreach_m), [&](int j) {
        if (static_cast<std::size_t>(j) != i &&
            distance(lines[static_cast<std::size_t>(j)], tip) < kOverreach_m)
          loose = false;
        return loose;
      });
      // Asked last: most ends meet another line, and this looks at every wall.
      if (loose && !contains(walls, tip)) ends.push_back({tip, (1 / length) * (tip - tail)});
    }
  }
  return ends;
}

/// Straight on from the end of a wall to whatever it meets within `reach_m`.
std::vector<PlanSegment> bridges(const MultiPolygon& walls, std::span<const PlanSegment> lines,
                                 std::span<const PlanSegment> closures, double reach_m) {
  std::vector<PlanSegment> sides(lines.begin(), lines.end());
  for (const Polygon& polygon : walls) {
    const auto add = [&](const Ring& ring) {
      for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[(i + 1) % ring.size()]});
    };
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  const SegmentIndex index(std::move(sides));
  std::vector<PlanSegment> found;
  for (const WallEnd& end : wall_ends(walls, lines)) {
    const PlanSegment ray{end.at + kOverreach_m * end.outward, end.at + reach_m * end.outward};
    double nearest = reach_m;
    bool hit = false;
    Box box;
    box.add(ray.a);
    box.add(ray.b);
    index.visit(box.grown(kOverreach_m), [&](int i) {
      const PlanSegment pair = closest_points(ray, index.segments()[static_cast<std::size_t>(i)]);
      if (distance(pair.a, pair.b) > kOverreach_m) return true;
      const double away = dot(pair.b - end.at, end.outward);
      if (away > kOverreach_m && away <= nearest) {
        nearest = away;
        hit = true;
      }
      return true;
    });
    if (!hit) continue;
    const PlanSegment bridge{end.at, end.at + nearest * end.outward};
    const auto same = [&](const PlanSegment& s) {
      const PlanPoint middle = 0.5 * (bridge.a + bridge.b);
      return distance(s, middle) < 0.05;
    };
    // A gap with a door in it is shut already, and each gap has two ends.
    if (std::any_of(closures.begin(), closures.end(), same) || std::any_of(found.begin(), found.end(), same))
      continue;
    found.push_back(bridge);
  }
  return found;
}

struct Face {
  Polygon polygon;
  Box box;
  bool outside = false;
  std::size_t room = SIZE_MAX;
};

std::vector<Face> faces_of(const Paths& blocked, const Box& box, const Frame& frame) {
  const Box wide = box.grown(1.0);
  const Paths all{{fine({wide.min_x, wide.min_y}, frame), fine({wide.max_x, wide.min_y}, frame),
                   fine({wide.max_x, wide.max_y}, frame), fine({wide.min_x, wide.max_y}, frame)}};
  std::vector<Face> faces;
  for (Polygon& polygon : clip_polygons(cl::ctDifference, all, blocked, frame)) {
    Face face;
    face.box = bounds(polygon);
    face.outside = face.box.min_x < box.min_x - 0.5;
    face.polygon = std::move(polygon);
    faces.push_back(std::move(face));
  }
  return faces;
}

const Face* face_at(const std::vector<Face>& faces, PlanPoint p) {
  for (const Face& face : faces) {
    if (p.x < face.box.min_x || p.x > face.box.max_x || p.y < face.box.min_y || p.y > face.box.max_y)
      continue;
    if (contains(face.polygon, p)) return &face;
  }
  return nullptr;
}

/// What lies on one side of a closure: the first face met at a few places along it.
const Face* beside(const std::vector<Face>& faces, const PlanSegment& closure, double side) {
  const double length = distance(closure.a, closure.b);
  if (!(length > 0)) return nullptr;
  const PlanPoint out = (side * kBeside_m / length) * left_normal(closure.b - closure.a);
  for (const double t : {0.5, 0.25, 0.75, 0.1, 0.9}) {
    if (const Face* face = face_at(faces, closure.a + t * (closure.b - closure.a) + out)) return face;
  }
  return nullptr;
}

/// Grid points of the shut lines go back to 0.1 mm, the door between metres and cells for everyone else.
Ring rounded(const Ring& ring, const Frame& coarse) {
  Ring result;
  for (const PlanPoint p : ring) {
    const PlanPoint q = coarse.plan(coarse.grid(p));
    if (result.empty() || result.back() != q) result.push_back(q);
  }
  while (result.size() > 1 && result.front() == result.back()) result.pop_back();
  // What the shut lines cut into a straight side (corners on it, spikes along a line) is gone now: leave the
  // straight side.
  for (bool changed = true; changed && result.size() > 3;) {
    changed = false;
    Ring straight;
    for (std::size_t i = 0; i < result.size(); ++i) {
      const PlanPoint a = straight.empty() ? result.back() : straight.back();
      const PlanPoint b = result[i], c = result[(i + 1) % result.size()];
      if (std::abs(cross(b - a, c - b)) > 1e-9) straight.push_back(b);
    }
    changed = straight.size() < result.size() && straight.size() >= 3;
    if (changed) result = std::move(straight);
  }
  return result;
}

}  // namespace

namespace {

/// Do the two cross inside both?
bool cross_properly(const PlanSegment& s, const PlanSegment& t) {
  const PlanPoint u = s.b - s.a, v = t.b - t.a;
  const double a = cross(u, t.a - s.a), b = cross(u, t.b - s.a), c = cross(v, s.a - t.a), d = cross(v, s.b - t.a);
  return ((a < 0) != (b < 0)) && ((c < 0) != (d < 0)) && a != 0 && b != 0 && c != 0 && d != 0;
}

bool is_tangle(const MultiPolygon& solids, std::span<const PlanSegment> thin) {
  constexpr std::size_t kMany = 20'000, kPerSide = 3;
  std::vector<PlanSegment> sides;
  const auto add = [&](PlanPoint a, PlanPoint b) {
    if (std::isfinite(a.x + a.y + b.x + b.y)) sides.push_back({a, b});
  };
  for (const Polygon& polygon : solids)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i) add(polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]);
  for (const PlanSegment& s : thin) add(s.a, s.b);
  if (sides.size() < 200) return false;
  const std::size_t most = std::max(kMany, kPerSide * sides.size());
  const SegmentIndex index(sides);
  std::size_t crossings = 0;
  for (std::size_t i = 0; i < sides.size() && crossings <= most; ++i) {
    std::vector<int> met;
    index.along(sides[i], 0, [&](int k) {
      if (static_cast<std::size_t>(k) > i && cross_properly(sides[i], sides[static_cast<std::size_t>(k)])) met.push_back(k);
    });
    std::sort(met.begin(), met.end());
    crossings += static_cast<std::size_t>(std::unique(met.begin(), met.end()) - met.begin());
  }
  return crossings > most;
}

}  // namespace

Enclosures enclosed_rooms(const MultiPolygon& solids, std::span<const PlanSegment> thin_walls,
                          std::span<const PlanSegment> closures, double min_area_m2, double close_gaps_m) {
  Enclosures result;
  Box box;
  const auto add_point = [&](PlanPoint p) {
    if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
  };
  for (const Polygon& polygon : solids) {
    for (const PlanPoint p : polygon.outer) add_point(p);
  }
  for (const auto& list : {thin_walls, closures}) {
    for (const PlanSegment& s : list) {
      add_point(s.a);
      add_point(s.b);
    }
  }
  if (box.empty() || std::max(box.width(), box.height()) > 2 * 10'000) return result;
  result.tangled = is_tangle(solids, thin_walls);
  if (result.tangled) return result;
  const Frame frame = Frame::around(box, kFine);
  const Frame coarse{frame.origin, kCellsPerMetre};

  if (close_gaps_m > 0) result.bridged = bridges(united(solids), thin_walls, closures, close_gaps_m);
  Paths blocked = paths_of(solids, frame);
  for (const PlanSegment& s : thin_walls) add_strip(s, 0.0001, frame, blocked);
  for (const PlanSegment& s : closures) add_strip(s, kOverreach_m, frame, blocked);
  for (const PlanSegment& s : result.bridged) add_strip(s, kOverreach_m, frame, blocked);

  // Walls that touch along a side or miss each other by a hair are one: grown by 0.02 mm, which the rounding
  // of the rooms undoes.
  blocked = clip(cl::ctUnion, blocked, {});
  try {
    cl::ClipperOffset offset(4.0, 0.25);
    offset.AddPaths(blocked, cl::jtMiter, cl::etClosedPolygon);
    offset.Execute(blocked, kHair);
  } catch (const cl::clipperException&) {
    return result;
  }

  std::vector<Face> faces = faces_of(blocked, box, frame);
  for (Face& face : faces) {
    if (face.outside || area(face.polygon) < min_area_m2) continue;
    face.room = result.rooms.size();
    Enclosure enclosure;
    enclosure.room.outer = rounded(face.polygon.outer, coarse);
    for (const Ring& hole : face.polygon.holes) enclosure.room.holes.push_back(rounded(hole, coarse));
    result.rooms.push_back(std::move(enclosure));
  }
  for (std::size_t i = 0; i < closures.size(); ++i) {
    const Face* left = beside(faces, closures[i], 1);
    const Face* right = beside(faces, closures[i], -1);
    for (const Face* face : {left, right == left ? nullptr : right}) {
      if (face == nullptr) continue;
      if (face->outside) result.outside.push_back(i);
      if (face->room != SIZE_MAX) result.rooms[face->room].doors.push_back(i);
    }
  }
  return result;
}

}  // namespace landai::geometry
