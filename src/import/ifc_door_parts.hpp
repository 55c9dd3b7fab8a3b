// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies of a door sorted into frame, leaves and hardware, by their shape alone. Door frame: x along the
// wall, y through it, z up, metres.
#pragma once

#include <string>
#include <vector>

#include "ifc_geometry.hpp"

namespace landai::importer {

struct Interval {
  double lo = 0, hi = 0;
  [[nodiscard]] double length() const { return hi - lo; }
};

/// A connected part of a door.
struct DoorPiece {
  std::vector<std::array<Point3, 3>> triangles;
  Point3 lo{INFINITY, INFINITY, INFINITY}, hi{-INFINITY, -INFINITY, -INFINITY};
  std::vector<std::uint32_t> items;
  // Smallest rectangle around its plan: a closed leaf lies along x, an open one at an angle.
  PlanPoint centre, along{1, 0};
  double length = 0, thickness = 0;

  void add(const std::array<Point3, 3>& t);
};

/// What the piece covers of the line along `direction` at height z, merged over gaps of a millimetre.
[[nodiscard]] std::vector<Interval> covered(const DoorPiece& piece, double z, PlanPoint direction);

struct DoorBodies {
  std::vector<DoorPiece> leaves;    ///< by x
  std::vector<DoorPiece> frame;     ///< linings and posts as high as the door; no architraves
  std::vector<DoorPiece> hardware;  ///< handles and other small parts
  double base = 0, height = 0;      ///< lowest point, and how far the door reaches above it
};

/// `wall`: the y range of the wall when known, else an empty one (lo > hi). `width`: of the door, 0 when
/// unknown.
[[nodiscard]] DoorBodies sort_door_bodies(const std::vector<Body>& local_bodies, Interval wall, double width);

/// Width left free between the frame's pieces, as the interval of x that contains `middle`; nothing when no
/// frame piece stands on either side of it.
[[nodiscard]] std::optional<Interval> free_between(const std::vector<DoorPiece>& frame,
                                                   const DoorBodies& door, double middle);

}  // namespace landai::importer
