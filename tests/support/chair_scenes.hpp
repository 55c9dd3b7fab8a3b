// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "landai/geometry/chair.hpp"
#include "random_plans.hpp"

/// Bends, doors and lobbies for the chair, and a look at its answers that shares no code with the engine.
namespace landai::test {

using geometry::ChairAnswer;
using geometry::ChairQuestion;
using geometry::Floor;
using geometry::Footprint;
using geometry::Pose;

/// A floor and the two ends of the way.
struct ChairScene {
  Floor floor;
  PlanPoint from, to;
};

/// Turned about the origin, then shifted; mirrored first when asked for.
inline ChairScene moved(ChairScene scene, double angle, PlanPoint shift, bool mirror = false) {
  const auto move = [&](PlanPoint p) { return turned(mirror ? PlanPoint{-p.x, p.y} : p, angle, shift); };
  const auto move_all = [&](MultiPolygon& polygons) {
    for (Polygon& polygon : polygons) {
      for (PlanPoint& p : polygon.outer) p = move(p);
      for (Ring& hole : polygon.holes) {
        for (PlanPoint& p : hole) p = move(p);
      }
    }
  };
  move_all(scene.floor.solids);
  if (scene.floor.within) move_all(*scene.floor.within);
  for (PlanSegment& s : scene.floor.thin) s = {move(s.a), move(s.b)};
  scene.from = move(scene.from);
  scene.to = move(scene.to);
  return scene;
}

inline void add_wall(ChairScene& scene, double x0, double y0, double x1, double y1) {
  scene.floor.solids.push_back({box_ring(x0, y0, x1, y1), {}});
}

/// A corridor 8 m long along x, a door in the middle of its upper wall, a room behind it.
/// thickness 0: walls drawn as single lines.
inline ChairScene side_door(double corridor, double door, double thickness) {
  ChairScene scene;
  const double t = thickness, x0 = 4 - door / 2, x1 = 4 + door / 2, top = corridor + t;
  if (t > 0) {
    add_wall(scene, -t, -t, 8 + t, 0);
    add_wall(scene, -t, 0, 0, corridor);
    add_wall(scene, 8, 0, 8 + t, corridor);
    add_wall(scene, -t, corridor, x0, top);
    add_wall(scene, x1, corridor, 8 + t, top);
    add_wall(scene, 2 - t, top, 2, top + 3);
    add_wall(scene, 6, top, 6 + t, top + 3);
    add_wall(scene, 2 - t, top + 3, 6 + t, top + 3 + t);
  } else {
    scene.floor.within = box(0, 0, 8, corridor + 3);
    scene.floor.thin = {{{0, corridor}, {x0, corridor}}, {{x1, corridor}, {8, corridor}}};
  }
  scene.from = {1, corridor / 2};
  scene.to = {4, top + 1.8};
  return scene;
}

/// Corridors of clear widths `first` (along y) and `second` (along x) that meet at a right angle; each goes
/// on for 3 m after the corner. The free space as a border.
inline ChairScene right_angle(double first, double second) {
  ChairScene scene;
  scene.floor.within = {
      {{{0, 0}, {first + 3, 0}, {first + 3, second}, {first, second}, {first, second + 3}, {0, second + 3}},
       {}}};
  scene.from = {first / 2, second + 2};
  scene.to = {first + 2, second / 2};
  return scene;
}

/// Largest width of a rectangle of this length that turns around the corner of `right_angle`: with its outer
/// long side between both outer walls at the angle a, the inner corner is u cos a + v sin a − l sin a cos a
/// away from that side (u, v the widths of the corridors). It cannot turn the other way round, nor go round
/// without a turn, as long as both corridors are narrower than its length and the corner's diagonal is
/// shorter than length plus half the width.
inline double widest_around_corner(double length, double u, double v) {
  double least = INFINITY;
  constexpr int kSteps = 200'000;
  for (int i = 0; i <= kSteps; ++i) {
    const double a = M_PI / 2 * i / kSteps;
    least = std::min(least, u * std::cos(a) + v * std::sin(a) - length * std::sin(a) * std::cos(a));
  }
  return least;
}

/// Out of a corridor of width `first` into a cross passage of width `second`, 4 m long, and on in the old
/// direction.
inline ChairScene z_bend(double first, double second) {
  ChairScene scene;
  const double w = first, h = second, m = 4;
  scene.floor.within = {
      {{{0, 0}, {m, 0}, {m, -3}, {m + w, -3}, {m + w, h}, {w, h}, {w, h + 3}, {0, h + 3}}, {}}};
  scene.from = {w / 2, h + 2};
  scene.to = {m + w / 2, -2};
  return scene;
}

/// A square lobby between two corridors 1 m deep; doors centred in the left and (opposite: right, else:
/// upper) side.
inline ChairScene lobby(double side, double door, bool opposite) {
  ChairScene scene;
  const double lo = (side - door) / 2, hi = (side + door) / 2, s = side, out = 2.5;
  if (opposite) {
    scene.floor.within = {{{{-out, lo},
                            {0, lo},
                            {0, 0},
                            {s, 0},
                            {s, lo},
                            {s + out, lo},
                            {s + out, hi},
                            {s, hi},
                            {s, s},
                            {0, s},
                            {0, hi},
                            {-out, hi}},
                           {}}};
    scene.to = {s + 1.6, s / 2};
  } else {
    scene.floor.within = {{{{-out, lo},
                            {0, lo},
                            {0, 0},
                            {s, 0},
                            {s, s},
                            {hi, s},
                            {hi, s + out},
                            {lo, s + out},
                            {lo, s},
                            {0, s},
                            {0, hi},
                            {-out, hi}},
                           {}}};
    scene.to = {s / 2, s + 1.6};
  }
  scene.from = {-1.6, s / 2};
  return scene;
}

/// Borders of everything that stands there.
inline std::vector<PlanSegment> borders(const Floor& floor) {
  std::vector<PlanSegment> segments = floor.thin;
  const auto add = [&](const MultiPolygon& polygons) {
    for (const Polygon& polygon : polygons) {
      std::vector<Ring> rings = polygon.holes;
      rings.push_back(polygon.outer);
      for (const Ring& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i)
          segments.push_back({ring[i], ring[(i + 1) % ring.size()]});
      }
    }
  };
  add(floor.solids);
  if (floor.within) add(*floor.within);
  return segments;
}

/// Does a segment pass through the inside of the footprint, made larger by `grown_m` on every side? In the
/// footprint's own frame, by cutting the segment at its four sides (Liang and Barsky).
inline bool collides(const std::vector<PlanSegment>& segments, const Footprint& f, const Pose& pose,
                     double grown_m) {
  const double c = std::cos(pose.heading_rad), n = std::sin(pose.heading_rad);
  const double a = f.length_m / 2 + grown_m, b = f.width_m / 2 + grown_m;
  const auto local = [&](PlanPoint p) {
    const double x = p.x - pose.at.x, y = p.y - pose.at.y;
    return PlanPoint{c * x + n * y + f.reference.x, -n * x + c * y + f.reference.y};
  };
  const auto cut = [](double from, double to, double half, double& in, double& out) {
    const double d = to - from;
    if (d == 0) return std::abs(from) < half;
    in = std::max(in, std::min((-half - from) / d, (half - from) / d));
    out = std::min(out, std::max((-half - from) / d, (half - from) / d));
    return in < out;
  };
  return std::any_of(segments.begin(), segments.end(), [&](const PlanSegment& s) {
    const PlanPoint p = local(s.a), q = local(s.b);
    double in = 0, out = 1;
    return cut(p.x, q.x, a, in, out) && cut(p.y, q.y, b, in, out);
  });
}

/// What is wrong with a path, or nothing: it must lead from one end to the other, in the headings asked for,
/// and wherever one looks on it (every half millimetre that a corner moves) the footprint less half the
/// tolerance on every side must be free.
inline std::string fault_of(const std::vector<Pose>& path, const Floor& floor, const ChairQuestion& q) {
  if (path.size() < 2) return "no path";
  if (distance(path.front().at, q.from) > 1e-9) return "does not start at the start";
  if (distance(path.back().at, q.to) > 1e-9) return "does not end at the goal";
  const auto looks = [](const Pose& pose, std::optional<double> heading) {
    return !heading || std::abs(std::remainder(pose.heading_rad - *heading, 2 * M_PI)) < 1e-9;
  };
  if (!looks(path.front(), q.from_heading_rad)) return "starts in another heading";
  if (!looks(path.back(), q.to_heading_rad)) return "ends in another heading";
  if (contains(floor.solids, q.from) || (floor.within && !contains(*floor.within, q.from)))
    return "starts in a solid";
  const std::vector<PlanSegment> segments = borders(floor);
  const double reach = std::hypot(q.footprint.length_m, q.footprint.width_m);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Pose &a = path[i - 1], &b = path[i];
    const double moved = distance(a.at, b.at) + reach * std::abs(b.heading_rad - a.heading_rad);
    const int steps = static_cast<int>(moved / 0.0005) + 1;
    for (int k = 0; k <= steps; ++k) {
      const double t = k / static_cast<double>(steps);
      const Pose pose{a.at + t * (b.at - a.at), a.heading_rad + t * (b.heading_rad - a.heading_rad)};
      if (collides(segments, q.footprint, pose, -geometry::kChairTolerance_m / 2 - 1e-9)) {
        return "meets an obstacle at " + std::to_string(pose.at.x) + " " + std::to_string(pose.at.y);
      }
    }
  }
  return "";
}

}  // namespace landai::test
